/** Annotates long texts beside the page, so that it never stops answering. */

import { initSync, Kantlijn } from './kantlijn.js';

/** @type {Kantlijn} */
let loaded;

addEventListener('message', ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    loaded = new Kantlijn(data.pack);
    return;
  }
  try {
    postMessage({ id: data.id, annotation: loaded.annotate(data.text, data.options) });
  } catch (error) {
    const { name = 'Unknown', message = String(error) } = /** @type {any} */ (error);
    postMessage({ id: data.id, error: { name, message } });
  }
});
