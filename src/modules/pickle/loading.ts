// Unpickling: a machine of its own, with a stack, marks and a memo, that executes opcodes.
//
// An opcode first gets its arguments from the bytes at hand, then changes the stack. When the bytes do not suffice, the file is asked
// for those that are missing (never for more, as another pickle may follow), and the opcode begins anew. Whatever calls Python code
// (functions, `find_class`, `__setstate__`, the file) may suspend: the operation is the frame, and `mode` says what the value
// that arrives is for. The class is long because there are so many opcodes; each is short.
import { ABRUPT, STOP, type Stop } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { newBytes, reserve } from '../../machine/memory.ts';
import { bufferBytes } from '../../objects/buffer.ts';
import { PyByteArray } from '../../objects/bytearray.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import {
  eofErrorType,
  hostError,
  newException,
  overflowErrorType,
  typeError,
  valueErrorType,
} from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { normalize } from '../../objects/int.ts';
import { listType, PyList } from '../../objects/list.ts';
import { None } from '../../objects/none.ts';
import type { IterResult, Result, Value } from '../../objects/object.ts';
import { PyFrozenSet, PySet } from '../../objects/set.ts';
import { addToSet } from '../../objects/set-operations.ts';
import { fromHost, textOf } from '../../objects/str.ts';
import { TextBuilder } from '../../objects/text/text.ts';
import { emptyTuple, PyTuple } from '../../objects/tuple.ts';
import { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { call0, call1, call2, callN } from '../../operators/call.ts';
import { unpicklingError } from './errors.ts';
import { buildObject, findClass, newObject } from './loading-objects.ts';
import { HIGHEST_PROTOCOL, Op } from './opcodes.ts';
import { beginUse, type Unpickler } from './pickler.ts';
import { decodeLong } from './writer.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Text up to this length is decoded here if it is ASCII. */
const SHORT_TEXT = 64;
const MAX_SIZE = 2 ** 63;
const MAX_SIZE_TEXT = '9223372036854775807';

/** What the value that a call gives is for. */
const Mode = {
  DATA: 0,
  LINE: 1,
  PUSH: 2,
  DROP: 3,
  SET_ITEMS: 4,
  ADD_ITEMS: 5,
  BUFFER: 6,
} as const;

/** What an opcode gives: undefined when it is done; ABRUPT; MORE when bytes are missing; END after STOP. */
const MORE: unique symbol = Symbol('MORE');
const END: unique symbol = Symbol('END');
type Outcome = typeof ABRUPT | typeof MORE | typeof END | undefined;

const WHOLE_LINE = -1;
const EMPTY = new Uint8Array(0);
/** Bytes that an opcode makes, if it is not known better. */
const OBJECT = 200;

export class LoadOperation extends NativeFrame {
  private readonly unpickler: Unpickler;
  private data: Uint8Array;
  private pos = 0;
  /** Where the present opcode begins. */
  private opStart = 0;
  /** How many bytes are missing, or WHOLE_LINE. */
  private missing = 0;
  protected stack: Value[] = [];
  /** Heights of the stack at which there is a MARK. */
  private marks: number[] = [];
  /** The innermost of them, or 0: nothing below may be touched. */
  private fence = 0;
  private mode: number = Mode.PUSH;
  /** Items being put into the dict or set on top of the stack, and the next of them. */
  private items: Value[] = [];
  private item = 0;
  private result: Value = None;
  /** `find_class` and `persistent_load` where a class or program has its own; null: the plain ones. */
  private readonly findClass: Value | null;
  private readonly persistentLoad: Value | null;

  constructor(
    unpickler: Unpickler,
    data: Uint8Array | null,
    persistentLoad: Value | null,
    find: Value | null,
  ) {
    super();
    beginUse(unpickler);
    this.unpickler = unpickler;
    this.data = data ?? unpickler.rest ?? EMPTY;
    this.persistentLoad = persistentLoad;
    this.findClass = find;
    unpickler.rest = null;
    unpickler.proto = 0;
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

  /** The result of a call that is to be pushed (or with DROP, forgotten). */
  private finish(result: Result, mode: number = Mode.PUSH): Outcome {
    if (result === ABRUPT) {
      this.mode = mode;
      return ABRUPT;
    }
    if (mode === Mode.PUSH) this.stack.push(result);
    return undefined;
  }

  // --- Bytes ---------------------------------------------------------------------------------------------------------

  /** Where `n` bytes begin, which are then behind; -1: they are not all there. */
  private take(n: number): number {
    const { pos } = this;
    if (pos + n <= this.data.length) {
      this.pos = pos + n;
      return pos;
    }
    if (this.unpickler.read === null) throw truncated();
    this.missing = pos + n - this.data.length;
    return -1;
  }

  /** A line without its end; undefined: it is not all there. Throws when it is empty and must not be. */
  private line(least = 1): Uint8Array | undefined {
    const end = this.data.indexOf(10, this.pos);
    if (end < 0) {
      if (this.unpickler.read === null) throw truncated();
      this.missing = WHOLE_LINE;
      return undefined;
    }
    const line = this.data.subarray(this.pos, end);
    if (line.length < least) throw truncated();
    this.pos = end + 1;
    return line;
  }

  /** Asks the file for what is missing. */
  private refill(): Outcome {
    const { read, readline } = this.unpickler;
    this.mode = this.missing === WHOLE_LINE ? Mode.LINE : Mode.DATA;
    const result = this.missing === WHOLE_LINE ? call0(readline!) : call1(read!, this.missing);
    return result === ABRUPT ? ABRUPT : this.arrived(result);
  }

  private arrived(value: Value): Outcome {
    const bytes = bufferBytes(value);
    if (bytes === undefined)
      return typeError(`a bytes-like object is required, not '${typeOf(value).name}'`) as Outcome;
    const begun = this.data.subarray(this.opStart);
    if (bytes.length === 0 && begun.length === 0) throw newException(eofErrorType, 'Ran out of input');
    if (this.mode === Mode.LINE ? bytes[bytes.length - 1] !== 10 : bytes.length < this.missing)
      throw truncated();
    const data = newBytes(begun.length + bytes.length);
    data.set(begun);
    data.set(bytes, begun.length);
    this.data = data;
    this.pos = this.opStart = 0;
    return undefined;
  }

  /** An unsigned little-endian number of `width` bytes; -1: they are not all there. */
  private unsigned(width: number): number {
    const at = this.take(width);
    if (at < 0) return -1;
    let n = 0;
    for (let i = width - 1; i >= 0; i--) n = n * 256 + this.data[at + i]!;
    return n;
  }
  private signed4(at: number): number {
    const { data } = this;
    return data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
  }

  // --- The stack -----------------------------------------------------------------------------------------------------

  private underflow(): Error {
    return unpicklingError(
      this.marks.length > 0 ? 'unexpected MARK found' : 'unpickling stack underflow',
    ) as unknown as Error;
  }
  private need(count: number): void {
    if (this.stack.length - count < this.fence) throw this.underflow();
  }
  protected popValue(): Value {
    if (this.stack.length <= this.fence) throw this.underflow();
    return this.stack.pop()!;
  }
  private top(): Value {
    if (this.stack.length <= this.fence) throw this.underflow();
    return this.stack[this.stack.length - 1]!;
  }
  private mark(): void {
    this.fence = this.stack.length;
    this.marks.push(this.fence);
  }
  private popMark(): number {
    const mark = this.marks.pop();
    if (mark === undefined) throw unpicklingError('could not find MARK');
    this.fence = this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1]!;
    return mark;
  }
  /** What stands above the innermost MARK, taken off the stack. */
  private markedItems(): Value[] {
    const start = this.popMark();
    return this.stack.splice(start, this.stack.length - start);
  }
  private tuple(count: number): void {
    this.need(count);
    this.stack.push(new PyTuple(this.stack.splice(this.stack.length - count, count)));
  }

  private remember(n: number): void {
    this.unpickler.memo.set(n, this.top());
  }
  private recall(n: number): undefined {
    const value = this.unpickler.memo.get(n);
    if (value === undefined) throw unpicklingError(`Memo value not found at index ${n}`);
    this.stack.push(value);
    return undefined;
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
        return this.finish(buildObject(this.top(), state), Mode.DROP);
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

  // --- Text, bytes, numbers ------------------------------------------------------------------------------------------

  /** A length of `width` bytes and where its data begin; undefined: they are not all there. */
  private counted(width: number, name: string): [start: number, size: number] | undefined {
    const size = this.unsigned(width);
    if (size < 0) return undefined;
    if (size >= MAX_SIZE && this.data[this.pos - 1]! > 0x7f)
      throw newException(
        overflowErrorType,
        `${name} exceeds system's maximum size of ${MAX_SIZE_TEXT} bytes`,
      );
    const start = this.take(size);
    return start < 0 ? undefined : [start, size];
  }

  private text(width: number): Outcome {
    const place = this.counted(width, 'BINUNICODE');
    if (place === undefined) return MORE;
    const [start, size] = place;
    const { data } = this;
    if (size <= SHORT_TEXT) {
      let s = '';
      let i = start;
      for (; i < start + size && data[i]! < 0x80; i++) s += String.fromCharCode(data[i]!);
      if (i === start + size) {
        this.stack.push(s);
        return undefined;
      }
    }
    const bytes = data.subarray(start, start + size);
    try {
      this.stack.push(fromHost(decoder.decode(bytes)));
      return undefined;
    } catch {
      return this.finish(frozenFunction('pickling', 'utf8').call1(new PyBytes(bytes.slice())));
    }
  }

  private bytes(width: number): Outcome {
    const place = this.counted(width, 'BINBYTES');
    if (place === undefined) return MORE;
    this.stack.push(new PyBytes(this.data.slice(place[0], place[0] + place[1])));
    return undefined;
  }

  private byteArray(): Outcome {
    const place = this.counted(8, 'BYTEARRAY8');
    if (place === undefined) return MORE;
    const array = new PyByteArray();
    array.data = this.data.slice(place[0], place[0] + place[1]);
    this.stack.push(array);
    return undefined;
  }

  private long(width: number): Outcome {
    const at = this.take(width);
    if (at < 0) return MORE;
    const size = width === 1 ? this.data[at]! : this.signed4(at);
    if (size < 0) throw unpicklingError('LONG pickle has negative byte count');
    const start = this.take(size);
    if (start < 0) return MORE;
    this.stack.push(normalize(decodeLong(this.data.subarray(start, start + size))));
    return undefined;
  }

  private numberLine(code: number): Outcome {
    const line = this.line();
    if (line === undefined) return MORE;
    let text = latin1(line);
    if (code === Op.FLOAT) return this.finish(frozenFunction('pickling', 'parse_float').call1(text));
    if (code === Op.INT && (text === '00' || text === '01')) {
      this.stack.push(text === '01');
      return undefined;
    }
    if (code === Op.LONG && text.endsWith('L')) text = text.slice(0, -1);
    if (/^-?(0|[1-9]\d{0,14})$/.test(text)) {
      this.stack.push(Number(text) + 0);
      return undefined;
    }
    return this.finish(frozenFunction('pickling', code === Op.INT ? 'parse_int' : 'parse_long').call1(text));
  }

  private string(): Outcome {
    const line = this.line(0);
    if (line === undefined) return MORE;
    const quote = line[0];
    if (line.length < 2 || quote !== line[line.length - 1] || (quote !== 0x27 && quote !== 0x22))
      throw unpicklingError('the STRING opcode argument must be quoted');
    return this.decode('unescape', line.slice(1, -1));
  }

  private countedString(width: number): Outcome {
    const at = this.take(width);
    if (at < 0) return MORE;
    const size = width === 1 ? this.data[at]! : this.signed4(at);
    if (size < 0) throw unpicklingError('BINSTRING pickle has negative byte count');
    const start = this.take(size);
    return start < 0 ? MORE : this.decode('decode', this.data.slice(start, start + size));
  }

  /** A str of Python 2: by the encoding that the unpickler was given. */
  private decode(name: string, data: Uint8Array): Outcome {
    const { encoding, errors } = this.unpickler;
    return this.finish(frozenFunction('pickling', name).call3(new PyBytes(data), encoding, errors));
  }

  private memoLine(code: number): Outcome {
    const line = this.line();
    if (line === undefined) return MORE;
    const text = latin1(line);
    if (code === Op.PUT) this.top();
    if (!/^\s*[+-]?\d+\s*$/.test(text))
      throw newException(
        valueErrorType,
        `invalid literal for int() with base 10: ${JSON.stringify(text + '\n').replaceAll('"', "'")}`,
      );
    const n = Number(text);
    if (code === Op.GET) return this.recall(n);
    if (n < 0) throw newException(valueErrorType, 'negative PUT argument');
    if (n >= MAX_SIZE) throw newException(overflowErrorType, 'Python int too large to convert to C ssize_t');
    this.remember(n);
    return undefined;
  }

  private frame(): Outcome {
    const size = this.unsigned(8);
    if (size < 0) return MORE;
    if (size >= MAX_SIZE && this.data[this.pos - 1]! > 0x7f)
      throw newException(
        overflowErrorType,
        `FRAME length exceeds system's maximum of ${MAX_SIZE_TEXT} bytes`,
      );
    const start = this.take(size);
    if (start < 0) return MORE;
    this.pos = start;
    return undefined;
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
    return this.finish(items.length === 1 ? call1(callable, items[0]!) : callN(callable, items.slice()));
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

export const NO_PERSISTENT_LOAD =
  'A load persistent id instruction was encountered, but no persistent_load function was specified.';

function truncated(): Error {
  return unpicklingError('pickle data was truncated') as unknown as Error;
}

function invalidKey(code: number): Error {
  const shown =
    code >= 0x20 && code <= 0x7e && code !== 0x27 && code !== 0x5c
      ? String.fromCharCode(code)
      : `\\x${code.toString(16).padStart(2, '0')}`;
  return unpicklingError(`invalid load key, '${shown}'.`) as unknown as Error;
}

function isAscii(data: Uint8Array): boolean {
  return data.every((c) => c < 0x80);
}

function latin1(data: Uint8Array): string {
  const s = new TextBuilder();
  for (const c of data) s.add(String.fromCharCode(c));
  return s.text();
}
