// Context variables: Context, ContextVar, Token (PEP 567).
//
// The active context is that of the running tasklet; a tasklet shares the context of the one that made it. A context's mapping
// is shared between copies until one of them changes it, so copying takes constant time.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import {
  lookupErrorType,
  keyErrorType,
  newException,
  raise,
  runtimeErrorType,
  typeErrorType,
} from '../objects/exception.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { PyList } from '../objects/list.ts';
import {
  defineAttributes,
  defineClassMethods,
  defineMembers,
  defineMethods,
  defineStaticMethods,
} from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { callKw, callN } from '../operators/call.ts';
import { hashOf, identityOf } from '../operators/hash.ts';
import { iter } from '../operators/iterate.ts';
import { here } from './scheduler.ts';
import { Environment, type Tasklet } from './tasklet.ts';

type Mapping = Map<ContextVar, Value>;

export class ContextVar extends PyObject {
  name: Value = '';
  /** Undefined: there is none. */
  defaultValue: Value | undefined = undefined;
}

export class Context extends PyObject {
  private mapping: Mapping = new Map();
  /** Another context has the same mapping, or an iterator goes over it. */
  private shared = false;
  /** The tasklet that is inside `run`. */
  enteredBy: Tasklet | null = null;

  get size(): number {
    return this.mapping.size;
  }
  get(variable: ContextVar): Value | undefined {
    return this.mapping.get(variable);
  }
  /** Sets, or with undefined removes. */
  set(variable: ContextVar, value: Value | undefined): void {
    if (this.shared) {
      this.mapping = new Map(this.mapping);
      this.shared = false;
    }
    if (value === undefined) this.mapping.delete(variable);
    else this.mapping.set(variable, value);
  }
  copy(): Context {
    const copy = new Context();
    copy.mapping = this.mapping;
    copy.shared = this.shared = true;
    return copy;
  }
  keys(): ContextVar[] {
    return [...this.mapping.keys()];
  }
  values(): Value[] {
    return [...this.mapping.values()];
  }
}

class Token extends PyObject {
  variable!: ContextVar;
  context!: Context;
  /** What `reset` restores; undefined: the variable was not set. */
  old: Value | undefined = undefined;
  used = false;
}

class MissingToken extends PyObject {}

const options = { module: '_contextvars', final: true };
export const contextType = builtinType('Context', Context, { ...options, hasWeakrefs: true });
export const contextVarType = builtinType('ContextVar', ContextVar, options);
export const tokenType = builtinType('Token', Token, options);
const missingType = builtinType('Token.MISSING', MissingToken, options);
const MISSING = new MissingToken();

/** The context of a tasklet, made when it is first needed. */
export function contextOf(t: Tasklet): Context {
  const { env } = t;
  if (env.context !== null) return env.context as Context;
  const context = new Context();
  if (env === env.thread.bare) t.env = new Environment(env.thread, context);
  else env.context = context;
  return context;
}

/** The active context. */
export function currentContext(): Context {
  return contextOf(here().current);
}

// --- Running in a context ------------------------------------------------------------------------------------------------

/** Goes back to the context that was active before. */
class ContextRunFrame extends NativeFrame {
  private readonly tasklet: Tasklet;
  private readonly previous: Environment;
  /** The context to mark as left; null when it was not entered. */
  private readonly entered: Context | null;

  constructor(tasklet: Tasklet, previous: Environment, entered: Context | null) {
    super();
    this.tasklet = tasklet;
    this.previous = previous;
    this.entered = entered;
  }
  leave(): void {
    const { tasklet, previous } = this;
    const { thread } = tasklet.env;
    tasklet.env = thread === previous.thread ? previous : new Environment(thread, previous.context);
    if (this.entered !== null) this.entered.enteredBy = null;
  }
  returned(value: Value): IterResult {
    this.leave();
    return value;
  }
  override raised(): IterResult {
    this.leave();
    return ABRUPT;
  }
}

/**
 * Calls with `context` as the active one.
 * @param mark the context counts as entered meanwhile, as `Context.run` has it
 */
export function runInContext(
  context: Context,
  mark: boolean,
  args: Value[],
  keywords: Map<string, Value>,
): Result {
  const t = here().current;
  contextOf(t);
  const frame = new ContextRunFrame(t, t.env, mark ? context : null);
  if (mark) context.enteredBy = t;
  t.env = new Environment(t.env.thread, context);
  const [callable, ...rest] = args as [Value, ...Value[]];
  let result: Result;
  try {
    result =
      keywords.size === 0
        ? callN(callable, rest)
        : callKw(callable, [...rest, ...keywords.values()], [...keywords.keys()]);
  } catch (error) {
    frame.leave();
    throw error;
  }
  if (result === ABRUPT) return suspend(frame) as Result;
  frame.leave();
  return result;
}

function context_run(self: Context, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length === 0) throw newException(typeErrorType, 'run() missing 1 required positional argument');
  if (self.enteredBy !== null) return frozenFunction('contextvars_text', 'already_entered').call1(self);
  return runInContext(self, true, args, keywords);
}

// --- Context -------------------------------------------------------------------------------------------------------------

function context_new(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length > 0 || keywords.size > 0) {
    throw newException(typeErrorType, 'Context() does not accept any arguments');
  }
  return new cls.Ctor();
}

function context_getitem(self: Context, key: Value): Result {
  if (!(key instanceof ContextVar)) return frozenFunction('contextvars_text', 'wrong_key').call1(key);
  return self.get(key) ?? raise(keyErrorType, key);
}

function context_get(self: Context, key: Value, defaultValue: Value = None): Result {
  if (!(key instanceof ContextVar)) return frozenFunction('contextvars_text', 'wrong_key').call1(key);
  return self.get(key) ?? defaultValue;
}

function context_contains(self: Context, key: Value): Result {
  if (!(key instanceof ContextVar)) return frozenFunction('contextvars_text', 'wrong_key').call1(key);
  return self.get(key) !== undefined;
}

function context_items(self: Context): Result {
  return iter(new PyList(self.keys().map((key) => new PyTuple([key, self.get(key)!]))));
}

function context_eq(self: Context, other: Value): Result {
  if (!(other instanceof Context)) return NotImplemented;
  return frozenFunction('contextvars_text', 'mapping_equal').call2(self, other);
}

/** `!=` of two contexts, from what `==` gave. */
class NotEqualFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value === NotImplemented ? value : value !== true;
  }
}

function context_ne(self: Context, other: Value): Result {
  const equal = context_eq(self, other);
  const frame = new NotEqualFrame();
  return (equal === ABRUPT ? suspend(frame) : frame.returned(equal)) as Result;
}

defineStaticMethods(contextType, { __new__: ['($type, /, *args, **kwargs)', context_new] });
defineMethods(contextType, {
  __init__: ['($self, /, *args, **kwargs)', (): Result => None],
  __getitem__: ['($self, key, /)', context_getitem],
  __contains__: ['($self, key, /)', context_contains],
  __len__: ['($self, /)', (self: Context): Result => self.size],
  __iter__: ['($self, /)', (self: Context): Result => iter(new PyList(self.keys()))],
  __eq__: ['($self, value, /)', context_eq],
  __ne__: ['($self, value, /)', context_ne],
  get: ['($self, key, default=None, /)', context_get, 'Return the value for `key`, or `default`.'],
  keys: ['($self, /)', (self: Context): Result => iter(new PyList(self.keys()))],
  values: ['($self, /)', (self: Context): Result => iter(new PyList(self.values()))],
  items: ['($self, /)', context_items],
  copy: ['($self, /)', (self: Context): Result => self.copy(), 'Return a shallow copy.'],
  run: ['($self, /, *args, **kwargs)', context_run],
});
defineAttributes(contextType, { __hash__: None });

// --- ContextVar ----------------------------------------------------------------------------------------------------------

function contextvar_new(cls: PyType, name: Value, defaultValue?: Value): Result {
  if (textOf(name) === undefined) throw newException(typeErrorType, 'context variable name must be a str');
  // The name's hash is a part of the variable's in CPython; here it only has to have one.
  const hashed = hashOf(name);
  const variable = new cls.Ctor() as ContextVar;
  variable.name = name;
  variable.defaultValue = defaultValue;
  return hashed === ABRUPT ? (suspend(new NameHashFrame(variable)) as Result) : variable;
}

/** Gives the variable when the hash of its name has been asked for. */
class NameHashFrame extends NativeFrame {
  private readonly variable: ContextVar;
  constructor(variable: ContextVar) {
    super();
    this.variable = variable;
  }
  returned(): IterResult {
    return this.variable;
  }
}

function contextvar_get(self: ContextVar, defaultValue?: Value): Result {
  const context = here().current.env.context as Context | null;
  const value = context === null ? undefined : context.get(self);
  return value ?? defaultValue ?? self.defaultValue ?? raise(lookupErrorType, self);
}

function contextvar_set(self: ContextVar, value: Value): Result {
  const context = currentContext();
  const token = new Token();
  token.variable = self;
  token.context = context;
  token.old = context.get(self);
  context.set(self, value);
  return token;
}

function contextvar_reset(self: ContextVar, token: Value): Result {
  if (!(token instanceof Token)) {
    return frozenFunction('contextvars_text', 'not_a_token').call1(token);
  }
  const complain = (what: string): Result => frozenFunction('contextvars_text', what).call1(token);
  if (token.used) return complain('used_token');
  if (token.variable !== self) return complain('foreign_variable');
  if (token.context !== currentContext()) return complain('foreign_context');
  token.used = true;
  token.context.set(self, token.old);
  return None;
}

function contextvar_repr(self: ContextVar): Result {
  const { name, defaultValue } = self;
  const args = [name, defaultValue ?? None, defaultValue !== undefined, identityOf(self)];
  return frozenFunction('contextvars_text', 'variable_repr').callN(args);
}

defineStaticMethods(contextVarType, { __new__: ['($type, name, /, *, default=None)', contextvar_new] });
defineClassMethods(contextVarType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMethods(contextVarType, {
  get: ['($self, default=None, /)', contextvar_get],
  set: ['($self, value, /)', contextvar_set],
  reset: ['($self, token, /)', contextvar_reset],
  __repr__: ['($self, /)', contextvar_repr],
});
defineMembers(contextVarType, { name: [(self: ContextVar): Result => self.name] });

// --- Token ---------------------------------------------------------------------------------------------------------------

function token_repr(self: Token): Result {
  return frozenFunction('contextvars_text', 'token_repr').call3(self.variable, self.used, identityOf(self));
}

defineStaticMethods(tokenType, {
  __new__: [
    '($type, /, *args, **kwargs)',
    (): Result => raise(runtimeErrorType, 'Tokens can only be created by ContextVars'),
  ],
});
defineClassMethods(tokenType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMethods(tokenType, {
  __repr__: ['($self, /)', token_repr],
  __enter__: ['($self, /)', (self: Token): Result => self, 'Enter into Token context manager.'],
  __exit__: [
    '($self, type, value, traceback, /)',
    (self: Token): Result => contextvar_reset(self.variable, self),
    'Exit from Token context manager, restore the linked ContextVar.',
  ],
});
defineMembers(tokenType, {
  var: [(self: Token): Result => self.variable],
  old_value: [(self: Token): Result => self.old ?? MISSING],
});
defineAttributes(tokenType, { MISSING });
defineMethods(missingType, { __repr__: ['($self, /)', (): Result => '<Token.MISSING>'] });
