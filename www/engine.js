/**
 * The one wasm instance of a page and its language packs: loaded once, shared by all who ask.
 *
 * In the single file both lie in the page, in `<script type="application/octet-stream" data-kantlijn-file>`;
 * elsewhere they are fetched from beside this module, or from where `locate` says.
 */

import init, { exportAs, Kantlijn, mark, readBack, unmark } from './kantlijn.js';

import { trustedScript } from './trusted.js';

export { exportAs, mark, unmark };

/** @typedef {import('./annotation.d.ts').Annotation} Annotation */

/** What went wrong; `kind` names the message that explains it. */
export class KantlijnError extends Error {
  /**
   * @param {string} kind
   * @param {unknown} [cause]
   */
  constructor(kind, cause) {
    super(cause instanceof Error ? cause.message : kind, { cause });
    this.name = 'KantlijnError';
    this.kind = kind;
  }
}

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

/** From this many units on a text is annotated in a worker. */
const LONG = 40_000;

/** What a worker needs: the compiled wasm, and each language's pack. */
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
 * The bytes of a file that the page carries, or `undefined`.
 * @param {string} name
 * @returns {Uint8Array<ArrayBuffer> | undefined}
 */
function inlined(name) {
  if (typeof document === 'undefined') return undefined;
  const holder = document.querySelector(`script[data-kantlijn-file="${name}"]`);
  if (!holder) return undefined;
  const binary = atob((holder.textContent ?? '').trim());
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
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
    const response = await fetch(from);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new KantlijnError(missing, cause);
  }
}

async function start() {
  if (typeof WebAssembly === 'undefined') throw new KantlijnError('WasmBlocked');
  const bytes = await load('kantlijn_bg.wasm', places.wasm, 'WasmMissing');
  try {
    compiled = await WebAssembly.compile(bytes);
    await init({ module_or_path: compiled });
  } catch (cause) {
    const blocked = /content security policy|unsafe-eval|blocked by CSP/i.test(String(cause));
    throw new KantlijnError(blocked ? 'WasmBlocked' : 'WasmDamaged', cause);
  }
}

/** @param {string} lang */
async function loadLanguage(lang) {
  started ??= start();
  const packed = load(`${lang}.pack`, places.pack?.(lang), 'PackMissing');
  // Whichever fails first is reported; the other must not count as unhandled.
  packed.catch(() => {});
  await started;
  try {
    const pack = await packed;
    packs.set(lang, pack);
    return new Kantlijn(pack);
  } catch (cause) {
    throw cause instanceof KantlijnError ? cause : new KantlijnError('BadPack', cause);
  }
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
    loading.catch(() => {
      languages.delete(lang);
      started = undefined;
    });
  }
  return loading;
}

/** @type {Map<string, Worker | undefined>} */
const workers = new Map();
let asked = 0;

/** The worker of a language; `undefined` where the page may have none. @param {string} lang */
function workerOf(lang) {
  if (!workers.has(lang)) {
    let worker;
    try {
      const source = inlined('worker.js');
      const url = source
        ? URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
        : new URL('./worker.js', import.meta.url);
      worker = new Worker(/** @type {any} */ (trustedScript(url)), source ? {} : { type: 'module' });
      worker.postMessage({ module: compiled, pack: packs.get(lang) });
    } catch {
      // Without a worker the text is annotated here.
    }
    workers.set(lang, worker);
  }
  return workers.get(lang);
}

/**
 * @param {Worker} worker
 * @param {string} text
 * @param {object} options
 * @returns {Promise<Annotation>}
 */
function askWorker(worker, text, options) {
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    const done = () => {
      worker.removeEventListener('message', answered);
      worker.removeEventListener('error', failed);
    };
    const answered = (/** @type {MessageEvent} */ { data }) => {
      if (data.id !== id) return;
      done();
      if (data.error) reject(Object.assign(new Error(data.error.message), { name: data.error.name }));
      else resolve(data.annotation);
    };
    const failed = (/** @type {ErrorEvent} */ event) => {
      done();
      reject(new Error(event.message || 'the worker failed'));
    };
    worker.addEventListener('message', answered);
    worker.addEventListener('error', failed);
    worker.postMessage({ id, text, options });
  });
}

/**
 * Annotates a text; offsets count UTF-16 units. With `aside` it is done in a worker, as for every long text.
 * @param {string} text
 * @param {{ lang?: string, published?: string, id?: string, maxBytes?: number, aside?: boolean }} [options]
 * @returns {Promise<Annotation>}
 */
export async function annotate(text, { lang = 'nl', aside = text.length >= LONG, ...options } = {}) {
  const loaded = await language(lang);
  try {
    const worker = aside ? workerOf(lang) : undefined;
    return await (worker ? askWorker(worker, text, options) : loaded.annotate(text, options));
  } catch (cause) {
    throw new KantlijnError(cause instanceof Error ? cause.name : 'Unknown', cause);
  }
}

/**
 * Annotates at once, with a language that is loaded already.
 * @param {Kantlijn} loaded
 * @param {string} text
 * @param {{ published?: string }} options
 * @returns {Annotation | undefined} nothing for what cannot be annotated
 */
export function annotateNow(loaded, text, options) {
  try {
    return loaded.annotate(text, options);
  } catch {
    return undefined;
  }
}

/**
 * Reads a JSON or Web Annotation export back.
 * @param {string} text the text that it was made from
 * @param {string} json
 * @returns {Annotation}
 */
export function importFrom(text, json) {
  try {
    return readBack(text, json);
  } catch (cause) {
    throw new KantlijnError(cause instanceof Error ? cause.name : 'Unknown', cause);
  }
}
