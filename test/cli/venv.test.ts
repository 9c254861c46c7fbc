// Virtual environments: a command in one knows it by the file beside it, and has its packages.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stackless-venv-')));
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

it('are made and used', () => {
  const command = join(process.cwd(), 'bin/stackless');
  run(command, '-m', 'venv', '--prompt', 'mine', 'env');
  const python = join(folder, 'env/bin/python');
  const program =
    'import sys; print(sys.prefix != sys.base_prefix, sys.prefix, sys.executable, sys._base_executable)';
  expect(run(python, '-c', program)).toBe(`True ${join(folder, 'env')} ${python} ${command}\n`);
  writeFileSync(join(folder, 'env/lib/python3.14/site-packages/own.py'), 'print("own")');
  expect(run(join(folder, 'env/bin/python3'), '-m', 'own')).toBe('own\n');
  expect(run('sh', '-c', '. env/bin/activate; python -c "import own"; echo $VIRTUAL_ENV_PROMPT')).toBe(
    'own\nmine\n',
  );
});
