/** Nothing that comes in runs, and nothing but the elements of the page appears. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, inBrowser, open, paste, seeds, site } from './harness.js';
import { payloads } from './payloads.js';

inBrowser();

const ALLOWED = ['A', 'ARTICLE', 'ASIDE', 'B', 'BODY', 'BUTTON', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'FOOTER', 'H1', 'H2', 'H3', 'HEAD',
  'HEADER', 'HTML', 'INPUT', 'KANTLIJN-ARTICLE', 'LABEL', 'LI', 'LINK', 'MAIN', 'MARK', 'META', 'NOSCRIPT', 'OL', 'OPTION', 'P', 'Q',
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

test('pasted and dropped HTML leaves its text alone', async () => {
  const { page } = await armed();
  for (const payload of payloads) {
    await page.evaluate(async (html) => {
      const rich = new DataTransfer();
      rich.setData('text/html', html);
      rich.setData('text/plain', html);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: rich, bubbles: true, cancelable: true }));
      const file = new DataTransfer();
      file.items.add(new File([html], 'artikel.html', { type: 'text/html' }));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: file, bubbles: true, cancelable: true }));
      await new Promise((done) => { setTimeout(done, 30); });
    }, `<p>Kim Kardashian trouwde.</p>${payload}`);
    await checkHarmless(page, payload);
  }
  await page.close();
});

test('an imported annotation is data', async () => {
  const { page } = await armed();
  await paste(page, seeds[1]);
  for (const payload of payloads) {
    await page.evaluate(async (words, text) => {
      const annotation = {
        version: 1, id: words, lang: 'nl', published: { value: '2021-02', source: 'given', why: words },
        mentions: [
          { id: 'm1', kind: 'person', spans: [[1, 5]], text: text.slice(1, 5), person: 'p1', score: 1, why: words },
          { id: 'm2', kind: 'date', spans: [[6, 13]], text: text.slice(6, 13), type: 'DATE', value: words, mod: words, anchor: null, edtf: words, earliest: words, latest: words, why: words },
          { id: 'm3', kind: 'event', spans: [[14, 23]], text: text.slice(14, 23), type: words, modality: 'asserted', event: 'e1' },
        ],
        people: [{ id: 'p1', name: words, aliases: [words], roles: [words], relations: [{ kind: words, person: 'p1' }], born: { earliest: words, latest: words }, mentions: ['m1'] }],
        events: [{ id: 'e1', type: words, label: words, schema: words, mentions: ['m3'], people: ['p1'], when: { edtf: words, from: 'm2', why: words } }],
      };
      const data = new DataTransfer();
      data.items.add(new File([JSON.stringify(annotation)], 'kantlijn.json'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      await new Promise((done) => { setTimeout(done, 30); });
    }, payload, seeds[1]);
    assert.equal(await page.$eval('#margin .person .entity', (link) => link.textContent), payload);
    await checkHarmless(page, payload);
  }
  await page.close();
});

test('attributes of the element are data', async () => {
  const { page } = await armed();
  await page.evaluate(() => import('/kantlijn-article-define.js'));
  for (const payload of payloads) {
    await page.evaluate(async (words) => {
      const made = document.createElement('kantlijn-article');
      for (const name of ['published', 'kinds', 'panel', 'lang']) made.setAttribute(name, words);
      made.textContent = `Kim ${words}`;
      document.querySelector('main').append(made);
      await new Promise((done) => { setTimeout(done, 20); });
      made.remove();
    }, payload);
    await checkHarmless(page, payload);
  }
  await page.close();
});
