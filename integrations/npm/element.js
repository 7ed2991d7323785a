/** Registers `<kantlijn-article>`. */

import './assets.js';

export { KantlijnArticle } from './kantlijn-article-define.js';
