/** Notes in the margin at the height of what they are about: the first mention of each person, date and event. */

import { element } from './dom.js';

/** @typedef {import('./entities.js').Entity} Entity */
/** @typedef {import('./article-view.js').ArticleView} ArticleView */

/**
 * Fills the margin beside the text. It repeats what the lists say, so it is left out of what is read aloud.
 * @param {HTMLElement} target
 * @param {Record<'person' | 'date' | 'event', Entity[]> | undefined} entities none for a margin that stays empty
 * @param {(entity: Entity, mention: string) => void} visit
 */
export function fillNotes(target, entities, visit) {
  let before = '';
  const all = Object.values(entities ?? {}).flat().map((entity) => {
    // What the note before it says needs no second one.
    const says = [entity.kind, entity.name, entity.details[0]].join();
    if (says === before) return undefined;
    before = says;
    const quoted = entity.details[0]?.startsWith('“');
    // A date whose words say it all needs no note.
    if (quoted && entity.details[0].slice(1, -1).toLowerCase() === entity.name.toLowerCase()) return undefined;
    const detail = entity.kind === 'date' ? undefined : entity.details[0];
    return element('p', {
      class: entity.kind,
      'data-entity': entity.id,
      'data-mention': entity.mentions[0],
      onclick: () => visit(entity, entity.mentions[0]),
    }, element('b', {}, entity.name), detail && ` ${detail}`);
  });
  target.replaceChildren(...all.filter((note) => note !== undefined));
}

/**
 * Puts every note at the height of its mark, below the note before it.
 * @param {HTMLElement} target
 * @param {ArticleView} view
 */
export function placeNotes(target, view) {
  const notes = /** @type {HTMLElement[]} */ ([...target.children]);
  if (notes.length === 0 || target.offsetParent === null) return;
  const top = target.getBoundingClientRect().top;
  // All is measured before anything is moved, so that the page is laid out once.
  const measured = notes.map((note) => ({
    note,
    wanted: (view.placeOf(note.dataset.mention ?? '')?.getClientRects()[0]?.top ?? top) - top,
    height: note.offsetHeight,
  }));
  measured.sort((a, b) => a.wanted - b.wanted);
  let free = 0;
  for (const { note, wanted, height } of measured) {
    const at = Math.max(wanted, free);
    note.style.transform = `translateY(${Math.round(at)}px)`;
    free = at + height + 2;
  }
  target.style.minHeight = `${Math.round(free)}px`;
}
