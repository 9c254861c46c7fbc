// The one error that the algorithms of this folder throw. They know nothing of Python objects: whoever calls
// them turns a FormatError into the Python exception it names, with the message as it stands.

/** Names of the Python exceptions that a FormatError can stand for. */
export type FormatErrorType =
  | 'ValueError'
  | 'TypeError'
  | 'OverflowError'
  | 'KeyError'
  | 'IndexError'
  | 'ZeroDivisionError'
  | 'MemoryError';

/** A Python exception in the making: its type's name and CPython's exact message. */
export class FormatError extends Error {
  readonly pyType: FormatErrorType;

  constructor(pyType: FormatErrorType, message: string) {
    super(message);
    this.pyType = pyType;
  }
}

/** What natives throw as Python's exception of that name; here there are no Python objects. */
export function valueError(message: string): FormatError {
  return new FormatError('ValueError', message);
}
export function typeError(message: string): FormatError {
  return new FormatError('TypeError', message);
}
export function overflowError(message: string): FormatError {
  return new FormatError('OverflowError', message);
}
