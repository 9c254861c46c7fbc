// Arguments of natives that must be ints, floats, text, truth values or paths.
//
// An argument of another class is asked for `__index__`, `__float__`, `__bool__` or `__fspath__`, which may run Python code. So a native first
// tests for the plain kinds; only where that fails it hands itself and its arguments to `converted`, which converts
// them one after the other (suspending where it must) and then calls the native again:
//
//     function str_zfill(self: Value, width: Value): Result {
//       if (!isInt(width)) return converted(str_zfill, [self, width], [null, 'index']);
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import type { Size } from '../machine/numbers.ts';
import { callMaybe0, callMethod0 } from '../operators/call.ts';
import { isTrue } from '../operators/truth.ts';
import { PyBytes } from './bytes.ts';
import { PyComplex } from './complex.ts';
import { newException, overflowErrorType, typeError, typeErrorType } from './exception.ts';
import { exactFloat, exactInt } from './exact-number.ts';
import { PyFloat } from './float.ts';
import { intOf, PyInt } from './int.ts';
import { callLending } from './lender.ts';
import type { Implementation } from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { textOf, type Text } from './str.ts';
import { intToFloat } from './text/int-arithmetic.ts';
import { typeOf } from './typeof.ts';

export type Int = number | bigint;

/**
 * What an argument is converted to: an int by `__index__`; the same but None stays (`slice`: with the message for slice
 * bounds; `optional`: with the ordinary one); a float by `__float__`; a bool by its truth; a str or bytes by `__fspath__`, where
 * there is that (`file`: which may also be a descriptor); a descriptor by `fileno()`.
 */
export type ArgumentKind =
  'index' | 'slice' | 'optional' | 'float' | 'truth' | 'path' | 'file' | 'descriptor';

/** Whether the value is an int in the plain representation (not a bool, nor an instance of a subclass). */
export function isInt(value: Value | undefined): value is Int {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** The number that a float or an int stands for as a float; undefined when it takes `__float__` or is no number. */
export function floatOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.v;
  const n = intOf(value);
  if (n === undefined || (value instanceof PyInt && value.cls.isHeap)) return undefined;
  return intToFloat(n);
}

/** Whether the value is a number, or stands for one (`PyNumber_Check`). */
export function isNumber(value: Value): boolean {
  const type = typeOf(value);
  return (
    type.lookup('__index__') !== undefined ||
    type.lookup('__int__') !== undefined ||
    type.lookup('__float__') !== undefined ||
    value instanceof PyComplex
  );
}

/** Whether the value is no path itself, but has `__fspath__`, which says what path it stands for. */
export function isPathLike(value: Value): boolean {
  if (typeof value !== 'object' || textOf(value) !== undefined || value instanceof PyBytes) return false;
  const method = value.cls.lookup('__fspath__');
  return method !== undefined && method !== None;
}

/** The same where a descriptor may stand for a path: of a bool that does, a warning tells. */
export function isFileLike(value: Value): boolean {
  return typeof value === 'boolean' || isPathLike(value);
}

/** Calls `impl` after the arguments have been converted; `kinds[i]` says to what, null leaves `args[i]` alone. */
export function converted(
  impl: Implementation,
  args: (Value | undefined)[],
  kinds: readonly (ArgumentKind | null)[],
): Result {
  return new ConversionFrame(impl, args, kinds).run();
}

class ConversionFrame extends NativeFrame {
  // eslint-disable-next-line stackless/frame-fields -- has an address, by its name or as an implementation
  readonly impl: Implementation;
  readonly args: (Value | undefined)[];
  readonly kinds: readonly (ArgumentKind | null)[];
  /** The argument being converted. */
  private position: Size = 0;

  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    return this.position < this.kinds.length;
  }
  /** The special method that was called for it. */
  private method = '';

  constructor(impl: Implementation, args: (Value | undefined)[], kinds: readonly (ArgumentKind | null)[]) {
    super();
    this.impl = impl;
    this.args = args;
    this.kinds = kinds;
  }

  run(): Result {
    for (; this.position < this.kinds.length; this.position++) {
      const kind = this.kinds[this.position]!;
      const value = this.args[this.position];
      if (kind === null || value === undefined) continue;
      const r = this.convert(value, kind);
      if (r === ABRUPT) return suspend(this) as Result;
      if (!this.took(r)) return suspend(this) as Result;
    }
    return callLending(this.impl, this.args);
  }

  /** The converted value, or what a special method (named in `method`) gave, or ABRUPT. */
  private convert(value: Value, kind: ArgumentKind): Result {
    this.method = '';
    if (kind === 'truth') return isTrue(value);
    if (kind === 'float') return this.toFloat(value);
    if (kind === 'descriptor' || (kind === 'file' && typeof value === 'boolean'))
      return frozenFunction('descriptor', 'descriptor_of').call1(value);
    if (kind === 'path' || kind === 'file') return isPathLike(value) ? this.path(value) : value;
    const n = intOf(value);
    if (n !== undefined) return n;
    if (value === None && kind !== 'index') return value;
    const message =
      kind === 'slice'
        ? 'slice indices must be integers or None or have an __index__ method'
        : `'${typeOf(value).name}' object cannot be interpreted as an integer`;
    return this.call(value, '__index__', message);
  }

  private toFloat(value: Value): Result {
    if (value instanceof PyFloat) return value;
    const v = floatOf(value);
    if (v !== undefined) return new PyFloat(v);
    const name = typeOf(value).lookup('__float__') === undefined ? '__index__' : '__float__';
    return this.call(value, name, `must be real number, not ${typeOf(value).name}`);
  }

  private path(value: Value): Result {
    this.method = '__fspath__';
    return callMaybe0(typeOf(value).lookup('__fspath__')!, value, notPath);
  }

  private call(value: Value, name: string, message: string): Result {
    const method = typeOf(value).lookup(name);
    if (method === undefined || method === None) return typeError(message);
    this.method = name;
    return callMethod0(method, value);
  }

  /** Stores what arrived; false when that is ABRUPT: it is of a wrong class, or a warning has been lifted. */
  private took(value: Value): boolean {
    const result = checkConversion(
      this.method,
      this.args[this.position]!,
      value,
      this.kinds[this.position] === 'float',
    );
    if (result === ABRUPT) return false;
    this.args[this.position] = result;
    return true;
  }

  returned(value: Value): IterResult {
    if (!this.took(value)) return suspend(this);
    this.position++;
    return this.run();
  }
}

/** Raises what `os.fspath` raises for what is no path. */
export function notPath(value: Value): Result {
  return typeError(`expected str, bytes or os.PathLike object, not ${typeOf(value).name}`);
}

/** What a special method gave for `from`, as an exact int or float, or a path; or ABRUPT. */
function checkConversion(method: string, from: Value, value: Value, toFloat: boolean): Result {
  if (method === '__float__') return exactFloat(value, typeOf(from));
  if (method === '__fspath__') {
    if (textOf(value) !== undefined || value instanceof PyBytes) return value;
    return typeError(
      `expected ${typeOf(from).name}.__fspath__() to return str or bytes, not ${typeOf(value).name}`,
    );
  }
  if (method !== '__index__' || (toFloat && value instanceof PyFloat)) return value;
  const n = exactInt(value, '__index__');
  return toFloat && n !== ABRUPT ? new PyFloat(intToFloat(n as Int)) : n;
}

const SSIZE_LIMIT = 1n << 63n;

/** An int as a size or position: throws OverflowError beyond C's Py_ssize_t; beyond 2**53 precision does not matter. */
export function toSize(n: Int): number {
  if (typeof n === 'number') return n;
  if (n >= SSIZE_LIMIT || n < -SSIZE_LIMIT) {
    throw newException(overflowErrorType, 'Python int too large to convert to C ssize_t');
  }
  return Number(n);
}

/** An int as C's int: throws OverflowError. */
export function toCInt(n: Int): number {
  if (n > 2147483647 || n < -2147483648) {
    throw newException(overflowErrorType, `Python int too large to convert to C int`);
  }
  return n as number;
}

/** The text of a str argument; TypeError in the words of CPython's argument clinic for anything else. */
export function textArgument(value: Value, name: string): Text {
  const text = textOf(value);
  if (text === undefined) {
    const type = value === None ? 'None' : typeOf(value).name;
    throw newException(typeErrorType, `${name} must be str, not ${type}`);
  }
  return text;
}

/** The bounds of a search in something of this length, from arguments that are ints or None (PySlice_AdjustIndices). */
export function searchBounds(
  start: Value | undefined,
  end: Value | undefined,
  length: number,
): [number, number] {
  return [clampBound(start, length, 0), Math.min(clampBound(end, length, length), length)];
}

function clampBound(value: Value | undefined, length: number, missing: number): number {
  if (value === undefined || value === None) return missing;
  let n = Number(value);
  if (n < 0) n += length;
  return n < 0 ? 0 : n;
}

/** Whether a bound needs no conversion. */
export function isBound(value: Value | undefined): boolean {
  return value === undefined || value === None || isInt(value);
}
