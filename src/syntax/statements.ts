// Statements: modules, blocks, and every simple and compound statement.
//
// What a compound statement is shows in its first token, `match` and `type` apart: those are names unless what follows
// makes a statement of them, which is decided here by looking ahead. Chains of `elif` are read in a loop, not by
// recursion, so that long ones cost no depth.

import * as A from './ast.ts';
import type { Expr, Stmt, TypeParam } from './ast.ts';
import { PARSE_FAILURE } from './cursor.ts';
import { PatternParser } from './patterns.ts';
import { AUGMENTED_NAME } from './tokens.ts';
import * as T from './tokens.ts';

/** One `if` or `elif` that is read but for what follows it. */
interface Branch {
  start: number;
  test: Expr;
  body: Stmt[];
}

export class Parser extends PatternParser {
  /** The first token of the top-level statement being read. */
  private statementStart = 0;
  /** The first token of the one before it. Diagnosis begins there: what it lacks may show only in what follows. */
  previousStart = 0;
  /** Where the last statement that was read whole begins; line 0 before there is one. */
  lastStatement = { lineno: 0, col_offset: 0 };

  // ---- starting rules ----

  /** `file: [statements] ENDMARKER` */
  file(): A.Module {
    const body: Stmt[] = [];
    while (this.kind !== T.ENDMARKER) {
      this.previousStart = this.statementStart;
      this.statementStart = this.at;
      this.statement(body);
    }
    return new A.Module(body, []);
  }

  /** `interactive: statement_newline` */
  interactive(): A.Interactive {
    return new A.Interactive(this.statement_newline());
  }

  /** `eval: expressions NEWLINE* ENDMARKER` */
  eval(): A.Expression {
    const body = this.expressions();
    while (this.accept(T.NEWLINE));
    if (this.kind !== T.ENDMARKER) throw PARSE_FAILURE;
    return new A.Expression(body);
  }

  /** `func_type: '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER` */
  func_type(): A.FunctionType {
    this.expect(T.LPAR);
    const argtypes = this.kind === T.RPAR ? [] : this.type_expressions();
    this.expect(T.RPAR);
    this.expect(T.RARROW);
    const returns = this.expression();
    while (this.accept(T.NEWLINE));
    if (this.kind !== T.ENDMARKER) throw PARSE_FAILURE;
    return new A.FunctionType(argtypes, returns);
  }

  /** `type_expressions: ','.(expression | '*' expression | '**' expression)+`, the stars last and each once */
  private type_expressions(): Expr[] {
    const types: Expr[] = [];
    let stars = 0;
    do {
      const star = this.accept(T.STAR) ? 1 : this.accept(T.DOUBLESTAR) ? 2 : 0;
      if (stars > 0 && star <= stars) throw PARSE_FAILURE;
      stars = star;
      types.push(this.expression());
    } while (this.accept(T.COMMA));
    return types;
  }

  /** `statement_newline: compound_stmt NEWLINE | simple_stmts | NEWLINE | ENDMARKER` */
  private statement_newline(): Stmt[] {
    const body: Stmt[] = [];
    if (this.kind === T.NEWLINE) {
      const at = this.at;
      this.advance();
      const { lines, columns, endLines, endColumns } = this;
      return [new A.Pass(lines[at], columns[at], endLines[at], endColumns[at])];
    }
    const compound = this.compound_stmt();
    if (compound === null) this.simple_stmts(body);
    else {
      body.push(compound);
      this.expect(T.NEWLINE);
    }
    return body;
  }

  /** `statement: compound_stmt | simple_stmts` */
  private statement(body: Stmt[]): void {
    const compound = this.compound_stmt();
    if (compound === null) return this.simple_stmts(body);
    body.push(compound);
    const isFunction = compound.nodeType === 'FunctionDef' || compound.nodeType === 'AsyncFunctionDef';
    if (!isFunction && compound.lineno >= this.lastStatement.lineno) this.lastStatement = compound;
  }

  /** `block: NEWLINE INDENT statement+ DEDENT | simple_stmts` */
  private block(): Stmt[] {
    const body: Stmt[] = [];
    if (!this.accept(T.NEWLINE)) {
      this.simple_stmts(body);
      return body;
    }
    this.expect(T.INDENT);
    do this.statement(body);
    while (!this.accept(T.DEDENT));
    return body;
  }

  /** `simple_stmts: ';'.simple_stmt+ [';'] NEWLINE` */
  private simple_stmts(body: Stmt[]): void {
    body.push(this.simple_stmt());
    while (this.accept(T.SEMI)) {
      if (this.kind === T.NEWLINE) break;
      body.push(this.simple_stmt());
    }
    this.expect(T.NEWLINE);
  }

  /**
   * ```
   * simple_stmt: assignment | type_alias | star_expressions | return_stmt | import_stmt | raise_stmt | 'pass'
   *            | del_stmt | yield_stmt | assert_stmt | 'break' | 'continue' | global_stmt | nonlocal_stmt
   * ```
   */
  private simple_stmt(): Stmt {
    switch (this.kind) {
      case T.KW_RETURN:
        return this.return_stmt();
      case T.KW_IMPORT:
        return this.import_name();
      case T.KW_FROM:
        return this.import_from();
      case T.KW_RAISE:
        return this.raise_stmt();
      case T.KW_PASS:
      case T.KW_BREAK:
      case T.KW_CONTINUE:
        return this.word_stmt();
      case T.KW_DEL:
        return this.del_stmt();
      case T.KW_ASSERT:
        return this.assert_stmt();
      case T.KW_GLOBAL:
      case T.KW_NONLOCAL:
        return this.scope_stmt();
      case T.NAME:
        if (this.kinds[this.at + 1] === T.NAME && this.isWord('type')) return this.type_alias();
    }
    return this.assignment();
  }

  // ---- simple statements ----

  /**
   * ```
   * assignment: NAME ':' expression ['=' annotated_rhs]
   *           | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
   *           | (star_targets '=')+ annotated_rhs !'='
   *           | single_target augassign annotated_rhs
   * ```
   * and `star_expressions` and `yield_stmt`, which begin alike.
   */
  private assignment(): Stmt {
    const start = this.at;
    const value = this.annotated_rhs();
    const line = this.lines[start];
    const column = this.columns[start];
    const kind = this.kind;
    if (kind === T.EQUAL) return this.assignTargets(start, value);
    if (kind === T.COLON) return this.annotatedAssignment(start, value);
    const operator = AUGMENTED_NAME[kind];
    if (operator === undefined) return new A.ExprStmt(value, line, column, this.endLine(), this.endColumn());
    if (!isSingleTarget(value)) throw PARSE_FAILURE;
    if (kind === T.ATEQUAL) this.needs(5, "The '@' operator is");
    this.setContext(value, 'Store');
    this.advance();
    const right = this.annotated_rhs();
    return new A.AugAssign(value, operator, right, line, column, this.endLine(), this.endColumn());
  }

  private assignTargets(start: number, first: Expr): Stmt {
    const targets: Expr[] = [];
    let value = first;
    while (this.accept(T.EQUAL)) {
      this.setContext(value, 'Store');
      targets.push(value);
      value = this.annotated_rhs();
    }
    const comment = this.typeComment();
    return new A.Assign(
      targets,
      value,
      comment,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  private annotatedAssignment(start: number, target: Expr): Stmt {
    if (!isSingleTarget(target)) throw PARSE_FAILURE;
    this.setContext(target, 'Store');
    this.advance();
    const simple = target instanceof A.Name && this.kinds[start] === T.NAME ? 1 : 0;
    const annotation = this.expression();
    const value = this.accept(T.EQUAL) ? this.annotated_rhs() : null;
    this.needs(6, 'Variable annotation syntax is');
    const { lines, columns } = this;
    const place = [lines[start], columns[start], this.endLine(), this.endColumn()] as const;
    return new A.AnnAssign(target, annotation, value, simple, ...place);
  }

  /** `return_stmt: 'return' [star_expressions]` */
  private return_stmt(): Stmt {
    const start = this.at;
    this.advance();
    const value = this.beginsStarExpression() ? this.star_expressions() : null;
    return new A.Return(value, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /** `raise_stmt: 'raise' expression ['from' expression] | 'raise'` */
  private raise_stmt(): Stmt {
    const start = this.at;
    this.advance();
    let exc: Expr | null = null;
    let cause: Expr | null = null;
    if (this.beginsExpression()) {
      exc = this.expression();
      if (this.accept(T.KW_FROM)) cause = this.expression();
    }
    return new A.Raise(exc, cause, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /** `'pass' | 'break' | 'continue'` */
  private word_stmt(): Stmt {
    const { lines, columns, endLines, endColumns, at, kind } = this;
    this.advance();
    const place = [lines[at], columns[at], endLines[at], endColumns[at]] as const;
    if (kind === T.KW_PASS) return new A.Pass(...place);
    return kind === T.KW_BREAK ? new A.Break(...place) : new A.Continue(...place);
  }

  /**
   * ```
   * global_stmt:   'global' ','.NAME+
   * nonlocal_stmt: 'nonlocal' ','.NAME+
   * ```
   */
  private scope_stmt(): Stmt {
    const { at: start, kind } = this;
    this.advance();
    const names = [this.identifier()];
    while (this.accept(T.COMMA)) names.push(this.identifier());
    const place = [this.lines[start], this.columns[start], this.endLine(), this.endColumn()] as const;
    return kind === T.KW_GLOBAL ? new A.Global(names, ...place) : new A.Nonlocal(names, ...place);
  }

  /** `del_stmt: 'del' ','.del_target+ [','] &(';' | NEWLINE)` */
  private del_stmt(): Stmt {
    const start = this.at;
    this.advance();
    const targets = [this.target('Del')];
    while (this.accept(T.COMMA)) {
      if (this.kind === T.SEMI || this.kind === T.NEWLINE) break;
      targets.push(this.target('Del'));
    }
    return new A.Delete(targets, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /** `assert_stmt: 'assert' expression [',' expression]` */
  private assert_stmt(): Stmt {
    const start = this.at;
    this.advance();
    const test = this.expression();
    const message = this.accept(T.COMMA) ? this.expression() : null;
    return new A.Assert(
      test,
      message,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `import_name: 'import' ','.(dotted_name ['as' NAME])+` */
  private import_name(): Stmt {
    const start = this.at;
    this.advance();
    const names = [this.dotted_as_name()];
    while (this.accept(T.COMMA)) names.push(this.dotted_as_name());
    return new A.Import(names, this.lines[start], this.columns[start], this.endLine(), this.endColumn());
  }

  /** `dotted_as_name: dotted_name ['as' NAME]` */
  private dotted_as_name(): A.Alias {
    const start = this.at;
    return this.alias(this.dotted_name(), start);
  }

  /** The alias for `name`, which began at `start`, with its `as` if one follows. */
  private alias(name: string, start: number): A.Alias {
    const asname = this.accept(T.KW_AS) ? this.identifier() : null;
    return new A.Alias(
      name,
      asname,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `dotted_name: NAME ('.' NAME)*` */
  private dotted_name(): string {
    let name = this.identifier();
    while (this.accept(T.DOT)) name += '.' + this.identifier();
    return name;
  }

  /** `import_from: 'from' ('.' | '...')* dotted_name 'import' targets | 'from' ('.' | '...')+ 'import' targets` */
  private import_from(): Stmt {
    const start = this.at;
    this.advance();
    let level = 0;
    for (; this.kind === T.DOT || this.kind === T.ELLIPSIS_TOKEN; this.advance()) {
      level += this.kind === T.DOT ? 1 : 3;
    }
    const module = level > 0 && this.kind === T.KW_IMPORT ? null : this.dotted_name();
    this.expect(T.KW_IMPORT);
    const names = this.import_from_targets();
    if (module === '__future__' && level === 0 && names.some(({ name }) => name === 'barry_as_FLUFL'))
      this.barryAsFLUFL = true;
    const { lines, columns } = this;
    return new A.ImportFrom(
      module,
      names,
      level,
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  /** `import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*'` */
  private import_from_targets(): A.Alias[] {
    const start = this.at;
    if (this.accept(T.STAR)) return [this.alias('*', start)];
    const parenthesized = this.accept(T.LPAR);
    const names = [this.import_from_as_name()];
    while (this.accept(T.COMMA)) {
      if (parenthesized && this.kind === T.RPAR) break;
      names.push(this.import_from_as_name());
    }
    if (parenthesized) this.expect(T.RPAR);
    return names;
  }

  /** `import_from_as_name: NAME ['as' NAME]` */
  private import_from_as_name(): A.Alias {
    const start = this.at;
    return this.alias(this.identifier(), start);
  }

  /** `type_alias: "type" NAME [type_params] '=' expression` */
  private type_alias(): Stmt {
    const { at: start, lines, columns, endLines, endColumns } = this;
    this.advance();
    const at = this.at;
    const name = new A.Name(this.identifier(), 'Store', lines[at], columns[at], endLines[at], endColumns[at]);
    const typeParams = this.type_params();
    this.expect(T.EQUAL);
    const value = this.expression();
    this.needs(12, 'Type statement is');
    return new A.TypeAlias(
      name,
      typeParams,
      value,
      lines[start],
      columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }

  // ---- type parameters ----

  /** `type_params: '[' ','.type_param+ [','] ']'`, or nothing */
  private type_params(): TypeParam[] {
    const params: TypeParam[] = [];
    if (!this.accept(T.LSQB)) return params;
    do params.push(this.type_param());
    while (this.accept(T.COMMA) && this.kind !== T.RSQB);
    this.expect(T.RSQB);
    this.needs(12, 'Type parameter lists are', this.at - 1);
    return params;
  }

  /** `type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]` */
  private type_param(): TypeParam {
    const { at: start, lines, columns, kind } = this;
    if (kind === T.STAR || kind === T.DOUBLESTAR) this.advance();
    const name = this.identifier();
    const bound = kind === T.NAME && this.accept(T.COLON) ? this.expression() : null;
    let value: Expr | null = null;
    if (this.accept(T.EQUAL)) {
      value = kind === T.STAR ? this.star_expression() : this.expression();
      this.needs(13, 'Type parameter defaults are');
    }
    const place = [lines[start], columns[start], this.endLine(), this.endColumn()] as const;
    if (kind === T.STAR) return new A.TypeVarTuple(name, value, ...place);
    return kind === T.DOUBLESTAR
      ? new A.ParamSpec(name, value, ...place)
      : new A.TypeVar(name, bound, value, ...place);
  }

  // ---- compound statements ----

  /** `compound_stmt`; null when the statement is a simple one */
  private compound_stmt(): Stmt | null {
    switch (this.kind) {
      case T.NAME:
        return this.startsMatch() ? this.match_stmt() : null;
      case T.KW_IF:
        return this.if_stmt();
      case T.KW_DEF:
        return this.function_def_raw(this.at, []);
      case T.KW_FOR:
        return this.for_stmt(this.at, false);
      case T.KW_WITH:
        return this.with_stmt(this.at, false);
      case T.KW_TRY:
        return this.try_stmt();
      case T.KW_CLASS:
        return this.class_def_raw([]);
      case T.KW_WHILE:
        return this.while_stmt();
      case T.KW_ASYNC:
        return this.async_stmt();
      case T.AT:
        return this.decorated();
      default:
        return null;
    }
  }

  private async_stmt(): Stmt {
    const start = this.at;
    this.advance();
    if (this.kind === T.KW_DEF) return this.function_def_raw(start, []);
    if (this.kind === T.KW_FOR) return this.for_stmt(start, true);
    if (this.kind === T.KW_WITH) return this.with_stmt(start, true);
    throw PARSE_FAILURE;
  }

  /** `decorators (class_def_raw | function_def_raw)` */
  private decorated(): Stmt {
    const decorators = this.decorators();
    if (this.kind === T.KW_CLASS) return this.class_def_raw(decorators);
    const start = this.at;
    if (this.accept(T.KW_ASYNC) && this.kind !== T.KW_DEF) throw PARSE_FAILURE;
    return this.function_def_raw(start, decorators);
  }

  /** `decorators: ('@' named_expression NEWLINE)+` */
  private decorators(): Expr[] {
    const decorators: Expr[] = [];
    while (this.accept(T.AT)) {
      decorators.push(this.named_expression());
      this.expect(T.NEWLINE);
    }
    return decorators;
  }

  /** `class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block` */
  private class_def_raw(decorators: Expr[]): Stmt {
    const { at: start, lines, columns } = this;
    this.advance();
    const name = this.identifier();
    const typeParams = this.type_params();
    const bases: Expr[] = [];
    const keywords: A.Keyword[] = [];
    if (this.accept(T.LPAR)) {
      this.arguments(bases, keywords);
      this.expect(T.RPAR);
    }
    this.expect(T.COLON);
    const body = this.block();
    const last = this.lastToken();
    const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
    return new A.ClassDef(name, bases, keywords, body, decorators, typeParams, ...place);
  }

  /** `function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block` */
  private function_def_raw(start: number, decorators: Expr[]): Stmt {
    const { lines, columns } = this;
    this.expect(T.KW_DEF);
    const name = this.identifier();
    const typeParams = this.type_params();
    this.expect(T.LPAR);
    const args = this.parameters(T.RPAR, true);
    this.expect(T.RPAR);
    const returns = this.accept(T.RARROW) ? this.expression() : null;
    this.expect(T.COLON);
    const comment = this.func_type_comment();
    const body = this.block();
    const last = this.lastToken();
    if (this.kinds[start] === T.KW_ASYNC) this.needs(5, 'Async functions are', this.at - 1);
    const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
    const Definition = this.kinds[start] === T.KW_ASYNC ? A.AsyncFunctionDef : A.FunctionDef;
    return new Definition(name, args, body, decorators, returns, comment, typeParams, ...place);
  }

  /** `func_type_comment: NEWLINE TYPE_COMMENT &(NEWLINE INDENT) | TYPE_COMMENT`, or nothing */
  private func_type_comment(): string | null {
    const { kinds, at } = this;
    if (this.kind !== T.NEWLINE || kinds[at + 1] !== T.TYPE_COMMENT) return this.typeComment();
    if (kinds[at + 2] !== T.NEWLINE || kinds[at + 3] !== T.INDENT) throw PARSE_FAILURE;
    this.advance();
    return this.typeComment();
  }

  /**
   * ```
   * if_stmt:   'if' named_expression ':' block (elif_stmt | [else_block])
   * elif_stmt: 'elif' named_expression ':' block (elif_stmt | [else_block])
   * ```
   */
  private if_stmt(): Stmt {
    const branches: Branch[] = [];
    do {
      const start = this.at;
      this.advance();
      const test = this.named_expression();
      this.expect(T.COLON);
      branches.push({ start, test, body: this.block() });
    } while (this.kind === T.KW_ELIF);
    let orelse = this.else_block();
    const last = this.lastToken();
    const { lines, columns } = this;
    for (let i = branches.length - 1; ; i--) {
      const { start, test, body } = branches[i];
      const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
      const statement = new A.If(test, body, orelse, ...place);
      if (i === 0) return statement;
      orelse = [statement];
    }
  }

  /** `else_block: 'else' ':' block`, or nothing */
  private else_block(): Stmt[] {
    if (!this.accept(T.KW_ELSE)) return [];
    this.expect(T.COLON);
    return this.block();
  }

  /** `while_stmt: 'while' named_expression ':' block [else_block]` */
  private while_stmt(): Stmt {
    const { at: start, lines, columns } = this;
    this.advance();
    const test = this.named_expression();
    this.expect(T.COLON);
    const body = this.block();
    const orelse = this.else_block();
    const last = this.lastToken();
    return new A.While(
      test,
      body,
      orelse,
      lines[start],
      columns[start],
      this.endLines[last],
      this.endColumns[last],
    );
  }

  /** `for_stmt: ['async'] 'for' star_targets 'in' star_expressions ':' block [else_block]` */
  private for_stmt(start: number, isAsync: boolean): Stmt {
    const { lines, columns } = this;
    this.advance();
    const target = this.star_targets();
    this.expect(T.KW_IN);
    const iter = this.star_expressions();
    this.expect(T.COLON);
    const comment = this.typeComment();
    const body = this.block();
    const orelse = this.else_block();
    const last = this.lastToken();
    if (isAsync) this.needs(5, 'Async for loops are');
    const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
    return new (isAsync ? A.AsyncFor : A.For)(target, iter, body, orelse, comment, ...place);
  }

  /** `with_stmt: ['async'] 'with' ('(' ','.with_item+ [','] ')' | ','.with_item+) ':' block` */
  private with_stmt(start: number, isAsync: boolean): Stmt {
    const { lines, columns } = this;
    this.advance();
    const items = this.kind === T.LPAR ? this.parenthesizedItems() : this.with_items();
    this.expect(T.COLON);
    const comment = this.typeComment();
    const body = this.block();
    const last = this.lastToken();
    if (isAsync) this.needs(5, 'Async with statements are', this.at - 1);
    const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
    return new (isAsync ? A.AsyncWith : A.With)(items, body, comment, ...place);
  }

  /**
   * The items of a `with` that is followed by a bracket, which either encloses the items or begins an expression.
   * As in the grammar, the first reading is tried first; only the one followed by a colon can be right.
   */
  private parenthesizedItems(): A.WithItem[] {
    const { at, depth } = this;
    if (this.kinds[this.closing(at) + 1] === T.COLON) {
      const warnings = this.warnings.length;
      try {
        this.advance();
        const items = this.with_items(T.RPAR);
        this.expect(T.RPAR);
        return items;
      } catch (error) {
        if (error !== PARSE_FAILURE) throw error;
      }
      this.warnings.length = warnings;
      this.reset(at, depth);
    }
    return this.with_items();
  }

  /** The bracket that closes the one at `open`. */
  private closing(open: number): number {
    const { kinds } = this;
    let depth = 0;
    for (let at = open; at < this.tokens.count; at++) {
      const kind = kinds[at];
      if (kind === T.LPAR || kind === T.LSQB || kind === T.LBRACE) depth++;
      else if (kind === T.RPAR || kind === T.RSQB || kind === T.RBRACE) if (--depth === 0) return at;
    }
    throw PARSE_FAILURE;
  }

  /** `','.with_item+`, and `[',']` before a bracket `close` */
  private with_items(close = -1): A.WithItem[] {
    const items = [this.with_item()];
    while (this.accept(T.COMMA)) {
      if (this.kind === close) break;
      items.push(this.with_item());
    }
    return items;
  }

  /** `with_item: expression 'as' star_target &(',' | ')' | ':') | expression` */
  private with_item(): A.WithItem {
    const value = this.expression();
    if (!this.accept(T.KW_AS)) return new A.WithItem(value, null);
    const target = this.star_target();
    if (this.kind !== T.COMMA && this.kind !== T.RPAR && this.kind !== T.COLON) throw PARSE_FAILURE;
    return new A.WithItem(value, target);
  }

  /**
   * ```
   * try_stmt: 'try' ':' block finally_block
   *         | 'try' ':' block except_block+ [else_block] [finally_block]
   *         | 'try' ':' block except_star_block+ [else_block] [finally_block]
   * ```
   */
  private try_stmt(): Stmt {
    const { at: start, lines, columns } = this;
    this.advance();
    this.expect(T.COLON);
    const body = this.block();
    const handlers: A.ExceptHandler[] = [];
    const star = this.kind === T.KW_EXCEPT && this.kinds[this.at + 1] === T.STAR;
    while (this.kind === T.KW_EXCEPT) handlers.push(this.except_block(star));
    const orelse = handlers.length > 0 ? this.else_block() : [];
    const finalbody = this.finally_block();
    if (star) this.needs(11, 'Exception groups are');
    if (handlers.length === 0 && finalbody.length === 0) throw PARSE_FAILURE;
    const last = this.lastToken();
    const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
    return new (star ? A.TryStar : A.Try)(body, handlers, orelse, finalbody, ...place);
  }

  /** `finally_block: 'finally' ':' block`, or nothing */
  private finally_block(): Stmt[] {
    if (!this.accept(T.KW_FINALLY)) return [];
    this.expect(T.COLON);
    return this.block();
  }

  /**
   * ```
   * except_block:      'except' [expression ['as' NAME] | expressions] ':' block
   * except_star_block: 'except' '*' (expression ['as' NAME] | expressions) ':' block
   * ```
   */
  private except_block(star: boolean): A.ExceptHandler {
    const { at: start, lines, columns } = this;
    this.advance();
    if (star) this.expect(T.STAR);
    let type: Expr | null = null;
    let name: string | null = null;
    let bare = false;
    if (star || this.kind !== T.COLON) {
      type = this.expressions();
      bare = this.isBareTuple(type);
      // Several types take no name: their tuple would end in the comma's reach.
      if (this.kind === T.KW_AS && !bare) {
        this.advance();
        name = this.identifier();
      }
    }
    this.expect(T.COLON);
    const body = this.block();
    if (bare) this.needs(14, 'except expressions without parentheses are', this.at - 1);
    const last = this.lastToken();
    const place = [lines[start], columns[start], this.endLines[last], this.endColumns[last]] as const;
    return new A.ExceptHandler(type, name, body, ...place);
  }

  /** Whether the expression just read is a tuple without brackets. */
  private isBareTuple(value: Expr): boolean {
    if (!(value instanceof A.Tuple)) return false;
    const first = value.elts[0];
    if (first === undefined) return false;
    return first.lineno === value.lineno && first.col_offset === value.col_offset;
  }

  // ---- match ----

  /** Whether the NAME here begins a match statement: its line ends in a colon and a block of cases follows. */
  private startsMatch(): boolean {
    const { kinds, at } = this;
    if (!this.isWord('match')) return false;
    const next = kinds[at + 1];
    if (next === T.EQUAL || next === T.DOT || next === T.NEWLINE || next === T.COMMA || next === T.COLON)
      return false;
    let end = at;
    while (end < this.tokens.count && kinds[end] !== T.NEWLINE) end++;
    return kinds[end - 1] === T.COLON && kinds[end + 1] === T.INDENT;
  }

  /** `match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT` */
  private match_stmt(): Stmt {
    const { at: start, lines, columns } = this;
    this.advance();
    const subject = this.subject_expr();
    this.expect(T.COLON);
    this.expect(T.NEWLINE);
    this.expect(T.INDENT);
    const cases = [this.case_block()];
    while (!this.accept(T.DEDENT)) cases.push(this.case_block());
    this.needs(10, 'Pattern matching is', this.at - 1);
    const last = this.lastToken();
    return new A.Match(
      subject,
      cases,
      lines[start],
      columns[start],
      this.endLines[last],
      this.endColumns[last],
    );
  }

  /** `subject_expr: star_named_expression ',' [star_named_expressions] | named_expression` */
  private subject_expr(): Expr {
    const start = this.at;
    const first = this.star_named_expression();
    if (this.kind !== T.COMMA) {
      if (first instanceof A.Starred) throw PARSE_FAILURE;
      return first;
    }
    const elements = [first];
    while (this.accept(T.COMMA)) {
      if ((this.kind as number) === T.COLON) break;
      elements.push(this.star_named_expression());
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

  /** `case_block: "case" patterns ['if' named_expression] ':' block` */
  private case_block(): A.MatchCase {
    if (!this.isWord('case')) throw PARSE_FAILURE;
    this.advance();
    const pattern = this.patterns();
    const guard = this.accept(T.KW_IF) ? this.named_expression() : null;
    this.expect(T.COLON);
    return new A.MatchCase(pattern, guard, this.block());
  }
}

/** `single_target`: a name, an attribute or a subscript. */
function isSingleTarget(value: Expr): boolean {
  return value instanceof A.Name || value instanceof A.Attribute || value instanceof A.Subscript;
}
