/** The files that the single-file page carries in itself. */

/**
 * The bytes of a file that the page carries, or `undefined`.
 * @param {string} name
 * @returns {Uint8Array<ArrayBuffer> | undefined}
 */
export function inlined(name) {
  if (typeof document === 'undefined') return undefined;
  const holder = document.querySelector(`script[data-kantlijn-file="${name}"]`);
  if (!holder) return undefined;
  const binary = atob((holder.textContent ?? '').trim());
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
}
