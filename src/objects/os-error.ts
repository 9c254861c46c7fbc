// OSError from the host's errors: the subclass by errno, and the attributes.
import type { HostError } from '../host/host.ts';
import {
  blockingIOErrorType,
  brokenPipeErrorType,
  childProcessErrorType,
  connectionAbortedErrorType,
  connectionRefusedErrorType,
  connectionResetErrorType,
  fileExistsErrorType,
  fileNotFoundErrorType,
  interruptedErrorType,
  isADirectoryErrorType,
  newException,
  notADirectoryErrorType,
  osErrorType,
  permissionErrorType,
  processLookupErrorType,
  type PyOSError,
  timeoutErrorType,
} from './exception.ts';
import type { Value } from './object.ts';
import type { PyType } from './type.ts';

/** The subclass of OSError for each errno (Linux numbers), as PEP 3151 assigns them. */
export const OS_ERROR_CLASSES: ReadonlyMap<number, PyType> = new Map([
  [1, permissionErrorType],
  [2, fileNotFoundErrorType],
  [3, processLookupErrorType],
  [4, interruptedErrorType],
  [10, childProcessErrorType],
  [11, blockingIOErrorType],
  [13, permissionErrorType],
  [17, fileExistsErrorType],
  [20, notADirectoryErrorType],
  [21, isADirectoryErrorType],
  [32, brokenPipeErrorType],
  [103, connectionAbortedErrorType],
  [104, connectionResetErrorType],
  [108, brokenPipeErrorType],
  [110, timeoutErrorType],
  [111, connectionRefusedErrorType],
  [114, blockingIOErrorType],
  [115, blockingIOErrorType],
]);

/** A new OSError (or subclass) with errno, message and the file's names. */
export function newOSError(errno: number, strerror: string, filename?: Value, filename2?: Value): PyOSError {
  const exc = newException(OS_ERROR_CLASSES.get(errno) ?? osErrorType, errno, strerror) as PyOSError;
  exc.errno = errno;
  exc.strerror = strerror;
  if (filename !== undefined) exc.filename = filename;
  if (filename2 !== undefined) exc.filename2 = filename2;
  return exc;
}

/** The OSError for a failed system call. */
export function osError(error: HostError, filename?: Value, filename2?: Value): PyOSError {
  return newOSError(error.errno, error.message, filename, filename2);
}
