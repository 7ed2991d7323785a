/** A static site and Wagtail: each real, each showing a seed article as every other system does. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, dist, inBrowser, root, seeds, temporaryFolder } from '../browser/harness.js';
import { article, end, expected, folderServer, freePort, npm, pack, python, run, shown, until } from './cms.js';

const [, seed] = seeds;
const PUBLISHED = '2021-02-22';
inBrowser();

/** What a reader sees, who is asked, and what the page says of the article itself. */
async function read(url) {
  const page = await browser.newPage();
  const hosts = new Set();
  const complaints = [];
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  const seen = await shown(page);
  const written = await page.$$eval('script[type="application/ld+json"]', (all) => all.map((script) => JSON.parse(script.textContent)));
  await page.close();
  hosts.delete('');
  assert.deepEqual([...hosts], [new URL(url).host]);
  assert.deepEqual(complaints, []);
  return { seen, written };
}

test('Eleventy', async () => {
  const site = temporaryFolder();
  cpSync(join(root, 'integrations/eleventy'), site, { recursive: true, filter: (path) => !path.includes('node_modules') });
  writeFileSync(join(site, 'articles/artikel.html'), `---\ntitle: Artikel\ndate: ${PUBLISHED}\n---\n${article(seed)}\n`);
  npm(site, 'ci');
  npm(site, 'install', '--no-save', pack(site));
  run(site, join(site, 'node_modules/.bin/eleventy'), ['--quiet']);
  const { url, server } = await folderServer(join(site, '_site'));
  const { seen, written } = await read(`${url}articles/artikel/`);
  const { marks, jsonLd } = expected(seed, PUBLISHED);
  assert.deepEqual(seen, { marks, jsonLd });
  assert.deepEqual(written, [jsonLd], 'the JSON-LD of the build is that of the browser');
  const sample = await read(`${url}articles/voorbeeld/`);
  assert.deepEqual(sample.written[0].mentions.map(({ name }) => name), ['Kim Kardashian', 'Kanye West']);
  server.close();
});

test('Wagtail', async () => {
  const site = temporaryFolder();
  cpSync(join(import.meta.dirname, 'wagtail'), site, { recursive: true });
  cpSync(join(dist, 'wagtail'), site, { recursive: true });
  const program = python('wagtail', join(site, 'requirements.txt'));
  run(site, program, ['manage.py', 'makemigrations', '--verbosity=0', 'news']);
  run(site, program, ['manage.py', 'migrate', '--verbosity=0']);
  run(site, program, ['manage.py', 'shell', '--verbosity=0', '--command', 'import publish'], { input: article(seed) });
  const saved = () => run(site, program, ['manage.py', 'shell', '--verbosity=0', '--command',
    'from news.models import ArticlePage; print(ArticlePage.objects.get().body, end="")']);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const server = spawn(program, ['manage.py', 'runserver', '--noreload', `127.0.0.1:${port}`], { cwd: site, stdio: 'ignore' });
  try {
    await until(() => fetch(url).then(({ ok }) => ok, () => false), server, 'Wagtail');
    const { seen } = await read(url);
    const { marks, jsonLd } = expected(seed, PUBLISHED);
    assert.deepEqual(seen, { marks, jsonLd });
    assert.equal(saved(), article(seed), 'what was saved is as it was');
    assert.equal((await fetch(`${url}admin/login/`)).status, 200, 'the editor is there');
  } finally {
    await end(server);
  }
});
