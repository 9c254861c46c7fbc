// Hostile mode (STACKLESS_STRESS=1): the frames of each tasklet that is suspended become a pickle, and are what it says from then on.
//
// The pickle is made of the same states that any pickle of a tasklet is made of (stackless/pickling/reducers.ts), so all of a frame that
// matters has to be in there. Objects that a state refers to keep their identity: they have persistent ids, numbers in a table. So do the
// frames themselves, since tracebacks and programs hold them: each is emptied, and filled with what the pickle gives.
import { ABRUPT } from '../../machine/abrupt.ts';
import { type Frame, PyFrame } from '../../machine/frame.ts';
import { PyAsyncGenerator, PyGenerator } from '../../machine/generator.ts';
import { machine } from '../../machine/machine.ts';
import type { PyBytes } from '../../objects/bytes.ts';
import { PyFloat } from '../../objects/float.ts';
import { Cell } from '../../objects/function.ts';
import { PyList } from '../../objects/list.ts';
import { PyObject, type Result, type Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { keepsPosition } from '../../stackless/pickling/copying.ts';
import { framesOf } from '../../stackless/pickling/frames.ts';
import {
  emptyTarget,
  notPickled,
  stateArguments,
  stateContents,
  state_setstate,
} from '../../stackless/pickling/reducers.ts';
import { Mark } from '../../stackless/pickling/marks.ts';
import { HostFloat, Named, namedBy, State, stateOf, states } from '../../stackless/pickling/state.ts';
import { isTracing } from '../../stackless/pickling/tracing-state.ts';
import { here } from '../../stackless/scheduler.ts';
import { hostile } from '../../stackless/switching.ts';
import { Environment } from '../../stackless/tasklet.ts';
import { Waiter } from '../thread-locks.ts';
import { LoadOperation } from './loading.ts';
import { Op } from './opcodes.ts';
import { Pickler, Unpickler } from './pickler.ts';
import { PickleOperation } from './saving.ts';

/** Beyond so many frames only the innermost are looked at, and beyond so many states no more are, so that deep recursion stays quick. */
const MAX_FRAMES = 50;
const MAX_STATES = 200;

/** What has a persistent id: the name of a native, a number of the host's, or (an int) a place in the table. */
class Reference extends PyObject {
  readonly id: Value;
  constructor(id: Value) {
    super();
    this.id = id;
  }
}

class Saving extends PickleOperation {
  override save(obj: Value): boolean {
    if (!(obj instanceof Reference)) return this.saveValue(obj);
    this.saveValue(obj.id);
    this.out.op(Op.BINPERSID);
    return true;
  }
}

class Loading extends LoadOperation {
  private readonly table: readonly Value[];
  constructor(bytes: PyBytes, table: readonly Value[]) {
    super(new Unpickler(), bytes.data, null, null);
    this.table = table;
  }
  protected override persistent(): undefined {
    const id = this.popValue();
    if (typeof id === 'string') this.stack.push(namedBy(id));
    else this.stack.push(id instanceof PyFloat ? new HostFloat(id.v) : this.table[id as number]!);
  }
}

class Revival {
  /** What is emptied and filled. */
  private readonly states: State[] = [];
  private readonly known = new Set<State>();
  /** What is referred to. */
  private readonly table: Value[] = [];

  constructor(frames: readonly Frame[]) {
    for (const frame of frames) this.include(stateOf(frame, frame instanceof PyFrame ? 'frame' : 'native'));
  }

  private include(state: State): void {
    if (this.known.has(state)) return;
    this.known.add(state);
    this.states.push(state);
  }

  /** The pickle. Throws TypeError for what cannot be pickled. */
  save(): PyBytes {
    const forms: PyTuple[] = [];
    for (let i = 0; i < this.states.length; i++) {
      const state = this.states[i]!;
      const [kind, ...args] = stateArguments(state);
      const parts = [args, stateContents(state)].map((items) => new PyTuple(items.map(this.form)));
      forms.push(new PyTuple([kind!, ...parts]));
    }
    return done(new Saving(new Pickler()).start(new PyList(forms)));
  }

  private readonly form = (value: Value): Value => {
    if (typeof value !== 'object') return value;
    if (value instanceof Named) return new Reference(value.name);
    if (value instanceof HostFloat) return new Reference(value.float);
    if (value instanceof Mark) return this.form(value.value);
    if (value instanceof State) this.follow(value);
    else if (isFilled(value)) this.follow(stateOf(value, 'native'));
    return new Reference(this.table.push(value) - 1);
  };

  private follow(state: State): void {
    const isBeingLoaded = !state.live && !state.filled;
    if (this.states.length < MAX_STATES && !isBeingLoaded && !isShared(state.target)) this.include(state);
  }

  load(pickle: PyBytes): void {
    const forms = done<PyList>(new Loading(pickle, this.table).run()).items as PyTuple[];
    const loaded = forms.map(({ items: [kind, args, contents] }) => [
      kind,
      (args as PyTuple).items,
      contents,
    ]);
    const empty = this.states.map((state, i) => emptied(state, loaded[i]![1] as Value[]));
    empty.forEach((state, i) => state_setstate(state, loaded[i]![2] as PyTuple));
  }
}

/**
 * What frames have in common with others, and so is not emptied: what trace functions said; what tasklets share; and the place in
 * the queue for a lock, which by its nature cannot be pickled, as the lock cannot.
 */
function isShared(target: object): boolean {
  return isTracing(target) || target instanceof Environment || target instanceof Waiter;
}

/** Objects that are emptied and filled as frames are: what keeps a position, and variables of closures. */
function isFilled(value: PyObject): boolean {
  if (value instanceof PyGenerator) return !(value instanceof PyAsyncGenerator);
  return value instanceof Cell || keepsPosition(value);
}

/** The state of an object that has lost all that is in its pickle. */
function emptied({ kind, target }: State, [a, b]: readonly Value[]): State {
  const fresh = emptyTarget(kind, a, b);
  if (Object.getPrototypeOf(fresh) !== Object.getPrototypeOf(target) && kind !== 'frame')
    throw new Error(`a ${target.constructor.name} comes back as a ${fresh.constructor.name}`);
  if (Array.isArray(target)) target.length = 0;
  else if (target instanceof Map || target instanceof Set) target.clear();
  else if (target instanceof PyFrame) empty(target, slotsOf(target));
  else empty(target, fieldsOf(target));
  return new State(kind, target, false);
}

function slotsOf(frame: PyFrame): string[] {
  return frame.code.template.slots.map(([slot]) => slot);
}

/** All but what is not in a pickle. */
function fieldsOf(target: object): string[] {
  const kept = notPickled(target);
  return Object.keys(target).filter((name) => !kept.includes(name));
}

function empty(target: object, fields: readonly string[]): void {
  for (const name of fields) (target as Record<string, unknown>)[name] = undefined;
}

/** The value of an operation that calls no Python code. */
function done<T extends PyObject>(result: Result): T {
  if (result !== ABRUPT) return result as T;
  const { exc } = machine;
  machine.exc = null;
  throw exc as unknown as Error;
}

/** So many switches of a process are dealt with in this way, and beyond them one in STEP, so that long programs stay quick. */
const EACH = 2000;
const STEP = 61;
let switches = 0;

hostile.revive = (top) => {
  if (++switches > EACH && switches % STEP !== 0) return;
  const { current, isMainThread } = here();
  // The outermost frame of the program is the interpreter's own.
  const frames = framesOf(top).slice(current.isMain && isMainThread ? 1 : 0);
  const outer = states.known;
  states.known = new Map();
  try {
    const revival = new Revival(frames.slice(-MAX_FRAMES));
    revival.load(revival.save());
  } finally {
    states.known = outer;
  }
};
