// Generators and coroutines: a frame that its consumer resumes.
//
// Advancing resumes the frame on the host's stack. A yield saves the frame and returns the value; at the end `pc` is -1 and what is
// returned is the generator's return value. When the stack is lifted meanwhile, the generator's Resumption stands behind
// its frame in the chain and finishes the step later.
//
// In `yield from` (and `await`) a generator waits for another one: `frame.delegate`. Advancing the outer one resumes the innermost
// directly, and what that yields goes straight out, so the cost of a value does not grow with the length of the chain.
//
//      root ---delegate---> g1 ---delegate---> g2 (leaf)      root.chain = [root, g1, g2]
//
// A generator further in that is advanced by somebody else invalidates the chain; `owner` tells whose chain it is in.
import type { PyStopIteration } from '../objects/exception.ts';
import {
  generatorExitType,
  newException,
  type PyBaseException,
  raise,
  raiseException,
  recursionErrorType,
  runtimeErrorType,
  stopAsyncIterationType,
  stopIterationType,
  typeError,
  valueErrorType,
} from '../objects/exception.ts';
import type { CodeObject } from '../objects/code.ts';
import type { PyFunction } from '../objects/function.ts';
import { fromHost } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { None } from '../objects/none.ts';
import { type IterResult, plainConstructor, PyObject, type Result, type Value } from '../objects/object.ts';
import { builtinType } from '../objects/type.ts';
import { ABRUPT, type Abrupt, STOP, type Stop } from './abrupt.ts';
import { type Awaitable, awaited, madeAwaitable } from './awaitable.ts';
import { type Frame, NativeFrame, type PyFrame, stackDepth, suspend } from './frame.ts';
import { frozenFunction } from './frozen.ts';
import { visibleFrame, withFrames } from './inspect.ts';
import { machine } from './machine.ts';

/** What generators, coroutines and asynchronous generators share. */
export abstract class GeneratorLike extends PyObject {
  /** Null once it has ended. */
  frame: PyFrame | null;
  /** The code of its function. */
  readonly code: CodeObject;
  name: Value;
  qualname: Value;
  running = false;
  /** From this one to the innermost that it waits for; null: not known. */
  chain: GeneratorLike[] | null = null;
  /** The root of the chain through which this one is advanced. */
  owner: GeneratorLike | null = null;
  /** Stands for the rest of a step while the stack is off; made when first needed. */
  resumption: Resumption | null = null;

  constructor(fn: PyFunction, frame: PyFrame) {
    super();
    this.frame = frame;
    this.code = fn.code;
    this.name = fn.name;
    this.qualname = fn.qualname;
  }

  /** "generator", "coroutine", ... in messages. */
  abstract kind(): string;

  /** Whether it is being executed, itself or as part of a chain. */
  isRunning(): boolean {
    return (
      this.running ||
      (this.owner !== null && this.owner !== this && this.owner.running && this.owner.chain !== null)
    );
  }

  /**
   * Resumes it.
   * @param sent the value of the yield it waits at; ABRUPT raises `machine.exc` there
   * @returns the next value, or STOP with `machine.stopValue`, or ABRUPT
   */
  step(sent: Value | Abrupt | Stop): IterResult {
    if (this.isRunning()) return this.refuse(sent);
    if (this.frame === null) {
      if (sent === ABRUPT) return ABRUPT;
      machine.stopValue = None;
      return STOP;
    }
    if (this.owner !== null && this.owner !== this) {
      this.owner.chain = null;
      this.owner = null;
    }
    this.running = true;
    return this.resumeLeaf(sent);
  }

  /** It is advanced or closed, perhaps for the first time. */
  protected begun(): void {}

  private refuse(sent: Value | Abrupt | Stop): IterResult {
    if (sent === ABRUPT) machine.exc = null;
    return raise(valueErrorType, `${this.kind()} already executing`);
  }

  private resumeLeaf(sent: Value | Abrupt | Stop): IterResult {
    if (this.frame!.delegate === null) return this.received(this.frame!.resume(sent));
    if (machine.hostDepth === 0) {
      // A trace function is told of every member of the chain.
      this.chain = null;
      return this.received(this.frame!.resume(sent));
    }
    if (sent === ABRUPT && machine.exc!.cls.isSubtype(generatorExitType)) {
      // Whom it waits for is closed before this is raised here (`delegate`), and so on inwards.
      this.chain = null;
      return this.received(this.frame!.resume(ABRUPT));
    }
    const chain = this.chain ?? this.findChain();
    if (chain.length > machine.recursionLimit - stackDepth()) return this.chainTooLong(chain);
    return this.received(chain[chain.length - 1]!.frame!.resume(sent));
  }

  /** Whoever would be resumed beyond the limit fails, as if the members had resumed each other. */
  private chainTooLong(chain: GeneratorLike[]): IterResult {
    const room = Math.max(1, machine.recursionLimit - stackDepth());
    for (const beyond of chain.splice(room)) beyond.owner = null;
    raise(recursionErrorType, 'maximum recursion depth exceeded');
    return this.received(chain[chain.length - 1]!.frame!.resume(ABRUPT));
  }

  /** Follows the delegates down to the innermost generator, or to one for which `machine.handled` must be another. */
  private findChain(): GeneratorLike[] {
    const chain: GeneratorLike[] = [this];
    for (;;) {
      const last = chain[chain.length - 1]!;
      const frame = last.frame!;
      if (frame.handlingAt !== null && frame.handlingAt.includes(frame.pc)) break;
      const next = frame.delegate;
      if (!(next instanceof GeneratorLike) || next.frame === null || next.isRunning() || !next.isDirect())
        break;
      next.owner = this;
      next.chain = null;
      chain.push(next);
    }
    this.chain = chain;
    return chain;
  }

  /** Whether `yield from` may resume the frame of this one directly. */
  isDirect(): boolean {
    return true;
  }

  /** Goes on after the innermost frame gave `result`. */
  received(result: IterResult): IterResult {
    for (;;) {
      if (result === ABRUPT && machine.exc === null)
        return suspend((this.resumption ??= new Resumption(this)));
      const { chain } = this;
      const leaf = chain === null ? this : chain[chain.length - 1]!;
      const frame = leaf.frame!;
      if (result !== ABRUPT && frame.pc !== -1) {
        this.running = false;
        if (machine.ended) leaf.guarded();
        if (frame.delegate !== null) this.chain = null;
        return leaf === this ? result : leaf.yielded(result);
      }
      result = leaf.ended(result);
      if (leaf === this) {
        this.running = false;
        return result;
      }
      leaf.owner = null;
      chain!.pop();
      result = chain![chain!.length - 1]!.frame!.resume(result);
    }
  }

  /** It waits inside `try` or `with` for the first time. */
  private guarded(): void {
    machine.ended = false;
    machine.interpreter.unclosed.push(this);
  }

  /** Whether it waits where closing it does something; not if it waits for one that is being executed. */
  get isGuarded(): boolean {
    const { frame } = this;
    if (this.running || frame === null || frame.guardedAt === null) return false;
    if (!frame.guardedAt.includes(frame.pc)) return false;
    let inner = frame.delegate;
    while (inner instanceof GeneratorLike && !inner.running) inner = inner.frame?.delegate ?? null;
    return !(inner instanceof GeneratorLike);
  }

  /** What is pickled: itself. */
  settle(): object {
    return this;
  }

  /** It has been loaded: unless it runs the chain is found anew. */
  relocate(): void {
    if (!this.running) this.chain = null;
  }

  /** Another one with the same frame, which knows nothing of this one. */
  twin(): GeneratorLike {
    const other = Object.assign(Object.create(Object.getPrototypeOf(this) as object) as GeneratorLike, this);
    other.running = false;
    other.chain = other.owner = other.resumption = null;
    return other;
  }

  /** What a yield of this one, as part of somebody's chain, gives. */
  yielded(result: IterResult): IterResult {
    return result;
  }

  /** The frame has ended: with a return value, or ABRUPT and an exception. */
  private ended(result: IterResult): IterResult {
    this.frame = null;
    this.chain = null;
    if (this.unclosed !== undefined) this.unclosed.object.release();
    machine.ended = false;
    if (result === ABRUPT) return this.failed();
    machine.stopValue = result as Value;
    return STOP;
  }

  /** PEP 479: StopIteration that leaves the body becomes RuntimeError. */
  protected failed(): Abrupt {
    const exc = machine.exc!;
    if (exc.cls.isSubtype(stopIterationType)) return this.convert(exc, 'StopIteration');
    return ABRUPT;
  }

  protected convert(exc: PyBaseException, name: string): Abrupt {
    const error = newException(runtimeErrorType, `${this.kind()} raised ${name}`);
    error.cause = exc;
    error.suppressContext = true;
    error.context = exc;
    machine.exc = error;
    return ABRUPT;
  }

  override next(): IterResult {
    return this.step(None);
  }

  /** `send(value)`. */
  send(value: Value): IterResult {
    if (value !== None && this.frame !== null && this.frame.pc === 0 && !this.isRunning()) {
      return typeError(`can't send non-None value to a just-started ${this.kind()}`);
    }
    return this.step(value);
  }

  /** Raises `exc` where it is suspended. */
  throwInto(exc: PyBaseException): IterResult {
    if (this.isRunning()) return this.refuse(None);
    this.begun();
    if (this.frame !== null && this.frame.pc === 0) {
      // Not started: it ends without having run; the traceback shows its first line.
      machine.exc = exc;
      this.running = true;
      return this.received(this.frame.resume(ABRUPT));
    }
    machine.exc = exc;
    return this.step(ABRUPT);
  }

  /** `close()`. */
  close(): Result {
    if (this.frame === null) return None;
    this.begun();
    if (this.frame.pc === 0 && !this.isRunning()) {
      this.frame = null;
      return None;
    }
    raise(generatorExitType);
    const result = this.throwInto(machine.exc!);
    return result === ABRUPT ? (suspend(new CloseFrame(this)) as Result) : this.closed(result);
  }

  closed(result: Value | Stop): Result {
    if (result === STOP) return machine.stopValue ?? None;
    return raise(runtimeErrorType, `${this.kind()} ignored GeneratorExit`);
  }

  closeFailed(): Result {
    const { cls } = machine.exc!;
    if (!cls.isSubtype(generatorExitType) && !cls.isSubtype(stopIterationType)) return ABRUPT;
    machine.exc = null;
    return None;
  }

  override toString(): string {
    return `<${this.kind()} ${String(this.qualname)}>`;
  }
}

(GeneratorLike.prototype as { unclosed: PyObject['unclosed'] }).unclosed = undefined;

/** The fields of a generator, for constructors that do not call that of GeneratorLike. */
function initialize(self: GeneratorLike, fn: PyFunction, frame: PyFrame): void {
  self.frame = frame;
  (self as { code: CodeObject }).code = fn.code;
  self.name = fn.name;
  self.qualname = fn.qualname;
  self.running = false;
  self.chain = null;
  self.owner = null;
  self.resumption = null;
}

/** The rest of a generator's step, while its frame is off the host's stack. */
export class Resumption extends NativeFrame {
  readonly generator: GeneratorLike;
  /** Members of the chain have `back`, for those who look. */
  private shown = false;
  /** Out of a pickle: the members of the chain may be anything. */
  private loaded = false;
  constructor(generator: GeneratorLike) {
    super();
    this.generator = generator;
  }
  settle(): object {
    return this;
  }
  relocate(): void {
    this.loaded = true;
  }
  /** Throws ValueError where a member of the chain has ended. */
  private check(): void {
    this.loaded = false;
    const { chain, frame } = this.generator;
    if (frame === null || chain?.every((member) => member.frame !== null) === false || chain?.length === 0)
      throw newException(valueErrorType, 'bad state of a generator');
  }
  /** Those who wait in `yield from` stand between the innermost and whoever advances the root; only those who look need them. */
  override get visibleBack(): Frame | null {
    let caller = this.back;
    const waiting = this.generator.chain?.slice(0, -1) ?? [];
    for (const { frame } of waiting) {
      frame!.back = caller;
      caller = frame;
    }
    this.shown = true;
    return caller;
  }
  returned(value: Value | Stop): IterResult {
    if (this.loaded) this.check();
    this.forgetCallers();
    return this.generator.received(value);
  }
  override raised(): IterResult {
    if (machine.exc === null) return ABRUPT;
    if (this.loaded) this.check();
    this.forgetCallers();
    return this.generator.received(ABRUPT);
  }
  /** A generator that waits has no caller. */
  private forgetCallers(): void {
    const { chain, frame } = this.generator;
    const leaf = chain === null ? frame : chain[chain.length - 1]!.frame;
    leaf!.back = null;
    if (!this.shown) return;
    this.shown = false;
    for (const member of chain ?? []) member.frame!.back = null;
  }
}

class CloseFrame extends NativeFrame {
  readonly generator: GeneratorLike;
  constructor(generator: GeneratorLike) {
    super();
    this.generator = generator;
  }
  returned(value: Value | Stop): IterResult {
    return this.generator.closed(value);
  }
  override raised(): IterResult {
    return this.generator.closeFailed();
  }
}

class PyGeneratorLayout extends GeneratorLike {
  kind(): string {
    return 'generator';
  }
  /** It has no `yield from`, so its own frame is always the one to resume. */
  declare direct: boolean;
  /** The frame's resume body, once it is made and if `direct`. */
  declare private body: PyFrame['resume'] | null;

  /**
   * As `step`, with what is commonest first. Nothing is read from the frame: frames of different code have different hidden
   * classes, which would make each read here a search.
   */
  override next(): IterResult {
    const { body } = this;
    if (body === null || this.running || this.owner !== null || this.frame === null) return this.nextSlowly();
    this.running = true;
    const result = body.call(this.frame, None);
    if (result === ABRUPT || machine.ended) return this.received(result);
    this.running = false;
    return result;
  }

  /** For a generator that is made without its constructor. */
  forgetBody(): void {
    this.body = null;
  }

  private nextSlowly(): IterResult {
    const result = this.step(None);
    if (this.direct && this.frame !== null) this.body = this.frame.resume;
    return result;
  }
}

export const PyGenerator = plainConstructor(
  PyGeneratorLayout,
  function PyGenerator(fn: PyFunction, frame: PyFrame) {
    initialize(this, fn, frame);
    this.direct = false;
    (this as unknown as { body: null }).body = null;
  },
);
export type PyGenerator = PyGeneratorLayout;

export const generatorType = builtinType('generator', PyGenerator, { final: true, hasWeakrefs: true });

export class PyCoroutine extends GeneratorLike implements Awaitable {
  /** Where it was made, when origins are tracked. */
  origin: Value = None;
  watch: (() => void) | null = null;
  kind(): string {
    return 'coroutine';
  }
  override step(sent: Value | Abrupt | Stop): IterResult {
    if (this.frame === null && !this.running) {
      if (sent === ABRUPT) machine.exc = null;
      return raise(runtimeErrorType, 'cannot reuse already awaited coroutine');
    }
    if (machine.newest === this) machine.newest = null;
    else if (this.watch !== null) awaited(this);
    return super.step(sent);
  }
  protected override begun(): void {
    awaited(this);
  }
  isUnawaited(): boolean {
    return this.frame !== null && this.frame.pc === 0 && !this.running;
  }
  warn(): Result {
    return frozenFunction('unawaited', 'warn_of_coroutine').call1(this);
  }
  standIn(): PyCoroutine {
    const standIn = Object.assign(Object.create(PyCoroutine.prototype) as PyCoroutine, this);
    standIn.frame = standIn.watch = null;
    return standIn;
  }
}

export const coroutineType = builtinType('coroutine', PyCoroutine, { final: true, hasWeakrefs: true });

/** The body of an asynchronous generator; the objects its methods return are in async-generator.ts. */
export class PyAsyncGenerator extends GeneratorLike {
  /** `aclose()` was called, or it has ended: nothing more will come. */
  finished = false;
  /** One of its awaitables is being awaited. */
  busy = false;
  /** The hooks of `sys.set_asyncgen_hooks` have been asked. */
  hooksReady = false;
  /** That of the hooks; undefined in a pickle that leaves it to the hooks where it is loaded. */
  finalizer: Value | null | undefined = null;

  kind(): string {
    return 'async generator';
  }
  protected override failed(): Abrupt {
    const exc = machine.exc!;
    if (exc.cls.isSubtype(stopAsyncIterationType)) return this.convert(exc, 'StopAsyncIteration');
    return super.failed();
  }
  override isDirect(): boolean {
    return false;
  }
}

export const asyncGeneratorType = builtinType('async_generator', PyAsyncGenerator, {
  final: true,
  hasWeakrefs: true,
});

/** What `yield` of an asynchronous generator gives out, as opposed to what `await` passes on. */
export class AsyncYield extends PyObject {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
}
export const asyncYieldType = builtinType('async_generator_wrapped_value', AsyncYield, { final: true });

/**
 * What emitted code returns in place of running the body. `direct`: it has no `yield from`. `makeCoroutine` is ABRUPT while
 * origins are tracked: the stack is looked at.
 */
export function makeGenerator(fn: PyFunction, frame: PyFrame, direct: boolean): PyGenerator {
  const generator = new PyGenerator(fn, frame);
  generator.direct = direct;
  return generator;
}
export function makeCoroutine(fn: PyFunction, frame: PyFrame): Result {
  const coroutine = new PyCoroutine(fn, frame);
  madeAwaitable(coroutine);
  return machine.originsTracked ? withOrigin(coroutine) : coroutine;
}

/** Notes where a coroutine is made: file, line and function of those who call, as many as are tracked. */
function withOrigin(coroutine: PyCoroutine): Result {
  let left = machine.interpreter.originDepth;
  if (left === 0) return coroutine;
  return withFrames(0, (innermost) => {
    const origin: Value[] = [];
    for (let f = innermost; f !== null && left-- > 0; f = visibleFrame(f.visibleBack)) {
      const { filename, name } = f.code;
      origin.push(new PyTuple([fromHost(filename), f.code.lineAt(f.pc), fromHost(name)]));
    }
    coroutine.origin = new PyTuple(origin);
    return coroutine;
  });
}
/** As `makeGenerator`. The hooks of `sys.set_asyncgen_hooks` are called when it is first advanced. */
export function makeAsyncGenerator(fn: PyFunction, frame: PyFrame): PyAsyncGenerator {
  return new PyAsyncGenerator(fn, frame);
}

/** StopIteration with a generator's return value, as `next(gen)` and `gen.send` raise it. */
export function raiseStop(): Abrupt {
  const value = machine.stopValue ?? None;
  const exc = newException(stopIterationType) as PyStopIteration;
  if (value !== None) {
    exc.args = [value];
    exc.value = value;
  }
  return raiseException(exc);
}
