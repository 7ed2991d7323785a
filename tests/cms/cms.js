/** What the tests of the integrations share: running programs, the package, what an article's page shows. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { dist, native, root } from '../browser/harness.js';

/** The native program. */
export const program = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/kantlijn');

/** Runs a program to its end and gives what it printed; fails with what it complained of. */
export function run(folder, program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.error) throw done.error;
  assert.equal(done.status, 0, `${program} ${args.join(' ')}\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** npm in a folder, without the scripts of the packages. */
export const npm = (folder, command, ...args) => run(folder, 'npm', [command, '--ignore-scripts', '--no-audit', '--no-fund', ...args]);

/** Packs the npm package into a folder and gives the file's path. */
export function pack(folder) {
  const [{ filename }] = JSON.parse(npm(join(dist, 'npm'), 'pack', '--json', '--pack-destination', folder));
  return join(folder, filename);
}

/** A text as the HTML of an article, a paragraph a line. */
export function article(text) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped.split('\n').filter(Boolean).map((line) => `<p>${line}</p>`).join('\n\n');
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

/** A port that is free now. */
export const freePort = () => new Promise((found) => {
  const server = createTcpServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

/** Asks until `ready` says yes; a program that ends or takes a minute is a failure. */
export async function until(ready, child, what) {
  for (let waited = 0; waited < 600; waited += 1) {
    if (child.exitCode !== null) throw new Error(`${what} ended with ${child.exitCode}`);
    if (await ready()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what} did not start`);
}

/** Ends a program, with those that it started if it leads their group. */
export async function end(child, group = false) {
  if (group) process.kill(-child.pid);
  else child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** A Python environment with the packages of a `requirements.txt`, kept in target/ until they change. */
export function python(name, requirements) {
  const folder = join(root, 'target/cms', name);
  const listed = readFileSync(requirements, 'utf8');
  const done = join(folder, 'requirements.txt');
  const program = join(folder, 'bin/python');
  if (existsSync(done) && readFileSync(done, 'utf8') === listed) return program;
  rmSync(folder, { recursive: true, force: true });
  run(root, 'python3', ['-m', 'venv', folder]);
  run(root, program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--requirement', requirements]);
  copyFileSync(requirements, done);
  return program;
}

/** Serves a folder on loopback. */
export async function folderServer(folder) {
  const server = createServer((request, response) => {
    let file = join(folder, normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    return response.end(readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

/** The marks of the page's article, in order: what each marks and as what. */
export const marks = (page) => page.$$eval('kantlijn-article mark', (all) => all.map((mark) => [mark.className, mark.textContent]));

/**
 * What every system shows of a text: its marks and its JSON-LD, worked out by the native program out of the text alone.
 */
export function expected(text, published) {
  const lines = text.split('\n').filter(Boolean).join('\n\n');
  const [annotation] = native([{ text: lines, published }]);
  const jsonLd = JSON.parse(run('/', program, ['annotate', '--lang', 'nl', '--published', published, '--format', 'json-ld'], { input: lines }));
  const kinds = new Map();
  for (const { kind, spans } of annotation.mentions) {
    for (const [start, end] of spans) kinds.set(start, [...(kinds.get(start) ?? []), [kind, lines.slice(start, end)]]);
  }
  return { annotation, jsonLd, marks: [...kinds].sort(([a], [b]) => a - b).flatMap(([, marked]) => marked) };
}

/** What the element on a page shows. */
export async function shown(page) {
  await page.waitForFunction(() => document.querySelector('kantlijn-article')?.annotation);
  return page.$eval('kantlijn-article', (element) => {
    const text = element.textContent;
    const spans = element.annotation.mentions.flatMap(({ kind, spans }) => spans.map(([start, end]) => [start, kind, text.slice(start, end)]));
    const marked = new Set([...element.querySelectorAll('mark')].flatMap((mark) => mark.dataset.mentions.split(' ')));
    if (marked.size !== element.annotation.mentions.length) throw new Error('a mention has no mark');
    return {
      marks: spans.sort(([a], [b]) => a - b).map(([, ...mark]) => mark),
      jsonLd: JSON.parse(element.export('json-ld')),
    };
  });
}
