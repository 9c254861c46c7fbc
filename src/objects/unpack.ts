// Unpacking: what `a, b = value` and `a, *b, c = value` do.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { growing, PLACE, reserve } from '../machine/memory.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { iter, iterRest } from '../operators/iterate.ts';
import { dictType, PyDict } from './dict.ts';
import { typeError, valueError } from './exception.ts';
import { PyList } from './list.ts';
import { directItems } from './list-operations.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';
import { PyTuple } from './tuple.ts';
import { typeOf } from './typeof.ts';

function tooFew(expected: number, got: number): Result {
  return valueError(`not enough values to unpack (expected ${expected}, got ${got})`);
}

/** `got` is undefined where CPython does not know how many there are. */
function tooMany(expected: number, got: number | undefined): Result {
  const end = got === undefined ? ')' : `, got ${got})`;
  return valueError(`too many values to unpack (expected ${expected}${end}`);
}

/** A list or tuple of exactly `count` items: the value itself when it is one. */
export function unpack(value: Value, count: number): Result {
  const items = directItems(value);
  if (items === undefined) return new UnpackOperation(value, count).run();
  if (items.length === count) return value;
  return items.length < count ? tooFew(count, items.length) : tooMany(count, items.length);
}

/** A list of the first `before` items, a list of those in the middle, and the last `after` items. */
export function unpackStar(value: Value, before: number, after: number): Result {
  const items = directItems(value);
  return items === undefined
    ? new UnpackStarOperation(value, before, after).run()
    : starred(items, before, after);
}

function starred(items: Value[], before: number, after: number): Result {
  const { length } = items;
  if (length < before + after) {
    return valueError(`not enough values to unpack (expected at least ${before + after}, got ${length})`);
  }
  reserve(2 * length * PLACE);
  const result = items.slice(0, before);
  result.push(new PyList(items.slice(before, length - after)));
  for (let i = length - after; i < length; i++) result.push(items[i]!);
  return new PyList(result);
}

/** Takes items from an iterator until `enough`. */
abstract class TakeOperation extends NativeFrame {
  protected readonly value: Value;
  protected readonly items: Value[] = [];
  protected iterator: PyObject | null = null;

  constructor(value: Value) {
    super();
    this.value = value;
  }

  /** The items are all there is (`ended`), or one more came than is wanted. */
  abstract done(ended: boolean): Result;
  abstract limit(): number;

  run(): Result {
    const type = typeOf(this.value);
    if (type.lookup('__iter__') === undefined && type.lookup('__getitem__') === undefined) {
      return typeError(`cannot unpack non-iterable ${type.name} object`);
    }
    const it = iter(this.value);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  protected drain(it: PyObject): Result {
    this.iterator = it;
    while (this.items.length <= this.limit()) {
      const item = isLookDue(this.items.length + 1) ? nextItem(it) : it.next();
      if (item === ABRUPT) return suspend(this) as Result;
      if (item === STOP) return this.done(true);
      growing(this.items.push(item));
    }
    return this.done(false);
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (value === STOP) return this.done(true);
    this.items.push(value as Value);
    return this.drain(this.iterator);
  }
}

class UnpackOperation extends TakeOperation {
  private readonly count: number;
  constructor(value: Value, count: number) {
    super(value);
    this.count = count;
  }
  limit(): number {
    return this.count;
  }
  done(ended: boolean): Result {
    const { length } = this.items;
    if (!ended) return tooMany(this.count, knownSize(this.value));
    return length < this.count ? tooFew(this.count, length) : new PyTuple(this.items);
  }
}

/** CPython says how many there are for exact lists, tuples and dicts. */
function knownSize(value: Value): number | undefined {
  return value instanceof PyDict && value.cls === dictType ? value.size : undefined;
}

class UnpackStarOperation extends TakeOperation {
  private readonly before: number;
  private readonly after: number;
  /** Whether what comes before the star is there: a list is made of the rest. */
  private resting = false;
  constructor(value: Value, before: number, after: number) {
    super(value);
    this.before = before;
    this.after = after;
  }
  limit(): number {
    return this.resting ? Infinity : this.before - 1;
  }
  done(ended: boolean): Result {
    const { length } = this.items;
    if (!ended) return this.takeRest();
    if (length < this.before) {
      // The part before the star is taken first, and its error does not count the part after it.
      return valueError(
        `not enough values to unpack (expected at least ${this.before + this.after}, got ${length})`,
      );
    }
    return starred(this.items, this.before, this.after);
  }

  private takeRest(): Result {
    const it = this.iterator!;
    this.resting = true;
    this.iterator = null;
    const rest = iterRest(it);
    return rest === ABRUPT ? (suspend(this) as Result) : this.drain(rest);
  }
}
