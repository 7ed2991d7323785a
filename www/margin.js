/** The margin: people, dates and events, each with links to its mentions. */

import { element } from './dom.js';
import { say } from './messages.js';

/** @typedef {import('./entities.js').Entity} Entity */

/** How many entities of a kind, and how many places of an entity, are shown before all are asked for. */
const FIRST = { entities: 200, places: 24 };

/**
 * Shows the first items of a list, and a button for the others.
 * @template Item
 * @param {HTMLElement} list
 * @param {Item[]} items
 * @param {number} count
 * @param {(item: Item, place: number) => HTMLElement} show
 */
function fillSome(list, items, count, show) {
  list.append(...items.slice(0, count).map(show));
  if (items.length <= count) return list;
  const all = element('button', {
    type: 'button',
    class: 'all',
    onclick: () => {
      list.append(...items.slice(count).map((item, place) => show(item, count + place)));
      const next = holder.nextElementSibling;
      /** @type {HTMLElement | null | undefined} */ (next?.matches('a') ? next : next?.querySelector('a'))?.focus();
      holder.remove();
    },
  }, say('showAll', { count: items.length }));
  const holder = list.matches('ol') ? element('li', {}, all) : all;
  list.append(holder);
  return list;
}

/**
 * @param {Entity} entity
 * @param {(entity: Entity, mention: string) => void} visit
 */
function row(entity, visit) {
  const go = (/** @type {string} */ mention) => (/** @type {Event} */ event) => {
    event.preventDefault();
    visit(entity, mention);
  };
  const place = (/** @type {string} */ mention, /** @type {number} */ number) => element('a', {
    href: `#${mention}`,
    'aria-label': say('mentionOf', { number: number + 1, name: entity.name }),
    onclick: go(mention),
  }, String(number + 1));
  return element('li', { 'data-entity': entity.id },
    element('a', { class: 'entity', dir: 'auto', href: `#${entity.mentions[0]}`, onclick: go(entity.mentions[0]) }, entity.name),
    ...entity.details.map((detail) => element('span', { class: 'detail' }, detail)),
    entity.mentions.length > 1 && fillSome(element('span', { class: 'places' }), entity.mentions, FIRST.places, place));
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
      ? fillSome(element('ol', {}), list, FIRST.entities, (entity) => row(entity, visit))
      : element('p', { class: 'note' }, say('none'))))));
}

/**
 * Shows which entity is chosen, in the margin or beside it.
 * @param {HTMLElement} margin
 * @param {string | undefined} entity
 */
export function chooseIn(margin, entity) {
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (margin.querySelectorAll('[data-entity]'))) {
    if (entity !== undefined && item.dataset.entity?.split(' ').includes(entity)) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  }
}
