// What options and the way a program is given change in its tracebacks and comparisons.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

function errors(...args: string[]): string {
  return spawnSync(join(process.cwd(), 'bin/stackless'), args, { encoding: 'utf8' }).stderr;
}

it('have no columns with -X no_debug_ranges', () => {
  const program =
    'print(next((lambda: 0).__code__.co_positions())[1:], file=__import__("sys").stderr)\n[1][2]';
  const rest = 'Traceback (most recent call last):\n  File "<string>", line 2, in <module>\n    [1][2]\n';
  expect(errors('-c', program)).toBe(`(1, 0, 0)\n${rest}    ~~~^^^\nIndexError: list index out of range\n`);
  expect(errors('-X', 'no_debug_ranges', '-c', program)).toBe(
    `(1, None, None)\n${rest}IndexError: list index out of range\n`,
  );
});

it('show the lines of a program that is an argument, whoever writes them', () => {
  const program = 'import logging\ntry:\n  1/0\nexcept Exception:\n  logging.exception("failed")\n';
  expect(errors('-c', program)).toBe(
    'ERROR:root:failed\nTraceback (most recent call last):\n' +
      '  File "<string>", line 3, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n',
  );
});

it('are there with -bb when bytes stand for a str', () => {
  const program = `
for f in (lambda: b'a' == 'a', lambda: 1 != b'a', lambda: bytearray(b'a') == 'a', lambda: 'a' in [b'a'],
          lambda: str(b'a'), lambda: '%s' % bytearray(), lambda: b'a' == None, lambda: bytearray() == 1):
    try: f(); print('nothing', file=__import__('sys').stderr)
    except BytesWarning as warning: print(warning, file=__import__('sys').stderr)
`;
  expect(errors('-bb', '-c', program).trimEnd().split('\n')).toEqual([
    'Comparison between bytes and string',
    'Comparison between bytes and int',
    'Comparison between bytearray and string',
    'Comparison between bytes and string',
    'str() on a bytes instance',
    'str() on a bytearray instance',
    'nothing',
    'nothing',
  ]);
  expect(errors('-b', '-c', 'b"" == ""')).toMatch(
    /^<string>:1: BytesWarning: Comparison between bytes and string\n/,
  );
  expect(errors('-c', program)).toBe('nothing\n'.repeat(8));
});

it('are there with -bb when bytes and a str are keys with the same hash', () => {
  const program = `
for f in (lambda: {'a': 1}.get(b'a'), lambda: 'a' in {b'a'}, lambda: {b'a': 1, 'a': 2}, lambda: {'a', b'a'},
          lambda: {'a'} & {b'a'}, lambda: {(b'a',): 1}.get(('a',)), lambda: {hash(b'a'): 1}.get(b'a'),
          lambda: {'b': 1}.get(b'a')):
    try: f(); print('nothing', file=__import__('sys').stderr)
    except BytesWarning as warning: print(warning, file=__import__('sys').stderr)
`;
  expect(errors('-bb', '-c', program).trimEnd().split('\n')).toEqual([
    ...Array.from({ length: 6 }, () => 'Comparison between bytes and string'),
    'Comparison between bytes and int',
    'nothing',
  ]);
  expect(errors('-c', program)).toBe('nothing\n'.repeat(8));
});
