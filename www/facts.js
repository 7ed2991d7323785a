/** What an annotation says, with names and places for ids: in the words of corrections. */

import { placeOf } from './anchor.js';
import { keyOf } from './draft.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */
/** @typedef {Extract<Mention, { kind: 'event' }>} EventMention */
/** @typedef {import('./corrections.js').Addition} Addition */

/** A name that none of those bears. @param {Set<string>} names @param {string} name */
export function freshName(names, name) {
  let fresh = name;
  for (let number = 2; names.has(fresh); number += 1) fresh = `${name} (${number})`;
  return fresh;
}

export class Facts {
  /** @param {string} text @param {Annotation} annotation */
  constructor(text, annotation) {
    this.text = text;
    this.annotation = annotation;
    this.byId = new Map(annotation.mentions.map((mention) => [mention.id, mention]));
    this.byKey = new Map(annotation.mentions.map((mention) => [keyOf(mention), mention]));
    this.events = new Map(annotation.events.map((event) => [event.id, event]));
    /** @type {Map<string, string>} the name of each person, which no other has */
    this.names = new Map();
    for (const { id, name } of annotation.people) this.names.set(id, freshName(new Set(this.names.values()), name));
    /** @type {Map<string, EventMention[]>} the mentions of each event */
    this.named = new Map();
    for (const mention of annotation.mentions) {
      if (mention.kind !== 'event') continue;
      const known = this.named.get(mention.event);
      if (known) known.push(mention);
      else this.named.set(mention.event, [mention]);
    }
  }

  /** @param {string} id */
  name(id) {
    return this.names.get(id) ?? '';
  }

  /** The place of the mention of that id. @param {string | null | undefined} id */
  place(id) {
    const mention = id ? this.byId.get(id) : undefined;
    return mention && placeOf(this.text, mention);
  }

  /** The operation that says what a mention is. @param {Mention} mention @returns {Addition} */
  addition(mention) {
    const place = { op: /** @type {const} */ ('add'), ...placeOf(this.text, mention) };
    switch (mention.kind) {
      case 'person': {
        const { kind, score, why } = mention;
        return { ...place, kind, person: this.name(mention.person), score, ...(why && { why }) };
      }
      case 'date': {
        const { kind, type, value, mod, edtf, earliest, latest, why } = mention;
        const from = this.place(mention.anchor);
        return { ...place, kind, date: { type, value, mod, edtf, earliest, latest, why }, ...(from && { from }) };
      }
      case 'age': {
        const { kind, years, person } = mention;
        return { ...place, kind, years, ...(person && { person: this.name(person) }) };
      }
      default: {
        const { kind, type, modality, event } = mention;
        const [first] = this.named.get(event) ?? [mention];
        if (first !== mention) return { ...place, kind, type, modality, event: placeOf(this.text, first) };
        const { label = '', schema, people = [], when } = this.events.get(event) ?? {};
        const from = this.place(when?.from);
        return {
          ...place, kind, type, modality, label, schema, people: people.map((id) => this.name(id)),
          ...(when && { when: { edtf: when.edtf, why: when.why, ...(from && { from }) } }),
        };
      }
    }
  }

  /** @param {Annotation['people'][number]} person */
  relations({ relations }) {
    return relations.map(({ kind, person }) => ({ kind, person: this.name(person) }));
  }
}
