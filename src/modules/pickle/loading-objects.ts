// Unpickling objects: finding classes and functions, making instances, giving them their state. Each has a quick way for what needs no
// Python code, and leaves the rest to src/python/pickling.py.
import { frozenFunction } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import { PyFunction } from '../../objects/function.ts';
import { setOwnValue } from '../../objects/instance-dict.ts';
import { PyModule } from '../../objects/module.ts';
import { MethodDescriptor } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Result, Value } from '../../objects/object.ts';
import { hostString, textOf } from '../../objects/str.ts';
import type { PyTuple } from '../../objects/tuple.ts';
import { objectType, type PyType } from '../../objects/type.ts';
import { callMethod1 } from '../../operators/call.ts';
import type { Unpickler } from './pickler.ts';

/** `Unpickler.find_class`. */
export function findClass(unpickler: Unpickler, module: Value, name: Value): Result {
  const { proto } = unpickler;
  const old = proto < 3 && unpickler.fixImports;
  const moduleText = textOf(module);
  const nameText = textOf(name);
  if (!old && moduleText !== undefined && nameText !== undefined) {
    const loaded = machine.interpreter.modules.getStr(hostString(moduleText));
    if (loaded instanceof PyModule && !loaded.cls.isHeap && isReady(loaded)) {
      const found = loaded.dict.getStr(hostString(nameText));
      if (found !== undefined) return found;
    }
  }
  return frozenFunction('pickling', 'find_class').callN([module, name, old, proto >= 4]);
}

/** Whether the module is not just being imported. */
function isReady(module: PyModule): boolean {
  const spec = module.dict.getStr('__spec__') as { $_initializing?: Value } | undefined;
  return spec?.$_initializing !== true;
}

/** `cls.__new__(cls, *args, **keywords)`. */
export function newObject(cls: PyType, args: PyTuple, keywords: PyDict | null): Result {
  const plain =
    keywords === null &&
    args.items.length === 0 &&
    cls.Ctor.isPlain === true &&
    !cls.isAbstract &&
    cls.lookup('__new__') === objectType.attrs.get('__new__');
  if (plain) return new cls.Ctor();
  return frozenFunction('pickling', 'call_new').call3(cls, args, keywords ?? new PyDict());
}

/** Whether attributes of the object are found and set as `object` does it. */
function isOrdinary(obj: PyObject): boolean {
  const { cls } = obj;
  return (
    !cls.customGetattribute &&
    cls.lookup('__getattr__') === undefined &&
    (obj as { dictOverride?: unknown }).dictOverride === undefined
  );
}

/** Gives an object its state: by its `__setstate__`, or else as its attributes. */
export function buildObject(obj: Value, state: Value): Result {
  if (typeof obj === 'object' && isOrdinary(obj) && !Object.hasOwn(obj, '$__setstate__')) {
    const setState = obj.cls.lookup('__setstate__');
    if (setState instanceof PyFunction || setState instanceof MethodDescriptor)
      return callMethod1(setState, obj, state);
    if (setState === undefined && obj.cls.isHeap && isPlainState(obj, state)) {
      const dict = state as PyDict;
      for (let i = dict.begin(); i < dict.end(); i++) {
        const name = dict.keyAt(i);
        if (name !== undefined) setOwnValue(obj, hostString(textOf(name)!), dict.valueAt(i)!);
      }
      return None;
    }
  }
  return frozenFunction('pickling', 'build').call2(obj, state);
}

/** A dict whose keys are all plain strings, for an object that keeps its attributes itself. */
function isPlainState(obj: PyObject, state: Value): boolean {
  if (!(state instanceof PyDict) || state.cls !== dictType) return false;
  if (!obj.cls.hasDict || obj.cls.slots !== null || obj.cls.Ctor.isPlain !== true) return false;
  for (let i = state.begin(); i < state.end(); i++) {
    const name = state.keyAt(i);
    if (name !== undefined && typeof name !== 'string') return false;
  }
  return true;
}
