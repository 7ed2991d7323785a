/** `<kantlijn-article>`: the people, dates and events of an article on someone else's page. Import
 * `kantlijn-article-define.js` to register it under that name. */

import { ArticleView } from './article-view.js';
import { Breath } from './breath.js';
import { Card } from './card.js';
import { without } from './corrections.js';
import { element } from './dom.js';
import { annotate, exportAs, isLong, locate } from './engine.js';
import { entities } from './entities.js';
import { KantlijnError, kindOf } from './error.js';
import { chooseIn, fillMargin } from './margin.js';
import { knows, say, setInterface } from './messages.js';
import { readWith } from './reading.js';
import { CARD, ELEMENT, MARKS } from './styles.js';

/** @typedef {import('./engine.js').Annotation} Annotation */

/** @param {string} css */
function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** The style of the marks, which lie in the page itself. */
const marksSheet = sheet(MARKS);
const ownSheets = [marksSheet, sheet(CARD), sheet(ELEMENT)];

/**
 * @fires kantlijn:annotated when an annotation is there; `detail.annotation`
 * @fires kantlijn:select when a reader chooses a mention; `detail.mention` and `detail.entity`
 * @fires kantlijn:change when an attribute changes what is shown; `detail.name`
 */
export class KantlijnArticle extends HTMLElement {
  static observedAttributes = ['lang', 'published', 'kinds', 'except', 'panel', 'for'];

  /** Says where the wasm and the packs lie, before the first element is used. */
  static locate = locate;

  /** @type {Annotation | undefined} */
  #annotation;

  /** @type {ArticleView | undefined} */
  #view;

  #run = 0;

  #scheduled = false;

  #connected = false;

  #observer = new MutationObserver(() => this.#schedule());

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = ownSheets;
    this.panelBox = element('aside', { part: 'panel', class: 'panel', hidden: true });
    this.message = element('p', { part: 'message', class: 'message', role: 'status', hidden: true });
    this.frame = element('div', { class: 'frame' });
    this.frame.append(element('div', { class: 'text', part: 'text' }, element('slot')), this.panelBox);
    shadow.append(this.message, this.frame);
    this.card = new Card(this.frame, {
      visit: (mention) => this.select(mention),
      closed: () => this.#choose(undefined),
    });
  }

  connectedCallback() {
    this.#connected = true;
    for (const name of ['published', 'kinds', 'except', 'panel']) this.#upgrade(name);
    this.#schedule();
  }

  disconnectedCallback() {
    this.#connected = false;
    this.#run += 1;
    this.clear();
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    // What it is born with is no change.
    if (before === after || !this.#connected) return;
    this.#schedule();
    this.#send('change', { name });
  }

  /** What was found; `undefined` until `kantlijn:annotated`. */
  get annotation() {
    return this.#annotation;
  }

  /** When the article was published, `2021-02-22` or less. @returns {string} */
  get published() {
    return this.getAttribute('published') ?? '';
  }

  set published(value) {
    this.setAttribute('published', value);
  }

  /** The kinds to mark, with spaces between; all when empty. @returns {string} */
  get kinds() {
    return this.getAttribute('kinds') ?? '';
  }

  set kinds(value) {
    this.setAttribute('kinds', value);
  }

  /** The names of people not to mark, with semicolons between. @returns {string} */
  get except() {
    return this.getAttribute('except') ?? '';
  }

  set except(value) {
    this.setAttribute('except', value);
  }

  /** `margin` or `none`. @returns {string} */
  get panel() {
    return this.getAttribute('panel') ?? 'margin';
  }

  set panel(value) {
    this.setAttribute('panel', value);
  }

  /** The element that holds the article: this one, or the one that `for` names, if it is there. @returns {HTMLElement | null} */
  get target() {
    const selector = this.getAttribute('for');
    if (!selector) return this;
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    try {
      return root.querySelector(selector) ?? document.querySelector(selector);
    } catch {
      // It is no selector.
      return null;
    }
  }

  /** Annotates the article as it is now. Happens by itself when it or an attribute changes. */
  async annotate() {
    this.#run += 1;
    const run = this.#run;
    this.clear();
    const { target } = this;
    const text = target?.textContent ?? '';
    setInterface(document.documentElement.lang || navigator.language);
    if (target) this.#watch(target);
    if (target && text.trim() === '') return;
    try {
      if (!target) throw new KantlijnError('NoTarget', new Error(this.getAttribute('for') ?? ''));
      const found = await annotate(text, {
        lang: (this.lang || target.lang).slice(0, 2), ...(this.published && { published: this.published }),
      });
      const annotation = without(text, found, this.except.split(';').map((name) => name.trim()));
      if (run === this.#run && this.isConnected) await this.#show(target, annotation, run);
    } catch (error) {
      if (run !== this.#run) return;
      this.#view?.clear();
      const [kind, message] = [kindOf(error), error instanceof Error ? error.message : ''];
      this.message.textContent = say(knows(kind) ? kind : 'Unknown', { message });
      this.message.hidden = false;
    }
  }

  /** Chooses a mention: its card opens and all that mean the same light up. @param {string} id such as `m1` */
  select(id) {
    this.#visit?.(id);
  }

  /** The result in a format of the command line, such as `json-ld`. @param {string} format */
  export(format) {
    return this.#annotation ? exportAs(this.target?.textContent ?? '', this.#annotation, format) : '';
  }

  /** Takes the marks away; the article is as it was. */
  clear() {
    this.#observer.disconnect();
    this.card.close();
    this.#view?.clear();
    this.#view = undefined;
    this.#visit = undefined;
    this.#annotation = undefined;
    this.panelBox.hidden = true;
    this.message.hidden = true;
  }

  /** @param {HTMLElement} target @param {Annotation} annotation @param {number} run */
  async #show(target, annotation, run) {
    const root = /** @type {Document | ShadowRoot} */ (target.getRootNode());
    if (!root.adoptedStyleSheets.includes(marksSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, marksSheet];
    const kinds = this.kinds.split(/\s+/).filter(Boolean);
    this.#annotation = annotation;
    this.#view = new ArticleView(target, target !== this);
    // Marks of its own are no change that calls for a new run.
    if (!this.#view.paints) this.#observer.disconnect();
    const wanted = (/** @type {{ kind: string }} */ { kind }) => kinds.length === 0 || kinds.includes(kind);
    await this.#view.show(annotation, { wanted, breath: isLong(target.textContent ?? '') ? new Breath() : undefined });
    if (run !== this.#run) return;
    this.#watch(target);
    this.#visit = this.#read.get(target) ?? this.#readFrom(target);
    this.#read.set(target, this.#visit);
    this.#fillPanel(annotation, kinds);
    this.#send('annotated', { annotation });
  }

  /** Leads a reader to a mention. @type {((id: string) => void) | undefined} */
  #visit;

  /** The articles whose events are listened to. @type {WeakMap<HTMLElement, (id: string) => void>} */
  #read = new WeakMap();

  /** @param {HTMLElement} target */
  #readFrom(target) {
    return readWith({
      target,
      view: () => (this.target === target ? this.#view : undefined),
      card: this.card,
      annotation: () => (this.target === target ? this.#annotation : undefined),
      choose: (entity, mention) => {
        this.#choose(entity);
        if (mention) this.#send('select', { mention, entity });
      },
    });
  }

  /** @param {Annotation} annotation @param {string[]} kinds */
  #fillPanel(annotation, kinds) {
    this.panelBox.hidden = this.panel !== 'margin';
    if (this.panelBox.hidden) return;
    this.panelBox.setAttribute('aria-label', say('margin'));
    const all = Object.entries(entities(annotation)).filter(([kind]) => kinds.length === 0 || kinds.includes(kind));
    fillMargin(this.panelBox, /** @type {any} */ (Object.fromEntries(all)), (entity, mention) => {
      this.select(mention);
      this.#choose(entity.id);
    });
  }

  /** @param {string | undefined} entity */
  #choose(entity) {
    this.#view?.choose(entity);
    chooseIn(this.panelBox, entity);
  }

  /** @param {HTMLElement} target */
  #watch(target) {
    this.#observer.disconnect();
    this.#observer.observe(target, { childList: true, characterData: true, subtree: true });
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) this.annotate();
    });
  }

  /** A property that was set before the class was there. @param {string} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const self = /** @type {any} */ (this);
    const value = self[name];
    delete self[name];
    self[name] = value;
  }

  /** @param {string} name @param {object} detail */
  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(`kantlijn:${name}`, { bubbles: true, composed: true, detail }));
  }
}
