// Pickling what is reduced: by `reducer_override`, a dispatch table, or the object's own `__reduce_ex__`; and plain instances, whose
// reduce value needs no Python code and is never made.
import { ABRUPT } from '../../machine/abrupt.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { classNamespaces } from '../../objects/build-class.ts';
import { PyDict } from '../../objects/dict.ts';
import { PyFunction } from '../../objects/function.ts';
import { BuiltinFunction, MethodDescriptor } from '../../objects/native.ts';
import { Ellipsis, None, NotImplemented } from '../../objects/none.ts';
import type { PyObject, Result, Value } from '../../objects/object.ts';
import { reducers, reducesPlainly } from '../../objects/object-methods.ts';
import { fromHost, textOf } from '../../objects/str.ts';
import { emptyTuple, PyTuple } from '../../objects/tuple.ts';
import { objectType, PyType, typeType } from '../../objects/type.ts';
import { isCallable } from '../../objects/type-methods.ts';
import { typeOf } from '../../objects/typeof.ts';
import { getAttribute, getAttributeOrMissing } from '../../operators/attribute.ts';
import { call0, call1, callMethod0, callMethod1 } from '../../operators/call.ts';
import { isTrue } from '../../operators/truth.ts';
import { contiguousBytes, isContiguous } from '../../objects/buffer.ts';
import { Raised } from '../../stackless/pickling/raised.ts';
import { reduceByState, reduceFunction, reduceNamespace } from '../../stackless/pickling/reducers.ts';
import { Named, State } from '../../stackless/pickling/state.ts';
import { isPickling } from '../../stackless/pickling/tables.ts';
import { Tasklet } from '../../stackless/tasklet.ts';
import type { PickleBuffer } from '../pickle-buffer.ts';
import { copyregTables } from './copyreg-tables.ts';
import { picklingError, typeText } from './errors.ts';
import { Op } from './opcodes.ts';
import { SaveAttributes, SaveItems, emptyDict } from './saving-containers.ts';
import { SaveGlobal } from './saving-globals.ts';
import { mayBeSpecial, SaveNamespace, travelTask, travelTaskOfNamed } from './saving-travel.ts';
import { DONE, noteOn, type PickleOperation, type Progress, Task, taskMakers, TupleUse } from './saving.ts';

taskMakers.object = (op, obj) => {
  if (op.reducerOverride !== null) return new SaveObject(obj);
  if (obj instanceof PyDict && classNamespaces.has(obj) && isPickling())
    return reduceTask(reduceByState(obj, 'namespace'), obj);
  return op.persistentId === null && isPlainInstance(op, obj) && (op.travel === null || !mayBeSpecial(obj))
    ? new SaveInstance(obj as PyObject)
    : new SaveObject(obj);
};

// --- Plain instances ---------------------------------------------------------------------------------------------------

function isPlainInstance(op: PickleOperation, obj: Value): boolean {
  if (typeof obj !== 'object' || op.proto < 2 || !reducesPlainly(obj.cls) || obj.cls.slots !== null)
    return false;
  if ((obj as { dictOverride?: unknown }).dictOverride !== undefined) return false;
  return op.pickler.dispatchTable === null && (copyregTables()?.dispatch.lookup(obj.cls) ?? 0) < 0;
}

class SaveInstance extends Task {
  private readonly obj: PyObject;
  private stage = 0;
  constructor(obj: PyObject) {
    super();
    this.obj = obj;
  }

  step(op: PickleOperation): Progress {
    switch (this.stage++) {
      case 0:
        return op.save(this.obj.cls) ? this.made(op) : undefined;
      case 1:
        return this.made(op);
      default:
        op.out.op(Op.BUILD);
        return DONE;
    }
  }

  private made(op: PickleOperation): Progress {
    this.stage = 2;
    if (op.memo.has(this.obj)) {
      // The class, by value, referred to the object, so it has been made already.
      op.out.op(Op.POP);
      op.get(this.obj);
      return DONE;
    }
    op.out.op(Op.EMPTY_TUPLE);
    op.out.op(Op.NEWOBJ);
    op.memoize(this.obj);
    const properties = this.obj as unknown as Record<string, Value>;
    const names: Value[] = [];
    const values: Value[] = [];
    for (const key of Object.keys(properties)) {
      if (key.charCodeAt(0) !== 0x24) continue;
      names.push(fromHost(key.slice(1)));
      values.push(properties[key]!);
    }
    if (names.length === 0) return DONE;
    emptyDict(op);
    op.memoizeTransient(); // the place of the `__dict__`
    op.push(new SaveAttributes(names, values));
    return undefined;
  }

  override notes(): Value[] {
    return [noteOn(this.obj, this.stage <= 1 ? 'class' : 'state'), noteOn(this.obj, 'object')];
  }
}

// --- Reducing ------------------------------------------------------------------------------------------------------

const Ask = {
  OVERRIDE: 0,
  TABLES: 1,
  TABLE: 2,
  REDUCER: 3,
  METHOD: 4,
  PLAIN_METHOD: 5,
  VALUE: 6,
  DONE: 7,
  FUNCTION: 8,
} as const;

/** Finds who reduces an object, has it done, and saves the reduce value. */
class SaveObject extends Task {
  private readonly obj: Value;
  private ask: number = Ask.OVERRIDE;
  private reducer: Value = None;
  private reduced = false;
  constructor(obj: Value) {
    super();
    this.obj = obj;
  }

  step(op: PickleOperation): Progress {
    for (;;) {
      if (this.ask === Ask.DONE) return DONE;
      const answer = this.question(op);
      if (answer === ABRUPT) return ABRUPT;
      const progress = answer === undefined ? undefined : this.received(op, answer);
      if (progress !== undefined) return progress;
      if (this.reduced) return undefined;
    }
  }

  /** What the present step calls; undefined when there is nothing to ask. */
  private question(op: PickleOperation): Result | undefined {
    const { obj } = this;
    switch (this.ask) {
      case Ask.OVERRIDE:
        if (op.reducerOverride !== null) return call1(op.reducerOverride, obj);
        this.ask = Ask.TABLES;
        return undefined;
      case Ask.TABLES:
        if (op.travel !== null) {
          const task = travelTask(op.travel, obj);
          if (task !== null) return this.instead(op, task);
        }
        if (obj instanceof PyFunction && isPickling()) {
          this.ask = Ask.FUNCTION;
          return frozenFunction('pickling', 'is_found').call1(obj);
        }
        if (isSavedByName(obj)) return this.byName(op, null);
        if (op.pickler.dispatchTable === null && copyregTables() === undefined)
          return frozenFunction('pickling', 'copyreg_tables').call0();
        this.ask = Ask.TABLE;
        return undefined;
      case Ask.TABLE:
        return this.lookUp(op);
      case Ask.REDUCER:
        return call1(this.reducer, obj);
      case Ask.METHOD:
        if (typeOf(obj).isMeta || obj instanceof PyType) return this.byName(op, null);
        return this.reduceMethod(op);
      case Ask.PLAIN_METHOD:
        return this.plainReduceMethod();
      default:
        return this.ask === Ask.VALUE ? this.callReducer(op) : undefined;
    }
  }

  override received(op: PickleOperation, value: Value): Progress {
    switch (this.ask) {
      case Ask.FUNCTION:
        if (value === true) this.byName(op, null);
        else return this.value(op, reduceFunction(this.obj as PyFunction));
        return undefined;
      case Ask.OVERRIDE:
        if (value !== NotImplemented) return this.value(op, value);
        this.ask = Ask.TABLES;
        return undefined;
      case Ask.TABLES:
        this.ask = Ask.TABLE;
        return undefined;
      case Ask.TABLE:
        if (value instanceof PyTuple) this.reducer = value.items[0]!;
        this.ask = value === None ? Ask.METHOD : Ask.REDUCER;
        return undefined;
      case Ask.METHOD:
        this.reducer = value;
        this.ask = Ask.VALUE;
        return undefined;
      case Ask.PLAIN_METHOD:
        this.reducer = value;
        this.plain = true;
        this.ask = Ask.VALUE;
        return undefined;
      default:
        return this.value(op, value);
    }
  }

  /** The reducer is `__reduce__`, which takes no protocol. */
  private plain = false;

  /** The reducer of a table, in a tuple; None when there is none. */
  private lookUp(op: PickleOperation): Result | undefined {
    const table = op.pickler.dispatchTable ?? copyregTables()!.dispatch;
    const cls = typeOf(this.obj);
    const i = table instanceof PyDict && !table.cls.isHeap ? table.lookup(cls) : -2;
    if (i === -2) return frozenFunction('pickling', 'find_reducer').call2(table, cls);
    return i >= 0 ? new PyTuple([(table as PyDict).valueAt(i)!]) : None;
  }

  /** The bound `__reduce_ex__`; what natives reduce in their own way is reduced at once. */
  private reduceMethod(op: PickleOperation): Result | undefined {
    const { obj } = this;
    const cls = typeOf(obj);
    const { attrs } = objectType;
    if (!cls.isHeap && !(isPickling() && reducers.has(cls))) {
      const [reduceEx, reduce] = [cls.lookup('__reduce_ex__'), cls.lookup('__reduce__')];
      const isOwn = reduceEx !== attrs.get('__reduce_ex__');
      const method = isOwn ? reduceEx : reduce;
      if (method instanceof MethodDescriptor && method !== attrs.get('__reduce__')) {
        this.ask = Ask.DONE;
        this.use = reducesPrivately(obj) ? TupleUse.UNNUMBERED : TupleUse.TRANSIENT;
        return isOwn ? callMethod1(method, obj, op.proto) : callMethod0(method, obj);
      }
    }
    const method = getAttributeOrMissing(obj, '__reduce_ex__');
    if (method !== undefined) return method;
    this.ask = Ask.PLAIN_METHOD;
    return this.plainReduceMethod();
  }

  private plainReduceMethod(): Result {
    const method = getAttributeOrMissing(this.obj, '__reduce__');
    if (method === undefined) throw picklingError(`Can't pickle ${typeText(this.obj)} object`);
    return method;
  }

  private callReducer(op: PickleOperation): Result {
    return this.plain ? call0(this.reducer) : call1(this.reducer, op.proto);
  }

  private byName(op: PickleOperation, name: Value | null): undefined {
    this.ask = Ask.DONE;
    const single = name === null ? singletonOf(this.obj) : undefined;
    op.push(
      single === undefined
        ? new SaveGlobal(this.obj, name)
        : new SaveReduced(this.obj, typeType, new PyTuple([single])),
    );
    return undefined;
  }

  /** Another task does it. */
  private instead(op: PickleOperation, task: Task): undefined {
    this.ask = Ask.DONE;
    op.push(task);
    return undefined;
  }

  /** The reduce value is there. */
  private value(op: PickleOperation, value: Value): Progress {
    this.ask = Ask.DONE;
    if (textOf(value) !== undefined) {
      const task = op.travel === null ? null : travelTaskOfNamed(op.travel, this.obj);
      if (task !== null) this.instead(op, task);
      else this.byName(op, value);
      return undefined;
    }
    this.reduced = true;
    if (!(value instanceof PyTuple))
      throw picklingError(`__reduce__ must return a string or tuple, not ${typeText(value)}`);
    const task = reduceTask(value, this.obj);
    task.use = this.use;
    op.push(task);
    return undefined;
  }
  /** Of the tuples in the reduce value, which a native may just have made. */
  private use: TupleUse = TupleUse.SHARED;
  override notes(): Value[] {
    return this.reduced ? [noteOn(this.obj, 'object')] : [];
  }
}

/** Whether only we know what it is reduced to: then tuples in there, which nothing refers to, need no place in the memo. */
function reducesPrivately(obj: Value): boolean {
  return obj instanceof State || obj instanceof Tasklet || obj instanceof Named || obj instanceof Raised;
}

/** The dictionary of a module as a reference to it, when programs are pickled; undefined for any other. */
taskMakers.namespace = (op, dict) => {
  if (op.travel?.hasNamespace(dict) === true) return new SaveNamespace(dict);
  const value = isPickling() ? reduceNamespace(dict) : undefined;
  return value === undefined ? undefined : reduceTask(value, dict);
};

/** Classes and functions are saved by name before anything else is asked. */
function isSavedByName(obj: Value): boolean {
  return (obj instanceof PyType && obj.cls === typeType) || obj instanceof PyFunction;
}

/** What the classes of None, NotImplemented and ... are made from, as their names are not to be found. */
function singletonOf(obj: Value): Value | undefined {
  return [None, NotImplemented, Ellipsis].find((value) => value.cls === obj);
}

/** What a function of src/python/pickling.py makes of an object, saved. */
class SaveReducedBy extends Task {
  private readonly name: string;
  private readonly obj: Value;
  private begun = false;
  constructor(name: string, obj: Value) {
    super();
    this.name = name;
    this.obj = obj;
  }
  step(op: PickleOperation): Progress {
    if (this.begun) return DONE;
    this.begun = true;
    const value = frozenFunction('pickling', this.name).call1(this.obj);
    return value === ABRUPT ? ABRUPT : this.received(op, value);
  }
  override received(op: PickleOperation, value: Value): Progress {
    op.push(reduceTask(value as PyTuple, this.obj));
    return undefined;
  }
}
taskMakers.reducedBy = (name, obj) => new SaveReducedBy(name, obj);

// --- The reduce value ----------------------------------------------------------------------------------------------

function isIterator(value: Value): value is PyObject {
  return typeof value === 'object' && value.cls.lookup('__next__') !== undefined;
}

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

function demand(ok: boolean, value: Value, place: number, what: string): void {
  if (!ok)
    throw picklingError(
      `${PLACES[place]} item of the tuple returned by __reduce__ must be ${what}, not ${typeText(value)}`,
    );
}

/** Checks a reduce value. Throws PicklingError. */
export function reduceTask(value: PyTuple, obj: Value): SaveReduced {
  const { items } = value;
  if (items.length < 2 || items.length > 6)
    throw picklingError('tuple returned by __reduce__ must contain 2 through 6 elements');
  const [func, args, state = None, listItems = None, dictItems = None, setter = None] = items;
  demand(isCallable(func!), func!, 0, 'callable');
  demand(args instanceof PyTuple, args!, 1, 'a tuple');
  demand(listItems === None || isIterator(listItems), listItems, 3, 'an iterator');
  demand(dictItems === None || isIterator(dictItems), dictItems, 4, 'an iterator');
  demand(setter === None || isCallable(setter), setter, 5, 'callable');
  const task = new SaveReduced(obj, func!, args as PyTuple);
  task.state = state;
  task.listItems = listItems;
  task.dictItems = dictItems;
  task.setter = setter;
  return task;
}

taskMakers.reduced = reduceTask;

const Stage = {
  NAME: 0,
  CLASS: 1,
  FUNCTION: 2,
  ARGUMENTS: 3,
  KEYWORDS: 4,
  MADE: 5,
  LIST_ITEMS: 6,
  DICT_ITEMS: 7,
  STATE: 8,
  SETTER_OBJECT: 9,
  SETTER_STATE: 10,
  END: 11,
} as const;

/** Saves what makes an object: a function and its arguments, or a class and those of its `__new__`; then its state. */
export class SaveReduced extends Task {
  private readonly obj: Value;
  private func: Value;
  private args: PyTuple;
  private keywords: Value = None;
  /** The opcode that makes the object. */
  private make: number = Op.REDUCE;
  state: Value = None;
  listItems: Value = None;
  dictItems: Value = None;
  setter: Value = None;
  /** Of arguments and state, if they are tuples. */
  use: TupleUse = TupleUse.SHARED;
  private stage: number = Stage.NAME;
  /** What is being saved, for notes. */
  private part: string | null = null;

  constructor(obj: Value, func: Value, args: PyTuple) {
    super();
    this.obj = obj;
    this.func = func;
    this.args = args;
  }

  step(op: PickleOperation): Progress {
    for (;;) {
      const progress = this.advance(op);
      if (progress !== true) return progress;
    }
  }

  /** Does one part; true: go on with the next at once. */
  private advance(op: PickleOperation): Progress | true {
    switch (this.stage) {
      case Stage.NAME:
        return this.findName(op);
      case Stage.CLASS:
        return this.checkClass();
      case Stage.FUNCTION:
        return this.save(op, this.func, this.make === Op.REDUCE ? 'reconstructor' : 'class');
      case Stage.ARGUMENTS:
        return this.save(
          op,
          this.args,
          this.make === Op.REDUCE ? 'reconstructor arguments' : '__new__ arguments',
        );
      case Stage.KEYWORDS:
        return this.make === Op.NEWOBJ_EX ? this.save(op, this.keywords, '__new__ arguments') : this.next();
      case Stage.MADE:
        return this.made(op);
      case Stage.LIST_ITEMS:
        return this.items(op, this.listItems, false);
      case Stage.DICT_ITEMS:
        return this.items(op, this.dictItems, true);
      case Stage.STATE:
        if (this.state === None) return DONE;
        return this.setter === None
          ? this.save(op, this.state, 'state')
          : this.save(op, this.setter, 'state setter');
      case Stage.SETTER_OBJECT:
        return this.setter === None ? this.next() : this.save(op, this.obj, null);
      case Stage.SETTER_STATE:
        return this.setter === None ? this.next() : this.save(op, this.state, 'state');
      default:
        return this.end(op);
    }
  }

  private next(): true {
    this.stage++;
    this.part = null;
    return true;
  }

  private save(op: PickleOperation, value: Value, part: string | null): Progress | true {
    this.stage++;
    this.part = part;
    const { use } = this;
    const isTransient = use !== TupleUse.SHARED && (value === this.args || value === this.state);
    const saved = isTransient && value instanceof PyTuple ? op.saveTransient(value, use) : op.save(value);
    return saved ? true : undefined;
  }

  /** `__newobj__` and `__newobj_ex__`, by their names, stand for opcodes. */
  private findName(op: PickleOperation): Progress | true {
    const { func } = this;
    if (op.proto < 2 || func instanceof PyType || func instanceof BuiltinFunction) {
      this.stage = Stage.FUNCTION;
      return true;
    }
    const name = func instanceof PyFunction ? func.name : getAttributeOrMissing(func, '__name__');
    if (name === ABRUPT) return ABRUPT;
    return this.named(op, name ?? None);
  }

  override received(op: PickleOperation, value: Value): Progress {
    if (this.stage === Stage.NAME) return this.named(op, value) === ABRUPT ? ABRUPT : undefined;
    if (this.stage === Stage.CLASS) return this.classFound(value) === ABRUPT ? ABRUPT : undefined;
    // The partial function that stands for __newobj_ex__ in old protocols.
    this.func = value;
    this.args = emptyTuple;
    this.stage = Stage.FUNCTION;
    return undefined;
  }

  private named(op: PickleOperation, name: Value): Progress | true {
    this.stage = Stage.FUNCTION;
    if (name === '__newobj__') this.newObject();
    else if (name === '__newobj_ex__') return this.newObjectEx(op);
    return true;
  }

  private newObject(): void {
    const [cls, ...args] = this.args.items;
    if (cls === undefined) throw picklingError('__newobj__ expected at least 1 argument, got 0');
    if (!(cls instanceof PyType))
      throw picklingError(`first argument to __newobj__() must be a class, not ${typeText(cls)}`);
    this.func = cls;
    this.args = new PyTuple(args);
    this.make = Op.NEWOBJ;
    this.stage = Stage.CLASS;
  }

  private newObjectEx(op: PickleOperation): Progress | true {
    const { items } = this.args;
    if (items.length !== 3) throw picklingError(`__newobj_ex__ expected 3 arguments, got ${items.length}`);
    const [cls, args, keywords] = items;
    if (!(cls instanceof PyType))
      throw picklingError(`first argument to __newobj_ex__() must be a class, not ${typeText(cls!)}`);
    if (!(args instanceof PyTuple))
      throw picklingError(`second argument to __newobj_ex__() must be a tuple, not ${typeText(args!)}`);
    if (!(keywords instanceof PyDict))
      throw picklingError(`third argument to __newobj_ex__() must be a dict, not ${typeText(keywords!)}`);
    this.func = cls;
    this.args = args;
    this.keywords = keywords;
    this.make = Op.NEWOBJ_EX;
    this.stage = Stage.CLASS;
    this.old = op.proto < 4;
    return true;
  }
  /** Protocols 2 and 3 have no NEWOBJ_EX. */
  private old = false;

  /** The class must be the object's own. */
  private checkClass(): Progress | true {
    const found = getAttribute(this.obj, '__class__');
    return found === ABRUPT ? ABRUPT : this.classFound(found);
  }

  private classFound(cls: Value): Progress | true {
    if (cls !== this.func) {
      const name = this.make === Op.NEWOBJ ? '__newobj__' : '__newobj_ex__';
      return frozenFunction('pickling', 'wrong_class').call3(name, cls, this.func) === ABRUPT ? ABRUPT : true;
    }
    this.stage = Stage.FUNCTION;
    if (!this.old) return true;
    this.make = Op.REDUCE;
    this.stage = Stage.END;
    const partial = frozenFunction('pickling', 'partial_new').call3(this.func, this.args, this.keywords);
    if (partial === ABRUPT) return ABRUPT;
    this.func = partial;
    this.args = emptyTuple;
    this.stage = Stage.FUNCTION;
    return true;
  }

  private made(op: PickleOperation): Progress | true {
    op.out.op(this.make);
    if (op.memo.has(this.obj)) {
      // Its parts referred to the object, so it has been made already.
      op.out.op(Op.POP);
      op.get(this.obj);
      return DONE;
    }
    op.memoize(this.obj);
    return this.next();
  }

  private items(op: PickleOperation, iterator: Value, pairs: boolean): Progress | true {
    this.next();
    if (iterator === None) return true;
    op.push(new SaveItems(iterator as PyObject, this.obj, pairs));
    return undefined;
  }

  private end(op: PickleOperation): Progress {
    if (this.setter === None) op.out.op(Op.BUILD);
    else {
      op.out.op(Op.TUPLE2);
      op.out.op(Op.REDUCE);
      op.out.op(Op.POP);
    }
    return DONE;
  }

  override notes(): Value[] {
    return this.part === null ? [] : [noteOn(this.obj, this.part)];
  }
}

// --- Persistent ids and buffers ------------------------------------------------------------------------------------------

class SavePersistent extends Task {
  private readonly obj: Value;
  private stage = 0;
  constructor(obj: Value) {
    super();
    this.obj = obj;
  }
  step(op: PickleOperation): Progress {
    if (this.stage === 0) {
      const id = call1(op.persistentId!, this.obj);
      return id === ABRUPT ? ABRUPT : this.received(op, id);
    }
    if (this.stage === 1) op.out.op(Op.BINPERSID);
    return DONE;
  }

  override received(op: PickleOperation, value: Value): Progress {
    if (this.stage === 3) return this.idText(op, value);
    this.stage = 2;
    if (value === None) return op.saveValue(this.obj) ? DONE : undefined;
    if (op.proto > 0) {
      this.stage = 1;
      op.saveValue(value);
      return undefined;
    }
    this.stage = 3;
    const text = frozenFunction('pickling', 'persistent_text').call1(value);
    return text === ABRUPT ? ABRUPT : this.idText(op, text);
  }

  private idText(op: PickleOperation, text: Value): Progress {
    op.out.ascii(`P${text as string}\n`);
    return DONE;
  }
}
taskMakers.persistent = (obj) => new SavePersistent(obj);

class SavePickleBuffer extends Task {
  private readonly buffer: PickleBuffer;
  private asked = false;
  private waiting = false;
  constructor(buffer: PickleBuffer) {
    super();
    this.buffer = buffer;
  }

  step(op: PickleOperation): Progress {
    if (this.asked) return DONE;
    this.asked = true;
    if (op.proto < 5) throw picklingError('PickleBuffer can only be pickled with protocol >= 5');
    const info = this.buffer.exportBuffer();
    if (!isContiguous(info) && !isContiguous(info, true))
      throw picklingError('PickleBuffer can not be pickled when pointing to a non-contiguous buffer');
    if (op.pickler.bufferCallback === null) return this.inBand(op);
    const answer = call1(op.pickler.bufferCallback, this.buffer);
    return answer === ABRUPT ? ABRUPT : this.received(op, answer);
  }

  override received(op: PickleOperation, value: Value): Progress {
    if (this.waiting) return this.decided(op, value);
    this.waiting = true;
    const truth = isTrue(value);
    return truth === ABRUPT ? ABRUPT : this.decided(op, truth);
  }

  private decided(op: PickleOperation, inBand: Value): Progress {
    if (inBand === true) return this.inBand(op);
    op.out.op(Op.NEXT_BUFFER);
    if (this.buffer.exportBuffer().readonly) op.out.op(Op.READONLY_BUFFER);
    return DONE;
  }

  private inBand(op: PickleOperation): Progress {
    const info = this.buffer.exportBuffer();
    const data = isContiguous(info) ? contiguousBytes(info) : info.bytes;
    if (info.readonly) op.bytesData(data);
    else op.byteArrayData(data.slice());
    op.memoizeTransient(); // as the bytes object that CPython makes
    return DONE;
  }
}
taskMakers.pickleBuffer = (buffer) => new SavePickleBuffer(buffer);
