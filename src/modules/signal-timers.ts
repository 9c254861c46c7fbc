// The interval timers of `signal.setitimer`: one measures real time, two the processor's.
//
// Of the processor's time the host has no timer: when so much real time has passed it is asked again. It does not tell the time in the
// system apart, so that both measure the same.
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { here } from '../stackless/scheduler.ts';
import { arrive, SI_KERNEL } from './signal-delivery.ts';
import { SIGALRM, SIGPROF, SIGVTALRM } from './signal-names.ts';

interface Alarm {
  readonly signal: number;
  /** When it rings next, in seconds of its clock; 0: it is not set. */
  due: number;
  /** Seconds between rings; 0: it rings once. */
  interval: number;
  cancel: () => void;
}

const ALARMS = Symbol('interval timers');

/** The timers ITIMER_REAL, ITIMER_VIRTUAL and ITIMER_PROF, by these numbers. */
function alarms(): Alarm[] {
  return interpreterSlot(ALARMS, () => {
    const made = [SIGALRM, SIGVTALRM, SIGPROF].map((signal) => ({
      signal,
      due: 0,
      interval: 0,
      cancel: () => {},
    }));
    // They may act while everything waits: that is no deadlock.
    here().shared.outsideCallers.push(() => made[0]!.due > 0);
    return made;
  });
}

function now({ signal }: Alarm): number {
  const { host } = machine.interpreter;
  return signal === SIGALRM ? host.monotonic() : host.cpuTime();
}

/** Seconds until a timer rings; 0 if it is not set. */
export function secondsLeft(which: number): number {
  const alarm = alarms()[which]!;
  return alarm.due === 0 ? 0 : Math.max(0, alarm.due - now(alarm));
}

/** Seconds between the rings of a timer. */
export const intervalOf = (which: number): number => alarms()[which]!.interval;

/** Sets a timer, or not, with no seconds. */
export function setAlarm(which: number, seconds: number, interval: number): void {
  set(alarms()[which]!, seconds, interval);
}

function set(alarm: Alarm, seconds: number, interval: number): void {
  alarm.cancel();
  alarm.interval = interval;
  alarm.due = seconds > 0 ? now(alarm) + seconds : 0;
  if (seconds > 0) wait(machine.interpreter, alarm, seconds);
}

/** Timers of the scheduler are also due at a tick, so that it rings in time in a program that never rests. */
function wait(interpreter: Interpreter, alarm: Alarm, seconds: number): void {
  const { timers } = here().shared;
  const timer = timers.add(seconds, () => {
    machine.interpreter = interpreter;
    ring(interpreter, alarm);
  });
  alarm.cancel = () => timers.cancel(timer);
}

function ring(interpreter: Interpreter, alarm: Alarm): void {
  const left = alarm.due - now(alarm);
  if (left > 0 && alarm.signal !== SIGALRM) return wait(interpreter, alarm, left);
  set(alarm, alarm.interval, alarm.interval);
  arrive(interpreter, alarm.signal, SI_KERNEL);
}
