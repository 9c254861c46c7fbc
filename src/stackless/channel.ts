// The channel: where tasklets meet, and a list of those that wait.
//
// The waiting tasklets are all senders (balance > 0) or all receivers (balance < 0), first come first served; they are
// linked through their own `after` and `before`. Mostly one waits, and for that as little as possible is stored: each store of an
// object in another is one that V8 has to note. What the operations do is in transfer.ts.
import { None } from '../objects/none.ts';
import { PyObject, type Value } from '../objects/object.ts';
import { builtinType } from '../objects/type.ts';
import { BLOCKED, type Tasklet } from './tasklet.ts';

/** Modes of a channel: what it begins with; and the last one in which a receiver that meets a sender goes on at once. */
export const RECEIVER_PREFERRED = 0;
export const NOBODY_PREFERRED = 1;
/** With `preference` + 1 in the lowest two bits: */
const SCHEDULES_ALL = 4;
const CLOSING = 8;

export class Channel extends PyObject {
  /** The tasklet that has waited longest. */
  first: Tasklet | null = null;
  /** The one that came last, if more than one waits. */
  last: Tasklet | null = null;
  /** The number of waiting senders, or of waiting receivers, negative. */
  balance = 0;
  /** `preference` + 1, and the bits above. */
  mode = RECEIVER_PREFERRED;
  /** What the first is sending, unless that holds it itself. */
  value: Value = None;

  /** Who goes on at once when two meet: -1 the receiver, 1 the sender, 0 whoever came last. */
  get preference(): number {
    return (this.mode & 3) - 1;
  }
  set preference(n: number) {
    this.mode = (this.mode & ~3) | (n + 1);
  }

  /** Every transfer is a scheduling moment, and `preference` does not matter. */
  get scheduleAll(): boolean {
    return (this.mode & SCHEDULES_ALL) !== 0;
  }
  set scheduleAll(holds: boolean) {
    this.mode = holds ? this.mode | SCHEDULES_ALL : this.mode & ~SCHEDULES_ALL;
  }

  /** Operations that would wait fail. */
  get closing(): boolean {
    return (this.mode & CLOSING) !== 0;
  }
  set closing(holds: boolean) {
    this.mode = holds ? this.mode | CLOSING : this.mode & ~CLOSING;
  }

  /** Adds a tasklet at the end, with `tempval`; `direction` is 1 for a sender, -1 for a receiver. */
  enlist(t: Tasklet, direction: 1 | -1, tempval: Value): void {
    const { balance } = this;
    this.balance = balance + direction;
    if (balance !== 0) {
      this.enlistBehind(balance === direction ? this.first! : this.last!, t, tempval);
      return;
    }
    this.first = t;
    this.value = tempval;
    t.held = this;
    t.flags |= BLOCKED;
  }

  private enlistBehind(last: Tasklet, t: Tasklet, tempval: Value): void {
    t.before = last;
    last.after = t;
    this.last = t;
    t.waitFor(this, BLOCKED, tempval);
  }

  /** Takes what the first is sending. */
  takeOffer(): Value {
    const { value } = this;
    if (value === None) return this.first!.tempval;
    this.value = None;
    return value;
  }

  /** Takes a waiting tasklet out of the list, whose offer is taken if it is the first; its `tempval` is to be that. */
  dismiss(t: Tasklet, tempval: Value): void {
    const { balance } = this;
    if (balance === 1 || balance === -1) {
      this.first = null;
      this.balance = 0;
    } else this.dismissAmong(t, balance > 0 ? balance - 1 : balance + 1);
    t.held = tempval;
    t.flags &= ~BLOCKED;
  }

  /** Takes a waiting tasklet out of the list that is not going to act; it keeps its `tempval`. */
  withdraw(t: Tasklet): void {
    const sendsFirst = this.first === t && this.balance > 0;
    this.dismiss(t, sendsFirst ? this.takeOffer() : t.tempval);
  }

  /** The same where `left` others wait on. */
  private dismissAmong(t: Tasklet, left: number): void {
    const { before: prev, after: next } = t;
    if (prev === null) this.first = next;
    else prev.after = next;
    if (next === null) this.last = prev;
    else next.before = prev;
    t.before = t.after = null;
    if (left === 1 || left === -1) this.last = null;
    this.balance = left;
  }
}

export const channelType = builtinType('channel', Channel, { module: '_stackless', hasWeakrefs: true });
