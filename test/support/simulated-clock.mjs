// @ts-check

// Runs a program on a clock that is simulated: `node test/support/simulated-clock.mjs -m unittest test_model`, or a file.
//
// Time passes when nothing can run: the clock is then set to the time of the earliest timer. So a program that sleeps for hours
// takes no time, and does the same each time. Each look at the clock takes a microsecond, that whoever waits for time to pass in a
// loop gets on. Programs see by STACKLESS_CLOCK in the environment that the clock is this one.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { Interpreter, nodeHost } = await import(
  pathToFileURL(`${import.meta.dirname}/../../dist/index.js`).href
);

const LOOK = 1e-6;

/** A clock and its timers, of which the host's event loop fires one at each of its turns. */
class SimulatedClock {
  time = 0;
  order = 0;
  pumping = false;
  /** @type {{ time: number, order: number, callback: () => void }[]} */
  timers = [];

  monotonic() {
    this.time += LOOK;
    return this.time;
  }

  /** @type {(seconds: number, callback: () => void) => () => void} */
  setTimer(seconds, callback) {
    const timer = { time: this.time + Math.max(0, seconds), order: this.order++, callback };
    this.timers.push(timer);
    this.pump();
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  pump() {
    if (this.pumping || this.timers.length === 0) return;
    this.pumping = true;
    setImmediate(() => {
      this.pumping = false;
      this.fireEarliest();
      this.pump();
    });
  }

  fireEarliest() {
    const [earliest] = this.timers.sort((a, b) => a.time - b.time || a.order - b.order);
    if (earliest === undefined) return;
    this.timers.shift();
    this.time = Math.max(this.time, earliest.time);
    earliest.callback();
  }
}

const clock = new SimulatedClock();
const host = Object.create(nodeHost, {
  monotonic: { value: () => clock.monotonic() },
  monotonicNs: { value: () => BigInt(Math.round(clock.monotonic() * 1e9)) },
  setTimer: {
    value: (/** @type {number} */ seconds, /** @type {() => void} */ callback) =>
      clock.setTimer(seconds, callback),
  },
  environment: { value: { ...process.env, STACKLESS_CLOCK: 'simulated' } },
});

const [first = '', ...rest] = process.argv.slice(2);
const interpreter = new Interpreter(host, {
  argv: first === '-m' ? ['-m', ...rest.slice(1)] : [first, ...rest],
  path: [''],
});
process.exitCode =
  first === '-m'
    ? await interpreter.runModule(rest[0])
    : await interpreter.runFile(readFileSync(first), first);
