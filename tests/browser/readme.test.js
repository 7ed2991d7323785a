/** What the README says of the element is so. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, dist, inBrowser, root, site } from './harness.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, example] = /```html\n([\s\S]*?)```/.exec(readme);

inBrowser({
  instead: Object.fromEntries([
    ['/example', (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><link rel="icon" href="data:,">${example}`)],
    ...['kantlijn-element.js', 'kantlijn_bg.wasm', 'nl.pack'].map((name) => [`/kantlijn/${name}`, (response) => response
      .writeHead(200, { 'content-type': name.endsWith('.js') ? 'text/javascript' : 'application/octet-stream' })
      .end(readFileSync(join(dist, name)))]),
  ]),
});

/** The first cells of the table under a heading, without their code signs. */
function table(heading) {
  const [, rows] = new RegExp(`\\| ${heading}[^\\n]*\\n\\|---\\|---\\|\\n((?:\\|.*\\n)+)`).exec(readme);
  return rows.trim().split('\n').map((row) => /`([^`]+)`/.exec(row)[1]);
}

test('two lines of HTML put the element on a page', async () => {
  assert.equal(example.trim().split('\n').length, 2);
  const page = await browser.newPage();
  await page.goto(`${site.url}example`);
  await page.waitForSelector('kantlijn-article mark.kantlijn-person');
  const seen = await page.$eval('kantlijn-article', (element) => ({
    attributes: element.constructor.observedAttributes,
    own: Object.getOwnPropertyNames(Object.getPrototypeOf(element)).filter((name) => !/Callback$|^constructor$/.test(name)),
    locate: typeof element.constructor.locate,
    parts: [...element.shadowRoot.querySelectorAll('[part]')].map((part) => part.getAttribute('part')),
  }));
  assert.deepEqual(table('attribute').sort(), [...seen.attributes].sort());
  const members = table('property or method').map((name) => name.replace(/\(.*/, '')).filter((name) => !name.includes('.'));
  assert.deepEqual([...members, 'published', 'kinds', 'except', 'panel'].sort(), seen.own.sort());
  assert.equal(seen.locate, 'function');
  assert.deepEqual([...readme.matchAll(/::part\((\w+)\)/g)].map(([, name]) => name).sort(), seen.parts.sort());
  assert.deepEqual(table('event'), ['kantlijn:annotated', 'kantlijn:select', 'kantlijn:change']);
  await page.close();
});
