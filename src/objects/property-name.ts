// The JavaScript property in which an instance has an attribute.

/** Property names by attribute names: putting them together, and finding them among all strings, takes longest. */
const propertyNames = new Map<string, string>();
const MOST_NAMES = 4096;

/** `$name`, the property that holds the attribute `name`. */
export function propertyName(name: string): string {
  let property = propertyNames.get(name);
  if (property === undefined) {
    if (propertyNames.size === MOST_NAMES) propertyNames.clear();
    propertyNames.set(name, (property = '$' + name));
  }
  return property;
}
