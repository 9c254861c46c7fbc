// The parser's place among the tokens, and what every rule needs of it: looking at the token, moving on, positions.
//
// The parser is one object; each file adds the rules of its part of the grammar to the class of the one before
// (cursor, fstrings, expressions, patterns, statements). A rule method has the name it has in the grammar of the
// language reference, stands under its rule, and leaves the cursor after what it has read.
//
// The rules here are for sources that are right. Where a source is not, a rule throws PARSE_FAILURE and says nothing
// more: finding the words and the place for the error is the work of diagnosis.ts.

import { KIND_COUNT } from './tokens.ts';
import type { TokenBuffer } from './tokens.ts';
import * as T from './tokens.ts';
import { PythonSyntaxError } from './errors.ts';
import type { SyntaxWarningInfo } from './errors.ts';

/** Thrown where no rule fits. It has no stack and no message, so it is cheap to throw and to catch. */
export const PARSE_FAILURE = { name: 'PARSE_FAILURE' } as const;

/** Thrown by a rule whose tokens fit but whose value CPython refuses at once: the error at a range of tokens. */
export class RuleError {
  readonly message: string;
  /** The token the error stands at; its end when there is no `last`. */
  readonly first: number;
  readonly last: number;
  /** Whether the error says where in its line that is. */
  readonly hasColumns: boolean;
  constructor(message: string, first: number, last: number = first, hasColumns = true) {
    this.message = message;
    this.first = first;
    this.last = last;
    this.hasColumns = hasColumns;
  }
}

/** What is said of `!=` where `barry_as_FLUFL` holds. */
export const USE_DIAMOND = "with Barry as BDFL, use '<>' instead of '!='";

/**
 * How deep rules may be nested, so that neither the host's stack nor the compiler's is in danger. CPython counts its
 * rules and stops at 4,000; a unit here is about one of those.
 */
const MAX_DEPTH = 4000;

export class TokenCursor {
  readonly source: string;
  readonly filename: string;
  readonly warnings: SyntaxWarningInfo[];
  protected readonly tokens: TokenBuffer;
  protected readonly names: string[];
  protected readonly kinds: Uint8Array;
  protected readonly lines: Int32Array;
  protected readonly columns: Int32Array;
  protected readonly endLines: Int32Array;
  protected readonly endColumns: Int32Array;
  /** The number of the token the parser looks at. */
  protected at = 0;
  /** The kind of that token. */
  protected kind: number;
  protected depth = 0;
  /** The source is to be one for Python 3.N: what is newer is an error. */
  featureVersion = Infinity;
  /** `from __future__ import barry_as_FLUFL` holds: `<>` is the operator for which `!=` stands otherwise. */
  barryAsFLUFL = false;

  constructor(source: string, filename: string, tokens: TokenBuffer, warnings: SyntaxWarningInfo[]) {
    this.source = source;
    this.filename = filename;
    this.tokens = tokens;
    this.warnings = warnings;
    this.names = tokens.names;
    this.kinds = tokens.kinds;
    this.lines = tokens.lines;
    this.columns = tokens.columns;
    this.endLines = tokens.endLines;
    this.endColumns = tokens.endColumns;
    this.kind = tokens.kinds[0];
  }

  /** The line on which the last token read ends. */
  protected endLine(): number {
    return this.endLines[this.at - 1];
  }

  /** The column at which the last token read ends. */
  protected endColumn(): number {
    return this.endColumns[this.at - 1];
  }

  /** The number of the token the parser looks at. */
  get position(): number {
    return this.at;
  }

  /** Where in the source the last token read ends. */
  get sourcePosition(): number {
    return this.at > 0 ? this.tokens.ends[this.at - 1] : 0;
  }

  protected advance(): void {
    this.kind = this.kinds[++this.at];
  }

  /** Goes back to a token; `depth` as it was there. */
  protected reset(at: number, depth: number): void {
    this.at = at;
    this.kind = this.kinds[at];
    this.depth = depth;
  }

  protected accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.kind = this.kinds[++this.at];
    return true;
  }

  protected expect(kind: number): void {
    if (this.kind !== kind) throw PARSE_FAILURE;
    this.kind = this.kinds[++this.at];
  }

  /** Something that there is only since Python 3.`minor`, read up to the token `last`. */
  protected needs(minor: number, what: string, last = this.at): void {
    if (this.featureVersion < minor)
      throw new RuleError(`${what} only supported in Python 3.${minor} and greater`, last);
  }

  /** The text of a type comment, if one stands here. */
  protected typeComment(): string | null {
    if (this.kind !== T.TYPE_COMMENT) return null;
    const text = this.textAt(this.at);
    this.advance();
    return text;
  }

  protected fail(): never {
    throw PARSE_FAILURE;
  }

  protected peek(distance = 1): number {
    const at = this.at + distance;
    return at < this.tokens.count ? this.kinds[at] : KIND_COUNT;
  }

  /** The text of a NAME or of a keyword. */
  protected nameAt(at: number): string {
    const kind = this.kinds[at];
    return this.names[kind >= T.FIRST_KEYWORD ? kind - T.FIRST_KEYWORD : this.tokens.values[at]];
  }

  /** Reads a NAME and returns its text. */
  protected identifier(): string {
    if (this.kind !== T.NAME) throw PARSE_FAILURE;
    const name = this.names[this.tokens.values[this.at]];
    this.kind = this.kinds[++this.at];
    return name;
  }

  /** Whether the token is the soft keyword `word`. */
  protected isWord(word: string): boolean {
    return this.kind === T.NAME && this.names[this.tokens.values[this.at]] === word;
  }

  protected textAt(at: number): string {
    return this.source.slice(this.tokens.starts[at], this.tokens.ends[at]);
  }

  /** The last token read that is neither a line end nor a change of indentation: nodes end with it. */
  protected lastToken(): number {
    let last = this.at - 1;
    while (last > 0 && this.kinds[last] >= T.NEWLINE && this.kinds[last] <= T.DEDENT) last--;
    return last;
  }

  /** Counts a rule that can nest without brackets; to be undone with `leave`. */
  protected enter(): void {
    if (++this.depth > MAX_DEPTH) throw parserStackOverflow(this.filename);
  }

  protected leave(): void {
    this.depth--;
  }
}

/** The error for a tree that is too deep for the host's stack. */
export function parserStackOverflow(filename: string): PythonSyntaxError {
  return new PythonSyntaxError(
    'MemoryError',
    'Parser stack overflowed - Python source too complex to parse',
    filename,
    null,
  );
}
