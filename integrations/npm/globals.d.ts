import type { Annotation } from './annotation.d.ts';
import type { KantlijnArticle as Article } from './kantlijn-article.js';

declare global {
  interface HTMLElementTagNameMap {
    'kantlijn-article': Article;
  }
  interface GlobalEventHandlersEventMap {
    'kantlijn:annotated': CustomEvent<{ annotation: Annotation }>;
    'kantlijn:select': CustomEvent<{ mention: Annotation['mentions'][number]; entity: string }>;
    'kantlijn:change': CustomEvent<{ name: string }>;
  }
}
