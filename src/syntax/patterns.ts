// Patterns: what stands after `case`.

import * as A from './ast.ts';
import type { Expr, Pattern } from './ast.ts';
import { PARSE_FAILURE } from './cursor.ts';
import { ExpressionParser } from './expressions.ts';
import * as T from './tokens.ts';

export abstract class PatternParser extends ExpressionParser {
  /** `patterns: open_sequence_pattern | pattern` */
  protected patterns(): Pattern {
    const start = this.at;
    const first = this.maybe_star_pattern();
    if (this.kind !== T.COMMA) {
      if (first instanceof A.MatchStar) throw PARSE_FAILURE;
      return first;
    }
    const patterns = this.open_sequence_pattern(first, T.COLON);
    const { lines, columns } = this;
    return new A.MatchSequence(patterns, lines[start], columns[start], this.endLine(), this.endColumn());
  }

  /**
   * ```
   * open_sequence_pattern:  maybe_star_pattern ',' [maybe_sequence_pattern]
   * maybe_sequence_pattern: ','.maybe_star_pattern+ [',']
   * ```
   * Reads on after `first`, up to `close` or, after `case`, to its guard.
   */
  private open_sequence_pattern(first: Pattern, close: number): Pattern[] {
    const patterns = [first];
    while (this.accept(T.COMMA)) {
      if (this.kind === close || this.kind === T.KW_IF) break;
      patterns.push(this.maybe_star_pattern());
    }
    return patterns;
  }

  /** `maybe_star_pattern: star_pattern | pattern` */
  private maybe_star_pattern(): Pattern {
    return this.kind === T.STAR ? this.star_pattern() : this.pattern();
  }

  /** `star_pattern: '*' (pattern_capture_target | wildcard_pattern)` */
  private star_pattern(): Pattern {
    const start = this.at;
    this.advance();
    const name = this.isWord('_') ? this.wildcard() : this.pattern_capture_target();
    return new A.MatchStar(name, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  private wildcard(): null {
    this.advance();
    return null;
  }

  /** `pattern_capture_target: !"_" NAME !('.' | '(' | '=')` */
  private pattern_capture_target(): string {
    if (this.isWord('_')) throw PARSE_FAILURE;
    const name = this.identifier();
    if (this.kind === T.DOT || this.kind === T.LPAR || this.kind === T.EQUAL) throw PARSE_FAILURE;
    return name;
  }

  /** `pattern: or_pattern 'as' pattern_capture_target | or_pattern` */
  private pattern(): Pattern {
    const start = this.at;
    const pattern = this.or_pattern();
    if (!this.accept(T.KW_AS)) return pattern;
    const name = this.pattern_capture_target();
    return new A.MatchAs(
      pattern,
      name,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `or_pattern: '|'.closed_pattern+` */
  private or_pattern(): Pattern {
    const start = this.at;
    const first = this.closed_pattern();
    if (this.kind !== T.VBAR) return first;
    const patterns = [first];
    while (this.accept(T.VBAR)) patterns.push(this.closed_pattern());
    return new A.MatchOr(patterns, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /**
   * ```
   * closed_pattern: literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern
   *               | sequence_pattern | mapping_pattern | class_pattern
   * ```
   */
  private closed_pattern(): Pattern {
    switch (this.kind) {
      case T.NAME:
        return this.namedPattern();
      case T.LPAR:
        return this.parenthesizedPattern();
      case T.LSQB:
        return this.listPattern();
      case T.LBRACE:
        return this.mapping_pattern();
      default:
        return this.literal_pattern();
    }
  }

  /** `literal_pattern: signed_number | complex_number | strings | 'None' | 'True' | 'False'` */
  private literal_pattern(): Pattern {
    const at = this.at;
    const place = [this.lines[at], this.columns[at], this.endLines[at], this.endColumns[at]] as const;
    const singleton = this.singleton();
    if (singleton !== undefined) return new A.MatchSingleton(singleton, ...place);
    const value = this.literal();
    return new A.MatchValue(value, this.lines[at], this.columns[at], this.endLine(), this.endColumn());
  }

  /** Reads `None`, `True` or `False`; undefined when the token is none of them. */
  private singleton(): null | boolean | undefined {
    if (this.accept(T.KW_NONE)) return null;
    if (this.accept(T.KW_TRUE)) return true;
    return this.accept(T.KW_FALSE) ? false : undefined;
  }

  /** `signed_number !('+' | '-') | complex_number | strings` */
  private literal(): Expr {
    const kind = this.kind;
    if (kind === T.STRING || kind === T.FSTRING_START || kind === T.TSTRING_START) return this.strings();
    const start = this.at;
    const real = this.signed_number();
    if (this.kind !== T.PLUS && this.kind !== T.MINUS) return real;
    const operator = this.kind === T.PLUS ? 'Add' : 'Sub';
    this.requireReal(real, start);
    this.advance();
    const at = this.at;
    if ((this.kind as number) !== T.NUMBER) throw PARSE_FAILURE;
    const imaginary = this.number();
    if (!(imaginary.value instanceof A.ImaginaryLiteral)) {
      this.raiseAt('imaginary number required in complex literal', at);
    }
    const { lines, columns } = this;
    return new A.BinOp(
      real,
      operator,
      imaginary,
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  private requireReal(real: Expr, start: number): void {
    const number = real instanceof A.UnaryOp ? real.operand : real;
    if (number instanceof A.Constant && number.value instanceof A.ImaginaryLiteral) {
      this.raiseAt('real number required in complex literal', this.at - 1 === start ? start : this.at - 1);
    }
  }

  /** `signed_number: NUMBER | '-' NUMBER` */
  private signed_number(): Expr {
    const start = this.at;
    const negative = this.kind === T.MINUS;
    if (negative) this.advance();
    if (this.kind !== T.NUMBER) throw PARSE_FAILURE;
    const number = this.number();
    if (!negative) return number;
    return new A.UnaryOp(
      'USub',
      number,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** A pattern that begins with a name: `capture_pattern | wildcard_pattern | value_pattern | class_pattern`. */
  private namedPattern(): Pattern {
    const start = this.at;
    const next = this.kinds[start + 1];
    if (next !== T.DOT && next !== T.LPAR) {
      if (next === T.EQUAL) throw PARSE_FAILURE;
      const name = this.isWord('_') ? this.wildcard() : this.identifier();
      return new A.MatchAs(
        null,
        name,
        this.lines[start],
        this.columns[start],
        this.endLine(),
        this.endColumn(),
      );
    }
    const value = this.name_or_attr();
    if (this.kind === T.LPAR) return this.class_pattern(value, start);
    if (this.kind === T.EQUAL) throw PARSE_FAILURE;
    return new A.MatchValue(value, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /** `name_or_attr: NAME ('.' NAME)*` */
  private name_or_attr(): Expr {
    const { lines, columns, at: start } = this;
    const name = this.identifier();
    let value: Expr = new A.Name(
      name,
      'Load',
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
    while (this.accept(T.DOT)) {
      const attr = this.identifier();
      value = new A.Attribute(
        value,
        attr,
        'Load',
        lines[start],
        columns[start],
        this.endLine(),
        this.endColumn(),
      );
    }
    return value;
  }

  /**
   * ```
   * group_pattern:    '(' pattern ')'
   * sequence_pattern: '(' [open_sequence_pattern] ')'
   * ```
   */
  private parenthesizedPattern(): Pattern {
    const { lines, columns, at: start } = this;
    this.advance();
    let patterns: Pattern[] = [];
    if (this.kind !== T.RPAR) {
      const first = this.maybe_star_pattern();
      if (this.kind !== T.COMMA) {
        if (first instanceof A.MatchStar) throw PARSE_FAILURE;
        this.expect(T.RPAR);
        return first;
      }
      patterns = this.open_sequence_pattern(first, T.RPAR);
    }
    this.expect(T.RPAR);
    return new A.MatchSequence(patterns, lines[start], columns[start], this.endLine(), this.endColumn());
  }

  /** `sequence_pattern: '[' [maybe_sequence_pattern] ']'` */
  private listPattern(): Pattern {
    const { lines, columns, at: start } = this;
    this.advance();
    let patterns: Pattern[] = [];
    if (this.kind !== T.RSQB) patterns = this.open_sequence_pattern(this.maybe_star_pattern(), T.RSQB);
    this.expect(T.RSQB);
    return new A.MatchSequence(patterns, lines[start], columns[start], this.endLine(), this.endColumn());
  }

  /**
   * ```
   * mapping_pattern: '{' [items_pattern] '}', the last item of which may be double_star_pattern
   * double_star_pattern: '**' pattern_capture_target
   * key_value_pattern:   (literal_expr | attr) ':' pattern
   * ```
   */
  private mapping_pattern(): Pattern {
    const { lines, columns, at: start } = this;
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    this.advance();
    while (this.kind !== T.RBRACE) {
      if (this.accept(T.DOUBLESTAR)) {
        rest = this.pattern_capture_target();
        this.accept(T.COMMA);
        break;
      }
      keys.push(this.mappingKey());
      this.expect(T.COLON);
      patterns.push(this.pattern());
      if (this.kind !== T.RBRACE) this.expect(T.COMMA);
    }
    this.expect(T.RBRACE);
    return new A.MatchMapping(
      keys,
      patterns,
      rest,
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `literal_expr | attr` */
  private mappingKey(): Expr {
    const at = this.at;
    if (this.kind === T.NAME) {
      if (this.kinds[at + 1] !== T.DOT) throw PARSE_FAILURE;
      return this.name_or_attr();
    }
    const singleton = this.singleton();
    if (singleton === undefined) return this.literal();
    const { lines, columns } = this;
    return new A.Constant(singleton, null, lines[at], columns[at], this.endLine(), this.endColumn());
  }

  /** `class_pattern: name_or_attr '(' [','.pattern+] [','.keyword_pattern+] [','] ')'` */
  private class_pattern(cls: Expr, start: number): Pattern {
    const patterns: Pattern[] = [];
    const names: string[] = [];
    const values: Pattern[] = [];
    this.advance();
    while (this.kind !== T.RPAR) {
      if (this.kind === T.NAME && this.kinds[this.at + 1] === T.EQUAL) {
        names.push(this.identifier());
        this.advance();
        values.push(this.pattern());
      } else {
        if (names.length > 0) throw PARSE_FAILURE;
        patterns.push(this.pattern());
      }
      if (this.kind !== T.RPAR) this.expect(T.COMMA);
    }
    this.advance();
    const { lines, columns } = this;
    const place = [lines[start], columns[start], this.endLine(), this.endColumn()] as const;
    return new A.MatchClass(cls, patterns, names, values, ...place);
  }
}
