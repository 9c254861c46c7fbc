// The module unicodedata: the Unicode character database, in the version of Python and in version 3.2.0.
import {
  keyErrorType,
  newException,
  raise,
  typeError,
  typeErrorType,
  valueError,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { defineMembers, defineMethods, type Implementation, type MethodTable } from '../objects/native.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { codePoints, fromHost, hostString, makeStr, textOf } from '../objects/str.ts';
import { equalTexts } from '../operators/hash.ts';
import { simpleBytes } from '../objects/buffer.ts';
import { digitValue } from '../objects/text/unicode.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { codePointOfName, nameOfCodePoint } from '../syntax/unicode-names.ts';
import type { NativeModule } from './native-module.ts';
import { namedSequence, unicode16, unicode32, type Version } from './unicodedata/database.ts';
import { FORMS, normalizeText, syllableDecomposition } from './unicodedata/normalize.ts';

/** The longest name there may be. */
const MAX_NAME = 256;

/** The code point of an argument that is one character. Throws TypeError. */
function characterArgument(value: Value, name: string, argument: string): number {
  const text = textOf(value);
  if (text === undefined) {
    const message = `${name}() ${argument} must be a unicode character, not ${typeOf(value).name}`;
    throw newException(typeErrorType, message);
  }
  if (text.length !== 1) {
    const message = `${name}(): ${argument} must be a unicode character, not a string of length ${text.length}`;
    throw newException(typeErrorType, message);
  }
  return codePoints(text)[0]!;
}

/** A function of one character. */
function property(name: string, get: (c: number) => Value): Implementation {
  return (chr: Value): Result => get(characterArgument(chr, name, 'argument'));
}

/** A function of a character that may have no value; then the default is the result, if there is one. */
function optional(name: string, get: (c: number) => Value | undefined, message: string): Implementation {
  return (chr: Value, missing?: Value): Result =>
    get(characterArgument(chr, name, 'argument 1')) ?? missing ?? valueError(message);
}

function unicodedata_lookup(version: Version): Implementation {
  return (name: Value): Result => {
    const text = textOf(name);
    const bytes = text === undefined ? simpleBytes(name) : undefined;
    if (text === undefined && bytes === undefined)
      return typeError(`a bytes-like object is required, not '${typeOf(name).name}'`);
    const key = text === undefined ? Buffer.from(bytes!).toString() : hostString(text);
    if (Buffer.byteLength(key) > MAX_NAME) return raise(keyErrorType, 'name too long');
    const isAscii = /^[\0-\x7f]+$/.test(key);
    const point = isAscii ? codePointOfName(key) : null;
    // There were no aliases and named sequences in 3.2.0.
    const isKnown = point !== null && (version === unicode16 || nameOfCodePoint(point) === key.toUpperCase());
    if (isKnown) return makeStr(Uint32Array.of(point));
    const points = isAscii && version === unicode16 ? namedSequence(key.toUpperCase()) : undefined;
    if (points !== undefined) return makeStr(Uint32Array.from(points));
    return raise(keyErrorType, fromHost(`undefined character name '${key}'`));
  };
}

function decompositionText(version: Version, c: number): string {
  const found = version.decomposition(c) ?? syllableDecomposition(c);
  if (found === undefined) return '';
  const points = found.points.map((p) => p.toString(16).toUpperCase().padStart(4, '0')).join(' ');
  return found.kind === '' ? points : `${found.kind} ${points}`;
}

/** The arguments of a normalization. Throws TypeError. */
function normalizing(
  name: string,
  version: Version,
  use: (form: string, text: Value, normalized: Value) => Result,
): Implementation {
  return (form: Value, unistr: Value): Result => {
    const texts = [form, unistr].map((value, i) => {
      const text = textOf(value);
      if (text !== undefined) return text;
      throw newException(typeErrorType, `${name}() argument ${i + 1} must be str, not ${typeOf(value).name}`);
    });
    const wanted = hostString(texts[0]!);
    if (texts[1]!.length === 0) return use(wanted, unistr, '');
    if (!FORMS.includes(wanted)) return valueError('invalid normalization form');
    return use(wanted, unistr, makeStr(normalizeText(wanted, texts[1]!, version)));
  };
}

/** The functions for one version of the database. */
function functionsFor(version: Version): MethodTable {
  const isNormalized = (_form: string, text: Value, normalized: Value): Result =>
    equalTexts(textOf(text)!, textOf(normalized)!);
  return {
    bidirectional: [
      '(chr, /)',
      property('bidirectional', (c) => version.record(c).bidirectional),
      'Returns the bidirectional class assigned to the character chr as string.',
    ],
    category: [
      '(chr, /)',
      property('category', (c) => version.record(c).category),
      'Returns the general category assigned to the character chr as string.',
    ],
    combining: [
      '(chr, /)',
      property('combining', (c) => version.record(c).combining),
      'Returns the canonical combining class assigned to the character chr as integer.',
    ],
    decimal: [
      '(chr, default=<unrepresentable>, /)',
      optional('decimal', (c) => version.decimal(c), 'not a decimal'),
      'Converts a Unicode character into its equivalent decimal value.',
    ],
    decomposition: [
      '(chr, /)',
      property('decomposition', (c) => decompositionText(version, c)),
      'Returns the character decomposition mapping assigned to the character chr as string.',
    ],
    digit: [
      '(chr, default=<unrepresentable>, /)',
      optional('digit', (c) => (digitValue(c) < 0 ? undefined : digitValue(c)), 'not a digit'),
      'Converts a Unicode character into its equivalent digit value.',
    ],
    east_asian_width: [
      '(chr, /)',
      property('east_asian_width', (c) => version.record(c).width),
      'Returns the east asian width assigned to the character chr as string.',
    ],
    is_normalized: [
      '(form, unistr, /)',
      normalizing('is_normalized', version, isNormalized),
      "Return whether the Unicode string unistr is in the normal form 'form'.",
    ],
    lookup: ['(name, /)', unicodedata_lookup(version), 'Look up character by name.'],
    mirrored: [
      '(chr, /)',
      property('mirrored', (c) => version.record(c).mirrored),
      'Returns the mirrored property assigned to the character chr as integer.',
    ],
    name: [
      '(chr, default=<unrepresentable>, /)',
      optional(
        'name',
        (c) => (version.isAssigned(c) ? (nameOfCodePoint(c) ?? undefined) : undefined),
        'no such name',
      ),
      'Returns the name assigned to the character chr as a string.',
    ],
    normalize: [
      '(form, unistr, /)',
      normalizing('normalize', version, (_form, _text, normalized) => normalized),
      "Return the normal form 'form' for the Unicode string unistr.",
    ],
    numeric: [
      '(chr, default=<unrepresentable>, /)',
      optional(
        'numeric',
        (c) => {
          const v = version.numeric(c);
          return v === undefined ? undefined : new PyFloat(v);
        },
        'not a numeric character',
      ),
      'Converts a Unicode character into its equivalent numeric value.',
    ],
  };
}

/** An older version of the database, as an object with the module's functions as methods. */
class UCD extends PyObject {}

const ucdType = builtinType('UCD', UCD, { module: 'unicodedata', final: true });

/** The functions as methods of an object. */
function asMethods(functions: MethodTable): MethodTable {
  const table: MethodTable = {};
  for (const [name, [signature, impl, doc]] of Object.entries(functions)) {
    const method = (_self: UCD, ...args: Value[]): Result => impl(...args);
    table[name] = [`($self, ${signature.slice(1)}`, method, doc!];
  }
  return table;
}

defineMethods(ucdType, asMethods(functionsFor(unicode32)));
defineMembers(ucdType, { unidata_version: [() => unicode32.name] });

export const unicodedataModule: NativeModule = {
  name: 'unicodedata',
  doc: 'This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n16.0.0 which is publicly available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format 16.0.0.',
  functions: functionsFor(unicode16),
  attributes: () => ({ UCD: ucdType, ucd_3_2_0: new UCD(), unidata_version: unicode16.name }),
};
