// The iterators among the built-ins: map, filter, zip, enumerate, reversed, and what `iter(callable, sentinel)` makes.
//
// Each calls Python or other iterators to advance, so each is a small state machine whose frame, when it is off the host's
// stack, knows what was under way.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { nextLater } from '../machine/nesting.ts';
import type { Place, Size } from '../machine/numbers.ts';
import {
  indexErrorType,
  newException,
  raise,
  stopIterationType,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import {
  checkCalls,
  checkKeywords,
  defineClassMethods,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from '../objects/native.ts';
import { rejectsKeywords } from '../objects/keywords.ts';
import { toSize } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { builtinFunction, statePosition } from '../objects/sequence-iterators.ts';
import { emptyTuple, PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { add } from '../operators/arithmetic.ts';
import { call0, call1, callMaybe0, callMethod0, callMethod1, callN } from '../operators/call.ts';
import { compareEq } from '../operators/compare.ts';
import { noAsyncIter } from '../operators/delegation.ts';
import { defineIterator, defineIteratorState, nextOrRaise } from '../operators/iterator-methods.ts';
import {
  iter,
  type SequenceIterator,
  sequenceIteratorType,
  stopFromException,
  notIterator,
} from '../operators/iterate.ts';
import { isTrue } from '../operators/truth.ts';
import { IndexOperation } from './numbers.ts';
import { lengthOf } from './attributes.ts';

function make<T extends PyObject>(cls: PyType): T {
  return new cls.Ctor() as T;
}

/** Calls `iter()` on each of several arguments, then makes an iterator of the class `cls` from the results. */
abstract class IterAllFrame extends NativeFrame {
  readonly type: PyType;
  readonly sources: Value[];
  /** The keyword argument; its truth when that is known. */
  private strict: Value;
  private iterators: PyObject[] = [];

  constructor(type: PyType, sources: Value[], strict: Value = false) {
    super();
    this.type = type;
    this.sources = sources;
    this.strict = strict;
  }

  /** The iterator itself. */
  protected abstract finish(iterators: PyObject[], strict: boolean): PyObject;

  run(): Result {
    if (typeof this.strict !== 'boolean') {
      const truth = isTrue(this.strict);
      if (truth === ABRUPT) return suspend(this) as Result;
      this.strict = truth;
    }
    while (this.iterators.length < this.sources.length) {
      const it = iter(this.sources[this.iterators.length]!);
      if (it === ABRUPT) return suspend(this) as Result;
      this.iterators.push(it);
    }
    return this.finish(this.iterators, this.strict);
  }
  returned(value: Value): IterResult {
    if (typeof this.strict !== 'boolean') this.strict = value;
    else this.iterators.push(value as PyObject);
    return this.run();
  }
}

// --- Advancing several iterators -----------------------------------------------------------------------------------

/** Advances iterators one after the other and hands the row to `full`, or what the first to stop means to `stopped`. */
abstract class RowFrame extends NativeFrame {
  readonly iterators: PyObject[];
  protected row: Value[] = [];
  constructor(iterators: PyObject[]) {
    super();
    this.iterators = iterators;
  }
  abstract full(row: Value[]): IterResult;
  stopped(_index: number): IterResult {
    return STOP;
  }

  run(): IterResult {
    const { iterators, row } = this;
    while (row.length < iterators.length) {
      const item = iterators[row.length]!.next();
      if (item === ABRUPT) return suspend(this);
      if (item === STOP) return this.stopped(row.length);
      row.push(item);
    }
    return this.full(row);
  }
  returned(value: Value | Stop): IterResult {
    if (value === STOP) return this.stopped(this.row.length);
    this.row.push(value as Value);
    return this.run();
  }
}

// --- map -----------------------------------------------------------------------------------------------------------

export class MapIterator extends PyObject {
  func: Value = None;
  iterators: PyObject[] = [];
  strict = false;

  override next(): IterResult {
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const { iterators } = this;
    const item = iterators.length === 1 ? this.single(iterators[0]!) : this.row();
    machine.nested--;
    return item;
  }
  private single(iterator: PyObject): IterResult {
    const item = iterator.next();
    if (item === ABRUPT) return suspend(new MapFrame(this.func));
    return item === STOP ? STOP : mapped(call1(this.func, item));
  }
  private row(): IterResult {
    return this.strict ? new StrictMapRow(this).run() : new MapRow(this).run();
  }
}

/** A StopIteration out of the mapped function ends the iteration, as it leaves `__next__`. */
function mapped(result: Result): IterResult {
  return result === ABRUPT ? suspend(new MappedFrame()) : result;
}

class MappedFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    return stopFromException();
  }
}

class MapFrame extends NativeFrame {
  readonly func: Value;
  constructor(func: Value) {
    super();
    this.func = func;
  }
  returned(value: Value | Stop): IterResult {
    return value === STOP ? STOP : mapped(call1(this.func, value as Value));
  }
}

class MapRow extends RowFrame {
  readonly func: Value;
  constructor(map: MapIterator) {
    super(map.iterators);
    this.func = map.func;
  }
  full(row: Value[]): IterResult {
    return mapped(callN(this.func, row));
  }
}

export const mapType = builtinType('map', MapIterator);

function map_new(cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  const strict = takeStrict(cls, mapType, kwargs);
  if (args.length < 2) throw newException(typeErrorType, 'map() must have at least two arguments.');
  return new MapStart(cls, args.slice(1), args[0]!, strict).run();
}

class MapStart extends IterAllFrame {
  private readonly func: Value;
  constructor(cls: PyType, sources: Value[], func: Value, strict: Value) {
    super(cls, sources, strict);
    this.func = func;
  }
  protected finish(iterators: PyObject[], strict: boolean): PyObject {
    const self = make<MapIterator>(this.type);
    self.func = this.func;
    self.iterators = iterators;
    self.strict = strict;
    return self;
  }
}

/** The value of the keyword argument `strict`; other keyword arguments are refused. */
function takeStrict(cls: PyType, builtin: PyType, kwargs: Map<string, Value> | undefined): Value {
  if (kwargs === undefined) return false;
  checkKeywords(builtin.name, kwargs, ['strict']);
  return kwargs.get('strict') ?? false;
}

/** Asks for the truth of `strict`, then goes on. */
// --- filter --------------------------------------------------------------------------------------------------------

export class FilterIterator extends PyObject {
  /** None: the items' own truth. */
  func: Value = None;
  iterator: PyObject = None;
  override next(): IterResult {
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const item = new FilterFrame(this).run();
    machine.nested--;
    return item;
  }
}

class FilterFrame extends NativeFrame {
  readonly filter: FilterIterator;
  private item: Value = None;
  private state: 'next' | 'test' | 'truth' = 'next';
  constructor(filter: FilterIterator) {
    super();
    this.filter = filter;
  }

  run(): IterResult {
    for (let count = 1; ; count++) {
      this.state = 'next';
      const { iterator } = this.filter;
      const item = isLookDue(count) ? nextItem(iterator) : iterator.next();
      if (item === ABRUPT) return suspend(this);
      if (item === STOP) return STOP;
      const kept = this.test(item);
      if (kept !== false) return kept === true ? item : kept;
    }
  }
  private test(item: Value): IterResult {
    this.item = item;
    if (this.filter.func === None) return this.decide(item);
    this.state = 'test';
    const verdict = call1(this.filter.func, item);
    return verdict === ABRUPT ? suspend(this) : this.decide(verdict);
  }
  private decide(verdict: Value): boolean | typeof ABRUPT {
    this.state = 'truth';
    const truth = isTrue(verdict);
    return truth === ABRUPT ? (suspend(this) as typeof ABRUPT) : truth;
  }
  returned(value: Value | Stop): IterResult {
    if (value === STOP) return STOP;
    const kept =
      this.state === 'next'
        ? this.test(value as Value)
        : this.state === 'test'
          ? this.decide(value as Value)
          : value;
    if (kept === true) return this.item;
    return kept === false ? this.run() : kept;
  }
  override raised(): IterResult {
    return this.state === 'next' ? ABRUPT : stopFromException();
  }
}

export const filterType = builtinType('filter', FilterIterator);

function filter_new(cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  if (rejectsKeywords(cls, filterType, '__init__', kwargs)) return ABRUPT;
  if (args.length !== 2) throw newException(typeErrorType, `filter expected 2 arguments, got ${args.length}`);
  return new FilterStart(cls, args[0]!, args[1]!).run();
}

class FilterStart extends IterAllFrame {
  private readonly func: Value;
  constructor(cls: PyType, func: Value, source: Value) {
    super(cls, [source]);
    this.func = func;
  }
  protected finish([iterator]: PyObject[]): PyObject {
    const self = make<FilterIterator>(this.type);
    self.func = this.func;
    self.iterator = iterator!;
    return self;
  }
}

// --- zip -----------------------------------------------------------------------------------------------------------

export class ZipIterator extends PyObject {
  iterators: PyObject[] = [];
  strict = false;
  override next(): IterResult {
    const { iterators } = this;
    if (iterators.length === 0) return STOP;
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const row = iterators.length === 2 && !this.strict ? this.pair() : this.row();
    machine.nested--;
    return row;
  }
  private row(): IterResult {
    return this.strict ? new StrictZipRow(this).run() : new ZipRow(this.iterators).run();
  }

  private pair(): IterResult {
    const a = this.iterators[0]!.next();
    if (a === STOP) return STOP;
    if (a === ABRUPT) return suspend(new ZipRow(this.iterators));
    const b = this.iterators[1]!.next();
    if (b === STOP) return STOP;
    if (b === ABRUPT) return suspend(new ZipRow(this.iterators, a));
    return new PyTuple([a, b]);
  }
}

class ZipRow extends RowFrame {
  constructor(iterators: PyObject[], first?: Value) {
    super(iterators);
    if (first !== undefined) this.row.push(first);
  }
  full(row: Value[]): IterResult {
    return new PyTuple(row);
  }
}

/** Once one iterator has stopped, the others must stop too: `index` is the first that did, later ones are asked. */
class StrictRest extends NativeFrame {
  readonly name: string;
  readonly iterators: PyObject[];
  private index: Size = 1;
  constructor(name: string, iterators: PyObject[]) {
    super();
    this.name = name;
    this.iterators = iterators;
  }
  run(): IterResult {
    while (this.index < this.iterators.length) {
      const item = this.iterators[this.index]!.next();
      if (item === ABRUPT) return suspend(this);
      if (item !== STOP) return this.longer();
      this.index++;
    }
    return STOP;
  }
  private longer(): IterResult {
    return raise(
      valueErrorType,
      `${this.name}() argument ${this.index + 1} is longer than argument${span(this.index)}`,
    );
  }
  returned(value: Value | Stop): IterResult {
    if (value !== STOP) return this.longer();
    this.index++;
    return this.run();
  }
}

/** The other arguments in the message: ` 1`, or `s 1-3`. */
function span(count: number): string {
  return count === 1 ? ' 1' : `s 1-${count}`;
}

/** What stopping at argument `index` of a strict row means. */
function strictStop(name: string, iterators: PyObject[], index: number): IterResult {
  if (index === 0) return new StrictRest(name, iterators).run();
  return raise(valueErrorType, `${name}() argument ${index + 1} is shorter than argument${span(index)}`);
}

class StrictZipRow extends ZipRow {
  constructor(zip: ZipIterator) {
    super(zip.iterators);
  }
  override stopped(index: number): IterResult {
    return strictStop('zip', this.iterators, index);
  }
}

class StrictMapRow extends MapRow {
  override stopped(index: number): IterResult {
    return strictStop('map', this.iterators, index);
  }
}

export const zipType = builtinType('zip', ZipIterator);

function zip_new(cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  const strict = takeStrict(cls, zipType, kwargs);
  return new ZipStart(cls, args, strict).run();
}

class ZipStart extends IterAllFrame {
  protected finish(iterators: PyObject[], strict: boolean): PyObject {
    const self = make<ZipIterator>(this.type);
    self.iterators = iterators;
    self.strict = strict;
    return self;
  }
}

// --- enumerate -----------------------------------------------------------------------------------------------------

export class EnumerateIterator extends PyObject {
  iterator: PyObject = None;
  count: number | bigint = 0;
  override next(): IterResult {
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const item = this.iterator.next();
    machine.nested--;
    if (item === ABRUPT) return suspend(new EnumerateFrame(this));
    return item === STOP ? STOP : this.numbered(item);
  }
  numbered(item: Value): Value {
    const n = this.count;
    this.count =
      typeof n === 'number' && n < Number.MAX_SAFE_INTEGER ? n + 1 : (add(n, 1) as number | bigint);
    return new PyTuple([n, item]);
  }
}

class EnumerateFrame extends NativeFrame {
  readonly enumerate: EnumerateIterator;
  constructor(enumerate: EnumerateIterator) {
    super();
    this.enumerate = enumerate;
  }
  returned(value: Value | Stop): IterResult {
    return value === STOP ? STOP : this.enumerate.numbered(value as Value);
  }
}

export const enumerateType = builtinType('enumerate', EnumerateIterator);

class EnumerateStart extends IndexOperation {
  readonly type: PyType;
  readonly iterable: Value;
  constructor(type: PyType, iterable: Value) {
    super();
    this.type = type;
    this.iterable = iterable;
  }
  done(start: number | bigint): Result {
    return new CountedStart(this.type, this.iterable, start).run();
  }
}

class CountedStart extends IterAllFrame {
  private readonly start: number | bigint;
  constructor(cls: PyType, iterable: Value, start: number | bigint) {
    super(cls, [iterable]);
    this.start = start;
  }
  protected finish([iterator]: PyObject[]): PyObject {
    const self = make<EnumerateIterator>(this.type);
    self.iterator = iterator!;
    self.count = this.start;
    return self;
  }
}

function enumerate_new(cls: PyType, iterable: Value, start: Value = 0): Result {
  return new EnumerateStart(cls, iterable).run(start);
}

/** What calls of `enumerate` itself object to. */
function checkEnumerate(given: number, names: readonly string[]): void {
  const total = given + names.length;
  if (total === 1 || total === 2) {
    const [first] = names;
    const expected =
      names.length === 2
        ? first === 'start'
          ? ['start', 'iterable']
          : ['iterable', 'start']
        : [given === 0 ? 'iterable' : 'start'];
    const wrong = names.find((name, i) => name !== expected[i]);
    if (wrong === undefined) return;
    throw newException(typeErrorType, `'${wrong}' is an invalid keyword argument for enumerate()`);
  }
  if (given === 0) throw newException(typeErrorType, "enumerate() missing required argument 'iterable'");
  throw newException(typeErrorType, `enumerate() takes at most 2 arguments (${total} given)`);
}

// --- reversed ------------------------------------------------------------------------------------------------------

/** Goes through a sequence backwards by `__getitem__`. */
export class ReversedIterator extends PyObject {
  /** Null once exhausted. */
  sequence: Value | null = null;
  /** Index of the next item; -1 once there is none. */
  index: Place = -1;
  override next(): IterResult {
    if (this.sequence === null || this.index < 0) return this.exhausted();
    const get = typeOf(this.sequence).lookup('__getitem__')!;
    const item = callMethod1(get, this.sequence, this.index);
    return item === ABRUPT ? suspend(new ReversedFrame(this)) : this.got(item);
  }
  exhausted(): IterResult {
    this.sequence = null;
    return STOP;
  }
  got(item: Value): Value {
    this.index--;
    return item;
  }
}

function reversed_setstate(self: ReversedIterator, state: Value): Result {
  const n = intOf(state);
  if (n === undefined) return typeError('an integer is required');
  const index = toSize(n);
  if (self.sequence === null || self.index < 0) return None;
  const length = lengthOf(self.sequence);
  if (length === ABRUPT) return suspend(new ReversedState(self, index)) as Result;
  return setReversed(self, index, length);
}

function setReversed(self: ReversedIterator, index: number, length: Value): Result {
  self.index = Math.max(-1, Math.min(index, Number(length) - 1));
  return None;
}

class ReversedState extends NativeFrame {
  readonly iterator: ReversedIterator;
  readonly index: number;
  constructor(iterator: ReversedIterator, index: number) {
    super();
    this.iterator = iterator;
    this.index = index;
  }
  returned(value: Value): IterResult {
    return setReversed(this.iterator, this.index, value);
  }
}

class ReversedFrame extends NativeFrame {
  readonly iterator: ReversedIterator;
  constructor(iterator: ReversedIterator) {
    super();
    this.iterator = iterator;
  }
  returned(value: Value): IterResult {
    return this.iterator.got(value);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(indexErrorType) && !machine.exc!.cls.isSubtype(stopIterationType))
      return ABRUPT;
    machine.exc = null;
    return this.iterator.exhausted();
  }
}

/** See the intrinsic `rest_of`. */
class Rest extends PyObject {
  readonly iterator: PyObject;
  constructor(iterator: PyObject) {
    super();
    this.iterator = iterator;
  }
  override next(): IterResult {
    return this.iterator.next();
  }
}

export const restType = builtinType('rest', Rest);

export const reversedType = builtinType('reversed', ReversedIterator);

function reversed_new(cls: PyType, sequence: Value): Result {
  const type = typeOf(sequence);
  const method = type.lookup('__reversed__');
  if (method === None) return typeError(`'${type.name}' object is not reversible`);
  if (method !== undefined) return callMethod0(method, sequence);
  if (
    type.lookup('__getitem__') === undefined ||
    type.lookup('__len__') === undefined ||
    type.patternFlags === 2
  ) {
    return typeError(`'${type.name}' object is not reversible`);
  }
  const length = lengthOf(sequence);
  return length === ABRUPT
    ? (suspend(new ReversedLength(cls, sequence)) as Result)
    : reversedFrom(cls, sequence, length);
}

function reversedFrom(cls: PyType, sequence: Value, length: Value): Result {
  const self = make<ReversedIterator>(cls);
  self.sequence = sequence;
  self.index = Number(length) - 1;
  return self;
}

class ReversedLength extends NativeFrame {
  readonly type: PyType;
  readonly sequence: Value;
  constructor(type: PyType, sequence: Value) {
    super();
    this.type = type;
    this.sequence = sequence;
  }
  returned(value: Value): IterResult {
    return reversedFrom(this.type, this.sequence, value);
  }
}

// --- iter(callable, sentinel) --------------------------------------------------------------------------------------

export class CallableIterator extends PyObject {
  /** Null once exhausted. */
  callable: Value | null;
  readonly sentinel: Value;
  constructor(callable: Value, sentinel: Value) {
    super();
    this.callable = callable;
    this.sentinel = sentinel;
  }
  override next(): IterResult {
    if (this.callable === null) return STOP;
    if (++machine.nested > machine.mostNested) return nextLater(this);
    const item = new CallableFrame(this).run();
    machine.nested--;
    return item;
  }
}

class CallableFrame extends NativeFrame {
  readonly iterator: CallableIterator;
  private value: Value = None;
  private state: 'call' | 'compare' | 'truth' = 'call';
  constructor(iterator: CallableIterator) {
    super();
    this.iterator = iterator;
  }
  run(): IterResult {
    const value = call0(this.iterator.callable!);
    return value === ABRUPT ? suspend(this) : this.compare(value);
  }
  private compare(value: Value): IterResult {
    this.value = value;
    if (value === this.iterator.sentinel) return this.end();
    this.state = 'compare';
    const same = compareEq(this.iterator.sentinel, value);
    return same === ABRUPT ? suspend(this) : this.test(same);
  }
  private test(same: Value): IterResult {
    this.state = 'truth';
    const truth = isTrue(same);
    return truth === ABRUPT ? suspend(this) : this.decide(truth);
  }
  private decide(truth: boolean): IterResult {
    return truth ? this.end() : this.value;
  }
  private end(): IterResult {
    this.iterator.callable = null;
    return STOP;
  }
  returned(value: Value): IterResult {
    if (this.state === 'call') return this.compare(value);
    return this.state === 'compare' ? this.test(value) : this.decide(value as boolean);
  }
  override raised(): IterResult {
    if (this.state !== 'call') return ABRUPT;
    const r = stopFromException();
    if (r === STOP) this.iterator.callable = null;
    return r;
  }
}

export const callableIteratorType = builtinType('callable_iterator', CallableIterator, { final: true });

// --- iter and next -------------------------------------------------------------------------------------------------

function builtins_iter(object: Value, sentinel?: Value): Result {
  if (sentinel === undefined) return iter(object);
  if (typeOf(object).lookup('__call__') === undefined) return typeError('iter(v, w): v must be callable');
  return new CallableIterator(object, sentinel);
}

function builtins_next(iterator: Value, fallback?: Value): Result {
  if (typeof iterator !== 'object' || iterator.cls.lookup('__next__') === undefined) {
    return notIterator(iterator);
  }
  if (fallback === undefined) return nextOrRaise(iterator);
  const value = iterator.next();
  if (value === ABRUPT) return suspend(new NextDefault(fallback)) as Result;
  return value === STOP ? fallback : value;
}

class NextDefault extends NativeFrame {
  readonly fallback: Value;
  constructor(fallback: Value) {
    super();
    this.fallback = fallback;
  }
  returned(value: Value | Stop): IterResult {
    return value === STOP ? this.fallback : value;
  }
  override raised(): IterResult {
    const r = stopFromException();
    return r === STOP ? this.fallback : r;
  }
}

function builtins_aiter(iterable: Value): Result {
  const type = typeOf(iterable);
  const method = type.lookup('__aiter__');
  if (method === undefined || method === None)
    return typeError(`'${type.name}' object is not an async iterable`);
  const it = callMaybe0(method, iterable, noAsyncIter);
  return it === ABRUPT ? (suspend(new AiterFrame()) as Result) : checkAsyncIterator(it);
}

function checkAsyncIterator(it: Value): Result {
  if (typeOf(it).lookup('__anext__') !== undefined) return it;
  return typeError(`aiter() returned not an async iterator of type '${typeOf(it).name}'`);
}

class AiterFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return checkAsyncIterator(value);
  }
}

for (const type of [
  restType,
  mapType,
  filterType,
  zipType,
  enumerateType,
  reversedType,
  callableIteratorType,
  sequenceIteratorType,
])
  defineIterator(type);

defineIteratorState<MapIterator>(mapType, {
  reduce: (m) => (m.strict ? [m.cls, [m.func, ...m.iterators], true] : [m.cls, [m.func, ...m.iterators]]),
  setState: (m, state) => {
    m.strict = isTrue(state) === true;
  },
});
defineIteratorState<FilterIterator>(filterType, { reduce: (f) => [f.cls, [f.func, f.iterator]] });
defineIteratorState<ZipIterator>(zipType, {
  reduce: (z) => (z.strict ? [z.cls, [...z.iterators], true] : [z.cls, [...z.iterators]]),
  setState: (z, state) => {
    z.strict = isTrue(state) === true;
  },
});
defineIteratorState<EnumerateIterator>(enumerateType, { reduce: (e) => [e.cls, [e.iterator, e.count]] });
defineIteratorState<ReversedIterator>(reversedType, {
  reduce: (r) =>
    r.sequence === null || r.index < 0 ? [r.cls, [emptyTuple]] : [r.cls, [r.sequence], r.index],
});
defineMethods(reversedType, {
  __setstate__: ['($self, state, /)', reversed_setstate, 'Set state information for unpickling.'],
});

defineIteratorState<CallableIterator>(callableIteratorType, {
  reduce: ({ callable, sentinel }) =>
    callable === null
      ? [builtinFunction('iter'), [emptyTuple]]
      : [builtinFunction('iter'), [callable, sentinel]],
});
defineIteratorState<SequenceIterator>(sequenceIteratorType, {
  reduce: ({ sequence, index }) =>
    sequence === null
      ? [builtinFunction('iter'), [emptyTuple]]
      : [builtinFunction('iter'), [sequence], index],
  setState: (it, state) => {
    const n = intOf(state) ?? statePosition(state);
    if (it.sequence !== null) it.index = n < 0 ? 0 : n;
  },
});
for (const [type, name] of [
  [sequenceIteratorType, 'sequence_length_hint'],
  [reversedType, 'reversed_length_hint'],
] as const) {
  type.asksForLength = true;
  defineMethods(type, { __length_hint__: ['($self, /)', inPython('aggregate', name)] });
}
defineClassMethods(enumerateType, { __class_getitem__: ['($cls, object, /)', genericAlias, 'See PEP 585'] });

defineIntrinsics({
  /** The sequence behind an iterator and how far it has come; () once it is exhausted. */
  iterated_sequence: [
    '(it, /)',
    ({ sequence, index }: SequenceIterator | ReversedIterator): Result =>
      new PyTuple(sequence === null || index < 0 ? [] : [sequence, index]),
  ],
  /** For a loop over what is left of an iterator: its own `__iter__` is not called again. */
  rest_of: ['(iterator, /)', (iterator: PyObject) => new Rest(iterator)],
});

const NEW = '(cls, /, *args, **kwargs)';
defineStaticMethods(mapType, { __new__: [NEW, map_new] });
defineStaticMethods(filterType, { __new__: [NEW, filter_new] });
defineStaticMethods(zipType, { __new__: [NEW, zip_new] });
defineStaticMethods(enumerateType, { __new__: ['(cls, iterable, start=0)', enumerate_new] });
checkCalls(enumerateType, checkEnumerate);
defineStaticMethods(reversedType, { __new__: ['(cls, object, /)', reversed_new] });

export const iteratorBuiltins: MethodTable = {
  aiter: ['(async_iterable, /)', builtins_aiter],
  iter: ['(object, sentinel=None, /)', builtins_iter],
  next: ['(iterator, default=None, /)', builtins_next],
};
