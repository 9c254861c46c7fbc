import { expect, test } from 'vitest';
import { FormatError, typeError } from '../../../src/objects/text/format-error.ts';
import {
  FLAG_LEFT,
  formatPercentFloat,
  formatPercentInt,
  formatPercentText,
  parsePercentBytes,
  parsePercentFormat,
} from '../../../src/objects/text/percent-format.ts';
import type { PercentPiece } from '../../../src/objects/text/percent-format.ts';
import { strRepr } from '../../../src/objects/text/string-repr.ts';
import { concatTexts, textFromCodePoints, textToUtf16 } from '../../../src/objects/text/text.ts';
import type { Text } from '../../../src/objects/text/text.ts';
import { differences, oracle, ours, points, random } from './oracle.ts';

const next = random(6);

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(next() * from.length)];
}

type Value = number | string;

/** What str's % does with a tuple of ints and strs, or a dict of them. */
function format(template: Text, values: Value[] | Map<string, Value>, bytes: boolean): Text {
  const out: Text[] = [];
  const mapping = Array.isArray(values) ? undefined : values;
  let left: Value[] = Array.isArray(values) ? values.slice() : ['a dict'];
  const take = (): Value => {
    if (left.length === 0) throw typeError('not enough arguments for format string');
    return left.shift()!;
  };
  const star = (): number => {
    const value = take();
    if (typeof value !== 'number') throw typeError('* wants int');
    return value;
  };
  for (const piece of bytes ? parsePercentBytes(template as string) : parsePercentFormat(template)) {
    out.push(piece.literal);
    if (piece.hasKey && mapping === undefined) throw typeError('format requires a mapping');
    if (piece.key !== undefined) {
      const value = mapping!.get(textToUtf16(piece.key));
      if (value === undefined) throw new FormatError('KeyError', textToUtf16(piece.key));
      left = [value];
    }
    let { flags } = piece;
    let width = piece.width === '*' ? star() : piece.width;
    if (piece.width === '*' && width < 0) {
      flags |= FLAG_LEFT;
      width = -width;
    }
    const precision = piece.precision === '*' ? Math.max(star(), 0) : piece.precision;
    if (piece.error !== undefined) throw piece.error;
    if (piece.conversion === '') break;
    const value = take();
    if (piece.unsupported !== undefined) throw piece.unsupported;
    out.push(formatValue(value, piece, flags, width, precision));
  }
  if (mapping === undefined && left.length > 0) {
    throw typeError(`not all arguments converted during ${bytes ? 'bytes' : 'string'} formatting`);
  }
  return concatTexts(out);
}

function formatValue(
  value: Value,
  { conversion }: PercentPiece,
  flags: number,
  width: number,
  precision: number,
): Text {
  if (conversion === 'c') {
    const text = typeof value === 'number' ? textFromCodePoints([value]) : value;
    return formatPercentText(text, flags, width, -1);
  }
  if ('sra'.includes(conversion)) {
    const text = conversion === 's' || typeof value === 'number' ? String(value) : strRepr(value);
    return formatPercentText(text, flags, width, precision);
  }
  if (typeof value !== 'number') throw new Error('not a number');
  if ('eEfFgG'.includes(conversion)) return formatPercentFloat(value, conversion, flags, width, precision);
  return formatPercentInt(value, conversion, flags, width, precision);
}

function randomFormat(conversions: string): string {
  const pieces = Array.from({ length: Math.floor(next() * 3) + 1 }, () => {
    if (next() < 0.15)
      return pick(['%%', 'text', '😀', '%', '%(', '%(a', '%5%', '%l', '%ll', '%\x7f', '%é', '%😀']);
    const flags = Array.from({ length: Math.floor(next() * 3) }, () => pick([...'-+ #0'])).join('');
    const width = next() < 0.5 ? String(Math.floor(next() * 20)) : next() < 0.2 ? '*' : '';
    const precision =
      next() < 0.4 ? '.' + (next() < 0.8 ? String(Math.floor(next() * 12)) : pick(['', '*'])) : '';
    return `x%${flags}${width}${precision}${pick(['', '', 'l', 'h', 'L'])}${pick([...conversions])}`;
  });
  return pieces.join('');
}

const BIG = [
  '%99999999999999999999d',
  '%.99999999999999999999d',
  '%.2147483648d',
  '%.2147483645d',
  '%*',
  '%.*',
  '%.',
  '%5.',
  '%*.*d',
];

test('str % tuple', () => {
  const formats = [...BIG, ...Array.from({ length: 8000 }, () => randomFormat('ddiuxXoeEfFgGcqy€'))];
  const inputs = formats.map((f): [number[], number[]] => [
    points(textFromCodePoints(Array.from(f, (c) => c.codePointAt(0)!))),
    Array.from({ length: Math.floor(next() * 4) + 1 }, () =>
      Math.floor(next() * 200 - (f.includes('c') ? 0 : 100)),
    ),
  ]);
  const expected = oracle('def f(x): return P(S(x[0]) % tuple(x[1]))', inputs);
  const actual = ours(([f, values]) => points(format(textFromCodePoints(f), values, false)), inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('bytes % tuple', () => {
  const formats = [...BIG, ...Array.from({ length: 4000 }, () => randomFormat('ddiuxXoeEfFgGcqy'))];
  const inputs = formats
    .filter((f) => !/[^\0-\xff]/.test(f))
    .map((f): [number[], number[]] => [
      points(f),
      Array.from({ length: Math.floor(next() * 4) + 1 }, () => Math.floor(next() * 100)),
    ]);
  const expected = oracle('def f(x): return list(bytes(x[0]) % tuple(x[1]))', inputs);
  const actual = ours(([f, values]) => points(format(textFromCodePoints(f), values, true)), inputs);
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('str % dict, and texts', () => {
  const keys = ['(a)', '(a(b)c)', '(%s)', '()', '(missing)', '', '(a', '(é)'];
  const formats = Array.from({ length: 3000 }, () =>
    Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
      const number = pick(['', '5', '-7', '.2', '012.1', '*', '.*', '+']);
      return `%${pick(keys)}${number}${pick(['s', 'r', 'a', '%', ''])}`;
    }).join('|'),
  );
  const values = { a: 'text', 'a(b)c': "it's", '%s': 'x', '': 5, é: 'y' };
  const inputs = formats
    .filter((f) => !/%[^(%]*[sra%]/.test(f.replace(/%\(.*?\)+/g, '')))
    .map((f) => points(f));
  const expected = oracle(`values = ${JSON.stringify(values)}\ndef f(x): return P(S(x) % values)`, inputs);
  const actual = ours(
    (f) => points(format(textFromCodePoints(f), new Map<string, Value>(Object.entries(values)), false)),
    inputs,
  );
  expect(differences(inputs, expected, actual)).toEqual([]);
});

test('numbers of other sizes', () => {
  const ints = ['-123456789012345678901234567890', '18446744073709551616', '-0', '5'];
  const floats = ['inf', '-inf', 'nan', '-0.0', '1e300', '-2.5', '1e-7'];
  const formats = Array.from({ length: 1500 }, () =>
    randomFormat('x').replace(/.*%([-+ #0]*\d*(\.\d+)?).*/, '$1'),
  ).filter((f) => /^[-+ #0]*\d*(\.\d+)?$/.test(f));
  const inputs = formats.flatMap((f) => [
    [f, pick([...'diuxXo']), pick(ints)],
    [f, pick([...'eEfFgG']), pick(floats)],
  ]);
  const source = `def f(x): return P(('%' + x[0] + x[1]) % (int(x[2]) if x[1] in 'diuxXo' else float(x[2])))`;
  const expected = oracle(source, inputs);
  const actual = inputs.map(([f, conversion, value]) => {
    const [piece] = parsePercentFormat(`%${f}${conversion}`);
    const [width, precision] = [Number(piece.width), Number(piece.precision)];
    if ('diuxXo'.includes(conversion)) {
      const big = BigInt(value);
      const n = Number.isSafeInteger(Number(big)) ? Number(big) : big;
      return points(formatPercentInt(n, conversion, piece.flags, width, precision));
    }
    return points(
      formatPercentFloat(Number(value.replace('inf', 'Infinity')), conversion, piece.flags, width, precision),
    );
  });
  expect(differences(inputs, expected, actual)).toEqual([]);
  expect(() => formatPercentInt(1, 'd', 0, -1, 2147483645)).toThrow('precision too large');
});
