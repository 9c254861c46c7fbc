// send and receive: what happens when tasklets meet at a channel, and when one has to wait.
//
// The running tasklet acts; its partner, if one waits, is the first in the channel's list. Who goes on is decided by the
// channel's preference:
//
//     the partner is preferred     it runs at once, in front of the queue; the actor is last in the queue
//     schedule_all                 both go to the end of the queue, and the tasklet behind the actor runs
//     otherwise                    the partner goes to the end of the queue, the actor continues
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { liftToSwitch, NativeFrame, suspend } from '../machine/frame.ts';
import { raise, runtimeErrorType, valueErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { callN } from '../operators/call.ts';
import { stopFromException } from '../operators/iterate.ts';
import { Bomb, explode } from './bomb.ts';
import { runtimeError } from './binding.ts';
import { type Channel, NOBODY_PREFERRED, RECEIVER_PREFERRED } from './channel.ts';
import { raiseDeadlock } from './deadlock.ts';
import { DEADLOCK, here, type ThreadScheduler } from './scheduler.ts';
import { BLOCK_TRAP, RUNNER, type Tasklet } from './tasklet.ts';

/** `channel.send(value)`; a bomb makes the receiver raise. */
export function send(channel: Channel, value: Value): Result {
  const s = here();
  if (s.closely === 0)
    return channel.balance < 0 ? giveAtOnce(s, channel, value) : blockAtOnce(s, channel, value, 1);
  if (s.shared.channelCallback !== null) return new CallbackOperation(s, channel, value).begin();
  return giveOrBlock(s, channel, value);
}

/** `channel.receive()`. */
export function receive(channel: Channel): Result {
  const s = here();
  if (s.closely === 0)
    return channel.balance > 0 ? takeAtOnce(s, channel) : blockAtOnce(s, channel, None, -1);
  if (s.shared.channelCallback !== null) return new CallbackOperation(s, channel, null).begin();
  return takeOrBlock(s, channel);
}

// The three commonest operations, where nothing has to be looked at closer; the general ones follow.

/** A receiver waits, which is preferred: it gets the value, and runs. */
function giveAtOnce(s: ThreadScheduler, channel: Channel, value: Value): Result {
  if (channel.mode !== RECEIVER_PREFERRED) return give(s, channel, value);
  const partner = channel.first!;
  channel.dismiss(partner, value);
  s.current.held = None;
  s.insertBehindHead(partner);
  s.queue = partner;
  return s.goToHead(partner);
}

/** A sender waits, which is not preferred: its value is taken. */
function takeAtOnce(s: ThreadScheduler, channel: Channel): Result {
  if (channel.mode > NOBODY_PREFERRED) return take(s, channel);
  const partner = channel.first!;
  const value = channel.takeOffer();
  channel.dismiss(partner, None);
  s.append(partner);
  return taken(value);
}

/** Nobody waits: the running tasklet does, and the next one runs. */
function blockAtOnce(s: ThreadScheduler, channel: Channel, value: Value, direction: 1 | -1): Result {
  const t = s.current;
  if (s.runcount === 1 || channel.closing || (t.flags & BLOCK_TRAP) !== 0)
    return block(s, channel, value, direction);
  const next = s.unqueueHead(t);
  channel.enlist(t, direction, value);
  // What `goToHead` would do for one that runs above another's stack, without the call.
  if (s.beneath !== null && (next.flags & RUNNER) === 0) return liftToSwitch();
  return s.goToHead(next);
}

function giveOrBlock(s: ThreadScheduler, channel: Channel, value: Value): Result {
  return channel.balance < 0 ? give(s, channel, value) : block(s, channel, value, 1);
}

function takeOrBlock(s: ThreadScheduler, channel: Channel): Result {
  return channel.balance > 0 ? take(s, channel) : block(s, channel, None, -1);
}

/** A receiver waits: it gets the value. */
function give(s: ThreadScheduler, channel: Channel, value: Value): Result {
  const partner = channel.first!;
  if (partner.env.thread !== s) return giveAcross(channel, partner, value);
  const preferred = channel.preference < 0;
  if (preferred || channel.scheduleAll) {
    const refused = s.refusal();
    if (refused !== undefined) throw refused;
  }
  channel.dismiss(partner, value);
  if (preferred || channel.scheduleAll) {
    s.current.tempval = None;
    return handOver(s, channel, partner);
  }
  s.append(partner);
  return None;
}

/** A sender waits: its value is taken. */
function take(s: ThreadScheduler, channel: Channel): Result {
  const partner = channel.first!;
  if (partner.env.thread !== s) return taken(takeAcross(channel, partner));
  const preferred = channel.preference > 0;
  const switches = preferred || channel.scheduleAll;
  if (switches) {
    const refused = s.refusal();
    if (refused !== undefined) throw refused;
  }
  const value = channel.takeOffer();
  channel.dismiss(partner, None);
  if (switches) {
    s.current.tempval = value;
    return handOver(s, channel, partner);
  }
  s.append(partner);
  return taken(value);
}

/** What a receiver gets that does not wait. */
function taken(value: Value): Result {
  return typeof value === 'object' && value instanceof Bomb ? explode(value) : value;
}

/** The receiver is of another thread: it becomes ready there, and the running tasklet continues. */
function giveAcross(channel: Channel, partner: Tasklet, value: Value): Value {
  const { thread } = partner;
  if (thread === null) throw runtimeError('tasklet has no thread');
  channel.dismiss(partner, value);
  thread.append(partner);
  return None;
}

/** The same for a sender of another thread: gives the value, or a bomb. */
function takeAcross(channel: Channel, partner: Tasklet): Value {
  const { thread } = partner;
  if (thread === null) throw runtimeError('tasklet has no thread');
  const value = channel.takeOffer();
  channel.dismiss(partner, None);
  thread.append(partner);
  return value;
}

/** Makes the partner runnable; the running tasklet gives way. */
function handOver(s: ThreadScheduler, channel: Channel, partner: Tasklet): Result {
  if (channel.scheduleAll) {
    s.append(partner);
    return s.giveWay(s.current.after!);
  }
  s.insertBehindHead(partner);
  return s.goTo(partner);
}

/** Nobody waits: the running tasklet does. */
function block(s: ThreadScheduler, channel: Channel, value: Value, direction: 1 | -1): Result {
  const t = s.current;
  if ((t.flags & BLOCK_TRAP) !== 0)
    return raise(runtimeErrorType, 'this tasklet does not like to be blocked.');
  if (channel.closing) return raise(valueErrorType, 'Send/receive operation on a closed channel');
  if (s.closely !== 0) s.checkCallbacks();
  const next = s.leaving(t, true);
  if (next === DEADLOCK) return raiseDeadlock();
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  s.unqueue(t);
  channel.enlist(t, direction, value);
  return s.goTo(next);
}

/** `next(channel)`: receives, until the channel is closing and nobody sends. */
export function receiveNext(channel: Channel): IterResult {
  if (channel.closing && channel.balance <= 0) return STOP;
  const value = receive(channel);
  return value === ABRUPT ? suspend(new ReceiveNextFrame()) : value;
}

/** StopIteration that was sent ends an iteration. */
class ReceiveNextFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    return stopFromException();
  }
}

/**
 * Calls the channel callback, then does the operation. When the partner is of another thread, which could not be kept waiting,
 * the operation comes first.
 */
class CallbackOperation extends NativeFrame {
  private readonly thread: ThreadScheduler;
  private readonly channel: Channel;
  /** What is sent; null: it is a receive. */
  private readonly value: Value | null;
  /** What an operation that came first has given, a bomb perhaps; undefined: it is still to be done. */
  private result: Value | undefined = undefined;
  /** The tempval of whoever operates: in a schedule callback, what its suspended call is to return. */
  private readonly tempval: Value;

  constructor(thread: ThreadScheduler, channel: Channel, value: Value | null) {
    super();
    this.thread = thread;
    this.tempval = thread.current.tempval;
    this.channel = channel;
    this.value = value;
  }

  begin(): Result {
    const { thread, channel, value } = this;
    if (thread.inChannelCallback) return raise(runtimeErrorType, 'Recursive channel call due to callbacks!');
    const sending = value !== null;
    const blocks = sending ? channel.balance >= 0 : channel.balance <= 0;
    const partner = channel.first;
    if (!blocks && partner!.env.thread !== thread)
      this.result = sending ? giveAcross(channel, partner!, value) : takeAcross(channel, partner!);
    thread.current.tempval = value ?? None;
    thread.inChannelCallback = true;
    const callback = thread.shared.channelCallback!;
    const result = callN(callback, [channel, thread.current, sending ? 1 : 0, blocks ? 1 : 0]);
    return (result === ABRUPT ? suspend(this) : this.returned()) as Result;
  }

  private operate(value: Value): Result {
    const { thread, channel } = this;
    return this.value === null ? takeOrBlock(thread, channel) : giveOrBlock(thread, channel, value);
  }

  returned(): IterResult {
    const value = this.thread.current.tempval;
    this.leave();
    return this.result === undefined ? this.operate(value) : taken(this.result);
  }

  override raised(): IterResult {
    this.leave();
    return ABRUPT;
  }

  private leave(): void {
    this.thread.inChannelCallback = false;
    this.thread.current.tempval = this.tempval;
  }
}

/** `channel.send_sequence(seq)`: sends each item; gives their number. */
export class SendSequence extends NativeFrame {
  private readonly channel: Channel;
  private readonly iterator: PyObject;
  private count = 0;
  /** An item is being sent; else one is being made. */
  private sending = false;

  constructor(channel: Channel, iterator: PyObject) {
    super();
    this.channel = channel;
    this.iterator = iterator;
  }

  run(): Result {
    return this.sendFrom(this.iterator.next());
  }

  /** Sends an item that is there, and what follows. */
  private sendFrom(first: IterResult): Result {
    for (let item = first; item !== STOP; item = this.iterator.next()) {
      if (item === ABRUPT) return suspend(this) as Result;
      this.sending = true;
      if (send(this.channel, item) === ABRUPT) return suspend(this) as Result;
      this.sent();
    }
    return this.count;
  }

  private sent(): void {
    this.sending = false;
    this.count++;
  }

  returned(value: IterResult): IterResult {
    if (!this.sending) return this.sendFrom(value);
    this.sent();
    return this.run();
  }
}
