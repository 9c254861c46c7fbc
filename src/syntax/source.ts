// The bytes of a source file into its text: byte order mark, declared encoding (PEP 263), UTF-8 when there is none.
//
// The text keeps its line ends; the parser unifies them. UTF-8, Latin 1 and ASCII are decoded here; any other encoding is for
// Python's codecs, or for the host's where there is none.

import { PythonSyntaxError } from './errors.ts';

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#|$)/;

/** Of an error about the file as a whole. */
const UNPLACED = { lineno: 0, offset: -1, endLineno: null, endOffset: null, text: null };

/** Thrown where it takes a codec of Python's to decode a source. Who cannot ask one reports it as it is. */
export class ForeignEncoding extends PythonSyntaxError {
  readonly encoding: string;
  constructor(encoding: string, filename: string) {
    super('SyntaxError', `unknown encoding: ${encoding}`, filename, UNPLACED);
    this.encoding = encoding;
  }
}

/** The text of a source file. Throws PythonSyntaxError as CPython does when it can't be read, and ForeignEncoding. */
export function decodeSource(bytes: Uint8Array, filename: string): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasMark ? bytes.subarray(3) : bytes;
  const cookie = declaredEncoding(body);
  const encoding = cookie === null ? 'utf-8' : canonicalName(cookie);
  if (hasMark && encoding !== 'utf-8') throw markConflict(encoding, body, filename);
  if (isUtf8(encoding)) return decodeUtf8(body, filename);
  const name = plainName(encoding);
  if (/^(iso)?(88591|latin1?|l1|cp819|8859)$/.test(name) || name === 'isolatin1') return latin1(bytes);
  if (name === 'ascii' || name === 'usascii' || name === '646') return decodeAscii(bytes, filename);
  const label = hostLabel(encoding.toLowerCase().replaceAll('_', '-'));
  if (label !== null) return decodeByHost(bytes, label, encoding, filename);
  throw new ForeignEncoding(cookie!, filename);
}

/** The error for the first null byte of a file: at its line, which ends there. */
export function nullByteError(bytes: Uint8Array, filename: string): PythonSyntaxError {
  const at = bytes.indexOf(0);
  const start = bytes.lastIndexOf(10, at) + 1;
  const line = bytes.subarray(0, start).reduce((n, byte) => (byte === 10 ? n + 1 : n), 1);
  const text = new TextDecoder().decode(bytes.subarray(start, at));
  const place = { lineno: line, offset: 0, endLineno: line, endOffset: 0, text };
  return new PythonSyntaxError('SyntaxError', 'source code cannot contain null bytes', filename, place);
}

/** The encoding a comment on the first two lines declares, as it is written there; null when none does. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  let start = 0;
  for (let line = 0; line < 2 && start < bytes.length; line++) {
    const end = endOfLine(bytes, start);
    const text = latin1(bytes.subarray(start, end));
    const match = COOKIE.exec(text);
    if (match !== null) return match[1];
    if (!BLANK_OR_COMMENT.test(text)) return null;
    start = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
  }
  return null;
}

function endOfLine(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
  return end;
}

/** The two names CPython's tokenizer knows in all their spellings; any other is left as it is. */
function canonicalName(cookie: string): string {
  const name = cookie.slice(0, 12).toLowerCase().replaceAll('_', '-');
  if (name === 'utf-8' || name.startsWith('utf-8-')) return 'utf-8';
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(name)) return 'iso-8859-1';
  return cookie;
}

function plainName(encoding: string): string {
  return encoding.toLowerCase().replace(/[-_. ]+/g, '');
}

function isUtf8(encoding: string): boolean {
  const name = plainName(encoding);
  return name === 'utf8' || name === 'u8' || name === 'utf8sig';
}

function decodeUtf8(bytes: Uint8Array, filename: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw notUtf8(bytes, filename);
  }
}

function notUtf8(bytes: Uint8Array, filename: string): PythonSyntaxError {
  let lineno = 1;
  let start = 0;
  for (;;) {
    const end = endOfLine(bytes, start);
    const bad = firstInvalidUtf8(bytes.subarray(start, end));
    if (bad >= 0 || end >= bytes.length)
      return notUtf8At(bytes.subarray(start, end), Math.max(bad, 0), lineno, filename);
    start = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
    lineno++;
  }
}

function notUtf8At(line: Uint8Array, bad: number, lineno: number, filename: string): PythonSyntaxError {
  const byte = line[bad].toString(16).padStart(2, '0');
  const message =
    `Non-UTF-8 code starting with '\\x${byte}' on line ${lineno}, but no encoding declared; ` +
    'see https://peps.python.org/pep-0263/ for details';
  const decoder = new TextDecoder('utf-8');
  const offset = Array.from(decoder.decode(line.subarray(0, bad))).length + 1;
  const text = decoder.decode(line);
  return new PythonSyntaxError('SyntaxError', message, filename, {
    lineno,
    offset,
    endLineno: lineno,
    endOffset: offset,
    text,
  });
}

/** The index of the first byte that is not part of well-formed UTF-8, or -1. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

/** The length of the UTF-8 sequence at `i`, or 0 when it is not well-formed. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i];
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  const second = bytes[i + 1];
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let k = 2; k < length; k++) if ((bytes[i + k] & 0xc0) !== 0x80) return 0;
  return length;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

/** The host's label of a multibyte encoding: for these there are no codecs of Python's here. */
function hostLabel(name: string): string | null {
  if (/^(euc-(jp|kr)|gbk|gb18030|big5)$/.test(name)) return name;
  return name === 'shift-jis' || name === 'sjis' || name === 'cp932' ? 'shift_jis' : null;
}

function decodeByHost(bytes: Uint8Array, label: string, encoding: string, filename: string): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    const message = `'${encoding}' codec can't decode bytes: illegal multibyte sequence`;
    throw new PythonSyntaxError('SyntaxError', message, filename, UNPLACED);
  }
}

function decodeAscii(bytes: Uint8Array, filename: string): string {
  const bad = bytes.findIndex((byte) => byte >= 0x80);
  if (bad < 0) return latin1(bytes);
  const byte = bytes[bad].toString(16).padStart(2, '0');
  const message = `'ascii' codec can't decode byte 0x${byte} in position ${bad}: ordinal not in range(128)`;
  throw new PythonSyntaxError('SyntaxError', message, filename, UNPLACED);
}

function markConflict(encoding: string, bytes: Uint8Array, filename: string): PythonSyntaxError {
  const text = latin1(bytes.subarray(0, endOfLine(bytes, 0)));
  const place = { lineno: 1, offset: 0, endLineno: 1, endOffset: text.length, text };
  return new PythonSyntaxError('SyntaxError', `encoding problem: ${encoding} with BOM`, filename, place);
}
