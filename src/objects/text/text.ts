// Text: a str's content as this folder takes and returns it. A narrow text is a JavaScript string in which
// every UTF-16 unit is one code point (so it holds no surrogate unit at all); a text with code points above
// U+FFFF or with lone surrogates is wide: an array of its code points. Every function here returns the narrow
// form whenever the content allows it, so the form of a text is determined by its content.

/** The content of a str: narrow (no surrogate units) or wide (code points). */
export type Text = string | Uint32Array;

/** Pieces of at most this many units go through String.fromCharCode's argument list at once. */
const CHUNK = 4096;

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
  let out = '';
  for (const c of text) out += String.fromCodePoint(c);
  return out;
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
  if (parts.every((p) => typeof p === 'string')) return parts.join('');
  let length = 0;
  for (const p of parts) length += p.length;
  const out = new Uint32Array(length);
  let at = 0;
  for (const p of parts) {
    if (typeof p === 'string') for (let i = 0; i < p.length; i++) out[at + i] = p.charCodeAt(i);
    else out.set(p, at);
    at += p.length;
  }
  return out;
}
