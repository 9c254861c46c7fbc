// `__reduce__` and `__setstate__` of tasklets and channels.
//
// The state of a tasklet: (flags, tempval, nesting level, frames with the outermost first, the exception being handled, its channel
// if no frame can refer to it, whether it is alive, its context and its trace functions if these are wanted). What blocked it is not in there: a channel that is
// pickled too puts its tasklets back into its list when it is loaded. Frames are States (pickling/state.ts): those of a tasklet
// that is alive are copied, those that were just loaded are taken as they are.
import { type Frame, NativeFrame, PyFrame } from '../machine/frame.ts';
import { visibleFrame } from '../machine/inspect.ts';
import { machine } from '../machine/machine.ts';
import type { Tracing } from '../machine/tracing.ts';
import { newException, raise, runtimeErrorType, typeErrorType } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { defineMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { runtimeError, sharedEnvironment } from './binding.ts';
import { Channel, channelType } from './channel.ts';
import { Context } from './context-variables.ts';
import { compiledCount, copyTraced, linkFrames } from './pickling/copying.ts';
import { framesOf } from './pickling/frames.ts';
import { State, stateOf, targetOf } from './pickling/state.ts';
import { exceptionOf, raisedOf } from './pickling/raised.ts';
import { tracingFrom, tracingState } from './pickling/tracing-state.ts';
import { here } from './scheduler.ts';
import { StartFrame } from './start-frame.ts';
import { lifted } from './lifted.ts';
import {
  ALIVE,
  ATOMIC,
  BLOCK_TRAP,
  BLOCKED,
  Environment,
  ERROR_HANDLED,
  IGNORE_NESTING,
  INTERRUPT_PENDING,
  SCHEDULED,
  Tasklet,
  taskletType,
  ZOMBIE,
} from './tasklet.ts';
import { setTracingOf } from './tracing.ts';

/** Each flag of a tasklet, and its bit in the pickled word. */
const PICKLED_BITS: readonly [flag: number, bit: number][] = [
  [ATOMIC, 4],
  [IGNORE_NESTING, 8],
  [BLOCK_TRAP, 32],
  [ZOMBIE, 64],
  [INTERRUPT_PENDING, 128],
  [ERROR_HANDLED, 256],
];
/** PICKLEFLAGS_PICKLE_CONTEXT */
const PICKLE_CONTEXT = 8;

/** The flags in the order that pickles have: the lowest two bits say how it is blocked (1 sending, 3 receiving). */
function flagsWord(t: Tasklet): number {
  let word = 0;
  if ((t.flags & BLOCKED) !== 0) word = (t.waitingOn as Channel).balance > 0 ? 1 : 3;
  for (const [flag, bit] of PICKLED_BITS) if ((t.flags & flag) !== 0) word |= bit;
  return word;
}

/** The frames to be pickled. Of a tasklet that cannot go on as it was, only those that can be looked at. */
function pickledFrames(t: Tasklet): Value[] {
  let frames = framesOf(t.frame);
  if (t.nestingLevel > 0) frames = frames.filter((frame) => visibleFrame(frame) === frame);
  return frames.map((frame) =>
    frame instanceof StartFrame ? frame : stateOf(frame, frame instanceof PyFrame ? 'frame' : 'native'),
  );
}

function tasklet_reduce(self: Tasklet): Result {
  if (self.isCurrent) throw runtimeError('You cannot __reduce__ the tasklet which is current.');
  const withContext = (here().pickleFlags & PICKLE_CONTEXT) !== 0;
  const state = [
    flagsWord(self),
    self.tempval,
    self.nestingLevel,
    new PyList(pickledFrames(self)),
    self.handled === null ? None : raisedOf(self.handled, self.frame),
    self.frame === null && self.waitingOn instanceof Channel ? self.waitingOn : None,
    (self.flags & ALIVE) !== 0,
    withContext ? (self.env.context ?? None) : None,
    tracingState(self),
  ];
  return new PyTuple([self.cls, new PyTuple([]), new PyTuple(state)]);
}

function badState(): Error {
  return newException(typeErrorType, 'bad state of a tasklet') as unknown as Error;
}

/** The frames of a state, outermost first, and its trace functions: copies, where they are somebody's. */
function framesFrom(items: readonly Value[], tracing: Tracing | null): [Frame[], Tracing | null] {
  const frames: Frame[] = [];
  let copied = false;
  for (const item of items) {
    frames.push(frameFrom(item));
    if (item instanceof StartFrame || (item as State).live || (item as State).taken) copied = true;
    if (item instanceof State) item.taken = true;
  }
  if (frames.length > 1 && new Set(frames).size < frames.length) throw badState();
  return copied ? copyTraced(frames, tracing) : [frames, tracing];
}

function frameFrom(item: Value): Frame {
  if (item instanceof StartFrame) return item;
  const frame = item instanceof State ? targetOf(item) : undefined;
  if (frame instanceof PyFrame || frame instanceof NativeFrame) return frame;
  throw badState();
}

function tasklet_setstate(self: Tasklet, state: Value): Result {
  const waitsForState = self.blocked && self.frame === null;
  if ((self.alive && !waitsForState) || self.isCurrent) throw runtimeError('tasklet is alive');
  if (!(state instanceof PyTuple) || state.items.length < 4) throw badState();
  const [word, tempval, nesting, list, handled = None, , alive, context = None, trace = None] = state.items;
  if (typeof word !== 'number' || typeof nesting !== 'number' || !(list instanceof PyList)) throw badState();
  const [frames, tracing] = framesFrom(list.items, tracingFrom(trace));
  self.tempval = tempval!;
  for (const [flag, bit] of PICKLED_BITS) if ((word & bit) !== 0) self.flags |= flag;
  self.handled = exceptionOf(handled);
  if (frames.length > 0 || alive === true) self.flags |= ALIVE;
  if (nesting > 0) frames.push(new UnrestorableFrame(frames));
  self.frame = linkFrames(frames);
  self.base = compiledCount(frames);
  if (tracing !== null) setTracingOf(self, tracing);
  if (self.alive || tempval !== None) {
    const s = here();
    self.env = sharedEnvironment(s, s.current);
    if (context instanceof Context) self.env = new Environment(s, context);
  }
  return self;
}

/** On top of frames that can be looked at but not resumed, since natives stood between them. */
class UnrestorableFrame extends NativeFrame {
  private readonly name: string;
  constructor(frames: readonly Frame[]) {
    super();
    const inner = frames[frames.length - 1];
    this.name = inner instanceof PyFrame ? inner.code.name : 'unknown';
  }
  override raised(): IterResult {
    return this.returned();
  }
  /** The tasklet ends: what is behind is not resumed. */
  returned(): IterResult {
    machine.top = null;
    machine.base = 0;
    machine.exc = null;
    const text = `cannot execute invalid frame with '${this.name}': frame had a C state that can't be restored.`;
    return raise(runtimeErrorType, text);
  }
}

// --- Channels --------------------------------------------------------------------------------------------------------

/** (class, (), (balance, flags, waiting tasklets)). */
function channel_reduce(self: Channel): Result {
  const waiters: Value[] = [];
  for (let t = self.first; t !== null; t = t.after) waiters.push(t);
  const preference = self.preference < 0 ? 3 : self.preference;
  const flags = (self.closing ? 1 : 0) | (preference << 1) | (self.scheduleAll ? 8 : 0);
  return new PyTuple([self.cls, new PyTuple([]), new PyTuple([self.balance, flags, new PyList(waiters)])]);
}

function channel_setstate(self: Channel, state: Value): Result {
  const [balance, flags, waiters] = state instanceof PyTuple ? state.items : [];
  if (typeof balance !== 'number' || typeof flags !== 'number' || !(waiters instanceof PyList))
    throw newException(typeErrorType, 'bad state of a channel');
  if (self.first !== null) throw runtimeError('tasklets wait on the channel');
  self.closing = (flags & 1) !== 0;
  self.preference = ((flags >> 1) & 3) === 3 ? -1 : (flags >> 1) & 3;
  self.scheduleAll = (flags & 8) !== 0;
  for (const t of waiters.items) {
    if (!(t instanceof Tasklet)) throw newException(typeErrorType, 'only tasklets wait on a channel');
    // A copy of the channel alone has none: the tasklets wait on the original.
    if ((t.flags & SCHEDULED) !== 0 || t.isCurrent) continue;
    // Its own state may still be to come.
    t.flags |= ALIVE;
    const { tempval } = t;
    if (balance > 0) self.enlist(t, 1, tempval);
    else {
      self.enlist(t, -1, None);
      t.tempval = tempval;
    }
  }
  return self;
}

defineMethods(taskletType, {
  __reduce__: ['($self, /)', lifted(tasklet_reduce)],
  __setstate__: ['($self, state, /)', tasklet_setstate],
});
defineMethods(channelType, {
  __reduce__: ['($self, /)', channel_reduce],
  __setstate__: ['($self, state, /)', channel_setstate],
});
