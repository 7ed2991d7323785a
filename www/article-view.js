/** An article in the page: its paragraphs, its marks, and what is chosen in it. */

import { mark, unmark } from './engine.js';
import { entityOf } from './entities.js';
import { element } from './dom.js';

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

/** Marks, and the choice among them. */
export class ArticleView {
  /** @param {HTMLElement} target the element that holds the article */
  constructor(target) {
    this.target = target;
    /** @type {Map<string, HTMLElement[]>} the marks of each mention */
    this.marks = new Map();
    /** @type {Map<string, Mention>} */
    this.mentions = new Map();
    /** @type {string | undefined} */
    this.chosen = undefined;
  }

  /** @param {Annotation} annotation of `target.textContent` */
  show(annotation) {
    unmark(this.target);
    mark(this.target, annotation.mentions);
    this.mentions = new Map(annotation.mentions.map((mention) => [mention.id, mention]));
    this.marks.clear();
    for (const made of /** @type {NodeListOf<HTMLElement>} */ (this.target.querySelectorAll('mark[data-mentions]'))) {
      for (const id of (made.dataset.mentions ?? '').split(' ')) {
        const marks = this.marks.get(id);
        if (marks) marks.push(made);
        else this.marks.set(id, [made]);
      }
      made.tabIndex = -1;
    }
    const first = this.target.querySelector('mark[data-mentions]');
    if (first) /** @type {HTMLElement} */ (first).tabIndex = 0;
    this.choose(this.chosen);
  }

  /**
   * Lights up every mention of an entity; none when it is `undefined`.
   * @param {string | undefined} entity
   */
  choose(entity) {
    this.chosen = entity;
    for (const [id, marks] of this.marks) {
      const mention = this.mentions.get(id);
      const lit = entity !== undefined && mention !== undefined && entityOf(mention) === entity;
      for (const made of marks) {
        if (lit) made.dataset.lit = '';
        else if (!(made.dataset.mentions ?? '').split(' ').some((other) => this.#means(other, entity))) delete made.dataset.lit;
      }
    }
  }

  /** @param {string} id @param {string | undefined} entity */
  #means(id, entity) {
    const mention = this.mentions.get(id);
    return mention !== undefined && entityOf(mention) === entity;
  }

  /** Moves the focus to a mention. @param {string} id */
  focus(id) {
    const made = this.marks.get(id)?.[0];
    if (!made) return;
    this.target.querySelector('mark[tabindex="0"]')?.setAttribute('tabindex', '-1');
    made.tabIndex = 0;
    made.focus({ preventScroll: true });
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    made.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }
}
