/** Takes the pictures of the README. */

import { join } from 'node:path';
import { launch, open, seeds, serve } from './harness.js';

const site = await serve();
const browser = await launch();

/** An article, read: `enter` does what the picture shows. */
async function picture(name, sample, options, enter) {
  const { page } = await open(browser, site.url, options);
  await page.click(`#samples button:nth-child(${sample})`);
  await page.waitForFunction((text) => document.getElementById('article').textContent === text, {}, seeds[sample - 1]);
  await page.evaluate(() => document.activeElement?.blur());
  await enter?.(page);
  await page.screenshot({ path: join(import.meta.dirname, `${name}.png`) });
  await page.close();
}

await picture('screenshot', 2, { width: 1280, height: 900 });
await picture('card', 1, { width: 1280, height: 800, scheme: 'dark' }, async (page) => {
  await page.click('#article mark.kantlijn-person');
  await page.waitForSelector('.card:not([hidden])');
});
await picture('phone', 2, { width: 390, height: 780 }, async (page) => {
  await page.click('#article mark.kantlijn-date');
  await page.waitForSelector('.card:not([hidden])');
});
await browser.close();
process.exit();
