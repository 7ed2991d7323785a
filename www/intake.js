/** Text out of what is pasted or dropped: plain text, HTML, Markdown. Nothing of it is ever run or shown as HTML. */

import { KantlijnError } from './error.js';
import { trusted } from './trusted.js';

const BLOCKS = new Set(['ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'DD', 'DIV', 'DL', 'DT', 'FIGCAPTION', 'FIGURE', 'FOOTER',
  'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HEADER', 'LI', 'MAIN', 'NAV', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TR', 'UL']);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'TITLE', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'TEXTAREA', 'SELECT']);

/**
 * The text of a piece of HTML, a paragraph a line with an empty line between. The document it is parsed into is inert.
 * @param {string} html
 */
export function textOfHtml(html) {
  const { body } = new DOMParser().parseFromString(trusted(html), 'text/html');
  /** @type {string[]} */
  const lines = [''];
  /** @param {Node} node */
  const walk = (node) => {
    for (const child of node.childNodes) {
      const name = child.nodeName.toUpperCase();
      if (child.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += (child.textContent ?? '').replace(/\s+/g, ' ');
      else if (name === 'BR') lines.push('');
      else if (child.nodeType === Node.ELEMENT_NODE && !SILENT.has(name)) {
        if (BLOCKS.has(name)) lines.push('');
        walk(child);
        if (BLOCKS.has(name)) lines.push('');
      }
    }
  };
  walk(body);
  return lines.map((line) => line.replace(/ +/g, ' ').trim()).filter(Boolean).join('\n\n');
}

/** The text of Markdown without its signs. @param {string} markdown */
export function textOfMarkdown(markdown) {
  return markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^```.*$/gm, '')
    .replace(/^ {0,3}(?:#{1,6} +|> ?|[-*+] +(?=\S))/gm, '')
    .replace(/!\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(^|[^\w*])\*(?=\S)([^*\n]*\S)\*(?!\w)/g, '$1$2')
    .replace(/^(?:=+|-{3,}) *$/gm, '');
}

/**
 * The text that a paste or a drop carries; its HTML where that holds paragraphs, which the plain text may have lost.
 * @param {DataTransfer} data
 */
export function textOfTransfer(data) {
  const html = data.getData('text/html');
  return html && /<(p|div|h[1-6]|li|br)\b/i.test(html) ? textOfHtml(html) : data.getData('text/plain');
}

/** Bytes that no text begins with: those of ZIP, and so of Word and OpenDocument, of PDF and of older Word. */
const NO_TEXT = [[0x50, 0x4b, 3, 4], [0x25, 0x50, 0x44, 0x46], [0xd0, 0xcf, 0x11, 0xe0]];

/** The text that bytes stand for: UTF-8 or UTF-16, else what Windows wrote before. @param {Uint8Array} bytes */
function decoded(bytes) {
  if (NO_TEXT.some((head) => head.every((byte, place) => bytes[place] === byte))) throw new KantlijnError('NotText');
  for (const [encoding, head] of /** @type {[string, number[]][]} */ ([['utf-16le', [0xff, 0xfe]], ['utf-16be', [0xfe, 0xff]]])) {
    if (head.every((byte, place) => bytes[place] === byte)) return new TextDecoder(encoding).decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The text of a file.
 * @param {File} file
 * @returns {Promise<{ text: string, json: boolean }>} `json`: an export to read back
 */
export async function textOfFile(file) {
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch (cause) {
    throw new KantlijnError('FileUnreadable', cause);
  }
  const text = decoded(new Uint8Array(bytes));
  if (/\.html?$/i.test(file.name) || file.type === 'text/html') return { text: textOfHtml(text), json: false };
  if (/\.(md|markdown)$/i.test(file.name)) return { text: textOfMarkdown(text), json: false };
  return { text, json: /\.(json|jsonld)$/i.test(file.name) };
}
