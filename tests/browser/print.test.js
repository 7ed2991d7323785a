/** On paper: the article with its marks, their key, the margin and the timeline; nothing that is for the screen. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, browserName, inBrowser, open, paste, preferring, seeds, site } from './harness.js';

inBrowser();

/** A4 less margins of 15 mm, in CSS pixels. */
const PAPER = 680;

/** Shown on paper, and not. */
const SHOWN = ['h1', '#legend', '#article', '#article mark', '#margin', '#margin .entity', '#timeline', '#timeline .band'];
const LEFT_OUT = ['#desk', '.dateline', '.actions', '#taking', '#undo', '.card', '.keys', '.colophon', '#notes', '#notice', '#interface-languages', '.places', '#legend [data-kind=age]'];

for (const [place, scheme] of [[0, 'light'], [1, 'dark']]) {
  // Only Chromium lets a test look at paper.
  test(`sample ${place + 1}, ${scheme}`, { skip: browserName !== 'chromium' }, async () => {
    const { page } = await open(browser, site.url, { width: PAPER, scheme });
    await paste(page, seeds[place]);
    await page.click('#article mark.kantlijn-person');
    await page.click('.card .remove');
    await page.click('#legend [data-kind=age]');
    await page.click('#article mark.kantlijn-person');
    await page.emulateMediaType('print');
    const visible = (selector) => page.$eval(selector, (element) => element.checkVisibility() && element.getClientRects().length > 0);
    for (const selector of SHOWN) assert.equal(await visible(selector), true, selector);
    for (const selector of LEFT_OUT) assert.equal(await visible(selector), false, selector);

    // Each kind has an underline of its own, in the text as in the key to it; what is chosen on the screen does not show.
    const styles = await page.evaluate(() => ['person', 'date', 'event'].map((kind) => {
      const looks = [...document.querySelectorAll(`#article mark[class="kantlijn-${kind}"], #legend .kantlijn-${kind}`)].map((mark) => {
        const { textDecorationLine, textDecorationStyle, backgroundColor } = getComputedStyle(mark);
        return [textDecorationLine, textDecorationStyle, backgroundColor].join(' ');
      });
      return [...new Set(looks)];
    }));
    assert.deepEqual(styles.map((looks) => [looks.length, looks[0].split(' ').slice(0, 2).join(' ')]),
      [[1, 'underline solid'], [1, 'underline dashed'], [1, 'underline double']]);

    // Dark on light, whatever the screen is, and nothing runs off the paper.
    const [ink, paper] = await page.$eval('body', (body) => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]);
    assert.deepEqual([Number(/\d+/.exec(ink)[0]) < 60, paper], [true, 'rgb(255, 255, 255)']);
    const off = await page.$$eval('#article p, #margin li, #timeline .name, #timeline .band', (all, width) => all
      .filter((element) => [...element.getClientRects()].some(({ left, right }) => left < -1 || right > width + 1)).map((element) => element.textContent), PAPER);
    assert.deepEqual(off, []);
    const pdf = Buffer.from(await page.pdf({ format: 'A4', margin: { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' } })).toString('latin1');
    assert.match(pdf, /^%PDF/);
    const pages = pdf.match(/\/Type \/Page\b(?!s)/g).length;
    assert.ok(pages >= 1 && pages <= 4, `${pages} pages`);
    await page.close();
  });
}
