/** Text out of what is pasted or dropped: plain text, HTML, Markdown. Nothing of it is ever run or shown as HTML. */

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

/**
 * The text of a file.
 * @param {File} file
 * @returns {Promise<{ text: string, json: boolean }>} `json`: an export to read back
 */
export async function textOfFile(file) {
  const text = await file.text();
  if (/\.html?$/i.test(file.name) || file.type === 'text/html') return { text: textOfHtml(text), json: false };
  if (/\.(md|markdown)$/i.test(file.name)) return { text: textOfMarkdown(text), json: false };
  return { text, json: /\.(json|jsonld)$/i.test(file.name) };
}
