// Learning of Ctrl-C while the event loop has no turn.
//
// Signals come to the event loop, and it cannot turn while the program runs, unless the program's stack is lifted: which costs
// compiled code more than it seems, as V8 then compiles the ways out of its loops, too, and keeps every value ready for them (nbody
// takes half as long again, for ever). A thread of its own has an event loop that waits for nothing but this signal, and
// says so in shared memory.
import os from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { InterruptWatch } from './host.ts';

/** What the thread runs. Node offers it no signals itself, but the handle that they are built on. */
const THREAD = `
process.noDeprecation = true;
const { workerData } = require('node:worker_threads');
const { Signal } = process.binding('signal_wrap');
const handle = new Signal();
handle.onsignal = () => Atomics.store(workerData, 1, 1);
if (handle.start(${os.constants.signals.SIGINT}) === 0) Atomics.store(workerData, 0, 1);
`;

class ThreadedWatch implements InterruptWatch {
  /** Whether the thread waits; whether the signal has come. */
  private readonly words = new Int32Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;

  constructor(Thread: typeof Worker) {
    this.worker = new Thread(THREAD, { eval: true, workerData: this.words });
    this.worker.unref();
    // Without it the event loop only has its turns as before.
    this.worker.on('error', () => {});
  }

  get isReady(): boolean {
    return this.words[0] === 1;
  }

  arrived(): boolean {
    return this.words[1] !== 0 && Atomics.exchange(this.words, 1, 0) === 1;
  }

  stop(): void {
    void this.worker.terminate();
  }
}

let watch: ThreadedWatch | null = null;
/** The system gives no more threads. */
let isRefused = false;

/** Begins to watch, if nobody does yet. Null: that cannot be. */
export function watchInterrupts(load: () => { Worker: typeof Worker }): InterruptWatch | null {
  if (watch !== null || isRefused) return watch;
  try {
    watch = new ThreadedWatch(load().Worker);
  } catch {
    isRefused = true;
  }
  return watch;
}

/** The system is to do what it does when the signal comes. */
export function stopWatchingInterrupts(): void {
  watch?.stop();
  watch = null;
}
