// Names as code objects spell and sort them.

/**
 * The name `name` has in the code of class `className` (null outside every class). Names that end in two underscores,
 * dotted names and names in a class whose own name is only underscores stay as they are.
 */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith('__')) return name;
  if (name.endsWith('__') || name.includes('.')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}

/** Compares as Python compares strings: by code points. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.codePointAt(i)!;
    const y = b.codePointAt(i)!;
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}
