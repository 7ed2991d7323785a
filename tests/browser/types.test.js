/** The modules of the page hold to their own types, and to those of the result, which come from Rust. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { browserName } from './harness.js';

test('types', { skip: browserName !== 'chromium' }, () => {
  const compiler = join(import.meta.dirname, 'node_modules/.bin/tsc');
  const { stdout, error } = spawnSync(compiler, ['-p', join(import.meta.dirname, 'jsconfig.json')], { encoding: 'utf8' });
  assert.ifError(error);
  // The glue is generated, and types itself in its own declarations.
  assert.deepEqual(stdout.split('\n').filter((line) => /^\S.*error/.test(line) && !/dist\/kantlijn\.js/.test(line)), []);
});
