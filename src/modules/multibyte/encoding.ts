// What an East Asian encoding can do, and those in which a sequence of bytes means the same wherever it stands.
import type { ByteWriter } from '../../objects/codecs.ts';
import { LEAD, PAIRS, type Tables, tablesOf } from './tables.ts';

/** What is being decoded. */
export interface Decoding {
  readonly data: Uint8Array;
  position: number;
  /** The characters so far. */
  readonly points: number[];
  /** What the encoding remembers. */
  readonly state: Uint8Array;
}

/** What is being encoded. */
export interface Encoding {
  readonly points: Uint32Array;
  position: number;
  readonly out: ByteWriter;
  readonly state: Uint8Array;
  /** No more characters will follow. */
  readonly final: boolean;
}

/** More is needed to know what comes next. */
export const TOO_FEW = -1;

/** An encoding; `decode` and `encode` go as far as they can: 0, TOO_FEW, or the size of what is wrong. */
export interface Multibyte {
  readonly name: string;
  decode(work: Decoding): number;
  encode(work: Encoding): number;
  /** The state in which decoding, or encoding, begins. */
  begin(state: Uint8Array, encoding: boolean): void;
  /** What the state becomes when the decoder is reset. */
  resetDecoder(state: Uint8Array): void;
  /** Writes what leads back to the state in which encoding begins. */
  resetEncoder(state: Uint8Array, out: ByteWriter): void;
}

/** Writes the bytes of a number, the first of them highest. */
export function writeCode(code: number, out: ByteWriter): void {
  if (code >= 0x10000) out.push(code >> 16);
  if (code >= 0x100) out.push((code >> 8) & 0xff);
  out.push(code & 0xff);
}

/** An encoding without states. */
export class Stateless implements Multibyte {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  protected get tables(): Tables {
    return tablesOf(this.name);
  }

  begin(): void {}
  resetDecoder(): void {}
  resetEncoder(): void {}

  decode(work: Decoding): number {
    const { data, points } = work;
    const { tables } = this;
    const { single, double, pairs } = tables;
    for (let i = work.position; ;) {
      work.position = i;
      if (i >= data.length) return 0;
      const first = data[i]!;
      const point = single[first]!;
      if (point >= 0) {
        points.push(point);
        i++;
        continue;
      }
      if (point !== LEAD) return 1;
      if (i + 1 >= data.length) return TOO_FEW;
      const length = this.lengthOf(first, data[i + 1]!);
      if (i + length > data.length) return TOO_FEW;
      const code = (first << 8) | data[i + 1]!;
      const found = length === 2 ? double.at(code) : this.decodeLong(data, i);
      if (found === 0) return tables.longErrors.has(code) ? 2 : 1;
      if (found < PAIRS || length > 2) points.push(found);
      else points.push(...pairs[found - PAIRS]!.slice(0, 2));
      i += length;
    }
  }

  /** How many bytes there are to a sequence that begins with these two. */
  protected lengthOf(_first: number, _second: number): number {
    return 2;
  }

  /** The character of a sequence of more than two bytes; 0: none. */
  protected decodeLong(_data: Uint8Array, _at: number): number {
    return 0;
  }

  encode(work: Encoding): number {
    const { points, out, final } = work;
    const { tables } = this;
    while (work.position < points.length) {
      const point = points[work.position]!;
      const following = tables.after(point);
      if (following !== undefined) {
        if (work.position + 1 >= points.length && !final) return TOO_FEW;
        const code = following.get(points[work.position + 1] ?? -1);
        if (code !== undefined) {
          writeCode(code, out);
          work.position += 2;
          continue;
        }
      }
      const code = tables.encode(point);
      if (code !== undefined) writeCode(code, out);
      else if (!this.encodeLong(point, out)) return 1;
      work.position++;
    }
    return 0;
  }

  /** Writes the character as more than three bytes; false: it has none. */
  protected encodeLong(_point: number, _out: ByteWriter): boolean {
    return false;
  }
}

/** EUC-JP and its successors, with a third byte after 0x8f. */
export class ExtendedUnixJapanese extends Stateless {
  protected override lengthOf(first: number): number {
    return first === 0x8f ? 3 : 2;
  }
  protected override decodeLong(data: Uint8Array, at: number): number {
    return this.tables.triple!.at((data[at + 1]! << 8) | data[at + 2]!);
  }
}

/** The number of the first sequence of four bytes for a character beyond U+FFFF. */
const BEYOND = 15 * 12600;

/** GB 18030, which has all characters: most as four bytes. */
export class Gb18030 extends Stateless {
  protected override lengthOf(_first: number, second: number): number {
    return second >= 0x30 && second <= 0x39 ? 4 : 2;
  }

  protected override decodeLong(data: Uint8Array, at: number): number {
    const [a, b, c, d] = [data[at]! - 0x81, data[at + 1]! - 0x30, data[at + 2]! - 0x81, data[at + 3]! - 0x30];
    if (a < 0 || a > 125 || c < 0 || c > 125 || d < 0 || d > 9) return 0;
    const index = (a * 10 + b) * 1260 + c * 10 + d;
    if (a >= 15) return index - BEYOND <= 0xfffff ? 0x10000 + index - BEYOND : 0;
    if (a >= 4 || index >= 39420) return 0;
    const [from, point] = this.tables.runs.findLast(([first]) => first <= index)!;
    return point + index - from;
  }

  protected override encodeLong(point: number, out: ByteWriter): boolean {
    let index = BEYOND + point - 0x10000;
    if (point < 0x10000) {
      const { runs } = this.tables;
      const next = runs.findIndex(([, first]) => first > point);
      const run = runs[next < 0 ? runs.length - 1 : next - 1];
      if (run === undefined || (point >= 0xd800 && point < 0xe000)) return false;
      index = run[0] + point - run[1];
    }
    const last = index % 10;
    index = Math.floor(index / 10);
    const third = index % 126;
    index = Math.floor(index / 126);
    out.append([0x81 + Math.floor(index / 10), 0x30 + (index % 10), 0x81 + third, 0x30 + last]);
    return true;
  }
}

/** The bytes after 0xa4 of the consonants that syllables begin and end with, and of the first vowel. */
const INITIALS = '\xa1\xa2\xa4\xa7\xa8\xa9\xb1\xb2\xb3\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe';
const FINALS =
  '\xd4\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb4\xb5\xb6\xb7\xb8\xba\xbb\xbc\xbd\xbe';
const VOWEL = 0xbf;
const VOWELS = 21;
const FILLER = 0xd4;
const SYLLABLES = 0xac00;

/** EUC-KR, which spells the syllables that it has no two bytes for: a filler, consonant, vowel, consonant. */
export class ExtendedUnixKorean extends Stateless {
  protected override lengthOf(first: number, second: number): number {
    return first === 0xa4 && second === FILLER ? 8 : 2;
  }

  protected override decodeLong(data: Uint8Array, at: number): number {
    if ([2, 4, 6].some((i) => data[at + i] !== 0xa4)) return 0;
    const [initial, final] = [INITIALS, FINALS].map((all, i) =>
      all.indexOf(String.fromCharCode(data[at + 3 + 4 * i]!)),
    ) as [number, number];
    const vowel = data[at + 5]! - VOWEL;
    if (initial < 0 || vowel < 0 || vowel >= VOWELS || final < 0) return 0;
    return SYLLABLES + (initial * VOWELS + vowel) * FINALS.length + final;
  }

  protected override encodeLong(point: number, out: ByteWriter): boolean {
    const index = point - SYLLABLES;
    if (index < 0 || index >= INITIALS.length * VOWELS * FINALS.length) return false;
    const rest = Math.floor(index / FINALS.length);
    const initial = INITIALS.charCodeAt(Math.floor(rest / VOWELS));
    const final = FINALS.charCodeAt(index % FINALS.length);
    out.append([0xa4, FILLER, 0xa4, initial, 0xa4, VOWEL + (rest % VOWELS), 0xa4, final]);
    return true;
  }
}
