// _thread._local: an object whose attributes each thread has for itself.
//
// The attributes of a thread are in a dict of its own, which the thread keeps (ThreadScheduler.locals) and which `dictOverride` gives
// to all that looks attributes up. A thread that comes to the object for the first time calls `__init__` for it.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, typeError, typeErrorType } from '../objects/exception.ts';
import { defineGetSets, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { builtinType, objectType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { attributeError, genericGet, genericSet, missing } from '../operators/attribute.ts';
import { callKw } from '../operators/call.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';

class Local extends PyObject {
  /** What the class was called with, for `__init__` in other threads. */
  args: Value[] = [];
  keywords: Map<string, Value> = new Map();

  get dictOverride(): PyDict | undefined {
    return here().locals.get(this);
  }
  set dictOverride(dict: PyDict) {
    here().locals.set(this, dict);
  }
}

export const localType = builtinType('_local', Local, {
  module: '_thread',
  hasDict: true,
  hasWeakrefs: true,
});
localType.customGetattribute = true;
(Local.prototype as { plainSet: boolean }).plainSet = false;

function local_new(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  const plain = cls.lookup('__init__') === objectType.attrs.get('__init__');
  if (plain && args.length + keywords.size > 0)
    return typeError('Initialization arguments are not supported');
  const self = new cls.Ctor() as unknown as Local;
  self.args = args;
  self.keywords = keywords;
  self.dictOverride = new PyDict();
  return self;
}

function nameOf(name: Value): string {
  const text = textOf(name);
  if (text !== undefined) return hostString(text);
  throw newException(typeErrorType, `attribute name must be string, not '${typeOf(name).name}'`);
}

/** An access to an attribute in the running thread, which may have to call `__init__` first. */
class Access extends NativeFrame {
  private readonly self: Local;
  private readonly thread: ThreadScheduler;
  private readonly name: string;
  /** What is stored; undefined: the attribute is deleted; null: it is read. */
  private readonly value: Value | undefined | null;

  constructor(self: Local, name: Value, value: Value | undefined | null) {
    super();
    this.self = self;
    this.thread = here();
    this.name = nameOf(name);
    this.value = value;
  }

  run(): Result {
    const { self } = this;
    if (self.dictOverride !== undefined) return this.access();
    self.dictOverride = new PyDict();
    const init = self.cls.lookup('__init__')!;
    if (init === objectType.attrs.get('__init__')) return this.access();
    const args = [self, ...self.args, ...self.keywords.values()];
    const done = callKw(init, args, [...self.keywords.keys()]);
    return (done === ABRUPT ? suspend(this) : this.returned(done)) as Result;
  }

  private access(): Result {
    const { self, name, value } = this;
    if (value === null) {
      const found = genericGet(self, self.cls, name);
      return found === undefined ? missing(self, name) : found;
    }
    return name === '__dict__'
      ? attributeError(self, name, `'${self.cls.name}' object attribute '__dict__' is read-only`)
      : genericSet(self, name, value);
  }

  /** `__init__` has returned. */
  returned(done: Value): IterResult {
    if (done === None) return this.access();
    this.thread.locals.delete(this.self);
    return typeError(`__init__() should return None, not '${typeOf(done).name}'`);
  }

  /** `__init__` failed: the next access tries again. */
  override raised(): IterResult {
    this.thread.locals.delete(this.self);
    return ABRUPT;
  }
}

function local_getattribute(self: Local, name: Value): Result {
  if (self.dictOverride === undefined) return new Access(self, name, null).run();
  const attribute = nameOf(name);
  const found = genericGet(self, self.cls, attribute);
  return found === undefined ? missing(self, attribute) : found;
}

function local_setattr(self: Local, name: Value, value: Value): Result {
  return new Access(self, name, value).run();
}

function local_delattr(self: Local, name: Value): Result {
  return new Access(self, name, undefined).run();
}

defineGetSets(localType, {
  __dict__: [(self: Local): Result => self.dictOverride ?? missing(self, '__dict__')],
});
defineStaticMethods(localType, { __new__: ['(cls, /, *args, **kwargs)', local_new] });
defineMethods(localType, {
  __getattribute__: ['($self, name, /)', local_getattribute, 'Return getattr(self, name).'],
  __setattr__: ['($self, name, value, /)', local_setattr, 'Implement setattr(self, name, value).'],
  __delattr__: ['($self, name, /)', local_delattr, 'Implement delattr(self, name).'],
});
