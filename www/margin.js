/** The margin: people, dates and events, each with links to its mentions. */

import { element } from './dom.js';
import { say } from './messages.js';

/** @typedef {import('./entities.js').Entity} Entity */

/**
 * @param {Entity} entity
 * @param {(entity: Entity, mention: string) => void} visit
 */
function row(entity, visit) {
  const go = (/** @type {string} */ mention) => (/** @type {Event} */ event) => {
    event.preventDefault();
    visit(entity, mention);
  };
  const places = entity.mentions.map((mention, place) => element('a', {
    href: `#${mention}`,
    'aria-label': say('mentionOf', { number: place + 1, name: entity.name }),
    onclick: go(mention),
  }, String(place + 1)));
  return element('li', { 'data-entity': entity.id },
    element('a', { class: 'entity', href: `#${entity.mentions[0]}`, onclick: go(entity.mentions[0]) }, entity.name),
    ...entity.details.map((detail) => element('span', { class: 'detail' }, detail)),
    entity.mentions.length > 1 && element('span', { class: 'places' }, ...places));
}

/**
 * Fills the margin.
 * @param {HTMLElement} margin
 * @param {Record<'person' | 'date' | 'event', Entity[]>} entities
 * @param {(entity: Entity, mention: string) => void} visit called with the mention a reader wants to see
 */
export function fillMargin(margin, entities, visit) {
  margin.replaceChildren(element('div', {}, ...Object.entries(entities).map(([kind, list]) => element('section', { class: `list ${kind}` },
    element('h2', {}, say(kind), ' ', element('span', { class: 'count' }, String(list.length))),
    list.length
      ? element('ol', {}, ...list.map((entity) => row(entity, visit)))
      : element('p', { class: 'note' }, say('none'))))));
}

/**
 * Shows which entity is chosen, in the margin or beside it.
 * @param {HTMLElement} margin
 * @param {string | undefined} entity
 */
export function chooseIn(margin, entity) {
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (margin.querySelectorAll('[data-entity]'))) {
    if (item.dataset.entity === entity) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  }
}
