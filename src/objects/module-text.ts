// The text of the AttributeError for what a module lacks: it tells of circular imports and of files that hide a module of the
// library. What the module's spec says is read without running Python code.
import { machine } from '../machine/machine.ts';
import { PyList } from './list.ts';
import type { PyModule } from './module.ts';
import type { Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { AnySet } from './set.ts';
import { strRepr } from './text/string-repr.ts';

/**
 * The text of the AttributeError for a module that has no `name`: CPython tells of circular imports, and of a file that has
 * the name of another module (Objects/moduleobject.c).
 */
export function missingInModuleText(module: PyModule, name: string): string {
  const ownName = textOf(module.dict.getStr('__name__') ?? 0);
  if (ownName === undefined) return `module has no attribute '${name}'`;
  const shown = strRepr(ownName);
  const lacks = `has no attribute '${name}'`;
  const spec = module.dict.getStr('__spec__');
  const origin = fileOrigin(spec);
  const advice = renamingAdvice(origin, hostString(ownName), isInitializing(spec));
  if (advice !== '') return `module ${shown} ${lacks} ${advice}`;
  if (isInitializing(spec)) {
    const from = origin === null ? '' : ` from ${strRepr(origin)}`;
    return `partially initialized module ${shown}${from} ${lacks} (most likely due to a circular import)`;
  }
  const pending = ownAttributeOf(spec, '_uninitialized_submodules');
  if (pending instanceof PyList && pending.items.includes(name)) {
    return `cannot access submodule '${name}' of module ${shown} (most likely due to a circular import)`;
  }
  return `module ${shown} ${lacks}`;
}

/**
 * What to do about a file that may hide another module, in brackets; '' when it does not.
 * @param origin the file of the module; null: it has none
 */
export function renamingAdvice(origin: string | null, name: string, initializing: boolean): string {
  if (origin === null || !inFirstPathEntry(origin)) return '';
  if (isLibraryName(name)) {
    const library = 'since it has the same name as the standard library module named';
    const effect = 'and prevents importing that standard library module';
    return `(consider renaming ${strRepr(origin)} ${library} ${strRepr(name)} ${effect})`;
  }
  const library = 'if it has the same name as a library you intended to import';
  return initializing ? `(consider renaming ${strRepr(origin)} ${library})` : '';
}

/** Whether a module's body is being executed, as its `__spec__` says. */
export function isInitializing(spec: Value | undefined): boolean {
  return ownAttributeOf(spec, '_initializing') === true;
}

function ownAttributeOf(spec: Value | undefined, name: string): Value | undefined {
  if (typeof spec !== 'object' || !Object.hasOwn(spec, '$' + name)) return undefined;
  return (spec as unknown as Record<string, Value>)['$' + name];
}

/** The file that a spec says the module is from. */
export function fileOrigin(spec: Value | undefined): string | null {
  if (ownAttributeOf(spec, '_set_fileattr') !== true) return null;
  const origin = textOf(ownAttributeOf(spec, 'origin') ?? 0);
  return origin === undefined ? null : hostString(origin);
}

/** Whether a file is in the directory of the program that runs: `sys.path[0]` as it was at the start. */
function inFirstPathEntry(origin: string): boolean {
  const { options, host } = machine.interpreter;
  const first = options.path[0] === '' ? host.process?.cwd() : options.path[0];
  if (options.safePath || first === undefined) return false;
  const parts = origin.split('/');
  parts.pop();
  if (origin.endsWith('/__init__.py')) parts.pop();
  return parts.join('/') === first;
}

function isLibraryName(name: string): boolean {
  const names = machine.interpreter.sys.getStr('stdlib_module_names');
  return names instanceof AnySet && names.dict.hasStr(name);
}
