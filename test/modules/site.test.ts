// The user's site-packages, in a home made here, and the options that leave it out.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runShell } from '../support/interpreter.ts';

function homeWithPackages(): string {
  const home = mkdtempSync(join(tmpdir(), 'site-'));
  const packages = join(home, '.local/lib/python3.14/site-packages');
  mkdirSync(join(packages, 'madeup'), { recursive: true });
  writeFileSync(join(packages, 'madeup/__init__.py'), 'x = "made up"\n');
  mkdirSync(join(home, 'extra'));
  writeFileSync(join(home, 'extra/other.py'), 'y = 1\n');
  writeFileSync(join(packages, 'extra.pth'), join(home, 'extra') + '\n');
  return home;
}

test('packages of the user are found, those of .pth files too', async () => {
  const program = 'import madeup, other, sys; print(madeup.x, other.y, [sys.path[0]], exit)';
  const { stdout, stderr } = await runShell(`HOME=${homeWithPackages()} stackless -c '${program}'`);
  expect(stderr).toBe('');
  expect(stdout).toBe("made up 1 [''] Use exit() or Ctrl-D (i.e. EOF) to exit\n");
});

test.each(['-s', '-S', '-I'])('not with %s', async (option) => {
  const program = 'import sys; print(any("site-packages" in p for p in sys.path), callable(exit))';
  const { stdout } = await runShell(`HOME=${homeWithPackages()} stackless ${option} -c '${program}'`);
  expect(stdout).toBe('False True\n');
});
