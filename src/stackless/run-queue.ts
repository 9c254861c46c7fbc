// The run queue of a thread: a ring through the tasklets' own links, whose head is `queue`.
//
// While a tasklet runs it is the head, and the last of the ring stands before it. Every operation takes constant time and
// allocates nothing. Who comes in and who leaves, and when, is decided in the layers above (switching.ts, scheduler.ts).
import { QUEUED, type Tasklet } from './tasklet.ts';

export abstract class RunQueue {
  /** The head of the run queue; null when nothing can run. */
  queue: Tasklet | null = null;
  /** The length of the run queue. */
  runcount = 1;
  /** No tasklet can run; the one that ran last stays current, and everything is stored in it. */
  protected idle = false;

  /** The first tasklet has become runnable again. */
  protected abstract awake(): void;

  /** Puts a tasklet at the end of the queue, before its head. */
  append(t: Tasklet): void {
    const head = this.queue;
    this.runcount++;
    t.flags |= QUEUED;
    if (head === null) {
      t.after = t.before = t;
      this.queue = t;
      if (this.idle) this.awake();
      return;
    }
    const last = head.before!;
    t.after = head;
    t.before = last;
    last.after = t;
    head.before = t;
  }

  /** Puts a tasklet directly behind the head. */
  insertBehindHead(t: Tasklet): void {
    const head = this.queue!;
    const next = head.after!;
    this.runcount++;
    t.flags |= QUEUED;
    t.before = head;
    t.after = next;
    head.after = t;
    next.before = t;
  }

  /** Makes a tasklet the head: the ring is turned to it, or it is put in. */
  makeHead(t: Tasklet): void {
    if ((t.flags & QUEUED) === 0) this.append(t);
    this.queue = t;
  }

  /** Takes a tasklet out of the queue. */
  unqueue(t: Tasklet): void {
    this.runcount--;
    t.flags &= ~QUEUED;
    const next = t.after!;
    if (next === t) this.queue = null;
    else {
      const prev = t.before!;
      prev.after = next;
      next.before = prev;
      if (this.queue === t) this.queue = next;
    }
    t.after = t.before = null;
  }

  /** Takes the running tasklet, which is not alone there, out of the queue: gives the next one, now its head. */
  unqueueHead(t: Tasklet): Tasklet {
    const next = t.after!;
    const prev = t.before!;
    this.runcount--;
    t.flags &= ~QUEUED;
    prev.after = next;
    next.before = prev;
    this.queue = next;
    t.after = t.before = null;
    return next;
  }
}
