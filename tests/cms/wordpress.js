/** The real WordPress of Debian's packages with the real MariaDB, in folders of their own, on loopback. */

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../browser/harness.js';
import { end, freePort, run, until } from './cms.js';

/** MariaDB in a folder, reached through a socket there alone. */
async function database(folder) {
  const data = join(folder, 'data');
  const socket = join(folder, 'sock');
  run(folder, 'mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal',
    '--skip-test-db', '--user=root']);
  const server = spawn('mariadbd', ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', '--user=root',
    '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=64M'], { stdio: 'ignore' });
  const sql = (statement) => run(folder, 'mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', '--batch', '--raw',
    '--skip-column-names', `--execute=${statement}`]).trimEnd();
  await until(() => {
    try {
      return sql('SELECT 1') === '1';
    } catch {
      return false;
    }
  }, server, 'MariaDB');
  sql('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
  return { server, socket, sql: (statement) => sql(`USE wordpress; ${statement}`) };
}

const config = (socket, url) => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '${url}' );
define( 'WP_SITEURL', '${url}' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'FS_METHOD', 'direct' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', true );
define( 'WP_DEBUG_DISPLAY', false );
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;

/** Starts WordPress, not yet set up, in a folder. */
export async function wordpress(folder) {
  const site = join(folder, 'site');
  mkdirSync(join(folder, 'database'));
  cpSync('/usr/share/wordpress', site, { recursive: true, dereference: true });
  const { server: databaseServer, socket, sql } = await database(join(folder, 'database'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(site, 'wp-config.php'), config(socket, url));
  const server = spawn('php', ['-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, '-t', site],
    { stdio: 'ignore', env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' }, detached: true });
  await until(() => fetch(`${url}/license.txt`).then(() => true, () => false), server, 'PHP');
  return {
    url,
    site,
    sql,
    log: join(site, 'wp-content/debug.log'),
    /** Puts the plugin where an administrator would. */
    install: () => cpSync(join(root, 'dist/wordpress/kantlijn'), join(site, 'wp-content/plugins/kantlijn'), { recursive: true }),
    stop: async () => {
      // PHP's workers are its children.
      await end(server, true);
      await end(databaseServer);
    },
  };
}

/** Opens a page of the site. */
const visit = (page, site, path) => page.goto(new URL(path, site.url).href);

/** Presses what leads to another page. */
export const press = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

const fill = (page, fields) => page.evaluate((fields) => {
  for (const [id, value] of Object.entries(fields)) document.getElementById(id).value = value;
}, fields);

/** Sets a site up through its own pages and signs its first user in. */
export async function setUp(page, site) {
  await visit(page, site, '/wp-admin/install.php');
  if (await page.$('#language-continue')) await press(page, '#language-continue');
  await fill(page, { weblog_title: 'Krant', user_login: 'redactie', pass1: 'geheim genoeg 1', pass2: 'geheim genoeg 1', admin_email: 'r@example.org' });
  await page.$eval('[name=pw_weak]', (box) => { box.checked = true; });
  await press(page, '#submit');
  await visit(page, site, '/wp-login.php');
  await fill(page, { user_login: 'redactie', user_pass: 'geheim genoeg 1' });
  await press(page, '#wp-submit');
}

/** Puts the plugin in place and activates it. */
export async function activate(page, site) {
  site.install();
  await visit(page, site, '/wp-admin/plugins.php');
  await press(page, '#activate-kantlijn');
}

/** Opens the editor with an article in it, given as the editor saves it. */
export async function write(page, site, content, post = {}) {
  await visit(page, site, '/wp-admin/post-new.php');
  await page.waitForFunction(() => window.wp?.data?.select('core/editor')?.getCurrentPostId());
  await page.evaluate((content, post) => {
    const guide = ['core/edit-post', 'welcomeGuide'];
    if (wp.data.select('core/preferences').get(...guide)) wp.data.dispatch('core/preferences').set(...guide, false);
    wp.data.dispatch('core/editor').editPost(post);
    wp.data.dispatch('core/block-editor').resetBlocks(wp.blocks.parse(content));
  }, content, post);
}

/** Opens the sidebar and waits until it lists someone. */
export async function openSidebar(page) {
  const button = await page.waitForSelector('button[aria-label="Kantlijn"]');
  if (await button.evaluate((element) => element.getAttribute('aria-expanded') !== 'true')) await button.click();
  await page.waitForSelector('.kantlijn-person', { timeout: 60_000 });
}

/** Paragraphs as the block editor saves them. */
export const blocks = (html) => html.split('\n\n').map((line) => `<!-- wp:paragraph -->\n${line}\n<!-- /wp:paragraph -->`).join('\n\n');
