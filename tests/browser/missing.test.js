/** Files that do not come, or not whole: it is said, and the next run works. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, dist, inBrowser, open, said, seeds, serve, site, works } from './harness.js';

inBrowser();

const read = (name) => readFileSync(join(dist, name));
const [pack, wasm] = [read('nl.pack'), read('kantlijn_bg.wasm')];

/** Answers a path with a fault for as long as `broken` says so. */
const FILES = {
  'the wasm is missing': ['/kantlijn_bg.wasm', (response) => response.writeHead(404).end(), /kantlijn_bg.wasm\) kon niet worden geladen/],
  'the server fails at the wasm': ['/kantlijn_bg.wasm', (response) => response.writeHead(500).end(), /kantlijn_bg.wasm\) kon niet worden geladen/],
  'the connection breaks at the wasm': ['/kantlijn_bg.wasm', (response) => response.destroy(), /kantlijn_bg.wasm\) kon niet worden geladen/],
  'the wasm is cut short': ['/kantlijn_bg.wasm', (response) => response.end(wasm.subarray(0, 9999)), /is beschadigd/],
  'the wasm is another program': ['/kantlijn_bg.wasm', (response) => response.end(Buffer.from('0061736d01000000', 'hex')), /is beschadigd/],
  'a page of HTML comes for the wasm': ['/kantlijn_bg.wasm', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hallo'), /is beschadigd/],
  'the pack is missing': ['/nl.pack', (response) => response.writeHead(404).end(), /taalpakket kon niet worden geladen/],
  'the connection breaks at the pack': ['/nl.pack', (response) => response.destroy(), /taalpakket kon niet worden geladen/],
  'the pack is cut short': ['/nl.pack', (response) => response.end(pack.subarray(0, pack.length - 9)), /taalpakket is beschadigd/],
  'the pack is corrupted': ['/nl.pack', (response) => response.end(Buffer.from(pack).fill(7, 5000, 5040)), /taalpakket is beschadigd/],
  'the pack is of another version': ['/nl.pack', (response) => response.end(Buffer.from(pack).fill(99, 8, 10)), /taalpakket is beschadigd/],
  'the pack is empty': ['/nl.pack', (response) => response.end(), /taalpakket is beschadigd/],
};

for (const [name, [path, fault, expected]] of Object.entries(FILES)) {
  test(`${name}: it is said, and trying again helps`, async () => {
    let broken = true;
    const own = await serve({ [path]: (response) => (broken ? fault(response) : response.end(read(path.slice(1)))) });
    const { page } = await open(browser, own.url, { ready: false });
    assert.match(await said(page), expected);
    broken = false;
    await page.click('#again');
    await page.waitForSelector('html[data-kantlijn=ready]');
    await works(page);
    await page.close();
    own.server.close();
  });
}

test('a file that never comes: waiting ends, and trying again helps', async () => {
  let broken = true;
  const own = await serve({ '/nl.pack': (response) => !broken && response.end(pack) });
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (long) => timeout.call(AbortSignal, window.patient ? long : 300);
  });
  await page.goto(own.url, { waitUntil: 'domcontentloaded' });
  assert.match(await said(page), /duurt te lang/);
  broken = false;
  await page.evaluate(() => { window.patient = true; });
  await page.click('#again');
  await page.waitForSelector('html[data-kantlijn=ready]');
  await page.close();
  own.server.closeAllConnections();
  own.server.close();
});

test('another type than that of wasm is no fault', async () => {
  const own = await serve({ '/kantlijn_bg.wasm': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(wasm) });
  const { page } = await open(browser, own.url);
  await works(page);
  await page.close();
  own.server.close();
});

for (const [name, path, headers] of [
  ['is missing', '/app.js', { status: 404 }],
  ['has a type that no browser runs', '/card.js', { status: 200, 'content-type': 'text/plain' }],
]) {
  test(`a script ${name}: the page itself says so, and a reload helps`, async () => {
    let broken = true;
    const { status, ...more } = headers;
    const own = await serve({ [path]: (response) => (broken
      ? response.writeHead(status, more).end('x')
      : response.writeHead(200, { 'content-type': 'text/javascript' }).end(read(path.slice(1)))) });
    const { page } = await open(browser, own.url, { ready: false });
    await page.waitForFunction(() => getComputedStyle(document.getElementById('problem')).visibility === 'visible');
    assert.match(await page.$eval('#problem', (problem) => problem.textContent), /kon een bestand niet worden geladen/);
    broken = false;
    await page.reload();
    await page.waitForSelector('html[data-kantlijn=ready]');
    await works(page);
    await page.close();
    own.server.close();
  });
}

test('a page that may not run wasm', async () => {
  const policy = "script-src 'self'; style-src 'self'";
  const own = await serve({ '/': (response) => response.writeHead(200, {
    'content-type': 'text/html', 'content-security-policy': policy,
  }).end(read('index.html')) });
  const { page } = await open(browser, own.url, { ready: false });
  assert.match(await said(page), /staat WebAssembly niet toe[\s\S]*wasm-unsafe-eval/);
  await page.close();
  own.server.close();
});

test('a browser without wasm', async () => {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => { delete globalThis.WebAssembly; });
  await page.goto(site.url);
  assert.match(await said(page), /staat WebAssembly niet toe/);
  await page.close();
});

