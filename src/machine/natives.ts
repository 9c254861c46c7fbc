// The names of natives: every function, class and constant at the top level of a file of the implementation has an address, such as
// `objects/conversion:ConversionFrame`, by which a pickle refers to it.
//
// The build adds to each file a line that provides its names (tools/native-names.mjs); nothing is looked at before something is
// pickled. What is not at the top level, a closure, has no address and cannot be pickled.

type Names = Record<string, unknown>;
/** The types of the fields of a file's classes, by their names (tools/field-types.mjs). */
type FieldTypes = Record<string, string>;

const files = new Map<string, () => Names>();
/** Files whose classes are not in `fieldTexts` yet. */
const untyped: [file: string, types: () => FieldTypes][] = [];
const fieldTexts = new Map<unknown, string>();
/** Files of which `addresses` has nothing yet. */
const unread: string[] = [];
const addresses = new Map<unknown, string>();

/**
 * Called by each file of the build: how to get at what is at its top level, and at the types of the fields of its classes; what is at the
 * top level of files without `types` has no addresses.
 */
export function provideNatives(file: string, names: () => Names, types?: () => FieldTypes): void {
  files.set(file, names);
  if (types === undefined) return;
  unread.push(file);
  untyped.push([file, types]);
}

/** What is declared of the fields of a class, by its prototype; undefined when nothing is. */
export function fieldTextOf(prototype: object): string | undefined {
  for (const [file, types] of untyped.splice(0)) {
    const names = files.get(file)!();
    for (const [name, text] of Object.entries(types()))
      fieldTexts.set((names[name] as { prototype: object }).prototype, text);
  }
  return fieldTexts.get(prototype);
}

// --- Files that are evaluated when they are needed -----------------------------------------------------------------------

type Part = [files: string[], evaluate: (link: typeof linked) => void];

/** What the build puts in front of the command (tools/late-modules.mjs): files that not every program needs. */
declare const lateParts: Part[] | undefined;
/** Those that have not been evaluated. */
const parts = new Map<string, Part>();
if (typeof lateParts !== 'undefined')
  for (const part of lateParts) for (const file of part[0]) parts.set(file, part);

/** Filled in by imports/native-loader.ts: what is done with the built-in classes that are made meanwhile. */
export const lateHooks = {
  begin(): void {},
  end(): void {},
};

function evaluate(part: Part): void {
  for (const file of part[0]) parts.delete(file);
  lateHooks.begin();
  try {
    part[1](linked);
  } finally {
    lateHooks.end();
  }
}

/** The names at the top level of a file; undefined when there is no such file. */
function namesOf(file: string): Names | undefined {
  const part = parts.get(file);
  if (part !== undefined) evaluate(part);
  return files.get(file)?.();
}

/** The file that was last linked to, and its names. */
let last: { file: string; names: Names | undefined } = { file: '', names: undefined };

/** What a file has by that name: how parts refer to each other and to the command. */
export function linked(file: string, name: string): unknown {
  if (last.file !== file) last = { file, names: namesOf(file) };
  return last.names?.[name];
}

/** Evaluates all files that have not been. */
export function evaluateAll(): void {
  for (const part of parts.values()) evaluate(part);
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
  for (const file of unread.splice(0)) {
    for (const [name, value] of Object.entries(files.get(file)!())) {
      if (!isAddressable(value)) continue;
      addresses.set(value, `${file}:${name}`);
      for (const [native, impl] of implementationsOf(value))
        if (!addresses.has(impl)) addresses.set(impl, `${file}:${name}/${native}`);
    }
  }
  return addresses.get(native);
}

/** What has an address; undefined when nothing has. */
export function nativeAt(address: string): unknown {
  const colon = address.indexOf(':');
  const names = namesOf(address.slice(0, colon));
  const [name = '', native] = address.slice(colon + 1).split('/');
  if (names === undefined || !Object.hasOwn(names, name)) return undefined;
  if (native === undefined) return names[name];
  return implementationsOf(names[name]).find(([key]) => key === native)?.[1];
}
