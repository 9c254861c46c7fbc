// The encodings by ISO 2022: bytes of seven bits, and escape sequences that tell what set of characters they are of.
//
// The state has the marks of the sets designated as G0 to G2 (with 0x80 for sets of two bytes) and, in its fifth byte, flags.
import type { ByteWriter } from '../../objects/codecs.ts';
import { type Decoding, type Encoding, type Multibyte, TOO_FEW } from './encoding.ts';
import { PAIRS, tablesOf } from './tables.ts';

const ESC = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const LINE_FEED = 0x0a;
const MAX_ESCAPE = 16;

const FLAGS = 4;
const SHIFTED = 1;
/** An escape sequence that is none of ISO 2022 goes through as it is. */
const THROUGH = 2;

/** The mark of a set of two bytes. */
const wide = (letter: string): number => letter.charCodeAt(0) | 0x80;
const narrow = (letter: string): number => letter.charCodeAt(0);

const ASCII = narrow('B');
const LATIN_1 = narrow('A');
const GREEK = narrow('F');

/** What a set gives for a character that has bytes together with the next one. */
const MORE = -2;
const NONE = -1;

/** A set of characters. */
interface CharacterSet {
  mark: number;
  /** Where it is designated: G0 or G1; G2 only to be decoded. */
  plane: 0 | 1 | 2;
  width: 1 | 2;
  /** The character of one or two bytes, or a pair of characters; NONE. */
  decode(first: number, second: number): number | readonly [number, number];
  /**
   * The bytes of a character as one number; NONE; MORE if that takes the character after it. `next` is that, if it is known: null
   * if there is none.
   */
  encode(point: number, next?: number | null): { code: number; used: 1 | 2 } | typeof NONE | typeof MORE;
}

const one = (code: number): { code: number; used: 1 } => ({ code, used: 1 });

/** Two bytes of an encoding whose bytes are these with the eighth bit set. */
function twoBytes(letter: string, encoding: string, plane: 0 | 1 = 0): CharacterSet {
  return {
    mark: wide(letter),
    plane,
    width: 2,
    decode(first, second) {
      if (first < 0x21 || second < 0x21 || second >= 0x80) return NONE;
      return tablesOf(encoding).double.at((first << 8) | second | 0x8080) || NONE;
    },
    encode(point) {
      const code = tablesOf(encoding).encode(point);
      const has = code !== undefined && code >= 0xa100 && code <= 0xffff && (code & 0xff) >= 0xa1;
      return has ? one(code & 0x7f7f) : NONE;
    },
  };
}

const jisX0208 = twoBytes('B', 'euc_jp');
const jisX0208Old: CharacterSet = { ...jisX0208, mark: wide('@') };
/** EUC-KR has the filler only at the beginning of longer sequences. */
const ksX1001 = twoBytes('C', 'cp949');
const gb2312 = twoBytes('A', 'gb2312');

const jisX0212: CharacterSet = {
  mark: wide('D'),
  plane: 0,
  width: 2,
  decode(first, second) {
    if (second >= 0x80) return NONE;
    return tablesOf('euc_jp').triple!.at((first << 8) | second | 0x8080) || NONE;
  },
  encode(point) {
    const code = tablesOf('euc_jp').encode(point);
    return code === undefined || code <= 0xffff ? NONE : one(code & 0x7f7f);
  },
};

/** A plane of JIS X 0213, as EUC has it. With `pairsOnly` it encodes nothing but pairs of characters. */
function jisX0213(letter: string, encoding: string, second: boolean, pairsOnly = false): CharacterSet {
  const fits = (code: number): boolean => code > 0xffff === second;
  return {
    mark: wide(letter),
    plane: 0,
    width: 2,
    decode(a, b) {
      if (b >= 0x80) return NONE;
      const tables = tablesOf(encoding);
      const point = (second ? tables.triple! : tables.double).at((a << 8) | b | 0x8080);
      if (point < PAIRS) return point || NONE;
      const [first, next] = tables.pairs[point - PAIRS]!;
      return [first, next];
    },
    encode(point, next) {
      const tables = tablesOf(encoding);
      const following = tables.after(point);
      if (following !== undefined) {
        if (next === undefined) return MORE;
        const code = next === null ? undefined : following.get(next);
        if (code !== undefined) return fits(code) ? { code: code & 0x7f7f, used: 2 } : NONE;
      }
      const code = tables.encode(point);
      if (pairsOnly || code === undefined || code < 0xa100 || !fits(code)) return NONE;
      return one(code & 0x7f7f);
    },
  };
}

/** JIS X 0201: nearly ASCII, or half-width katakana. */
const jisX0201Roman: CharacterSet = {
  mark: narrow('J'),
  plane: 0,
  width: 1,
  decode: (byte) => (byte === 0x5c ? 0xa5 : byte === 0x7e ? 0x203e : byte < 0x80 ? byte : NONE),
  encode(point) {
    if (point === 0xa5) return one(0x5c);
    if (point === 0x203e) return one(0x7e);
    return point < 0x80 && point !== 0x5c && point !== 0x7e ? one(point) : NONE;
  },
};
const jisX0201Katakana: CharacterSet = {
  mark: narrow('I'),
  plane: 0,
  width: 1,
  decode: (byte) => (byte >= 0x21 && byte <= 0x5f ? byte + 0xff40 : NONE),
  encode: (point) => (point >= 0xff61 && point <= 0xff9f ? one(point - 0xff40) : NONE),
};

/** A set of which a single character can follow ESC N. */
function single(mark: number): CharacterSet {
  return { mark, plane: 2, width: 1, decode: () => NONE, encode: () => NONE };
}

interface Variant {
  name: string;
  sets: readonly CharacterSet[];
  /** There are SO and SI, which shift to G1 and back. */
  shifts: boolean;
  usesG2?: boolean;
}

const KOREAN: Variant = { name: 'iso2022_kr', sets: [{ ...ksX1001, plane: 1 }], shifts: true };

const JAPANESE: Record<string, { sets: readonly CharacterSet[]; usesG2?: boolean }> = {
  iso2022_jp: { sets: [jisX0208, jisX0201Roman, jisX0208Old] },
  iso2022_jp_1: { sets: [jisX0208, jisX0212, jisX0201Roman, jisX0208Old] },
  iso2022_jp_2: {
    sets: [
      ...[jisX0208, jisX0212, ksX1001, gb2312, jisX0201Roman, jisX0208Old],
      ...[single(LATIN_1), single(GREEK)],
    ],
    usesG2: true,
  },
  iso2022_jp_2004: {
    sets: [
      jisX0213('Q', 'euc_jis_2004', false, true),
      jisX0208,
      jisX0213('Q', 'euc_jis_2004', false),
      jisX0213('P', 'euc_jis_2004', true),
    ],
  },
  iso2022_jp_3: {
    sets: [
      jisX0213('O', 'euc_jisx0213', false, true),
      jisX0208,
      jisX0213('O', 'euc_jisx0213', false),
      jisX0213('P', 'euc_jisx0213', true),
    ],
  },
  iso2022_jp_ext: { sets: [jisX0208, jisX0212, jisX0201Roman, jisX0201Katakana, jisX0208Old] },
};

/** A character of ISO 8859-7; NONE. */
function greek(byte: number): number {
  if (byte === 0xa1) return 0x2018;
  if (byte === 0xa2) return 0x2019;
  if (byte === 0xaf) return 0x2015;
  if (byte < 0xa0) return byte;
  if (byte < 0xc0 && ((0x288f3bc9 >>> (byte - 0xa0)) & 1) !== 0) return byte;
  const hasLetter =
    byte >= 0xb4 && byte <= 0xfe && (byte >= 0xd4 || ((0xbffffd77 >>> (byte - 0xb4)) & 1) !== 0);
  return hasLetter ? 0x02d0 + byte : NONE;
}

const isEnd = (byte: number): boolean => byte >= 0x40 && byte <= 0x5a;
const isIntroducer = (byte: number): boolean => '()$.&'.includes(String.fromCharCode(byte));

export class Iso2022 implements Multibyte {
  readonly name: string;
  private readonly variant: Variant;

  constructor(variant: Variant) {
    this.name = variant.name;
    this.variant = variant;
  }

  begin(state: Uint8Array, encoding: boolean): void {
    state[FLAGS] = 0;
    state[0] = state[1] = ASCII;
    if (!encoding) state[2] = ASCII;
  }
  resetDecoder(state: Uint8Array): void {
    state[0] = ASCII;
    state[FLAGS]! &= ~SHIFTED;
  }
  resetEncoder(state: Uint8Array, out: ByteWriter): void {
    this.shiftIn(state, out);
    if (state[0] !== ASCII) out.append([ESC, 0x28, ASCII]);
    state[0] = ASCII;
  }
  private shiftIn(state: Uint8Array, out: ByteWriter): void {
    if ((state[FLAGS]! & SHIFTED) !== 0) out.push(SHIFT_IN);
    state[FLAGS]! &= ~SHIFTED;
  }

  // --- Encoding ----------------------------------------------------------------------------------------------------

  encode(work: Encoding): number {
    const { points, out, state } = work;
    while (work.position < points.length) {
      const point = points[work.position]!;
      if (point < 0x80) {
        if (state[0] !== ASCII) out.append([ESC, 0x28, ASCII]);
        state[0] = ASCII;
        this.shiftIn(state, out);
        out.push(point);
        work.position++;
        continue;
      }
      const found = this.find(work, point);
      if (found === TOO_FEW) return TOO_FEW;
      if (found === null) return 1;
      this.designate(found.set, state, out);
      if (found.set.width === 2) out.push(found.code >> 8);
      out.push(found.code & 0xff);
      work.position += found.used;
    }
    return 0;
  }

  /** The first set that has the character, with its code. */
  private find(
    { points, position, final }: Encoding,
    point: number,
  ): { set: CharacterSet; code: number; used: number } | null | typeof TOO_FEW {
    for (const set of this.variant.sets) {
      let found = set.encode(point);
      if (found === MORE) {
        if (position + 1 >= points.length && !final) return TOO_FEW;
        found = set.encode(point, points[position + 1] ?? null);
      }
      if (typeof found === 'object') return { set, ...found };
    }
    return null;
  }

  private designate({ mark, plane, width }: CharacterSet, state: Uint8Array, out: ByteWriter): void {
    if (plane === 0) this.shiftIn(state, out);
    if (state[plane] !== mark) {
      const place = plane === 0 ? 0x28 : 0x29;
      if (width === 1) out.append([ESC, place]);
      else if (mark === jisX0208.mark) out.append([ESC, 0x24]);
      else out.append([ESC, 0x24, place]);
      out.push(mark & 0x7f);
      state[plane] = mark;
    }
    if (plane === 1 && (state[FLAGS]! & SHIFTED) === 0) {
      out.push(SHIFT_OUT);
      state[FLAGS]! |= SHIFTED;
    }
  }

  // --- Decoding ----------------------------------------------------------------------------------------------------

  decode(work: Decoding): number {
    const { data, points, state } = work;
    const { shifts } = this.variant;
    while (work.position < data.length) {
      const byte = data[work.position]!;
      if ((state[FLAGS]! & THROUGH) !== 0) {
        points.push(byte);
        work.position++;
        if (isEnd(byte)) state[FLAGS]! &= ~THROUGH;
      } else if (byte === ESC) {
        const r = this.decodeEscape(work);
        if (r !== 0) return r;
      } else if (shifts && (byte === SHIFT_IN || byte === SHIFT_OUT)) {
        if (byte === SHIFT_OUT) state[FLAGS]! |= SHIFTED;
        else state[FLAGS]! &= ~SHIFTED;
        work.position++;
      } else if (byte < 0x20) {
        if (byte === LINE_FEED) state[FLAGS]! &= ~SHIFTED;
        points.push(byte);
        work.position++;
      } else {
        const r = byte >= 0x80 ? 1 : this.decodeCharacter(work, byte);
        if (r !== 0) return r;
      }
    }
    return 0;
  }

  private decodeCharacter(work: Decoding, byte: number): number {
    const { data, points, state } = work;
    const mark = (state[FLAGS]! & SHIFTED) !== 0 ? state[1] : state[0];
    if (mark === ASCII) {
      points.push(byte);
      work.position++;
      return 0;
    }
    const set = this.variant.sets.find((each) => each.mark === mark);
    if (set === undefined) return 1;
    const second = data[work.position + 1];
    if (set.width === 2 && second === undefined) return TOO_FEW;
    const found = set.decode(byte, second ?? 0);
    if (found === NONE) return set.width;
    if (typeof found === 'number') points.push(found);
    else points.push(...found);
    work.position += set.width;
    return 0;
  }

  private decodeEscape(work: Decoding): number {
    const { data, points, state, position } = work;
    const second = data[position + 1];
    if (second === undefined) return TOO_FEW;
    if (isIntroducer(second)) return this.decodeDesignation(work);
    if (this.variant.usesG2 === true && second === 0x4e) {
      const third = data[position + 2];
      if (third === undefined) return TOO_FEW;
      const point = this.singleShifted(state[2]!, third);
      if (point === NONE) return 3;
      points.push(point);
      work.position += 3;
      return 0;
    }
    points.push(ESC);
    state[FLAGS]! |= THROUGH;
    work.position++;
    return 0;
  }

  /** The character of G2; NONE. */
  private singleShifted(mark: number, byte: number): number {
    if (mark === LATIN_1) return byte < 0x80 ? byte + 0x80 : NONE;
    if (mark === GREEK) return greek(byte ^ 0x80);
    return byte < 0x80 ? byte : NONE;
  }

  private decodeDesignation(work: Decoding): number {
    const { data, position, state } = work;
    const length = this.escapeLength(data, position);
    if (length <= 0) return length === 0 ? 1 : TOO_FEW;
    const text = String.fromCharCode(...data.subarray(position + 1, position + length));
    const found = this.designated(text);
    if (found === undefined) return length;
    const [plane, mark] = found;
    if (mark !== ASCII && !this.variant.sets.some((set) => set.mark === mark)) return length;
    state[plane] = mark;
    work.position += length;
    return 0;
  }

  /** How long the escape sequence is; 0: it does not end; TOO_FEW. */
  private escapeLength(data: Uint8Array, position: number): number {
    for (let i = 1; i < MAX_ESCAPE; i++) {
      if (position + i >= data.length) return TOO_FEW;
      if (isEnd(data[position + i]!)) return i + 1;
      const isRevision = data[position + i] === 0x26 && data[position + i + 1] === 0x40;
      if (!this.variant.shifts && isRevision) i += 2;
    }
    return 0;
  }

  /** What an escape sequence designates, and where; undefined: nothing. */
  private designated(text: string): [plane: number, mark: number] | undefined {
    const last = text.charCodeAt(text.length - 1);
    switch (text.slice(0, -1)) {
      case '(':
        return [0, last];
      case ')':
        return [1, last];
      case '.':
        return this.variant.usesG2 === true ? [2, last] : undefined;
      case '$':
      case '$(':
        return [0, last | 0x80];
      case '$)':
        return [1, last | 0x80];
      case '&@\x1b$':
        return last === 0x42 && !this.variant.shifts ? [0, jisX0208.mark] : undefined;
      default:
        return undefined;
    }
  }
}

export const iso2022Encodings: readonly Iso2022[] = [
  new Iso2022(KOREAN),
  ...Object.entries(JAPANESE).map(([name, rest]) => new Iso2022({ name, shifts: false, ...rest })),
];
