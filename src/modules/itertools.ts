// itertools: the iterators that work on other iterators. Combinations and products, which only need the items, are in
// itertools-combinatoric.ts.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { nextLater } from '../machine/nesting.ts';
import {
  newException,
  raise,
  runtimeErrorType,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { GenericAlias } from '../objects/generic-alias.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { defineClassMethods, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { rejectsKeywords } from '../objects/keywords.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType, shortName } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { add } from '../operators/arithmetic.ts';
import { call1, call2, callN } from '../operators/call.ts';
import { compareEq } from '../operators/compare.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { isTrue } from '../operators/truth.ts';
import { AGAIN, ArrayIterator, startWithIterators, Tool, type Turn } from './iterator-tool.ts';
import {
  combinationsType,
  combinationsWithReplacementType,
  permutationsType,
  productType,
} from './itertools-combinatoric.ts';
import type { NativeModule } from './native-module.ts';

function make<T extends PyObject>(cls: PyType): T {
  return new cls.Ctor() as T;
}

function toolType(name: string, layout: abstract new () => PyObject): PyType {
  const type = builtinType(name, layout, { module: 'itertools' });
  defineIterator(type);
  return type;
}

// --- count ---------------------------------------------------------------------------------------------------------

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

const countType = toolType('count', Count);

function isNumber(value: Value): boolean {
  const type = typeOf(value);
  return ['__index__', '__int__', '__float__', '__complex__'].some((name) => type.lookup(name) !== undefined);
}

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

// --- cycle ---------------------------------------------------------------------------------------------------------

class Cycle extends Tool {
  /** Null once it is exhausted. */
  private iterator: PyObject | null = null;
  private readonly saved: Value[] = [];
  private at = 0;

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
    this.saved.push(item);
    return item;
  }
}

const cycleType = toolType('cycle', Cycle);

defineStaticMethods(cycleType, {
  __new__: [
    '(cls, iterable, /)',
    (cls: PyType, iterable: Value) => startWithIterators(make<Cycle>(cls), [iterable]),
  ],
});

// --- repeat --------------------------------------------------------------------------------------------------------

class Repeat extends PyObject {
  object: Value = None;
  /** How often it comes yet; -1: for ever. */
  left = -1;
  override next(): IterResult {
    if (this.left === 0) return STOP;
    if (this.left > 0) this.left--;
    return this.object;
  }
}

const repeatType = toolType('repeat', Repeat);

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

// --- accumulate ----------------------------------------------------------------------------------------------------

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

const accumulateType = toolType('accumulate', Accumulate);

function accumulate_new(cls: PyType, iterable: Value, func: Value = None, initial: Value = None): Result {
  const self = make<Accumulate>(cls);
  self.func = func;
  self.initial = initial;
  return startWithIterators(self, [iterable]);
}

defineStaticMethods(accumulateType, {
  __new__: ['(cls, iterable, func=None, *, initial=None)', accumulate_new],
});

// --- batched -------------------------------------------------------------------------------------------------------

class Batched extends PyObject {
  size = 1;
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
      const item = iterator.next();
      if (item === ABRUPT) return suspend(this);
      if (item === STOP) return this.ended();
      items.push(item);
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

const batchedType = toolType('batched', Batched);

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

// --- chain ---------------------------------------------------------------------------------------------------------

class Chain extends Tool {
  /** Gives the iterables; null at the end. */
  source: PyObject | null = null;
  private active: PyObject | null = null;

  start([source]: PyObject[]): Result {
    this.source = source!;
    return this;
  }
  turn(): Turn {
    if (this.active !== null) {
      const item = this.active.next();
      return item === ABRUPT ? this.wait(2) : this.got(2, item);
    }
    if (this.source === null) return STOP;
    const iterable = this.source.next();
    return iterable === ABRUPT ? this.wait(0) : this.got(0, iterable);
  }
  got(at: number, value: Value | Stop): Turn {
    if (at === 2) {
      if (value !== STOP) return value;
      this.active = null;
      return AGAIN;
    }
    if (value === STOP) {
      this.source = null;
      return STOP;
    }
    if (at === 0) {
      const entered = startWithIterators(this.entry, [value]);
      return entered === ABRUPT ? this.wait(1) : AGAIN;
    }
    return AGAIN;
  }
  /** Takes the iterator of the next iterable. */
  private get entry(): ChainEntry {
    return new ChainEntry(this);
  }
  enter(iterator: PyObject): void {
    this.active = iterator;
  }
}

class ChainEntry {
  private readonly chain: Chain;
  constructor(chain: Chain) {
    this.chain = chain;
  }
  start([iterator]: PyObject[]): Result {
    this.chain.enter(iterator!);
    return None;
  }
}

const chainType = toolType('chain', Chain);

function chain_new(cls: PyType, iterables: Value[], kwargs: Map<string, Value>): Result {
  if (rejectsKeywords(cls, chainType, '__init__', kwargs)) return ABRUPT;
  const self = make<Chain>(cls);
  self.source = new ArrayIterator(iterables);
  return self;
}

function chain_from_iterable(cls: PyType, iterable: Value): Result {
  return startWithIterators(make<Chain>(cls), [iterable]);
}

defineStaticMethods(chainType, { __new__: ['(cls, *iterables, **kwargs)', chain_new] });
defineClassMethods(chainType, {
  from_iterable: ['($type, iterable, /)', chain_from_iterable],
  __class_getitem__: [
    '($cls, item, /)',
    (cls: PyType, item: Value) => new GenericAlias(cls, item),
    'See PEP 585',
  ],
});

// --- compress ------------------------------------------------------------------------------------------------------

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

const compressType = toolType('compress', Compress);

defineStaticMethods(compressType, {
  __new__: [
    '(cls, data, selectors)',
    (cls: PyType, data: Value, selectors: Value) =>
      startWithIterators(make<Compress>(cls), [data, selectors]),
  ],
});

// --- dropwhile, filterfalse, takewhile, starmap --------------------------------------------------------------------

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

const dropwhileType = askingType('dropwhile', DropWhile, 'predicate');
const takewhileType = askingType('takewhile', TakeWhile, 'predicate');
const filterfalseType = askingType('filterfalse', FilterFalse, 'function');
const starmapType = askingType('starmap', StarMap, 'function');

// --- groupby -------------------------------------------------------------------------------------------------------

class GroupBy extends Tool {
  func: Value = None;
  private iterator: PyObject = None;
  /** The key of the group that was given last. */
  target: Value | undefined = undefined;
  /** Key and value of the item read last; the value is undefined once it has been given. */
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

const groupbyType = toolType('groupby', GroupBy);
const grouperType = toolType('_grouper', Grouper as unknown as abstract new () => PyObject);

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

// --- islice --------------------------------------------------------------------------------------------------------

class ISlice extends Tool {
  /** Null once it is exhausted. */
  private iterator: PyObject | null = null;
  /** How many items have been taken; the number of the next one to give; of the first not to give (-1: no end). */
  private taken = 0;
  nextIndex = 0;
  stop = -1;
  step = 1;

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

const isliceType = toolType('islice', ISlice);

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

// --- pairwise ------------------------------------------------------------------------------------------------------

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

const pairwiseType = toolType('pairwise', Pairwise);

defineStaticMethods(pairwiseType, {
  __new__: [
    '(cls, iterable, /)',
    (cls: PyType, iterable: Value) => startWithIterators(make<Pairwise>(cls), [iterable]),
  ],
});

// --- tee -----------------------------------------------------------------------------------------------------------

/** One item that was read; items that all iterators have passed are reachable from none. */
class TeeLink {
  value: Value = None;
  next: TeeLink | null = null;
}

/** What the iterators of one tee() share. */
class TeeSource {
  readonly iterator: PyObject;
  reading = false;
  constructor(iterator: PyObject) {
    this.iterator = iterator;
  }
}

class Tee extends PyObject {
  source: TeeSource | null = null;
  /** The link that the next item will be in. */
  link = new TeeLink();

  start([iterator]: PyObject[]): Tee {
    if (iterator instanceof Tee) {
      this.source = iterator.source;
      this.link = iterator.link;
    } else this.source = new TeeSource(iterator!);
    return this;
  }
  override next(): IterResult {
    if (this.link.next !== null) return this.take();
    const source = this.source!;
    if (source.reading) return raise(runtimeErrorType, 'cannot re-enter the tee iterator');
    if (++machine.nested > machine.mostNested) return nextLater(this);
    source.reading = true;
    const item = source.iterator.next();
    machine.nested--;
    return item === ABRUPT ? suspend(new TeeFrame(this)) : this.read(item);
  }
  read(item: Value | Stop): IterResult {
    this.source!.reading = false;
    if (item === STOP) return STOP;
    this.link.value = item;
    this.link.next = new TeeLink();
    return this.take();
  }
  private take(): Value {
    const { value, next } = this.link;
    this.link = next!;
    return value;
  }
}

class TeeFrame extends NativeFrame {
  private readonly tee: Tee;
  constructor(tee: Tee) {
    super();
    this.tee = tee;
  }
  returned(value: Value | Stop): IterResult {
    return this.tee.read(value);
  }
  override raised(): IterResult {
    this.tee.source!.reading = false;
    return ABRUPT;
  }
}

const teeType = toolType('_tee', Tee);
teeType.hasWeakrefs = true;

function tee_copy(self: Tee): Tee {
  const copy = new Tee();
  copy.source = self.source;
  copy.link = self.link;
  return copy;
}

/** Makes the tuple of `count` iterators when the first is there. */
class TeeMaker {
  private readonly count: number;
  constructor(count: number) {
    this.count = count;
  }
  start(iterators: PyObject[]): Result {
    const tees: Value[] = [];
    const first = new Tee();
    first.start(iterators);
    for (let i = 0; i < this.count; i++) tees.push(i === 0 ? first : tee_copy(first));
    return new PyTuple(tees);
  }
}

function itertools_tee(iterable: Value, n: Value = 2): Result {
  if (!isInt(n)) return converted(itertools_tee, [iterable, n], [null, 'index']);
  const count = toSize(n);
  if (count < 0) return raise(valueErrorType, 'n must be >= 0');
  return count === 0 ? new PyTuple([]) : startWithIterators(new TeeMaker(count), [iterable]);
}

defineStaticMethods(teeType, {
  __new__: [
    '(cls, iterable, /)',
    (_cls: PyType, iterable: Value) => startWithIterators(new Tee(), [iterable]),
  ],
});
defineMethods(teeType, { __copy__: ['($self, /)', tee_copy, 'Returns an independent iterator.'] });

// --- zip_longest ---------------------------------------------------------------------------------------------------

class ZipLongest extends PyObject {
  /** Null: that one is exhausted. */
  iterators: (PyObject | null)[] = [];
  active = 0;
  fill: Value = None;

  start(iterators: PyObject[]): Result {
    this.iterators = iterators.slice();
    this.active = iterators.length;
    return this;
  }
  override next(): IterResult {
    if (this.active === 0) return STOP;
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const row = new LongestRow(this).run();
    machine.nested--;
    return row;
  }
}

class LongestRow extends NativeFrame {
  private readonly zip: ZipLongest;
  private readonly row: Value[] = [];
  constructor(zip: ZipLongest) {
    super();
    this.zip = zip;
  }
  run(): IterResult {
    const { zip, row } = this;
    while (row.length < zip.iterators.length) {
      const it = zip.iterators[row.length]!;
      if (it === null) {
        row.push(zip.fill);
        continue;
      }
      const item = it.next();
      if (item === ABRUPT) return suspend(this);
      if (!this.took(item)) return STOP;
    }
    return new PyTuple(row);
  }
  /** False when that was the last one with items. */
  private took(item: Value | Stop): boolean {
    if (item === STOP) {
      this.zip.iterators[this.row.length] = null;
      if (--this.zip.active === 0) return false;
    }
    this.row.push(item === STOP ? this.zip.fill : item);
    return true;
  }
  returned(value: Value | Stop): IterResult {
    return this.took(value) ? this.run() : STOP;
  }
}

const zipLongestType = toolType('zip_longest', ZipLongest);

function zip_longest_new(cls: PyType, iterables: Value[], kwargs: Map<string, Value>): Result {
  const self = make<ZipLongest>(cls);
  for (const [name, value] of kwargs) {
    if (name !== 'fillvalue')
      throw newException(typeErrorType, 'zip_longest() got an unexpected keyword argument');
    self.fill = value;
  }
  return startWithIterators(self, iterables);
}

defineStaticMethods(zipLongestType, { __new__: ['(cls, *iterables, **kwargs)', zip_longest_new] });

export const itertoolsModule: NativeModule = {
  name: 'itertools',
  doc: 'Functional tools for creating and using iterators.',
  functions: { tee: ['(iterable, n=2, /)', itertools_tee, 'Returns a tuple of n independent iterators.'] },
  attributes: () => ({
    accumulate: accumulateType,
    batched: batchedType,
    chain: chainType,
    combinations: combinationsType,
    combinations_with_replacement: combinationsWithReplacementType,
    compress: compressType,
    count: countType,
    cycle: cycleType,
    dropwhile: dropwhileType,
    filterfalse: filterfalseType,
    groupby: groupbyType,
    _grouper: grouperType,
    islice: isliceType,
    pairwise: pairwiseType,
    permutations: permutationsType,
    product: productType,
    repeat: repeatType,
    starmap: starmapType,
    takewhile: takewhileType,
    _tee: teeType,
    zip_longest: zipLongestType,
  }),
};
