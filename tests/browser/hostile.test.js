/** The element among the styles of a page that means it no good; and the page, which must not notice the element. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, inBrowser, seeds, site } from './harness.js';

/** Resets, marks of one's own, fonts that are important: what themes do, and more. Sizes follow the root's, as readers set it. */
const HOSTILE = `
  * { all: unset; }
  html { font: italic bold 100%/3 fantasy; letter-spacing: 5px; word-spacing: 1em; text-transform: uppercase; text-indent: 3em;
    text-align: right; white-space: pre; text-shadow: 1px 1px red; list-style: square; cursor: wait; visibility: visible; }
  :not(html) { font-family: fantasy !important; font-size: 31px !important; letter-spacing: 7px !important; line-height: 3 !important; }
  * { display: inline !important; margin: 9px !important; padding: 7px !important; border: 3px solid red !important; opacity: .5 !important; }
  mark, .panel, .card { background: yellow !important; text-decoration: none !important; box-shadow: 0 0 9px red !important; }
  #page #article mark.kantlijn-person, #page #article mark[data-mentions] { all: unset !important; color: lime !important; float: left !important; }
  kantlijn-article { display: inline !important; }`;

/** Page styles that an article may have, for the other direction. */
const PAGE = 'body { font-family: serif; } mark { background: gold; } .panel, .card, .person { color: green; } p { margin: 1em; }';

const body = (element) => `<div id="page"><h1 class="person">Kop</h1><p class="panel">Een <mark>eigen</mark> markering <i class="card">hier</i>.</p>
  <div id="article">${element(seeds[1].split('\n').map((line) => `<p>${line}</p>`).join(''))}</div></div>`;
const page = (style, content) => (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
  `<!doctype html><html lang="nl"><title>Krant</title><link rel="icon" href="data:,"><style>${style}</style>
  <script type="module" src="/kantlijn-article-define.js"></script>${content}`);
const wrapped = body((article) => `<kantlijn-article published="2021-02-22">${article}</kantlijn-article>`);

inBrowser({
  instead: {
    '/calm': page(PAGE, wrapped),
    '/hostile': page(HOSTILE, wrapped),
    '/without': page(PAGE, body((article) => `<div>${article}</div>`)),
  },
});

/** What depends on the room there is, and on the colour and size of the text around, which the element takes on. */
const PLACE = /^(?:width|height|inline-size|block-size|top|left|right|bottom|inset|perspective-origin|transform-origin|grid-template|-webkit-locale|.*color$|fill|stroke|-webkit-text|caret|text-emphasis|text-decoration$|outline|column-rule|border.*|scrollbar|background-image|-moz-|x$|y$|min-|max-|padding|margin|row-gap|column-gap)/;

/** The computed styles of the panel, the message and a card, and of all in them. */
async function styles(path) {
  const opened = await browser.newPage();
  await opened.setViewport({ width: 1200, height: 900 });
  await opened.goto(new URL(path, site.url).href);
  await opened.waitForFunction(() => document.querySelector('kantlijn-article').annotation);
  const found = await opened.evaluate(() => {
    const element = document.querySelector('kantlijn-article');
    const { shadowRoot, annotation } = element;
    element.select(annotation.mentions.find(({ kind }) => kind === 'person').id);
    const computed = (node) => Object.fromEntries([...getComputedStyle(node)].map((name) => [name, getComputedStyle(node).getPropertyValue(name)]));
    const inside = [...shadowRoot.querySelectorAll('.panel, .panel *, .message, .card, .card *')];
    return {
      host: getComputedStyle(element).display,
      inside: inside.map((node) => [`${node.localName}.${node.className}`, computed(node)]),
      marks: [...element.querySelectorAll('mark')].map((mark) => [mark.className, computed(mark), computed(mark.parentElement)]),
    };
  });
  await opened.close();
  return found;
}

const kept = (computed) => Object.fromEntries(Object.entries(computed).filter(([name]) => !PLACE.test(name)));

test('the panel and the card look the same, whatever the page says', async () => {
  const [calm, hostile] = [await styles('/calm'), await styles('/hostile')];
  assert.equal(hostile.host, 'block');
  assert.ok(calm.inside.length > 50);
  assert.deepEqual(hostile.inside.map(([name]) => name), calm.inside.map(([name]) => name));
  for (const [place, [name, computed]] of calm.inside.entries()) assert.deepEqual(kept(hostile.inside[place][1]), kept(computed), name);
});

test('a mark keeps its line and its tint, and is set as the text around it', async () => {
  const [calm, hostile] = [await styles('/calm'), await styles('/hostile')];
  const OWN = ['display', 'position', 'float', 'margin-left', 'padding-left', 'padding-top', 'border-left-width', 'opacity', 'cursor',
    'text-decoration-line', 'text-decoration-style', 'text-decoration-color', 'text-decoration-thickness', 'background-color', 'box-shadow',
    'border-top-left-radius'];
  const TAKEN = ['font-family', 'font-size', 'font-style', 'font-weight', 'letter-spacing', 'text-transform', 'color', 'line-height'];
  assert.ok(calm.marks.length > 20);
  for (const [place, [name, mark]] of calm.marks.entries()) {
    const [, own, parent] = hostile.marks[place];
    for (const property of OWN) assert.equal(own[property], mark[property], `${name}: ${property}`);
    for (const property of TAKEN) assert.equal(own[property], parent[property], `${name}: ${property}`);
  }
});

test('nothing outside changes', async () => {
  const outside = async (path) => {
    const opened = await browser.newPage();
    await opened.goto(new URL(path, site.url).href);
    if (path !== '/without') await opened.waitForFunction(() => document.querySelector('kantlijn-article').annotation);
    const found = await opened.$$eval('html, head, body, h1, p.panel, p.panel *, #article', (all) => all.map((node) => [...getComputedStyle(node)]
      .filter((name) => !name.startsWith('--kantlijn')).map((name) => `${name}: ${getComputedStyle(node).getPropertyValue(name)}`)));
    await opened.close();
    return found;
  };
  const place = (line) => /^(?:height|block-size|perspective-origin|transform-origin):/.test(line);
  const [without, with_] = [await outside('/without'), await outside('/calm')].map((nodes) => nodes.map((lines) => lines.filter((line) => !place(line))));
  assert.deepEqual(with_, without);
});
