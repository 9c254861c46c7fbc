// What imports leave beside a source: a `.pyc` file as CPython's, and the compiled form of our own. Neither is written over the other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kept-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: string[]): string {
  const env: NodeJS.ProcessEnv = { ...process.env };
  delete env['PYTHONDONTWRITEBYTECODE'];
  const { stdout, stderr } = spawnSync(`${process.cwd()}/bin/stackless`, args, { cwd: folder, env });
  return String(stderr) + String(stdout);
}
const kept = (): string[] =>
  readdirSync(join(folder, '__pycache__'))
    .map((name) => name.replace('module.stackless-314', ''))
    .filter((name) => !name.endsWith('.v8'))
    .sort();
const pyc = (): string => join(folder, '__pycache__/module.stackless-314.pyc');

it('writes both, and uses either', () => {
  writeFileSync(join(folder, 'module.py'), 'print("loaded")\n');
  expect(run('-c', 'import module')).toBe('loaded\n');
  expect(kept()).toEqual(['.code', '.pyc']);
  rmSync(pyc());
  expect(run('-c', 'import module')).toBe('loaded\n');
  expect(kept()).toEqual(['.code']);
});

it('leaves what py_compile wrote as it is', () => {
  writeFileSync(join(folder, 'module.py'), 'print("loaded")\n');
  run('-m', 'py_compile', 'module.py');
  const data = readFileSync(pyc());
  expect(run('-c', 'import module')).toBe('loaded\n');
  expect(readFileSync(pyc()).equals(data)).toBe(true);
  expect(kept()).toEqual(['.code', '.pyc']);
});

it('believes a file that is not to be checked', () => {
  writeFileSync(join(folder, 'module.py'), 'print("first")\n');
  const mode = 'py_compile.PycInvalidationMode.UNCHECKED_HASH';
  run('-c', `import py_compile; py_compile.compile('module.py', invalidation_mode=${mode})`);
  writeFileSync(join(folder, 'module.py'), 'print("the second")\n');
  expect(run('-c', 'import module')).toBe('first\n');
  expect(run('-c', 'import module')).toBe('first\n');
});

it('writes nothing with -B', () => {
  writeFileSync(join(folder, 'module.py'), 'print("loaded")\n');
  expect(run('-B', '-c', 'import module')).toBe('loaded\n');
  expect(() => statSync(join(folder, '__pycache__'))).toThrow();
});

it('writes elsewhere if it is told to', () => {
  writeFileSync(join(folder, 'module.py'), 'print("loaded")\n');
  const program = 'import sys; print(sys.pycache_prefix); import module';
  expect(run('-X', 'pycache_prefix=other', '-c', program)).toBe('other\nloaded\n');
  expect(() => statSync(join(folder, '__pycache__'))).toThrow();
  expect(readdirSync(join(folder, 'other'))).toHaveLength(1);
  expect(run('-X', 'pycache_prefix', '-c', program)).toBe('None\nloaded\n');
});
