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

/** The address of a function, class or constant object; undefined when it has none. */
export function addressOfNative(native: unknown): string | undefined {
  if (addresses === null) {
    addresses = new Map();
    for (const [file, names] of files) {
      for (const [name, value] of Object.entries(names())) {
        if (
          (typeof value === 'object' && value !== null) ||
          typeof value === 'function' ||
          typeof value === 'symbol'
        )
          addresses.set(value, `${file}:${name}`);
      }
    }
  }
  return addresses.get(native);
}

/** What has an address; undefined when nothing has. */
export function nativeAt(address: string): unknown {
  const colon = address.indexOf(':');
  const names = files.get(address.slice(0, colon))?.();
  const name = address.slice(colon + 1);
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}
