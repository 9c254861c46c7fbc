// Pickling lists, tuples, dicts, sets, and the items that a reduce method gives with iterators.
//
// Items stand between MARK and APPENDS, SETITEMS or ADDITEMS in batches (`Batches`); where there is one alone, and in protocol 0,
// each has an opcode of its own behind it.
import { ABRUPT, STOP } from '../../machine/abrupt.ts';
import { nextItem } from '../../machine/items.ts';
import type { Place, Size } from '../../machine/numbers.ts';
import type { PyDict } from '../../objects/dict.ts';
import { dictKeys } from '../../objects/dict-operations.ts';
import { newException, runtimeErrorType, typeErrorType } from '../../objects/exception.ts';
import type { PyList } from '../../objects/list.ts';
import type { PyObject, Value } from '../../objects/object.ts';
import { PyFrozenSet, type PySet } from '../../objects/set.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { BATCH_SIZE, Op } from './opcodes.ts';
import { DONE, noteOn, type PickleOperation, type Progress, Task, taskMakers, TupleUse } from './saving.ts';

abstract class Batches extends Task {
  /** The items of the batch; keys and values take turns in one of pairs. */
  protected batch: Value[] = [];
  /** The next of them; -1 before a batch. */
  private at: Place = -1;
  /** Each item has an opcode of its own. */
  private alone = false;
  protected readonly pairs: boolean;
  constructor(pairs: boolean) {
    super();
    this.pairs = pairs;
  }

  /** Gets the next batch: whether there is one, or ABRUPT. */
  protected abstract fill(): boolean | typeof ABRUPT;
  protected abstract isSingle(): boolean;
  protected end(_op: PickleOperation): Progress {
    return DONE;
  }
  protected ending(): number {
    return this.pairs ? Op.SETITEMS : Op.APPENDS;
  }
  /** How many items of the batch have been begun. */
  protected get begun(): number {
    return this.at;
  }

  step(op: PickleOperation): Progress {
    const width = this.pairs ? 2 : 1;
    const single = this.pairs ? Op.SETITEM : Op.APPEND;
    for (;;) {
      if (this.at < 0) {
        const filled = this.fill();
        if (filled === ABRUPT) return ABRUPT;
        if (!filled) return this.end(op);
        this.alone = op.proto === 0 || this.isSingle();
        if (!this.alone) op.out.op(Op.MARK);
        this.at = 0;
      }
      const { batch } = this;
      while (this.at < batch.length) {
        const i = this.at++;
        if (this.alone && i > 0 && i % width === 0) op.out.op(single);
        if (!op.save(batch[i]!)) return undefined;
      }
      op.out.op(this.alone ? single : this.ending());
      this.at = -1;
    }
  }
}

/** The note for a failure at an item; `start` is the number of the first of the batch. */
function itemNote(obj: Value | null, pairs: boolean, batch: Value[], begun: number, start: number): Value[] {
  if (obj === null || begun <= 0) return [];
  if (!pairs) return [noteOn(obj, `item ${start + begun - 1}`)];
  return begun % 2 === 0 ? [new PyTuple([noteOn(obj, 'item '), batch[begun - 2]!])] : [];
}

// --- list ------------------------------------------------------------------------------------------------------------

taskMakers.list = (op, list) => {
  op.enterFast(list);
  if (op.proto > 0) op.out.op(Op.EMPTY_LIST);
  else op.out.ascii('(l');
  op.memoize(list);
  if (list.items.length > 0) return new SaveList(list);
  op.leaveFast(list);
  return null;
};

class SaveList extends Batches {
  private readonly list: PyList;
  private taken: Size = 0;
  constructor(list: PyList) {
    super(false);
    this.list = list;
  }
  protected fill(): boolean {
    const { items } = this.list;
    if (this.taken >= items.length) return false;
    this.batch = items.slice(this.taken, this.taken + BATCH_SIZE);
    this.taken += this.batch.length;
    return true;
  }
  protected isSingle(): boolean {
    return this.list.items.length === 1;
  }
  protected override end(op: PickleOperation): Progress {
    op.leaveFast(this.list);
    return DONE;
  }
  override notes(): Value[] {
    return itemNote(this.list, false, this.batch, this.begun, this.taken - this.batch.length);
  }
}

// --- tuple -----------------------------------------------------------------------------------------------------------

const SMALL_TUPLES = [Op.EMPTY_TUPLE, Op.TUPLE1, Op.TUPLE2, Op.TUPLE3];

taskMakers.tuple = (op, tuple, use = TupleUse.SHARED) => {
  if (tuple.items.length > 0) {
    op.enterFast(tuple);
    return new SaveTuple(tuple, use);
  }
  if (op.proto > 0) op.out.op(Op.EMPTY_TUPLE);
  else op.out.ascii('(t');
  return null;
};

class SaveTuple extends Task {
  private readonly tuple: PyTuple;
  private readonly use: TupleUse;
  private at: Size = 0;
  constructor(tuple: PyTuple, use: TupleUse) {
    super();
    this.tuple = tuple;
    this.use = use;
  }

  step(op: PickleOperation): Progress {
    const { items } = this.tuple;
    const small = items.length <= 3 && op.proto >= 2;
    if (this.at === 0 && !small) op.out.op(Op.MARK);
    while (this.at < items.length) if (!op.save(items[this.at++]!)) return undefined;
    op.leaveFast(this.tuple);
    if (this.use === TupleUse.SHARED && op.memo.has(this.tuple)) this.drop(op, small);
    else {
      op.out.op(small ? SMALL_TUPLES[items.length]! : Op.TUPLE);
      if (this.use === TupleUse.SHARED) op.memoize(this.tuple);
      else if (this.use === TupleUse.TRANSIENT) op.memoizeTransient();
    }
    return DONE;
  }

  /** An item contained the tuple itself, so it has been made already: what stands on the stack is not needed. */
  private drop(op: PickleOperation, small: boolean): void {
    const count = this.tuple.items.length;
    if (small) for (let i = 0; i < count; i++) op.out.op(Op.POP);
    else if (op.proto > 0) op.out.op(Op.POP_MARK);
    else for (let i = 0; i <= count; i++) op.out.op(Op.POP);
    op.get(this.tuple);
  }
  override notes(): Value[] {
    return itemNote(this.tuple, false, this.tuple.items, this.at, 0);
  }
}

// --- dict ------------------------------------------------------------------------------------------------------------

/** Writes what makes an empty dict. */
export function emptyDict(op: PickleOperation): void {
  if (op.proto > 0) op.out.op(Op.EMPTY_DICT);
  else op.out.ascii('(d');
}

taskMakers.dict = (op, dict) => {
  op.enterFast(dict);
  emptyDict(op);
  op.memoize(dict);
  if (dict.size > 0) return new SaveDict(dict);
  op.leaveFast(dict);
  return null;
};

class SaveDict extends Batches {
  private readonly dict: PyDict;
  private readonly size: number;
  /** The entry to go on at. */
  private entry: Size;
  /** The last batch was full, so another one follows, if only an empty one. */
  private full = true;
  constructor(dict: PyDict) {
    super(true);
    this.dict = dict;
    this.size = dict.size;
    this.entry = dict.begin();
  }
  protected fill(): boolean {
    const { dict } = this;
    if (dict.size !== this.size)
      throw newException(runtimeErrorType, 'dictionary changed size during iteration');
    if (!this.full) return false;
    const batch: Value[] = [];
    const end = dict.end();
    for (; this.entry < end && batch.length < 2 * BATCH_SIZE; this.entry++) {
      const key = dict.keyAt(this.entry);
      if (key !== undefined) batch.push(key, dict.valueAt(this.entry)!);
    }
    this.batch = batch;
    this.full = batch.length === 2 * BATCH_SIZE;
    return true;
  }
  protected isSingle(): boolean {
    return this.size === 1;
  }
  protected override end(op: PickleOperation): Progress {
    op.leaveFast(this.dict);
    return DONE;
  }
  override notes(): Value[] {
    return itemNote(this.dict, true, this.batch, this.begun, 0);
  }
}

/** Attributes by name, as the state of a plain instance: keys are strings. */
export class SaveAttributes extends Batches {
  private readonly names: Value[];
  private readonly values: Value[];
  private taken: Size = 0;
  constructor(names: Value[], values: Value[]) {
    super(true);
    this.names = names;
    this.values = values;
  }
  protected fill(): boolean {
    if (this.taken >= this.names.length) return false;
    const end = Math.min(this.taken + BATCH_SIZE, this.names.length);
    const batch: Value[] = [];
    for (; this.taken < end; this.taken++) batch.push(this.names[this.taken]!, this.values[this.taken]!);
    this.batch = batch;
    return true;
  }
  protected isSingle(): boolean {
    return this.names.length === 1;
  }
  override notes(): Value[] {
    const { batch, begun } = this;
    return begun > 0 && begun % 2 === 0
      ? [new PyTuple(['when serializing dict item ', batch[begun - 2]!])]
      : [];
  }
}

// --- Items of iterators ----------------------------------------------------------------------------------------------

/** The items of the iterators in a reduce value: the fourth gives items, the fifth pairs. */
export class SaveItems extends Batches {
  private readonly iterator: PyObject;
  private readonly obj: Value | null;
  private filled = false;
  private ended = false;
  private start: Size = 0;
  constructor(iterator: PyObject, obj: Value | null, pairs: boolean) {
    super(pairs);
    this.iterator = iterator;
    this.obj = obj;
  }

  protected fill(): boolean | typeof ABRUPT {
    if (this.filled) {
      this.start += this.batch.length;
      this.batch = [];
      this.filled = false;
    }
    const limit = this.pairs ? 2 * BATCH_SIZE : BATCH_SIZE;
    while (!this.ended && this.batch.length < limit) {
      const isLater = this.batch.length === 0 && this.start > 0;
      const item = isLater ? nextItem(this.iterator) : this.iterator.next();
      if (item === ABRUPT) return ABRUPT;
      this.take(item);
    }
    this.filled = true;
    return this.batch.length > 0;
  }

  override received(_op: PickleOperation, value: Value | typeof STOP): Progress {
    this.take(value);
    return undefined;
  }
  private take(item: Value | typeof STOP): void {
    if (item === STOP) this.ended = true;
    else if (!this.pairs) this.batch.push(item);
    else if (item instanceof PyTuple && item.items.length === 2) this.batch.push(...item.items);
    else throw newException(typeErrorType, 'dict items iterator must return 2-tuples');
  }

  protected isSingle(): boolean {
    return this.batch.length === (this.pairs ? 2 : 1);
  }
  override notes(): Value[] {
    return itemNote(this.obj, this.pairs, this.batch, this.begun, this.start);
  }
}

// --- set -------------------------------------------------------------------------------------------------------------

taskMakers.set = (op, set) => {
  if (op.proto < 4) return taskMakers.reducedBy('reduce_set', set);
  if (set instanceof PyFrozenSet) {
    op.enterFast(set);
    op.out.op(Op.MARK);
    return new SaveFrozenSet(set);
  }
  op.out.op(Op.EMPTY_SET);
  op.memoize(set);
  return new SaveSet(set);
};

class SaveSet extends Batches {
  private readonly set: PySet;
  private readonly size: number;
  private entry: Size;
  private full: boolean;
  constructor(set: PySet) {
    super(false);
    this.set = set;
    this.size = set.dict.size;
    this.entry = set.dict.begin();
    this.full = this.size > 0;
  }
  protected fill(): boolean {
    const { dict } = this.set;
    if (dict.size !== this.size) throw newException(runtimeErrorType, 'set changed size during iteration');
    if (!this.full) return false;
    const batch: Value[] = [];
    for (const end = dict.end(); this.entry < end && batch.length < BATCH_SIZE; this.entry++) {
      const element = dict.keyAt(this.entry);
      if (element !== undefined) batch.push(element);
    }
    this.batch = batch;
    this.full = batch.length === BATCH_SIZE;
    return true;
  }
  protected isSingle(): boolean {
    return false;
  }
  protected override ending(): number {
    return Op.ADDITEMS;
  }
  override notes(): Value[] {
    return [noteOn(this.set, 'element')];
  }
}

class SaveFrozenSet extends Task {
  private readonly set: PyFrozenSet;
  private readonly elements: Value[];
  private at: Size = 0;
  constructor(set: PyFrozenSet) {
    super();
    this.set = set;
    this.elements = dictKeys(set.dict);
  }

  step(op: PickleOperation): Progress {
    while (this.at < this.elements.length) if (!op.save(this.elements[this.at++]!)) return undefined;
    op.leaveFast(this.set);
    if (op.memo.has(this.set)) {
      op.out.op(Op.POP_MARK);
      op.get(this.set);
    } else {
      op.out.op(Op.FROZENSET);
      op.memoize(this.set);
    }
    return DONE;
  }
  override notes(): Value[] {
    return [noteOn(this.set, 'element')];
  }
}
