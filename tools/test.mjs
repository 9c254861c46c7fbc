// @ts-check

// `npm test`: all tests; `npm test -- lang/channel`: those whose path under test/ begins so; options go to vitest.
//
// Programs in test/lang, test/programs and examples are tests as well, made by one test file for each folder: for them
// the prefix is handed on in STACKLESS_TEST_PREFIX (test/support/selected.ts). The last line printed is the totals,
// `N passed, N failed` (tools/totals-reporter.mjs).

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** Folders of programs, and the test file that runs each. */
const PROGRAM_TESTS = /** @type {const} */ ({
  lang: 'test/lang/lang.test.ts',
  programs: 'test/programs/programs.test.ts',
  examples: 'test/programs/examples.test.ts',
});

/**
 * What vitest is to run for one prefix.
 * @param {string} prefix such as `lang/channel`, `programs/ping_pong` or `emit`
 */
function filterFor(prefix) {
  const folder = prefix.split('/')[0] ?? '';
  if (folder in PROGRAM_TESTS) return PROGRAM_TESTS[/** @type {keyof typeof PROGRAM_TESTS} */ (folder)];
  const path = join('test', prefix);
  return existsSync(join(root, path)) && statSync(join(root, path)).isDirectory() ? `${path}/` : path;
}

const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('-'));
const prefixes = args.filter((arg) => !arg.startsWith('-')).map((arg) => arg.replace(/^(\.\/)?test\//, ''));
const child = spawnSync(process.execPath, [vitest, 'run', ...options, ...new Set(prefixes.map(filterFor))], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, STACKLESS_TEST_PREFIX: prefixes.join(' ') },
});
process.exitCode = child.status ?? 1;
