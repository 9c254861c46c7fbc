// The methods of slice.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { hashOf } from '../operators/hash.ts';
import { repr } from '../operators/repr.ts';
import type { RichOperator } from '../operators/compare.ts';
import { typeError, valueError } from './exception.ts';
import { genericAlias } from './generic-alias.ts';
import {
  comparisonTable,
  defineClassMethods,
  defineMembers,
  defineMethods,
  defineStaticMethods,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { compareSequences, plainRepr } from './sequence.ts';
import { IndexOperation, type Int } from './slice-index.ts';
import { PySlice, sliceType } from './slice.ts';
import { hostString, textOf, fromHost } from './str.ts';
import { normalizeInt } from './text/int-arithmetic.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';

function slice_new(_cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  if (kwargs !== undefined && kwargs.size > 0) return typeError('slice() takes no keyword arguments');
  if (args.length === 0) return typeError('slice expected at least 1 argument, got 0');
  if (args.length > 3) return typeError(`slice expected at most 3 arguments, got ${args.length}`);
  if (args.length === 1) return new PySlice(None, args[0]!, None);
  return new PySlice(args[0]!, args[1]!, args[2] ?? None);
}

function parts(self: PySlice): PyTuple {
  return new PyTuple([self.start, self.stop, self.step]);
}

function slice_repr(self: PySlice): Result {
  const plain = [self.start, self.stop, self.step].map((v) => plainRepr(v));
  if (!plain.includes(undefined)) return `slice(${plain.join(', ')})`;
  const text = repr(parts(self));
  return text === ABRUPT ? (suspend(new ReprFrame()) as Result) : named(text);
}

/** The repr of the parts as a tuple, with the name in front. */
function named(text: Value): Result {
  return fromHost(`slice${hostString(textOf(text)!)}`);
}

class ReprFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return named(value);
  }
}

function comparison(op: RichOperator) {
  return (self: PySlice, other: Value): Result => {
    if (!(other instanceof PySlice)) return NotImplemented;
    if (self === other) return op === 'Eq' || op === 'LtE' || op === 'GtE';
    return compareSequences(parts(self), parts(other), op);
  };
}

function slice_hash(self: PySlice): Result {
  return hashOf(parts(self));
}

function slice_reduce(self: PySlice): Result {
  return new PyTuple([sliceType, parts(self)]);
}

// --- indices -------------------------------------------------------------------------------------------------------

/** `slice.indices(length)`: exact for ints of any size. */
class IndicesOperation extends IndexOperation {
  private readonly slice: PySlice;
  constructor(slice: PySlice, length: Value) {
    super([length, slice.step, slice.start, slice.stop]);
    this.slice = slice;
  }
  protected override allowNone(): boolean {
    return true;
  }
  protected override notIndex(value: Value): Result {
    if (value === this.operands[0]) return super.notIndex(value);
    return typeError('slice indices must be integers or None or have an __index__ method');
  }
  done(ints: Value[]): Result {
    const [length, step, start, stop] = ints;
    if (length === None) return typeError("'NoneType' object cannot be interpreted as an integer");
    if ((length as Int) < 0) return valueError('length should not be negative');
    if (step === 0) return valueError('slice step cannot be zero');
    return new PyTuple(sliceIndices(start as Int, stop as Int, step as Int, BigInt(length as Int)));
  }
}

/** Start, stop and step as `indices` gives them; each of the first three is an int or None. */
export function sliceIndices(start: Value, stop: Value, step: Value, length: bigint): Value[] {
  const by = step === None ? 1n : BigInt(step as Int);
  const low = by < 0n ? -1n : 0n;
  const high = by < 0n ? length - 1n : length;
  const clip = (value: Value, absent: bigint): bigint => {
    if (value === None) return absent;
    let n = BigInt(value as Int);
    if (n < 0n) n += length;
    return n < low ? low : n > high ? high : n;
  };
  const first = clip(start, by < 0n ? high : low);
  const end = clip(stop, by < 0n ? low : high);
  return [normalizeInt(first), normalizeInt(end), normalizeInt(by)];
}

function slice_indices(self: PySlice, length: Value): Result {
  return new IndicesOperation(self, length).run();
}

defineStaticMethods(sliceType, { __new__: ['(cls, /, *args, **kwargs)', slice_new] });
defineClassMethods(sliceType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMembers(sliceType, {
  start: [(self: PySlice) => self.start],
  stop: [(self: PySlice) => self.stop],
  step: [(self: PySlice) => self.step],
});
defineMethods(sliceType, {
  __repr__: ['($self, /)', slice_repr, 'Return repr(self).'],
  __hash__: ['($self, /)', slice_hash, 'Return hash(self).'],
  ...comparisonTable(comparison),
  __reduce__: ['($self, /)', slice_reduce, 'Return state information for pickling.'],
  indices: [
    '($self, object, /)',
    slice_indices,
    'S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.',
  ],
});
