import { expect, test } from 'vitest';
import { floatFromHex, floatHex } from '../../../src/objects/text/float-hex.ts';
import {
  complexRepr,
  floatAsIntegerRatio,
  floatRepr,
  floatRound,
  floatRoundToInt,
  formatDouble,
} from '../../../src/objects/text/float-repr.ts';
import type { DoubleCode } from '../../../src/objects/text/float-repr.ts';
import { complexHash, floatHash, intHash } from '../../../src/objects/text/number-hash.ts';
import {
  bits,
  differences,
  fromBits,
  oracle,
  ours,
  points,
  random,
  randomDoubles,
  resultBits,
} from './oracle.ts';
import { SPECIAL_DOUBLES } from './oracle.ts';

const next = random(1);
const doubles = [...SPECIAL_DOUBLES, ...randomDoubles(7000, next)];
const doubleBits = doubles.map(bits);

test('repr', () => {
  const expected = oracle('def f(x): return repr(F(x))', doubleBits);
  expect(differences(doubleBits, expected, doubles.map(floatRepr))).toEqual([]);
});

test('repr of complex numbers', () => {
  const inputs = doubleBits.slice(0, 1000).map((x, i) => [x, doubleBits[(i * 7) % 1500]]);
  const expected = oracle('def f(x): return repr(complex(F(x[0]), F(x[1])))', inputs);
  const actual = inputs.map(([re, im]) => complexRepr(fromBits(re), fromBits(im)));
  expect(differences(inputs, expected, actual)).toEqual([]);
});

const PRECISIONS = [0, 1, 2, 3, 5, 6, 10, 16, 17, 20, 21, 50, 99, 100, 101, 300, 800, 1100];

test.each(['e', 'f', 'g', 'E', 'F', 'G'] as const)('%s with any precision', (code: DoubleCode) => {
  const inputs = doubles.slice(0, 4000).map((v, i) => {
    const precision =
      i % 4 === 3 ? PRECISIONS[Math.floor(next() * PRECISIONS.length)] : Math.floor(next() * 18);
    return [bits(v), precision, next() < 0.2 ? '#' : ''] as [string, number, string];
  });
  const source = `def f(x): return ('%' + x[2] + '.' + str(x[1]) + '${code}') % F(x[0])`;
  const expected = oracle(source, inputs);
  const actual = ours(
    ([v, precision, alternate]) => formatDouble(fromBits(v), code, precision, alternate === '#'),
    inputs,
  );
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('half-way cases round to even', () => {
  const inputs: [string, number][] = [];
  for (let i = 1; i < 2000; i++) {
    const places = i % 12;
    inputs.push([bits((2 * i + 1) / 2 ** (places + 1)), places]);
    inputs.push([bits((2 * i + 1) * 5 * 10 ** (i % 13)), i % 5]);
  }
  const expected = oracle(
    `def f(x): return ['%.*f' % (x[1], F(x[0])), '%.*e' % (x[1], F(x[0])), '%.*g' % (x[1], F(x[0]))]`,
    inputs,
  );
  const actual = inputs.map(([v, p]) =>
    (['f', 'e', 'g'] as const).map((code) => formatDouble(fromBits(v), code, p)),
  );
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('round', () => {
  const inputs = doubles.map((v, i) => [
    bits(v),
    i % 3 === 0 ? Math.floor(next() * 700 - 340) : Math.floor(next() * 25 - 8),
  ]);
  const expected = oracle('def f(x): return B(round(F(x[0]), x[1]))', inputs);
  const actual = ours(([v, n]) => resultBits(floatRound(fromBits(v as string), n as number)), inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('round to int, as_integer_ratio', () => {
  const source = (e: string): string => `def f(x): return ${e}`;
  const rounded = ours((v) => String(floatRoundToInt(v)), doubles);
  expect(differences(doubleBits, oracle(source('str(round(F(x)))'), doubleBits), rounded)).toEqual([]);
  const ratios = ours((v) => floatAsIntegerRatio(v).map(String), doubles);
  const expected = oracle(source('[str(n) for n in F(x).as_integer_ratio()]'), doubleBits);
  expect(differences(doubleBits, expected, ratios)).toEqual([]);
});

test('hex and fromhex', () => {
  const expected = oracle('def f(x): return F(x).hex()', doubleBits);
  expect(differences(doubleBits, expected, doubles.map(floatHex))).toEqual([]);
  const texts = [
    ...doubles.map(floatHex),
    '',
    '0x',
    'p1',
    '0x.p1',
    '.8',
    '1.',
    '0x1.8p',
    '0x1p+',
    ' 1p3\n',
    '\x1c1',
    '-inf',
    'NaN',
    '+Infinity',
    'infin',
    'nanx',
    '0x1p99999999999999999999',
    '0x1p-99999999999999999999',
    '0x0p99999999999999999999',
    '0x1p1024',
    '0x1p-1075',
    '0x1.0000000000001p-1075',
    '0x1.fffffffffffff8p1023',
    '0x1.fffffffffffff7p1023',
    '0x3p-1075',
    'abc',
    '0xg',
    '1 2',
    '１',
  ];
  for (let i = 0; i < 1500; i++) {
    const digits = Array.from(
      { length: 1 + Math.floor(next() * 30) },
      () => '0123456789abcdefABCDEF.'[Math.floor(next() * 23)],
    );
    texts.push(`${digits.join('')}p${Math.floor(next() * 2400 - 1200)}`);
  }
  const inputs = texts.map(points);
  const values = oracle('def f(x): return B(float.fromhex(S(x)))', inputs);
  expect(
    differences(
      texts,
      values,
      ours((s) => resultBits(floatFromHex(s)), texts),
    ),
  ).toEqual([]);
});

// The oracle is a 32-bit build with hashes of its own, so it runs the published algorithm instead.
const HASH = `
P61 = 2**61 - 1
def H(n, d=1):
    if d % P61 == 0: h = 314159
    else: h = abs(n) % P61 * pow(d, -1, P61) % P61
    if n < 0: h = -h
    return -2 if h == -1 else h
`;

test('hashes', () => {
  const finite = doubleBits.filter((x) => Number.isFinite(fromBits(x)));
  const expected = oracle(`${HASH}\ndef f(x): return str(H(*F(x).as_integer_ratio()))`, finite);
  expect(
    differences(
      finite,
      expected,
      finite.map((x) => String(floatHash(fromBits(x)))),
    ),
  ).toEqual([]);
  expect([floatHash(Infinity), floatHash(-Infinity), intHash(-1), intHash(5)]).toEqual([
    314159, -314159, -2, 5,
  ]);
  const ints: string[] = Array.from({ length: 500 }, () => {
    const n = BigInt(Math.floor(next() * 2 ** 53)) ** BigInt(1 + Math.floor(next() * 5));
    return String(next() < 0.5 ? n : -n);
  });
  ints.push(...[2n ** 61n, 2n ** 61n - 1n, 2n ** 61n - 2n, -(2n ** 61n)].map(String));
  const intHashes = ints.map((n) => String(intHash(shorten(n))));
  expect(differences(ints, oracle(`${HASH}\ndef f(x): return str(H(int(x)))`, ints), intHashes)).toEqual([]);
  // From a 64-bit CPython.
  const complexHashes = [
    [1.5, 2.25],
    [1, 2],
    [0, 1e300],
    [-0, -1],
    [-1e300, -3.7],
  ].map(([re, im]) => String(complexHash(floatHash(re), floatHash(im))));
  expect(complexHashes).toEqual([
    '2882303761519117447',
    '2000007',
    '6004038717237113780',
    '-2000006',
    '-6067265582517117701',
  ]);
});

function shorten(text: string): number | bigint {
  const n = BigInt(text);
  return Number.isSafeInteger(Number(n)) && BigInt(Number(n)) === n ? Number(n) : n;
}
