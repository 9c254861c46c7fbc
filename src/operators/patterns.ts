// match statements at run time.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { typeError } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMethod0 } from './call.ts';

/** Whether a value is matched by sequence patterns (collections.abc.Sequence but for str, bytes and bytearray). */
export function matchesSequence(subject: Value): boolean {
  return typeOf(subject).patternFlags === 1;
}
/** Whether `case {...}` may match: a class that Py_TPFLAGS_MAPPING is set for, as `collections.abc.Mapping` does. */
export function matchesMapping(subject: Value): boolean {
  return typeOf(subject).patternFlags === 2;
}

/** Whether the subject has `count` items, or with `orMore` at least so many. */
export function matchLength(subject: Value, count: number, orMore: boolean): boolean | Abrupt {
  if ((subject instanceof PyList || subject instanceof PyTuple) && !subject.cls.isHeap) {
    return compareLength(subject.items.length, count, orMore);
  }
  const method = typeOf(subject).lookup('__len__');
  if (method === undefined) return typeError(`object of type '${typeOf(subject).name}' has no len()`);
  const length = callMethod0(method, subject);
  if (length === ABRUPT) return suspend(new LengthFrame(count, orMore)) as Abrupt;
  return compareLength(Number(intOf(length)), count, orMore);
}

function compareLength(length: number, count: number, orMore: boolean): boolean {
  return orMore ? length >= count : length === count;
}

class LengthFrame extends NativeFrame {
  readonly count: number;
  readonly orMore: boolean;
  constructor(count: number, orMore: boolean) {
    super();
    this.count = count;
    this.orMore = orMore;
  }
  returned(value: Value): IterResult {
    return compareLength(Number(intOf(value)), this.count, this.orMore);
  }
}

/** The values of the keys, or None when one is missing. */
export function matchKeys(subject: Value, keys: PyTuple): Result {
  return frozenFunction('match', 'match_keys').call2(subject, keys);
}
/** What is left of a mapping without the keys, in a new dict. */
export function matchRest(subject: Value, keys: PyTuple): Result {
  return frozenFunction('match', 'match_rest').call2(subject, keys);
}
/** The attributes that a class pattern looks at, or None when the subject is no instance. */
export function matchClass(subject: Value, cls: Value, count: number, names: PyTuple): Result {
  return frozenFunction('match', 'match_class').callN([subject, cls, count, names]);
}
