// Displays, what stands in brackets by itself: groups, tuples, lists, sets, dicts, and the comprehensions of each kind.

import * as A from './ast.ts';
import type { Expr } from './ast.ts';
import { PARSE_FAILURE } from './cursor.ts';
import { StringParser } from './fstrings.ts';
import * as T from './tokens.ts';

export abstract class DisplayParser extends StringParser {
  abstract expression(): Expr;
  protected abstract star_named_expression(): Expr;
  protected abstract yield_expr(): Expr;
  protected abstract disjunction(): Expr;
  protected abstract bitwise_or(): Expr;
  protected abstract star_targets(): Expr;

  /**
   * ```
   * group:  '(' (yield_expr | named_expression) ')'
   * tuple:  '(' [star_named_expression ',' [star_named_expressions]] ')'
   * genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')'
   * ```
   */
  protected parenthesized(): Expr {
    const start = this.at;
    const { lines, columns } = this;
    this.advance();
    if (this.accept(T.RPAR)) {
      return new A.Tuple([], 'Load', lines[start], columns[start], this.endLine(), this.endColumn());
    }
    if (this.kind === T.KW_YIELD) {
      const value = this.yield_expr();
      this.expect(T.RPAR);
      return value;
    }
    const first = this.star_named_expression();
    if (this.kind === T.COMMA) {
      const elements = this.restOfElements(first, T.RPAR);
      return new A.Tuple(elements, 'Load', lines[start], columns[start], this.endLine(), this.endColumn());
    }
    if (first instanceof A.Starred) throw PARSE_FAILURE;
    if (this.accept(T.RPAR)) return first;
    if (!this.beginsComprehension()) throw PARSE_FAILURE;
    const generators = this.for_if_clauses();
    this.expect(T.RPAR);
    return new A.GeneratorExp(
      first,
      generators,
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** Reads on after the first element of a display up to and with the bracket `close`. */
  private restOfElements(first: Expr, close: number): Expr[] {
    const elements = [first];
    while (this.accept(T.COMMA)) {
      if (this.kind === close) break;
      elements.push(this.star_named_expression());
    }
    this.expect(close);
    return elements;
  }

  /**
   * ```
   * list:     '[' [star_named_expressions] ']'
   * listcomp: '[' named_expression for_if_clauses ']'
   * ```
   */
  protected bracketed(): Expr {
    const start = this.at;
    const { lines, columns } = this;
    this.advance();
    if (this.accept(T.RSQB)) {
      return new A.List([], 'Load', lines[start], columns[start], this.endLine(), this.endColumn());
    }
    const first = this.star_named_expression();
    if (this.beginsComprehension()) {
      if (first instanceof A.Starred) throw PARSE_FAILURE;
      const generators = this.for_if_clauses();
      this.expect(T.RSQB);
      return new A.ListComp(
        first,
        generators,
        lines[start],
        columns[start],
        this.endLine(),
        this.endColumn(),
      );
    }
    const elements = this.restOfElements(first, T.RSQB);
    return new A.List(elements, 'Load', lines[start], columns[start], this.endLine(), this.endColumn());
  }

  /**
   * ```
   * dict:     '{' [double_starred_kvpairs] '}'
   * set:      '{' star_named_expressions '}'
   * dictcomp: '{' kvpair for_if_clauses '}'
   * setcomp:  '{' named_expression for_if_clauses '}'
   * ```
   */
  protected braced(): Expr {
    const start = this.at;
    const { lines, columns } = this;
    this.advance();
    if (this.accept(T.RBRACE)) {
      return new A.Dict([], [], lines[start], columns[start], this.endLine(), this.endColumn());
    }
    if (this.kind === T.DOUBLESTAR) return this.dict(start, [], []);
    const walrus = this.kinds[this.at + 1] === T.COLONEQUAL;
    const first = this.star_named_expression();
    if (this.kind === T.COLON) {
      if (walrus || first instanceof A.Starred) throw PARSE_FAILURE;
      return this.dictFrom(start, first);
    }
    if (this.beginsComprehension()) {
      if (first instanceof A.Starred) throw PARSE_FAILURE;
      const generators = this.for_if_clauses();
      this.expect(T.RBRACE);
      return new A.SetComp(first, generators, lines[start], columns[start], this.endLine(), this.endColumn());
    }
    const elements = this.restOfElements(first, T.RBRACE);
    return new A.Set(elements, lines[start], columns[start], this.endLine(), this.endColumn());
  }

  /** The rest of a dict or dictcomp, from the colon after its first key. */
  private dictFrom(start: number, key: Expr): Expr {
    this.advance();
    const value = this.expression();
    if (!this.beginsComprehension()) {
      if (this.kind !== T.RBRACE) this.expect(T.COMMA);
      return this.dict(start, [key], [value]);
    }
    const generators = this.for_if_clauses();
    this.expect(T.RBRACE);
    const { lines, columns } = this;
    return new A.DictComp(
      key,
      value,
      generators,
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /**
   * ```
   * double_starred_kvpairs: ','.double_starred_kvpair+ [',']
   * double_starred_kvpair:  '**' bitwise_or | kvpair
   * kvpair:                 expression ':' expression
   * ```
   */
  private dict(start: number, keys: (Expr | null)[], values: Expr[]): Expr {
    while (!this.accept(T.RBRACE)) {
      if (this.accept(T.DOUBLESTAR)) {
        keys.push(null);
        values.push(this.bitwise_or());
      } else {
        keys.push(this.expression());
        this.expect(T.COLON);
        values.push(this.expression());
      }
      if (this.kind !== T.RBRACE) this.expect(T.COMMA);
    }
    return new A.Dict(keys, values, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  protected beginsComprehension(): boolean {
    return this.kind === T.KW_FOR || (this.kind === T.KW_ASYNC && this.kinds[this.at + 1] === T.KW_FOR);
  }

  /** `for_if_clauses: (['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*)+` */
  protected for_if_clauses(): A.Comprehension[] {
    const clauses: A.Comprehension[] = [];
    while (this.beginsComprehension()) {
      const isAsync = this.accept(T.KW_ASYNC) ? 1 : 0;
      this.advance();
      const target = this.star_targets();
      this.expect(T.KW_IN);
      const iter = this.disjunction();
      const ifs: Expr[] = [];
      while (this.accept(T.KW_IF)) ifs.push(this.disjunction());
      if (isAsync === 1) this.needs(6, 'Async comprehensions are');
      clauses.push(new A.Comprehension(target, iter, ifs, isAsync));
    }
    return clauses;
  }
}
