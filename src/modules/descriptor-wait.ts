// Operations on descriptors that may have to wait: the tasklet waits, the process does not.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { hostFiles, system } from './posix-support.ts';

/** Tries until it can be done, waiting in between for one of `events` of poll(2). */
export abstract class DescriptorOperation extends NativeFrame {
  protected readonly fd: number;
  private readonly events: number;

  constructor(fd: number, events: number) {
    super();
    this.fd = fd;
    this.events = events;
  }

  /** The result; undefined: it cannot be done now. Throws what is wrong. */
  protected abstract attempt(): Result | undefined;

  run(): Result {
    for (;;) {
      const result = this.attempt();
      if (result !== undefined) return result;
      if (!system(() => hostFiles().isBlocking(this.fd))) return this.wouldWait();
      if (untilReady(this.fd, this.events) === ABRUPT) return suspend(this) as Result;
    }
  }

  /** What it comes to where it must not wait. */
  protected wouldWait(): Result {
    throw newOSError(11, 'Resource temporarily unavailable');
  }

  returned(): IterResult {
    return this.run();
  }
}

/** Waits until one of `events` may hold for a descriptor; gives None. */
export function untilReady(fd: number, events: number): Result {
  return system(() => waitForHost((wake) => hostFiles().watch(fd, events, () => wake(None))));
}
