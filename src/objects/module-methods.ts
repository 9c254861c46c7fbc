// module: the type of modules (types.ModuleType).
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { inPython } from '../machine/frozen.ts';
import { attributeError, getAttribute, missing, moduleGet } from '../operators/attribute.ts';
import { call0, call1 } from '../operators/call.ts';
import { listFrom } from '../operators/iterate.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyDict } from './dict.ts';
import type { PyModule } from './module.ts';
import { isInitializing } from './module-text.ts';
import { moduleType } from './module.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { textOf } from './str.ts';
import type { PyType } from './type.ts';
import { attributeName, isCallable } from './type-methods.ts';
import { typeOf } from './typeof.ts';

function module_new(cls: PyType): Result {
  return new (cls.Ctor as new () => PyModule)();
}

function module_init(self: PyModule, name: Value, doc: Value = None): Result {
  if (textOf(name) === undefined)
    throw typeErrorOf(`module() argument 'name' must be str, not ${typeOf(name).name}`);
  self.dict.setStr('__name__', name);
  self.dict.setStr('__doc__', doc);
  for (const attribute of ['__package__', '__loader__', '__spec__']) self.dict.setStr(attribute, None);
  return None;
}

function module_getattribute(self: PyModule, nameValue: Value): Result {
  const name = attributeName(nameValue);
  const found = moduleGet(self, name);
  return found === undefined ? missing(self, name) : found;
}

function module_dir(self: PyModule): Result {
  const dict = getAttribute(self, '__dict__');
  return dict === ABRUPT ? (suspend(new DirFrame()) as Result) : namesIn(dict);
}

/** What `dir()` shows of a module whose `__dict__` is `dict`. */
function namesIn(dict: Value): Result {
  if (!(dict instanceof PyDict)) throw typeErrorOf('<module>.__dict__ is not a dictionary');
  const own = dict.getStr('__dir__');
  return own === undefined ? listFrom(dict) : call0(own);
}

class DirFrame extends NativeFrame {
  returned(dict: Value): IterResult {
    return namesIn(dict);
  }
}

function getAnnotate(self: PyModule): Result {
  const own = self.dict.getStr('__annotate__');
  if (own !== undefined) return own;
  self.dict.setStr('__annotate__', None);
  return None;
}

function setAnnotate(self: PyModule, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf('cannot delete __annotate__ attribute');
  if (value !== None && !isCallable(value)) throw typeErrorOf('__annotate__ must be callable or None');
  self.dict.setStr('__annotate__', value);
  if (value !== None) self.dict.deleteStr('__annotations__');
  return None;
}

function getAnnotations(self: PyModule): Result {
  const own = self.dict.getStr('__annotations__');
  if (own !== undefined) return own;
  const annotate = self.dict.getStr('__annotate__');
  if (annotate === undefined || !isCallable(annotate)) return keepAnnotations(self, new PyDict());
  const made = call1(annotate, 1);
  return made === ABRUPT ? (suspend(new AnnotationsFrame(self)) as Result) : keepAnnotations(self, made);
}

function keepAnnotations(module: PyModule, value: Value): Result {
  if (!(value instanceof PyDict))
    throw typeErrorOf(`__annotate__ returned non-dict of type '${typeOf(value).name}'`);
  // While the body is being executed there may be more to come.
  if (!isInitializing(module.dict.getStr('__spec__'))) module.dict.setStr('__annotations__', value);
  return value;
}

class AnnotationsFrame extends NativeFrame {
  readonly module: PyModule;
  constructor(module: PyModule) {
    super();
    this.module = module;
  }
  returned(value: Value): IterResult {
    return keepAnnotations(this.module, value);
  }
}

function setAnnotations(self: PyModule, value: Value | undefined): Result {
  if (value !== undefined) self.dict.setStr('__annotations__', value);
  else if (!self.dict.deleteStr('__annotations__'))
    return attributeError(self, '__annotations__', '__annotations__');
  self.dict.deleteStr('__annotate__');
  return None;
}

defineStaticMethods(moduleType, { __new__: ['(type, /, *args, **kwargs)', module_new] });
defineMethods(moduleType, {
  __init__: ['($self, name, doc=None)', module_init],
  __repr__: ['($self, /)', inPython('object_text', 'module_repr')],
  __getattribute__: ['($self, name, /)', module_getattribute],
  __dir__: ['($self, /)', module_dir],
});
defineMembers(moduleType, { __dict__: [(self: PyModule): Result => self.dict] });
defineGetSets(moduleType, {
  __annotations__: [getAnnotations, setAnnotations],
  __annotate__: [getAnnotate, setAnnotate],
});
