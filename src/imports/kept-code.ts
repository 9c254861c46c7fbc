// The compiled form of modules that are imported, kept beside their sources: what importlib asks of us (src/python/importing.py).
import { HostError } from '../host/host.ts';
import { defineIntrinsics } from '../machine/frozen.ts';
import { CodeObject } from '../objects/code.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { osError } from '../objects/os-error.ts';
import { hostString, textOf } from '../objects/str.ts';
import { PythonSyntaxError } from '../syntax/errors.ts';
import { keptPath } from './cache-paths.ts';
import { keepModule, keptFile, sourceText } from './compilation.ts';
import { originOf } from './instantiate.ts';

/** The code of a source file that is being imported, if its compiled form is kept; else None. */
function kept_code(path: Value, cached: Value): Result {
  try {
    const code = keptFile(hostString(textOf(path)!), hostString(textOf(cached)!));
    return code === undefined ? None : code;
  } catch (error) {
    throw error instanceof HostError ? osError(error, path) : error;
  }
}

/** Keeps the compiled form of what was imported, unless that came from a `.pyc` file of another source. */
function keep_code(code: Value, path: Value, cached: Value): Result {
  const origin = code instanceof CodeObject ? originOf(code) : undefined;
  const name = hostString(textOf(path)!);
  if (origin === undefined) return None;
  try {
    if (textOf(origin.source()) === sourceText(name, name))
      keepModule(origin.module, name, origin.options, keptPath(hostString(textOf(cached)!)));
  } catch (error) {
    if (!(error instanceof HostError) && !(error instanceof PythonSyntaxError)) throw error;
  }
  return None;
}

defineIntrinsics({
  kept_code: ['(path, cached, /)', kept_code],
  keep_code: ['(code, path, cached, /)', keep_code],
});
