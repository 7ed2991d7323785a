/** Corrections kept in the browser, by article. */

const PREFIX = 'kantlijn:corrections:';

/** A short name for a text (cyrb53: two 32-bit hashes). @param {string} text */
function nameOf(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/** @param {string} text @returns {any[][]} the steps kept for it */
export function recall(text) {
  try {
    const steps = JSON.parse(localStorage.getItem(PREFIX + nameOf(text)) ?? '[]');
    return Array.isArray(steps) && steps.every((step) => Array.isArray(step)) ? steps : [];
  } catch {
    return [];
  }
}

/**
 * Keeps the steps of a text; none takes it out.
 * @param {string} text
 * @param {any[][]} steps
 * @param {string} [before] the text as it was when they were last kept
 * @returns {boolean} whether they are kept: private windows may have no storage, and a full one takes no more
 */
export function keep(text, steps, before) {
  try {
    if (before !== undefined && before !== text) localStorage.removeItem(PREFIX + nameOf(before));
    if (steps.length) localStorage.setItem(PREFIX + nameOf(text), JSON.stringify(steps));
    else localStorage.removeItem(PREFIX + nameOf(text));
    return true;
  } catch {
    return steps.length === 0;
  }
}
