/**
 * The JSON-LD contexts that the exports name, as far as they use them, for a processor that may not fetch: each term
 * stands for what the published contexts of the W3C (Web Annotation) and of schema.org say it does. No package on npm
 * carries those files.
 */

const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const SCHEMA = 'http://schema.org/';

/** Terms that are of their vocabulary under their own name. */
const own = (vocabulary, names) => Object.fromEntries(names.map((name) => [name, vocabulary + name]));

const CONTEXTS = {
  'http://www.w3.org/ns/anno.jsonld': {
    id: '@id',
    type: '@type',
    ...own(OA, ['Annotation', 'TextualBody', 'TextQuoteSelector', 'TextPositionSelector', 'identifying', 'tagging',
      'start', 'end', 'exact', 'prefix', 'suffix']),
    AnnotationPage: `${AS}OrderedCollectionPage`,
    items: { '@id': `${AS}items`, '@type': '@id', '@container': '@list' },
    body: { '@id': `${OA}hasBody`, '@type': '@id' },
    target: { '@id': `${OA}hasTarget`, '@type': '@id' },
    source: { '@id': `${OA}hasSource`, '@type': '@id' },
    selector: { '@id': `${OA}hasSelector`, '@type': '@id' },
    motivation: { '@id': `${OA}motivatedBy`, '@type': '@vocab' },
    purpose: { '@id': `${OA}hasPurpose`, '@type': '@vocab' },
    value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
  },
  'https://schema.org': {
    ...own(SCHEMA, ['NewsArticle', 'Person', 'Event', 'about', 'additionalType', 'alternateName', 'attendee', 'children',
      'identifier', 'inLanguage', 'jobTitle', 'mentions', 'name', 'parent', 'relatedTo', 'sibling', 'spouse']),
    datePublished: { '@id': `${SCHEMA}datePublished`, '@type': `${SCHEMA}Date` },
    startDate: { '@id': `${SCHEMA}startDate`, '@type': `${SCHEMA}Date` },
    endDate: { '@id': `${SCHEMA}endDate`, '@type': `${SCHEMA}Date` },
  },
};

/** What `jsonld` asks for a context; one that is not here is an error. */
export async function documentLoader(url) {
  if (!CONTEXTS[url]) throw new Error(`no context is known for ${url}`);
  return { contextUrl: null, documentUrl: url, document: { '@context': CONTEXTS[url] } };
}
