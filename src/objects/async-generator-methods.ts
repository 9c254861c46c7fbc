// Asynchronous generators, and the awaitables that their methods return (PEP 525).
//
// The body is a generator whose `yield` gives out AsyncYield and whose `await` passes on whatever the awaited thing gives.
// An awaitable advances the body until an AsyncYield comes, which is its result; the body's end is StopAsyncIteration.
import { ABRUPT, type Abrupt, STOP, type Stop } from '../machine/abrupt.ts';
import { type Awaitable, awaited, madeAwaitable } from '../machine/awaitable.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { AsyncYield, asyncGeneratorType, PyAsyncGenerator } from '../machine/generator.ts';
import { machine } from '../machine/machine.ts';
import { call1 } from '../operators/call.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { identityOf } from '../operators/hash.ts';
import { asyncGeneratorHooks } from './async-generator-hooks.ts';
import {
  generatorExitType,
  newException,
  type PyBaseException,
  raise,
  runtimeErrorType,
  stopAsyncIterationType,
  stopIterationType,
} from './exception.ts';
import { genericAlias } from './generic-alias.ts';
import {
  generator_throw,
  stateGetSets,
  stepResult,
  ThrowOperation,
  warnOfArguments,
} from './generator-methods.ts';
import { defineClassMethods, defineGetSets, defineMethods, type MethodTable } from './native.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { fromHost, hostString, textOf } from './str.ts';
import { builtinType } from './type.ts';

/** What `__anext__`, `asend`, `athrow` and `aclose` return. */
export abstract class AsyncGeneratorAwaitable extends PyObject implements Awaitable {
  watch: (() => void) | null = null;
  readonly generator: PyAsyncGenerator;
  protected state: 'new' | 'running' | 'done' = 'new';
  constructor(generator: PyAsyncGenerator) {
    super();
    this.generator = generator;
  }

  isUnawaited(): boolean {
    return this.state === 'new';
  }
  warn(): Result {
    return frozenFunction('unawaited', 'warn_of_method').call3(this, this.method(), this.generator.qualname);
  }
  standIn(): AsyncGeneratorAwaitable {
    const prototype = Object.getPrototypeOf(this) as object;
    const { code, name, qualname } = this.generator;
    const generator = Object.assign(Object.create(PyAsyncGenerator.prototype) as PyAsyncGenerator, {
      code,
      name,
      qualname,
    });
    return Object.assign(Object.create(prototype) as this, {
      ...this,
      generator,
      exception: null,
      value: None,
      watch: null,
    });
  }

  /** The method that gave it. */
  protected abstract method(): string;
  /** In messages. */
  protected abstract reuse(): string;
  protected abstract busy(): string;
  /** The first step. */
  protected abstract start(sent: Value): IterResult;

  override next(): IterResult {
    return this.send(None);
  }

  send(sent: Value): IterResult {
    if (machine.newest === this) machine.newest = null;
    else if (this.watch !== null) awaited(this);
    if (this.state === 'done') return raise(runtimeErrorType, `cannot reuse already awaited ${this.reuse()}`);
    if (this.state === 'running') return this.outcome(this.generator.step(sent));
    if (this.hasEnded()) {
      this.state = 'done';
      machine.stopValue = None;
      return STOP;
    }
    if (this.generator.busy) {
      this.state = 'done';
      return raise(runtimeErrorType, `${this.busy()}: asynchronous generator is already running`);
    }
    return this.start(sent);
  }

  throwInto(exc: PyBaseException): IterResult {
    awaited(this);
    if (this.state === 'done') return raise(runtimeErrorType, `cannot reuse already awaited ${this.reuse()}`);
    if (this.state === 'new') {
      if (this.generator.busy) {
        this.state = 'done';
        return raise(runtimeErrorType, `${this.busy()}: asynchronous generator is already running`);
      }
      this.begin();
    }
    return this.outcome(this.generator.throwInto(exc));
  }

  /** There is nothing to do, as the generator has ended. */
  protected hasEnded(): boolean {
    return false;
  }

  protected begin(): void {
    this.state = 'running';
    this.generator.busy = true;
  }

  /** Ends the awaiting. */
  protected finish(): void {
    this.state = 'done';
    this.generator.busy = false;
  }

  /** Goes on after a step of the body. */
  outcome(result: IterResult): IterResult {
    if (result === ABRUPT) return machine.exc === null ? suspend(new OutcomeFrame(this)) : this.failed();
    if (result === STOP) {
      this.generator.finished = true;
      raise(stopAsyncIterationType);
      return this.failed();
    }
    return result instanceof AsyncYield ? this.yielded(result.value) : result;
  }

  protected yielded(value: Value): IterResult {
    this.finish();
    machine.stopValue = value;
    return STOP;
  }

  /** `machine.exc` left the body. */
  protected failed(): IterResult {
    this.leave();
    return ABRUPT;
  }
  protected leave(): void {
    this.finish();
    const { cls } = machine.exc!;
    if (cls.isSubtype(stopAsyncIterationType) || cls.isSubtype(generatorExitType))
      this.generator.finished = true;
  }

  close(): Result {
    awaited(this);
    if (this.state === 'done') return None;
    const result = this.throwInto(newException(generatorExitType));
    return result === ABRUPT ? (suspend(new CloseFrame()) as Result) : closed(result);
  }
}

function closed(result: Value | Stop): Result {
  return result === STOP ? None : raise(runtimeErrorType, 'coroutine ignored GeneratorExit');
}

class CloseFrame extends NativeFrame {
  returned(value: Value | Stop): IterResult {
    return closed(value);
  }
  override raised(): IterResult {
    const { cls } = machine.exc!;
    const expected = [stopIterationType, stopAsyncIterationType, generatorExitType].some((t) =>
      cls.isSubtype(t),
    );
    if (!expected) return ABRUPT;
    machine.exc = null;
    return None;
  }
}

/** The rest of an awaitable's step while the body is off the host's stack. */
class OutcomeFrame extends NativeFrame {
  readonly awaitable: AsyncGeneratorAwaitable;
  constructor(awaitable: AsyncGeneratorAwaitable) {
    super();
    this.awaitable = awaitable;
  }
  returned(value: Value | Stop): IterResult {
    return this.awaitable.outcome(value);
  }
  override raised(): IterResult {
    return this.awaitable.outcome(ABRUPT);
  }
}

/** `__anext__()` and `asend(value)`. */
class AsyncGeneratorSend extends AsyncGeneratorAwaitable {
  readonly value: Value;
  constructor(generator: PyAsyncGenerator, value: Value) {
    super(generator);
    this.value = value;
  }
  protected method(): string {
    return 'asend';
  }
  protected reuse(): string {
    return '__anext__()/asend()';
  }
  protected busy(): string {
    return 'anext()';
  }
  protected start(sent: Value): IterResult {
    this.begin();
    return this.outcome(this.generator.send(sent === None ? this.value : sent));
  }
}

/** `athrow(...)`, and with `exception` null `aclose()`. */
class AsyncGeneratorThrow extends AsyncGeneratorAwaitable {
  readonly exception: Value[] | null;
  private readonly name: string;
  constructor(generator: PyAsyncGenerator, exception: Value[] | null) {
    super(generator);
    this.name = exception === null ? 'aclose' : 'athrow';
    this.exception = exception;
  }
  protected method(): string {
    return this.name;
  }
  protected override hasEnded(): boolean {
    return this.generator.frame === null;
  }
  protected reuse(): string {
    return 'aclose()/athrow()';
  }
  protected busy(): string {
    return this.exception === null ? 'aclose()' : 'athrow()';
  }

  protected start(sent: Value): IterResult {
    if (this.generator.finished) {
      this.state = 'done';
      return raise(stopAsyncIterationType);
    }
    if (sent !== None)
      return raise(runtimeErrorType, "can't send non-None value to a just-started coroutine");
    this.begin();
    if (this.exception === null) {
      this.generator.finished = true;
      return this.outcome(this.generator.throwInto(newException(generatorExitType)));
    }
    const [type, value = None, traceback = None] = this.exception;
    return this.thrown(new ThrowOperation(this.generator, value, traceback).begin(type!));
  }

  /** A throw gives the end of the body as StopIteration. */
  private thrown(result: Result): IterResult {
    if (result === ABRUPT && machine.exc === null) return suspend(new ThrownFrame(this));
    if (result === ABRUPT && machine.exc!.cls.isSubtype(stopIterationType)) {
      machine.exc = null;
      return this.outcome(STOP);
    }
    return this.outcome(result);
  }
  arrived(result: Result): IterResult {
    return this.thrown(result);
  }

  protected override yielded(value: Value): IterResult {
    if (this.exception !== null) return super.yielded(value);
    this.finish();
    return raise(runtimeErrorType, 'async generator ignored GeneratorExit');
  }

  protected override failed(): IterResult {
    this.leave();
    const { cls } = machine.exc!;
    if (
      this.exception !== null ||
      !(cls.isSubtype(stopAsyncIterationType) || cls.isSubtype(generatorExitType))
    )
      return ABRUPT;
    machine.exc = null;
    machine.stopValue = None;
    return STOP;
  }
}

class ThrownFrame extends NativeFrame {
  readonly awaitable: AsyncGeneratorThrow;
  constructor(awaitable: AsyncGeneratorThrow) {
    super();
    this.awaitable = awaitable;
  }
  returned(value: Value): IterResult {
    return this.awaitable.arrived(value);
  }
  override raised(): IterResult {
    return this.awaitable.arrived(ABRUPT);
  }
}

export const asyncSendType = builtinType('async_generator_asend', AsyncGeneratorSend, { final: true });
export const asyncThrowType = builtinType('async_generator_athrow', AsyncGeneratorThrow, { final: true });

function throwArguments(
  self: AsyncGeneratorAwaitable,
  type: Value,
  value?: Value,
  traceback?: Value,
): Result {
  // The awaitable stands in for a generator: it is advanced by the exception once that exists.
  return generator_throw(self as never, type, value, traceback);
}

const awaitableMethods: MethodTable = {
  __await__: ['($self, /)', (self: AsyncGeneratorAwaitable) => self],
  send: ['($self, arg, /)', (self: AsyncGeneratorAwaitable, value: Value) => stepResult(self.send(value))],
  throw: ['($self, typ, val=None, tb=None, /)', throwArguments],
  close: ['($self, /)', (self: AsyncGeneratorAwaitable) => self.close()],
};

for (const type of [asyncSendType, asyncThrowType]) {
  defineMethods(type, awaitableMethods);
  defineIterator(type);
}

/** Asks `sys.set_asyncgen_hooks`'s first hook, once; then gives the awaitable. */
function withHooks(self: PyAsyncGenerator, awaitable: AsyncGeneratorAwaitable): Result {
  madeAwaitable(awaitable);
  if (self.hooksReady) return awaitable;
  self.hooksReady = true;
  const { firstiter, finalizer } = asyncGeneratorHooks();
  self.finalizer = finalizer;
  if (firstiter === null) return awaitable;
  const result: Value | Abrupt = call1(firstiter, self);
  return result === ABRUPT ? (suspend(new HookFrame(awaitable)) as Result) : awaitable;
}

class HookFrame extends NativeFrame {
  readonly awaitable: AsyncGeneratorAwaitable;
  constructor(awaitable: AsyncGeneratorAwaitable) {
    super();
    this.awaitable = awaitable;
  }
  returned(): IterResult {
    return this.awaitable;
  }
}

function async_generator_repr(self: PyAsyncGenerator): Result {
  return fromHost(
    `<async_generator object ${hostString(textOf(self.qualname) ?? '?')} at 0x${identityOf(self).toString(16)}>`,
  );
}

function async_generator_athrow(
  self: PyAsyncGenerator,
  type: Value,
  value?: Value,
  tb: Value = None,
): Result {
  if (value === undefined) return withHooks(self, new AsyncGeneratorThrow(self, [type]));
  const awaitable = new AsyncGeneratorThrow(self, [type, value, tb]);
  const warned = warnOfArguments('athrow');
  return warned === ABRUPT
    ? (suspend(new WarnedFrame(self, awaitable)) as Result)
    : withHooks(self, awaitable);
}

class WarnedFrame extends NativeFrame {
  private readonly generator: PyAsyncGenerator;
  private readonly awaitable: AsyncGeneratorAwaitable;
  constructor(generator: PyAsyncGenerator, awaitable: AsyncGeneratorAwaitable) {
    super();
    this.generator = generator;
    this.awaitable = awaitable;
  }
  returned(): IterResult {
    return withHooks(this.generator, this.awaitable);
  }
}

/** `__anext__()`, which `async for` calls for each item. */
export function async_generator_anext(self: PyAsyncGenerator): Result {
  return withHooks(self, new AsyncGeneratorSend(self, None));
}

defineMethods(asyncGeneratorType, {
  __aiter__: ['($self, /)', (self: PyAsyncGenerator) => self],
  __anext__: ['($self, /)', async_generator_anext],
  asend: [
    '($self, value, /)',
    (self: PyAsyncGenerator, value: Value) => withHooks(self, new AsyncGeneratorSend(self, value)),
  ],
  athrow: ['($self, typ, val=None, tb=None, /)', async_generator_athrow],
  aclose: ['($self, /)', (self: PyAsyncGenerator) => withHooks(self, new AsyncGeneratorThrow(self, null))],
  __repr__: ['($self, /)', async_generator_repr],
});
defineGetSets(asyncGeneratorType, {
  ...stateGetSets('ag', 'ag_await'),
  ag_running: [(self: PyAsyncGenerator) => self.busy],
});
defineClassMethods(asyncGeneratorType, {
  __class_getitem__: ['($type, item, /)', genericAlias],
});
