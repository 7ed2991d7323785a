// Times whole extractions of growing texts: `node bench.mjs DIST TEXTS SIZES`.
// TEXTS is JSON, { lang: text }, each at least as long as the largest size. Prints JSON. Each program runs alone in a
// thread of its own, which is ended when one text takes too long: such a row has no `ms`.
import { readFileSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { footprint } from "./footprint.mjs";
import { programs } from "./programs.mjs";

/** The longest that a program may take over all its calls with one text, in milliseconds. */
const LIMIT = 5_000;
/** Where one call takes this long, one is enough. */
const LONG = 1_000;

/** The longest prefix of at most `bytes` bytes that ends between characters. */
function cut(text, bytes) {
  const buffer = Buffer.from(text);
  let end = Math.min(bytes, buffer.length);
  while (end > 0 && (buffer[end] & 0xc0) === 0x80) end--;
  return buffer.subarray(0, end).toString();
}

/** The median time of a call in milliseconds: at least three calls, and half a second where they are short. */
function time(run, text) {
  const times = [];
  const started = performance.now();
  do {
    const from = performance.now();
    run(text);
    times.push(performance.now() - from);
  } while (times[0] < LONG && (times.length < 3 || (performance.now() - started < 500 && times.length < 200)));
  times.sort((a, b) => a - b);
  return times[times.length >> 1];
}

/** The rows of one program, measured in a thread. */
function measure(place, lang, text) {
  const { name, finds } = programs[place];
  const thread = new Worker(new URL(import.meta.url), { workerData: { place, lang, text, sizes, dist } });
  const rows = [];
  let timer;
  return new Promise((done, fail) => {
    thread.on("error", fail);
    thread.on("exit", () => {
      clearTimeout(timer);
      done(sizes.map((bytes, at) => ({ name, finds, lang, bytes, ms: rows[at] ?? null })));
    });
    thread.on("message", (ms) => {
      if (ms !== null) rows.push(ms);
      clearTimeout(timer);
      timer = setTimeout(() => thread.terminate(), LIMIT);
    });
  });
}

const [dist, textsPath, sizesText] = isMainThread ? process.argv.slice(2) : [workerData.dist];
const sizes = isMainThread ? sizesText.split(",").map(Number) : workerData.sizes;
if (isMainThread) {
  const texts = JSON.parse(readFileSync(textsPath, "utf8"));
  const rows = [];
  for (const [place, { langs }] of programs.entries()) {
    for (const lang of langs) rows.push(...(await measure(place, lang, texts[lang])));
  }
  console.log(JSON.stringify({ limitMs: LIMIT, footprint: await footprint(dist, texts.nl), rows }));
} else {
  const { place, lang, text } = workerData;
  const run = await programs[place].load(lang, dist);
  run(cut(text, 5_000));
  parentPort.postMessage(null);
  for (const bytes of sizes) parentPort.postMessage(time(run, cut(text, bytes)));
}
