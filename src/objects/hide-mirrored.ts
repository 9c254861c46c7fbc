// Classes, modules, super objects, and built-in classes with a `__getattribute__` of their own look attributes up by rules of
// their own, so compiled code must not find there what `object` or the class itself mirrors on the prototype (type.ts): both the values
// (`$__doc__`) and the functions (`g___init__`) are hidden. Load this file after all methods.
import { moduleType } from './module.ts';
import { PyObject } from './object.ts';
import { superType } from './super.ts';
import { finishMirrors, type PyType, typeHooks, typeType } from './type.ts';

function hide(type: PyType): void {
  const proto = type.proto as unknown as Record<string, unknown>;
  const inherited = Object.keys(PyObject.prototype).filter(
    (key) => key.startsWith('$') || key.startsWith('g_'),
  );
  const own = [...type.attrs.keys()].flatMap((name) => ['$' + name, 'g_' + name]);
  for (const key of [...inherited, ...own]) if (proto[key] !== undefined) hideKey(proto, key);
  // Docstrings come later (docstrings.ts).
  hideKey(proto, '$__doc__');
  typeHooks.whenDocstrings.push(() => hideKey(proto, '$__doc__'));
}

function hideKey(proto: Record<string, unknown>, key: string): void {
  Object.defineProperty(proto, key, { value: undefined, writable: true, configurable: true });
}

/** Mirrors the built-in classes that have been made since `deferMirrors`. */
export function finishClasses(): void {
  const types = finishMirrors();
  for (const type of types)
    if (type === typeType || type === moduleType || type === superType || type.customGetattribute) hide(type);
  typeHooks.addDocstrings(types);
}
