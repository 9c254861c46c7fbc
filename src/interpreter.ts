// One interpreter: its modules, built-ins, scheduler and options, and how a program is started in it and run to its end.
//
// Everything runs in tasklets; the main program is the first one. `run` puts its first frame on the machine and lets the
// machine go until it halts: either the program has ended, or all of it waits for something, and the host's event loop
// turns until something wakes it.
import './objects/defer-mirrors.ts';
import type { Host } from './host/host.ts';
import './imports/late-hooks.ts';
import { makeNativeModule, provideNativeModules } from './imports/native-loader.ts';
import { nativeModules } from './modules/registry.ts';
import { ORIGINAL_BUILD_CLASS } from './operators/definitions.ts';
import { ORIGINAL_IMPORT } from './imports/statements.ts';
import { frozenModule } from './imports/frozen-sources.ts';
import { builtinsModule } from './builtins/builtins.ts';
import { NativeFrame } from './machine/frame.ts';
import { frozenFunction } from './machine/frozen.ts';
import type {
  Closable,
  CompileRequest,
  Interpreter as InterpreterState,
  InterpreterOptions,
  Scheduler,
} from './machine/interpreter.ts';
import type { Awaitable } from './machine/awaitable.ts';
import type { GeneratorLike } from './machine/generator.ts';
import { DEFAULT_RECURSION_LIMIT, machine } from './machine/machine.ts';
import { memory } from './machine/memory.ts';
import './objects/all.ts';
import { finishClasses } from './objects/hide-mirrored.ts';
import { bootstrap } from './imports/bootstrap.ts';
import './main-program.ts';
import './modules/atexit.ts';
import './modules/console-line.ts';
import './modules/last-resort.ts';
import { monitoringModule } from './modules/monitoring.ts';
import { sysModule, sysSettings } from './modules/sys.ts';
import type { CodeObject } from './objects/code.ts';
import { PyDict } from './objects/dict.ts';
import { PyModule } from './objects/module.ts';
import { None } from './objects/none.ts';
import type { IterResult, Result, Value } from './objects/object.ts';
import { fromHost } from './objects/str.ts';
import { PyBytes } from './objects/bytes.ts';
import { intDigitsLimit } from './operators/repr.ts';
import { compileRequest, instantiate, isTree } from './imports/instantiate.ts';
import './imports/kept-code.ts';
import './imports/frame-kinds.ts';
import './imports/variants.ts';
import { createScheduler, type ThreadScheduler } from './stackless/scheduler.ts';

finishClasses();
provideNativeModules(nativeModules);

/** Options of an embedded interpreter: nothing is taken from a command line. */
export const DEFAULT_OPTIONS: InterpreterOptions = {
  programName: '',
  argv: [''],
  origArgv: [],
  path: [],
  pythonPath: null,
  places: null,
  home: null,
  platlibdir: 'lib',
  debug: 0,
  interactive: 0,
  inspect: 0,
  quiet: 0,
  verbose: 0,
  optimize: 0,
  dontWriteBytecode: false,
  pycachePrefix: null,
  checkHashPycs: 'default',
  noUserSite: false,
  noSite: false,
  importsSite: false,
  ignoreEnvironment: false,
  bytesWarning: 0,
  isolated: false,
  safePath: false,
  unbuffered: false,
  skipFirstLine: false,
  devMode: false,
  warnDefaultEncoding: false,
  utf8Mode: false,
  closedStreams: [],
  stdioEncoding: null,
  stdioErrors: 'strict',
  hashSeed: 0,
  faulthandler: false,
  debugRanges: true,
  importTime: 0,
  intMaxStrDigits: 4300,
  cpuCount: -1,
  threadInheritContext: false,
  contextAwareWarnings: false,
  secondsPerTurn: 0.02,
  alone: false,
  warnOptions: [],
  xOptions: [],
};

/** What a call takes of the host's stack, at most, with the natives between two compiled functions. */
const BYTES_PER_CALL = 5000;

export class Interpreter implements InterpreterState {
  readonly modules = new PyDict();
  readonly builtins: PyDict;
  readonly sys: PyDict;
  readonly main: PyModule;
  /** The running thread's. */
  scheduler: Scheduler;
  private readonly mainThread: ThreadScheduler;
  readonly host: Host;
  options: InterpreterOptions = DEFAULT_OPTIONS;
  readonly fresh: Awaitable[] = [];
  readonly unclosed: (GeneratorLike | Closable)[] = [];
  originDepth = 0;
  readonly slots = new Map<symbol, unknown>();
  interrupted = false;
  readonly frozenModules = new Map<string, PyDict>();

  /** @param options null: `configure` gives them later, perhaps in another process (cli/image.ts) */
  constructor(host: Host, options: Partial<InterpreterOptions> | null = {}) {
    this.host = host;
    machine.interpreter = this;
    this.builtins = this.install(makeNativeModule(builtinsModule));
    this.sys = this.install(makeNativeModule(sysModule));
    this.sys.setStr('monitoring', makeNativeModule(monitoringModule));
    this.slots.set(ORIGINAL_IMPORT, this.builtins.getStr('__import__'));
    this.slots.set(ORIGINAL_BUILD_CLASS, this.builtins.getStr('__build_class__'));
    this.main = new PyModule();
    this.fillMain();
    this.scheduler = this.mainThread = createScheduler();
    if (options !== null) this.configure(options);
  }

  /** What depends on how the program was started, and on the process it runs in. */
  configure(options: Partial<InterpreterOptions>): void {
    const { host } = this;
    this.options = { ...DEFAULT_OPTIONS, ...options };
    machine.interpreter = this;
    machine.stress = host.environment['STACKLESS_STRESS'] === '1';
    machine.fullDepth = machine.stress ? 3 : Math.max(60, Math.floor(host.stackBytes / BYTES_PER_CALL));
    machine.hostDepth = machine.fullDepth;
    machine.mostNested = Math.ceil(machine.fullDepth / 2);
    machine.recursionLimit = DEFAULT_RECURSION_LIMIT;
    memory.begin(host.monotonic());
    intDigitsLimit().value = this.options.intMaxStrDigits;
    for (const [name, value] of Object.entries(sysSettings())) this.sys.setStr(name, value);
  }

  private install(module: PyModule): PyDict {
    this.modules.setStr(String(module.dict.getStr('__name__')), module);
    return module.dict;
  }

  private fillMain(): void {
    const { dict } = this.main;
    dict.setStr('__name__', '__main__');
    for (const name of ['__doc__', '__package__', '__loader__', '__spec__']) dict.setStr(name, None);
    dict.setStr('__builtins__', this.modules.getStr('builtins')!);
    this.modules.setStr('__main__', this.main);
  }

  frozen(module: string): PyDict {
    let namespace = this.frozenModules.get(module);
    if (namespace === undefined) {
      namespace = new PyDict();
      this.frozenModules.set(module, namespace);
      try {
        frozenModule(module, namespace);
      } catch (error) {
        this.frozenModules.delete(module);
        throw error;
      }
    }
    return namespace;
  }

  isFrozen(module: string, namespace: PyDict): boolean {
    return this.frozenModules.get(module) === namespace;
  }

  compile(request: CompileRequest): Result {
    return compileRequest(request);
  }

  instantiate(code: CodeObject, globals: PyDict, separate: boolean): CodeObject {
    return instantiate(code, globals, separate);
  }

  isTree(value: Value): boolean {
    return isTree(value);
  }

  /** Loads what imports need, which otherwise the first one does. */
  async load(): Promise<void> {
    await this.run(bootstrap);
  }

  /** Runs source text as the main program; gives the exit status. */
  runSource(source: string | Uint8Array, filename: string): Promise<number> {
    return this.runMain('run_source', mainSource(source), fromHost(filename));
  }

  /** Runs a program that was given as text, as `python -c` does. */
  runCommand(source: string): Promise<number> {
    return this.runMain('run_command', fromHost(source));
  }

  /** Runs what is in a file (source text, or compiled code): `__main__` has its name. */
  runFile(source: Uint8Array, filename: string): Promise<number> {
    return this.runMain('run_file', new PyBytes(source), fromHost(filename));
  }

  /** Runs a module as the main program, as `python -m` does. */
  runModule(name: string, alterArgv = true): Promise<number> {
    return this.runMain('run_module', fromHost(name), alterArgv);
  }

  /** Reads statements from standard input at a prompt, and runs each. */
  runInteractive(): Promise<number> {
    return this.runMain('run_prompt');
  }

  private runMain(name: string, ...args: Value[]): Promise<number> {
    return this.run(() => frozenFunction('lifecycle', 'run').callN([fromHost(name), ...args]));
  }

  /** Runs `start` as the main tasklet until everything has ended; gives the exit status it returns. */
  async run(start: () => Result): Promise<number> {
    const value = await this.mainThread.runMain(new StartFrame(start));
    return typeof value === 'number' ? value : 0;
  }
}

function mainSource(source: string | Uint8Array): Value {
  return typeof source === 'string' ? fromHost(source) : new PyBytes(source);
}

/** The bottom of the main tasklet: begins the program, and ends with its status. */
class StartFrame extends NativeFrame {
  // eslint-disable-next-line stackless/frame-fields -- of the main tasklet, which cannot be restored
  private readonly start: () => Result;
  constructor(start: () => Result) {
    super();
    this.start = start;
  }
  returned(_value: Value): IterResult {
    return this.start();
  }
}
