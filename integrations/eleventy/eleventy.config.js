/** A site whose articles are marked in the reader's browser, with schema.org JSON-LD written at build time. */

import { annotate, exportAs } from 'kantlijn';

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/** The text of what Eleventy rendered. */
const textOf = (html) => html.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]);

export default function (config) {
  config.addPassthroughCopy({ 'node_modules/kantlijn/*.{js,wasm,pack}': 'kantlijn' });
  config.addFilter('day', (date) => date.toISOString().slice(0, 10));
  config.addAsyncFilter('jsonLd', async (html, published) => {
    const text = textOf(html);
    const annotation = await annotate(text, { lang: 'nl', published });
    // No "<" may end the script that it stands in.
    return exportAs(text, annotation, 'json-ld').replaceAll('<', '\\u003c');
  });
  return { markdownTemplateEngine: 'njk', htmlTemplateEngine: 'njk' };
}
