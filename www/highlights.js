/**
 * Marks without elements: the CSS Custom Highlight API paints ranges, and the page stays exactly as it was. For long
 * texts, where thousands of elements would be slow, and for elements of others, which must not be changed.
 */

/** @typedef {import('./entities.js').Mention} Mention */

/** Whether the browser has it. */
export const canHighlight = typeof Highlight === 'function' && typeof CSS !== 'undefined' && 'highlights' in CSS;

/** @param {string} kind the highlight of that name, shared by all articles of the page */
function highlight(kind) {
  const name = `kantlijn-${kind}`;
  let known = CSS.highlights.get(name);
  if (!known) {
    known = new Highlight();
    // Of two that overlap the later one shows; the chosen entity shows above all.
    known.priority = ['event', 'age', 'date', 'person', 'lit'].indexOf(kind);
    CSS.highlights.set(name, known);
  }
  return known;
}

/** The painted mentions of one article. */
export class Highlights {
  /** @type {Map<string, Range[]>} */
  ranges = new Map();

  /** @type {[Highlight, Range][]} */
  #painted = [];

  /** @type {Range[]} */
  #lit = [];

  /**
   * @param {HTMLElement} target
   * @param {Mention[]} mentions with offsets in `target.textContent`, in text order
   */
  paint(target, mentions) {
    this.clear();
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
    /** @type {{ node: Text, start: number }[]} */
    const nodes = [];
    let length = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node: /** @type {Text} */ (node), start: length });
      length += /** @type {Text} */ (node).length;
    }
    const at = (/** @type {number} */ offset, /** @type {boolean} */ isEnd) => {
      let [low, high] = [0, nodes.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (nodes[middle].start < offset || (!isEnd && nodes[middle].start === offset)) low = middle;
        else high = middle - 1;
      }
      return /** @type {const} */ ([nodes[low].node, offset - nodes[low].start]);
    };
    for (const { id, kind, spans } of mentions) {
      const made = spans.map(([start, end]) => {
        const range = document.createRange();
        range.setStart(...at(start, false));
        range.setEnd(...at(end, true));
        return range;
      });
      this.ranges.set(id, made);
      for (const range of made) {
        highlight(kind).add(range);
        this.#painted.push([highlight(kind), range]);
      }
    }
  }

  /** Lights up some of them. @param {Iterable<string>} ids */
  light(ids) {
    for (const range of this.#lit) highlight('lit').delete(range);
    this.#lit = [...ids].flatMap((id) => this.ranges.get(id) ?? []);
    for (const range of this.#lit) highlight('lit').add(range);
  }

  /** The ids of the mentions at a point of the screen. @param {number} x @param {number} y @returns {string[]} */
  at(x, y) {
    const inside = (/** @type {DOMRect} */ { left, right, top, bottom }) => left <= x && x < right && top <= y && y < bottom;
    return [...this.ranges].filter(([, ranges]) => ranges.some((range) => {
      const { top, bottom } = range.getBoundingClientRect();
      return top <= y && y < bottom && [...range.getClientRects()].some(inside);
    })).map(([id]) => id);
  }

  clear() {
    this.light([]);
    for (const [painted, range] of this.#painted) painted.delete(range);
    this.#painted = [];
    this.ranges.clear();
  }
}
