/** Taking the result away: files, the clipboard, a link that carries the article. */

import { exportAs } from './engine.js';
import { KantlijnError } from './error.js';

/** @typedef {import('./engine.js').Annotation} Annotation */

/** The formats: the name that the core knows, the ending and the media type of its files. */
export const FORMATS = /** @type {const} */ ([
  ['json', 'json', 'application/json'],
  ['html', 'html', 'text/html'],
  ['json-ld', 'jsonld', 'application/ld+json'],
  ['web-annotation', 'anno.jsonld', 'application/ld+json'],
  ['csv', 'csv', 'text/csv'],
  ['ics', 'ics', 'text/calendar'],
  ['timeml', 'tml', 'application/xml'],
  ['doccano', 'jsonl', 'application/x-ndjson'],
]);

/**
 * Saves the result as a file.
 * @param {string} text
 * @param {Annotation} annotation
 * @param {typeof FORMATS[number]} format
 */
export function save(text, annotation, [name, ending, type]) {
  const url = URL.createObjectURL(new Blob([exportAs(text, annotation, name)], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `kantlijn.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {Uint8Array} bytes */
const toBase64Url = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** @param {string} text */
const fromBase64Url = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));

/** @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream | DecompressionStream} through */
async function pipe(bytes, through) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer());
}

/** @typedef {{ text: string, lang?: string, published?: string, steps?: any[][] }} Carried */

/**
 * A link to this page with the article in its fragment, which browsers never send.
 * @param {Carried} carried
 */
export async function link(carried) {
  const packed = await pipe(new TextEncoder().encode(JSON.stringify(carried)), new CompressionStream('deflate-raw'));
  return `${location.href.split('#')[0]}#artikel=${toBase64Url(packed)}`;
}

/** What the fragment carries, if it is one of ours. @returns {Promise<Carried | undefined>} */
export async function carried() {
  const found = /^#artikel=(.*)$/.exec(location.hash);
  if (!found) return undefined;
  try {
    const json = await pipe(fromBase64Url(found[1]), new DecompressionStream('deflate-raw'));
    const { text, lang, published, steps } = JSON.parse(new TextDecoder().decode(json));
    if (typeof text !== 'string') throw new TypeError('it carries no text');
    return {
      text,
      lang: typeof lang === 'string' ? lang : undefined,
      published: typeof published === 'string' ? published : undefined,
      steps: Array.isArray(steps) && steps.every((step) => Array.isArray(step)) ? steps : [],
    };
  } catch (cause) {
    throw new KantlijnError('BadLink', cause);
  }
}

/**
 * The result as plain text: people, dates and events, a line each.
 * @param {Record<'person' | 'date' | 'event', import('./entities.js').Entity[]>} entities
 * @param {(kind: string) => string} heading
 */
export function asText(entities, heading) {
  return Object.entries(entities).filter(([, list]) => list.length).map(([kind, list]) => [
    heading(kind), ...list.map(({ name, details }) => `- ${[name, ...details].join('; ')}`)].join('\n')).join('\n\n');
}
