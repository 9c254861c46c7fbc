// Runs the Python tests of this folder, each file in a process of its own, through the built command.
//
// A file is one test here; when it fails, its failing Python tests are listed, and unittest's report is the message. The model's
// test runs a second time where time can be waited for.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Outcome, runCommand, runProcess } from '../support/interpreter.ts';
import { isKnownToFail, knownBelow } from '../support/known.ts';

const folder = dirname(fileURLToPath(import.meta.url));
/** What hangs is ended then; on a busy machine the longest take two hundred. */
const SECONDS = 300;

/** The names of the failing tests of a report: `FAIL: test_S1_x (test_s01_y.TestZ.test_S1_x)`. */
function failures(report: string): string[] {
  const found = report
    .split('\n')
    .map((line) => /^(?:FAIL|ERROR|UNEXPECTED SUCCESS): (\S+)(?: \((\S+)\))?/.exec(line));
  return [...new Set(found.filter((m) => m !== null).map((m) => `stackless/${m[2] ?? m[1]}`))];
}

const files = readdirSync(folder)
  .filter((name) => /^test_\w+\.py$/.test(name))
  .map((name) => name.slice(0, -'.py'.length))
  .sort();

/** Fails unless this outcome of unittest is what the list of known failures says. */
function check(name: string, { stderr, exitCode }: Outcome): void {
  const failed = failures(stderr);
  expect(
    failed.filter((id) => !isKnownToFail(id)),
    stderr,
  ).toEqual([]);
  const passing = knownBelow(`stackless/${name}.`).filter((id) => !failed.includes(id));
  expect(passing, 'listed as known failures').toEqual([]);
  if (failed.length === 0) expect(exitCode, stderr).toBe(0);
  expect(stderr, 'no test was run').toMatch(/^Ran [1-9]\d* tests? in /m);
}

describe('the stackless module', () => {
  const options = { cwd: folder, seconds: SECONDS };
  const timeout = (SECONDS + 5) * 1000;
  for (const name of files) {
    it(name, async () => check(name, await runCommand(['-m', 'unittest', '-v', name], options)), timeout);
  }
  it(
    'test_model on a simulated clock',
    async () => {
      const clock = ['--stack-size=5600', '../support/simulated-clock.mjs'];
      const args = [...clock, '-m', 'unittest', '-v', 'test_model'];
      check('test_model', await runProcess(process.execPath, args, options));
    },
    timeout,
  );
});
