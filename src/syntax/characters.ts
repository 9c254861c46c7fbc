// What Unicode says of single characters, as far as the syntax needs it.

const IDENTIFIER_START = /^[\p{XID_Start}_]$/u;
const IDENTIFIER_CONTINUE = /^\p{XID_Continue}$/u;
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const NOT_PRINTABLE = /^[\p{C}\p{Zs}\p{Zl}\p{Zp}]$/u;

/** Whether `text` is an identifier: the rule is XID_Start XID_Continue*, with `_` as a start. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** The index in `text` of the first character that keeps it from being an identifier. */
export function firstInvalidInIdentifier(text: string): number {
  let at = 0;
  for (const character of text) {
    const rule = at === 0 ? IDENTIFIER_START : IDENTIFIER_CONTINUE;
    if (!rule.test(character)) return at;
    at += character.length;
  }
  return at;
}

/** As Python's `str.isprintable` on one character. */
export function isPrintable(codePoint: number): boolean {
  return codePoint === 32 || !NOT_PRINTABLE.test(String.fromCodePoint(codePoint));
}

/** `U+20AC` and the like: at least four capital hexadecimal digits. */
export function describeCodePoint(codePoint: number): string {
  return 'U+' + codePoint.toString(16).toUpperCase().padStart(4, '0');
}
