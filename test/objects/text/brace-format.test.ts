import { expect, test } from 'vitest';
import {
  parseBraceFormat,
  parseMarkup,
  splitFieldName,
  unknownConversion,
} from '../../../src/objects/text/brace-format.ts';
import type { BracePiece, FieldName } from '../../../src/objects/text/brace-format.ts';
import { FormatError } from '../../../src/objects/text/format-error.ts';
import { textFromCodePoints, textToUtf16 } from '../../../src/objects/text/text.ts';
import type { Text } from '../../../src/objects/text/text.ts';
import { differences, oracle, ours, points, random } from './oracle.ts';
import type { Json } from './oracle.ts';

const next = random(7);

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(next() * from.length)];
}

const PIECES = [
  '{',
  '}',
  '{{',
  '}}',
  '{}',
  '{0}',
  '{a}',
  '!',
  '!r',
  ':',
  ':>5',
  ':{',
  '[',
  ']',
  '.',
  '.b',
  '[1]',
  '[x]',
  '0',
  '1',
  'a',
  '{:{}}',
  '{a:{b}}',
  '{0!r:{1}}',
  ' ',
  '😀',
  'é',
  '{x.y[3].z}',
  '{[}]}',
  '99999999999999999999',
  '٣',
];

const templates = Array.from({ length: 12000 }, () =>
  points(
    textFromCodePoints(
      Array.from(Array.from({ length: Math.floor(next() * 6) }, () => pick(PIECES)).join(''), (c) =>
        c.codePointAt(0)!,
      ),
    ),
  ),
);

function text(x: number[]): Text {
  return textFromCodePoints(x);
}

test('_string.formatter_parser', () => {
  const source = `
import _string
def f(x):
    out = []
    try:
        for literal, name, spec, conversion in _string.formatter_parser(S(x)):
            parts = [None if part is None else P(part) for part in (name, spec)]
            out.append([P(literal), *parts, conversion and ord(conversion)])
    except ValueError as e: out.append(str(e))
    return out`;
  const expected = oracle(source, templates);
  const actual = templates.map((x) =>
    parseMarkup(text(x)).map(({ literal, field, error }): Json => {
      if (error !== undefined) return error.message;
      if (field === undefined) return [points(literal), null, null, null];
      return [points(literal), points(field.name), points(field.spec), field.conversion || null];
    }),
  );
  expect(differences(templates, expected, actual)).toEqual([]);
});

test('_string.formatter_field_name_split', () => {
  const source = `
import _string
def f(x):
    first, rest = _string.formatter_field_name_split(S(x))
    out = [str(first)]
    try:
        for is_attribute, name in rest: out.append([is_attribute, isinstance(name, int), str(name)])
    except ValueError as e: out.append(str(e))
    return out`;
  const parts = [
    'a',
    '0',
    '12',
    '.',
    '[',
    ']',
    '.b',
    '[1]',
    '[x]',
    '[-1]',
    '',
    '99999999999',
    '😀',
    '٣',
    ' ',
  ];
  const names = Array.from({ length: 4000 }, () =>
    Array.from({ length: Math.floor(next() * 6) }, () => pick(parts)).join(''),
  );
  const inputs = names.map((s) => Array.from(s, (c) => c.codePointAt(0)!)).filter((x) => text(x).length > 0);
  const show = (v: number | Text): string => (typeof v === 'number' ? String(v) : textToUtf16(v));
  const actual = ours((x) => {
    const { first, path } = splitFieldName(text(x));
    const steps = path.map((step): Json => {
      if (step.kind === 'error') return step.error.message;
      if (step.kind === 'attribute') return [true, false, show(step.name)];
      return [false, typeof step.index === 'number', show(step.index)];
    });
    return [show(first), ...steps];
  }, inputs);
  // The oracle's indexes have 32 bits; what is too large for it alone is not compared.
  const expected = oracle(source, inputs);
  const comparable = inputs.map((x) => !/9{11}/.test(textToUtf16(text(x))));
  const kept = <T>(list: T[]): T[] => list.filter((_, i) => comparable[i]);
  expect(differences(kept(inputs), kept(expected), kept(actual))).toEqual([]);
  expect(() => splitFieldName('9223372036854775808')).toThrow('Too many decimal digits in format string');
});

/** str.format with objects that write down what is done to them. */
function trace(pieces: readonly BracePiece[], log: string[]): string {
  let out = '';
  for (const { literal, field, error } of pieces) {
    if (error !== undefined) throw error;
    out += textToUtf16(literal);
    if (field === undefined) continue;
    if (field.error !== undefined) throw field.error;
    const name = follow(field, log);
    const c = field.conversion;
    if (c !== 0 && !'rsa'.includes(String.fromCodePoint(c))) throw unknownConversion(c);
    const spec = Array.isArray(field.spec)
      ? trace(field.spec as BracePiece[], log)
      : textToUtf16(field.spec as Text);
    log.push(`${name}:${spec}`);
    out += '<>';
  }
  return out;
}

function follow({ first, path }: FieldName, log: string[]): string {
  let name = typeof first === 'number' ? String(first) : textToUtf16(first);
  log.push(name);
  for (const step of path) {
    if (step.kind === 'error') throw step.error;
    name +=
      step.kind === 'attribute'
        ? `.${textToUtf16(step.name)}`
        : `[${typeof step.index === 'number' ? step.index : textToUtf16(step.index)}]`;
    log.push(name);
  }
  return name;
}

test('str.format', () => {
  const source = `
class Traced:
    def __init__(self, name, log): self.__dict__.update(name=name, log=log)
    def __getattribute__(self, name):
        if name.startswith('__'): return object.__getattribute__(self, name)
        return step(self, '.' + name)
    def __getitem__(self, index): return step(self, '[%s]' % index)
    def __format__(self, spec):
        d = object.__getattribute__(self, '__dict__')
        d['log'].append(d['name'] + ':' + spec)
        return '<>'
    def __str__(self): return self
def step(object, suffix):
    d = object.__dict__
    d['log'].append(d['name'] + suffix)
    return Traced(d['name'] + suffix, d['log'])
class Names(dict):
    def __init__(self, log): self.log = log
    def __getitem__(self, name):
        self.log.append(name)
        return Traced(name, self.log)
class Template(str): pass
from _string import formatter_parser
def f(x):
    log = []
    args = [Traced(str(i), log) for i in range(10)]
    try: return [P(S(x).format_map(Names(log)).replace('<>', '<>')), log]
    except ValueError as e: return [str(e), log]
    except TypeError as e: return ['type', log]`;
  // format_map knows no positional fields, so only templates with named ones are traced this way.
  const named = templates.filter((x) => !x.includes(0x21));
  const expected = oracle(source, named);
  const actual = named.map((x): Json => {
    const log: string[] = [];
    try {
      return [Array.from(trace(parseBraceFormat(text(x)), log), (c) => c.codePointAt(0)!), log];
    } catch (e) {
      if (!(e instanceof FormatError)) throw e;
      return [e.message, log];
    }
  });
  const positional = 'Format string contains positional fields';
  const comparable = named.map((_, i) => (expected[i] as Json[])[0] !== positional);
  const kept = <T>(list: T[]): T[] => list.filter((_, i) => comparable[i]);
  expect(kept(named).length).toBeGreaterThan(1000);
  expect(differences(kept(named), kept(expected), kept(actual))).toEqual([]);
});

test('numbers, conversions and nesting of str.format', () => {
  const source = `
def f(x):
    try: return P(S(x).format(*'0123456789', a='a', b='b'))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as e:
        ours = type(e) is ValueError and 'for object' not in str(e) and 'specifier' not in str(e)
        return str(e) if ours or 'conversion' in str(e) else None`;
  const pool = [
    '{}',
    '{0}',
    '{1}',
    '{a}',
    '{:{}}',
    '{0:{1}}',
    '{:{0}}',
    '{a:{}}',
    '{!r}',
    '{0!x}',
    '{!é}',
    '{!\x01}',
    '{:{:{}}}',
    '{!r:{}}',
    '{:{:}}',
    '{{',
    'x',
    '{ 0}',
    '{!',
    '{!r',
    '{!rx}',
    '{:{}',
    '{',
    '}',
    '{a',
    '{a[',
    '{a{',
    '{99999999999999999999}',
  ];
  const inputs = Array.from({ length: 4000 }, () =>
    Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(pool)).join(''),
  ).map((s) => points(s));
  const expected = oracle(source, inputs);
  const values: Record<string, string> = { a: 'a', b: 'b' };
  const format = (pieces: readonly BracePiece[]): string => {
    let out = '';
    for (const { literal, field, error } of pieces) {
      if (error) throw error;
      out += literal as string;
      if (field === undefined) continue;
      if (field.error) throw field.error;
      const value = typeof field.first === 'number' ? String(field.first) : values[field.first as string];
      if (value === undefined || value.length > 1 || field.path.length > 0) throw new Error('skip');
      if (field.conversion !== 0 && field.conversion !== 114) throw unknownConversion(field.conversion);
      const shown = field.conversion === 114 ? `'${value}'` : value;
      const spec = Array.isArray(field.spec) ? format(field.spec as BracePiece[]) : (field.spec as string);
      if (!/^0?[0-9]*$/.test(spec)) throw new Error('skip');
      out += shown.padEnd(Number(spec), spec.startsWith('0') ? '0' : ' ');
    }
    return out;
  };
  let compared = 0;
  inputs.forEach((x, i) => {
    if (expected[i] === null) return;
    try {
      expect([x, points(format(parseBraceFormat(text(x))))]).toEqual([x, expected[i]]);
      compared++;
    } catch (e) {
      if (e instanceof FormatError)
        expect([textToUtf16(text(x)), e.message]).toEqual([textToUtf16(text(x)), expected[i]]);
      else if (!(e instanceof Error) || e.message !== 'skip') throw e;
    }
  });
  expect(compared).toBeGreaterThan(300);
});
