/** An article in the page: its paragraphs, its marks, and what is chosen in it. */

import { mark, unmark } from './engine.js';
import { entityOf } from './entities.js';
import { element } from './dom.js';
import { canHighlight, Highlights } from './highlights.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */

/**
 * Fills `target` with the lines of `text`, one paragraph a line; `target.textContent` is the text to the character.
 * @param {HTMLElement} target
 * @param {string} text
 */
export function setText(target, text) {
  // Line ends lie in hidden elements between the paragraphs.
  const parts = text.split(/((?:\r\n?|\n)[\s]*(?:\r\n?|\n)|\r\n?|\n)/);
  const lines = parts.filter((_, place) => place % 2 === 0);
  const heads = lines.length > 3;
  target.replaceChildren(...parts.flatMap((part, place) => {
    if (part === '') return [];
    if (place % 2) return [element('span', { hidden: true }, part)];
    const short = heads && part.length < 90 && !/[.!?:;,”"’']\s*$/.test(part) && /\p{L}/u.test(part);
    const style = short && place === 0 ? 'headline' : short && place < parts.length - 1 ? 'crosshead' : null;
    return [element('p', { class: style, dir: 'auto' }, part)];
  }));
}

/** From this many units on a text is painted instead of filled with elements. */
const LONG = 100_000;

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
   * @param {Annotation} annotation of `target.textContent`
   * @param {(mention: Mention) => boolean} [wanted] which of its mentions to show
   */
  show(annotation, wanted = () => true) {
    this.clear();
    const mentions = annotation.mentions.filter(wanted);
    this.mentions = new Map(mentions.map((mention) => [mention.id, mention]));
    if (canHighlight && (this.paint || (this.target.textContent ?? '').length > LONG)) {
      this.highlights.paint(this.target, mentions);
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
    this.highlights.clear();
    if (this.marks.size) unmark(this.target);
    this.marks.clear();
    this.mentions.clear();
  }

  /** The mentions under a mark, those that begin there first. @param {Element} made */
  under(made) {
    const ids = (/** @type {HTMLElement} */ (made).dataset.mentions ?? '').split(' ');
    return ids.map((id) => this.mentions.get(id)).filter((mention) => mention !== undefined);
  }

  /** Where a mention stands on the screen. @param {string} id */
  rectOf(id) {
    const [place] = this.marks.get(id) ?? this.highlights.ranges.get(id) ?? [];
    return place?.getClientRects()[0];
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
    const hidden = (this.target.dataset.hidden ?? '').split(' ');
    const all = [...this.target.querySelectorAll('mark[data-mentions]')]
      .filter((made) => this.under(made).some(({ kind }) => !hidden.includes(kind)));
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

  /** Moves the focus to a mention. @param {string} id */
  focus(id) {
    const made = this.marks.get(id)?.[0];
    if (made) this.enter(made);
    else this.highlights.ranges.get(id)?.[0].startContainer.parentElement?.scrollIntoView({ block: 'center' });
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
