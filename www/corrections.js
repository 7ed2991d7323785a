/**
 * A reader's corrections: a list of steps over what was found, undone and redone without limit, kept through edits.
 *
 * A step holds operations; each names its place by an anchor and its persons by name, never by an id, since ids
 * change with the text.
 */

import { anchor, locate } from './anchor.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./anchor.js').Anchor} Anchor */
/** @typedef {import('./entities.js').Mention} Mention */

/**
 * @typedef {{ op: 'remove', at: Anchor, kind: string }
 *   | { op: 'add', at: Anchor, kind: 'person', person: string }
 *   | { op: 'add', at: Anchor, kind: 'date', date: object }
 *   | { op: 'add', at: Anchor, kind: 'age', years: number, person?: string }
 *   | { op: 'add', at: Anchor, kind: 'event', type: string, label: string }
 *   | { op: 'merge', person: string, into: string }} Operation
 */

/** The steps that are taken, and those that are undone. */
export class Corrections {
  /** @type {Operation[][]} */
  done = [];

  /** @type {Operation[][]} */
  undone = [];

  /** @param {Operation[]} step */
  take(step) {
    this.done.push(step);
    this.undone = [];
  }

  undo() {
    const step = this.done.pop();
    if (step) this.undone.push(step);
  }

  redo() {
    const step = this.undone.pop();
    if (step) this.done.push(step);
  }

  /**
   * The annotation with all steps applied, and the operations that found no place in this text.
   * @param {string} text
   * @param {Annotation} annotation
   */
  apply(text, annotation) {
    if (this.done.length === 0) return { annotation, unplaced: [] };
    const draft = new Draft(text, annotation);
    const unplaced = this.done.flat().filter((operation) => !draft.apply(operation));
    return { annotation: draft.finish(), unplaced };
  }
}

/** The edges of a mention, from its first part to its last. @param {Mention} mention @returns {[number, number]} */
export function extent(mention) {
  return [mention.spans[0][0], mention.spans[mention.spans.length - 1][1]];
}

/** The anchor of a mention. @param {string} text @param {Mention} mention */
export function anchorOf(text, mention) {
  return anchor(text, ...extent(mention));
}

/** An annotation while it is being changed. Ids are made anew at the end. */
class Draft {
  /** @param {string} text @param {Annotation} annotation */
  constructor(text, annotation) {
    this.text = text;
    this.result = structuredClone(annotation);
    this.fresh = 0;
  }

  /** @param {Operation} operation whether it found its place */
  apply(operation) {
    if (operation.op === 'merge') return this.#merge(operation.person, operation.into);
    const place = locate(this.text, operation.at);
    if (!place) return false;
    return operation.op === 'remove' ? this.#remove(place, operation.kind) : this.#add(place, operation);
  }

  /** @param {[number, number]} place @param {string} kind */
  #remove([start, end], kind) {
    const { mentions } = this.result;
    const found = mentions.findIndex((mention) => mention.kind === kind
      && extent(mention)[0] === start && extent(mention)[1] === end);
    // One that is no longer found needs no removing.
    if (found !== -1) mentions.splice(found, 1);
    return true;
  }

  /** @param {[number, number]} place @param {any} operation */
  #add([start, end], operation) {
    const { mentions } = this.result;
    /** @type {{ id: string, spans: [number, number][], text: string }} */
    const shared = { id: `new${this.fresh}`, spans: [[start, end]], text: this.text.slice(start, end) };
    this.fresh += 1;
    if (operation.kind === 'person') {
      mentions.push({ ...shared, kind: 'person', person: this.#person(operation.person).id, score: 1 });
    } else if (operation.kind === 'date') {
      mentions.push({ ...shared, kind: 'date', ...operation.date, anchor: null });
    } else if (operation.kind === 'age') {
      const person = operation.person ? this.#person(operation.person).id : null;
      mentions.push({ ...shared, kind: 'age', years: operation.years, person });
    } else {
      const event = { id: `newevent${this.fresh}`, type: operation.type, label: operation.label, schema: 'Event', mentions: [], people: [], when: null };
      this.result.events.push(event);
      mentions.push({ ...shared, kind: 'event', type: operation.type, modality: 'asserted', event: event.id });
    }
    return true;
  }

  /** The person of that name, made if there is none. @param {string} name */
  #person(name) {
    const { people } = this.result;
    const known = people.find((person) => person.name === name);
    if (known) return known;
    const made = { id: `newperson${this.fresh}`, name, aliases: [], roles: [], relations: [], born: null, mentions: [] };
    this.fresh += 1;
    people.push(made);
    return made;
  }

  /** @param {string} name @param {string} into */
  #merge(name, into) {
    const { people, mentions, events } = this.result;
    const from = people.find((person) => person.name === name);
    const to = people.find((person) => person.name === into);
    if (!from || !to || from === to) return false;
    for (const mention of mentions) {
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
    return true;
  }

  /** Puts the mentions in text order, drops persons and events without any, and numbers all anew. */
  finish() {
    const { result } = this;
    const { mentions } = result;
    mentions.sort((a, b) => a.spans[0][0] - b.spans[0][0] || a.spans[0][1] - b.spans[0][1] || a.spans.length - b.spans.length);
    const renamed = new Map(mentions.map((mention, place) => [mention.id, `m${place + 1}`]));
    const used = new Set(mentions.map((mention) => (mention.kind === 'person' ? mention.person : mention.kind === 'event' ? mention.event : '')));
    result.people = result.people.filter((person) => used.has(person.id));
    result.events = result.events.filter((event) => used.has(event.id));
    const people = new Map(result.people.map((person, place) => [person.id, `p${place + 1}`]));
    const events = new Map(result.events.map((event, place) => [event.id, `e${place + 1}`]));
    /** The new id of what is still there. @param {Map<string, string>} ids @param {string | null | undefined} id */
    const kept = (ids, id) => (id ? ids.get(id) ?? null : null);
    /** The new id of what is surely there. @param {Map<string, string>} ids @param {string} id */
    const renew = (ids, id) => ids.get(id) ?? id;
    for (const mention of mentions) {
      mention.id = renew(renamed, mention.id);
      if (mention.kind === 'person') mention.person = renew(people, mention.person);
      else if (mention.kind === 'age') mention.person = kept(people, mention.person);
      else if (mention.kind === 'event') mention.event = renew(events, mention.event);
      else mention.anchor = kept(renamed, mention.anchor);
    }
    /** @type {Map<string, Mention[]>} by their person's or event's new id */
    const owned = new Map();
    for (const mention of mentions) {
      const owner = mention.kind === 'person' ? mention.person : mention.kind === 'event' ? mention.event : undefined;
      if (!owner) continue;
      const known = owned.get(owner);
      if (known) known.push(mention);
      else owned.set(owner, [mention]);
    }
    for (const person of result.people) {
      person.id = renew(people, person.id);
      const own = owned.get(person.id) ?? [];
      person.mentions = own.map((mention) => mention.id);
      person.aliases = [...new Set(own.map((mention) => mention.text))].filter((name) => name !== person.name);
      person.relations = person.relations.filter((relation) => people.has(relation.person))
        .map((relation) => ({ ...relation, person: renew(people, relation.person) }));
    }
    for (const event of result.events) {
      event.id = renew(events, event.id);
      event.mentions = (owned.get(event.id) ?? []).map((mention) => mention.id);
      event.people = event.people.filter((id) => people.has(id)).map((id) => renew(people, id));
      const { when } = event;
      if (when?.from) event.when = renamed.has(when.from) ? { ...when, from: renew(renamed, when.from) } : null;
    }
    return result;
  }
}
