// What every native iterator has in common as a Python object: `__iter__`, `__next__`, and helpers for the methods that
// copying, pickling and `list()` look for. The class itself overrides `next()` (objects/object.ts).
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { raise, stopIterationType, typeErrorType } from '../objects/exception.ts';
import { defineMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { PyType } from '../objects/type.ts';

/** Raises StopIteration with the value that came with the last STOP. */
function raiseStop(): Result {
  const value = machine.stopValue;
  machine.stopValue = undefined;
  return value === undefined || value === None ? raise(stopIterationType) : raise(stopIterationType, value);
}

/** Advances an iterator as `next(it)` does: STOP becomes StopIteration. */
export function nextOrRaise(it: PyObject): Result {
  machine.stopValue = undefined;
  const value = it.next();
  if (value === ABRUPT) return suspend(new NextMethodFrame()) as Result;
  return value === STOP ? raiseStop() : value;
}

class NextMethodFrame extends NativeFrame {
  returned(value: Value | Stop): IterResult {
    return value === STOP ? raiseStop() : value;
  }
}

function iterator_iter(self: PyObject): Result {
  return self;
}

/** Gives the class of an iterator its `__iter__` and `__next__`. */
export function defineIterator(type: PyType): void {
  defineMethods(type, {
    __iter__: ['($self, /)', iterator_iter, 'Implement iter(self).'],
    __next__: ['($self, /)', nextOrRaise, 'Implement next(self).'],
  });
}

/** What an iterator's class must offer for `defineIteratorState`. */
export interface IteratorState<T extends PyObject> {
  /** Items still to come; leave it out when that is not known. */
  lengthHint?: (self: T) => Value;
  /** What `__reduce__` gives: callable, arguments, and the state for `__setstate__` if any. */
  reduce?: (self: T) => [callable: Value, args: Value[], state?: Value];
  setState?: (self: T, state: Value) => void;
}

/**
 * How the iterator over an instance of a Python class is reduced while programs are pickled: `iter()` of that instance would call
 * its own `__iter__`, which may be what the iterator serves. Set by stackless/pickling; undefined: as CPython does it.
 */
export const iteratorHooks = {
  reduce: (_it: PyObject): Result | undefined => undefined,
  /** What an iterator that a frame holds reduces to in the same pickle; undefined: as others. */
  known: (_it: PyObject): Result | undefined => undefined,
};

/** Adds `__length_hint__`, `__reduce__` and `__setstate__`, those that are given. */
export function defineIteratorState<T extends PyObject>(type: PyType, state: IteratorState<T>): void {
  const { lengthHint, reduce, setState } = state;
  if (lengthHint !== undefined) {
    defineMethods(type, {
      __length_hint__: ['($self, /)', lengthHint, 'Private method returning an estimate of len(list(it)).'],
    });
  }
  if (reduce !== undefined) {
    const tuple = (self: T): Result => {
      const known = iteratorHooks.known(self);
      if (known !== undefined) return known;
      const [callable, args, extra] = reduce(self);
      const source: Value | undefined = args[0];
      if (source === undefined || (typeof source === 'object' && source.cls.isHeap)) {
        const reduced = iteratorHooks.reduce(self);
        if (reduced !== undefined) return reduced;
        // Only what `finditer` gives has none: in CPython that is a method of a scanner.
        if (source === undefined) return raise(typeErrorType, "cannot pickle '_sre.SRE_Scanner' object");
      }
      const parts: Value[] = [callable, new PyTuple(args)];
      return new PyTuple(extra === undefined ? parts : [...parts, extra]);
    };
    defineMethods(type, { __reduce__: ['($self, /)', tuple, 'Return state information for pickling.'] });
  }
  if (setState !== undefined) {
    const set = (self: T, value: Value): Result => {
      setState(self, value);
      return None;
    };
    defineMethods(type, {
      __setstate__: ['($self, state, /)', set, 'Set state information for unpickling.'],
    });
  }
}
