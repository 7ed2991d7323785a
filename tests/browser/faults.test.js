/** Whatever goes wrong while the page is used is said, and the next run works. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { browser, dropFile, inBrowser, open, said, seeds, serve, site, watched, works } from './harness.js';

inBrowser();

const LONG = `${seeds[1]}\n\n`.repeat(10);

/** Opens a page in which the core stops half-way when `window.trap` says so, and then answers no more. */
async function openTrapping() {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const made = WebAssembly.Instance;
    const wrapped = (instance) => {
      let dead = false;
      const exports = Object.fromEntries(Object.entries(instance.exports).map(([name, value]) => [name,
        typeof value !== 'function' ? value : (...given) => {
          if (window.trap && name === window.trap) {
            window.trap = undefined;
            dead = true;
          }
          if (dead) throw new WebAssembly.RuntimeError('unreachable');
          return value(...given);
        }]));
      return Object.create(made.prototype, { exports: { value: exports } });
    };
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (module, imports) => wrapped(await instantiate(module, imports));
    WebAssembly.Instance = function Instance(module, imports) { return wrapped(new made(module, imports)); };
    WebAssembly.Instance.prototype = made.prototype;
  });
  await page.goto(site.url);
  await page.waitForSelector('html[data-kantlijn=ready]');
  return page;
}

for (const name of ['kantlijn_annotate', 'mark']) {
  test(`the core traps in ${name}: its instance is thrown away, the next run has a new one`, async () => {
    const page = await openTrapping();
    await works(page, seeds[1]);
    await page.evaluate((name, text) => {
      window.trap = name;
      const field = document.getElementById('text');
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, name, seeds[0]);
    assert.match(await said(page), /vastgelopen op deze tekst en is opnieuw gestart/);
    await page.click('#again');
    await page.waitForSelector('#problem', { hidden: true });
    assert.equal(await page.$eval('#article', (article) => article.textContent), seeds[0]);
    assert.ok(await page.$$eval('#article mark', (marks) => marks.length) > 20);
    await page.close();
  });
}

test('the core traps in an export: it is said, and the next one is whole', async () => {
  const page = await openTrapping();
  await works(page, seeds[1]);
  await page.click('#taking > summary');
  await page.evaluate(() => { window.trap = 'exportAs'; });
  await page.click('#formats [data-format=csv]');
  assert.match(await said(page), /vastgelopen/);
  const csv = await page.evaluate(async (text) => {
    const { annotate, exportAs } = await import('/engine.js');
    return exportAs(text, await annotate(text), 'csv');
  }, seeds[1]);
  assert.match(csv, /person/);
  await page.close();
});

/** Opens a page whose workers are kept in `window.workers`. */
async function openWithWorkers(change = () => {}) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    window.workers = [];
    const made = Worker;
    window.Worker = class extends made {
      constructor(...given) {
        super(...given);
        window.workers.push(this);
      }
    };
  });
  await page.evaluateOnNewDocument(change);
  await page.goto(site.url);
  await page.waitForSelector('html[data-kantlijn=ready]');
  return page;
}

test('the worker fails half-way: it is said, and the next run has a new one', async () => {
  const page = await openWithWorkers();
  await works(page, LONG);
  await page.evaluate((text) => {
    const field = document.getElementById('text');
    field.value = text;
    window.workers[0].postMessage = () => window.workers[0].dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, `${LONG} Meer.`);
  assert.match(await said(page), /op de achtergrond is gestopt/);
  await page.click('#again');
  await page.waitForSelector('#problem', { hidden: true });
  assert.equal(await page.evaluate(() => window.workers.length), 2);
  await page.close();
});

test('the worker is killed and never answers: waiting ends, and the next run has a new one', async () => {
  const page = await openWithWorkers(() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (long) => timeout.call(AbortSignal, window.impatient ? 200 : long);
  });
  await works(page, LONG);
  await page.evaluate((text) => {
    window.impatient = true;
    window.workers[0].terminate();
    const field = document.getElementById('text');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, `${LONG} Meer.`);
  assert.match(await said(page), /duurt te lang/);
  await page.evaluate(() => { window.impatient = false; });
  await page.click('#again');
  await page.waitForSelector('#problem', { hidden: true });
  assert.ok((await page.$eval('#article', (article) => article.textContent)).endsWith(' Meer.'));
  await page.close();
});

test('no worker may start: the page reads long texts itself, and says what that means', async () => {
  const own = await serve({ '/worker.js': (response) => response.writeHead(404).end() });
  const { page } = await open(browser, own.url);
  await works(page, LONG);
  assert.match(await watched(page, '#notice'), /niet op de achtergrond/);
  await works(page, `${LONG} Meer.`);
  await page.close();
  own.server.close();
});

test('a hundred changes during a run: only the last is shown', async () => {
  const page = await openWithWorkers();
  await page.evaluate(() => {
    window.shown = [];
    new MutationObserver(() => {
      const text = document.getElementById('article').textContent;
      if (window.shown.at(-1) !== text) window.shown.push(text);
    }).observe(document.getElementById('article'), { childList: true });
  });
  await page.evaluate((text) => {
    const field = document.getElementById('text');
    for (let edit = 1; edit <= 100; edit += 1) {
      field.value = `${text} Wijziging ${edit}.`;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }, LONG);
  await page.waitForFunction(() => document.getElementById('article').textContent.endsWith('Wijziging 100.')
    && !document.getElementById('result').hasAttribute('aria-busy'));
  assert.deepEqual(await page.evaluate(() => window.shown.filter((text) => text && !text.endsWith('Wijziging 100.'))), []);
  await page.close();
});

for (const [name, change] of [
  ['the storage is full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
  ['a private window has no storage', () => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  }],
]) {
  test(`${name}: corrections last as long as the page, which says so`, async () => {
    const page = await openWithWorkers(change);
    await works(page, seeds[1]);
    const before = await page.$$eval('#article mark', (marks) => marks.length);
    await page.click('#article mark.kantlijn-person');
    await page.click('.card .remove');
    assert.match(await watched(page, '#notice'), /bewaart de correcties niet/);
    assert.equal(await page.$$eval('#article mark', (marks) => marks.length), before - 1);
    await page.click('#undo');
    assert.equal(await page.$$eval('#article mark', (marks) => marks.length), before);
    await page.close();
  });
}

test('a clipboard that takes nothing', async () => {
  const page = await openWithWorkers(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });
  });
  await works(page, seeds[1]);
  await page.click('#taking > summary');
  await page.click('#formats [data-format=text]');
  assert.match(await said(page), /staat kopiëren niet toe/);
  await works(page, seeds[0]);
  await page.close();
});

test('a damaged link', async () => {
  for (const fragment of ['artikel=AAAA', 'artikel=%00', 'artikel=', 'artikel=q1ZKSS0uUbJSMtYBAA']) {
    const { page } = await open(browser, `${site.url}#${fragment}`);
    assert.match(await said(page), /koppeling is beschadigd/, fragment);
    await works(page);
    await page.close();
  }
});

test('a file that is no text, and one that is gone', async () => {
  const { page } = await open(browser, site.url);
  for (const head of ['PK\u0003\u0004word/document.xml', '%PDF-1.7', '\u00d0\u00cf\u0011\u00e0']) {
    await dropFile(page, 'artikel.docx', Buffer.from(head, 'latin1'));
    assert.match(await said(page), /geen platte tekst/);
    await works(page, `${seeds[0]}${head.length}`);
  }
  await page.evaluate(() => {
    File.prototype.arrayBuffer = Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  });
  await dropFile(page, 'artikel.txt', 'Kim');
  assert.match(await said(page), /kan niet worden gelezen/);
  await works(page, seeds[1]);
  await page.close();
});

test('an export that is damaged, or of another text', async () => {
  const { page } = await open(browser, site.url);
  await works(page);
  for (const json of ['', '{', 'null', '[]', '{"version":1}', '{"kantlijn":{}}', '"tekst"', '{"version":1,"lang":"nl","mentions":[{}],"people":[],"events":[]}']) {
    await dropFile(page, 'kantlijn.json', json);
    assert.match(await said(page), /hoort niet bij de tekst/, json);
    await works(page, `${seeds[0]} ${json.length}`);
  }
  await page.close();
});

test('an error that nobody foresaw is said in the page, too', async () => {
  const { page } = await open(browser, site.url);
  // As the browser tells of them; errors of a test's own script are not told to the page.
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new RangeError('onvoorzien') })));
  assert.match(await said(page), /Er ging iets mis: onvoorzien/);
  await works(page);
  await page.evaluate(() => dispatchEvent(new PromiseRejectionEvent('unhandledrejection', {
    promise: Promise.resolve(), reason: new RangeError('onbeloofd'),
  })));
  assert.match(await said(page), /Er ging iets mis: onbeloofd/);
  await works(page, seeds[1]);
  await page.close();
});

test('without a connection the page works on, also after a reload', async () => {
  const own = await serve();
  const { page } = await open(browser, own.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  own.server.closeAllConnections();
  own.server.close();
  await once(own.server, 'close');
  await works(page, LONG);
  await page.reload();
  await page.waitForSelector('html[data-kantlijn=ready]');
  await works(page, LONG);
  await page.close();
});

test('an element that is removed half-way leaves nothing, and another goes on', async () => {
  const { page, complaints } = await open(browser, site.url);
  const text = await page.evaluate(async (text) => {
    await import('/kantlijn-article-define.js');
    const [gone, stays] = [text, text].map((words) => Object.assign(document.createElement('kantlijn-article'), { textContent: words }));
    document.body.append(gone, stays);
    await new Promise((going) => { setTimeout(going); });
    gone.remove();
    window.gone = gone;
    await new Promise((done) => { stays.addEventListener('kantlijn:annotated', done, { once: true }); });
    return gone.innerHTML;
  }, LONG);
  assert.equal(text, LONG.replaceAll('&', '&amp;'));
  await page.evaluate(() => {
    document.body.append(window.gone);
    return new Promise((done) => { window.gone.addEventListener('kantlijn:annotated', done, { once: true }); });
  });
  assert.ok(await page.evaluate(() => window.gone.querySelectorAll('mark').length) > 100);
  assert.deepEqual(complaints, []);
  await page.close();
});
