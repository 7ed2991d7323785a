/** Correcting: each correction, undone and redone, kept through edits and a reload. */

import assert from 'node:assert/strict';
import { beforeEach, afterEach, test } from 'node:test';
import { browser, inBrowser, open, paste, seeds, site } from './harness.js';

let page;
inBrowser();
beforeEach(async () => {
  ({ page } = await open(browser, site.url));
  await page.evaluate(() => localStorage.clear());
  await paste(page, seeds[1]);
  await page.$eval('#desk', (desk) => { desk.open = false; });
});
afterEach(() => page.close());

const marks = () => page.$$eval('#article mark', (all) => all.map((mark) => `${mark.className.replace('kantlijn-', '')}:${mark.textContent}`));
const people = () => page.$$eval('#margin .person .entity', (links) => links.map((link) => link.textContent));

/** Opens the part of a card where a mention can be changed. */
async function change(selector) {
  await page.click(selector);
  await page.click('.card summary');
}

/** Selects words of the article, as a pointer would. */
const select = (words) => page.evaluate((words) => {
  const article = document.getElementById('article');
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at === -1) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    article.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    return;
  }
}, words);

test('a wrong mark is gone in two actions, undone and redone', async () => {
  const before = await marks();
  await page.click('#article mark.kantlijn-person');
  await page.click('.card .remove');
  const without = await marks();
  assert.equal(without.length, before.length - 1);
  await page.click('#undo');
  assert.deepEqual(await marks(), before);
  await page.click('#redo');
  assert.deepEqual(await marks(), without);
  await page.keyboard.down('Control');
  await page.keyboard.press('z');
  await page.keyboard.up('Control');
  assert.deepEqual(await marks(), before);
});

test('Delete on a mark removes it, and the focus goes on', async () => {
  const before = await marks();
  await page.focus('#article mark[tabindex="0"]');
  await page.keyboard.press('Delete');
  assert.equal((await marks()).length, before.length - 1);
  assert.equal(await page.evaluate(() => document.activeElement.matches('mark')), true);
});

test('all with the same words are removed at once', async () => {
  const alike = (await marks()).filter((mark) => mark === 'person:Kim Kardashian').length;
  assert.ok(alike > 1);
  await page.evaluate(() => [...document.querySelectorAll('#article mark')].find((mark) => mark.textContent === 'Kim Kardashian').click());
  await page.click('.card .remove + button');
  assert.equal((await marks()).filter((mark) => mark === 'person:Kim Kardashian').length, 0);
});

test('selected words become a mention, everywhere if asked', async () => {
  await select('insider');
  await page.waitForSelector('.palette:not([hidden])');
  await page.click('.palette [data-kind=person]');
  assert.ok((await marks()).includes('person:insider'));
  assert.ok((await people()).includes('insider'));
  await page.click('#undo');
  await select('rapper');
  await page.waitForSelector('.palette:not([hidden])');
  await page.click('.palette input');
  await page.click('.palette [data-kind=event]');
  assert.equal((await marks()).filter((mark) => mark === 'event:rapper').length, seeds[1].match(/\brapper\b/g).length);
});

test('kind and edges', async () => {
  await change('#article mark.kantlijn-person');
  await page.select('.card select', 'event');
  assert.ok((await marks()).includes('event:Kim Kardashian'));
  await change('#article mark.kantlijn-person');
  const [first] = (await marks()).filter((mark) => mark.startsWith('person:'));
  await page.click('.card [aria-label="Einde een woord later"]');
  const [moved] = (await marks()).filter((mark) => mark.startsWith('person:'));
  assert.ok(moved.startsWith(first) && moved.length > first.length, `${first} ${moved}`);
});

test('two persons become one, and one becomes two', async () => {
  const before = await people();
  await change('#article mark.kantlijn-person');
  await page.evaluate(() => {
    const [, , merge] = document.querySelectorAll('.card select');
    merge.value = [...merge.options].find(({ value }) => value.startsWith('Kanye')).value;
    merge.dispatchEvent(new Event('change', { bubbles: true }));
  });
  assert.equal((await people()).length, before.length - 1);
  await page.click('#undo');
  assert.deepEqual(await people(), before);
  await change('#article mark.kantlijn-person');
  await page.evaluate(() => {
    const [, means] = document.querySelectorAll('.card select');
    means.selectedIndex = means.options.length - 1;
    means.dispatchEvent(new Event('change', { bubbles: true }));
  });
  assert.equal((await people()).length, before.length + 1);
});

test('corrections survive edits elsewhere; one without its place is listed', async () => {
  await select('insider');
  await page.waitForSelector('.palette:not([hidden])');
  await page.click('.palette [data-kind=person]');
  await paste(page, `Een nieuwe eerste zin van de redactie.\n\n${seeds[1]}`);
  assert.ok((await marks()).includes('person:insider'));
  await paste(page, seeds[1].replace(/[^.]*insider[^.]*\./, ' Een bron zweeg.'));
  assert.ok(!(await marks()).includes('person:insider'));
  assert.match(await page.$eval('#unplaced', (list) => list.textContent), /“insider”/);
});

test('they are kept on this device, and forgotten when asked', async () => {
  await page.click('#article mark.kantlijn-person');
  await page.click('.card .remove');
  const corrected = await marks();
  const again = async () => {
    await page.reload();
    await page.waitForSelector('html[data-kantlijn=ready]');
    await page.$eval('#desk', (desk) => { desk.open = true; });
    await page.click('#samples button:nth-child(2)');
    await page.waitForSelector('#article mark');
  };
  await again();
  assert.deepEqual(await marks(), corrected);
  await page.click('#forget');
  assert.equal((await marks()).length, corrected.length + 1);
  await again();
  assert.equal((await marks()).length, corrected.length + 1);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});
