// Natives that need the memory of an object whose `__buffer__` is written in Python (PEP 688).
//
// A native asks for memory by `exportBuffer` and the like, which cannot wait for Python code. Where that meets such an object it
// throws a request: a TypeError that stands for "not here". A native that may be given any bytes-like object is declared with
// `lending(...)` around its implementation; it catches the request, has `__buffer__` called, and begins the native anew with the
// view in the argument's place. When the native is through, the view is released. So a native asks before it does anything
// that must not be done twice. Natives that are too quick for a wrapper ask `isLender` and call `lendTo` themselves.
//
// An object inside of an argument (an item of what is joined) or one that the native keeps (the string of a match) cannot be
// replaced; of these a native finds the memory in `current`, as long as it does not wait.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { BufferInfo } from './buffer.ts';
import { lendsInPython, lentView } from './buffer-methods.ts';
import { hostError, newException, type PyBaseException, typeErrorType } from './exception.ts';
import { setLending } from './lender.ts';
import { type MemoryView, memoryview_release } from './memoryview.ts';
import type { Implementation, MethodTable } from './native.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';

/** The request that was thrown last. */
let request: { error: PyBaseException; value: PyObject; flags: number } | null = null;

/** The native that runs with memory which it was lent; null: none. */
let current: LendingCall | null = null;

function lends(value: Value): boolean {
  return lendsInPython(value) && current?.viewOf(value as PyObject) === undefined;
}

function ask(value: PyObject, flags: number): BufferInfo | undefined {
  if (!lendsInPython(value)) return undefined;
  const view = current?.viewOf(value);
  if (view !== undefined) return view.exportBuffer();
  const error = newException(typeErrorType, `a bytes-like object is required, not '${value.cls.name}'`);
  request = { error, value, flags };
  throw error;
}

/** An implementation that is lent the memory it asks for. With `keeps` it has to be given the object itself. */
export function lending(impl: Implementation, keeps = false): Implementation {
  const method = (...args: (Value | undefined)[]): Result => {
    try {
      return impl(...args);
    } catch (error) {
      if (request === null || request.error !== error) throw error;
      const { value, flags } = request;
      request = null;
      return new LendingCall(method, args, keeps, value).lend(flags);
    }
  };
  return method;
}

/** The functions of a table, each `lending`. */
export function lendingAll(table: MethodTable, keeps = false): MethodTable {
  const entries = Object.entries(table);
  return Object.fromEntries(
    entries.map(([name, [signature, impl, ...rest]]) => [name, [signature, lending(impl, keeps), ...rest]]),
  );
}

function lendTo(
  impl: Implementation,
  args: (Value | undefined)[],
  value: Value,
  flags: number,
  keeps: boolean,
): Result {
  return new LendingCall(impl, args, keeps, value as PyObject).lend(flags);
}

setLending({ lends, ask, call: (impl, args) => lending(impl)(...args), lendTo });

/** The call of a native with what one object lends. If it needs another's memory too, its next call is inside of this one. */
class LendingCall extends NativeFrame {
  // eslint-disable-next-line stackless/frame-fields -- has an address, by its name or as an implementation
  private readonly impl: Implementation;
  private readonly args: (Value | undefined)[];
  private readonly keeps: boolean;
  private readonly owner: PyObject;
  private view: MemoryView | null = null;
  private outer: LendingCall | null = null;
  private at: 'lending' | 'calling' | 'releasing' = 'lending';
  /** What the native gave, or raised. */
  private result: Value | null = null;
  private exc: PyBaseException | null = null;

  constructor(impl: Implementation, args: (Value | undefined)[], keeps: boolean, owner: PyObject) {
    super();
    this.impl = impl;
    this.args = args;
    this.keeps = keeps;
    this.owner = owner;
  }

  /** The view of what an object has lent. */
  viewOf(value: PyObject): MemoryView | undefined {
    return this.owner === value ? this.view! : this.outer?.viewOf(value);
  }

  lend(flags: number): Result {
    const view = lentView(this.owner, flags);
    return (view === ABRUPT ? suspend(this) : this.returned(view)) as Result;
  }

  returned(value: Value): IterResult {
    if (this.at === 'lending') return this.call(value as MemoryView);
    if (this.at === 'calling') this.result = value;
    return this.release();
  }

  private call(view: MemoryView): IterResult {
    this.at = 'calling';
    this.view = view;
    const args = this.keeps ? this.args : this.args.map((arg) => (arg === this.owner ? view : arg));
    this.outer = current;
    current = this;
    let result: Result;
    try {
      result = this.impl(...args);
    } catch (error) {
      result = hostError(error);
    } finally {
      current = this.outer;
      this.outer = null;
    }
    return result === ABRUPT ? suspend(this) : this.returned(result);
  }

  override raised(): IterResult {
    if (this.at === 'lending') return ABRUPT;
    this.exc = machine.exc;
    machine.exc = null;
    return this.release();
  }

  /** Gives back what was lent, and ends. */
  private release(): IterResult {
    if (this.at === 'calling') {
      this.at = 'releasing';
      if (memoryview_release(this.view!) === ABRUPT) return suspend(this);
    }
    if (this.exc === null) return this.result!;
    machine.exc = this.exc;
    return ABRUPT;
  }
}
