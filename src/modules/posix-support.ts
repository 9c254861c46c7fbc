// What the parts of posix share: calls of the host with its errors as OSError, and arguments that are paths or numbers.
import { type HostChildren, HostError, type HostFiles, type HostProcess } from '../host/host.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { newOSError, osError } from '../objects/os-error.ts';
import { fromHost, hostString, makeStr, textOf } from '../objects/str.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMethod0 } from '../operators/call.ts';

/** The host's files; OSError where it has none. */
export function hostFiles(): HostFiles {
  const { files } = machine.interpreter.host;
  if (files === null) throw newOSError(38, 'Function not implemented');
  return files;
}

export function hostProcess(): HostProcess {
  const { process } = machine.interpreter.host;
  if (process === null) throw newOSError(38, 'Function not implemented');
  return process;
}

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

/** A path as the host takes it. Path-like objects have been through `os.fspath` (`withPath`). */
export function pathText(path: Value, what: string, orFd = false): string {
  const text = textOf(path);
  const found =
    text !== undefined ? hostString(text) : path instanceof PyBytes ? decoder.decode(path.data) : undefined;
  if (found === undefined) {
    const kinds = orFd ? 'string, bytes, os.PathLike or integer' : 'string, bytes or os.PathLike';
    throw newException(typeErrorType, `${what}: path should be ${kinds}, not ${typeOf(path).name}`);
  }
  if (found.includes('\0')) throw newException(valueErrorType, `${what}: embedded null character in path`);
  return found;
}

/** Calls `use` with paths of which some are path-like objects, once those have said what they stand for. */
class PathsFrame extends NativeFrame {
  readonly paths: Value[];
  // eslint-disable-next-line stackless/frame-fields -- a TypeError: `__fspath__` seldom waits
  readonly use: (...paths: Value[]) => Result;
  private index = 0;
  constructor(paths: Value[], use: (...paths: Value[]) => Result) {
    super();
    this.paths = paths;
    this.use = use;
  }
  run(): Result {
    for (; this.index < this.paths.length; this.index++) {
      const path = this.paths[this.index]!;
      if (typeof path !== 'object' || textOf(path) !== undefined) continue;
      const method = path.cls.lookup('__fspath__');
      if (method === undefined) continue;
      const real = callMethod0(method, path);
      if (real === ABRUPT) return suspend(this) as Result;
      this.take(real);
    }
    return this.use(...this.paths);
  }
  private take(real: Value): void {
    if (textOf(real) === undefined && !(real instanceof PyBytes)) {
      const owner = typeOf(this.paths[this.index]!).name;
      throw newException(
        typeErrorType,
        `expected ${owner}.__fspath__() to return str or bytes, not ${typeOf(real).name}`,
      );
    }
    this.paths[this.index] = real;
  }
  returned(value: Value): IterResult {
    this.take(value);
    this.index++;
    return this.run();
  }
}

export function withPath(path: Value, use: (path: Value) => Result): Result {
  return new PathsFrame([path], use).run();
}

/** The same for several. */
export function withPaths(paths: Value[], use: (...paths: Value[]) => Result): Result {
  return new PathsFrame([...paths], use).run();
}

/** A call on one path. */
export function onPath(
  what: string,
  call: (files: HostFiles, path: string) => Value | void,
): (path: Value) => Result {
  return (path) => withPath(path, (p) => system(() => call(hostFiles(), pathText(p, what)) ?? None, p));
}

/** A call on two paths. */
export function onPaths(
  what: string,
  call: (files: HostFiles, from: string, to: string) => void,
): (a: Value, b: Value) => Result {
  return (a, b) =>
    new PathsFrame([a, b], (from, to) => {
      system(() => call(hostFiles(), pathText(from, what), pathText(to, what)), from, to);
      return None;
    }).run();
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
