/** Takes the pictures of the README. */

import { join } from 'node:path';
import { launch, open, preferring, seeds, serve } from './harness.js';

const site = await serve();
const browser = await launch();

/** An article, read: `enter` does what the picture shows, `part` is what is in it. */
async function picture(name, sample, { scheme = 'light', part, ...options }, enter) {
  const { page } = await open(browser, site.url, options);
  await preferring(page, scheme);
  await page.click(`#samples button:nth-child(${sample})`);
  await page.waitForFunction((text) => document.getElementById('article').textContent === text, {}, seeds[sample - 1]);
  await page.evaluate(() => document.activeElement?.blur());
  await enter?.(page);
  const path = join(import.meta.dirname, `${name}.png`);
  const place = part && await page.$eval(part, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x - 16, y, width: width + 32, height: height + 8 };
  });
  await page.screenshot({ path, clip: place });
  await page.close();
}

const shown = (page, selector) => page.waitForSelector(`${selector}:not([hidden])`);

await picture('screenshot', 2, { width: 1280, height: 900 });
await picture('card', 1, { width: 1280, height: 800, scheme: 'dark' }, async (page) => {
  await page.click('#article mark.kantlijn-person');
  await shown(page, '.card');
});
await picture('phone', 2, { width: 390, height: 780 }, async (page) => {
  await page.click('#article mark.kantlijn-date');
  await shown(page, '.card');
});
await picture('timeline', 1, { width: 1280, height: 900, part: '#timeline' });
await picture('correction', 2, { width: 1280, height: 860 }, async (page) => {
  await page.click('#article mark.kantlijn-person');
  await page.click('.card summary');
});
await browser.close();
process.exit();
