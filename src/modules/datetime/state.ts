// What pickles have of dates and times: a few bytes, which old pickles have as a str.
import { PyBytes } from '../../objects/bytes.ts';
import { newException, valueErrorType } from '../../objects/exception.ts';
import type { Value } from '../../objects/object.ts';
import { codePoints, textOf } from '../../objects/str.ts';

/**
 * The bytes of a state that was given in place of the first field; undefined where it is none. Throws ValueError.
 * @param at the byte that tells it from other texts
 */
export function stateArgument(
  value: Value,
  length: number,
  at: number,
  isSane: (byte: number) => boolean,
  what: string,
): ArrayLike<number> | undefined {
  if (value instanceof PyBytes)
    return value.data.length === length && isSane(value.data[at]!) ? value.data : undefined;
  const text = typeof value === 'number' ? undefined : textOf(value);
  if (text === undefined) return undefined;
  const points = codePoints(text);
  if (points.length !== length || !isSane(points[at]!)) return undefined;
  if (points.every((point) => point < 256)) return points;
  const message =
    `Failed to encode latin1 string when unpickling a ${what} object. ` +
    "pickle.load(data, encoding='latin1') is assumed.";
  throw newException(valueErrorType, message);
}

/** Whether a byte of a pickle may be a month. */
export function isMonth(byte: number): boolean {
  return byte >= 1 && byte <= 12;
}

/** Three bytes of microseconds. */
export function microsecondsFrom(state: ArrayLike<number>, at: number): number {
  return (state[at]! << 16) | (state[at + 1]! << 8) | state[at + 2]!;
}
