import { expect, test } from 'vitest';
import * as arithmetic from '../../../src/objects/text/int-arithmetic.ts';
import type { Int } from '../../../src/objects/text/int-arithmetic.ts';
import { intBin, intHex, intOct, intToString } from '../../../src/objects/text/int-format.ts';
import {
  bits,
  differences,
  fromBits,
  oracle,
  ours,
  random,
  randomDoubles,
  resultBits,
  SPECIAL_DOUBLES,
} from './oracle.ts';
import type { Json } from './oracle.ts';

const next = random(3);

/** Ints of up to `size` bits, often near powers of two. */
function randomInt(size: number): bigint {
  let n = 0n;
  const bitCount = Math.floor(next() * size);
  if (next() < 0.3) n = (1n << BigInt(bitCount)) + BigInt(Math.floor(next() * 5) - 2);
  else for (let i = 0; i < bitCount; i += 30) n = (n << 30n) | BigInt(Math.floor(next() * 2 ** 30));
  return next() < 0.5 ? n : -n;
}

function shorten(n: bigint): Int {
  return n <= 9007199254740991n && n >= -9007199254740991n ? Number(n) : n;
}

/** The hexadecimal text of a result, after checking that it is in its one proper form. */
function proper(n: Int): string {
  expect(typeof n).toBe(typeof shorten(BigInt(n)));
  expect(Object.is(n, -0)).toBe(false);
  return BigInt(n).toString();
}

const SMALL = Array.from({ length: 21 }, (_, i) => BigInt(i - 10));
const EDGES = [53n, 54n, 63n, 64n, 128n].flatMap((e) =>
  [-1n, 0n, 1n].flatMap((d) => [2n ** e + d, -(2n ** e) + d]),
);
const PAIRS: [bigint, bigint][] = [
  ...SMALL.flatMap((a) => SMALL.map((b): [bigint, bigint] => [a, b])),
  ...EDGES.flatMap((a) => [...SMALL.slice(7, 14), ...EDGES].map((b): [bigint, bigint] => [a, b])),
  ...Array.from({ length: 3000 }, (): [bigint, bigint] => [randomInt(200), randomInt(120)]),
  ...Array.from({ length: 1000 }, (): [bigint, bigint] => [randomInt(56), randomInt(56)]),
];

function check(expression: string, inputs: bigint[][], f: (...n: Int[]) => Json): void {
  const asked = inputs.map((x) => x.map(String));
  const expected = oracle(`def f(x):\n a, b, c = (*map(int, x), 0, 0)[:3]\n return ${expression}`, asked);
  const actual = ours((x) => f(...x.map(shorten)), inputs);
  expect(differences(asked, expected, actual)).toEqual([]);
}

test('floor division, modulo, divmod', () => {
  check('str(a // b)', PAIRS, (a, b) => proper(arithmetic.intFloorDiv(a, b)));
  check('str(a % b)', PAIRS, (a, b) => proper(arithmetic.intMod(a, b)));
  check('[str(n) for n in divmod(a, b)]', PAIRS, (a, b) => arithmetic.intDivMod(a, b).map(proper));
});

test('true division is rounded once', () => {
  const wide: bigint[][] = Array.from({ length: 3000 }, () => [randomInt(2500), randomInt(2500)]);
  // Quotients that are half-way between two doubles, or a little off.
  const ties = Array.from({ length: 1000 }, () => {
    const d = randomInt(300) || 1n;
    const q = (1n << 53n) + BigInt(Math.floor(next() * 1e6)) * 2n + 1n;
    return [q * d + BigInt(Math.floor(next() * 3) - 1), d << BigInt(Math.floor(next() * 1130))];
  });
  check('B(a / b)', [...PAIRS, ...wide, ...ties], (a, b) => resultBits(arithmetic.intTrueDiv(a, b)));
});

test('shifts', () => {
  const shifts = PAIRS.map(([a, b]) => [a, b > 300n ? b % 300n : b]);
  shifts.push([0n, 2n ** 70n], [5n, 2n ** 70n], [-5n, -(2n ** 70n)]);
  check('str(a << b)', shifts, (a, b) => proper(arithmetic.intLeftShift(a, b)));
  check('str(a >> b)', [...PAIRS, [-1n, 2n ** 70n]], (a, b) => proper(arithmetic.intRightShift(a, b)));
});

test('powers', () => {
  const powers = PAIRS.map(([a, b]) => [a, (b < 0n ? -b : b) % 60n]);
  powers.push([1n, 2n ** 70n], [-1n, 2n ** 70n + 1n], [0n, 2n ** 70n]);
  check('str(a ** b)', powers, (a, b) => proper(arithmetic.intPow(a, b)));
  const triples = PAIRS.slice(0, 3500).map(([a, b], i) => [
    a,
    b,
    i % 3 === 0 ? randomInt(28) : randomInt(90),
  ]);
  triples.push(
    [2n, 5n, 1n],
    [2n, 5n, -1n],
    [0n, 0n, 1n],
    [3n, -1n, 7n],
    [2n, -1n, 4n],
    [0n, -1n, 1n],
    [7n, 0n, -5n],
  );
  check('str(pow(a, b, c))', triples, (a, b, c) => proper(arithmetic.intPowMod(a, b, c)));
});

test('gcd and isqrt', () => {
  const related = Array.from({ length: 500 }, () => {
    const g = randomInt(600);
    return [g * randomInt(1500), g * randomInt(1500)];
  });
  check('str(__import__("math").gcd(a, b))', [...PAIRS, ...related], (a, b) =>
    proper(arithmetic.intGcd(a, b)),
  );
  const roots = [...PAIRS, ...related].flatMap(([a, b]) => [
    [a < 0n ? -a : a],
    [b * b],
    [b * b + (b === 0n ? 0n : -1n)],
  ]);
  check('str(__import__("math").isqrt(a))', roots, (a) => proper(arithmetic.intIsqrt(a)));
});

test('bits and texts', () => {
  check('[a.bit_length(), a.bit_count()]', PAIRS, (a) => [
    arithmetic.intBitLength(a),
    arithmetic.intBitCount(a),
  ]);
  check('[str(a), hex(a), oct(a), bin(a)]', PAIRS, (a) => [intToString(a), intHex(a), intOct(a), intBin(a)]);
  const long = [
    10n ** 4299n,
    10n ** 4300n - 1n,
    10n ** 4300n,
    -(10n ** 4300n) + 1n,
    -(10n ** 4300n),
    10n ** 9000n,
  ].map((n) => [n]);
  const hex = long.map((x) => x.map((n) => (n < 0n ? '-0x' + (-n).toString(16) : '0x' + n.toString(16))));
  const expected = oracle('def f(x): return str(int(x[0], 16))', hex);
  expect(
    differences(
      hex,
      expected,
      ours((x) => intToString(x[0]), long),
    ),
  ).toEqual([]);
});

test('bytes', () => {
  const inputs: [string, number, string, boolean][] = PAIRS.slice(400).map(([a], i) => {
    const size = Math.ceil(arithmetic.bitLengthBig(a < 0n ? -a : a) / 8);
    return [String(a), size + Math.floor(next() * 4) - 1, i % 2 ? 'little' : 'big', next() < 0.5];
  });
  inputs.push(
    ['0', 0, 'big', false],
    ['0', 0, 'big', true],
    ['-1', 0, 'big', true],
    ['1', 1, 'mid', true],
    ['-128', 1, 'big', true],
  );
  const source = 'def f(x): return list(int(x[0]).to_bytes(x[1], x[2], signed=x[3]))';
  const expected = oracle(source, inputs);
  const actual = ours(
    ([n, size, order, signed]) => [...arithmetic.intToBytes(shorten(BigInt(n)), size, order, signed)],
    inputs,
  );
  expect(differences(inputs, expected, actual)).toEqual([]);
  const arrays = expected
    .filter((x): x is number[] => Array.isArray(x))
    .map((x, i): [number[], string, boolean] => [x, i % 3 ? 'little' : 'big', i % 2 === 0]);
  const back = oracle('def f(x): return str(int.from_bytes(x[0], x[1], signed=x[2]))', arrays);
  const ints = arrays.map(([x, order, signed]) =>
    proper(arithmetic.intFromBytes(Uint8Array.from(x), order, signed)),
  );
  expect(differences(arrays, back, ints)).toEqual([]);
});

test('ints and floats', () => {
  const big = [...PAIRS.map(([a]) => [a]), ...Array.from({ length: 500 }, () => [randomInt(1200)])];
  check('B(float(a))', big, (a) => resultBits(arithmetic.intToFloat(a)));
  const doubles = [...SPECIAL_DOUBLES, ...randomDoubles(1500, next)];
  const expected = oracle('def f(x): return str(int(F(x)))', doubles.map(bits));
  expect(
    differences(
      doubles.map(bits),
      expected,
      ours((v) => proper(arithmetic.floatToInt(v)), doubles),
    ),
  ).toEqual([]);
  const pairs: [string, string][] = doubles.flatMap((v) => {
    const near = Number.isFinite(v) ? BigInt(Math.trunc(v)) : 1n;
    return [-1n, 0n, 1n].map((d): [string, string] => [String(near + d), bits(v)]);
  });
  const orders = oracle('def f(x):\n a, b = int(x[0]), F(x[1])\n return [a < b, a == b, a > b]', pairs);
  const compared = pairs.map(([n, v]) => {
    const order = arithmetic.compareIntFloat(shorten(BigInt(n)), fromBits(v));
    return [order < 0, order === 0, order > 0];
  });
  expect(differences(pairs, orders, compared)).toEqual([]);
});
