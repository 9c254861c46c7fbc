// str: making, operators, iteration. Other methods are in str-search, str-split, str-case and str-format.
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import type { Size } from '../machine/numbers.ts';
import { RICH, type RichOperator } from '../operators/compare.ts';
import { equalTexts, strHash } from '../operators/hash.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { str } from '../operators/repr.ts';
import { bufferBytes } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { codecName } from './codec-errors.ts';
import { decodeText, encodeText } from './codecs.ts';
import { newException, raise, typeError, typeErrorType, indexErrorType } from './exception.ts';
import { toSize, textArgument } from './conversion.ts';
import { RepeatOperation } from './list-methods.ts';
import { intOf } from './int.ts';
import {
  checkCalls,
  checkPositional,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from './native.ts';
import { NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { builtinFunction } from './sequence-iterators.ts';
import {
  IndexOperation,
  indexOutOfRange,
  plainSlice,
  SliceOperation,
  type SliceRange,
} from './slice-index.ts';
import { PySlice } from './slice.ts';
import type { PyStr } from './str.ts';
import { codePoints, makeStr, strType, textOf, type Text } from './str.ts';
import { findText, selfText } from './str-search.ts';
import { changedString } from './text/format-spec.ts';
import { strRepr } from './text/string-repr.ts';
import {
  codeAt,
  concatTexts,
  narrowFromCodePoints,
  newText,
  repeatString,
  sliceText,
  textFromCodePoints,
} from './text/text.ts';
import { isLongSearch } from './text/two-way.ts';
import { isAsciiText } from './text/unicode.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';
import { markSequenceSlots } from './concatenation.ts';

// --- Making strings --------------------------------------------------------------------------------------------------

/** A str of this class with this text. */
function makeString(cls: PyType, text: Text): Value {
  if (cls === strType) return makeStr(text);
  const self = new (cls.Ctor as new () => PyStr)();
  self.text = text;
  return self;
}

/** Makes the instance of a subclass once the text is there. */
class NewStrFrame extends NativeFrame {
  readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return makeString(this.type, textOf(value)!);
  }
}

function str_new(cls: PyType, object?: Value, encoding?: Value, errors?: Value): Result {
  if (object === undefined) return makeString(cls, '');
  const value =
    encoding === undefined && errors === undefined ? str(object) : decodeArgument(object, encoding, errors);
  if (cls === strType) return value;
  return value === ABRUPT ? (suspend(new NewStrFrame(cls)) as Result) : makeString(cls, textOf(value)!);
}

function decodeArgument(object: Value, encoding?: Value, errors?: Value): Result {
  const name = encoding === undefined ? 'utf-8' : codecName(encoding, "str() argument 'encoding'");
  const handler = errors === undefined ? 'strict' : codecName(errors, "str() argument 'errors'");
  if (textOf(object) !== undefined) return typeError('decoding str is not supported');
  if (isLender(object)) return lendTo(decodeArgument, [object, encoding, errors], object);
  const data = bufferBytes(object);
  if (data === undefined)
    return typeError(`decoding to str: need a bytes-like object, ${typeOf(object).name} found`);
  return data.length === 0 ? '' : decodeText(object, data, name, handler);
}

function str_encode(self: Value, encoding: Value = 'utf-8', errors: Value = 'strict'): Result {
  const name = codecName(encoding, "encode() argument 'encoding'");
  const handler = codecName(errors, "encode() argument 'errors'");
  return encodeText(self, name, handler);
}

// --- Operators -------------------------------------------------------------------------------------------------------

function str_add(self: Value, other: Value): Result {
  const right = textOf(other);
  if (right !== undefined) return makeStr(concatTexts([selfText(self), right]));
  return typeError(`can only concatenate str (not "${typeOf(other).name}") to str`);
}

class StrRepeat extends RepeatOperation {
  private readonly text: Text;
  constructor(text: Text, count: Value) {
    super(count);
    this.text = text;
  }
  times(n: number): Result {
    return repeatText(this.text, n);
  }
}

function repeatText(text: Text, n: number): Result {
  if (n <= 0 || text.length === 0) return '';
  if (typeof text === 'string') return repeatString(text, n);
  const points = newText(text.length * n);
  for (let i = 0; i < n; i++) points.set(text, i * text.length);
  return makeStr(points);
}

function str_mul(self: Value, count: Value): Result {
  if (typeof count === 'number') return repeatText(selfText(self), count);
  return new StrRepeat(selfText(self), count).run();
}

function str_rmul(self: Value, count: Value): Result {
  return new StrRepeat(selfText(self), count).run();
}

function str_contains(self: Value, item: Value): Result {
  const sub = textOf(item);
  if (sub === undefined)
    return typeError(`'in <string>' requires string as left operand, not ${typeOf(item).name}`);
  const text = selfText(self);
  if (typeof text === 'string' && !isLongSearch(text.length, sub.length))
    return typeof sub === 'string' && text.includes(sub);
  return findText(text, sub, 0, text.length) >= 0;
}

/** The order of two texts by code points: negative, 0 or positive. */
export function compareTexts(a: Text, b: Text): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a === b ? 0 : 1;
  const x = codePoints(a);
  const y = codePoints(b);
  const shared = Math.min(x.length, y.length);
  for (let i = 0; i < shared; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return x.length - y.length;
}

function comparisons(): MethodTable {
  const table: MethodTable = {};
  for (const op of Object.keys(RICH) as RichOperator[]) {
    const { special, test } = RICH[op];
    table[special] = [
      '($self, value, /)',
      (self: Value, other: Value): Result => {
        const b = textOf(other);
        if (b === undefined) return NotImplemented;
        const a = selfText(self);
        if (op === 'Eq') return equalTexts(a, b);
        if (op === 'NotEq') return !equalTexts(a, b);
        return test(compareTexts(a, b));
      },
    ];
  }
  return table;
}

// --- Items -----------------------------------------------------------------------------------------------------------

function str_getitem(self: Value, key: Value): Result {
  const text = selfText(self);
  if (typeof key === 'number') return characterAt(text, key);
  if (key instanceof PySlice) {
    const range = plainSlice(key, text.length);
    return range === undefined ? new StrSlice(self, key).run() : selectedText(text, range);
  }
  return new StrItem(self, key).run();
}

function characterAt(text: Text, n: number): Result {
  const i = n < 0 ? n + text.length : n;
  if (i < 0 || i >= text.length) return raise(indexErrorType, 'string index out of range');
  return typeof text === 'string' ? text[i]! : makeStr(textFromCodePoints([text[i]!]));
}

function selectedText(text: Text, { start, stop, step, count }: SliceRange): Result {
  if (count === 0) return '';
  if (step === 1)
    return typeof text === 'string' ? text.slice(start, stop) : makeStr(sliceText(text, start, stop));
  if (typeof text === 'string') return spreadText(text, start, step, count);
  const points = new Uint32Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) points[i] = codeAt(text, at);
  return makeStr(textFromCodePoints(points));
}

/** Every `step`th character: `count` of them. */
function spreadText(text: string, start: number, step: number, count: number): string {
  const units: number[] = [];
  for (let i = 0, at = start; i < count; i++, at += step) units.push(text.charCodeAt(at));
  return narrowFromCodePoints(units);
}

class StrItem extends IndexOperation {
  private readonly self: Value;
  constructor(self: Value, key: Value) {
    super([key]);
    this.self = self;
  }
  protected override notIndex(value: Value): Result {
    return typeError(`string indices must be integers, not '${typeOf(value).name}'`);
  }
  done(ints: Value[]): Result {
    const n = ints[0] as number | bigint;
    return typeof n === 'number'
      ? characterAt(selfText(this.self), n)
      : indexOutOfRange(n, 'string index out of range');
  }
}

class StrSlice extends SliceOperation {
  private readonly self: Value;
  constructor(self: Value, slice: PySlice) {
    super(slice);
    this.self = self;
  }
  length(): number {
    return selfText(this.self).length;
  }
  selected(range: SliceRange): Result {
    return selectedText(selfText(this.self), range);
  }
}

// --- Iteration -------------------------------------------------------------------------------------------------------

/** Iterates over the characters of a text. */
export class StrIterator extends PyObject {
  /** Null once exhausted. */
  text: Text | null;
  index: Size = 0;
  constructor(text: Text) {
    super();
    this.text = text;
  }
  override next(): IterResult {
    const { text } = this;
    if (text !== null) {
      const i = this.index;
      if (i < text.length) {
        this.index = i + 1;
        return typeof text === 'string' ? text[i]! : makeStr(textFromCodePoints([text[i]!]));
      }
      this.text = null;
    }
    return STOP;
  }
}

/** The same for a text of ASCII characters only, which has a class of its own. */
export class StrAsciiIterator extends StrIterator {}

for (const type of [
  builtinType('str_iterator', StrIterator, { final: true }),
  builtinType('str_ascii_iterator', StrAsciiIterator, { final: true }),
]) {
  defineIterator(type);
  defineIteratorState<StrIterator>(type, {
    lengthHint: (self) => (self.text === null ? 0 : Math.max(0, self.text.length - self.index)),
    reduce: (self) =>
      self.text === null
        ? [builtinFunction('iter'), ['']]
        : [builtinFunction('iter'), [makeStr(self.text)], self.index],
    setState: (self, state) => {
      const n = intOf(state);
      if (n === undefined) throw newException(typeErrorType, `an integer is required`);
      if (self.text !== null) self.index = Math.min(Math.max(0, toSize(n)), self.text.length);
    },
  });
}

function str_iter(self: Value): Result {
  const text = selfText(self);
  return isAsciiText(text) ? new StrAsciiIterator(text) : new StrIterator(text);
}

// --- Other special methods -------------------------------------------------------------------------------------------

function str_str(self: Value): Result {
  return makeStr(selfText(self));
}

function str_format_spec(self: Value, spec: Value): Result {
  const text = textArgument(spec, '__format__() argument');
  if (text.length === 0) return str(self);
  const own = selfText(self);
  const changed = changedString(own, text, typeOf(self).name);
  if (changed !== undefined) return makeStr(changed);
  return own.length > 0 ? self : '';
}

/** As CPython stores it: a header, then 1, 2 or 4 bytes for each character and one more for the end. */
function str_sizeof(self: Value): Result {
  const text = selfText(self);
  if (isAsciiText(text)) return 41 + text.length;
  let max = 0;
  for (let i = 0; i < text.length; i++) max = Math.max(max, codeAt(text, i));
  const width = max < 256 ? 1 : max < 65536 ? 2 : 4;
  return 56 + width * (text.length + 1);
}

defineStaticMethods(strType, {
  __new__: ["($type, object='', encoding='utf-8', errors='strict')", str_new],
});
checkCalls(strType, checkPositional('str', 3));
defineMethods(strType, {
  ...comparisons(),
  __add__: ['($self, value, /)', str_add, 'Return self+value.'],
  __mul__: ['($self, value, /)', str_mul, 'Return self*value.'],
  __rmul__: ['($self, value, /)', str_rmul, 'Return value*self.'],
  __contains__: ['($self, key, /)', str_contains, 'Return bool(key in self).'],
  __getitem__: ['($self, key, /)', str_getitem, 'Return self[key].'],
  __len__: ['($self, /)', (self: Value) => selfText(self).length, 'Return len(self).'],
  __iter__: ['($self, /)', str_iter, 'Implement iter(self).'],
  __hash__: ['($self, /)', (self: Value) => strHash(selfText(self)), 'Return hash(self).'],
  __repr__: ['($self, /)', (self: Value) => makeStr(strRepr(selfText(self))), 'Return repr(self).'],
  __str__: ['($self, /)', str_str, 'Return str(self).'],
  __format__: [
    '($self, format_spec, /)',
    str_format_spec,
    'Return a formatted version of the string as described by format_spec.',
  ],
  __sizeof__: ['($self, /)', str_sizeof, 'Return the size of the string in memory, in bytes.'],
  __getnewargs__: ['($self, /)', (self: Value) => new PyTuple([makeStr(selfText(self))])],
  encode: [
    "($self, /, encoding='utf-8', errors='strict')",
    str_encode,
    'Encode the string using the codec registered for encoding.',
  ],
});
markSequenceSlots(strType);
