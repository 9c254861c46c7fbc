// Generators, coroutines and asynchronous generators that wait inside `try` or `with`: when the program has one no more it is
// closed, so that its `finally` runs.
//
// They are finalizables (objects/finalizable.ts): another generator, with the same frame, takes the place of one that has been
// collected. A frame tells when it waits at such a place for the first time (`received` in machine/generator.ts), and those
// that have not ended by the next tick are watched; so most context managers cost next to nothing.
//
// A generator in the midst of whose work a tasklet has been dropped is left as it is.
import { defineIntrinsics } from '../machine/frozen.ts';
import { type GeneratorLike, PyAsyncGenerator } from '../machine/generator.ts';
import { machine } from '../machine/machine.ts';
import { Finalizable, finalizableHooks } from '../objects/finalizable.ts';
import { None } from '../objects/none.ts';
import type { PyObject, Result, Value } from '../objects/object.ts';

class UnclosedGenerator extends Finalizable {
  protected override attach(object: PyObject): void {
    const replica = this.itself as GeneratorLike;
    Object.defineProperty(object, 'unclosed', { value: { object: this, replica }, configurable: true });
  }

  protected override behind(given: PyObject): PyObject {
    return (given as GeneratorLike).unclosed!.replica;
  }
}

/** Watches the generators that have waited inside `try` since the last tick and have not ended. */
export function watchUnclosed(): void {
  const { unclosed } = machine.interpreter;
  for (const generator of unclosed) {
    if (generator.frame === null || generator.unclosed !== undefined) continue;
    const replica = generator.twin();
    finalizableHooks.copied(generator, replica);
    new UnclosedGenerator(replica, generator);
  }
  unclosed.length = 0;
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
