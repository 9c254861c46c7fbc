// Objects that something has to be done about if they last: most are gone, or done with, a moment after they were made.

/** Seconds that they are left alone at least. */
const SECONDS = 0.25;
/** When so many have come they are not left alone any longer: they may be garbage, which is kept here. */
const MANY = 20_000;

export class Lasting<T> {
  /** Those made lately: whoever makes one adds it. */
  readonly young: T[];
  private old: T[] = [];
  private since = -Infinity;

  constructor(young: T[]) {
    this.young = young;
  }

  /** Takes those that have been here for a while; `now` in seconds. */
  takeOld(now: number): T[] {
    if (this.young.length < MANY && now < this.since + SECONDS) return [];
    const { old } = this;
    this.old = this.young.splice(0);
    this.since = now;
    return old;
  }

  takeAll(): T[] {
    const all = this.all();
    this.old = [];
    this.young.length = 0;
    return all;
  }

  all(): T[] {
    return [...this.old, ...this.young];
  }
}
