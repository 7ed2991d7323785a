/**
 * The one wasm instance of a page and its language packs: loaded once, shared by all who ask.
 *
 * In the single file both lie in the page, in `<script type="application/octet-stream" data-kantlijn-file>`;
 * elsewhere they are fetched from beside this module, or from where `locate` says.
 */

import init, * as core from './kantlijn.js';
import { annotateBeside, canBeside } from './beside.js';
import { KantlijnError, kindOf } from './error.js';
import { inlined } from './inlined.js';

export { canBeside, KantlijnError };

/** @typedef {import('./annotation.d.ts').Annotation} Annotation */
/** @typedef {import('./kantlijn.js').Kantlijn} Kantlijn */

/**
 * Where the wasm and the packs lie, and what reads them where `fetch` cannot.
 * @typedef {object} Places
 * @property {string | URL} [wasm]
 * @property {(lang: string) => string | URL | undefined} [pack]
 * @property {(place: any) => Promise<Uint8Array<ArrayBuffer>>} [read]
 */

/** @type {Places} */
let places = {};

/** @type {Promise<void> | undefined} */
let started;

/** @type {Map<string, Promise<Kantlijn>>} */
const languages = new Map();
/** Those that have come. @type {Map<string, Kantlijn>} */
const ready = new Map();

/** From this many units on a text is annotated in a worker: at most this much is a matter of some 20 ms. */
const LONG = 16_000;

/** How long a file may take to come, in milliseconds. */
const PATIENCE = 30_000;

/** What a worker needs, and a new instance: the compiled wasm, and each language's pack. */
/** @type {WebAssembly.Module} */
let compiled;
/** @type {Map<string, Uint8Array>} */
const packs = new Map();

/**
 * Says where the wasm and the packs lie. Counts only before the first use.
 * @param {Places} where
 */
export function locate(where) {
  places = { ...places, ...where };
}

/**
 * @param {string} name
 * @param {string | URL | undefined} place
 * @param {string} missing the kind of error when it is not there
 */
async function load(name, place, missing) {
  const carried = inlined(name);
  if (carried) return carried;
  const from = place ?? new URL(name, import.meta.url);
  try {
    if (places.read) return await places.read(from);
    const response = await fetch(from, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new KantlijnError(kindOf(cause) === 'TimeoutError' ? 'TimedOut' : missing, cause);
  }
}

async function start() {
  if (typeof WebAssembly === 'undefined') throw new KantlijnError('WasmBlocked');
  const bytes = await load('kantlijn_bg.wasm', places.wasm, 'WasmMissing');
  try {
    const module = await WebAssembly.compile(bytes);
    // The glue takes any module, and then no other.
    if (!WebAssembly.Module.exports(module).some(({ name }) => name === 'kantlijn_annotate')) throw new Error('not the core');
    await init({ module_or_path: module });
    compiled = module;
  } catch (cause) {
    const blocked = /content security policy|unsafe-eval|blocked by CSP/i.test(String(cause));
    throw new KantlijnError(blocked ? 'WasmBlocked' : 'WasmDamaged', cause);
  }
}

/** Starts the wasm, once. A failed start is tried again at the next call. */
function startOnce() {
  started ??= start();
  started.catch(() => {
    if (!compiled) started = undefined;
  });
  return started;
}

/** @param {string} lang */
async function loadLanguage(lang) {
  const starting = startOnce();
  const known = packs.get(lang);
  const packed = known ? Promise.resolve(known) : load(`${lang}.pack`, places.pack?.(lang), 'PackMissing');
  // Whichever fails first is reported; the other must not count as unhandled.
  packed.catch(() => {});
  await starting;
  const pack = await packed;
  const loaded = run(() => new core.Kantlijn(pack));
  packs.set(lang, pack);
  ready.set(lang, loaded);
  return loaded;
}

/**
 * A language, loaded once. A failed load is tried again at the next call.
 * @param {string} lang
 */
export function language(lang) {
  let loading = languages.get(lang);
  if (!loading) {
    loading = loadLanguage(lang);
    languages.set(lang, loading);
    loading.catch(() => languages.delete(lang));
  }
  return loading;
}

/**
 * A call of the core. Where it traps, the instance has stopped half-way: it is thrown away and a new one made.
 * @template T
 * @param {() => T} work
 */
function run(work) {
  try {
    return work();
  } catch (cause) {
    const trapped = cause instanceof WebAssembly.RuntimeError;
    if (trapped) {
      core.__wbg_reset_state();
      languages.clear();
      ready.clear();
    }
    throw new KantlijnError(trapped ? 'Trapped' : kindOf(cause), cause);
  }
}

/**
 * Annotates a text; offsets count UTF-16 units. Without `lang` the text tells its language, and that one's pack alone
 * is loaded. With `aside` it is done in a worker, as for every long text.
 * @param {string} text
 * @param {{ lang?: string, published?: string, id?: string, maxBytes?: number, aside?: boolean }} [options]
 * @returns {Promise<Annotation>}
 */
export async function annotate(text, { lang: given, aside = isLong(text), ...options } = {}) {
  if (!given) await startOnce();
  const lang = given || run(() => core.detect(text));
  const loaded = await language(lang);
  const beside = aside && canBeside()
    && await annotateBeside(lang, { module: compiled, pack: packs.get(lang) }, text, options);
  return beside || run(() => loaded.annotate(text, options));
}

/** Whether a text takes so long that a worker reads it, where there is one. @param {string} text */
export const isLong = (text) => text.length >= LONG;

/**
 * Annotates at once, in a language that is loaded already.
 * @param {string} text
 * @param {{ lang: string, published?: string }} options
 * @returns {Annotation | undefined} nothing for what cannot be annotated
 */
export function annotateNow(text, { lang, ...options }) {
  try {
    return run(() => ready.get(lang)?.annotate(text, options));
  } catch {
    return undefined;
  }
}

/** Wraps mentions in `<mark>` elements. @param {Element} target @param {Annotation['mentions']} mentions */
export const mark = (target, mentions) => run(() => core.mark(target, mentions));

/** Takes the marks of `mark` away. @param {Element} target */
export const unmark = (target) => run(() => core.unmark(target));

/**
 * Writes an annotation in a format of the command line.
 * @param {string} text
 * @param {Annotation} annotation
 * @param {string} format
 * @returns {string}
 */
export const exportAs = (text, annotation, format) => run(() => core.exportAs(text, annotation, format));

/**
 * Reads a JSON or Web Annotation export back.
 * @param {string} text the text that it was made from
 * @param {string} json
 * @returns {Annotation}
 */
export const importFrom = (text, json) => run(() => core.readBack(text, json));
