// Calling: any value with any arguments, and special methods found on the class.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { attributeErrorType, typeError } from '../objects/exception.ts';
import { PyFunction } from '../objects/function.ts';
import { PyModule } from '../objects/module.ts';
import { MethodDescriptor } from '../objects/native.ts';
import { NotImplemented } from '../objects/none.ts';
import { type IterResult, objectHooks, type PyObject, type Result, type Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { typeOf } from '../objects/typeof.ts';
import { bindAttribute, getAttribute } from './attribute.ts';

function notCallable(f: Value): Result {
  const name = f instanceof PyModule ? namesake(f) : undefined;
  const meant = name === undefined ? '' : `. Did you mean: '${name}.${name}(...)'?`;
  return typeError(`'${typeOf(f).name}' object is not callable${meant}`);
}

/** The module's name, if something in it that can be called has that name too. */
function namesake(module: PyModule): string | undefined {
  const name = textOf(module.dict.getStr('__name__') ?? 0);
  const found = name === undefined ? undefined : module.dict.getStr(hostString(name));
  return found === undefined || typeOf(found).lookup('__call__') === undefined
    ? undefined
    : hostString(name!);
}

/** Calls anything: TypeError for what cannot be called. These make no array of the arguments. */
export function call0(f: Value): Result {
  return typeof f === 'object' ? f.call0() : notCallable(f);
}
export function call1(f: Value, a: Value): Result {
  return typeof f === 'object' ? f.call1(a) : notCallable(f);
}
export function call2(f: Value, a: Value, b: Value): Result {
  return typeof f === 'object' ? f.call2(a, b) : notCallable(f);
}
export function call3(f: Value, a: Value, b: Value, c: Value): Result {
  return typeof f === 'object' ? f.call3(a, b, c) : notCallable(f);
}
/** Calls with positional arguments. The callee may keep the array. */
export function callN(f: Value, args: Value[]): Result {
  return typeof f === 'object' ? f.callN(args) : notCallable(f);
}
/** Calls with keyword arguments: the last `names.length` of `args` are theirs. The callee may keep the array. */
export function callKw(f: Value, args: Value[], names: readonly string[]): Result {
  return typeof f === 'object' ? f.callKw(args, names) : notCallable(f);
}

/** Calls `f`, as found on the class of `self` and not yet bound, with `self` first: a special method of no argument. */
export function callMethod0(f: Value, self: Value): Result {
  if (f instanceof PyFunction) return f.call1(self);
  if (f instanceof MethodDescriptor) return f.takes(1) ? f.impl(self) : f.invoke([self]);
  return callBound(f, self, [], null);
}
export function callMethod1(f: Value, self: Value, a: Value): Result {
  if (f instanceof PyFunction) return f.call2(self, a);
  if (f instanceof MethodDescriptor) return f.takes(2) ? f.impl(self, a) : f.invoke([self, a]);
  return callBound(f, self, [a], null);
}
export function callMethod2(f: Value, self: Value, a: Value, b: Value): Result {
  if (f instanceof PyFunction) return f.call3(self, a, b);
  if (f instanceof MethodDescriptor) return f.takes(3) ? f.impl(self, a, b) : f.invoke([self, a, b]);
  return callBound(f, self, [a, b], null);
}
export function callMethodN(f: Value, self: Value, args: Value[], names: readonly string[] | null): Result {
  if (f instanceof PyFunction)
    return names === null ? f.callN([self, ...args]) : f.callKw([self, ...args], names);
  if (f instanceof MethodDescriptor) {
    if (names === null) return f.invoke([self, ...args]);
    const count = args.length - names.length;
    return f.invokeKw([self, ...args.slice(0, count)], names, args.slice(count));
  }
  return callBound(f, self, args, names);
}

/** Binds a class attribute of any kind to `self`, then calls it. */
function callBound(f: Value, self: Value, args: Value[], names: readonly string[] | null): Result {
  const bound = bindAttribute(f, self, typeOf(self));
  if (bound === ABRUPT) return suspend(new CallFrame(args, names)) as Result;
  return names === null ? callN(bound, args) : callKw(bound, args, names);
}

/** What an operation does where the special method that it looks for is not there. */
export type WhenAbsent = (self: Value, args: Value[]) => Result;

/** For operations that then ask the other operand. */
export function giveNoAnswer(): Result {
  return NotImplemented;
}

/**
 * As callMethod0, for a method whose absence is no error: a property (or any other descriptor made in Python) that raises
 * AttributeError when it is bound counts as absent. `absent` is a function at the top level of its file, so that it has an address.
 */
export function callMaybe0(f: Value, self: Value, absent: WhenAbsent): Result {
  if (f instanceof PyFunction) return f.call1(self);
  if (f instanceof MethodDescriptor) return f.takes(1) ? f.impl(self) : f.invoke([self]);
  return callIfBound(f, self, [], absent);
}
/** As callMaybe0, with an argument. */
export function callMaybe1(f: Value, self: Value, a: Value, absent: WhenAbsent): Result {
  if (f instanceof PyFunction) return f.call2(self, a);
  if (f instanceof MethodDescriptor) return f.takes(2) ? f.impl(self, a) : f.invoke([self, a]);
  return callIfBound(f, self, [a], absent);
}
/** As callMaybe0, with two arguments. */
export function callMaybe2(f: Value, self: Value, a: Value, b: Value, absent: WhenAbsent): Result {
  if (f instanceof PyFunction) return f.call3(self, a, b);
  if (f instanceof MethodDescriptor) return f.takes(3) ? f.impl(self, a, b) : f.invoke([self, a, b]);
  return callIfBound(f, self, [a, b], absent);
}

function callIfBound(f: Value, self: Value, args: Value[], absent: WhenAbsent): Result {
  const bound = bindAttribute(f, self, typeOf(self));
  return bound === ABRUPT ? (suspend(new MaybeFrame(self, args, absent)) as Result) : callN(bound, args);
}

/** Stands behind the binding of a special method that may turn out to be absent. */
class MaybeFrame extends NativeFrame {
  readonly self: Value;
  readonly args: Value[];
  // eslint-disable-next-line stackless/frame-fields -- has an address
  readonly absent: WhenAbsent;
  constructor(self: Value, args: Value[], absent: WhenAbsent) {
    super();
    this.self = self;
    this.args = args;
    this.absent = absent;
  }
  returned(callee: Value): IterResult {
    return callN(callee, this.args);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return this.absent(this.self, this.args);
  }
}

/** `obj.name(a)` with the attribute looked up in the ordinary way. */
export function callNamedValue(obj: Value, name: string, a: Value): Result {
  const method = getAttribute(obj, name);
  return method === ABRUPT ? (suspend(new CallFrame([a], null)) as Result) : call1(method, a);
}

/** Calls what arrives with arguments known before. */
export class CallFrame extends NativeFrame {
  readonly args: Value[];
  readonly names: readonly string[] | null;
  constructor(args: Value[], names: readonly string[] | null) {
    super();
    this.args = args;
    this.names = names;
  }
  returned(callee: Value): IterResult {
    return this.names === null ? callN(callee, this.args) : callKw(callee, this.args, this.names);
  }
}

objectHooks.call = (self: PyObject, args, names) => {
  const f = self.cls.lookup('__call__');
  return f === undefined ? notCallable(self) : callMethodN(f, self, args, names);
};
