/** `<kantlijn-article>` on the pages of others, under a strict policy. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, inBrowser, seeds, serve, site } from './harness.js';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; "
  + "require-trusted-types-for 'script'; trusted-types kantlijn";

const page = (body, { policy = POLICY, head = '<script type="module" src="/kantlijn-article-define.js"></script>' } = {}) => (response) => response
  .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
  .end(`<!doctype html><html lang="nl"><title>Krant</title><link rel="icon" href="data:,">${head}${body}`);

const script = (source) => (response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(source);

const [first, second] = seeds.map((seed) => seed.split('\n').map((line) => `<p>${line}</p>`).join('\n'));
const PAGES = {
  '/one': page(`<main><kantlijn-article lang="nl" published="2021-02-22">${second}</kantlijn-article></main>`),
  '/bundle': page(`<kantlijn-article lang="nl" published="2021-02-22">${second}</kantlijn-article>`, { head: '<script type="module" src="/kantlijn-element.js"></script>' }),
  '/two': page(`<kantlijn-article>${first}</kantlijn-article><kantlijn-article panel="none">${second}</kantlijn-article>`),
  '/for': page(`<article id="article">${second}</article><kantlijn-article for="#article"></kantlijn-article>`),
  '/nowhere': page('<kantlijn-article for="#weg"></kantlijn-article>'),
  '/late': page(`<kantlijn-article id="k">${second}</kantlijn-article>`, { head: '' }),
  '/nowasm': page(`<kantlijn-article>${second}</kantlijn-article>`, { policy: POLICY.replace(" 'wasm-unsafe-eval'", '') }),
  '/located': page(`<own-article>${second}</own-article>`, { head: '<script type="module" src="/locate.js"></script>' }),
  '/locate.js': script(`import { KantlijnArticle } from './kantlijn-article.js';
    KantlijnArticle.locate({ wasm: '/elsewhere/core.bin', pack: (lang) => \`/elsewhere/\${lang}.bin\` });
    customElements.define('own-article', KantlijnArticle);`),
};

inBrowser({ instead: PAGES });

async function visit(path, { from = site } = {}) {
  const opened = await browser.newPage();
  const complaints = [];
  const requests = [];
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  opened.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await opened.evaluateOnNewDocument(() => {
    window.seen = [];
    for (const name of ['annotated', 'select', 'change']) {
      document.addEventListener(`kantlijn:${name}`, ({ detail, composed, bubbles }) => window.seen.push([name, Object.keys(detail).sort().join(), composed && bubbles]));
    }
  });
  await opened.goto(new URL(path, from.url).href);
  return { opened, complaints, requests };
}

const annotated = (opened, count = 1) => opened.waitForFunction(
  (count) => window.seen.filter(([name]) => name === 'annotated').length >= count, {}, count);

const painted = (opened) => opened.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0));

const message = async (opened) => {
  await opened.waitForFunction(() => !document.querySelector('kantlijn-article').shadowRoot.querySelector('.message').hidden);
  return opened.$eval('kantlijn-article', (element) => element.shadowRoot.querySelector('.message').textContent);
};

for (const path of ['/one', '/bundle']) {
  test(`${path}: it marks its own content and fills the margin, under a strict policy and Trusted Types`, async () => {
    const { opened, complaints, requests } = await visit(path);
    const before = await opened.$eval('kantlijn-article', (element) => element.textContent);
    await annotated(opened);
    assert.ok(await opened.$$eval('kantlijn-article mark', (marks) => marks.length) > 20);
    assert.equal(await opened.$eval('kantlijn-article', (element) => element.textContent), before);
    const panel = await opened.$eval('kantlijn-article', (element) => element.shadowRoot.querySelector('[part=panel]').textContent);
    assert.match(panel, /Personen[\s\S]*Kim Kardashian/);
    const underline = await opened.$eval('mark.kantlijn-person', (mark) => getComputedStyle(mark).textDecorationStyle);
    assert.equal(underline, 'solid');
    const asked = requests.length;
    await opened.$eval('kantlijn-article', (element) => element.annotate());
    await annotated(opened, 2);
    assert.deepEqual(requests.slice(asked), [], 'requests after load');
    assert.deepEqual(complaints, []);
    await opened.close();
  });
}

test('its events are composed, its methods and properties work', async () => {
  const { opened } = await visit('/one');
  await annotated(opened);
  const result = await opened.$eval('kantlijn-article', (element) => {
    const { annotation } = element;
    element.select(annotation.mentions.find(({ kind }) => kind === 'person').id);
    element.select('m9999');
    return {
      version: annotation.version, published: annotation.published.value, own: [element.published, element.kinds, element.panel],
      ld: JSON.parse(element.export('json-ld'))['@type'],
      open: element.shadowRoot.querySelector('.card').textContent.includes('Kim'),
    };
  });
  assert.deepEqual(result, { version: 1, published: '2021-02-22', own: ['2021-02-22', '', 'margin'], ld: 'NewsArticle', open: true });
  assert.deepEqual(await opened.evaluate(() => window.seen.filter(([name]) => name === 'select')), [['select', 'entity,mention', true]]);
  await opened.$eval('kantlijn-article', (element) => element.clear());
  assert.deepEqual(await opened.$eval('kantlijn-article', (element) => [element.querySelectorAll('mark').length, element.annotation === undefined, element.export('csv')]), [0, true, '']);
  await opened.close();
});

test('attributes: a change is told, and what is shown follows', async () => {
  const { opened } = await visit('/one');
  await annotated(opened);
  const shown = () => opened.$eval('kantlijn-article', (element) => [
    [...new Set([...element.querySelectorAll('mark')].flatMap((mark) => [...mark.classList]))].sort().join(),
    element.shadowRoot.querySelector('.panel').hidden,
    element.annotation.published?.value,
  ]);
  const all = 'kantlijn-age,kantlijn-date,kantlijn-event,kantlijn-person';
  assert.deepEqual(await shown(), [all, false, '2021-02-22']);
  let runs = 1;
  for (const [name, value, expected] of [
    ['kinds', 'person age', ['kantlijn-age,kantlijn-person', false, '2021-02-22']],
    ['kinds', '', [all, false, '2021-02-22']],
    ['panel', 'none', [all, true, '2021-02-22']],
    ['published', '2020-05', [all, true, '2020-05']],
  ]) {
    await opened.$eval('kantlijn-article', (element, name, value) => element.setAttribute(name, value), name, value);
    runs += 1;
    await annotated(opened, runs);
    assert.deepEqual(await shown(), expected, `${name}="${value}"`);
  }
  assert.deepEqual(await opened.evaluate(() => window.seen.filter(([name]) => name === 'change')), Array.from({ length: 4 }, () => ['change', 'name', true]));
  await opened.$eval('kantlijn-article', (element) => { element.published = 'morgen'; });
  assert.match(await message(opened), /Dat is geen datum/);
  await opened.$eval('kantlijn-article', (element) => { element.published = '2021'; });
  await annotated(opened, runs + 1);
  await opened.close();
});

test('people whom the page leaves out are nowhere', async () => {
  const { opened } = await visit('/one');
  await annotated(opened);
  const seen = () => opened.$eval('kantlijn-article', (element) => ({
    people: element.annotation.people.map(({ name }) => name),
    marks: [...element.querySelectorAll('mark.kantlijn-person')].map(({ textContent }) => textContent),
    panel: [...element.shadowRoot.querySelectorAll('.list.person .entity')].map(({ textContent }) => textContent),
    exported: JSON.parse(element.export('json')).people.length,
  }));
  const all = await seen();
  const [first, second, ...others] = all.people;
  await opened.$eval('kantlijn-article', (element, names) => { element.except = names; }, `${first}; ${second};Nobody`);
  await annotated(opened, 2);
  const left = await seen();
  assert.deepEqual([left.people, left.panel, left.exported], [others, others, others.length]);
  assert.ok(left.marks.length < all.marks.length && !left.marks.includes(first) && !left.marks.includes(second));
  await opened.$eval('kantlijn-article', (element) => element.removeAttribute('except'));
  await annotated(opened, 3);
  assert.deepEqual(await seen(), all);
  await opened.close();
});

test('its style is the page’s to choose: custom properties and parts', async () => {
  const { opened } = await visit('/one');
  await annotated(opened);
  const seen = await opened.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`kantlijn-article { --kantlijn-person: rgb(1, 2, 3); } kantlijn-article::part(panel) { border-color: rgb(4, 5, 6); }
      kantlijn-article::part(card) { background-color: rgb(7, 8, 9); } kantlijn-article::part(message) { color: rgb(10, 11, 12); }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const inside = (name) => getComputedStyle(document.querySelector('kantlijn-article').shadowRoot.querySelector(`[part=${name}]`));
    return [getComputedStyle(document.querySelector('mark.kantlijn-person')).textDecorationColor, inside('panel').borderLeftColor,
      inside('card').backgroundColor, inside('message').color];
  });
  assert.deepEqual(seen, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 'rgb(7, 8, 9)', 'rgb(10, 11, 12)']);
  await opened.close();
});

test('two on a page share one wasm', async () => {
  const { opened, requests, complaints } = await visit('/two');
  await annotated(opened, 2);
  assert.equal(requests.filter((path) => path.endsWith('.wasm')).length, 1);
  assert.equal(requests.filter((path) => path.endsWith('.pack')).length, 1);
  assert.deepEqual(await opened.$$eval('kantlijn-article', (all) => all.map((element) => element.shadowRoot.querySelector('.panel').hidden)), [false, true]);
  // Each has marks of its own; what is chosen in one lights nothing in the other.
  await opened.click('kantlijn-article mark.kantlijn-person');
  assert.deepEqual(await opened.$$eval('kantlijn-article', (all) => all.map((element) => element.querySelectorAll('mark[data-lit]').length > 0)), [true, false]);
  assert.deepEqual(complaints, []);
  await opened.close();
});

test('with `for` another element is annotated, and not changed at all', async () => {
  const { opened, complaints } = await visit('/for');
  const before = await opened.$eval('#article', (article) => article.innerHTML);
  await annotated(opened);
  const unchanged = async () => assert.equal(await opened.$eval('#article', (article) => article.innerHTML), before);
  await unchanged();
  assert.ok(await painted(opened) > 20);
  // A mark without an element is hovered and clicked all the same, and reached from the margin by keys.
  const place = await opened.evaluate(() => {
    const [range] = CSS.highlights.get('kantlijn-person');
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    const { left, top, width, height } = live.getClientRects()[0];
    return [left + width / 2, top + height / 2];
  });
  const card = () => opened.waitForFunction(() => {
    const box = document.querySelector('kantlijn-article').shadowRoot.querySelector('.card');
    return !box.hidden && box.textContent;
  });
  await opened.mouse.move(...place);
  assert.match(await (await card()).jsonValue(), /Kim/);
  await opened.mouse.click(...place);
  assert.match(await (await card()).jsonValue(), /Kim/);
  assert.ok(await opened.evaluate(() => CSS.highlights.get('kantlijn-lit').size) > 1);
  await opened.keyboard.press('Escape');
  await opened.$eval('kantlijn-article', (element) => element.shadowRoot.querySelector('.list.date .entity').focus());
  await opened.keyboard.press('Enter');
  await card();
  assert.equal(await opened.$eval('kantlijn-article', ({ shadowRoot }) => shadowRoot.activeElement.matches('.card')), true);
  await opened.keyboard.press('Escape');
  assert.equal(await opened.$eval('kantlijn-article', ({ shadowRoot }) => shadowRoot.activeElement.matches('.list.date .entity')), true);
  await unchanged();
  // What changes in it is read anew.
  await opened.$eval('#article p', (paragraph) => paragraph.append(' Op 3 maart 2022 ook.'));
  await annotated(opened, 2);
  assert.ok(await opened.$eval('kantlijn-article', (element) => element.annotation.mentions.some(({ text }) => text === '3 maart 2022')));
  await opened.$eval('kantlijn-article', (element) => element.remove());
  assert.equal(await painted(opened), 0);
  assert.deepEqual(complaints, []);
  await opened.close();
});

test('`for` that names nothing says so, and works once it does', async () => {
  const { opened } = await visit('/nowhere');
  assert.match(await message(opened), /geen artikel dat “#weg” heet/);
  await opened.$eval('kantlijn-article', (element) => element.setAttribute('for', '[['));
  await opened.waitForFunction(() => document.querySelector('kantlijn-article').shadowRoot.querySelector('.message').textContent.includes('[['));
  await opened.$eval('kantlijn-article', (element) => {
    const made = document.createElement('p');
    made.id = 'daar';
    made.textContent = 'Kim Kardashian trouwde.';
    document.body.append(made);
    element.setAttribute('for', '#daar');
  });
  await annotated(opened);
  assert.ok(await painted(opened) > 0);
  await opened.close();
});

test('upgraded late, moved, added, removed, changed', async () => {
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
  await opened.evaluate(() => document.body.append(Object.assign(document.createElement('kantlijn-article'), { textContent: 'Op 4 april 2021 trouwde Kim.' })));
  await annotated(opened, 5);
  assert.deepEqual(complaints, []);
  await opened.close();
});

test('in the shadow of another element', async () => {
  const { opened } = await visit('/late');
  const marked = await opened.evaluate(async () => {
    await import('/kantlijn-article-define.js');
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    const made = Object.assign(document.createElement('kantlijn-article'), { textContent: 'Op 4 april 2021 trouwde Kim Kardashian.' });
    root.append(made);
    // Another one is on the page.
    const heard = new Promise((done) => {
      document.addEventListener('kantlijn:annotated', (event) => event.composedPath()[0] === made && done());
    });
    document.body.append(host);
    await heard;
    return getComputedStyle(made.querySelector('mark')).textDecorationLine;
  });
  assert.equal(marked, 'underline');
  await opened.close();
});

test('wasm and packs lie where the page says', async () => {
  const own = await serve({
    ...PAGES,
    '/elsewhere/core.bin': (response) => fetch(`${site.url}kantlijn_bg.wasm`).then(async (file) => response.end(Buffer.from(await file.arrayBuffer()))),
    '/elsewhere/nl.bin': (response) => fetch(`${site.url}nl.pack`).then(async (file) => response.end(Buffer.from(await file.arrayBuffer()))),
  });
  const { opened, requests } = await visit('/located', { from: own });
  await annotated(opened);
  assert.deepEqual(requests.filter((path) => /\.(wasm|pack|bin)$/.test(path)).sort(), ['/elsewhere/core.bin', '/elsewhere/nl.bin']);
  await opened.close();
  own.server.close();
});

test('where wasm is not allowed it says so, and the article is untouched', async () => {
  const { opened } = await visit('/nowasm');
  assert.match(await message(opened), /staat WebAssembly niet toe/);
  assert.equal(await opened.$$eval('kantlijn-article mark', (marks) => marks.length), 0);
  await opened.close();
});
