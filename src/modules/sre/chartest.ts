// JavaScript expressions that test a character for membership in a CharSet.
//
// Few ranges are compared in place; more go through a table for characters below 256 and, above, through a
// function with a bitmap of its own. Tables and functions are constants which the emitted code gets by name.

import { CharSet, hasChar } from './charset.ts';

/** Most comparisons written in place; a table load costs about as much as two of them. */
const MAX_INLINE_RANGES = 2;

/** The values that emitted code refers to by name. */
export class Constants {
  readonly names: string[] = [];
  readonly values: unknown[] = [];
  private readonly tables = new Map<CharSet, string>();
  private readonly functions = new Map<CharSet, string>();

  add(prefix: string, value: unknown): string {
    const name = `${prefix}${this.names.length}`;
    this.names.push(name);
    this.values.push(value);
    return name;
  }

  table(set: CharSet): string {
    let name = this.tables.get(set);
    if (!name) this.tables.set(set, (name = this.add('T', byteTable(set))));
    return name;
  }

  highTest(set: CharSet): string {
    let name = this.functions.get(set);
    if (!name) this.functions.set(set, (name = this.add('H', highTest(set))));
    return name;
  }
}

const byteTables = new WeakMap<CharSet, Uint8Array>();
const highTests = new WeakMap<CharSet, (c: number) => boolean>();

/** 1 for each member below 256. */
function byteTable(set: CharSet): Uint8Array {
  let table = byteTables.get(set);
  if (!table) {
    table = new Uint8Array(256);
    for (let i = 0; i < set.ranges.length; i += 2) {
      if (set.ranges[i]! < 256) table.fill(1, set.ranges[i]!, Math.min(256, set.ranges[i + 1]! + 1));
    }
    byteTables.set(set, table);
  }
  return table;
}

/** A test for characters from 256 up: a bitmap of the first plane, made at the first call, then a search. */
function highTest(set: CharSet): (c: number) => boolean {
  let test = highTests.get(set);
  if (!test) highTests.set(set, (test = makeHighTest(set.ranges)));
  return test;
}

function makeHighTest(ranges: readonly number[]): (c: number) => boolean {
  let bits: Uint32Array | undefined;
  return (c) => {
    bits ??= planeBitmap(ranges);
    return c < 0x10000 ? ((bits[c >> 5]! >>> (c & 31)) & 1) === 1 : hasChar(ranges, c);
  };
}

function planeBitmap(ranges: readonly number[]): Uint32Array {
  const bits = new Uint32Array(2048);
  for (let i = 0; i < ranges.length; i += 2) {
    const last = Math.min(ranges[i + 1]!, 0xffff);
    for (let c = ranges[i]!; c <= last; c++) bits[c >> 5]! |= 1 << (c & 31);
  }
  return bits;
}

const clipped = new WeakMap<CharSet, Map<number, CharSet>>();

/** The part of the set from lo (0 or 256) to hi; the very same set when that is all of it. */
function clip(set: CharSet, lo: number, hi: number): CharSet {
  const ranges = set.ranges;
  if (ranges.length === 0 || (ranges[0]! >= lo && ranges[ranges.length - 1]! <= hi)) return set;
  let parts = clipped.get(set);
  if (!parts) clipped.set(set, (parts = new Map()));
  const key = 2 * hi + (lo === 0 ? 0 : 1);
  let part = parts.get(key);
  if (!part) parts.set(key, (part = set.intersect(new CharSet([lo, hi]))));
  return part;
}

/** Whether the set has every character from lo to hi. */
function covers(set: CharSet, lo: number, hi: number): boolean {
  const part = clip(set, lo, hi).ranges;
  return part.length === 2 && part[0]! <= lo && part[1]! >= hi;
}

function comparison(lo: number, hi: number, top: number): string {
  if (lo === hi) return `c === ${lo}`;
  if (lo === 0) return `c <= ${hi}`;
  if (hi >= top) return `c >= ${lo}`;
  return `(c >= ${lo} && c <= ${hi})`;
}

function comparisons(set: CharSet, top: number): string {
  const out: string[] = [];
  for (let i = 0; i < set.ranges.length; i += 2) {
    out.push(comparison(set.ranges[i]!, set.ranges[i + 1]!, top));
  }
  return out.length === 1 ? out[0]! : `(${out.join(' || ')})`;
}

/** Comparisons in place when the set or its complement has few ranges. */
function inline(set: CharSet, lo: number, top: number): string | undefined {
  if (set.isEmpty) return 'false';
  if (covers(set, lo, top)) return 'true';
  if (set.ranges.length <= 2 * MAX_INLINE_RANGES) return comparisons(set, top);
  const rest = clip(set.negate(), lo, top);
  if (rest.ranges.length <= 2 * MAX_INLINE_RANGES) return `!(${comparisons(rest, top)})`;
  return undefined;
}

/**
 * An expression for "the character is in the set". `load` is the expression that reads it; the variable `c`
 * is free to be used. `top` is the greatest character that the subject can hold.
 */
export function charTest(set: CharSet, load: string, top: number, constants: Constants): string {
  const part = clip(set, 0, top);
  const single = part.single;
  if (single >= 0) return `${load} === ${single}`;
  const absent = part.ranges.length > 2 ? clip(part.negate(), 0, top).single : -1;
  if (absent >= 0) return `${load} !== ${absent}`;
  const test = inline(part, 0, top) ?? tableTest(set, top, constants);
  return test === 'true' || test === 'false' ? test : `(c = ${load}, ${test})`;
}

function tableTest(set: CharSet, top: number, constants: Constants): string {
  const table = constants.table(set);
  if (top < 256) return `${table}[c] === 1`;
  const test = inline(clip(set, 256, top), 256, top) ?? `${constants.highTest(set)}(c)`;
  return `(c < 256 ? ${table}[c] === 1 : ${test})`;
}
