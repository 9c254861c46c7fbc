// The channel: where tasklets meet, and a list of those that wait.
//
// The waiting tasklets are all senders (balance > 0) or all receivers (balance < 0), first come first served; they are
// linked through their own `next` and `prev`. What the operations do is in transfer.ts.
import { PyObject } from '../objects/object.ts';
import { builtinType } from '../objects/type.ts';
import { BLOCKED, type Tasklet } from './tasklet.ts';

export class Channel extends PyObject {
  /** The tasklet that has waited longest. */
  first: Tasklet | null = null;
  last: Tasklet | null = null;
  /** The number of waiting senders, or of waiting receivers, negative. */
  balance = 0;
  /** Who goes on at once when two meet: -1 the receiver, 1 the sender, 0 whoever came last. */
  preference = -1;
  /** Every transfer is a scheduling moment, and `preference` does not matter. */
  scheduleAll = false;
  /** Operations that would wait fail. */
  closing = false;

  /** Adds a tasklet at the end; `direction` is 1 for a sender, -1 for a receiver. */
  enlist(t: Tasklet, direction: 1 | -1): void {
    const { last } = this;
    t.before = last;
    t.after = null;
    if (last === null) this.first = t;
    else last.after = t;
    this.last = t;
    this.balance += direction;
    t.waitingOn = this;
    t.flags |= BLOCKED;
  }

  /** Takes a waiting tasklet out of the list. */
  dismiss(t: Tasklet): void {
    const { before: prev, after: next } = t;
    if (prev === null) this.first = next;
    else prev.after = next;
    if (next === null) this.last = prev;
    else next.before = prev;
    t.before = t.after = null;
    this.balance += this.balance > 0 ? -1 : 1;
    t.waitingOn = null;
    t.flags &= ~BLOCKED;
  }
}

export const channelType = builtinType('channel', Channel, { module: '_stackless', hasWeakrefs: true });
