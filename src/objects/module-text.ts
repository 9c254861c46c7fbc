// The text of the AttributeError for what a module lacks: it tells of circular imports and of files that hide a module of the
// library. What the module's spec says is read without running Python code.
import { machine } from '../machine/machine.ts';
import { PyList } from './list.ts';
import type { PyModule } from './module.ts';
import type { Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { AnySet } from './set.ts';
import { strRepr } from './text/string-repr.ts';

export function missingInModuleText(module: PyModule, name: string): string {
  const ownName = textOf(module.dict.getStr('__name__') ?? 0);
  if (ownName === undefined) return `module has no attribute '${name}'`;
  const shown = strRepr(ownName);
  const lacks = `has no attribute '${name}'`;
  const spec = module.dict.getStr('__spec__');
  const origin = fileOrigin(spec);
  const quoted = origin === null ? '' : strRepr(origin);
  const shadows = origin !== null && inFirstPathEntry(origin);
  if (shadows && isLibraryName(hostString(ownName))) {
    return (
      `module ${shown} ${lacks} (consider renaming ${quoted} since it has the same name as the standard library ` +
      `module named ${shown} and prevents importing that standard library module)`
    );
  }
  if (isInitializing(module)) {
    if (shadows) {
      return `module ${shown} ${lacks} (consider renaming ${quoted} if it has the same name as a library you intended to import)`;
    }
    const from = origin === null ? '' : ` from ${quoted}`;
    return `partially initialized module ${shown}${from} ${lacks} (most likely due to a circular import)`;
  }
  const pending = ownAttributeOf(spec, '_uninitialized_submodules');
  if (pending instanceof PyList && pending.items.includes(name)) {
    return `cannot access submodule '${name}' of module ${shown} (most likely due to a circular import)`;
  }
  return `module ${shown} ${lacks}`;
}

/** Whether the module's body is being executed, as its `__spec__` says. */
export function isInitializing(module: PyModule): boolean {
  return ownAttributeOf(module.dict.getStr('__spec__'), '_initializing') === true;
}

function ownAttributeOf(spec: Value | undefined, name: string): Value | undefined {
  if (typeof spec !== 'object' || !Object.hasOwn(spec, '$' + name)) return undefined;
  return (spec as unknown as Record<string, Value>)['$' + name];
}

/** The file that a spec says the module is from. */
function fileOrigin(spec: Value | undefined): string | null {
  if (ownAttributeOf(spec, '_set_fileattr') !== true) return null;
  const origin = textOf(ownAttributeOf(spec, 'origin') ?? 0);
  return origin === undefined ? null : hostString(origin);
}

/** Whether a file is in the directory of the program that runs (`sys.path[0]`). */
function inFirstPathEntry(origin: string): boolean {
  const { interpreter } = machine;
  if (interpreter.options.safePath) return false;
  const path = interpreter.sys.getStr('path');
  const first = path instanceof PyList ? textOf(path.items[0] ?? 0) : undefined;
  if (first === undefined) return false;
  const parts = origin.split('/');
  parts.pop();
  if (origin.endsWith('/__init__.py')) parts.pop();
  return parts.join('/') === hostString(first);
}

function isLibraryName(name: string): boolean {
  const names = machine.interpreter.sys.getStr('stdlib_module_names');
  return names instanceof AnySet && names.dict.hasStr(name);
}
