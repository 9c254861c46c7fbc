// The templates of str.format, str.format_map, string.Formatter and _string: `{field!conversion:spec}`.
//
// CPython parses a template while it formats, so an error shows only after the fields before it have been
// formatted. The parsers here therefore do not throw: where CPython would, the last piece (or the field, or
// the last step of its path) carries the error, to be thrown on arrival there.
//
// parseMarkup is the raw structure (what _string.formatter_parser yields); splitFieldName takes a field name
// apart (_string.formatter_field_name_split); parseBraceFormat is the whole template with names, automatic
// numbers and nested specifications resolved, which is what str.format needs.
import { FormatError, valueError } from './format-error.ts';
import { integerAt } from './format-spec.ts';
import { codeAt, sliceText } from './text.ts';
import type { Text } from './text.ts';

/** A stretch of literal text, and the replacement field after it if there is one. */
export interface MarkupPiece {
  /** Text with doubled braces undone. */
  literal: Text;
  field: MarkupField | undefined;
  /** To be thrown instead of using this piece. */
  error: FormatError | undefined;
}

/** The parts of a replacement field as they stand in the template. */
export interface MarkupField {
  name: Text;
  /** The character after `!` as a code point; 0 if there is none. */
  conversion: number;
  /** The text after `:`; '' if there is none. */
  spec: Text;
  /** The specification has replacement fields of its own. */
  specIsNested: boolean;
}

/** One step from an object to a part of it. */
export type PathStep =
  | { kind: 'attribute'; name: Text }
  | { kind: 'index'; index: number | Text }
  | { kind: 'error'; error: FormatError };

/** A field name taken apart: `first.attribute[index]`. */
export interface FieldName {
  /**
   * An index of the positional arguments, or the name of a keyword argument (or '' where numbers are not
   * automatic).
   */
  first: number | Text;
  path: readonly PathStep[];
}

/** A stretch of literal text, and the field after it with everything resolved. */
export interface BracePiece {
  literal: Text;
  field: BraceField | undefined;
  /** To be thrown after the pieces before this one; its literal is empty. */
  error: FormatError | undefined;
}

/** A replacement field: look up `first`, follow `path`, convert, format with `spec`. */
export interface BraceField extends FieldName {
  /** To be thrown before anything is looked up. */
  error: FormatError | undefined;
  /** Code point of r, s, a or another (see unknownConversion); 0 if there is none. */
  conversion: number;
  /** The specification: text, or pieces to be formatted with the same arguments. */
  spec: Text | readonly BracePiece[];
}

const OPEN = 123;
const CLOSE = 125;
const COLON = 58;
const EXCLAMATION = 33;
const DOT = 46;
const BRACKET = 91;
const CLOSE_BRACKET = 93;

/** Fields may be in the specification of a field, but not in that of those. */
const MAX_DEPTH = 2;

/** The ValueError for a conversion that is not r, s or a; to be thrown after the object has been found. */
export function unknownConversion(conversion: number): FormatError {
  const shown =
    conversion > 32 && conversion < 127 ? String.fromCharCode(conversion) : `\\x${conversion.toString(16)}`;
  return valueError(`Unknown conversion specifier ${shown}`);
}

// Markup ----------------------------------------------------------------------------------------------------

/** Reads a template from left to right. */
class MarkupParser {
  readonly text: Text;
  at = 0;

  constructor(text: Text) {
    this.text = text;
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  next(): number {
    return codeAt(this.text, this.at++);
  }

  /** Literal text up to a brace (and including the first of a doubled one), then the field if one follows. */
  piece(): MarkupPiece {
    const start = this.at;
    let c = 0;
    while (!this.atEnd() && c !== OPEN && c !== CLOSE) c = this.next();
    if (c !== OPEN && c !== CLOSE) return markup(sliceText(this.text, start, this.at));
    const doubled = !this.atEnd() && codeAt(this.text, this.at) === c;
    if (doubled) return markup(sliceText(this.text, start, this.at++));
    if (c === CLOSE) throw valueError("Single '}' encountered in format string");
    if (this.atEnd()) throw valueError("Single '{' encountered in format string");
    return markup(sliceText(this.text, start, this.at - 1), this.field());
  }

  private field(): MarkupField {
    const start = this.at;
    const end = this.nameEnd();
    const name = sliceText(this.text, start, this.at - 1);
    if (end === CLOSE) return { name, conversion: 0, spec: '', specIsNested: false };
    let conversion = 0;
    if (end === EXCLAMATION) {
      if (this.atEnd()) throw valueError('end of string while looking for conversion specifier');
      conversion = this.next();
      if (!this.atEnd()) {
        const c = this.next();
        if (c === CLOSE) return { name, conversion, spec: '', specIsNested: false };
        if (c !== COLON) throw valueError("expected ':' after conversion specifier");
      }
    }
    return { name, conversion, ...this.spec() };
  }

  /** Goes past the character that ends a field name, and gives it; brackets may contain anything. */
  private nameEnd(): number {
    while (!this.atEnd()) {
      const c = this.next();
      if (c === OPEN) throw valueError("unexpected '{' in field name");
      if (c === CLOSE || c === COLON || c === EXCLAMATION) return c;
      if (c === BRACKET) while (!this.atEnd() && codeAt(this.text, this.at) !== CLOSE_BRACKET) this.at++;
    }
    throw valueError("expected '}' before end of string");
  }

  /** Up to the brace that closes the field. */
  private spec(): { spec: Text; specIsNested: boolean } {
    const start = this.at;
    let specIsNested = false;
    for (let depth = 1; !this.atEnd();) {
      const c = this.next();
      if (c === OPEN) {
        specIsNested = true;
        depth++;
      } else if (c === CLOSE && --depth === 0) {
        return { spec: sliceText(this.text, start, this.at - 1), specIsNested };
      }
    }
    throw valueError("unmatched '{' in format spec");
  }
}

function markup(literal: Text, field?: MarkupField): MarkupPiece {
  return { literal, field, error: undefined };
}

/** Runs a parser; a ValueError it throws becomes a result. */
function caught<T>(parse: () => T, failed: (error: FormatError) => T): T {
  try {
    return parse();
  } catch (e) {
    if (e instanceof FormatError) return failed(e);
    throw e;
  }
}

/** The pieces of a template; a literal with a doubled brace is a piece of its own. */
export function parseMarkup(template: Text): MarkupPiece[] {
  const parser = new MarkupParser(template);
  const pieces: MarkupPiece[] = [];
  while (!parser.atEnd()) {
    const piece = caught(
      () => parser.piece(),
      (error): MarkupPiece => ({ literal: '', field: undefined, error }),
    );
    pieces.push(piece);
    if (piece.error !== undefined) break;
  }
  return pieces;
}

// Field names -----------------------------------------------------------------------------------------------

/** Text as an index if it is all decimal digits. Throws ValueError if it is too large. */
function asIndex(text: Text): number | Text {
  const { digits, value } = integerAt(text, 0, text.length);
  return digits > 0 && digits === text.length ? value : text;
}

/**
 * Takes a field name apart. Throws ValueError for an index that is too large; other errors are in the path.
 */
export function splitFieldName(name: Text): FieldName {
  let end = 0;
  while (end < name.length && codeAt(name, end) !== DOT && codeAt(name, end) !== BRACKET) end++;
  const first = asIndex(sliceText(name, 0, end));
  const path: PathStep[] = [];
  while (end < name.length) {
    const step = caught(
      () => pathStep(name, end),
      (error) => ({ step: { kind: 'error', error } as PathStep, end: name.length }),
    );
    path.push(step.step);
    end = step.end;
  }
  return { first, path };
}

/** `.attribute` or `[index]` at i, and where it ends. */
function pathStep(name: Text, i: number): { step: PathStep; end: number } {
  const c = codeAt(name, i++);
  if (c !== DOT && c !== BRACKET)
    throw valueError("Only '.' or '[' may follow ']' in format field specifier");
  let end = i;
  if (c === DOT) {
    while (end < name.length && codeAt(name, end) !== DOT && codeAt(name, end) !== BRACKET) end++;
    if (end === i) throw valueError('Empty attribute in format string');
    return { step: { kind: 'attribute', name: sliceText(name, i, end) }, end };
  }
  while (end < name.length && codeAt(name, end) !== CLOSE_BRACKET) end++;
  if (end === name.length) throw valueError("Missing ']' in format string");
  const index = asIndex(sliceText(name, i, end));
  if (end === i) throw valueError('Empty attribute in format string');
  return { step: { kind: 'index', index }, end: end + 1 };
}

// Whole templates -------------------------------------------------------------------------------------------

/** Numbers for fields without a name; automatic and explicit numbers do not mix in one template. */
class Numbering {
  private state: '' | 'automatic' | 'manual' = '';
  private next = 0;

  /** What a field's first part stands for. Throws ValueError. */
  resolve(first: number | Text): number | Text {
    const automatic = typeof first !== 'number' && first.length === 0;
    if (!automatic && typeof first !== 'number') return first;
    if (this.state === '') this.state = automatic ? 'automatic' : 'manual';
    if (this.state === 'manual' && automatic) {
      throw valueError('cannot switch from manual field specification to automatic field numbering');
    }
    if (this.state === 'automatic' && !automatic) {
      throw valueError('cannot switch from automatic field numbering to manual field specification');
    }
    return automatic ? this.next++ : first;
  }
}

const cache = new Map<string, readonly BracePiece[]>();
const CACHE_SIZE = 256;

/** The pieces of a template of str.format, in the order in which they are to be formatted. */
export function parseBraceFormat(template: Text): readonly BracePiece[] {
  if (typeof template !== 'string') return resolvePieces(template, new Numbering(), MAX_DEPTH);
  let pieces = cache.get(template);
  if (pieces === undefined) {
    pieces = resolvePieces(template, new Numbering(), MAX_DEPTH);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(template, pieces);
  }
  return pieces;
}

function resolvePieces(template: Text, numbering: Numbering, depth: number): BracePiece[] {
  if (depth === 0)
    return [{ literal: '', field: undefined, error: valueError('Max string recursion exceeded') }];
  return parseMarkup(template).map(({ literal, field, error }) => ({
    literal,
    field: field && resolveField(field, numbering, depth),
    error,
  }));
}

function resolveField(field: MarkupField, numbering: Numbering, depth: number): BraceField {
  const name = caught(
    () => {
      const { first, path } = splitFieldName(field.name);
      return { first: numbering.resolve(first), path, error: undefined };
    },
    (error): FieldName & { error: FormatError | undefined } => ({ first: '', path: [], error }),
  );
  const spec = field.specIsNested ? resolvePieces(field.spec, numbering, depth - 1) : field.spec;
  return { ...name, conversion: field.conversion, spec };
}
