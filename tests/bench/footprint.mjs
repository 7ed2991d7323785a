import { programs } from "./programs.mjs";

/** How long an article is, and how many are read, in characters. */
const ARTICLE = 5_000;
const ARTICLES = 1_000;
/** The longest text that is read unless told otherwise, in bytes. */
const CAP = 1 << 20;

/**
 * What a fresh instance needs, in a process that has loaded none before: the time to load wasm and pack, and the bytes
 * of its memory, which only grows, after ten articles, after a thousand, and after one as long as may be. The articles
 * are cut out of `text`, which is repeated, each at another place.
 */
export async function footprint(dist, text) {
  const started = performance.now();
  const [{ load }] = programs;
  const run = await load("nl", dist);
  const startMs = performance.now() - started;
  const long = text.repeat(Math.ceil((CAP * 2) / text.length));
  const after = [];
  for (let read = 0; read < ARTICLES; read += 1) {
    const start = (read * 997) % CAP;
    run(long.slice(start, start + ARTICLE));
    if (read === 9 || read === ARTICLES - 1) after.push(run.memory.buffer.byteLength);
  }
  run(Buffer.from(long).subarray(0, CAP).toString().replace(/\ufffd*$/, ""));
  const [tenBytes, thousandBytes] = after;
  return { startMs, tenBytes, thousandBytes, longestBytes: run.memory.buffer.byteLength };
}
