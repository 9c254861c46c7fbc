// marshal: CPython's binary format for plain data (version 4). Code objects are not in it: what the compiler makes of a
// module has a cache of its own.
import { growBy } from '../machine/memory.ts';
import { PyBytes } from '../objects/bytes.ts';
import { PyComplex } from '../objects/complex.ts';
import { PyDict } from '../objects/dict.ts';
import { eofErrorType, newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { Ellipsis, None } from '../objects/none.ts';
import { stopIterationType } from '../objects/exception.ts';
import { frozenFunction, inPython } from '../machine/frozen.ts';
import type { Result, Value } from '../objects/object.ts';
import { AnySet, PyFrozenSet, PySet } from '../objects/set.ts';
import { codePoints, fromHost, makeStr, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import type { NativeModule } from './native-module.ts';

/** Nesting that CPython allows. */
const MAX_DEPTH = 2000;

/** Bytes of a value without its items. */
const MOST = 17;

class Writer {
  private readonly bytes: number[] = [];

  result(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
  private code(letter: string): void {
    this.bytes.push(letter.charCodeAt(0));
  }
  private long(n: number): void {
    this.bytes.push(n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255);
  }
  private double(v: number): void {
    this.bytes.push(...new Uint8Array(Float64Array.of(v).buffer));
  }
  private raw(data: Uint8Array): void {
    growBy(this.bytes.length, data.length);
    for (const b of data) this.bytes.push(b);
  }

  write(value: Value, depth: number): void {
    growBy(this.bytes.length, MOST);
    if (depth > MAX_DEPTH) throw newException(valueErrorType, 'object too deeply nested to marshal');
    if (value === None) this.code('N');
    else if (value === Ellipsis) this.code('.');
    else if (value === stopIterationType) this.code('S');
    else if (typeof value === 'boolean') this.code(value ? 'T' : 'F');
    else if (typeof value === 'number' || typeof value === 'bigint') this.int(value);
    else if (textOf(value) !== undefined && !(value as { cls?: { isHeap: boolean } }).cls?.isHeap)
      this.text(value);
    else if (typeof value !== 'object' || value.cls.isHeap)
      throw newException(valueErrorType, 'unmarshallable object');
    else this.object(value, depth);
  }

  private int(n: number | bigint): void {
    if (typeof n === 'number' && (n | 0) === n) {
      this.code('i');
      this.long(n);
      return;
    }
    this.code('l');
    let rest = BigInt(n);
    const negative = rest < 0n;
    if (negative) rest = -rest;
    const digits: number[] = [];
    for (; rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn));
    this.long(negative ? -digits.length : digits.length);
    for (const d of digits) this.bytes.push(d & 255, d >> 8);
  }

  private text(value: Value): void {
    const data = encodeUtf8(codePoints(textOf(value)!));
    this.code('u');
    this.long(data.length);
    this.raw(data);
  }

  private object(value: object, depth: number): void {
    if (value instanceof PyFloat) {
      this.code('g');
      this.double(value.v);
    } else if (value instanceof PyComplex) {
      this.code('y');
      this.double(value.re);
      this.double(value.im);
    } else if (value instanceof PyBytes) {
      this.code('s');
      this.long(value.data.length);
      this.raw(value.data);
    } else if (value instanceof PyTuple) this.items('(', value.items, depth);
    else if (value instanceof PyList) this.items('[', value.items, depth);
    else if (value instanceof AnySet)
      this.items(value instanceof PyFrozenSet ? '>' : '<', keysOf(value.dict), depth);
    else if (value instanceof PyDict) this.dict(value, depth);
    else throw newException(valueErrorType, 'unmarshallable object');
  }

  private items(letter: string, items: Value[], depth: number): void {
    this.code(letter);
    this.long(items.length);
    for (const item of items) this.write(item, depth + 1);
  }

  private dict(dict: PyDict, depth: number): void {
    this.code('{');
    for (let i = 0; i < dict.end(); i++) {
      const key = dict.keyAt(i);
      if (key === undefined) continue;
      this.write(key, depth + 1);
      this.write(dict.valueAt(i)!, depth + 1);
    }
    this.code('0');
  }
}

function keysOf(dict: PyDict): Value[] {
  const keys: Value[] = [];
  for (let i = 0; i < dict.end(); i++) {
    const key = dict.keyAt(i);
    if (key !== undefined) keys.push(key);
  }
  return keys;
}

/** UTF-8 with lone surrogates as their three bytes (`surrogatepass`). */
function encodeUtf8(points: Uint32Array): Uint8Array {
  const out: number[] = [];
  for (const c of points) {
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(out);
}

function decodeUtf8(bytes: Uint8Array): Value {
  const points: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const b = bytes[i]!;
    const extra = b < 0x80 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    let c = extra === 0 ? b : b & (0x3f >> extra);
    for (let k = 1; k <= extra; k++) c = (c << 6) | (bytes[i + k]! & 63);
    points.push(c);
    i += extra + 1;
  }
  return makeStr(Uint32Array.from(points));
}

class Reader {
  private at = 0;
  private readonly refs: Value[] = [];
  /** Tuples (dict or set, key, value) still to be added, in this order, by src/python/marshal_files.py. */
  readonly rest: Value[] = [];
  private readonly data: Uint8Array;
  constructor(data: Uint8Array) {
    this.data = data;
  }

  private take(count: number): Uint8Array {
    if (this.at + count > this.data.length) throw newException(eofErrorType, 'marshal data too short');
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }
  private byte(): number {
    return this.take(1)[0]!;
  }
  private long(): number {
    const b = this.take(4);
    return b[0]! | (b[1]! << 8) | (b[2]! << 16) | (b[3]! << 24);
  }
  private double(): number {
    return new DataView(this.take(8).slice().buffer).getFloat64(0, true);
  }

  read(depth: number): Value {
    const value = this.readOrNull(depth);
    if (value === null) throw newException(typeErrorType, 'NULL object in marshal data for object');
    return value;
  }

  private readOrNull(depth: number): Value | null {
    if (depth > MAX_DEPTH) throw newException(valueErrorType, 'recursion limit exceeded');
    const code = this.byte();
    const letter = String.fromCharCode(code & 0x7f);
    const slot = (code & 0x80) !== 0 ? this.refs.push(None) - 1 : -1;
    const value = this.body(letter, depth, slot);
    if (slot >= 0 && value !== null) this.refs[slot] = value;
    return value;
  }

  private body(letter: string, depth: number, slot: number): Value | null {
    switch (letter) {
      case '0':
        return null;
      case 'N':
        return None;
      case 'T':
        return true;
      case 'F':
        return false;
      case '.':
        return Ellipsis;
      case 'S':
        return stopIterationType;
      case 'i':
        return this.long();
      case 'l':
        return this.bigInt();
      case 'g':
        return new PyFloat(this.double());
      case 'y':
        return new PyComplex(this.double(), this.double());
      case 's':
        return new PyBytes(this.take(this.long()).slice());
      case 'u':
      case 't':
        return decodeUtf8(this.take(this.long()));
      case 'a':
      case 'A':
        return latin1(this.take(this.long()));
      case 'z':
      case 'Z':
        return latin1(this.take(this.byte()));
      case ')':
        return new PyTuple(this.items(this.byte(), depth));
      case '(':
        return new PyTuple(this.items(this.long(), depth));
      case '[':
        return this.list(slot, depth);
      case '<':
      case '>':
        return this.set(letter === '>', depth);
      case '{':
        return this.dict(slot, depth);
      case 'r':
        return this.reference();
      default:
        throw newException(valueErrorType, 'bad marshal data (unknown type code)');
    }
  }

  private reference(): Value {
    const value = this.refs[this.long()];
    if (value === undefined) throw newException(valueErrorType, 'bad marshal data (invalid reference)');
    return value;
  }
  private bigInt(): Value {
    const size = this.long();
    let n = 0n;
    for (let i = 0; i < Math.abs(size); i++) {
      const b = this.take(2);
      n |= BigInt(b[0]! | (b[1]! << 8)) << BigInt(15 * i);
    }
    return normalize(size < 0 ? -n : n);
  }
  private items(count: number, depth: number): Value[] {
    if (count < 0) throw newException(valueErrorType, 'bad marshal data (tuple size out of range)');
    const items: Value[] = [];
    for (let i = 0; i < count; i++) items.push(this.read(depth + 1));
    return items;
  }
  private list(slot: number, depth: number): Value {
    const list = new PyList([]);
    if (slot >= 0) this.refs[slot] = list;
    list.items = this.items(this.long(), depth);
    return list;
  }
  private set(frozen: boolean, depth: number): Value {
    const set = frozen ? new PyFrozenSet() : new PySet();
    for (const item of this.items(this.long(), depth)) this.put(set, item, true);
    return set;
  }
  private dict(slot: number, depth: number): Value {
    const dict = new PyDict();
    if (slot >= 0) this.refs[slot] = dict;
    for (;;) {
      const key = this.readOrNull(depth + 1);
      if (key === null) return dict;
      this.put(dict, key, this.read(depth + 1));
    }
  }

  /** Adds to a dict or set. After a key that wants Python code to be hashed, whatever follows waits in `rest`. */
  private put(target: PyDict | AnySet, key: Value, value: Value): void {
    const dict = target instanceof PyDict ? target : target.dict;
    if (this.rest.length > 0 || !dict.trySet(key, value)) this.rest.push(new PyTuple([target, key, value]));
  }
}

function latin1(bytes: Uint8Array): Value {
  return fromHost(String.fromCharCode(...bytes));
}

function marshal_dumps(value: Value): Result {
  const writer = new Writer();
  writer.write(value, 0);
  return new PyBytes(writer.result());
}

function marshal_loads(data: Value): Result {
  const reader = new Reader(bytesArgument(data));
  const value = reader.read(0);
  return reader.rest.length === 0
    ? value
    : frozenFunction('marshal_files', 'add_rest').call2(value, new PyList(reader.rest));
}

export const marshalModule: NativeModule = {
  name: 'marshal',
  doc: 'This module contains functions that can read and write Python values in\na binary format.',
  functions: {
    dump: ['(value, file, version=5, /, *, allow_code=True)', inPython('marshal_files', 'dump')],
    dumps: ['(value, version=5, /, *, allow_code=True)', marshal_dumps],
    load: ['(file, /, *, allow_code=True)', inPython('marshal_files', 'load')],
    loads: ['(bytes, /, *, allow_code=True)', marshal_loads],
  },
  attributes: () => ({ version: 5 }),
};
