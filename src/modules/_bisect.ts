// _bisect. Lists and tuples whose items need no Python code to be compared are searched here; for everything else, and for a key
// function, there is src/python/bisect.py.
import { frozenFunction } from '../machine/frozen.ts';
import { converted, type Int, isInt } from '../objects/conversion.ts';
import { valueError } from '../objects/exception.ts';
import { listType, PyList } from '../objects/list.ts';
import type { Implementation } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { orderPlain } from '../objects/sort-plain.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';

/** The place in the sorted `items` before (or behind, `right`) all that equal `x`; undefined when Python code has to decide. */
function search(items: Value[], x: Value, low: number, high: number, right: boolean): number | undefined {
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = orderPlain(items[middle]!, x);
    if (order === undefined) return undefined;
    if (order < 0 || (right && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items of a list or tuple whose class has no say in how they are found. */
function plainItems(sequence: Value): Value[] | undefined {
  if (sequence instanceof PyList && sequence.cls === listType) return sequence.items;
  return sequence instanceof PyTuple && sequence.cls === tupleType ? sequence.items : undefined;
}

/** The four functions: to the `right` of equal items or to the left; to look for a place, or to `insert` there. */
function bisection(right: boolean, insert: boolean): Implementation {
  const method = (a: Value, x: Value, lo: Value = 0, hi: Value = None, key: Value = None): Result => {
    if (!isInt(lo) || (hi !== None && !isInt(hi)))
      return converted(method, [a, x, lo, hi, key], [null, null, 'index', 'optional']);
    if (lo < 0) return valueError('lo must be non-negative');
    const items = key === None ? plainItems(a) : undefined;
    const end = hi === None || hi === -1 ? items?.length : (hi as Int);
    if (items !== undefined && (!insert || a instanceof PyList) && end! <= items.length) {
      const at = search(items, x, Number(lo), Number(end), right);
      if (at !== undefined) return insert ? list_insert(a as PyList, at, x) : at;
    }
    return frozenFunction('bisect', insert ? 'insort' : 'bisect').callN([a, x, lo, hi, key, right]);
  };
  return method;
}

function list_insert(list: PyList, at: number, item: Value): Result {
  list.items.splice(at, 0, item);
  return None;
}

const SIGNATURE = '(a, x, lo=0, hi=None, *, key=None)';

export const _bisectModule: NativeModule = {
  name: '_bisect',
  doc: 'Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n',
  functions: {
    bisect_right: [
      SIGNATURE,
      bisection(true, false),
      'Return the index where to insert item x in list a, assuming a is sorted.',
    ],
    insort_right: [
      SIGNATURE,
      bisection(true, true),
      'Insert item x in list a, and keep it sorted assuming a is sorted.',
    ],
    bisect_left: [
      SIGNATURE,
      bisection(false, false),
      'Return the index where to insert item x in list a, assuming a is sorted.',
    ],
    insort_left: [
      SIGNATURE,
      bisection(false, true),
      'Insert item x in list a, and keep it sorted assuming a is sorted.',
    ],
  },
};
