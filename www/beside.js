/** Annotating beside the page: one worker a language, made anew once it has failed. */

import { KantlijnError } from './error.js';
import { inlined } from './inlined.js';
import { trustedScript } from './trusted.js';

/** @typedef {import('./annotation.d.ts').Annotation} Annotation */

/** How long a run may take, in milliseconds: the longest text takes a few seconds on a slow telephone. */
const PATIENCE = 60_000;

/** @type {Map<string, Worker>} */
const workers = new Map();
/** Those that have started. @type {WeakSet<Worker>} */
const ready = new WeakSet();
let asked = 0;
let works = typeof Worker === 'function';

/** Whether there are workers here: a page may forbid them, or take them from its own origin alone. */
export const canBeside = () => works;

/** @param {string} lang @param {object} needs */
function workerOf(lang, needs) {
  let worker = workers.get(lang);
  if (!worker) {
    const source = inlined('worker.js');
    const url = source
      ? URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
      : new URL('./worker.js', import.meta.url);
    worker = new Worker(/** @type {any} */ (trustedScript(url)), source ? {} : { type: 'module' });
    worker.postMessage(needs);
    workers.set(lang, worker);
  }
  return worker;
}

/** Ends a worker that can no longer be relied on. @param {string} lang */
function dismiss(lang) {
  workers.get(lang)?.terminate();
  workers.delete(lang);
}

/**
 * @param {string} lang
 * @param {{ module: WebAssembly.Module, pack: Uint8Array | undefined }} needs what a new worker begins with
 * @param {string} text
 * @param {object} options
 * @returns {Promise<Annotation | undefined>} nothing where no worker can be started
 */
export function annotateBeside(lang, needs, text, options) {
  asked += 1;
  const id = asked;
  const done = new AbortController();
  const { signal } = done;
  /** @type {Annotation['mentions']} */
  const mentions = [];
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ kind, /** @type {unknown} */ cause) => {
      dismiss(lang);
      reject(new KantlijnError(kind, cause));
    };
    const giveUp = () => {
      works = false;
      dismiss(lang);
      resolve(undefined);
    };
    let worker;
    try {
      worker = workerOf(lang, needs);
    } catch {
      giveUp();
      return;
    }
    worker.addEventListener('message', ({ data }) => {
      if (data.ready) ready.add(worker);
      if (data.id !== id) return;
      if (data.mentions) mentions.push(...data.mentions);
      else if (data.annotation) resolve({ ...data.annotation, mentions });
      else if (data.error.kind === 'Trapped') fail('Trapped', new Error(data.error.message));
      else reject(new KantlijnError(data.error.kind, new Error(data.error.message)));
    }, { signal });
    worker.addEventListener('error', (event) => {
      if (ready.has(worker)) fail('WorkerFailed', new Error(event.message));
      else giveUp();
    }, { signal });
    worker.addEventListener('messageerror', () => fail('WorkerFailed', undefined), { signal });
    AbortSignal.timeout(PATIENCE).addEventListener('abort', () => fail('TimedOut', undefined), { signal });
    worker.postMessage({ id, text, options });
  }).finally(() => done.abort());
}
