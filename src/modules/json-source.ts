// JSON text as UTF-16, for code that reads units; positions that Python gives and gets count code points.
//
// A str may hold the halves of a surrogate pair side by side as two characters. In UTF-16 they look like one: `apart` knows
// where they are.
import { hostString, type Text } from '../objects/str.ts';

const isHigh = (c: number): boolean => (c & 0xfc00) === 0xd800;
const isLow = (c: number): boolean => (c & 0xfc00) === 0xdc00;

/** Whether halves of a surrogate pair stand side by side as characters of their own. */
export function hasHalvesApart(text: Text): boolean {
  if (typeof text === 'string') return false;
  for (let i = 1; i < text.length; i++) if (isLow(text[i]!) && isHigh(text[i - 1]!)) return true;
  return false;
}

export class JsonSource {
  readonly host: string;
  private readonly wide: boolean;
  /** Places of the first of two halves that are characters of their own; null when there are none. */
  readonly apart: ReadonlySet<number> | null;

  constructor(text: Text) {
    this.host = hostString(text);
    this.wide = typeof text !== 'string';
    this.apart = typeof text !== 'string' && hasHalvesApart(text) ? placesApart(text) : null;
  }

  /** The code point at a place of the UTF-16 text. */
  codePointAt(i: number): number {
    return this.apart?.has(i) === true ? this.host.charCodeAt(i) : this.host.codePointAt(i)!;
  }
  toHost(index: number): number {
    if (!this.wide) return index;
    let i = 0;
    for (let n = 0; n < index && i < this.host.length; n++) i += this.codePointAt(i) > 0xffff ? 2 : 1;
    return i;
  }
  fromHost(index: number): number {
    if (!this.wide) return index;
    let n = 0;
    for (let i = 0; i < index; n++) i += this.codePointAt(i) > 0xffff ? 2 : 1;
    return n;
  }
}

function placesApart(text: Uint32Array): ReadonlySet<number> {
  const places = new Set<number>();
  let at = 0;
  text.forEach((c, i) => {
    if (isHigh(c) && isLow(text[i + 1] ?? 0)) places.add(at);
    at += c > 0xffff ? 2 : 1;
  });
  return places;
}
