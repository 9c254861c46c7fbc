// _pickle: the classes and functions that Lib/pickle.py prefers to its own.
//
// Pickling is in pickle/saving*.ts, unpickling in pickle/loading*.ts; src/python/pickling.py has what calls Python code at odd places.
import { ABRUPT } from '../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { simpleBytes } from '../objects/buffer.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import {
  attributeErrorType,
  newException,
  raise,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import type { PyFunction } from '../objects/function.ts';
import { intOf } from '../objects/int.ts';
import {
  BoundNative,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  MethodDescriptor,
  signatureOf,
} from '../objects/native.ts';
import { lending } from '../objects/lending.ts';
import { None } from '../objects/none.ts';
import type { PyObject } from '../objects/object.ts';
import { type Result, type Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { moduleType, PyModule } from '../objects/module.ts';
import { PyTuple } from '../objects/tuple.ts';
import { isCallable } from '../objects/type-methods.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { idOf } from '../operators/hash.ts';
import { patchPythonPickler, reduceFunction, reduceNamespace } from '../stackless/pickling/reducers.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import { Travel } from '../stackless/pickling/travel.ts';
import type { NativeModule } from './native-module.ts';
import { pickleBufferType } from './pickle-buffer.ts';
import {
  pickleErrorType,
  picklingError,
  picklingErrorType,
  unpicklingError,
  unpicklingErrorType,
} from './pickle/errors.ts';
import { LoadOperation, NO_PERSISTENT_LOAD } from './pickle/loading.ts';
import { findClass } from './pickle/loading-objects.ts';
import { DEFAULT_PROTOCOL } from './pickle/opcodes.ts';
import {
  checkUnused,
  Pickler,
  PicklerMemo,
  picklerMemoType,
  picklerType,
  Unpickler,
  UnpicklerItems,
  UnpicklerMemo,
  unpicklerMemoType,
  unpicklerType,
} from './pickle/pickler.ts';
import './pickle/revival.ts';
import { PickleOperation } from './pickle/saving.ts';
import './pickle/saving-containers.ts';
import './pickle/saving-objects.ts';

/** None for an argument that was left out. */
const given = (value: Value | undefined): Value => value ?? None;
/** Null for None. */
const orNull = (value: Value): Value | null => (value === None ? null : value);

// --- Methods that subclasses override, or programs set -------------------------------------------------------------------

/** No object is persistent. */
const persistentId = new MethodDescriptor(
  picklerType,
  'persistent_id',
  signatureOf('($self, obj, /)'),
  (): Result => None,
  null,
);
const persistentLoad = new MethodDescriptor(
  unpicklerType,
  'persistent_load',
  signatureOf('($self, pid, /)'),
  (): Result => {
    throw unpicklingError(NO_PERSISTENT_LOAD);
  },
  null,
);

/** A method that a program has its own of; null for the one that is there anyway. */
function ownMethod(method: Value, plain: unknown): Value | null {
  return method === None || (method instanceof BoundNative && method.func === plain) ? null : method;
}

/** The getter and setter of such a method. */
function settable<T extends PyObject>(
  plain: MethodDescriptor,
  field: keyof T,
): [(self: T) => Result, (self: T, value: Value | undefined) => void] {
  const get = (self: T): Result => (self[field] as Value | null) ?? new BoundNative(plain, self);
  const set = (self: T, value: Value | undefined): void => {
    if (value !== undefined && !isCallable(value))
      throw newException(typeErrorType, `${plain.name} must be a callable taking one argument`);
    (self[field] as Value | null) = value ?? null;
  };
  return [get, set];
}

// --- Pickler -----------------------------------------------------------------------------------------------------------

/** Pickles with the pickler's `persistent_id` and (in a tuple) its `reducer_override`; None: it has none. */
function pickleWith(pickler: Pickler, obj: Value, persistent: Value, override: Value): Result {
  const op = new PickleOperation(pickler);
  op.persistentId = ownMethod(persistent, persistentId);
  op.reducerOverride = override instanceof PyTuple ? override.items[0]! : null;
  return op.start(obj);
}

function pickler_dump(self: Pickler, obj: Value): Result {
  if (self.write === null)
    throw picklingError(`Pickler.__init__() was not called by ${self.cls.name}.__init__()`);
  if (self.cls === picklerType) return pickleWith(self, obj, given(self.persistentId ?? undefined), None);
  return frozenFunction('pickling', 'pickler_dump').call2(self, obj);
}

function setupPickler(
  self: Pickler,
  write: Value,
  proto: Value,
  fixImports: Value,
  callback: Value,
  table: Value,
): Value {
  checkUnused(self);
  self.write = orNull(write);
  self.proto = proto as number;
  self.fixImports = fixImports === true && self.proto < 3;
  self.bufferCallback = orNull(callback);
  self.dispatchTable = orNull(table);
  self.fast = 0;
  self.memo = new Map();
  self.states = new Map();
  self.memoized = 0;
  return None;
}

function clearMemo(pickler: Pickler): Result {
  pickler.memo.clear();
  pickler.states = new Map();
  pickler.memoized = 0;
  pickler.travel?.forget();
  return None;
}

/** Which modules go by value: their names; None: all but the standard library's. */
function setTravel(pickler: Value, names: Value): Value {
  if (!(pickler instanceof Pickler))
    throw newException(typeErrorType, `a Pickler of _pickle is needed, not '${typeOf(pickler).name}'`);
  checkUnused(pickler);
  pickler.travel = new Travel(names instanceof PyTuple ? names.items.map(String) : null);
  return None;
}

pickleByFields(picklerType, unpicklerType, picklerMemoType, unpicklerMemoType);

for (const type of [picklerType, unpicklerType])
  defineStaticMethods(type, {
    __new__: ['(cls, /, *args, **kwargs)', (cls: PyType): Result => new cls.Ctor()],
  });

defineMethods(picklerType, {
  __init__: [
    '($self, file, protocol=None, fix_imports=True, buffer_callback=None)',
    (self: Value, file: Value, protocol?: Value, fixImports: Value = true, callback?: Value): Result =>
      frozenFunction('pickling', 'pickler_init').callN([
        self,
        file,
        given(protocol),
        fixImports,
        given(callback),
      ]),
  ],
  dump: [
    '($self, obj, /)',
    pickler_dump,
    'Write a pickled representation of the given object to the open file.',
  ],
  clear_memo: ['($self, /)', clearMemo, 'Clears the pickler\'s "memo".'],
  __sizeof__: [
    '($self, /)',
    (self: Pickler): Result => 200 + 24 * self.memo.size,
    'Returns size in memory, in bytes.',
  ],
});

function setDispatchTable(self: Pickler, value: Value | undefined): void {
  if (value === undefined && self.dispatchTable === null)
    throw newException(attributeErrorType, 'dispatch_table');
  self.dispatchTable = value ?? null;
}

function setPicklerMemo(self: Pickler, value: Value | undefined): Result {
  if (value instanceof PicklerMemo) {
    self.memo = new Map(value.pickler.memo);
    const { states } = value.pickler;
    self.states = states instanceof Map ? new Map(states) : states;
    self.memoized = value.pickler.memoized;
  } else if (value instanceof PyDict)
    return frozenFunction('pickling', 'set_pickler_memo').call2(self, value);
  else if (value === undefined) throw newException(typeErrorType, 'attribute deletion is not supported');
  else
    throw newException(
      typeErrorType,
      `'memo' attribute must be a PicklerMemoProxy object or dict, not ${typeOf(value).name}`,
    );
  return None;
}

defineGetSets(picklerType, {
  bin: [(self: Pickler): Result => (self.proto > 0 ? 1 : 0)],
  fast: [
    (self: Pickler): Result => self.fast,
    (self: Pickler, value) => void (self.fast = value === 0 || value === false ? 0 : 1),
  ],
  dispatch_table: [
    (self: Pickler): Result => self.dispatchTable ?? raise(attributeErrorType, 'dispatch_table'),
    setDispatchTable,
  ],
  memo: [(self: Pickler): Result => new PicklerMemo(self), setPicklerMemo],
  persistent_id: settable<Pickler>(persistentId, 'persistentId'),
});

/** {id: (number, object)}. */
function picklerMemo_copy(self: PicklerMemo): PyDict {
  const dict = new PyDict();
  for (const [obj, n] of self.pickler.memo) {
    if (dict.set(idOf(obj as Value), new PyTuple([n, obj as Value])) === ABRUPT) break;
  }
  return dict;
}

defineMethods(picklerMemoType, {
  clear: [
    '($self, /)',
    (self: PicklerMemo): Result => clearMemo(self.pickler),
    'Remove all items from memo.',
  ],
  copy: ['($self, /)', picklerMemo_copy, 'Copy the memo to a new object.'],
  __reduce__: [
    '($self, /)',
    (self: PicklerMemo): Result => new PyTuple([dictType, new PyTuple([picklerMemo_copy(self)])]),
    'Implement pickle support.',
  ],
});

// --- Unpickler -----------------------------------------------------------------------------------------------------------

const findClassMethod = '($self, module_name, global_name, /)';

/** Unpickles `data`, or (None) from the unpickler's file, with its `persistent_load` and `find_class`; None: the plain ones. */
function unpickleWith(unpickler: Unpickler, data: Value, load: Value, find: Value): Result {
  const bytes = data === None ? null : (simpleBytes(data) ?? null);
  const plainFind = unpicklerType.attrs.get('find_class');
  const op = new LoadOperation(unpickler, bytes, ownMethod(load, persistentLoad), ownMethod(find, plainFind));
  return op.run();
}

function unpickler_load(self: Unpickler): Result {
  if (self.read === null)
    throw unpicklingError(`Unpickler.__init__() was not called by ${self.cls.name}.__init__()`);
  if (self.cls === unpicklerType)
    return unpickleWith(self, None, given(self.persistentLoad ?? undefined), None);
  return frozenFunction('pickling', 'unpickler_load').call1(self);
}

function setupUnpickler(
  self: Unpickler,
  read: Value,
  readline: Value,
  fixImports: Value,
  encoding: Value,
  errors: Value,
  buffers: Value,
): Value {
  checkUnused(self);
  self.read = orNull(read);
  self.readline = orNull(readline);
  self.fixImports = fixImports === true;
  self.encoding = encoding;
  self.errors = errors;
  self.buffers = orNull(buffers) as PyObject | null;
  self.memo = new UnpicklerItems();
  self.rest = null;
  return None;
}

defineMethods(unpicklerType, {
  __init__: [
    "($self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    (
      self: Value,
      file: Value,
      fixImports: Value = true,
      encoding: Value = 'ASCII',
      errors: Value = 'strict',
      buffers?: Value,
    ): Result =>
      frozenFunction('pickling', 'unpickler_init').callN([
        self,
        file,
        fixImports,
        encoding,
        errors,
        given(buffers),
      ]),
  ],
  load: ['($self, /)', unpickler_load, 'Load a pickle.'],
  find_class: [
    findClassMethod,
    (self: Unpickler, module: Value, name: Value): Result => findClass(self, module, name),
    'Return an object from a specified module.',
  ],
  __sizeof__: [
    '($self, /)',
    (self: Unpickler): Result => 200 + 8 * self.memo.size,
    'Returns size in memory, in bytes.',
  ],
});

function setUnpicklerMemo(self: Unpickler, value: Value | undefined): Result {
  if (value instanceof UnpicklerMemo) self.memo = itemsOf(value.unpickler.memo.entries());
  else if (value instanceof PyDict) self.memo = memoOf(value);
  else if (value === undefined) throw newException(typeErrorType, 'attribute deletion is not supported');
  else
    throw newException(
      typeErrorType,
      `'memo' attribute must be an UnpicklerMemoProxy object or dict, not ${typeOf(value).name}`,
    );
  return None;
}

function itemsOf(entries: [number, Value][]): UnpicklerItems {
  const items = new UnpicklerItems();
  for (const [n, value] of entries) items.set(n, value);
  return items;
}

function memoOf(dict: PyDict): UnpicklerItems {
  const memo = new UnpicklerItems();
  for (let i = dict.begin(); i < dict.end(); i++) {
    const key = dict.keyAt(i);
    if (key === undefined) continue;
    const n = intOf(key);
    if (n === undefined) throw newException(typeErrorType, 'memo key must be integers');
    if (n < 0) throw newException(valueErrorType, 'memo key must be positive integers.');
    memo.set(Number(n), dict.valueAt(i)!);
  }
  return memo;
}

defineGetSets(unpicklerType, {
  memo: [(self: Unpickler): Result => new UnpicklerMemo(self), setUnpicklerMemo],
  persistent_load: settable<Unpickler>(persistentLoad, 'persistentLoad'),
});

function unpicklerMemo_copy(self: UnpicklerMemo): PyDict {
  const dict = new PyDict();
  for (const [n, value] of self.unpickler.memo.entries()) if (dict.set(n, value) === ABRUPT) break;
  return dict;
}

defineMethods(unpicklerMemoType, {
  clear: [
    '($self, /)',
    (self: UnpicklerMemo): Result => {
      self.unpickler.memo = new UnpicklerItems();
      return None;
    },
    'Remove all items from memo.',
  ],
  copy: ['($self, /)', unpicklerMemo_copy, 'Copy the memo to a new object.'],
  __reduce__: [
    '($self, /)',
    (self: UnpicklerMemo): Result => new PyTuple([dictType, new PyTuple([unpicklerMemo_copy(self)])]),
    'Implement pickling support.',
  ],
});

/** When `loads` is taken from the module, Lib/pickle.py has defined its own pickler, which may want to know of programs. */
class PickleModule extends PyModule {}
const pickleModuleType = builtinType('module', PickleModule, { base: moduleType });
defineGetSets(pickleModuleType, {
  loads: [
    (self: PickleModule): Result => {
      patchPythonPickler();
      return self.dict.getStr('loads') ?? raise(attributeErrorType, 'loads');
    },
  ],
});

// --- The module ------------------------------------------------------------------------------------------------------------

function pickle_dump(
  obj: Value,
  file: Value,
  protocol?: Value,
  fixImports: Value = true,
  callback?: Value,
): Result {
  return frozenFunction('pickling', 'dump').callN([
    new Pickler(),
    obj,
    file,
    given(protocol),
    fixImports,
    given(callback),
  ]);
}

function pickle_dumps(
  obj: Value,
  protocol: Value = None,
  fixImports: Value = true,
  callback: Value = None,
): Result {
  const pickler = new Pickler();
  const number = protocol === None ? DEFAULT_PROTOCOL : protocol;
  const plain = typeof number === 'number' && number >= 0 && number <= DEFAULT_PROTOCOL;
  if (plain && typeof fixImports === 'boolean' && callback === None) {
    setupPickler(pickler, None, number, fixImports, None, None);
    return pickleWith(pickler, obj, None, None);
  }
  return frozenFunction('pickling', 'dumps').callN([pickler, obj, protocol, fixImports, callback]);
}

function pickle_load(
  file: Value,
  fixImports: Value = true,
  encoding: Value = 'ASCII',
  errors: Value = 'strict',
  buffers?: Value,
): Result {
  return frozenFunction('pickling', 'load').callN([
    new Unpickler(),
    file,
    fixImports,
    encoding,
    errors,
    given(buffers),
  ]);
}

function pickle_loads(
  data: Value,
  fixImports: Value = true,
  encoding: Value = 'ASCII',
  errors: Value = 'strict',
  buffers: Value = None,
): Result {
  const unpickler = new Unpickler();
  const bytes = simpleBytes(data);
  if (bytes === undefined)
    throw newException(typeErrorType, `a bytes-like object is required, not '${typeOf(data).name}'`);
  if (buffers === None && typeof fixImports === 'boolean') {
    setupUnpickler(unpickler, None, None, fixImports, encoding, errors, None);
    return unpickleWith(unpickler, data, None, None);
  }
  return frozenFunction('pickling', 'loads').callN([unpickler, data, fixImports, encoding, errors, buffers]);
}

defineIntrinsics({
  pickle_with: ['(pickler, obj, persistent_id, reducer_override, /)', pickleWith],
  unpickle_with: ['(unpickler, data, persistent_load, find_class, /)', unpickleWith],
  pickler_setup: ['(self, write, protocol, fix_imports, buffer_callback, table, /)', setupPickler],
  unpickler_setup: ['(self, read, readline, fix_imports, encoding, errors, buffers, /)', setupUnpickler],
  pickler_travel: ['(pickler, names, /)', setTravel],
  pickler_remember: [
    '(self, number, obj, /)',
    (self: Pickler, n: Value, obj: Value): Result => {
      self.memo.set(obj, Number(n));
      self.memoized = Math.max(self.memoized, Number(n) + 1);
      return None;
    },
  ],
  function_by_value: ['(function, /)', (fn: Value): Result => reduceFunction(fn as PyFunction)],
  namespace_reference: ['(dict, /)', (dict: Value): Result => reduceNamespace(dict as PyDict) ?? None],
  pickling_error: ['(message, /)', (text: Value): Result => picklingError(hostString(textOf(text)!))],
  unpickling_error: ['(message, /)', (text: Value): Result => unpicklingError(hostString(textOf(text)!))],
});

export const _pickleModule: NativeModule = {
  name: '_pickle',
  doc: 'Optimized C implementation for the Python pickle module.',
  functions: {
    dump: ['(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)', pickle_dump],
    dumps: ['(obj, protocol=None, *, fix_imports=True, buffer_callback=None)', pickle_dumps],
    load: ["(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", pickle_load],
    loads: [
      "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
      lending(pickle_loads),
    ],
  },
  module: () => new PickleModule(),
  attributes: () => ({
    PickleError: pickleErrorType,
    PicklingError: picklingErrorType,
    UnpicklingError: unpicklingErrorType,
    PickleBuffer: pickleBufferType,
    Pickler: picklerType,
    Unpickler: unpicklerType,
  }),
};
