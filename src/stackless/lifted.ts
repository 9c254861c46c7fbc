// Methods that look at the frames of a tasklet, or take them away.
import { withFrames } from '../machine/inspect.ts';
import type { Result } from '../objects/object.ts';
import type { Tasklet } from './tasklet.ts';

/**
 * Such a method, for a tasklet whose frames may be on the host's stack beneath those of the running one (`runAbove` in
 * machine/trampoline.ts): then the stack is lifted first.
 */
export function lifted<A extends unknown[]>(
  method: (self: Tasklet, ...args: A) => Result,
): (self: Tasklet, ...args: A) => Result {
  return (self, ...args) =>
    self.isBeneath ? withFrames(0, () => method(self, ...args)) : method(self, ...args);
}
