// Language tests: every program below this folder is a test, its expectations stand in its comments
// (tools/expectations.mjs). All run in this one process, each in an interpreter of its own.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expected, observed, parseExpectations } from '../../tools/expectations.mjs';
import { runProgram, SECONDS } from '../support/interpreter.ts';
import { isKnownToFail } from '../support/known.ts';
import { isSelected, programsBelow } from '../support/selected.ts';

const FOLDER = 'test/lang';

async function check(filename: string): Promise<void> {
  const source = readFileSync(filename, 'utf8');
  const wanted = parseExpectations(source);
  const got = await runProgram(source, { filename, argv: wanted.argv, stdin: wanted.stdin });
  expect(observed(wanted, got, filename)).toEqual(expected(wanted));
}

const programs = programsBelow(FOLDER).filter((path) => isSelected(`lang/${path}`));
for (const feature of new Set(programs.map((path) => path.split('/')[0] ?? ''))) {
  describe(feature, () => {
    for (const path of programs.filter((program) => program.startsWith(`${feature}/`))) {
      const run = isKnownToFail(`lang/${path}`) ? test.fails : test;
      run(path.slice(feature.length + 1), () => check(`${FOLDER}/${path}.py`), SECONDS * 1000);
    }
  });
}
