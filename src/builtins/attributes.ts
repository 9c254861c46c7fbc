// Built-ins about objects as such: attributes, classes, identity, calling.
import { ABRUPT } from '../machine/abrupt.ts';
import { countCall } from '../machine/deep.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics } from '../machine/frozen.ts';
import { withFrames } from '../machine/inspect.ts';
import { frameLocals } from '../machine/locals.ts';
import { machine } from '../machine/machine.ts';
import { buildClass } from '../objects/build-class.ts';
import { byteArrayType, type PyByteArray } from '../objects/bytearray.ts';
import { bytesType, type PyBytes } from '../objects/bytes.ts';
import { dictType, type PyDict } from '../objects/dict.ts';
import { attributeErrorType, raise, typeError, valueErrorType } from '../objects/exception.ts';
import { PyFunction } from '../objects/function.ts';
import { listType, type PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { list_sort } from '../objects/sort.ts';
import { hostString, textOf } from '../objects/str.ts';
import { type PyTuple, tupleType } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import {
  deleteAttribute,
  getAttribute,
  getAttributeOrMissing,
  setAttribute,
} from '../operators/attribute.ts';
import { checkedLength } from '../operators/truth.ts';
import { callMethod0, callMethodN } from '../operators/call.ts';
import { ReplaceFrame } from '../operators/calling.ts';
import { hashOf, idOf } from '../operators/hash.ts';
import { isInstance, isSubclass } from '../operators/instance.ts';
import { listFrom } from '../operators/iterate.ts';

/** An attribute's name as JavaScript string; undefined after raising TypeError. */
function attributeName(name: Value): string | undefined {
  const text = textOf(name);
  if (text !== undefined) return hostString(text);
  typeError(`attribute name must be string, not '${typeOf(name).name}'`);
  return undefined;
}

function builtins_getattr(obj: Value, name: Value, fallback?: Value): Result {
  const key = attributeName(name);
  if (key === undefined) return ABRUPT;
  countCall();
  if (fallback === undefined) return getAttribute(obj, key);
  const result = getAttributeOrMissing(obj, key);
  if (result === ABRUPT) return suspend(new DefaultFrame(fallback)) as Result;
  return result === undefined ? fallback : result;
}

/** Gives a default in place of AttributeError. */
class DefaultFrame extends NativeFrame {
  readonly fallback: Value;
  constructor(fallback: Value) {
    super();
    this.fallback = fallback;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return this.fallback;
  }
}

function builtins_hasattr(obj: Value, name: Value): Result {
  const key = attributeName(name);
  if (key === undefined) return ABRUPT;
  countCall();
  const result = getAttributeOrMissing(obj, key);
  if (result === ABRUPT) return suspend(new HasFrame()) as Result;
  return result !== undefined;
}

class HasFrame extends NativeFrame {
  returned(_value: Value): IterResult {
    return true;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return false;
  }
}

/** Makes None of whatever an operation gives. */
export class NoneFrame extends NativeFrame {
  returned(_value: Value): IterResult {
    return None;
  }
}

function builtins_setattr(obj: Value, name: Value, value: Value): Result {
  const key = attributeName(name);
  if (key === undefined) return ABRUPT;
  return setAttribute(obj, key, value) === ABRUPT ? (suspend(new NoneFrame()) as Result) : None;
}

function builtins_delattr(obj: Value, name: Value): Result {
  const key = attributeName(name);
  if (key === undefined) return ABRUPT;
  return deleteAttribute(obj, key) === ABRUPT ? (suspend(new NoneFrame()) as Result) : None;
}

function builtins_callable(obj: Value): Result {
  return typeOf(obj).lookup('__call__') !== undefined;
}

function builtins_dir(obj?: Value): Result {
  if (obj === undefined) {
    return withFrames(0, (frame) => {
      if (frame === null) return raise(valueErrorType, 'frame does not exist');
      return sortedNames(frameLocals(frame));
    });
  }
  const method = typeOf(obj).lookup('__dir__');
  if (method === undefined) return typeError('object does not provide __dir__');
  const names = callMethod0(method, obj);
  return names === ABRUPT ? (suspend(new SortFrame()) as Result) : sortedNames(names);
}

/** The names in an iterable as a sorted list. */
function sortedNames(names: Value): Result {
  const list = listFrom(names);
  return list === ABRUPT ? (suspend(new ListSortFrame()) as Result) : sortList(list as PyList);
}

class SortFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return sortedNames(value);
  }
}
class ListSortFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return sortList(value as PyList);
  }
}

/** Sorts a new list and gives it. */
function sortList(list: PyList): Result {
  const r = list_sort(list);
  return r === ABRUPT ? (suspend(new ReplaceFrame(list)) as Result) : list;
}

function builtins_vars(obj?: Value): Result {
  if (obj === undefined) {
    return withFrames(0, (frame) =>
      frame === null ? raise(valueErrorType, 'frame does not exist') : frameLocals(frame),
    );
  }
  const dict = getAttributeOrMissing(obj, '__dict__');
  if (dict === ABRUPT) return suspend(new VarsFrame()) as Result;
  return dict === undefined ? typeError('vars() argument must have __dict__ attribute') : dict;
}

class VarsFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return typeError('vars() argument must have __dict__ attribute');
  }
}

/** `len(obj)`: an int, or ABRUPT. */
export function lengthOf(obj: Value): Result {
  if (typeof obj === 'string') return obj.length;
  const type = typeOf(obj);
  if (type === listType || type === tupleType) return (obj as PyList | PyTuple).items.length;
  if (type === dictType) return (obj as PyDict).size;
  if (type === bytesType) return (obj as PyBytes).data.length;
  if (type === byteArrayType) return (obj as PyByteArray).size;
  const method = type.lookup('__len__');
  if (method === undefined || method === None) return typeError(`object of type '${type.name}' has no len()`);
  const result = callMethod0(method, obj);
  return result === ABRUPT ? (suspend(new LengthFrame()) as Result) : checkLength(result);
}

function checkLength(result: Value): Result {
  return typeof result === 'number' && result >= 0 ? result : checkedLength(result);
}

class LengthFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return checkLength(value);
  }
}

function builtins_build_class(args: Value[], keywords: Map<string, Value>): Result {
  const [func, name, ...bases] = args;
  if (func === undefined || name === undefined) return typeError('__build_class__: not enough arguments');
  if (!(func instanceof PyFunction)) return typeError('__build_class__: func must be a function');
  if (textOf(name) === undefined) return typeError('__build_class__: name is not a string');
  return buildClass(func, name, bases, keywords);
}

defineIntrinsics({
  /** Calls what `lookup_special` found, bound to `self`. */
  call_special: [
    '(method, self, /, *args)',
    (method: Value, self: Value, args: Value[]): Result => callMethodN(method, self, args, null),
  ],
});

export const attributeBuiltins: MethodTable = {
  __build_class__: ['(*args, **kwds)', builtins_build_class],
  callable: [
    '(obj, /)',
    builtins_callable,
    'Return whether the object is callable (i.e., some kind of function).',
  ],
  delattr: ['(obj, name, /)', builtins_delattr, 'Deletes the named attribute from the given object.'],
  dir: ['(object=None, /)', builtins_dir],
  getattr: ['(object, name, default=None, /)', builtins_getattr],
  hasattr: [
    '(obj, name, /)',
    builtins_hasattr,
    'Return whether the object has an attribute with the given name.',
  ],
  hash: ['(obj, /)', hashOf, 'Return the hash value for the given object.'],
  id: ['(obj, /)', idOf, 'Return the identity of an object.'],
  isinstance: ['(obj, class_or_tuple, /)', isInstance],
  issubclass: ['(cls, class_or_tuple, /)', isSubclass],
  len: ['(obj, /)', lengthOf, 'Return the number of items in a container.'],
  setattr: [
    '(obj, name, value, /)',
    builtins_setattr,
    'Sets the named attribute on the given object to the specified value.',
  ],
  vars: ['(object=None, /)', builtins_vars],
};
