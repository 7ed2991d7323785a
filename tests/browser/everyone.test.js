/** Whoever reads, on whatever screen: zoom, narrow screens, forced colours, less motion, right to left, keys, contrast. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, inBrowser, launch, open, paste, preferring, seeds, site } from './harness.js';

inBrowser();

async function opened(options) {
  const result = await open(browser, site.url, options);
  await paste(result.page, seeds[1]);
  await result.page.$eval('#desk', (desk) => { desk.open = false; });
  return result.page;
}

/** What sticks out of the page to the side, or is cut off by what holds it; what can be scrolled may. */
const cutOff = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element.closest('.scroller, textarea');
  const out = [...document.querySelectorAll('body *')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility() && !scrolls(element) && (box.right > width + 1 || box.left < -1);
  });
  return { scroll: document.documentElement.scrollWidth - width, out: out.map((element) => element.outerHTML.slice(0, 80)) };
});

// 200 % zoom on a screen of 1280 by 1024 leaves 640 by 512 pixels of CSS, 400 % leaves 320 by 256.
for (const [name, width, height] of [['200 % zoom', 640, 512], ['400 % zoom', 320, 256], ['a telephone', 390, 780], ['320 pixels', 320, 640]]) {
  test(`${name}: nothing is cut off, and everything can be reached`, async () => {
    const page = await opened({ width, height });
    assert.deepEqual(await cutOff(page), { scroll: 0, out: [] });
    await page.click('#taking > summary');
    assert.deepEqual(await cutOff(page), { scroll: 0, out: [] });
    await page.click('#taking > summary');
    await page.click('#article mark.kantlijn-person');
    await page.click('.card summary');
    assert.deepEqual(await cutOff(page), { scroll: 0, out: [] });
    // The whole card can be brought into sight.
    await page.$eval('.card select', (field) => field.scrollIntoView({ block: 'nearest' }));
    assert.ok(await page.$eval('.card select', (field) => {
      const { top, bottom } = field.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }));
    await page.close();
  });
}

test('text twice as large: nothing is cut off', async () => {
  const page = await opened({ width: 1280 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% }');
    document.adoptedStyleSheets = [sheet];
  });
  assert.deepEqual(await cutOff(page), { scroll: 0, out: [] });
  await page.close();
});

test('right to left: each paragraph runs its own way, marks lie where they should', async () => {
  const page = await opened();
  const arabic = '\u0642\u0627\u0644\u062a Kim Kardashian \u064a\u0648\u0645 19 februari 2021 \u0634\u064a\u0626\u0627.';
  await paste(page, `Kim Kardashian trouwde op 3 mei 2014.\n${arabic}\nDe heer \u05d3\u05d5\u05d3 Jan de Vries (40) overleed.`);
  assert.deepEqual(await page.$$eval('#article p', (all) => all.map((paragraph) => getComputedStyle(paragraph).direction)), ['ltr', 'rtl', 'ltr']);
  assert.equal(await page.$eval('#article', (article) => article.querySelectorAll('p')[1].textContent), arabic);
  const marks = await page.$$eval('#article mark', (all) => all.map((mark) => mark.textContent));
  assert.ok(marks.filter((mark) => mark === 'Kim Kardashian').length === 2 && marks.includes('19 februari 2021'), String(marks));
  // Arrows follow the text, not the screen.
  await page.focus('#article mark');
  const walked = [];
  for (let step = 0; step < marks.length; step += 1) {
    walked.push(await page.evaluate(() => document.activeElement.textContent));
    await page.keyboard.press('ArrowRight');
  }
  assert.deepEqual(walked, marks);
  assert.equal(await page.$eval('#margin .entity', (name) => name.dir), 'auto');
  await page.close();
});

/** Opens the page in a browser that prefers something. */
async function preferred(what, check) {
  const own = await launch({ prefer: what });
  try {
    const { page } = await open(own, site.url, { scheme: 'light' });
    await preferring(page, what);
    await paste(page, seeds[1]);
    await check(page);
  } finally {
    await own.close();
  }
}

test('forced colours: marks keep their underlines and say their kind, the chosen one stands out', () => preferred('forced-colors', async (page) => {
  assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
  const styles = await page.evaluate(() => ['person', 'date', 'age', 'event'].map((kind) => {
    const style = getComputedStyle(document.querySelector(`#article mark.kantlijn-${kind}`));
    return [style.textDecorationLine, style.textDecorationStyle];
  }));
  assert.deepEqual(styles, [['underline', 'solid'], ['underline', 'dashed'], ['underline', 'dotted'], ['underline', 'double']]);
  await page.click('#article mark.kantlijn-person');
  const [lit, other] = await page.evaluate(() => ['mark[data-lit]', 'mark.kantlijn-date'].map((mark) => getComputedStyle(document.querySelector(`#article ${mark}`)).backgroundColor));
  assert.notEqual(lit, other);
  assert.ok(await page.$$eval('#timeline .band', (bands) => bands.every((band) => getComputedStyle(band).backgroundColor !== 'rgba(0, 0, 0, 0)')));
}));

test('less motion: nothing glides', () => preferred('reduced-motion', async (page) => {
  const moved = await page.evaluate(() => {
    const seen = [];
    const { scrollIntoView } = Element.prototype;
    Element.prototype.scrollIntoView = function record(how) {
      seen.push(how.behavior);
      return scrollIntoView.call(this, how);
    };
    [...document.querySelectorAll('#margin .entity')].at(-1).click();
    return seen;
  });
  assert.deepEqual(moved, ['auto']);
  const moving = await page.evaluate(() => document.getAnimations().filter((animation) => animation.effect.getComputedTiming().duration > 0).length);
  assert.equal(moving, 0);
}));

/** The contrast of two colours (WCAG 2.2). */
function contrast(a, b) {
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

for (const scheme of ['light', 'dark']) {
  test(`contrast, ${scheme}: text 4.5 on every mark, underlines 3`, () => preferred(scheme, async (page) => {
    await page.click('#article mark.kantlijn-person');
    const seen = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      canvas.canvas.width = 1;
      canvas.canvas.height = 1;
      const over = (...colours) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const paper = getComputedStyle(document.body).backgroundColor;
      return [...document.querySelectorAll('#article mark')].map((mark) => {
        const style = getComputedStyle(mark);
        const ground = over(paper, style.backgroundColor);
        return { name: `${mark.className} ${mark.dataset.lit ?? 'unlit'}`, ground, text: over(style.color), line: over(style.textDecorationColor), paper: over(paper) };
      });
    });
    for (const { name, ground, text, line, paper } of seen) {
      assert.ok(contrast(text, ground) >= 4.5, `${name}: text ${contrast(text, ground)}`);
      assert.ok(contrast(line, paper) >= 3 && contrast(line, ground) >= 3, `${name}: line ${contrast(line, ground)}`);
    }
    // Painted marks have colours of their own.
    const painted = await page.evaluate(() => {
      const probe = document.createElement('span');
      document.body.append(probe);
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const read = (colour) => {
        probe.style.color = colour;
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText?.startsWith('::highlight'))
        .map(({ selectorText, style }) => ({
          name: selectorText, ground: read(style.backgroundColor), text: read('CanvasText'), line: style.textDecorationColor && read(style.textDecorationColor),
        }));
    });
    assert.equal(painted.length, 5);
    for (const { name, ground, text, line } of painted) {
      assert.ok(contrast(text, ground) >= 4.5, `${name}: text ${contrast(text, ground)}`);
      assert.equal(Boolean(line), name !== '::highlight(kantlijn-lit)');
      if (line) assert.ok(contrast(line, ground) >= 3, `${name}: line ${contrast(line, ground)}`);
    }
  }));
}

test('the whole page by keys alone: from the text to a correction and an export', async () => {
  const { page } = await open(browser, site.url);
  const text = 'Kim Kardashian trouwde op 24 mei 2014 met Kanye West.';
  await page.type('#text', text);
  await page.waitForFunction((text) => document.getElementById('article').textContent === text, {}, text);
  const names = [];
  let at = '';
  for (let step = 0; step < 40 && !at.startsWith('MARK'); step += 1) {
    await page.keyboard.press('Tab');
    at = await page.evaluate(() => `${document.activeElement.nodeName} ${document.activeElement.textContent}`);
    names.push(at);
  }
  assert.ok(at.startsWith('MARK'), String(names));
  // One stop for all marks: after them comes the margin.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('#article') === null), true);
  await page.keyboard.down('Shift');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.up('Shift');
  const before = await page.$$eval('#article mark', (marks) => marks.length);
  await page.focus('#article mark[tabindex="0"]');
  await page.keyboard.press('Delete');
  assert.equal(await page.$$eval('#article mark', (marks) => marks.length), before - 1);
  await page.focus('#taking > summary');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.format), 'json');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.matches('#taking > summary') && !document.getElementById('taking').open), true);
  await page.close();
});

test('keys of the browser stay its own', async () => {
  const page = await opened();
  await page.focus('#article mark[tabindex="0"]');
  const taken = await page.evaluate(() => {
    const keys = [['f', { ctrlKey: true }], ['p', { ctrlKey: true }], ['s', { ctrlKey: true }], ['l', { ctrlKey: true }], ['r', { ctrlKey: true }],
      ['ArrowLeft', { altKey: true }], ['ArrowRight', { altKey: true }], ['ArrowRight', { ctrlKey: true }], ['F5', {}], ['F6', {}], ['F7', {}], ['/', {}], ['Tab', {}], ['ArrowDown', {}], ['Home', {}], ['a', {}]];
    return keys.filter(([key, more]) => !document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, ...more, bubbles: true, cancelable: true })));
  });
  assert.deepEqual(taken, []);
  assert.match(await page.$eval('.keys', (note) => note.textContent), /← →.*Enter.*Delete.*Esc/);
  await page.close();
});

test('a screen reader hears the counts once the typing rests, and errors at once', async () => {
  const page = await opened();
  await page.evaluate(() => {
    window.heard = [];
    for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
      new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  await page.evaluate(() => {
    const field = document.getElementById('text');
    for (let stroke = 0; stroke < 20; stroke += 1) {
      field.value += ` woord${stroke}`;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await page.waitForFunction(() => window.heard.length > 0);
  assert.equal((await page.evaluate(() => window.heard)).length, 1);
  assert.match(await page.evaluate(() => window.heard[0]), /personen, .* datums, .* gebeurtenissen/);
  const unnamed = await page.$$eval('button, a, input, select, textarea, summary', (all) => all.filter((element) => element.checkVisibility()
    && !(element.textContent.trim() || element.getAttribute('aria-label') || element.labels?.length)).map((element) => element.outerHTML.slice(0, 90)));
  assert.deepEqual(unnamed, []);
  await page.close();
});
