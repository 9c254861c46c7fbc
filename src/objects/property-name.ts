// The JavaScript properties in which an instance has an attribute, or hides one of its class.

/** Names of properties by attribute names: putting them together, and finding them among all strings, takes longest. */
class Names {
  private readonly prefix: string;
  private readonly known = new Map<string, string>();
  constructor(prefix: string) {
    this.prefix = prefix;
  }
  of(name: string): string {
    let property = this.known.get(name);
    if (property === undefined) {
      if (this.known.size === MOST_NAMES) this.known.clear();
      this.known.set(name, (property = this.prefix + name));
    }
    return property;
  }
}

const MOST_NAMES = 4096;
const values = new Names('$');
const descriptors = new Names('g_');

/** `$name`, the property that holds the attribute `name`. */
export function propertyName(name: string): string {
  return values.of(name);
}

/** `g_name`, the property that says whether the attribute `name` needs binding. */
export function descriptorName(name: string): string {
  return descriptors.of(name);
}
