/** Annotates long texts beside the page, so that it never stops answering. */

import { initSync, Kantlijn } from './kantlijn.js';

/** How many mentions go in one message: the page reads each in a few milliseconds. */
const PORTION = 2000;

/** @type {Kantlijn} */
let loaded;

addEventListener('message', ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    loaded = new Kantlijn(data.pack);
    postMessage({ ready: true });
    return;
  }
  const { id } = data;
  try {
    const { mentions, ...annotation } = loaded.annotate(data.text, data.options);
    for (let at = 0; at < mentions.length; at += PORTION) postMessage({ id, mentions: mentions.slice(at, at + PORTION) });
    postMessage({ id, annotation });
  } catch (error) {
    const { name = 'Unknown', message = String(error) } = /** @type {any} */ (error);
    postMessage({ id, error: { kind: error instanceof WebAssembly.RuntimeError ? 'Trapped' : name, message } });
  }
});
