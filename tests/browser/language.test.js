/** Each article in its own language, and no pack that none is in. */

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { browser, dist, inBrowser, native, open, paste, seeds, site, temporaryFolder } from './harness.js';

const english = seeds.find((seed) => seed.includes('Tower Bridge'));
const [dutch] = seeds;
const host = (body) => (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
  `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/kantlijn-article-define.js"></script>${body}`);

inBrowser({
  instead: {
    '/english': host(`<kantlijn-article>${english}</kantlijn-article>`),
    '/told': host(`<kantlijn-article lang="nl">${english}</kantlijn-article>`),
    '/both': host(`<kantlijn-article>${english}</kantlijn-article><kantlijn-article lang="nl-BE">${dutch}</kantlijn-article>`),
  },
});

const packs = (requests) => requests.filter((url) => url.endsWith('.pack')).map((url) => url.split('/').pop());
const marks = (page) => page.$$eval('#article mark', (all) => all.map(({ textContent }) => textContent));

test('a page with a Dutch article fetches no other pack; an English one is read as English', async () => {
  const { page, requests, complaints } = await open(browser, site.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await paste(page, dutch);
  assert.deepEqual([...new Set(site.asked.filter((path) => path.endsWith('.pack')))], ['/nl.pack']);
  await paste(page, english);
  const [answer] = native([{ text: english }]);
  assert.equal(answer.lang, 'en');
  assert.equal(await page.$$eval('#article mark', (all) => new Set(all.flatMap(({ dataset }) => dataset.mentions.split(' '))).size), answer.mentions.length);
  assert.ok((await marks(page)).includes('64-year-old'));
  assert.equal(packs(requests).filter((name) => name === 'en.pack').length, 1);
  assert.match(await page.$eval('#language option', ({ textContent }) => textContent), /English/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a reader can say which language it is', async () => {
  const { page } = await open(browser, site.url);
  await paste(page, english);
  await page.select('#language', 'nl');
  await page.waitForFunction(() => ![...document.querySelectorAll('#article mark')].some(({ textContent }) => textContent === '64-year-old'));
  await page.select('#language', '');
  await page.waitForFunction(() => [...document.querySelectorAll('#article mark')].some(({ textContent }) => textContent === '64-year-old'));
  await page.close();
});

test('the single file holds every language', async () => {
  const folder = temporaryFolder();
  copyFileSync(join(dist, 'kantlijn.html'), join(folder, 'kantlijn.html'));
  const { page, requests, complaints } = await open(browser, pathToFileURL(join(folder, 'kantlijn.html')).href);
  await paste(page, english);
  assert.ok((await marks(page)).includes('64-year-old'));
  assert.deepEqual(packs(requests), []);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the element takes the language it is given, else the text tells', async () => {
  for (const [path, langs, fetched] of [
    ['/english', ['en'], ['en.pack']], ['/told', ['nl'], ['nl.pack']], ['/both', ['en', 'nl'], ['en.pack', 'nl.pack']],
  ]) {
    const page = await browser.newPage();
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(new URL(path, site.url).href);
    await page.waitForFunction(() => [...document.querySelectorAll('kantlijn-article')].every(({ annotation }) => annotation));
    assert.deepEqual(await page.$$eval('kantlijn-article', (all) => all.map(({ annotation }) => annotation.lang)), langs);
    assert.deepEqual(packs(requests).sort(), fetched);
    await page.close();
  }
});
