/** The menu of what can be taken away. */

import { byId, element } from './dom.js';
import { entities } from './entities.js';
import { KantlijnError } from './error.js';
import { say } from './messages.js';
import { complain, notice, settle } from './problems.js';
import { asText, FORMATS, link, save } from './taking.js';

/** @param {() => unknown} action what a choice does, after which the menu closes */
const shut = (action) => async () => {
  try {
    await action();
  } catch (error) {
    complain(error);
  }
  byId('taking').open = false;
};

/** @param {string} text @param {string} done what is said then */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (cause) {
    throw new KantlijnError('NotCopied', cause);
  }
  settle();
  notice(done);
}

/**
 * Fills the menu.
 * @param {HTMLElement} target
 * @param {() => { text: string, annotation: import('./engine.js').Annotation, carried: import('./taking.js').Carried }} now
 */
export function fillFormats(target, now) {
  const choice = (/** @type {string} */ format, /** @type {() => unknown} */ action, /** @type {string} */ name, /** @type {string} */ note) =>
    element('button', { type: 'button', 'data-format': format, onclick: shut(action) }, say(name), note && element('small', {}, say(note)));
  target.replaceChildren(
    ...FORMATS.map((format) => choice(format[0], () => save(now().text, now().annotation, format), `format.${format[0]}`, `formatNote.${format[0]}`)),
    choice('text', () => copy(asText(entities(now().annotation), say), 'copied'), 'copyText', ''),
    choice('link', async () => copy(await link(now().carried), 'copiedLink'), 'copyLink', 'copyLinkNote'));
}
