/** The card of a mark: what it is and why, the way to the other mentions, and what can be corrected. */

import { describe } from './describe.js';
import { element } from './dom.js';
import { entityOf, KINDS } from './entities.js';
import { say } from './messages.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */

/**
 * What a card can ask for. Corrections are left out where nothing can be corrected.
 * @typedef {object} Actions
 * @property {(mention: string) => void} visit
 * @property {() => void} closed
 * @property {((mention: Mention, everywhere: boolean) => void)} [remove]
 * @property {((mention: Mention, kind: string) => void)} [changeKind]
 * @property {((mention: Mention, edge: 'start' | 'end', step: -1 | 1) => void)} [moveEdge]
 * @property {((mention: Mention, person: string | undefined) => void)} [assign] to someone new when there is no name
 * @property {((from: string, into: string) => void)} [merge]
 */

export class Card {
  /**
   * @param {HTMLElement} host an element that the card is placed in; its position must not be static
   * @param {Actions} actions
   */
  constructor(host, actions) {
    this.host = host;
    this.actions = actions;
    this.box = element('div', { class: 'card', part: 'card', role: 'dialog', hidden: true, tabindex: '-1' });
    host.append(this.box);
    /** Whether it stays when the pointer leaves. */
    this.pinned = false;
    /** Whether the focus goes back to the mark, which then opens no card. */
    this.leaving = false;
    /** @type {HTMLElement | Range | undefined} the mark it belongs to */
    this.mark = undefined;
    /** @type {HTMLElement | undefined} where the focus was before it came here */
    this.from = undefined;
    // What unfolds in it makes it larger.
    this.box.addEventListener('toggle', () => this.mark && this.#place(this.mark), true);
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      // The focus leaves before the card does: what is hidden has none to give.
      this.leaving = true;
      (this.mark instanceof HTMLElement ? this.mark : this.from)?.focus({ preventScroll: true });
      this.leaving = false;
      this.close();
    });
  }

  /** Takes the focus. */
  enter() {
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.box.getRootNode());
    this.from = activeElement instanceof HTMLElement ? activeElement : undefined;
    this.box.focus({ preventScroll: true });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  /**
   * @param {Annotation} annotation
   * @param {Mention[]} mentions those under the mark, the most telling first
   * @param {HTMLElement | Range} mark
   * @param {boolean} pinned
   */
  open(annotation, mentions, mark, pinned) {
    this.pinned = pinned;
    this.mark = mark;
    this.box.replaceChildren(
      ...mentions.map((mention) => this.#section(annotation, mention)),
      element('button', { type: 'button', class: 'close', 'aria-label': say('close'), onclick: () => this.close() }, '×'),
    );
    this.box.setAttribute('aria-label', mentions.map((mention) => describe(annotation, mention).title).join(', '));
    this.box.hidden = false;
    this.#place(mark);
  }

  close() {
    if (!this.isOpen) return;
    this.box.hidden = true;
    this.pinned = false;
    this.mark = undefined;
    this.actions.closed();
  }

  /** Below the mark where there is room, else above it. @param {HTMLElement | Range} mark */
  #place(mark) {
    const host = this.host.getBoundingClientRect();
    const rects = mark.getClientRects();
    const at = rects[0] ?? mark.getBoundingClientRect();
    const size = this.box.getBoundingClientRect();
    const left = Math.max(0, Math.min(at.left - host.left, host.width - size.width));
    const below = rects[rects.length - 1] ?? at;
    const fits = below.bottom + size.height + 12 < innerHeight || at.top < size.height + 12;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${fits ? below.bottom - host.top + 6 : at.top - host.top - size.height - 6}px`;
  }

  /** @param {Annotation} annotation @param {Mention} mention */
  #section(annotation, mention) {
    const { title, facts } = describe(annotation, mention);
    const same = annotation.mentions.filter((other) => entityOf(other) === entityOf(mention) && other.kind === mention.kind);
    const place = same.findIndex(({ id }) => id === mention.id);
    const to = (/** @type {number} */ step) => () => this.actions.visit(same[(place + step + same.length) % same.length].id);
    return element('section', { class: mention.kind },
      element('p', { class: 'kind' }, say(`one.${mention.kind}`)),
      element('h3', {}, title),
      element('dl', {}, ...facts.flatMap(([name, value]) => [
        element('dt', { class: name }, say(`fact.${name}`)), element('dd', { class: name }, value)])),
      same.length > 1 && element('p', { class: 'walk' },
        element('button', { type: 'button', 'aria-label': say('previousMention'), onclick: to(-1) }, '‹'),
        ` ${say('placeOf', { place: place + 1, count: same.length })} `,
        element('button', { type: 'button', 'aria-label': say('nextMention'), onclick: to(1) }, '›')),
      this.actions.remove && this.#tools(annotation, mention));
  }

  /** @param {Annotation} annotation @param {Mention} mention */
  #tools(annotation, mention) {
    const { remove, changeKind, moveEdge, assign, merge } = /** @type {Required<Actions>} */ (this.actions);
    const alike = annotation.mentions.filter((other) => other.kind === mention.kind && other.text === mention.text).length;
    const edge = (/** @type {'start' | 'end'} */ side, /** @type {-1 | 1} */ step, /** @type {string} */ sign) => element('button', {
      type: 'button', 'aria-label': say(`edge.${side}.${step}`), title: say(`edge.${side}.${step}`),
      onclick: () => moveEdge(mention, side, step),
    }, sign);
    return element('div', { class: 'tools' },
      element('button', { type: 'button', class: 'remove', onclick: () => remove(mention, false) }, say('remove')),
      alike > 1 && element('button', { type: 'button', onclick: () => remove(mention, true) }, say('removeAll', { count: alike })),
      element('details', {}, element('summary', {}, say('change')),
        element('label', {}, say('kindLabel'), ' ', chooser(KINDS.map((kind) => [kind, say(`one.${kind}`)]), mention.kind,
          (kind) => changeKind(mention, kind))),
        mention.spans.length === 1 && element('p', { class: 'edges' }, say('edges'), element('span', {},
          edge('start', -1, '⇤'), edge('start', 1, '⇥'), element('q', {}, mention.text), edge('end', -1, '⇤'), edge('end', 1, '⇥'))),
        mention.kind === 'person' && this.#personTools(annotation, mention, assign, merge)));
  }

  /**
   * @param {Annotation} annotation
   * @param {any} mention
   * @param {NonNullable<Actions['assign']>} assign
   * @param {NonNullable<Actions['merge']>} merge
   */
  #personTools(annotation, mention, assign, merge) {
    const own = annotation.people.find(({ id }) => id === mention.person);
    const all = annotation.people.map(({ name }) => /** @type {[string, string]} */ ([name, name]));
    const others = all.filter(([name]) => name !== own?.name);
    const start = /** @type {[string, string]} */ (['', say('choosePerson')]);
    return element('div', {},
      element('label', {}, say('meansLabel'), ' ', chooser([...all, ['\u0000', say('someoneNew')]], own?.name ?? '',
        (name) => assign(mention, name === '\u0000' ? undefined : name))),
      others.length > 0 && own && element('label', {}, say('mergeLabel'), ' ', chooser([start, ...others], '',
        (name) => merge(own.name, name))));
  }
}

/**
 * @param {[string, string][]} options a value and its name each
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function chooser(options, chosen, choose) {
  return element('select', { onchange: (/** @type {any} */ event) => event.target.value && choose(event.target.value) },
    ...options.map(([value, name]) => element('option', { value, selected: value === chosen }, name)));
}
