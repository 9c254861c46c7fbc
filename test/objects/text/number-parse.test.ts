import { expect, test } from 'vitest';
import {
  complexLiteralMessage,
  floatLiteralMessage,
  intLiteralMessage,
  parseComplexText,
  parseFloatText,
  LongDigits,
  parseIntText,
} from '../../../src/objects/text/number-parse.ts';
import { valueError } from '../../../src/objects/text/format-error.ts';
import { strRepr } from '../../../src/objects/text/string-repr.ts';
import { textFromCodePoints } from '../../../src/objects/text/text.ts';
import type { Text } from '../../../src/objects/text/text.ts';
import { differences, oracle, ours, points, random, randomDoubles, resultBits } from './oracle.ts';

const next = random(2);

/** Texts from pieces of an alphabet; most of them nearly right. */
function texts(pieces: string[], count: number, longest: number): number[][] {
  return Array.from({ length: count }, () =>
    Array.from({ length: Math.floor(next() * longest) }, () => pieces[Math.floor(next() * pieces.length)])
      .join('')
      .split(/(?:)/u)
      .map((c) => c.codePointAt(0)!),
  );
}

const SPACES = [' ', '\t', '\n', '\x1c', '\x85', '\xa0', '\u2003', '\0'];

function text(x: number[]): Text {
  return textFromCodePoints(x);
}

test('float()', () => {
  const pieces = [
    '1',
    '2',
    '05',
    '9',
    '_',
    '.',
    'e',
    'E',
    '+',
    '-',
    'inf',
    'nan',
    'Infinity',
    '１',
    '𝟗',
    'x',
    '٣',
  ];
  const fixed = [
    '',
    ' ',
    '1e400',
    '-1e400',
    '1e-400',
    '1_0.0_1e1_0',
    '1_.0',
    '1._0',
    '1e_5',
    '1__0',
    '_1',
    '1_',
    'nan_1',
    '-nan',
    '+INF',
    '- 1',
    '\x1c1',
    '\x1c１',
    '\x85１\u2003',
    '1e',
    '1e+',
    '.',
    '.e1',
    '1.',
    '.5',
    'infinit',
    'in',
    '\0',
    '1\0',
    '\ud800',
    '😀',
    '1😀',
    '9007199254740993',
    '0.1' + '0'.repeat(800) + '1',
    '2.4703282292062327208e-324',
    '1e99999999999999',
    '0e99999999999999',
    'x'.repeat(300),
    '179769313486231580793e289',
    '1' + '0'.repeat(400),
    '0x1p3',
  ].map(points);
  const longs = randomDoubles(1500, next).map((v) => points(v.toExponential(Math.floor(next() * 40))));
  const inputs = [
    ...fixed,
    ...texts(pieces, 4000, 7),
    ...texts([...pieces.slice(0, 8), ...SPACES], 1500, 5),
    ...longs,
  ];
  const expected = oracle('def f(x): return B(float(S(x)))', inputs);
  const actual = ours((x) => {
    const value = parseFloatText(text(x));
    if (value === undefined) throw valueError(floatLiteralMessage(strRepr(text(x))));
    return resultBits(value);
  }, inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('int()', () => {
  const pieces = [
    '1',
    '0',
    '7',
    'f',
    'Z',
    '_',
    '+',
    '-',
    '0x',
    '0B',
    '0o',
    '１',
    '𝟗',
    '٣',
    '12345678901234567',
  ];
  const fixed = [
    '',
    '0',
    '-0',
    '00',
    '0_0',
    '01',
    '0x',
    '0x_1f',
    '0x__1',
    '0_x1',
    '1__0',
    '1_',
    '_1',
    '  -0b_101 ',
    '0b2',
    'x'.repeat(300),
    '1'.repeat(5000),
    '1'.repeat(5000) + 'x',
    '1'.repeat(5000) + ' ',
    '0'.repeat(5000),
    '1'.repeat(5000) + '\0',
    '1\0',
    '\0',
    '1'.repeat(4300),
    '1_'.repeat(4299) + '1',
    '1_'.repeat(4300) + '1',
    '0x' + 'f'.repeat(5000),
    '9007199254740991',
    '9007199254740992',
    '-9007199254740992',
    '\ud800',
    "it's",
    '\x1c1',
    '- 1',
    '+-1',
    '1 2',
    '0'.repeat(60) + '7',
  ].map((s): [number[], number] => [points(s), 10]);
  const bases = [0, 10, 10, 16, 2, 8, 36, 7, 32, 4, 3];
  const base = (): number => bases[Math.floor(next() * bases.length)];
  const inputs: [number[], number][] = [
    ...fixed,
    ...fixed.map(([x]): [number[], number] => [x, 0]),
    ...fixed.map(([x]): [number[], number] => [x, 16]),
    ...texts(pieces, 5000, 6).map((x): [number[], number] => [x, base()]),
    ...texts([...pieces.slice(0, 9), ...SPACES], 1500, 5).map((x): [number[], number] => [x, base()]),
    ...texts(['0123', '1', '2', '201', '1_0'], 300, 300).map((x): [number[], number] => [x, base()]),
    ...[1, -1, 37, -2].map((b): [number[], number] => [points('1'), b]),
  ];
  const expected = oracle('def f(x): return hex(int(S(x[0]), x[1]))', inputs);
  const actual = ours(([x, b]) => {
    const value = parseIntText(text(x), b);
    if (value === undefined) throw valueError(intLiteralMessage(b, strRepr(text(x))));
    if (value instanceof LongDigits) throw new Error('the texts are short');
    expect(typeof value).toBe(
      value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER ? 'number' : 'bigint',
    );
    expect(value).not.toBe(-0);
    return (value < 0 ? '-0x' : '0x') + (value < 0 ? -value : value).toString(16);
  }, inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('complex()', () => {
  const pieces = ['1', '2.5', 'e3', '+', '-', 'j', 'J', 'inf', 'nan', '(', ')', ' ', '_', '１'];
  const fixed = [
    '',
    'j',
    '+j',
    '-J',
    '1',
    '1+',
    '1+j',
    '1-2J',
    '(1+2j)',
    '( 1+2j ) ',
    '(1',
    '1)',
    '((1))',
    '()',
    '１+2J',
    '1_0+2_0j',
    '1+_2j',
    '1e400j',
    'infj',
    'nan-infinityj',
    '1 +2j',
    '1+ 2j',
    '-1j',
    '-0j',
    '1+2',
    '1j+2',
    '1jj',
    'x'.repeat(300),
    '1e5+1e5j',
    '1ej',
  ].map(points);
  const inputs = [...fixed, ...texts(pieces, 6000, 8)];
  const expected = oracle('def f(x):\n z = complex(S(x))\n return [B(z.real), B(z.imag)]', inputs);
  const actual = ours((x) => {
    const z = parseComplexText(text(x));
    if (z === undefined) throw valueError(complexLiteralMessage(text(x), strRepr(text(x))));
    return [resultBits(z.re), resultBits(z.im)];
  }, inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
});
