// Where compiled modules are kept.

/** `sys.implementation.cache_tag`. */
export const CACHE_TAG = 'stackless-314';

/** The place for the compiled form of a module, by that of its `.pyc` file, which is there for those that ask for it. */
export function keptPath(cached: string): string {
  return cached.replace(/\.pyc$/, '.code');
}

/** The place for one of our own sources, or a hidden one of the library: these are compiled in another way. */
export function hiddenCachePath(path: string): string {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1).replace(/\.py$/, '');
  return `${path.slice(0, slash)}/__pycache__/${name}.hidden.${CACHE_TAG}.code`;
}
