// Compiled texts: what exec, eval and compile are given as text, and files that are compiled once more in another way.
//
// Programs often give the same text again, and a text costs a thousand times as much to compile as to run; so the last ones are
// remembered. Those that the library gives when its modules are loaded (of dataclasses, named tuples, annotations) are made ahead
// of time, each in a file that is named after its digest: `npm run build texts` runs a program with KEEP in its environment.
import type { CompiledModule, CompileOptions } from '../compiler/compile.ts';
import type { FileStatus } from '../host/host.ts';
import { machine } from '../machine/machine.ts';
import { compileText, keyOf } from './compilation.ts';
import { decodeModule, encodeModule } from './compiled-file.ts';
import { digest } from './digest.ts';

/** How many texts are remembered, and how long they may be together. */
const COUNT = 256;
const LENGTH = 2 ** 20;

/** Shorter texts are compiled sooner than found in a file. */
const SHORTEST = 60;

/** The name in the environment with which a process keeps in files what it compiles. */
const KEEP = 'STACKLESS_KEEP_TEXTS';

const remembered = new Map<string, CompiledModule>();
let length = 0;

/** As `compileText`. Throws PythonSyntaxError. */
export function compileKnownText(source: string, filename: string, options: CompileOptions): CompiledModule {
  if (source.length > LENGTH / 4) return compileText(source, filename, options);
  const how = JSON.stringify(options);
  const key = `${how}\0${filename}\0${source}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const module = keptText(how, source, filename, options) ?? compileText(source, filename, options);
  if (remembered.size >= COUNT || length + key.length > LENGTH) forgetTexts();
  remembered.set(key, module);
  length += key.length;
  return module;
}

/** To be called when what is remembered is going to be changed. */
export function forgetTexts(): void {
  remembered.clear();
  length = 0;
}

/** The names in the folder of such files; null before it has been looked at. */
let names: Set<string> | null = null;

function folder(): string {
  return `${machine.interpreter.host.sourcesPath}/__pycache__/texts`;
}

function namesInFolder(): Set<string> {
  try {
    return new Set(machine.interpreter.host.files!.list(folder()).map(({ name }) => name));
  } catch {
    return new Set();
  }
}

/** A text's compiled form from its file; undefined when there is none, or none is good. */
function keptText(
  how: string,
  source: string,
  filename: string,
  options: CompileOptions,
): CompiledModule | undefined {
  const { host } = machine.interpreter;
  const { cache, files } = host;
  if (source.length < SHORTEST || cache === null || files === null || host.sourcesPath === null)
    return undefined;
  const name = `${digest(how + source)}.pyc`;
  names ??= namesInFolder();
  const place = `${folder()}/${name}`;
  const status = { size: source.length, mtimeNs: 0n };
  if (names.has(name)) {
    const written = files.stat(place);
    const module = decodeModule(cache, files.readFile(place), written.mtimeNs, filename, status, options);
    if (module !== undefined) return { ...module, kept: { place: `${place}.v8`, key: keyOf(written) } };
  }
  return host.environment[KEEP] === undefined
    ? undefined
    : keepText(place, source, filename, options, status);
}

function keepText(
  place: string,
  source: string,
  filename: string,
  options: CompileOptions,
  status: Pick<FileStatus, 'size' | 'mtimeNs'>,
): CompiledModule {
  const { cache, files } = machine.interpreter.host;
  const module = compileText(source, filename, options);
  const data = encodeModule(cache!, module, status, { ...options, anyTime: true });
  if (data === null || module.warnings.length > 0) return module;
  if (!files!.access(folder(), 0)) files!.makeDirectory(folder(), 0o777);
  files!.writeFile(place, data);
  return module;
}
