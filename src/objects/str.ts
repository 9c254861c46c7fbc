// str: text that a JavaScript string cannot hold, and instances of subclasses of str.
//
// A str value is a JavaScript `string` when it has no surrogate unit, so that length, index and slice count code points. Text
// with a code point above U+FFFF or a lone surrogate is a PyStr whose `text` is an array of code points. An instance of a
// subclass is always a PyStr, with either kind of text. `strValue` undoes the difference.
import { reserve } from '../machine/memory.ts';
import { PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';
import { primitiveTypes } from './typeof.ts';

/** The text of a str: a string without surrogate units, or code points (at least one of them not such). */
export type Text = string | Uint32Array;

export class PyStr extends PyObject {
  text: Text = '';
  /** What `textKey` says of the text; null as long as it has not been asked. */
  private keyText: string | undefined | null = null;

  /** The JavaScript string if no other text has the same. */
  get key(): string | undefined {
    return this.keyText === null ? (this.keyText = textKey(this.text)) : this.keyText;
  }

  override toString(): string {
    return hostString(this.text);
  }
}

export const strType = builtinType('str', PyStr, {
  doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
});
primitiveTypes.str = strType;

/** The text of a str or of an instance of a subclass; undefined for anything else. */
export function textOf(value: Value): Text | undefined {
  if (typeof value === 'string') return value;
  return value instanceof PyStr ? value.text : undefined;
}

/** A str value (of exact class str) with this text. */
export function makeStr(text: Text): Value {
  if (typeof text === 'string') return text;
  if (!isWide(text)) return hostString(text);
  const s = new PyStr();
  s.text = text;
  return s;
}

/** Whether an array of code points cannot be a plain string. */
function isWide(points: Uint32Array): boolean {
  for (let i = 0; i < points.length; i++) {
    const c = points[i]!;
    if (c > 0xffff || (c >= 0xd800 && c <= 0xdfff)) return true;
  }
  return false;
}

/** The JavaScript string (UTF-16) of a text; lone surrogates stay as they are. */
export function hostString(text: Text): string {
  if (typeof text === 'string') return text;
  if (text.length === 1) return String.fromCodePoint(text[0]!);
  let s = '';
  for (let i = 0; i < text.length; i += 8192) s += String.fromCodePoint(...text.subarray(i, i + 8192));
  return s;
}

/**
 * The JavaScript string of a text if no other text has the same: undefined where single surrogates stand side by side that make a
 * pair there.
 */
function textKey(text: Text): string | undefined {
  if (typeof text === 'string') return text;
  for (let i = 1; i < text.length; i++)
    if ((text[i]! & ~0x3ff) === 0xdc00 && (text[i - 1]! & ~0x3ff) === 0xd800) return undefined;
  return hostString(text);
}

/** The str value of a JavaScript string, whose surrogate pairs are single code points. */
export function fromHost(s: string): Value {
  if (s.length > SHORT_STRING) return HAS_SURROGATE.test(s) ? makeStr(codePoints(s)) : s;
  for (let i = 0; i < s.length; i++) if ((s.charCodeAt(i) & 0xf800) === 0xd800) return makeStr(codePoints(s));
  return s;
}

/** Up to this length a loop is faster than a regular expression. */
const SHORT_STRING = 40;

const HAS_SURROGATE = /[\ud800-\udfff]/;

/** The code points of a text, or of a JavaScript string with surrogate pairs. */
export function codePoints(text: Text): Uint32Array {
  if (typeof text !== 'string') return text;
  reserve(4 * text.length);
  const points = new Uint32Array(text.length);
  let n = 0;
  for (const ch of text) points[n++] = ch.codePointAt(0)!;
  return n === points.length ? points : points.slice(0, n);
}
