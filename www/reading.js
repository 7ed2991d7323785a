/** Reading a marked article: hovering, tapping, moving from mark to mark, selecting words. */

import { element } from './dom.js';
import { entityOf, KINDS } from './entities.js';
import { say } from './messages.js';

/** @typedef {import('./article-view.js').ArticleView} ArticleView */
/** @typedef {import('./card.js').Card} Card */
/** @typedef {import('./entities.js').Mention} Mention */

const DWELL = 180;

/**
 * Ties an article to its card.
 * @param {object} parts
 * @param {HTMLElement} parts.target the element that holds the article
 * @param {() => ArticleView | undefined} parts.view what shows it now
 * @param {Card} parts.card
 * @param {() => import('./engine.js').Annotation | undefined} parts.annotation
 * @param {(entity: string | undefined, mention?: Mention) => void} parts.choose
 * @param {(mention: Mention) => void} [parts.remove] left out where nothing can be corrected
 * @returns {(id: string) => void} leads a reader to a mention: its mark takes the focus, or its card where it is painted
 */
export function readWith({ target: article, view: current, card, annotation, choose, remove }) {
  let timer = 0;
  const markOf = (/** @type {EventTarget | null} */ target) => {
    const made = /** @type {Element | null} */ (target)?.closest?.('mark[data-mentions]');
    return made && article.contains(made) ? /** @type {HTMLElement} */ (made) : undefined;
  };
  const visible = (/** @type {Element} */ made) => current()?.under(made) ?? [];
  const openAt = (/** @type {Mention[]} */ mentions, /** @type {HTMLElement | Range | undefined} */ place, /** @type {boolean} */ pinned) => {
    const shown = annotation();
    if (!mentions.length || !shown || !place) return;
    clearTimeout(timer);
    choose(entityOf(mentions[0]), mentions[0]);
    card.open(shown, mentions, place, pinned);
  };
  const open = (/** @type {HTMLElement} */ made, /** @type {boolean} */ pinned) => openAt(visible(made), made, pinned);
  /** Where marks are painted there is no element to be hit. @param {MouseEvent} event @param {boolean} pinned */
  const openPainted = (event, pinned) => {
    const mentions = current()?.at(event.clientX, event.clientY) ?? [];
    openAt(mentions, mentions.length ? current()?.placeOf(mentions[0].id) : undefined, pinned);
    return mentions.length > 0;
  };
  const leave = () => {
    clearTimeout(timer);
    if (!card.pinned) timer = window.setTimeout(() => !card.pinned && card.close(), DWELL * 1.5);
  };

  article.addEventListener('pointerover', (event) => {
    const made = markOf(event.target);
    if (!made || event.pointerType !== 'mouse' || event.buttons || card.pinned) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => open(made, false), DWELL);
  });
  article.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons || card.pinned || !current()?.highlights.ranges.size) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => openPainted(event, false) || card.pinned || card.close(), DWELL);
  });
  article.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && leave());
  article.addEventListener('pointerout', (event) => markOf(event.target) && event.pointerType === 'mouse' && leave());
  card.box.addEventListener('pointerenter', () => clearTimeout(timer));
  card.box.addEventListener('pointerleave', leave);
  card.box.addEventListener('focusin', () => { card.pinned = true; });
  article.addEventListener('click', (event) => {
    const made = markOf(event.target);
    if (made && getSelection()?.isCollapsed !== false) {
      clearTimeout(timer);
      current()?.enter(made);
      open(made, true);
      return;
    }
    if (!openPainted(event, true)) card.close();
  });
  article.addEventListener('focusin', (event) => {
    const made = markOf(event.target);
    if (made && !card.pinned && !card.leaving) open(made, false);
  });
  article.addEventListener('focusout', (event) => {
    if (!card.pinned && !card.box.contains(/** @type {Node | null} */ (event.relatedTarget))) leave();
  });
  article.addEventListener('keydown', (event) => {
    const made = markOf(event.target);
    const view = current();
    if (!made || !view || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step) {
      const next = view.beside(made, step);
      if (next) {
        card.pinned = false;
        view.enter(/** @type {HTMLElement} */ (next));
      }
    } else if (event.key === 'Enter' || event.key === ' ') {
      open(made, true);
      card.enter();
    } else if (event.key === 'Escape') card.close();
    else if (event.key === 'Delete' && remove) {
      const [first] = visible(made);
      // The marks are made anew: the focus goes on at the same place in the text.
      const place = [...article.querySelectorAll('mark[data-mentions]')].indexOf(made);
      if (first) remove(first);
      const marks = article.querySelectorAll('mark[data-mentions]');
      const next = marks[Math.min(place, marks.length - 1)];
      if (next) view.enter(/** @type {HTMLElement} */ (next));
    } else return;
    event.preventDefault();
  });
  return (id) => {
    const view = current();
    const mention = view?.mentions.get(id);
    if (!view || !mention) return;
    card.pinned = false;
    view.focus(id);
    if (view.marks.has(id)) return;
    openAt([mention], view.placeOf(id), true);
    card.enter();
  };
}

/**
 * Offers to mark the words that a reader selects.
 * @param {HTMLElement} host
 * @param {ArticleView} view
 * @param {(place: [number, number], kind: string, everywhere: boolean) => void} add
 */
export function selectWith(host, view, add) {
  const everywhere = element('input', { type: 'checkbox' });
  /** @type {[number, number] | undefined} */
  let place;
  const box = element('div', { class: 'card palette', role: 'group', hidden: true });
  const fill = () => box.replaceChildren(
    element('p', { class: 'kind' }, say('markAs')),
    element('div', { class: 'tools' }, ...KINDS.map((kind) => element('button', {
      type: 'button',
      'data-kind': kind,
      onclick: () => {
        const chosen = place;
        hide();
        if (chosen) add(chosen, kind, everywhere.checked);
      },
    }, element('span', { class: `swatch kantlijn-${kind}` }, say(`one.${kind}`))))),
    element('label', {}, everywhere, ' ', say('everywhere')));
  const hide = () => {
    box.hidden = true;
    getSelection()?.removeAllRanges();
  };
  host.append(box);
  document.addEventListener('selectionchange', () => {
    const selected = view.selected();
    if (!selected) {
      // A tap on the palette itself must not take it away.
      if (!box.contains(document.activeElement)) box.hidden = true;
      return;
    }
    place = selected;
  });
  const offer = () => {
    place = view.selected();
    if (!place || place[1] - place[0] > 300) return;
    const rects = getSelection()?.getRangeAt(0).getClientRects() ?? [];
    const last = rects[rects.length - 1];
    if (!last) return;
    fill();
    box.setAttribute('aria-label', say('markAs'));
    box.hidden = false;
    const frame = host.getBoundingClientRect();
    box.style.left = `${Math.max(0, Math.min(last.left - frame.left, frame.width - box.offsetWidth))}px`;
    box.style.top = `${last.bottom - frame.top + 6}px`;
  };
  view.target.addEventListener('pointerup', () => setTimeout(offer));
  document.addEventListener('keyup', (event) => event.shiftKey || event.key === 'Shift' ? offer() : undefined);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && !box.hidden && hide());
}
