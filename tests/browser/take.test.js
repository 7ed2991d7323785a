/** Every export is read by a program that others use, and what can be read back comes back the same. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import ICAL from 'ical.js';
import jsonld from 'jsonld';
import { browser, inBrowser, open, paste, site, temporaryFolder } from './harness.js';

const TEXT = 'Voorpagina 🗞️\n\nKim Kardashian 👩🏽‍🦱 (40), e\u0301e\u0301n van de sterren, vroeg op 19 februari 2021 de scheiding aan.\n'
  + 'Kanye West trouwde op 24 mei 2014 met Kim; "een feest", zei hij, <b>echt</b> & oprecht.';

let page;
const folder = temporaryFolder();

/** Opens the page with the article. */
async function openArticle() {
  ({ page } = await open(browser, site.url));
  await paste(page, TEXT);
}

inBrowser({ downloads: folder, ready: openArticle });

/** Saves a format as a reader would, and gives the file's content. */
async function save(format) {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  await page.click('#taking > summary');
  await page.click(`#formats [data-format="${format}"]`);
  for (let tries = 0; tries < 200; tries += 1) {
    const file = readdirSync(folder).find((name) => !/\.(crdownload|part)$/.test(name) && statSync(join(folder, name)).size > 0);
    if (file) return readFileSync(join(folder, file), 'utf8');
    await new Promise((done) => { setTimeout(done, 25); });
  }
  throw new Error(`no file for ${format}`);
}

/** The words between two code points. */
const words = (start, end) => [...TEXT].slice(start, end).join('');

test('JSON counts code points', async () => {
  const annotation = JSON.parse(await save('json'));
  assert.ok(annotation.mentions.length >= 4);
  for (const { spans, text } of annotation.mentions) {
    assert.equal(spans.map((span) => words(...span)).join(' … '), text);
  }
});

test('Web Annotation: a JSON-LD processor reads it, its selectors hold', async () => {
  const document = JSON.parse(await save('web-annotation'));
  for (const { target } of document.items) {
    for (const { selector: [quote, position] } of target) {
      assert.equal(words(position.start, position.end), quote.exact);
      assert.ok(TEXT.includes(quote.prefix + quote.exact + quote.suffix));
    }
  }
  const context = { ...document, '@context': { '@vocab': 'http://www.w3.org/ns/oa#', id: '@id', type: '@type' } };
  const [expanded] = await jsonld.expand({ ...context, kantlijn: undefined });
  assert.equal(expanded['http://www.w3.org/ns/oa#items'].length, document.items.length);
});

test('JSON-LD: a processor finds the people', async () => {
  const document = JSON.parse(await save('json-ld'));
  assert.equal(document['@context'], 'https://schema.org');
  const [article] = await jsonld.expand({ ...document, '@context': { '@vocab': 'https://schema.org/' } });
  assert.deepEqual(article['@type'], ['https://schema.org/NewsArticle']);
  const names = article['https://schema.org/mentions'].map((person) => person['https://schema.org/name'][0]['@value']);
  assert.ok(names.some((name) => name.startsWith('Kim')), String(names));
});

test('TimeML: an XML parser reads it, and its text is the article', async () => {
  const xml = await save('timeml');
  const complaints = [];
  const document = new DOMParser({ onError: (level, message) => complaints.push(message) }).parseFromString(xml, 'text/xml');
  assert.deepEqual(complaints, []);
  assert.equal(document.getElementsByTagName('TEXT')[0].textContent.trim(), TEXT);
  assert.ok(document.getElementsByTagName('TIMEX3').length >= 2);
});

test('iCalendar: ical.js reads it', async () => {
  const calendar = new ICAL.Component(ICAL.parse(await save('ics')));
  for (const entry of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(entry);
    assert.ok(event.uid && event.summary && event.startDate.isDate);
  }
});

test('CSV: rows of equal length, quotes undone', async () => {
  const csv = await save('csv');
  const rows = csv.trimEnd().split('\r\n').map((row) => [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).length);
  assert.ok(rows.length >= 5);
  assert.ok(rows.every((length) => Math.abs(length - rows[0]) <= 1), String(rows));
});

test('doccano: labels lie on words', async () => {
  const { text, label } = JSON.parse(await save('doccano'));
  assert.equal(text, TEXT);
  assert.ok(label.every(([start, end, kind]) => words(start, end).trim() && ['person', 'date', 'age', 'event'].includes(kind)));
});

test('HTML: marks around the text, and nothing of the text is an element', async () => {
  const html = await save('html');
  const kinds = html.match(/<[a-z]+/g);
  assert.deepEqual([...new Set(kinds)], ['<mark']);
});

test('what was saved is read back to the same state, corrections included', async () => {
  await page.$eval('#article mark.kantlijn-person', (mark) => mark.click());
  await page.click('.card .remove');
  const state = () => page.$$eval('#article mark', (marks) => marks.map((mark) => `${mark.className} ${mark.textContent}`));
  const corrected = await state();
  for (const format of ['json', 'web-annotation']) {
    const file = await save(format);
    await page.click('#forget').catch(() => {});
    await page.evaluate(async (content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'kantlijn.json'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      await new Promise((done) => { setTimeout(done, 100); });
    }, file);
    assert.deepEqual(await state(), corrected, format);
  }
});

test('a file of another text is refused in words', async () => {
  // Chromium lets one page save ten files and asks before the next, which nobody here would answer.
  await page.close();
  await openArticle();
  const file = await save('json');
  await paste(page, 'Een heel andere tekst.');
  await page.evaluate(async (content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'kantlijn.json'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, file);
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.$eval('#problem', (problem) => problem.textContent), /hoort niet bij de tekst/);
});

test('a link carries the article in its fragment, which no server sees', async () => {
  await page.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
  await paste(page, TEXT);
  await page.click('#taking > summary');
  await page.click('#formats [data-format=link]');
  await page.waitForFunction(() => !document.getElementById('taking').open);
  const link = await page.evaluate(() => window.copied);
  const { page: other, requests } = await open(browser, link);
  assert.equal(await other.$eval('#article', (article) => article.textContent), TEXT);
  assert.ok(requests.every((url) => !url.includes('artikel=') || url === link));
  await other.close();
});
