// The index rules of sequences: what an index or a slice means for a sequence of a given length.
//
// An index is an int, or an object whose `__index__` gives one, which may run Python code; so whatever takes indexes is an
// IndexOperation, which is only made when a plain int did not settle the matter. A slice resolves to a SliceRange: the first
// position, the step and how many items, already clipped to the length.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { PLACE, reserve } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { callMethod0 } from '../operators/call.ts';
import { indexErrorType, overflowErrorType, raise, typeError, valueError } from './exception.ts';
import { exactInt } from './exact-number.ts';
import { intOf } from './int.ts';
import { emptyItems } from './list.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import type { PySlice } from './slice.ts';
import { typeOf } from './typeof.ts';

export type Int = number | bigint;

/** `sys.maxsize`. */
export const MAX_INDEX = 9223372036854775807n;

/** The positions that a slice selects: `start`, `start + step`, ... (`count` of them). `stop` is the clipped end. */
export interface SliceRange {
  start: number;
  stop: number;
  step: number;
  count: number;
}

/** Converts values to ints by `__index__`, in the order they are given; then `done` goes on. */
export abstract class IndexOperation extends NativeFrame {
  /** Values not yet converted; ints once they are. */
  protected readonly operands: Value[];
  private position: Size = 0;

  constructor(operands: Value[]) {
    super();
    this.operands = operands;
  }

  /** Goes on with the ints; `None` stays where `allowNone`. */
  abstract done(ints: Value[]): Result;
  /** Whether None may stand for an int that was left out. */
  protected allowNone(): boolean {
    return false;
  }
  /** Raises for a value that is no index. */
  protected notIndex(value: Value): Result {
    return typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  }

  run(): Result {
    while (this.position < this.operands.length) {
      const value = this.operands[this.position]!;
      const n = intOf(value);
      if (n !== undefined) this.operands[this.position] = n;
      else if (value !== None || !this.allowNone()) {
        const method = typeOf(value).lookup('__index__');
        if (method === undefined) return this.notIndex(value);
        const result = callMethod0(method, value);
        if (result === ABRUPT) return suspend(this) as Result;
        if (!this.took(result)) return suspend(this) as Result;
      }
      this.position++;
    }
    return this.done(this.operands);
  }

  private took(value: Value): boolean {
    const n = exactInt(value, '__index__');
    if (n === ABRUPT) return false;
    this.operands[this.position] = n;
    return true;
  }

  returned(value: Value): IterResult {
    if (!this.took(value)) return suspend(this);
    this.position++;
    return this.run();
  }
}

/** An operation on the items that a slice selects. CPython converts the step first, then start and stop. */
export abstract class SliceOperation extends IndexOperation {
  constructor(slice: PySlice) {
    super([slice.step, slice.start, slice.stop]);
  }
  /** The length of the sequence, asked for after the conversions, which may have changed it. */
  abstract length(): number;
  abstract selected(range: SliceRange): Result;

  protected override allowNone(): boolean {
    return true;
  }
  protected override notIndex(_value: Value): Result {
    return typeError('slice indices must be integers or None or have an __index__ method');
  }
  done(ints: Value[]): Result {
    const [step, start, stop] = ints;
    if (step === 0) return valueError('slice step cannot be zero');
    return this.selected(clipSlice(start as Int, stop as Int, step as Int, this.length()));
  }
}

/** The range of a slice whose parts are ints or None; undefined when it needs a SliceOperation (or is an error). */
export function plainSlice(slice: PySlice, length: number): SliceRange | undefined {
  const { start, stop, step } = slice;
  if (!isPlain(start) || !isPlain(stop) || !isPlain(step) || step === 0) return undefined;
  return clipSlice(start as Int, stop as Int, step as Int, length);
}

function isPlain(value: Value): boolean {
  return value === None || typeof value === 'number' || typeof value === 'bigint';
}

/** A number with the same effect as the int for any length an array can have. */
function clamp(n: Int): number {
  return typeof n === 'number' ? n : n < 0n ? -Infinity : Infinity;
}

/** Clips as PySlice_AdjustIndices does; each part is an int or None, the step not 0. */
export function clipSlice(start: Value, stop: Value, step: Value, length: number): SliceRange {
  let by = step === None ? 1 : clamp(step as Int);
  if (!Number.isFinite(by)) by = by > 0 ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
  const low = by < 0 ? -1 : 0;
  const high = by < 0 ? length - 1 : length;
  const first = start === None ? (by < 0 ? high : low) : clip(clamp(start as Int), length, low, high);
  const end = stop === None ? (by < 0 ? low : high) : clip(clamp(stop as Int), length, low, high);
  const span = by < 0 ? first - end : end - first;
  const count = span <= 0 ? 0 : Math.floor((span - 1) / Math.abs(by)) + 1;
  return { start: first, stop: end, step: by, count };
}

function clip(n: number, length: number, low: number, high: number): number {
  if (n < 0) n += length;
  return n < low ? low : n > high ? high : n;
}

/** The selected items. */
export function sliceItems(items: Value[], { start, stop, step, count }: SliceRange): Value[] {
  if (count === 0) return [];
  reserve(count * PLACE);
  if (step === 1) return items.slice(start, stop);
  if (step === -1) return items.slice(stop + 1, start + 1).reverse();
  const result = emptyItems();
  for (let i = 0, at = start; i < count; i++, at += step) result.push(items[at]!);
  return result;
}

/** Whether an int fits CPython's Py_ssize_t. */
export function fitsIndex(n: Int): boolean {
  return typeof n === 'number' || (n <= MAX_INDEX && n >= -MAX_INDEX - 1n);
}

/** Raises the IndexError for an int that is not in `-length .. length - 1`. */
export function indexOutOfRange(n: Int, message: string): typeof ABRUPT {
  return raise(indexErrorType, fitsIndex(n) ? message : "cannot fit 'int' into an index-sized integer");
}

/** An int as a position argument: clipped to the safe ints; raises OverflowError (undefined) when it is no Py_ssize_t. */
export function positionArgument(n: Int): number | undefined {
  if (typeof n === 'number') return n;
  if (fitsIndex(n)) return n > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
  raise(overflowErrorType, 'Python int too large to convert to C ssize_t');
  return undefined;
}

/** Start and stop arguments of `index()`: converted like slice bounds, then clipped to 0 .. length. */
export abstract class BoundsOperation extends IndexOperation {
  constructor(start: Value, stop: Value) {
    super([start, stop]);
  }
  protected override notIndex(_value: Value): Result {
    return typeError('slice indices must be integers or have an __index__ method');
  }
  /** `n` as a bound of a sequence of this length, not above MAX_SAFE_INTEGER. */
  protected bound(n: Value, length: number): number {
    const k = clamp(n as Int);
    return k < 0 ? Math.max(0, k + length) : Math.min(k, Number.MAX_SAFE_INTEGER);
  }
}
