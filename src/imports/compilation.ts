// Compiling files: our own sources, the library's and a program's modules, each through a file that keeps what was made.
//
// Where such files are: in `__pycache__` beside the source, as CPython's; for a source whose directory cannot be written to, in
// the user's own cache. A compiled file that is missing, stale, damaged or unreadable only costs time.
import { compileSource, type CompiledModule, type CompileOptions } from '../compiler/compile.ts';
import type { FileStatus, HostFiles } from '../host/host.ts';
import { machine } from '../machine/machine.ts';
import { reserve } from '../machine/memory.ts';
import type { PyDict } from '../objects/dict.ts';
import { newException, syntaxErrorType } from '../objects/exception.ts';
import type { Result } from '../objects/object.ts';
import { decodeSource } from '../syntax/source.ts';
import { keptPath } from './cache-paths.ts';
import { decodeModule, encodeModule } from './compiled-file.ts';
import { compilerFingerprint } from './fingerprint.ts';

/**
 * The code of a file of the implementation or of a program.
 * @param cached where its compiled form is kept; null: nowhere
 */
export function compileFile(
  path: string,
  filename: string,
  globals: PyDict | null,
  hidden: boolean,
  cached: string | null,
): Result {
  const read = (): Uint8Array => machine.interpreter.host.files!.readFile(path);
  const compile = (options: CompileOptions): CompiledModule => loadModule(path, filename, options, cached);
  return machine.interpreter.compile({
    source: read,
    compile,
    filename,
    mode: 'exec',
    globals,
    flags: 0,
    hidden,
  });
}

/**
 * The code of a module's source file, if its compiled form is kept; else undefined. Throws HostError when there is no source.
 * @param cached where the `.pyc` file would be
 */
export function keptFile(path: string, cached: string): Result | undefined {
  const { optimize } = machine.interpreter.options;
  const module = findModule(path, path, { mode: 'exec', optimize }, keptPath(cached));
  if (module === undefined) return undefined;
  const source = (): Uint8Array => machine.interpreter.host.files!.readFile(path);
  return machine.interpreter.compile({
    source,
    compile: () => module,
    filename: path,
    mode: 'exec',
    globals: null,
    flags: 0,
  });
}

/** Sources shorter than this are compiled without asking for memory. */
const LONG_SOURCE = 65536;
/** Bytes that compiling takes for each token, about. */
const TOKEN = 600;

/** As `compileSource`, which knows nothing of memory. */
export function compileText(source: string, filename: string, options: CompileOptions): CompiledModule {
  if (source.length >= LONG_SOURCE) reserve(roughTokens(source) * TOKEN);
  return compileSource(source, filename, options);
}

/** How many tokens a source has if it has no comments, and no punctuation in its strings. */
function roughTokens(source: string): number {
  let count = 0;
  let inWord = false;
  for (let i = 0; i < source.length; i++) {
    const c = source.charCodeAt(i) | 32;
    const isWord = (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c >= 127;
    if (!(isWord ? inWord : c === 32)) count++;
    inWord = isWord;
  }
  return count;
}

/** The compiled form of a source file, from where it is kept or made now. Throws HostError and PythonSyntaxError. */
function loadModule(
  path: string,
  filename: string,
  options: CompileOptions,
  cached: string | null,
): CompiledModule {
  const kept = cached === null ? undefined : findModule(path, filename, options, cached);
  if (kept !== undefined) return kept;
  const module = compileText(sourceText(path, filename), filename, options);
  if (cached !== null) keepModule(module, path, options, cached);
  return module;
}

/** The compiled form of a source file, if it is kept. Throws HostError when there is no such source. */
export function findModule(
  path: string,
  filename: string,
  options: CompileOptions,
  cached: string,
): CompiledModule | undefined {
  const { cache, files } = machine.interpreter.host;
  if (cache === null || compilerFingerprint === null) return undefined;
  const status = files!.stat(path);
  const find = (place: string): CompiledModule | undefined =>
    attempt(() => keptModule(place, filename, status, options));
  const own = find(cached);
  if (own !== undefined) return own;
  const other = otherPlace(path, cached);
  return other === undefined ? undefined : find(other);
}

/** Keeps the compiled form of a source file, beside it or else in the user's own cache; not with -B. */
export function keepModule(
  module: CompiledModule,
  path: string,
  options: CompileOptions,
  cached: string,
): void {
  const { cache, files } = machine.interpreter.host;
  if (cache === null || compilerFingerprint === null || !writesBytecode()) return;
  const data = encodeModule(cache, module, files!.stat(path), options);
  if (data === null) return;
  const keep = (place: string): boolean =>
    attempt(() => (replaceFile(files!, place, data), true)) !== undefined;
  if (keep(cached)) return;
  const other = otherPlace(path, cached);
  if (other !== undefined) keep(other);
}

/** What V8's form of a compiled file's JavaScript is good for. */
export function keyOf({ size, mtimeNs }: FileStatus): string {
  return `${size} ${mtimeNs}`;
}

/** The text of a source file of ours. Throws HostError, and SyntaxError for what is no text. */
export function sourceText(path: string, filename: string): string {
  const text = decodeSource(machine.interpreter.host.files!.readFile(path), filename);
  if (text.includes('\0'))
    throw newException(syntaxErrorType, 'source code string cannot contain null bytes');
  return text;
}

/** What a compiled file holds, if that is good for the source. Throws HostError. */
function keptModule(
  place: string,
  filename: string,
  source: FileStatus,
  options: CompileOptions,
): CompiledModule | undefined {
  const { cache, files } = machine.interpreter.host;
  const written = files!.stat(place);
  const module = decodeModule(cache!, files!.readFile(place), written.mtimeNs, filename, source, options);
  return module && { ...module, kept: { place: `${place}.v8`, key: keyOf(written) } };
}

/** Where else it may be kept: in the user's own cache, by the place of the source. */
function otherPlace(path: string, cached: string): string | undefined {
  const { cache, files } = machine.interpreter.host;
  const own = cache!.directory;
  const key = own === null ? undefined : attempt(() => files!.realPath(path));
  if (key === undefined) return undefined;
  const suffix = cached.slice(cached.lastIndexOf('/') + 1);
  return `${own}/modules${key.slice(0, key.lastIndexOf('/'))}/${suffix}`;
}

/** Whether compiled modules are written: not with -B. */
function writesBytecode(): boolean {
  const { sys, options } = machine.interpreter;
  const value = (sys as PyDict | undefined)?.getStr('dont_write_bytecode') ?? options.dontWriteBytecode;
  return value === false || value === 0;
}

/** Writes a file so that others see all of it or nothing. */
function replaceFile(files: HostFiles, path: string, data: Uint8Array): void {
  makeDirectories(files, path.slice(0, path.lastIndexOf('/')));
  const temporary = `${path}.${machine.interpreter.host.process?.pid ?? 0}`;
  files.writeFile(temporary, data);
  files.rename(temporary, path);
}

function makeDirectories(files: HostFiles, path: string): void {
  if (path === '' || files.access(path, 0)) return;
  makeDirectories(files, path.slice(0, path.lastIndexOf('/')));
  files.makeDirectory(path, 0o777);
}

/** What `action` gives; undefined when it fails: the file is then made again, or not kept. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
