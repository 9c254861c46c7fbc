// What Python's names are called in the JavaScript that is compiled.
//
// Any string can be a name where a tree was built by a program, and Python's own identifiers may be younger than the host's
// tables of Unicode: only ASCII letters, digits and underscores stand for themselves.

/**
 * A name as a part of a JavaScript identifier, different for different names: `$` and a code unit in hexadecimal digits and `$`, or
 * `$_` for the dot of names that the compiler makes (`.0`).
 */
export function identifierPart(name: string): string {
  return /^\w*$/.test(name)
    ? name
    : name.replace(/\W/g, (unit) => (unit === '.' ? '$_' : `$${unit.charCodeAt(0).toString(16)}$`));
}

/** The variable that a fast local is kept in. */
export function localName(name: string): string {
  return `$${identifierPart(name)}`;
}

/** The variable that a cell is kept in. */
export function cellName(name: string): string {
  return `c_${identifierPart(name)}`;
}

/** The cell of a name in the globals. */
export function globalName(name: string): string {
  return `g_${identifierPart(name)}`;
}

/** The cell of a name in the built-ins. */
export function builtinName(name: string): string {
  return `b_${identifierPart(name)}`;
}

/**
 * The access to a property of an object: `$name` is an attribute's value, `g_name` its descriptor, `w_name` whether plain stores set it
 * (see objects/type.ts).
 */
export function property(prefix: '$' | 'g_' | 'w_', name: string): string {
  return /^\w*$/.test(name) ? `.${prefix}${name}` : `[${JSON.stringify(prefix + name)}]`;
}
