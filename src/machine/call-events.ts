// Calls as traced functions make them: tools and profile functions are told of the call and, where a native was called, of
// its end (tracing.ts). Emitted code that is not traced calls directly.
import { PyFunction, BoundMethod } from '../objects/function.ts';
import { BoundNative, BoundSlot, BuiltinFunction, MethodDescriptor, SlotWrapper } from '../objects/native.ts';
import type { PyDict } from '../objects/dict.ts';
import type { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import type { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { bindAttribute, getAttribute } from '../operators/attribute.ts';
import { callKw, callMethodN, callN } from '../operators/call.ts';
import {
  callAware,
  callEx,
  type CallerVariables,
  callNamedN,
  callSuper,
  findMethod,
  MethodCallFrame,
  receiverOf,
} from '../operators/calling.ts';
import { ClassBuilder } from '../operators/definitions.ts';
import { asyncEnter, enter } from '../operators/raising.ts';
import { attributeOf } from '../operators/super-call.ts';
import { ABRUPT } from './abrupt.ts';
import { NativeFrame, type PyFrame, suspend } from './frame.ts';
import { machine } from './machine.ts';
import { C_RAISE, C_RETURN, CALL, MISSING } from './monitoring.ts';
import { tellCall, tellsCalls } from './tracing.ts';

/** Whether what happens inside of a callable is not told of: it is native, or a built-in written in Python. */
function isNative(callee: Value): boolean {
  return !(callee instanceof PyFunction) || callee.code.template.hidden === true;
}

/** The C function that a profile function is told of; null when there is none. */
export function nativeOf(callee: Value, first: Value): Value | null {
  if (callee instanceof BuiltinFunction) return callee;
  if (callee instanceof BoundNative) return callee instanceof BoundSlot ? null : callee;
  if (callee instanceof BoundMethod) return callee.func instanceof BuiltinFunction ? callee.func : null;
  const isMethod = callee instanceof MethodDescriptor && !(callee instanceof SlotWrapper);
  const isHidden = callee instanceof PyFunction && isNative(callee);
  if (!isMethod || first === MISSING) return isHidden ? callee : null;
  return typeOf(first).isSubtype(callee.owner)
    ? (bindAttribute(callee, first, typeOf(first)) as Value)
    : null;
}

/** One call by a traced function. Subclasses say how it is made. */
abstract class CallEvent extends NativeFrame {
  private readonly frame: PyFrame;
  /** What is told: what is called, and its first argument. */
  private readonly told: [callee: Value, first: Value];
  private readonly native: Value | null;
  private stage: 'beginning' | 'called' | 'ended' = 'beginning';
  private result: Result = None;

  constructor(frame: PyFrame, callee: Value, first: Value) {
    super();
    this.frame = frame;
    this.told = [callee, first];
    this.native = nativeOf(callee, first);
  }

  protected abstract perform(): Result;

  /** Whether the end of the call is told. */
  protected tellsEnd(): boolean {
    return isNative(this.told[0]);
  }

  begin(): IterResult {
    const told = tellCall(this.frame, 'c_call', this.native, CALL, this.told);
    return told === ABRUPT ? suspend(this) : this.call();
  }

  private call(): IterResult {
    this.stage = 'called';
    const result = this.perform();
    return result === ABRUPT && machine.exc === null ? suspend(this) : this.end(result);
  }

  private end(result: Result): IterResult {
    if (!this.tellsEnd()) return result;
    this.stage = 'ended';
    this.result = result;
    const [event, code] = result === ABRUPT ? ['c_exception', C_RAISE] : ['c_return', C_RETURN];
    const told = tellCall(this.frame, event as string, this.native, code as number, this.told);
    return told === ABRUPT ? suspend(this) : result;
  }

  returned(value: Value): IterResult {
    if (this.stage === 'beginning') return this.call();
    return this.stage === 'called' ? this.end(value) : this.result;
  }

  override raised(): IterResult {
    return this.stage === 'called' ? this.end(ABRUPT) : ABRUPT;
  }
}

class PlainCall extends CallEvent {
  private readonly callee: Value;
  private readonly self: Value | undefined;
  private readonly args: Value[];
  private readonly names: readonly string[] | null;
  constructor(
    frame: PyFrame,
    callee: Value,
    self: Value | undefined,
    args: Value[],
    names: readonly string[] | null,
  ) {
    super(frame, callee, self ?? args[0] ?? MISSING);
    this.callee = callee;
    this.self = self;
    this.args = args;
    this.names = names;
  }
  protected perform(): Result {
    const { callee, self, args, names } = this;
    if (self !== undefined) return callMethodN(callee, self, args, names);
    return names === null ? callN(callee, args) : callKw(callee, args, names);
  }
}

/** A call of a value, or of what the class of `self` has; the last `names.length` of `args` are keyword arguments. */
export function traceCall(
  frame: PyFrame,
  callee: Value,
  self: Value | undefined,
  args: Value[],
  names: readonly string[] | null,
): Result {
  if (callee instanceof BoundMethod && self === undefined)
    return traceCall(frame, callee.func, undefined, [callee.self, ...args], names);
  if (!tellsCalls()) {
    if (self !== undefined) return callMethodN(callee, self, args, names);
    return names === null ? callN(callee, args) : callKw(callee, args, names);
  }
  return new PlainCall(frame, callee, self, args, names).begin() as Result;
}

/** `obj.name(...)`. */
export function traceCallNamed(frame: PyFrame, obj: Value, name: string, args: Value[]): Result {
  if (!tellsCalls()) return callNamedN(obj, name, args);
  const f = findMethod(obj, name);
  if (f !== undefined) return traceCall(frame, f, receiverOf(obj), args, null);
  const bound = getAttribute(obj, name);
  if (bound === ABRUPT) return suspend(new NamedCallFrame(frame, args)) as Result;
  return traceCall(frame, bound, undefined, args, null);
}

class NamedCallFrame extends MethodCallFrame {
  private readonly frame: PyFrame;
  constructor(frame: PyFrame, args: Value[]) {
    super(args, null);
    this.frame = frame;
  }
  override returned(callee: Value): IterResult {
    return traceCall(this.frame, callee, undefined, this.args, null);
  }
}

class StarredCall extends CallEvent {
  private readonly callee: Value;
  private readonly args: PyList | PyTuple;
  private readonly keywords: PyDict | null;
  constructor(frame: PyFrame, callee: Value, args: PyList | PyTuple, keywords: PyDict | null) {
    super(frame, callee, args.items[0] ?? MISSING);
    this.callee = callee;
    this.args = args;
    this.keywords = keywords;
  }
  protected perform(): Result {
    return callEx(this.callee, this.args, this.keywords);
  }
  protected override tellsEnd(): boolean {
    return super.tellsEnd() && !(this.callee instanceof BoundMethod);
  }
}

/** A call with stars, and a class statement. */
export function traceCallEx(
  frame: PyFrame,
  callee: Value,
  args: PyList | PyTuple,
  keywords: PyDict | null,
): Result {
  if (!tellsCalls()) return callEx(callee, args, keywords);
  const event =
    callee instanceof ClassBuilder
      ? new ClassStatement(frame, callee, args, keywords)
      : new StarredCall(frame, callee, args, keywords);
  return event.begin() as Result;
}

class ClassStatement extends CallEvent {
  private readonly builder: ClassBuilder;
  private readonly args: PyList | PyTuple;
  private readonly keywords: PyDict | null;
  constructor(frame: PyFrame, builder: ClassBuilder, args: PyList | PyTuple, keywords: PyDict | null) {
    super(frame, machine.interpreter.builtins.getStr('__build_class__') ?? None, builder.body);
    this.builder = builder;
    this.args = args;
    this.keywords = keywords;
  }
  protected perform(): Result {
    return callEx(this.builder, this.args, this.keywords);
  }
}

class AwareCall extends CallEvent {
  private readonly callee: Value;
  private readonly args: Value[];
  private readonly names: readonly string[] | null;
  private readonly globals: PyDict;
  private readonly variables: Value | CallerVariables | null;
  constructor(
    frame: PyFrame,
    callee: Value,
    args: Value[],
    names: readonly string[] | null,
    globals: PyDict,
    variables: Value | CallerVariables | null,
  ) {
    super(frame, callee, args[0] ?? MISSING);
    this.callee = callee;
    this.args = args;
    this.names = names;
    this.globals = globals;
    this.variables = variables;
  }
  protected perform(): Result {
    return callAware(this.callee, this.args, this.names, this.globals, this.variables);
  }
}

/** A call of what may look at its caller. */
export function traceCallAware(
  frame: PyFrame,
  callee: Value,
  args: Value[],
  names: readonly string[] | null,
  globals: PyDict,
  variables: Value | CallerVariables | null,
): Result {
  if (!tellsCalls()) return callAware(callee, args, names, globals, variables);
  return new AwareCall(frame, callee, args, names, globals, variables).begin() as Result;
}

class SuperCall extends CallEvent {
  private readonly callee: Value;
  private readonly owner: Value | undefined;
  private readonly self: Value | undefined;
  constructor(frame: PyFrame, callee: Value, owner: Value | undefined, self: Value | undefined) {
    super(frame, callee, MISSING);
    this.callee = callee;
    this.owner = owner;
    this.self = self;
  }
  protected perform(): Result {
    return callSuper(this.callee, this.owner, this.self);
  }
}

/** `super()` without arguments. */
export function traceSuper(
  frame: PyFrame,
  callee: Value,
  owner: Value | undefined,
  self: Value | undefined,
): Result {
  if (!tellsCalls()) return callSuper(callee, owner, self);
  return new SuperCall(frame, callee, owner, self).begin() as Result;
}

/** `super().name` without arguments. */
export function traceSuperAttribute(
  frame: PyFrame,
  callee: Value,
  owner: Value | undefined,
  self: Value | undefined,
  name: string,
): Result {
  return attributeOf(traceSuper(frame, callee, owner, self), name);
}

/** `__enter__` or `__aenter__` of a manager. */
export function traceEnter(frame: PyFrame, manager: Value, isAsync: boolean): Result {
  const method = typeOf(manager).lookup(isAsync ? '__aenter__' : '__enter__');
  if (method === undefined || !tellsCalls()) return isAsync ? asyncEnter(manager) : enter(manager);
  return traceCall(frame, method, manager, [], null);
}

/** A manager's `__exit__`, bound, without an exception. */
export function traceExit(frame: PyFrame, exit: Value): Result {
  const none = [None, None, None];
  if (exit instanceof BoundNative) return traceCall(frame, exit.func, exit.self, none, null);
  return traceCall(frame, exit, undefined, none, null);
}
