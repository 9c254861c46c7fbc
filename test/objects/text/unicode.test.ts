import { expect, test } from 'vitest';
import { bytesRepr, escapeNonAscii, strAscii, strRepr } from '../../../src/objects/text/string-repr.ts';
import { textFromCodePoints } from '../../../src/objects/text/text.ts';
import type { Text } from '../../../src/objects/text/text.ts';
import * as unicode from '../../../src/objects/text/unicode.ts';
import { differences, oracle, points, random } from './oracle.ts';
import type { Json } from './oracle.ts';

const next = random(4);

/** Two planes wholly, and samples of the others, in blocks of 4096. */
const BLOCKS = [
  ...Array.from({ length: 0x20 }, (_, i) => range(i * 4096, 1)),
  ...Array.from({ length: 0xf }, (_, i) => range((i + 2) * 0x10000, 16)),
  range(0xe0000, 1),
];

function range(start: number, step: number): number[] {
  return Array.from({ length: 4096 }, (_, i) => start + i * step);
}

test('properties of code points', () => {
  const source = `
import unicodedata as u
def f(block):
    return [properties(chr(n), 'a' + chr(n)) for n in block]
def properties(c, ac):
    return [u.category(c), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isalnum(), c.isspace(),
        c.isupper(), c.islower(), c.istitle(), c.isprintable(), c.isidentifier(), ac.isidentifier(),
        u.decimal(c, -1), u.digit(c, -1), u.numeric(c, None), len((ac + 'b').splitlines()) == 2]`;
  const expected = oracle(source, BLOCKS);
  const actual = BLOCKS.map((block) => block.map(properties));
  BLOCKS.forEach((block, i) => expect(differences(block, expected[i] as Json[], actual[i])).toEqual([]));
}, 60_000);

function properties(c: number): (string | boolean | number | null)[] {
  const one = textFromCodePoints([c]);
  return [
    unicode.category(c),
    unicode.isAlpha(c),
    unicode.isDecimal(c),
    unicode.isDigit(c),
    unicode.isNumeric(c),
    unicode.isAlnum(c),
    unicode.isSpace(c),
    unicode.isUpper(one),
    unicode.isLower(one),
    unicode.isTitle(one),
    unicode.isPrintable(c),
    unicode.isIdentifierStart(c),
    unicode.isIdentifierContinue(c),
    unicode.decimalValue(c),
    unicode.digitValue(c),
    unicode.numericValue(c) ?? null,
    unicode.isLineBreak(c),
  ];
}

const CASES = [
  unicode.toUpper,
  unicode.toLower,
  unicode.toTitle,
  unicode.casefold,
  unicode.swapcase,
  unicode.capitalize,
];
const CASE_SOURCE = `
def f(x):
    s = S(x)
    return [P(t) for t in (s.upper(), s.lower(), s.title(), s.casefold(), s.swapcase(), s.capitalize())]`;

test('case mappings of code points', () => {
  const source = `
def f(block): return [mappings(chr(n)) for n in block]
def mappings(c):
    return [P(t) for t in (c.upper(), c.lower(), c.title(), c.casefold(), c.swapcase(), c.capitalize())]`;
  const expected = oracle(source, BLOCKS);
  const actual = BLOCKS.map((block) =>
    block.map((c) => CASES.map((f) => points(f(textFromCodePoints([c]))))),
  );
  BLOCKS.forEach((block, i) => expect(differences(block, expected[i] as Json[], actual[i])).toEqual([]));
}, 60_000);

/** Texts of characters that matter: cased, titlecase, ignorable, sigmas, wide ones, lone surrogates. */
function randomTexts(count: number): number[][] {
  const pool = points("aBz Σσςß'\u0345\u0301ǅǆŉİıﬁ.-:΢1²ⅧჄა\u13a0\u00ad\xb5\xff\u2028'\"\\\n\t\x7f\xa0");
  const wide = [0x10400, 0x10428, 0x1f600, 0xd800, 0xdc00, 0x1d7d8, 0xe0001, 0x10ffff, 0x1e921, 0x2000b];
  return Array.from({ length: count }, (_, k) =>
    Array.from({ length: Math.floor(next() * 8) }, () => {
      const from = k % 2 ? pool : [...pool, ...wide];
      return next() < 0.1 ? Math.floor(next() * 0x3000) : from[Math.floor(next() * from.length)];
    }),
  );
}

const inputs = randomTexts(6000);

test('case mappings of texts', () => {
  const expected = oracle(CASE_SOURCE, inputs);
  const actual = inputs.map((x) => CASES.map((f) => points(f(textFromCodePoints(x)))));
  expect(differences(inputs, expected, actual)).toEqual([]);
  const narrow = (t: Text): boolean => typeof t === 'string';
  expect(
    inputs.every((x) =>
      CASES.every(
        (f) => points(f(textFromCodePoints(x))).every(isNarrow) === narrow(f(textFromCodePoints(x))),
      ),
    ),
  ).toBe(true);
});

function isNarrow(c: number): boolean {
  return c < 0xd800 || (c > 0xdfff && c < 0x10000);
}

test('predicates of texts', () => {
  const source = `
def f(x):
    s = S(x)
    return [s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(),
        s.isprintable(), s.isidentifier(), s.isascii()]`;
  const expected = oracle(source, inputs);
  const actual = inputs.map((x) => {
    const t = textFromCodePoints(x);
    const every = [unicode.isAlpha, unicode.isAlnum, unicode.isSpace].map((f) => unicode.everyChar(t, f));
    const whole = [
      unicode.isUpper,
      unicode.isLower,
      unicode.isTitle,
      unicode.isPrintableText,
      unicode.isIdentifier,
    ];
    return [...every, ...whole.map((f) => f(t)), unicode.isAsciiText(t)];
  });
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('repr and ascii of str', () => {
  const all = [...inputs, ...BLOCKS];
  const expected = oracle('def f(x): return [P(repr(S(x))), P(ascii(S(x)))]', all);
  const actual = all.map((x) => {
    const t = textFromCodePoints(x);
    return [points(strRepr(t)), points(strAscii(t))];
  });
  expect(differences(all, expected, actual)).toEqual([]);
  expect(escapeNonAscii('[é, \u2028]')).toBe('[\\xe9, \\u2028]');
}, 60_000);

test('repr of bytes', () => {
  const arrays = [
    ...inputs.map((x) => x.map((c) => c & 255)),
    Array.from({ length: 256 }, (_, i) => i),
    [39],
    [34],
    [39, 34],
  ];
  const expected = oracle('def f(x): return repr(bytes(x))', arrays);
  expect(
    differences(
      arrays,
      expected,
      arrays.map((x) => bytesRepr(Uint8Array.from(x))),
    ),
  ).toEqual([]);
});
