/** axe-core finds nothing in any state, light and dark. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { inBrowser, launch, open, paste, preferring, seeds, site } from './harness.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inBrowser();

/** What is done to come into a state, after the second seed was pasted. */
const STATES = {
  'the empty page': null,
  'an article': async () => {},
  'the desk open': (page) => page.$eval('#desk', (desk) => { desk.open = true; }),
  'a person’s card': (page) => page.click('#article mark.kantlijn-person'),
  'a date’s card': (page) => page.click('#article mark.kantlijn-date'),
  'an event’s card, being changed': async (page) => {
    await page.click('#article mark.kantlijn-event');
    await page.click('.card summary');
  },
  'a kind hidden': (page) => page.click('#legend [data-kind=person]'),
  'the exports': (page) => page.click('#taking > summary'),
  'a correction': async (page) => {
    await page.click('#article mark.kantlijn-person');
    await page.click('.card .remove');
  },
  'words selected': (page) => page.evaluate(() => {
    const [words] = document.querySelector('#article p:last-child').childNodes;
    getSelection().setBaseAndExtent(words, 0, words, 4);
    document.getElementById('article').dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  }),
  'an error': async (page) => {
    await page.type('#published', '2021-99');
    await page.waitForSelector('#problem:not([hidden])');
  },
  'English': (page) => page.click('#interface-languages [lang=en]'),
};

for (const scheme of ['light', 'dark']) {
  describe(scheme, () => {
    let browser;
    before(async () => { browser = await launch({ prefer: scheme }); });
    after(() => browser.close());
    for (const [state, enter] of Object.entries(STATES)) {
      for (const width of state === 'an article' || state.includes('card') ? [1400, 320] : [1400]) {
        test(`${state}, ${scheme}, ${width} wide`, async () => {
          const { page } = await open(browser, site.url, { width });
          await preferring(page, scheme);
          assert.equal(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), scheme === 'dark');
          if (enter) {
            await paste(page, seeds[1]);
            await page.$eval('#desk', (desk) => { desk.open = false; });
            await enter(page);
          }
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => axe.run());
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 300)}`)]), []);
          await page.close();
        });
      }
    }
  });
}
