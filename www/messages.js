/** Every word of the interface, in Dutch and in English. */

/** @typedef {'nl' | 'en'} Interface */

/** @type {Record<Interface, Record<string, string>>} */
const messages = {
  nl: {
    name: 'Nederlands',
    tagline: 'Wie, wanneer en wat: de kantlijn bij elk nieuwsartikel',
    skip: 'Naar het artikel',
    interfaceLanguage: 'Taal van de pagina',
    desk: 'Artikel',
    textLabel: 'Plak of typ een artikel',
    published: 'Verschenen op',
    publishedHint: 'jaar, maand of dag, zoals 2021, 2021-02 of 2021-02-22; mag leeg blijven',
    publishedFound: '{value}, uit de tekst: {why}',
    promise: 'Uw tekst blijft op dit apparaat. Er wordt niets verstuurd.',
    sample: 'Voorbeeld {number}',
    result: 'Het artikel met zijn kantlijn',
    legend: 'Toon of verberg',
    margin: 'Kantlijn',
    person: 'Personen',
    date: 'Datums',
    age: 'Leeftijden',
    event: 'Gebeurtenissen',
    none: 'geen gevonden',
    also: 'ook {names}',
    born: 'geboren {interval}',
    years: '{years} jaar',
    mentionOf: 'Vermelding {number} van {name}',
    between: 'tussen {earliest} en {latest}',
    unknownYear: '{date}, jaar onbekend',
    now: 'nu',
    past: 'eerder, zonder datum',
    future: 'later, zonder datum',
    undated: 'datum onbekend',
    some: 'enkele {unit}',
    every: 'telkens: {value}',
    asserted: 'gebeurd',
    futureEvent: 'gepland',
    other: 'niet zeker',
    counts: '{person} personen, {date} datums, {event} gebeurtenissen',
    colophon: 'Kantlijn rekent in uw browser en werkt ook zonder verbinding.',
    Empty: 'Er staat nog geen tekst.',
    TooLong: 'De tekst is te lang: hoogstens 1 MiB (ruim 150.000 woorden). Splits haar in delen; er is niets weggelaten.',
    BadDate: 'Dat is geen datum. Schrijf een jaar, een maand of een dag: 2021, 2021-02 of 2021-02-22.',
    BadPack: 'Het taalpakket is beschadigd of hoort bij een andere versie. Herlaad de pagina; blijft het zo, plaats dan het pakket van deze versie.',
    PackMissing: 'Het taalpakket kon niet worden geladen. Controleer de verbinding en herlaad de pagina.',
    WasmMissing: 'Het rekenhart (kantlijn_bg.wasm) kon niet worden geladen. Controleer de verbinding en herlaad de pagina.',
    WasmDamaged: 'Het rekenhart (kantlijn_bg.wasm) is beschadigd. Herlaad de pagina; blijft het zo, plaats dan het bestand opnieuw.',
    WasmBlocked: 'Deze browser of pagina staat WebAssembly niet toe. De beheerder kan het toestaan met de regel script-src \'wasm-unsafe-eval\'.',
    Unknown: 'Er ging iets mis: {message}',
  },
  en: {
    name: 'English',
    tagline: 'Who, when and what: the margin of every news article',
    skip: 'To the article',
    interfaceLanguage: 'Language of the page',
    desk: 'Article',
    textLabel: 'Paste or type an article',
    published: 'Published on',
    publishedHint: 'a year, month or day, such as 2021, 2021-02 or 2021-02-22; may stay empty',
    publishedFound: '{value}, from the text: {why}',
    promise: 'Your text stays on this device. Nothing is sent.',
    sample: 'Sample {number}',
    result: 'The article with its margin',
    legend: 'Show or hide',
    margin: 'Margin',
    person: 'People',
    date: 'Dates',
    age: 'Ages',
    event: 'Events',
    none: 'none found',
    also: 'also {names}',
    born: 'born {interval}',
    years: '{years} years old',
    mentionOf: 'Mention {number} of {name}',
    between: 'between {earliest} and {latest}',
    unknownYear: '{date}, year unknown',
    now: 'now',
    past: 'earlier, no date',
    future: 'later, no date',
    undated: 'date unknown',
    some: 'some {unit}',
    every: 'every: {value}',
    asserted: 'happened',
    futureEvent: 'planned',
    other: 'not certain',
    counts: '{person} people, {date} dates, {event} events',
    colophon: 'Kantlijn computes in your browser and works without a connection.',
    Empty: 'There is no text yet.',
    TooLong: 'The text is too long: 1 MiB at most (over 150,000 words). Split it into parts; nothing was left out.',
    BadDate: 'That is not a date. Write a year, a month or a day: 2021, 2021-02 or 2021-02-22.',
    BadPack: 'The language pack is damaged or belongs to another version. Reload the page; if that does not help, put the pack of this version in place.',
    PackMissing: 'The language pack could not be loaded. Check the connection and reload the page.',
    WasmMissing: 'The core (kantlijn_bg.wasm) could not be loaded. Check the connection and reload the page.',
    WasmDamaged: 'The core (kantlijn_bg.wasm) is damaged. Reload the page; if that does not help, put the file in place again.',
    WasmBlocked: 'This browser or page does not allow WebAssembly. Its owner can allow it with the rule script-src \'wasm-unsafe-eval\'.',
    Unknown: 'Something went wrong: {message}',
  },
};

/** @type {Interface} */
let current = 'nl';

/** The languages of the interface. */
export const interfaces = /** @type {Interface[]} */ (Object.keys(messages));

/** @returns {Interface} the language of the interface */
export const interfaceLanguage = () => current;

/** @param {string} lang a language tag; one that is not known leaves Dutch */
export function setInterface(lang) {
  const short = lang.slice(0, 2).toLowerCase();
  current = interfaces.find((known) => known === short) ?? 'nl';
}

/**
 * A message with its blanks filled.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @param {Interface} [lang]
 */
export function say(key, values = {}, lang = current) {
  const message = messages[lang][key] ?? key;
  return message.replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
}

/** Whether there is a message of that name. @param {string} key */
export const knows = (key) => key in messages.nl;

/**
 * Fills every element that names a message in `data-message` (its text) or `data-label` (its accessible name).
 * @param {ParentNode} root
 */
export function fill(root) {
  for (const element of root.querySelectorAll('[data-message]')) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.message ?? '');
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', say(/** @type {HTMLElement} */ (element).dataset.label ?? ''));
  }
}
