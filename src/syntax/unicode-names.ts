// The names of Unicode's characters, as `\N{...}` and the module `unicodedata` know them.
//
// The table is packed in unicode-names-data.ts and unpacked when the first name is asked for. Named sequences, which
// `\N{...}` doesn't know either, are not in it.

import { ALIASES, FAMILIES, NAMES, WORDS } from './unicode-names-data.ts';

const HANGUL_FIRST = 0xac00;
const HANGUL_PREFIX = 'HANGUL SYLLABLE ';
const HANGUL_LEADS = 'G GG N D DD R M B BB S SS  J JJ C K T P H'.split(' ');
const HANGUL_VOWELS = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I'.split(' ');
const HANGUL_TAILS = ' G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H'.split(' ');

/** A unit of the table below this is a mark, above it a word. */
const FIRST_WORD = 0xa1;
const GAP_MARK = 0x7a;

let codePoints: Map<string, number> | null = null;
let names: Map<number, string> | null = null;

/** Calls `add` for each entry of a packed table. */
function unpack(
  table: string,
  words: readonly string[],
  add: (codePoint: number, name: string) => void,
): void {
  let codePoint = -1;
  let previous: string[] = [];
  let i = 0;
  while (i < table.length) {
    let gap = 1;
    if (table.charCodeAt(i) === GAP_MARK) {
      const end = table.indexOf(';', i);
      gap = parseInt(table.slice(i + 1, end), 36);
      i = end + 1;
    }
    codePoint += gap;
    previous = previous.slice(0, table.charCodeAt(i++) - 0x30);
    for (; i < table.length && table.charCodeAt(i) >= FIRST_WORD; i++) {
      previous.push(words[table.charCodeAt(i) - FIRST_WORD]);
    }
    add(codePoint, previous.join(' '));
  }
}

function load(): void {
  const words = WORDS.split(' ');
  const byName = new Map<string, number>();
  const byCodePoint = new Map<number, string>();
  unpack(NAMES, words, (codePoint, name) => {
    byName.set(name, codePoint);
    byCodePoint.set(codePoint, name);
  });
  unpack(ALIASES, words, (codePoint, name) => byName.set(name, codePoint));
  codePoints = byName;
  names = byCodePoint;
}

/** The character of a name or alias, in any case; null when there is none. */
export function codePointOfName(name: string): number | null {
  if (codePoints === null) load();
  const key = name.toUpperCase();
  const found = codePoints!.get(key);
  if (found !== undefined) return found;
  if (key.startsWith(HANGUL_PREFIX)) return hangulSyllable(key.slice(HANGUL_PREFIX.length));
  for (const [first, last, prefix] of FAMILIES) {
    if (!key.startsWith(prefix)) continue;
    const digits = key.slice(prefix.length);
    const codePoint = /^[0-9A-F]{4,6}$/.test(digits) ? parseInt(digits, 16) : -1;
    if (codePoint >= first && codePoint <= last && !digits.startsWith('0')) return codePoint;
  }
  return null;
}

/** The name of a character; null when it has none. */
export function nameOfCodePoint(codePoint: number): string | null {
  if (names === null) load();
  const name = names!.get(codePoint);
  if (name !== undefined) return name;
  const index = codePoint - HANGUL_FIRST;
  if (index >= 0 && index < 11172) return hangulName(index);
  for (const [first, last, prefix] of FAMILIES) {
    if (codePoint >= first && codePoint <= last) return prefix + codePoint.toString(16).toUpperCase();
  }
  return null;
}

function hangulName(index: number): string {
  const lead = HANGUL_LEADS[Math.floor(index / 588)];
  const vowel = HANGUL_VOWELS[Math.floor((index % 588) / 28)];
  return HANGUL_PREFIX + lead + vowel + HANGUL_TAILS[index % 28];
}

function hangulSyllable(letters: string): number | null {
  const lead = longestStart(letters, HANGUL_LEADS);
  const afterLead = letters.slice(HANGUL_LEADS[lead].length);
  const vowel = longestStart(afterLead, HANGUL_VOWELS);
  if (vowel < 0) return null;
  const tail = HANGUL_TAILS.indexOf(afterLead.slice(HANGUL_VOWELS[vowel].length));
  return tail < 0 ? null : HANGUL_FIRST + (lead * 21 + vowel) * 28 + tail;
}

/** The index of the longest of `parts` that `text` starts with, or -1. */
function longestStart(text: string, parts: readonly string[]): number {
  let best = -1;
  for (let i = 0; i < parts.length; i++) {
    if (text.startsWith(parts[i]) && (best < 0 || parts[i].length > parts[best].length)) best = i;
  }
  return best;
}
