/** Every export is read by a program that others use. */

import assert from 'node:assert/strict';
import { readFileSync, watch, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseW3CTextAnnotation } from '@recogito/text-annotator';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseCsv } from 'csv-parse/sync';
import ICAL from 'ical.js';
import jsonld from 'jsonld';
import { documentLoader } from './contexts.js';
import { browser, dropFile, inBrowser, open, paste, said, site, temporaryFolder, watched } from './harness.js';

const TEXT = 'Voorpagina 🗞️\n\nKim Kardashian (40) 👩🏽‍🦱, e\u0301e\u0301n van de sterren, vroeg op 19 februari 2021 de scheiding aan.\n'
  + 'Kanye West trouwde op 24 mei 2014 met Kim; "een feest", zei hij, <b>echt</b> & oprecht.\n'
  + 'In maart 2019 overleed acteur Jan Pieters. \u05d0\u05d1\u05d2 Mo\u0308rgen.\n';
const BASE = 'https://krant.example/artikel';

let page;
let annotation;
const folder = temporaryFolder();

inBrowser({
  downloads: folder,
  ready: async () => {
    ({ page } = await open(browser, site.url));
    // What a reader saves goes to the test as well.
    await page.evaluate(() => {
      const made = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        window.saved = blob;
        return made.call(URL, blob);
      };
      window.save = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function click() { window.named = this.download; };
    });
    await paste(page, TEXT);
    annotation = JSON.parse(await save('json'));
  },
});

/** Saves a format as a reader would, and gives the file's content. */
async function save(format) {
  await page.evaluate(() => { window.saved = undefined; });
  await page.click('#taking > summary');
  await page.click(`#formats [data-format="${format}"]`);
  await page.waitForFunction(() => window.saved && !document.getElementById('taking').open);
  return page.evaluate(() => window.saved.text());
}

/** The words between two code points. */
const words = (start, end) => [...TEXT].slice(start, end).join('');

test('a file lands where the browser puts what it saves', async () => {
  const names = await page.$$eval('#formats [data-format]', (buttons) => buttons.map(({ dataset }) => dataset.format));
  assert.deepEqual(names, ['json', 'html', 'json-ld', 'web-annotation', 'csv', 'ics', 'timeml', 'doccano', 'text', 'link']);
  const landed = new Promise((done) => {
    const watcher = watch(folder, () => {
      try {
        const content = readFileSync(join(folder, 'kantlijn.json'), 'utf8');
        done(JSON.parse(content));
        watcher.close();
      } catch {
        // It is not there, or not whole yet.
      }
    });
  });
  await page.evaluate(() => {
    window.kept = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = window.save;
  });
  await save('json');
  assert.deepEqual(await landed, annotation);
  await page.evaluate(() => { HTMLAnchorElement.prototype.click = window.kept; });
});

test('JSON counts code points', () => {
  assert.deepEqual([...new Set(annotation.mentions.map(({ kind }) => kind))].sort(), ['age', 'date', 'event', 'person']);
  for (const { spans, text } of annotation.mentions) {
    assert.equal(spans.map((span) => words(...span)).join(' … '), text);
  }
});

test('Web Annotation: a JSON-LD processor reads it, its selectors hold', async () => {
  const { kantlijn, ...document } = JSON.parse(await save('web-annotation'));
  assert.deepEqual(kantlijn, annotation);
  assert.equal(document.items.length, annotation.mentions.length);
  for (const { target } of document.items) {
    for (const { selector: [quote, position] } of target) {
      assert.equal(words(position.start, position.end), quote.exact);
      assert.ok(TEXT.includes(quote.prefix + quote.exact + quote.suffix));
    }
  }
  // In safe mode whatever a context does not explain is an error.
  const [expanded] = await jsonld.expand(document, { documentLoader, base: BASE, safe: true });
  const [{ '@list': items }] = expanded['http://www.w3.org/ns/activitystreams#items'];
  assert.deepEqual(items.map((item) => item['@id']), annotation.mentions.map(({ id }) => `${BASE}#${id}`));
  const exact = items.flatMap((item) => item['http://www.w3.org/ns/oa#hasTarget'])
    .map((target) => target['http://www.w3.org/ns/oa#hasSelector'][0]['http://www.w3.org/ns/oa#exact'][0]['@value']);
  assert.deepEqual(exact, annotation.mentions.flatMap(({ spans }) => spans.map((span) => words(...span))));
});

test('Web Annotation: Recogito reads it', async () => {
  const { items } = JSON.parse(await save('web-annotation'));
  const seen = items.map((item) => {
    const { parsed, error } = parseW3CTextAnnotation(item);
    assert.ifError(error);
    return { id: parsed.id, spans: parsed.target.selector.map(({ start, end }) => [start, end]), quotes: parsed.target.selector.map(({ quote }) => quote) };
  });
  assert.deepEqual(seen, annotation.mentions.map(({ id, spans }) => (
    { id: `#${id}`, spans, quotes: spans.map((span) => words(...span)) })));
});

test('JSON-LD: a processor finds the people and the events', async () => {
  const document = JSON.parse(await save('json-ld'));
  const [article] = await jsonld.expand(document, { documentLoader, base: BASE, safe: true });
  assert.deepEqual(article['@type'], ['http://schema.org/NewsArticle']);
  const people = article['http://schema.org/mentions'];
  assert.deepEqual(people.map((person) => person['http://schema.org/name'][0]['@value']), annotation.people.map(({ name }) => name));
  const ids = people.map((person) => person['@id']);
  const events = article['http://schema.org/about'];
  assert.equal(events.length, annotation.events.length);
  for (const event of events) {
    assert.ok((event['http://schema.org/attendee'] ?? []).every((who) => ids.includes(who['@id'])));
    for (const { '@value': day } of event['http://schema.org/startDate'] ?? []) assert.match(day, /^\d{4}(-\d\d){0,2}$/);
  }
});

test('JSON-LD: each property is one that schema.org has for its type', async () => {
  const file = join(import.meta.dirname, 'node_modules', '.schema.ts');
  writeFileSync(file, `import type { NewsArticle, WithContext } from 'schema-dts';\nexport const article: WithContext<NewsArticle> = ${await save('json-ld')};\n`);
  const { stdout, error } = spawnSync(join(import.meta.dirname, 'node_modules/.bin/tsc'),
    ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', file], { encoding: 'utf8' });
  assert.ifError(error);
  assert.equal(stdout, '');
});

test('TimeML: an XML parser reads it, and its text is the article', async () => {
  const xml = await save('timeml');
  const complaints = [];
  const document = new DOMParser({ onError: (level, message) => complaints.push(message) }).parseFromString(xml, 'text/xml');
  assert.deepEqual(complaints, []);
  assert.equal(document.getElementsByTagName('TEXT')[0].textContent, TEXT);
  const values = [...document.getElementsByTagName('TIMEX3')].map((time) => time.getAttribute('value'));
  for (const { value } of annotation.mentions.filter(({ kind }) => kind === 'date')) assert.ok(values.includes(value), value);
  const ids = (name, attribute) => [...document.getElementsByTagName(name)].map((element) => element.getAttribute(attribute));
  assert.ok(ids('MAKEINSTANCE', 'eventID').every((id) => ids('EVENT', 'eid').includes(id)));
  assert.ok(ids('TLINK', 'relatedToTime').every((id) => ids('TIMEX3', 'tid').includes(id)));
  assert.ok(ids('TLINK', 'relatedToTime').length >= 3);
});

test('iCalendar: ical.js reads it; what has no full date is left out', async () => {
  const calendar = new ICAL.Component(ICAL.parse(await save('ics')));
  const events = calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry));
  const full = annotation.events.filter(({ when }) => /^\d{4}-\d\d-\d\d$/.test(when?.edtf ?? ''));
  assert.ok(full.length >= 2 && full.length < annotation.events.filter(({ when }) => when).length);
  assert.deepEqual(events.map(({ startDate }) => startDate.toString()), full.map(({ when }) => when.edtf));
  assert.ok(events.every(({ startDate, summary }) => startDate.isDate && summary));
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
});

test('CSV: a reader of RFC 4180 finds a row a mention, each cell whole', async () => {
  const rows = parseCsv(await save('csv'), { columns: true });
  assert.deepEqual(rows.map(({ id, kind, text }) => ({ id, kind, text })), annotation.mentions.map(({ id, kind, text }) => ({ id, kind, text })));
  assert.deepEqual(rows.map(({ spans }) => spans.split(' ').map((span) => span.split('-').map(Number))), annotation.mentions.map(({ spans }) => spans));
});

test('doccano: labels lie on words', async () => {
  const lines = (await save('doccano')).trimEnd().split('\n');
  assert.equal(lines.length, 1);
  const { text, label } = JSON.parse(lines[0]);
  assert.equal(text, TEXT);
  assert.deepEqual(label, annotation.mentions.flatMap(({ spans, kind }) => spans.map((span) => [...span, kind])));
});

test('HTML: marks around the text, and nothing of the text is an element', async () => {
  const html = await save('html');
  const blank = await browser.newPage();
  const { names, text, marked } = await blank.evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return {
      names: [...new Set([...body.querySelectorAll('*')].map((element) => element.nodeName))],
      text: body.textContent,
      marked: [...body.querySelectorAll('mark')].map((mark) => mark.textContent),
    };
  }, html);
  await blank.close();
  assert.deepEqual(names, ['MARK']);
  assert.equal(text, TEXT);
  const spans = annotation.mentions.flatMap((mention) => mention.spans).sort(([a], [b]) => a - b);
  assert.deepEqual(marked, spans.map((span) => words(...span)));
});

test('plain text goes to the clipboard', async () => {
  await page.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
  await page.click('#taking > summary');
  await page.click('#formats [data-format=text]');
  assert.equal(await watched(page, '#notice'), 'Gekopieerd.');
  const copied = await page.evaluate(() => window.copied);
  for (const { name } of annotation.people) assert.ok(copied.includes(`- ${name}`), copied);
  assert.match(copied, /^Personen\n- .*\n[\s\S]*\n\nDatums\n[\s\S]*\n\nGebeurtenissen\n/);
});

test('a link carries the article in its fragment, which no server sees', async () => {
  await page.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
  await page.click('#article mark.kantlijn-person');
  await page.click('.card .remove');
  const state = (from) => from.$$eval('#article mark', (marks) => marks.map((mark) => `${mark.className} ${mark.textContent}`));
  await page.click('#taking > summary');
  await page.click('#formats [data-format=link]');
  await page.waitForFunction(() => window.copied && !document.getElementById('taking').open);
  const link = await page.evaluate(() => window.copied);
  const { page: other, requests } = await open(browser, link);
  assert.equal(await other.$eval('#article', (article) => article.textContent), TEXT);
  assert.deepEqual(await state(other), await state(page));
  assert.ok(site.asked.every((path) => !path.includes('artikel=')));
  assert.ok(requests.every((url) => !url.includes('artikel=') || url === link));
  await other.close();
  await page.click('#undo');
});

test('a file of another text is refused in words', async () => {
  const file = await save('json');
  await paste(page, 'Een heel andere tekst.');
  await dropFile(page, 'kantlijn.json', file);
  assert.match(await said(page), /hoort niet bij de tekst/);
});
