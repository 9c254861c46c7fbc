// Hashing and equality of keys.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { bytesType, PyBytes } from '../objects/bytes.ts';
import { PyComplex } from '../objects/complex.ts';
import { typeError } from '../objects/exception.ts';
import { finalizableHooks } from '../objects/finalizable.ts';
import { PyFloat } from '../objects/float.ts';
import { ForeignMethod } from '../objects/foreign-descriptors.ts';
import { intOf } from '../objects/int.ts';
import { NativeCallable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { PyObject } from '../objects/object.ts';
import { type IterResult, type Result, type Value } from '../objects/object.ts';
import { PyStr, strType, type Text } from '../objects/str.ts';
import { compareIntFloat } from '../objects/text/int-arithmetic.ts';
import { floatHash, intHash } from '../objects/text/number-hash.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import { objectType, type PyType } from '../objects/type.ts';
import { callMaybe0 } from './call.ts';

export type HashKind = 'identity' | 'str' | 'tuple' | 'bytes' | 'plain' | 'native' | 'custom' | 'unhashable';

/**
 * A class whose instances hash and compare without running Python code, or most of them; they equal none of another such class. Its
 * subclasses do, if they have the same `__hash__` and `__eq__`.
 */
export interface PlainKey {
  readonly type: PyType;
  /** The folded hash; undefined: hashing or comparing this one may run Python code. */
  hash(self: PyObject): number | undefined;
  /** Whether two are equal, both of which have such a hash. */
  equal(a: PyObject, b: PyObject): boolean;
}

const plainKeys: PlainKey[] = [];

/** Makes instances of a class keys that are found quickly; to be called when the class has its methods. */
export function definePlainKey(key: PlainKey): void {
  plainKeys.push(key);
  key.type.hashKind = null;
}

/** How instances of a class hash and compare as keys: by identity, as str, tuple and bytes do, as a `PlainKey` says, by other native code, or by calling Python. */
export function hashKind(type: PyType): HashKind {
  return (type.hashKind ??= computeHashKind(type));
}

function computeHashKind(type: PyType): HashKind {
  const hash = type.lookup('__hash__');
  const eq = type.lookup('__eq__');
  if (hash === None || hash === undefined) return 'unhashable';
  if (hash === objectType.attrs.get('__hash__') && eq === objectType.attrs.get('__eq__')) return 'identity';
  if (hash === strType.attrs.get('__hash__') && eq === strType.attrs.get('__eq__')) return 'str';
  if (hash === tupleType.attrs.get('__hash__') && eq === tupleType.attrs.get('__eq__')) return 'tuple';
  if (hash === bytesType.attrs.get('__hash__') && eq === bytesType.attrs.get('__eq__')) return 'bytes';
  const plain = plainKeys.find(
    ({ type: { attrs } }) => hash === attrs.get('__hash__') && eq === attrs.get('__eq__'),
  );
  type.plainKey = plain ?? null;
  if (plain !== undefined) return 'plain';
  return isNative(hash) && isNative(eq) ? 'native' : 'custom';
}

/** Written in TypeScript, and right for the class. */
function isNative(method: Value | undefined): boolean {
  return method instanceof NativeCallable && !(method instanceof ForeignMethod);
}

/** What hashes of text and bytes begin with: another number in each process, as PYTHONHASHSEED says. */
let basis = 0x811c9dc5 | 0;

/** Sets what hashes of text and bytes begin with; only before there are any. */
export function seedHashes(seed: number): void {
  basis = (0x811c9dc5 ^ seed) | 0;
}

/** A 32-bit hash of text (FNV-1a over code points), the same for both representations, and for bytes. */
export function strHash(text: Text | Uint8Array): number {
  let h = basis;
  if (typeof text === 'string') {
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  } else {
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text[i]!, 0x01000193);
  }
  return h === -1 ? -2 : h | 0;
}

/** Folds a hash into the 32 bits that tables use. */
export function foldHash(hash: number | bigint): number {
  if (typeof hash === 'bigint') return Number(BigInt.asIntN(32, hash ^ (hash >> 32n)));
  return (hash | 0) === hash ? hash : (hash | 0) ^ (Math.floor(hash / 4294967296) | 0);
}

const identities = new WeakMap<PyObject, number>();
let nextIdentity = 0x7f3a_5c00_1000;

/** `id(obj)` of a heap object: made up when first asked for. */
export function identityOf(obj: PyObject): number {
  let id = identities.get(obj);
  if (id === undefined) {
    const { finalizable } = obj;
    if (finalizable !== undefined) return (finalizable.identity ||= newIdentity());
    id = newIdentity();
    identities.set(obj, id);
  }
  return id;
}

function newIdentity(): number {
  const id = nextIdentity;
  nextIdentity += 16;
  return id;
}

/** Gives `other` the identity of `obj`, in whose place it is to stand. */
export function shareIdentity(obj: PyObject, other: PyObject): void {
  identities.set(other, identityOf(obj));
}

finalizableHooks.copied = (obj, copy) => {
  const id = identities.get(obj);
  if (id !== undefined) identities.set(copy, id);
};

/** The hash by identity, if the object's identity has ever been asked for; undefined when nothing can know it. */
export function identityId(obj: PyObject): number | undefined {
  const id = identities.get(obj) ?? obj.finalizable?.identity ?? 0;
  return id === 0 ? undefined : id / 16;
}

/** `hash(obj)` by identity. */
export function identityHash(obj: PyObject): number {
  return identityOf(obj) / 16;
}

/** `hash(value)`: an int value, or ABRUPT (TypeError for what has no hash). */
export function hashOf(value: Value): Result {
  switch (typeof value) {
    case 'string':
      return strHash(value);
    case 'number':
    case 'bigint':
      return intHash(value);
    case 'boolean':
      return value ? 1 : 0;
    default: // an object: below
  }
  if (hashKind(value.cls) === 'tuple') {
    return hashOfTuple(value as PyTuple);
  }
  const method = value.cls.lookup('__hash__');
  if (method === undefined || method === None) return unhashable(value);
  const result = callMaybe0(method, value, unhashable);
  return result === ABRUPT ? (suspend(new HashFrame()) as Result) : hashResult(result);
}

function unhashable(value: Value): Result {
  return typeError(`unhashable type: '${(value as PyObject).cls.name}'`);
}

function hashResult(result: Value): Result {
  const n = intOf(result);
  if (n === undefined) return typeError('__hash__ method should return an integer');
  return intHash(n);
}

class HashFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return hashResult(value);
  }
}

/** The hashes of tuples that took Python code: a tuple asks its items only once. */
const keptHashes = new WeakMap<PyTuple, number>();

/** Keeps the hash of a tuple, and gives it. */
export function keepTupleHash(tuple: PyTuple, hash: number): number {
  keptHashes.set(tuple, hash);
  return hash;
}

/** `tuple.__hash__`: an int value, or ABRUPT. */
export function hashOfTuple(tuple: PyTuple): Result {
  return tupleHash(tuple, 0) ?? keptHashes.get(tuple) ?? hashItems(tuple, 0, TUPLE_BASIS);
}

/** Goes on with the hash of a tuple at an item, some of which need Python code; `h` is that of the items before. */
function hashItems(tuple: PyTuple, from: number, h: number): Result {
  const { items } = tuple;
  for (let i = from; i < items.length; i++) {
    const item = items[i]!;
    let one: Result | undefined = nativeHash(item, 0);
    if (one === undefined) {
      // Nested tuples may be as deep as memory allows.
      if (item instanceof PyTuple && !keptHashes.has(item))
        return frozenFunction('tuple', 'hash_items').call3(tuple, i, h);
      one = hashOf(item);
      if (one === ABRUPT) return suspend(new ItemHashFrame(tuple, i, h)) as Result;
      one = foldHash(one as number | bigint);
    }
    h = mixHash(h, one as number);
  }
  return keepTupleHash(tuple, finishTupleHash(h, items.length));
}

/** Left while an item of a tuple is being hashed. */
class ItemHashFrame extends NativeFrame {
  private readonly tuple: PyTuple;
  private readonly item: number;
  /** The hash of the items before. */
  private readonly before: number;
  constructor(tuple: PyTuple, item: number, before: number) {
    super();
    this.tuple = tuple;
    this.item = item;
    this.before = before;
  }
  returned(value: Value): IterResult {
    return hashItems(this.tuple, this.item + 1, mixHash(this.before, foldHash(value as number | bigint)));
  }
}

const MAX_NATIVE_NESTING = 100;
/** What the hash of a tuple begins with. */
const TUPLE_BASIS = 0x345678;

/** Hash of a tuple whose items hash without running Python code; undefined otherwise. */
export function tupleHash(tuple: PyTuple, depth: number): number | undefined {
  let h = TUPLE_BASIS;
  const { items } = tuple;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const one =
      typeof item === 'number' && (item | 0) === item ? (item === -1 ? -2 : item) : nativeHash(item, depth);
    if (one === undefined) return undefined;
    h = mixHash(h, one);
  }
  return finishTupleHash(h, items.length);
}

/** One step of the hash of a tuple (32 bits). */
export function mixHash(h: number, item: number): number {
  return Math.imul(h ^ item, 1000003) + 0x9e37;
}

/** Ends the hash of a tuple of that length, of which `mixHash` has been given each item. */
export function finishTupleHash(h: number, length: number): number {
  const result = ((h ^ (h >>> 15)) + length) | 0;
  return result === -1 ? -2 : result;
}

/** The folded hash of a value that needs no Python code for it or, as bytes with -b, for being compared with keys of other kinds; undefined otherwise. */
export function nativeHash(value: Value, depth: number): number | undefined {
  switch (typeof value) {
    case 'string':
      return strHash(value);
    case 'number':
      if ((value | 0) === value) return value === -1 ? -2 : value;
      return foldHash(intHash(value));
    case 'bigint':
      return foldHash(intHash(value));
    case 'boolean':
      return value ? 1 : 0;
    default: // an object: below
  }
  if (value.cls === tupleType)
    return depth < MAX_NATIVE_NESTING ? tupleHash(value as PyTuple, depth + 1) : undefined;
  if (value.cls.hashKind === 'custom') return undefined;
  if (value instanceof PyTuple && hashKind(value.cls) === 'tuple')
    return depth < MAX_NATIVE_NESTING ? tupleHash(value, depth + 1) : undefined;
  if (value instanceof PyFloat && hashKind(value.cls) === 'native' && !Number.isNaN(value.v))
    return foldHash(floatHash(value.v));
  if (value instanceof PyStr && (value.cls === strType || hashKind(value.cls) === 'str'))
    return strHash(value.text);
  if (value instanceof PyBytes && hashKind(value.cls) === 'bytes')
    return machine.interpreter.options.bytesWarning > 0 ? undefined : strHash(value.data);
  const kind = hashKind(value.cls);
  if (kind === 'plain') return value.cls.plainKey!.hash(value);
  return kind === 'identity' ? foldHash(identityHash(value)) : undefined;
}

/** `equalKeys` cannot tell without calling `__eq__`. */
export const COMPARE_CALLS: unique symbol = Symbol('COMPARE_CALLS');

/** Whether two keys are equal, when no Python code need be run to tell. Identity is the caller's to test. */
export function equalKeys(a: Value, b: Value): boolean | typeof COMPARE_CALLS {
  return equalNative(a, b, 0);
}

function equalNative(a: Value, b: Value, depth: number): boolean | typeof COMPARE_CALLS {
  if (a === b) return true;
  if (typeof a !== 'object')
    return typeof b !== 'object' ? equalPrimitives(a, b) : equalNativeObject(b, a, depth);
  return equalNativeObject(a, b, depth);
}

function equalPrimitives(a: Value, b: Value): boolean {
  if (typeof a === 'boolean') a = a ? 1 : 0;
  if (typeof b === 'boolean') b = b ? 1 : 0;
  return a === b;
}

/** `a` is an object. */
function equalNativeObject(a: PyObject, b: Value, depth: number): boolean | typeof COMPARE_CALLS {
  if (a.cls.hashKind === 'custom') return COMPARE_CALLS;
  if (a instanceof PyFloat && hashKind(a.cls) === 'native') return equalFloat(a.v, b);
  if (a instanceof PyTuple && hashKind(a.cls) === 'tuple') {
    if (b instanceof PyTuple)
      return hashKind(b.cls) === 'tuple' && depth < MAX_NATIVE_NESTING
        ? equalTuples(a, b, depth)
        : COMPARE_CALLS;
    return typeof b !== 'object' || isStandardKind(b.cls) ? false : COMPARE_CALLS;
  }
  if (a instanceof PyStr && (a.cls === strType || hashKind(a.cls) === 'str')) {
    if (typeof b === 'string') return a.text === b;
    if (b instanceof PyStr && (b.cls === strType || hashKind(b.cls) === 'str'))
      return equalTexts(a.text, b.text);
    return typeof b !== 'object' || hashKind(b.cls) === 'identity' ? false : COMPARE_CALLS;
  }
  if (a instanceof PyBytes && hashKind(a.cls) === 'bytes') {
    if (b instanceof PyBytes && hashKind(b.cls) === 'bytes') return equalBytes(a.data, b.data);
    if (typeof b !== 'object' && machine.interpreter.options.bytesWarning > 0) return COMPARE_CALLS;
    return typeof b !== 'object' || hashKind(b.cls) === 'tuple' ? false : COMPARE_CALLS;
  }
  if (a instanceof PyComplex) return COMPARE_CALLS;
  if (hashKind(a.cls) === 'plain') return equalPlain(a, b);
  if (hashKind(a.cls) === 'identity') {
    return typeof b !== 'object' || isStandardKind(b.cls) ? false : COMPARE_CALLS;
  }
  return COMPARE_CALLS;
}

/** Whether instances of a class compare by identity, or as built-in values that equal nothing of other kinds. */
function isStandardKind(type: PyType): boolean {
  const kind = hashKind(type);
  return kind !== 'custom' && kind !== 'unhashable' && kind !== 'native';
}

/** `a` is a plain key. */
function equalPlain(a: PyObject, b: Value): boolean | typeof COMPARE_CALLS {
  const key = a.cls.plainKey!;
  if (key.hash(a) === undefined) return COMPARE_CALLS;
  if (typeof b !== 'object') return false;
  const kind = hashKind(b.cls);
  if (kind !== 'plain') return kind === 'identity' || kind === 'str' ? false : COMPARE_CALLS;
  if (key.type !== b.cls.plainKey!.type) return false;
  return key.hash(b) === undefined ? COMPARE_CALLS : key.equal(a, b);
}

function equalFloat(v: number, b: Value): boolean | typeof COMPARE_CALLS {
  if (b instanceof PyFloat) return hashKind(b.cls) === 'native' ? v === b.v : COMPARE_CALLS;
  if (typeof b === 'number') return v === b;
  if (typeof b === 'boolean') return v === (b ? 1 : 0);
  if (typeof b === 'bigint') return compareIntFloat(b, v) === 0;
  return typeof b === 'string' ? false : b instanceof PyTuple && b.cls === tupleType ? false : COMPARE_CALLS;
}

/** Of tuples, unlike lists, items are compared even if their numbers differ. */
function equalTuples(a: PyTuple, b: PyTuple, depth: number): boolean | typeof COMPARE_CALLS {
  const length = Math.min(a.items.length, b.items.length);
  for (let i = 0; i < length; i++) {
    const x = a.items[i]!;
    const y = b.items[i]!;
    if (x === y) continue;
    const same = equalNative(x, y, depth + 1);
    if (same !== true) return same;
  }
  return a.items.length === b.items.length;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether two texts have the same code points. */
export function equalTexts(a: Text, b: Text): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((c, i) => c === b[i]);
}

/** `id(value)`. Equal numbers and strings have equal ids, as they cannot be told apart. */
export function idOf(value: Value): number | bigint {
  if (typeof value === 'object') return identityOf(value);
  if (typeof value === 'string') return primitiveId('s' + value);
  return primitiveId(typeof value + String(value));
}

const primitiveIds = new Map<string, number>();

function primitiveId(key: string): number {
  let id = primitiveIds.get(key);
  if (id === undefined) {
    id = nextIdentity;
    nextIdentity += 16;
    // Ids of numbers and strings need only last as long as someone may compare them: the table is bounded.
    if (primitiveIds.size > 10_000) primitiveIds.clear();
    primitiveIds.set(key, id);
  }
  return id;
}
