/**
 * The one wasm instance of a page and its language packs: loaded once, shared by all who ask.
 *
 * In the single file both lie in the page, in `<script type="application/octet-stream" data-kantlijn-file>`;
 * elsewhere they are fetched from beside this module, or from where `locate` says.
 */

import init, { Kantlijn, mark, unmark } from './kantlijn.js';

export { mark, unmark };

/** @typedef {import('./kantlijn.js').Annotation} Annotation */

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

/** @type {{ wasm?: string | URL, pack?: (lang: string) => string | URL }} */
let places = {};

/** @type {Promise<void> | undefined} */
let started;

/** @type {Map<string, Promise<Kantlijn>>} */
const languages = new Map();

/**
 * Says where the wasm and the packs lie. Counts only before the first use.
 * @param {typeof places} where
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
  try {
    const response = await fetch(place ?? new URL(name, import.meta.url));
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
    await init({ module_or_path: await WebAssembly.compile(bytes) });
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
    return new Kantlijn(await packed);
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

/**
 * Annotates a text; offsets count UTF-16 units.
 * @param {string} text
 * @param {{ lang?: string, published?: string, id?: string, maxBytes?: number }} [options]
 * @returns {Promise<Annotation>}
 */
export async function annotate(text, { lang = 'nl', ...options } = {}) {
  const loaded = await language(lang);
  try {
    return loaded.annotate(text, options);
  } catch (cause) {
    throw new KantlijnError(cause instanceof Error ? cause.name : 'Unknown', cause);
  }
}
