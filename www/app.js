/** The page: what comes in on the desk is shown as an article with its margin, corrected and taken away. */

import { ArticleView, setText } from './article-view.js';
import { Card } from './card.js';
import { Corrections } from './corrections.js';
import { byId, element } from './dom.js';
import * as editing from './editing.js';
import { annotate, annotateNow, importFrom, language } from './engine.js';
import { entities, KINDS } from './entities.js';
import { calendar } from './format.js';
import { textOfFile, textOfTransfer } from './intake.js';
import { chooseIn, fillMargin } from './margin.js';
import { fill, interfaceLanguage, interfaces, knows, say, setInterface } from './messages.js';
import { fillNotes, placeNotes } from './notes.js';
import { readWith, selectWith } from './reading.js';
import samples from './samples.js';
import { keep, recall } from './storage.js';
import { asText, carried, FORMATS, link, save } from './taking.js';
import { fillTimeline } from './timeline.js';
import { trustedScript } from './trusted.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */

const view = new ArticleView(byId('article'));
const state = {
  text: '',
  corrections: new Corrections(),
  /** @type {Annotation | undefined} as it was found, or read back */
  found: undefined,
  /** @type {Annotation | undefined} with the corrections */
  shown: undefined,
};
/** @type {any} */
let dutch;
/** Counts the runs, so that an older result never covers a newer one. */
let run = 0;
/** How long the last run took, in milliseconds. */
let lastRun = 0;
let timer = 0;

const published = () => byId('published').value.trim() || undefined;

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
  if (text.trim() === '') {
    complain();
    state.corrections = new Corrections();
    show('', undefined);
    return;
  }
  const started = performance.now();
  byId('result').setAttribute('aria-busy', 'true');
  try {
    const found = await annotate(text, { published: published() });
    if (own !== run) return;
    complain();
    keep(text, state.corrections.done, state.text);
    show(text, found);
  } catch (error) {
    if (own !== run) return;
    const { kind = 'Unknown', message } = /** @type {any} */ (error);
    complain(kind, message);
  }
  byId('result').removeAttribute('aria-busy');
  lastRun = performance.now() - started;
}

/** Annotates soon: at once for a text that takes no time, else when the typing rests. */
function updateSoon() {
  clearTimeout(timer);
  timer = window.setTimeout(update, lastRun < 60 ? 0 : Math.min(lastRun * 3, 500));
}

/**
 * Puts another article on the desk and turns to it.
 * @param {string} text
 * @param {{ published?: string, steps?: any[][] }} [more]
 */
async function load(text, more = {}) {
  byId('text').value = text;
  byId('published').value = more.published ?? '';
  state.corrections = new Corrections();
  // The field has line ends of its own.
  state.corrections.done = more.steps?.length ? more.steps : recall(byId('text').value);
  state.text = byId('text').value;
  await update();
  if (!byId('result').hidden && byId('problem').hidden) byId('desk').open = false;
}

/** @param {string} text @param {Annotation | undefined} found */
function show(text, found) {
  byId('result').hidden = found === undefined;
  if (text !== view.target.textContent) setText(view.target, text);
  state.text = text;
  state.found = found;
  showResult();
}

/** Shows what was found, with the corrections. */
function showResult() {
  const { text, found, corrections } = state;
  card.close();
  const { annotation, unplaced } = found ? corrections.apply(text, found) : { annotation: undefined, unplaced: [] };
  state.shown = annotation;
  showPublished();
  byId('undo').disabled = corrections.done.length === 0;
  byId('redo').disabled = corrections.undone.length === 0;
  byId('forget').hidden = corrections.done.length === 0;
  if (!annotation) return;
  view.show(annotation);
  const all = entities(annotation);
  fillMargin(byId('margin'), all, visit);
  fillTimeline(byId('timeline'), all, annotation.published?.value, visit);
  fillNotes(byId('notes'), all, visit);
  placeNotes(byId('notes'), view);
  showLegend(annotation);
  byId('unplaced').hidden = unplaced.length === 0;
  byId('unplaced').replaceChildren(element('p', {}, say('unplaced')), element('ul', {}, ...unplaced.map((operation) =>
    element('li', {}, operation.op === 'merge' ? `${operation.person} → ${operation.into}` : `“${operation.at.exact}”`))));
  announce(say('counts', { person: all.person.length, date: all.date.length, event: all.event.length }));
}

let announcing = 0;
/** Says it to a screen reader once things have come to rest. @param {string} message */
function announce(message) {
  clearTimeout(announcing);
  announcing = window.setTimeout(() => {
    if (byId('status').textContent !== message) byId('status').textContent = message;
  }, 1200);
}

function showPublished() {
  const told = state.shown?.published;
  byId('published-note').textContent = told && told.source !== 'given'
    ? say('publishedFound', { value: calendar(told.value), why: told.why })
    : say('publishedHint');
}

/** @param {Annotation} annotation */
function showLegend(annotation) {
  const hidden = (view.target.dataset.hidden ?? '').split(' ');
  byId('legend').replaceChildren(...KINDS.map((kind) => element('button', {
    type: 'button',
    'data-kind': kind,
    'aria-pressed': String(!hidden.includes(kind)),
    onclick: () => toggle(kind),
  }, element('span', { class: `swatch kantlijn-${kind}` }, say(kind)), ' ',
  element('span', { class: 'count' }, String(annotation.mentions.filter((mention) => mention.kind === kind).length)))));
}

/** Shows or hides a kind. @param {string} kind */
function toggle(kind) {
  const hidden = new Set((view.target.dataset.hidden ?? '').split(' ').filter(Boolean));
  if (!hidden.delete(kind)) hidden.add(kind);
  view.target.dataset.hidden = [...hidden].join(' ');
  for (const button of byId('legend').children) button.setAttribute('aria-pressed', String(!hidden.has(button.dataset.kind)));
}

/** @param {string | undefined} entity */
function choose(entity) {
  view.choose(entity);
  for (const id of ['margin', 'notes', 'timeline']) chooseIn(byId(id), entity);
}

/** @param {{ id: string }} entity @param {string} mention */
function visit(entity, mention) {
  card.pinned = false;
  view.focus(mention);
  choose(entity.id);
}

/** What the corrections work on. @returns {import('./editing.js').Context} */
const context = () => ({
  text: state.text,
  annotation: /** @type {Annotation} */ (state.shown),
  readDate: (words) => annotateNow(dutch, words, { published: state.shown?.published?.value })?.mentions
    .find((mention) => mention.kind === 'date' && mention.text === words),
});

/** @param {import('./corrections.js').Operation[]} step */
function correct(step) {
  if (!step.length) return;
  state.corrections.take(step);
  correctionsChanged();
}

function correctionsChanged() {
  keep(state.text, state.corrections.done);
  showResult();
}

const card = new Card(byId('result'), {
  visit: (mention) => {
    card.pinned = false;
    view.focus(mention);
  },
  closed: () => choose(undefined),
  remove: (mention, everywhere) => correct(editing.remove(context(), mention, everywhere)),
  changeKind: (mention, kind) => correct(editing.changeKind(context(), mention, kind)),
  moveEdge: (mention, edge, step) => correct(editing.moveEdge(context(), mention, edge, step)),
  assign: (mention, person) => correct(editing.assign(context(), mention, person)),
  merge: (person, into) => correct([{ op: 'merge', person, into }]),
});
readWith({
  target: view.target, view: () => view, card, choose,
  annotation: () => state.shown,
  remove: (mention) => correct(editing.remove(context(), mention, false)),
});
selectWith(byId('result'), view, (place, kind, everywhere) => correct(editing.add(context(), place, kind, everywhere)));

/** Undoes or redoes a step. @param {'undo' | 'redo'} way */
function step(way) {
  state.corrections[way]();
  correctionsChanged();
}

/** @param {File} file */
async function openFile(file) {
  const { text, json } = await textOfFile(file);
  if (!json) return load(text);
  try {
    const found = importFrom(state.text, text);
    state.corrections = new Corrections();
    complain();
    show(state.text, found);
  } catch (error) {
    const { kind, message } = /** @type {any} */ (error);
    complain(kind, message);
  }
  return undefined;
}

function showFormats() {
  const shut = (/** @type {() => unknown} */ action) => async () => {
    await action();
    byId('taking').open = false;
  };
  const copy = async (/** @type {string} */ text, /** @type {string} */ done) => {
    await navigator.clipboard.writeText(text);
    byId('status').textContent = say(done);
  };
  const shown = () => /** @type {Annotation} */ (state.shown);
  byId('formats').replaceChildren(
    ...FORMATS.map((format) => element('button', {
      type: 'button', 'data-format': format[0], onclick: shut(() => save(state.text, shown(), format)),
    }, say(`format.${format[0]}`), element('small', {}, say(`formatNote.${format[0]}`)))),
    element('button', { type: 'button', 'data-format': 'text', onclick: shut(() => copy(asText(entities(shown()), say), 'copied')) }, say('copyText')),
    element('button', {
      type: 'button', 'data-format': 'link', onclick: shut(async () => copy(await link({
        text: state.text, published: published(), steps: state.corrections.done,
      }), 'copiedLink')),
    }, say('copyLink'), element('small', {}, say('copyLinkNote'))));
}

function showInterface() {
  document.documentElement.lang = interfaceLanguage();
  fill(document);
  byId('interface-languages').replaceChildren(...interfaces.map((lang) => element('button', {
    type: 'button',
    lang,
    'aria-pressed': String(lang === interfaceLanguage()),
    onclick: () => {
      setInterface(lang);
      showInterface();
      showResult();
    },
  }, say('name', {}, lang))));
  byId('samples').replaceChildren(...samples.map((text, place) => element('button', {
    type: 'button', onclick: () => load(text),
  }, say('sample', { number: place + 1 }))));
  showFormats();
  showPublished();
}

setInterface(navigator.language);
showInterface();
byId('text').addEventListener('input', updateSoon);
byId('published').addEventListener('input', updateSoon);
byId('undo').addEventListener('click', () => step('undo'));
byId('redo').addEventListener('click', () => step('redo'));
byId('forget').addEventListener('click', () => {
  state.corrections = new Corrections();
  correctionsChanged();
});
byId('file').addEventListener('change', (/** @type {any} */ event) => {
  const [file] = event.target.files;
  event.target.value = '';
  if (file) openFile(file);
});
document.addEventListener('keydown', (event) => {
  const typing = /** @type {Element} */ (event.target).matches('input, textarea, select');
  if (typing || !(event.ctrlKey || event.metaKey) || event.altKey || !state.found) return;
  const way = event.key === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey) ? 'redo' : event.key === 'z' ? 'undo' : undefined;
  if (!way) return;
  event.preventDefault();
  step(way);
});
document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (!target.closest('#taking')) byId('taking').open = false;
});
document.addEventListener('paste', (event) => {
  const field = byId('text');
  const inField = event.target === field;
  if (!event.clipboardData || (!inField && /** @type {Element} */ (event.target).matches('input, textarea'))) return;
  const [file] = event.clipboardData.files;
  const text = file ? '' : textOfTransfer(event.clipboardData);
  if (!file && !text) return;
  const whole = !inField || field.selectionEnd - field.selectionStart === field.value.length;
  // Into the midst of a text it is the browser's own paste, unless paragraphs would be lost.
  if (file) openFile(file);
  else if (whole) load(text);
  else if (text !== event.clipboardData.getData('text/plain')) document.execCommand('insertText', false, text);
  else return;
  event.preventDefault();
});
for (const name of ['dragover', 'drop', 'dragleave']) {
  document.addEventListener(name, (/** @type {any} */ event) => {
    byId('desk').classList.toggle('over', name === 'dragover');
    if (name === 'dragleave') return;
    event.preventDefault();
    if (name !== 'drop') return;
    const [file] = event.dataTransfer.files;
    const text = file ? '' : textOfTransfer(event.dataTransfer);
    if (file) openFile(file);
    else if (text) load(text);
  });
}
new ResizeObserver(() => placeNotes(byId('notes'), view)).observe(view.target);
language('nl').then(
  async (loaded) => {
    dutch = loaded;
    const given = await carried();
    if (given) await load(given.text, given);
    else if (byId('text').value) await update();
    document.documentElement.dataset.kantlijn = 'ready';
  },
  (error) => complain(error.kind, error.message),
);
// The single file needs no keeping, and what is opened from disk can have none.
if (location.protocol.startsWith('http') && navigator.serviceWorker && !document.querySelector('script[data-kantlijn-file]')) {
  navigator.serviceWorker.register(/** @type {any} */ (trustedScript('sw.js'))).catch(() => {
    // Without it the page works as long as there is a connection.
  });
}
