// Reads JSON text (UTF-16) into Python values, without recursion: nested containers stand on a stack of their own.
import { machine } from '../machine/machine.ts';
import { growing } from '../machine/memory.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { fromHost, makeStr } from '../objects/str.ts';
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
  key: Value;
}

const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;

export class JsonReader {
  private readonly source: JsonSource;
  private readonly s: string;
  private readonly strict: boolean;
  private readonly maxDigits: number;
  /** Behind what was read. */
  position = 0;
  /** NaN or an Infinity was met; what was read then is of no use. */
  sawConstant = false;

  constructor(source: JsonSource, strict: boolean, maxDigits: number) {
    this.source = source;
    this.s = source.host;
    this.strict = strict;
    this.maxDigits = maxDigits;
  }

  /** Reads one value that begins exactly at `start`. */
  read(start: number): Value {
    const stack: Open[] = [];
    this.position = start;
    for (;;) {
      let value = this.begin(stack);
      if (value === undefined) continue;
      for (;;) {
        const top = stack[stack.length - 1];
        if (top === undefined) return value;
        if (!this.add(top, value)) break;
        value = top.list ?? top.dict!;
        stack.pop();
      }
    }
  }

  /** Reads a scalar or an empty container, or opens a container: then undefined. */
  private begin(stack: Open[]): Value | undefined {
    const { s } = this;
    const ch = s[this.position];
    if (ch === '"') return this.string();
    if (ch === '{') {
      this.position++;
      this.skip();
      if (s[this.position] === '}') return this.closed(new PyDict());
      if (s[this.position] !== '"') throw this.error('Expecting property name enclosed in double quotes');
      const open: Open = { list: null, dict: new PyDict(), key: None };
      this.key(open);
      this.push(stack, open, 'object');
      return undefined;
    }
    if (ch === '[') {
      this.position++;
      this.skip();
      if (s[this.position] === ']') return this.closed(new PyList());
      this.push(stack, { list: new PyList(), dict: null, key: None }, 'array');
      return undefined;
    }
    return this.scalar();
  }

  private push(stack: Open[], open: Open, kind: string): void {
    if (stack.length >= Math.max(MAX_NESTING, machine.recursionLimit)) throw new JsonTooDeep(kind);
    stack.push(open);
  }

  private closed(value: Value): Value {
    this.position++;
    return value;
  }

  /** Adds a value to its container, and moves to the next one: true when the container has ended. */
  private add(top: Open, value: Value): boolean {
    const { s } = this;
    if (top.list !== null) growing(top.list.items.push(value));
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
    if (top.dict !== null) {
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
    const [value, end] = scanString(this.source, this.position + 1, this.strict);
    this.position = end;
    return value;
  }

  private scalar(): Value {
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
    NUMBER.lastIndex = position;
    const match = NUMBER.exec(s);
    if (match !== null) return this.number(match);
    const constant = /(?:NaN|-?Infinity)/y;
    constant.lastIndex = position;
    const name = constant.exec(s);
    if (name === null) throw new JsonValueMissing(position);
    this.sawConstant = true;
    this.position += name[0].length;
    return None;
  }

  private word(length: number, value: Value): Value {
    this.position += length;
    return value;
  }

  private number([text, integer, fraction, exponent]: RegExpExecArray): Value {
    this.position += text.length;
    if (fraction !== undefined || exponent !== undefined) return new PyFloat(Number(text));
    const digits = integer!;
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
