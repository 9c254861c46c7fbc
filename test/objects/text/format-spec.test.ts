import { expect, test } from 'vitest';
import {
  formatComplex,
  formatFloat,
  formatInt,
  formatString,
} from '../../../src/objects/text/format-spec.ts';
import type { Int } from '../../../src/objects/text/int-arithmetic.ts';
import { textFromCodePoints } from '../../../src/objects/text/text.ts';
import {
  bits,
  differences,
  fromBits,
  oracle,
  ours,
  points,
  random,
  randomDoubles,
  SPECIAL_DOUBLES,
} from './oracle.ts';
import type { Json } from './oracle.ts';

const next = random(5);

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(next() * from.length)];
}

/** A specification that is mostly well formed, or now and then a jumble. */
function randomSpec(types: string): string {
  if (next() < 0.1) {
    return Array.from({ length: 1 + next() * 5 }, () =>
      pick([...'<>=^+- z#01359,_.bcdeEfFgGnosxX%q\u0660é']),
    ).join('');
  }
  const maybe = (chance: number, part: () => string): string => (next() < chance ? part() : '');
  return (
    maybe(
      0.4,
      () => maybe(0.5, () => pick(['*', '0', ' ', 'x', '€', '😀', '\ud800', '<'])) + pick([...'<>=^']),
    ) +
      maybe(0.3, () => pick([...'+- '])) +
      maybe(0.1, () => 'z') +
      maybe(0.2, () => '#') +
      maybe(0.25, () => '0') +
      maybe(0.6, () => String(Math.floor(next() * 25))) +
      maybe(0.3, () => pick([',', '_', ',_', '_,', ',,', '__'])) +
      maybe(0.4, () => '.' + maybe(0.85, () => pick(['0', '1', '2', '3', '5', '10', '17', '40']))) +
      maybe(0.15, () => pick([',', '_'])) +
      maybe(0.8, () => pick([...types])) || 's'
  );
}

function specs(count: number, types: string): number[][] {
  return Array.from({ length: count }, () => points(textFromCodePoints(codePoints(randomSpec(types)))));
}

function codePoints(s: string): number[] {
  return Array.from(s, (c) => c.codePointAt(0)!);
}

const FIXED = [
  '99999999999999999999',
  '.99999999999999999999',
  'd\n',
  '\0',
  'x\x01',
  '+ ',
  '0:<5',
  'e\ud800',
  '.3,_f',
  '.,',
  '._d',
  '.,,',
];
const fixed = FIXED.map(codePoints);

function check(
  value: string,
  inputs: [Json, number[]][],
  f: (value: never, spec: number[]) => number[],
): void {
  const expected = oracle(`def f(x): return P(format(${value}, S(x[1])))`, inputs);
  const actual = ours(([v, spec]) => f(v as never, spec), inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
}

test('str', () => {
  const values = ['', 'a', 'hello', 'naïve', '日本', '😀x', '\ud800'].map(codePoints);
  const inputs = [...fixed, ...specs(6000, 'ssssssdf')].map((spec): [Json, number[]] => [pick(values), spec]);
  check('S(x[0])', inputs, (v: number[], spec) =>
    points(formatString(textFromCodePoints(v), textFromCodePoints(spec))),
  );
});

test('int', () => {
  const values = [
    '0',
    '1',
    '-1',
    '7',
    '65',
    '-255',
    '1234',
    '123456789',
    '-1234567',
    '1114111',
    '1114112',
    '55296',
    '128512',
    '12345678901234567890123',
    '-98765432109876543210',
    '9007199254740993',
    '1' + '0'.repeat(400),
  ];
  const all = [...fixed, ...specs(9000, 'ddnxXobceEfFgG%s')].map((spec): [string, number[]] => [
    pick(values),
    spec,
  ]);
  // A C long of the oracle has 32 bits.
  const inputs = all.filter(([v, spec]) => v !== '9007199254740993' || !spec.includes(0x63));
  check('int(x[0])', inputs, (v: string, spec) => points(formatInt(shorten(v), textFromCodePoints(spec))));
  const huge = BigInt('1' + '0'.repeat(5000));
  expect(() => formatInt(huge, 'd')).toThrow(
    'Exceeds the limit (4300 digits) for integer string conversion;',
  );
  expect(formatInt(huge, ',', 'int', 0)).toMatch(/^100(,000){1666}$/);
  expect(() => formatInt(2n ** 63n, 'c')).toThrow('Python int too large to convert to C long');
  expect(() => formatInt(5, 'q', 'bool')).toThrow("Unknown format code 'q' for object of type 'bool'");
});

function shorten(text: string): Int {
  const n = BigInt(text);
  return BigInt.asIntN(53, n) === n ? Number(n) : n;
}

const doubles = [
  ...SPECIAL_DOUBLES,
  ...randomDoubles(300, next),
  1234.5,
  -1234567.891,
  0.000123,
  -0.4,
  -0.0004,
  999999.5,
].map(bits);

test('float', () => {
  const inputs = [...fixed, ...specs(9000, 'eEfFgGn%%ffd')].map((spec): [Json, number[]] => [
    pick(doubles),
    spec,
  ]);
  check('F(x[0])', inputs, (v: string, spec) => points(formatFloat(fromBits(v), textFromCodePoints(spec))));
});

test('complex', () => {
  const inputs = [...fixed, ...specs(6000, 'eEfFgGn%d')].map((spec): [Json, number[]] => {
    return [[pick(doubles), pick(doubles)], spec];
  });
  check('complex(F(x[0][0]), F(x[0][1]))', inputs, ([re, im]: [string, string], spec) =>
    points(formatComplex(fromBits(re), fromBits(im), textFromCodePoints(spec))),
  );
});

test('widths and precisions beyond what can be', () => {
  expect(() => formatString('a', '9223372036854775808')).toThrow('Too many decimal digits in format string');
  expect(() => formatFloat(1.5, '.2147483648f')).toThrow('precision too big');
  expect(formatString('abc', '.9223372036854775807')).toBe('abc');
});
