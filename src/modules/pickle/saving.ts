// Pickling: the operation that walks over what is to be pickled.
//
// What can be written at once (numbers, text, what is in the memo) is. For everything else there is a Task, which stands on a stack of
// its own: it saves its parts one after the other and is continued when the part on top of it is done. So nesting costs heap,
// not the host's stack, and wherever Python code is called (a reduce method, `persistent_id`, the file's `write`) the whole operation
// can be suspended: it is the frame.
import { ABRUPT } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { reserve } from '../../machine/memory.ts';
import { PyByteArray } from '../../objects/bytearray.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import { hostError, newException, recursionErrorType, valueErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { PyList } from '../../objects/list.ts';
import { None } from '../../objects/none.ts';
import type { IterResult, Result, Value } from '../../objects/object.ts';
import { PyFrozenSet, PySet } from '../../objects/set.ts';
import { PyStr, strType, type Text } from '../../objects/str.ts';
import { floatRepr } from '../../objects/text/float-repr.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { typeOf } from '../../objects/typeof.ts';
import { call1 } from '../../operators/call.ts';
import { identityId, identityOf } from '../../operators/hash.ts';
import { shareStates, states } from '../../stackless/pickling/state.ts';
import type { Travel } from '../../stackless/pickling/travel.ts';
import { PickleBuffer } from '../pickle-buffer.ts';
import { classText } from './errors.ts';
import { Op } from './opcodes.ts';
import { beginUse, type Pickler } from './pickler.ts';
import { encodeLong, encodeText, escapeText, PickleWriter } from './writer.ts';

/** How deep pickling nests: far beyond what programs build, and before the heap is full. */
const MAX_NESTING = 2_000_000;
/** In fast mode, from this nesting on containers are watched for cycles. */
const FAST_NESTING_LIMIT = 50;

/** What `step` gives: undefined when it is to be looked at again once what it pushed is done; ABRUPT; or DONE. */
export const DONE: unique symbol = Symbol('DONE');
export type Progress = typeof ABRUPT | typeof DONE | undefined;

const NO_NOTES: Value[] = [];

export abstract class Task {
  /** Saves the next part. */
  abstract step(op: PickleOperation): Progress;
  /** Goes on with the value of the call that `step` made, after that was suspended. */
  received(_op: PickleOperation, _value: Value): Progress {
    throw new Error(`${this.constructor.name} called nothing`);
  }
  /** The exception arrived in place of that value; true: it is dealt with. */
  failed(_op: PickleOperation): boolean {
    return false;
  }
  /** What an exception that leaves it is noted with, innermost first: texts, or a text and a key to show behind it. */
  notes(): Value[] {
    return NO_NOTES;
  }
}

/** Whether anything else may refer to a tuple; if not, it gets a number all the same where CPython gives it one. */
export const TupleUse = { SHARED: 0, TRANSIENT: 1, UNNUMBERED: 2 } as const;
export type TupleUse = (typeof TupleUse)[keyof typeof TupleUse];

/** How each kind of object is saved; filled in by the files that define the tasks, which need this one. */
export interface TaskMakers {
  list(op: PickleOperation, list: PyList): Task | null;
  tuple(op: PickleOperation, tuple: PyTuple, use?: TupleUse): Task | null;
  dict(op: PickleOperation, dict: PyDict): Task | null;
  set(op: PickleOperation, set: PySet | PyFrozenSet): Task;
  /** Anything else, by whatever reduces it. */
  object(op: PickleOperation, obj: Value): Task;
  persistent(obj: Value): Task;
  /** For the dictionary of a module. */
  namespace(op: PickleOperation, dict: PyDict): Task | undefined;
  pickleBuffer(buffer: PickleBuffer): Task;
  /** What has been reduced to `value`. */
  reduced(value: PyTuple, obj: Value): Task;
  /** What a function of src/python/pickling.py reduces. */
  reducedBy(name: string, obj: Value): Task;
  /** Pushes the task that makes a class or a function ready to be used; false when there is nothing to do, as for anything else. */
  demanded(op: PickleOperation, obj: Value): boolean;
}
/** Bytes for an object in the memo and among the tasks. */
const OBJECT = 200;

export const taskMakers = {} as TaskMakers;

export class PickleOperation extends NativeFrame {
  readonly pickler: Pickler;
  readonly out: PickleWriter;
  readonly proto: number;
  readonly memo: Map<unknown, number>;
  /** The pickler's, null when nothing travels. */
  readonly travel: Travel | null;
  /** Innermost last. */
  private readonly tasks: Task[] = [];
  /** `persistent_id`, unless it is the method that does nothing. */
  persistentId: Value | null = null;
  reducerOverride: Value | null = null;
  /** The file's `write` has been called. */
  private writing = false;
  private ended = false;
  /** Fast mode: the containers that are being saved, beyond a nesting. */
  private fastNesting = 0;
  private readonly fastSeen = new Set<Value>();

  constructor(pickler: Pickler) {
    super();
    this.pickler = pickler;
    this.proto = pickler.proto;
    this.memo = pickler.memo;
    this.travel = pickler.travel;
    this.out = new PickleWriter(pickler.write !== null);
  }

  /** Pickles `obj`; gives bytes, or None when they went to the file. */
  start(obj: Value): Result {
    beginUse(this.pickler);
    if (this.travel !== null) this.travel.level = null;
    if (this.proto >= 2) {
      this.out.op1(Op.PROTO, this.proto);
      if (this.proto >= 4) this.out.startFraming();
    }
    this.tasks.push(new Whole(obj));
    return this.run();
  }

  run(): Result {
    const outer = states.known;
    states.known = this.pickler.states;
    const result = this.work();
    states.known = outer;
    this.settleStates(result);
    return result;
  }

  /** When the stack is being lifted, what was called goes on without this. */
  private settleStates(result: unknown): void {
    if (result === ABRUPT && machine.exc === null) this.pickler.states = shareStates(this.pickler.states);
  }

  private work(): Result {
    for (;;) {
      const task = this.tasks[this.tasks.length - 1];
      let progress: Progress;
      try {
        if (this.out.pending.length > 0 && this.flush() === ABRUPT) return suspend(this) as Result;
        if (task === undefined) {
          if (!this.ended) return this.end();
          this.pickler.running = false;
          return None;
        }
        progress = task.step(this);
      } catch (error) {
        progress = hostError(error);
      }
      if (progress === ABRUPT) return suspend(this) as Result;
      if (progress === DONE) this.pop(task!);
    }
  }

  private end(): Result {
    this.ended = true;
    this.out.op(Op.STOP);
    this.out.endFrame();
    if (this.pickler.write === null) {
      this.pickler.running = false;
      return new PyBytes(this.out.last());
    }
    this.out.flush();
    return this.work();
  }

  /** A task has ended; those it pushed before its end stay. */
  private pop(task: Task): void {
    const { tasks } = this;
    if (tasks[tasks.length - 1] === task) tasks.pop();
    else tasks.splice(tasks.lastIndexOf(task), 1);
  }

  push(task: Task): void {
    if (this.tasks.length >= MAX_NESTING)
      throw newException(recursionErrorType, 'maximum recursion depth exceeded while pickling an object');
    this.tasks.push(task);
  }

  /** Writes to the file what is pending. */
  private flush(): Result {
    while (this.out.pending.length > 0) {
      this.writing = true;
      const result = call1(this.pickler.write!, new PyBytes(this.out.pending.shift()!));
      if (result === ABRUPT) return ABRUPT;
      this.writing = false;
    }
    return None;
  }

  returned(value: Value): IterResult {
    if (this.writing) {
      this.writing = false;
      return this.run();
    }
    const task = this.tasks[this.tasks.length - 1]!;
    let progress: Progress;
    const outer = states.known;
    states.known = this.pickler.states;
    try {
      progress = task.received(this, value);
    } catch (error) {
      progress = hostError(error);
    }
    states.known = outer;
    this.settleStates(progress);
    if (progress === ABRUPT) return suspend(this);
    if (progress === DONE) this.pop(task);
    return this.run();
  }

  /** An exception leaves with notes of what was being pickled. */
  override raised(): IterResult {
    if (!this.writing && this.tasks[this.tasks.length - 1]?.failed(this) === true) return this.run();
    this.pickler.running = false;
    const notes: Value[] = [];
    for (let i = this.tasks.length - 1; i >= 0; i--) notes.push(...this.tasks[i]!.notes());
    if (notes.length === 0) return ABRUPT;
    const exc = machine.exc!;
    machine.exc = null;
    return frozenFunction('pickling', 'raise_with_notes').call2(exc, new PyList(notes));
  }

  // --- Saving -------------------------------------------------------------------------------------------------------

  /** Writes `obj`. True: it has been written; else a task is on the stack for it, or the file waits: return from `step`. */
  save(obj: Value): boolean {
    reserve(OBJECT);
    const blocked = this.out.boundary();
    if (this.persistentId !== null) {
      this.push(taskMakers.persistent(obj));
      return false;
    }
    return this.saveValue(obj) && !blocked;
  }

  /** As `save`, when `persistent_id` has been asked. */
  saveValue(obj: Value): boolean {
    if (typeof obj === 'string') {
      if (!this.get(obj)) this.text(obj, obj);
      return true;
    }
    if (typeof obj === 'number' || typeof obj === 'bigint') this.int(obj);
    else if (typeof obj === 'boolean') this.bool(obj);
    else if (obj === None) this.out.op(Op.NONE);
    else if (obj instanceof PyFloat && !obj.cls.isHeap) this.float(obj.v);
    else if (!this.get(obj)) return this.container(obj);
    else return this.travel === null || !taskMakers.demanded(this, obj);
    return true;
  }

  /** Saves a tuple that has just been made, and that nothing else refers to. */
  saveTransient(tuple: PyTuple, use: TupleUse): boolean {
    if (this.persistentId !== null) return this.save(tuple);
    const blocked = this.out.boundary();
    return this.begin(taskMakers.tuple(this, tuple, use)) && !blocked;
  }

  private container(obj: Value & object): boolean {
    if (obj.cls.isHeap) return this.begin(taskMakers.object(this, obj));
    if (obj instanceof PyTuple && obj.constructor === PyTuple) return this.begin(taskMakers.tuple(this, obj));
    if (obj instanceof PyList) return this.begin(taskMakers.list(this, obj));
    if (obj instanceof PyDict && obj.cls === dictType) {
      return this.begin(taskMakers.namespace(this, obj) ?? taskMakers.dict(this, obj));
    }
    if (obj instanceof PyStr && obj.cls === strType) {
      this.text(obj.text, obj);
      return true;
    }
    if (obj instanceof PyBytes) return this.bytes(obj);
    if (obj instanceof PySet || obj instanceof PyFrozenSet) return this.begin(taskMakers.set(this, obj));
    if (obj instanceof PyByteArray) return this.byteArray(obj);
    if (obj instanceof PickleBuffer) return this.begin(taskMakers.pickleBuffer(obj));
    return this.begin(taskMakers.object(this, obj));
  }

  private begin(task: Task | null): boolean {
    if (task === null) return true;
    this.push(task);
    return false;
  }

  // --- The memo -----------------------------------------------------------------------------------------------------

  /** If the object is in the memo: writes the reference, and true. */
  get(obj: unknown): boolean {
    const n = this.memo.get(obj);
    if (n === undefined) return false;
    if (this.proto === 0) this.out.ascii(`g${n}\n`);
    else if (n < 256) this.out.op1(Op.BINGET, n);
    else this.out.op4(Op.LONG_BINGET, n);
    return true;
  }

  memoize(obj: unknown): void {
    if (this.pickler.fast !== 0) return;
    this.memo.set(obj, this.pickler.memoized);
    this.memoizeTransient();
  }

  /** As `memoize`, for what nothing else refers to: it has a number but no place in the memo. */
  memoizeTransient(): void {
    if (this.pickler.fast !== 0) return;
    const n = this.pickler.memoized++;
    if (this.proto >= 4) this.out.op(Op.MEMOIZE);
    else if (this.proto === 0) this.out.ascii(`p${n}\n`);
    else if (n < 256) this.out.op1(Op.BINPUT, n);
    else this.out.op4(Op.LONG_BINPUT, n);
  }

  /** Fast mode: a container is begun; ValueError when it is being saved already. */
  enterFast(obj: Value): void {
    if (this.pickler.fast === 0 || ++this.fastNesting < FAST_NESTING_LIMIT) return;
    if (this.fastSeen.has(obj)) {
      const at = (identityId(obj as never) ?? identityOf(obj as never)).toString(16);
      throw newException(
        valueErrorType,
        `fast mode: can't pickle cyclic objects including object type ${typeOf(obj).name} at 0x${at}`,
      );
    }
    this.fastSeen.add(obj);
  }
  leaveFast(obj: Value): void {
    if (this.pickler.fast !== 0 && this.fastNesting-- >= FAST_NESTING_LIMIT) this.fastSeen.delete(obj);
  }

  // --- Plain values -------------------------------------------------------------------------------------------------

  private bool(value: boolean): void {
    if (this.proto >= 2) this.out.op(value ? Op.NEWTRUE : Op.NEWFALSE);
    else this.out.ascii(value ? 'I01\n' : 'I00\n');
  }

  private int(n: number | bigint): void {
    const { out } = this;
    if (typeof n === 'number' && n >= -0x80000000 && n <= 0x7fffffff) {
      if (this.proto === 0) out.ascii(`I${n}\n`);
      else if (n >= 0 && n <= 0xff) out.op1(Op.BININT1, n);
      else if (n >= 0 && n <= 0xffff) out.op2(Op.BININT2, n);
      else out.op4(Op.BININT, n);
    } else if (this.proto >= 2) {
      const bytes = encodeLong(n);
      if (bytes.length < 256) out.op1(Op.LONG1, bytes.length);
      else out.op4(Op.LONG4, bytes.length);
      out.bytes(bytes);
    } else out.ascii(`L${n}L\n`);
  }

  private float(v: number): void {
    if (this.proto > 0) this.out.double(Op.BINFLOAT, v);
    else this.out.ascii(`F${floatRepr(v)}\n`);
  }

  private text(text: Text, obj: Value): void {
    const { out } = this;
    if (this.proto === 0) {
      out.op(Op.UNICODE);
      out.bytes(escapeText(text));
      out.op(10);
    } else if (!(typeof text === 'string' && this.proto >= 4 && out.shortText(text))) {
      const data = encodeText(text);
      const n = data.length;
      if (n <= 0xff && this.proto >= 4) out.op1(Op.SHORT_BINUNICODE, n);
      if (n <= 0xff && this.proto >= 4) out.bytes(data);
      else out.large((w) => (n > 0xffffffff ? w.op8(Op.BINUNICODE8, n) : w.op4(Op.BINUNICODE, n)), data);
    }
    this.memoize(obj);
  }

  private bytes(obj: PyBytes): boolean {
    if (this.proto < 3) return this.begin(taskMakers.reducedBy('reduce_bytes', obj));
    this.bytesData(obj.data);
    this.memoize(obj);
    return true;
  }

  /** Bytes, without a place in the memo. */
  bytesData(data: Uint8Array): void {
    const n = data.length;
    const { out } = this;
    if (n <= 0xff) {
      out.op1(Op.SHORT_BINBYTES, n);
      out.bytes(data);
    } else out.large((w) => (n > 0xffffffff ? w.op8(Op.BINBYTES8, n) : w.op4(Op.BINBYTES, n)), data);
  }

  private byteArray(obj: PyByteArray): boolean {
    if (this.proto < 5) return this.begin(taskMakers.reducedBy('reduce_bytearray', obj));
    this.byteArrayData(obj.data.slice());
    this.memoize(obj);
    return true;
  }
  byteArrayData(data: Uint8Array): void {
    this.out.large((w) => w.op8(Op.BYTEARRAY8, data.length), data);
  }
}

/** The outermost task: the object itself. */
class Whole extends Task {
  private readonly obj: Value;
  private begun = false;
  constructor(obj: Value) {
    super();
    this.obj = obj;
  }
  step(op: PickleOperation): Progress {
    if (this.begun) return DONE;
    this.begun = true;
    return op.save(this.obj) ? DONE : undefined;
  }
}

/** "when serializing X object" and the like. */
export function noteOn(obj: Value, what: string): string {
  return `when serializing ${classText(typeOf(obj))} ${what}`;
}
