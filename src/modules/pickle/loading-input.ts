// The bytes of a pickle that is being loaded, as far as they are at hand; the rest is asked of the file.
import { ABRUPT } from '../../machine/abrupt.ts';
import { NativeFrame } from '../../machine/frame.ts';
import { newBytes } from '../../machine/memory.ts';
import { simpleBytes } from '../../objects/buffer.ts';
import { eofErrorType, newException, typeError } from '../../objects/exception.ts';
import type { Value } from '../../objects/object.ts';
import { TextBuilder } from '../../objects/text/text.ts';
import { typeOf } from '../../objects/typeof.ts';
import { call0, call1 } from '../../operators/call.ts';
import { unpicklingError } from './errors.ts';
import { beginUse, type Unpickler } from './pickler.ts';

/** What the value that a call gives is for. */
export const Mode = {
  DATA: 0,
  LINE: 1,
  PUSH: 2,
  DROP: 3,
  SET_ITEMS: 4,
  ADD_ITEMS: 5,
  BUFFER: 6,
} as const;

/** What an opcode gives: undefined when it is done; ABRUPT; MORE when bytes are missing; END after STOP. */
export const MORE: unique symbol = Symbol('MORE');
export const END: unique symbol = Symbol('END');
export type Outcome = typeof ABRUPT | typeof MORE | typeof END | undefined;

const WHOLE_LINE = -1;
export const EMPTY = new Uint8Array(0);

/** A frame that reads a pickle. */
export abstract class PickleInput extends NativeFrame {
  protected readonly unpickler: Unpickler;
  protected data: Uint8Array;
  protected pos = 0;
  /** Where the present opcode begins. */
  protected opStart = 0;
  /** How many bytes are missing, or WHOLE_LINE. */
  protected missing = 0;
  protected mode: number = Mode.PUSH;

  constructor(unpickler: Unpickler, data: Uint8Array | null) {
    super();
    beginUse(unpickler);
    this.unpickler = unpickler;
    this.data = data ?? unpickler.rest ?? EMPTY;
    unpickler.rest = null;
    unpickler.proto = 0;
  }

  /** Where `n` bytes begin, which are then behind; -1: they are not all there. */
  protected take(n: number): number {
    const { pos } = this;
    if (pos + n <= this.data.length) {
      this.pos = pos + n;
      return pos;
    }
    if (this.unpickler.read === null) throw truncated();
    this.missing = pos + n - this.data.length;
    return -1;
  }

  /** A line without its end; undefined: it is not all there. Throws when it is empty and must not be. */
  protected line(least = 1): Uint8Array | undefined {
    const end = this.data.indexOf(10, this.pos);
    if (end < 0) {
      if (this.unpickler.read === null) throw truncated();
      this.missing = WHOLE_LINE;
      return undefined;
    }
    const line = this.data.subarray(this.pos, end);
    if (line.length < least) throw truncated();
    this.pos = end + 1;
    return line;
  }

  /** Asks the file for what is missing. */
  protected refill(): Outcome {
    const { read, readline } = this.unpickler;
    this.mode = this.missing === WHOLE_LINE ? Mode.LINE : Mode.DATA;
    const result = this.missing === WHOLE_LINE ? call0(readline!) : call1(read!, this.missing);
    return result === ABRUPT ? ABRUPT : this.arrived(result);
  }

  protected arrived(value: Value): Outcome {
    const bytes = simpleBytes(value);
    if (bytes === undefined)
      return typeError(`a bytes-like object is required, not '${typeOf(value).name}'`) as Outcome;
    const begun = this.data.subarray(this.opStart);
    if (bytes.length === 0 && begun.length === 0) throw newException(eofErrorType, 'Ran out of input');
    if (this.mode === Mode.LINE ? bytes[bytes.length - 1] !== 10 : bytes.length < this.missing)
      throw truncated();
    const data = newBytes(begun.length + bytes.length);
    data.set(begun);
    data.set(bytes, begun.length);
    this.data = data;
    this.pos = this.opStart = 0;
    return undefined;
  }

  /** An unsigned little-endian number of `width` bytes; -1: they are not all there. */
  protected unsigned(width: number): number {
    const at = this.take(width);
    if (at < 0) return -1;
    let n = 0;
    for (let i = width - 1; i >= 0; i--) n = n * 256 + this.data[at + i]!;
    return n;
  }
  protected signed4(at: number): number {
    const { data } = this;
    return data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
  }
}

function truncated(): Error {
  return unpicklingError('pickle data was truncated') as unknown as Error;
}

/** Whether all bytes are ASCII. */
export function isAscii(data: Uint8Array): boolean {
  return data.every((c) => c < 0x80);
}

/** The text of bytes in Latin-1. */
export function latin1(data: Uint8Array): string {
  const s = new TextBuilder();
  for (const c of data) s.add(String.fromCharCode(c));
  return s.text();
}
