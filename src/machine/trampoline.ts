// The trampoline: runs frames, innermost first, on an otherwise empty host stack.
//
// Each turn resumes `machine.top` with `machine.value`. The frame returns a value (it goes to the frame behind), ABRUPT
// with an exception (it is raised in the frame behind), or ABRUPT while lifting: then the frames linked meanwhile, in front of
// what was behind, are the stack, and the lift's action says what happens next: a call on the now empty host stack, another
// tasklet, or a return to the host's event loop.
import { hostError, raise, systemErrorType } from '../objects/exception.ts';
import type { IterResult } from '../objects/object.ts';
import { ABRUPT, type Abrupt } from './abrupt.ts';
import { setAside } from './awaitable.ts';
import { type Frame, updateLimit } from './frame.ts';
import type { Scheduler } from './interpreter.ts';
import { machine } from './machine.ts';

/** Runs until an action halts the machine (everything waits for the host, or has ended). */
export function runMachine(): void {
  machine.halted = false;
  let frame = machine.top;
  // Only while a frame is resumed is what JavaScript throws the program's affair.
  let resuming = false;
  // Both are local variables: what is stored in an object that is old V8 has to note.
  do {
    try {
      do {
        if (frame === null) {
          machine.interpreter.scheduler.finished();
          frame = machine.top;
          continue;
        }
        machine.depth = 0;
        if (machine.newest !== null) setAside();
        machine.base--;
        updateLimit();
        resuming = true;
        const result: IterResult = frame.resume(machine.value);
        resuming = false;
        if (result === ABRUPT && machine.exc === null) frame = afterLift(frame);
        else {
          machine.value = result;
          frame = machine.top = frame.back;
        }
      } while (!machine.halted);
    } catch (error) {
      if (!resuming) throw error;
      resuming = false;
      machine.value = hostError(error);
      frame = machine.top = frame!.back;
    }
  } while (!machine.halted);
}

/** Switches above a stack after which it is lifted. */
const MOST_SWITCHES = 64;

/**
 * Runs other tasklets above the stack of one that gives way, until it is its turn again: then it need not be lifted, and two that
 * talk to each other cost half as much. Gives what its call returns; ABRUPT when its stack is to be lifted after all: for
 * what only the trampoline on the empty stack can do, or when its turn does not come.
 */
export function runAbove(scheduler: Scheduler, first: Frame | null): IterResult {
  const { floor } = machine;
  let frame = first;
  let resuming = false;
  let switches = 0;
  for (;;) {
    try {
      for (;;) {
        if (frame === null) {
          if (scheduler.isBack) return scheduler.comeBack();
          if (!scheduler.endsSimply) return scheduler.bringDown(null, null);
          machine.top = null;
          scheduler.finished();
          frame = machine.top;
          continue;
        }
        machine.depth = floor;
        if (machine.newest !== null) setAside();
        machine.base--;
        updateLimit();
        resuming = true;
        const result: IterResult = frame.resume(machine.value);
        resuming = false;
        if (result !== ABRUPT || machine.exc !== null) {
          machine.value = result;
          frame = frame.back;
          continue;
        }
        const top = liftedFrom(frame);
        const { action } = machine;
        if (!machine.switching) {
          machine.action = null;
          if (action !== null) return scheduler.bringDown(top, action);
          machine.value = withoutPurpose();
          frame = top;
          continue;
        }
        machine.switching = false;
        if (++switches > MOST_SWITCHES) return scheduler.giveUp(top);
        frame = scheduler.switchFrom(top);
      }
    } catch (error) {
      if (!resuming) throw error;
      resuming = false;
      machine.value = hostError(error);
      frame = frame!.back;
    }
  }
}

/**
 * Puts the frames just lifted in front of those behind the frame that had been resumed. A switch is the case that has to be fast:
 * nothing is stored that holds already, as V8 has to note each store of a young object in an old one; nor is `back` read where it
 * is right, as frames have many hidden classes.
 * @returns the innermost frame
 */
function liftedFrom(origin: Frame): Frame | null {
  let top = machine.liftFirst;
  if (top === null) top = origin.back;
  else {
    const last = machine.liftLast;
    if (last !== null) {
      if (last !== origin) last.back = origin.back;
      machine.liftLast = null;
    } else if (top !== origin) top.back = origin.back;
    machine.liftFirst = null;
  }
  return top;
}

/** Does what the stack was lifted for, and gives the frame to go on with. */
function afterLift(origin: Frame): Frame | null {
  const top = liftedFrom(origin);
  if (machine.switching) {
    machine.switching = false;
    return machine.interpreter.scheduler.switchFrom(top);
  }
  machine.depth = 0;
  const { action } = machine;
  machine.action = null;
  machine.top = top;
  if (action === null) machine.value = withoutPurpose();
  else action(top);
  return machine.top;
}

/** A frame left as if the stack was being lifted, but nobody lifts it: one that came damaged out of a pickle. */
function withoutPurpose(): Abrupt {
  return raise(systemErrorType, 'bad frame: it gave no value');
}
