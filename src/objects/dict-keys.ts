// The two kinds of keys that a dict has (dict.ts): which of them a key is, and how it is hashed and found.
import { COMPARE_CALLS, equalKeys, foldHash, hashKind, identityId, strHash } from '../operators/hash.ts';
import type { PyObject, Value } from './object.ts';
import { type PyStr, textOf } from './str.ts';

/** The key under which `map` has a key of kind A: the JavaScript string of a str; undefined for kind B. */
export function mapKey(key: Value): Value | undefined {
  if (typeof key === 'string') return key;
  if (typeof key !== 'object') return undefined;
  const kind = hashKind(key.cls);
  if (kind === 'identity') return key;
  return kind === 'str' ? (key as PyStr).key : undefined;
}

/** The folded hash of a key of kind A; undefined when its identity was never asked for, so that no other hash can equal it. */
export function foldedA(key: Value): number | undefined {
  const text = textOf(key);
  const hash = text === undefined ? identityId(key as PyObject) : strHash(text);
  return hash === undefined ? undefined : foldHash(hash);
}

/** Whether comparing with a stored B key may call Python code. */
export function callsPython(key: Value): boolean {
  return equalKeys(key, 0) === COMPARE_CALLS;
}
