// Checks a syntax tree that a Python program made for what the parser would never give: empty bodies, wrong contexts, lists of
// different lengths. The messages are those of CPython (Python/ast.c), and so is the order: a node before what is in it, and that
// from left to right. What is left to check waits on a stack of its own, so that deep trees are no matter.
import { newException, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import * as ast from '../../syntax/ast.ts';

/** One check that is still to be done. */
type Check = () => Check[] | void;
type Context = ast.ExprContext;

function invalid(message: string): never {
  throw newException(valueErrorType, message);
}

/** Throws ValueError or TypeError when the tree is not a valid one. */
export function validateTree(tree: ast.Mod): void {
  const pending: Check[] = tree.nodeType === 'Expression' ? [expr(tree.body)] : stmts(tree.body).reverse();
  while (pending.length > 0) {
    const more = pending.pop()!();
    if (more !== undefined) for (let i = more.length - 1; i >= 0; i--) pending.push(more[i]!);
  }
}

function positions({ lineno, end_lineno, col_offset, end_col_offset }: ast.Position): void {
  if (lineno > end_lineno) invalid(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset)) {
    invalid(
      `AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`,
    );
  }
  if (lineno === end_lineno && col_offset > end_col_offset) {
    invalid(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }
}

function name(id: string): void {
  if (id === 'None' || id === 'True' || id === 'False')
    invalid(`identifier field can't represent '${id}' constant`);
}

function nonEmpty(list: readonly unknown[], what: string, owner: string): void {
  if (list.length === 0) invalid(`empty ${what} on ${owner}`);
}

// --- Expressions -----------------------------------------------------------------------------------------------------------

function exprs(list: readonly (ast.Expr | null)[], context: Context = 'Load', nullable = false): Check[] {
  return list.map((node): Check => {
    if (node !== null) return expr(node, context);
    return () => {
      if (!nullable) invalid('None disallowed in expression list');
    };
  });
}

function optional(node: ast.Expr | null, context: Context = 'Load'): Check[] {
  return node === null ? [] : [expr(node, context)];
}

function expr(node: ast.Expr, context: Context = 'Load'): Check {
  return () => {
    positions(node);
    if ('ctx' in node) {
      if (node.nodeType === 'Name') name(node.id);
      if (node.ctx !== context)
        invalid(`expression must have ${context} context but has ${node.ctx} instead`);
    } else if (context !== 'Load') invalid(`expression which can't be assigned to in ${context} context`);
    return insideExpr(node, context);
  };
}

function insideExpr(node: ast.Expr, context: Context): Check[] {
  switch (node.nodeType) {
    case 'BoolOp':
      if (node.values.length < 2) invalid('BoolOp with less than 2 values');
      return exprs(node.values);
    case 'BinOp':
      return exprs([node.left, node.right]);
    case 'UnaryOp':
      return [expr(node.operand)];
    case 'NamedExpr':
      if (node.target.nodeType !== 'Name')
        throw newException(typeErrorType, 'NamedExpr target must be a Name');
      return [expr(node.value)];
    case 'Lambda':
      return [parameters(node.args), expr(node.body)];
    case 'IfExp':
      return exprs([node.test, node.body, node.orelse]);
    case 'Dict':
      if (node.keys.length !== node.values.length)
        invalid("Dict doesn't have the same number of keys as values");
      return [...exprs(node.keys, 'Load', true), ...exprs(node.values)];
    case 'Set':
      return exprs(node.elts);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return [comprehensions(node.generators), expr(node.elt)];
    case 'DictComp':
      return [comprehensions(node.generators), expr(node.key), expr(node.value)];
    case 'Yield':
      return optional(node.value);
    case 'YieldFrom':
    case 'Await':
    case 'Attribute':
      return [expr(node.value)];
    case 'Compare':
      if (node.comparators.length === 0) invalid('Compare with no comparators');
      if (node.comparators.length !== node.ops.length) {
        invalid('Compare has a different number of comparators and operands');
      }
      return [...exprs(node.comparators), expr(node.left)];
    case 'Call':
      return [expr(node.func), ...exprs(node.args), ...exprs(node.keywords.map((keyword) => keyword.value))];
    case 'JoinedStr':
    case 'TemplateStr':
      return exprs(node.values);
    case 'FormattedValue':
    case 'Interpolation':
      return [expr(node.value), ...optional(node.format_spec)];
    case 'Subscript':
      return exprs([node.slice, node.value]);
    case 'Starred':
      return [expr(node.value, context)];
    case 'Slice':
      return [...optional(node.lower), ...optional(node.upper), ...optional(node.step)];
    case 'List':
    case 'Tuple':
      return exprs(node.elts, context);
    case 'Constant':
    case 'Name':
      return [];
  }
}

function comprehensions(generators: ast.Comprehension[]): Check {
  return () => {
    if (generators.length === 0) invalid('comprehension with no generators');
    return generators.flatMap(({ target, iter, ifs }) => [expr(target, 'Store'), expr(iter), ...exprs(ifs)]);
  };
}

function parameters(args: ast.Arguments): Check {
  const annotated = (list: (ast.Arg | null)[]): Check[] =>
    list.map((arg): Check => () => {
      if (arg === null) return [];
      positions(arg);
      return optional(arg.annotation);
    });
  const counts: Check = () => {
    if (args.defaults.length > args.posonlyargs.length + args.args.length) {
      invalid('more positional defaults than args on arguments');
    }
    if (args.kw_defaults.length !== args.kwonlyargs.length) {
      invalid('length of kwonlyargs is not the same as kw_defaults on arguments');
    }
    return [...exprs(args.defaults), ...exprs(args.kw_defaults, 'Load', true)];
  };
  return () => [
    ...annotated([...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg]),
    counts,
  ];
}

// --- Statements --------------------------------------------------------------------------------------------------------------

function stmts(list: readonly (ast.Stmt | null)[]): Check[] {
  return list.map((node): Check => () => {
    if (node === null) invalid('None disallowed in statement list');
    positions(node);
    return insideStmt(node);
  });
}

function body(list: ast.Stmt[], owner: string): Check[] {
  return [
    () => {
      nonEmpty(list, 'body', owner);
      return stmts(list);
    },
  ];
}

function targets(list: ast.Expr[], context: Context, owner: string): Check[] {
  nonEmpty(list, 'targets', owner);
  return exprs(list, context);
}

function insideStmt(node: ast.Stmt): Check[] {
  const owner = node.nodeType;
  switch (node.nodeType) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return [
        ...body(node.body, owner),
        ...typeParams(node.type_params),
        parameters(node.args),
        ...exprs(node.decorator_list),
        ...optional(node.returns),
      ];
    case 'ClassDef':
      return [
        ...body(node.body, owner),
        ...typeParams(node.type_params),
        ...exprs(node.bases),
        ...exprs(node.keywords.map((keyword) => keyword.value)),
        ...exprs(node.decorator_list),
      ];
    case 'Return':
      return optional(node.value);
    case 'Delete':
      return targets(node.targets, 'Del', owner);
    case 'Assign':
      return [...targets(node.targets, 'Store', owner), expr(node.value)];
    case 'TypeAlias':
      if (node.name.nodeType !== 'Name') throw newException(typeErrorType, 'TypeAlias with non-Name name');
      return [expr(node.name, 'Store'), ...typeParams(node.type_params), expr(node.value)];
    case 'AugAssign':
      return [expr(node.target, 'Store'), expr(node.value)];
    case 'AnnAssign':
      if (node.target.nodeType !== 'Name' && node.simple !== 0) {
        throw newException(typeErrorType, 'AnnAssign with simple non-Name target');
      }
      return [expr(node.target, 'Store'), ...optional(node.value), expr(node.annotation)];
    case 'For':
    case 'AsyncFor':
      return [expr(node.target, 'Store'), expr(node.iter), ...body(node.body, owner), ...stmts(node.orelse)];
    case 'While':
    case 'If':
      return [expr(node.test), ...body(node.body, owner), ...stmts(node.orelse)];
    case 'With':
    case 'AsyncWith':
      nonEmpty(node.items, 'items', owner);
      return [
        ...node.items.flatMap((item) => [expr(item.context_expr), ...optional(item.optional_vars, 'Store')]),
        ...body(node.body, owner),
      ];
    case 'Match':
      return [expr(node.subject), cases(node.cases)];
    case 'Raise':
      if (node.exc === null && node.cause !== null) invalid('Raise with cause but no exception');
      return [...optional(node.exc), ...optional(node.cause)];
    case 'Try':
    case 'TryStar':
      return [...body(node.body, owner), handlers(node)];
    case 'Assert':
      return [expr(node.test), ...optional(node.msg)];
    case 'ImportFrom':
      if ((node.level as number | null) !== null && node.level! < 0) invalid('Negative ImportFrom level');
      nonEmpty(node.names, 'names', owner);
      return [];
    case 'Import':
    case 'Global':
    case 'Nonlocal':
      nonEmpty(node.names, 'names', owner);
      return [];
    case 'Expr':
      return [expr(node.value)];
    default:
      return [];
  }
}

function handlers(node: ast.Try | ast.TryStar): Check {
  const owner = node.nodeType;
  return () => {
    if (node.handlers.length === 0 && node.finalbody.length === 0) {
      invalid(`${owner} has neither except handlers nor finalbody`);
    }
    if (node.handlers.length === 0 && node.orelse.length > 0)
      invalid(`${owner} has orelse but no except handlers`);
    const each = node.handlers.map((handler): Check => () => {
      positions(handler);
      return [...optional(handler.type), ...body(handler.body, 'ExceptHandler')];
    });
    return [...each, ...stmts(node.finalbody), ...stmts(node.orelse)];
  };
}

function typeParams(list: ast.TypeParam[]): Check[] {
  return list.map((param): Check => () => {
    positions(param);
    name(param.name);
    return [...(param.nodeType === 'TypeVar' ? optional(param.bound) : []), ...optional(param.default_value)];
  });
}

// --- Patterns ------------------------------------------------------------------------------------------------------------------

function cases(list: ast.MatchCase[]): Check {
  return () => {
    nonEmpty(list, 'cases', 'Match');
    return list.flatMap((one) => [
      pattern(one.pattern, false),
      ...optional(one.guard),
      ...body(one.body, 'match_case'),
    ]);
  };
}

function patterns(list: ast.Pattern[], starAllowed: boolean): Check[] {
  return list.map((one) => pattern(one, starAllowed));
}

function capture(id: string | null): void {
  if (id === '_') invalid("can't capture name '_' in patterns");
  if (id !== null) name(id);
}

function pattern(node: ast.Pattern, starAllowed: boolean): Check {
  return () => {
    positions(node);
    return insidePattern(node, starAllowed);
  };
}

function insidePattern(node: ast.Pattern, starAllowed: boolean): Check[] {
  switch (node.nodeType) {
    case 'MatchValue':
      return matchValue(node.value);
    case 'MatchSingleton':
      if (node.value !== null && typeof node.value !== 'boolean') {
        invalid('MatchSingleton can only contain True, False and None');
      }
      return [];
    case 'MatchSequence':
      return patterns(node.patterns, true);
    case 'MatchMapping':
      if (node.keys.length !== node.patterns.length)
        invalid("MatchMapping doesn't have the same number of keys as patterns");
      capture(node.rest);
      return [...node.keys.flatMap(matchKey), ...patterns(node.patterns, false)];
    case 'MatchClass':
      return classPattern(node);
    case 'MatchStar':
      if (!starAllowed) invalid("can't use MatchStar here");
      capture(node.name);
      return [];
    case 'MatchAs':
      capture(node.name);
      if (node.pattern === null) return [];
      if (node.name === null) invalid('MatchAs must specify a target name if a pattern is given');
      return [pattern(node.pattern, false)];
    case 'MatchOr':
      if (node.patterns.length < 2) invalid('MatchOr requires at least 2 patterns');
      return patterns(node.patterns, false);
  }
}

function classPattern(node: ast.MatchClass): Check[] {
  if (node.kwd_attrs.length !== node.kwd_patterns.length) {
    invalid("MatchClass doesn't have the same number of keyword attributes as patterns");
  }
  const dotted: Check = () => {
    let cls = node.cls;
    while (cls.nodeType === 'Attribute') cls = cls.value;
    if (cls.nodeType !== 'Name') invalid('MatchClass cls field can only contain Name or Attribute nodes.');
    node.kwd_attrs.forEach(name);
  };
  return [expr(node.cls), dotted, ...patterns(node.patterns, false), ...patterns(node.kwd_patterns, false)];
}

/** A key of a mapping pattern may also be None, True or False. */
function matchKey(key: ast.Expr): Check[] {
  if (key.nodeType === 'Constant' && (key.value === null || typeof key.value === 'boolean')) return [];
  return [() => matchValue(key)];
}

function matchValue(node: ast.Expr): Check[] {
  return [expr(node), () => literal(node)];
}

function literal(node: ast.Expr): Check[] {
  if (node.nodeType === 'Constant') {
    if (!isLiteralConstant(node.value)) invalid('unexpected constant inside of a literal pattern');
    return [];
  }
  // What is wrong with an f-string is found later.
  const isLiteral =
    node.nodeType === 'Attribute' ||
    node.nodeType === 'JoinedStr' ||
    node.nodeType === 'TemplateStr' ||
    isNegative(node, (value) => isReal(value) || isComplex(value)) ||
    isSum(node);
  return isLiteral ? [] : invalid('patterns may only match literals and attribute lookups');
}

function isLiteralConstant(value: ast.ConstantValue): boolean {
  const isText = typeof value === 'string' || value instanceof ast.WideText || value instanceof Uint8Array;
  return isText || isReal(value) || isComplex(value);
}

function isReal(value: ast.ConstantValue): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof ast.FloatLiteral;
}

function isComplex(value: ast.ConstantValue): boolean {
  return value instanceof ast.ImaginaryLiteral || value instanceof ast.ComplexConstant;
}

function isNegative(node: ast.Expr, isOperand: (value: ast.ConstantValue) => boolean): boolean {
  if (node.nodeType !== 'UnaryOp' || node.op !== 'USub') return false;
  return node.operand.nodeType === 'Constant' && isOperand(node.operand.value);
}

/** `1 + 2j`, `-1 - 2j`. */
function isSum(node: ast.Expr): boolean {
  if (node.nodeType !== 'BinOp' || (node.op !== 'Add' && node.op !== 'Sub')) return false;
  const { left, right } = node;
  const isLeft = left.nodeType === 'Constant' ? isReal(left.value) : isNegative(left, isReal);
  return isLeft && right.nodeType === 'Constant' && isComplex(right.value);
}
