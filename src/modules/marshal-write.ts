// Writing marshal's format. What is written twice becomes a reference from version 3 on: only then is the first marked, so
// the numbers of references are known at the end.
import { newBytes } from '../machine/memory.ts';
import { bufferBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { CodeObject } from '../objects/code.ts';
import { PyComplex } from '../objects/complex.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, stopIterationType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { PyList } from '../objects/list.ts';
import { Ellipsis, None } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { AnySet, PyFrozenSet } from '../objects/set.ts';
import { PySlice } from '../objects/slice.ts';
import { codePoints, textOf } from '../objects/str.ts';
import { formatFloat } from '../objects/text/format-spec.ts';
import { PyTuple } from '../objects/tuple.ts';
import { describeCode } from './marshal-code.ts';

/** Nesting that CPython allows. */
export const MAX_DEPTH = 2000;

const FLAG_REF = 0x80;
/** From this version on there are references; short forms of tuples and texts; slices. */
const REFERENCES = 3;
const SHORT_FORMS = 4;
const SLICES = 5;
/** A text that is not longer than this is not worth a reference. */
const SHORT_TEXT = 3;

function unmarshallable(): Error {
  return newException(valueErrorType, 'unmarshallable object') as unknown as Error;
}

/** Parts of an object that are still to be written, and what ends it. */
interface Parts {
  values: readonly Value[];
  next: number;
  /** The letter behind them, or ''. */
  end: string;
  whole: Value;
}

/** Something that may be referred to: where it begins, and where it is referred to. */
interface Written {
  at: number;
  references: number[];
  /** Not all of it has been written. */
  isOpen: boolean;
}

export class Writer {
  private bytes = newBytes(64);
  private size = 0;
  private readonly parts: Parts[] = [];
  private readonly written = new Map<Value, Written>();
  private readonly version: number;
  private readonly allowCode: boolean;

  constructor(version: number, allowCode: boolean) {
    this.version = version;
    this.allowCode = allowCode;
  }

  /** All bytes, once everything has been written. */
  result(): Uint8Array {
    let number = 0;
    for (const { at, references } of this.written.values()) {
      if (references.length === 0) continue;
      this.bytes[at]! |= FLAG_REF;
      const view = new DataView(this.bytes.buffer);
      for (const reference of references) view.setInt32(reference, number, true);
      number++;
    }
    return this.bytes.slice(0, this.size);
  }

  /** Makes room for some bytes: `bytes` may be another array then. */
  private room(count: number): number {
    const at = this.size;
    this.size += count;
    if (this.size > this.bytes.length) {
      const larger = newBytes(this.size * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return at;
  }
  private byte(b: number): void {
    const at = this.room(1);
    this.bytes[at] = b;
  }
  private code(letter: string): void {
    this.byte(letter.charCodeAt(0));
  }
  private long(n: number): void {
    const at = this.room(4);
    for (let i = 0; i < 4; i++) this.bytes[at + i] = n >> (8 * i);
  }
  private raw(data: Uint8Array): void {
    const at = this.room(data.length);
    this.bytes.set(data, at);
  }

  /** Writes a value that is so many levels inside of what is written. */
  write(value: Value, depth: number): void {
    this.one(value, depth);
    for (let innermost = this.parts.at(-1); innermost !== undefined; innermost = this.parts.at(-1)) {
      const { values, next, end, whole } = innermost;
      if (next < values.length) {
        innermost.next++;
        this.one(values[next]!, depth + this.parts.length);
      } else {
        if (end !== '') this.code(end);
        const entry = this.written.get(whole);
        if (entry !== undefined) entry.isOpen = false;
        this.parts.pop();
      }
    }
  }

  /** Writes a value, or its head if it has parts. */
  private one(value: Value, depth: number): void {
    if (depth > MAX_DEPTH) throw newException(valueErrorType, 'object too deeply nested to marshal');
    if (value === None) this.code('N');
    else if (value === Ellipsis) this.code('.');
    else if (value === stopIterationType) this.code('S');
    else if (typeof value === 'boolean') this.code(value ? 'T' : 'F');
    else if (typeof value === 'number' && (value | 0) === value) {
      this.code('i');
      this.long(value);
    } else if (!this.reference(value)) this.complex(value, depth);
  }

  /** Writes a reference to what has been written before. */
  private reference(value: Value): boolean {
    if (this.version < REFERENCES) return false;
    if (typeof value === 'string' && value.length <= SHORT_TEXT) return false;
    const entry = this.written.get(value);
    if (entry === undefined) {
      this.written.set(value, { at: this.size, references: [], isOpen: true });
      return false;
    }
    // These are made when their parts are there; so they cannot be part of themselves.
    if (entry.isOpen && (value instanceof CodeObject || value instanceof PySlice)) throw unmarshallable();
    this.code('r');
    entry.references.push(this.size);
    this.long(0);
    return true;
  }

  private complex(value: Value, depth: number): void {
    if (typeof value === 'number' || typeof value === 'bigint') return this.int(value);
    const isPlain = typeof value !== 'object' || !value.cls.isHeap;
    const text = isPlain ? textOf(value) : undefined;
    if (text !== undefined) this.text(codePoints(text));
    else if (isPlain && this.object(value, depth)) return;
    else this.buffer(value);
  }

  private buffer(value: Value): void {
    const data = value instanceof PyBytes ? value.data : bufferBytes(value);
    if (data === undefined) throw unmarshallable();
    this.code('s');
    this.long(data.length);
    this.raw(data);
  }

  private int(n: number | bigint): void {
    this.code('l');
    let rest = BigInt(n);
    const negative = rest < 0n;
    if (negative) rest = -rest;
    const digits: number[] = [];
    for (; rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn));
    this.long(negative ? -digits.length : digits.length);
    for (const d of digits) {
      this.byte(d & 255);
      this.byte(d >> 8);
    }
  }

  private text(points: Uint32Array): void {
    if (this.version < SHORT_FORMS || !points.every((c) => c < 0x80)) {
      const data = encodeUtf8(points);
      this.code('u');
      this.long(data.length);
      return this.raw(data);
    }
    this.code(points.length < 256 ? 'z' : 'a');
    if (points.length < 256) this.byte(points.length);
    else this.long(points.length);
    this.raw(Uint8Array.from(points));
  }

  /** Whether it is of one of the classes that the format has. */
  private object(value: Value, depth: number): boolean {
    if (value instanceof PyFloat) this.floats('gf', [value.v]);
    else if (value instanceof PyComplex) this.floats('yx', [value.re, value.im]);
    else if (value instanceof PyTuple) this.tuple(value);
    else if (value instanceof PyList) this.items('[', value.items, value);
    else if (value instanceof AnySet) this.set(value, depth);
    else if (value instanceof PyDict) this.dict(value);
    else if (value instanceof PySlice) this.slice(value);
    else if (value instanceof CodeObject) this.codeObject(value);
    else return false;
    return true;
  }

  /** In binary, or as text before version 2. */
  private floats([binary, text]: string, numbers: number[]): void {
    if (this.version > 1) {
      this.code(binary!);
      this.raw(new Uint8Array(Float64Array.from(numbers).buffer));
      return;
    }
    this.code(text!);
    for (const number of numbers) {
      const digits = codePoints(formatFloat(number, '.17g'));
      this.byte(digits.length);
      this.raw(Uint8Array.from(digits));
    }
  }

  private tuple(tuple: PyTuple): void {
    const { items } = tuple;
    if (this.version < SHORT_FORMS || items.length > 255) return this.items('(', items, tuple);
    this.code(')');
    this.byte(items.length);
    this.begin(items, tuple);
  }

  private items(letter: string, items: Value[], whole: Value): void {
    this.code(letter);
    this.long(items.length);
    this.begin(items, whole);
  }

  /** The parts of an object come next. */
  private begin(values: readonly Value[], whole: Value, end = ''): void {
    this.parts.push({ values, next: 0, end, whole });
  }

  /** The elements are in the order of their own forms, whatever their hashes are. */
  private set(set: AnySet, depth: number): void {
    const forms = keysOf(set.dict).map((value): [Value, Uint8Array] => {
      const writer = new Writer(this.version, this.allowCode);
      writer.write(value, depth + 1);
      return [value, writer.result()];
    });
    forms.sort((a, b) => compareBytes(a[1], b[1]));
    this.items(
      set instanceof PyFrozenSet ? '>' : '<',
      forms.map(([value]) => value),
      set,
    );
  }

  private dict(dict: PyDict): void {
    this.code('{');
    const parts: Value[] = [];
    for (let i = 0; i < dict.end(); i++) {
      const key = dict.keyAt(i);
      if (key !== undefined) parts.push(key, dict.valueAt(i)!);
    }
    this.begin(parts, dict, '0');
  }

  private slice(slice: PySlice): void {
    if (this.version < SLICES) throw unmarshallable();
    this.code(':');
    this.begin([slice.start, slice.stop, slice.step], slice);
  }

  private codeObject(code: CodeObject): void {
    if (!this.allowCode) throw newException(valueErrorType, 'marshalling code objects is disallowed');
    const description = describeCode(code);
    if (description === undefined) throw unmarshallable();
    this.code('c');
    this.begin([description], code);
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

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** UTF-8 with lone surrogates as their three bytes (`surrogatepass`). */
function encodeUtf8(points: Uint32Array): Uint8Array {
  const out = newBytes(points.length * 4);
  let n = 0;
  for (const c of points) {
    if (c < 0x80) out[n++] = c;
    else {
      const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
      out[n++] = (~(0xff >> (more + 1)) & 0xff) | (c >> (6 * more));
      for (let k = more - 1; k >= 0; k--) out[n++] = 0x80 | ((c >> (6 * k)) & 63);
    }
  }
  return out.slice(0, n);
}
