/** What comes in keeps its paragraphs, whatever it was copied from; nothing of it is run. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, dropFile, inBrowser, open, site, transfer } from './harness.js';

let page;
inBrowser({ ready: async () => { ({ page } = await open(browser, site.url)); } });

/** The paragraphs of the article, once it holds `last`. */
async function paragraphs(last) {
  await page.waitForFunction((last) => document.getElementById('article').textContent.includes(last)
    && !document.getElementById('result').hasAttribute('aria-busy'), {}, last);
  return page.$$eval('#article p', (all) => all.map((paragraph) => paragraph.textContent));
}

/** As Word puts it on the clipboard: styles, conditional comments, empty paragraphs, line breaks in the midst of words. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm;} --></style><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=NL><!--StartFragment--><h1>Kop uit Word N<o:p></o:p></h1>
<p class=MsoNormal><b>Kim&nbsp;Kardashian</b> vroeg op
19 februari<span style='mso-spacerun:yes'>  </span>2021 de scheiding aan.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph>Eerste punt</p><table><tr><td>cel een</td></tr><tr><td>cel twee</td></tr></table>
<!--EndFragment--></body></html>`;
const IN_WORDS = ['Kop uit Word N', 'Kim Kardashian vroeg op 19 februari 2021 de scheiding aan.', 'Eerste punt', 'cel een', 'cel twee'];

for (const event of ['paste', 'drop']) {
  test(`${event}: rich text as Word copies it`, async () => {
    const mark = event === 'paste' ? '1' : '2';
    await transfer(page, event, { 'text/html': WORD.replace('Word N', `Word ${mark}`), 'text/plain': 'zonder alinea’s' });
    assert.deepEqual(await paragraphs(`Word ${mark}`), [`Kop uit Word ${mark}`, ...IN_WORDS.slice(1)]);
  });

  test(`${event}: plain text stays as it is`, async () => {
    const text = `Eerste regel van ${event}.\nTweede regel.\n\n  Derde,  met   ruimte. <b>vet</b>`;
    await transfer(page, event, { 'text/plain': text });
    assert.deepEqual(await paragraphs(`Eerste regel van ${event}`), [`Eerste regel van ${event}.`, 'Tweede regel.', '  Derde,  met   ruimte. <b>vet</b>']);
    assert.equal(await page.$eval('#article', (article) => article.textContent), text);
  });

  test(`${event}: HTML of no paragraphs is taken for plain text`, async () => {
    await transfer(page, event, { 'text/html': '<span>anders</span>', 'text/plain': `Een zin van ${event}.` });
    assert.deepEqual(await paragraphs(`Een zin van ${event}`), [`Een zin van ${event}.`]);
  });
}

for (const [name, content, expected] of [
  ['artikel.txt', 'Een txt.\r\nMet Windows-regels.', ['Een txt.', 'Met Windows-regels.']],
  ['windows.txt', Buffer.from('Caf\u00e9 uit Windows-1252.', 'latin1'), ['Café uit Windows-1252.']],
  ['utf16.txt', Buffer.from('\ufeffAlinea in UTF-16, één.', 'utf16le'), ['Alinea in UTF-16, één.']],
  ['bom.txt', '\ufeffMet een bytevolgorde.', ['Met een bytevolgorde.']],
  ['artikel.html', '<title>weg</title><script>weg()</script><h2>Kop html</h2><div>Een<br>twee</div><ul><li>drie</li></ul>', ['Kop html', 'Een', 'twee', 'drie']],
  ['artikel.md', '---\ntitle: weg\n---\n# Kop md\n\nKim *Kardashian* en **Kanye** [West](https://x.example).\n\n- een\n- twee\n\n> gezegd', ['Kop md', 'Kim Kardashian en Kanye West.', 'een', 'twee', 'gezegd']],
]) {
  test(`a file: ${name}`, async () => {
    await dropFile(page, name, content);
    assert.deepEqual((await paragraphs(expected[0])).map((text) => text.trim()).filter(Boolean), expected);
  });
}

test('a file chosen in the dialogue', async () => {
  await page.$eval('#file', (field) => {
    const data = new DataTransfer();
    data.items.add(new File(['Uit het venster gekozen.'], 'gekozen.txt'));
    field.files = data.files;
    field.dispatchEvent(new Event('change'));
  });
  assert.deepEqual(await paragraphs('Uit het venster'), ['Uit het venster gekozen.']);
});
