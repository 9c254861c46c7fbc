// Reads JSON text (UTF-16) into Python values, without recursion: nested containers stand on a stack of their own. So reading can stop
// wherever a hook is called, and go on later with what that gives.
import { ABRUPT } from '../machine/abrupt.ts';
import { machine } from '../machine/machine.ts';
import { growing } from '../machine/memory.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, valueErrorType } from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { intType, normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, makeStr } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { call1 } from '../operators/call.ts';
import type { JsonSource } from './json-source.ts';

/** Becomes a JSONDecodeError; positions are those of the UTF-16 text. */
export class JsonSyntaxError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** There is no value at this position: StopIteration to the caller. */
export class JsonValueMissing extends Error {
  readonly position: number;
  constructor(position: number) {
    super();
    this.position = position;
  }
}

/** Nested beyond reason; the message is the kind of container. */
export class JsonTooDeep extends Error {}

/** Containers inside each other, unless the recursion limit is higher. CPython's limit depends on the size of the C stack, and is of this order. */
const MAX_NESTING = 50_000;

const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const LETTER_E = 101;
/** So many digits are read one by one. */
const SHORT_INT = 15;

const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The four hex digits at `at` as a number; NaN when they are not. */
function hex4(s: string, at: number): number {
  const digits = s.slice(at, at + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? parseInt(digits, 16) : NaN;
}

/** Reads a string whose opening quote is before `start`: its value and the position behind the closing quote. */
export function scanString(source: JsonSource, start: number, strict: boolean): [value: Value, end: number] {
  const s = source.host;
  let value = '';
  let from = start;
  let exact = source.apart !== null;
  for (let i = start; ;) {
    const c = s.charCodeAt(i);
    if (c === QUOTE) {
      const text = exact ? makeStr(exactText(source, start, i)) : fromHost(value + s.slice(from, i));
      return [text, i + 1];
    }
    if (c === BACKSLASH) {
      value += s.slice(from, i);
      const [text, after] = scanEscape(s, i + 1, start);
      value += text;
      exact ||= text.length === 1 && (text.charCodeAt(0) & 0xf800) === 0xd800;
      i = from = after;
    } else if (c <= 0x1f && strict) throw new JsonSyntaxError('Invalid control character at', i);
    else if (i >= s.length) throw new JsonSyntaxError('Unterminated string starting at', start - 1);
    else i++;
  }
}

/** The code points of a string that is right, from `start` to its closing quote: half pairs stay what they are. */
function exactText(source: JsonSource, start: number, end: number): Uint32Array {
  const points: number[] = [];
  for (let i = start; i < end;) {
    const c = source.codePointAt(i);
    if (c === BACKSLASH) {
      const [text, after] = scanEscape(source.host, i + 1, start);
      points.push(text.codePointAt(0)!);
      i = after;
    } else {
      points.push(c);
      i += c > 0xffff ? 2 : 1;
    }
  }
  return Uint32Array.from(points);
}

/** Reads what follows a backslash. */
function scanEscape(s: string, at: number, start: number): [text: string, end: number] {
  if (at >= s.length) throw new JsonSyntaxError('Unterminated string starting at', start - 1);
  const ch = s[at]!;
  if (ch !== 'u') {
    const text = ESCAPES[ch];
    if (text === undefined) throw new JsonSyntaxError('Invalid \\escape', at - 1);
    return [text, at + 1];
  }
  const c = at + 5 >= s.length ? NaN : hex4(s, at + 1);
  if (Number.isNaN(c)) throw new JsonSyntaxError('Invalid \\uXXXX escape', at);
  const end = at + 5;
  if (c >= 0xd800 && c < 0xdc00 && end + 6 < s.length && s[end] === '\\' && s[end + 1] === 'u') {
    const low = hex4(s, end + 2);
    if (Number.isNaN(low)) throw new JsonSyntaxError('Invalid \\uXXXX escape', end + 1);
    if (low >= 0xdc00 && low < 0xe000) return [String.fromCharCode(c, low), end + 6];
  }
  return [String.fromCharCode(c), end];
}

/** A container under way; `key` is the one that the next value of a dict belongs to. */
interface Open {
  list: PyList | null;
  dict: PyDict | null;
  /** In place of the dict where `object_pairs_hook` wants them. */
  pairs: PyList | null;
  key: Value;
}

/** What is called with parts of the text or of what was read: None, int and float themselves for what needs no call. */
export interface JsonHooks {
  readonly strict: boolean;
  readonly objectHook: Value;
  readonly objectPairsHook: Value;
  readonly parseFloat: Value;
  readonly parseInt: Value;
  readonly parseConstant: Value;
}

const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;

export class JsonReader {
  readonly source: JsonSource;
  private readonly s: string;
  private readonly hooks: JsonHooks;
  private readonly maxDigits: number;
  /** The containers that are open, innermost last. */
  private readonly stack: Open[] = [];
  /** Behind what was read. */
  position: number;

  /** Of a value that begins exactly at `start`. */
  constructor(source: JsonSource, start: number, hooks: JsonHooks, maxDigits: number) {
    this.source = source;
    this.s = source.host;
    this.position = start;
    this.hooks = hooks;
    this.maxDigits = maxDigits;
  }

  /** Reads on until the value is complete. ABRUPT: a hook did not complete; `received` goes on with what it gives. */
  read(): Result {
    for (;;) {
      const value = this.begin();
      if (value === undefined) continue;
      if (value === ABRUPT) return ABRUPT;
      const whole = this.place(value);
      if (whole !== undefined) return whole;
    }
  }

  /** Goes on with what a hook gave. */
  received(value: Value): Result {
    const whole = this.place(value);
    return whole === undefined ? this.read() : whole;
  }

  /** Puts a value into its container, and that into its own if it is complete, and so on. Undefined: there is more to be read. */
  private place(value: Value): Result | undefined {
    const { stack } = this;
    for (;;) {
      const top = stack[stack.length - 1];
      if (top === undefined) return value;
      if (!this.add(top, value)) return undefined;
      stack.pop();
      const container = top.list ?? this.object(top);
      if (container === ABRUPT) return ABRUPT;
      value = container;
    }
  }

  private open(isList: boolean): Open {
    const hasPairs = !isList && this.hooks.objectPairsHook !== None;
    return {
      list: isList ? new PyList() : null,
      dict: isList || hasPairs ? null : new PyDict(),
      pairs: hasPairs ? new PyList() : null,
      key: None,
    };
  }

  /** What an object that is complete becomes. */
  private object({ pairs, dict }: Open): Result {
    const { objectHook, objectPairsHook } = this.hooks;
    if (pairs !== null) return call1(objectPairsHook, pairs);
    return objectHook === None ? dict! : call1(objectHook, dict!);
  }

  /** Reads a scalar or an empty container, or opens a container: then undefined. */
  private begin(): Result | undefined {
    const { s } = this;
    const ch = s[this.position];
    if (ch === '"') return this.string();
    if (ch === '{') {
      this.position++;
      this.skip();
      const open = this.open(false);
      if (s[this.position] === '}') {
        this.position++;
        return this.object(open);
      }
      if (s[this.position] !== '"') throw this.error('Expecting property name enclosed in double quotes');
      this.key(open);
      this.push(open, 'object');
      return undefined;
    }
    if (ch === '[') {
      this.position++;
      this.skip();
      if (s[this.position] === ']') return this.word(1, new PyList());
      this.push(this.open(true), 'array');
      return undefined;
    }
    return this.scalar();
  }

  private push(open: Open, kind: string): void {
    const { stack } = this;
    if (stack.length >= Math.max(MAX_NESTING, machine.recursionLimit)) throw new JsonTooDeep(kind);
    stack.push(open);
  }

  /** Adds a value to its container, and moves to the next one: true when the container has ended. */
  private add(top: Open, value: Value): boolean {
    const { s } = this;
    if (top.list !== null) growing(top.list.items.push(value));
    else if (top.pairs !== null) growing(top.pairs.items.push(new PyTuple([top.key, value])));
    else top.dict!.setPlain(top.key, value);
    this.skip();
    const close = top.list !== null ? ']' : '}';
    const ch = s[this.position];
    if (ch === close) {
      this.position++;
      return true;
    }
    if (ch !== ',') throw this.error("Expecting ',' delimiter");
    const comma = this.position++;
    this.skip();
    if (s[this.position] === close) {
      throw new JsonSyntaxError(
        `Illegal trailing comma before end of ${top.list !== null ? 'array' : 'object'}`,
        comma,
      );
    }
    if (top.list === null) {
      if (s[this.position] !== '"') throw this.error('Expecting property name enclosed in double quotes');
      this.key(top);
    }
    return false;
  }

  /** Reads a name and the colon behind it. */
  private key(open: Open): void {
    open.key = this.string();
    this.skip();
    if (this.s[this.position] !== ':') throw this.error("Expecting ':' delimiter");
    this.position++;
    this.skip();
  }

  private string(): Value {
    const { s } = this;
    const start = this.position + 1;
    for (let i = start; ; i++) {
      const c = s.charCodeAt(i);
      if (c === QUOTE) {
        this.position = i + 1;
        return s.slice(start, i);
      }
      if (c === BACKSLASH || !(c > 0x1f && c < 0xd800)) break; // what needs a closer look, or the end
    }
    const [value, end] = scanString(this.source, this.position + 1, this.hooks.strict);
    this.position = end;
    return value;
  }

  private scalar(): Result {
    const { s, position } = this;
    switch (s[position]) {
      case 'n':
        if (s.startsWith('null', position)) return this.word(4, None);
        break;
      case 't':
        if (s.startsWith('true', position)) return this.word(4, true);
        break;
      case 'f':
        if (s.startsWith('false', position)) return this.word(5, false);
        break;
    }
    const short = this.hooks.parseInt === intType ? this.shortInt() : undefined;
    if (short !== undefined) return short;
    NUMBER.lastIndex = position;
    const match = NUMBER.exec(s);
    if (match !== null) return this.number(match);
    const constant = /(?:NaN|-?Infinity)/y;
    constant.lastIndex = position;
    const name = constant.exec(s);
    if (name === null) throw new JsonValueMissing(position);
    this.position += name[0].length;
    return call1(this.hooks.parseConstant, name[0]);
  }

  private word(length: number, value: Value): Value {
    this.position += length;
    return value;
  }

  /** An int of few digits, as most numbers are; undefined: something else stands there. */
  private shortInt(): number | undefined {
    const { s } = this;
    const isNegative = s.charCodeAt(this.position) === MINUS;
    const first = isNegative ? this.position + 1 : this.position;
    let n = 0;
    let i = first;
    for (; i < first + SHORT_INT; i++) {
      const digit = s.charCodeAt(i) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      n = n * 10 + digit;
    }
    const c = s.charCodeAt(i);
    const isWhole = c !== POINT && (c | 0x20) !== LETTER_E && i < first + SHORT_INT;
    if (!isWhole || i === first || (i > first + 1 && s.charCodeAt(first) === ZERO)) return undefined;
    this.position = i;
    return isNegative ? 0 - n : n;
  }

  private number([text, integer, fraction, exponent]: RegExpExecArray): Result {
    const { parseFloat, parseInt } = this.hooks;
    this.position += text.length;
    if (fraction !== undefined || exponent !== undefined)
      return parseFloat === floatType ? new PyFloat(Number(text)) : call1(parseFloat, text);
    const digits = integer!;
    if (parseInt !== intType) return call1(parseInt, digits);
    if (digits.length < 16) return Number(digits) + 0;
    const count = digits.length - (digits.startsWith('-') ? 1 : 0);
    if (this.maxDigits > 0 && count > this.maxDigits) {
      throw newException(
        valueErrorType,
        `Exceeds the limit (${this.maxDigits} digits) for integer string conversion: value has ${count} digits; ` +
          'use sys.set_int_max_str_digits() to increase the limit',
      );
    }
    return normalize(BigInt(digits));
  }

  private skip(): void {
    const { s } = this;
    let i = this.position;
    for (;;) {
      const c = s.charCodeAt(i);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) break;
      i++;
    }
    this.position = i;
  }

  private error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.position);
  }
}
