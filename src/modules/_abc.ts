// _abc: what makes abstract base classes fast. What a class has been asked about it remembers, weakly, by class; what calls
// back (hooks, registered classes, subclasses) is src/python/abc.py.
import { ABRUPT } from '../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { typeError } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import { reducers } from '../objects/object-methods.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, liveSubclasses, PyType, setTypeAttribute } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { claimsNoClass } from '../operators/instance.ts';
import { picklingFunctions, reduceTo } from '../stackless/pickling/tables.ts';
import type { NativeModule } from './native-module.ts';

/** What an abstract base class remembers. */
class AbcData extends PyObject {
  /** Registered classes, oldest first. */
  registry: WeakRef<PyType>[] = [];
  cache = new Set<WeakRef<PyType>>();
  known = new WeakSet<PyType>();
  unknown = new WeakSet<PyType>();
  /** Classes in `unknown`, which only matters to `_get_dump`. */
  negative = new Set<WeakRef<PyType>>();
  /** The value of `invalidations` for which `unknown` is right. */
  negativeVersion = invalidations;
}

const abcDataType = builtinType('_abc_data', AbcData, {
  module: '_abc',
  doc: 'Internal state held by ABC machinery.',
});

/** Grows with each registration: negative answers from before are void. */
let invalidations = 0;

const dataByClass = new WeakMap<PyType, AbcData>();

function dataOf(cls: Value): AbcData {
  const type = cls as PyType;
  let data = dataByClass.get(type);
  if (data === undefined) {
    // That of a class that came with a pickle is its attribute.
    const own = type.attrs.get('_abc_impl');
    data = own instanceof AbcData ? own : new AbcData();
    dataByClass.set(type, data);
  }
  return data;
}

// A class that is pickled by value has its registered classes; what else it remembers is found out again.
reducers.set(abcDataType, (self) => {
  const registered = (self as AbcData).registry.map((ref) => ref.deref()).filter((cls) => cls !== undefined);
  return reduceTo('_abc_data', [new PyTuple(registered)]);
});

picklingFunctions['_abc_data'] = [
  '(registered, /)',
  (registered: Value): Result => {
    const data = new AbcData();
    if (registered instanceof PyTuple)
      for (const cls of registered.items) if (cls instanceof PyType) data.registry.push(new WeakRef(cls));
    return data;
  },
];

/** Whether `sub` is known to be a subclass, or known not to be; undefined: not known. */
function known(cls: Value, sub: PyType): boolean | undefined {
  const data = dataOf(cls);
  if (data.known.has(sub)) return true;
  return data.negativeVersion === invalidations && data.unknown.has(sub) ? false : undefined;
}

function _abc_init(cls: Value): Result {
  const type = cls as PyType;
  setTypeAttribute(type, '_abc_impl', dataOf(cls));
  if (takeCollectionFlag(type) === ABRUPT) return ABRUPT;
  return frozenFunction('abc', 'init').call1(cls);
}

const FLAG_SEQUENCE = 1 << 5;
const FLAG_MAPPING = 1 << 6;

/** `__abc_tpflags__` says for which patterns instances are. */
function takeCollectionFlag(type: PyType): Result {
  const flags = type.attrs.get('__abc_tpflags__');
  if (flags === undefined) return None;
  const bits = Number(intOf(flags) ?? 0);
  if ((bits & FLAG_SEQUENCE) !== 0 && (bits & FLAG_MAPPING) !== 0)
    return typeError('__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING');
  if ((bits & FLAG_SEQUENCE) !== 0) type.patternFlags = 1;
  if ((bits & FLAG_MAPPING) !== 0) type.patternFlags = 2;
  setTypeAttribute(type, '__abc_tpflags__', undefined);
  return None;
}

/** Spreads what patterns instances of an abstract class match to a class that was registered, and below. */
function spreadPatternFlags(type: PyType, flags: number): void {
  if (!type.isHeap || type.patternFlags === flags) return; // built-in classes say for themselves: str is no sequence
  type.patternFlags = flags;
  for (const sub of liveSubclasses(type)) spreadPatternFlags(sub, flags);
}

function _abc_instancecheck(cls: Value, instance: Value): Result {
  const type = typeOf(instance);
  if (claimsNoClass(type)) {
    const answer = known(cls, type);
    if (answer !== undefined) return answer;
  }
  return frozenFunction('abc', 'instance_check').call2(cls, instance);
}

function _abc_subclasscheck(cls: Value, sub: Value): Result {
  if (!(sub instanceof PyType)) return typeError('issubclass() arg 1 must be a class');
  return known(cls, sub) ?? frozenFunction('abc', 'subclass_check').call2(cls, sub);
}

// --- For src/python/abc.py -----------------------------------------------------------------------------------------

function abc_known(cls: Value, sub: Value): Result {
  return sub instanceof PyType ? (known(cls, sub) ?? None) : None;
}

function abc_remember(cls: Value, sub: Value, answer: Value): Result {
  const data = dataOf(cls);
  const type = sub as PyType;
  if (answer === true) {
    data.known.add(type);
    data.cache.add(new WeakRef(type));
    return true;
  }
  if (data.negativeVersion !== invalidations) {
    data.unknown = new WeakSet();
    data.negative = new Set();
    data.negativeVersion = invalidations;
  }
  data.unknown.add(type);
  data.negative.add(new WeakRef(type));
  return false;
}

function live(refs: Iterable<WeakRef<PyType>>): PyType[] {
  return Array.from(refs, (ref) => ref.deref()).filter((type) => type !== undefined);
}

function abc_registry(cls: Value): Result {
  const data = dataOf(cls);
  data.registry = data.registry.filter((ref) => ref.deref() !== undefined);
  return new PyList(live(data.registry));
}

function abc_add(cls: Value, sub: Value): Result {
  const data = dataOf(cls);
  if (!live(data.registry).includes(sub as PyType)) data.registry.push(new WeakRef(sub as PyType));
  invalidations++;
  const { patternFlags } = cls as PyType;
  if (patternFlags !== 0) spreadPatternFlags(sub as PyType, patternFlags);
  return None;
}

defineIntrinsics({
  abc_known: ['(cls, sub, /)', abc_known],
  abc_remember: ['(cls, sub, answer, /)', abc_remember],
  abc_registry: ['(cls, /)', abc_registry],
  abc_add: ['(cls, sub, /)', abc_add],
});

// --- Looking inside ------------------------------------------------------------------------------------------------

function _get_dump(cls: Value): Result {
  const data = dataOf(cls);
  const groups = [data.registry, data.cache, data.negative].map((refs) => new PyList(live(refs)));
  return frozenFunction('abc', 'dump').call2(new PyTuple(groups), data.negativeVersion);
}

function _reset_registry(cls: Value): Result {
  dataOf(cls).registry = [];
  return None;
}

function _reset_caches(cls: Value): Result {
  const data = dataOf(cls);
  data.known = new WeakSet();
  data.cache = new Set();
  data.unknown = new WeakSet();
  data.negative = new Set();
  return None;
}

export const _abcModule: NativeModule = {
  name: '_abc',
  doc: 'Module contains faster C implementation of abc.ABCMeta',
  functions: {
    get_cache_token: ['()', (): Result => invalidations, 'Returns the current ABC cache token.'],
    _abc_init: ['(self, /)', _abc_init],
    _abc_register: ['(self, subclass, /)', inPython('abc', 'register')],
    _abc_instancecheck: ['(self, instance, /)', _abc_instancecheck],
    _abc_subclasscheck: ['(self, subclass, /)', _abc_subclasscheck],
    _get_dump: ['(self, /)', _get_dump],
    _reset_registry: ['(self, /)', _reset_registry],
    _reset_caches: ['(self, /)', _reset_caches],
  },
};
