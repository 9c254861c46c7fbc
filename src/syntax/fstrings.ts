// Strings in expressions: literals side by side, f-strings and t-strings.
//
// The lexer has already cut an f-string into its literal parts and the tokens of its replacement fields; what is made
// here are the nodes: JoinedStr of Constant and FormattedValue, TemplateStr of Constant and Interpolation. As in
// CPython, neighbouring constants become one and empty ones vanish. The expressions in the fields are read by
// `annotated_rhs`, which expressions.ts provides.

import { Constant, FormattedValue, Interpolation, JoinedStr, TemplateStr } from './ast.ts';
import type { Expr, Text } from './ast.ts';
import { PARSE_FAILURE, RuleError, TokenCursor } from './cursor.ts';
import type { SyntaxWarningInfo } from './errors.ts';
import { LiteralError, joinTexts, rawText, textLength, unescapeBytes, unescapeText } from './literals.ts';
import * as T from './tokens.ts';

/** The code units of conversions: `!r`, `!s`, `!a`. */
const CONVERSION_R = 114;

/** What a replacement field holds after its expression. */
interface FieldTail {
  debug: boolean;
  conversion: number;
  formatSpec: JoinedStr | null;
  /** The first token after the expression and its `=`: the conversion's, the specification's or the closing brace. */
  marker: number;
}

/** A warning about a literal part, and the line on which that begins. */
interface NotedWarning {
  warning: SyntaxWarningInfo;
  line: number;
}

export abstract class StringParser extends TokenCursor {
  /** `annotated_rhs: yield_expr | star_expressions` */
  abstract annotated_rhs(): Expr;

  /** What the string whose fields are being read is called in errors: 'f' or 't'. */
  private letter = 'f';

  /** `strings: (fstring | string)+ | tstring+` */
  protected strings(): Expr {
    const start = this.at;
    if (this.kind === T.STRING) {
      const next = this.kinds[start + 1];
      if (next !== T.STRING && next !== T.FSTRING_START) return this.string();
    }
    if (this.kind === T.TSTRING_START) return this.templates(start);
    const parts: Expr[] = [];
    for (;;) {
      if (this.kind === T.STRING) parts.push(this.string());
      else if (this.kind === T.FSTRING_START) this.fstring(parts);
      else break;
    }
    return this.concatenated(parts, start);
  }

  /** `tstring+` */
  private templates(start: number): Expr {
    const parts: Expr[] = [];
    while (this.kind === T.TSTRING_START) this.tstring(parts);
    const last = this.at - 1;
    const values = mergeConstants(parts);
    return new TemplateStr(
      values,
      this.lines[start],
      this.columns[start],
      this.endLines[last],
      this.endColumns[last],
    );
  }

  /** Strings and the parts of f-strings side by side, as one node. */
  private concatenated(parts: Expr[], start: number): Expr {
    const last = this.at - 1;
    const lines = this.lines;
    const formatted = this.spansFormatted(start, this.at);
    const bytes = parts.filter((part) => part instanceof Constant && part.value instanceof Uint8Array);
    if (bytes.length > 0 && (formatted || bytes.length < parts.length)) {
      throw new RuleError('cannot mix bytes and nonbytes literals', this.at);
    }
    const place = [lines[start], this.columns[start], this.endLines[last], this.endColumns[last]] as const;
    if (formatted) return new JoinedStr(mergeConstants(parts), ...place);
    const constants = parts as Constant[];
    if (bytes.length > 0) {
      return new Constant(joinBytes(constants.map((part) => part.value as Uint8Array)), null, ...place);
    }
    return new Constant(joinTexts(constants.map((part) => part.value as Text)), constants[0].kind, ...place);
  }

  private spansFormatted(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.kinds[at] === T.FSTRING_START) return true;
    return false;
  }

  /** `string: STRING` */
  private string(): Constant {
    const at = this.at;
    const source = this.source;
    let pos = this.tokens.starts[at];
    let raw = false;
    let bytes = false;
    let kind: string | null = null;
    let c = source.charCodeAt(pos);
    while (c !== 34 && c !== 39) {
      if ((c | 32) === 114) raw = true;
      else if ((c | 32) === 98) bytes = true;
      else if (c === 117) kind = 'u';
      c = source.charCodeAt(++pos);
    }
    const end = this.tokens.ends[at];
    const triple = end - pos >= 6 && source.charCodeAt(pos + 1) === c && source.charCodeAt(pos + 2) === c;
    const quotes = triple ? 3 : 1;
    const body = source.slice(pos + quotes, end - quotes);
    this.advance();
    const value = bytes
      ? this.bytesValue(body, raw, at, pos + quotes)
      : this.textValue(body, raw, at, pos + quotes);
    return new Constant(
      value,
      kind,
      this.lines[at],
      this.columns[at],
      this.endLines[at],
      this.endColumns[at],
    );
  }

  private bytesValue(body: string, raw: boolean, at: number, start: number): Uint8Array {
    for (let i = 0; i < body.length; i++) {
      if (body.charCodeAt(i) >= 128) {
        throw new RuleError('bytes can only contain ASCII literal characters', at);
      }
    }
    try {
      return unescapeBytes(body, raw, (escape, index) => this.invalidEscape(escape, at, start + index));
    } catch (error) {
      throw this.literalError(error, at);
    }
  }

  /** The text of `body`, which stands at `start` in the token `at`. */
  protected textValue(body: string, raw: boolean, at: number, start: number): Text {
    if (raw || !body.includes('\\')) return rawText(body);
    try {
      return unescapeText(body, (escape, index) => this.invalidEscape(escape, at, start + index));
    } catch (error) {
      throw this.literalError(error, at);
    }
  }

  protected literalError(error: unknown, at: number): unknown {
    return error instanceof LiteralError ? new RuleError(error.message, at, at, error.hasColumns) : error;
  }

  /** Notes an escape that Python does not know; `offset` is where it stands in the source. */
  private invalidEscape(escape: string, at: number, offset: number): void {
    const octal = escape.length > 2 ? 'octal ' : '';
    const message =
      `"${escape}" is an invalid ${octal}escape sequence. Such sequences will not work in the future. ` +
      `Did you mean "\\${escape}"? A raw string is also an option.`;
    const start = this.tokens.starts[at];
    const before = this.source.slice(start, offset);
    const lineno = this.lines[at] + before.split('\n').length - 1;
    // CPython counts from the start of the token without its prefix, and without the quotes if it has a prefix.
    const skipped =
      lineno > this.lines[at]
        ? before.lastIndexOf('\n') + 1
        : (/^[a-z]+['"]*/i.exec(before)?.[0].length ?? 0);
    const base = lineno > this.lines[at] ? 0 : this.columns[at];
    const col_offset = base + new TextEncoder().encode(before.slice(skipped)).length;
    this.warnings.push({ message, lineno, col_offset, end_lineno: lineno, end_col_offset: col_offset + 2 });
  }

  /** `fstring: FSTRING_START fstring_middle* FSTRING_END`; its parts are appended to `parts`. */
  private fstring(parts: Expr[]): void {
    const raw = this.isRaw(this.at);
    const letter = this.enterString('f');
    const noted: NotedWarning[] = [];
    while (this.kind !== T.FSTRING_END) {
      if (this.kind === T.FSTRING_MIDDLE) parts.push(this.topMiddle(raw, noted));
      else this.replacement_field(parts, false, raw);
    }
    this.letter = letter;
    this.placeWarnings(noted);
    this.advance();
  }

  /** `tstring: TSTRING_START tstring_middle* TSTRING_END`; its parts are appended to `parts`. */
  private tstring(parts: Expr[]): void {
    const raw = this.isRaw(this.at);
    const letter = this.enterString('t');
    const noted: NotedWarning[] = [];
    while (this.kind !== T.TSTRING_END) {
      if (this.kind === T.TSTRING_MIDDLE) parts.push(this.topMiddle(raw, noted));
      else this.replacement_field(parts, true, raw);
    }
    this.letter = letter;
    this.placeWarnings(noted);
    this.needs(14, 't-strings are');
    this.advance();
  }

  /** Moves into an f-string or t-string and returns the letter of the one around it. */
  private enterString(letter: string): string {
    const outer = this.letter;
    this.letter = letter;
    this.advance();
    return outer;
  }

  private isRaw(at: number): boolean {
    const start = this.tokens.starts[at];
    return (this.source.charCodeAt(start) | 32) === 114 || (this.source.charCodeAt(start + 1) | 32) === 114;
  }

  /** A literal part outside replacement fields; the warnings it gave are added to `noted`. */
  private topMiddle(raw: boolean, noted: NotedWarning[]): Constant {
    const line = this.lines[this.at];
    const before = this.warnings.length;
    const constant = this.middle(raw);
    for (const warning of this.warnings.slice(before)) noted.push({ warning, line });
    return constant;
  }

  /** Counts the lines of warnings from the end of the string, as CPython does. */
  private placeWarnings(noted: readonly NotedWarning[]): void {
    for (const { warning, line } of noted) warning.lineno += this.lines[this.at] - line;
  }

  /** A literal part of an f-string or t-string. */
  private middle(raw: boolean): Constant {
    const at = this.at;
    const value = this.textValue(this.textAt(at), raw, at, this.tokens.starts[at]);
    this.advance();
    return new Constant(
      value,
      null,
      this.lines[at],
      this.columns[at],
      this.endLines[at],
      this.endColumns[at],
    );
  }

  /**
   * ```
   * fstring_replacement_field: '{' annotated_rhs ['='] [fstring_conversion] [fstring_full_format_spec] '}'
   * tstring_replacement_field: '{' annotated_rhs ['='] [fstring_conversion] [tstring_full_format_spec] '}'
   * ```
   */
  private replacement_field(parts: Expr[], template: boolean, raw: boolean): void {
    const open = this.at;
    this.expect(T.LBRACE);
    const value = this.annotated_rhs();
    const tail = this.fieldTail(raw);
    const close = this.at;
    this.expect(T.RBRACE);
    const place = [
      this.lines[open],
      this.columns[open],
      this.endLines[close],
      this.endColumns[close],
    ] as const;
    if (tail.debug) parts.push(this.debugText(open, close, tail));
    const { conversion, formatSpec } = tail;
    if (!template) {
      parts.push(new FormattedValue(value, conversion, formatSpec, ...place));
      return;
    }
    const text = rawText(this.fieldText(open, tail.marker).replace(/[\s=]+$/u, ''));
    parts.push(new Interpolation(value, text, conversion, formatSpec, ...place));
  }

  /** `['='] [fstring_conversion] [fstring_full_format_spec]` */
  private fieldTail(raw: boolean): FieldTail {
    const debug = this.accept(T.EQUAL);
    const marker = this.at;
    let conversion = -1;
    if (this.kind === T.EXCLAMATION) conversion = this.fstring_conversion();
    const formatSpec = this.kind === T.COLON ? this.full_format_spec(raw) : null;
    if (debug && conversion < 0 && formatSpec === null) conversion = CONVERSION_R;
    return { debug, conversion, formatSpec, marker };
  }

  /** `fstring_conversion: "!" NAME` */
  private fstring_conversion(): number {
    const mark = this.at;
    this.advance();
    const at = this.at;
    if (this.kind !== T.NAME) throw PARSE_FAILURE;
    const name = this.identifier();
    if (this.tokens.starts[at] !== this.tokens.ends[mark]) {
      throw new RuleError(
        `${this.letter}-string: conversion type must come right after the exclamation mark`,
        mark,
        at,
      );
    }
    if (name !== 'r' && name !== 's' && name !== 'a') {
      throw new RuleError(
        `${this.letter}-string: invalid conversion character '${name}': expected 's', 'r', or 'a'`,
        at,
      );
    }
    return name.charCodeAt(0);
  }

  /** `fstring_full_format_spec: ':' fstring_format_spec*`; its fields are FormattedValues even in a t-string */
  private full_format_spec(raw: boolean): JoinedStr {
    const colon = this.at;
    this.advance();
    const parts: Expr[] = [];
    for (;;) {
      if (this.kind === T.FSTRING_MIDDLE || this.kind === T.TSTRING_MIDDLE) parts.push(this.middle(raw));
      else if (this.kind === T.LBRACE) this.replacement_field(parts, false, raw);
      else break;
    }
    const last = this.at - 1;
    const place = [
      this.lines[colon],
      this.columns[colon],
      this.endLines[last],
      this.endColumns[last],
    ] as const;
    return new JoinedStr(mergeConstants(parts), ...place);
  }

  /** The text that a field with `=` shows before its value. */
  private debugText(open: number, close: number, tail: FieldTail): Constant {
    const { lines, columns } = this;
    const marker = tail.marker;
    const text = rawText(this.fieldText(open, marker));
    const endLine = marker === close ? this.endLines[close] : lines[marker];
    const endColumn = marker === close ? this.endColumns[close] - 1 : columns[marker];
    return new Constant(text, null, lines[open], columns[open] + 1, endLine, endColumn);
  }

  /** The source of a field between its brace and the token `marker`, without comments. */
  private fieldText(open: number, marker: number): string {
    const text = this.source.slice(this.tokens.ends[open], this.tokens.starts[marker]);
    return text.includes('#') ? withoutComments(text) : text;
  }
}

/** Strips the comments off the text of an expression; a `#` in a string is none. */
function withoutComments(text: string): string {
  let result = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote !== '') {
      if (c === quote) quote = '';
      else if (c === '\\') result += text[i++];
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (c === '#') {
      while (i < text.length && text[i] !== '\n') i++;
      if (i < text.length) result += '\n';
      continue;
    }
    result += text[i] ?? '';
  }
  return result;
}

/** The parts with neighbouring constants made one and empty ones left out. */
function mergeConstants(parts: Expr[]): Expr[] {
  const result: Expr[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!(part instanceof Constant)) {
      result.push(part);
      continue;
    }
    let end = i;
    while (end + 1 < parts.length && parts[end + 1] instanceof Constant) end++;
    const merged = end > i ? mergedConstant(parts.slice(i, end + 1) as Constant[]) : part;
    if (textLength(merged.value as Text) > 0) result.push(merged);
    i = end;
  }
  return result;
}

function mergedConstant(run: Constant[]): Constant {
  const first = run[0];
  const last = run[run.length - 1];
  const text = joinTexts(run.map((part) => part.value as Text));
  const { kind, lineno, col_offset } = first;
  return new Constant(text, kind, lineno, col_offset, last.end_lineno, last.end_col_offset);
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    result.set(part, length);
    length += part.length;
  }
  return result;
}
