/** The native program and the wasm give the same answer, to the byte. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import init, { detect, exportAs, Kantlijn, readBack } from '../../dist/kantlijn.js';
import { dist, native, root, seeds } from './harness.js';

await init({ module_or_path: readFileSync(join(dist, 'kantlijn_bg.wasm')) });
const load = (lang) => new Kantlijn(readFileSync(join(dist, `${lang}.pack`)));
const languages = { nl: load('nl'), en: load('en') };
const dutch = languages.nl;

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
  ...gold('news-en/dev.ndjson'),
  ...gold('dates-en/dev.ndjson'),
].map((article, place) => ({ id: `a${place}`, ...article }));

test('native and wasm agree', () => {
  const answers = native(articles);
  assert.equal(answers.length, articles.length);
  for (const [place, { text, ...options }] of articles.entries()) {
    assert.equal(JSON.stringify(languages[detect(text)].annotate(text, options)), JSON.stringify(answers[place]), `article ${options.id}`);
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

test('what is exported as JSON is what the native program says, and is read back whole', () => {
  const answers = native(articles, 'codepoint');
  for (const [place, { text, ...options }] of articles.entries()) {
    const annotation = languages[detect(text)].annotate(text, options);
    const json = exportAs(text, annotation, 'json');
    assert.equal(JSON.stringify(JSON.parse(json)), JSON.stringify(answers[place]), `article ${options.id}`);
    assert.deepEqual(readBack(text, json), annotation);
    assert.deepEqual(readBack(text, exportAs(text, annotation, 'web-annotation')), annotation);
  }
});

/** An annotation that uses every field and every choice there is. */
const TEXT = '👍 Kim (40) en Bo vroegen op 3 mei 2021 iets aan.';
const at = (words, from = 0) => [TEXT.indexOf(words, from), TEXT.indexOf(words, from) + words.length];
const shared = (id, ...parts) => ({ id, spans: parts.map((part) => at(part)), text: parts.join(' … ') });
const full = {
  version: 1, id: 'artikel-1', lang: 'nl', published: { value: '2021-05', source: 'text', why: 'zo staat het er' },
  mentions: [
    { kind: 'person', ...shared('m1', 'Kim'), person: 'p1', score: 0.5, why: 'op gevoel' },
    { kind: 'age', ...shared('m2', '40'), years: 40, person: 'p1' },
    { kind: 'person', ...shared('m3', 'Bo'), person: 'p2', score: 1 },
    { kind: 'event', ...shared('m4', 'vroegen', 'aan'), type: 'life.separation', modality: 'asserted', event: 'e1' },
    { kind: 'date', ...shared('m5', '3 mei 2021'), type: 'DATE', value: '2021-05-03', mod: 'APPROX', anchor: 'm5', edtf: '2021-05-03~', earliest: '2021-05-03', latest: '2021-05-03', why: 'waarom' },
  ],
  people: [
    { id: 'p1', name: 'Kim', aliases: ['K.'], roles: ['zanger'], relations: [{ kind: 'partner', person: 'p2' }], born: { earliest: '1980-05-04', latest: '1981-05-03' }, mentions: ['m1'] },
    { id: 'p2', name: 'Bo', aliases: [], roles: [], relations: [], born: null, mentions: ['m3'] },
  ],
  events: [{ id: 'e1', type: 'life.separation', label: 'scheiding', schema: 'Event', mentions: ['m4'], people: ['p1', 'p2'], when: { edtf: '2021-05-03', from: 'm5', why: 'zelfde zin' } }],
};

/** A copy in which the value at a path is another, or gone when it is `undefined`. */
function changed(path, value) {
  const copy = structuredClone(full);
  const steps = path.split('.');
  const last = steps.pop();
  const holder = steps.reduce((inside, step) => inside[step], copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

const roundTrip = (annotation) => readBack(TEXT, exportAs(TEXT, annotation, 'json'));

test('every field and every choice comes back', () => {
  assert.deepEqual(roundTrip(full), full);
  for (const [path, values] of Object.entries({
    id: [null], published: [null], 'published.source': ['given', 'inferred'], 'published.value': ['2021', '2021-05-22'],
    'mentions.1.person': [null], 'mentions.3.modality': ['future', 'other'], 'mentions.4.type': ['TIME', 'DURATION', 'SET'],
    'mentions.4.mod': [null], 'mentions.4.anchor': [null], 'mentions.4.edtf': [null], 'mentions.4.earliest': [null], 'mentions.4.latest': [null],
    'events.0.when': [null], 'events.0.when.from': [null], 'events.0.people': [[]], 'mentions.0.text': ['Kim'], 'mentions.0.why': [undefined],
  })) {
    for (const value of values) assert.deepEqual(roundTrip(changed(path, value)), changed(path, value), `${path} ${value}`);
  }
});

/** Every path in an annotation, such as `mentions.0.spans`. */
const paths = (value, before = '') => (value && typeof value === 'object' ? Object.entries(value).flatMap(([name, inside]) => {
  const path = before ? `${before}.${name}` : name;
  return [path, ...paths(inside, path)];
}) : []);

test('what lacks a field, or has another type in it, is refused or is what the field says without it', () => {
  // These may be missing: then they are null, and a reason of a person is none.
  const open = /^(id|published|mentions\.0\.why|mentions\.1\.person|mentions\.4\.(mod|anchor|edtf|earliest|latest)|people\.\d\.born|events\.0\.when(\.from)?)$/;
  let refused = 0;
  for (const path of paths(full).filter((path) => !/\.\d+$/.test(path))) {
    for (const value of [undefined, 12.5, 'x', {}, [[]], true]) {
      const given = changed(path, value);
      let result;
      try {
        result = roundTrip(given);
      } catch (error) {
        assert.equal(error.name, 'BadAnnotation', `${path} ${JSON.stringify(value)}: ${error}`);
        refused += 1;
        continue;
      }
      // Nothing is taken for something else: what is not refused is kept, or null where nothing need be.
      const came = path.split('.').reduce((inside, step) => inside?.[step], result);
      const empty = open.test(path) && value === undefined && (came ?? null) === null;
      assert.ok(empty || JSON.stringify(came) === JSON.stringify(value), `${path} ${JSON.stringify(value)} became ${JSON.stringify(came)}`);
    }
  }
  assert.ok(refused > 150, `${refused} refused`);
});
