/** The npm package as its users take it: packed, installed, typed, built with Vite, run in Node, from a script tag. */

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { browser, inBrowser, native, seeds, temporaryFolder } from '../browser/harness.js';
import { article, folderServer, marks, npm, pack, run } from './cms.js';

const project = temporaryFolder();
const [, seed] = seeds;
const PUBLISHED = '2021-02-22';
inBrowser();

before(() => {
  cpSync(join(import.meta.dirname, 'vite'), project, { recursive: true });
  npm(project, 'ci');
  npm(project, 'install', '--no-save', pack(project));
  const page = readFileSync(join(project, 'index.html'), 'utf8').replace('ARTICLE', () => article(seed));
  writeFileSync(join(project, 'index.html'), page);
});

test('the package holds code, types, wasm, packs and licences, and nothing else', () => {
  const [{ files, unpackedSize }] = JSON.parse(npm(join(project, 'node_modules/kantlijn'), 'pack', '--dry-run', '--json'));
  const names = files.map(({ path }) => path);
  for (const name of ['index.js', 'index.d.ts', 'element.js', 'nl.pack', 'en.pack', 'kantlijn_bg.wasm', 'LICENSE-MIT', 'LICENSE-APACHE', 'README.md']) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(names.filter((name) => !/\.(js|d\.ts|wasm|pack|md)$|^LICENSE-|^package\.json$/.test(name)), []);
  assert.ok(unpackedSize < 6e6, `${unpackedSize}`);
  const { license, sideEffects, exports } = JSON.parse(readFileSync(join(project, 'node_modules/kantlijn/package.json'), 'utf8'));
  assert.equal(license, 'MIT OR Apache-2.0');
  for (const name of [...sideEffects, ...['.', './element'].flatMap((entry) => Object.values(exports[entry]))]) {
    assert.ok(names.includes(name.slice(2)), name);
  }
});

test('TypeScript knows it', () => {
  run(project, join(project, 'node_modules/.bin/tsc'), ['--project', project]);
  writeFileSync(join(project, 'wrong.ts'), "import { annotate } from 'kantlijn';\nannotate(1);\n");
  const options = '--noEmit --module esnext --moduleResolution bundler --target es2023 --skipLibCheck wrong.ts'.split(' ');
  assert.throws(() => run(project, join(project, 'node_modules/.bin/tsc'), options), /TS2345/);
});

test('Node annotates as the program does', () => {
  const script = `import { annotate, exportAs } from 'kantlijn';
    const text = await new Promise((done) => process.stdin.on('data', (data) => done(String(data))));
    const annotation = await annotate(text, { lang: 'nl', published: '${PUBLISHED}' });
    console.log(JSON.stringify([annotation, exportAs(text, annotation, 'json-ld')]));`;
  const [annotation, jsonLd] = JSON.parse(run(project, process.execPath, ['--input-type=module', '--eval', script], { input: seed }));
  const [known] = native([{ text: seed, published: PUBLISHED }]);
  assert.deepEqual(annotation, known);
  assert.equal(JSON.parse(jsonLd)['@type'], 'NewsArticle');
});

/** What a built or served project shows. */
async function check(url) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('kantlijn-article')?.annotation);
  assert.ok((await marks(page)).length > 20);
  for (const aside of [false, true]) {
    const [names, jsonLd] = JSON.parse(await page.evaluate((text, aside) => window.plain(text, aside), seed, aside));
    assert.ok(names.includes('Kim Kardashian West') && JSON.parse(jsonLd).mentions.length === names.length);
  }
  assert.equal((await page.workers()).length, 1, 'the worker is there');
  assert.deepEqual(complaints, []);
  await page.close();
}

test('Vite builds it without a setting', async () => {
  run(project, join(project, 'node_modules/.bin/vite'), ['build', '--logLevel', 'warn']);
  const { url, server } = await folderServer(join(project, 'dist'));
  await check(url);
  server.close();
});

test('Vite serves it without a setting', async () => {
  const vite = await import(join(project, 'node_modules/vite/dist/node/index.js'));
  const server = await vite.createServer({ root: project, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  await check(server.resolvedUrls.local[0]);
  await server.close();
});

test('a script tag is enough', async () => {
  const page = `<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Krant</title>
    <script type="module" src="node_modules/kantlijn/kantlijn-element.js"></script>
    <kantlijn-article published="${PUBLISHED}">${article(seed)}</kantlijn-article>`;
  writeFileSync(join(project, 'tag.html'), page);
  const { url, server } = await folderServer(project);
  const opened = await browser.newPage();
  await opened.goto(`${url}tag.html`);
  await opened.waitForFunction(() => document.querySelector('kantlijn-article')?.annotation);
  assert.ok((await marks(opened)).length > 20);
  await opened.close();
  server.close();
});
