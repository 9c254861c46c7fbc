// Text: a str's content as this folder takes and returns it. A narrow text is a JavaScript string in which
// every UTF-16 unit is one code point (so it holds no surrogate unit at all); a text with code points above
// U+FFFF or with lone surrogates is wide: an array of its code points. Every function here returns the narrow
// form whenever the content allows it, so the form of a text is determined by its content.
import { fixedBytes, newBytes, reserve } from '../../machine/memory.ts';

/** The content of a str: narrow (no surrogate units) or wide (code points). */
export type Text = string | Uint32Array;

/** Pieces of at most this many units go through String.fromCharCode's argument list at once. */
const CHUNK = 4096;

/** The characters of bytes, one for each. */
export function latin1Text(bytes: Uint8Array): string {
  if (bytes.length <= CHUNK) return fromCharCodes(bytes);
  let s = '';
  for (let i = 0; i < bytes.length; i += CHUNK) s += fromCharCodes(bytes.subarray(i, i + CHUNK));
  return s;
}

/** The bytes of characters up to U+00FF. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = fixedBytes(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** True if the code point cannot stand in a narrow text. */
export function isWideCodePoint(c: number): boolean {
  return c > 0xffff || (c >= 0xd800 && c <= 0xdfff);
}

/** The text with exactly these code points; narrow if possible. */
export function textFromCodePoints(points: ArrayLike<number>): Text {
  for (let i = 0; i < points.length; i++) {
    if (isWideCodePoint(points[i])) return Uint32Array.from(points);
  }
  return narrowFromCodePoints(points);
}

/** The string of code points which are all known to be narrow. */
export function narrowFromCodePoints(points: ArrayLike<number>): string {
  if (points.length <= CHUNK) return fromCharCodes(points);
  let out = '';
  for (let i = 0; i < points.length; i += CHUNK) {
    out += fromCharCodes(Array.prototype.slice.call(points, i, i + CHUNK) as number[]);
  }
  return out;
}

function fromCharCodes(units: ArrayLike<number>): string {
  return String.fromCharCode.apply(null, units as number[]);
}

/** Strings that V8 makes of parts are put together when they are first read; from so many units on that is done here. */
export const LONG = 2 ** 20;

/** Where what has been read is put: V8 leaves out a reading of which nothing comes. */
const lastRead = { unit: 0 };

/** The same text, as one string in memory: what was made of parts by adding is a tree of them until somebody reads in it. */
export function inOnePiece(text: string): string {
  lastRead.unit = text.charCodeAt(0) | 0;
  return text;
}

/** `text` repeated `n` times. Throws as `reserve`. */
export function repeatString(text: string, n: number): string {
  reserve(text.length * n);
  const result = text.repeat(n);
  return result.length < LONG ? result : inOnePiece(result);
}

/** So many units of a text are gathered before they are put together. */
const GATHERED = 8192;

/** A text made of many small pieces: by `+=` alone V8 would keep a tree with 32 bytes for each. */
export class TextBuilder {
  private done: string;
  private piece = '';

  constructor(start = '') {
    this.done = start;
  }
  add(piece: string): void {
    if ((this.piece += piece).length >= GATHERED) this.gather();
  }
  private gather(): void {
    const { piece } = this;
    reserve(2 * piece.length);
    this.done += inOnePiece(piece);
    this.piece = '';
  }
  text(): string {
    return this.done + this.piece;
  }
}

/** Room for a wide text. Throws as `reserve`. */
export function newText(length: number): Uint32Array {
  return new Uint32Array(newBytes(length * 4).buffer);
}

/** A text from a UTF-16 string in which surrogate pairs stand for one code point each. */
export function textFromUtf16(s: string): Text {
  return /[\ud800-\udfff]/.test(s) ? Uint32Array.from(s, (c) => c.codePointAt(0)!) : s;
}

/**
 * Well-formed UTF-16 of a text for messages and hosts: lone surrogates stay, code points above U+FFFF are
 * paired.
 */
export function textToUtf16(text: Text): string {
  if (typeof text === 'string') return text;
  const out = new TextBuilder();
  for (const c of text) out.add(String.fromCodePoint(c));
  return out.text();
}

/** The code point (of a wide text) or unit (of a narrow one, which is the same thing) at index i. */
export function codeAt(text: Text, i: number): number {
  return typeof text === 'string' ? text.charCodeAt(i) : text[i];
}

/** text[start:end] for indices in range, in its narrowest form. */
export function sliceText(text: Text, start: number, end: number): Text {
  return typeof text === 'string' ? text.slice(start, end) : textFromCodePoints(text.subarray(start, end));
}

/** The concatenation of texts; narrow if all of them are. */
export function concatTexts(parts: readonly Text[]): Text {
  let length = 0;
  for (const p of parts) length += p.length;
  if (parts.every((p) => typeof p === 'string')) {
    reserve(length);
    return parts.join('');
  }
  const out = newText(length);
  let at = 0;
  for (const p of parts) {
    if (typeof p === 'string') for (let i = 0; i < p.length; i++) out[at + i] = p.charCodeAt(i);
    else out.set(p, at);
    at += p.length;
  }
  return out;
}
