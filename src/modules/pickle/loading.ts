// Unpickling: a machine of its own, with a stack, marks and a memo, that executes opcodes.
//
// An opcode first gets its arguments from the bytes at hand, then changes the stack. When the bytes do not suffice, the file is asked
// for those that are missing (never for more, as another pickle may follow), and the opcode begins anew. Whatever calls Python code
// (functions, `find_class`, `__setstate__`, the file) may suspend: the operation is the frame, and `mode` says what the value
// that arrives is for. The bytes are in loading-input.ts, the stack and plain values in loading-values.ts.
import { ABRUPT, STOP, type Stop } from '../../machine/abrupt.ts';
import { suspend } from '../../machine/frame.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { reserve } from '../../machine/memory.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import { eofErrorType, hostError, newException, valueErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { listType, PyList } from '../../objects/list.ts';
import { None } from '../../objects/none.ts';
import type { IterResult, Result, Value } from '../../objects/object.ts';
import { PyFrozenSet, PySet } from '../../objects/set.ts';
import { addToSet } from '../../objects/set-operations.ts';
import { textOf } from '../../objects/str.ts';
import { emptyTuple, PyTuple } from '../../objects/tuple.ts';
import { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { call0, call1, call2, callN } from '../../operators/call.ts';
import { type State, stateType } from '../../stackless/pickling/state.ts';
import { unpicklingError } from './errors.ts';
import { buildObject, findClass, newObject } from './loading-objects.ts';
import { HIGHEST_PROTOCOL, Op } from './opcodes.ts';
import { type Unpickler } from './pickler.ts';
import { EMPTY, END, isAscii, latin1, Mode, MORE, type Outcome } from './loading-input.ts';
import { PlainLoading } from './loading-values.ts';

/** Bytes that an opcode makes, if it is not known better. */
const OBJECT = 200;

export class LoadOperation extends PlainLoading {
  /** Items being put into the dict or set on top of the stack, and the next of them. */
  private items: Value[] = [];
  private item = 0;
  private result: Value = None;
  /** States (stackless/pickling/state.ts) that have been made: those are left that have not been filled. */
  private readonly made: State[] = [];
  /** `find_class` and `persistent_load` where a class or program has its own; null: the plain ones. */
  private readonly findClass: Value | null;
  private readonly persistentLoad: Value | null;

  constructor(
    unpickler: Unpickler,
    data: Uint8Array | null,
    persistentLoad: Value | null,
    find: Value | null,
  ) {
    super(unpickler, data);
    this.persistentLoad = persistentLoad;
    this.findClass = find;
  }

  run(): Result {
    for (;;) {
      let outcome: Outcome;
      try {
        outcome = this.execute();
        if (outcome === MORE) outcome = this.refill();
      } catch (error) {
        outcome = hostError(error);
      }
      if (outcome === ABRUPT) return suspend(this) as Result;
      if (outcome === END) {
        this.unpickler.running = false;
        if (this.unpickler.read !== null && this.pos < this.data.length)
          this.unpickler.rest = this.data.slice(this.pos);
        return this.result;
      }
    }
  }

  override raised(): IterResult {
    this.unpickler.running = false;
    return ABRUPT;
  }

  returned(value: Value | Stop): IterResult {
    let outcome: Outcome;
    try {
      outcome = this.received(value);
    } catch (error) {
      outcome = hostError(error);
    }
    return outcome === ABRUPT ? suspend(this) : this.run();
  }

  private received(value: Value | Stop): Outcome {
    switch (this.mode) {
      case Mode.DATA:
      case Mode.LINE:
        return this.arrived(value as Value);
      case Mode.PUSH:
        this.stack.push(value as Value);
        return undefined;
      case Mode.SET_ITEMS:
        return this.setItems();
      case Mode.ADD_ITEMS:
        return this.addItems();
      case Mode.BUFFER:
        if (value === STOP) throw unpicklingError('not enough out-of-band buffers');
        this.stack.push(value);
        return undefined;
      default:
        return undefined;
    }
  }

  // --- Opcodes -------------------------------------------------------------------------------------------------------

  /** Executes opcodes until one needs something else to happen. */
  private execute(): Outcome {
    for (;;) {
      reserve(OBJECT);
      this.opStart = this.pos;
      if (this.pos >= this.data.length) {
        if (this.unpickler.read === null) throw newException(eofErrorType, 'Ran out of input');
        this.missing = 1;
        return MORE;
      }
      const outcome = this.opcode(this.data[this.pos++]!);
      if (outcome !== undefined) return outcome;
    }
  }

  private opcode(code: number): Outcome {
    const { stack } = this;
    switch (code) {
      case Op.MEMOIZE:
        this.remember(this.unpickler.memo.size);
        return undefined;
      case Op.SHORT_BINUNICODE:
        return this.text(1);
      case Op.BINGET:
      case Op.LONG_BINGET: {
        const n = this.unsigned(code === Op.BINGET ? 1 : 4);
        return n < 0 ? MORE : this.recall(n);
      }
      case Op.NONE:
        stack.push(None);
        return undefined;
      case Op.NEWTRUE:
      case Op.NEWFALSE:
        stack.push(code === Op.NEWTRUE);
        return undefined;
      case Op.BININT1:
      case Op.BININT2: {
        const n = this.unsigned(code === Op.BININT1 ? 1 : 2);
        if (n < 0) return MORE;
        stack.push(n);
        return undefined;
      }
      case Op.BININT: {
        const at = this.take(4);
        if (at < 0) return MORE;
        stack.push(this.signed4(at));
        return undefined;
      }
      case Op.BINFLOAT: {
        const at = this.take(8);
        if (at < 0) return MORE;
        stack.push(new PyFloat(new DataView(this.data.buffer, this.data.byteOffset + at, 8).getFloat64(0)));
        return undefined;
      }
      case Op.MARK:
        this.mark();
        return undefined;
      case Op.EMPTY_TUPLE:
        stack.push(emptyTuple);
        return undefined;
      case Op.TUPLE1:
      case Op.TUPLE2:
      case Op.TUPLE3:
        this.tuple(code - Op.TUPLE1 + 1);
        return undefined;
      case Op.TUPLE:
        stack.push(new PyTuple(this.markedItems()));
        return undefined;
      case Op.EMPTY_LIST:
        stack.push(new PyList([]));
        return undefined;
      case Op.LIST:
        stack.push(new PyList(this.markedItems()));
        return undefined;
      case Op.EMPTY_DICT:
        stack.push(new PyDict());
        return undefined;
      case Op.DICT:
        return this.dict();
      case Op.EMPTY_SET:
        stack.push(new PySet());
        return undefined;
      case Op.FROZENSET:
        return this.frozenSet();
      case Op.APPEND:
        this.need(2);
        return this.append([stack.pop()!]);
      case Op.APPENDS: {
        const items = this.markedItems();
        this.top();
        return items.length === 0 ? undefined : this.append(items);
      }
      case Op.SETITEM:
        this.need(3);
        return this.store(stack.splice(stack.length - 2, 2));
      case Op.SETITEMS: {
        const items = this.markedItems();
        this.top();
        return items.length === 0 ? undefined : this.store(items);
      }
      case Op.ADDITEMS:
        return this.add();
      case Op.REDUCE: {
        const args = this.popValue();
        return this.reduce(this.popValue(), args);
      }
      case Op.BUILD: {
        this.need(2);
        const state = stack.pop()!;
        const target = this.top();
        if (isState(target) && this.made.at(-1) === target) this.made.pop();
        return this.finish(buildObject(target, state), Mode.DROP);
      }
      case Op.NEWOBJ:
      case Op.NEWOBJ_EX:
        return this.newObject(code === Op.NEWOBJ_EX);
      case Op.STACK_GLOBAL: {
        const name = this.popValue();
        const module = this.popValue();
        if (textOf(name) === undefined || textOf(module) === undefined)
          throw unpicklingError('STACK_GLOBAL requires str');
        return this.global(module, name);
      }
      case Op.PROTO: {
        const proto = this.unsigned(1);
        if (proto < 0) return MORE;
        if (proto > HIGHEST_PROTOCOL)
          throw newException(valueErrorType, `unsupported pickle protocol: ${proto}`);
        this.unpickler.proto = proto;
        return undefined;
      }
      case Op.FRAME:
        return this.frame();
      case Op.STOP:
        this.result = this.popValue();
        if (this.made.some((state) => state.used && !state.filled))
          throw unpicklingError('an object of the implementation has no state');
        return END;
      case Op.BINUNICODE:
        return this.text(4);
      case Op.BINUNICODE8:
        return this.text(8);
      case Op.SHORT_BINBYTES:
        return this.bytes(1);
      case Op.BINBYTES:
        return this.bytes(4);
      case Op.BINBYTES8:
        return this.bytes(8);
      case Op.BYTEARRAY8:
        return this.byteArray();
      case Op.BINPUT:
      case Op.LONG_BINPUT: {
        const n = this.unsigned(code === Op.BINPUT ? 1 : 4);
        if (n < 0) return MORE;
        this.remember(n);
        return undefined;
      }
      case Op.LONG1:
      case Op.LONG4:
        return this.long(code === Op.LONG1 ? 1 : 4);
      default:
        return this.rareOpcode(code);
    }
  }

  private rareOpcode(code: number): Outcome {
    switch (code) {
      case Op.POP:
        if (this.marks.length > 0 && this.fence === this.stack.length) this.popMark();
        else this.popValue();
        return undefined;
      case Op.POP_MARK:
        this.markedItems();
        return undefined;
      case Op.DUP:
        this.stack.push(this.top());
        return undefined;
      case Op.INT:
      case Op.LONG:
      case Op.FLOAT:
        return this.numberLine(code);
      case Op.STRING:
        return this.string();
      case Op.BINSTRING:
        return this.countedString(4);
      case Op.SHORT_BINSTRING:
        return this.countedString(1);
      case Op.UNICODE: {
        const line = this.line(0);
        if (line === undefined) return MORE;
        return this.finish(frozenFunction('pickling', 'raw_unicode').call1(new PyBytes(line.slice())));
      }
      case Op.GET:
      case Op.PUT:
        return this.memoLine(code);
      case Op.GLOBAL: {
        const module = this.line();
        const name = module === undefined ? undefined : this.line();
        return name === undefined ? MORE : this.globalLines(module!, name);
      }
      case Op.INST:
        return this.inst();
      case Op.OBJ: {
        const [cls, ...args] = this.markedItems();
        if (cls === undefined) throw this.underflow();
        return this.finish(frozenFunction('pickling', 'instantiate').call2(cls, new PyTuple(args)));
      }
      case Op.PERSID: {
        const line = this.persistentLoad === null ? EMPTY : this.line(0);
        return line === undefined ? MORE : this.persistent(line);
      }
      case Op.BINPERSID:
        return this.persistent(null);
      case Op.EXT1:
        return this.extension(1);
      case Op.EXT2:
        return this.extension(2);
      case Op.EXT4:
        return this.extension(4);
      case Op.NEXT_BUFFER:
        return this.nextBuffer();
      case Op.READONLY_BUFFER: {
        const buffer = this.top();
        this.stack.pop();
        return this.finish(frozenFunction('pickling', 'read_only').call1(buffer));
      }
      default:
        throw invalidKey(code);
    }
  }

  // --- Containers ----------------------------------------------------------------------------------------------------

  private append(items: Value[]): Outcome {
    const target = this.top();
    if (target instanceof PyList && target.cls === listType) {
      for (const item of items) target.items.push(item);
      return undefined;
    }
    return this.finish(
      frozenFunction('pickling', 'append_items').call2(target, new PyList(items)),
      Mode.DROP,
    );
  }

  private dict(): Outcome {
    const items = this.markedItems();
    if (items.length % 2 !== 0) throw unpicklingError('odd number of items for DICT');
    this.stack.push(new PyDict());
    return this.store(items);
  }

  private store(items: Value[]): Outcome {
    if (items.length % 2 !== 0) throw unpicklingError('odd number of items for SETITEMS');
    const target = this.top();
    if (!(target instanceof PyDict && target.cls === dictType))
      return this.finish(frozenFunction('pickling', 'set_items').call2(target, new PyList(items)), Mode.DROP);
    this.items = items;
    this.item = 0;
    return this.setItems();
  }

  private setItems(): Outcome {
    const { items } = this;
    const dict = this.stack[this.stack.length - 1] as PyDict;
    while (this.item < items.length) {
      const i = this.item;
      this.item += 2;
      const key = items[i]!;
      if (typeof key === 'string') dict.setStr(key, items[i + 1]!);
      else if (dict.set(key, items[i + 1]!) === ABRUPT) {
        this.mode = Mode.SET_ITEMS;
        return ABRUPT;
      }
    }
    this.items = [];
    return undefined;
  }

  private frozenSet(): Outcome {
    this.items = this.markedItems();
    this.item = 0;
    this.stack.push(new PyFrozenSet());
    return this.addItems();
  }

  private add(): Outcome {
    const items = this.markedItems();
    const target = this.top();
    if (!(target instanceof PySet))
      return items.length === 0
        ? undefined
        : this.finish(frozenFunction('pickling', 'add_items').call2(target, new PyList(items)), Mode.DROP);
    this.items = items;
    this.item = 0;
    return this.addItems();
  }

  private addItems(): Outcome {
    const { items } = this;
    const set = this.stack[this.stack.length - 1] as PySet | PyFrozenSet;
    while (this.item < items.length) {
      if (addToSet(set, items[this.item++]!) === ABRUPT) {
        this.mode = Mode.ADD_ITEMS;
        return ABRUPT;
      }
    }
    this.items = [];
    return undefined;
  }

  // --- Objects -------------------------------------------------------------------------------------------------------

  private reduce(callable: Value, args: Value): Outcome {
    if (!(args instanceof PyTuple) || args.cls.isHeap)
      return this.finish(frozenFunction('pickling', 'call').call2(callable, args));
    const { items } = args;
    if (items.length === 0) return this.finish(call0(callable));
    const made = items.length === 1 ? call1(callable, items[0]!) : callN(callable, items.slice());
    if (made !== ABRUPT && isState(made)) this.made.push(made);
    return this.finish(made);
  }

  private newObject(withKeywords: boolean): Outcome {
    const opcode = withKeywords ? 'NEWOBJ_EX' : 'NEWOBJ';
    const keywords = withKeywords ? this.popValue() : null;
    const args = this.popValue();
    const cls = this.popValue();
    if (!(cls instanceof PyType))
      throw unpicklingError(`${opcode} class argument must be a type, not ${typeOf(cls).name}`);
    if (cls.lookup('__new__') === undefined)
      throw unpicklingError(`${opcode} class argument '${cls.name}' doesn't have __new__`);
    if (!(args instanceof PyTuple))
      throw unpicklingError(`${opcode} args argument must be a tuple, not ${typeOf(args).name}`);
    if (keywords !== null && !(keywords instanceof PyDict))
      throw unpicklingError(`${opcode} kwargs argument must be a dict, not ${typeOf(keywords).name}`);
    return this.finish(newObject(cls, args, keywords));
  }

  private inst(): Outcome {
    if (this.marks.length === 0) throw unpicklingError('could not find MARK');
    const module = this.line();
    const name = module === undefined ? undefined : this.line();
    if (name === undefined) return MORE;
    const args = new PyTuple(this.markedItems());
    const { proto, fixImports } = this.unpickler;
    const find = this.findClass ?? None;
    return this.finish(
      frozenFunction('pickling', 'inst').callN([
        find,
        latin1(module!),
        latin1(name),
        proto < 3 && fixImports,
        args,
      ]),
    );
  }

  private global(module: Value, name: Value): Outcome {
    if (this.findClass !== null) return this.finish(call2(this.findClass, module, name));
    return this.finish(findClass(this.unpickler, module, name));
  }

  private globalLines(module: Uint8Array, name: Uint8Array): Outcome {
    if (isAscii(module) && isAscii(name)) return this.global(latin1(module), latin1(name));
    const { proto, fixImports } = this.unpickler;
    const find = this.findClass ?? None;
    const lines = [new PyBytes(module.slice()), new PyBytes(name.slice())];
    return this.finish(
      frozenFunction('pickling', 'find_in_bytes').callN([find, ...lines, proto < 3 && fixImports]),
    );
  }

  /** `line` is the id in protocol 0; else it is on the stack. */
  protected persistent(line: Uint8Array | null): Outcome {
    const id = line === null ? this.popValue() : latin1(line);
    if (this.persistentLoad === null) throw unpicklingError(NO_PERSISTENT_LOAD);
    if (line !== null && !isAscii(line))
      throw unpicklingError('persistent IDs in protocol 0 must be ASCII strings');
    return this.finish(call1(this.persistentLoad, id));
  }

  private extension(width: number): Outcome {
    const at = this.take(width);
    if (at < 0) return MORE;
    const code =
      width === 4 ? this.signed4(at) : this.data[at]! + (width === 2 ? this.data[at + 1]! * 256 : 0);
    if (code <= 0) throw unpicklingError('EXT specifies code <= 0');
    const find = this.findClass ?? getAttribute(this.unpickler, 'find_class');
    return this.finish(frozenFunction('pickling', 'find_extension').call2(code, find as Value));
  }

  private nextBuffer(): Outcome {
    const { buffers } = this.unpickler;
    if (buffers === null)
      throw unpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given');
    const next = buffers.next();
    if (next === ABRUPT) {
      this.mode = Mode.BUFFER;
      return ABRUPT;
    }
    if (next === STOP) throw unpicklingError('not enough out-of-band buffers');
    this.stack.push(next);
    return undefined;
  }
}

function isState(value: Value): value is State {
  return typeof value === 'object' && value.cls === stateType;
}

export const NO_PERSISTENT_LOAD =
  'A load persistent id instruction was encountered, but no persistent_load function was specified.';

function invalidKey(code: number): Error {
  const shown =
    code >= 0x20 && code <= 0x7e && code !== 0x27 && code !== 0x5c
      ? String.fromCharCode(code)
      : `\\x${code.toString(16).padStart(2, '0')}`;
  return unpicklingError(`invalid load key, '${shown}'.`) as unknown as Error;
}
