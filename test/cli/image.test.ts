// A program that begins with the image of another process (src/cli/image.ts) knows nothing of that process.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROGRAM = `
import gc, os, sys, time, weakref
class A: pass
gone = []
def refer(): return weakref.ref(A(), gone.append)
ref = refer()
def collect(): gc.collect(); time.sleep(0.01)
collect(); collect()
print(os.getppid(), os.getcwd(), os.environ['MARK'], int(time.time()), sys.argv, sys.flags.optimize, sys.path[0])
print([name for name in os.environ if name == 'STACKLESS_IMAGE'], ref(), gone == [ref])
print(time.monotonic() <= time.monotonic(), sys.stdin.read())
`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'image-')));
beforeAll(() => void execFileSync(process.execPath, ['tools/build.mjs', 'image']));
afterAll(() => rmSync(folder, { recursive: true }));

function run(environment: Record<string, string>): string {
  const env = {
    ...process.env,
    STACKLESS_STRESS: '',
    STACKLESS_FAST_START: '1',
    MARK: 'mine',
    ...environment,
  };
  const args = ['-O', '-c', PROGRAM, 'x', '-y'];
  const result = spawnSync(`${process.cwd()}/bin/stackless`, args, { cwd: folder, env, input: 'typed' });
  return `${String(result.stdout)}${String(result.stderr)}`;
}

describe('the state of the process', () => {
  it.each([
    ['with an image', {}],
    ['without one', { STACKLESS_FAST_START: '' }],
  ])('is its own %s', (_, environment: Record<string, string>) => {
    const before = Math.floor(Date.now() / 1000);
    const lines = run(environment).split('\n');
    const [parent, cwd, mark, time, ...rest] = lines[0]!.split(' ');
    expect([parent, cwd, mark]).toEqual([String(process.pid), folder, 'mine']);
    expect(Number(time)).toBeGreaterThanOrEqual(before);
    expect(Number(time)).toBeLessThanOrEqual(Date.now() / 1000);
    expect(rest.join(' ').trim()).toBe("['-c', 'x', '-y'] 1");
    expect(lines.slice(1)).toEqual(['[] None True', 'True typed', '']);
  });
});
