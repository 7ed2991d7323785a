/** What can go wrong, by kind. */

/** `kind` names the message that explains it. */
export class KantlijnError extends Error {
  /**
   * @param {string} kind
   * @param {unknown} [cause]
   */
  constructor(kind, cause) {
    super(cause instanceof Error ? cause.message : kind, { cause });
    this.name = 'KantlijnError';
    this.kind = kind;
  }
}

/** The kind of whatever was thrown. @param {unknown} thrown @returns {string} */
export function kindOf(thrown) {
  if (thrown instanceof KantlijnError) return thrown.kind;
  return /** @type {any} */ (thrown)?.name ?? 'Unknown';
}
