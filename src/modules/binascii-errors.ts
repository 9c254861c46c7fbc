// The exceptions of the module binascii.
import { exceptionClass, newException, PyBaseException, valueErrorType } from '../objects/exception.ts';
import { builtinType } from '../objects/type.ts';

class BinasciiError extends PyBaseException {}
/** `binascii.Error`: the data is not of the format. */
export const errorType = builtinType('Error', BinasciiError, {
  base: valueErrorType,
  module: 'binascii',
  hasDict: true,
  hasWeakrefs: true,
});

class Incomplete extends PyBaseException {}
/** `binascii.Incomplete`, which nothing raises any more. */
export const incompleteType = builtinType('Incomplete', Incomplete, {
  base: exceptionClass,
  module: 'binascii',
  hasDict: true,
  hasWeakrefs: true,
});

/** A `binascii.Error`. */
export function failure(message: string): PyBaseException {
  return newException(errorType, message);
}
