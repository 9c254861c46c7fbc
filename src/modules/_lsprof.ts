// _lsprof: the deterministic profiler behind cProfile, a tool of sys.monitoring.
//
// Each tasklet has a chain of the calls it is in; a call that ends adds its time to the entry of what was called, and to the
// entry that its caller has for it.
import { ABRUPT } from '../machine/abrupt.ts';
import { nativeOf } from '../machine/call-events.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import {
  C_RAISE,
  C_RETURN,
  CALL,
  PY_RESUME,
  PY_RETURN,
  PY_START,
  PY_THROW,
  PY_UNWIND,
  PY_YIELD,
  Tool,
  tools,
} from '../machine/monitoring.ts';
import type { Real } from '../machine/numbers.ts';
import { converted, floatOf } from '../objects/conversion.ts';
import { raise, runtimeErrorType, typeError, valueError } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { PyFunction } from '../objects/function.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { BoundNative, BuiltinFunction, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { Steps } from '../objects/steps.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { builtinType, PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { getAttribute } from '../operators/attribute.ts';
import { call0 } from '../operators/call.ts';
import { here } from '../stackless/scheduler.ts';
import type { Tasklet } from '../stackless/tasklet.ts';
import { toolsHaveChanged, updateTools } from './monitoring.ts';
import type { NativeModule } from './native-module.ts';
import { secondsOf } from './thread-locks.ts';

const PROFILER_ID = 2;

/** What is known of one function, or of its calls by one caller. Times are in units of the timer. */
class Entry {
  readonly shown: Value;
  total: Real = 0;
  inline: Real = 0;
  calls = 0;
  recursiveCalls = 0;
  /** How many calls of it are under way. */
  level = 0;
  readonly callees = new Map<Value, Entry>();

  constructor(shown: Value) {
    this.shown = shown;
  }

  /** A call has ended. */
  add(total: number, inline: number): void {
    if (--this.level === 0) this.total += total;
    else this.recursiveCalls++;
    this.inline += inline;
    this.calls++;
  }
}

/** A call that is under way. */
interface Context {
  readonly key: Value;
  readonly entry: Entry;
  /** Null when calls are not told apart by their callers. */
  readonly subentry: Entry | null;
  readonly previous: Context | null;
  began: number;
  /** What calls in it have taken. */
  inner: number;
}

class Profiler extends PyObject {
  timer: Value = None;
  /** Of a timer that gives integers; 0: it gives seconds. */
  unit = 0;
  subcalls = true;
  builtins = true;
  enabled = false;
  /** The timer is running. */
  timing = false;
  entries = new Map<Value, Entry>();
  contexts = new Map<Tasklet, Context>();

  /** The innermost call of the running tasklet. */
  innermost(): Context | null {
    return this.contexts.get(here().current) ?? null;
  }

  private setInnermost(context: Context | null): void {
    if (context === null) this.contexts.delete(here().current);
    else this.contexts.set(here().current, context);
  }

  enter(key: Value, callee: Value): Context {
    const previous = this.innermost();
    const entry = entryIn(this.entries, key, callee);
    entry.level++;
    const subentry = this.subcalls && previous !== null ? entryIn(previous.entry.callees, key, callee) : null;
    if (subentry !== null) subentry.level++;
    const context = { key, entry, subentry, previous, began: 0, inner: 0 };
    this.setInnermost(context);
    return context;
  }

  /** The innermost call, of `key`, has ended. */
  leave(key: Value, time: number): void {
    const context = this.innermost();
    if (context === null) return;
    const { previous, entry, subentry } = context;
    this.setInnermost(previous);
    if (!this.entries.has(key)) return;
    const total = time - context.began;
    const inline = total - context.inner;
    if (previous !== null) previous.inner += total;
    entry.add(total, inline);
    subentry?.add(total, inline);
  }
}

function entryIn(entries: Map<Value, Entry>, key: Value, callee: Value): Entry {
  let entry = entries.get(key);
  if (entry === undefined) entries.set(key, (entry = new Entry(shown(callee))));
  return entry;
}

const profilerType = builtinType('Profiler', Profiler, {
  module: '_lsprof',
  doc: "Build a profiler object using the specified timer function.\n\n  timer\n  timeunit\n  subcalls\n  builtins\n\nThe default timer is a fast built-in one based on real time.\nFor custom timer functions returning integers, 'timeunit' can\nbe a float specifying a scale (that is, how long each integer unit\nis, in seconds).",
});

// --- Times ---------------------------------------------------------------------------------------------------------

/** A call begins (`begun`), or the innermost one, of `key`, ends: the time is had from the clock or from the program's timer. */
function clock(self: Profiler, begun: Context | null, key: Value): Result {
  if (self.timer !== None) return new Timing(self, begun, key).begin();
  take(self, begun, key, Number(machine.interpreter.host.monotonicNs()));
  return None;
}

function take(self: Profiler, begun: Context | null, key: Value, time: number): void {
  if (begun !== null) begun.began = time;
  else self.leave(key, time);
}

class Timing extends NativeFrame {
  private readonly profiler: Profiler;
  private readonly begun: Context | null;
  private readonly key: Value;

  constructor(profiler: Profiler, begun: Context | null, key: Value) {
    super();
    this.profiler = profiler;
    this.begun = begun;
    this.key = key;
  }

  begin(): Result {
    this.profiler.timing = true;
    const time = call0(this.profiler.timer);
    return (time === ABRUPT ? suspend(this) : this.returned(time)) as Result;
  }

  returned(time: Value): IterResult {
    const number = this.profiler.unit > 0 ? integer(time) : secondsOf(time);
    if (number === undefined) return this.raised();
    return this.took(this.profiler.unit > 0 ? number : Math.floor(number * 1e9));
  }

  /** A timer that fails is reported, and says zero. */
  override raised(): IterResult {
    const exc = machine.exc!;
    machine.exc = null;
    this.took(0);
    return frozenFunction('lifecycle', 'timer_failed').call2(exc, this.profiler.timer);
  }

  private took(time: number): Value {
    this.profiler.timing = false;
    take(this.profiler, this.begun, this.key, time);
    return None;
  }
}

function integer(value: Value): number | undefined {
  const n = intOf(value);
  if (n === undefined) typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return n === undefined ? undefined : Number(n);
}

// --- Events --------------------------------------------------------------------------------------------------------

function lsprof_pystart(self: Profiler, code: Value): Result {
  return clock(self, self.enter(code, code), code);
}

function lsprof_pyreturn(self: Profiler, code: Value): Result {
  return clock(self, null, code);
}

/** What tells natives apart: bound ones go by their function. */
function nativeKey(native: Value): Value {
  return native instanceof BoundNative ? native.func : native;
}

function lsprof_ccall(self: Profiler, _code: Value, _offset: Value, callable: Value, first: Value): Result {
  const native = self.builtins ? nativeOf(callable, first) : null;
  if (native === null) return None;
  const key = nativeKey(native);
  return clock(self, self.enter(key, native), key);
}

function lsprof_creturn(self: Profiler, _code: Value, _offset: Value, callable: Value, first: Value): Result {
  const native = self.builtins ? nativeOf(callable, first) : null;
  return native === null ? None : clock(self, null, nativeKey(native));
}

/** How a native is shown: as the repr of what its class has, or by its module. */
function shown(native: Value): Value {
  if (native instanceof BuiltinFunction) return builtinText(native.module, native.name);
  if (native instanceof BoundNative) {
    const { func, self } = native;
    if (self instanceof PyType && !func.owner.isMeta) return builtinText(null, func.name);
    return `<method '${func.name}' of '${func.owner.name}' objects>`;
  }
  if (!(native instanceof PyFunction)) return native;
  const name = hostString(textOf(native.qualname)!);
  const module = hostString(textOf(native.module) ?? 'builtins');
  const dot = name.lastIndexOf('.');
  if (dot < 0) return builtinText(module, name);
  return fromHost(`<method '${name.slice(dot + 1)}' of '${module}.${name.slice(0, dot)}' objects>`);
}

function builtinText(module: string | null, name: string): Value {
  return fromHost(`<built-in method ${module === null ? '' : `${module}.`}${name}>`);
}

const EVENTS: [events: number[], callback: string][] = [
  [[PY_START, PY_RESUME, PY_THROW], '_pystart_callback'],
  [[PY_RETURN, PY_YIELD, PY_UNWIND], '_pyreturn_callback'],
  [[CALL], '_ccall_callback'],
  [[C_RETURN, C_RAISE], '_creturn_callback'],
];

// --- The class -----------------------------------------------------------------------------------------------------

function lsprof_enable(self: Profiler, subcalls: Value = true, builtins: Value = true): Result {
  if (typeof subcalls !== 'boolean' || typeof builtins !== 'boolean')
    return converted(lsprof_enable, [self, subcalls, builtins], [null, 'truth', 'truth']);
  const all = tools();
  if (all[PROFILER_ID] !== null) return valueError('Another profiling tool is already active');
  self.subcalls = subcalls;
  self.builtins = builtins;
  const tool = new Tool('cProfile');
  for (const [events, name] of EVENTS) {
    const callback = getAttribute(self, name);
    if (callback === ABRUPT) return ABRUPT;
    for (const event of events) {
      tool.callbacks[event] = callback;
      if (event < C_RETURN) tool.events |= 1 << event;
    }
  }
  all[PROFILER_ID] = tool;
  self.enabled = true;
  return toolsHaveChanged();
}

function lsprof_disable(self: Profiler): Result {
  if (self.timing) return raise(runtimeErrorType, 'cannot disable profiler in external timer');
  if (!self.enabled) return None;
  self.enabled = false;
  tools()[PROFILER_ID] = null;
  updateTools();
  return new Flush(self).run();
}

/** Calls that have not ended end now. */
class Flush extends Steps {
  private readonly profiler: Profiler;
  constructor(profiler: Profiler) {
    super();
    this.profiler = profiler;
  }
  step(): Result {
    const { profiler } = this;
    const innermost = profiler.innermost();
    return innermost === null ? this.finish(None) : clock(profiler, null, innermost.key);
  }
}

function lsprof_clear(self: Profiler): Result {
  if (self.timing) return raise(runtimeErrorType, 'cannot clear profiler in external timer');
  self.entries = new Map();
  self.contexts = new Map();
  return None;
}

function lsprof_init(
  self: Profiler,
  timer: Value = None,
  timeunit: Value = 0,
  subcalls: Value = true,
  builtins: Value = true,
): Result {
  const unit = floatOf(timeunit);
  if (unit === undefined || typeof subcalls !== 'boolean' || typeof builtins !== 'boolean')
    return converted(
      lsprof_init,
      [self, timer, timeunit, subcalls, builtins],
      [null, null, 'float', 'truth', 'truth'],
    );
  self.timer = timer;
  self.unit = unit;
  self.subcalls = subcalls;
  self.builtins = builtins;
  return None;
}

const FIELDS = 'code callcount reccallcount totaltime inlinetime'.split(' ');
const entryShape = structSequence('_lsprof.profiler_entry', [...FIELDS, 'calls']);
const subentryShape = structSequence('_lsprof.profiler_subentry', FIELDS);

function lsprof_getstats(self: Profiler): Result {
  const factor = self.timer === None || self.unit === 0 ? 1e-9 : self.unit;
  const fields = (entry: Entry): Value[] => [
    entry.shown,
    entry.calls,
    entry.recursiveCalls,
    new PyFloat(factor * entry.total),
    new PyFloat(factor * entry.inline),
  ];
  const rows: Value[] = [];
  for (const entry of self.entries.values()) {
    if (entry.calls === 0) continue;
    const callees = [...entry.callees.values()].filter((callee) => callee.calls !== 0);
    const calls = callees.map((callee) => makeStruct(subentryShape, fields(callee)));
    rows.push(makeStruct(entryShape, [...fields(entry), calls.length === 0 ? None : new PyList(calls)]));
  }
  return new PyList(rows);
}

defineMethods(profilerType, {
  __init__: ['($self, /, timer=None, timeunit=0.0, subcalls=True, builtins=True)', lsprof_init],
  enable: ['($self, /, subcalls=True, builtins=True)', lsprof_enable],
  disable: ['($self, /)', lsprof_disable],
  clear: ['($self, /)', lsprof_clear],
  getstats: ['($self, /)', lsprof_getstats],
  _pystart_callback: ['($self, code, instruction_offset, exception=None, /)', lsprof_pystart],
  _pyreturn_callback: ['($self, code, instruction_offset, retval, /)', lsprof_pyreturn],
  _ccall_callback: ['($self, code, instruction_offset, callable, self_arg, /)', lsprof_ccall],
  _creturn_callback: ['($self, code, instruction_offset, callable, self_arg, /)', lsprof_creturn],
});
defineStaticMethods(profilerType, {
  __new__: ['(cls, /, *args, **kwargs)', (cls: PyType): Result => new cls.Ctor()],
});

export const _lsprofModule: NativeModule = {
  name: '_lsprof',
  doc: 'Fast profiler',
  functions: {},
  attributes: () => ({
    Profiler: profilerType,
    profiler_entry: entryShape.type,
    profiler_subentry: subentryShape.type,
  }),
};
