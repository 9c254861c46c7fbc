// Methods and attributes of generators and coroutines.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, type PyFrame, suspend } from '../machine/frame.ts';
import { rememberGenerator } from './frame-generator.ts';
import { machine } from '../machine/machine.ts';
import { identityOf } from '../operators/hash.ts';
import {
  coroutineType,
  type GeneratorLike,
  generatorType,
  type PyCoroutine,
  raiseStop,
} from '../machine/generator.ts';
import { genericAlias } from './generic-alias.ts';
import { call0, call1, callN } from '../operators/call.ts';
import { repr } from '../operators/repr.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import {
  baseExceptionType,
  deprecationWarningType,
  newException,
  PyBaseException,
  typeError,
  typeErrorType,
} from './exception.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMembers,
  defineMethods,
  type GetSetTable,
  type MethodTable,
} from './native.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { fromHost, hostString, makeStr, textOf } from './str.ts';
import { concatTexts } from './text/text.ts';
import { Traceback } from './traceback.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, PyType } from './type.ts';
import { typeOf } from './typeof.ts';
import { issueWarning } from './warning.ts';

/** A step's outcome as a method call gives it: the end becomes StopIteration. */
export function stepResult(result: IterResult): Result {
  if (result === STOP) return raiseStop();
  return result === ABRUPT ? (suspend(new StepResultFrame()) as Result) : result;
}

class StepResultFrame extends NativeFrame {
  returned(value: Value | Stop): IterResult {
    return value === STOP ? raiseStop() : value;
  }
}

/** `send` of generators and coroutines: as `step`, with StopIteration raised at the end. */
export function generator_send(self: GeneratorLike, value: Value): Result {
  return stepResult(self.send(value));
}

/** `throw(type[, value[, traceback]])`: raises in the generator what the arguments describe. */
export function generator_throw(
  self: GeneratorLike,
  type: Value,
  value?: Value,
  traceback: Value = None,
): Result {
  const operation = new ThrowOperation(self, value ?? None, traceback);
  if (value === undefined) return operation.begin(type);
  const warned = warnOfArguments('throw');
  return warned === ABRUPT ? (suspend(new WarnedThrow(operation, type)) as Result) : operation.begin(type);
}

/** `throw` and `athrow` should be called with an exception alone. */
export function warnOfArguments(method: string): Result {
  const message = `the (type, exc, tb) signature of ${method}() is deprecated, use the single-arg signature instead.`;
  return issueWarning(deprecationWarningType, message);
}

class WarnedThrow extends NativeFrame {
  private readonly operation: ThrowOperation;
  private readonly type: Value;
  constructor(operation: ThrowOperation, type: Value) {
    super();
    this.operation = operation;
    this.type = type;
  }
  returned(): IterResult {
    return this.operation.begin(this.type);
  }
}

export class ThrowOperation extends NativeFrame {
  private readonly generator: GeneratorLike;
  private readonly value: Value;
  private readonly traceback: Value;
  private type: PyType | null = null;
  private thrown = false;
  constructor(generator: GeneratorLike, value: Value, traceback: Value) {
    super();
    this.generator = generator;
    this.value = value;
    this.traceback = traceback;
  }

  begin(type: Value): Result {
    const { value, traceback } = this;
    if (traceback !== None && !(traceback instanceof Traceback)) {
      return typeError('throw() third argument must be a traceback object');
    }
    if (type instanceof PyBaseException) {
      if (value !== None) return typeError('instance exception may not have a separate value');
      return this.throwNow(type);
    }
    if (!(type instanceof PyType) || !type.isSubtype(baseExceptionType)) {
      return typeError(
        `exceptions must be classes or instances deriving from BaseException, not ${typeOf(type).name}`,
      );
    }
    if (value instanceof PyBaseException && value.cls.isSubtype(type)) return this.throwNow(value);
    const made =
      value === None
        ? call0(type)
        : value instanceof PyTuple
          ? callN(type, value.items.slice())
          : call1(type, value);
    this.type = type;
    return made === ABRUPT ? (suspend(this) as Result) : this.made(made);
  }

  /** What goes wrong in making the exception is thrown in its place. */
  private made(exc: Value): Result {
    if (exc instanceof PyBaseException) return this.throwNow(exc);
    const shown = repr(this.type!);
    if (shown === ABRUPT) return suspend(new ShownFrame(this, exc)) as Result;
    return this.refuse(shown, exc);
  }

  refuse(shown: Value, exc: Value): Result {
    const text = concatTexts([
      'calling ',
      textOf(shown)!,
      ` should have returned an instance of BaseException, not ${typeOf(exc).name}`,
    ]);
    return this.throwNow(newException(typeErrorType, makeStr(text)));
  }

  private throwNow(exc: PyBaseException): Result {
    this.thrown = true;
    if (this.traceback !== None) exc.traceback = this.traceback as Traceback;
    const result = this.generator.throwInto(exc);
    if (result === STOP) return raiseStop();
    return result === ABRUPT ? (suspend(this) as Result) : result;
  }

  returned(value: Value | Stop): IterResult {
    if (!this.thrown) return this.made(value as Value);
    return value === STOP ? raiseStop() : value;
  }

  override raised(): IterResult {
    return this.thrown ? ABRUPT : this.throwNow(machine.exc!);
  }
}

/** The class that gave no exception is shown in the message. */
class ShownFrame extends NativeFrame {
  private readonly operation: ThrowOperation;
  private readonly made: Value;
  constructor(operation: ThrowOperation, made: Value) {
    super();
    this.operation = operation;
    this.made = made;
  }
  returned(shown: Value): IterResult {
    return this.operation.refuse(shown, this.made);
  }
}

/** `close` of generators and coroutines: what the body returns when GeneratorExit is raised in it. */
export function generator_close(self: GeneratorLike): Result {
  return self.close();
}

/** Abandoning a generator runs its finally blocks only when it is closed; the collector does not tell. */
function generator_del(self: GeneratorLike): Result {
  return self.close();
}

function generator_repr(self: GeneratorLike): Result {
  const name = hostString(textOf(self.qualname) ?? '?');
  const id = identityOf(self).toString(16);
  return fromHost(`<${self.kind().replace(' ', '_')} object ${name} at 0x${id}>`);
}

export const sharedMethods: MethodTable = {
  send: ['($self, arg, /)', generator_send],
  throw: ['($self, typ, val=None, tb=None, /)', generator_throw],
  close: ['($self, /)', generator_close],
  __del__: ['($self, /)', generator_del],
  __repr__: ['($self, /)', generator_repr],
};

/** The frame as `gi_frame` shows it; None once it has ended. */
function visibleFrameOf(self: GeneratorLike): Value {
  rememberGenerator(self);
  return self.frame ?? None;
}

/** The states of `inspect.getgeneratorstate`: a frame that has not started is not suspended. */
function isSuspended(frame: PyFrame | null, running: boolean): boolean {
  return frame !== null && !running && frame.pc !== 0;
}

function codeOf(self: GeneratorLike): Value {
  return self.code;
}

function nameGetSets(): GetSetTable {
  return {
    __name__: [
      (self: GeneratorLike) => self.name,
      (self: GeneratorLike, value) => {
        if (value === undefined || textOf(value) === undefined)
          return typeError('__name__ must be set to a string object');
        self.name = value;
        return None;
      },
    ],
    __qualname__: [
      (self: GeneratorLike) => self.qualname,
      (self: GeneratorLike, value) => {
        if (value === undefined || textOf(value) === undefined) {
          return typeError('__qualname__ must be set to a string object');
        }
        self.qualname = value;
        return None;
      },
    ],
  };
}

/** `gi_running` and so on, with the prefix of the kind. */
export function stateGetSets(prefix: string, waitsFor: string): GetSetTable {
  return {
    ...nameGetSets(),
    [`${prefix}_running`]: [(self: GeneratorLike) => self.isRunning()],
    [`${prefix}_suspended`]: [(self: GeneratorLike) => isSuspended(self.frame, self.isRunning())],
    [waitsFor]: [(self: GeneratorLike) => (self.isRunning() ? None : (self.frame?.delegate ?? None))],
    [`${prefix}_frame`]: [visibleFrameOf],
    [`${prefix}_code`]: [codeOf],
  };
}

defineMethods(generatorType, sharedMethods);
defineIterator(generatorType);
defineGetSets(generatorType, stateGetSets('gi', 'gi_yieldfrom'));
defineClassMethods(generatorType, {
  __class_getitem__: ['($type, item, /)', genericAlias],
});

// --- Coroutines ----------------------------------------------------------------------------------------------------

/** What `coroutine.__await__()` gives: an iterator over the coroutine. */
export class CoroutineWrapper extends PyObject {
  readonly coroutine: PyCoroutine;
  constructor(coroutine: PyCoroutine) {
    super();
    this.coroutine = coroutine;
  }
  override next(): IterResult {
    return this.coroutine.next();
  }
}
export const coroutineWrapperType = builtinType('coroutine_wrapper', CoroutineWrapper, { final: true });

defineMethods(coroutineType, {
  ...sharedMethods,
  __await__: ['($self, /)', (self: PyCoroutine) => new CoroutineWrapper(self)],
});
defineGetSets(coroutineType, stateGetSets('cr', 'cr_await'));
defineMembers(coroutineType, { cr_origin: [(self: PyCoroutine) => self.origin] });
defineClassMethods(coroutineType, {
  __class_getitem__: ['($type, item, /)', genericAlias],
});

defineIterator(coroutineWrapperType);
defineMethods(coroutineWrapperType, {
  send: ['($self, arg, /)', (self: CoroutineWrapper, value: Value) => generator_send(self.coroutine, value)],
  throw: [
    '($self, typ, val=None, tb=None, /)',
    (self: CoroutineWrapper, type: Value, value?: Value, tb?: Value) =>
      generator_throw(self.coroutine, type, value, tb),
  ],
  close: ['($self, /)', (self: CoroutineWrapper) => self.coroutine.close()],
});
