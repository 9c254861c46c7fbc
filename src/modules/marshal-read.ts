// Reading marshal's format.
//
// What is being read stands on a stack of its own, and whatever is not there yet is asked for: `feed` says how many bytes are
// wanted next. So a file is read no further than its object, and a `readinto` may suspend.
import { PyBytes } from '../objects/bytes.ts';
import { PyComplex } from '../objects/complex.ts';
import { PyDict } from '../objects/dict.ts';
import {
  eofErrorType,
  newException,
  stopIterationType,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { Ellipsis, None } from '../objects/none.ts';
import { PyObject, type Value } from '../objects/object.ts';
import { type AnySet, PyFrozenSet, PySet } from '../objects/set.ts';
import { PySlice } from '../objects/slice.ts';
import { decodeValidUtf8 } from '../objects/codecs.ts';
import { codePoints, fromHost, makeStr, textOf } from '../objects/str.ts';
import { parseFloatText } from '../objects/text/number-parse.ts';
import { PyTuple } from '../objects/tuple.ts';
import { CodeReader } from './marshal-code.ts';
import { MAX_DEPTH } from './marshal-write.ts';

/** Something that is made of other objects, and not complete. */
interface Open {
  letter: string;
  /** How many objects are still to come; of a dict, Infinity. */
  left: number;
  /** What has come; those of a list or tuple are the object's own. */
  items: Value[];
  /** The object, if it is there before its parts. */
  target: Value | null;
  /** Its number among what can be referred to; -1: none. */
  slot: number;
}

/** More bytes are needed before the next object can be read. */
class Shortage {
  readonly missing: number;
  readonly message: string;
  constructor(missing: number, message: string) {
    this.missing = missing;
    this.message = message;
  }
}

function bad(what: string): Error {
  return newException(valueErrorType, `bad marshal data (${what})`) as unknown as Error;
}

export class Reader extends PyObject {
  private data: Uint8Array = new Uint8Array(0);
  private at = 0;
  private readonly refs: Value[] = [];
  private readonly open: Open[] = [];
  private readonly codes = new CodeReader();
  private readonly allowCode: boolean;
  /** What has been read, once it is complete. */
  value: Value | null = null;
  /** Tuples (dict or set, key, value) still to be added, in this order, by src/python/marshal_files.py. */
  readonly rest: Value[] = [];
  /** The error if no more bytes come. */
  shortage = '';

  constructor(allowCode: boolean) {
    super();
    this.allowCode = allowCode;
  }

  /** How many bytes are left: behind the object, behind what cannot be read, or of what is not complete yet. */
  get unread(): number {
    return this.data.length - this.at;
  }

  /** Goes on with more bytes. Gives how many are wanted next; 0 when `value` is there. */
  feed(more: Uint8Array): number {
    const rest = this.data.subarray(this.at);
    this.data = new Uint8Array(rest.length + more.length);
    this.data.set(rest);
    this.data.set(more, rest.length);
    this.at = 0;
    return this.run();
  }

  /** The object that some bytes hold. Throws EOFError when there are too few. */
  readAll(data: Uint8Array): Value {
    this.data = data;
    if (this.run() !== 0) throw newException(eofErrorType, this.shortage);
    return this.value!;
  }

  private run(): number {
    while (this.value === null) {
      const start = this.at;
      try {
        this.step();
      } catch (error) {
        if (!(error instanceof Shortage)) throw error;
        this.at = start;
        this.shortage = error.message;
        return error.missing;
      }
    }
    return 0;
  }

  // --- Bytes ---------------------------------------------------------------------------------------------------------

  private take(count: number, message = 'marshal data too short'): Uint8Array {
    const missing = this.at + count - this.data.length;
    if (missing > 0) throw new Shortage(missing, message);
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }
  private byte(): number {
    return this.take(1, 'EOF read where not expected')[0]!;
  }
  private long(): number {
    const b = this.take(4);
    return b[0]! | (b[1]! << 8) | (b[2]! << 16) | (b[3]! << 24);
  }
  private double(): number {
    return new DataView(this.take(8).slice().buffer).getFloat64(0, true);
  }
  private size(what: string): number {
    const n = this.long();
    if (n < 0) throw bad(`${what} size out of range`);
    return n;
  }
  private floatText(): number {
    const number = parseFloatText(String.fromCharCode(...this.take(this.byte())));
    if (number === undefined) throw newException(valueErrorType, 'could not convert string to float');
    return number;
  }

  // --- Objects -------------------------------------------------------------------------------------------------------

  /** Reads the next object, or its head if it is made of others. */
  private step(): void {
    if (this.open.length >= MAX_DEPTH) throw newException(valueErrorType, 'recursion limit exceeded');
    const code = this.take(1, 'EOF read where object expected')[0]!;
    const letter = String.fromCharCode(code & 0x7f);
    if (letter === '0') return this.arrived(this.null());
    const isReferred = (code & 0x80) !== 0;
    if (this.begin(letter, isReferred)) return;
    const value = this.simple(letter);
    if (isReferred && !SINGLE.has(letter)) this.refs.push(value);
    this.arrived(value);
  }

  /** Whether it is the head of something made of others. */
  private begin(letter: string, isReferred: boolean): boolean {
    const [left, target] = this.headOf(letter);
    if (left < 0) return false;
    const slot = isReferred ? this.refs.push(target ?? None) - 1 : -1;
    const items = target instanceof PyTuple || target instanceof PyList ? target.items : [];
    const one: Open = { letter, left, items, target, slot };
    if (left === 0) this.close(one);
    else this.open.push(one);
    return true;
  }

  /** How many parts it has, and the object if it is there before them. */
  private headOf(letter: string): [left: number, target: Value | null] {
    switch (letter) {
      case ')':
        return [this.byte(), new PyTuple([])];
      case '(':
        return [this.size('tuple'), new PyTuple([])];
      case '[':
        return [this.size('list'), new PyList([])];
      case '<':
        return [this.size('set'), new PySet()];
      case '>':
        return [this.size('set'), null];
      case '{':
        return [Infinity, new PyDict()];
      case ':':
        return [3, null];
      case 'c':
        if (this.allowCode) return [1, null];
        throw newException(valueErrorType, 'unmarshalling code objects is disallowed');
      default:
        return [-1, null];
    }
  }

  private simple(letter: string): Value {
    switch (letter) {
      case 'i':
        return this.long();
      case 'I':
        return normalize(new DataView(this.take(8).slice().buffer).getBigInt64(0, true));
      case 'l':
        return this.bigInt();
      case 'g':
        return new PyFloat(this.double());
      case 'f':
        return new PyFloat(this.floatText());
      case 'y':
        return new PyComplex(this.double(), this.double());
      case 'x':
        return new PyComplex(this.floatText(), this.floatText());
      case 's':
        return new PyBytes(this.take(this.size('bytes object')).slice());
      case 'u':
      case 't':
        return utf8(this.take(this.size('string')));
      case 'a':
      case 'A':
        return latin1(this.take(this.size('string')));
      case 'z':
      case 'Z':
        return latin1(this.take(this.byte()));
      case 'r':
        return this.reference();
    }
    const value = SINGLE.get(letter);
    if (value === undefined) throw bad('unknown type code');
    return value;
  }

  /** What stands where nothing is: it ends a dict. */
  private null(): Value {
    const one = this.open.at(-1);
    if (one?.letter === '{') {
      this.open.pop();
      // In the place of a value it ends the dict as well.
      return one.target!;
    }
    throw newException(
      typeErrorType,
      `NULL object in marshal data for ${NAMES[one?.letter ?? ''] ?? 'object'}`,
    );
  }

  private reference(): Value {
    const value = this.refs[this.long()];
    if (value === undefined || value === None) throw bad('invalid reference');
    return value;
  }

  private bigInt(): Value {
    const size = this.long();
    const digits = this.take(2 * Math.abs(size));
    let n = 0n;
    for (let i = digits.length - 2; i >= 0; i -= 2) {
      const digit = digits[i]! | (digits[i + 1]! << 8);
      if (digit > 0x7fff) throw bad('digit out of range in long');
      if (digit === 0 && i === digits.length - 2) throw bad('unnormalized long data');
      n = (n << 15n) | BigInt(digit);
    }
    return normalize(size < 0 ? -n : n);
  }

  // --- What is made of others ----------------------------------------------------------------------------------------

  /** An object is complete: it is part of the innermost that is open, or it is all. */
  private arrived(value: Value): void {
    const one = this.open.at(-1);
    if (one === undefined) this.value = value;
    else {
      this.add(one, value);
      if (--one.left === 0) {
        this.open.pop();
        this.close(one);
      }
    }
  }

  private add(one: Open, value: Value): void {
    const { items, target, letter } = one;
    if (letter === '<') this.put(target as PySet, value, true);
    else if (letter !== '{' || items.length === 0) items.push(value);
    else this.put(target as PyDict, items.pop()!, value);
  }

  private close({ letter, items, target, slot }: Open): void {
    const value = target ?? this.made(letter, items);
    if (slot >= 0) this.refs[slot] = value;
    this.arrived(value);
  }

  private made(letter: string, items: Value[]): Value {
    if (letter === ':') return new PySlice(items[0]!, items[1]!, items[2]!);
    if (letter === 'c') return this.codes.read(items[0]!);
    const set = new PyFrozenSet();
    for (const item of items) this.put(set, item, true);
    return set;
  }

  /** Adds to a dict or set. After a key that wants Python code to be hashed, whatever follows waits in `rest`. */
  private put(target: PyDict | AnySet, key: Value, value: Value): void {
    const dict = target instanceof PyDict ? target : target.dict;
    if (this.rest.length > 0 || !dict.trySet(key, value)) this.rest.push(new PyTuple([target, key, value]));
  }
}

const SINGLE = new Map<string, Value>([
  ['N', None],
  ['T', true],
  ['F', false],
  ['.', Ellipsis],
  ['S', stopIterationType],
]);

const NAMES: Record<string, string> = {
  ')': 'tuple',
  '(': 'tuple',
  '[': 'list',
  '<': 'set',
  '>': 'set',
  c: 'code object',
};

function latin1(bytes: Uint8Array): Value {
  let text = '';
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return fromHost(text);
}
const CHUNK = 4096;

/** UTF-8, in which surrogates are three bytes as any other (`surrogatepass`). */
function utf8(bytes: Uint8Array): Value {
  return decodeValidUtf8(bytes) ?? makeStr(Uint32Array.from(passSurrogates(bytes)));
}

function passSurrogates(bytes: Uint8Array): number[] {
  const points: number[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0xed || (bytes[i + 1]! & 0xe0) !== 0xa0 || (bytes[i + 2]! & 0xc0) !== 0x80) continue;
    points.push(...validPoints(bytes.subarray(start, i)));
    points.push(0xd000 | ((bytes[i + 1]! & 63) << 6) | (bytes[i + 2]! & 63));
    start = i + 3;
    i += 2;
  }
  points.push(...validPoints(bytes.subarray(start)));
  return points;
}

function validPoints(bytes: Uint8Array): Uint32Array {
  const text = decodeValidUtf8(bytes);
  if (text === undefined) throw bad('invalid UTF-8');
  return codePoints(textOf(text)!);
}
