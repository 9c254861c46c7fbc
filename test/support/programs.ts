import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommand, SECONDS } from './interpreter.ts';
import { isKnownToFail } from './known.ts';
import { isSelected, programsBelow } from './selected.ts';

const EXPECTED = 'test/programs/expected';

async function checkProgram(folder: string, name: string): Promise<void> {
  const code = `${EXPECTED}/${name}.code`;
  const { stdout, stderr, exitCode } = await runCommand([`${name}.py`], { cwd: folder });
  const wanted = existsSync(code) ? Number(readFileSync(code, 'utf8')) : 0;
  if (exitCode !== wanted) expect.fail(`exit code ${exitCode}, not ${wanted}; standard error:\n${stderr}`);
  expect(stdout).toBe(readFileSync(`${EXPECTED}/${name}.txt`, 'utf8'));
}

/** Makes a test of every program in `folder`; `prefix` is the folder's name in `npm test -- prefix/name`. */
export function checkPrograms(folder: string, prefix: string): void {
  for (const name of programsBelow(folder)) {
    if (!isSelected(`${prefix}/${name}`)) continue;
    const run = isKnownToFail(`${prefix}/${name}`) ? test.fails : test;
    run(name, () => checkProgram(folder, name), (SECONDS + 5) * 1000);
  }
}
