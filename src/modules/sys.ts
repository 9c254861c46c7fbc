// sys: the interpreter's own state and settings.
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { visibleFrame, withFrames } from '../machine/inspect.ts';
import { here } from '../stackless/scheduler.ts';
import { setTracingOfThreads } from '../stackless/tracing.ts';
import type { InterpreterOptions } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { setTracing } from '../machine/tracing.ts';
import { stackDepth, updateLimit } from '../machine/frame.ts';
import { CACHE_TAG } from '../imports/cache-paths.ts';
import { nativeModuleNames } from '../imports/native-loader.ts';
import { PyDict } from '../objects/dict.ts';
import {
  deprecationWarningType,
  newException,
  raise,
  raiseException,
  recursionErrorType,
  systemExitType,
  type PySystemExit,
  typeError,
  valueError,
  valueErrorType,
} from '../objects/exception.ts';
import { rememberRunning } from '../objects/frame-generator.ts';
import { PyFloat } from '../objects/float.ts';
import { converted, isInt, toCInt } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { makeNamespace } from '../objects/namespace.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, PyStr, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { asyncGeneratorHooks } from '../objects/async-generator-hooks.ts';
import { PyType, setTypeAttribute } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { warnAndGive } from '../objects/warning.ts';
import { intDigitsLimit } from '../operators/repr.ts';
import { sys_addaudithook, sys_audit } from './audit.ts';
import { jitModule } from './sys-jit.ts';
import { sizeOf } from './sys-sizes.ts';
import { MULTIARCH } from './sysconfigdata.ts';
import { standardNames } from './standard-names.ts';
import { openStandardInput } from './standard-input.ts';
import { openStandardStream } from './standard-stream.ts';
import type { NativeModule } from './native-module.ts';

export const VERSION = { major: 3, minor: 14, micro: 2, level: 'final', serial: 0 } as const;

const HEX_VERSION = (VERSION.major << 24) | (VERSION.minor << 16) | (VERSION.micro << 8) | 0xf0;
/** The text of `sys.version` behind the number. */
const BUILD = '(main, Feb  3 2026, 12:00:00) [Stackless 3.14 JavaScript]';
/** `sys.version`. */
export function versionText(): string {
  const { major, minor, micro } = VERSION;
  return `${major}.${minor}.${micro} ${BUILD}`;
}

/** Bits below the sign of a C int, a size, a hash. */
const MAX_SIZE = 9223372036854775807n;

const versionInfo = structSequence(
  'sys.version_info',
  ['major', 'minor', 'micro', 'releaselevel', 'serial'],
  { sealed: true },
);
const flagsShape = structSequence(
  'sys.flags',
  (
    'debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet ' +
    'hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits gil thread_inherit_context context_aware_warnings'
  ).split(' '),
  { visible: 18, sealed: true },
);
const floatInfo = structSequence(
  'sys.float_info',
  'max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds'.split(' '),
);
const intInfo = structSequence(
  'sys.int_info',
  'bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold'.split(' '),
);
const hashInfo = structSequence(
  'sys.hash_info',
  'width modulus inf nan imag algorithm hash_bits seed_bits cutoff'.split(' '),
);
const threadInfo = structSequence('sys.thread_info', ['name', 'lock', 'version']);
const asyncgenHooks = structSequence('sys.asyncgen_hooks', ['firstiter', 'finalizer']);

// --- Frames and exceptions -----------------------------------------------------------------------------------------

function sys__getframe(depth: Value = 0): Result {
  const n = intOf(depth);
  if (n === undefined) return typeError(`'${typeOf(depth).name}' object cannot be interpreted as an integer`);
  return withFrames(n < 0 ? 0 : n, (frame) =>
    frame === null ? raise(valueErrorType, 'call stack is not deep enough') : rememberRunning(frame),
  );
}

function sys__getframemodulename(depth: Value = 0): Result {
  return withFrames(intOf(depth) ?? 0, (frame) => frame?.fn.globals.getStr('__name__') ?? None);
}

function sys_exception(): Result {
  return machine.handled ?? None;
}

function sys_exc_info(): Result {
  const exc = machine.handled;
  return new PyTuple(exc === null ? [None, None, None] : [exc.cls, exc, exc.traceback ?? None]);
}

function sys_exit(status: Value = None): Result {
  const exc = newException(systemExitType, ...(status === None ? [] : [status])) as PySystemExit;
  exc.code = status;
  if (status instanceof PyTuple) {
    exc.args = status.items;
    exc.code = status.items.length === 1 ? status.items[0]! : status;
  }
  return raiseException(exc);
}

// --- Limits --------------------------------------------------------------------------------------------------------

function sys_getrecursionlimit(): Result {
  return machine.recursionLimit;
}

function sys_setrecursionlimit(limit: Value): Result {
  const n = intOf(limit);
  if (n === undefined) return typeError(`'${typeOf(limit).name}' object cannot be interpreted as an integer`);
  if (n < 1) return raise(valueErrorType, 'recursion limit must be greater or equal than 1');
  const depth = stackDepth();
  if (n <= depth) {
    return raise(
      recursionErrorType,
      `cannot set the recursion limit to ${n} at the recursion depth ${depth}: the limit is too low`,
    );
  }
  machine.recursionLimit = Number(n);
  updateLimit();
  return None;
}

const MIN_DIGITS = 640;

function sys_set_int_max_str_digits(maxdigits: Value): Result {
  const n = intOf(maxdigits);
  if (n === undefined)
    return typeError(`'${typeOf(maxdigits).name}' object cannot be interpreted as an integer`);
  if (n !== 0 && n < MIN_DIGITS)
    return raise(valueErrorType, `maxdigits must be >= ${MIN_DIGITS} or 0 for unlimited`);
  intDigitsLimit().value = Number(n);
  return None;
}

function sys_setswitchinterval(interval: Value): Result {
  const seconds = interval instanceof PyFloat ? interval.v : Number(intOf(interval) ?? NaN);
  if (Number.isNaN(seconds)) return typeError(`must be real number, not ${typeOf(interval).name}`);
  if (seconds <= 0) return raise(valueErrorType, 'switch interval must be strictly positive');
  here().shared.switchInterval = seconds;
  return None;
}

// --- Settings that are only stored ---------------------------------------------------------------------------------

/** What the setters of this module keep for an interpreter. */
interface SysState {
  finalizing: boolean;
}

const STATE = Symbol('sys state');

function state(): SysState {
  const { slots } = machine.interpreter;
  let value = slots.get(STATE) as SysState | undefined;
  if (value === undefined) {
    value = {
      finalizing: false,
    };
    slots.set(STATE, value);
  }
  return value;
}

/** Marks that the interpreter is ending. */
export function beginFinalizing(): void {
  state().finalizing = true;
}

function sys_set_asyncgen_hooks(firstiter?: Value, finalizer?: Value): Result {
  for (const [name, hook] of [
    ['firstiter', firstiter],
    ['finalizer', finalizer],
  ] as const) {
    if (hook !== undefined && hook !== None && typeOf(hook).lookup('__call__') === undefined) {
      return typeError(`callable ${name} expected, got ${typeOf(hook).name}`);
    }
  }
  const hooks = asyncGeneratorHooks();
  if (firstiter !== undefined) hooks.firstiter = firstiter === None ? null : firstiter;
  if (finalizer !== undefined) hooks.finalizer = finalizer === None ? null : finalizer;
  return None;
}

function sys_get_asyncgen_hooks(): Result {
  const { firstiter, finalizer } = asyncGeneratorHooks();
  return makeStruct(asyncgenHooks, [firstiter ?? None, finalizer ?? None]);
}

function sys_set_coroutine_origin_tracking_depth(depth: Value): Result {
  if (!isInt(depth)) return converted(sys_set_coroutine_origin_tracking_depth, [depth], ['index']);
  if (depth < 0) return valueError('depth must be >= 0');
  machine.interpreter.originDepth = toCInt(depth);
  machine.originsTracked = true;
  return None;
}

function sys_intern(string: Value): Result {
  if (textOf(string) === undefined)
    return typeError(`intern() argument must be str, not ${typeOf(string).name}`);
  if (string instanceof PyStr && string.cls.isHeap) return typeError(`can't intern ${string.cls.name}`);
  return string;
}

function sys_getsizeof(object: Value, fallback?: Value): Result {
  return sizeOf(object, fallback);
}

/** Nothing counts references here; a small constant satisfies what compares counts. */
function sys_getrefcount(_object: Value): Result {
  return 2;
}

/** Takes the descriptors of `__dict__` and `__weakref__` out of a class that is about to be replaced (dataclass slots). */
function sys_clear_type_descriptors(type: Value): Result {
  if (!(type instanceof PyType)) return typeError('argument must be a type');
  if (!type.isHeap) return typeError('argument is immutable');
  for (const name of ['__dict__', '__weakref__']) {
    if (type.attrs.has(name)) setTypeAttribute(type, name, undefined);
  }
  return None;
}

/** The innermost frame of each thread, by its id. */
function sys_current_frames(): Result {
  return withFrames(0, (frame) => {
    const frames = new PyDict();
    for (const [id, thread] of here().shared.threads) {
      const innermost = thread === here() ? frame : visibleFrame(thread.current.frame);
      if (innermost !== null) frames.setPlain(id, innermost);
    }
    return frames;
  });
}

/** The exception that each thread is handling, by its id. */
function sys_current_exceptions(): Result {
  const exceptions = new PyDict();
  for (const [id, thread] of here().shared.threads) {
    const handled = thread === here() ? machine.handled : thread.current.handled;
    exceptions.setPlain(id, handled ?? None);
  }
  return exceptions;
}

// --- Attributes ----------------------------------------------------------------------------------------------------

function flagValues(o: InterpreterOptions): Value[] {
  const bool = (b: boolean): number => (b ? 1 : 0);
  return [
    bool(o.debug > 0),
    o.inspect,
    o.interactive,
    o.optimize,
    bool(o.dontWriteBytecode),
    bool(o.noUserSite),
    bool(o.noSite),
    bool(o.ignoreEnvironment),
    o.verbose,
    o.bytesWarning,
    o.quiet,
    bool(o.hashSeed !== 0),
    bool(o.isolated),
    o.devMode,
    bool(o.utf8Mode),
    bool(o.warnDefaultEncoding),
    o.safePath,
    o.intMaxStrDigits,
    1,
    bool(o.threadInheritContext),
    bool(o.contextAwareWarnings),
  ];
}

/** `sys.flags`. */
export function systemFlags(options: InterpreterOptions): Value {
  return makeStruct(flagsShape, flagValues(options));
}

function versionTuple(): Value {
  const { major, minor, micro, level, serial } = VERSION;
  return makeStruct(versionInfo, [major, minor, micro, level, serial]);
}

/** Stand in `sys.builtin_module_names` though they need no file of their own. */
const ALWAYS_BUILTIN = ['_frozen_importlib', '_frozen_importlib_external'];

function strings(items: readonly string[]): Value[] {
  return items.map(fromHost);
}

/** What does not depend on how the program was started. */
function attributes(): Record<string, Value> {
  const { host } = machine.interpreter;
  return {
    version: versionText(),
    version_info: versionTuple(),
    implementation: makeNamespace({
      // As the original had it: programs and tests ask by it what the language offers.
      name: 'cpython',
      cache_tag: CACHE_TAG,
      version: versionTuple(),
      hexversion: HEX_VERSION,
      _multiarch: MULTIARCH,
      supports_isolated_interpreters: false,
    }),
    hexversion: HEX_VERSION,
    api_version: 1013,
    copyright:
      'Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\n' +
      'Copyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\n' +
      'Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved.',
    platform: host.platform,
    byteorder: 'little',
    maxsize: MAX_SIZE,
    maxunicode: 0x10ffff,
    float_repr_style: 'short',
    ...layoutAttributes(),
    meta_path: new PyList([]),
    path_hooks: new PyList([]),
    path_importer_cache: new PyDict(),
    modules: machine.interpreter.modules,
    builtin_module_names: new PyTuple(strings([...nativeModuleNames(), ...ALWAYS_BUILTIN].sort())),
    stdlib_module_names: standardNames(),
    abiflags: '',
    _git: new PyTuple(['CPython', '', '']),
    _framework: '',
    _jit: jitModule(),
  };
}

/** The attributes that the command line or the embedding program decides, and the standard streams. */
export function sysSettings(): Record<string, Value> {
  const { host, options } = machine.interpreter;
  return {
    flags: systemFlags(options),
    argv: new PyList(strings(options.argv)),
    orig_argv: new PyList(strings(options.origArgv)),
    path: new PyList(strings([...options.path, ...(host.libraryPath === null ? [] : [host.libraryPath])])),
    warnoptions: new PyList(strings(options.warnOptions)),
    _xoptions: xOptions(options),
    dont_write_bytecode: options.dontWriteBytecode,
    pycache_prefix: options.pycachePrefix === null ? None : fromHost(options.pycachePrefix),
    ...places(),
    ...streams(),
  };
}

function places(): Record<string, Value> {
  const { host, options } = machine.interpreter;
  const prefix = host.libraryPath === null ? '' : host.libraryPath.replace(/\/[^/]*$/, '');
  const executable = host.executable;
  const known = options.places ?? {
    executable,
    baseExecutable: executable,
    prefix,
    execPrefix: prefix,
    basePrefix: prefix,
    baseExecPrefix: prefix,
  };
  return {
    executable: fromHost(known.executable),
    _base_executable: fromHost(known.baseExecutable),
    prefix: fromHost(known.prefix),
    base_prefix: fromHost(known.basePrefix),
    exec_prefix: fromHost(known.execPrefix),
    base_exec_prefix: fromHost(known.baseExecPrefix),
    _stdlib_dir: host.libraryPath === null ? None : fromHost(host.libraryPath),
    platlibdir: options.platlibdir,
  };
}

/** Sizes and limits of numbers, as on any 64-bit CPython. */
function layoutAttributes(): Record<string, Value> {
  const f = (v: number): Value => new PyFloat(v);
  return {
    float_info: makeStruct(floatInfo, [
      f(Number.MAX_VALUE),
      1024,
      308,
      f(2.2250738585072014e-308),
      -1021,
      -307,
      15,
      53,
      f(Number.EPSILON),
      2,
      1,
    ]),
    int_info: makeStruct(intInfo, [30, 4, 4300, MIN_DIGITS]),
    hash_info: makeStruct(hashInfo, [64, 2305843009213693951n, 314159, 0, 1000003, 'siphash13', 64, 128, 0]),
    thread_info: makeStruct(threadInfo, ['pthread-stubs', None, None]),
  };
}

/** The standard streams; one whose descriptor was closed when the program began is None. */
function streams(): Record<string, Value> {
  const { unbuffered, stdioErrors, closedStreams } = machine.interpreter.options;
  const open = (fd: number, make: () => Value): Value => (closedStreams.includes(fd) ? None : make());
  const stdin = open(0, () => openStandardInput(stdioErrors));
  const stdout = open(1, () => openStandardStream(1, '<stdout>', stdioErrors, unbuffered));
  const stderr = open(2, () => openStandardStream(2, '<stderr>', 'backslashreplace', unbuffered));
  return { stdin, __stdin__: stdin, stdout, __stdout__: stdout, stderr, __stderr__: stderr };
}

function xOptions(options: InterpreterOptions): PyDict {
  const dict = new PyDict();
  for (const option of options.xOptions) {
    const equals = option.indexOf('=');
    if (equals < 0) dict.setPlain(fromHost(option), true);
    else dict.setPlain(fromHost(option.slice(0, equals)), fromHost(option.slice(equals + 1)));
  }
  return dict;
}

defineIntrinsics({
  enables_faulthandler: ['()', (): Result => machine.interpreter.options.faulthandler],
  imports_site: ['()', (): Result => machine.interpreter.options.importsSite],
  /** Writes what the standard streams hold. */
  flush_io: ['()', (): Result => frozenFunction('lifecycle', 'flush_io').call0()],
  sys_attribute: ['(name, /)', (name: Value): Result => machine.interpreter.sys.getStr(String(name)) ?? None],
});

function sys_clear_type_cache(): Result {
  const message =
    'sys._clear_type_cache() is deprecated and scheduled for removal in a future version. Use sys._clear_internal_caches() instead.';
  return warnAndGive(deprecationWarningType, message, None);
}

const functions: MethodTable = {
  _clear_type_cache: ['()', sys_clear_type_cache],
  _clear_type_descriptors: ['(type, /)', sys_clear_type_descriptors],
  _clear_internal_caches: ['()', (): Result => None],
  _current_exceptions: ['()', sys_current_exceptions],
  _current_frames: ['()', sys_current_frames],
  _debugmallocstats: ['()', (): Result => None],
  _getframe: ['(depth=0, /)', sys__getframe],
  _getframemodulename: ['(depth=0)', sys__getframemodulename],
  _get_cpu_count_config: ['()', (): Result => machine.interpreter.options.cpuCount],
  _is_gil_enabled: ['()', (): Result => true],
  _is_interned: [
    '(string, /)',
    (s: Value): Result => (textOf(s) === undefined ? typeError('_is_interned() argument must be str') : true),
  ],
  activate_stack_trampoline: [
    '(backend, /)',
    (): Result => raise(valueErrorType, 'perf trampoline not available'),
  ],
  addaudithook: ['(hook)', sys_addaudithook],
  audit: ['(event, /, *args)', sys_audit],
  breakpointhook: ['(*args, **kwargs)', inPython('sys_hooks', 'breakpointhook')],
  call_tracing: ['(func, args, /)', inPython('sys_hooks', 'call_tracing')],
  deactivate_stack_trampoline: ['()', (): Result => None],
  displayhook: ['(object, /)', inPython('sys_hooks', 'displayhook')],
  exc_info: ['()', sys_exc_info],
  excepthook: ['(exctype, value, traceback, /)', inPython('sys_hooks', 'excepthook')],
  exception: ['()', sys_exception],
  exit: ['(status=None, /)', sys_exit],
  get_asyncgen_hooks: ['()', sys_get_asyncgen_hooks],
  get_coroutine_origin_tracking_depth: ['()', (): Result => machine.interpreter.originDepth],
  get_int_max_str_digits: ['()', (): Result => intDigitsLimit().value],
  getallocatedblocks: ['()', (): Result => 0],
  getdefaultencoding: ['()', (): Result => 'utf-8'],
  getfilesystemencodeerrors: ['()', (): Result => 'surrogateescape'],
  getfilesystemencoding: ['()', (): Result => 'utf-8'],
  getprofile: ['()', (): Result => machine.tracing?.profile ?? None],
  getrecursionlimit: ['()', sys_getrecursionlimit],
  getrefcount: ['(object, /)', sys_getrefcount],
  getsizeof: ['(object, default=None)', sys_getsizeof],
  getswitchinterval: ['()', (): Result => new PyFloat(here().shared.switchInterval)],
  gettrace: ['()', (): Result => machine.tracing?.trace ?? None],
  getunicodeinternedsize: ['(*, _only_immortal=False)', (): Result => 0],
  intern: ['(string, /)', sys_intern],
  is_finalizing: ['()', (): Result => state().finalizing],
  is_remote_debug_enabled: ['()', (): Result => false],
  is_stack_trampoline_active: ['()', (): Result => false],
  set_asyncgen_hooks: ['(firstiter=None, finalizer=None)', sys_set_asyncgen_hooks],
  set_coroutine_origin_tracking_depth: ['(depth)', sys_set_coroutine_origin_tracking_depth],
  set_int_max_str_digits: ['(maxdigits)', sys_set_int_max_str_digits],
  setprofile: ['(function, /)', (hook: Value): Result => setTracing('profile', hook)],
  setrecursionlimit: ['(limit, /)', sys_setrecursionlimit],
  setswitchinterval: ['(interval, /)', sys_setswitchinterval],
  _settraceallthreads: ['(function, /)', (hook: Value): Result => setTracingOfThreads('trace', hook)],
  _setprofileallthreads: ['(function, /)', (hook: Value): Result => setTracingOfThreads('profile', hook)],
  settrace: ['(function, /)', (hook: Value): Result => setTracing('trace', hook)],
  unraisablehook: ['(unraisable, /)', inPython('sys_hooks', 'unraisablehook')],
};

export const sysModule: NativeModule = {
  name: 'sys',
  doc: 'This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.',
  functions,
  attributes,
  init: (namespace) => {
    // The hooks and what restores them are one object each.
    for (const name of ['breakpointhook', 'displayhook', 'excepthook', 'unraisablehook']) {
      namespace.setStr(`__${name}__`, namespace.getStr(name)!);
    }
  },
};
