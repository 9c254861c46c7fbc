// What the parts of posix share: calls of the host with its errors as OSError, and arguments that are paths or numbers.
import { type HostChildren, HostError, type HostFiles, type HostProcess } from '../host/host.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isPathLike } from '../objects/conversion.ts';
import { newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError, osError } from '../objects/os-error.ts';
import { fromHost, hostString, makeStr, textOf } from '../objects/str.ts';
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

const decoder = new TextDecoder();

/** Bytes of a path as text, bytes that are not UTF-8 as lone surrogates. */
export function decodePath(bytes: Uint8Array): Value {
  const text = decoder.decode(bytes);
  if (!text.includes('\ufffd')) return fromHost(text);
  return makeStr(Uint32Array.from(bytes, (b) => (b < 128 ? b : 0xdc00 + b)));
}

/** A path as the host takes it. Path-like objects have been converted (`isPathLike`). */
export function pathText(path: Value, what: string, orFd = false, orNone = false): string {
  const text = textOf(path);
  const found =
    text !== undefined ? hostString(text) : path instanceof PyBytes ? decoder.decode(path.data) : undefined;
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
  if (dirFd === None || name.startsWith('/')) return name;
  const fd = intOf(dirFd);
  if (fd === undefined)
    throw newException(typeErrorType, `argument should be integer or None, not ${typeOf(dirFd).name}`);
  return system(() => `${hostFiles().pathOfOpen(Number(fd))}/${name}`, path);
}

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

/** Names come back as bytes where a path was given as bytes. */
export function likePath(path: Value, name: string): Value {
  return path instanceof PyBytes ? new PyBytes(new TextEncoder().encode(name)) : fromHost(name);
}

/** An int argument as a JavaScript number; throws TypeError. */
export function int(value: Value): number {
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, `'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return Number(n);
}
