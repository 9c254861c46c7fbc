// Methods and attributes of generators and coroutines.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, type PyFrame, suspend } from '../machine/frame.ts';
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
import { defineIterator } from '../operators/iterator-methods.ts';
import { baseExceptionType, PyBaseException, typeError } from './exception.ts';
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
import { fromHost, hostString, textOf } from './str.ts';
import { Traceback } from './traceback.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, PyType } from './type.ts';
import { typeOf } from './typeof.ts';

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

export function generator_send(self: GeneratorLike, value: Value): Result {
  return stepResult(self.send(value));
}

/** `throw(type[, value[, traceback]])`: raises in the generator what the arguments describe. */
export function generator_throw(
  self: GeneratorLike,
  type: Value,
  value: Value = None,
  traceback: Value = None,
): Result {
  return new ThrowOperation(self, value, traceback).begin(type);
}

export class ThrowOperation extends NativeFrame {
  private readonly generator: GeneratorLike;
  private readonly value: Value;
  private readonly traceback: Value;
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
    return made === ABRUPT ? (suspend(this) as Result) : this.made(made);
  }

  private made(exc: Value): Result {
    if (exc instanceof PyBaseException) return this.throwNow(exc);
    return typeError(
      `calling exception class should have returned an instance of BaseException, not ${typeOf(exc).name}`,
    );
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
}

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
    [waitsFor]: [(self: GeneratorLike) => self.frame?.delegate ?? None],
    [`${prefix}_frame`]: [visibleFrameOf],
    [`${prefix}_code`]: [codeOf],
  };
}

defineMethods(generatorType, sharedMethods);
defineIterator(generatorType);
defineGetSets(generatorType, stateGetSets('gi', 'gi_yieldfrom'));
defineClassMethods(generatorType, {
  __class_getitem__: ['($type, item, /)', (type: PyType, item: Value) => genericAlias(type, item)],
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
  __class_getitem__: ['($type, item, /)', (type: PyType, item: Value) => genericAlias(type, item)],
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
