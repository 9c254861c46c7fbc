// Whether what has been loaded fits together: rules between the fields of an object, and between objects, which their types do not tell.
//
// A class with such rules has a method `fits`, which is asked once the object has its fields, and these have what is in them. What else holds
// of a pickle that this interpreter wrote, and of others need not: a frame is that of one generator, and chains have an end.
import type { PyFrame } from '../../machine/frame.ts';
import { GeneratorLike, PyAsyncGenerator, PyCoroutine } from '../../machine/generator.ts';
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR } from '../../compiler/code-flags.ts';
import { newException, valueErrorType } from '../../objects/exception.ts';
import { Traceback } from '../../objects/traceback.ts';
import { isUnfilled, whenFilled } from './field-types.ts';

interface Fitting {
  fits(): boolean;
}

/** Throws ValueError when a native object that has been loaded does not fit together, or with others. */
export function checkFitting(target: object): void {
  const fits =
    (!('fits' in target) || fitsOnceFilled(target as Fitting)) &&
    (!(target instanceof GeneratorLike) || ownsFrame(target));
  if (!fits) throw newException(valueErrorType, 'bad state of a native object');
  if (target instanceof GeneratorLike) checkChain(target, delegateOf);
  else if (target instanceof Traceback) checkChain(target, innerOf);
}

/** Asks when no array or record in its fields, or in an array there, is still to be filled. */
function fitsOnceFilled(target: Fitting): boolean {
  for (const value of Object.values(target) as unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    for (const part of Array.isArray(value) ? [value, ...(value as unknown[])] : [value])
      if (isUnfilled(part)) return whenFilled(part as object, () => fitsOnceFilled(target));
  }
  return target.fits();
}

// --- Frames of generators ------------------------------------------------------------------------------------------------

const owners = new WeakMap<PyFrame, GeneratorLike>();

/** Whether the frame is one of such a generator, and of no other. */
function ownsFrame(generator: GeneratorLike): boolean {
  const { frame } = generator;
  if (frame === null) return true;
  const owner = owners.get(frame);
  if (owner !== undefined && owner !== generator) return false;
  owners.set(frame, generator);
  return (frame.code.flags & flagOf(generator)) !== 0;
}

function flagOf(generator: GeneratorLike): number {
  if (generator instanceof PyCoroutine) return CO_COROUTINE;
  return generator instanceof PyAsyncGenerator ? CO_ASYNC_GENERATOR : CO_GENERATOR;
}

// --- Chains --------------------------------------------------------------------------------------------------------------

/** What follows in a chain: null at the end, undefined where it has not been loaded yet. */
type Next<T> = (link: T) => T | null | undefined;

/** Whom a generator waits for in `yield from`. */
function delegateOf({ frame }: GeneratorLike): GeneratorLike | null | undefined {
  const delegate = frame?.delegate;
  return delegate === undefined || delegate instanceof GeneratorLike ? delegate : null;
}

function innerOf({ inner }: Traceback): Traceback | null | undefined {
  return inner;
}

/** Links that have been loaded, from which the end has been reached. */
const ending = new WeakSet<object>();

/** Throws ValueError when a chain comes back to where it has been. */
function checkChain<T extends object>(link: T, next: Next<T>): void {
  let at = next(link);
  let before = link;
  for (let steps = 1; at !== null && at !== undefined && !ending.has(at); steps++) {
    if (at === before) throw newException(valueErrorType, 'a chain of native objects has no end');
    if ((steps & (steps - 1)) === 0) before = at;
    at = next(at);
  }
  if (at !== undefined) ending.add(link);
}

/** A frame has been loaded, and with it whom its generator waits for. */
export function checkDelegate(frame: PyFrame): void {
  const owner = owners.get(frame);
  if (owner === undefined || frame.delegate === null) return;
  // Without its frame it seemed to wait for nobody.
  for (let at: GeneratorLike | null | undefined = owner; at && ending.delete(at);) at = delegateOf(at);
  checkChain(owner, delegateOf);
}
