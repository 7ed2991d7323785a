/** Finding words again in a text that has changed: by quote, context and position (W3C selectors). */

const CONTEXT = 32;
/** How much of the context must still be there when the words have moved. */
const ENOUGH = 10;

/**
 * @typedef {object} Anchor
 * @property {string} exact
 * @property {string} prefix
 * @property {string} suffix
 * @property {number} start
 */

/**
 * The anchor of a stretch of a text.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Anchor}
 */
export function anchor(text, start, end) {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
    start,
  };
}

/**
 * Where a mention lies: an anchor from its first part to its last, and the parts where it has several.
 * @typedef {object} Place
 * @property {Anchor} at
 * @property {[number, number][]} [parts] counted from the start of `at`
 */

/** @typedef {{ spans: [number, number][] }} Spread */

/** The edges of a mention, from its first part to its last. @param {Spread} mention @returns {[number, number]} */
export function extent({ spans }) {
  return [spans[0][0], spans[spans.length - 1][1]];
}

/** The place of a mention. @param {string} text @param {Spread} mention @returns {Place} */
export function placeOf(text, mention) {
  const [start, end] = extent(mention);
  const at = anchor(text, start, end);
  return mention.spans.length === 1 ? { at } : { at, parts: mention.spans.map(([from, to]) => [from - start, to - start]) };
}

/**
 * The spans that a place has in a text now; `undefined` if that cannot be told.
 * @param {string} text
 * @param {Place} place
 * @returns {[number, number][] | undefined}
 */
export function spansOf(text, { at, parts }) {
  const found = locate(text, at);
  return found && parts ? parts.map(([from, to]) => [from + found[0], to + found[0]]) : found && [found];
}

/** How many units two texts share at their end. @param {string} a @param {string} b */
function commonEnd(a, b) {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared]) shared += 1;
  return shared;
}

/** How many units two texts share at their start. @param {string} a @param {string} b */
function commonStart(a, b) {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/**
 * The place of words nearest to another one; `undefined` if they are nowhere.
 * @param {string} text
 * @param {string} words
 * @param {number} near
 */
function nearest(text, words, near) {
  const after = text.indexOf(words, Math.max(0, near));
  if (after === near) return after;
  const before = text.lastIndexOf(words, near);
  if (before === -1 || near < 0) return after === -1 ? undefined : after;
  return after === -1 || near - before <= after - near ? before : after;
}

/**
 * Where an anchor lies in a text now; `undefined` if that cannot be told.
 * @param {string} text
 * @param {Anchor} anchor
 * @returns {[number, number] | undefined}
 */
function locate(text, { exact, prefix, suffix, start }) {
  if (exact === '') return undefined;
  // Nothing is surer than the whole context; it is found in a moment in the longest text, too.
  const whole = nearest(text, prefix + exact + suffix, start - prefix.length);
  if (whole !== undefined) return [whole + prefix.length, whole + prefix.length + exact.length];
  let best = -1;
  let bestScore = -1;
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    const before = commonEnd(text.slice(Math.max(0, at - CONTEXT), at), prefix);
    const after = commonStart(text.slice(at + exact.length, at + exact.length + CONTEXT), suffix);
    // At an edge of the text, or where one side is whole, that side alone tells.
    const whole = Math.min(prefix.length + suffix.length, ENOUGH);
    if (before + after < whole) continue;
    const score = before + after - Math.min(Math.abs(at - start), 1e6) / 1e6;
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best === -1 ? undefined : [best, best + exact.length];
}

/**
 * Every other place where a text holds the same words, whole words only.
 * @param {string} text
 * @param {string} exact
 * @returns {[number, number][]}
 */
export function occurrences(text, exact) {
  /** @type {[number, number][]} */
  const found = [];
  const letter = /[\p{L}\p{M}\p{N}]/u;
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + exact.length)) {
    const end = at + exact.length;
    if (letter.test(text.slice(Math.max(0, at - 1), at)) || letter.test(text.slice(end, end + 1))) continue;
    found.push([at, end]);
  }
  return found;
}
