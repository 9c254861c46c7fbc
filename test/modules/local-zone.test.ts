// The local time zone: a zone file made here, and TZ as POSIX writes it (compared with CPython on Linux).
import { expect, test } from 'vitest';
import { runCommand } from '../support/interpreter.ts';
import { FileZone } from '../../src/modules/local-zone.ts';

/** A block of a zone file: changes at moments to the types of these numbers. */
function block(size: 4 | 8, moments: number[], kinds: number[], names: string[]): number[] {
  const bytes: number[] = [];
  const number = (n: number, width: number): void => {
    for (let i = width - 1; i >= 0; i--) bytes.push(Number((BigInt(n) >> BigInt(8 * i)) & 255n));
  };
  for (const char of 'TZif2') bytes.push(char.charCodeAt(0));
  while (bytes.length < 20) bytes.push(0);
  const texts = names.map((name) => `${name}\0`).join('');
  for (const n of [0, 0, 0, moments.length, names.length, texts.length]) number(n, 4);
  for (const moment of moments) number(moment, size);
  bytes.push(...kinds);
  let at = 0;
  for (const name of names) {
    number(0, 4);
    bytes.push(0, at);
    at += name.length + 1;
  }
  for (const char of texts) bytes.push(char.charCodeAt(0));
  return bytes;
}

test('names come from the changes, and behind the last from the rule', () => {
  const names = ['LMT', 'CET', 'CEST'];
  const footer = [...'\nCET-1CEST,M3.5.0,M10.5.0/3\n'].map((char) => char.charCodeAt(0));
  const zone = new FileZone(
    Uint8Array.from([
      ...block(4, [], [], ['UTC']),
      ...block(8, [-5e9, 100, 200], [1, 2, 1], names),
      ...footer,
    ]),
  );
  expect(zone.at(-6e9).name).toBe('LMT');
  expect(zone.at(0).name).toBe('CET');
  expect(zone.at(150).name).toBe('CEST');
  expect(zone.at(300).name).toBe('CET');
  expect(zone.at(15_552_300).name).toBe('CEST');
});

test('other files are refused', () => {
  expect(() => new FileZone(new Uint8Array(50))).toThrow(RangeError);
});

test('tzset heeds rules in TZ', async () => {
  const program = `
import os, time
for zone in 'EST+05EDT,M4.1.0,M10.5.0', 'AEST-10AEDT-11,M10.5.0,M3.5.0', '<+0330>-3:30', 'XXX-2YYY,J60/3,J300':
    os.environ['TZ'] = zone
    time.tzset()
    print(time.timezone, time.altzone, time.daylight, time.tzname)
    for moment in 1040774400, 1750000000:
        local = time.localtime(moment)
        print(local[3:6], local.tm_isdst, local.tm_zone, local.tm_gmtoff, time.mktime(local) == moment)
    print(time.mktime((2024, 7, 1, 0, 0, 0, 0, 0, 0)) - time.mktime((2024, 7, 1, 0, 0, 0, 0, 0, 1)))`;
  const { stdout } = await runCommand(['-c', program]);
  expect(stdout.split('\n').slice(0, -1)).toEqual([
    "18000 14400 1 ('EST', 'EDT')",
    '(19, 0, 0) 0 EST -18000 True',
    '(11, 6, 40) 1 EDT -14400 True',
    '3600.0',
    "-36000 -39600 1 ('AEST', 'AEDT')",
    '(11, 0, 0) 1 AEDT 39600 True',
    '(1, 6, 40) 0 AEST 36000 True',
    '3600.0',
    "-12600 -12600 0 ('+0330', '+0330')",
    '(3, 30, 0) 0 +0330 12600 True',
    '(18, 36, 40) 0 +0330 12600 True',
    '3600.0',
    "-7200 -10800 1 ('XXX', 'YYY')",
    '(2, 0, 0) 0 XXX 7200 True',
    '(18, 6, 40) 1 YYY 10800 True',
    '3600.0',
  ]);
});
