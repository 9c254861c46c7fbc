// The combinatoric iterators of itertools. They take all items first; then nothing but indices moves.
import { STOP } from '../machine/abrupt.ts';
import { growBy, PLACE, reserve } from '../machine/memory.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { raise, typeError, valueErrorType } from '../objects/exception.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { checkKeywords, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { PyType } from '../objects/type.ts';
import { startWithItems, toolType } from './iterator-tool.ts';

/** [0, 1, ..., length - 1] */
function upTo(length: number): number[] {
  growBy(0, length);
  return Array.from({ length }, (_, i) => i);
}

abstract class Combinatoric extends PyObject {
  protected pool: Value[] = [];
  /** Length of the tuples; -1: of all items. */
  size: Place = 0;
  /** The positions in the pool that the last tuple had; null before the first. */
  protected indices: Size[] | null = null;
  protected ended = true;

  start([pool]: Value[][]): Result {
    this.pool = pool!;
    if (this.size < 0) this.size = this.pool.length;
    this.ended = this.isEmpty();
    return this;
  }
  override next(): IterResult {
    if (this.ended) return STOP;
    reserve(this.size * PLACE);
    if (this.indices === null) this.indices = this.first();
    else if (!this.advance(this.indices)) {
      this.ended = true;
      return STOP;
    }
    return this.tuple();
  }
  protected tuple(): Value {
    const { pool, indices, size } = this;
    const row: Value[] = [];
    for (let i = 0; i < size; i++) row.push(pool[indices![i]!]!);
    return new PyTuple(row);
  }
  protected isEmpty(): boolean {
    return this.size > this.pool.length;
  }
  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    const { ended, indices, size } = this;
    if (ended) return true;
    return size >= 0 && !this.isEmpty() && (indices === null || this.fitIndices(indices));
  }
  protected fitIndices(indices: readonly number[]): boolean {
    return indices.length === this.size && indices.every((index) => index < this.pool.length);
  }
  protected first(): number[] {
    return upTo(this.size);
  }
  /** Moves on to the next tuple; false at the end. */
  protected abstract advance(indices: number[]): boolean;
}

class Combinations extends Combinatoric {
  protected override fitIndices(indices: readonly number[]): boolean {
    const beyond = this.pool.length - this.size;
    return (
      super.fitIndices(indices) &&
      indices.every((index, i) => index <= i + beyond && (i === 0 || index > indices[i - 1]!))
    );
  }
  protected advance(indices: number[]): boolean {
    const { size } = this;
    const n = this.pool.length;
    let i = size - 1;
    while (i >= 0 && indices[i] === i + n - size) i--;
    if (i < 0) return false;
    indices[i]!++;
    for (let j = i + 1; j < size; j++) indices[j] = indices[j - 1]! + 1;
    return true;
  }
}

class CombinationsWithReplacement extends Combinatoric {
  protected override isEmpty(): boolean {
    return this.pool.length === 0 && this.size > 0;
  }
  protected override first(): number[] {
    growBy(0, this.size);
    return new Array<number>(this.size).fill(0);
  }
  protected advance(indices: number[]): boolean {
    const { size } = this;
    const last = this.pool.length - 1;
    let i = size - 1;
    while (i >= 0 && indices[i] === last) i--;
    if (i < 0) return false;
    indices.fill(indices[i]! + 1, i);
    return true;
  }
}

class Permutations extends Combinatoric {
  private cycles: Size[] = [];
  protected override fitIndices(indices: readonly number[]): boolean {
    const { cycles, size } = this;
    const n = this.pool.length;
    return (
      indices.length === n &&
      indices.every((index) => index < n) &&
      cycles.length === size &&
      cycles.every((left, i) => left > 0 && left <= n - i)
    );
  }
  protected override first(): number[] {
    const n = this.pool.length;
    this.cycles = upTo(this.size).map((i) => n - i);
    return upTo(n);
  }
  protected advance(indices: number[]): boolean {
    const n = indices.length;
    for (let i = this.size - 1; i >= 0; i--) {
      const left = --this.cycles[i]!;
      if (left > 0) {
        const j = n - left;
        [indices[i], indices[j]] = [indices[j]!, indices[i]!];
        return true;
      }
      const index = indices[i]!;
      indices.copyWithin(i, i + 1);
      indices[n - 1] = index;
      this.cycles[i] = n - i;
    }
    return false;
  }
}

class Product extends PyObject {
  repeat: Size = 1;
  private pools: Value[][] = [];
  private readonly indices: Size[] = [];
  /** The items of the last tuple; null before the first. */
  private row: Value[] | null = null;
  private ended = true;

  start(pools: Value[][]): Result {
    growBy(0, this.repeat * pools.length);
    for (let i = 0; i < this.repeat; i++) this.pools.push(...pools);
    this.ended = this.pools.some((pool) => pool.length === 0);
    return this;
  }
  override next(): IterResult {
    if (this.ended) return STOP;
    reserve(this.pools.length * PLACE);
    if (this.row === null) {
      this.row = this.pools.map((pool) => pool[0]!);
      for (let i = 0; i < this.pools.length; i++) this.indices.push(0);
    } else if (!this.advance(this.row)) {
      this.ended = true;
      return STOP;
    }
    return new PyTuple(this.row.slice());
  }
  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    const { pools, indices, row, ended } = this;
    if (ended) return true;
    if (row === null) return pools.every((pool) => pool.length > 0);
    const { length } = pools;
    return (
      row.length === length &&
      indices.length === length &&
      pools.every((pool, i) => indices[i]! < pool.length)
    );
  }
  private advance(row: Value[]): boolean {
    const { pools, indices } = this;
    for (let i = pools.length - 1; i >= 0; i--) {
      const pool = pools[i]!;
      const index = indices[i]! + 1;
      if (index < pool.length) {
        indices[i] = index;
        row[i] = pool[index]!;
        return true;
      }
      indices[i] = 0;
      row[i] = pool[0]!;
    }
    return false;
  }
}

export const combinationsType = toolType('combinations', Combinations);
export const combinationsWithReplacementType = toolType(
  'combinations_with_replacement',
  CombinationsWithReplacement,
);
export const permutationsType = toolType('permutations', Permutations);
export const productType = toolType('product', Product);

function combinatoric_new(cls: PyType, iterable: Value, r: Value): Result {
  if (!isInt(r)) return converted(combinatoric_new, [cls, iterable, r], [null, null, 'index']);
  const size = toSize(r);
  if (size < 0) return raise(valueErrorType, 'r must be non-negative');
  const self = new cls.Ctor() as Combinations;
  self.size = size;
  return startWithItems(self, [iterable]);
}

function permutations_new(cls: PyType, iterable: Value, r: Value = None): Result {
  const self = new cls.Ctor() as Permutations;
  self.size = -1;
  if (r !== None) {
    const n = intOf(r);
    if (n === undefined) return typeError('Expected int as r');
    self.size = toSize(n);
    if (self.size < 0) return raise(valueErrorType, 'r must be non-negative');
  }
  return startWithItems(self, [iterable]);
}

function product_new(cls: PyType, iterables: Value[], kwargs: Map<string, Value>): Result {
  checkKeywords('product', kwargs, ['repeat']);
  return product(cls, kwargs.get('repeat') ?? 1, ...iterables);
}

function product(cls: PyType, repeat: Value, ...iterables: Value[]): Result {
  if (!isInt(repeat)) return converted(product, [cls, repeat, ...iterables], [null, 'index']);
  const times = toSize(repeat);
  if (times < 0) return raise(valueErrorType, 'repeat argument cannot be negative');
  const self = new cls.Ctor() as Product;
  self.repeat = times;
  return startWithItems(self, iterables);
}

const create: [string, typeof combinatoric_new] = ['(cls, iterable, r)', combinatoric_new];
defineStaticMethods(combinationsType, { __new__: create });
defineStaticMethods(combinationsWithReplacementType, { __new__: create });
defineStaticMethods(permutationsType, { __new__: ['(cls, iterable, r=None)', permutations_new] });
defineStaticMethods(productType, { __new__: ['(cls, /, *iterables, **kwargs)', product_new] });
