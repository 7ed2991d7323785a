/** The page: what comes in on the desk is shown as an article with its margin, corrected and taken away. */

import { ArticleView, isPainted } from './article-view.js';
import { Breath } from './breath.js';
import { Card } from './card.js';
import { Corrections, nameOf } from './corrections.js';
import { receive } from './desk.js';
import { stepTo } from './difference.js';
import { byId, element } from './dom.js';
import * as editing from './editing.js';
import { annotate, annotateNow, canBeside, exportAs, importFrom, isLong, language } from './engine.js';
import { entities, KINDS } from './entities.js';
import { calendar } from './format.js';
import { chooseIn, fillMargin } from './margin.js';
import { fillFormats } from './menu.js';
import { fill, interfaceLanguage, interfaces, say, setInterface } from './messages.js';
import { fillNotes, placeNotes } from './notes.js';
import { complain, complainOfAll, notice, settle } from './problems.js';
import { readWith, selectWith } from './reading.js';
import samples from './samples.js';
import { keep, recall } from './storage.js';
import { carried } from './taking.js';
import { fillTimeline } from './timeline.js';
import { trustedScript } from './trusted.js';

/** @typedef {import('./engine.js').Annotation} Annotation */
/** @typedef {import('./entities.js').Mention} Mention */

const view = new ArticleView(byId('article'));
const state = {
  text: '',
  corrections: new Corrections(),
  /** @type {Annotation | undefined} as it was found */
  found: undefined,
  /** What it was found with. @type {import('./corrections.js').Reading | undefined} */
  reading: undefined,
  /** @type {Annotation | undefined} with the corrections */
  shown: undefined,
};
/** The run that goes on, and whether the text has changed since it began. @type {Promise<void> | undefined} */
let running;
let changed = false;
/** How long the last run took, in milliseconds. */
let lastRun = 0;
let timer = 0;

/** What the fields above the article say. */
const fields = () => ({ lang: byId('language').value, published: byId('published').value.trim() });

/**
 * What the article is read with: what the fields say, else what was read back.
 * @param {import('./corrections.js').Reading} [reading]
 * @param {Record<string, string>} [told]
 */
function options(reading, { lang, published } = fields()) {
  const known = interfaces.find((code) => code === reading?.lang);
  const given = reading?.published?.source === 'given' ? reading.published.value : undefined;
  return { lang: lang || known, published: published || given, id: reading?.id ?? undefined };
}

/** Annotates what is on the desk now; of many changes during a run only the last is read. */
function update() {
  changed = true;
  running ??= (async () => {
    while (changed) {
      changed = false;
      await readDesk();
    }
    running = undefined;
  })();
  return running;
}

async function readDesk() {
  const text = byId('text').value;
  if (text.trim() === '') {
    settle();
    state.corrections = new Corrections();
    await show('', undefined);
    return;
  }
  const started = performance.now();
  showBusy(text);
  try {
    const { reading } = state.corrections;
    const found = await annotate(text, options(reading));
    if (changed) return;
    settle();
    state.reading = reading;
    keepCorrections(text, state.text);
    if (isLong(text) && !canBeside()) notice('NoWorker');
    await show(text, found);
  } catch (error) {
    complain(error, update);
  } finally {
    showBusy(undefined);
    lastRun = performance.now() - started;
  }
}

/** Says that a text is being read; one that takes long has a bar. @param {string | undefined} text */
function showBusy(text) {
  if (text === undefined) byId('result').removeAttribute('aria-busy');
  else byId('result').setAttribute('aria-busy', 'true');
  byId('busy').hidden = text === undefined || !isLong(text);
  if (text && isLong(text)) {
    byId('busy-text').textContent = say('reading', { count: new Intl.NumberFormat(interfaceLanguage()).format(text.length) });
  }
}

/** @param {string} text @param {string} [before] the text as it was when they were last kept */
function keepCorrections(text, before) {
  if (!keep(text, state.corrections.done, before)) notice('NotKept');
}

/** Annotates soon: at once for a text that takes no time, else when the typing rests. */
function updateSoon() {
  clearTimeout(timer);
  timer = window.setTimeout(update, lastRun < 60 ? 0 : Math.min(lastRun * 3, 500));
}

/**
 * Puts another article on the desk and turns to it.
 * @param {string} text
 * @param {{ lang?: string, published?: string, steps?: any[][] }} [more]
 */
async function load(text, more = {}) {
  byId('text').value = text;
  fillFields(more);
  state.corrections = new Corrections();
  // The field has line ends of its own.
  state.corrections.done = more.steps?.length ? more.steps : recall(byId('text').value);
  state.text = byId('text').value;
  await update();
  if (!byId('result').hidden && byId('problem').hidden) byId('desk').open = false;
}

/** @param {string} text @param {Annotation | undefined} found */
async function show(text, found) {
  byId('result').hidden = found === undefined;
  const breath = isPainted(text) ? new Breath() : undefined;
  // What the worker answered was taken in just now.
  await breath?.take();
  if (text !== view.target.textContent) await view.fill(text, breath);
  state.text = text;
  state.found = found;
  await showResult();
}

/** Counts the results that are shown: a later one puts an end to an earlier one. */
let shows = 0;

/** Shows what was found, with the corrections. */
async function showResult() {
  shows += 1;
  const own = shows;
  const { text, found, corrections } = state;
  card.close();
  const { annotation, unplaced } = found ? corrections.apply(text, found) : { annotation: undefined, unplaced: [] };
  state.shown = annotation;
  showPublished();
  showLanguage();
  byId('undo').disabled = corrections.done.length === 0;
  byId('redo').disabled = corrections.undone.length === 0;
  byId('forget').hidden = corrections.done.length === 0;
  if (!annotation) return;
  const breath = isPainted(text) ? new Breath() : undefined;
  await view.show(annotation, { breath });
  if (own !== shows) return;
  await breath?.take();
  const all = entities(annotation);
  for (const fillPart of [
    () => fillMargin(byId('margin'), all, visit),
    () => fillTimeline(byId('timeline'), all, annotation.published?.value, visit),
  ]) {
    await breath?.take();
    if (own !== shows) return;
    fillPart();
  }
  await breath?.take();
  if (own !== shows) return;
  // Notes follow the marks' places, which a long text has only where it is in sight.
  fillNotes(byId('notes'), breath ? undefined : all, visit);
  placeNotes(byId('notes'), view);
  showLegend(annotation);
  byId('unplaced').hidden = unplaced.length === 0;
  byId('unplaced').replaceChildren(element('p', {}, say('unplaced')),
    element('ul', {}, ...[...new Set(unplaced.map(nameOf))].map((name) => element('li', {}, name))));
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
  byId('published').placeholder = told?.value ?? '2021-02-22';
  byId('published-note').textContent = told && !byId('published').value
    ? say('publishedFound', { value: calendar(told.value), why: told.why })
    : say('publishedHint');
}

/** The languages to choose from, and first the one that the text is in. */
function showLanguage() {
  const found = state.shown && !byId('language').value ? say('name', {}, /** @type {any} */ (state.shown.lang)) : '';
  const names = interfaces.map((lang) => [lang, say('name', {}, lang)]);
  byId('language').replaceChildren(...[['', say('byItself', { found })], ...names].map(([value, name]) =>
    element('option', { value, selected: value === byId('language').value }, name)));
}

/** @param {Annotation} annotation */
function showLegend(annotation) {
  const { hidden } = view;
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
  const hidden = new Set(view.hidden);
  if (!hidden.delete(kind)) hidden.add(kind);
  view.hidden = [...hidden];
  for (const button of byId('legend').children) button.setAttribute('aria-pressed', String(!hidden.has(button.dataset.kind)));
}

/** @param {string | undefined} entity */
function choose(entity) {
  view.choose(entity);
  for (const id of ['margin', 'notes', 'timeline']) chooseIn(byId(id), entity);
}

/** @param {{ id: string }} entity @param {string} mention */
function visit(entity, mention) {
  goTo(mention);
  choose(entity.id);
}

/** What the corrections work on. @returns {import('./editing.js').Context} */
const context = () => ({
  text: state.text,
  annotation: /** @type {Annotation} */ (state.shown),
  readDate: (words) => annotateNow(words, {
    lang: state.shown?.lang ?? '', published: state.shown?.published?.value,
  })?.mentions
    .find((mention) => mention.kind === 'date' && mention.text === words),
});

/** @param {import('./corrections.js').Operation[]} step */
function correct(step) {
  if (!step.length) {
    notice('NotSo');
    return;
  }
  settle();
  state.corrections.take(step);
  correctionsChanged();
}

function correctionsChanged() {
  keepCorrections(state.text);
  if (state.corrections.reading === state.reading) showResult().catch(complain);
  else update();
}

const card = new Card(byId('result'), {
  visit: (mention) => goTo(mention),
  closed: () => choose(undefined),
  remove: (mention, everywhere) => correct(editing.remove(context(), mention, everywhere)),
  changeKind: (mention, kind) => correct(editing.changeKind(context(), mention, kind)),
  moveEdge: (mention, edge, step) => correct(editing.moveEdge(context(), mention, edge, step)),
  assign: (mention, person) => correct(editing.assign(context(), mention, person)),
  merge: (person, into) => correct([{ op: 'merge', person, into }]),
});
const goTo = readWith({
  target: view.target, view: () => view, card, choose,
  annotation: () => state.shown,
  remove: (mention) => correct(editing.remove(context(), mention, false)),
});
selectWith(byId('result'), view, (place, kind, everywhere) => correct(editing.add(context(), place, kind, everywhere)));

/** Undoes or redoes a step. @param {'undo' | 'redo'} way */
function step(way) {
  const reading = state.corrections[way]()?.find(({ op }) => op === 'article');
  if (reading?.op === 'article') fillFields(way === 'undo' ? reading.fields : {});
  correctionsChanged();
}

/** @param {{ published?: string, lang?: string }} values */
function fillFields({ published = '', lang = '' }) {
  byId('published').value = published;
  byId('language').value = lang;
}

/** Brings back what an export of the article on the desk holds, as a step of corrections. @param {string} json */
async function readBack(json) {
  try {
    const { text, corrections } = state;
    const wanted = importFrom(text, json);
    const { found, step: taken } = await stepTo(wanted, { ...state, fields: fields() }, (reading) => annotate(text, options(reading, {})));
    // Meanwhile another article may have come.
    if (text !== state.text || corrections !== state.corrections) return;
    settle();
    if (taken.length) corrections.take(taken);
    if (taken[0]?.op === 'article') fillFields({});
    Object.assign(state, { found, reading: corrections.reading });
    keepCorrections(text);
    await showResult();
    const whole = state.shown && exportAs(text, state.shown, 'json') === exportAs(text, wanted, 'json');
    notice(whole ? 'readBack' : 'readBackPartly');
  } catch (error) {
    complain(error);
  }
}

const showFormats = () => fillFormats(byId('formats'), () => ({
  text: state.text,
  annotation: /** @type {Annotation} */ (state.shown),
  carried: { text: state.text, lang: fields().lang || undefined, published: fields().published || undefined, steps: state.corrections.done },
}));

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
      showResult().catch(complain);
    },
  }, say('name', {}, lang))));
  byId('samples').replaceChildren(...samples.map(({ lang, text }, place) => element('button', {
    type: 'button', onclick: () => load(text),
  }, say(lang === interfaceLanguage() ? 'sample' : 'sampleIn', { number: place + 1, lang: say('name', {}, /** @type {any} */ (lang)) }))));
  showFormats();
  showPublished();
  showLanguage();
}

complainOfAll();
setInterface(navigator.language);
showInterface();
settle();
receive({ edited: updateSoon, load, readBack });
byId('language').addEventListener('change', update);
byId('undo').addEventListener('click', () => step('undo'));
byId('redo').addEventListener('click', () => step('redo'));
byId('forget').addEventListener('click', () => {
  state.corrections = new Corrections();
  correctionsChanged();
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
byId('taking').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== 'Escape') return;
  byId('taking').open = false;
  byId('taking').querySelector('summary').focus();
});
new ResizeObserver(() => placeNotes(byId('notes'), view)).observe(view.target);

/** Shows the article that a link carries. @returns {Promise<boolean>} whether there was one */
async function readLink() {
  const given = await carried();
  if (given) await load(given.text, given);
  return given !== undefined;
}

/** Gets the page ready; what fails can be tried again. */
async function begin() {
  try {
    await language('nl');
    settle();
  } catch (error) {
    complain(error, begin);
    return;
  }
  try {
    if (!await readLink() && byId('text').value) await update();
  } catch (error) {
    complain(error);
  }
  document.documentElement.dataset.kantlijn = 'ready';
}

addEventListener('hashchange', () => readLink().catch(complain));
begin();
// The single file needs no keeping, and what is opened from disk can have none.
if (location.protocol.startsWith('http') && navigator.serviceWorker && !document.querySelector('script[data-kantlijn-file]')) {
  navigator.serviceWorker.register(/** @type {any} */ (trustedScript('sw.js'))).catch(() => {
    // Without it the page works as long as there is a connection.
  });
}
