// _json: what makes the module json fast.
//
// Reading is done here, and stops where a hook is called that does not complete. Writing is done here as long as no Python code takes
// part; for anything else (`default`, subclasses, very deep nesting) it is done anew by src/python/json.py, which suspends wherever it
// must.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { reserve } from '../machine/memory.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import {
  newException,
  raise,
  stopIterationType,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import type { PyFloat } from '../objects/float.ts';
import { floatType } from '../objects/float.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { intType } from '../objects/int.ts';
import type { PyList } from '../objects/list.ts';
import { listType } from '../objects/list.ts';
import { BuiltinFunction, defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import type { PyStr } from '../objects/str.ts';
import { fromHost, hostString, makeStr, strType, textOf } from '../objects/str.ts';
import { floatRepr } from '../objects/text/float-repr.ts';
import { TextBuilder } from '../objects/text/text.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { intDigitsLimit, intText } from '../operators/repr.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import {
  type JsonHooks,
  JsonReader,
  JsonSyntaxError,
  JsonValueMissing,
  JsonTooDeep,
  scanString,
} from './json-reader.ts';
import { hasHalvesApart, JsonSource } from './json-source.ts';
import { classText } from './pickle/errors.ts';
import type { NativeModule } from './native-module.ts';

// --- Strings -------------------------------------------------------------------------------------------------------

const SHORT: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeUnit(ch: string): string {
  return SHORT[ch] ?? '\\u' + ch.charCodeAt(0).toString(16).padStart(4, '0');
}

const NOT_ASCII = /[^ !#-[\]-~]/g;

const NOT_PLAIN = /["\\\x00-\x1f]/g;

/** From this length on the memory of a text counts. */
const LONG_TEXT = 2 ** 14;

/** Up to this length looking at each character takes less time than a regular expression. */
const SHORT_TEXT = 32;

/** A JSON string literal, with only ASCII characters or not, of UTF-16 text. */
function quote(text: string, ascii: boolean): string {
  if (text.length <= SHORT_TEXT && isPlain(text)) return '"' + text + '"';
  return '"' + (text.length > LONG_TEXT ? escapedInPieces(text, ascii) : escaped(text, ascii)) + '"';
}

/** Whether a text is ASCII without anything that is escaped. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x20 || c > 0x7e || c === 0x22 || c === 0x5c) return false;
  }
  return true;
}

function escaped(text: string, ascii: boolean): string {
  return text.replace(ascii ? NOT_ASCII : NOT_PLAIN, escapeUnit);
}

/** The host keeps something for each character that it replaces. */
function escapedInPieces(text: string, ascii: boolean): string {
  const result = new TextBuilder();
  for (let i = 0; i < text.length; i += LONG_TEXT) result.add(escaped(text.slice(i, i + LONG_TEXT), ascii));
  return result.text();
}

/** The code points of a JSON string literal of these characters. */
function quotePoints(points: Uint32Array): Uint32Array {
  const parts = Array.from(points, (c) =>
    c < 0x80 ? [...quote(String.fromCharCode(c), false).slice(1, -1)] : c,
  );
  return Uint32Array.from(['"', ...parts.flat(), '"'], (part) =>
    typeof part === 'number' ? part : part.charCodeAt(0),
  );
}

function encodeString(ascii: boolean): (string: Value) => Result {
  return (string) => {
    const text = textOf(string);
    if (text === undefined) return typeError(`first argument must be a string, not ${typeOf(string).name}`);
    return typeof text === 'string' || ascii
      ? fromHost(quote(hostString(text), ascii))
      : makeStr(quotePoints(text));
  };
}

// --- Reading -------------------------------------------------------------------------------------------------------

function decodeError(message: string, document: Value, position: number): Result {
  return frozenFunction('json', 'decode_error').call3(message, document, position);
}

/** What a failed read raises. */
function readError(error: unknown, document: Value, source: JsonSource): Result {
  if (error instanceof JsonSyntaxError)
    return decodeError(error.message, document, source.fromHost(error.position));
  if (error instanceof JsonValueMissing) return raise(stopIterationType, source.fromHost(error.position));
  throw error;
}

function json_scanstring(string: Value, end: Value, strict: Value = true): Result {
  if (!isInt(end) || typeof strict !== 'boolean')
    return converted(json_scanstring, [string, end, strict], [null, 'index', 'truth']);
  const text = textOf(string);
  if (text === undefined) return typeError(`first argument must be a string, not ${typeOf(string).name}`);
  const start = toSize(end);
  if (start < 0 || start > text.length) return raise(valueErrorType, 'end is out of bounds');
  const source = new JsonSource(text);
  try {
    const [value, after] = scanString(source, source.toHost(start), strict);
    return new PyTuple([value, source.fromHost(after)]);
  } catch (error) {
    return readError(error, string, source);
  }
}

class Scanner extends PyObject implements JsonHooks {
  strict = true;
  context: Value = None;
  objectHook: Value = None;
  objectPairsHook: Value = None;
  parseFloat: Value = None;
  parseInt: Value = None;
  parseConstant: Value = None;
}

const scannerType = builtinType('Scanner', Scanner, { module: '_json' });

function scanner_new(cls: PyType, context: Value): Result {
  return frozenFunction('json', 'make_scanner').call2(cls, context);
}

/** Called with what the context's attributes are. */
function new_scanner(cls: Value, context: Value, strict: Value, hooks: Value): Result {
  const self = new (cls as PyType).Ctor() as Scanner;
  self.context = context;
  self.strict = strict === true;
  const [objectHook, pairsHook, float, int, constant] = (hooks as PyTuple).items;
  self.objectHook = objectHook!;
  self.objectPairsHook = pairsHook!;
  self.parseFloat = float!;
  self.parseInt = int!;
  self.parseConstant = constant!;
  return self;
}

function scanner_call(self: Scanner, string: Value, idx: Value): Result {
  if (!isInt(idx)) return converted(scanner_call, [self, string, idx], [null, null, 'index']);
  const text = textOf(string);
  if (text === undefined) return typeError(`first argument must be a string, not ${typeOf(string).name}`);
  const start = toSize(idx);
  if (start < 0) return raise(valueErrorType, 'idx cannot be negative');
  if (start >= text.length) return raise(stopIterationType, start);
  const source = new JsonSource(text);
  return scan(new JsonReader(source, source.toHost(start), self, intDigitsLimit().value), string, undefined);
}

/** Reads, or goes on with what a hook gave: the value and the position behind it. */
function scan(reader: JsonReader, string: Value, given: Value | undefined): Result {
  let value: Result;
  try {
    value = given === undefined ? reader.read() : reader.received(given);
  } catch (error) {
    if (error instanceof JsonTooDeep) return frozenFunction('json', 'too_deep').call1(error.message);
    return readError(error, string, reader.source);
  }
  if (value === ABRUPT) return suspend(new ScanFrame(reader, string)) as Result;
  return new PyTuple([value, reader.source.fromHost(reader.position)]);
}

/** A hook has been called. */
class ScanFrame extends NativeFrame {
  private readonly reader: JsonReader;
  private readonly string: Value;
  constructor(reader: JsonReader, string: Value) {
    super();
    this.reader = reader;
    this.string = string;
  }
  returned(value: Value): IterResult {
    return scan(this.reader, this.string, value);
  }
}

pickleByFields(scannerType);
defineStaticMethods(scannerType, { __new__: ['(cls, context)', scanner_new] });
defineMethods(scannerType, { __call__: ['($self, string, idx)', scanner_call, 'Call self as a function.'] });
defineMembers(scannerType, {
  strict: [(self: Scanner) => self.strict],
  object_hook: [(self: Scanner) => self.objectHook],
  object_pairs_hook: [(self: Scanner) => self.objectPairsHook],
  parse_float: [(self: Scanner) => self.parseFloat],
  parse_int: [(self: Scanner) => self.parseInt],
  parse_constant: [(self: Scanner) => self.parseConstant],
});

// --- Writing -------------------------------------------------------------------------------------------------------

/** Nesting beyond which writing is left to Python. */
const MAX_DEPTH = 1000;

class Encoder extends PyObject {
  markers: Value = None;
  default: Value = None;
  encoder: Value = None;
  indent: Value = None;
  keySeparator: Value = ': ';
  itemSeparator: Value = ', ';
  sortKeys = false;
  skipKeys = false;
  allowNan = true;
}

const encoderType = builtinType('Encoder', Encoder, { module: '_json' });
pickleByFields(encoderType);

/** Bytes that a value takes in a text that V8 keeps in parts. */
const PIECE = 100;

class Writer {
  private readonly encoder: Encoder;
  private readonly ascii: boolean;
  private readonly between: string;
  private readonly colon: string;
  /** What a level is indented by; null: everything is on one line. */
  private readonly indent: string | null;
  /** The beginnings of lines, by level, as far as they were needed. */
  private readonly lines: string[] = [];
  text = '';

  constructor(encoder: Encoder, ascii: boolean, indent: string | null) {
    this.encoder = encoder;
    this.ascii = ascii;
    this.indent = indent;
    this.between = hostString(textOf(encoder.itemSeparator)!);
    this.colon = hostString(textOf(encoder.keySeparator)!);
  }

  /** Adds a value to the text; false: writing it needs Python code. */
  write(value: Value, depth: number): boolean {
    reserve(PIECE);
    const scalar = this.scalar(value);
    if (scalar !== undefined) {
      this.text += scalar;
      return true;
    }
    if (depth > MAX_DEPTH || typeof value !== 'object') return false;
    const { cls } = value;
    if (cls === dictType) return this.writeDict(value as PyDict, depth);
    if (cls === listType) return this.writeItems((value as PyList).items, depth);
    return cls === tupleType && this.writeItems((value as PyTuple).items, depth);
  }

  /** A value that is no container; undefined for those, and where Python code is needed. */
  private scalar(value: Value): string | undefined {
    switch (typeof value) {
      case 'string':
        return quote(value, this.ascii);
      case 'number':
        return String(value);
      case 'bigint':
        return intText(value);
      case 'boolean':
        return value ? 'true' : 'false';
      default: // an object: below
    }
    if (value === None) return 'null';
    if (value.cls === floatType) return this.float((value as PyFloat).v);
    if (value.cls !== strType) return undefined;
    const { text } = value as PyStr;
    if (!this.ascii && hasHalvesApart(text)) return undefined; // the text would be taken as UTF-16
    return quote(hostString(text), this.ascii);
  }

  private float(v: number): string | undefined {
    if (Number.isFinite(v)) return floatRepr(v);
    if (!this.encoder.allowNan) return undefined;
    return Number.isNaN(v) ? 'NaN' : v > 0 ? 'Infinity' : '-Infinity';
  }

  /** A new line at a level of nesting. */
  private line(level: number): string {
    return this.indent === null ? '' : (this.lines[level] ??= '\n' + this.indent.repeat(level));
  }

  private writeItems(items: Value[], depth: number): boolean {
    const line = this.line(depth + 1);
    const between = this.between + line;
    for (let i = 0; i < items.length; i++) {
      this.text += i === 0 ? '[' + line : between;
      if (!this.write(items[i]!, depth + 1)) return false;
    }
    this.text += items.length === 0 ? '[]' : this.line(depth) + ']';
    return true;
  }

  private writeDict(dict: PyDict, depth: number): boolean {
    if (this.encoder.sortKeys && dict.size > 1) return this.writeSorted(dict, depth);
    const line = this.line(depth + 1);
    let before = '{' + line;
    for (let i = dict.begin(), end = dict.end(); i < end; i++) {
      const key = dict.keyAt(i);
      if (key === undefined) continue;
      if (!this.writeEntry(before, key, dict.valueAt(i)!, depth)) return false;
      before = this.between + line;
    }
    this.text += dict.size === 0 ? '{}' : this.line(depth) + '}';
    return true;
  }

  private writeSorted(dict: PyDict, depth: number): boolean {
    const keys: string[] = [];
    for (let i = dict.begin(), end = dict.end(); i < end; i++) {
      const key = dict.keyAt(i);
      if (key === undefined) continue;
      if (typeof key !== 'string') return false;
      keys.push(key);
    }
    keys.sort();
    const line = this.line(depth + 1);
    let before = '{' + line;
    for (const key of keys) {
      if (!this.writeEntry(before, key, dict.getStr(key)!, depth)) return false;
      before = this.between + line;
    }
    this.text += this.line(depth) + '}';
    return true;
  }

  private writeEntry(before: string, key: Value, value: Value, depth: number): boolean {
    const text = this.scalar(key);
    if (text === undefined) return false;
    this.text += before + (text.startsWith('"') ? text : `"${text}"`) + this.colon;
    return this.write(value, depth + 1);
  }
}

function encoder_new(cls: PyType, ...args: Value[]): Result {
  if (args.slice(6).some((flag) => typeof flag !== 'boolean')) {
    const kinds = [...Array.from({ length: 7 }, () => null), ...(['truth', 'truth', 'truth'] as const)];
    return converted(encoder_new, [cls, ...args], kinds);
  }
  const [markers, fallback, encoder, indent, key, item, sortKeys, skipKeys, allowNan] = args;
  if (markers !== None && !(markers instanceof PyDict)) {
    return typeError(`make_encoder() argument 1 must be dict or None, not ${typeOf(markers!).name}`);
  }
  for (const [i, separator] of [key!, item!].entries()) {
    if (textOf(separator) === undefined) {
      throw newException(
        typeErrorType,
        `make_encoder() argument ${i + 5} must be str, not ${typeOf(separator).name}`,
      );
    }
  }
  const self = new cls.Ctor() as Encoder;
  self.markers = markers!;
  self.default = fallback!;
  self.encoder = encoder!;
  self.indent = indent!;
  self.keySeparator = key!;
  self.itemSeparator = item!;
  self.sortKeys = sortKeys === true;
  self.skipKeys = skipKeys === true;
  self.allowNan = allowNan === true;
  return self;
}

/** Whether the function is ours: true for the one that gives ASCII, false for the other, undefined for neither. */
function ownEncoder(f: Value): boolean | undefined {
  if (!(f instanceof BuiltinFunction)) return undefined;
  return f.impl === encodeAscii ? true : f.impl === encodeAny ? false : undefined;
}

/** A value as text if that needs no Python code; else undefined. */
function plainText(self: Encoder, obj: Value, level: Value): string | undefined {
  const ascii = ownEncoder(self.encoder);
  const indent = self.indent === None ? null : textOf(self.indent);
  if (ascii === undefined || typeof level !== 'number') return undefined;
  if (indent !== null && typeof indent !== 'string') return undefined;
  const writer = new Writer(self, ascii, indent);
  return writer.write(obj, level) ? writer.text : undefined;
}

function encoder_call(self: Encoder, obj: Value, level: Value): Result {
  const text = plainText(self, obj, level);
  if (text !== undefined) return new PyTuple([fromHost(text)]);
  return frozenFunction('json', 'encode').call3(self, obj, level);
}

defineStaticMethods(encoderType, {
  __new__: [
    '(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)',
    encoder_new,
  ],
});
defineMethods(encoderType, {
  __call__: ['($self, obj, _current_indent_level)', encoder_call, 'Call self as a function.'],
});
defineMembers(encoderType, {
  markers: [(self: Encoder) => self.markers],
  default: [(self: Encoder) => self.default],
  encoder: [(self: Encoder) => self.encoder],
  indent: [(self: Encoder) => self.indent],
  key_separator: [(self: Encoder) => self.keySeparator],
  item_separator: [(self: Encoder) => self.itemSeparator],
  sort_keys: [(self: Encoder) => self.sortKeys],
  skipkeys: [(self: Encoder) => self.skipKeys],
  allow_nan: [(self: Encoder) => self.allowNan],
});

const encodeAscii = encodeString(true);
const encodeAny = encodeString(false);

function shapeOf(value: Value): number {
  if (typeof value !== 'object' || value === None) return 0;
  const { cls } = value;
  if (cls.isSubtype(strType) || cls.isSubtype(intType) || cls.isSubtype(floatType)) return 0;
  if (cls.isSubtype(listType) || cls.isSubtype(tupleType)) return 1;
  return cls.isSubtype(dictType) ? 2 : 3;
}

defineIntrinsics({
  /** The text of a dict, list or tuple that needs no Python code; None for others. */
  plain_text: [
    '(encoder, obj, level, /)',
    (encoder: Encoder, obj: Value, level: Value): Result => {
      const { cls } = obj as PyObject;
      if (cls !== dictType && cls !== listType && cls !== tupleType) return None;
      const text = plainText(encoder, obj, level);
      return text === undefined ? None : fromHost(text);
    },
  ],
  /** How a value is written: 0 as a scalar, 1 a list or tuple, 2 a dict, 3 whatever `default` makes of it. */
  json_shape: ['(obj, /)', shapeOf],
  new_scanner: ['(cls, context, strict, hooks, /)', new_scanner],
  /** How messages name a class. */
  full_name: ['(cls, /)', (cls: Value): Result => fromHost(classText(cls as PyType))],
});

export const _jsonModule: NativeModule = {
  name: '_json',
  doc: 'json speedups\n',
  functions: {
    encode_basestring_ascii: [
      '(string, /)',
      encodeAscii,
      'Return an ASCII-only JSON representation of a Python string',
    ],
    encode_basestring: ['(string, /)', encodeAny, 'Return a JSON representation of a Python string'],
    scanstring: ['(string, end, strict=True, /)', json_scanstring, 'Scan the string s for a JSON string.'],
  },
  attributes: () => ({ make_scanner: scannerType, make_encoder: encoderType }),
};
