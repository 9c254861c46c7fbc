// The iterators of itertools that pass on some of the items of another, or ask a function about each: compress, dropwhile,
// filterfalse, islice, starmap, takewhile.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { newException, valueErrorType } from '../objects/exception.ts';
import { converted } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { PyObject } from '../objects/object.ts';
import { type Result, type Value } from '../objects/object.ts';
import type { PyTuple } from '../objects/tuple.ts';
import type { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { call1, callN } from '../operators/call.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { isTrue } from '../operators/truth.ts';
import { AGAIN, startWithIterators, Tool, type Turn, make, toolType } from './iterator-tool.ts';

// --- compress ------------------------------------------------------------------------------------------------------------

class Compress extends Tool {
  private data: PyObject = None;
  private selectors: PyObject = None;

  start([data, selectors]: PyObject[]): Result {
    this.data = data!;
    this.selectors = selectors!;
    return this;
  }
  turn(): Turn {
    const item = this.data.next();
    return item === ABRUPT ? this.wait(0) : this.got(0, item, None);
  }
  got(at: number, value: Value | Stop, item: Value): Turn {
    if (value === STOP) return STOP;
    if (at === 0) {
      const selector = this.selectors.next();
      return selector === ABRUPT ? this.wait(1, value) : this.got(1, selector, value);
    }
    if (at === 2) return value === true ? item : AGAIN;
    const truth = isTrue(value);
    if (truth === ABRUPT) return this.wait(2, item);
    return truth ? item : AGAIN;
  }
}

export const compressType = toolType('compress', Compress);

defineStaticMethods(compressType, {
  __new__: [
    '(cls, data, selectors)',
    (cls: PyType, data: Value, selectors: Value) =>
      startWithIterators(make<Compress>(cls), [data, selectors]),
  ],
});

// --- dropwhile, filterfalse, takewhile, starmap --------------------------------------------------------------------------

/** An iterator that asks a function about each item. */
abstract class Asking extends Tool {
  func: Value = None;
  protected iterator: PyObject | null = None;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  turn(): Turn {
    if (this.iterator === null) return STOP;
    const item = this.iterator.next();
    return item === ABRUPT ? this.wait(0) : this.got(0, item, None);
  }
  got(at: number, value: Value | Stop, item: Value): Turn {
    if (value === STOP) return STOP;
    if (at === 2) return this.decide(value === true, item);
    if (at === 1) return this.test(value, item);
    return this.consider(value);
  }
  /** An item has come. */
  protected consider(item: Value): Turn {
    const verdict = call1(this.func, item);
    return verdict === ABRUPT ? this.wait(1, item) : this.test(verdict, item);
  }
  protected test(verdict: Value, item: Value): Turn {
    const truth = isTrue(verdict);
    return truth === ABRUPT ? this.wait(2, item) : this.decide(truth, item);
  }
  protected abstract decide(truth: boolean, item: Value): Turn;
}

class DropWhile extends Asking {
  private dropping = true;
  protected override consider(item: Value): Turn {
    return this.dropping ? super.consider(item) : item;
  }
  protected decide(truth: boolean, item: Value): Turn {
    if (truth) return AGAIN;
    this.dropping = false;
    return item;
  }
}

class TakeWhile extends Asking {
  protected decide(truth: boolean, item: Value): Turn {
    if (truth) return item;
    this.iterator = null;
    return STOP;
  }
}

class FilterFalse extends Asking {
  protected override consider(item: Value): Turn {
    return this.func === None ? this.test(item, item) : super.consider(item);
  }
  protected decide(truth: boolean, item: Value): Turn {
    return truth ? AGAIN : item;
  }
}

class StarMap extends Asking {
  protected override consider(item: Value): Turn {
    const args = tupleFrom(item);
    return args === ABRUPT ? this.wait(1) : this.test(args);
  }
  protected override test(args: Value): Turn {
    const result = callN(this.func, (args as PyTuple).items.slice());
    return result === ABRUPT ? this.wait(2) : result;
  }
  override got(at: number, value: Value | Stop, item: Value): Turn {
    return at === 2 ? value : super.got(at, value, item);
  }
  protected decide(_truth: boolean, item: Value): Turn {
    return item;
  }
}

function askingType(name: string, layout: abstract new () => Asking, first: string): PyType {
  const type = toolType(name, layout);
  const create = (cls: PyType, func: Value, iterable: Value): Result => {
    const self = make<Asking>(cls);
    self.func = func;
    return startWithIterators(self, [iterable]);
  };
  defineStaticMethods(type, { __new__: [`(cls, ${first}, iterable, /)`, create] });
  return type;
}

export const dropwhileType = askingType('dropwhile', DropWhile, 'predicate');
export const takewhileType = askingType('takewhile', TakeWhile, 'predicate');
export const filterfalseType = askingType('filterfalse', FilterFalse, 'function');
export const starmapType = askingType('starmap', StarMap, 'function');

// --- islice --------------------------------------------------------------------------------------------------------------

class ISlice extends Tool {
  /** Null once it is exhausted. */
  private iterator: PyObject | null = null;
  /** How many items have been taken; the number of the next one to give; of the first not to give (-1: no end). */
  private taken: Size = 0;
  nextIndex: Size = 0;
  stop: Place = -1;
  step: Size = 1;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  turn(): Turn {
    if (this.iterator === null) return STOP;
    const skipping = this.taken < this.nextIndex;
    if (!skipping && this.stop !== -1 && this.taken >= this.stop) return this.end();
    const item = this.iterator.next();
    const at = skipping ? 0 : 1;
    return item === ABRUPT ? this.wait(at) : this.got(at, item);
  }
  private end(): Turn {
    this.iterator = null;
    return STOP;
  }
  got(at: number, item: Value | Stop): Turn {
    if (item === STOP) return this.end();
    this.taken++;
    if (at === 0) return AGAIN;
    this.nextIndex += this.step;
    if (this.stop !== -1 && this.nextIndex > this.stop) this.nextIndex = this.stop;
    return item;
  }
}

export const isliceType = toolType('islice', ISlice);

function islice_new(cls: PyType, iterable: Value, a: Value, b?: Value, c?: Value): Result {
  if ([a, b, c].some(wantsIndex)) {
    return converted(
      islice_new,
      [cls, iterable, a, b, c],
      [null, null, ...[a, b, c].map((v) => (wantsIndex(v) ? 'index' : null))],
    );
  }
  const self = make<ISlice>(cls);
  if (b === undefined) self.stop = bound(a, -1, 'Stop argument');
  else {
    self.stop = bound(b, -1, 'Stop argument');
    self.nextIndex = bound(a, 0, 'Indices');
  }
  self.step = stepOf(c);
  return startWithIterators(self, [iterable]);
}

function wantsIndex(value: Value | undefined): boolean {
  return (
    typeof value === 'object' && intOf(value) === undefined && typeOf(value).lookup('__index__') !== undefined
  );
}

function bound(value: Value, missing: number, what: string): number {
  if (value === None) return missing;
  const n = intOf(value);
  if (n !== undefined && n >= 0 && n < 2n ** 63n) return Number(n);
  const subject = what === 'Indices' ? 'Indices' : 'Stop argument';
  throw newException(
    valueErrorType,
    `${subject} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`,
  );
}

function stepOf(value: Value | undefined): number {
  if (value === undefined || value === None) return 1;
  const n = intOf(value);
  if (n !== undefined && n >= 1 && n < 2n ** 63n) return Number(n);
  throw newException(valueErrorType, 'Step for islice() must be a positive integer or None.');
}

defineStaticMethods(isliceType, { __new__: ['(cls, iterable, start, stop=None, step=None, /)', islice_new] });
