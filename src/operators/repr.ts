// The text of any value: repr, str, ascii and format.
//
// Each answers for primitives at once and otherwise calls the special method, whose result must be a str. Containers show
// themselves through src/python, where nested values may suspend; what they are in the middle of showing is remembered
// for each tasklet here (`enterRepr`), so that a list inside itself ends as `[...]`.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { typeError } from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { longDecimal } from '../objects/long-ints.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { fromHost, makeStr, PyStr, strType, textOf } from '../objects/str.ts';
import { floatRepr } from '../objects/text/float-repr.ts';
import { DEFAULT_MAX_STR_DIGITS, intToString } from '../objects/text/int-format.ts';
import { escapeNonAscii, strRepr } from '../objects/text/string-repr.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMaybe0, callMethod0, callMethod1 } from './call.ts';
import { identityOf } from './hash.ts';

/** `sys.get_int_max_str_digits()` of the running interpreter. */
export interface IntDigitsLimit {
  /** 0: no limit. */
  value: number;
}
const INT_DIGITS = Symbol('int_max_str_digits');

/** `sys.set_int_max_str_digits()` of the interpreter; to be changed in place. 0: no limit. */
export function intDigitsLimit(): IntDigitsLimit {
  return interpreterSlot(INT_DIGITS, () => ({ value: DEFAULT_MAX_STR_DIGITS }));
}

/** Decimal digits of an int; throws ValueError beyond the limit of digits. */
export function intText(n: number | bigint): string {
  return typeof n === 'number' ? String(n) : intToString(n, intDigitsLimit().value);
}

/** The text that `repr` and `str` share for numbers and None; undefined for other values; ABRUPT. */
function plainText(value: Value): Result | undefined {
  switch (typeof value) {
    case 'number':
      return String(value);
    case 'bigint':
      return longDecimal(value, intDigitsLimit().value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      if (value === None) return 'None';
      return value instanceof PyFloat && value.cls === floatType ? floatRepr(value.v) : undefined;
    default:
      return undefined;
  }
}

/** `repr(value)`: a str, or ABRUPT. */
export function repr(value: Value): Result {
  if (typeof value === 'string') return makeStr(strRepr(value));
  const plain = plainText(value);
  if (plain !== undefined) return plain;
  const method = typeOf(value).lookup('__repr__');
  if (method === undefined || method === None)
    return typeError(`'${typeOf(value).name}' object is not callable`);
  const result = callMaybe0(method, value, plainRepr);
  return result === ABRUPT ? (suspend(new TextFrame('__repr__')) as Result) : checkText(result, '__repr__');
}

/** The text of what has no `__repr__`, not even that of object. */
function plainRepr(value: Value): Result {
  return fromHost(`<${typeOf(value).name} object at 0x${identityOf(value as PyObject).toString(16)}>`);
}

/** `str(value)`: a str, or ABRUPT. */
export function str(value: Value): Result {
  if (typeof value === 'string') return value;
  const plain = plainText(value);
  if (plain !== undefined) return plain;
  if (value instanceof PyStr && value.cls === strType) return value;
  const method = typeOf(value).lookup('__str__');
  if (method === undefined) return repr(value);
  const result = callMethod0(method, value);
  return result === ABRUPT ? (suspend(new TextFrame('__str__')) as Result) : checkText(result, '__str__');
}

/** `ascii(value)`. */
export function ascii(value: Value): Result {
  const text = repr(value);
  return text === ABRUPT ? (suspend(new AsciiFrame()) as Result) : asciiOf(text);
}

/** `format(value, spec)`, where spec is a str. */
export function format(value: Value, spec: Value): Result {
  if (spec === '') {
    if (typeof value === 'string') return value;
    const plain = plainText(value);
    if (plain !== undefined) return plain;
    if (value instanceof PyStr && value.cls === strType) return value;
  }
  const type = typeOf(value);
  const method = type.lookup('__format__');
  if (method === undefined) return typeError(`Type ${type.name} doesn't define __format__`);
  const result = callMethod1(method, value, spec);
  return result === ABRUPT
    ? (suspend(new TextFrame('__format__')) as Result)
    : checkText(result, '__format__');
}

type TextMethod = '__repr__' | '__str__' | '__format__';

/** Passes a str on; TypeError for anything else. */
function checkText(result: Value, method: TextMethod): Result {
  if (textOf(result) !== undefined) return result;
  const type = typeOf(result).name;
  if (method === '__format__') return typeError(`__format__ must return a str, not ${type}`);
  return typeError(`${method} returned non-string (type ${type})`);
}

class TextFrame extends NativeFrame {
  readonly method: TextMethod;
  constructor(method: TextMethod) {
    super();
    this.method = method;
  }
  returned(value: Value): IterResult {
    return checkText(value, this.method);
  }
}

class AsciiFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return asciiOf(value);
  }
}

/** A str with what is no ASCII escaped; the same object when there is nothing of that. */
function asciiOf(text: Value): Value {
  const plain = textOf(text)!;
  const escaped = escapeNonAscii(plain);
  return escaped === plain ? text : escaped;
}

// --- What is being shown -------------------------------------------------------------------------------------------

const SHOWN = Symbol('repr in progress');

/** The objects that the running tasklet is in the middle of showing, outermost first. */
function shown(): Set<PyObject> {
  const byTasklet = interpreterSlot(SHOWN, () => new WeakMap<object, Set<PyObject>>());
  const key = (machine.interpreter.scheduler as { current?: object | null }).current ?? machine.interpreter;
  let set = byTasklet.get(key);
  if (set === undefined) {
    set = new Set();
    byTasklet.set(key, set);
  }
  return set;
}

/** Begins to show a container: false when that is going on already (it then shows as `...`). */
export function enterRepr(container: Value): boolean {
  const set = shown();
  if (set.has(container as PyObject)) return false;
  set.add(container as PyObject);
  return true;
}

/** Ends what `enterRepr` began. */
export function leaveRepr(container: Value): void {
  shown().delete(container as PyObject);
}

defineIntrinsics({
  enter_repr: ['(container, /)', enterRepr],
  leave_repr: [
    '(container, /)',
    (container: Value): Result => {
      leaveRepr(container);
      return None;
    },
  ],
});
