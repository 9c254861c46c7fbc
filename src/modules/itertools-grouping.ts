// The iterators of itertools whose items are made of several of another: accumulate, batched, groupby, pairwise.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { machine } from '../machine/machine.ts';
import { nextLater } from '../machine/nesting.ts';
import { growing } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { raise, typeError, valueErrorType } from '../objects/exception.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { add } from '../operators/arithmetic.ts';
import { call1, call2 } from '../operators/call.ts';
import { compareEq } from '../operators/compare.ts';
import { isTrue } from '../operators/truth.ts';
import { AGAIN, startWithIterators, Tool, type Turn, make, toolType } from './iterator-tool.ts';

// --- accumulate ----------------------------------------------------------------------------------------------------------

class Accumulate extends Tool {
  func: Value = None;
  /** Comes before anything else; None: nothing does. */
  initial: Value = None;
  private iterator: PyObject = None;
  private total: Value | undefined = undefined;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  turn(): Turn {
    if (this.initial !== None) {
      this.total = this.initial;
      this.initial = None;
      return this.total;
    }
    const item = this.iterator.next();
    return item === ABRUPT ? this.wait(0) : this.got(0, item);
  }
  got(at: number, value: Value | Stop): Turn {
    if (value === STOP) return STOP;
    if (at === 1 || this.total === undefined) return (this.total = value);
    const sum = this.func === None ? add(this.total, value) : call2(this.func, this.total, value);
    return sum === ABRUPT ? this.wait(1) : (this.total = sum);
  }
}

export const accumulateType = toolType('accumulate', Accumulate);

function accumulate_new(cls: PyType, iterable: Value, func: Value = None, initial: Value = None): Result {
  const self = make<Accumulate>(cls);
  self.func = func;
  self.initial = initial;
  return startWithIterators(self, [iterable]);
}

defineStaticMethods(accumulateType, {
  __new__: ['(cls, iterable, func=None, *, initial=None)', accumulate_new],
});

// --- batched -------------------------------------------------------------------------------------------------------------

class Batched extends PyObject {
  size: Size = 1;
  strict = false;
  /** Null once it is exhausted. */
  iterator: PyObject | null = null;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  override next(): IterResult {
    if (this.iterator === null) return STOP;
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const batch = new BatchFrame(this, this.iterator).run();
    machine.nested--;
    return batch;
  }
}

class BatchFrame extends NativeFrame {
  private readonly batched: Batched;
  private readonly iterator: PyObject;
  private readonly items: Value[] = [];
  constructor(batched: Batched, iterator: PyObject) {
    super();
    this.batched = batched;
    this.iterator = iterator;
  }
  run(): IterResult {
    const { items, iterator } = this;
    const { size } = this.batched;
    while (items.length < size) {
      const item = isLookDue(items.length + 1) ? nextItem(iterator) : iterator.next();
      if (item === ABRUPT) return suspend(this);
      if (item === STOP) return this.ended();
      growing(items.push(item));
    }
    return new PyTuple(items);
  }
  private ended(): IterResult {
    this.batched.iterator = null;
    if (this.items.length === 0) return STOP;
    if (this.batched.strict) return raise(valueErrorType, 'batched(): incomplete batch');
    return new PyTuple(this.items);
  }
  returned(value: Value | Stop): IterResult {
    if (value === STOP) return this.ended();
    this.items.push(value as Value);
    return this.run();
  }
}

export const batchedType = toolType('batched', Batched);

function batched_new(cls: PyType, iterable: Value, n: Value, strict: Value = false): Result {
  if (!isInt(n) || typeof strict !== 'boolean') {
    return converted(batched_new, [cls, iterable, n, strict], [null, null, 'index', 'truth']);
  }
  const size = toSize(n);
  if (size < 1) return raise(valueErrorType, 'n must be at least one');
  const self = make<Batched>(cls);
  self.size = size;
  self.strict = strict;
  return startWithIterators(self, [iterable]);
}

defineStaticMethods(batchedType, { __new__: ['(cls, iterable, n, *, strict=False)', batched_new] });

// --- groupby -------------------------------------------------------------------------------------------------------------

class GroupBy extends Tool {
  func: Value = None;
  private iterator: PyObject = None;
  /** The key of the group that was given last. */
  target: Value | undefined = undefined;
  /** Key and value of the item read last; undefined once the group has given it. */
  key: Value | undefined = undefined;
  value: Value | undefined = undefined;
  /** The group that may still take items. */
  group: Grouper | null = null;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  turn(): Turn {
    this.group = null;
    if (this.key === undefined) return this.read();
    if (this.target === undefined) return this.found();
    if (this.target === this.key) return this.read();
    const same = compareEq(this.target, this.key);
    return same === ABRUPT ? this.wait(2) : this.got(2, same, None);
  }
  private found(): Turn {
    this.target = this.key;
    this.group = new Grouper(this);
    return new PyTuple([this.key!, this.group]);
  }
  private read(): Turn {
    const item = this.readItem();
    return item === ABRUPT ? this.wait(0) : this.got(0, item, None);
  }
  /** The next item of the source: a first step for the groups, too. */
  readItem(): IterResult {
    return this.iterator.next();
  }
  got(at: number, value: Value | Stop, item: Value): Turn {
    if (value === STOP) return STOP;
    if (at === 0) {
      if (this.func === None) return this.accept(value, value);
      const key = call1(this.func, value);
      return key === ABRUPT ? this.wait(1, value) : this.accept(key, value);
    }
    if (at === 1) return this.accept(value, item);
    if (at === 3) return value === true ? this.read() : this.found();
    const truth = isTrue(value);
    if (truth === ABRUPT) return this.wait(3);
    return truth ? this.read() : this.found();
  }
  private accept(key: Value, value: Value): Turn {
    this.key = key;
    this.value = value;
    return AGAIN;
  }
}

class Grouper extends Tool {
  private readonly parent: GroupBy;
  private readonly target: Value;
  constructor(parent: GroupBy) {
    super();
    this.parent = parent;
    this.target = parent.target!;
  }
  turn(): Turn {
    const { parent } = this;
    if (parent.group !== this) return STOP;
    if (parent.value !== undefined) return this.compare();
    const item = parent.readItem();
    return item === ABRUPT ? this.wait(0) : this.got(0, item, None);
  }
  private compare(): Turn {
    if (this.parent.key === this.target) return this.give();
    const same = compareEq(this.target, this.parent.key!);
    return same === ABRUPT ? this.wait(2) : this.got(2, same, None);
  }
  private give(): Turn {
    const value = this.parent.value!;
    this.parent.value = undefined;
    this.parent.key = undefined;
    return value;
  }
  got(at: number, value: Value | Stop, item: Value): Turn {
    if (value === STOP) return STOP;
    const { parent } = this;
    if (at === 0 && parent.func !== None) {
      const key = call1(parent.func, value);
      return key === ABRUPT ? this.wait(1, value) : this.got(1, key, value);
    }
    if (at <= 1) {
      parent.key = value;
      parent.value = at === 0 ? value : item;
      return this.compare();
    }
    const truth = at === 3 ? value === true : isTrue(value);
    if (truth === ABRUPT) return this.wait(3);
    return truth ? this.give() : STOP;
  }
}

export const groupbyType = toolType('groupby', GroupBy);
export const grouperType = toolType('_grouper', Grouper as unknown as abstract new () => PyObject);

function groupby_new(cls: PyType, iterable: Value, key: Value = None): Result {
  const self = make<GroupBy>(cls);
  self.func = key;
  return startWithIterators(self, [iterable]);
}

function grouper_new(_cls: PyType, parent: Value): Result {
  if (!(parent instanceof GroupBy)) {
    return typeError(`_grouper() argument 1 must be itertools.groupby, not ${typeOf(parent).name}`);
  }
  return new Grouper(parent);
}

defineStaticMethods(groupbyType, { __new__: ['(cls, iterable, key=None)', groupby_new] });
defineStaticMethods(grouperType, { __new__: ['(cls, parent, tgtkey, /)', grouper_new] });

// --- pairwise ------------------------------------------------------------------------------------------------------------

class Pairwise extends Tool {
  private iterator: PyObject | null = null;
  private previous: Value | undefined = undefined;

  start([iterator]: PyObject[]): Result {
    this.iterator = iterator!;
    return this;
  }
  turn(): Turn {
    if (this.iterator === null) return STOP;
    if (this.previous !== undefined) return this.second(this.previous);
    const item = this.iterator.next();
    return item === ABRUPT ? this.wait(0) : this.got(0, item);
  }
  /** The iterator may use this one itself, so the pair's first item is held apart. */
  private second(first: Value): Turn {
    const item = this.iterator!.next();
    return item === ABRUPT ? this.wait(1, first) : this.got(1, item, first);
  }
  got(at: number, item: Value | Stop, first: Value = None): Turn {
    if (item === STOP) return this.end();
    this.previous = item;
    if (at === 1) return new PyTuple([first, item]);
    return this.iterator === null ? this.end() : this.second(item);
  }
  override failed(): void {
    this.end();
  }
  private end(): Stop {
    this.iterator = null;
    this.previous = undefined;
    return STOP;
  }
}

export const pairwiseType = toolType('pairwise', Pairwise);

defineStaticMethods(pairwiseType, {
  __new__: [
    '(cls, iterable, /)',
    (cls: PyType, iterable: Value) => startWithIterators(make<Pairwise>(cls), [iterable]),
  ],
});
