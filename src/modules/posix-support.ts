// What the parts of posix share: calls of the host with its errors as OSError, and arguments that are paths or numbers.
import { type HostChildren, HostError, type HostFiles, type HostProcess } from '../host/host.ts';
import { escapedBytes, escapedUtf8 } from '../host/escaped-text.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { encodeText } from '../objects/codecs.ts';
import { converted, type Int, isPathLike, toCInt, toSize } from '../objects/conversion.ts';
import { newException, overflowErrorType, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError, osError } from '../objects/os-error.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { typeOf } from '../objects/typeof.ts';

/** The host's files; OSError where it has none. */
export function hostFiles(): HostFiles {
  const { files } = machine.interpreter.host;
  if (files === null) throw newOSError(38, 'Function not implemented');
  return files;
}

/** What the host offers of processes; OSError ENOSYS where it has none. */
export function hostProcess(): HostProcess {
  const { process } = machine.interpreter.host;
  if (process === null) throw newOSError(38, 'Function not implemented');
  return process;
}

/** What the host offers for starting other programs; OSError ENOSYS where it has none. */
export function hostChildren(): HostChildren {
  const { children } = machine.interpreter.host;
  if (children === null) throw newOSError(38, 'Function not implemented');
  return children;
}

/** Runs a system call; its failure becomes an OSError about the given names. */
export function system<T>(call: () => T, filename?: Value, filename2?: Value): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof HostError ? osError(error, filename, filename2) : error;
  }
}

// --- Paths ---------------------------------------------------------------------------------------------------------

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes of a path as the host has it. */
function pathOfBytes(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return text.includes('\ufffd') ? escapedUtf8(bytes) : text;
}

/** A str as the host has it. Throws UnicodeEncodeError where it has surrogates that stand for no byte. */
function pathOfText(path: Value): string {
  const text = textOf(path)!;
  if (typeof text === 'string') return text;
  if (encodeText(path, 'utf-8', 'surrogateescape') !== ABRUPT) return hostString(text);
  const error = machine.exc!;
  machine.exc = null;
  throw error;
}

/** A path as the host takes it. Path-like objects have been converted (`isPathLike`). */
export function pathText(path: Value, what: string, orFd = false, orNone = false): string {
  const isText = textOf(path) !== undefined;
  const found = isText ? pathOfText(path) : path instanceof PyBytes ? pathOfBytes(path.data) : undefined;
  if (found === undefined) {
    const kinds = [
      'string',
      'bytes',
      'os.PathLike',
      ...(orFd ? ['integer'] : []),
      ...(orNone ? ['None'] : []),
    ];
    const last = kinds.pop()!;
    throw newException(
      typeErrorType,
      `${what}: path should be ${kinds.join(', ')} or ${last}, not ${typeOf(path).name}`,
    );
  }
  if (found.includes('\0')) throw newException(valueErrorType, `${what}: embedded null character in path`);
  return found;
}

/** A path as the host takes it, where a relative one may be meant from the directory that a descriptor is for. */
export function pathAt(path: Value, what: string, dirFd: Value, orFd = false): string {
  const name = pathText(path, what, orFd);
  if (dirFd === None) return name;
  const fd = descriptorOf(dirFd);
  if (fd === undefined)
    throw newException(typeErrorType, `argument should be integer or None, not ${typeOf(dirFd).name}`);
  if (name.startsWith('/')) return name;
  return system(() => `${hostFiles().pathOfOpen(fd)}/${name}`, path);
}

/** The same for a program of the system, which knows none of our descriptors. */
export function pathForTool(path: Value, what: string, dirFd: Value): string {
  const name = pathAt(path, what, dirFd);
  if (dirFd === None || !name.startsWith(OPEN)) return name;
  const end = name.indexOf('/', OPEN.length);
  return system(() => hostFiles().realPath(name.slice(0, end)), path) + name.slice(end);
}

/** Where `pathOfOpen` finds what is open. */
const OPEN = '/proc/self/fd/';

/** A call on one path. */
export function onPath(
  what: string,
  call: (files: HostFiles, path: string) => Value | void,
): (path: Value, dirFd?: Value) => Result {
  return function method(path, dirFd = None) {
    if (isPathLike(path)) return converted(method, [path, dirFd], ['path']);
    return system(() => call(hostFiles(), pathAt(path, what, dirFd)) ?? None, path);
  };
}

/** A call on two paths. */
export function onPaths(
  what: string,
  call: (files: HostFiles, from: string, to: string) => void,
): (a: Value, b: Value, fromFd?: Value, toFd?: Value) => Result {
  return function method(from, to, fromFd = None, toFd = None) {
    if (isPathLike(from) || isPathLike(to))
      return converted(method, [from, to, fromFd, toFd], ['path', 'path']);
    system(() => call(hostFiles(), pathAt(from, what, fromFd), pathAt(to, what, toFd)), from, to);
    return None;
  };
}

/** A text that is no path, such as the name of a variable of the environment or of a user, as the host takes it. */
export function systemText(value: Value): string {
  const isText = textOf(value) !== undefined;
  if (!isText && !(value instanceof PyBytes))
    throw newException(typeErrorType, `expected str, bytes or os.PathLike object, not ${typeOf(value).name}`);
  const text = isText ? pathOfText(value) : pathOfBytes((value as PyBytes).data);
  if (text.includes('\0')) throw newException(valueErrorType, 'embedded null byte');
  return text;
}

/** Names come back as bytes where a path was given as bytes. */
export function likePath(path: Value, name: string): Value {
  return path instanceof PyBytes ? new PyBytes(escapedBytes(name)) : fromHost(name);
}

/** An argument that is an int of any size; throws TypeError. */
export function whole(value: Value): Int {
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, `'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return n;
}

/** An argument that is C's int; throws TypeError and OverflowError. */
export function int(value: Value): number {
  return toCInt(whole(value));
}

/** An argument that is a number of bytes, Py_ssize_t in C; throws TypeError and OverflowError. */
export function size(value: Value): number {
  return toSize(whole(value));
}

/** An argument that is a place in a file, or another number of 64 bits; throws TypeError and OverflowError. */
export function long(value: Value): number {
  const n = whole(value);
  if (BigInt.asIntN(64, BigInt(n)) !== BigInt(n))
    throw newException(overflowErrorType, 'Python int too large to convert to C long');
  return Number(n);
}

/** The number of a user or group, `what` ("uid" or "gid"): -1 stands for none. Throws TypeError and OverflowError. */
export function identity(value: Value, what: string): number {
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, `${what} should be integer, not ${typeOf(value).name}`);
  if (n === -1) return -1;
  // C has it in a long, and finds it changed when it is cut down to 32 bits.
  if (n >= 1n << 64n) throw newException(overflowErrorType, `${what} is greater than maximum`);
  if (n < 0 || n >= 2 ** 32) throw newException(overflowErrorType, `${what} is less than minimum`);
  return Number(n);
}

/** The greatest of C's int. */
const MOST = 0x7fffffff;

/** A descriptor where a path could have been given, undefined for anything else; throws OverflowError. */
export function descriptorOf(value: Value): number | undefined {
  const n = intOf(value);
  if (n === undefined) return undefined;
  if (n > MOST) throw newException(overflowErrorType, 'fd is greater than maximum');
  if (n < -MOST - 1) throw newException(overflowErrorType, 'fd is less than minimum');
  return Number(n);
}

defineIntrinsics({ descriptor_of: ['(thing, /)', inPython('descriptor', 'descriptor_of')] });
