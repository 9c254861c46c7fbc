// continuation: a point in a tasklet, captured so that it can be resumed any number of times.
//
//     value = stackless.continuation.capture(function)
//
// calls function(k). What it returns is the value, and so is what k.resume(x) gives later, each time anew: the tasklet that calls
// it leaves what it is doing and goes on where `capture` returns. The frames are copied when they are captured and at each resumption
// (pickling/copying.ts says what is copied and what is shared).
import { type Frame, lift, updateLimit } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from '../objects/exception.ts';
import { defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { builtinType } from '../objects/type.ts';
import { compiledCount, copyFrames, linkFrames } from './pickling/copying.ts';
import { framesOf } from './pickling/frames.ts';
import { here } from './scheduler.ts';
import { startFrame } from './start-frame.ts';

class Continuation extends PyObject {
  /** Outermost first; never resumed themselves. */
  readonly frames: readonly Frame[];
  /** The exception that was being handled. */
  readonly handled: PyBaseException | null;
  constructor(frames: readonly Frame[], handled: PyBaseException | null) {
    super();
    this.frames = frames;
    this.handled = handled;
  }
}

export const continuationType = builtinType('continuation', Continuation, {
  module: '_stackless',
  final: true,
  hasWeakrefs: true,
  doc: 'A point in a tasklet that can be resumed any number of times.',
});

function continuation_capture(fn: Value): Result {
  return lift((top) => {
    const continuation = new Continuation(copyFrames(framesOf(top)), machine.handled);
    const call = startFrame(fn, [continuation], null);
    call.back = top;
    machine.top = call;
    machine.value = None;
  });
}

function continuation_resume(self: Continuation, value: Value = None): Result {
  const refused = here().refusal();
  if (refused !== undefined) throw refused;
  return lift(() => {
    const frames = copyFrames(self.frames);
    machine.top = linkFrames(frames);
    machine.base = compiledCount(frames);
    machine.handled = self.handled;
    machine.value = value;
    updateLimit();
  });
}

defineStaticMethods(continuationType, {
  capture: [
    '(function, /)',
    continuation_capture,
    'Call function(k), k being the continuation of this call; return what it returns, or what k is resumed with.',
  ],
});
defineMethods(continuationType, {
  resume: [
    '($self, value=None, /)',
    continuation_resume,
    'Leave this point; go on there with value. Does not return.',
  ],
  __call__: ['($self, value=None, /)', continuation_resume, 'Leave this point; go on there with value.'],
});
