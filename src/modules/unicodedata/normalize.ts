// The normalization forms of Unicode (UAX #15): NFD, NFKD, NFC, NFKC.
import { growing } from '../../machine/memory.ts';
import { codePoints, type Text } from '../../objects/str.ts';
import { textFromCodePoints } from '../../objects/text/text.ts';
import { combiningClass, compositionOf, type Decomposition, type Version } from './database.ts';

// Hangul syllables are composed and decomposed by arithmetic.
const SYLLABLES = 0xac00;
const LEADS = 0x1100;
const VOWELS = 0x1161;
const TAILS = 0x11a7;
const VOWEL_COUNT = 21;
const TAIL_COUNT = 28;
const SYLLABLE_COUNT = 19 * VOWEL_COUNT * TAIL_COUNT;

function decomposeSyllable(index: number, out: number[]): void {
  out.push(
    LEADS + Math.floor(index / (VOWEL_COUNT * TAIL_COUNT)),
    VOWELS + Math.floor((index % (VOWEL_COUNT * TAIL_COUNT)) / TAIL_COUNT),
  );
  if (index % TAIL_COUNT !== 0) out.push(TAILS + (index % TAIL_COUNT));
}

/** The decomposition of a Hangul syllable; undefined for any other character. */
export function syllableDecomposition(c: number): Decomposition | undefined {
  const index = c - SYLLABLES;
  if (index < 0 || index >= SYLLABLE_COUNT) return undefined;
  const points: number[] = [];
  decomposeSyllable(index, points);
  return { kind: '', points };
}

/** Decomposes a character as far as it goes. */
function decomposeInto(out: number[], c: number, compatible: boolean, version: Version): void {
  const index = c - SYLLABLES;
  if (index >= 0 && index < SYLLABLE_COUNT) {
    decomposeSyllable(index, out);
    return;
  }
  const found = version.normalizing(c);
  if (found === undefined || (found.kind !== '' && !compatible)) out.push(c);
  else for (const part of found.points) decomposeInto(out, part, compatible, version);
}

/** Puts combining marks into the order of their classes; those of one class keep theirs. */
function reorder(points: number[]): void {
  for (let i = 1; i < points.length; i++) {
    const c = points[i]!;
    const own = combiningClass(c);
    if (own === 0) continue;
    let at = i;
    for (; at > 0 && combiningClass(points[at - 1]!) > own; at--) points[at] = points[at - 1]!;
    points[at] = c;
  }
}

function composePair(first: number, second: number): number | undefined {
  const lead = first - LEADS;
  const vowel = second - VOWELS;
  if (lead >= 0 && lead < 19 && vowel >= 0 && vowel < VOWEL_COUNT)
    return SYLLABLES + (lead * VOWEL_COUNT + vowel) * TAIL_COUNT;
  const syllable = first - SYLLABLES;
  const tail = second - TAILS;
  if (
    syllable >= 0 &&
    syllable < SYLLABLE_COUNT &&
    syllable % TAIL_COUNT === 0 &&
    tail > 0 &&
    tail < TAIL_COUNT
  )
    return first + tail;
  return compositionOf(first, second);
}

/** Composes what can be composed of decomposed, ordered characters. */
function compose(points: number[]): number[] {
  const out: number[] = [];
  /** Where the last character of class 0 stands; -1: there was none. */
  let starter = -1;
  let lastClass = 0;
  for (const c of points) {
    const own = combiningClass(c);
    // Blocked: something of the same or a higher class stands between.
    const isFree = starter >= 0 && (starter === out.length - 1 || lastClass < own);
    const composed = isFree ? composePair(out[starter]!, c) : undefined;
    if (composed !== undefined) {
      out[starter] = composed;
      continue;
    }
    if (own === 0) starter = out.length;
    lastClass = own;
    out.push(c);
  }
  return out;
}

export const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'];

/** Code points that one is decomposed into, about. */
const MOST = 4;

const ASCII = /^[\0-\x7f]*$/;

/** The text in a normalization form. */
export function normalizeText(form: string, text: Text, version: Version): Text {
  if (typeof text === 'string' && ASCII.test(text)) return text;
  const points: number[] = [];
  let done = 0;
  const compatible = form.length === 4;
  for (const c of codePoints(text)) {
    if (c < 0x80) points.push(c);
    else decomposeInto(points, c, compatible, version);
    growing(++done, MOST);
  }
  reorder(points);
  return textFromCodePoints(form.endsWith('C') ? compose(points) : points);
}
