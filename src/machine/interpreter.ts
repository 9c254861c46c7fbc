// The state of one interpreter: its modules, built-ins, scheduler and host. Several can live in one process; the machine runs
// one at a time.
import type { Mod } from '../syntax/ast.ts';
import type { CodeObject } from '../objects/code.ts';
import type { PyDict } from '../objects/dict.ts';
import type { CompiledModule, CompileOptions } from '../compiler/compile.ts';
import type { Host } from '../host/host.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
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
  /** Called every `TICKS_PER_SLICE` ticks, or when a watchdog's ticks are used up. ABRUPT: an exception is raised, or the stack lifted. */
  tick(): Result | undefined;
  /** The watchdog of the outermost timed run; null when there is none. */
  readonly watchdog: object | null;
}

/** How an interpreter is to behave; the fields are `sys.flags` where names agree. */
export interface InterpreterOptions {
  /** `sys.argv`. */
  argv: string[];
  /** `sys.orig_argv`. */
  origArgv: string[];
  /** Where modules are looked for before the library. */
  path: string[];
  /** -O counts. */
  optimize: number;
  interactive: boolean;
  inspect: boolean;
  dontWriteBytecode: boolean;
  /** `sys.pycache_prefix`: where `__pycache__` folders are; null: beside the sources. */
  pycachePrefix: string | null;
  noUserSite: boolean;
  noSite: boolean;
  /** The program begins with `import site`. */
  importsSite: boolean;
  ignoreEnvironment: boolean;
  verbose: number;
  bytesWarning: number;
  quiet: boolean;
  isolated: boolean;
  safePath: boolean;
  unbuffered: boolean;
  /** Seconds of work after which the host's event loop gets a turn although no tasklet waits for the host. */
  secondsPerTurn: number;
  /** Nothing else is in the host's process: its event loop need not turn for others. */
  alone: boolean;
  /** `sys.warnoptions`. */
  warnOptions: string[];
  /** `sys._xoptions`. */
  xOptions: Map<string, string | true>;
}

/** A file, which has to be closed. */
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
  /** What the command line or the embedding program asked for. */
  readonly options: InterpreterOptions;
  /** Awaitables made since the last tick, but for the newest: most of those that nothing awaited at once. */
  readonly fresh: Awaitable[];
  /** Generators that have waited inside `try` or `with` for the first time since the last look of a tick, and files opened since. */
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
  mode: CompileMode;
  /** The globals whose cells the code will hold; null when they are not known yet. */
  globals: PyDict | null;
  /** Flags of future statements, and `ast.PyCF_*`. */
  flags: number;
  /** As of `compile()`: -1 (or absent) is the interpreter's own level. */
  optimize?: number;
  /** What is wanted of the tree instead of its code. Throws PythonSyntaxError. */
  analyse?: (tree: Mod, filename: string) => Value;
  /** The code is part of the implementation: it leaves no trace in tracebacks. */
  hidden?: boolean;
}

/** State that belongs to one interpreter, made on first use. */
export function interpreterSlot<T>(key: symbol, make: () => T): T {
  const { slots } = machine.interpreter;
  let value = slots.get(key) as T | undefined;
  if (value === undefined) {
    value = make();
    slots.set(key, value);
  }
  return value;
}
