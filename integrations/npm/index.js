/** People, dates, ages and events of a news article: `await annotate(text, { lang, published })`. */

import './assets.js';

export { annotate, exportAs, KantlijnError, locate } from './engine.js';

/** @typedef {import('./annotation.d.ts').Annotation} Annotation */
