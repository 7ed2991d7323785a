/** What went wrong, said above the article, with a way on. */

import { byId, element } from './dom.js';
import { kindOf } from './error.js';
import { knows, say } from './messages.js';

/** What may go well another time, with the same text. */
const PASSING = ['PackMissing', 'BadPack', 'WasmMissing', 'WasmDamaged', 'TimedOut', 'Trapped', 'WorkerFailed'];

/**
 * Says what went wrong.
 * @param {unknown} error
 * @param {() => unknown} [again] tries once more
 */
export function complain(error, again) {
  const kind = kindOf(error);
  const message = error instanceof Error ? error.message : '';
  byId('problem').replaceChildren(say(knows(kind) ? kind : 'Unknown', { message }), ' ',
    ...(again && PASSING.includes(kind) ? [element('button', { type: 'button', id: 'again', onclick: again }, say('again'))] : []));
  byId('problem').classList.remove('loading');
  byId('problem').hidden = false;
  byId('published').setAttribute('aria-invalid', String(kind === 'BadDate'));
}

/** All is well. */
export function settle() {
  byId('problem').hidden = true;
  byId('notice').hidden = true;
  byId('published').setAttribute('aria-invalid', 'false');
}

/** Says what a reader should know, though the work goes on. @param {string} kind */
export function notice(kind) {
  byId('notice').textContent = say(kind);
  byId('notice').hidden = false;
}

/** What nobody has foreseen is said, too. */
export function complainOfAll() {
  addEventListener('error', ({ error }) => error instanceof Error && complain(error));
  addEventListener('unhandledrejection', ({ reason }) => complain(reason));
}
