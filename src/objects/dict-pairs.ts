// `dict.update` with an iterable of pairs that is no plain list or tuple.
import { frozenFunction } from '../machine/frozen.ts';
import type { PyDict } from './dict.ts';
import { DrainOperation } from './drain-operation.ts';
import { directItems } from './list-operations.ts';
import type { Result, Value } from './object.ts';

/** Sets each pair as soon as it comes. */
export class PairsOperation extends DrainOperation {
  private readonly dict: PyDict;
  /** How many pairs have come. */
  private count = 0;

  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }

  protected take(pair: Value): Result | undefined {
    const items = directItems(pair);
    const n = this.count++;
    if (items === undefined || items.length !== 2)
      return frozenFunction('dict', 'set_pair').call3(this.dict, pair, n);
    return this.dict.set(items[0]!, items[1]!);
  }
}
