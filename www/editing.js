/** What a reader asks for in a card or on a selection, as steps of corrections. */

import { anchor, extent, occurrences, placeOf } from './anchor.js';
import { Facts, freshName } from './facts.js';
import { say } from './messages.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */
/** @typedef {import('./corrections.js').Operation} Operation */

/**
 * @typedef {object} Context
 * @property {string} text
 * @property {Annotation} annotation as it is shown, corrections included
 * @property {(words: string) => any} readDate the date mention that those words alone make, if they make one
 */

/** @param {Context} context @param {Mention} mention @returns {Operation} */
function removal({ text }, mention) {
  return { op: 'remove', ...placeOf(text, mention), kind: mention.kind };
}

/**
 * @param {Context} context
 * @param {Mention} mention
 * @param {boolean} everywhere also where the same words are marked as the same kind
 * @returns {Operation[]}
 */
export function remove(context, mention, everywhere) {
  const { mentions } = context.annotation;
  const alike = mentions.filter((other) => other.kind === mention.kind && other.text === mention.text);
  return (everywhere ? alike : [mention]).map((other) => removal(context, other));
}

/**
 * Marks a stretch of the text; `undefined` where those words cannot be of that kind.
 * @param {Context} context
 * @param {[number, number]} place
 * @param {string} kind
 * @param {string} [person] the name of whom it means; for a person else the one that is called so
 * @returns {Operation | undefined}
 */
export function addition({ text, annotation, readDate }, [start, end], kind, person) {
  const at = anchor(text, start, end);
  const words = at.exact;
  if (kind === 'person') {
    const known = annotation.people.find(({ name, aliases }) => name === words || aliases.includes(words));
    return { op: 'add', at, kind, person: person ?? known?.name ?? words };
  }
  if (kind === 'age') {
    const digits = /\d+/.exec(words);
    return digits ? { op: 'add', at, kind, years: Number(digits[0]), person } : undefined;
  }
  if (kind === 'date') {
    const read = readDate(words);
    const unread = { type: 'DATE', value: 'XXXX', mod: null, edtf: null, earliest: null, latest: null };
    const { type, value, mod, edtf, earliest, latest } = read ?? unread;
    return { op: 'add', at, kind, date: { type, value, mod, edtf, earliest, latest, why: read?.why ?? say('markedByReader') } };
  }
  return { op: 'add', at, kind: 'event', type: 'other.event', label: words };
}

/**
 * Marks a stretch, and with `everywhere` all others with the same words; what was marked there makes room.
 * @param {Context} context
 * @param {[number, number]} place
 * @param {string} kind
 * @param {boolean} everywhere
 * @returns {Operation[]}
 */
export function add(context, place, kind, everywhere) {
  const words = context.text.slice(...place);
  const places = everywhere ? occurrences(context.text, words) : [place];
  if (!places.some(([start]) => start === place[0])) places.push(place);
  return places.flatMap(([start, end]) => {
    const added = addition(context, [start, end], kind);
    if (!added) return [];
    const under = context.annotation.mentions.filter((mention) => mention.spans.some(([from, to]) => from < end && start < to));
    return [...under.map((mention) => removal(context, mention)), added];
  });
}

/** @param {Context} context @param {Mention} mention @param {string} kind @returns {Operation[]} */
export function changeKind(context, mention, kind) {
  const added = addition(context, extent(mention), kind);
  return added ? [removal(context, mention), added] : [];
}

/** @param {Mention} mention @param {Context} context @param {[number, number]} place @returns {Operation | undefined} */
function moved(mention, context, place) {
  const { text, annotation } = context;
  if (mention.kind === 'event') {
    const facts = new Facts(text, annotation);
    const other = facts.named.get(mention.event)?.find((one) => one !== mention);
    const { kind, type, modality } = mention;
    const told = other ? { op: /** @type {const} */ ('add'), kind, type, modality, event: placeOf(text, other) } : facts.addition(mention);
    return { ...told, at: anchor(text, ...place) };
  }
  const person = mention.kind === 'date' ? undefined : annotation.people.find(({ id }) => id === mention.person)?.name;
  return addition(context, place, mention.kind, person);
}

/**
 * Moves an edge of a mention by a word.
 * @param {Context} context
 * @param {Mention} mention
 * @param {'start' | 'end'} edge
 * @param {-1 | 1} step
 * @returns {Operation[]} nothing where there is no further word, or no word would be left
 */
export function moveEdge(context, mention, edge, step) {
  const [start, end] = extent(mention);
  const words = [...new Intl.Segmenter(context.annotation.lang, { granularity: 'word' }).segment(context.text)]
    .filter(({ isWordLike }) => isWordLike);
  const edges = words.map(({ index, segment }) => (edge === 'start' ? index : index + segment.length));
  const from = edge === 'start' ? start : end;
  const to = step > 0 ? edges.find((at) => at > from) : edges.findLast((at) => at < from);
  if (to === undefined) return [];
  const place = /** @type {[number, number]} */ (edge === 'start' ? [to, end] : [start, to]);
  if (place[0] >= place[1]) return [];
  const added = moved(mention, context, place);
  return added ? [removal(context, mention), added] : [];
}

/**
 * Says whom a mention means.
 * @param {Context} context
 * @param {Mention} mention
 * @param {string | undefined} name someone new when it is left out
 * @returns {Operation[]}
 */
export function assign(context, mention, name) {
  const names = new Set(context.annotation.people.map((person) => person.name));
  const added = addition(context, extent(mention), 'person', name ?? freshName(names, mention.text));
  return added ? [removal(context, mention), added] : [];
}
