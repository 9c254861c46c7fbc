// The state of one interpreter: its modules, built-ins, scheduler and host. Several can live in one process; the machine runs
// one at a time.
import type { Mod } from '../syntax/ast.ts';
import type { CodeObject } from '../objects/code.ts';
import type { PyDict } from '../objects/dict.ts';
import type { CompiledModule, CompileOptions } from '../compiler/compile.ts';
import type { Host } from '../host/host.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import type { Abrupt } from './abrupt.ts';
import type { Awaitable } from './awaitable.ts';
import type { GeneratorLike } from './generator.ts';
import type { Frame } from './frame.ts';
import { type LiftAction, machine } from './machine.ts';

/** What the machine asks of the scheduler (src/stackless/ implements it). */
export interface Scheduler {
  /** The running tasklet has no frame left: `machine.value` is its result (ABRUPT: `machine.exc`). Chooses what runs next. */
  finished(): void;
  /** The running tasklet, whose innermost frame is `top`, gives way. Loads the registers of the next, and returns its innermost frame. */
  switchFrom(top: Frame | null): Frame | null;
  /** Running above the stack of another tasklet (`runAbove` in trampoline.ts): whether its turn has come, and what its call then returns. */
  readonly isBack: boolean;
  comeBack(): IterResult;
  /** Whether `finished` chooses another tasklet, and does nothing else. */
  readonly endsSimply: boolean;
  /** Lifts the stack beneath as well, then does the action: ABRUPT. */
  bringDown(top: Frame | null, action: LiftAction | null): Result;
  /** As `switchFrom`, but lifts the stack beneath: ABRUPT. */
  giveUp(top: Frame | null): Result;
  /** Called when the ticks given out are used up (stackless/pace.ts), or those of a watchdog. ABRUPT: an exception is raised, or the stack lifted. */
  tick(): Result | undefined;
  /** Called by natives that iterate, every so many items. ABRUPT as of `tick`. */
  lookInNative(): Abrupt | undefined;
  /** The watchdog of the outermost timed run; null when there is none. */
  readonly watchdog: object | null;
}

/** How an interpreter is to behave; the fields are `sys.flags` where names agree. */
/** `sys.executable`, `sys.prefix` and the like. */
export interface Places {
  executable: string;
  /** That of the installation, if this is a virtual environment. */
  baseExecutable: string;
  prefix: string;
  execPrefix: string;
  basePrefix: string;
  baseExecPrefix: string;
}

export interface InterpreterOptions {
  /** The name by which the command was called: `sys.orig_argv[0]`. */
  programName: string;
  /** `sys.argv`. */
  argv: string[];
  /** `sys.orig_argv`. */
  origArgv: string[];
  /** Where modules are looked for before the library. */
  path: string[];
  /** The environment's PYTHONPATH. */
  pythonPath: string | null;
  /** Null: what the host says. */
  places: Places | null;
  /** The environment's PYTHONHOME. */
  home: string | null;
  /** `sys.platlibdir`. */
  platlibdir: string;
  /** -d, -i, -q, -v count. */
  debug: number;
  interactive: number;
  /** A prompt follows the program. */
  inspect: number;
  quiet: number;
  verbose: number;
  /** -O counts. */
  optimize: number;
  dontWriteBytecode: boolean;
  /** `sys.pycache_prefix`: where `__pycache__` folders are; null: beside the sources. */
  pycachePrefix: string | null;
  /** `_imp.check_hash_based_pycs`. */
  checkHashPycs: 'always' | 'never' | 'default';
  noUserSite: boolean;
  noSite: boolean;
  /** The program begins with `import site`. */
  importsSite: boolean;
  ignoreEnvironment: boolean;
  /** -b counts: comparing bytes with str is warned of. */
  bytesWarning: number;
  isolated: boolean;
  safePath: boolean;
  unbuffered: boolean;
  /** -x: the first line of the program is none. */
  skipFirstLine: boolean;
  devMode: boolean;
  warnDefaultEncoding: boolean;
  utf8Mode: boolean;
  /** Of the standard streams; null: UTF-8. */
  stdioEncoding: string | null;
  /** Descriptors among 0, 1 and 2 that were closed when the program began. */
  closedStreams: number[];
  /** Of standard input and output. */
  stdioErrors: string;
  /** What `str` and `bytes` are hashed with; null: a random number. */
  hashSeed: number | null;
  faulthandler: boolean;
  /** Code objects know columns. */
  debugRanges: boolean;
  /** -X importtime: 2 tells of modules that are there already, too. */
  importTime: number;
  /** `sys.get_int_max_str_digits()` at the start. */
  intMaxStrDigits: number;
  /** `os.cpu_count()`; -1: what the host says. */
  cpuCount: number;
  threadInheritContext: boolean;
  contextAwareWarnings: boolean;
  /** Seconds of work after which the host's event loop gets a turn although no tasklet waits for the host. */
  secondsPerTurn: number;
  /** Nothing else is in the host's process: its event loop need not turn for others. */
  alone: boolean;
  /** `sys.warnoptions`. */
  warnOptions: string[];
  /** Arguments of -X, as they were given. */
  xOptions: string[];
}

/** A file, which has to be closed, or a task of asyncio, which has to end. */
export interface Closable {
  /** Sees to it that it is closed when it is dropped, unless it is closed already. */
  watchUnclosed(): void;
}

export interface Interpreter {
  /** `sys.modules`. */
  modules: PyDict;
  /** The namespace of the module `builtins`. */
  builtins: PyDict;
  /** The namespace of the module `sys`. */
  sys: PyDict;
  scheduler: Scheduler;
  host: Host;
  /** The program ended by a KeyboardInterrupt that nothing caught. */
  interrupted: boolean;
  /** What the command line or the embedding program asked for. */
  readonly options: InterpreterOptions;
  /** Awaitables made lately, but for the newest: most of those that nothing awaited at once (stackless/unawaited.ts). */
  readonly fresh: Awaitable[];
  /** Generators that have waited inside `try` or `with` for the first time lately, and files and tasks made (stackless/unclosed.ts). */
  readonly unclosed: (GeneratorLike | Closable)[];
  /** `sys.set_coroutine_origin_tracking_depth`. */
  originDepth: number;
  /** Values that parts of the implementation keep for each interpreter, by a key of their own. */
  slots: Map<symbol, unknown>;
  /** The namespace of one of our own Python modules (src/python/), loaded on first use. */
  frozen(module: string): PyDict;
  /** The namespaces of those that have been needed, by module. */
  readonly frozenModules: ReadonlyMap<string, PyDict>;
  /** Whether a dictionary is that namespace. */
  isFrozen(module: string, namespace: PyDict): boolean;
  /** Compiles source text or a tree: a code object, or with PyCF_ONLY_AST a tree; ABRUPT: SyntaxError. */
  compile(request: CompileRequest): Result;
  /**
   * The variant of `code` for these globals.
   * @param separate module-level names are kept in a namespace of their own (exec with other locals)
   */
  instantiate(code: CodeObject, globals: PyDict, separate: boolean): CodeObject;
  /** Whether `value` is a syntax tree that `compile` takes (an instance of `ast.AST`). */
  isTree(value: Value): boolean;
}

export type CompileMode = 'exec' | 'eval' | 'single' | 'func_type';

/** What `compile()` is asked for. */
export interface CompileRequest {
  /** Source text (UTF-16), its bytes, a function that reads them, or a syntax tree. */
  source: string | Uint8Array | object | (() => Uint8Array);
  /** Compiles it the first time, from a cache perhaps; other variants are compiled from `source`. */
  compile?: (options: CompileOptions) => CompiledModule;
  filename: string;
  /** The source is read as a file, line by line: a null byte is found at its line. */
  isFile?: boolean;
  mode: CompileMode;
  /** The globals whose cells the code will hold; null when they are not known yet. */
  globals: PyDict | null;
  /** Flags of future statements, and `ast.PyCF_*`. */
  flags: number;
  /** As of `compile()`: -1 (or absent) is the interpreter's own level. */
  optimize?: number;
  /** Of a tree: N of the Python 3.N whose syntax the source is to keep to. */
  featureVersion?: number;
  /** What is wanted of the tree instead of its code. Throws PythonSyntaxError. */
  analyse?: (tree: Mod, filename: string) => Value;
  /** The code is part of the implementation: it leaves no trace in tracebacks. */
  hidden?: boolean;
}

/** State that belongs to one interpreter, made on first use. */
export function interpreterSlot<T>(key: symbol, make: () => T, { slots } = machine.interpreter): T {
  let value = slots.get(key) as T | undefined;
  if (value === undefined) {
    value = make();
    slots.set(key, value);
  }
  return value;
}
