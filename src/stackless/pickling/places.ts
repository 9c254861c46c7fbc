// Iterators over what may change while they are under way: dicts, sets, and whatever goes over these.
//
// CPython pickles them as iterators over a list of what is left. One that a frame holds is a loop that goes on: it is pickled with the
// dict or set itself, so that it sees what becomes of that later.
import { enumerateType, filterType, mapType, zipType } from '../../builtins/iterators.ts';
import { TypeNamespace } from '../../objects/dict-view.ts';
import { DictIterator } from '../../objects/dict-views.ts';
import type { PyObject } from '../../objects/object.ts';
import { setIteratorType } from '../../objects/set-methods.ts';
import { namespaceReference } from './code.ts';
import { goAlong, goingAlong } from './tables.ts';

goAlong(setIteratorType, enumerateType, filterType, mapType, zipType);

/**
 * Whether an iterator goes along with what it goes over. The names of a module or a class do not: where they are loaded, there may be
 * others.
 */
export function goesAlong(it: PyObject): boolean {
  if (!(it instanceof DictIterator)) return goingAlong.has(it.cls);
  const { dict } = it;
  return dict === null || !(dict instanceof TypeNamespace || namespaceReference(dict) !== undefined);
}
