// How objects of the implementation are reduced once `stackless` has been imported: by the pickler of whatever kind, and by `copy`.
import { ABRUPT } from '../../machine/abrupt.ts';
import type { Awaitable } from '../../machine/awaitable.ts';
import { machine } from '../../machine/machine.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import { Frame, PyFrame } from '../../machine/frame.ts';
import {
  asyncGeneratorType,
  coroutineType,
  generatorType,
  PyAsyncGenerator,
  PyCoroutine,
  PyGenerator,
} from '../../machine/generator.ts';
import { asyncGeneratorHooks } from '../../objects/async-generator-hooks.ts';
import {
  AsyncGeneratorAwaitable,
  asyncSendType,
  asyncThrowType,
} from '../../objects/async-generator-methods.ts';
import { encodingMapType } from '../../objects/charmap.ts';
import { CodeObject, codeType, replacedCode } from '../../objects/code.ts';
import {
  DictItems,
  dictItemsType,
  DictKeys,
  dictKeysType,
  DictValues,
  dictValuesType,
  type PyDictView,
} from '../../objects/dict-views.ts';
import { TypeNamespace, typeNamespace } from '../../objects/dict-view.ts';
import { dictType, GlobalCell, PyDict } from '../../objects/dict.ts';
import { newException, PyBaseException, typeErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import type { PyFunction } from '../../objects/function.ts';
import { Cell, cellType, functionType } from '../../objects/function.ts';
import { coroutineWrapperType } from '../../objects/generator-methods.ts';
import { MappingProxy } from '../../objects/mapping-proxy.ts';
import { moduleType, PyModule } from '../../objects/module.ts';
import { defineGetSets, defineMethods, type MethodTable } from '../../objects/native.ts';
import { inheritedReducers, reducerHooks, reducers } from '../../objects/object-methods.ts';
import { type PyObject, type Result, type Value } from '../../objects/object.ts';
import { None } from '../../objects/none.ts';
import { templateIteratorType } from '../../objects/template.ts';
import { Traceback, tracebackType } from '../../objects/traceback.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { PyType } from '../../objects/type.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { call1 } from '../../operators/call.ts';
import { sequenceIteratorType } from '../../operators/iterate.ts';
import { iteratorHooks } from '../../operators/iterator-methods.ts';
import { callableIteratorType, restType } from '../../builtins/iterators.ts';
import { here } from '../scheduler.ts';
import { contextVarType } from '../context-variables.ts';
import { continuationType } from '../continuation.ts';
import { cframeType } from '../start-frame.ts';
import {
  codeArguments,
  codeFrom,
  frozenFunctionCalled,
  frozenFunctionName,
  functionState,
  moduleNameOf,
  namespaceReference,
  missingModule,
  newModule,
  referredNamespace,
  setFunctionState,
} from './code.ts';
import {
  classArguments,
  classContents,
  namespaceContents,
  newClass,
  newInstance,
  newNamespace,
  pairsOf,
  setClassContents,
  setNamespaceContents,
  setPairs,
} from './classes.ts';
import { copyObject } from './copying.ts';
import { fingerprintOf, frameState, newFrame, setFrameState } from './frames.ts';
import { checkDelegate, checkFitting } from './fitting.ts';
import { checkKinds, kindsOf, kindsOfFields } from './kinds.ts';
import { Mark, markType } from './marks.ts';
import { Raised, raisedState, raisedType, setRaisedState } from './raised.ts';
import {
  decode,
  decodeFields,
  encode,
  encodeFields,
  filled,
  GlobalName,
  globalNameType,
  HostArray,
  hostArrayType,
  HostFloat,
  hostFloatType,
  isHeldByFrame,
  Named,
  namedBy,
  namedType,
  State,
  type StateKind,
  stateOf,
  stateType,
  targetOf,
} from './state.ts';
import { fitsReceiver } from './receivers.ts';
import {
  byState,
  carriedReducers,
  isPickling,
  pickleByFields,
  pickleHooks,
  PICKLING,
  picklingFunctions,
  reduceTo,
} from './tables.ts';
import { isTracing, tracingFields } from './tracing-state.ts';
import {
  arrivedFunction,
  arrivedModule,
  arrivedNamespace,
  executedNamespace,
  fill,
  Globals,
  globalsOf,
  globalsType,
} from './travel.ts';

// --- State -----------------------------------------------------------------------------------------------------------

function badState(): Error {
  return newException(typeErrorType, 'bad state of a native object') as unknown as Error;
}

/** What an empty object is made from. */
export function stateArguments({ kind, target }: State): Value[] {
  switch (kind) {
    case 'frame': {
      const { fn } = target as PyFrame;
      return [kind, fn, fingerprintOf(fn)];
    }
    case 'function': {
      const { code, globals } = target as PyFunction;
      return [kind, code, globalsOf(globals)];
    }
    case 'class':
      return [kind, classArguments(target as PyType)];
    case 'instance':
    case 'namespace':
      return [kind, (target as PyObject).cls];
    case 'module':
      return [kind, (target as PyModule).dict.getStr('__name__') ?? None];
    case 'native':
      return [kind, encode(target.constructor)];
    case 'array':
      return target.constructor === Array ? [kind] : [kind, encode(target.constructor)];
    default:
      return [kind];
  }
}

/** The kinds of what is in it come first, where natives work with it. */
export function stateContents(state: State): Value[] {
  const items = innerContents(state);
  const kinds = kindsIn(state, items);
  return kinds === undefined ? items : [kinds, ...items];
}

/** Undefined where there are none. */
function kindsIn({ kind, target }: State, items: readonly Value[]): string | undefined {
  if (kind === 'native' || kind === 'record') return kindsOfFields(target, items);
  return kind === 'array' || kind === 'map' || kind === 'set' ? kindsOf(items) : undefined;
}

function innerContents({ kind, target }: State): Value[] {
  switch (kind) {
    case 'frame':
      return frameState(target as PyFrame);
    case 'function':
      return withViews(functionState(target as PyFunction), hideView);
    case 'class':
      return classContents(target as PyType);
    case 'namespace':
      return namespaceContents(target as PyDict);
    case 'module':
      return [new PyTuple(pairsOf((target as PyModule).dict))];
    case 'array':
      return (target as unknown[]).map((item) => encode(item));
    case 'set':
      return [...(target as Set<unknown>)].map((item) => encode(item));
    case 'map':
      return [...(target as Map<unknown, unknown>)].flat().map((item) => encode(item));
    default:
      return nativeFields(target);
  }
}

/**
 * The state of a function, of which the last is its `__dict__`: views of mappings in there (the registry of `functools.singledispatch`)
 * have States, as they do not pickle by themselves.
 */
function withViews(state: Value[], change: (value: Value) => Value): Value[] {
  const own = state.at(-1);
  if (own instanceof PyDict)
    for (let i = own.begin(); i < own.end(); i++) {
      const name = own.keyAt(i);
      if (typeof name === 'string') own.setStr(name, change(own.valueAt(i)!));
    }
  return state;
}

function hideView(value: Value): Value {
  return value instanceof MappingProxy ? stateOf(value, 'native') : value;
}

function showView(value: Value): Value {
  return value instanceof State && value.target instanceof MappingProxy ? value.target : value;
}

/** What knows its place in a container, or its number of changes, which are others where it is loaded (`KeyOperation`, `Watch`). */
interface Settling {
  /** Before it is pickled: what has the fields to be pickled, itself or another object. */
  settle(): object;
  /** After it has been loaded. */
  relocate?(): void;
}

function isSettling(target: object): target is Settling {
  return 'settle' in target && 'relocate' in target;
}

function nativeFields(target: object): Value[] {
  if (target instanceof PyAsyncGenerator) return asyncGeneratorFields(target);
  if (isTracing(target)) return tracingFields(target);
  return encodeFields(isSettling(target) ? target.settle() : target, notPickled(target));
}

/** A frame's caller; what a generator remembers of its frame's class; who wants to know that something is awaited. */
export function notPickled(target: object): readonly string[] {
  if (target instanceof Frame) return CALLER;
  if (target instanceof PyGenerator) return BODY;
  return isWatched(target) ? WATCH : NONE;
}
const CALLER = ['back'];
const BODY = ['body'];
const WATCH = ['watch'];
const NONE: readonly string[] = [];

function isWatched(target: object): target is Awaitable {
  return target instanceof PyCoroutine || target instanceof AsyncGeneratorAwaitable;
}

/** The object of a kind that a state is going to fill. Throws what is wrong with `a` and `b`, which come out of a pickle. */
export function emptyTarget(kind: Value, a: Value | undefined, b: Value | undefined): object {
  switch (kind) {
    case 'frame':
      return newFrame(a ?? None, b ?? None);
    case 'function':
      return arrivedFunction(a ?? None, b ?? None);
    case 'class':
      return newClass(a);
    case 'instance':
      return newInstance(a);
    case 'namespace':
      return newNamespace(a);
    case 'module':
      return newModule(a ?? None);
    case 'native':
      return emptyNative(a);
    case 'array':
      return a === undefined || a === None ? [] : emptyArray(a);
    case 'set':
      return new Set();
    case 'map':
      return new Map();
    case 'record':
      return {};
    default:
      throw badState();
  }
}

/** Of a class of arrays. */
function emptyArray(name: Value): object {
  const constructor = name instanceof Named ? name.value : undefined;
  if (typeof constructor !== 'function' || !(constructor.prototype instanceof Array)) throw badState();
  return new (constructor as new () => object)();
}

function emptyNative(name: Value | undefined): object {
  const constructor = name instanceof Named ? name.value : undefined;
  const prototype: unknown = typeof constructor === 'function' ? constructor.prototype : undefined;
  if (typeof prototype !== 'object' || prototype === null) throw badState();
  const target = Object.create(prototype) as object;
  if (target instanceof Frame) target.back = null;
  if (target instanceof PyGenerator) target.forgetBody();
  if (isWatched(target)) target.watch = null;
  return target;
}

function state_new(kind: Value, a?: Value, b?: Value): Result {
  return new State(kind as StateKind, emptyTarget(kind, a, b), false);
}

function state_reduce(self: State): Result {
  return reduceTo('_state', stateArguments(self), new PyTuple(stateContents(self)));
}

/** Fills the object of a state. Throws where its parts do not fit, or were given before. */
export function state_setstate(self: State, value: Value): Result {
  if (!(value instanceof PyTuple) || self.live || self.filled) throw badState();
  const { kind, target } = self;
  const [kinds, ...rest] = value.items;
  const found = kindsIn(self, rest);
  const items = found === undefined ? value.items : rest;
  if (found !== undefined) checkKinds(kinds, found);
  if (kind === 'frame') setFrameState(target as PyFrame, items);
  else if (kind === 'function') setFunctionState(target as PyFunction, withViews(items, showView));
  else if (kind === 'class') setClassContents(target as PyType, items);
  else if (kind === 'namespace') setNamespaceContents(target as PyDict, items);
  else if (kind === 'module') fillModule(target as PyModule, items[0]);
  else if (kind === 'array') items.forEach((item, i) => ((target as unknown[])[i] = decode(item)));
  else if (kind === 'set') for (const item of items) (target as Set<unknown>).add(decode(item));
  else if (kind === 'map')
    for (let i = 0; i + 1 < items.length; i += 2)
      (target as Map<unknown, unknown>).set(decode(items[i]!), decode(items[i + 1]!));
  else decodeFields(target, items, notPickled(target));
  if (kind === 'native' && !fitsReceiver(target)) throw badState();
  filled(self);
  if (kind === 'native') checkFitting(target);
  else if (kind === 'frame') checkDelegate(target as PyFrame);
  if (target instanceof Traceback) linkTraceback(target);
  if (isSettling(target)) target.relocate?.();
  return target instanceof PyAsyncGenerator ? restoreHooks(target) : None;
}

function fillModule(module: PyModule, pairs: Value | undefined): void {
  if (!(pairs instanceof PyTuple)) throw badState();
  setPairs(module.dict, pairs.items);
}

/** The frame of each entry was called by that of the entry before. */
function linkTraceback(tb: Traceback): void {
  const inner = tb.inner?.frame;
  if (inner !== undefined && inner !== tb.frame && inner.back === null) inner.back = tb.frame;
}

// --- Hooks of asynchronous generators (sys.set_asyncgen_hooks) -----------------------------------------------------------

/** PICKLEFLAGS_PRESERVE_AG_FINALIZER, PICKLEFLAGS_RESET_AG_FINALIZER */
const PRESERVE_HOOKS = 2;
const RESET_HOOKS = 4;

/** Whether the finalizer stays as it is, the hooks are to be asked anew at the next step, or (null) when it is loaded. */
function hooksStay(): boolean | null {
  const { pickleFlags } = here();
  if ((pickleFlags & PRESERVE_HOOKS) !== 0) return true;
  return (pickleFlags & RESET_HOOKS) !== 0 ? false : null;
}

/** The fields; the finalizer is undefined when it is to be taken from the hooks there are at loading. */
function asyncGeneratorFields(generator: PyAsyncGenerator): Value[] {
  const fields = encodeFields(generator, ['hooksReady', 'finalizer']);
  const stay = hooksStay();
  const ready = generator.hooksReady && stay !== false;
  const finalizer = ready && stay === null ? undefined : ready ? generator.finalizer : null;
  return [...fields, 'hooksReady', ready, 'finalizer', encode(finalizer)];
}

/** What the flags at loading want: a hook may be called. */
function restoreHooks(generator: PyAsyncGenerator): Result {
  if (!generator.hooksReady) return None;
  const stay = hooksStay();
  if (stay === false) {
    generator.hooksReady = false;
    generator.finalizer = null;
    return None;
  }
  if (stay === true && generator.finalizer !== undefined) return None;
  const { firstiter, finalizer } = asyncGeneratorHooks();
  generator.finalizer = finalizer;
  return firstiter === null ? None : call1(firstiter, generator);
}

/** The object of a State: itself when it has just been loaded, a copy when it is in use. */
function state_object(state: Value): Result {
  if (!(state instanceof State)) throw badState();
  return (state.live ? copyObject(state.target) : targetOf(state)) as PyObject;
}

defineMethods(stateType, {
  __reduce__: ['($self, /)', state_reduce],
  __setstate__: ['($self, state, /)', state_setstate],
  __deepcopy__: ['($self, memo, /)', inPython('copying', 'deepcopy_state')],
});

/** What of a frame shows in the state of a tasklet. */
function shown(name: string): [(self: State) => Result] {
  return [
    (self) => (self.target instanceof PyFrame ? getAttribute(self.target, name) : getAttribute(None, name)),
  ];
}
defineGetSets(
  stateType,
  Object.fromEntries(
    ['f_code', 'f_locals', 'f_lineno', 'f_globals', 'f_lasti'].map((name) => [name, shown(name)]),
  ),
);

defineMethods(raisedType, {
  __reduce__: [
    '($self, /)',
    (self: Raised): Result =>
      reduceTo(
        '_raised',
        [self.exception],
        new PyTuple(raisedState(self, (frame) => stateOf(frame, 'frame'))),
      ),
  ],
  __setstate__: [
    '($self, state, /)',
    (self: Raised, state: Value): Result => {
      if (!(state instanceof PyTuple)) throw badState();
      setRaisedState(self, state.items, decode);
      return None;
    },
  ],
});
defineMethods(namedType, {
  __reduce__: ['($self, /)', (self: Named): Result => reduceTo('_named', [self.name])],
});
defineMethods(hostFloatType, {
  __reduce__: ['($self, /)', (self: HostFloat): Result => reduceTo('_host_float', [self.float])],
});
defineMethods(hostArrayType, {
  __reduce__: ['($self, /)', (self: HostArray): Result => reduceTo('_host_array', [self.content])],
});
defineMethods(globalsType, {
  __reduce__: ['($self, /)', ({ dict }: Globals): Result => reduceTo('_globals', [dict])],
  __deepcopy__: ['($self, memo, /)', (self: Globals): Result => self],
});
defineMethods(markType, {
  __reduce__: [
    '($self, /)',
    ({ namespace, name }: Mark): Result => reduceTo('_mark', [globalsOf(namespace), name]),
  ],
});
defineMethods(globalNameType, {
  __reduce__: [
    '($self, /)',
    ({ cell }: GlobalName): Result => reduceTo('_global_name', [globalsOf(cell.dict), cell.name]),
  ],
});

// --- Reducers by class -------------------------------------------------------------------------------------------------

/** An object of the implementation, by its State. */
export function reduceByState(self: PyObject, kind: StateKind): PyTuple {
  return reduceTo('_object', [stateOf(self, kind)]);
}
pickleHooks.reduceByState = reduceByState;

function reduceCode(code: CodeObject): PyTuple {
  if (code.replacement === null) return reduceTo('_code', codeArguments(code));
  const { of, fields } = code.replacement;
  return reduceTo('_replaced_code', [of as unknown as Value, encode(fields), new PyTuple(code.consts)]);
}

function reduceModule(self: PyModule): Result {
  const name = moduleNameOf(self.dict);
  if (name !== undefined) return reduceTo('_module', [name]);
  return reduceByState(self, self.cls.isHeap ? 'instance' : 'module');
}

/** A function by value; those that are found by name do not come here. */
export function reduceFunction(fn: PyFunction): PyTuple {
  const frozen = frozenFunctionName(fn);
  return frozen === undefined
    ? reduceTo('_object', [stateOf(fn, 'function')])
    : reduceTo('_frozen', [...frozen]);
}

/** The dictionary of a module as a reference, and what functions see a class's attributes through; undefined for other dictionaries. */
export function reduceNamespace(dict: PyDict): PyTuple | undefined {
  if (dict instanceof TypeNamespace) return reduceTo('_class_namespace', [dict.owner]);
  const reference = namespaceReference(dict);
  return reference === undefined ? undefined : reduceTo('_namespace', [...reference]);
}

function reduceView(self: PyObject): Result {
  return reduceTo('_view', [self.cls.name, (self as PyDictView).dict]);
}

const NATIVE_TYPES: PyType[] = [
  generatorType,
  coroutineType,
  asyncGeneratorType,
  asyncSendType,
  asyncThrowType,
  coroutineWrapperType,
  cellType,
  tracebackType,
  sequenceIteratorType,
  callableIteratorType,
  restType,
  encodingMapType,
  cframeType,
  continuationType,
];

/** Called when `stackless` is imported: from then on the interpreter pickles programs. */
export function enablePickling(): void {
  machine.interpreter.slots.set(PICKLING, true);
  patchPythonPickler();
  if (reducers.has(codeType)) return;
  reducerHooks.enabled = isPickling;
  const native = byState('native');
  // What is set in the contexts of tasklets stays behind.
  carriedReducers.set(contextVarType, (self) => reduceByState(self, 'native'));
  iteratorHooks.reduce = (it) => (isPickling() ? native(it) : undefined);
  iteratorHooks.known = (it) => (isPickling() && isHeldByFrame(it) ? native(it) : undefined);
  for (const type of NATIVE_TYPES) reducers.set(type, native);
  pickleByFields(templateIteratorType);
  reducers.set(functionType, (self) => reduceFunction(self as PyFunction));
  for (const table of [reducers, inheritedReducers])
    table.set(moduleType, (self) => reduceModule(self as PyModule));
  reducers.set(codeType, (self) => reduceCode(self as unknown as CodeObject));
  for (const type of [dictKeysType, dictValuesType, dictItemsType]) reducers.set(type, reduceView);
}

/** Makes the pickler that is written in Python ask for functions and dictionaries of modules, too. */
export function patchPythonPickler(): void {
  if (!isPickling()) return;
  const pickle = machine.interpreter.modules.getStr('pickle');
  const pickler =
    pickle instanceof PyModule ? (pickle.dict.getStr('_Pickler') as PyType | undefined) : undefined;
  const dispatch = pickler?.attrs.get('dispatch');
  if (!(dispatch instanceof PyDict)) return;
  for (const [type, name] of [
    [functionType, 'save_function'],
    [dictType, 'save_dict'],
  ] as const)
    if (dispatch.set(type, frozenFunction('pickling', name)) === ABRUPT) return;
}

// --- What pickles call -------------------------------------------------------------------------------------------------

function raised_new(exception: Value): Result {
  if (!(exception instanceof PyBaseException)) throw badState();
  return new Raised(exception);
}

function code_new(args: Value[]): Result {
  const module = missingModule(args);
  if (module !== undefined) return frozenFunction('pickling', 'code_of').call2(module, new PyTuple(args));
  return codeFrom(args);
}

/** Code made by `code.replace()`. */
function replaced_new(of: Value, fields: Value, consts: Value): Result {
  if (!((of as unknown) instanceof CodeObject) || !(fields instanceof State) || !(consts instanceof PyTuple))
    throw badState();
  return replacedCode(of as unknown as CodeObject, fields.target, consts.items);
}

function namespace_new(kind: Value, name: Value): Result {
  return referredNamespace(kind, name) ?? frozenFunction('pickling', 'imported_namespace').call1(name);
}

function module_new(name: Value): Result {
  const module = typeof name === 'string' ? machine.interpreter.modules.getStr(name) : undefined;
  return module instanceof PyModule ? module : frozenFunction('pickling', 'imported').call1(name);
}

function named_new(name: Value): Result {
  if (typeof name !== 'string') throw newException(typeErrorType, 'a native has a name');
  return namedBy(name);
}

function hidden_class(name: Value): Result {
  const found = typeof name === 'string' ? namedBy(name).value : undefined;
  if (!(found instanceof PyType)) throw badState();
  return found;
}

function view_new(name: Value, dict: Value): Result {
  const View = { dict_keys: DictKeys, dict_values: DictValues, dict_items: DictItems }[name as string];
  if (View === undefined || !(dict instanceof PyDict)) throw badState();
  return new View(dict);
}

function hostFloat_new(value: Value): Result {
  if (!(value instanceof PyFloat)) throw badState();
  return new HostFloat(value.v);
}

function globalName_new(globals: Value, name: Value): Result {
  const dict = globals instanceof Globals ? globals.dict : globals;
  if (!(dict instanceof PyDict) || typeof name !== 'string') throw badState();
  const cell: unknown = dict.cell(name);
  if (!(cell instanceof GlobalCell)) throw badState();
  return new GlobalName(cell);
}

function globals_new(dict: Value): Result {
  if (!(dict instanceof PyDict)) throw badState();
  return globalsOf(dict);
}

/** Gives the mark itself. */
function mark_new(globals: Value, name: Value): Result {
  const dict = globals instanceof Globals ? globals.dict : globals;
  if (!(dict instanceof PyDict) || typeof name !== 'string') throw badState();
  return new Mark(dict, name).value;
}

function class_namespace(cls: Value): Result {
  if (!(cls instanceof PyType)) throw badState();
  return typeNamespace(cls);
}

function globals_dict(globals: Value): Result {
  if (!(globals instanceof Globals)) throw badState();
  return globals.dict;
}

function frozen_new(module: Value, name: Value): Result {
  if (typeof module !== 'string' || typeof name !== 'string') throw badState();
  return frozenFunctionCalled(module, name);
}

defineIntrinsics({
  code_found: ['(args, /)', (args: Value): Result => codeFrom((args as PyTuple).items)],
});

Object.assign(picklingFunctions, {
  _state: ['(kind, a=None, b=None, /)', state_new],
  _object: ['(state, /)', state_object],
  _named: ['(name, /)', named_new],
  _hidden: ['(name, /)', hidden_class],
  _host_float: ['(value, /)', hostFloat_new],
  _host_array: ['(content, /)', (content: Value): Result => HostArray.from(content)],
  _global_name: ['(namespace, name, /)', globalName_new],
  _code: ['(*args)', code_new],
  _raised: ['(exception, /)', raised_new],
  _globals: ['(dict, /)', globals_new],
  _globals_dict: ['(globals, /)', globals_dict],
  _arrived: ['(name, package, /)', arrivedNamespace],
  _executed: ['(builtins, names, /)', executedNamespace],
  _arrived_module: ['(globals, cls=None, /)', arrivedModule],
  _class_namespace: ['(cls, /)', class_namespace],
  _mapping_proxy: ['(mapping, /)', (mapping: Value): Result => new MappingProxy(mapping)],
  _cached: ['(func, maxsize, typed, /)', inPython('travel', 'cached')],
  _cell: ['()', (): Result => new Cell(undefined)],
  _fill: ['(target, name, value, /)', fill],
  _replaced_code: ['(code, fields, consts, /)', replaced_new],
  _frozen: ['(module, name, /)', frozen_new],
  _mark: ['(globals, name, /)', mark_new],
  _module: ['(name, /)', module_new],
  _namespace: ['(kind, name, /)', namespace_new],
  _view: ['(name, dict, /)', view_new],
} satisfies MethodTable);
