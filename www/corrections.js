/**
 * A reader's corrections: a list of steps over what was found, undone and redone without limit, kept through edits.
 *
 * A step holds operations; each names its place by an anchor and its persons by name, never by an id, since ids
 * change with the text. What is read back from a file is a step as any other.
 */

import { placeOf } from './anchor.js';
import { Draft } from './draft.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./anchor.js').Place} Place */

/**
 * @typedef {{ op: 'remove', kind: string } & Place} Removal
 *
 * What is marked as that kind takes the place of what was. Of an event, `event` names another mention of the same one,
 * which has the other facts.
 * @typedef {{ op: 'add' } & Place & (
 *     { kind: 'person', person: string, score?: number, why?: string }
 *   | { kind: 'date', date: object, from?: Place }
 *   | { kind: 'age', years: number, person?: string }
 *   | { kind: 'event', type: string, modality?: string, event: Place }
 *   | { kind: 'event', type: string, modality?: string, label: string, schema?: string, people?: string[], when?: { edtf: string, why: string, from?: Place } })} Addition
 *
 * What the article is read with, and what the fields said before.
 * @typedef {{ op: 'article', lang: string, id: string | null, published: Annotation['published'], fields: Record<string, string> }} Reading
 *
 * @typedef {Removal | Addition | Reading
 *   | { op: 'person', person: string, aliases?: string[], roles?: string[], born?: object | null, relations?: { kind: string, person: string }[] }
 *   | { op: 'merge', person: string, into: string }} Operation
 */

/** What an operation is about, in words. @param {Operation} operation */
export function nameOf(operation) {
  switch (operation.op) {
    case 'merge': return `${operation.person} → ${operation.into}`;
    case 'person': return operation.person;
    case 'article': return operation.published?.value ?? operation.lang;
    default: return `“${operation.at.exact}”`;
  }
}

/**
 * An annotation without some of its people.
 * @param {string} text
 * @param {Annotation} annotation
 * @param {string[]} names
 */
export function without(text, annotation, names) {
  const unwanted = new Set(annotation.people.filter(({ name }) => names.includes(name)).map(({ id }) => id));
  if (unwanted.size === 0) return annotation;
  const draft = new Draft(text, annotation);
  for (const mention of annotation.mentions) {
    if (mention.kind === 'person' && unwanted.has(mention.person)) draft.apply({ op: 'remove', kind: mention.kind, ...placeOf(text, mention) });
  }
  return draft.finish();
}

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
    return step;
  }

  redo() {
    const step = this.undone.pop();
    if (step) this.done.push(step);
    return step;
  }

  /** What the article is read with, where the fields are empty. */
  get reading() {
    return /** @type {Reading | undefined} */ (this.done.flat().findLast(({ op }) => op === 'article'));
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
