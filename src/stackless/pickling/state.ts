// What pickles have for the implementation's own objects: frames, generators, cells, functions, and whatever their fields hold.
//
// Such an object is pickled as (`_object`, (state,)): its State is made first, empty, with the object in it, and is filled when
// everything the object refers to is there; so cycles are no problem, and no class needs a `__setstate__` that CPython's has not.
// The State of an object that is alive (`live`) stands for it as it is now; `_object` copies that: this is what `copy.copy` does.
//
// Fields hold more than Python's values. `encode` gives each of them a form that pickles: State for frames, arrays, Maps and plain
// records, Named for natives, which have addresses (machine/natives.ts), for undefined, null and the like, and for the scheduler of
// the thread, which where it is loaded is that of the thread that loads.
import { STOP } from '../../machine/abrupt.ts';
import { Frame } from '../../machine/frame.ts';
import { machine } from '../../machine/machine.ts';
import { addressOfNative, nativeAt } from '../../machine/natives.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { GlobalCell } from '../../objects/dict.ts';
import { newException, PyBaseException, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { BoundMethod } from '../../objects/function.ts';
import { PyList } from '../../objects/list.ts';
import { PyModule } from '../../objects/module.ts';
import { BoundNative, MethodDescriptor } from '../../objects/native.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { codePoints, makeStr, textOf } from '../../objects/str.ts';
import { Super } from '../../objects/super.ts';
import { builtinType, builtinTypes, objectType, PyType } from '../../objects/type.ts';
import { here, ThreadScheduler } from '../scheduler.ts';
import { fieldTypesOf, fillLater, isAsExpected } from './field-types.ts';
import { isIntrinsic, markOf } from './marks.ts';
import { isFoundByName } from './methods.ts';
import { goesAlong } from './places.ts';
import { Raised, raisedOf } from './raised.ts';

/** The kinds of objects that have a State. */
export type StateKind =
  | 'frame'
  | 'native'
  | 'instance'
  | 'namespace'
  | 'class'
  | 'function'
  | 'module'
  | 'array'
  | 'map'
  | 'set'
  | 'record';

export class State extends PyObject {
  readonly kind: StateKind;
  /** The object; what kinds there are tells its class. */
  readonly target: object;
  /** The object is in use, so it is not given away. */
  readonly live: boolean;
  /** A frame, which has been given to a tasklet. */
  taken = false;
  /** Out of a pickle that has filled the object. */
  filled = false;
  /** Something refers to the object since before it was filled. */
  used = false;
  constructor(kind: StateKind, target: object, live: boolean) {
    super();
    this.kind = kind;
    this.target = target;
    this.live = live;
    if (!live && (kind === 'array' || kind === 'record')) fillLater(target);
  }
}
export const stateType = builtinType('state', State, { module: '_stackless', final: true });

/** A native, or a value of the host's that Python has not, by its name. */
export class Named extends PyObject {
  readonly name: string;
  readonly value: unknown;
  constructor(name: string, value: unknown) {
    super();
    this.name = name;
    this.value = value;
  }
}
export const namedType = builtinType('named', Named, { module: '_stackless', final: true });

const UNDEFINED = new Named('undefined', undefined);
const NULL = new Named('null', null);
const CONSTANTS = new Map<unknown, Named>([
  [undefined, UNDEFINED],
  [null, NULL],
  [STOP, new Named('STOP', STOP)],
  [NaN, new Named('NaN', NaN)],
  [Infinity, new Named('Infinity', Infinity)],
  [-Infinity, new Named('-Infinity', -Infinity)],
]);
const named = new Map<unknown, Named>();
const THREAD = 'thread';

/** What a name in a pickle stands for. Throws ValueError when there is none. */
export function namedBy(name: string): Named {
  for (const constant of CONSTANTS.values()) if (constant.name === name) return constant;
  if (name === THREAD) return new Named(THREAD, here());
  const value = nativeAt(name) ?? hiddenAt(name);
  if (value === undefined)
    throw newException(valueErrorType, `there is no native ${JSON.stringify(name)} in this build`);
  return nameOf(value) ?? new Named(name, value);
}

/** The place of a built-in class that no module has under its name, as `generator`; undefined for others. */
function placeOfHidden(cls: PyType): string | undefined {
  if (cls.isHeap) return undefined;
  const own = cls.attrs.get('__module__'); // of functions, that of its instances
  const module = typeof own === 'string' ? own : 'builtins';
  const found = machine.interpreter.modules.getStr(module);
  const isHidden = found instanceof PyModule && found.dict.getStr(cls.name) !== cls;
  return isHidden ? `class ${module}.${cls.name}` : undefined;
}

/** Such a class, or a method of one, which a frame may be about to call, by its place; undefined when it is neither. */
export function hiddenOf(value: PyObject): Named | undefined {
  const cls = value instanceof MethodDescriptor ? value.owner : value;
  const place = cls instanceof PyType ? placeOfHidden(cls) : undefined;
  if (place === undefined) return undefined;
  let found = named.get(value);
  if (found === undefined) {
    found = new Named(value instanceof MethodDescriptor ? `${place} ${value.name}` : place, value);
    named.set(value, found);
  }
  return found;
}

function hiddenAt(name: string): PyObject | undefined {
  const [kind, place, method] = name.split(' ');
  if (kind !== 'class') return undefined;
  const cls = builtinTypes.find((type) => placeOfHidden(type) === `class ${place}`);
  if (method === undefined) return cls;
  const found = cls?.attrs.get(method);
  return found instanceof MethodDescriptor ? found : undefined;
}

function nameOf(value: unknown): Named | undefined {
  const address = addressOfNative(value);
  if (address === undefined) return CONSTANTS.get(value);
  let found = named.get(value);
  if (found === undefined) {
    found = new Named(address, value);
    named.set(value, found);
  }
  return found;
}

export type StateTable = WeakMap<object, State> | Map<object, State>;

const shared = new WeakMap<object, State>();

/** States by their objects. A weak map is slow, and long to collect: a pickler has a map of its own in place while it works. */
export const states: { known: StateTable } = { known: shared };

/**
 * What a pickler that is suspended goes on with: Python code that it called, and that now runs by itself, has to find the same
 * States as the pickler.
 */
export function shareStates(table: StateTable): StateTable {
  if (table instanceof Map) for (const [target, state] of table) shared.set(target, state);
  return shared;
}

/** The State of an object that is alive, the same each time. */
export function stateOf(target: object, kind: StateKind): State {
  const { known } = states;
  let state = known.get(target);
  if (state === undefined) {
    state = new State(kind, target, true);
    known.set(target, state);
  }
  return state;
}

/** In the place of the State of an iterator that has been pickled as CPython does, before it was found in a frame. */
const REDUCED = new State('native', {}, true);

/** Whether an iterator that is to be pickled was found in a frame before, so that it has a State. */
export function isHeldByFrame(it: PyObject): boolean {
  if (!goesAlong(it)) return false;
  const state = states.known.get(it);
  if (state === undefined) states.known.set(it, REDUCED);
  return state !== undefined && state !== REDUCED;
}

function unpicklable(what: string): Error {
  return newException(typeErrorType, `cannot pickle ${what}`) as unknown as Error;
}

/** The value of a field (of `holder`, if that is a frame) as something that pickles. Throws TypeError for what cannot be pickled. */
export function encode(value: unknown, holder: Frame | null = null): Value {
  switch (typeof value) {
    case 'undefined':
      return UNDEFINED;
    case 'boolean':
    case 'bigint':
    case 'string':
      return value;
    case 'number':
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
      return CONSTANTS.get(value) ?? new HostFloat(value);
    case 'object':
      return encodeObject(value, holder);
    default:
      return nameOf(value) ?? unnamed(value);
  }
}

function unnamed(value: unknown): never {
  const name = typeof value === 'function' && value.name !== '' ? ` ${value.name}` : '';
  throw unpicklable(`a native closure${name}`);
}

function encodeObject(value: object | null, holder: Frame | null): Value {
  if (value === null) return NULL;
  if (value instanceof Frame) return stateOf(value, 'code' in value ? 'frame' : 'native');
  if (value instanceof PyObject) {
    if (value instanceof PyBaseException) return raisedOf(value, holder);
    if (value instanceof PyList && value.constructor !== PyList && !value.cls.isHeap)
      return stateOf(value, 'native');
    if (value instanceof PyType || value instanceof MethodDescriptor)
      return nameOf(value) ?? hiddenOf(value) ?? value;
    // Its `__reduce_ex__` is that of the object behind it.
    if (value instanceof Super) return stateOf(value, 'native');
    if (value instanceof BoundMethod || value instanceof BoundNative)
      return isFoundByName(value) ? value : stateOf(value, 'native');
    if (goesAlong(value)) return states.known.get(value) === REDUCED ? value : stateOf(value, 'native');
    if (value.cls !== objectType)
      return nameOf(value) ?? (isIntrinsic(value) ? markOf(value) : undefined) ?? value;
    if (value.constructor === PyObject) return nameOf(value) ?? markOf(value) ?? value;
    return nameOf(value) ?? stateOf(value, 'native');
  }
  if (Array.isArray(value)) return stateOf(value, 'array');
  if (value instanceof Map) return stateOf(value, 'map');
  if (value instanceof Set) return stateOf(value, 'set');
  if (value instanceof GlobalCell) return new GlobalName(value);
  if (value instanceof Uint8Array || value instanceof Uint32Array) return hostArray(value);
  if (value instanceof ThreadScheduler) return new Named(THREAD, value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const name = nameOf(value);
  if (name !== undefined) return name;
  if (prototype === Object.prototype || prototype === null) return stateOf(value, 'record');
  if (nameOf(value.constructor) !== undefined) return stateOf(value, 'native');
  throw unpicklable(`a native object of class ${value.constructor.name}`);
}

/** The value that `encode` made. */
export function decode(value: Value): unknown {
  if (typeof value !== 'object') return value;
  if (value instanceof State) return targetOf(value);
  if (value instanceof Named) return value.value;
  if (value instanceof Raised) return value.exception;
  if (value instanceof HostFloat) return value.number;
  if (value instanceof GlobalName) return value.cell;
  if (value instanceof HostArray) return value.array;
  return value;
}

/** The object of a State. */
export function targetOf(state: State): object {
  if (!state.filled) state.used = true;
  return state.target;
}

/** A number of the host's that is no int. */
export class HostFloat extends PyObject {
  readonly number: number;
  constructor(number: number) {
    super();
    this.number = number;
  }
  get float(): PyFloat {
    return new PyFloat(this.number);
  }
}
export const hostFloatType = builtinType('host_float', HostFloat, { module: '_stackless', final: true });

/** An array of bytes or code points; which it is, tells its class. */
export class HostArray extends PyObject {
  readonly array: Uint8Array | Uint32Array;
  constructor(array: Uint8Array | Uint32Array) {
    super();
    this.array = array;
  }
  /** Its content as bytes or str. */
  get content(): Value {
    const { array } = this;
    return array instanceof Uint32Array ? makeStr(array) : new PyBytes(new Uint8Array(array));
  }
  static from(content: Value): HostArray {
    const text = textOf(content);
    if (text === undefined && !(content instanceof PyBytes))
      throw newException(typeErrorType, 'an array of the host is made from bytes or str');
    return new HostArray(text === undefined ? (content as PyBytes).data.slice() : codePoints(text).slice());
  }
}
export const hostArrayType = builtinType('host_array', HostArray, { module: '_stackless', final: true });

const hostArrays = new WeakMap<object, HostArray>();

/** The same for an array each time. */
function hostArray(array: Uint8Array | Uint32Array): HostArray {
  let known = hostArrays.get(array);
  if (known === undefined) {
    known = new HostArray(array);
    hostArrays.set(array, known);
  }
  return known;
}

/** A cell of a namespace, by the namespace and the name. */
export class GlobalName extends PyObject {
  readonly cell: GlobalCell;
  constructor(cell: GlobalCell) {
    super();
    this.cell = cell;
  }
}
export const globalNameType = builtinType('global_name', GlobalName, { module: '_stackless', final: true });

// --- Fields ------------------------------------------------------------------------------------------------------------

/** Names and values of the fields, without those that `skip` names. */
export function encodeFields(target: object, skip: readonly string[] = []): Value[] {
  const fields: Value[] = [];
  const holder = target instanceof Frame ? target : null;
  for (const [name, value] of Object.entries(target))
    if (!skip.includes(name)) fields.push(name, encode(value, holder));
  return fields;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'cls']);

/** Fills in fields; those that `absent` names need not be there. Throws ValueError for what `encodeFields` never gives. */
export function decodeFields(target: object, fields: readonly Value[], absent: readonly string[]): void {
  const { tests, needed } = fieldTypesOf(Object.getPrototypeOf(target) as object);
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const name = fields[i];
    if (typeof name !== 'string' || FORBIDDEN.has(name)) throw badField('bad name of a field');
    const test = tests.get(name);
    if (test === undefined && isOfClass(target, name)) throw badField(`bad field ${name}`);
    const value = decode(fields[i + 1]!);
    if (test !== undefined && test !== null && !test(value)) throw badField(`bad value of the field ${name}`);
    (target as Record<string, unknown>)[name] = value;
  }
  for (const name of needed)
    if (!Object.hasOwn(target, name) && !absent.includes(name))
      throw badField(`no value of the field ${name}`);
}

/** Whether a name is that of a method, or of what is computed. */
function isOfClass(target: object, name: string): boolean {
  if (name.startsWith('$') || !(name in target)) return false;
  for (let at = target; at !== null; at = Object.getPrototypeOf(at) as object) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own !== undefined) return own.get !== undefined || typeof own.value === 'function';
  }
  return false;
}

function badField(what: string): Error {
  return newException(valueErrorType, what) as unknown as Error;
}

/** What it stands for has been filled. Throws ValueError when it is not what fields expect that have it. */
export function filled(state: State): void {
  state.filled = true;
  if (!isAsExpected(state.target)) throw badField('bad items of a field');
}
