/** What an annotation speaks of: people, dates and events, each with its mentions. */

import { calendar, dateValue } from './format.js';
import { say } from './messages.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {Annotation['mentions'][number]} Mention */

/** The kinds of mentions, in the order in which they are shown. */
export const KINDS = /** @type {const} */ (['person', 'date', 'age', 'event']);

/**
 * @typedef {object} Entity
 * @property {string} id
 * @property {'person' | 'date' | 'event'} kind
 * @property {string} name
 * @property {string[]} details short facts, each a line
 * @property {string[]} mentions ids, in text order
 * @property {string} [who] who took part in an event
 * @property {string} [earliest] the first day it can be, for what has a place in time
 * @property {string} [latest]
 */

/** The entity that a mention means. @param {Mention} mention */
export function entityOf(mention) {
  switch (mention.kind) {
    case 'person': return mention.person;
    case 'event': return mention.event;
    case 'age': return mention.person ?? mention.id;
    default: return `${mention.type}:${mention.value}`;
  }
}

/** The ages that an article gives its people. @param {Annotation} annotation */
export function agesIn(annotation) {
  /** @type {Map<string, Set<number>>} */
  const ages = new Map();
  for (const mention of annotation.mentions) {
    if (mention.kind !== 'age' || !mention.person) continue;
    ages.set(mention.person, (ages.get(mention.person) ?? new Set()).add(mention.years));
  }
  return ages;
}

/** @param {Annotation} annotation @returns {Entity[]} */
function people(annotation) {
  const ages = agesIn(annotation);
  return annotation.people.map((person) => {
    const years = [...ages.get(person.id) ?? []];
    const facts = [...person.roles, years.length ? say('years', { years: years.join('/') }) : ''].filter(Boolean);
    const details = facts.length ? [facts.join(', ')] : [];
    if (person.aliases.length) details.push(say('also', { names: person.aliases.join(', ') }));
    return { id: person.id, kind: 'person', name: person.name, details, mentions: person.mentions };
  });
}

/** @param {Annotation} annotation @returns {Entity[]} dated ones first, in order of time */
function dates(annotation) {
  /** @type {Map<string, Entity>} */
  const byValue = new Map();
  for (const mention of annotation.mentions) {
    if (mention.kind !== 'date') continue;
    const id = entityOf(mention);
    const known = byValue.get(id);
    if (known) {
      known.mentions.push(mention.id);
      continue;
    }
    const { earliest, latest } = mention;
    const span = earliest && latest ? { earliest, latest } : {};
    byValue.set(id, {
      id, kind: 'date', name: dateValue(mention), details: [`“${mention.text}”`], mentions: [mention.id], ...span,
    });
  }
  // A stable sort keeps those without a place in time in text order, after the others.
  const at = (/** @type {Entity} */ { earliest }) => (earliest ? Date.parse(earliest) || 0 : Infinity);
  return [...byValue.values()].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

/** @param {Annotation} annotation @returns {Entity[]} */
function events(annotation) {
  const named = new Map(annotation.people.map((person) => [person.id, person.name]));
  const byId = new Map(annotation.mentions.map((mention) => [mention.id, mention]));
  return annotation.events.map((event) => {
    const details = [];
    const who = event.people.map((id) => named.get(id)).join(', ');
    if (who) details.push(who);
    const first = byId.get(event.mentions[0]);
    if (first?.kind === 'event' && first.modality !== 'asserted') {
      details.push(say(`modality.${first.modality}`));
    }
    const source = event.when?.from ? byId.get(event.when.from) : undefined;
    let span = {};
    if (source?.kind === 'date') {
      details.push(dateValue(source));
      if (source.earliest && source.latest) span = { earliest: source.earliest, latest: source.latest };
    } else if (event.when) {
      details.push(calendar(event.when.edtf));
    }
    return { id: event.id, kind: 'event', name: event.label, details, mentions: event.mentions, who, ...span };
  });
}

/**
 * Everything an annotation speaks of.
 * @param {Annotation} annotation
 * @returns {Record<'person' | 'date' | 'event', Entity[]>}
 */
export function entities(annotation) {
  return { person: people(annotation), date: dates(annotation), event: events(annotation) };
}
