// What the iterators of itertools are built on: advancing in small steps, each of which may be suspended.
//
// A tool does its work in `turn()`; a step that calls other code and comes back ABRUPT leaves `this.wait(at, item)`, a frame that
// hands the value to `got(at, value, item)` when it is there. `turn` and `got` give AGAIN to begin another turn. A StopIteration
// that comes out of a function called meanwhile ends the iteration, as it does where CPython's C code meets it.
import { ABRUPT, type Abrupt, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, noItem } from '../machine/items.ts';
import { machine } from '../machine/machine.ts';
import { nextLater } from '../machine/nesting.ts';
import type { Size } from '../machine/numbers.ts';
import { None } from '../objects/none.ts';
import { reducers } from '../objects/object-methods.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import type { PyTuple } from '../objects/tuple.ts';
import { iter, stopFromException, tupleFrom } from '../operators/iterate.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { byState } from '../stackless/pickling/tables.ts';

/** A new instance of a class. */
export function make<T extends PyObject>(cls: PyType): T {
  return new cls.Ctor() as T;
}

/** The class of a tool. */
export function toolType(name: string, layout: abstract new () => PyObject): PyType {
  const type = builtinType(name, layout, { module: 'itertools' });
  defineIterator(type);
  reducers.set(type, byState('native'));
  return type;
}

/** What a turn gives that has produced nothing yet. */
export const AGAIN: unique symbol = Symbol('AGAIN');
export type Turn = IterResult | typeof AGAIN;

export abstract class Tool extends PyObject {
  /** Tries to produce an item. */
  abstract turn(): Turn;
  /** Goes on when the operation that step `at` waited for has given `value`. */
  abstract got(at: number, value: Value | Stop, item: Value): Turn;

  override next(): IterResult {
    if (++machine.nested > machine.mostNested) return nextLater(this);
    for (let count = 1; ; count++) {
      let r = this.turn();
      if (r === AGAIN && isLookDue(count)) r = noItem(this, r);
      if (r !== AGAIN) {
        machine.nested--;
        return r;
      }
    }
  }

  /** Called when an operation that a step waited for raised something other than StopIteration. */
  failed(): void {}

  /** To be returned when an operation gave ABRUPT. */
  protected wait(at: number, item: Value = None): IterResult {
    return suspend(new ToolFrame(this, at, item));
  }
}

class ToolFrame extends NativeFrame {
  private readonly tool: Tool;
  private readonly at: Size;
  private readonly item: Value;
  constructor(tool: Tool, at: number, item: Value) {
    super();
    this.tool = tool;
    this.at = at;
    this.item = item;
  }
  returned(value: Value | Stop): IterResult {
    const r = this.tool.got(this.at, value, this.item);
    return r === AGAIN ? this.tool.next() : r;
  }
  override raised(): IterResult {
    const r = stopFromException();
    if (r === ABRUPT) this.tool.failed();
    return r;
  }
}

/** An object that is made from the iterators, or the items, of its arguments. */
export interface Startable<T> {
  start(parts: T[]): Result;
}

/** Calls `iter()` on each source, then starts `target` with the iterators. */
export function startWithIterators(target: Startable<PyObject>, sources: Value[]): Result {
  return new StartFrame(target, sources).run();
}

class StartFrame extends NativeFrame {
  private readonly target: Startable<PyObject>;
  private readonly sources: Value[];
  private readonly parts: PyObject[] = [];
  constructor(target: Startable<PyObject>, sources: Value[]) {
    super();
    this.target = target;
    this.sources = sources;
  }
  run(): Result {
    const { parts, sources } = this;
    while (parts.length < sources.length) {
      const it: PyObject | Abrupt = iter(sources[parts.length]!);
      if (it === ABRUPT) return suspend(this) as Result;
      parts.push(it);
    }
    return this.target.start(parts);
  }
  returned(value: Value | Stop): IterResult {
    this.parts.push(value as PyObject);
    return this.run();
  }
}

/** Collects the items of each source, then starts `target` with them. */
export function startWithItems(target: Startable<Value[]>, sources: Value[]): Result {
  return new CollectFrame(target, sources).run();
}

class CollectFrame extends NativeFrame {
  private readonly target: Startable<Value[]>;
  private readonly sources: Value[];
  private readonly parts: Value[][] = [];
  constructor(target: Startable<Value[]>, sources: Value[]) {
    super();
    this.target = target;
    this.sources = sources;
  }
  run(): Result {
    const { parts, sources } = this;
    while (parts.length < sources.length) {
      const items = tupleFrom(sources[parts.length]!);
      if (items === ABRUPT) return suspend(this) as Result;
      parts.push((items as PyTuple).items);
    }
    return this.target.start(parts);
  }
  returned(value: Value | Stop): IterResult {
    this.parts.push((value as PyTuple).items);
    return this.run();
  }
}

/** Iterates over an array that nobody changes; never seen from Python. */
export class ArrayIterator extends PyObject {
  private readonly items: Value[];
  private at: Size = 0;
  constructor(items: Value[]) {
    super();
    this.items = items;
  }
  override next(): IterResult {
    return this.at < this.items.length ? this.items[this.at++]! : STOP;
  }
}
