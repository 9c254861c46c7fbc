// The charmap codec: one byte for each character, by a mapping.
//
// To decode, the mapping is a str (indexed by byte) or a mapping from ints; to encode, what `charmap_build` made or a mapping
// from ints. Only str and plain dict are looked at here; anything else (and anything odd in them) goes to src/python/codecs.py.
import { frozenFunction } from '../machine/frozen.ts';
import {
  type ByteWriter,
  type Decoder,
  type DecodeState,
  decodeState,
  decodeWith,
  type Encoder,
  encodeWith,
  latin1Decoder,
  latin1Writer,
} from './codecs.ts';
import { dictType, PyDict } from './dict.ts';
import { newException, typeErrorType } from './exception.ts';
import { intOf } from './int.ts';
import { PyBytes } from './bytes.ts';
import { None } from './none.ts';
import { PyObject, type Result, type Value } from './object.ts';
import { codePoints, textOf, type Text } from './str.ts';
import { codeAt } from './text/text.ts';
import { builtinType } from './type.ts';

/** What `charmap_build` makes of a decoding table: the byte of each character. */
export class EncodingMap extends PyObject {
  readonly bytes = new Map<number, number>();
}
export const encodingMapType = builtinType('EncodingMap', EncodingMap, { final: true });

/**
 * `_codecs.charmap_build`: the bytes by the characters of a decoding table. U+FFFE stands for none, and the first of several
 * bytes counts.
 */
export function charmapBuild(table: Text): Result {
  const map = new EncodingMap();
  for (let i = 0; i < Math.min(256, table.length); i++) {
    const c = codeAt(table, i);
    if (c !== 0xfffe && !map.bytes.has(c)) map.bytes.set(c, i);
  }
  return map;
}

/** The code points for a byte; undefined when it has none; throws for what is no mapping. */
type ByteMeaning = (byte: number) => readonly number[] | undefined;

function meaningOf(mapping: Value): ByteMeaning | undefined {
  const table = textOf(mapping);
  if (table !== undefined) {
    return (byte) => {
      const c = byte < table.length ? codeAt(table, byte) : 0xfffe;
      return c === 0xfffe ? undefined : [c];
    };
  }
  if (!(mapping instanceof PyDict) || mapping.cls !== dictType) return undefined;
  return (byte) => {
    const i = mapping.lookup(byte);
    return i < 0 ? undefined : charactersOf(mapping.valueAt(i)!);
  };
}

function charactersOf(value: Value): readonly number[] | undefined {
  if (value === None) return undefined;
  const text = textOf(value);
  if (text !== undefined)
    return text.length === 1 && codeAt(text, 0) === 0xfffe ? undefined : [...codePoints(text)];
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, 'character mapping must return integer, None or str');
  if (n < 0 || n > 0x10ffff)
    throw newException(typeErrorType, 'character mapping must be in range(0x110000)');
  return n === 0xfffe ? undefined : [n as number];
}

/**
 * `_codecs.charmap_decode`: (text, length). The mapping is a text, a dict, or anything with `__getitem__`, which is asked by
 * Python code; None is Latin-1.
 */
export function charmapDecode(object: Value, data: Uint8Array, errors: string, mapping: Value): Result {
  if (mapping === None) return decodeWith('latin-1', latin1Decoder, object, data, errors, true, 'pair');
  if (meaningOf(mapping) === undefined)
    return frozenFunction('codecs', 'charmap_decode').call3(new PyBytes(data.slice()), errors, mapping);
  const state: DecodeState = { data, position: 0, points: [], final: true, mapping };
  return decodeState('charmap', charmapDecoder, object, state, errors, 'pair');
}

const charmapDecoder: Decoder = (state) => {
  const { data } = state;
  const meaning = meaningOf(state.mapping!)!;
  for (; state.position < data.length; state.position++) {
    const points = meaning(data[state.position]!);
    if (points === undefined) {
      return { start: state.position, end: state.position + 1, reason: 'character maps to <undefined>' };
    }
    for (const c of points) state.points.push(c);
  }
  return null;
};

class CharmapWriter implements Encoder {
  readonly name = 'charmap';
  readonly reason = 'character maps to <undefined>';
  readonly runs = true;
  private readonly mapping: EncodingMap | PyDict;
  constructor(mapping: EncodingMap | PyDict) {
    this.mapping = mapping;
  }
  put(c: number, out: ByteWriter): boolean {
    const { mapping } = this;
    if (mapping instanceof EncodingMap) {
      const byte = mapping.bytes.get(c);
      if (byte !== undefined) out.push(byte);
      return byte !== undefined;
    }
    const i = mapping.lookup(c);
    return i >= 0 && putMapped(mapping.valueAt(i)!, out);
  }
}

function putMapped(value: Value, out: ByteWriter): boolean {
  if (value === None) return false;
  if (value instanceof PyBytes) out.append(value.data);
  else {
    const n = intOf(value);
    if (n === undefined)
      throw newException(typeErrorType, 'character mapping must return integer, bytes or None');
    if (n < 0 || n > 255) throw newException(typeErrorType, 'character mapping must be in range(256)');
    out.push(n as number);
  }
  return true;
}

/**
 * `_codecs.charmap_encode`: (bytes, length). The mapping is what `charmapBuild` gives, a dict, or anything with `__getitem__`,
 * which is asked by Python code; None is Latin-1.
 */
export function charmapEncode(text: Value, errors: string, mapping: Value): Result {
  if (mapping === None) return encodeWith(latin1Writer, text, errors, 'pair');
  if (!(mapping instanceof EncodingMap || (mapping instanceof PyDict && mapping.cls === dictType)))
    return frozenFunction('codecs', 'charmap_encode').call3(text, errors, mapping);
  return encodeWith(new CharmapWriter(mapping), text, errors, 'pair');
}
