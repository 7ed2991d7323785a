import { annotate, exportAs, type Annotation } from 'kantlijn';
import 'kantlijn/element';
import type { KantlijnArticle } from 'kantlijn/element';

declare global {
  interface Window { plain: (text: string, aside: boolean) => Promise<string> }
}

/** What the package says of a text, here and in a worker. */
window.plain = async (text, aside) => {
  const annotation: Annotation = await annotate(text, { lang: 'nl', published: '2021-02-22', aside });
  const names: string[] = annotation.people.map((person) => person.name);
  return JSON.stringify([names, exportAs(text, annotation, 'json-ld')]);
};

const shown: KantlijnArticle | null = document.querySelector<KantlijnArticle>('kantlijn-article');
shown?.setAttribute('panel', 'margin');
