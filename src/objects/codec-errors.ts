// Codec error handlers: what is done about what cannot be encoded or decoded.
//
// The built-in handlers are here as functions of the error's place; `strict` and every refusal is "undefined: raise". Handlers
// registered from Python are in the interpreter's registry and are called with an exception, as are the built-in ones when
// Python calls them (codecs.lookup_error).
import { interpreterSlot } from '../machine/interpreter.ts';
import { reserve } from '../machine/memory.ts';
import { textArgument } from './conversion.ts';
import type { PyUnicodeError } from './exception.ts';
import {
  newException,
  unicodeDecodeErrorType,
  unicodeEncodeErrorType,
  lookupErrorType,
  typeErrorType,
  valueErrorType,
  type PyBaseException,
} from './exception.ts';
import type { Value } from './object.ts';
import { fromHost, hostString, textOf, type Text } from './str.ts';
import { codeAt } from './text/text.ts';

/** What a codec could not do: where, and why. */
export interface Trouble {
  start: number;
  end: number;
  reason: string;
}

/** Texts or bytes to go on with, at `position`. */
export interface Remedy {
  points: number[] | null;
  bytes: number[] | null;
  position: number;
}

/** The UnicodeDecodeError or UnicodeEncodeError for a trouble, not raised yet: an error handler may be asked first. */
export function decodeError(
  encoding: string,
  object: Value,
  { start, end, reason }: Trouble,
): PyBaseException {
  return unicodeError(unicodeDecodeErrorType, encoding, object, start, end, reason);
}
export function encodeError(
  encoding: string,
  object: Value,
  { start, end, reason }: Trouble,
): PyBaseException {
  return unicodeError(unicodeEncodeErrorType, encoding, object, start, end, reason);
}

function unicodeError(
  type: typeof unicodeDecodeErrorType,
  encoding: string,
  object: Value,
  start: number,
  end: number,
  reason: string,
): PyBaseException {
  const exc = newException(type, encoding, object, start, end, reason) as PyUnicodeError;
  exc.encoding = encoding;
  exc.object = object;
  exc.start = start;
  exc.end = end;
  exc.reason = reason;
  return exc;
}

/**
 * The str argument that names an encoding or an error handler, as text of the host; CPython passes it on as UTF-8 that ends at a
 * zero. Throws for another object, surrogates and zeros.
 * @param what the argument, as the TypeError shows it
 */
export function codecName(value: Value, what: string): string {
  if (value === 'strict' || value === 'utf-8') return value;
  const text = textArgument(value, what);
  const trouble = typeof text === 'string' ? null : surrogates(text);
  if (trouble !== null) throw encodeError('utf-8', value, trouble);
  const name = hostString(text);
  if (name.includes('\0')) throw newException(valueErrorType, 'embedded null character');
  return name;
}

/** Where the first surrogates are. */
function surrogates(points: Uint32Array): Trouble | null {
  const isSurrogate = (c: number): boolean => c >= 0xd800 && c <= 0xdfff;
  const start = points.findIndex(isSurrogate);
  if (start < 0) return null;
  let end = start + 1;
  while (end < points.length && isSurrogate(points[end]!)) end++;
  return { start, end, reason: 'surrogates not allowed' };
}

/** Error handlers registered in this interpreter, by name. */
export function errorHandlers(): Map<string, Value> {
  return interpreterSlot(HANDLERS, () => new Map<string, Value>());
}
const HANDLERS = Symbol('codec error handlers');

/** The registered handler; throws LookupError. */
export function findErrorHandler(name: string): Value {
  const handler = errorHandlers().get(name);
  if (handler === undefined)
    throw newException(lookupErrorType, fromHost(`unknown error handler name '${name}'`));
  return handler;
}

/** Handlers that are done here, without calling anything. */
export const BUILTIN_HANDLERS = new Set([
  'strict',
  'ignore',
  'replace',
  'backslashreplace',
  'xmlcharrefreplace',
  'surrogateescape',
  'surrogatepass',
]);

/** What a built-in handler does about bytes that cannot be decoded; undefined: the error is raised. */
export function decodeRemedy(
  name: string,
  encoding: string,
  data: Uint8Array,
  trouble: Trouble,
): Remedy | undefined {
  const { start, end } = trouble;
  reserve((end - start) * REPLACEMENT);
  switch (name) {
    case 'ignore':
      return { points: [], bytes: null, position: end };
    case 'replace':
      return { points: [0xfffd], bytes: null, position: end };
    case 'backslashreplace': {
      const points: number[] = [];
      for (let i = start; i < end; i++) pushAscii(points, `\\x${hex(data[i]!, 2)}`);
      return { points, bytes: null, position: end };
    }
    case 'surrogateescape': {
      const points: number[] = [];
      for (let i = start; i < Math.min(end, start + 4) && data[i]! >= 128; i++)
        points.push(0xdc00 + data[i]!);
      return points.length === 0 ? undefined : { points, bytes: null, position: start + points.length };
    }
    case 'surrogatepass':
      return passSurrogate(encoding, data, start);
    default:
      return undefined;
  }
}

/** The UTF codecs that `surrogatepass` knows: bytes of a unit and byte order. */
export function surrogateForm(encoding: string): { size: number; little: boolean } | undefined {
  const name = encoding.toLowerCase().replaceAll('_', '-');
  const match = /^(?:utf-?)(8|16|32)(?:-?(le|be))?$/.exec(name);
  if (match === null) return name === 'cp65001' ? { size: 1, little: true } : undefined;
  return { size: Number(match[1]) / 8, little: match[2] !== 'be' };
}

function passSurrogate(encoding: string, data: Uint8Array, start: number): Remedy | undefined {
  const form = surrogateForm(encoding);
  if (form === undefined) return undefined;
  const at = (i: number): number => data[start + i] ?? 0;
  let c = 0;
  let length = form.size;
  if (form.size === 1) {
    length = 3;
    if (
      data.length - start < 3 ||
      (at(0) & 0xf0) !== 0xe0 ||
      (at(1) & 0xc0) !== 0x80 ||
      (at(2) & 0xc0) !== 0x80
    )
      return undefined;
    c = ((at(0) & 15) << 12) | ((at(1) & 63) << 6) | (at(2) & 63);
  } else {
    if (data.length - start < length) return undefined;
    for (let i = 0; i < length; i++) c = c * 256 + at(form.little ? length - 1 - i : i);
  }
  if (c < 0xd800 || c > 0xdfff) return undefined;
  return { points: [c], bytes: null, position: start + length };
}

/** Bytes of what stands for one character, as an array of numbers that grows. */
const REPLACEMENT = 120;

/** What a built-in handler does about characters that cannot be encoded; undefined: the error is raised. */
export function encodeRemedy(
  name: string,
  encoding: string,
  text: Text,
  trouble: Trouble,
): Remedy | undefined {
  const { start, end } = trouble;
  reserve((end - start) * REPLACEMENT);
  const points: number[] = [];
  const bytes: number[] = [];
  switch (name) {
    case 'ignore':
      break;
    case 'replace':
      for (let i = start; i < end; i++) points.push(63);
      break;
    case 'backslashreplace':
      for (let i = start; i < end; i++) pushAscii(points, backslashed(codeAt(text, i)));
      break;
    case 'xmlcharrefreplace':
      for (let i = start; i < end; i++) pushAscii(points, `&#${codeAt(text, i)};`);
      break;
    case 'surrogateescape':
      for (let i = start; i < end; i++) {
        const c = codeAt(text, i);
        if (c < 0xdc80 || c > 0xdcff) return undefined;
        bytes.push(c - 0xdc00);
      }
      return { points: null, bytes, position: end };
    case 'surrogatepass':
      return encodeSurrogates(encoding, text, start, end);
    default:
      return undefined;
  }
  return { points, bytes: null, position: end };
}

function encodeSurrogates(encoding: string, text: Text, start: number, end: number): Remedy | undefined {
  const form = surrogateForm(encoding);
  if (form === undefined) return undefined;
  const bytes: number[] = [];
  for (let i = start; i < end; i++) {
    const c = codeAt(text, i);
    if (c < 0xd800 || c > 0xdfff) return undefined;
    if (form.size === 1) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else
      for (let k = 0; k < form.size; k++)
        bytes.push((c >>> (8 * (form.little ? k : form.size - 1 - k))) & 255);
  }
  return { points: null, bytes, position: end };
}

function backslashed(c: number): string {
  if (c < 256) return `\\x${hex(c, 2)}`;
  return c < 65536 ? `\\u${hex(c, 4)}` : `\\U${hex(c, 8)}`;
}

function hex(c: number, digits: number): string {
  return c.toString(16).padStart(digits, '0');
}

function pushAscii(points: number[], s: string): void {
  for (let i = 0; i < s.length; i++) points.push(s.charCodeAt(i));
}

/** Where the object of an exception is damaged: its `start` and `end`, as far as there is such a place in `length` items. */
export function placeOf({ start, end }: PyUnicodeError, length: number): Trouble {
  const last = Math.max(length - 1, 0);
  return {
    start: Math.min(Math.max(start, 0), last),
    end: Math.min(Math.max(end, 1), length),
    reason: '',
  };
}

/** The text that an exception is about; throws for anything else. */
export function textOfError(exc: PyUnicodeError, kind: 'encode' | 'translate'): Text {
  const text = exc.object === null ? undefined : textOf(exc.object);
  if (text === undefined) throw wrongObject(kind);
  return text;
}

/** The TypeError for an exception whose `object` has been made anything else. */
export function wrongObject(kind: 'encode' | 'decode' | 'translate'): PyBaseException {
  const wanted = kind === 'decode' ? 'bytes' : 'string';
  return newException(typeErrorType, `UnicodeError 'object' attribute must be a ${wanted}`);
}
