/** Long work in pieces, so that the page goes on painting and answering in between. */

/** How long a piece may take, in milliseconds. */
const PIECE = 12;

export class Breath {
  #since = performance.now();

  /** Whether it is time to let others go first. */
  get due() {
    return performance.now() - this.#since > PIECE;
  }

  /** Lets them. */
  async take() {
    await new Promise((go) => { setTimeout(go); });
    this.#since = performance.now();
  }
}
