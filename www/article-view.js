/** An article in the page: its paragraphs, its marks, and what is chosen in it. */

import { mark, unmark } from './engine.js';
import { entityOf } from './entities.js';
import { element } from './dom.js';
import { canHighlight, Highlights } from './highlights.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */

/** @typedef {import('./breath.js').Breath} Breath */

/** From this many units on a text is painted instead of filled with elements. */
const LONG = 100_000;

/** How much of a long text lies in an element of its own, which the browser lays out once it comes into sight. */
const PIECE = 4_000;

/** Whether a text is painted, where the browser can. @param {string} text */
export const isPainted = (text) => canHighlight && text.length > LONG;

/** Marks, and the choice among them. */
export class ArticleView {
  /**
   * @param {HTMLElement} target the element that holds the article
   * @param {boolean} [paint] leave the element as it is and paint over it, where the browser can
   */
  constructor(target, paint = false) {
    this.target = target;
    this.paint = paint;
    this.highlights = new Highlights();
    /** @type {Map<string, HTMLElement[]>} the marks of each mention */
    this.marks = new Map();
    /** @type {Map<string, Mention>} */
    this.mentions = new Map();
    /** @type {string | undefined} */
    this.chosen = undefined;
  }

  /**
   * Fills the article with the lines of `text`, one paragraph a line; its `textContent` is the text to the character.
   * @param {string} text
   * @param {Breath} [breath] for a long text, which then comes in pieces
   */
  async fill(text, breath) {
    this.forget();
    const { target } = this;
    target.replaceChildren();
    await breath?.take();
    // Line ends lie in hidden elements between the paragraphs.
    const parts = text.split(/((?:\r\n?|\n)[\s]*(?:\r\n?|\n)|\r\n?|\n)/);
    const heads = parts.length > 5;
    target.classList.toggle('long', isPainted(text));
    /** @type {HTMLElement[]} */
    let piece = [];
    let size = 0;
    const flush = () => {
      target.append(...(breath ? [element('div', {}, ...piece)] : piece));
      [piece, size] = [[], 0];
    };
    for (const [place, part] of parts.entries()) {
      if (part === '') continue;
      size += part.length;
      if (place % 2) piece.push(element('span', { hidden: true }, part));
      else {
        const short = heads && part.length < 90 && !/[.!?:;,”"’']\s*$/.test(part) && /\p{L}/u.test(part);
        const style = short && place === 0 ? 'headline' : short && place < parts.length - 1 ? 'crosshead' : null;
        piece.push(element('p', { class: style, dir: 'auto' }, part));
      }
      if (breath && size > PIECE) flush();
      if (breath?.due) await breath.take();
    }
    flush();
  }

  /**
   * @param {Annotation} annotation of `target.textContent`
   * @param {object} [how]
   * @param {(mention: Mention) => boolean} [how.wanted] which of its mentions to show
   * @param {Breath} [how.breath] for a long text
   */
  async show(annotation, { wanted = () => true, breath } = {}) {
    this.clear();
    const mentions = annotation.mentions.filter(wanted);
    this.mentions = new Map(mentions.map((mention) => [mention.id, mention]));
    if (this.paints) {
      await breath?.take();
      await this.highlights.paint(this.target, mentions, breath);
      if (this.hidden.length) this.highlights.hide(this.hidden);
      this.choose(this.chosen);
      return;
    }
    mark(this.target, mentions);
    for (const made of /** @type {NodeListOf<HTMLElement>} */ (this.target.querySelectorAll('mark[data-mentions]'))) {
      for (const id of (made.dataset.mentions ?? '').split(' ')) {
        const marks = this.marks.get(id);
        if (marks) marks.push(made);
        else this.marks.set(id, [made]);
      }
      made.tabIndex = -1;
    }
    const [first] = this.marks.values();
    if (first) first[0].tabIndex = 0;
    this.choose(this.chosen);
  }

  /** Takes all marks away. */
  clear() {
    if (this.marks.size) unmark(this.target);
    this.forget();
  }

  /** Forgets the marks of a content that is replaced. */
  forget() {
    this.highlights.clear();
    this.marks.clear();
    this.mentions.clear();
  }

  /** Whether the marks are painted, and the content stays as it is. */
  get paints() {
    return canHighlight && (this.paint || isPainted(this.target.textContent ?? ''));
  }

  /** The kinds that a reader has hidden. */
  get hidden() {
    return (this.target.dataset.hidden ?? '').split(' ').filter(Boolean);
  }

  set hidden(kinds) {
    this.target.dataset.hidden = kinds.join(' ');
    this.highlights.hide(kinds);
  }

  /** The mentions under a mark, those that begin there first. @param {Element} made */
  under(made) {
    return this.#visible((/** @type {HTMLElement} */ (made).dataset.mentions ?? '').split(' '));
  }

  /** The painted mentions at a point of the screen. @param {number} x @param {number} y */
  at(x, y) {
    return this.#visible(this.highlights.at(x, y));
  }

  /** @param {string[]} ids */
  #visible(ids) {
    const { hidden } = this;
    return ids.map((id) => this.mentions.get(id)).filter((mention) => mention !== undefined)
      .filter(({ kind }) => !hidden.includes(kind));
  }

  /** What a mention looks like on the screen. @param {string} id */
  placeOf(id) {
    return this.marks.get(id)?.[0] ?? this.highlights.live(id);
  }

  /**
   * Lights up every mention of an entity; none when it is `undefined`.
   * @param {string | undefined} entity
   */
  choose(entity) {
    this.chosen = entity;
    for (const made of this.target.querySelectorAll('mark[data-lit]')) made.removeAttribute('data-lit');
    const lit = [...this.mentions.values()].filter((mention) => entity !== undefined && entityOf(mention) === entity);
    this.highlights.light(lit.map(({ id }) => id));
    for (const { id } of lit) {
      for (const made of this.marks.get(id) ?? []) made.dataset.lit = '';
    }
  }

  /** The mark that a move from another one leads to, hidden kinds left out. @param {Element} from @param {-1 | 1} step */
  beside(from, step) {
    const all = [...this.target.querySelectorAll('mark[data-mentions]')].filter((made) => this.under(made).length > 0);
    return all[all.indexOf(from) + step];
  }

  /** Gives a mark the focus and the one place in the tab order. @param {HTMLElement} made */
  enter(made) {
    this.target.querySelector('mark[tabindex="0"]')?.setAttribute('tabindex', '-1');
    made.tabIndex = 0;
    made.focus({ preventScroll: true });
    const { top, bottom } = made.getBoundingClientRect();
    if (top > 80 && bottom < innerHeight - 200) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    made.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }

  /** Moves the focus to a mention, or brings it into sight where it is painted. @param {string} id */
  focus(id) {
    const made = this.marks.get(id)?.[0];
    if (made) this.enter(made);
    else this.highlights.live(id)?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }

  /**
   * The stretch of the text that is selected, without white space at its edges.
   * @returns {[number, number] | undefined}
   */
  selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const range = selection.getRangeAt(0);
    if (!this.target.contains(range.commonAncestorContainer)) return undefined;
    const before = document.createRange();
    before.selectNodeContents(this.target);
    before.setEnd(range.startContainer, range.startOffset);
    // `Range.toString` is the text of its text nodes, as `textContent` is.
    const start = before.toString().length;
    const words = range.toString();
    const from = start + words.length - words.trimStart().length;
    const to = start + words.trimEnd().length;
    return from < to ? [from, to] : undefined;
  }
}
