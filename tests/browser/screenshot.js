/** Takes the picture of the README: the second seed with its margin. */

import { join } from 'node:path';
import { launch, open, paste, seeds, serve } from './harness.js';

const site = await serve();
const browser = await launch();
const { page } = await open(browser, site.url, { width: 1280, height: 900 });
await paste(page, seeds[1]);
await page.evaluate(() => document.activeElement?.blur());
await page.screenshot({ path: join(import.meta.dirname, 'screenshot.png') });
await browser.close();
