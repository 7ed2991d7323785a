/**
 * What turns one annotation of a text into another: a step of corrections, as a reader would have made them. So what is
 * read back from a file is kept, undone and found again in a changed text as all other corrections are.
 */

import { placeOf } from './anchor.js';
import { Corrections } from './corrections.js';
import { Draft, keyOf, OWN } from './draft.js';
import { Facts } from './facts.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */
/** @typedef {import('./corrections.js').Operation} Operation */

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Persons that the other annotation takes for one. @param {Facts} now @param {Facts} wanted @returns {Operation[]} */
function merges(now, wanted) {
  const names = new Set(wanted.names.values());
  const known = new Set(now.names.values());
  return now.annotation.people.filter(({ name }) => !names.has(name)).flatMap(({ name, mentions }) => {
    const meant = mentions.map((id) => {
      const mention = now.byId.get(id);
      const other = mention && wanted.byKey.get(keyOf(mention));
      return other?.kind === 'person' ? wanted.name(other.person) : undefined;
    });
    const [into, ...others] = new Set(meant.filter((other) => other !== undefined));
    return into !== undefined && others.length === 0 && known.has(into) ? [{ op: 'merge', person: name, into }] : [];
  });
}

/** Mentions that are not in the other one. @param {Facts} now @param {Facts} wanted @returns {Operation[]} */
function removals(now, wanted) {
  return now.annotation.mentions.filter((mention) => !wanted.byKey.has(keyOf(mention)))
    .map((mention) => ({ op: 'remove', ...placeOf(now.text, mention), kind: mention.kind }));
}

/** Mentions that are not here, or say something else. @param {Facts} now @param {Facts} wanted @returns {Operation[]} */
function additions(now, wanted) {
  const differs = (/** @type {Mention} */ mention) => {
    const own = now.byKey.get(keyOf(mention));
    return !own || !same(now.addition(own), wanted.addition(mention));
  };
  const { mentions } = wanted.annotation;
  const changed = mentions.filter((mention) => mention.kind !== 'event' && differs(mention));
  // An event is said as a whole: its mentions follow the first.
  const events = new Set(mentions.map((mention) => (mention.kind === 'event' && differs(mention) ? mention.event : '')));
  const named = mentions.filter((mention) => mention.kind === 'event' && events.has(mention.event));
  return [...changed, ...named].map((mention) => wanted.addition(mention));
}

/** Persons of whom other things are said. @param {Facts} now @param {Facts} wanted @returns {Operation[]} */
function descriptions(now, wanted) {
  const known = new Map(now.annotation.people.map((person) => [now.name(person.id), person]));
  return wanted.annotation.people.flatMap((person) => {
    const name = wanted.name(person.id);
    const own = known.get(name);
    if (!own) return [];
    const told = Object.fromEntries(OWN.filter((field) => !same(own[field], person[field])).map((field) => [field, person[field]]));
    const relations = wanted.relations(person);
    if (!same(now.relations(own), relations)) told.relations = /** @type {any} */ (relations);
    return Object.keys(told).length ? [{ op: 'person', person: name, ...told }] : [];
  });
}

/**
 * The operations that turn `from` into `to`. Persons that bear the same name get a number.
 * @param {string} text
 * @param {Annotation} from as corrections leave it
 * @param {Annotation} to
 * @returns {Operation[]}
 */
function difference(text, from, to) {
  const wanted = new Facts(text, to);
  /** @type {Operation[]} */
  const step = [];
  for (const find of [merges, removals, additions, descriptions]) {
    const draft = new Draft(text, from);
    for (const operation of step) draft.apply(operation);
    step.push(...find(new Facts(text, draft.finish()), wanted));
  }
  return step;
}

/**
 * The step that leads from what is shown to another annotation, and what is found with it.
 * @param {Annotation} wanted
 * @param {{ text: string, corrections: Corrections, found?: Annotation, shown?: Annotation, fields: Record<string, string> }} now
 * @param {(reading: import('./corrections.js').Reading) => Promise<Annotation>} read
 */
export async function stepTo(wanted, { text, corrections, found, shown, fields }, read) {
  const { lang, id, published } = wanted;
  /** @type {Operation[]} */
  const step = [];
  // What it was read with says more than all that follows from it.
  if (!shown || !same([shown.lang, shown.id, shown.published], [lang, id, published])) {
    const reading = /** @type {const} */ ({ op: 'article', lang, id, published, fields });
    step.push(reading);
    found = await read(reading);
  }
  const before = new Corrections();
  before.done = [...corrections.done, step];
  const from = before.apply(text, /** @type {Annotation} */ (found)).annotation;
  return { found, step: [...step, ...difference(text, from, wanted)] };
}
