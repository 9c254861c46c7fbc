// Built-ins that make one value of many: any, all, sum, min, max, sorted.
//
// Numbers and strings in a list or tuple, and the ints of a range, are handled here; everything else is in
// src/python/aggregate.py, where any step may suspend.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { frozenFunction } from '../machine/frozen.ts';
import type { Real } from '../machine/numbers.ts';
import { PyBytes } from '../objects/bytes.ts';
import { complexType, PyComplex } from '../objects/complex.ts';
import { newException, typeError, typeErrorType } from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { normalize } from '../objects/int.ts';
import type { PyList } from '../objects/list.ts';
import { directItems } from '../objects/list-operations.ts';
import { type ArgumentCheck, checkKeywords, type MethodTable, tooManyArguments } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { PyRange } from '../objects/range.ts';
import { textOf } from '../objects/str.ts';
import { add } from '../operators/arithmetic.ts';
import { intToFloat } from '../objects/text/int-arithmetic.ts';
import { list_sort } from '../objects/sort.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { ReplaceFrame } from '../operators/calling.ts';
import { iter, listFrom } from '../operators/iterate.ts';

type Int = number | bigint;

/** The truth of a value that needs no Python code; undefined otherwise. */
function plainTruth(value: Value): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'object':
      return value === None ? false : undefined;
    case 'string':
      return value !== '';
    default:
      return value !== 0;
  }
}

function builtins_any(iterable: Value): Result {
  for (const item of directItems(iterable) ?? [iterable]) {
    const truth = item === iterable ? undefined : plainTruth(item);
    if (truth === undefined) return frozenFunction('aggregate', 'any_of').call1(iterable);
    if (truth) return true;
  }
  return false;
}

function builtins_all(iterable: Value): Result {
  for (const item of directItems(iterable) ?? [iterable]) {
    const truth = item === iterable ? undefined : plainTruth(item);
    if (truth === undefined) return frozenFunction('aggregate', 'all_of').call1(iterable);
    if (!truth) return false;
  }
  return true;
}

// --- sum -----------------------------------------------------------------------------------------------------------

function builtins_sum(iterable: Value, start: Value = 0): Result {
  if (textOf(start) !== undefined) return typeError("sum() can't sum strings [use ''.join(seq) instead]");
  if (start instanceof PyBytes) return typeError("sum() can't sum bytes [use b''.join(seq) instead]");
  if (typeOf(start).name === 'bytearray')
    return typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  if (iterable instanceof PyRange && typeof start !== 'object') return rangeSum(iterable, start);
  return new SumFrame(start).run(iterable);
}

function rangeSum(r: PyRange, start: Value): Result {
  const n = BigInt(r.length);
  const total = n * BigInt(r.start) + (BigInt(r.step) * n * (n - 1n)) / 2n;
  return normalize(total + BigInt(start as Int));
}

/** A sum of floats and what rounding took from it (Neumaier's algorithm). */
class CompensatedSum {
  private sum: Real;
  private lost: Real = 0;
  constructor(start: number) {
    this.sum = start;
  }
  add(x: number): void {
    const t = this.sum + x;
    if (Math.abs(this.sum) >= Math.abs(x)) this.lost += this.sum - t + x;
    else this.lost += x - t + this.sum;
    this.sum = t;
  }
  get value(): number {
    return this.lost !== 0 && Number.isFinite(this.lost) ? this.sum + this.lost : this.sum;
  }
}

/**
 * Adds ints exactly, and floats and complex numbers with compensation (as CPython's sum does) while it meets nothing else; the
 * rest of the iterator goes to Python.
 */
class SumFrame extends NativeFrame {
  private readonly start: Value;
  private iterator: PyObject | null = null;
  private mode: 'int' | 'float' | 'complex' | 'any' = 'any';
  private total: Int = 0;
  private real = new CompensatedSum(0);
  private imaginary = new CompensatedSum(0);

  constructor(start: Value) {
    super();
    this.start = start;
    if (typeof start === 'number' || typeof start === 'bigint') {
      this.mode = 'int';
      this.total = start;
    } else if (start instanceof PyFloat && start.cls === floatType) {
      this.mode = 'float';
      this.real = new CompensatedSum(start.v);
    } else if (start instanceof PyComplex && start.cls === complexType) {
      this.mode = 'complex';
      this.real = new CompensatedSum(start.re);
      this.imaginary = new CompensatedSum(start.im);
    }
  }

  run(iterable: Value): Result {
    const it = iter(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    if (this.mode === 'any') return frozenFunction('aggregate', 'sum_of').call2(it, this.start);
    const item = this.takeAll(it);
    if (item === ABRUPT) return suspend(this) as Result;
    return item === STOP ? this.value() : this.leaveTo(it, item);
  }

  /**
   * Adds what the iterator gives, until that is none, ABRUPT or nothing that can be added here: gives what it is. Behind the loop there
   * is nothing that V8 has not seen when it compiles the loop while it runs; that would cost the compiled code each time.
   */
  private takeAll(it: PyObject): IterResult {
    for (let count = 1; ; count++) {
      const item = isLookDue(count) ? nextItem(it) : it.next();
      if (item === ABRUPT || item === STOP || !this.took(item)) return item;
    }
  }

  /** Adds a number, exact in its class; false when the item is none that can be added here. */
  private took(item: Value): boolean {
    if (typeof item === 'boolean') item = item ? 1 : 0;
    if (this.mode === 'int') {
      if (typeof item === 'number' && typeof this.total === 'number') {
        const sum = this.total + item;
        this.total = Number.isSafeInteger(sum) ? sum : BigInt(this.total) + BigInt(item);
        return true;
      }
      if (typeof item === 'number' || typeof item === 'bigint') {
        this.total = add(this.total, item) as Int;
        return true;
      }
    }
    return this.tookInexact(item);
  }

  private tookInexact(item: Value): boolean {
    const isComplex = item instanceof PyComplex && item.cls === complexType;
    let x: number;
    if (isComplex) x = item.re;
    else if (item instanceof PyFloat && item.cls === floatType) x = item.v;
    else if (this.mode !== 'int' && (typeof item === 'number' || typeof item === 'bigint'))
      x = intToFloat(item);
    else return false;
    if (this.mode === 'int') this.real = new CompensatedSum(intToFloat(this.total) + x);
    else if (isComplex && this.mode === 'float') this.real = new CompensatedSum(this.real.value + x);
    else this.real.add(x);
    if (!isComplex) {
      if (this.mode === 'int') this.mode = 'float';
    } else if (this.mode === 'complex') this.imaginary.add(item.im);
    else {
      this.mode = 'complex';
      this.imaginary = new CompensatedSum(item.im);
    }
    return true;
  }

  private value(): Result {
    if (this.mode === 'int') return normalize(BigInt(this.total));
    const real = this.real.value;
    return this.mode === 'float' ? new PyFloat(real) : new PyComplex(real, this.imaginary.value);
  }

  private leaveTo(it: PyObject, item: Value): Result {
    return frozenFunction('aggregate', 'sum_rest').call3(it, this.value() as Value, item);
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (value === STOP) return this.value();
    return this.took(value as Value)
      ? this.drain(this.iterator)
      : this.leaveTo(this.iterator, value as Value);
  }
}

// --- min, max ------------------------------------------------------------------------------------------------------

/** The winner among strings or numbers of plain kinds; undefined when an item needs Python code or there are none. */
function plainExtreme(items: readonly Value[], sign: 1 | -1): Value | undefined {
  let best = items[0];
  if (best === undefined) return undefined;
  if (typeof best === 'string') {
    for (const item of items) {
      if (typeof item !== 'string') return undefined;
      if (sign > 0 ? item > (best as string) : item < (best as string)) best = item;
    }
    return best;
  }
  let bestNumber = plainNumber(best);
  if (bestNumber === undefined) return undefined;
  for (const item of items) {
    const n = plainNumber(item);
    if (n === undefined) return undefined;
    if (sign > 0 ? n > bestNumber : n < bestNumber) {
      best = item;
      bestNumber = n;
    }
  }
  return best;
}

function plainNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof PyFloat && value.cls === floatType ? value.v : undefined;
}

/** The check of `min` and `max`, which look for a positional argument first and then take the keywords by themselves. */
function checkExtreme(name: 'min' | 'max'): ArgumentCheck {
  return (given, names) => {
    if (given === 0) throw newException(typeErrorType, `${name} expected at least 1 argument, got 0`);
    if (names.length > 2) throw tooManyArguments(name, 2, true, names.length);
  };
}

function extreme(name: 'min' | 'max', args: Value[], key: Value = None, fallback?: Value): Result {
  if (args.length === 0) return typeError(`${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && fallback !== undefined) {
    return typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  const iterable = args.length === 1 ? args[0]! : new PyTuple(args);
  if (key === None) {
    const items = directItems(iterable);
    const best = items === undefined ? undefined : plainExtreme(items, name === 'max' ? 1 : -1);
    if (best !== undefined) return best;
  }
  const f = frozenFunction('aggregate', name === 'max' ? 'largest' : 'smallest');
  return f.callN([iterable, key, fallback ?? None, fallback !== undefined, name]);
}

// --- sorted --------------------------------------------------------------------------------------------------------

function builtins_sorted(args: Value[], kwargs: Map<string, Value>): Result {
  if (args.length !== 1) throw newException(typeErrorType, `sorted expected 1 argument, got ${args.length}`);
  checkKeywords('sort', kwargs, ['key', 'reverse']);
  const key = kwargs.get('key');
  const reverse = kwargs.get('reverse');
  const list = listFrom(args[0]!);
  return list === ABRUPT
    ? (suspend(new SortedFrame(key, reverse)) as Result)
    : sorted(list as PyList, key, reverse);
}

/** Sorts a new list, and gives it. */
function sorted(list: PyList, key: Value | undefined, reverse: Value | undefined): Result {
  const done = list_sort(list, key, reverse);
  return done === ABRUPT ? (suspend(new ReplaceFrame(list)) as Result) : list;
}

class SortedFrame extends NativeFrame {
  readonly key: Value | undefined;
  readonly reverse: Value | undefined;
  constructor(key: Value | undefined, reverse: Value | undefined) {
    super();
    this.key = key;
    this.reverse = reverse;
  }
  returned(value: Value): IterResult {
    return sorted(value as PyList, this.key, this.reverse);
  }
}

export const aggregateBuiltins: MethodTable = {
  all: ['(iterable, /)', builtins_all],
  any: ['(iterable, /)', builtins_any],
  max: [
    '(*args, key=None, default=None)',
    (args: Value[], key?: Value, d?: Value) => extreme('max', args, key, d),
    undefined,
    (a: Value, b: Value) =>
      typeof a === 'number' && typeof b === 'number' ? (b > a ? b : a) : extreme('max', [a, b]),
    checkExtreme('max'),
  ],
  min: [
    '(*args, key=None, default=None)',
    (args: Value[], key?: Value, d?: Value) => extreme('min', args, key, d),
    undefined,
    (a: Value, b: Value) =>
      typeof a === 'number' && typeof b === 'number' ? (b < a ? b : a) : extreme('min', [a, b]),
    checkExtreme('min'),
  ],
  sorted: ['(*args, **kwargs)', builtins_sorted],
  sum: ['(iterable, /, start=0)', builtins_sum],
};
