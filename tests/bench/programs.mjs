// Every program that is measured: its name, what it finds, the languages it reads, and how it is loaded: a promise of
// one function from a text to what it found. Nothing is imported before, so that each is loaded alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Our own. The wasm's memory comes with it. */
async function kantlijn(lang, dist) {
  const { initSync, Kantlijn } = await import(pathToFileURL(join(dist, "kantlijn.js")));
  const { memory } = initSync({ module: readFileSync(join(dist, "kantlijn_bg.wasm")) });
  const engine = new Kantlijn(readFileSync(join(dist, `${lang}.pack`)));
  return Object.assign((text) => engine.annotate(text), { memory });
}

async function chrono() {
  const { nl } = await import("chrono-node");
  return (text) => nl.parse(text);
}

async function compromise() {
  const [{ default: nlp }, { default: dates }] = [await import("compromise"), await import("compromise-dates")];
  nlp.plugin(dates);
  return (text) => {
    const doc = nlp(text);
    return [doc.people().out("array"), doc.dates().get()];
  };
}

async function wink() {
  const [{ default: winkNLP }, { default: model }] = [await import("wink-nlp"), await import("wink-eng-lite-web-model")];
  const engine = winkNLP(model);
  return (text) => engine.readDoc(text).entities().out(engine.its.detail);
}

export const programs = [
  { name: "kantlijn (wasm)", finds: "people, dates, ages, events", langs: ["nl", "en"], load: kantlijn },
  { name: "chrono-node", finds: "dates", langs: ["nl"], load: chrono },
  { name: "compromise", finds: "people, dates", langs: ["en"], load: compromise },
  { name: "wink-nlp", finds: "dates, numbers …", langs: ["en"], load: wink },
];
