/** The desk: what is typed, pasted, dropped or opened. */

import { byId } from './dom.js';
import { textOfFile, textOfTransfer } from './intake.js';
import { complain } from './problems.js';

/**
 * @param {object} to
 * @param {() => void} to.edited the text or the date was changed
 * @param {(text: string) => void} to.load another article is here
 * @param {(json: string) => void} to.readBack an export is here, to be read back
 */
export function receive({ edited, load, readBack }) {
  /** @param {File} file */
  const open = async (file) => {
    try {
      const { text, json } = await textOfFile(file);
      if (json) readBack(text);
      else load(text);
    } catch (error) {
      complain(error);
    }
  };

  byId('text').addEventListener('input', edited);
  byId('published').addEventListener('input', edited);
  byId('file').addEventListener('change', (/** @type {any} */ event) => {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) open(file);
  });
  document.addEventListener('paste', (event) => {
    const field = byId('text');
    const inField = event.target === field;
    if (!event.clipboardData || (!inField && /** @type {Partial<Element>} */ (event.target).matches?.('input, textarea'))) return;
    const [file] = event.clipboardData.files;
    const text = file ? '' : textOfTransfer(event.clipboardData);
    if (!file && !text) return;
    const whole = !inField || field.selectionEnd - field.selectionStart === field.value.length;
    // Into the midst of a text it is the browser's own paste, unless paragraphs would be lost.
    if (file) open(file);
    else if (whole) load(text);
    else if (text !== event.clipboardData.getData('text/plain')) document.execCommand('insertText', false, text);
    else return;
    event.preventDefault();
  });
  for (const name of ['dragover', 'drop', 'dragleave']) {
    document.addEventListener(name, (/** @type {any} */ event) => {
      byId('desk').classList.toggle('over', name === 'dragover');
      if (name === 'dragleave') return;
      event.preventDefault();
      if (name !== 'drop') return;
      const [file] = event.dataTransfer.files;
      const text = file ? '' : textOfTransfer(event.dataTransfer);
      if (file) open(file);
      else if (text) load(text);
    });
  }
}
