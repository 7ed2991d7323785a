/** Nothing that comes in runs, and nothing but the elements of the page appears. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, dropFile, inBrowser, open, paste, seeds, site, transfer } from './harness.js';
import { payloads } from './payloads.js';

inBrowser();

const ALLOWED = ['A', 'ARTICLE', 'ASIDE', 'B', 'BODY', 'BUTTON', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'FOOTER', 'H1', 'H2', 'H3', 'HEAD',
  'HEADER', 'HTML', 'INPUT', 'KANTLIJN-ARTICLE', 'LABEL', 'LI', 'LINK', 'MAIN', 'MARK', 'META', 'NOSCRIPT', 'OL', 'OPTION', 'P', 'PROGRESS', 'Q',
  'SCRIPT', 'SECTION', 'SELECT', 'SLOT', 'SMALL', 'SPAN', 'SUMMARY', 'TEXTAREA', 'TITLE', 'UL'];

/** A page in which `hit()` is counted. */
async function armed() {
  const opened = await open(browser, site.url);
  await opened.page.evaluate(() => {
    window.hits = 0;
    window.hit = () => { window.hits += 1; };
    window.counted = { scripts: document.scripts.length, links: document.querySelectorAll('link, meta').length };
  });
  return opened;
}

/** Every mark is hovered, every card opened; then nothing has run and nothing strange is there. */
async function checkHarmless(page, note) {
  const seen = await page.evaluate((allowed, ADDRESSES) => {
    for (const mark of document.querySelectorAll('#article mark')) mark.click();
    const roots = [document, ...[...document.querySelectorAll('*')].map((element) => element.shadowRoot).filter(Boolean)];
    const elements = roots.flatMap((root) => [...root.querySelectorAll('*')]);
    return {
      hits: window.hits,
      strange: elements.filter((element) => !allowed.includes(element.nodeName)).map((element) => element.nodeName),
      handlers: elements.filter((element) => [...element.attributes].some(({ name, value }) => name.startsWith('on')
        || (ADDRESSES.includes(name) && !/^(#|data:image|https?:|\w+\.(css|js)$)/.test(value)) || (name === 'style' && value.includes('url')))).length,
      scripts: document.scripts.length - window.counted.scripts,
      links: document.querySelectorAll('link, meta').length - window.counted.links,
      inArticle: [...new Set([...document.querySelectorAll('#article *')].map((element) => element.nodeName))],
    };
  }, ALLOWED, ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcdoc']);
  assert.deepEqual({ ...seen, inArticle: seen.inArticle.filter((name) => !['P', 'SPAN', 'MARK'].includes(name)) },
    { hits: 0, strange: [], handlers: 0, scripts: 0, links: 0, inArticle: [] }, note);
}

test('pasted text stays text', async () => {
  const { page } = await armed();
  for (const payload of payloads) {
    const text = `Kim Kardashian ${payload} trouwde op 3 mei 2014.\n${payload}`;
    await paste(page, text);
    assert.equal(await page.$eval('#article', (article) => article.textContent), text);
    await checkHarmless(page, payload);
  }
  await page.close();
});

for (const [event, send] of [
  ['pasted', (page, html) => transfer(page, 'paste', { 'text/html': html, 'text/plain': html })],
  ['dropped', (page, html) => dropFile(page, 'artikel.html', html, 'text/html')],
]) {
  test(`${event} HTML leaves its text alone`, async () => {
    const { page } = await armed();
    for (const [place, payload] of payloads.entries()) {
      await send(page, `<p>Kim Kardashian trouwde ${place}.</p>${payload}`);
      await page.waitForFunction((words) => document.getElementById('article').textContent.startsWith(words)
        && !document.getElementById('result').hasAttribute('aria-busy'), {}, `Kim Kardashian trouwde ${place}.`);
      await checkHarmless(page, payload);
    }
    await page.close();
  });
}

for (const [format, wrap] of [['JSON', (annotation) => annotation], ['Web Annotation', (annotation) => ({ kantlijn: annotation })]]) {
  test(`an imported annotation is data: ${format}`, async () => {
    const { page } = await armed();
    await paste(page, seeds[1]);
    const quote = (start, end) => ({ spans: [[start, end]], text: seeds[1].slice(start, end) });
    for (const words of payloads) {
      await dropFile(page, 'kantlijn.json', JSON.stringify(wrap({
        version: 1, id: words, lang: 'nl', published: { value: '2021-02', source: 'given', why: words },
        mentions: [
          { id: 'm1', kind: 'person', ...quote(1, 5), person: 'p1', score: 1, why: words },
          { id: 'm2', kind: 'date', ...quote(6, 13), type: 'DATE', value: words, mod: words, anchor: null, edtf: words, earliest: words, latest: words, why: words },
          { id: 'm3', kind: 'event', ...quote(14, 23), type: words, modality: 'asserted', event: 'e1' },
        ],
        people: [{ id: 'p1', name: words, aliases: [words], roles: [words], relations: [{ kind: words, person: 'p1' }], born: { earliest: words, latest: words }, mentions: ['m1'] }],
        events: [{ id: 'e1', type: words, label: words, schema: words, mentions: ['m3'], people: ['p1'], when: { edtf: words, from: 'm2', why: words } }],
      })));
      await page.waitForFunction((name) => document.querySelector('#margin .person .entity')?.textContent === name, {}, words);
      await checkHarmless(page, words);
    }
    await page.close();
  });
}

test('a link is data', async () => {
  const { page } = await armed();
  for (const words of payloads) {
    await page.evaluate(async (words) => {
      const { link } = await import('/taking.js');
      location.hash = new URL(await link({ text: `Kim ${words} trouwde.`, published: words, steps: [[{ op: 'merge', person: words, into: words }]] })).hash;
    }, words);
    // What was published on such a day is refused, in words.
    await page.waitForFunction((words) => document.getElementById('published').value === words.trim()
      && !document.getElementById('problem').hidden && !document.getElementById('result').hasAttribute('aria-busy'), {}, words);
    await checkHarmless(page, words);
  }
  await page.close();
});

test('attributes of the element are data', async () => {
  const { page } = await armed();
  await page.evaluate(() => import('/kantlijn-article-define.js'));
  for (const payload of payloads) {
    for (const names of [['published', 'kinds', 'panel', 'lang'], ['kinds', 'panel'], ['for']]) {
      // Either it annotates or it says why it does not.
      await page.evaluate((words, names) => new Promise((done) => {
        const made = document.createElement('kantlijn-article');
        for (const name of names) made.setAttribute(name, words);
        made.textContent = `Kim Kardashian ${words}`;
        made.addEventListener('kantlijn:annotated', done);
        const message = made.shadowRoot.querySelector('[part=message]');
        new MutationObserver(() => message.hidden || done()).observe(message, { attributes: true });
        document.querySelector('main').append(made);
      }), payload, names);
      await checkHarmless(page, payload);
      await page.$eval('kantlijn-article', (made) => made.remove());
    }
  }
  await page.close();
});
