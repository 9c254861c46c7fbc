// The storage of array.array: a typed array with room to grow, and what its items are in Python.
//
// The items' sizes are those of C on 64-bit Linux; they are little-endian, as every host is.
import { newBytes } from '../../machine/memory.ts';
import type { BufferInfo } from '../../objects/buffer.ts';
import {
  bufferErrorType,
  newException,
  overflowErrorType,
  type PyBaseException,
  typeErrorType,
  valueErrorType,
} from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { floatOf } from '../../objects/conversion.ts';
import { intOf } from '../../objects/int.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { codePoints, makeStr, textOf } from '../../objects/str.ts';
import { normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { builtinType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';

export type View =
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>;

/** What an item is: an int that a number holds, an int of 64 bits, a float, a character. */
type ItemKind = 'int' | 'big' | 'float' | 'char';

export interface TypeCode {
  letter: string;
  kind: ItemKind;
  itemsize: number;
  /** Of ints. */
  signed: boolean;
  View: new (buffer: ArrayBuffer, offset?: number, length?: number) => View;
  /** How C's conversion names the type in messages about its range. */
  name: string;
}

function row(
  letter: string,
  kind: ItemKind,
  itemsize: number,
  signed: boolean,
  layout: TypeCode['View'],
  name = '',
): TypeCode {
  return { letter, kind, itemsize, signed, View: layout, name };
}

/** In the order of `array.typecodes`. */
export const TYPE_CODES: readonly TypeCode[] = [
  row('b', 'int', 1, true, Int8Array, 'signed char'),
  row('B', 'int', 1, false, Uint8Array, 'unsigned byte integer'),
  row('u', 'char', 4, false, Uint32Array),
  row('w', 'char', 4, false, Uint32Array),
  row('h', 'int', 2, true, Int16Array, 'signed short integer'),
  row('H', 'int', 2, false, Uint16Array, 'unsigned short'),
  row('i', 'int', 4, true, Int32Array, 'signed integer'),
  row('I', 'int', 4, false, Uint32Array, 'unsigned int'),
  row('l', 'big', 8, true, BigInt64Array, 'long'),
  row('L', 'big', 8, false, BigUint64Array, 'unsigned long'),
  row('q', 'big', 8, true, BigInt64Array),
  row('Q', 'big', 8, false, BigUint64Array),
  row('f', 'float', 4, true, Float32Array),
  row('d', 'float', 8, true, Float64Array),
];

/** What is known of items by the letter of `array(letter)`; undefined if there is no such letter. */
export function typeCode(letter: string): TypeCode | undefined {
  return TYPE_CODES.find((code) => code.letter === letter);
}

export class PyArray extends PyObject {
  code: TypeCode = TYPE_CODES[0]!;
  /** As long as there is room for items; the first `size` count. */
  view: View = new Int8Array(0);
  size = 0;
  /** Views in use, which forbid resizing (see bytearray.ts). */
  exports = 0;

  /** Prepares an empty array of a type. */
  begin(code: TypeCode): this {
    this.code = code;
    this.view = new code.View(new ArrayBuffer(0));
    return this;
  }
  /** The memory of the items. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.view.buffer, this.view.byteOffset, this.size * this.code.itemsize);
  }
  exportBuffer(): BufferInfo {
    const { itemsize, letter } = this.code;
    return {
      owner: this,
      bytes: this.bytes,
      readonly: false,
      format: letter === 'u' ? 'w' : letter,
      itemsize,
      shape: [this.size],
      strides: [itemsize],
      offset: 0,
    };
  }
  /** Changes the number of items; new ones are 0. Throws BufferError. */
  resize(size: number): void {
    if (size === this.size) return;
    if (this.exports > 0)
      throw newException(bufferErrorType, 'cannot resize an array that is exporting buffers');
    if (size > this.view.length) {
      const room = size + (size >> 3) + (size < 9 ? 3 : 6);
      const view = new this.code.View(newBytes(room * this.code.itemsize).buffer);
      view.set(this.view.subarray(0, this.size) as never);
      this.view = view;
    } else if (size > this.size)
      this.view.fill((this.code.kind === 'big' ? 0n : 0) as never, this.size, size);
    this.size = size;
  }
  /** Puts items of the same type in the place of those from `start` to before `end`. */
  splice(start: number, end: number, items: View): void {
    const source = items.buffer === this.view.buffer ? items.slice() : items;
    const { size } = this;
    const grown = source.length - (end - start);
    if (grown > 0) this.resize(size + grown);
    if (grown !== 0) {
      if (grown < 0 && this.exports > 0) this.resize(size + grown);
      this.view.copyWithin(end + grown, end, size);
    }
    if (grown < 0) this.resize(size + grown);
    this.view.set(source as never, start);
  }
  /** The items from `start` to before `end`, in the same memory. */
  part(start = 0, end = this.size): View {
    return this.view.subarray(start, end);
  }
  /** Item i, which is there. */
  item(i: number): Value {
    return asValue(this.code, this.view[i]!);
  }
}

export const arrayType = builtinType('array', PyArray, {
  module: 'array',
  hasWeakrefs: true,
  patternFlags: 1,
  doc: 'array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.',
});

/** A str of these code points. Throws ValueError for what is none. */
export function textOfPoints(points: Uint32Array): Value {
  const wrong = points.find((c) => c > 0x10ffff);
  if (wrong === undefined) return makeStr(points);
  const shown = wrong.toString(16).padStart(8, '0');
  throw newException(valueErrorType, `character U+${shown} is not in range [U+0000; U+10ffff]`);
}

/** An item as a value of Python. */
export function asValue(code: TypeCode, item: number | bigint): Value {
  switch (code.kind) {
    case 'float':
      return new PyFloat(item as number);
    case 'big':
      return normalizeInt(item as bigint);
    case 'char':
      return textOfPoints(Uint32Array.of(item as number));
    default:
      return item;
  }
}

function outOfRange(message: string): PyBaseException {
  return newException(overflowErrorType, message);
}

/**
 * A value as an item; undefined when it has to be converted by `__index__` or `__float__` first. Throws OverflowError for an
 * int out of range, TypeError for what is no character.
 */
export function asItem(code: TypeCode, value: Value): number | bigint | undefined {
  if (code.kind === 'float') return floatOf(value);
  if (code.kind === 'char') return character(value);
  const n = intOf(value);
  if (n === undefined) return undefined;
  return code.kind === 'int' ? checkSmall(code, n) : checkBig(code, BigInt(n));
}

/** What `converted` is to do with a value for which `asItem` gave undefined. */
export function conversionFor(code: TypeCode): 'index' | 'float' {
  return code.kind === 'float' ? 'float' : 'index';
}

function character(value: Value): number {
  const text = textOf(value);
  const points = text === undefined ? undefined : codePoints(text);
  if (points?.length === 1) return points[0]!;
  const what = points === undefined ? typeOf(value).name : `a string of length ${points.length}`;
  throw newException(typeErrorType, `array item must be a unicode character, not ${what}`);
}

/** The range of C's argument conversion for a type, and its name in messages, where that comes before the type's own. */
const ARGUMENT_RANGES: Record<string, [low: number, high: number, name: string]> = {
  b: [-0x8000, 0x7fff, 'signed short integer'],
  H: [-0x80000000, 0x7fffffff, 'signed integer'],
};

function checkSmall(code: TypeCode, n: number | bigint): number {
  const { letter } = code;
  if (letter === 'I') {
    if (n < 0) throw outOfRange("can't convert negative value to unsigned int");
    if (n > 0xffffffffffffffffn) throw outOfRange('Python int too large to convert to C unsigned long');
  } else if (BigInt.asIntN(64, BigInt(n)) !== BigInt(n))
    throw outOfRange('Python int too large to convert to C long');
  const argument = ARGUMENT_RANGES[letter];
  if (argument !== undefined) checkRange(n, ...argument);
  const span = 2 ** (8 * code.itemsize);
  return code.signed
    ? checkRange(n, -span / 2, span / 2 - 1, code.name)
    : checkRange(n, 0, span - 1, code.name);
}

function checkRange(n: number | bigint, low: number, high: number, name: string): number {
  if (n < low) throw outOfRange(`${name} is less than minimum`);
  if (n > high) throw outOfRange(`${name} is greater than maximum`);
  return n as number;
}

function checkBig({ letter, signed }: TypeCode, n: bigint): bigint {
  if ((signed ? BigInt.asIntN(64, n) : BigInt.asUintN(64, n)) === n) return n;
  if (letter === 'l') throw outOfRange('Python int too large to convert to C long');
  if (letter === 'L')
    throw outOfRange(
      n < 0n
        ? "can't convert negative value to unsigned int"
        : 'Python int too large to convert to C unsigned long',
    );
  throw outOfRange(n < 0n && !signed ? "can't convert negative int to unsigned" : 'int too big to convert');
}
