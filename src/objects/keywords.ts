// Keyword arguments of built-in constructors that take none.
import { raise, typeErrorType } from './exception.ts';
import type { Value } from './object.ts';
import type { PyType } from './type.ts';

/**
 * Raises TypeError for keyword arguments given to `builtin`, whose constructor takes none, and says whether it did. In a
 * subclass they may be meant for its own `other` (`__init__` where the built-in has `__new__`, and the other way round).
 */
export function rejectsKeywords(
  cls: PyType,
  builtin: PyType,
  other: '__init__' | '__new__',
  kwargs: Map<string, Value> | undefined,
): boolean {
  if (kwargs === undefined || kwargs.size === 0) return false;
  if (cls !== builtin && cls.lookup(other) !== builtin.lookup(other)) return false;
  raise(typeErrorType, `${builtin.name}() takes no keyword arguments`);
  return true;
}
