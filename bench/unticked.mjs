// @ts-check

// This interpreter without ticks, to measure what counting them costs: built in a folder of its own, with a compiler that
// emits none (src/compiler/ticking.ts). Nothing can interrupt a program there, so it is for measuring only.

import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a build needs; the parts of dist/ are those that take long to make and are the same. */
const PARTS = [
  'bin',
  'src',
  'tools',
  'package.json',
  'tsconfig.json',
  'dist/lib',
  'dist/lib.stamp',
  'dist/docstrings.json',
  'dist/docstrings.stamp',
];

/**
 * Builds it in an empty folder; takes a minute.
 * @param {string} folder
 * @returns {string} the command
 */
export function buildUnticked(folder) {
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['tools/build.mjs'], {
    cwd: folder,
    env: { ...process.env, STACKLESS_UNTICKED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(folder, 'bin/stackless');
}
