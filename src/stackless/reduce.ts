// `__reduce__` of tasklets and channels: the state that pickling takes.
import type { Frame } from '../machine/frame.ts';
import { PyList } from '../objects/list.ts';
import { defineMethods } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { runtimeError } from './binding.ts';
import { type Channel, channelType } from './channel.ts';
import {
  ATOMIC,
  BLOCK_TRAP,
  BLOCKED,
  IGNORE_NESTING,
  INTERRUPT_PENDING,
  type Tasklet,
  taskletType,
  ZOMBIE,
} from './tasklet.ts';

/** Each flag of a tasklet, and its bit in the pickled word. */
const PICKLED_BITS: readonly [flag: number, bit: number][] = [
  [ATOMIC, 4],
  [IGNORE_NESTING, 8],
  [BLOCK_TRAP, 32],
  [ZOMBIE, 64],
  [INTERRUPT_PENDING, 128],
];

/** The flags in the order that pickles have: the lowest two bits say how it is blocked (1 sending, 3 receiving). */
function flagsWord(t: Tasklet): number {
  let word = 0;
  if ((t.flags & BLOCKED) !== 0) word = (t.waitingOn as Channel).balance > 0 ? 1 : 3;
  for (const [flag, bit] of PICKLED_BITS) if ((t.flags & flag) !== 0) word |= bit;
  return word;
}

/** (class, (), (flags, tempval, nesting level, frames with the outermost first)). */
function tasklet_reduce(self: Tasklet): Result {
  if (self.isCurrent) throw runtimeError('You cannot __reduce__ the tasklet which is current.');
  const frames: Value[] = [];
  for (let f: Frame | null = self.frame; f !== null; f = f.back) frames.push(f);
  const state = [flagsWord(self), self.tempval, self.nestingLevel, new PyList(frames.reverse())];
  return new PyTuple([self.cls, new PyTuple([]), new PyTuple(state)]);
}

/** (class, (), (balance, flags, waiting tasklets)). */
function channel_reduce(self: Channel): Result {
  const waiters: Value[] = [];
  for (let t = self.first; t !== null; t = t.after) waiters.push(t);
  const preference = self.preference < 0 ? 3 : self.preference;
  const flags = (self.closing ? 1 : 0) | (preference << 1) | (self.scheduleAll ? 8 : 0);
  return new PyTuple([self.cls, new PyTuple([]), new PyTuple([self.balance, flags, new PyList(waiters)])]);
}

defineMethods(taskletType, { __reduce__: ['($self, /)', tasklet_reduce] });
defineMethods(channelType, { __reduce__: ['($self, /)', channel_reduce] });
