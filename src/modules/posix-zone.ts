// The local time zone, as the C library reads it from TZ: `EST+05EDT,M4.1.0,M10.5.0`.
import { type Dialect, parsePosixRule, type PosixRule } from './posix-rule.ts';

/** What holds at a moment. */
export interface LocalTime {
  /** Seconds east of UTC. */
  offset: number;
  isDst: boolean;
  name: string;
}

const TIME = /^([-+]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?/;

const C_LIBRARY: Dialect = {
  name: /^(?:<([^>]{3,})>|([A-Za-z]{3,}))/,
  offset: TIME,
  offsetLimit: Infinity,
  time: TIME,
  timeLimit: Infinity,
  // Those of the United States.
  usualChanges: ',M3.2.0,M11.1.0',
  dayOfYear: (n, isJulian) => ({ index: isJulian ? n - 1 : n, leaps: isJulian && n >= 60 }),
};

export class PosixZone {
  private readonly rule: PosixRule;
  private readonly standard: LocalTime;
  private readonly daylight: LocalTime;

  private constructor(rule: PosixRule) {
    this.rule = rule;
    this.standard = { ...rule.standard, isDst: false };
    this.daylight = { ...(rule.daylight ?? rule.standard), isDst: true };
  }

  /** The zone that a text describes; null if it describes none. */
  static parse(text: string): PosixZone | null {
    const rule = parsePosixRule(text, C_LIBRARY);
    return rule === undefined ? null : new PosixZone(rule);
  }

  /** What holds at a moment, in seconds of the epoch. */
  at(seconds: number): LocalTime {
    // The C library takes the changes of 1970 for all years before.
    const year = Math.max(1970, new Date((seconds + this.standard.offset) * 1000).getUTCFullYear());
    return this.rule.isDaylightAt(seconds, year) ? this.daylight : this.standard;
  }
}
