// What other files say about how their objects are pickled. What does it (reducers.ts) is only there once something pickles programs.
import { machine } from '../../machine/machine.ts';
import type { MethodTable } from '../../objects/native.ts';
import { inheritedReducers, reducers } from '../../objects/object-methods.ts';
import type { PyModule } from '../../objects/module.ts';
import type { PyObject, Result, Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import type { StateKind } from './state.ts';

/** The slot of an interpreter that is filled once programs can be pickled (reducers.ts). */
export const PICKLING = Symbol('pickling');

/** Whether programs can be pickled: `stackless` has been imported. */
export function isPickling(): boolean {
  return machine.interpreter.slots.has(PICKLING);
}

/** Functions of the module `_stackless` that pickles name. */
export const picklingFunctions: MethodTable = {};

/** One of them. */
export function own(name: string): Value {
  const module = machine.interpreter.modules.getStr('_stackless') as PyModule;
  return module.dict.getStr(name)!;
}

/** A reduce value: such a function, its arguments, and a state. */
export function reduceTo(name: string, args: Value[], state?: Value): PyTuple {
  const parts: Value[] = [own(name), new PyTuple(args)];
  return new PyTuple(state === undefined ? parts : [...parts, state]);
}

/** Filled in by reducers.ts. */
export const pickleHooks = {
  /** An object of the implementation, by its State. */
  reduceByState(_self: PyObject, _kind: StateKind): Result {
    throw new Error('nothing pickles programs');
  },
};

/** The reducer for what is pickled by its fields. */
export const byState =
  (kind: StateKind) =>
  (self: PyObject): Result =>
    pickleHooks.reduceByState(self, kind);

/**
 * Has objects of these classes pickled by their fields where programs are pickled: what computes and no more, so that a frame may hold it.
 * Instances of subclasses too, unless these reduce themselves. What the fields hold has to be picklable.
 */
export function pickleByFields(...types: PyType[]): void {
  for (const type of types) {
    reducers.set(type, byState('native'));
    inheritedReducers.set(type, byState('instance'));
  }
}

/** Iterators that go along with what they go over, in the pickle of a frame that holds them (places.ts). */
export const goingAlong = new Set<PyType>();

/** Makes the iterators of these classes some of those. */
export function goAlong(...types: PyType[]): void {
  for (const type of types) goingAlong.add(type);
}

/** How objects are reduced that are pickled with code only, which has them in its globals and classes; by class. */
export const carriedReducers = new Map<PyType, (self: PyObject) => PyTuple>();

/** How objects are reduced that are found by name elsewhere, when their module travels; by class. */
export const travelReducers = new Map<PyType, (self: PyObject) => PyTuple>();
