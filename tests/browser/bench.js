/** How fast the page is: `cargo xtask bench --page`. Figures, not a test. */

import { launch, open, paste, seeds, serve } from './harness.js';

const site = await serve();
const browser = await launch();
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const report = (what, value) => console.log(`${what.padEnd(72)} ${value}`);

{
  const { page } = await open(browser, site.url);
  const article = `${seeds[1]}\n${seeds[0]}`.slice(0, 5000);
  await paste(page, article);
  const times = await page.evaluate(async () => {
    const field = document.getElementById('text');
    const found = [];
    for (let stroke = 0; stroke < 30; stroke += 1) {
      const start = performance.now();
      field.setRangeText('a', field.value.length, field.value.length, 'end');
      const expected = field.value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((painted) => {
        const look = () => (document.getElementById('article').textContent === expected
          ? requestAnimationFrame(() => setTimeout(painted)) : setTimeout(look));
        look();
      });
      found.push(performance.now() - start);
    }
    return found;
  });
  report('5 KB article, keystroke to painted marks, median of 30', `${median(times).toFixed(1)} ms`);
  const start = await page.evaluate(async () => {
    const engine = await import('/engine.js');
    const text = document.getElementById('text').value;
    const loaded = await engine.language('nl');
    const before = performance.now();
    for (let run = 0; run < 10; run += 1) loaded.annotate(text, {});
    return (performance.now() - before) / 10;
  });
  report('of which annotating', `${start.toFixed(1)} ms`);
  await page.close();
}

{
  const page = await browser.newPage();
  await page.goto(`${site.url}samples.js`);
  const took = await page.evaluate(async () => {
    const before = performance.now();
    const engine = await import('/engine.js');
    await engine.annotate('Kim Kardashian vroeg op 19 februari 2021 de scheiding aan.');
    return performance.now() - before;
  });
  report('first result, modules, wasm and pack fetched from loopback', `${took.toFixed(0)} ms`);
  const marked = await page.evaluate(async () => {
    const { mark } = await import('/engine.js');
    const article = document.createElement('article');
    article.textContent = 'twintig tekens hier '.repeat(5000);
    document.body.append(article);
    const mentions = Array.from({ length: 5000 }, (_, place) => (
      { id: `m${place + 1}`, kind: 'person', spans: [[place * 20, place * 20 + 7]] }));
    const before = performance.now();
    mark(article, mentions);
    return performance.now() - before;
  });
  report('5,000 marks in 100 KB', `${marked.toFixed(0)} ms`);
  await page.close();
}

{
  const { page } = await open(browser, site.url);
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, startTime + duration])))
      .observe({ type: 'longtask' });
    const made = Worker;
    window.Worker = class extends made {
      constructor(...given) {
        super(...given);
        this.addEventListener('message', ({ data }) => { if (data.mentions) window.answered ??= performance.now(); });
      }
    };
  });
  const long = `${seeds[1]}\n\n${seeds[0]}\n\n`.repeat(200).slice(0, 1_000_000);
  const { began, answered, shown } = await page.evaluate(async (text) => {
    document.getElementById('text').value = text;
    document.getElementById('text').dispatchEvent(new InputEvent('input', { bubbles: true }));
    const began = performance.now();
    await new Promise((done) => {
      const look = () => (document.getElementById('article').textContent.length === text.length
        && !document.getElementById('result').hasAttribute('aria-busy') ? requestAnimationFrame(() => setTimeout(done)) : setTimeout(look, 50));
      look();
    });
    return { began, answered: window.answered, shown: performance.now() };
  }, long);
  await new Promise((rest) => { setTimeout(rest, 300); });
  const tasks = await page.evaluate(() => window.tasks);
  const longest = (from, to) => Math.max(0, ...tasks.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => end - start));
  report('1 MB: until the worker answers', `${(answered - began).toFixed(0)} ms`);
  report('  the page’s tasks over 50 ms meanwhile, the longest', `${longest(began, answered).toFixed(0)} ms`);
  report('  from the answer to the painted article', `${(shown - answered).toFixed(0)} ms`);
  report('  the page’s tasks over 50 ms meanwhile, the longest', `${longest(answered, shown + 300).toFixed(0)} ms`);
}
await browser.close();
process.exit();
