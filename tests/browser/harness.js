/** What the browser tests share: a server for dist/, the browsers, the native program's answers. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, before } from 'node:test';
import puppeteer from 'puppeteer-core';

export const root = join(import.meta.dirname, '../..');
export const dist = join(root, 'dist');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** The seeds, as the page offers them. */
export const seeds = readdirSync(join(root, 'seeds')).filter((name) => name.endsWith('.txt')).sort()
  .map((name) => readFileSync(join(root, 'seeds', name), 'utf8'));

/**
 * Serves dist/ on loopback.
 * @param {Record<string, (response: import('node:http').ServerResponse) => void>} [instead] answers of one's own, by path
 * @returns {Promise<{ server: import('node:http').Server, url: string, asked: string[] }>} `asked`: the paths, as they come
 */
export async function serve(instead = {}) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    asked.push(path);
    if (instead[path]) return instead[path](response);
    const file = join(dist, normalize(path === '/' ? '/index.html' : path));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    return response.end(readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return { server, url: `http://127.0.0.1:${server.address().port}/`, asked };
}

const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--accept-lang=nl', '--force-prefers-reduced-motion'];

/** The browser that this run of the tests drives. */
export const browserName = process.env.KANTLIJN_BROWSER ?? 'chromium';

/** What a reader can prefer: how Firefox is told, and how Chromium. */
const PREFERENCES = {
  light: [{ 'layout.css.prefers-color-scheme.content-override': 1 }, ['prefers-color-scheme', 'light']],
  dark: [{ 'layout.css.prefers-color-scheme.content-override': 0 }, ['prefers-color-scheme', 'dark']],
  'forced-colors': [{ 'ui.useAccessibilityTheme': 1, 'browser.display.document_color_use': 2 }, ['forced-colors', 'active']],
  'reduced-motion': [{ 'ui.prefersReducedMotion': 1 }, ['prefers-reduced-motion', 'reduce']],
};

/**
 * Starts it; what a page saves lands in `downloads`.
 * @param {{ downloads?: string, prefer?: keyof typeof PREFERENCES }} [options]
 */
export async function launch({ downloads, prefer } = {}) {
  if (browserName === 'firefox') {
    return puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: true,
      extraPrefsFirefox: {
        'intl.accept_languages': 'nl',
        'ui.prefersReducedMotion': 1,
        ...(prefer && PREFERENCES[prefer][0]),
        ...(downloads && { 'browser.download.folderList': 2, 'browser.download.dir': downloads }),
      },
    });
  }
  const browser = await puppeteer.launch({ browser: 'chrome', executablePath: '/usr/bin/chromium', args: CHROMIUM, headless: true });
  if (downloads) {
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  }
  return browser;
}

/** Tells a page what its reader prefers, where the browser was not told at its start. @param {keyof typeof PREFERENCES} what */
export async function preferring(page, what) {
  if (browserName === 'firefox') return;
  const [name, value] = PREFERENCES[what][1];
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name, value }] });
}

/** The site and the browser of a file of tests, from the first test to the last. @type {Awaited<ReturnType<typeof serve>>} */
export let site;
/** @type {import('puppeteer-core').Browser} */
export let browser;

/**
 * Serves the site and starts the browser before the tests of a file, and ends both after them. `ready` is called
 * once both are there: Node does not let one hook of a file wait for another.
 * @param {{ instead?: Parameters<typeof serve>[0], downloads?: string, prefer?: keyof typeof PREFERENCES, ready?: () => Promise<void> }} [options]
 */
export function inBrowser({ instead, downloads, prefer, ready } = {}) {
  before(async () => {
    site = await serve(instead);
    browser = await launch({ downloads, prefer });
    await ready?.();
  });
  after(async () => {
    await browser.close();
    site.server.close();
  });
}

/**
 * Opens a page and waits until it can annotate. What it asks for and complains of is kept.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 */
export async function open(browser, url, { ready = true, width = 1280, height = 900, scheme = 'light' } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  if (scheme !== 'light') await preferring(page, scheme);
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  if (ready) await page.waitForSelector('html[data-kantlijn=ready]');
  return { page, requests, complaints };
}

/** Pastes a text into the desk, as a person would, and waits for its annotation. */
export async function paste(page, text) {
  await page.$eval('#text', (field, text) => {
    field.focus();
    field.select();
    field.setRangeText(text, 0, field.value.length, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }, text);
  await page.waitForFunction((text) => document.getElementById('article').textContent === text
    && !document.getElementById('result').matches('[hidden], [aria-busy]'), {}, text.replace(/\r\n?/g, '\n'));
}

/** What an element says once it is there. */
export async function watched(page, selector) {
  await page.waitForSelector(`${selector}:not([hidden])`);
  return page.$eval(selector, (element) => element.textContent);
}

/** What the page says went wrong, once it says so. */
export const said = (page) => watched(page, '#problem:not(.loading)');

/** The page reads an article, and nothing is wrong any more. */
export async function works(page, text = seeds[0]) {
  await paste(page, text);
  await page.waitForSelector('#problem', { hidden: true });
  const people = await page.$eval('#margin .count', (count) => Number(count.textContent));
  if (!people) throw new Error('no people in the margin');
}

/**
 * Pastes or drops rich content, as the browser tells of it.
 * @param {'paste' | 'drop'} event
 * @param {Record<string, string>} types what there is of each media type
 */
export const transfer = (page, event, types) => page.evaluate((event, types) => {
  const data = new DataTransfer();
  for (const [type, content] of Object.entries(types)) data.setData(type, content);
  const made = new Event(event, { bubbles: true, cancelable: true });
  Object.defineProperty(made, event === 'paste' ? 'clipboardData' : 'dataTransfer', { value: data });
  document.body.dispatchEvent(made);
}, event, types);

/** Drops a file on the page. @param {string | Uint8Array} content */
export const dropFile = (page, name, content, type = '') => page.evaluate((name, bytes, type) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(bytes)], name, { type }));
  document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, name, [...Buffer.from(content)], type);

/** The native program's annotations of texts. @param {'utf16' | 'codepoint'} offsets what spans count */
export function native(articles, offsets = 'utf16') {
  const program = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/kantlijn');
  const input = articles.map((article) => JSON.stringify(article)).join('\n');
  const run = spawnSync(program, ['annotate', '--ndjson', '--offsets', offsets],
    { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line));
}

/** A folder that is gone when the tests are. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kantlijn-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
