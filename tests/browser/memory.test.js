/** The wasm's memory stays small, however many articles are read. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { footprint } from '../bench/footprint.mjs';
import { dist, seeds } from './harness.js';

const { tenBytes, thousandBytes, longestBytes } = await footprint(dist, seeds.join('\n\n'));

test('a thousand articles take no more memory than ten', () => {
  assert.ok(thousandBytes <= tenBytes * 1.1, `${tenBytes} bytes after ten, ${thousandBytes} after a thousand`);
});

test('the longest article takes 40 MiB at most', () => {
  assert.ok(longestBytes <= 40 << 20, `${longestBytes} bytes`);
});
