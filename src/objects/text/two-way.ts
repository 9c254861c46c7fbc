// Finding a long pattern in time that is proportional to the length of the text, whatever the two are: the two-way algorithm
// (Crochemore and Perrin 1991), with a table that skips what cannot match, as in Boyer and Moore's.
//
// The pattern is cut in two where its period shows ("critical factorisation"). Its right part is compared from left to right:
// a mismatch at `i` allows a step of `i - cut + 1`. Then the left part: a mismatch there allows a step of the pattern's
// period. Where the pattern repeats itself, the overlap with the last place is known to match (`memory`).
// What is short enough is left to quicker ways that may take the product of the lengths.

/** Characters as numbers. */
type Characters = Uint8Array | Uint16Array | Uint32Array;

/** Patterns and texts that are shorter are searched in other ways. */
const LONG_PATTERN = 100;
const LONG_TEXT = 2500;

/** Whether to search in this way. */
export function isLongSearch(textLength: number, patternLength: number): boolean {
  return patternLength >= LONG_PATTERN && textLength >= LONG_TEXT;
}

/** Where the greatest suffix begins in the order of characters (or the reverse order), and its period. */
function greatestSuffix(pattern: Characters, reverse: boolean): [start: number, period: number] {
  let start = 0;
  let period = 1;
  for (let other = 1, k = 0; other + k < pattern.length;) {
    const difference = pattern[other + k]! - pattern[start + k]!;
    if (difference === 0) {
      if (++k < period) continue;
      other += period;
    } else if (reverse ? difference > 0 : difference < 0) {
      other += k + 1;
      period = other - start;
    } else {
      start = other++;
      period = 1;
    }
    k = 0;
  }
  return [start, period];
}

function repeats(pattern: Characters, cut: number, period: number): boolean {
  for (let i = 0; i < cut; i++) if (pattern[i]! !== pattern[i + period]!) return false;
  return true;
}

const TABLE_SIZE = 256;
const MASK = TABLE_SIZE - 1;

/** How far the pattern must move at least when its end is over a character with these low bits. */
function skips(pattern: Characters): Int32Array {
  const m = pattern.length;
  const table = new Int32Array(TABLE_SIZE).fill(m);
  for (let i = 0; i < m; i++) table[pattern[i]! & MASK] = m - 1 - i;
  return table;
}

/** Finds one pattern, which is not empty. */
class TwoWay {
  private readonly pattern: Characters;
  /** Where the right part begins. */
  private readonly cut: number;
  private readonly isPeriodic: boolean;
  private readonly period: number;
  private readonly table: Int32Array;

  constructor(pattern: Characters) {
    this.pattern = pattern;
    const suffixes = [greatestSuffix(pattern, false), greatestSuffix(pattern, true)];
    const [cut, period] = suffixes.reduce((a, b) => (b[0] > a[0] ? b : a));
    this.cut = cut;
    this.isPeriodic = repeats(pattern, cut, period);
    this.period = this.isPeriodic ? period : Math.max(cut, pattern.length - cut) + 1;
    this.table = skips(pattern);
  }

  /** The first position of the pattern that is whole between `start` and `end`, or -1. */
  find(text: Characters, start: number, end: number): number {
    const { pattern, cut, table } = this;
    const m = pattern.length;
    /** How much of the pattern's beginning is known to match. */
    let memory = 0;
    for (let window = start; window + m <= end;) {
      const skip = table[text[window + m - 1]! & MASK]!;
      if (skip > 0) {
        window += memory > 0 ? Math.max(skip, memory - cut + 1) : skip;
        memory = 0;
        continue;
      }
      let i = Math.max(cut, memory);
      while (i < m && pattern[i] === text[window + i]) i++;
      if (i < m) {
        window += i - cut + 1;
        memory = 0;
        continue;
      }
      i = memory;
      while (i < cut && pattern[i] === text[window + i]) i++;
      if (i >= cut) return window;
      window += this.period;
      memory = this.isPeriodic ? m - this.period : 0;
    }
    return -1;
  }
}

/** The first position of `pattern` that is whole between `start` and `end`, or -1. */
export function findLong(text: Characters, pattern: Characters, start: number, end: number): number {
  return new TwoWay(pattern).find(text, start, end);
}

/** As `findLong`, of text whose units are characters. */
export function findLongText(text: string, pattern: string, start: number, end: number): number {
  const search = new TwoWay(unitsOf(pattern, 0, pattern.length));
  // Piece by piece, the longer the further the search goes: the pattern may be found soon, and looked for again from there on.
  for (let size = 4 * pattern.length; ; size *= 2) {
    const stop = Math.min(start + size, end);
    const found = search.find(unitsOf(text, start, stop), 0, stop - start);
    if (found >= 0) return start + found;
    if (stop === end) return -1;
    start = stop - pattern.length + 1;
  }
}

function unitsOf(text: string, start: number, end: number): Uint16Array {
  const units = new Uint16Array(end - start);
  for (let i = start; i < end; i++) units[i - start] = text.charCodeAt(i);
  return units;
}
