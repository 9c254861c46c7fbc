// One line of uuencoded data, for the module binascii: a character that tells the length, then six bits for each character,
// counted from the space. Writers differ in whether zero is a space or a backtick; both are read.
import { newBytes } from '../machine/memory.ts';
import { asciiArgument } from '../objects/bytes-argument.ts';
import { requireBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted } from '../objects/conversion.ts';
import type { Result, Value } from '../objects/object.ts';
import { failure } from './binascii-errors.ts';

/** Bytes in a line: what fits the 60 characters that all programs can read. */
const MAX_BYTES = 45;
const SPACE = 32;
const BACKTICK = 96;
const LF = 10;
const CR = 13;

/** `binascii.a2b_uu`. */
export function binascii_a2b_uu(data: Value): Result {
  const bytes = asciiArgument(data);
  const result = newBytes(((bytes[0] ?? 0) - SPACE) & 63);
  let at = 1;
  let bits = 0;
  let pending = 0;
  for (let i = 0; i < result.length; at++) {
    bits = ((bits << 6) | sixBits(bytes[at])) & 0xfff;
    pending += 6;
    if (pending >= 8) {
      pending -= 8;
      result[i++] = bits >> pending;
    }
  }
  for (const byte of bytes.subarray(at)) {
    if (!isEndOrBlank(byte)) throw failure('Trailing garbage');
  }
  return new PyBytes(result);
}

/** What a character stands for. Spaces at the end of a line may have been lost on the way. */
function sixBits(byte: number | undefined): number {
  if (byte === undefined || byte === LF || byte === CR) return 0;
  if (byte < SPACE || byte > BACKTICK) throw failure('Illegal char');
  return (byte - SPACE) & 63;
}

function isEndOrBlank(byte: number): boolean {
  return byte === SPACE || byte === BACKTICK || byte === LF || byte === CR;
}

/** `binascii.b2a_uu`. */
export function binascii_b2a_uu(data: Value, backtick: Value = false): Result {
  if (typeof backtick !== 'boolean') return converted(binascii_b2a_uu, [data, backtick], [null, 'truth']);
  const bytes = requireBytes(data);
  if (bytes.length > MAX_BYTES) throw failure(`At most ${MAX_BYTES} bytes at once`);
  const character = (value: number): number => (value === 0 && backtick ? BACKTICK : value + SPACE);
  const result = newBytes(Math.ceil(bytes.length / 3) * 4 + 2);
  result[0] = character(bytes.length);
  let at = 1;
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) result[at++] = character((group >> shift) & 63);
  }
  result[at] = LF;
  return new PyBytes(result);
}
