/** Reading: cards by pointer, focus and tap, the legend, keys, the timeline, the interface's two languages. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, dropFile, inBrowser, open, paste, seeds, site } from './harness.js';

inBrowser();

const cardText = (page) => page.$eval('.card:not(.palette)', (card) => (card.hidden ? '' : card.innerText));

async function opened(options) {
  const result = await open(browser, site.url, options);
  await paste(result.page, seeds[1]);
  await result.page.$eval('#desk', (desk) => { desk.open = false; });
  return result;
}

test('hovering a mark opens its card, leaving closes it', async () => {
  const { page } = await opened();
  await page.hover('#article mark.kantlijn-person');
  await page.waitForSelector('.card:not([hidden])');
  assert.match(await cardText(page), /persoon[\s\S]*Kim Kardashian/i);
  await page.mouse.move(5, 5);
  await page.waitForSelector('.card:not(.palette)', { hidden: true });
  await page.close();
});

test('a date says its value and why, an event who and when', async () => {
  const { page } = await opened();
  await page.click('#article mark.kantlijn-date');
  assert.match(await cardText(page), /waarom/);
  await page.keyboard.press('Escape');
  assert.equal(await cardText(page), '');
  await page.click('#article mark.kantlijn-event');
  assert.match(await cardText(page), /status\s+gebeurd/);
  await page.close();
});

test('all mentions of the chosen person light up, and the card walks through them', async () => {
  const { page } = await opened();
  await page.click('#article mark.kantlijn-person');
  const lit = await page.$$eval('#article mark[data-lit]', (marks) => marks.length);
  const [, count] = /1 van (\d+)/.exec(await cardText(page));
  assert.equal(lit, Number(count));
  assert.equal(await page.$eval('#margin [aria-current] .entity', (link) => link.textContent.startsWith('Kim')), true);
  await page.click('.card [aria-label="Volgende vermelding"]');
  assert.match(await cardText(page), /2 van/);
  assert.equal(await page.evaluate(() => document.activeElement.matches('mark')), true);
  await page.close();
});

test('keys: tab to the marks, arrows between them, Enter into the card, Escape back', async () => {
  const { page } = await opened();
  await page.focus('#article mark[tabindex="0"]');
  const first = await page.evaluate(() => document.activeElement.textContent);
  assert.notEqual(await cardText(page), '');
  await page.keyboard.press('ArrowRight');
  const second = await page.evaluate(() => document.activeElement.textContent);
  assert.notEqual(second, first);
  assert.equal(await page.$$eval('#article mark[tabindex="0"]', (marks) => marks.length), 1);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.matches('.card')), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), second);
  assert.equal(await cardText(page), '');
  await page.close();
});

test('the legend hides a kind, and keys pass it by', async () => {
  const { page } = await opened();
  await page.click('#legend [data-kind=person]');
  const style = await page.$eval('#article mark.kantlijn-person', (mark) => getComputedStyle(mark).textDecorationLine);
  assert.equal(style, 'none');
  await page.focus('#article mark.kantlijn-date');
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.className === 'kantlijn-person'), false);
  }
  await page.click('#legend [data-kind=person]');
  assert.equal(await page.$eval('#legend [data-kind=person]', (button) => button.getAttribute('aria-pressed')), 'true');
  await page.close();
});

test('the timeline draws what is not known as a band', async () => {
  const { page } = await open(browser, site.url);
  await paste(page, 'Op 3 maart 2020 sprak Jan Peeters. In april 2020 werd hij ziek. In 2021 overleed hij.');
  const bands = await page.$$eval('#timeline li', (items) => items.map((item) => [
    item.querySelector('.name').textContent, item.querySelector('.band').getBoundingClientRect().width]));
  const width = (year) => bands.find(([name]) => name.includes(year))?.[1] ?? bands.map(([, band]) => band);
  assert.equal(bands.length, 3, JSON.stringify(bands));
  const sorted = bands.map(([, band]) => band);
  assert.ok(sorted[0] < sorted[1] && sorted[1] < sorted[2] / 5, `${width('2021')} ${JSON.stringify(bands)}`);
  await page.close();
});

test('Dutch and English, every message in both', async () => {
  const { page } = await opened();
  await page.click('#interface-languages [lang=en]');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.match(await page.$eval('#margin', (margin) => margin.innerText), /People[\s\S]*Dates[\s\S]*Events/);
  const keys = await page.evaluate(async () => {
    const source = await (await fetch('/messages.js')).text();
    const [nl, en] = source.split(/^ {2}en: \{/m);
    const names = (part) => [...part.matchAll(/^ {4}(?:'([^']+)'|(\w+)): /gm)].map((found) => found[1] ?? found[2]);
    return [names(nl), names(en)];
  });
  assert.deepEqual(keys[0], keys[1]);
  await page.close();
});

test('320 pixels wide: nothing is cut off, the card is a sheet at the bottom', async () => {
  const { page } = await opened({ width: 320, height: 640 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
  await page.click('#article mark.kantlijn-person');
  const { left, right, bottom } = await page.$eval('.card:not(.palette)', (card) => card.getBoundingClientRect().toJSON());
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  assert.deepEqual([left, right, Math.round(bottom)], [0, width, 640]);
  await page.close();
});

test('a long text is annotated in a worker and painted without elements', async () => {
  const { page, requests, complaints } = await open(browser, site.url);
  const long = `${seeds[1]}\n\n`.repeat(60);
  await paste(page, long);
  assert.equal(await page.$$eval('#article mark', (marks) => marks.length), 0);
  const painted = await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0));
  const listed = await page.$$eval('#legend .count', (counts) => counts.reduce((sum, { textContent }) => sum + Number(textContent), 0));
  assert.ok(painted >= listed && listed > 1000, `${painted} ${listed}`);
  await page.click('#margin .entity');
  assert.deepEqual(complaints, []);
  assert.deepEqual(requests.filter((url) => url.includes('worker')).length, 1);
  await page.close();
});

/** Brings back an annotation of a text in which mentions overlap. */
async function overlapping(page) {
  const text = 'Op de dag van Kim Kardashian trouwde iedereen.';
  await paste(page, text);
  const person = { id: 'p1', name: 'Kim Kardashian', aliases: [], roles: [], relations: [], born: null, mentions: ['m2'] };
  await dropFile(page, 'kantlijn.json', JSON.stringify({
    version: 1, id: null, lang: 'nl', published: null, people: [person],
    mentions: [
      { id: 'm1', kind: 'event', spans: [[6, 28]], text: text.slice(6, 28), type: 'other.event', modality: 'asserted', event: 'e1' },
      { id: 'm2', kind: 'person', spans: [[14, 28]], text: text.slice(14, 28), person: 'p1', score: 1 },
    ],
    events: [{ id: 'e1', type: 'other.event', label: 'feestdag', schema: 'Event', mentions: ['m1'], people: ['p1'], when: null }],
  }));
  await page.waitForFunction(() => document.querySelector('#article mark[data-mentions="m1 m2"]'));
  return text;
}

test('overlaps are seen, and each of those that overlap is reached', async () => {
  const { page } = await open(browser, site.url);
  const text = await overlapping(page);
  await page.$eval('#desk', (desk) => { desk.open = false; });
  assert.equal(await page.$eval('#article', (article) => article.textContent), text);
  const line = (selector) => page.$eval(selector, (mark) => getComputedStyle(mark).boxShadow);
  assert.match(await line('#article mark[data-mentions="m1 m2"]'), /inset/);
  assert.equal(await line('#article mark[data-mentions="m1"]'), 'none');
  await page.click('#article mark[data-mentions="m1 m2"]');
  assert.match(await cardText(page), /gebeurtenis\s+feestdag[\s\S]*persoon\s+Kim Kardashian/i);
  await page.click('#legend [data-kind=event]');
  await page.click('#article mark[data-mentions="m1 m2"]');
  assert.doesNotMatch(await cardText(page), /feestdag/);
  await page.close();
});

test('a long text: it is said that it is being read, the page goes on answering, painted marks answer like marks', async () => {
  const { page } = await open(browser, site.url);
  const long = `${seeds[1]}\n\n`.repeat(60);
  await page.evaluate((text) => {
    const busy = document.getElementById('busy');
    window.said = [];
    new MutationObserver(() => busy.hidden || window.said.push(busy.textContent.trim())).observe(busy, { attributes: true });
    const field = document.getElementById('text');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, long);
  // Another button answers while the worker reads.
  await page.click('#interface-languages [lang=en]');
  await page.click('#interface-languages [lang=nl]');
  await page.waitForFunction((text) => document.getElementById('article').textContent === text
    && !document.getElementById('result').hasAttribute('aria-busy'), {}, long);
  const said = await page.evaluate(() => window.said);
  assert.match(said[0], /^[\d.]+ tekens worden gelezen/);
  assert.equal(await page.$eval('#busy', (busy) => busy.hidden && busy.querySelector('progress') !== null), true);
  const painted = (kind) => page.evaluate((kind) => CSS.highlights.get(`kantlijn-${kind}`).size, kind);
  const people = await painted('person');
  await page.click('#legend [data-kind=person]');
  assert.equal(await painted('person'), 0);
  await page.click('#legend [data-kind=person]');
  assert.equal(await painted('person'), people);
  // By keys: from the list into the card and back.
  await page.focus('#margin .entity');
  await page.keyboard.press('Enter');
  assert.match(await cardText(page), /persoon[\s\S]*Kim Kardashian/i);
  assert.equal(await page.evaluate(() => document.activeElement.matches('.card')), true);
  assert.ok(await painted('lit') > 60);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.matches('#margin .entity')), true);
  // A long list is cut, and shown whole when asked.
  const places = () => page.$eval('#margin .places', (list) => list.querySelectorAll('a').length);
  assert.equal(await places(), 24);
  await page.click('#margin .places .all');
  assert.ok(await places() > 300);
  await page.close();
});
