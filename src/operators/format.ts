// f-strings at run time.
import { reserve } from '../machine/memory.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import type { Result, Value } from '../objects/object.ts';
import { makeStr, strType, textOf } from '../objects/str.ts';
import { concatTexts, type Text } from '../objects/text/text.ts';
import { formatFloat, formatInt, formatString } from '../objects/text/format-spec.ts';
import { typeOf } from '../objects/typeof.ts';
import { ascii, format, repr, str } from './repr.ts';

/** From this length on V8's putting parts of a text together, later, counts. */
const LONG_TEXT = 2 ** 14;

/** The parts of an f-string, all str, joined. */
export function joinStr(parts: Value[]): Value {
  let s = '';
  for (const part of parts) {
    if (typeof part !== 'string') return makeStr(concatTexts(parts.map((p) => textOf(p) as Text)));
    s += part;
  }
  if (s.length > LONG_TEXT) reserve(s.length);
  return s;
}

/** `format(value, spec)`. */
export function formatValue(value: Value, spec: Value): Result {
  if (spec === '') {
    if (typeof value === 'number') return String(value);
    if (typeOf(value) === strType) return value;
  } else if (typeof spec === 'string') {
    if (typeof value === 'number') return makeStr(formatInt(value, spec));
    if (typeof value === 'string') return makeStr(formatString(value, spec));
    if (value instanceof PyFloat && value.cls === floatType) return makeStr(formatFloat(value.v, spec));
  }
  return format(value, spec);
}

/** `!s`, `!r` or `!a`. */
export function convertValue(value: Value, conversion: string): Result {
  if (conversion === 's') return str(value);
  return conversion === 'r' ? repr(value) : ascii(value);
}
