// The standard streams are text files over buffers over files, with what CPython (on Linux) does with each of these layers.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

function run(program: string, input = ''): string[] {
  const env = { ...process.env, PYTHONUNBUFFERED: '' };
  const result = spawnSync(`${process.cwd()}/bin/stackless`, ['-c', program], { env, input });
  expect(String(result.stderr)).toBe('');
  return String(result.stdout).split('\n');
}

describe('the standard streams', () => {
  it('have the classes of io', () => {
    const program = `
import io, sys
for s in sys.stdin, sys.stdout, sys.stderr:
    print(type(s) is io.TextIOWrapper, type(s.buffer).__name__, isinstance(s.buffer.raw, io.FileIO), s.name, s.mode)
print(repr(sys.stdout.buffer.raw), sys.stderr.errors, sys.stdin.newlines)`;
    expect(run(program)).toEqual([
      'True BufferedReader True <stdin> r',
      'True BufferedWriter True <stdout> w',
      'True BufferedWriter True <stderr> w',
      "<_io.FileIO name='<stdout>' mode='wb' closefd=False> backslashreplace None",
      '',
    ]);
  });

  it('keep text and bytes apart until they are flushed', () => {
    const program = `
import sys
print('text')
sys.stdout.buffer.write(b'bytes\\n')
print('more')
sys.stdout.buffer.raw.write(b'raw\\n')
sys.stdout.flush()
print('last')`;
    expect(run(program)).toEqual(['raw', 'bytes', 'text', 'more', 'last', '']);
  });

  it('are flushed before the traceback of a file, and only of a file', () => {
    const env = { ...process.env, PYTHONUNBUFFERED: '' };
    const lines = (args: string, input = ''): string[] => {
      const command = `exec ${process.cwd()}/bin/stackless ${args} 2>&1`;
      return spawnSync('sh', ['-c', command], { env, input, encoding: 'utf8' }).stdout.split('\n');
    };
    const program = "print('first'); 1/0";
    expect(lines('-', program)[0]).toBe('first');
    expect(lines(`-c "${program}"`).at(-2)).toBe('first');
  });

  it('can be configured, wrapped anew, detached and closed', () => {
    const program = `
import io, sys
sys.stdout.reconfigure(encoding='ascii', errors='backslashreplace')
print('\\u20ac')
sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding='utf-8')
print('\\u20ac')
for operation in sys.__stdout__.flush, lambda: sys.stdin.write('x'), sys.stdout.read, lambda: sys.stdin.close() or input():
    try: operation()
    except ValueError as e: print(e)`;
    expect(run(program)).toEqual([
      '\\u20ac',
      '€',
      'underlying buffer has been detached',
      'not writable',
      'not readable',
      'I/O operation on closed file.',
      '',
    ]);
  });

  it('read lines, characters and bytes', () => {
    const program = `
import sys
print(ascii(sys.stdin.readline()), ascii(sys.stdin.read(3)), ascii(next(sys.stdin)), ascii(input()))
print(sys.stdin.buffer.read(), sys.stdin.readlines())`;
    expect(run(program, 'é\r\nabcdef\nxyz\nrest\nlast')).toEqual([
      "'\\xe9\\r\\n' 'abc' 'def\\n' 'xyz'",
      "b'' ['rest\\n', 'last']",
      '',
    ]);
    expect(run('import sys; print(sys.stdin.buffer.readline(), sys.stdin.read())', 'a\nb')).toEqual([
      "b'a\\n' b",
      '',
    ]);
  });
});
