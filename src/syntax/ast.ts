// The syntax tree: exactly the nodes, fields and field order of Python 3.14's `ast` module (Python.asdl).
//
// Every node has `nodeType`, the name of its class in Python. The few classes whose Python name is a TypeScript type or
// clashes with a union below are spelled in capitals here (`arguments` is `Arguments`; the statement `Expr` is `ExprStmt`),
// but their `nodeType` is Python's. Operators and contexts, singletons in Python, are their names as strings.
// Positions are as Python reports them: lines from 1, columns from 0 in UTF-8 bytes. Nodes are plain data; nothing else
// is imported here.

/** The value of the literal `...`. */
export const ELLIPSIS = Symbol('Ellipsis');

/** A float literal; a class of its own so that 1.0 stays distinct from the int 1. */
export class FloatLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** An imaginary literal such as `2j`; `value` is the imaginary part. */
export class ImaginaryLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A complex number that no literal gives: in an optimised tree or one that a program made. */
export class ComplexConstant {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
}

/** A tuple or a frozenset as a constant, in a tree that a program made. */
export class ConstantItems {
  readonly kind: 'tuple' | 'frozenset';
  readonly items: readonly ConstantValue[];
  constructor(kind: 'tuple' | 'frozenset', items: readonly ConstantValue[]) {
    this.kind = kind;
    this.items = items;
  }
}

/**
 * Text that a JavaScript string cannot hold one code point a unit: it has a code point above U+FFFF or a surrogate.
 * A plain `string` in the tree never has any surrogate unit.
 */
export class WideText {
  readonly codePoints: Uint32Array;
  constructor(codePoints: Uint32Array) {
    this.codePoints = codePoints;
  }
}

export type Text = string | WideText;

/** None, bool, int (number when safe, else bigint), float, complex, str, bytes, Ellipsis, tuple or frozenset. */
export type ConstantValue =
  | null
  | boolean
  | number
  | bigint
  | FloatLiteral
  | ImaginaryLiteral
  | ComplexConstant
  | ConstantItems
  | Text
  | Uint8Array
  | typeof ELLIPSIS;

export type ExprContext = 'Load' | 'Store' | 'Del';
export type BoolOperator = 'And' | 'Or';
export type BinaryOperator =
  | 'Add'
  | 'Sub'
  | 'Mult'
  | 'MatMult'
  | 'Div'
  | 'Mod'
  | 'Pow'
  | 'LShift'
  | 'RShift'
  | 'BitOr'
  | 'BitXor'
  | 'BitAnd'
  | 'FloorDiv';
export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub';
export type CompareOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';

/** Where a node stands: from (lineno, col_offset) up to, not including, (end_lineno, end_col_offset). */
export interface Position {
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

/** `Module(stmt* body, type_ignore* type_ignores)` */
export class Module {
  readonly nodeType = 'Module';
  body: Stmt[];
  type_ignores: TypeIgnore[];
  constructor(body: Stmt[], type_ignores: TypeIgnore[]) {
    this.body = body;
    this.type_ignores = type_ignores;
  }
}

/** `Interactive(stmt* body)` */
export class Interactive {
  readonly nodeType = 'Interactive';
  body: Stmt[];
  constructor(body: Stmt[]) {
    this.body = body;
  }
}

/** `Expression(expr body)` */
export class Expression {
  readonly nodeType = 'Expression';
  body: Expr;
  constructor(body: Expr) {
    this.body = body;
  }
}

/** `FunctionType(expr* argtypes, expr returns)` */
export class FunctionType {
  readonly nodeType = 'FunctionType';
  argtypes: Expr[];
  returns: Expr;
  constructor(argtypes: Expr[], returns: Expr) {
    this.argtypes = argtypes;
    this.returns = returns;
  }
}

/** `FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)` */
export class FunctionDef {
  readonly nodeType = 'FunctionDef';
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
  type_comment: string | null;
  type_params: TypeParam[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    args: Arguments,
    body: Stmt[],
    decorator_list: Expr[],
    returns: Expr | null,
    type_comment: string | null,
    type_params: TypeParam[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.args = args;
    this.body = body;
    this.decorator_list = decorator_list;
    this.returns = returns;
    this.type_comment = type_comment;
    this.type_params = type_params;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)` */
export class AsyncFunctionDef {
  readonly nodeType = 'AsyncFunctionDef';
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
  type_comment: string | null;
  type_params: TypeParam[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    args: Arguments,
    body: Stmt[],
    decorator_list: Expr[],
    returns: Expr | null,
    type_comment: string | null,
    type_params: TypeParam[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.args = args;
    this.body = body;
    this.decorator_list = decorator_list;
    this.returns = returns;
    this.type_comment = type_comment;
    this.type_params = type_params;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)` */
export class ClassDef {
  readonly nodeType = 'ClassDef';
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Stmt[];
  decorator_list: Expr[];
  type_params: TypeParam[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    bases: Expr[],
    keywords: Keyword[],
    body: Stmt[],
    decorator_list: Expr[],
    type_params: TypeParam[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.bases = bases;
    this.keywords = keywords;
    this.body = body;
    this.decorator_list = decorator_list;
    this.type_params = type_params;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Return(expr? value)` */
export class Return {
  readonly nodeType = 'Return';
  value: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Delete(expr* targets)` */
export class Delete {
  readonly nodeType = 'Delete';
  targets: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    targets: Expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.targets = targets;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Assign(expr* targets, expr value, string? type_comment)` */
export class Assign {
  readonly nodeType = 'Assign';
  targets: Expr[];
  value: Expr;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    targets: Expr[],
    value: Expr,
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.targets = targets;
    this.value = value;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `TypeAlias(expr name, type_param* type_params, expr value)` */
export class TypeAlias {
  readonly nodeType = 'TypeAlias';
  name: Expr;
  type_params: TypeParam[];
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: Expr,
    type_params: TypeParam[],
    value: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.type_params = type_params;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AugAssign(expr target, operator op, expr value)` */
export class AugAssign {
  readonly nodeType = 'AugAssign';
  target: Expr;
  op: BinaryOperator;
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: Expr,
    op: BinaryOperator,
    value: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.op = op;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AnnAssign(expr target, expr annotation, expr? value, int simple)` */
export class AnnAssign {
  readonly nodeType = 'AnnAssign';
  target: Expr;
  annotation: Expr;
  value: Expr | null;
  simple: number;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: Expr,
    annotation: Expr,
    value: Expr | null,
    simple: number,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.annotation = annotation;
    this.value = value;
    this.simple = simple;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)` */
export class For {
  readonly nodeType = 'For';
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: Expr,
    iter: Expr,
    body: Stmt[],
    orelse: Stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.iter = iter;
    this.body = body;
    this.orelse = orelse;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)` */
export class AsyncFor {
  readonly nodeType = 'AsyncFor';
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: Expr,
    iter: Expr,
    body: Stmt[],
    orelse: Stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.iter = iter;
    this.body = body;
    this.orelse = orelse;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `While(expr test, stmt* body, stmt* orelse)` */
export class While {
  readonly nodeType = 'While';
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: Expr,
    body: Stmt[],
    orelse: Stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `If(expr test, stmt* body, stmt* orelse)` */
export class If {
  readonly nodeType = 'If';
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: Expr,
    body: Stmt[],
    orelse: Stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `With(withitem* items, stmt* body, string? type_comment)` */
export class With {
  readonly nodeType = 'With';
  items: WithItem[];
  body: Stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    items: WithItem[],
    body: Stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.items = items;
    this.body = body;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AsyncWith(withitem* items, stmt* body, string? type_comment)` */
export class AsyncWith {
  readonly nodeType = 'AsyncWith';
  items: WithItem[];
  body: Stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    items: WithItem[],
    body: Stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.items = items;
    this.body = body;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Match(expr subject, match_case* cases)` */
export class Match {
  readonly nodeType = 'Match';
  subject: Expr;
  cases: MatchCase[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    subject: Expr,
    cases: MatchCase[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.subject = subject;
    this.cases = cases;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Raise(expr? exc, expr? cause)` */
export class Raise {
  readonly nodeType = 'Raise';
  exc: Expr | null;
  cause: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    exc: Expr | null,
    cause: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.exc = exc;
    this.cause = cause;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)` */
export class Try {
  readonly nodeType = 'Try';
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    body: Stmt[],
    handlers: ExceptHandler[],
    orelse: Stmt[],
    finalbody: Stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)` */
export class TryStar {
  readonly nodeType = 'TryStar';
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    body: Stmt[],
    handlers: ExceptHandler[],
    orelse: Stmt[],
    finalbody: Stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Assert(expr test, expr? msg)` */
export class Assert {
  readonly nodeType = 'Assert';
  test: Expr;
  msg: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: Expr,
    msg: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.msg = msg;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Import(alias* names)` */
export class Import {
  readonly nodeType = 'Import';
  names: Alias[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    names: Alias[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ImportFrom(identifier? module, alias* names, int? level)` */
export class ImportFrom {
  readonly nodeType = 'ImportFrom';
  module: string | null;
  names: Alias[];
  level: number | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    module: string | null,
    names: Alias[],
    level: number | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.module = module;
    this.names = names;
    this.level = level;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Global(identifier* names)` */
export class Global {
  readonly nodeType = 'Global';
  names: string[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    names: string[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Nonlocal(identifier* names)` */
export class Nonlocal {
  readonly nodeType = 'Nonlocal';
  names: string[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    names: string[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Expr(expr value)` */
export class ExprStmt {
  readonly nodeType = 'Expr';
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: Expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Pass` */
export class Pass {
  readonly nodeType = 'Pass';
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Break` */
export class Break {
  readonly nodeType = 'Break';
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Continue` */
export class Continue {
  readonly nodeType = 'Continue';
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `BoolOp(boolop op, expr* values)` */
export class BoolOp {
  readonly nodeType = 'BoolOp';
  op: BoolOperator;
  values: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    op: BoolOperator,
    values: Expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.op = op;
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `NamedExpr(expr target, expr value)` */
export class NamedExpr {
  readonly nodeType = 'NamedExpr';
  target: Expr;
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: Expr,
    value: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `BinOp(expr left, operator op, expr right)` */
export class BinOp {
  readonly nodeType = 'BinOp';
  left: Expr;
  op: BinaryOperator;
  right: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    left: Expr,
    op: BinaryOperator,
    right: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.left = left;
    this.op = op;
    this.right = right;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `UnaryOp(unaryop op, expr operand)` */
export class UnaryOp {
  readonly nodeType = 'UnaryOp';
  op: UnaryOperator;
  operand: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    op: UnaryOperator,
    operand: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.op = op;
    this.operand = operand;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Lambda(arguments args, expr body)` */
export class Lambda {
  readonly nodeType = 'Lambda';
  args: Arguments;
  body: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    args: Arguments,
    body: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.args = args;
    this.body = body;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `IfExp(expr test, expr body, expr orelse)` */
export class IfExp {
  readonly nodeType = 'IfExp';
  test: Expr;
  body: Expr;
  orelse: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: Expr,
    body: Expr,
    orelse: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Dict(expr?* keys, expr* values)` */
export class Dict {
  readonly nodeType = 'Dict';
  keys: (Expr | null)[];
  values: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    keys: (Expr | null)[],
    values: Expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.keys = keys;
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Set(expr* elts)` */
export class Set {
  readonly nodeType = 'Set';
  elts: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elts: Expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elts = elts;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ListComp(expr elt, comprehension* generators)` */
export class ListComp {
  readonly nodeType = 'ListComp';
  elt: Expr;
  generators: Comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elt: Expr,
    generators: Comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `SetComp(expr elt, comprehension* generators)` */
export class SetComp {
  readonly nodeType = 'SetComp';
  elt: Expr;
  generators: Comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elt: Expr,
    generators: Comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `DictComp(expr key, expr value, comprehension* generators)` */
export class DictComp {
  readonly nodeType = 'DictComp';
  key: Expr;
  value: Expr;
  generators: Comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    key: Expr,
    value: Expr,
    generators: Comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.key = key;
    this.value = value;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `GeneratorExp(expr elt, comprehension* generators)` */
export class GeneratorExp {
  readonly nodeType = 'GeneratorExp';
  elt: Expr;
  generators: Comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elt: Expr,
    generators: Comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Await(expr value)` */
export class Await {
  readonly nodeType = 'Await';
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: Expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Yield(expr? value)` */
export class Yield {
  readonly nodeType = 'Yield';
  value: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `YieldFrom(expr value)` */
export class YieldFrom {
  readonly nodeType = 'YieldFrom';
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: Expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Compare(expr left, cmpop* ops, expr* comparators)` */
export class Compare {
  readonly nodeType = 'Compare';
  left: Expr;
  ops: CompareOperator[];
  comparators: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    left: Expr,
    ops: CompareOperator[],
    comparators: Expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.left = left;
    this.ops = ops;
    this.comparators = comparators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Call(expr func, expr* args, keyword* keywords)` */
export class Call {
  readonly nodeType = 'Call';
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    func: Expr,
    args: Expr[],
    keywords: Keyword[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.func = func;
    this.args = args;
    this.keywords = keywords;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `FormattedValue(expr value, int conversion, expr? format_spec)` */
export class FormattedValue {
  readonly nodeType = 'FormattedValue';
  value: Expr;
  conversion: number;
  format_spec: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr,
    conversion: number,
    format_spec: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.conversion = conversion;
    this.format_spec = format_spec;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Interpolation(expr value, constant str, int conversion, expr? format_spec)` */
export class Interpolation {
  readonly nodeType = 'Interpolation';
  value: Expr;
  str: Text;
  conversion: number;
  format_spec: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr,
    str: Text,
    conversion: number,
    format_spec: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.str = str;
    this.conversion = conversion;
    this.format_spec = format_spec;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `JoinedStr(expr* values)` */
export class JoinedStr {
  readonly nodeType = 'JoinedStr';
  values: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    values: Expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `TemplateStr(expr* values)` */
export class TemplateStr {
  readonly nodeType = 'TemplateStr';
  values: Expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    values: Expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Constant(constant value, string? kind)` */
export class Constant {
  readonly nodeType = 'Constant';
  value: ConstantValue;
  kind: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: ConstantValue,
    kind: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.kind = kind;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Attribute(expr value, identifier attr, expr_context ctx)` */
export class Attribute {
  readonly nodeType = 'Attribute';
  value: Expr;
  attr: string;
  ctx: ExprContext;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr,
    attr: string,
    ctx: ExprContext,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.attr = attr;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Subscript(expr value, expr slice, expr_context ctx)` */
export class Subscript {
  readonly nodeType = 'Subscript';
  value: Expr;
  slice: Expr;
  ctx: ExprContext;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr,
    slice: Expr,
    ctx: ExprContext,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.slice = slice;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Starred(expr value, expr_context ctx)` */
export class Starred {
  readonly nodeType = 'Starred';
  value: Expr;
  ctx: ExprContext;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: Expr,
    ctx: ExprContext,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Name(identifier id, expr_context ctx)` */
export class Name {
  readonly nodeType = 'Name';
  id: string;
  ctx: ExprContext;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    id: string,
    ctx: ExprContext,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.id = id;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `List(expr* elts, expr_context ctx)` */
export class List {
  readonly nodeType = 'List';
  elts: Expr[];
  ctx: ExprContext;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elts: Expr[],
    ctx: ExprContext,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elts = elts;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Tuple(expr* elts, expr_context ctx)` */
export class Tuple {
  readonly nodeType = 'Tuple';
  elts: Expr[];
  ctx: ExprContext;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elts: Expr[],
    ctx: ExprContext,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elts = elts;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Slice(expr? lower, expr? upper, expr? step)` */
export class Slice {
  readonly nodeType = 'Slice';
  lower: Expr | null;
  upper: Expr | null;
  step: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    lower: Expr | null,
    upper: Expr | null,
    step: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.lower = lower;
    this.upper = upper;
    this.step = step;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `comprehension(expr target, expr iter, expr* ifs, int is_async)` */
export class Comprehension {
  readonly nodeType = 'comprehension';
  target: Expr;
  iter: Expr;
  ifs: Expr[];
  is_async: number;
  constructor(target: Expr, iter: Expr, ifs: Expr[], is_async: number) {
    this.target = target;
    this.iter = iter;
    this.ifs = ifs;
    this.is_async = is_async;
  }
}

/** `ExceptHandler(expr? type, identifier? name, stmt* body)` */
export class ExceptHandler {
  readonly nodeType = 'ExceptHandler';
  type: Expr | null;
  name: string | null;
  body: Stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    type: Expr | null,
    name: string | null,
    body: Stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.type = type;
    this.name = name;
    this.body = body;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)` */
export class Arguments {
  readonly nodeType = 'arguments';
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  kw_defaults: (Expr | null)[];
  kwarg: Arg | null;
  defaults: Expr[];
  constructor(
    posonlyargs: Arg[],
    args: Arg[],
    vararg: Arg | null,
    kwonlyargs: Arg[],
    kw_defaults: (Expr | null)[],
    kwarg: Arg | null,
    defaults: Expr[],
  ) {
    this.posonlyargs = posonlyargs;
    this.args = args;
    this.vararg = vararg;
    this.kwonlyargs = kwonlyargs;
    this.kw_defaults = kw_defaults;
    this.kwarg = kwarg;
    this.defaults = defaults;
  }
}

/** `arg(identifier arg, expr? annotation, string? type_comment)` */
export class Arg {
  readonly nodeType = 'arg';
  arg: string;
  annotation: Expr | null;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    arg: string,
    annotation: Expr | null,
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.arg = arg;
    this.annotation = annotation;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `keyword(identifier? arg, expr value)` */
export class Keyword {
  readonly nodeType = 'keyword';
  arg: string | null;
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    arg: string | null,
    value: Expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.arg = arg;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `alias(identifier name, identifier? asname)` */
export class Alias {
  readonly nodeType = 'alias';
  name: string;
  asname: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    asname: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.asname = asname;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `withitem(expr context_expr, expr? optional_vars)` */
export class WithItem {
  readonly nodeType = 'withitem';
  context_expr: Expr;
  optional_vars: Expr | null;
  constructor(context_expr: Expr, optional_vars: Expr | null) {
    this.context_expr = context_expr;
    this.optional_vars = optional_vars;
  }
}

/** `match_case(pattern pattern, expr? guard, stmt* body)` */
export class MatchCase {
  readonly nodeType = 'match_case';
  pattern: Pattern;
  guard: Expr | null;
  body: Stmt[];
  constructor(pattern: Pattern, guard: Expr | null, body: Stmt[]) {
    this.pattern = pattern;
    this.guard = guard;
    this.body = body;
  }
}

/** `MatchValue(expr value)` */
export class MatchValue {
  readonly nodeType = 'MatchValue';
  value: Expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: Expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchSingleton(constant value)` */
export class MatchSingleton {
  readonly nodeType = 'MatchSingleton';
  value: null | boolean;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: null | boolean,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchSequence(pattern* patterns)` */
export class MatchSequence {
  readonly nodeType = 'MatchSequence';
  patterns: Pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    patterns: Pattern[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.patterns = patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchMapping(expr* keys, pattern* patterns, identifier? rest)` */
export class MatchMapping {
  readonly nodeType = 'MatchMapping';
  keys: Expr[];
  patterns: Pattern[];
  rest: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    keys: Expr[],
    patterns: Pattern[],
    rest: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.keys = keys;
    this.patterns = patterns;
    this.rest = rest;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)` */
export class MatchClass {
  readonly nodeType = 'MatchClass';
  cls: Expr;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    cls: Expr,
    patterns: Pattern[],
    kwd_attrs: string[],
    kwd_patterns: Pattern[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.cls = cls;
    this.patterns = patterns;
    this.kwd_attrs = kwd_attrs;
    this.kwd_patterns = kwd_patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchStar(identifier? name)` */
export class MatchStar {
  readonly nodeType = 'MatchStar';
  name: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchAs(pattern? pattern, identifier? name)` */
export class MatchAs {
  readonly nodeType = 'MatchAs';
  pattern: Pattern | null;
  name: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    pattern: Pattern | null,
    name: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.pattern = pattern;
    this.name = name;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchOr(pattern* patterns)` */
export class MatchOr {
  readonly nodeType = 'MatchOr';
  patterns: Pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    patterns: Pattern[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.patterns = patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `TypeIgnore(int lineno, string tag)` */
export class TypeIgnore {
  readonly nodeType = 'TypeIgnore';
  lineno: number;
  tag: string;
  constructor(lineno: number, tag: string) {
    this.lineno = lineno;
    this.tag = tag;
  }
}

/** `TypeVar(identifier name, expr? bound, expr? default_value)` */
export class TypeVar {
  readonly nodeType = 'TypeVar';
  name: string;
  bound: Expr | null;
  default_value: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    bound: Expr | null,
    default_value: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.bound = bound;
    this.default_value = default_value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ParamSpec(identifier name, expr? default_value)` */
export class ParamSpec {
  readonly nodeType = 'ParamSpec';
  name: string;
  default_value: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    default_value: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.default_value = default_value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `TypeVarTuple(identifier name, expr? default_value)` */
export class TypeVarTuple {
  readonly nodeType = 'TypeVarTuple';
  name: string;
  default_value: Expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    default_value: Expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.default_value = default_value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export type Mod = Module | Interactive | Expression;
export type Stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue;
export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;
export type Pattern =
  MatchValue | MatchSingleton | MatchSequence | MatchMapping | MatchClass | MatchStar | MatchAs | MatchOr;
export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;
export type Node =
  | Mod
  | FunctionType
  | Stmt
  | Expr
  | Pattern
  | TypeParam
  | ExceptHandler
  | TypeIgnore
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | Comprehension
  | MatchCase;
