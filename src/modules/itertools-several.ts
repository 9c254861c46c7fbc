// The iterators of itertools that make one of several, or several of one: chain, tee, zip_longest.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { nextLater } from '../machine/nesting.ts';
import { reserve } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import {
  newException,
  raise,
  runtimeErrorType,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { defineClassMethods, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { rejectsKeywords } from '../objects/keywords.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { PyType } from '../objects/type.ts';
import {
  AGAIN,
  ArrayIterator,
  startWithIterators,
  Tool,
  type Turn,
  make,
  toolType,
} from './iterator-tool.ts';

// --- chain ---------------------------------------------------------------------------------------------------------------

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

export const chainType = toolType('chain', Chain);

function chain_new(cls: PyType, iterables: Value[], kwargs: Map<string, Value>): Result {
  if (rejectsKeywords(cls, chainType, '__init__', kwargs)) return ABRUPT;
  const self = make<Chain>(cls);
  self.source = new ArrayIterator(iterables);
  return self;
}

function chain_from_iterable(cls: PyType, iterable: Value): Result {
  return startWithIterators(make<Chain>(cls), [iterable]);
}

defineStaticMethods(chainType, { __new__: ['(cls, /, *iterables, **kwargs)', chain_new] });
defineClassMethods(chainType, {
  from_iterable: ['($type, iterable, /)', chain_from_iterable],
  __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'],
});

// --- tee -----------------------------------------------------------------------------------------------------------------

/** Bytes of a link and of its item; of one iterator. */
const LINK_BYTES = 64;
const TEE_BYTES = 80;

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
    const { source } = this;
    if (source === null) return STOP;
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
    reserve(LINK_BYTES);
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

export const teeType = toolType('_tee', Tee);
teeType.hasWeakrefs = true;

function tee_copy(self: Tee): Tee {
  const copy = new Tee();
  copy.source = self.source;
  copy.link = self.link;
  return copy;
}

/** Makes the tuple of `count` iterators when the first is there. */
class TeeMaker {
  private readonly count: Size;
  constructor(count: number) {
    this.count = count;
  }
  start(iterators: PyObject[]): Result {
    reserve(this.count * TEE_BYTES);
    const tees: Value[] = [];
    const first = new Tee();
    first.start(iterators);
    for (let i = 0; i < this.count; i++) tees.push(i === 0 ? first : tee_copy(first));
    return new PyTuple(tees);
  }
}

/** Asks the iterator for its own iterator, as CPython does when it sees that it cannot be copied. */
class TeeStarter {
  private readonly maker: TeeMaker;
  constructor(maker: TeeMaker) {
    this.maker = maker;
  }
  start(iterators: PyObject[]): Result {
    return iterators[0] instanceof Tee
      ? this.maker.start(iterators)
      : startWithIterators(this.maker, iterators);
  }
}

/** `itertools.tee(iterable, n)`: a tuple of iterators over the same items, which are kept as long as one of them needs them. */
export function itertools_tee(iterable: Value, n: Value = 2): Result {
  if (!isInt(n)) return converted(itertools_tee, [iterable, n], [null, 'index']);
  const count = toSize(n);
  if (count < 0) return raise(valueErrorType, 'n must be >= 0');
  return count === 0 ? new PyTuple([]) : startWithIterators(new TeeStarter(new TeeMaker(count)), [iterable]);
}

defineStaticMethods(teeType, {
  __new__: [
    '(cls, iterable, /)',
    (_cls: PyType, iterable: Value) => startWithIterators(new Tee(), [iterable]),
  ],
});
defineMethods(teeType, { __copy__: ['($self, /)', tee_copy, 'Returns an independent iterator.'] });

// --- zip_longest ---------------------------------------------------------------------------------------------------------

class ZipLongest extends PyObject {
  /** Null: that one is exhausted. */
  iterators: (PyObject | null)[] = [];
  active: Size = 0;
  fill: Value = None;

  start(iterators: PyObject[]): Result {
    this.iterators = iterators.slice();
    this.active = iterators.length;
    return this;
  }
  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    return this.active === this.iterators.filter((it) => it !== null).length;
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

export const zipLongestType = toolType('zip_longest', ZipLongest);

function zip_longest_new(cls: PyType, iterables: Value[], kwargs: Map<string, Value>): Result {
  const self = make<ZipLongest>(cls);
  for (const [name, value] of kwargs) {
    if (name !== 'fillvalue')
      throw newException(typeErrorType, 'zip_longest() got an unexpected keyword argument');
    self.fill = value;
  }
  return startWithIterators(self, iterables);
}

defineStaticMethods(zipLongestType, { __new__: ['(cls, /, *iterables, **kwargs)', zip_longest_new] });
