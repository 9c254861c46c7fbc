// Expressions: every rule of the grammar from `star_expressions` down to `atom`, arguments, and the targets of assignment, which are
// expressions of fewer kinds. Displays (displays.ts) and parameters (parameters.ts) are layers below: what they need of this one is abstract there.
//
// Binary operators are read by precedence from the table in operators.ts, so that long chains cost no depth. Whether an
// expression is a target is known only when `=` follows; it is then turned from Load to Store in place. The file is long
// because these rules call each other in a circle.

import * as A from './ast.ts';
import type { CompareOperator, Expr, ExprContext } from './ast.ts';
import { PARSE_FAILURE, RuleError, USE_DIAMOND } from './cursor.ts';
import { MAX_INT_DIGITS, parseNumber } from './literals.ts';
import { ParameterParser } from './parameters.ts';
import { BINARY_NAME, BINARY_PRECEDENCE, COMPARE_NAME } from './tokens.ts';
import * as T from './tokens.ts';

const LOWEST_BINARY = 1;

/** By kind: whether an expression can begin with the token; `*` is not among them. */
const BEGINS_EXPRESSION = new Uint8Array(T.KIND_COUNT + 1);
for (const kind of [
  T.NAME,
  T.NUMBER,
  T.STRING,
  T.FSTRING_START,
  T.TSTRING_START,
  T.LPAR,
  T.LSQB,
  T.LBRACE,
  T.PLUS,
  T.MINUS,
  T.TILDE,
  T.ELLIPSIS_TOKEN,
  T.KW_FALSE,
  T.KW_NONE,
  T.KW_TRUE,
  T.KW_AWAIT,
  T.KW_LAMBDA,
  T.KW_NOT,
]) {
  BEGINS_EXPRESSION[kind] = 1;
}

export abstract class ExpressionParser extends ParameterParser {
  /** How many digits a decimal int may have; 0: any number. */
  maxIntDigits = MAX_INT_DIGITS;

  protected beginsExpression(): boolean {
    return BEGINS_EXPRESSION[this.kind] === 1;
  }

  protected beginsStarExpression(): boolean {
    return BEGINS_EXPRESSION[this.kind] === 1 || this.kind === T.STAR;
  }

  // ---- lists of expressions ----

  /** `star_expressions: star_expression (',' star_expression)* [',']` */
  star_expressions(): Expr {
    const start = this.at;
    const first = this.star_expression();
    return this.kind === T.COMMA ? this.tupleFrom(start, first, true) : first;
  }

  /** `expressions: expression (',' expression)* [',']` */
  protected expressions(): Expr {
    const start = this.at;
    const first = this.expression();
    return this.kind === T.COMMA ? this.tupleFrom(start, first, false) : first;
  }

  private tupleFrom(start: number, first: Expr, starred: boolean): Expr {
    const elements = [first];
    while (this.accept(T.COMMA)) {
      if (starred ? !this.beginsStarExpression() : !this.beginsExpression()) break;
      elements.push(starred ? this.star_expression() : this.expression());
    }
    const last = this.at - 1;
    const { lines, columns, endLines, endColumns } = this;
    return new A.Tuple(elements, 'Load', lines[start], columns[start], endLines[last], endColumns[last]);
  }

  /** `star_expression: '*' bitwise_or | expression` */
  protected star_expression(): Expr {
    return this.kind === T.STAR ? this.starred() : this.expression();
  }

  /** `'*' bitwise_or` */
  private starred(): Expr {
    const start = this.at;
    this.advance();
    const value = this.binary(LOWEST_BINARY);
    return new A.Starred(
      value,
      'Load',
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `star_named_expression: '*' bitwise_or | named_expression` */
  protected star_named_expression(): Expr {
    return this.kind === T.STAR ? this.starred() : this.named_expression();
  }

  /** `annotated_rhs: yield_expr | star_expressions` */
  annotated_rhs(): Expr {
    return this.kind === T.KW_YIELD ? this.yield_expr() : this.star_expressions();
  }

  /** `yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]` */
  protected yield_expr(): Expr {
    const start = this.at;
    this.expect(T.KW_YIELD);
    const from = this.accept(T.KW_FROM);
    let value: Expr | null = null;
    if (from) value = this.expression();
    else if (this.beginsStarExpression()) value = this.star_expressions();
    const line = this.lines[start];
    const column = this.columns[start];
    if (from) return new A.YieldFrom(value!, line, column, this.endLine(), this.endColumn());
    return new A.Yield(value, line, column, this.endLine(), this.endColumn());
  }

  // ---- single expressions ----

  /** `named_expression: NAME ':=' expression | expression !':='` */
  protected named_expression(): Expr {
    if (this.kind === T.NAME && this.kinds[this.at + 1] === T.COLONEQUAL) return this.assignment_expression();
    const value = this.expression();
    if (this.kind === T.COLONEQUAL) throw PARSE_FAILURE;
    return value;
  }

  /** `assignment_expression: NAME ':=' expression` */
  private assignment_expression(): Expr {
    const start = this.at;
    const line = this.lines[start];
    const column = this.columns[start];
    const target = new A.Name(
      this.identifier(),
      'Store',
      line,
      column,
      this.endLines[start],
      this.endColumns[start],
    );
    this.advance();
    const value = this.expression();
    this.needs(8, 'Assignment expressions are');
    return new A.NamedExpr(target, value, line, column, this.endLine(), this.endColumn());
  }

  /** `expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef` */
  expression(): Expr {
    if (this.kind === T.KW_LAMBDA) return this.lambdef();
    const start = this.at;
    const value = this.disjunction();
    return this.kind === T.KW_IF ? this.conditional(start, value) : value;
  }

  private conditional(start: number, value: Expr): Expr {
    this.enter();
    this.advance();
    const test = this.disjunction();
    this.expect(T.KW_ELSE);
    const orelse = this.expression();
    this.leave();
    return new A.IfExp(
      test,
      value,
      orelse,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `disjunction: conjunction ('or' conjunction)*` */
  protected disjunction(): Expr {
    const start = this.at;
    const first = this.conjunction();
    if (this.kind !== T.KW_OR) return first;
    const values = [first];
    while (this.accept(T.KW_OR)) values.push(this.conjunction());
    return new A.BoolOp(
      'Or',
      values,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `conjunction: inversion ('and' inversion)*` */
  private conjunction(): Expr {
    const start = this.at;
    const first = this.inversion();
    if (this.kind !== T.KW_AND) return first;
    const values = [first];
    while (this.accept(T.KW_AND)) values.push(this.inversion());
    return new A.BoolOp(
      'And',
      values,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `inversion: 'not' inversion | comparison` */
  private inversion(): Expr {
    if (this.kind !== T.KW_NOT) return this.comparison();
    const start = this.at;
    this.enter();
    this.advance();
    const operand = this.inversion();
    this.leave();
    return new A.UnaryOp(
      'Not',
      operand,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `comparison: bitwise_or (compare_op bitwise_or)*` */
  private comparison(): Expr {
    const start = this.at;
    const left = this.binary(LOWEST_BINARY);
    let operator = this.compareOperator();
    if (operator === undefined) return left;
    const operators: CompareOperator[] = [];
    const comparators: Expr[] = [];
    do {
      operators.push(operator);
      comparators.push(this.binary(LOWEST_BINARY));
      operator = this.compareOperator();
    } while (operator !== undefined);
    const line = this.lines[start];
    const column = this.columns[start];
    return new A.Compare(left, operators, comparators, line, column, this.endLine(), this.endColumn());
  }

  /** `compare_op: '==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' | 'in' | 'is' 'not' | 'is'`; undefined when none. */
  private compareOperator(): CompareOperator | undefined {
    const kind = this.kind;
    const name = COMPARE_NAME[kind];
    if (name === undefined) {
      if (kind !== T.KW_NOT || this.kinds[this.at + 1] !== T.KW_IN) return undefined;
      this.advance();
      this.advance();
      return 'NotIn';
    }
    if (kind === T.NOTEQUAL && !this.isNotEqual()) return undefined;
    this.advance();
    return kind === T.KW_IS && this.accept(T.KW_NOT) ? 'IsNot' : name;
  }

  /** Whether the token, `!=` or `<>`, is the one of the two that there is here. */
  private isNotEqual(): boolean {
    const isDiamond = this.source.charCodeAt(this.tokens.starts[this.at]) !== 33;
    if (this.barryAsFLUFL && !isDiamond) throw new RuleError(USE_DIAMOND, this.at);
    return isDiamond === this.barryAsFLUFL;
  }

  /**
   * ```
   * bitwise_or:  bitwise_or '|' bitwise_xor | bitwise_xor
   * bitwise_xor: bitwise_xor '^' bitwise_and | bitwise_and
   * bitwise_and: bitwise_and '&' shift_expr | shift_expr
   * shift_expr:  shift_expr ('<<' | '>>') sum | sum
   * sum:         sum ('+' | '-') term | term
   * term:        term ('*' | '/' | '//' | '%' | '@') factor | factor
   * ```
   * All six at once: operators of at least the precedence `lowest`.
   */
  protected binary(lowest: number): Expr {
    const start = this.at;
    let left = this.factor();
    for (;;) {
      const kind = this.kind;
      const precedence = BINARY_PRECEDENCE[kind];
      if (precedence < lowest || precedence === 0) return left;
      this.advance();
      const right = this.binary(precedence + 1);
      if (kind === T.AT) this.needs(5, "The '@' operator is");
      const line = this.lines[start];
      left = new A.BinOp(
        left,
        BINARY_NAME[kind]!,
        right,
        line,
        this.columns[start],
        this.endLine(),
        this.endColumn(),
      );
    }
  }

  /** `bitwise_or`, for the rules that take no less. */
  protected bitwise_or(): Expr {
    return this.binary(LOWEST_BINARY);
  }

  /** `factor: ('+' | '-' | '~') factor | power` */
  private factor(): Expr {
    const kind = this.kind;
    if (kind !== T.MINUS && kind !== T.PLUS && kind !== T.TILDE) return this.power();
    const start = this.at;
    this.enter();
    this.advance();
    const operand = this.factor();
    this.leave();
    const name = kind === T.MINUS ? 'USub' : kind === T.PLUS ? 'UAdd' : 'Invert';
    return new A.UnaryOp(
      name,
      operand,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `power: await_primary '**' factor | await_primary` */
  private power(): Expr {
    const start = this.at;
    const left = this.await_primary();
    if (this.kind !== T.DOUBLESTAR) return left;
    this.enter();
    this.advance();
    const right = this.factor();
    this.leave();
    return new A.BinOp(
      left,
      'Pow',
      right,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `await_primary: 'await' primary | primary` */
  private await_primary(): Expr {
    if (this.kind !== T.KW_AWAIT) return this.primary();
    const start = this.at;
    this.advance();
    const value = this.primary();
    this.needs(5, 'Await expressions are');
    return new A.Await(value, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /** `primary: primary '.' NAME | primary genexp | primary '(' [arguments] ')' | primary '[' slices ']' | atom` */
  protected primary(): Expr {
    const start = this.at;
    const line = this.lines[start];
    const column = this.columns[start];
    let value = this.atom();
    for (;;) {
      if (this.kind === T.DOT) {
        this.advance();
        const name = this.identifier();
        value = new A.Attribute(value, name, 'Load', line, column, this.endLine(), this.endColumn());
      } else if (this.kind === T.LPAR) {
        value = this.call(value, line, column);
      } else if (this.kind === T.LSQB) {
        this.advance();
        const slice = this.slices();
        this.expect(T.RSQB);
        value = new A.Subscript(value, slice, 'Load', line, column, this.endLine(), this.endColumn());
      } else {
        return value;
      }
    }
  }

  private call(func: Expr, line: number, column: number): Expr {
    const open = this.at;
    const args: Expr[] = [];
    const keywords: A.Keyword[] = [];
    this.advance();
    if (this.kind !== T.RPAR) this.callArguments(args, keywords, open);
    this.expect(T.RPAR);
    return new A.Call(func, args, keywords, line, column, this.endLine(), this.endColumn());
  }

  /** The arguments of a call, among which a generator expression may stand alone without brackets of its own. */
  private callArguments(args: Expr[], keywords: A.Keyword[], open: number): void {
    if (this.kind === T.STAR || this.kind === T.DOUBLESTAR || this.startsKeyword()) {
      return this.arguments(args, keywords);
    }
    const first = this.named_expression();
    if (this.beginsComprehension()) {
      const generators = this.for_if_clauses();
      if (this.kind !== T.RPAR) throw PARSE_FAILURE;
      const { lines, columns, endLines, endColumns, at } = this;
      args.push(
        new A.GeneratorExp(first, generators, lines[open], columns[open], endLines[at], endColumns[at]),
      );
      return;
    }
    args.push(first);
    if (this.accept(T.COMMA) && this.kind !== T.RPAR) this.arguments(args, keywords);
  }

  private startsKeyword(): boolean {
    return this.kind === T.NAME && this.kinds[this.at + 1] === T.EQUAL;
  }

  /**
   * ```
   * arguments: args [','] &')'
   * args:      ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ [',' kwargs] | kwargs
   * kwargs:    ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ | ','.kwarg_or_starred+
   *            | ','.kwarg_or_double_starred+
   * ```
   * Appends to `args` and `keywords` and stops before the closing bracket.
   */
  protected arguments(args: Expr[], keywords: A.Keyword[]): void {
    let unpacked = false;
    while (this.kind !== T.RPAR) {
      const start = this.at;
      if (this.startsKeyword()) {
        const name = this.identifier();
        this.advance();
        this.keyword(keywords, name, start);
      } else if (this.accept(T.DOUBLESTAR)) {
        unpacked = true;
        this.keyword(keywords, null, start);
      } else if (this.kind === T.STAR) {
        if (unpacked) throw PARSE_FAILURE;
        args.push(this.starred_expression());
      } else {
        if (keywords.length > 0) throw PARSE_FAILURE;
        args.push(this.named_expression());
      }
      if (this.kind === T.RPAR) return;
      this.expect(T.COMMA);
    }
  }

  private keyword(keywords: A.Keyword[], name: string | null, start: number): void {
    const value = this.expression();
    const { lines, columns } = this;
    keywords.push(new A.Keyword(name, value, lines[start], columns[start], this.endLine(), this.endColumn()));
  }

  /** `starred_expression: '*' expression` */
  protected starred_expression(): Expr {
    const start = this.at;
    this.expect(T.STAR);
    const value = this.expression();
    return new A.Starred(
      value,
      'Load',
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `slices: slice !',' | ','.(slice | starred_expression)+ [',']` */
  private slices(): Expr {
    const start = this.at;
    const first = this.kind === T.STAR ? this.starred_expression() : this.slice();
    if (this.kind !== T.COMMA && !(first instanceof A.Starred)) return first;
    const elements = [first];
    while (this.accept(T.COMMA)) {
      if (this.kind === T.RSQB) break;
      elements.push(this.kind === T.STAR ? this.starred_expression() : this.slice());
    }
    return new A.Tuple(
      elements,
      'Load',
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `slice: [expression] ':' [expression] [':' [expression]] | named_expression` */
  private slice(): Expr {
    const start = this.at;
    let lower: Expr | null = null;
    if (this.kind !== T.COLON) {
      lower = this.named_expression();
      if (this.kind !== T.COLON) return lower;
      if (this.kinds[start + 1] === T.COLONEQUAL) throw PARSE_FAILURE;
    }
    this.advance();
    const upper = this.beginsExpression() ? this.expression() : null;
    let step: Expr | null = null;
    if (this.accept(T.COLON) && this.beginsExpression()) step = this.expression();
    return new A.Slice(
      lower,
      upper,
      step,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /**
   * ```
   * atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | '...'
   *     | (tuple | group | genexp) | (list | listcomp) | (dict | set | dictcomp | setcomp)
   * ```
   */
  private atom(): Expr {
    switch (this.kind) {
      case T.NAME:
        return this.nameAtom();
      case T.NUMBER:
        return this.number();
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
        return this.strings();
      case T.LPAR:
        return this.parenthesized();
      case T.LSQB:
        return this.bracketed();
      case T.LBRACE:
        return this.braced();
      case T.KW_NONE:
        return this.constant(null);
      case T.KW_TRUE:
        return this.constant(true);
      case T.KW_FALSE:
        return this.constant(false);
      case T.ELLIPSIS_TOKEN:
        return this.constant(A.ELLIPSIS);
      default:
        throw PARSE_FAILURE;
    }
  }

  private nameAtom(): Expr {
    const at = this.at;
    const name = this.names[this.tokens.values[at]];
    this.advance();
    return new A.Name(name, 'Load', this.lines[at], this.columns[at], this.endLines[at], this.endColumns[at]);
  }

  /** `NUMBER` */
  protected number(): A.Constant {
    const at = this.at;
    const text = this.textAt(at);
    if (text.includes('_')) this.needs(6, 'Underscores in numeric literals are');
    try {
      const constant = this.constant(parseNumber(text, this.maxIntDigits));
      return constant;
    } catch (error) {
      throw this.literalError(error, at);
    }
  }

  protected constant(value: A.ConstantValue): A.Constant {
    const at = this.at;
    this.advance();
    return new A.Constant(
      value,
      null,
      this.lines[at],
      this.columns[at],
      this.endLines[at],
      this.endColumns[at],
    );
  }

  /** `lambdef: 'lambda' [lambda_params] ':' expression` */
  private lambdef(): Expr {
    const start = this.at;
    this.enter();
    this.advance();
    const args = this.parameters(T.COLON, false);
    this.expect(T.COLON);
    const body = this.expression();
    this.leave();
    return new A.Lambda(args, body, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  // ---- targets ----

  /**
   * ```
   * star_targets: star_target !',' | star_target (',' star_target)* [',']
   * ```
   */
  protected star_targets(): Expr {
    const start = this.at;
    const first = this.star_target();
    if (this.kind !== T.COMMA) return first;
    const elements = [first];
    while (this.accept(T.COMMA)) {
      if (!this.beginsStarExpression()) break;
      elements.push(this.star_target());
    }
    return new A.Tuple(
      elements,
      'Store',
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `star_target: '*' (!'*' star_target) | target_with_star_atom` */
  protected star_target(): Expr {
    const start = this.at;
    if (!this.accept(T.STAR)) return this.target('Store');
    const value = this.target('Store');
    return new A.Starred(
      value,
      'Store',
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `target_with_star_atom` with the context Store, `del_target` with Del: a primary that can be a target. */
  protected target(context: ExprContext): Expr {
    const value = this.primary();
    this.setContext(value, context);
    return value;
  }

  /** Turns an expression that was read as Load into a target, or fails when it is none. */
  protected setContext(value: Expr, context: ExprContext): void {
    if (value instanceof A.Name || value instanceof A.Attribute || value instanceof A.Subscript) {
      value.ctx = context;
    } else if (value instanceof A.Tuple || value instanceof A.List) {
      value.ctx = context;
      for (const element of value.elts) this.setContext(element, context);
    } else if (value instanceof A.Starred && context === 'Store' && !(value.value instanceof A.Starred)) {
      value.ctx = context;
      this.setContext(value.value, context);
    } else {
      throw PARSE_FAILURE;
    }
  }

  /** Whether the expression that began at `start` is only one pair of brackets around what `value` is. */
  protected isParenthesized(value: Expr, start: number): boolean {
    return this.kinds[start] === T.LPAR && value.col_offset !== this.columns[start];
  }

  protected raiseAt(message: string, first: number, last = first): never {
    throw new RuleError(message, first, last);
  }
}
