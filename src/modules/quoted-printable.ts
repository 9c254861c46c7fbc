// Quoted-printable (RFC 1521) for the module binascii: bytes that are not plain text are written `=41`, lines are broken
// by `=` at their end. With `header` (RFC 1522) a space is `_`.
import { newBytes, PLACE, reserve } from '../machine/memory.ts';
import { asciiArgument } from '../objects/bytes-argument.ts';
import { requireBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted } from '../objects/conversion.ts';
import type { Result, Value } from '../objects/object.ts';
import { latin1Bytes } from '../objects/text/text.ts';

/** Characters of a line, with the `=` that breaks it. */
const MAX_LINE = 76;
const DIGITS = latin1Bytes('0123456789ABCDEF');
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOT = 46;
const EQUALS = 61;
const UNDERSCORE = 95;

/** Whether a byte is white space that must not end a line as it is. */
function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

// --- Decoding --------------------------------------------------------------------------------------------------------------

/** `binascii.a2b_qp`. */
export function binascii_a2b_qp(data: Value, header: Value = false): Result {
  if (typeof header !== 'boolean') return converted(binascii_a2b_qp, [data, header], [null, 'truth']);
  const bytes = asciiArgument(data);
  const out = newBytes(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i++]!;
    if (byte !== EQUALS) {
      out[length++] = header && byte === UNDERSCORE ? SPACE : byte;
      continue;
    }
    const next = bytes[i];
    if (next === undefined) break;
    const code = (digitValue(next) << 4) | digitValue(bytes[i + 1]);
    if (next === LF || next === CR) {
      // A soft line break: all up to the line's end is dropped.
      const end = bytes.indexOf(LF, i);
      i = end < 0 ? bytes.length : end + 1;
    } else if (next === EQUALS) {
      out[length++] = EQUALS;
      i++;
    } else if (code >= 0) {
      out[length++] = code;
      i += 2;
    } else out[length++] = EQUALS;
  }
  return new PyBytes(out.slice(0, length));
}

/** The value of a hexadecimal digit; -1 of anything else. */
function digitValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

// --- Encoding --------------------------------------------------------------------------------------------------------------

/** `binascii.b2a_qp`. */
export function binascii_b2a_qp(
  data: Value,
  quoteTabs: Value = false,
  isText: Value = true,
  header: Value = false,
): Result {
  if (typeof quoteTabs !== 'boolean' || typeof isText !== 'boolean' || typeof header !== 'boolean') {
    return converted(binascii_b2a_qp, [data, quoteTabs, isText, header], [null, 'truth', 'truth', 'truth']);
  }
  const bytes = requireBytes(data);
  reserve(bytes.length * 3 * PLACE);
  return new PyBytes(Uint8Array.from(new QuotedText(bytes, quoteTabs, isText, header).encode()));
}

/** What is being encoded, and what has been written of it. */
class QuotedText {
  private readonly bytes: Uint8Array;
  private readonly quoteTabs: boolean;
  private readonly isText: boolean;
  private readonly header: boolean;
  /** Whether lines end in CR LF: all do if the first one does. */
  private readonly crlf: boolean;
  private readonly out: number[] = [];
  /** Characters of the line so far. */
  private width = 0;

  constructor(bytes: Uint8Array, quoteTabs: boolean, isText: boolean, header: boolean) {
    this.bytes = bytes;
    this.quoteTabs = quoteTabs;
    this.isText = isText;
    this.header = header;
    this.crlf = bytes[bytes.indexOf(LF) - 1] === CR;
  }

  encode(): number[] {
    const { bytes } = this;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (this.mustQuote(i)) {
        if (this.width + 3 >= MAX_LINE) this.softBreak();
        this.quoted(byte);
        this.width += 3;
      } else if (this.isText && (byte === LF || (byte === CR && bytes[i + 1] === LF))) {
        this.lineEnd();
        if (byte === CR) i++;
      } else {
        const last = i + 1 === bytes.length || bytes[i + 1] === LF;
        if (!last && this.width + 1 >= MAX_LINE) this.softBreak();
        this.out.push(this.header && byte === SPACE ? UNDERSCORE : byte);
        this.width++;
      }
    }
    return this.out;
  }

  /** Whether the byte at `i` cannot stand for itself. A dot alone on a line would end a message of SMTP. */
  private mustQuote(i: number): boolean {
    const byte = this.bytes[i]!;
    const next = this.bytes[i + 1];
    if (byte > 126 || byte === EQUALS) return true;
    if (byte === UNDERSCORE) return this.header;
    if (byte === DOT) {
      return this.width === 0 && (next === undefined || next === LF || next === CR || next === 0);
    }
    if (byte === CR || byte === LF) return !this.isText;
    if (isBlank(byte)) return this.quoteTabs || next === undefined;
    return byte < SPACE;
  }

  private quoted(byte: number): void {
    this.out.push(EQUALS, DIGITS[byte >> 4]!, DIGITS[byte & 15]!);
  }

  private newline(): void {
    if (this.crlf) this.out.push(CR);
    this.out.push(LF);
    this.width = 0;
  }

  private softBreak(): void {
    this.out.push(EQUALS);
    this.newline();
  }

  /** The end of a line of the text; white space in front of it is quoted. */
  private lineEnd(): void {
    if (isBlank(this.out.at(-1))) this.quoted(this.out.pop()!);
    this.newline();
  }
}
