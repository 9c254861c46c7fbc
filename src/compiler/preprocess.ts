// What CPython does to a tree before it compiles it (Python/ast_preprocess.c), for `ast.parse(..., optimize=N)`: docstrings go with -OO,
// `__debug__` becomes a constant, `'%s' % (x,)` an f-string, and the numbers in patterns are computed. The compiler itself does
// these things where it meets them.
import * as ast from '../syntax/ast.ts';
import { patternNumber } from './pattern-numbers.ts';

export interface PreprocessOptions {
  /** 0, 1 (-O) or 2 (-OO). */
  optimize: number;
  /** Annotations are texts: they stay as they are. */
  futureAnnotations: boolean;
}

type Fields = Record<string, unknown>;

/** Changes the tree. */
export function preprocess(tree: ast.Mod, { optimize, futureAnnotations }: PreprocessOptions): void {
  const texts = futureAnnotations || importsAnnotations(tree);
  new Preprocessor(optimize, texts).children(tree as unknown as Fields);
}

function importsAnnotations(tree: ast.Mod): boolean {
  if (tree.nodeType === 'Expression') return false;
  return tree.body.some(
    (node) =>
      node.nodeType === 'ImportFrom' &&
      node.module === '__future__' &&
      node.names.some(({ name }) => name === 'annotations'),
  );
}

class Preprocessor {
  private readonly optimize: number;
  private readonly futureAnnotations: boolean;

  constructor(optimize: number, futureAnnotations: boolean) {
    this.optimize = optimize;
    this.futureAnnotations = futureAnnotations;
  }

  /** Replaces what is below a node. */
  children(node: Fields): void {
    const owner = OWNERS.has(node['nodeType'] as string);
    for (const name of Object.keys(node)) {
      const value = node[name];
      if (this.futureAnnotations && (name === 'annotation' || name === 'returns')) continue;
      if (name === 'body' && owner) this.body(value as ast.Stmt[]);
      else if (Array.isArray(value)) this.items(value);
      else if (isNode(value)) node[name] = this.node(value);
    }
  }

  private items(list: unknown[]): void {
    list.forEach((item, i) => {
      if (isNode(item)) list[i] = this.node(item);
    });
  }

  private body(body: ast.Stmt[]): void {
    const docstring = docstringOf(body);
    if (docstring !== null && this.optimize >= 2) removeFirst(body);
    this.items(body);
    const first = body[0];
    if (docstring !== null || docstringOf(body) === null) return;
    // What has become a string is no docstring.
    const { lineno, col_offset, end_lineno, end_col_offset, value } = first as ast.ExprStmt;
    (first as ast.ExprStmt).value = new ast.JoinedStr(
      [value],
      lineno,
      col_offset,
      end_lineno,
      end_col_offset,
    );
  }

  private node(node: ast.Node): ast.Node {
    this.children(node as unknown as Fields);
    switch (node.nodeType) {
      case 'Name':
        return node.ctx === 'Load' && node.id === '__debug__' ? constantAt(node, this.optimize === 0) : node;
      case 'BinOp':
        return formatted(node) ?? node;
      case 'MatchValue':
        node.value = patternNumber(node.value);
        return node;
      case 'MatchMapping':
        node.keys = node.keys.map(patternNumber);
        return node;
      default:
        return node;
    }
  }
}

/** Nodes whose body may begin with a docstring. */
const OWNERS = new Set(['Module', 'FunctionDef', 'AsyncFunctionDef', 'ClassDef']);

function isNode(value: unknown): value is ast.Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

function constantAt(at: ast.Position, value: ast.ConstantValue): ast.Constant {
  return new ast.Constant(value, null, at.lineno, at.col_offset, at.end_lineno, at.end_col_offset);
}

function isText(value: ast.ConstantValue): value is ast.Text {
  return typeof value === 'string' || value instanceof ast.WideText;
}

function docstringOf(body: readonly ast.Stmt[]): ast.Text | null {
  const first = body[0];
  if (first?.nodeType !== 'Expr' || first.value.nodeType !== 'Constant') return null;
  return isText(first.value.value) ? first.value.value : null;
}

function removeFirst(body: ast.Stmt[]): void {
  const { lineno, col_offset } = body[0]!;
  if (body.length > 1) body.shift();
  else body[0] = new ast.Pass(lineno, col_offset, lineno, col_offset + 'pass'.length);
}

// --- Formatting with % ---------------------------------------------------------------------------------------------------

/** Text up to a conversion, or to the end. */
const LITERAL = /(?:[^%]|%%)*/y;
/** A conversion that f-strings have as well: flags, width, precision, letter. Numbers have at most two digits. */
const CONVERSION = /%([-+ #0]*)(\d{0,2})(?:\.(\d{0,2}))?([sra])/y;

/** The f-string for `'...' % (...)`, if all conversions are plain ones; or null. */
export function formatted(node: ast.BinOp): ast.JoinedStr | null {
  const { left, right, op } = node;
  if (op !== 'Mod' || left.nodeType !== 'Constant' || typeof left.value !== 'string') return null;
  if (right.nodeType !== 'Tuple' || right.elts.some(({ nodeType }) => nodeType === 'Starred')) return null;
  const parts = formatParts(left.value, right.elts);
  if (parts === null) return null;
  return new ast.JoinedStr(parts, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}

function formatParts(format: string, operands: readonly ast.Expr[]): ast.Expr[] | null {
  const parts: ast.Expr[] = [];
  let used = 0;
  for (let at = 0; ; at = CONVERSION.lastIndex) {
    LITERAL.lastIndex = at;
    const literal = LITERAL.exec(format)![0].replaceAll('%%', '%');
    if (literal !== '') parts.push(new ast.Constant(literal, null, -1, -1, -1, -1));
    if (LITERAL.lastIndex >= format.length) break;
    CONVERSION.lastIndex = LITERAL.lastIndex;
    const found = CONVERSION.exec(format);
    const operand = operands[used++];
    if (found === null || operand === undefined) return null;
    parts.push(conversionOf(found, operand));
  }
  return used === operands.length ? parts : null;
}

function conversionOf(found: RegExpExecArray, operand: ast.Expr): ast.FormattedValue {
  const [, flags, width, precision, letter] = found as unknown as [string, string, string, string?, string?];
  const align = !flags.includes('-') && Number(width) > 0 ? '>' : '';
  const places = precision === undefined ? '' : `.${Number(precision)}`;
  const spec = align + (width === '' ? '' : String(Number(width))) + places;
  const { lineno, col_offset, end_lineno, end_col_offset } = operand;
  const conversion = letter!.charCodeAt(0);
  const format = spec === '' ? null : new ast.Constant(spec, null, -1, -1, -1, -1);
  return new ast.FormattedValue(operand, conversion, format, lineno, col_offset, end_lineno, end_col_offset);
}
