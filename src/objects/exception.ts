// Exceptions: their classes, raising, and what becomes of the host's own errors.
//
// An exception in flight stands in `machine.exc` and travels as ABRUPT. A native raises in either of two ways:
//
//     return raise(valueErrorType, 'not in list');     // on paths where exceptions are ordinary control flow
//     throw newException(valueErrorType, 'bad digit');  // where that is simpler; the compiled caller catches it
//
// Both give the same: the context is set where the exception meets the machine (`raiseException`, `hostError`). The attributes
// and methods of each class are in exception-methods.ts.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { machine } from '../machine/machine.ts';
import { PyObject, type Value } from './object.ts';
import { fromHost } from './str.ts';
import { FormatError, type FormatErrorType } from './text/format-error.ts';
import { PyTuple } from './tuple.ts';
import type { Traceback } from './traceback.ts';
import { builtinType, constructorLike, type InstanceConstructor, type PyType } from './type.ts';

export class PyBaseException extends PyObject {
  /** `args`, as JavaScript array; never changed in place. */
  args: Value[] = [];
  /** `__traceback__`; null is None. */
  traceback: Traceback | null = null;
  /** `__context__`: what was being handled when this was raised. */
  context: PyBaseException | null = null;
  /** `__cause__`: what `raise ... from` gave. */
  cause: PyBaseException | null = null;
  suppressContext = false;

  /** Takes the arguments the exception is made with, and fills in the members that come from them. */
  setArguments(args: Value[]): void {
    this.args = args;
  }

  override toString(): string {
    return `${this.cls.name}(${this.args.map(String).join(', ')})`;
  }
}

/** Layouts with members of their own. */
export class PySyntaxError extends PyBaseException {
  msg: Value | null = null;
  filename: Value | null = null;
  lineno: Value | null = null;
  offset: Value | null = null;
  text: Value | null = null;
  endLineno: Value | null = null;
  endOffset: Value | null = null;
  printFileAndLine: Value | null = null;
  metadata: Value | null = null;

  override setArguments(args: Value[]): void {
    this.args = args;
    if (args.length > 0) this.msg = args[0]!;
  }
}
export class PyImportError extends PyBaseException {
  msg: Value | null = null;
  moduleName: Value | null = null;
  path: Value | null = null;
  nameFrom: Value | null = null;

  override setArguments(args: Value[]): void {
    this.args = args;
    this.msg = args.length === 1 ? args[0]! : null;
  }
}
export class PyOSError extends PyBaseException {
  errno: Value | null = null;
  strerror: Value | null = null;
  filename: Value | null = null;
  filename2: Value | null = null;
  written: number | null = null;
}
export class PyStopIteration extends PyBaseException {
  /** `value`: what a generator returned; null is None. */
  value: Value | null = null;

  override setArguments(args: Value[]): void {
    this.args = args;
    this.value = args[0] ?? null;
  }
}
export class PySystemExit extends PyBaseException {
  code: Value | null = null;

  override setArguments(args: Value[]): void {
    this.args = args;
    if (args.length > 0) this.code = args.length === 1 ? args[0]! : new PyTuple(args);
  }
}
export class PyUnicodeError extends PyBaseException {
  encoding: Value | null = null;
  object: Value | null = null;
  start: number = 0;
  end: number = 0;
  reason: Value | null = null;
}
export class PyNameError extends PyBaseException {
  nameOf: Value | null = null;
}
export class PyAttributeError extends PyBaseException {
  nameOf: Value | null = null;
  obj: Value | null = null;
}
export class PyBaseExceptionGroup extends PyBaseException {
  message: Value = '';
  exceptions: PyBaseException[] = [];
  /** The same as the tuple that `.exceptions` shows. */
  exceptionsTuple: PyTuple | null = null;
}

/** Makes what `PyBaseException` makes (see `plainConstructor`). */
const PlainException = function PlainException(this: PyBaseException) {
  this.args = NO_ARGUMENTS;
  this.traceback = null;
  this.context = null;
  this.cause = null;
  this.suppressContext = false;
} as unknown as new () => PyBaseException;

const NO_ARGUMENTS: Value[] = [];

(PyBaseException as InstanceConstructor).plainBase = PlainException;

export const baseExceptionType = builtinType('BaseException', PyBaseException, { hasDict: true });

/** A class of exceptions below `base`; with `layout` when it has members of its own. */
function derive(name: string, base: PyType, layout: InstanceConstructor = base.Ctor): PyType {
  const plainBase = Object.hasOwn(layout, 'plainBase') ? layout.plainBase! : layout;
  const Layout = constructorLike(name, plainBase);
  Layout.plainBase = plainBase;
  Layout.prototype = Object.create(layout.prototype as object, {
    constructor: { value: Layout, writable: true, configurable: true },
  }) as PyBaseException;
  return builtinType(name, Layout, { base, hasDict: true });
}

/** The one built-in class of exceptions with two bases; as in CPython it is made like a class of Python's. */
function exceptionGroup(): PyType {
  const type = derive('ExceptionGroup', baseExceptionGroupType);
  type.bases = [baseExceptionGroupType, exceptionClass];
  type.mro = [type, ...type.bases, baseExceptionType, ...baseExceptionType.mro.slice(1)];
  exceptionClass.subclasses.add(new WeakRef(type));
  type.isHeap = true;
  type.attrs.set('__module__', 'builtins');
  type.hasWeakrefs = true;
  return type;
}

export const baseExceptionGroupType = derive('BaseExceptionGroup', baseExceptionType, PyBaseExceptionGroup);
export const generatorExitType = derive('GeneratorExit', baseExceptionType);
export const keyboardInterruptType = derive('KeyboardInterrupt', baseExceptionType);
export const systemExitType = derive('SystemExit', baseExceptionType, PySystemExit);
export const taskletExitType = derive('TaskletExit', systemExitType);
export const exceptionClass = derive('Exception', baseExceptionType);
export const exceptionGroupType = exceptionGroup();
export const stopIterationType = derive('StopIteration', exceptionClass, PyStopIteration);
export const stopAsyncIterationType = derive('StopAsyncIteration', exceptionClass);
export const arithmeticErrorType = derive('ArithmeticError', exceptionClass);
export const floatingPointErrorType = derive('FloatingPointError', arithmeticErrorType);
export const overflowErrorType = derive('OverflowError', arithmeticErrorType);
export const zeroDivisionErrorType = derive('ZeroDivisionError', arithmeticErrorType);
export const assertionErrorType = derive('AssertionError', exceptionClass);
export const attributeErrorType = derive('AttributeError', exceptionClass, PyAttributeError);
export const bufferErrorType = derive('BufferError', exceptionClass);
export const eofErrorType = derive('EOFError', exceptionClass);
export const importErrorType = derive('ImportError', exceptionClass, PyImportError);
export const moduleNotFoundErrorType = derive('ModuleNotFoundError', importErrorType);
export const lookupErrorType = derive('LookupError', exceptionClass);
export const indexErrorType = derive('IndexError', lookupErrorType);
export const keyErrorType = derive('KeyError', lookupErrorType);
export const memoryErrorType = derive('MemoryError', exceptionClass);
export const nameErrorType = derive('NameError', exceptionClass, PyNameError);
export const unboundLocalErrorType = derive('UnboundLocalError', nameErrorType);
export const osErrorType = derive('OSError', exceptionClass, PyOSError);
export const blockingIOErrorType = derive('BlockingIOError', osErrorType);
export const childProcessErrorType = derive('ChildProcessError', osErrorType);
export const connectionErrorType = derive('ConnectionError', osErrorType);
export const brokenPipeErrorType = derive('BrokenPipeError', connectionErrorType);
export const connectionAbortedErrorType = derive('ConnectionAbortedError', connectionErrorType);
export const connectionRefusedErrorType = derive('ConnectionRefusedError', connectionErrorType);
export const connectionResetErrorType = derive('ConnectionResetError', connectionErrorType);
export const fileExistsErrorType = derive('FileExistsError', osErrorType);
export const fileNotFoundErrorType = derive('FileNotFoundError', osErrorType);
export const interruptedErrorType = derive('InterruptedError', osErrorType);
export const isADirectoryErrorType = derive('IsADirectoryError', osErrorType);
export const notADirectoryErrorType = derive('NotADirectoryError', osErrorType);
export const permissionErrorType = derive('PermissionError', osErrorType);
export const processLookupErrorType = derive('ProcessLookupError', osErrorType);
export const timeoutErrorType = derive('TimeoutError', osErrorType);
export const referenceErrorType = derive('ReferenceError', exceptionClass);
export const runtimeErrorType = derive('RuntimeError', exceptionClass);
export const notImplementedErrorType = derive('NotImplementedError', runtimeErrorType);
export const pythonFinalizationErrorType = derive('PythonFinalizationError', runtimeErrorType);
export const recursionErrorType = derive('RecursionError', runtimeErrorType);
export const syntaxErrorType = derive('SyntaxError', exceptionClass, PySyntaxError);
export const incompleteInputErrorType = derive('_IncompleteInputError', syntaxErrorType);
export const indentationErrorType = derive('IndentationError', syntaxErrorType);
export const tabErrorType = derive('TabError', indentationErrorType);
export const systemErrorType = derive('SystemError', exceptionClass);
export const typeErrorType = derive('TypeError', exceptionClass);
export const valueErrorType = derive('ValueError', exceptionClass);
export const unicodeErrorType = derive('UnicodeError', valueErrorType);
export const unicodeDecodeErrorType = derive('UnicodeDecodeError', unicodeErrorType, PyUnicodeError);
export const unicodeEncodeErrorType = derive('UnicodeEncodeError', unicodeErrorType, PyUnicodeError);
export const unicodeTranslateErrorType = derive('UnicodeTranslateError', unicodeErrorType, PyUnicodeError);
export const warningType = derive('Warning', exceptionClass);
export const bytesWarningType = derive('BytesWarning', warningType);
export const deprecationWarningType = derive('DeprecationWarning', warningType);
export const encodingWarningType = derive('EncodingWarning', warningType);
export const futureWarningType = derive('FutureWarning', warningType);
export const importWarningType = derive('ImportWarning', warningType);
export const pendingDeprecationWarningType = derive('PendingDeprecationWarning', warningType);
export const resourceWarningType = derive('ResourceWarning', warningType);
export const runtimeWarningType = derive('RuntimeWarning', warningType);
export const syntaxWarningType = derive('SyntaxWarning', warningType);
export const unicodeWarningType = derive('UnicodeWarning', warningType);
export const userWarningType = derive('UserWarning', warningType);

/** A new instance of a built-in exception class, without calling its constructor; `args` are its arguments. */
export function newException(type: PyType, ...args: Value[]): PyBaseException {
  const exc = new (type.Ctor as new () => PyBaseException)();
  exc.setArguments(args);
  return exc;
}

/** Raises a new exception of a built-in class. The return value is ABRUPT. */
export function raise(type: PyType, ...args: Value[]): Abrupt {
  return raiseException(newException(type, ...args));
}

/** Raises KeyError for a key that is not there: as `raise(keyErrorType, key)`, where that is ordinary. */
export function keyError(key: Value): Abrupt {
  const exc = new (keyErrorType.Ctor as new () => PyBaseException)();
  exc.args = [key];
  return raiseException(exc);
}

/** Raises `exc`; its context becomes the exception being handled (as _PyErr_SetObject does, without making a cycle). */
export function raiseException(exc: PyBaseException): Abrupt {
  setContext(exc, machine.handled);
  machine.exc = exc;
  return ABRUPT;
}

function setContext(exc: PyBaseException, handled: PyBaseException | null): void {
  if (handled === null || handled === exc) return;
  // If `exc` already stands in the chain of contexts behind `handled`, that link is cut first.
  // The chain may have a cycle of its own; `slow` goes at half the speed and is met then.
  let slow = handled;
  let move = false;
  let e = handled;
  while (e.context !== null) {
    if (e.context === exc) {
      e.context = null;
      break;
    }
    e = e.context;
    if (e === slow) break;
    if (move) slow = slow.context!;
    move = !move;
  }
  exc.context = handled;
}

/** Turns what a native threw into an exception being raised: Python's own, or the host's errors translated. */
export function hostError(error: unknown): Abrupt {
  // A frame that came damaged out of a pickle may have put anything there.
  if (machine.handled !== null && !(machine.handled instanceof PyBaseException)) machine.handled = null;
  if (error instanceof PyBaseException) return raiseException(error);
  if (error instanceof FormatError) return raise(formatErrorTypes[error.pyType](), fromHost(error.message));
  if (error instanceof RangeError) {
    if (/call stack/i.test(error.message))
      return raise(recursionErrorType, 'maximum recursion depth exceeded');
    return raise(memoryErrorType);
  }
  if (typeof process !== 'undefined' && process.env['STACKLESS_DEBUG'] !== undefined) console.error(error);
  return raise(systemErrorType, `internal error: ${error instanceof Error ? error.message : String(error)}`);
}

/** The classes behind the errors of the text algorithms (objects/text/). */
const formatErrorTypes: Record<FormatErrorType, () => PyType> = {
  ValueError: () => valueErrorType,
  TypeError: () => typeErrorType,
  OverflowError: () => overflowErrorType,
  KeyError: () => keyErrorType,
  IndexError: () => indexErrorType,
  ZeroDivisionError: () => zeroDivisionErrorType,
  MemoryError: () => memoryErrorType,
};

/** Raises the exception; for `return typeError(...)` where throwing would be too slow. */
export function typeError(message: string): Abrupt {
  return raise(typeErrorType, message);
}
export function valueError(message: string): Abrupt {
  return raise(valueErrorType, message);
}
