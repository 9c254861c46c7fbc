// How many ticks (entries of functions and turns of loops) pass between two calls of the tick handler, which cost what a hundred turns
// of a small loop do. So they are many, but never so many that Ctrl-C, other threads and the event loop wait long for a program whose
// turns are slow.

/** Ticks of the first portions, and at least. A prime, so that they do not always end at the same place. */
export const FIRST_TICKS = 251;
const MOST_TICKS = 8192;
/** Seconds between two looks that are too many. */
const LONG = 0.005;

export class Pace {
  /** Ticks until the next call. */
  ticks = FIRST_TICKS;
  private last = 0;

  /**
   * The handler looks around at `now`, in the host's seconds; the program has run without a break since `began`.
   * @param isPressed other threads wait, or time is limited
   */
  adapt(now: number, began: number, isPressed: boolean): void {
    if (isPressed) this.ticks = FIRST_TICKS;
    else if (now - Math.max(this.last, began) > LONG) this.ticks = Math.max(FIRST_TICKS, this.ticks >> 1);
    else if (this.ticks < MOST_TICKS) this.ticks += 16;
    this.last = now;
  }
}
