// Arguments as CPython's PyArg_ParseTupleAndKeywords and PyArg_ParseTuple read them, whose messages differ from those of other natives.
import { converted, type Int } from '../../objects/conversion.ts';
import {
  newException,
  overflowErrorType,
  type PyBaseException,
  typeErrorType,
} from '../../objects/exception.ts';
import { intOf } from '../../objects/int.ts';
import {
  type Implementation,
  MethodDescriptor,
  NewFunction,
  ClassMethodDescriptor,
  type MethodTable,
  signatureOf,
  unexpectedKeyword,
} from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { hostString, textOf } from '../../objects/str.ts';
import { type PyType, setTypeAttribute } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';

// --- Ints ----------------------------------------------------------------------------------------------------------------

const MAX_INT = 0x7fffffff;
const MIN_INT = -0x80000000;

/** How a function takes an int: the letter "i" of PyArg_Parse, or the argument clinic's `int`. */
export type IntStyle = 'parsed' | 'clinic';

/** Whether the value is an int that C's int can hold. */
function isCInt(value: Value): value is number {
  return typeof value === 'number' && value <= MAX_INT && value >= MIN_INT;
}

function rangeError(n: Int, style: IntStyle): PyBaseException {
  const message =
    style === 'clinic'
      ? 'Python int too large to convert to C int'
      : n >= 1n << 63n || n < -(1n << 63n)
        ? 'Python int too large to convert to C long'
        : n > 0
          ? 'signed integer is greater than maximum'
          : 'signed integer is less than minimum';
  return newException(overflowErrorType, message);
}

/**
 * Sees to it that those of the arguments at `places` which are there are C ints, in place. Undefined when they are; otherwise what
 * calling `impl` gives after they have been asked for `__index__`. Throws OverflowError and TypeError.
 */
export function asInts(
  impl: Implementation,
  args: (Value | undefined)[],
  places: readonly number[],
  style: IntStyle,
): Result | undefined {
  for (const i of places) {
    const value = args[i];
    if (value === undefined || isCInt(value)) continue;
    const n = intOf(value);
    if (n === undefined) {
      if (typeOf(value).lookup('__index__') === undefined) throw notAnInt(value);
      return converted(
        impl,
        args,
        args.map((_, k) => (k === i ? 'index' : null)),
      );
    }
    if (!isCInt(n)) throw rangeError(n, style);
    args[i] = n;
  }
  return undefined;
}

/** The TypeError for an argument that must be an int. */
export function notAnInt(value: Value): PyBaseException {
  const message = `'${typeOf(value).name}' object cannot be interpreted as an integer`;
  return newException(typeErrorType, message);
}

/** The TypeError for an argument that was left out; `who` with the brackets of a call. */
export function missingArgument(who: string, name: string, position: number): PyBaseException {
  return newException(typeErrorType, `${who} missing required argument '${name}' (pos ${position})`);
}

// --- Texts and objects -----------------------------------------------------------------------------------------------------

/** The TypeError for an argument of a wrong class; `position` counts from 1. */
export function wrongArgument(who: string, position: number, wanted: string, value: Value): PyBaseException {
  const given = value === None ? 'None' : typeOf(value).name;
  return newException(typeErrorType, `${who}() argument ${position} must be ${wanted}, not ${given}`);
}

/** Throws TypeError for what is no str. */
export function checkText(who: string, position: number, value: Value): void {
  if (textOf(value) === undefined) throw wrongArgument(who, position, 'str', value);
}

/** The JavaScript string of a str argument; throws TypeError. */
export function hostText(who: string, position: number, value: Value): string {
  checkText(who, position, value);
  return hostString(textOf(value)!);
}

// --- Signatures ------------------------------------------------------------------------------------------------------------

/** A `__new__` that messages name otherwise than by the class; null: "function". */
class ParsedNew extends NewFunction {
  private readonly who: string | null;
  /** What must be given; the signature does not say so, as a pickle gives less. */
  private readonly required: readonly string[];

  constructor(
    owner: PyType,
    text: string,
    impl: Implementation,
    who: string | null,
    required: readonly string[],
  ) {
    super(owner, signatureOf(text), impl);
    this.who = who;
    this.required = required;
  }
  override errorName(): string {
    return this.who ?? 'function';
  }
  protected override error(message: string): PyBaseException {
    return super.error(this.who === null ? message.replace('function()', 'function') : message);
  }
  protected override countError(given: number, keywords: number): PyBaseException {
    const total = this.signature.params.length - 1;
    const count = given - 1 + keywords;
    if (count <= total) return super.countError(given, keywords);
    return this.error(`${this.errorName()}() takes at most ${total} arguments (${count} given)`);
  }
  override invokeKw(positional: Value[], names: readonly string[], values: Value[]): Result {
    const { signature } = this;
    const given = positional.length - 1 + names.length;
    if (given > signature.params.length - 1 && positional.length > 1)
      throw this.countError(positional.length, names.length);
    const unknown = names.find((name) => signature.keywordIndex(name) < 0);
    if (this.who === null && unknown !== undefined && this.fits(positional.length, names.length)) {
      const missing = this.required.findIndex(
        (name, i) => i + 1 >= positional.length && !names.includes(name),
      );
      if (missing >= 0) throw missingArgument('function', this.required[missing]!, missing + 1);
      const error = unexpectedKeyword('this function', unknown, signature.keywordNames);
      throw newException(typeErrorType, String(error.args[0]).replace('function()', 'function'));
    }
    return super.invokeKw(positional, names, values);
  }
  private fits(positional: number, keywords: number): boolean {
    return positional <= this.signature.max && positional + keywords <= this.signature.params.length;
  }
}

/** Adds a `__new__`; `who` is how messages name it, null: "function". */
export function defineNew(
  type: PyType,
  text: string,
  impl: Implementation,
  who: string | null,
  required: readonly string[] = [],
): void {
  setTypeAttribute(type, '__new__', new ParsedNew(type, text, impl, who, required));
}

/** A method whose arguments, so many and none of them by name, PyArg_ParseTuple reads. */
class ParsedMethod extends MethodDescriptor {
  protected override countError(given: number): PyBaseException {
    const count = this.signature.min - 1;
    const what = `${count} argument${count === 1 ? '' : 's'}`;
    return this.error(`${this.name}() takes exactly ${what} (${given - 1} given)`);
  }
}

/** Adds such methods; `ofClass`: class methods. */
export function defineParsed(type: PyType, table: MethodTable, ofClass = false): void {
  for (const [name, [text, impl, doc]] of Object.entries(table)) {
    const method = new ParsedMethod(type, name, signatureOf(text), impl, doc ?? null);
    setTypeAttribute(type, name, ofClass ? new ClassMethodDescriptor(type, method) : method);
  }
}

/** `__replace__`, which is `replace` by another name. */
class ReplaceMethod extends MethodDescriptor {
  override errorName(): string {
    return 'replace';
  }
}

/** Gives a class `__replace__`, which `copy.replace` calls; its errors speak of `replace`. */
export function defineReplace(type: PyType, text: string, impl: Implementation): void {
  const signature = signatureOf(text);
  setTypeAttribute(type, '__replace__', new ReplaceMethod(type, '__replace__', signature, impl, null));
}
