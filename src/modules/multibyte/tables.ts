// The tables of the East Asian encodings, unpacked when the first of them is used: from bytes to characters, and back.
import { brotliDecompressSync } from 'node:zlib';
import { FACTS, PLANES } from './data.ts';

/** In the table of single bytes: the first byte of several, or a byte that nothing begins with. */
export const LEAD = -1;
const CELLS = 0x8000;
const PAIR = 3;
const ABSENT = 0xff;

/** What the generator found out about an encoding (tools/generate-multibyte.mjs). */
interface Facts {
  name: string;
  single: number[];
  triple: boolean;
  pairs: [first: number, second: number, code: number][];
  corrections: number[];
  longErrors: number[];
  runs: [index: number, point: number][];
}

/** The characters of sequences of two bytes, the first of which is 0x80 or more. */
class Grid {
  private readonly low: Uint16Array;
  private readonly plane: Uint8Array;

  constructor(planes: Uint8Array) {
    const low = new Uint16Array(CELLS);
    this.plane = planes.subarray(2 * CELLS, 3 * CELLS);
    let last = 0;
    for (let i = 0; i < CELLS; i++)
      low[i] = last = (last + (planes[i]! | (planes[CELLS + i]! << 8))) & 0xffff;
    this.low = low;
  }

  /** The character of the sequence; 0: none; from `PAIRS` on the number of a pair of characters. */
  at(code: number): number {
    const i = code - CELLS;
    const plane = this.plane[i];
    return plane === undefined || plane === ABSENT ? 0 : this.low[i]! | (plane << 16);
  }
}

/** From here on the numbers in a grid stand for pairs of characters. */
export const PAIRS = PAIR << 16;

/** The tables of one encoding. */
export class Tables {
  /** The character of each byte; negative: see `LEAD`. */
  readonly single: readonly number[];
  readonly double: Grid;
  /** Of the two bytes after 0x8f. */
  readonly triple: Grid | null;
  readonly pairs: Facts['pairs'];
  /** The errors that are two bytes long. */
  readonly longErrors: ReadonlySet<number>;
  /** Where characters of four bytes begin to follow one another. */
  readonly runs: Facts['runs'];
  private readonly corrections: readonly number[];
  private codes: Map<number, number> | null = null;
  private following: Map<number, Map<number, number>> | null = null;

  constructor(facts: Facts, planes: readonly Uint8Array[]) {
    this.single = facts.single;
    this.pairs = facts.pairs;
    this.longErrors = new Set(facts.longErrors);
    this.runs = facts.runs;
    this.corrections = facts.corrections;
    this.double = new Grid(planes[0]!);
    this.triple = facts.triple ? new Grid(planes[1]!) : null;
  }

  /** The bytes of a character as one number, the first of them highest; undefined: none. */
  encode(point: number): number | undefined {
    return (this.codes ??= this.inverse()).get(point);
  }

  /** What characters have bytes of their own after this one; undefined: none. */
  after(point: number): Map<number, number> | undefined {
    if (this.following === null) {
      this.following = new Map();
      for (const [first, second, code] of this.pairs) {
        const found = this.following.get(first) ?? new Map<number, number>();
        this.following.set(first, found.set(second, code));
      }
    }
    return this.following.get(point);
  }

  private inverse(): Map<number, number> {
    const codes = new Map<number, number>();
    const add = (point: number, code: number): void => {
      if (point > 0 && point < PAIRS && !codes.has(point)) codes.set(point, code);
    };
    codes.set(0, 0);
    this.single.forEach(add);
    const hasGrid = (code: number): boolean => this.single[code >> 8] === LEAD;
    for (let code = CELLS; code < 2 * CELLS; code++) if (hasGrid(code)) add(this.double.at(code), code);
    if (this.triple !== null)
      for (let code = CELLS; code < 2 * CELLS; code++) add(this.triple.at(code), 0x8f0000 | code);
    for (let i = 0; i < this.corrections.length; i += 2) {
      const [point, code] = [this.corrections[i]!, this.corrections[i + 1]!];
      if (code === 0) codes.delete(point);
      else codes.set(point, code);
    }
    return codes;
  }
}

let all: Map<string, { facts: Facts; planes: Uint8Array[] }> | null = null;
const made = new Map<string, Tables>();

function unpack(): NonNullable<typeof all> {
  const planes = new Uint8Array(brotliDecompressSync(Buffer.from(PLANES, 'base64')));
  const found: NonNullable<typeof all> = new Map();
  let at = 0;
  const next = (): Uint8Array => planes.subarray(at, (at += 3 * CELLS));
  const facts = JSON.parse(brotliDecompressSync(Buffer.from(FACTS, 'base64')).toString()) as Facts[];
  for (const each of facts)
    found.set(each.name, { facts: each, planes: each.triple ? [next(), next()] : [next()] });
  return found;
}

/** The tables of an encoding. */
export function tablesOf(name: string): Tables {
  let tables = made.get(name);
  if (tables === undefined) {
    all ??= unpack();
    const { facts, planes } = all.get(name)!;
    made.set(name, (tables = new Tables(facts, planes)));
  }
  return tables;
}
