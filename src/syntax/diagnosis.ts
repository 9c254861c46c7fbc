// What is wrong with a source that the fast parser refused: CPython's message and place for it.
//
// As in CPython there are two passes, without and with the rules for common mistakes. The first finds how far the
// source could be read; a generic error stands there. The second may find a better one. An error of the lexer further
// on wins over both. Only the statement in which the fast parser gave up and the one
// before it are read again.

import type { RuleError } from './cursor.ts';
import { ERROR_GRAMMAR } from './error-grammar.ts';
import { PythonSyntaxError } from './errors.ts';
import type { Lexer, LexicalError } from './lexer.ts';
import { CompiledGrammar, Peg, TOO_MANY_STEPS } from './peg.ts';
import type { PegHost } from './peg.ts';
import { Diagnosis, rangeDiagnosis, ruleDiagnosis, tokenDiagnosis } from './reports.ts';
import type { Parser } from './statements.ts';
import * as T from './tokens.ts';

export type StartRule = 'file' | 'interactive' | 'eval' | 'func_type';

/** Thrown when the error token is reached: the lexer's error is the one to report. */
const LEXICAL = { name: 'LEXICAL' } as const;

/** Returned when the source is too deep or too much for the error grammar. */
const TOO_MUCH = { name: 'TOO_MUCH' } as const;

type Outcome = Diagnosis | typeof LEXICAL | typeof TOO_MUCH | null;

let grammar: CompiledGrammar | null = null;

/** The error to raise for what made `parser` give up; `ruleError` when it gave a reason itself. */
export function diagnose(
  lexer: Lexer,
  parser: Parser,
  filename: string,
  rule: StartRule,
  ruleError: RuleError | null,
): PythonSyntaxError {
  return new Diagnostician(lexer, parser, filename).run(parser, rule, ruleError);
}

/** The error for an interactive source that goes on after its statement. */
export function diagnoseSeveral(lexer: Lexer, parser: Parser, filename: string): PythonSyntaxError {
  return new Diagnostician(lexer, parser, filename).several(parser);
}

class Diagnostician implements PegHost {
  readonly source: string;
  readonly barryAsFLUFL: boolean;
  private readonly lexer: Lexer;
  private readonly filename: string;
  /** Tokens fetched so far, over both passes. */
  private fill = 0;

  constructor(lexer: Lexer, parser: Parser, filename: string) {
    this.barryAsFLUFL = parser.barryAsFLUFL;
    this.source = lexer.source;
    this.lexer = lexer;
    this.filename = filename;
  }

  lexicalError(): never {
    throw LEXICAL;
  }

  expected(token: number, text: string): never {
    throw rangeDiagnosis(this.lexer.tokens, token, token, `expected '${text}'`);
  }

  run(parser: Parser, rule: StartRule, ruleError: RuleError | null): PythonSyntaxError {
    if (ruleError !== null) return this.fromRule(ruleError);
    const start = rule === 'file' ? parser.previousStart : 0;
    let found = this.pass(rule, start, false);
    if (found === TOO_MUCH) found = this.unexamined(parser.position);
    const lastToken = this.fill - 1;
    const incomplete = this.readToEnd(found);
    if (found === null) {
      found = this.pass(rule, start, true);
      if (found === TOO_MUCH) this.fill = lastToken + 1;
      if (found === TOO_MUCH || found === null) found = this.generic(lastToken);
    }
    const error = found === LEXICAL ? this.fromLexer(this.lexer.error!) : this.settle(found as Diagnosis);
    error.incomplete = incomplete;
    return error;
  }

  /** The error where the fast parser stopped, for a source that is too deep or too much for the error grammar. */
  private unexamined(at: number): Outcome {
    this.fill = at + 1;
    return this.lexer.tokens.kinds[at] === T.ERRORTOKEN ? LEXICAL : this.generic(at);
  }

  several(parser: Parser): PythonSyntaxError {
    const last = parser.position - 1;
    this.fill = last + 1;
    const message = 'multiple statements found while compiling a single statement';
    return this.place(tokenDiagnosis(this.lexer.tokens, last, message));
  }

  /** One pass over the statement; null when no rule reported anything. */
  private pass(rule: StartRule, start: number, callInvalid: boolean): Outcome {
    grammar ??= new CompiledGrammar(ERROR_GRAMMAR);
    const peg = new Peg(this.lexer.tokens, this, start, this.fill, callInvalid);
    try {
      peg.parse(grammar, rule);
      return null;
    } catch (error) {
      if (error === LEXICAL) return LEXICAL;
      if (error instanceof Diagnosis) return error;
      if (error === TOO_MANY_STEPS || error instanceof RangeError) return TOO_MUCH;
      throw error;
    } finally {
      this.fill = Math.max(peg.fill, start + 1);
    }
  }

  /** Whether the source was read to its end before it failed, so that more of it could be right. */
  private readToEnd(found: Outcome): boolean {
    if (found === LEXICAL) return this.lexer.error!.atEnd;
    return (
      this.lexer.firstTokenAtEnd >= 0 && this.lexer.error === null && this.fill > this.lexer.firstTokenAtEnd
    );
  }

  private fromRule(ruleError: RuleError): PythonSyntaxError {
    const { tokens } = this.lexer;
    this.fill = ruleError.last + 1;
    if (tokens.kinds[ruleError.first] === T.ERRORTOKEN) return this.fromLexer(this.lexer.error!);
    const error = this.settle(ruleDiagnosis(tokens, ruleError));
    error.incomplete = this.readToEnd(null);
    return error;
  }

  /** The error when no rule knows better. */
  private generic(last: number): Diagnosis {
    const { tokens } = this.lexer;
    const kind = tokens.kinds[last];
    if (kind !== T.INDENT && kind !== T.DEDENT) return rangeDiagnosis(tokens, last, last, 'invalid syntax');
    const message = kind === T.INDENT ? 'unexpected indent' : 'unexpected unindent';
    const found = tokenDiagnosis(tokens, this.fill - 1, message);
    found.kind = 'IndentationError';
    return found;
  }

  /** An error of the grammar, unless the lexer found one further on that takes precedence. */
  private settle(found: Diagnosis): PythonSyntaxError {
    const later = this.lexer.error;
    const isIndentation = found.kind === 'IndentationError' && found.message.startsWith('unexpected');
    if (later !== null && !isIndentation) {
      if (later.overrides) return this.fromLexer(later);
      const bracket = this.lexer.openBracket;
      if (bracket !== null && this.lexer.tokens.lines[this.fill - 1] > bracket.line) {
        return this.neverClosed(bracket.char, bracket.line, bracket.offset);
      }
    }
    return this.place(found);
  }

  private neverClosed(char: string, line: number, offset: number): PythonSyntaxError {
    return new PythonSyntaxError('SyntaxError', `'${char}' was never closed`, this.filename, {
      lineno: line,
      offset,
      endLineno: line,
      endOffset: 0,
      text: this.lineText(line, line >= this.lastLine()),
    });
  }

  private fromLexer(error: LexicalError): PythonSyntaxError {
    const { kind, message, lineno, offset, endLineno, endOffset } = error;
    const withEnd = error.keepsLineEnd && (!message.endsWith('never closed') || lineno >= this.lastLine());
    const text = this.lineText(lineno, withEnd);
    const found = new PythonSyntaxError(kind, message, this.filename, {
      lineno,
      offset,
      endLineno,
      endOffset,
      text,
    });
    found.incomplete = error.atEnd;
    return found;
  }

  /** The line on which the source ends. */
  private lastLine(): number {
    let line = 1;
    const end = this.source.endsWith('\n') ? this.source.length - 1 : this.source.length;
    for (let at = this.source.indexOf('\n'); at >= 0 && at < end; at = this.source.indexOf('\n', at + 1))
      line++;
    return line;
  }

  /** An error with its columns turned from bytes into characters. */
  private place(found: Diagnosis): PythonSyntaxError {
    const { tokens } = this.lexer;
    const current = tokens.endLines[this.fill - 1];
    const text = this.lineText(found.line, found.line >= current);
    return new PythonSyntaxError(found.kind, found.message, this.filename, {
      lineno: found.line,
      offset: characterOffset(text, found.column),
      endLineno: found.endLine,
      endOffset: characterOffset(text, found.endColumn),
      text,
    });
  }

  /** A line of the source, with its line end where CPython still has it. */
  private lineText(line: number, withEnd: boolean): string {
    let start = 0;
    for (let i = 1; i < line; i++) {
      const end = this.source.indexOf('\n', start);
      if (end < 0) break;
      start = end + 1;
    }
    const end = this.source.indexOf('\n', start);
    if (end < 0) return this.source.slice(start);
    return this.source.slice(start, withEnd ? end + 1 : end);
  }
}

/** How many characters the first `bytes` UTF-8 bytes of `text` and one more make; 0 and less stay as they are. */
function characterOffset(text: string, bytes: number): number {
  if (bytes <= 0) return bytes;
  let count = 0;
  let length = 0;
  for (const character of text) {
    if (length >= bytes) return count;
    const point = character.codePointAt(0)!;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    count++;
  }
  return length >= bytes ? count : count + 1;
}
