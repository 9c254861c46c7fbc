// Natives inside natives.
//
// A native has no frame and is not counted in `machine.depth`, so that it does not count for `sys.getrecursionlimit()`. But an
// iterator may be inside an iterator, a bound method inside a bound method, a hundred thousand times, without any Python
// function in between. So a native that advances or calls what may be one of its own kind counts itself in `machine.nested`:
//
//     if (++machine.nested > machine.mostNested) return nextLater(this);
//     const item = this.iterator.next();
//     machine.nested--;
//
// and when there are too many on the host's stack, it is lifted, and the operation begun again on an empty one, after a look around: an
// iterator that is inside itself ends in MemoryError, and Ctrl-C can end it. What JavaScript throws passes the last line by; a
// count that is too high for that only makes the next lift come sooner, and ends with it.
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { ABRUPT, type Abrupt } from './abrupt.ts';
import { lookAround } from './deep.ts';
import { lift, NativeFrame, suspend } from './frame.ts';
import { machine } from './machine.ts';

/** Calls `f`, with names as `callKw`; for a native that may itself be what another of its kind calls. */
export function callNested(f: PyObject, args: Value[], names: readonly string[] | null): Result {
  if (++machine.nested > machine.mostNested) return later(new PendingCall(f, args, names));
  const result = names === null ? f.callN(args) : f.callKw(args, names);
  machine.nested--;
  return result;
}

/** Begins an operation on an empty stack, after a look around. */
abstract class Beginning extends NativeFrame {
  private hasLooked = false;

  returned(): IterResult {
    if (!this.hasLooked) {
      this.hasLooked = true;
      if (lookAround() === ABRUPT) return suspend(this);
    }
    return this.begin();
  }
  protected abstract begin(): IterResult;
}

class PendingCall extends Beginning {
  private readonly callee: PyObject;
  private readonly args: Value[];
  private readonly names: readonly string[] | null;
  constructor(f: PyObject, args: Value[], names: readonly string[] | null) {
    super();
    this.callee = f;
    this.args = args;
    this.names = names;
  }
  protected begin(): IterResult {
    return this.names === null ? this.callee.callN(this.args) : this.callee.callKw(this.args, this.names);
  }
}

/** Lifts the stack, then goes on with `frame`: its `returned()` is called on an empty one. */
export function later(frame: NativeFrame): Abrupt {
  return lift((top) => {
    machine.nested = 0;
    frame.back = top;
    machine.top = frame;
    machine.value = true;
  });
}

/** Advances `iterator` on an empty stack. */
export function nextLater(iterator: PyObject): Abrupt {
  return later(new PendingNext(iterator));
}

/** Advances an iterator once it is resumed. */
export class PendingNext extends Beginning {
  private readonly iterator: PyObject;
  constructor(iterator: PyObject) {
    super();
    this.iterator = iterator;
  }
  protected begin(): IterResult {
    return this.iterator.next();
  }
}
