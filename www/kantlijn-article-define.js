/** Registers `<kantlijn-article>`. */

import { KantlijnArticle } from './kantlijn-article.js';

if (!customElements.get('kantlijn-article')) customElements.define('kantlijn-article', KantlijnArticle);

export { KantlijnArticle };
