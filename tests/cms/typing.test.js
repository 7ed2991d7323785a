/** What the sidebar costs an author: the time from a key to the editor's answer in a post of 10,000 words. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, inBrowser, seeds, temporaryFolder } from '../browser/harness.js';
import { article } from './cms.js';
import { activate, blocks, openSidebar, setUp, wordpress, write } from './wordpress.js';

const WORDS = 10_000;
/** What is typed: a sentence of the site's language, which is English. */
const TYPED = ' Then Mary Johnson came.';
/** The most that it may add, in milliseconds. */
const BAR = 16;
let site;
let page;

inBrowser({
  ready: async () => {
    site = await wordpress(temporaryFolder());
    page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 1000 });
    page.on('dialog', (dialog) => dialog.accept());
  },
});
after(async () => site?.stop());

/** A post of so many words, in paragraphs of the seeds. */
function post() {
  const lines = seeds.flatMap((seed) => seed.split('\n')).filter((line) => line.length > 80);
  const taken = [];
  for (let words = 0; words < WORDS; words += taken.at(-1).split(/\s+/).length) taken.push(lines[taken.length % lines.length]);
  return blocks(article(taken.join('\n')));
}

const p95 = (times) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];

/**
 * Types in bursts, with pauses in which the text is read and annotated, so that the next burst meets that work.
 * Input delay: from the key until the page begins to handle it. Answer: until the frame with the letter is there.
 */
async function type() {
  await page.evaluate(() => {
    const { getBlocks } = wp.data.select('core/block-editor');
    const middle = getBlocks()[Math.floor(getBlocks().length / 2)];
    wp.data.dispatch('core/block-editor').selectBlock(middle.clientId, -1);
    window.keys = [];
    window.addEventListener('keydown', (event) => {
      const key = { delay: performance.now() - event.timeStamp };
      window.keys.push(key);
      requestAnimationFrame(() => setTimeout(() => { key.answer = performance.now() - event.timeStamp; }));
    }, true);
  });
  await new Promise((done) => setTimeout(done, 3000));
  for (let burst = 0; burst < 12; burst += 1) {
    await page.keyboard.type(TYPED, { delay: 70 });
    // The reading begins 700 ms after a pause does.
    await new Promise((done) => setTimeout(done, 720));
  }
  const keys = await page.evaluate(() => window.keys);
  assert.equal(keys.length, 12 * TYPED.length);
  return { delay: p95(keys.map(({ delay }) => delay)), answer: p95(keys.map(({ answer }) => answer)) };
}

test('typing in 10,000 words', async () => {
  await setUp(page, site);
  await write(page, site, post());
  const without = await type();
  await activate(page, site);
  await write(page, site, post());
  await openSidebar(page);
  await page.evaluate(() => document.querySelector('[aria-label^="Accept: "]').click());
  const runs = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('kantlijn')).length);
  assert.ok(runs > 3, 'the plugin is at work');
  const with_ = await type();
  const named = await page.$$eval('.kantlijn-person strong', (all) => all.map(({ textContent }) => textContent));
  assert.ok(named.includes('Mary Johnson'), 'what was typed was annotated meanwhile');
  const added = with_.delay - without.delay;
  const line = (name, { delay, answer }) => console.log(`${name}: input delay p95 ${delay.toFixed(1)} ms, answer p95 ${answer.toFixed(1)} ms`);
  line('without the plugin', without);
  line('with the plugin', with_);
  console.log(`added input delay p95: ${added.toFixed(1)} ms (bar ${BAR} ms)`);
  assert.ok(added <= BAR);
});
