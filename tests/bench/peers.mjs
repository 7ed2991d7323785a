// The peers, each as one function from a text to what it found.
import * as chrono from "chrono-node";
import nlp from "compromise";
import dates from "compromise-dates";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

nlp.plugin(dates);
const wink = winkNLP(model);

/** Name, what it finds, the language it reads, and how. */
export const peers = [
  { name: "chrono-node", finds: "dates", lang: "nl", run: (text) => chrono.nl.parse(text) },
  {
    name: "compromise",
    finds: "people, dates",
    lang: "en",
    run: (text) => {
      const doc = nlp(text);
      return [doc.people().out("array"), doc.dates().get()];
    },
  },
  {
    name: "wink-nlp",
    finds: "dates, numbers …",
    lang: "en",
    run: (text) => {
      const doc = wink.readDoc(text);
      return doc.entities().out(wink.its.detail);
    },
  },
];
