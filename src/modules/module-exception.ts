// Exception classes of modules written in TypeScript (zlib.error, struct.error, ...).
import { exceptionClass, type PyBaseException } from '../objects/exception.ts';
import { builtinType, type PyType } from '../objects/type.ts';

/** A new class of exceptions, with the layout of its base. */
export function moduleException(module: string, name: string, base: PyType = exceptionClass): PyType {
  class Layout extends (base.Ctor as unknown as new () => PyBaseException) {}
  Object.defineProperty(Layout, 'name', { value: name });
  return builtinType(name, Layout, { base, module, hasDict: true, hasWeakrefs: true });
}
