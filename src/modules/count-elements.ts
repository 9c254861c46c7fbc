// `_collections._count_elements`, the loop of collections.Counter.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { dictType, PyDict, SLOW } from '../objects/dict.ts';
import { KeyOperation } from '../objects/key-operation.ts';
import { DrainOperation } from '../objects/drain-operation.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { add } from '../operators/arithmetic.ts';

/** `_count_elements(mapping, iterable)`: by the mapping's own methods unless they are those of dict. */
export function collections_count_elements(mapping: Value, iterable: Value): Result {
  return countsDirectly(mapping)
    ? new CountOperation(mapping).run(iterable)
    : frozenFunction('defaultdict', 'count_elements').call2(mapping, iterable);
}

/** Whether counting may bypass the methods `get` and `__setitem__` of the class. */
function countsDirectly(mapping: Value): mapping is PyDict {
  return (
    mapping instanceof PyDict &&
    mapping.cls.lookup('get') === dictType.lookup('get') &&
    mapping.cls.lookup('__setitem__') === dictType.lookup('__setitem__')
  );
}

class CountOperation extends DrainOperation {
  private readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
  protected take(element: Value): Result | undefined {
    return countPlain(this.dict, element) ? undefined : new ElementOperation(this.dict, element).run();
  }
}

/** Counts an element unless that may need Python code: then false. */
function countPlain(dict: PyDict, element: Value): boolean {
  const i = dict.insertMissing(element, 1);
  if (i < 0) return i !== SLOW;
  const n = dict.valueAt(i);
  if (typeof n !== 'number' || n >= Number.MAX_SAFE_INTEGER) return false;
  dict.setValueAt(i, n + 1);
  return true;
}

/** Counts one element of any kind: hashes it once, but looks for it twice, to read and to write. */
class ElementOperation extends KeyOperation {
  found(entry: number, folded: number): Result {
    const { dict, key } = this;
    if (entry < 0) return dict.setHashed(key, 1, folded) === ABRUPT ? ABRUPT : None;
    const sum = add(dict.valueAt(entry)!, 1);
    if (sum === ABRUPT) return suspend(new SumFrame(dict, key, folded)) as Result;
    return dict.setHashed(key, sum, folded) === ABRUPT ? ABRUPT : None;
  }
  protected override keyRole(): null {
    return null;
  }
}

/** Sets the count that has been added to. */
class SumFrame extends NativeFrame {
  private readonly dict: PyDict;
  private readonly key: Value;
  private readonly folded: number;
  constructor(dict: PyDict, key: Value, folded: number) {
    super();
    this.dict = dict;
    this.key = key;
    this.folded = folded;
  }
  returned(sum: Value): IterResult {
    return this.dict.setHashed(this.key, sum, this.folded) === ABRUPT ? ABRUPT : None;
  }
}
