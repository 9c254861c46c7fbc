// The exceptions of the module pickle.
import { newException, type PyBaseException } from '../../objects/exception.ts';
import type { Value } from '../../objects/object.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { moduleException } from '../module-exception.ts';

export const pickleErrorType = moduleException('_pickle', 'PickleError');
export const picklingErrorType = moduleException('_pickle', 'PicklingError', pickleErrorType);
export const unpicklingErrorType = moduleException('_pickle', 'UnpicklingError', pickleErrorType);

/** `pickle.PicklingError` and `pickle.UnpicklingError`, to be thrown. */
export function picklingError(message: string): PyBaseException {
  return newException(picklingErrorType, message);
}
export function unpicklingError(message: string): PyBaseException {
  return newException(unpicklingErrorType, message);
}

/** The name of a value's class as `%T` in CPython's messages: with its module unless that is builtins or __main__. */
export function typeText(value: Value): string {
  return classText(typeOf(value));
}

/** The name of a class as `%N` in CPython's messages, by the rule of `typeText`. */
export function classText(type: PyType): string {
  const module = type.attrs.get('__module__');
  return typeof module === 'string' && module !== 'builtins' && module !== '__main__'
    ? `${module}.${type.qualname}`
    : type.qualname;
}
