/** An annotation while corrections change it. */

import { spansOf } from './anchor.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./anchor.js').Anchor} Anchor */
/** @typedef {import('./anchor.js').Place} Place */
/** @typedef {import('./entities.js').Mention} Mention */
/** @typedef {import('./corrections.js').Operation} Operation */

/** What a mention is called: nothing else of its kind lies there. @param {{ kind: string, spans: [number, number][] }} mention */
export const keyOf = ({ kind, spans }) => `${kind} ${spans.join(' ')}`;

const ORDER = ['person', 'date', 'age', 'event'];

/** @param {Mention} a @param {Mention} b in text order */
const inOrder = (a, b) => a.spans[0][0] - b.spans[0][0] || a.spans[0][1] - b.spans[0][1] || a.spans.length - b.spans.length
  || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);

/** What a person has of its own, and an operation can say. */
export const OWN = /** @type {const} */ (['aliases', 'roles', 'born']);

/** Persons are known by their names until the end, where ids are made anew. */
export class Draft {
  /** @param {string} text @param {Annotation} annotation */
  constructor(text, annotation) {
    this.text = text;
    this.result = structuredClone(annotation);
    this.mentions = new Map(this.result.mentions.map((mention) => [keyOf(mention), mention]));
    /** The ids of those that were there: what is said of them holds for those that take their place. */
    this.ids = new Map(this.result.mentions.map((mention) => [keyOf(mention), mention.id]));
    /** Persons that are called otherwise now. @type {Set<string>} */
    this.renamed = new Set();
    /** The dates that others are counted from. @type {Map<Mention, Place>} */
    this.anchors = new Map();
    this.fresh = 0;
  }

  /** @param {Operation} operation @returns {boolean} whether all that it speaks of was found */
  apply(operation) {
    switch (operation.op) {
      case 'article': return this.#article(operation.published);
      case 'merge': return this.#merge(operation.person, operation.into);
      case 'person': return this.#describe(operation);
      default: {
        const spans = spansOf(this.text, operation);
        if (!spans) return false;
        return operation.op === 'remove' ? this.#remove(spans, operation.kind) : this.#add(spans, operation);
      }
    }
  }

  /** The name of a new thing. */
  #id() {
    this.fresh += 1;
    return `new${this.fresh}`;
  }

  /** @param {Annotation['published']} published */
  #article(published) {
    const own = this.result.published;
    if (own?.source !== 'given' || own.value === published?.value) this.result.published = published;
    return true;
  }

  /** @param {[number, number][]} spans @param {string} kind */
  #remove(spans, kind) {
    const key = keyOf({ kind, spans });
    this.#touch(this.mentions.get(key));
    // One that is no longer found needs no removing.
    this.mentions.delete(key);
    return true;
  }

  /** @param {Mention | undefined} mention */
  #touch(mention) {
    if (mention?.kind === 'person') this.renamed.add(mention.person);
  }

  /** @param {[number, number][]} spans @param {any} operation */
  #add(spans, operation) {
    const { kind } = operation;
    const key = keyOf({ kind, spans });
    const shared = {
      id: this.ids.get(key) ?? this.#id(), spans, text: spans.map(([start, end]) => this.text.slice(start, end)).join(' … '),
    };
    this.ids.set(key, shared.id);
    this.#touch(this.mentions.get(key));
    /** @type {Mention} */
    let made;
    let placed = true;
    if (kind === 'person') {
      const { score = 1, why } = operation;
      made = { ...shared, kind, person: this.#person(operation.person).id, score, ...(why && { why }) };
    } else if (kind === 'date') {
      made = { ...shared, kind, ...operation.date, anchor: null };
      if (operation.from) this.anchors.set(made, operation.from);
    } else if (kind === 'age') {
      made = { ...shared, kind, years: operation.years, person: operation.person ? this.#person(operation.person).id : null };
    } else {
      const { type, modality = 'asserted', event } = operation;
      const known = event && this.#at('event', event);
      if (known) made = { ...shared, kind, type, modality, event: known.event };
      else {
        const { when, unplaced } = this.#when(operation.when);
        placed = !unplaced;
        const { label = shared.text, schema = 'Event', people = [] } = operation;
        const id = this.#id();
        this.result.events.push({
          id, type, label, schema, mentions: [], people: people.map((/** @type {string} */ name) => this.#person(name).id), when,
        });
        made = { ...shared, kind, type, modality, event: id };
      }
    }
    this.mentions.set(key, made);
    this.#touch(made);
    return placed;
  }

  /** The mention of a kind that lies at a place. @param {string} kind @param {Place} place @returns {any} */
  #at(kind, place) {
    const spans = spansOf(this.text, place);
    return spans && this.mentions.get(keyOf({ kind, spans }));
  }

  /**
   * The time of an event; without the words that told it there is none.
   * @param {{ edtf: string, why: string, from?: Place } | null | undefined} told
   */
  #when(told) {
    if (!told) return { when: null, unplaced: false };
    const { from, ...when } = told;
    if (!from) return { when: { ...when, from: null }, unplaced: false };
    const date = this.#at('date', from);
    return date ? { when: { ...when, from: date.id }, unplaced: false } : { when: null, unplaced: true };
  }

  /** The person of that name, made if there is none. @param {string} name */
  #person(name) {
    const { people } = this.result;
    const known = people.find((person) => person.name === name);
    if (known) return known;
    const made = { id: this.#id(), name, aliases: [], roles: [], relations: [], born: null, mentions: [] };
    people.push(made);
    return made;
  }

  /** @param {any} operation what it does not say stays */
  #describe(operation) {
    const person = this.result.people.find(({ name }) => name === operation.person);
    if (!person) return false;
    for (const field of OWN) if (operation[field] !== undefined) person[field] = structuredClone(operation[field]);
    if (operation.aliases) this.renamed.delete(person.id);
    if (operation.relations) {
      person.relations = operation.relations.map((/** @type {any} */ { kind, person: name }) => ({ kind, person: this.#person(name).id }));
    }
    return true;
  }

  /** @param {string} name @param {string} into */
  #merge(name, into) {
    const { people, events } = this.result;
    const from = people.find((person) => person.name === name);
    const to = people.find((person) => person.name === into);
    if (!from || !to || from === to) return false;
    for (const mention of this.mentions.values()) {
      if ((mention.kind === 'person' || mention.kind === 'age') && mention.person === from.id) mention.person = to.id;
    }
    for (const event of events) event.people = [...new Set(event.people.map((id) => (id === from.id ? to.id : id)))];
    to.roles = [...new Set([...to.roles, ...from.roles])];
    to.born ??= from.born;
    to.relations = [...to.relations, ...from.relations].filter(({ person }) => person !== to.id && person !== from.id);
    for (const person of people) {
      for (const relation of person.relations) if (relation.person === from.id) relation.person = to.id;
    }
    people.splice(people.indexOf(from), 1);
    this.renamed.add(to.id);
    return true;
  }

  /** Puts all in text order, drops persons and events without any mention, and numbers them anew. */
  finish() {
    const { result } = this;
    for (const [mention, place] of this.anchors) if (mention.kind === 'date') mention.anchor = this.#at('date', place)?.id ?? null;
    const mentions = [...this.mentions.values()].sort(inOrder);
    result.mentions = mentions;
    const renumbered = new Map(mentions.map((mention, place) => [mention.id, `m${place + 1}`]));
    /** @type {Map<string, Mention[]>} by the person or event they mean, in the order in which these are named first */
    const owned = new Map();
    for (const mention of mentions) {
      const owner = mention.kind === 'person' ? mention.person : mention.kind === 'event' ? mention.event : undefined;
      if (!owner) continue;
      const known = owned.get(owner);
      if (known) known.push(mention);
      else owned.set(owner, [mention]);
    }
    const order = new Map([...owned.keys()].map((id, place) => [id, place]));
    /** @template {{ id: string }} Owner @param {Owner[]} all @returns {Owner[]} */
    const named = (all) => all.filter(({ id }) => order.has(id)).sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
    result.people = named(result.people);
    result.events = named(result.events);
    const people = new Map(result.people.map((person, place) => [person.id, `p${place + 1}`]));
    const events = new Map(result.events.map((event, place) => [event.id, `e${place + 1}`]));
    /** The new id of what is still there. @param {Map<string, string>} ids @param {string | null | undefined} id */
    const kept = (ids, id) => (id ? ids.get(id) ?? null : null);
    /** The new id of what is surely there. @param {Map<string, string>} ids @param {string} id */
    const renew = (ids, id) => ids.get(id) ?? id;
    for (const person of result.people) {
      const own = owned.get(person.id) ?? [];
      person.mentions = own.map(({ id }) => renew(renumbered, id));
      if (this.renamed.has(person.id)) person.aliases = [...new Set(own.map(({ text }) => text))].filter((name) => name !== person.name);
      person.relations = person.relations.filter((relation) => people.has(relation.person))
        .map((relation) => ({ ...relation, person: renew(people, relation.person) }));
      person.id = renew(people, person.id);
    }
    for (const event of result.events) {
      event.mentions = (owned.get(event.id) ?? []).map(({ id }) => renew(renumbered, id));
      event.people = event.people.filter((id) => people.has(id)).map((id) => renew(people, id));
      event.id = renew(events, event.id);
      const { when } = event;
      if (when?.from) event.when = renumbered.has(when.from) ? { ...when, from: renew(renumbered, when.from) } : null;
    }
    for (const mention of mentions) {
      mention.id = renew(renumbered, mention.id);
      if (mention.kind === 'person') mention.person = renew(people, mention.person);
      else if (mention.kind === 'age') mention.person = kept(people, mention.person);
      else if (mention.kind === 'event') mention.event = renew(events, mention.event);
      else mention.anchor = kept(renumbered, mention.anchor);
    }
    return result;
  }
}
