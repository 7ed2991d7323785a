/** The timeline: a band from the first to the last day that each date or event can mean, never a finer point. */

import { element } from './dom.js';
import { calendar, interval } from './format.js';
import { say } from './messages.js';

/** @typedef {import('./entities.js').Entity} Entity */

const DAY = 86_400_000;

/** @param {string} day `2021-09-30` @returns {number} days since 1970 */
function number(day) {
  const [year, month, date] = day.split('-').map(Number);
  const at = new Date(Date.UTC(2000, month - 1, date));
  at.setUTCFullYear(year);
  return Math.round(at.getTime() / DAY);
}

/** @typedef {{ entity: Entity, ids: string[], who: string, from: number, to: number }} Item */

/** The most that is drawn: a line of hundreds says nothing. */
const MOST = 60;

/**
 * What stands on the line: events with a time, and dates that no event is tied to.
 * @param {Record<'person' | 'date' | 'event', Entity[]>} entities
 * @returns {Item[]}
 */
function items({ date, event }) {
  const timed = event.filter(({ earliest }) => earliest);
  const told = new Set(timed.map(({ earliest, latest }) => `${earliest}/${latest}`));
  const bare = date.filter(({ earliest, latest }) => {
    const span = `${earliest}/${latest}`;
    if (!earliest || told.has(span)) return false;
    told.add(span);
    return true;
  });
  /** @type {Map<string, Item>} those that say the same are one */
  const alike = new Map();
  for (const entity of [...timed, ...bare]) {
    const [from, to] = [number(entity.earliest ?? ''), number(entity.latest ?? '') + 1];
    if (!Number.isFinite(from) || from >= to) continue;
    const who = entity.who ?? '';
    const key = [entity.kind, entity.name, who, from, to].join('|');
    const known = alike.get(key);
    if (known) known.ids.push(entity.id);
    else alike.set(key, { entity, ids: [entity.id], who, from, to });
  }
  return [...alike.values()]
    .sort((a, b) => b.entity.mentions.length - a.entity.mentions.length).slice(0, MOST)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** As much of a text as a label has room for. @param {string} text */
const brief = (text) => (text.length > 30 ? `${text.slice(0, 29).trimEnd()}…` : text);

/**
 * The stretch of time to show: the one that holds most items, when a few lie far away from it.
 * @param {Item[]} all
 */
function domain(all) {
  const mids = all.map(({ from, to }) => (from + to) / 2).sort((a, b) => a - b);
  const [low, high] = [mids[Math.floor(mids.length / 4)], mids[Math.ceil((mids.length * 3) / 4) - 1] ?? mids[0]];
  const reach = Math.max((high - low) * 4, 400);
  const near = all.filter(({ from, to }) => to > low - reach && from < high + reach && to - from < reach * 4);
  const shown = near.length ? near : all;
  const from = Math.min(...shown.map((item) => item.from));
  const to = Math.max(...shown.map((item) => item.to));
  const margin = Math.max((to - from) * 0.04, 2);
  return { from: from - margin, to: to + margin };
}

/** Years, months or days that fit on the line, as places with names. @param {number} from @param {number} to */
function ticks(from, to) {
  const length = to - from;
  const steps = [1, 2, 7, 14, 31, 92, 183, 366, 732, 1830, 3660, 7320, 18300, 36600];
  const step = steps.find((days) => length / days <= 7) ?? 73200;
  const found = [];
  const at = new Date(from * DAY);
  if (step >= 366) {
    const years = Math.round(step / 366);
    for (let year = Math.ceil(at.getUTCFullYear() / years) * years; found.length < 12; year += years) {
      const day = number(`${year}-01-01`);
      if (day > to) break;
      if (day >= from) found.push({ day, name: String(year) });
    }
  } else if (step >= 31) {
    const months = Math.round(step / 31);
    for (let month = 0; month < 96; month += months) {
      const iso = new Date(Date.UTC(at.getUTCFullYear(), month, 1)).toISOString().slice(0, 10);
      const day = number(iso);
      if (day > to) break;
      if (day >= from) found.push({ day, name: calendar(iso.slice(0, 7)) });
    }
  } else {
    for (let day = Math.ceil(from); day <= to && found.length < 12; day += step) {
      found.push({ day, name: calendar(new Date(day * DAY).toISOString().slice(0, 10)) });
    }
  }
  return found;
}

/**
 * Fills `target` with the timeline; leaves it hidden when nothing has a place in time.
 * @param {HTMLElement} target
 * @param {Record<'person' | 'date' | 'event', Entity[]>} entities
 * @param {string | undefined} published `2021-02-22` or less
 * @param {(entity: Entity, mention: string) => void} visit
 */
export function fillTimeline(target, entities, published, visit) {
  const all = items(entities);
  target.hidden = all.length < 2;
  if (target.hidden) return;
  const { from, to } = domain(all);
  const place = (/** @type {number} */ day) => Math.max(0, Math.min(1, (day - from) / (to - from))) * 100;
  const line = element('ol', { class: 'lanes' });
  /** @type {number[]} where each lane is free again, in percent */
  const lanes = [];
  for (const { entity, ids, who, from: start, to: end } of all) {
    const when = interval(entity.earliest ?? '', entity.latest ?? '');
    const [left, right] = [place(start), place(end)];
    const outside = end < from ? '‹ ' : start > to ? '› ' : '';
    const name = `${outside}${entity.name}${ids.length > 1 ? ` ×${ids.length}` : ''}`;
    const names = who && ` ${brief(who)}`;
    // A character takes about 0.8 % of the line, and up to 1 % at its least width; a label near the end stands to the left.
    const { length } = name + names;
    const room = Math.max(right - left, length * 0.8) + 2;
    const turned = left + length > 100;
    const [begin, finish] = turned ? [right - room, right + 0.5] : [left, left + room];
    let lane = lanes.findIndex((free) => free <= begin);
    if (lane === -1) lane = lanes.length;
    lanes[lane] = finish;
    const item = element('li', { class: `${entity.kind}${turned ? ' turned' : ''}`, 'data-entity': ids.join(' ') },
      element('a', {
        href: `#${entity.mentions[0]}`,
        title: entity.name === when ? null : when,
        onclick: (/** @type {Event} */ event) => {
          event.preventDefault();
          visit(entity, entity.mentions[0]);
        },
      }, element('span', { class: 'band' }), element('span', { class: 'name' }, name, names && element('span', { class: 'who' }, names)),
      entity.name !== when && element('span', { class: 'visually-hidden' }, `, ${when}`)));
    item.style.setProperty('--left', `${left}%`);
    item.style.setProperty('--right', `${100 - right}%`);
    item.style.setProperty('--lane', String(lane));
    line.append(item);
  }
  line.style.setProperty('--lanes', String(lanes.length));
  const axis = element('div', { class: 'axis', 'aria-hidden': 'true' }, ...ticks(from, to).filter(({ day }) => place(day) < 93).map(({ day, name }) => {
    const tick = element('span', {}, name);
    tick.style.setProperty('--left', `${place(day)}%`);
    return tick;
  }));
  if (published && /^\d{4}-\d\d-\d\d$/.test(published) && number(published) >= from && number(published) <= to) {
    const mark = element('span', { class: 'published' }, say('publishedMark'));
    mark.style.setProperty('--left', `${place(number(published) + 0.5)}%`);
    axis.append(mark);
    line.classList.add('dated');
  }
  target.replaceChildren(element('h2', {}, say('timeline')),
    element('div', { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': say('timeline') }, element('div', { class: 'track' }, axis, line)));
}
