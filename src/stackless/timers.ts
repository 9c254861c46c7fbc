// Timers: a heap by time, and one timer of the host for the earliest.
//
// A million sleeping tasklets cost a heap entry each and nothing at a switch. Entries due are also fired from the
// scheduler's ticks, so that a program that never rests wakes its sleepers in time.
import type { Host } from '../host/host.ts';

export class Timer {
  /** When it is due, in seconds of the host's monotonic clock. */
  readonly time: number;
  /** Orders timers of the same time: first come, first served. */
  readonly order: number;
  readonly callback: () => void;
  cancelled = false;
  constructor(time: number, order: number, callback: () => void) {
    this.time = time;
    this.order = order;
    this.callback = callback;
  }
  before(other: Timer): boolean {
    return this.time < other.time || (this.time === other.time && this.order < other.order);
  }
}

/** The longest wait that hosts' timers keep, in seconds (2^31 ms); a longer one is begun anew. */
const LONGEST_WAIT = 2_000_000;

export class Timers {
  private readonly host: Host;
  private readonly serve: (callback: () => void) => void;
  private readonly heap: Timer[] = [];
  private order = 0;
  private cancelled = 0;
  /** The time for which the host's timer is set; Infinity when it is not. */
  private armed = Infinity;
  private disarm: (() => void) | null = null;

  /** @param serve runs what the host's timer brings */
  constructor(host: Host, serve: (callback: () => void) => void) {
    this.host = host;
    this.serve = serve;
  }

  /** Calls `callback` once when `seconds` have passed. */
  add(seconds: number, callback: () => void): Timer {
    const timer = new Timer(this.host.monotonic() + Math.max(0, seconds), this.order++, callback);
    this.push(timer);
    this.arm();
    return timer;
  }

  cancel(timer: Timer): void {
    if (timer.cancelled) return;
    timer.cancelled = true;
    this.cancelled++;
    if (this.cancelled * 2 > this.heap.length) this.sweep();
    this.arm();
  }

  /** Fires all that are due at `now`. */
  fire(now: number): void {
    const { heap } = this;
    if (heap.length === 0 || heap[0]!.time > now) return;
    while (heap.length > 0 && heap[0]!.time <= now) {
      const timer = this.pop();
      if (timer.cancelled) this.cancelled--;
      else {
        timer.cancelled = true;
        timer.callback();
      }
    }
    this.arm();
  }

  /** Sets the host's timer to the earliest entry. */
  private arm(): void {
    const earliest = this.heap.length === 0 ? Infinity : this.heap[0]!.time;
    if (earliest === this.armed) return;
    this.disarm?.();
    this.disarm = null;
    this.armed = earliest;
    if (earliest === Infinity) return;
    const wait = Math.min(LONGEST_WAIT, Math.max(0, earliest - this.host.monotonic()));
    this.disarm = this.host.setTimer(wait, () => {
      this.armed = Infinity;
      this.disarm = null;
      this.serve(() => this.fire(this.host.monotonic()));
      this.arm();
    });
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let i = heap.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!timer.before(heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = timer;
  }

  private pop(): Timer {
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) this.sink(last, 0);
    return first;
  }

  /** Puts `timer` into the hole at `i` or below. */
  private sink(timer: Timer, i: number): void {
    const { heap } = this;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.before(heap[child]!)) child++;
      if (!heap[child]!.before(timer)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = timer;
  }

  /** Drops cancelled entries. */
  private sweep(): void {
    const { heap } = this;
    const live = heap.filter((timer) => !timer.cancelled);
    heap.length = 0;
    for (const timer of live) this.push(timer);
    this.cancelled = 0;
  }
}
