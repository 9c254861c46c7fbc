// What a start loads: files of native modules and modules of Node's only when a program wants them, as each takes milliseconds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const COMMAND = join(process.cwd(), 'bin/stackless');
const LATE = 'child_process crypto dgram dns http tls worker_threads zlib'.split(' ');
const folder = mkdtempSync(join(tmpdir(), 'stackless-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The modules of Node's in LATE that a program has loaded. */
function loadedBy(program: string): string[] {
  const hook = join(folder, 'hook.cjs');
  writeFileSync(hook, "process.on('exit', () => console.log(JSON.stringify(process.moduleLoadList)));");
  const env = { ...process.env, NODE_OPTIONS: `--require ${hook}` };
  // The first start may have to compile what the others find compiled.
  spawnSync(COMMAND, ['-c', 'pass'], { env });
  const { stdout } = spawnSync(COMMAND, ['-c', program], { env, encoding: 'utf8' });
  const list = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as string[];
  return LATE.filter((name) => list.includes(`NativeModule ${name}`));
}

describe('a start', () => {
  it('loads no module of Node that the program does not need', () => {
    expect(loadedBy('pass')).toEqual([]);
    expect(loadedBy('import hashlib; hashlib.md5()')).toContain('crypto');
  });
});
