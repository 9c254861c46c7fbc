// The names of natives: every function, class and constant at the top level of a file of the implementation has an address, such as
// `objects/conversion:ConversionFrame`, by which a pickle refers to it.
//
// The build adds to each file a line that provides its names (tools/native-names.mjs); nothing is looked at before something is
// pickled. What is not at the top level, a closure, has no address and cannot be pickled.

type Names = Record<string, unknown>;

const files = new Map<string, () => Names>();
let addresses: Map<unknown, string> | null = null;

/** Called by each file of the build: how to get at what is at its top level. */
export function provideNatives(file: string, names: () => Names): void {
  files.set(file, names);
}

function isAddressable(value: unknown): value is object | symbol {
  return (
    typeof value === 'function' || typeof value === 'symbol' || (typeof value === 'object' && value !== null)
  );
}

/**
 * What implements the functions of a module or the methods of a class, by their names; these may be closures, made when the file
 * was loaded.
 */
function implementationsOf(value: unknown): [string, unknown][] {
  const { functions, attrs, isHeap } = value as { functions?: unknown; attrs?: unknown; isHeap?: unknown };
  let found: [string, unknown][] = [];
  if (typeof functions === 'object' && functions !== null)
    found = Object.entries(functions).map(([name, row]) => [name, Array.isArray(row) ? row[1] : null]);
  else if (attrs instanceof Map && isHeap === false)
    found = [...(attrs as Map<string, unknown>)].map(([name, attr]) => [name, implementationOf(attr)]);
  return found.filter(([, impl]) => typeof impl === 'function');
}

/** Of a method, class method or static method. */
function implementationOf(attr: unknown): unknown {
  if (typeof attr !== 'object' || attr === null) return null;
  const { impl, func } = attr as { impl?: unknown; func?: { impl?: unknown } | null };
  return impl ?? func?.impl;
}

/** The address of a function, class or constant object; undefined when it has none. */
export function addressOfNative(native: unknown): string | undefined {
  if (addresses === null) {
    addresses = new Map();
    for (const [file, names] of files) {
      for (const [name, value] of Object.entries(names())) {
        if (!isAddressable(value)) continue;
        addresses.set(value, `${file}:${name}`);
        for (const [native, impl] of implementationsOf(value))
          if (!addresses.has(impl)) addresses.set(impl, `${file}:${name}/${native}`);
      }
    }
  }
  return addresses.get(native);
}

/** What has an address; undefined when nothing has. */
export function nativeAt(address: string): unknown {
  const colon = address.indexOf(':');
  const names = files.get(address.slice(0, colon))?.();
  const [name = '', native] = address.slice(colon + 1).split('/');
  if (names === undefined || !Object.hasOwn(names, name)) return undefined;
  if (native === undefined) return names[name];
  return implementationsOf(names[name]).find(([key]) => key === native)?.[1];
}
