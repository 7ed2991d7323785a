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
