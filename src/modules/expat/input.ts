// The bytes of a document, as text: decoded as they come, with what is needed to tell where in the bytes a place of the text is.
//
// A byte that is part of no character becomes U+DC80 to U+DCFF, which stands in no document.

/** Where something is: lines and columns from 0. */
export class Position {
  line = 0;
  column = 0;
  byte = 0;
}

type Kind = 'utf-8' | 'us-ascii' | 'iso-8859-1' | 'utf-16le' | 'utf-16be' | 'table';

const KNOWN: Record<string, Kind | 'utf-16'> = {
  'utf-8': 'utf-8',
  'us-ascii': 'us-ascii',
  'iso-8859-1': 'iso-8859-1',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};

const EMPTY = new Uint8Array(0);
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class Input {
  /** The text that is there, from `start` in the bytes on. */
  text = '';
  kind: Kind = 'utf-8';
  /** Of an encoding by bytes: their characters. */
  private table: string[] = [];
  /** Bytes of a character that is not complete. */
  private rest: Uint8Array = EMPTY;
  /** All bytes of the text, as long as the encoding may turn out to be another. */
  private raw: Uint8Array = EMPTY;
  /** Whether the first bytes have been looked at. */
  begun = false;
  private settled = false;

  /** The bytes of a character that is not complete. */
  get incomplete(): number {
    return this.rest.length;
  }

  /** Whether characters become others of UTF-8, as many at a time as fit a buffer. */
  get converts(): boolean {
    return this.kind !== 'utf-8' && this.kind !== 'us-ascii';
  }

  /** Adds bytes; false if they are too few to say how they are encoded. */
  add(bytes: Uint8Array, isFinal: boolean): boolean {
    if (!this.begun) {
      bytes = joined(this.rest, bytes);
      this.rest = bytes;
      const mark =
        bytes.length < 2 && !isFinal && this.converts && this.kind !== 'iso-8859-1'
          ? undefined
          : markOf(bytes, isFinal);
      if (mark === undefined) return false;
      this.begun = true;
      this.rest = EMPTY;
      if (mark !== null) this.kind = mark;
    }
    if (!this.settled) this.raw = joined(this.raw, bytes);
    this.text += this.decode(bytes);
    return true;
  }

  /** Drops the text before a place. */
  drop(count: number): void {
    if (!this.settled) this.raw = this.raw.subarray(this.bytesIn(this.text, 0, count));
    this.text = this.text.slice(count);
  }

  /** The encoding is known: undefined if the name says another width of characters than they have, null if it is not known here. */
  chooseNamed(name: string): true | undefined | null {
    const known = KNOWN[name.toLowerCase()];
    if (known === undefined) return null;
    const isWide = this.kind.startsWith('utf-16');
    if (known === 'utf-16') return isWide ? true : undefined;
    if (isWide !== known.startsWith('utf-16') || (isWide && known !== this.kind)) return undefined;
    this.kind = known;
    return true;
  }

  /** The document is in this encoding, unless its first bytes tell otherwise; false if it is not known here. */
  presume(name: string): boolean {
    const known = KNOWN[name.toLowerCase()];
    if (known === undefined) return false;
    this.kind = known === 'utf-16' ? 'utf-16be' : known;
    return true;
  }

  /** The document is in an encoding that has a character for each byte. */
  chooseTable(table: string[]): void {
    this.kind = 'table';
    this.table = table;
  }

  /** What is behind a place is decoded once more, as the encoding is known now. */
  settle(at: number, before: Kind): void {
    if (this.settled) return;
    this.settled = true;
    if (before !== this.kind) {
      const after = this.kind;
      this.kind = before;
      const bytes = this.raw.subarray(this.bytesIn(this.text, 0, at));
      this.kind = after;
      this.rest = EMPTY;
      this.text = this.text.slice(0, at) + this.decode(bytes);
    }
    this.raw = EMPTY;
  }

  private decode(bytes: Uint8Array): string {
    if (this.kind === 'utf-8') return this.decodeUtf8(bytes);
    if (this.kind === 'utf-16le' || this.kind === 'utf-16be') return this.decodeUtf16(bytes);
    let text = '';
    for (const byte of bytes) text += this.ofByte(byte);
    return text;
  }

  private ofByte(byte: number): string {
    if (this.kind === 'table') return this.table[byte]!;
    return byte < 0x80 || this.kind === 'iso-8859-1'
      ? String.fromCharCode(byte)
      : String.fromCharCode(0xdc00 + byte);
  }

  private decodeUtf8(added: Uint8Array): string {
    const bytes = joined(this.rest, added);
    const stop = completeEnd(bytes);
    this.rest = bytes.slice(stop);
    const whole = bytes.subarray(0, stop);
    try {
      return strict.decode(whole);
    } catch {
      return escapedText(whole);
    }
  }

  private decodeUtf16(added: Uint8Array): string {
    const bytes = joined(this.rest, added);
    const isBig = this.kind === 'utf-16be';
    const unitAt = (i: number): number =>
      isBig ? (bytes[i]! << 8) | bytes[i + 1]! : (bytes[i + 1]! << 8) | bytes[i]!;
    let stop = bytes.length & ~1;
    if (stop > 0 && (unitAt(stop - 2) & 0xfc00) === 0xd800) stop -= 2;
    let text = '';
    for (let i = 0; i < stop; i += 2) text += String.fromCharCode(unitAt(i));
    this.rest = bytes.slice(stop);
    return text;
  }

  /** How many bytes a part of a text takes. */
  bytesIn(text: string, from: number, to: number): number {
    if (this.kind === 'utf-16le' || this.kind === 'utf-16be') return 2 * (to - from);
    if (this.kind !== 'utf-8') return to - from;
    let size = 0;
    for (let i = from; i < to; i++) {
      const c = text.charCodeAt(i);
      size += isEscape(c) && !isHigh(text.charCodeAt(i - 1)) ? 1 : bytesOfUnit(c);
    }
    return size;
  }

  /** Moves a position over a part of the text. */
  advance(position: Position, from: number, to: number): void {
    const { text } = this;
    position.byte += this.bytesIn(text, from, to);
    for (let i = from; i < to; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || c === 13) {
        position.line++;
        position.column = 0;
        if (c === 13 && i + 1 < to && text.charCodeAt(i + 1) === 10) i++;
      } else if (!(c >= 0xdc00 && c < 0xe000 && isHigh(text.charCodeAt(i - 1)))) position.column++;
    }
  }

  /** The bytes of a part of the text, as they were. */
  encoded(from: number, to: number): Uint8Array {
    const text = this.text.slice(from, to);
    const wide = this.kind === 'utf-16le' || this.kind === 'utf-16be';
    if (this.kind === 'utf-8') return new TextEncoder().encode(text);
    const bytes = new Uint8Array(wide ? 2 * text.length : text.length);
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (!wide) bytes[i] = this.kind === 'table' ? this.table.indexOf(text[i]!) : c;
      else if (this.kind === 'utf-16be') bytes.set([c >> 8, c & 0xff], 2 * i);
      else bytes.set([c & 0xff, c >> 8], 2 * i);
    }
    return bytes;
  }
}

/** Whether a unit stands for a byte that is part of no character, if it is no half of a pair. */
const isEscape = (c: number): boolean => c >= 0xdc80 && c <= 0xdcff;
/** Whether a unit is the first half of a pair. */
const isHigh = (c: number): boolean => (c & 0xfc00) === 0xd800;

/** Bytes of a code unit in UTF-8; the halves of a pair have two each, and a byte that is no character one. */
function bytesOfUnit(c: number): number {
  if (c < 0x80) return 1;
  if (c < 0x800) return 2;
  return c >= 0xd800 && c < 0xe000 ? 2 : 3;
}

/** How many bytes of UTF-8 a text takes. */
export function utf8Length(text: string): number {
  let size = 0;
  for (let i = 0; i < text.length; i++) size += bytesOfUnit(text.charCodeAt(i));
  return size;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The encoding that the first bytes tell; null: none, undefined: they are too few. */
function markOf(bytes: Uint8Array, isFinal: boolean): Kind | null | undefined {
  const [a, b, c] = bytes;
  if (a === undefined) return isFinal ? null : undefined;
  if (b === undefined) return [0xfe, 0xff, 0xef, 0, 0x3c].includes(a) ? undefined : null;
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xef && b === 0xbb) return c === undefined ? undefined : null;
  if (a === 0) return 'utf-16be';
  return b === 0 ? 'utf-16le' : null;
}

/** The bytes that the character takes which begins with this one; 1 for one that begins none. */
function sizeOfLead(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 1;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** Where the last character ends that is complete. */
function completeEnd(bytes: Uint8Array): number {
  for (let i = Math.max(0, bytes.length - 3); i < bytes.length; i++)
    if (i + sizeOfLead(bytes[i]!) > bytes.length) return i;
  return bytes.length;
}

function escapedText(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const size = sizeOfLead(bytes[i]!);
    try {
      text += strict.decode(bytes.subarray(i, i + size));
      i += size;
    } catch {
      text += String.fromCharCode(0xdc00 + bytes[i]!);
      i++;
    }
  }
  return text;
}
