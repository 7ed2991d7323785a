/** The modules of the page hold to their own types, and to those of the result, which come from Rust. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browserName } from './harness.js';

test('types', { skip: browserName !== 'chromium' }, () => {
  const compiler = join(import.meta.dirname, 'node_modules/.bin/tsc');
  const { stdout, error } = spawnSync(compiler, ['-p', join(import.meta.dirname, 'jsconfig.json')], { encoding: 'utf8' });
  assert.ifError(error);
  // The glue is generated, and types itself in its own declarations.
  assert.deepEqual(stdout.split('\n').filter((line) => /^\S.*error/.test(line) && !/dist\/kantlijn\.js/.test(line)), []);
});

/** What a developer writes with the element of the npm package. */
const USE = `import { KantlijnArticle } from '../../../dist/npm/element.js';
const article = document.querySelector('kantlijn-article')!;
article.published = '2021-02';
article.kinds = 'person date';
article.panel = 'none';
article.select('m1');
const ld: string = article.export('json-ld');
await article.annotate();
article.clear();
const people: string[] = article.annotation?.people.map((person) => person.name) ?? [];
article.addEventListener('kantlijn:annotated', ({ detail }) => people.push(detail.annotation.lang, ld));
document.addEventListener('kantlijn:select', ({ detail }) => people.push(detail.mention.id, detail.entity));
document.addEventListener('kantlijn:change', ({ detail }) => people.push(detail.name));
KantlijnArticle.locate({ wasm: new URL('https://krant.example/core.wasm'), pack: (lang) => \`/packs/\${lang}\` });
// @ts-expect-error there is no such method
article.highlight();
// @ts-expect-error it is text
article.published = 2021;
// @ts-expect-error there is no such field
article.annotation?.persons;
`;

test('the element’s types say what it has, and what it has not', { skip: browserName !== 'chromium' }, () => {
  const file = join(import.meta.dirname, 'node_modules', '.element.ts');
  writeFileSync(file, USE);
  const { stdout, error } = spawnSync(join(import.meta.dirname, 'node_modules/.bin/tsc'),
    ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2024,dom,dom.iterable', file], { encoding: 'utf8' });
  assert.ifError(error);
  assert.equal(stdout, '');
});
