// Times whole extractions of growing texts in this process: `node bench.mjs DIST TEXTS SIZES`.
// TEXTS is JSON, { lang: text }, each at least as long as the largest size. Prints JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { peers } from "./peers.mjs";

const [dist, textsPath, sizesText] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(textsPath, "utf8"));
const sizes = sizesText.split(",").map(Number);

const before = performance.now();
const { initSync, Kantlijn } = await import(pathToFileURL(join(dist, "kantlijn.js")));
const wasm = initSync({ module: readFileSync(join(dist, "kantlijn_bg.wasm")) });
const engines = Object.keys(texts).map((lang) => {
  const engine = new Kantlijn(readFileSync(join(dist, `${lang}.pack`)));
  return { name: "kantlijn (wasm)", finds: "people, dates, ages, events", lang, run: (text) => engine.annotate(text) };
});
const startMs = performance.now() - before;

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
  } while (times.length < 3 || (performance.now() - started < 500 && times.length < 200));
  times.sort((a, b) => a - b);
  return times[times.length >> 1];
}

const rows = [];
for (const { name, finds, lang, run } of [...engines, ...peers].filter(({ lang }) => texts[lang])) {
  run(cut(texts[lang], 5_000));
  for (const bytes of sizes) {
    rows.push({ name, finds, lang, bytes, ms: time(run, cut(texts[lang], bytes)) });
  }
}
console.log(JSON.stringify({ startMs, wasmBytes: wasm.memory.buffer.byteLength, rows }));
