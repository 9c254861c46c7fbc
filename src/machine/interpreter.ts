// The state of one interpreter: its modules, built-ins, scheduler and host. Several can live in one process; the machine runs
// one at a time.
import type { PyDict } from '../objects/dict.ts';
import type { Host } from '../host/host.ts';
import type { Result } from '../objects/object.ts';
import { machine } from './machine.ts';

/** What the machine asks of the scheduler (src/stackless/ implements it). */
export interface Scheduler {
  /** The running tasklet has no frame left: `machine.value` is its result (ABRUPT: `machine.exc`). Chooses what runs next. */
  finished(): void;
  /** Called every `TICKS_PER_SLICE` ticks, or when a watchdog's ticks are used up. ABRUPT: an exception is raised, or the stack lifted. */
  tick(): Result | undefined;
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
  /** Values that parts of the implementation keep for each interpreter, by a key of their own. */
  slots: Map<symbol, unknown>;
  /** The namespace of one of our own Python modules (src/python/), loaded on first use. */
  frozen(module: string): PyDict;
  /** Compiles and instantiates source text; used by exec, eval, compile and imports. */
  compile(request: CompileRequest): Result;
}

/** What `compile()` is asked for. */
export interface CompileRequest {
  /** Source text (UTF-16), or a syntax tree. */
  source: string | object;
  filename: string;
  mode: 'exec' | 'eval' | 'single';
  /** The globals whose cells the code will hold. */
  globals: PyDict;
  /** Flags of future statements. */
  flags: number;
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

