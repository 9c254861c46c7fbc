// Truth: what `if`, `while`, `not`, `and` and `or` ask.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { asIndex } from '../objects/exact-number.ts';
import { overflowErrorType, raise, typeError, valueErrorType } from '../objects/exception.ts';
import { PyByteArray } from '../objects/bytearray.ts';
import { PyBytes } from '../objects/bytes.ts';
import { PyDict } from '../objects/dict.ts';
import { PyFloat } from '../objects/float.ts';
import { PyList } from '../objects/list.ts';
import { NativeCallable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMaybe0, callMethod0 } from './call.ts';

/** `bool(value)`. */
export function isTrue(value: Value): boolean | Abrupt {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'string':
      return value.length !== 0;
    case 'bigint':
      return true;
    default: // an object: below
  }
  if (value === None) return false;
  if (value.cls.isHeap) return slowTruth(value);
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length !== 0;
  if (value instanceof PyDict) return value.size !== 0;
  if (value instanceof PyFloat) return value.v !== 0;
  if (value instanceof PyBytes) return value.data.length !== 0;
  if (value instanceof PyByteArray) return value.size !== 0;
  return slowTruth(value);
}

function slowTruth(value: Value): boolean | Abrupt {
  const asBool = typeOf(value).lookup('__bool__');
  if (asBool !== undefined) {
    const result = callMaybe0(asBool, value, truthWithoutBool);
    return result === ABRUPT ? (suspend(new TruthFrame('bool')) as Abrupt) : fromBool(result);
  }
  const length = typeOf(value).lookup('__len__');
  return length === undefined ? true : lengthTruth(length, callMethod0(length, value));
}

/** The truth of what has no `__bool__` although its class says so: its `__len__` may be missing just so. */
function truthWithoutBool(value: Value): boolean | Abrupt {
  const length = typeOf(value).lookup('__len__');
  return length === undefined ? true : lengthTruth(length, callMaybe0(length, value, alwaysTrue));
}

function alwaysTrue(): Result {
  return true;
}

function lengthTruth(length: Value, result: Result): boolean | Abrupt {
  if (result === ABRUPT) return suspend(new TruthFrame('len')) as Abrupt;
  return length instanceof NativeCallable ? result !== 0 : fromLength(result);
}

function fromBool(result: Value): boolean | Abrupt {
  if (typeof result === 'boolean') return result;
  return typeError(`__bool__ should return bool, returned ${typeOf(result).name}`);
}

function fromLength(result: Value): boolean | Abrupt {
  const n = checkedLength(result);
  return n === ABRUPT ? (suspend(new TruthFrame('int')) as Abrupt) : n !== 0;
}

const MAX_LENGTH = 9223372036854775807n;

/** What `__len__` gave, as an int that a length can be; or ABRUPT. */
export function checkedLength(result: Value): Result {
  const n = asIndex(result);
  if (n === ABRUPT) return suspend(new CheckFrame()) as Result;
  if ((n as number) < 0) return raise(valueErrorType, '__len__() should return >= 0');
  if ((n as number) > MAX_LENGTH)
    return raise(overflowErrorType, "cannot fit 'int' into an index-sized integer");
  return n;
}

class CheckFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return checkedLength(value);
  }
}

class TruthFrame extends NativeFrame {
  /** What it waits for: a bool, a length, or a length that is an int already. */
  readonly kind: 'bool' | 'len' | 'int';
  constructor(kind: 'bool' | 'len' | 'int') {
    super();
    this.kind = kind;
  }
  returned(value: Value): IterResult {
    if (this.kind === 'int') return value !== 0;
    return this.kind === 'bool' ? fromBool(value) : fromLength(value);
  }
}
