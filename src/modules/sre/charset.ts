// Sets of characters, as sorted disjoint ranges, and the character properties the engine of `re` knows.
//
// Every one-character item of a pattern (a literal, `.`, `[...]`, `\w`, each with or without ignoring case)
// becomes one CharSet, so that matching, disjointness and code generation see one kind of thing.
// Invariant: `ranges` is [lo, hi, lo, hi, ...], inclusive, ascending, with a gap between neighbours.
// A set is immutable; the sets of the categories are shared.

import { Category, Op } from './constants.ts';
import { DECIMAL_RANGES, LOWER_RUNS, SPACE_RANGES, UPPER_RUNS, WORD_RANGES } from './unicode_tables.ts';

export const MAX_CHAR = 0x10ffff;

export class CharSet {
  readonly ranges: readonly number[];
  /** Made at the first call of `negate`. */
  private complement: CharSet | undefined;

  constructor(ranges: readonly number[]) {
    this.ranges = ranges;
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  get isAll(): boolean {
    return this.ranges.length === 2 && this.ranges[0] === 0 && this.ranges[1]! >= MAX_CHAR;
  }

  /** The one member, or -1 when the set has none or several. */
  get single(): number {
    return this.ranges.length === 2 && this.ranges[0] === this.ranges[1] ? this.ranges[0]! : -1;
  }

  get size(): number {
    let size = 0;
    for (let i = 0; i < this.ranges.length; i += 2) size += this.ranges[i + 1]! - this.ranges[i]! + 1;
    return size;
  }

  has(c: number): boolean {
    return hasChar(this.ranges, c);
  }

  negate(): CharSet {
    if (this.complement) return this.complement;
    const out: number[] = [];
    let next = 0;
    for (let i = 0; i < this.ranges.length; i += 2) {
      if (this.ranges[i]! > next) out.push(next, this.ranges[i]! - 1);
      next = this.ranges[i + 1]! + 1;
    }
    if (next <= MAX_CHAR) out.push(next, MAX_CHAR);
    return (this.complement = new CharSet(out));
  }

  union(other: CharSet): CharSet {
    if (this.isEmpty || other.isAll || this === other) return other;
    if (other.isEmpty || this.isAll) return this;
    return new CharSet(mergeRanges(this.ranges, other.ranges));
  }

  intersect(other: CharSet): CharSet {
    const out: number[] = [];
    const a = this.ranges;
    const b = other.ranges;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      const lo = Math.max(a[i]!, b[j]!);
      const hi = Math.min(a[i + 1]!, b[j + 1]!);
      if (lo <= hi) out.push(lo, hi);
      if (a[i + 1]! < b[j + 1]!) i += 2;
      else j += 2;
    }
    return new CharSet(out);
  }

  isDisjoint(other: CharSet): boolean {
    const a = this.ranges;
    const b = other.ranges;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i]! <= b[j + 1]! && b[j]! <= a[i + 1]!) return false;
      if (a[i + 1]! < b[j + 1]!) i += 2;
      else j += 2;
    }
    return true;
  }
}

/** Whether the sorted ranges contain c: a binary search, for what no table covers. */
export function hasChar(ranges: readonly number[], c: number): boolean {
  let lo = 0;
  let hi = ranges.length >> 1;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (c > ranges[2 * mid + 1]!) lo = mid + 1;
    else hi = mid;
  }
  return 2 * lo < ranges.length && c >= ranges[2 * lo]!;
}

/** Adds a range whose start is not before any start in `out`. */
function appendRange(out: number[], lo: number, hi: number): void {
  const last = out.length - 1;
  if (last > 0 && lo <= out[last]! + 1) out[last] = Math.max(hi, out[last]!);
  else out.push(lo, hi);
}

function mergeRanges(a: readonly number[], b: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (j >= b.length || (i < a.length && a[i]! <= b[j]!)) {
      appendRange(out, a[i]!, a[i + 1]!);
      i += 2;
    } else {
      appendRange(out, b[j]!, b[j + 1]!);
      j += 2;
    }
  }
  return out;
}

/** A set from pairs in any order, which may overlap. */
export function fromRanges(pairs: readonly number[]): CharSet {
  const starts: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i]! <= pairs[i + 1]!) starts.push(i);
  starts.sort((x, y) => pairs[x]! - pairs[y]!);
  const out: number[] = [];
  for (const i of starts) appendRange(out, pairs[i]!, pairs[i + 1]!);
  return new CharSet(out);
}

export const EMPTY = new CharSet([]);
export const ALL = new CharSet([0, MAX_CHAR]);
export const NEWLINE = new CharSet([10, 10]);
export const NOT_NEWLINE = NEWLINE.negate();
const ASCII_DIGIT = new CharSet([48, 57]);
const ASCII_SPACE = new CharSet([9, 13, 32, 32]);
/** `\w` of bytes patterns and re.ASCII; also of re.LOCALE: no locale of ours has letters beyond ASCII. */
export const ASCII_WORD = new CharSet([48, 57, 65, 90, 95, 95, 97, 122]);
const UNI_LINEBREAK = new CharSet([10, 13, 0x1c, 0x1e, 0x85, 0x85, 0x2028, 0x2029]);

/** One value made on first use. */
function lazy<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

function decodeRanges(text: string): CharSet {
  const out: number[] = [];
  const words = text.split(' ');
  let at = 0;
  for (let i = 0; i < words.length; i += 2) {
    const lo = at + parseInt(words[i]!, 36);
    at = lo + parseInt(words[i + 1]!, 36);
    out.push(lo, at - 1);
  }
  return new CharSet(out);
}

function decodeRuns(text: string): Map<number, number> {
  const map = new Map<number, number>();
  let at = 0;
  for (const run of text.split(' ')) {
    const [gap, count, stride, delta] = run.split(',').map((word) => parseInt(word, 36));
    at += gap!;
    for (let i = 0; i < count!; i++) map.set(at + i * stride!, at + i * stride! + delta!);
  }
  return map;
}

const lowerMap = lazy(() => decodeRuns(LOWER_RUNS));
const upperMap = lazy(() => decodeRuns(UPPER_RUNS));
export const uniWord = lazy(() => decodeRanges(WORD_RANGES));
const uniDigit = lazy(() => decodeRanges(DECIMAL_RANGES));
const uniSpace = lazy(() => decodeRanges(SPACE_RANGES));

/** `_sre.unicode_tolower`: the lower case of a code point. */
export function unicodeToLower(c: number): number {
  if (c < 128) return asciiToLower(c);
  return lowerMap().get(c) ?? c;
}

/** The upper case of a code point (its first character where Unicode gives several). */
export function unicodeToUpper(c: number): number {
  return upperMap().get(c) ?? c;
}

/** `_sre.unicode_iscased` */
export function unicodeIsCased(c: number): boolean {
  return unicodeToLower(c) !== c || unicodeToUpper(c) !== c;
}

/** `_sre.ascii_tolower` */
export function asciiToLower(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}

/** `_sre.ascii_iscased` */
export function asciiIsCased(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

const CATEGORIES: Record<number, () => CharSet> = {
  [Category.DIGIT]: () => ASCII_DIGIT,
  [Category.SPACE]: () => ASCII_SPACE,
  [Category.WORD]: () => ASCII_WORD,
  [Category.LINEBREAK]: () => NEWLINE,
  [Category.LOC_WORD]: () => ASCII_WORD,
  [Category.UNI_DIGIT]: uniDigit,
  [Category.UNI_SPACE]: uniSpace,
  [Category.UNI_WORD]: uniWord,
  [Category.UNI_LINEBREAK]: () => UNI_LINEBREAK,
};
const complements = new Map<number, CharSet>();

/** The set of a category code, or undefined when there is no such category. */
export function categorySet(category: number): CharSet | undefined {
  const positive = CATEGORIES[category - (category & 1)]?.();
  if (!positive || !(category & 1)) return positive;
  let set = complements.get(category);
  if (!set) complements.set(category, (set = positive.negate()));
  return set;
}

/** The set of one character. */
export function literalSet(c: number): CharSet {
  return new CharSet([c, c]);
}

/** How a character is folded before it is looked up in a set. */
export type Folding = 'none' | 'ascii' | 'unicode' | 'locale';

/** The characters whose folded form is in the set (for 'locale': whose lower or upper form is). */
export function unfold(set: CharSet, folding: Folding): CharSet {
  if (folding === 'none') return set;
  if (folding === 'unicode') return unfoldUnicode(set);
  const upper = set.intersect(new CharSet([65, 90]));
  const lower = set.intersect(new CharSet([97, 122]));
  const raised = shift(lower, -32);
  if (folding === 'locale') return set.union(raised).union(shift(upper, 32));
  return set.intersect(new CharSet([65, 90]).negate()).union(raised);
}

/** Sets with up to this many members are unfolded one by one. */
const MAX_UNFOLDED_SINGLY = 256;

/** For each lower-case character all others that it is the lower case of. */
const raisedMap = lazy(() => {
  const map = new Map<number, number[]>();
  for (const [c, low] of lowerMap()) {
    const raised = map.get(low);
    if (raised) raised.push(c, c);
    else map.set(low, [c, c]);
  }
  return map;
});

/** Every character that is not its own lower case. */
const notLower = lazy(() => fromRanges([...lowerMap().keys()].flatMap((c) => [c, c])));

function unfoldUnicode(set: CharSet): CharSet {
  const gained: number[] = [];
  if (set.size <= MAX_UNFOLDED_SINGLY) {
    const map = raisedMap();
    for (let i = 0; i < set.ranges.length; i += 2) {
      for (let c = set.ranges[i]!; c <= set.ranges[i + 1]!; c++) gained.push(...(map.get(c) ?? []));
    }
  } else {
    for (const [c, low] of lowerMap()) if (set.has(low)) gained.push(c, c);
  }
  return set.intersect(notLower().negate()).union(fromRanges(gained));
}

function shift(set: CharSet, by: number): CharSet {
  return new CharSet(set.ranges.map((c) => c + by));
}

/** What can follow in a character set's program: the item and where the next one is, or undefined if invalid. */
function readItem(
  code: ArrayLike<number>,
  at: number,
  end: number,
): { set: CharSet; next: number } | undefined {
  const op = code[at];
  if (op === Op.LITERAL && at + 1 < end) return { set: literalSet(code[at + 1]!), next: at + 2 };
  if (op === Op.CATEGORY && at + 1 < end) {
    const set = categorySet(code[at + 1]!);
    return set && { set, next: at + 2 };
  }
  if (op === Op.RANGE && at + 2 < end) {
    return { set: fromRanges([code[at + 1]!, code[at + 2]!]), next: at + 3 };
  }
  if (op === Op.RANGE_UNI_IGNORE && at + 2 < end) {
    return { set: rangeIgnoringCase(code[at + 1]!, code[at + 2]!), next: at + 3 };
  }
  if (op === Op.CHARSET && at + 8 < end) return { set: bitmapSet(code, at + 1, 0), next: at + 9 };
  if (op === Op.BIGCHARSET && at + 1 < end) return readBigCharset(code, at, end);
  return undefined;
}

/** What is in the range itself or through its upper case (the character is looked up lower-cased). */
function rangeIgnoringCase(lo: number, hi: number): CharSet {
  const range = fromRanges([lo, hi]);
  const gained: number[] = [];
  for (const [c, up] of upperMap()) if (range.has(up)) gained.push(c, c);
  return range.union(fromRanges(gained));
}

/** The 256 characters from `base` whose bits are set in the eight words at `at`. */
function bitmapSet(code: ArrayLike<number>, at: number, base: number): CharSet {
  const pairs: number[] = [];
  for (let i = 0; i < 256; i++) {
    if ((code[at + (i >> 5)]! >>> (i & 31)) & 1) pairs.push(base + i, base + i);
  }
  return fromRanges(pairs);
}

/** BIGCHARSET blockcount, 256 block numbers of a byte each (little-endian words), blocks of eight words. */
function readBigCharset(code: ArrayLike<number>, at: number, end: number) {
  const count = code[at + 1]!;
  const blocks = at + 2 + 64;
  const next = blocks + 8 * count;
  if (next > end) return undefined;
  const pairs: number[] = [];
  for (let high = 0; high < 256; high++) {
    const block = (code[at + 2 + (high >> 2)]! >>> (8 * (high & 3))) & 255;
    if (block >= count) return undefined;
    for (const c of bitmapSet(code, blocks + 8 * block, high << 8).ranges) pairs.push(c);
  }
  return { set: fromRanges(pairs), next };
}

/**
 * The set that the program code[at..end) describes; the last word is FAILURE. The first item that has the
 * character decides, and NEGATE turns the meaning of all that follows. Undefined when the program is invalid.
 */
export function readCharset(code: ArrayLike<number>, at: number, end: number): CharSet | undefined {
  const items: { set: CharSet; ok: boolean }[] = [];
  let ok = true;
  while (at < end && code[at] !== Op.FAILURE) {
    if (code[at] === Op.NEGATE) {
      ok = !ok;
      at++;
      continue;
    }
    const item = readItem(code, at, end);
    if (!item) return undefined;
    items.push({ set: item.set, ok });
    at = item.next;
  }
  if (at !== end - 1) return undefined;
  let result = ok ? EMPTY : ALL;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i]!;
    result = item.ok ? item.set.union(result) : result.intersect(item.set.negate());
  }
  return result;
}
