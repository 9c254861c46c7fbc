// The iterators of itertools that have no end of their own: count, cycle, repeat.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { inPython } from '../machine/frozen.ts';
import { growing } from '../machine/memory.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { typeError } from '../objects/exception.ts';
import { converted, isInt, isNumber, toSize } from '../objects/conversion.ts';
import { defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { type PyType, shortName } from '../objects/type.ts';
import { add } from '../operators/arithmetic.ts';
import { AGAIN, startWithIterators, Tool, type Turn, make, toolType } from './iterator-tool.ts';

// --- count ---------------------------------------------------------------------------------------------------------------

class Count extends Tool {
  value: Value = 0;
  step: Value = 1;

  turn(): Turn {
    const { value, step } = this;
    if (typeof value === 'number' && typeof step === 'number') {
      const sum = value + step;
      if (Number.isSafeInteger(sum)) {
        this.value = sum;
        return value;
      }
    }
    const sum = add(value, step);
    return sum === ABRUPT ? this.wait(0, value) : this.got(0, sum, value);
  }
  got(_at: number, sum: Value, item: Value): Turn {
    this.value = sum;
    return item;
  }
}

export const countType = toolType('count', Count);

function count_new(cls: PyType, start: Value = 0, step: Value = 1): Result {
  if (!isNumber(start) || !isNumber(step)) return typeError('a number is required');
  const self = make<Count>(cls);
  self.value = typeof start === 'boolean' ? Number(start) : start;
  self.step = typeof step === 'boolean' ? Number(step) : step;
  return self;
}

defineStaticMethods(countType, { __new__: ['(cls, start=0, step=1)', count_new] });
defineMethods(countType, {
  __repr__: ['($self, /)', (self: Count) => countRepr(shortName(self.cls), self.value, self.step)],
});
const countRepr = inPython('itertools', 'count_repr');

// --- cycle ---------------------------------------------------------------------------------------------------------------

class Cycle extends Tool {
  /** Null once it is exhausted. */
  private iterator: PyObject | null = null;
  private readonly saved: Value[] = [];
  private at: Size = 0;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  turn(): Turn {
    if (this.iterator !== null) {
      const item = this.iterator.next();
      return item === ABRUPT ? this.wait(0) : this.got(0, item);
    }
    if (this.saved.length === 0) return STOP;
    const item = this.saved[this.at]!;
    this.at = this.at + 1 === this.saved.length ? 0 : this.at + 1;
    return item;
  }
  got(_at: number, item: Value | Stop): Turn {
    if (item === STOP) {
      this.iterator = null;
      return AGAIN;
    }
    growing(this.saved.push(item));
    return item;
  }
  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    return this.at === 0 || this.at < this.saved.length;
  }
}

export const cycleType = toolType('cycle', Cycle);

defineStaticMethods(cycleType, {
  __new__: [
    '(cls, iterable, /)',
    (cls: PyType, iterable: Value) => startWithIterators(make<Cycle>(cls), [iterable]),
  ],
});

// --- repeat --------------------------------------------------------------------------------------------------------------

class Repeat extends PyObject {
  object: Value = None;
  /** How often it comes yet; -1: for ever. */
  left: Place = -1;
  override next(): IterResult {
    if (this.left === 0) return STOP;
    if (this.left > 0) this.left--;
    return this.object;
  }
}

export const repeatType = toolType('repeat', Repeat);

function repeat_new(cls: PyType, object: Value, times?: Value): Result {
  if (times !== undefined && !isInt(times))
    return converted(repeat_new, [cls, object, times], [null, null, 'index']);
  const self = make<Repeat>(cls);
  self.object = object;
  if (times !== undefined) self.left = Math.max(0, toSize(times as number | bigint));
  return self;
}

function repeat_length_hint(self: Repeat): Result {
  return self.left < 0 ? typeError('len() of unsized object') : self.left;
}

const repeatRepr = inPython('itertools', 'repeat_repr');
defineStaticMethods(repeatType, { __new__: ['(cls, object, times=None)', repeat_new] });
defineMethods(repeatType, {
  __repr__: ['($self, /)', (self: Repeat) => repeatRepr(shortName(self.cls), self.object, self.left)],
  __length_hint__: ['($self, /)', repeat_length_hint],
});
