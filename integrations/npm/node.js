/** The package in Node, which reads the wasm and the packs from disk. */

import { readFile } from 'node:fs/promises';
import { locate } from './engine.js';

locate({ read: readFile });

export * from './index.js';
