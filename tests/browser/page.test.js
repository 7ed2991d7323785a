/** The page in Chromium: paste a seed, count its marks, read the margin; nothing fetched, nothing complained of. */

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { browser, dist, inBrowser, native, open, paste, seeds, serve, site, temporaryFolder, transfer } from './harness.js';

const answers = native(seeds.map((text, place) => ({ id: String(place), text })));

inBrowser();

/** The marks of the article as the page shows them: kind, mentions, text. */
const readMarks = (page) => page.$$eval('#article mark', (marks) => marks.map((mark) => ({
  kinds: mark.className.split(' ').map((name) => name.replace('kantlijn-', '')),
  mentions: mark.dataset.mentions.split(' '),
  text: mark.textContent,
})));

const readMargin = (page) => page.$$eval('#margin .list', (lists) => lists.map((list) => ({
  count: Number(list.querySelector('.count').textContent),
  names: [...list.querySelectorAll('.entity')].map((link) => link.textContent),
  links: list.querySelectorAll('li a:not(.entity)').length,
})));

/** Each mention of the native answer is marked with its own words, and nothing else is. */
async function checkMarks(page, answer) {
  const marks = await readMarks(page);
  const seen = new Map();
  for (const { kinds, mentions, text } of marks) {
    for (const [place, id] of mentions.entries()) {
      const known = seen.get(id) ?? { kind: kinds[place], parts: [] };
      known.parts.push(text);
      seen.set(id, known);
    }
  }
  assert.equal(seen.size, answer.mentions.length);
  const count = (kind) => [...seen.values()].filter((mention) => mention.kind === kind).length;
  for (const kind of ['person', 'date', 'age', 'event']) {
    assert.equal(count(kind), answer.mentions.filter((mention) => mention.kind === kind).length, kind);
  }
  for (const { id, kind, text } of answer.mentions) {
    assert.equal(seen.get(id)?.kind, kind);
    assert.equal(seen.get(id).parts.join('').replaceAll(/\s/g, ''), text.replaceAll(' … ', '').replaceAll(/\s/g, ''));
  }
}

async function checkSeeds(url) {
  const { page, requests, complaints } = await open(browser, url);
  // The page has loaded when its copy for use offline has, too.
  if (url.startsWith('http')) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const [loaded, asked] = [requests.length, site.asked.length];
  for (const [place, seed] of seeds.entries()) {
    await paste(page, seed);
    await checkMarks(page, answers[place]);
    const [people, , events] = await readMargin(page);
    assert.deepEqual(people.names, answers[place].people.map((person) => person.name));
    assert.equal(people.count, answers[place].people.length);
    assert.equal(events.count, answers[place].events.length);
  }
  // Of a further language its pack alone, which the single file holds.
  const further = [...requests.slice(loaded), ...site.asked.slice(asked)].map((url) => url.split('/').pop());
  assert.deepEqual([...new Set(further)], url.startsWith('http') ? ['en.pack'] : [], 'requests after load');
  assert.deepEqual(complaints, []);
  await page.close();
}

test('the served page marks both seeds and fetches nothing more', () => checkSeeds(site.url));

test('the single file does the same from disk, alone in its folder', async () => {
  const copy = join(temporaryFolder(), 'kantlijn.html');
  copyFileSync(join(dist, 'kantlijn.html'), copy);
  await checkSeeds(pathToFileURL(copy).href);
});

test('once loaded the page works without its server', async () => {
  const own = await serve();
  const { page } = await open(browser, own.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await page.waitForSelector('html[data-kantlijn=ready]');
  own.server.closeAllConnections();
  await new Promise((closed) => { own.server.close(closed); });
  await page.reload();
  await page.waitForSelector('html[data-kantlijn=ready]');
  await paste(page, seeds[0]);
  await checkMarks(page, answers[0]);
  await page.close();
});

test('typing brings marks, emptying takes them away', async () => {
  const { page, complaints } = await open(browser, site.url);
  await page.type('#text', 'Kim vroeg op 19 februari 2021 de scheiding aan.');
  await page.waitForFunction(() => document.getElementById('article').textContent.endsWith('aan.'));
  await page.$eval('#text', (field) => {
    field.value = '';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.waitForSelector('#result', { hidden: true });
  assert.equal(await page.$eval('#problem', (problem) => problem.hidden), true);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the samples are on the page, and every mention in the margin leads to its mark', async () => {
  const { page } = await open(browser, site.url);
  for (const [place, seed] of seeds.entries()) {
    await page.$eval('#desk', (desk) => { desk.open = true; });
    await page.click(`#samples button:nth-child(${place + 1})`);
    await page.waitForFunction((text) => document.getElementById('article').textContent === text, {}, seed);
    const wrong = await page.$$eval('#margin li a', (links) => links.filter((link) => {
      link.click();
      const id = link.getAttribute('href').slice(1);
      return !document.activeElement.matches(`mark[data-mentions~="${id}"]`);
    }).length);
    assert.equal(wrong, 0);
  }
  await page.close();
});

test('errors say what to do, and the text stays', async () => {
  const { page } = await open(browser, site.url);
  const problem = () => page.$eval('#problem', (problem) => (problem.hidden ? '' : problem.textContent));
  await paste(page, seeds[0]);
  await page.type('#published', '2021-02-30');
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await problem(), /Dat is geen datum/);
  assert.equal(await page.$eval('#published', (field) => field.getAttribute('aria-invalid')), 'true');
  await page.$eval('#published', (field) => {
    field.value = '2021-10-01';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.waitForSelector('#problem[hidden]');
  await page.$eval('#text', (field) => {
    field.value = 'woord '.repeat(900_000);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await problem(), /te lang/);
  assert.equal(await page.$eval('#text', (field) => field.value.length), 5_400_000);
  await page.close();
});

/** What somebody does: each step is one action, and nothing else is done. */
const WALKS = {
  'I have an article and want its people as JSON-LD': {
    steps: [
      (page) => transfer(page, 'paste', { 'text/plain': seeds[1] }),
      (page) => page.click('#taking > summary'),
      (page) => page.click('#formats [data-format=json-ld]'),
    ],
    most: 3,
    done: () => window.saved?.text().then((json) => JSON.parse(json).mentions.some(({ name }) => name.startsWith('Kim Kardashian'))),
  },
  'this mark is wrong': {
    before: (page) => paste(page, seeds[1]),
    steps: [
      (page) => page.click('#article mark.kantlijn-person'),
      (page) => page.click('.card .remove'),
    ],
    most: 2,
    done: () => document.querySelectorAll('#article mark.kantlijn-person').length === window.people - 1,
  },
  'these words should have been marked': {
    before: (page) => paste(page, 'De insider zweeg.'),
    steps: [
      (page) => page.evaluate(() => {
        const [words] = document.querySelector('#article p').childNodes;
        getSelection().setBaseAndExtent(words, 3, words, 10);
        document.getElementById('article').dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      }),
      (page) => page.click('.palette [data-kind=person]'),
    ],
    most: 2,
    done: () => document.querySelector('#article mark.kantlijn-person')?.textContent === 'insider',
  },
};

for (const [wish, { before, steps, most, done }] of Object.entries(WALKS)) {
  test(`a walk: ${wish}`, async () => {
    const { page } = await open(browser, site.url);
    await before?.(page);
    await page.evaluate(() => {
      window.people = document.querySelectorAll('#article mark.kantlijn-person').length;
      URL.createObjectURL = (blob) => {
        window.saved = blob;
        return 'data:,';
      };
      HTMLAnchorElement.prototype.click = () => {};
    });
    assert.ok(steps.length <= most);
    for (const step of steps) {
      // What the next action needs is in sight by itself.
      await page.waitForFunction(() => document.querySelector('#result[aria-busy]') === null);
      await step(page);
    }
    await page.waitForFunction(done);
    await page.close();
  });
}
