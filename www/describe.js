/** What a card says of a mention. */

import { agesIn } from './entities.js';
import { calendar, dateValue, interval } from './format.js';
import { knows, say } from './messages.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */

/**
 * @typedef {object} Description
 * @property {string} title
 * @property {[string, string][]} facts a name and a value each; values are plain text
 */

/**
 * @param {Annotation} annotation
 * @param {Mention} mention
 * @returns {Description}
 */
export function describe(annotation, mention) {
  switch (mention.kind) {
    case 'person': return person(annotation, mention);
    case 'date': return date(mention);
    case 'age': return age(annotation, mention);
    default: return event(annotation, mention);
  }
}

/** @param {Annotation} annotation @param {string} id */
const nameOf = (annotation, id) => annotation.people.find((person) => person.id === id)?.name ?? '';

/** @param {[string, string | null | undefined | false][]} facts @returns {[string, string][]} those that say something */
const known = (facts) => /** @type {[string, string][]} */ (facts.filter(([, value]) => value));

/** @param {Annotation} annotation @param {any} mention @returns {Description} */
function person(annotation, mention) {
  const who = annotation.people.find(({ id }) => id === mention.person);
  if (!who) return { title: mention.text, facts: [] };
  const years = [...agesIn(annotation).get(who.id) ?? []].join(', ');
  const relations = who.relations.map(({ kind, person: other }) => {
    const key = `relation.${kind}`;
    return `${knows(key) ? say(key) : kind}: ${nameOf(annotation, other)}`;
  });
  return {
    title: who.name,
    facts: known([
      ['role', who.roles.join(', ')],
      ['alias', who.aliases.join(', ')],
      ['ageFact', years && say('years', { years })],
      ['bornFact', who.born && interval(who.born.earliest, who.born.latest)],
      ['relations', relations.join('; ')],
      ['why', mention.why],
    ]),
  };
}

/** @param {any} mention @returns {Description} */
function date(mention) {
  const { earliest, latest, value, edtf } = mention;
  const title = dateValue(mention);
  const range = earliest && latest ? interval(earliest, latest) : '';
  return {
    title,
    facts: known([
      ['range', range !== title && range],
      ['mod', mention.mod && (knows(`mod.${mention.mod}`) ? say(`mod.${mention.mod}`) : mention.mod)],
      ['why', mention.why],
      ['code', edtf && edtf !== value ? `${value} (TIMEX3) · ${edtf} (EDTF)` : value],
    ]),
  };
}

/** @param {Annotation} annotation @param {any} mention @returns {Description} */
function age(annotation, mention) {
  const who = annotation.people.find(({ id }) => id === mention.person);
  return {
    title: say('years', { years: mention.years }),
    facts: known([
      ['of', who?.name],
      ['bornFact', who?.born && interval(who.born.earliest, who.born.latest)],
    ]),
  };
}

/** @param {Annotation} annotation @param {any} mention @returns {Description} */
function event(annotation, mention) {
  const what = annotation.events.find(({ id }) => id === mention.event);
  const from = annotation.mentions.find(({ id }) => id === what?.when?.from);
  const when = from?.kind === 'date' ? dateValue(from) : what?.when && calendar(what.when.edtf);
  return {
    title: what?.label ?? mention.text,
    facts: known([
      ['who', what?.people.map((id) => nameOf(annotation, id)).join(', ')],
      ['when', when],
      ['why', what?.when?.why],
      ['modality', say(`modality.${mention.modality}`)],
      ['code', mention.type],
    ]),
  };
}
