// What tells whether a container has been changed while Python code ran: the number of its changes, when that began.
//
// A container that is loaded from a pickle has another number; so a watch says, before it is pickled, whether there was a change, and
// afterwards begins anew (stackless/pickling/reducers.ts).
import { PyObject } from './object.ts';

export abstract class Watch extends PyObject {
  private seen = 0;

  /** The number of changes that the container has had. */
  protected abstract changes(): number;

  /** Begins to watch. */
  begin(): this {
    this.seen = this.changes();
    return this;
  }

  get changed(): boolean {
    return this.seen !== this.changes();
  }

  /** Before it is pickled. */
  settle(): this {
    if (this.changed) this.seen = -1;
    return this;
  }

  /** After it has been loaded. */
  relocate(): void {
    if (this.seen !== -1) this.begin();
  }
}
