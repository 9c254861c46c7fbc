// Generators, coroutines and asynchronous generators that wait inside `try` or `with`, and files: when the program has one no
// more it is closed, so that its `finally` runs, or that what the file holds is written.
//
// They are finalizables (objects/finalizable.ts): another generator with the same frame, or another file with the same state,
// takes the place of one that has been collected. A frame tells when it waits at such a place for the first time (`received` in
// machine/generator.ts), a file when it is opened (modules/io/unclosed.ts), a task of asyncio when it is made; those that have not
// ended a while later are watched. So most context managers, files and tasks cost next to nothing.
//
// A generator in the midst of whose work a tasklet has been dropped is left as it is.
import { defineIntrinsics } from '../machine/frozen.ts';
import { GeneratorLike, PyAsyncGenerator } from '../machine/generator.ts';
import { type Closable, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { Finalizable, finalizableHooks } from '../objects/finalizable.ts';
import { None } from '../objects/none.ts';
import type { PyObject, Result, Value } from '../objects/object.ts';
import { Lasting } from './lasting.ts';

/** Something that has to be closed, and what takes its place then. */
export class Unclosed extends Finalizable {
  constructor(replica: PyObject, given: PyObject) {
    super(replica, given);
    finalizableHooks.copied(given, replica);
  }

  protected override attach(object: PyObject): void {
    const replica = this.itself;
    Object.defineProperty(object, 'unclosed', { value: { object: this, replica }, configurable: true });
  }

  protected override behind(given: PyObject): PyObject {
    return given.unclosed!.replica;
  }
}

const LASTING = Symbol('what is unclosed and not watched yet');

function unclosed(): Lasting<GeneratorLike | Closable> {
  const { interpreter } = machine;
  return interpreterSlot(LASTING, () => new Lasting(interpreter.unclosed), interpreter);
}

/** At a look of a tick: watches those that have been unclosed for a while. */
export function watchLasting(now: number): void {
  watch(unclosed().takeOld(now));
}

/** Watches all that are unclosed: the generators that have waited inside `try`, the files that were opened, the tasks of asyncio. */
export function watchUnclosed(): void {
  watch(unclosed().takeAll());
}

/** Those that are not watched yet; some may have ended. */
export const unwatched = (): (GeneratorLike | Closable)[] => unclosed().all();

function watch(objects: readonly (GeneratorLike | Closable)[]): void {
  for (const object of objects)
    if (!(object instanceof GeneratorLike)) object.watchUnclosed();
    else if (object.frame !== null && object.unclosed === undefined) new Unclosed(object.twin(), object);
}

defineIntrinsics({
  /** Of a generator that the program has no more: whether closing it does something. */
  is_guarded: ['(generator, /)', (generator: Value): Result => (generator as GeneratorLike).isGuarded],
  close_generator: ['(generator, /)', (generator: Value): Result => (generator as GeneratorLike).close()],
  /** What `sys.set_asyncgen_hooks` gave it to be called with. */
  generator_finalizer: [
    '(generator, /)',
    (generator: Value): Result =>
      generator instanceof PyAsyncGenerator ? (generator.finalizer ?? None) : None,
  ],
});
