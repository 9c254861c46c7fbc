// Pickles of arrays: items in a machine format that says size, sign and byte order, so that any machine can read them.
import { defineIntrinsics } from '../../machine/frozen.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { typeError, valueError } from '../../objects/exception.ts';
import { intOf } from '../../objects/int.ts';
import { PyList } from '../../objects/list.ts';
import type { Result, Value } from '../../objects/object.ts';
import { PyFloat } from '../../objects/float.ts';
import { fromHost, textOf } from '../../objects/str.ts';
import { intFromBytes } from '../../objects/text/int-arithmetic.ts';
import { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { arrayType, type PyArray, TYPE_CODES, type TypeCode, typeCode } from './storage.ts';

/** A format: what the items are, their size and their byte order. */
interface Format {
  kind: 'int' | 'float' | 'utf16' | 'utf32';
  size: number;
  signed: boolean;
  big: boolean;
}

function format(kind: Format['kind'], size: number, signed: boolean, big: boolean): Format {
  return { kind, size, signed, big };
}

/** By their numbers in pickles: little-endian and big-endian by turns from 2 on. */
const FORMATS: readonly Format[] = [
  format('int', 1, false, false),
  format('int', 1, true, false),
  ...[2, 4, 8].flatMap((size) =>
    [false, true].flatMap((signed) => [
      format('int', size, signed, false),
      format('int', size, signed, true),
    ]),
  ),
  ...[4, 8].flatMap((size) => [format('float', size, true, false), format('float', size, true, true)]),
  ...[2, 4].flatMap((size) => {
    const kind = size === 2 ? 'utf16' : 'utf32';
    return [format(kind, size, false, false), format(kind, size, false, true)];
  }),
];

/** The number of the format in which the items of a type lie in memory. */
export function machineFormat({ kind, itemsize, signed }: TypeCode): number {
  const wanted = kind === 'char' ? 'utf32' : kind === 'float' ? 'float' : 'int';
  return FORMATS.findIndex((f) => f.kind === wanted && f.size === itemsize && f.signed === signed && !f.big);
}

/** The items of a pickle in another format than the machine's. */
function decode({ kind, size, signed, big }: Format, data: Uint8Array): Value {
  if (kind === 'utf16') return fromHost(new TextDecoder(big ? 'utf-16be' : 'utf-16le').decode(data));
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (kind === 'utf32') {
    let text = '';
    for (let i = 0; i < data.length; i += 4) text += String.fromCodePoint(view.getUint32(i, !big));
    return fromHost(text);
  }
  const items: Value[] = [];
  for (let i = 0; i < data.length; i += size) {
    if (kind === 'float')
      items.push(new PyFloat(size === 4 ? view.getFloat32(i, !big) : view.getFloat64(i, !big)));
    else items.push(intFromBytes(data.subarray(i, i + size), big ? 'big' : 'little', signed));
  }
  return new PyList(items);
}

/** The type whose items have the size and sign of the format, if it is one of ints; else the one that was pickled. */
function matchingLetter({ kind, size, signed }: Format, letter: string): string {
  if (kind !== 'int') return letter;
  const isMatch = (code: TypeCode): boolean =>
    (code.kind === 'int' || code.kind === 'big') && code.itemsize === size && code.signed === signed;
  return TYPE_CODES.findLast(isMatch)?.letter ?? letter;
}

/**
 * `array._array_reconstructor(cls, typecode, format, bytes)`: what pickles name. The format is a number for size, sign and
 * order of bytes, so that arrays go to other machines.
 */
export function array_reconstructor(cls: Value, letter: Value, number: Value, items: Value): Result {
  if (!(cls instanceof PyType))
    return typeError(`first argument must be a type object, not ${typeOf(cls).name}`);
  if (!cls.isSubtype(arrayType)) return typeError(`${cls.name} is not a subtype of ${arrayType.name}`);
  const text = textOf(letter);
  const code = typeof text === 'string' && text.length === 1 ? typeCode(text) : undefined;
  if (code === undefined) return valueError('second argument must be a valid type code');
  const n = intOf(number);
  if (n === undefined) return typeError('an integer is required');
  const f = FORMATS[Number(n)];
  if (f === undefined) return valueError('third argument must be a valid machine format code.');
  if (!(items instanceof PyBytes))
    return typeError(`fourth argument should be bytes, not ${typeOf(items).name}`);
  if (n === machineFormat(code)) return cls.call2(code.letter, items);
  if (items.data.length % f.size !== 0) return valueError('string length not a multiple of item size');
  return cls.call2(matchingLetter(f, code.letter), decode(f, items.data));
}

defineIntrinsics({
  array_machine_format: ['(self, /)', (self: PyArray): Result => machineFormat(self.code)],
});
