/** `<kantlijn-article>` on the pages of others, under a strict policy. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, inBrowser, seeds, site } from './harness.js';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; "
  + "require-trusted-types-for 'script'; trusted-types kantlijn";

const page = (body, policy = POLICY) => (response) => response.writeHead(200, {
  'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy,
}).end(`<!doctype html><html lang="nl"><title>Krant</title><link rel="icon" href="data:,"><script type="module" src="/kantlijn-article-define.js"></script>${body}`);

const [first, second] = seeds.map((seed) => seed.split('\n').map((line) => `<p>${line}</p>`).join('\n'));
const PAGES = {
  '/one': page(`<main><kantlijn-article lang="nl" published="2021-02-22">${second}</kantlijn-article></main>`),
  '/two': page(`<kantlijn-article>${first}</kantlijn-article><kantlijn-article panel="none">${second}</kantlijn-article>`),
  '/for': page(`<article id="article">${second}</article><kantlijn-article for="#article"></kantlijn-article>`),
  '/late': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
    `<!doctype html><link rel="icon" href="data:,"><kantlijn-article id="k">${second}</kantlijn-article>`),
  '/nowasm': page(`<kantlijn-article>${second}</kantlijn-article>`, POLICY.replace(" 'wasm-unsafe-eval'", '')),
};

inBrowser({ instead: PAGES });

async function visit(path) {
  const opened = await browser.newPage();
  const complaints = [];
  const requests = [];
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  opened.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await opened.evaluateOnNewDocument(() => {
    window.seen = [];
    for (const name of ['annotated', 'select', 'change']) {
      document.addEventListener(`kantlijn:${name}`, ({ detail, composed }) => window.seen.push([name, Object.keys(detail).sort().join(), composed]));
    }
  });
  await opened.goto(new URL(path, site.url).href);
  return { opened, complaints, requests };
}

const annotated = (opened, count = 1) => opened.waitForFunction(
  (count) => window.seen.filter(([name]) => name === 'annotated').length >= count, {}, count);

test('it marks its own content and fills the margin, under a strict policy', async () => {
  const { opened, complaints } = await visit('/one');
  const before = await opened.$eval('kantlijn-article', (element) => element.textContent);
  await annotated(opened);
  assert.ok(await opened.$$eval('kantlijn-article mark', (marks) => marks.length) > 20);
  assert.equal(await opened.$eval('kantlijn-article', (element) => element.textContent), before);
  const panel = await opened.$eval('kantlijn-article', (element) => element.shadowRoot.querySelector('[part=panel]').textContent);
  assert.match(panel, /Personen[\s\S]*Kim Kardashian/);
  const underline = await opened.$eval('mark.kantlijn-person', (mark) => getComputedStyle(mark).textDecorationStyle);
  assert.equal(underline, 'solid');
  assert.deepEqual(complaints, []);
  await opened.close();
});

test('its events are composed, its methods work', async () => {
  const { opened } = await visit('/one');
  await annotated(opened);
  const result = await opened.$eval('kantlijn-article', (element) => {
    const { annotation } = element;
    element.select(annotation.mentions.find(({ kind }) => kind === 'person').id);
    return {
      version: annotation.version, published: annotation.published.value,
      ld: JSON.parse(element.export('json-ld'))['@type'],
      open: element.shadowRoot.querySelector('.card').textContent.includes('Kim'),
    };
  });
  assert.deepEqual(result, { version: 1, published: '2021-02-22', ld: 'NewsArticle', open: true });
  assert.deepEqual(await opened.evaluate(() => window.seen.filter(([name]) => name === 'select')[0]), ['select', 'entity,mention', true]);
  await opened.close();
});

test('two on a page share one wasm', async () => {
  const { opened, requests, complaints } = await visit('/two');
  await annotated(opened, 2);
  assert.equal(requests.filter((path) => path.endsWith('.wasm')).length, 1);
  assert.equal(requests.filter((path) => path.endsWith('.pack')).length, 1);
  assert.deepEqual(await opened.$$eval('kantlijn-article', (all) => all.map((element) => element.shadowRoot.querySelector('.panel').hidden)), [false, true]);
  assert.deepEqual(complaints, []);
  await opened.close();
});

test('with `for` another element is annotated, and not changed at all', async () => {
  const { opened } = await visit('/for');
  const before = await opened.$eval('#article', (article) => article.innerHTML);
  await annotated(opened);
  assert.equal(await opened.$eval('#article', (article) => article.innerHTML), before);
  assert.ok(await opened.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)) > 20);
  await opened.$eval('kantlijn-article', (element) => element.remove());
  assert.equal(await opened.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)), 0);
  await opened.close();
});

test('upgraded late, moved, removed, changed', async () => {
  const { opened, complaints } = await visit('/late');
  const plain = await opened.$eval('#k', (element) => element.innerHTML);
  await opened.evaluate(() => {
    document.getElementById('k').published = '2021-02-22';
    return import('/kantlijn-article-define.js');
  });
  await annotated(opened);
  assert.equal(await opened.$eval('#k', (element) => element.annotation.published.value), '2021-02-22');
  await opened.evaluate(() => {
    const section = document.createElement('section');
    document.body.append(section);
    section.append(document.getElementById('k'));
  });
  await annotated(opened, 2);
  await opened.$eval('#k', (element) => { element.kinds = 'date'; });
  await annotated(opened, 3);
  assert.deepEqual(await opened.$$eval('#k mark', (marks) => [...new Set(marks.map((mark) => mark.className))]), ['kantlijn-date']);
  await opened.$eval('#k', (element) => { element.querySelector('p').append(' Op 3 maart 2022 ook.'); });
  await annotated(opened, 4);
  assert.ok(await opened.$$eval('#k mark', (marks) => marks.some((mark) => mark.textContent === '3 maart 2022')));
  const after = await opened.evaluate(() => {
    const element = document.getElementById('k');
    element.remove();
    return element.innerHTML;
  });
  assert.equal(after, plain.replace('</p>', ' Op 3 maart 2022 ook.</p>'));
  assert.deepEqual(complaints, []);
  await opened.close();
});

test('where wasm is not allowed it says so, and the article is untouched', async () => {
  const { opened } = await visit('/nowasm');
  await opened.waitForFunction(() => !document.querySelector('kantlijn-article').shadowRoot.querySelector('.message').hidden);
  const { message, marks } = await opened.$eval('kantlijn-article', (element) => ({
    message: element.shadowRoot.querySelector('.message').textContent, marks: element.querySelectorAll('mark').length,
  }));
  assert.match(message, /staat WebAssembly niet toe/);
  assert.equal(marks, 0);
  await opened.close();
});
