// Arguments of natives that take any bytes-like object, or text of ASCII characters in its place.
import { bufferBytes, requireBytes } from './buffer.ts';
import { PyBytes } from './bytes.ts';
import { newException, typeErrorType, valueErrorType } from './exception.ts';
import type { Value } from './object.ts';
import { textOf } from './str.ts';
import { typeOf } from './typeof.ts';

/** The bytes of a bytes-like object; undefined for anything else. */
export function bytesOf(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.data;
  return bufferBytes(value);
}

/** The bytes of an argument; TypeError for what is not bytes-like. */
export function bytesArgument(value: Value): Uint8Array {
  return requireBytes(value);
}

/** As `bytesArgument`, but a str of ASCII characters does too. */
export function asciiArgument(value: Value): Uint8Array {
  const text = textOf(value);
  if (text === undefined) {
    const bytes = bytesOf(value);
    if (bytes !== undefined) return bytes;
    throw newException(
      typeErrorType,
      `argument should be bytes, buffer or ASCII string, not '${typeOf(value).name}'`,
    );
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const c = typeof text === 'string' ? text.charCodeAt(i) : text[i]!;
    if (c > 127) throw newException(valueErrorType, 'string argument should contain only ASCII characters');
    bytes[i] = c;
  }
  return bytes;
}
