// What becomes of a signal: whether it waits because it is blocked, who waits for it, and its handler.
//
// The host tells of a signal from its event loop, which turns every few milliseconds even while a program computes; the
// handler then runs in the main thread at its next tick, or at once when all of it waits (stackless/pending.ts). But a wait of the
// main thread is only interrupted by a signal that this thread gets: one that another thread sent itself, or that is only simulated,
// is handled when the main thread goes on.
//
// Node can block none. So the host tells of a signal that a thread blocks as of one that has a handler, and it is kept here until it is
// let through; then it does what it would have done.
import { ABRUPT } from '../machine/abrupt.ts';
import { type PyFrame, suspend } from '../machine/frame.ts';
import { visibleFrame, withFrames } from '../machine/inspect.ts';
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { HostError } from '../host/host.ts';
import { keyboardInterruptType, raise, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { osError } from '../objects/os-error.ts';
import { ConstantFrame } from '../stackless/constant-frame.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { addPendingCall } from '../stackless/pending.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';
import { isValidSignal, NSIG, SIGABRT, SIGINT, SIGKILL, SIGPIPE, SIGSTOP } from './signal-names.ts';
import { tellOfSignal } from './wakeup-descriptor.ts';

export const SIG_DFL = 0;
export const SIG_IGN = 1;

/** Where a signal came from, as `si_code` says: from a process (the C library says so of threads, too), or from the system. */
const SI_USER = 0;
export const SI_KERNEL = 128;

/** A signal that has come and that nobody has had yet. */
export interface Arrival {
  readonly number: number;
  readonly code: number;
  /** Whether this process sent it. */
  readonly isOwn: boolean;
  /** The only thread that may have it; null: any. */
  readonly thread: ThreadScheduler | null;
}

interface Waiter {
  readonly numbers: ReadonlySet<number>;
  readonly thread: ThreadScheduler;
  readonly settle: (arrival: Arrival) => void;
}

interface Signals {
  /** Handlers by number; a signal without entry has the default. */
  readonly handlers: Map<number, Value>;
  /** Those that wait until they are no longer blocked, at most one of a number for each thread and for all. */
  readonly pending: Arrival[];
  /** Those who wait for a signal itself. */
  readonly waiters: Waiter[];
  /** Those who wait for a handler to be called. */
  readonly paused: (() => void)[];
  /** Those of which the host tells. */
  readonly heard: Set<number>;
  /** Who stands in front of the handlers of `signal.signal`. */
  readonly interceptors: Map<number, Interceptor>;
}

/** Gets a signal in place of its handler, as a handler in C would. */
export interface Interceptor {
  /** Whether the host is to tell of the signal; else it gets only those that the program sends itself. */
  readonly isHeard: boolean;
  /**
   * Deals with a signal: true if it is also to do what it would without this.
   * @param thread the thread that has it
   * @param innermost the frame of the running thread; undefined: it has been stored, too
   */
  deal(thread: ThreadScheduler, innermost: PyFrame | null | undefined): boolean;
}

const SIGNALS = Symbol('signals');

function signals(interpreter: Interpreter = machine.interpreter): Signals {
  const make = (): Signals => ({
    handlers: new Map(),
    pending: [],
    waiters: [],
    paused: [],
    heard: new Set(),
    interceptors: new Map(),
  });
  return interpreterSlot(SIGNALS, make, interpreter);
}

// --- Handlers --------------------------------------------------------------------------------------------------------

/** What `signal.getsignal` gives. */
export function getHandler(n: number): Value {
  const found = signals().handlers.get(n);
  if (found !== undefined) return found;
  return n === SIGINT ? defaultInterrupt() : n === SIGPIPE ? SIG_IGN : SIG_DFL;
}

/** `signal.default_int_handler`, as the module has it. */
function defaultInterrupt(): Value {
  const module = machine.interpreter.modules.getStr('_signal') as
    { dict?: { getStr(name: string): Value | undefined } } | undefined;
  return module?.dict?.getStr('default_int_handler') ?? SIG_DFL;
}

/** Sets the handler of a signal; who stood in front of it does no more. */
export function setHandler(n: number, handler: Value): void {
  const { handlers, interceptors } = signals();
  const before = handlers.get(n);
  handlers.set(n, handler);
  try {
    listen(machine.interpreter, n);
  } catch (error) {
    if (before === undefined) handlers.delete(n);
    else handlers.set(n, before);
    throw error;
  }
  interceptors.delete(n);
  mindSignals();
}

/** Puts somebody in front of the handler of a signal, or takes it away (null). Raises OSError where the host cannot tell of the signal. */
export function intercept(n: number, interceptor: Interceptor | null): void {
  const { interceptors } = signals();
  if (interceptor === null) interceptors.delete(n);
  else interceptors.set(n, interceptor);
  try {
    listen(machine.interpreter, n);
  } catch (error) {
    interceptors.delete(n);
    throw error;
  }
}

/** Whether this stands in front of the handler of a signal. */
export function isIntercepting(n: number, interceptor: Interceptor): boolean {
  return signals().interceptors.get(n) === interceptor;
}

/** Ctrl-C raises KeyboardInterrupt from now on. */
export function installInterruptHandler(interpreter: Interpreter): void {
  listen(interpreter, SIGINT);
}

/** Has the host tell of a signal, if anybody here is to know. */
function listen(interpreter: Interpreter, n: number): void {
  const { handlers, waiters, heard, interceptors } = signals(interpreter);
  const handler = handlers.get(n);
  const isHandled = handler === undefined ? n === SIGINT : intOf(handler) !== SIG_DFL;
  const isHeard =
    isHandled ||
    interceptors.get(n)?.isHeard === true ||
    isBlockedBySome(interpreter, n) ||
    waiters.some(({ numbers }) => numbers.has(n));
  if (isHeard === heard.has(n)) return;
  try {
    interpreter.host.onSignal(n, isHeard ? () => arrive(interpreter, n, SI_USER) : null);
  } catch (error) {
    throw error instanceof HostError ? osError(error) : error;
  }
  if (isHeard) heard.add(n);
  else heard.delete(n);
}

const MINDED = Symbol('signals are minded');

/** Handlers of signals, and who waits for one, may act while everything waits: that is no deadlock. */
function mindSignals(): void {
  interpreterSlot(MINDED, () => {
    const { handlers } = signals();
    here().shared.outsideCallers.push(() => [...handlers.values()].some(isOwnHandler));
    return true;
  });
}

/** Whether the program wants to do something of its own when a signal comes. */
function isOwnHandler(handler: Value): boolean {
  return intOf(handler) === undefined && handler !== defaultInterrupt();
}

// --- Delivery --------------------------------------------------------------------------------------------------------

/** A signal has come, from the host or a timer. */
export function arrive(interpreter: Interpreter, n: number, code: number): void {
  machine.interpreter = interpreter;
  const arrival = { number: n, code, isOwn: false, thread: null };
  if (isKept(arrival)) return;
  const interceptor = signals().interceptors.get(n);
  const { main, isRunning } = here().shared;
  if (interceptor !== undefined) {
    // A timer may ring at a tick of the program, whose frames are on the host's stack then.
    if (isRunning) return addPendingCall(interpreter, () => act(n, null));
    if (!interceptor.deal(main, undefined)) return;
  }
  const handler = isKeyboardInterrupt(n) ? null : getHandler(n);
  if (handler === SIG_DFL) sendByHost(n);
  else if (handler !== SIG_IGN) deliver(interpreter, n, isForMain(interpreter, n, null));
}

/** Whether it is Ctrl-C as the program has it from the beginning: the module that has its handler need not be there. */
function isKeyboardInterrupt(n: number): boolean {
  return n === SIGINT && !signals().handlers.has(n);
}

/** Whether somebody waits for the signal, and has it, or it is blocked, and is kept. */
function isKept(arrival: Arrival): boolean {
  const { pending, waiters } = signals();
  const { number, thread } = arrival;
  const waiter = waiters.find((each) => each.numbers.has(number) && (thread ?? each.thread) === each.thread);
  if (waiter !== undefined) waiter.settle(arrival);
  else if (!isBlocked(number, thread)) return false;
  else if (!pending.some((each) => each.number === number && each.thread === thread)) pending.push(arrival);
  return true;
}

/** Whether the main thread is the one that gets a signal: a thread that does not block it does, the main one before others. */
function isForMain(interpreter: Interpreter, n: number, thread: ThreadScheduler | null): boolean {
  const { main } = (interpreter.scheduler as ThreadScheduler).shared;
  return thread === null ? !main.signalMask.has(n) : thread === main;
}

/** The handler of a signal is called soon: during a wait of the main thread if that gets the signal, else when it goes on. */
function deliver(interpreter: Interpreter, n: number, isForMain: boolean): void {
  tellOfSignal(interpreter, n);
  addPendingCall(interpreter, () => callHandler(n), isForMain);
  if (isForMain) wakePaused(interpreter);
}

/** Lets the tasklets go on that wait in signal.pause(). */
function wakePaused(interpreter: Interpreter): void {
  for (const wake of signals(interpreter).paused.splice(0)) wake();
}

/** Calls the handler of a signal with the frame that was interrupted. */
function callHandler(n: number): Result {
  const handler = getHandler(n);
  if (handler === SIG_IGN || handler === SIG_DFL)
    return isKeyboardInterrupt(n) ? raise(keyboardInterruptType) : None;
  if (typeof handler !== 'object') return None;
  return withFrames(0, (frame) => handler.call2(n, frame ?? visibleFrame(here().main.frame) ?? None));
}

/** Has a signal handled that the program sent itself: at once if this is the main thread, which handles all. Gives None. */
function handleOwn(n: number, isForMain: boolean): Result {
  if (!here().isMainThread) {
    deliver(machine.interpreter, n, isForMain);
    return None;
  }
  tellOfSignal(machine.interpreter, n);
  if (isForMain) wakePaused(machine.interpreter);
  const result = callHandler(n);
  return result === ABRUPT ? (suspend(new ConstantFrame(None)) as Result) : None;
}

/** The host does what it does with a signal of which it does not tell. Throws HostError. */
function sendByHost(n: number): void {
  const { host } = machine.interpreter;
  const { heard } = signals();
  if (heard.delete(n)) host.onSignal(n, null);
  host.process?.kill(host.process.pid, n);
}

/** Ends the process, as abort() in C: handlers in Python do not hear of it. */
export function abort(): Result {
  const interceptor = signals().interceptors.get(SIGABRT);
  if (interceptor === undefined) return end();
  return withFrames(0, (frame) => {
    interceptor.deal(here(), frame);
    return end();
  });
  function end(): Result {
    sendByHost(SIGABRT);
    return None;
  }
}

/** Acts as if a signal had come, if Python handles it. */
export function simulateSignal(n: number): Result {
  if (!(n >= 1 && n < NSIG)) return raise(valueErrorType, 'signal number out of range');
  const handler = getHandler(n);
  const handled = handler !== SIG_IGN && handler !== SIG_DFL;
  return handled || isKeyboardInterrupt(n) ? handleOwn(n, false) : None;
}

/** Sends a signal to this program itself; undefined when it is not kept or handled here, so that the host has to send it. */
export function sendOwnSignal(n: number): Result | undefined {
  if (isValidSignal(n) && isKept({ number: n, code: SI_USER, isOwn: true, thread: null })) return None;
  const { handlers, interceptors } = signals();
  if (interceptors.has(n)) return act(n, null);
  const handler = handlers.get(n);
  if (handler === undefined || intOf(handler) === SIG_DFL) return undefined;
  return handleOwn(n, isForMain(machine.interpreter, n, null));
}

/** Sends a signal to a thread. */
export function sendToThread(n: number, thread: ThreadScheduler): Result {
  return isKept({ number: n, code: SI_USER, isOwn: true, thread }) ? None : act(n, thread);
}

/** What a signal does that is not kept. */
function act(n: number, thread: ThreadScheduler | null): Result {
  const interceptor = signals().interceptors.get(n);
  if (interceptor === undefined) return actUnintercepted(n, thread);
  const owner = thread ?? here();
  return withFrames(0, (frame) => (interceptor.deal(owner, frame) ? actUnintercepted(n, thread) : None));
}

function actUnintercepted(n: number, thread: ThreadScheduler | null): Result {
  const handler = getHandler(n);
  if (typeof handler === 'object') return handleOwn(n, isForMain(machine.interpreter, n, thread));
  try {
    if (handler === SIG_DFL) sendByHost(n);
  } catch (error) {
    throw error instanceof HostError ? osError(error) : error;
  }
  return None;
}

// --- Blocking --------------------------------------------------------------------------------------------------------

function isBlocked(n: number, thread: ThreadScheduler | null): boolean {
  if (thread !== null) return thread.signalMask.has(n);
  for (const each of here().shared.threads.values()) if (!each.signalMask.has(n)) return false;
  return true;
}

function isBlockedBySome(interpreter: Interpreter, n: number): boolean {
  const { shared } = interpreter.scheduler as ThreadScheduler;
  for (const { signalMask } of shared.threads.values()) if (signalMask.has(n)) return true;
  return false;
}

/** Sets the signals that the running thread blocks. Those that were kept for it are to be handled by `handleKept`. */
export function setMask(numbers: Iterable<number>): void {
  const thread = here();
  const before = thread.signalMask;
  const after = new Set(numbers);
  after.delete(SIGKILL);
  after.delete(SIGSTOP);
  thread.signalMask = after;
  for (const n of new Set([...before, ...after])) listen(machine.interpreter, n);
}

/** Handles a signal that was kept and is no longer blocked: undefined if there is none. */
export function handleKept(): Result | undefined {
  const { pending } = signals();
  const at = pending.findIndex(({ number, thread }) => !isBlocked(number, thread));
  if (at < 0) return undefined;
  const { number, thread } = pending.splice(at, 1)[0]!;
  return act(number, thread);
}

/** The numbers of the signals that wait for the running thread. */
export function pendingNumbers(): number[] {
  const thread = here();
  return signals().pending.flatMap((each) => ((each.thread ?? thread) === thread ? [each.number] : []));
}

// --- Waiting ---------------------------------------------------------------------------------------------------------

/** Waits until a handler has been called. */
export function pause(): Result {
  const { paused } = signals();
  return waitForHost((wake) => {
    const done = here().shared.keepAlive();
    paused.push(() => {
      done();
      wake(None);
    });
  });
}

/** Waits for one of these signals, for some seconds at most, and gives what `show` makes of it; None when the time is over. */
export function takeSignal(
  numbers: ReadonlySet<number>,
  seconds: number,
  show: (arrival: Arrival) => Value,
): Result {
  const { pending, waiters } = signals();
  const { interpreter } = machine;
  const thread = here();
  const isMine = (arrival: Arrival): boolean =>
    numbers.has(arrival.number) && (arrival.thread ?? thread) === thread;
  const kept = pending.find(isMine);
  if (kept !== undefined) {
    pending.splice(pending.indexOf(kept), 1);
    return show(kept);
  }
  if (seconds <= 0) return None;
  return waitForHost((wake) => {
    const { timers } = thread.shared;
    const done = thread.shared.keepAlive();
    const timer = seconds === Infinity ? null : timers.add(seconds, () => end(None));
    const waiter: Waiter = { numbers, thread, settle: (arrival) => end(show(arrival)) };
    const stop = (): void => {
      done();
      if (timer !== null) timers.cancel(timer);
      const at = waiters.indexOf(waiter);
      if (at >= 0) waiters.splice(at, 1);
      for (const n of numbers) listen(interpreter, n);
    };
    const end = (value: Value): void => {
      stop();
      wake(value);
    };
    waiters.push(waiter);
    for (const n of numbers) listen(interpreter, n);
    return stop;
  });
}
