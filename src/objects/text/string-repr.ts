// repr of str and bytes, and ascii(). Single quotes, unless the text has single ones and no double ones; what
// is not printable, and for ascii() what is not ASCII, is escaped.
import { codeAt, TextBuilder, textFromUtf16 } from './text.ts';
import type { Text } from './text.ts';
import { isPrintable } from './unicode.ts';

/** Needs no escape and no choice of quotes. */
const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;

/** repr(str). The result is wide if printable characters above U+FFFF are in it. */
export function strRepr(text: Text): Text {
  if (typeof text === 'string') return PLAIN.test(text) ? `'${text}'` : quoted(text, isPrintable);
  return textFromUtf16(quoted(text, isPrintable));
}

/** ascii(str): repr with everything outside ASCII escaped. */
export function strAscii(text: Text): string {
  if (typeof text === 'string' && PLAIN.test(text)) return `'${text}'`;
  return quoted(text, isAsciiPrintable);
}

function isAsciiPrintable(c: number): boolean {
  return c >= 32 && c < 127;
}

/** ascii() of any object: its repr with everything outside ASCII escaped, without quotes. */
export function escapeNonAscii(repr: Text): string {
  if (typeof repr === 'string' && !/[^\x00-\x7f]/.test(repr)) return repr;
  const out = new TextBuilder();
  for (let i = 0; i < repr.length; i++) {
    const c = codeAt(repr, i);
    out.add(c < 128 ? String.fromCharCode(c) : hexEscape(c));
  }
  return out.text();
}

/** The quote to use: double ones only if that saves escaping. */
function chooseQuote(hasSingle: boolean, hasDouble: boolean): string {
  return hasSingle && !hasDouble ? '"' : "'";
}

/** The short escapes of repr, for characters below 32 and the backslash; '' if there is none. */
function shortEscape(c: number): string {
  if (c === 10) return '\\n';
  if (c === 13) return '\\r';
  if (c === 9) return '\\t';
  return c === 92 ? '\\\\' : '';
}

function hexEscape(c: number): string {
  if (c < 0x100) return '\\x' + c.toString(16).padStart(2, '0');
  if (c < 0x10000) return '\\u' + c.toString(16).padStart(4, '0');
  return '\\U' + c.toString(16).padStart(8, '0');
}

/** Quoted UTF-16 with escapes for everything that is not shown. */
function quoted(text: Text, isShown: (c: number) => boolean): string {
  const quote =
    typeof text === 'string'
      ? chooseQuote(text.includes("'"), text.includes('"'))
      : chooseQuote(text.includes(39), text.includes(34));
  const quoteCode = quote.charCodeAt(0);
  const out = new TextBuilder(quote);
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    const short = shortEscape(c);
    if (short !== '') out.add(short);
    else if (c === quoteCode) out.add('\\' + quote);
    else out.add(isShown(c) ? String.fromCodePoint(c) : hexEscape(c));
  }
  return out.text() + quote;
}

/** repr(bytes). */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = chooseQuote(bytes.includes(39), bytes.includes(34));
  const quoteCode = quote.charCodeAt(0);
  const out = new TextBuilder('b' + quote);
  for (const c of bytes) {
    const short = shortEscape(c);
    if (short !== '') out.add(short);
    else if (c === quoteCode) out.add('\\' + quote);
    else out.add(isAsciiPrintable(c) ? String.fromCharCode(c) : hexEscape(c));
  }
  return out.text() + quote;
}
