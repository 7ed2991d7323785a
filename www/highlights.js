/**
 * Marks without elements: the CSS Custom Highlight API paints ranges, and the page stays exactly as it was. For long
 * texts, where thousands of elements would be slow, and for elements of others, which must not be changed.
 */

/** @typedef {import('./breath.js').Breath} Breath */
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

/** The text node at a point of the screen. @param {number} x @param {number} y @param {Node} root where the article lies */
function nodeAt(x, y, root) {
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  return document.caretPositionFromPoint?.(x, y, { shadowRoots })?.offsetNode;
}

/** The painted mentions of one article. */
export class Highlights {
  /**
   * Static ranges: the page need not keep up thousands of live ones with every change.
   * @type {Map<string, StaticRange[]>}
   */
  ranges = new Map();

  /** @type {Map<string, StaticRange[]>} by kind */
  #painted = new Map();

  /** @type {StaticRange[]} */
  #lit = [];

  /** @type {Node | undefined} */
  #root;

  #run = 0;

  /** @type {Map<Node, string[]>} the mentions that touch a text node */
  #touching = new Map();

  /**
   * @param {HTMLElement} target
   * @param {Mention[]} mentions with offsets in `target.textContent`, in text order
   * @param {Breath} [breath] for a long text
   */
  async paint(target, mentions, breath) {
    this.clear();
    const run = this.#run;
    this.#root = target.getRootNode();
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
    /** @type {{ node: Text, start: number }[]} */
    const nodes = [];
    let length = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node: /** @type {Text} */ (node), start: length });
      length += /** @type {Text} */ (node).length;
    }
    const placeOf = (/** @type {number} */ offset, /** @type {boolean} */ isEnd) => {
      let [low, high] = [0, nodes.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (nodes[middle].start < offset || (!isEnd && nodes[middle].start === offset)) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    for (const { id, kind, spans } of mentions) {
      if (breath?.due) {
        await breath.take();
        // Meanwhile others may have been painted.
        if (run !== this.#run) return;
      }
      const made = spans.map(([start, end]) => {
        const [first, last] = [placeOf(start, false), placeOf(end, true)];
        for (let place = first; place <= last; place += 1) {
          const touching = this.#touching.get(nodes[place].node);
          if (touching) touching.push(id);
          else this.#touching.set(nodes[place].node, [id]);
        }
        return new StaticRange({
          startContainer: nodes[first].node, startOffset: start - nodes[first].start,
          endContainer: nodes[last].node, endOffset: end - nodes[last].start,
        });
      });
      this.ranges.set(id, made);
      const painted = this.#painted.get(kind);
      if (painted) painted.push(...made);
      else this.#painted.set(kind, [...made]);
      for (const range of made) highlight(kind).add(range);
    }
  }

  /** A live range over the first part of a mention, which can be measured. @param {string} id */
  live(id) {
    const [range] = this.ranges.get(id) ?? [];
    if (!range) return undefined;
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live;
  }

  /** Paints the kinds that are not hidden. @param {string[]} hidden */
  hide(hidden) {
    for (const [kind, ranges] of this.#painted) {
      const isHidden = hidden.includes(kind);
      for (const range of ranges) {
        if (isHidden) highlight(kind).delete(range);
        else highlight(kind).add(range);
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
    const node = this.#root && nodeAt(x, y, this.#root);
    const near = node ? this.#touching.get(node) ?? [] : [...this.ranges.keys()];
    return [...new Set(near)].filter((id) => [...this.live(id)?.getClientRects() ?? []]
      .some(({ left, right, top, bottom }) => left <= x && x < right && top <= y && y < bottom));
  }

  clear() {
    this.#run += 1;
    this.light([]);
    for (const [kind, ranges] of this.#painted) for (const range of ranges) highlight(kind).delete(range);
    this.#painted.clear();
    this.#touching.clear();
    this.ranges.clear();
  }
}
