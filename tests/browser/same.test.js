/** The native program and the wasm give the same answer, to the byte. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import init, { Kantlijn } from '../../dist/kantlijn.js';
import { dist, native, root, seeds } from './harness.js';

await init({ module_or_path: readFileSync(join(dist, 'kantlijn_bg.wasm')) });
const dutch = new Kantlijn(readFileSync(join(dist, 'nl.pack')));

/** Articles of the gold sets beside the project, where they are. */
function gold(name) {
  const path = join(root, '../shared/gold', name);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
    .map(({ id, text, date }) => (date ? { id, text, published: date } : { id, text }));
}

const hard = ['👨‍👩‍👧‍👦 Kim 🎉 trouwde op 3 mei.', 'nul\u0000teken', 'cafe\u0301 in ma\u0301art 2020', 'א Kim ב 2021', '\u{1d306}'.repeat(50)];

const articles = [
  ...seeds.map((text) => ({ text })),
  ...seeds.map((text) => ({ text, published: '2021-10-01' })),
  ...hard.map((text) => ({ text })),
  ...gold('news-nl/dev.ndjson'),
  ...gold('written-nl/dev.ndjson'),
  ...gold('dates-nl/dev.ndjson'),
].map((article, place) => ({ id: `a${place}`, ...article }));

test('native and wasm agree', () => {
  const answers = native(articles);
  assert.equal(answers.length, articles.length);
  for (const [place, { text, ...options }] of articles.entries()) {
    assert.equal(JSON.stringify(dutch.annotate(text, options)), JSON.stringify(answers[place]), `article ${options.id}`);
  }
});

test('offsets count UTF-16 units, and a lone surrogate moves none of them', () => {
  for (const { text } of articles.slice(0, 4)) {
    const broken = `\ud800${text}`;
    for (const { spans, text: quote } of dutch.annotate(broken, {}).mentions) {
      assert.equal(spans.map(([start, end]) => broken.slice(start, end)).join(' … '), quote);
    }
  }
});

test('what cannot be annotated is an error of a known kind', () => {
  for (const [text, options, kind] of [
    ['', {}, 'Empty'],
    [' \n', {}, 'Empty'],
    ['a'.repeat((1 << 20) + 1), {}, 'TooLong'],
    ['abc', { maxBytes: 2 }, 'TooLong'],
    ['Kim', { published: '2021-02-30' }, 'BadDate'],
  ]) {
    assert.throws(() => dutch.annotate(text, options), { name: kind });
  }
  assert.throws(() => dutch.annotate('Kim', { publishd: '2021' }), /publishd/);
  const pack = readFileSync(join(dist, 'nl.pack'));
  for (const broken of [new Uint8Array(), pack.subarray(0, 40), Buffer.from(pack).fill(7, 60, 64)]) {
    assert.throws(() => new Kantlijn(broken), { name: 'BadPack' });
  }
});
