/** The page: what is written on the desk comes out as an article with its margin. */

import { annotate, language } from './engine.js';
import { ArticleView, setText } from './article-view.js';
import { byId, element } from './dom.js';
import { entities, entityOf, KINDS } from './entities.js';
import { calendar } from './format.js';
import { chooseInMargin, fillMargin } from './margin.js';
import { fill, interfaceLanguage, interfaces, knows, say, setInterface } from './messages.js';
import samples from './samples.js';

/** @typedef {import('./engine.js').Annotation} Annotation */

const view = new ArticleView(byId('article'));
/** @type {{ text: string, annotation?: Annotation }} */
const shown = { text: '' };
/** Counts the runs, so that an older result never covers a newer one. */
let run = 0;
/** How long the last run took, in milliseconds. */
let lastRun = 0;
let timer = 0;

/** @param {string} [kind] @param {string} [message] */
function complain(kind, message = '') {
  const problem = byId('problem');
  problem.hidden = kind === undefined;
  problem.textContent = kind === undefined ? '' : say(knows(kind) ? kind : 'Unknown', { message });
  byId('published').setAttribute('aria-invalid', String(kind === 'BadDate'));
}

/** Annotates what is on the desk now. */
async function update() {
  const own = ++run;
  const text = byId('text').value;
  const published = byId('published').value.trim() || undefined;
  if (text.trim() === '') {
    complain();
    show('', undefined);
    return;
  }
  const started = performance.now();
  try {
    const annotation = await annotate(text, { published });
    if (own !== run) return;
    complain();
    show(text, annotation);
  } catch (error) {
    if (own !== run) return;
    const { kind = 'Unknown', message } = /** @type {any} */ (error);
    complain(kind, message);
  }
  lastRun = performance.now() - started;
}

/** Annotates soon: at once for a text that takes no time, else when the typing rests. */
function updateSoon() {
  clearTimeout(timer);
  timer = window.setTimeout(update, lastRun < 15 ? 0 : Math.min(lastRun * 3, 500));
}

/** @param {string} text @param {Annotation | undefined} annotation */
function show(text, annotation) {
  byId('result').hidden = annotation === undefined;
  if (text !== shown.text) setText(view.target, text);
  shown.text = text;
  shown.annotation = annotation;
  showPublished();
  if (!annotation) return;
  view.show(annotation);
  const found = entities(annotation);
  fillMargin(byId('margin'), found, (entity, mention) => {
    choose(entity.id);
    view.focus(mention);
  });
  showLegend();
  const counts = { person: found.person.length, date: found.date.length, event: found.event.length };
  byId('status').textContent = say('counts', counts);
}

function showPublished() {
  const published = shown.annotation?.published;
  const found = published && published.source !== 'given';
  byId('published-note').textContent = found
    ? say('publishedFound', { value: calendar(published.value), why: published.why })
    : say('publishedHint');
}

function showLegend() {
  const counts = new Map(KINDS.map((kind) => [kind, 0]));
  for (const { kind } of shown.annotation?.mentions ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const { hidden = '' } = byId('article').dataset;
  byId('legend').replaceChildren(...KINDS.map((kind) => element('button', {
    type: 'button',
    class: kind,
    'data-kind': kind,
    'aria-pressed': !hidden.split(' ').includes(kind) ? 'true' : 'false',
    onclick: () => toggle(kind),
  }, element('span', { class: `swatch kantlijn-${kind}` }, say(kind)), ' ', element('span', { class: 'count' }, String(counts.get(kind))))));
}

/** Shows or hides a kind. @param {string} kind */
function toggle(kind) {
  const hidden = new Set((byId('article').dataset.hidden ?? '').split(' ').filter(Boolean));
  if (!hidden.delete(kind)) hidden.add(kind);
  byId('article').dataset.hidden = [...hidden].join(' ');
  for (const button of byId('legend').children) button.setAttribute('aria-pressed', String(!hidden.has(button.dataset.kind)));
}

/** @param {string | undefined} entity */
function choose(entity) {
  view.choose(entity);
  chooseInMargin(byId('margin'), entity);
}

function showInterface() {
  document.documentElement.lang = interfaceLanguage();
  fill(document);
  byId('interface-languages').replaceChildren(...interfaces.map((lang) => element('button', {
    type: 'button',
    lang,
    'aria-pressed': lang === interfaceLanguage() ? 'true' : 'false',
    onclick: () => {
      setInterface(lang);
      showInterface();
      show(shown.text, shown.annotation);
    },
  }, say('name', {}, lang))));
  byId('samples').replaceChildren(...samples.map((text, place) => element('button', {
    type: 'button',
    onclick: () => {
      byId('text').value = text;
      byId('published').value = '';
      update();
    },
  }, say('sample', { number: place + 1 }))));
  showPublished();
}

setInterface(navigator.language);
showInterface();
byId('text').addEventListener('input', updateSoon);
byId('published').addEventListener('input', updateSoon);
byId('article').addEventListener('click', (/** @type {MouseEvent} */ event) => {
  const made = /** @type {Element} */ (event.target).closest('mark[data-mentions]');
  const [first] = (/** @type {HTMLElement | null} */ (made)?.dataset.mentions ?? '').split(' ');
  const mention = view.mentions.get(first);
  choose(mention && entityOf(mention));
});
language('nl').then(
  () => {
    document.documentElement.dataset.kantlijn = 'ready';
    if (byId('text').value) update();
  },
  (error) => complain(error.kind, error.message),
);
