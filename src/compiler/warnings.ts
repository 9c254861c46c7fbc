// What the compiler warns of (SyntaxWarning): constructs that are right and hardly meant.
//
// `controlFlowInFinally` (PEP 765) looks at the tree before its scopes are made, as CPython does; the others are asked by
// checks.ts at the nodes they are about, in the order of code generation. Warnings about literals come from the parser.
import * as ast from '../syntax/ast.ts';
import type { SyntaxWarningInfo } from '../syntax/errors.ts';

/** A warning at a node. */
export function warningAt(message: string, at: ast.Position): SyntaxWarningInfo {
  const { lineno, col_offset, end_lineno, end_col_offset } = at;
  return { message, lineno, col_offset, end_lineno, end_col_offset, origin: 'compiler' };
}

// --- Jumps out of a finally ------------------------------------------------------------------------------------------

/** The innermost thing around a statement that matters to jumps; CPython asks no further. */
type Around = 'finally' | 'function' | 'loop' | null;

/** `return`, `break` and `continue` directly in a `finally`, by which an exception is lost. */
export function controlFlowInFinally(tree: ast.Mod): SyntaxWarningInfo[] {
  if (tree.nodeType === 'Expression') return [];
  const found: SyntaxWarningInfo[] = [];
  const stack: [node: ast.Stmt, around: Around][] = [];
  const push = (body: readonly ast.Stmt[], around: Around): void => {
    for (let i = body.length - 1; i >= 0; i--) stack.push([body[i]!, around]);
  };
  push(tree.body, null);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, around] = next;
    const keyword = around === 'finally' ? JUMPS[node.nodeType] : undefined;
    if (keyword !== undefined) found.push(warningAt(`'${keyword}' in a 'finally' block`, node));
    const bodies = bodiesOf(node, around);
    for (let i = bodies.length - 1; i >= 0; i--) push(...bodies[i]!);
  }
  return found;
}

const JUMPS: Record<string, string> = { Return: 'return', Break: 'break', Continue: 'continue' };

/** The lists of statements in a statement, in order, with what is around those. */
function bodiesOf(node: ast.Stmt, around: Around): [body: readonly ast.Stmt[], around: Around][] {
  switch (node.nodeType) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return [[node.body, 'function']];
    case 'For':
    case 'AsyncFor':
    case 'While':
      return [
        [node.body, 'loop'],
        [node.orelse, around],
      ];
    case 'If':
      return [
        [node.body, around],
        [node.orelse, around],
      ];
    case 'ClassDef':
    case 'With':
    case 'AsyncWith':
      return [[node.body, around]];
    case 'Match':
      return node.cases.map((each) => [each.body, around]);
    case 'Try':
    case 'TryStar':
      return [
        [node.body, around],
        ...node.handlers.map((handler): [readonly ast.Stmt[], Around] => [handler.body, around]),
        [node.orelse, around],
        [node.finalbody, 'finally'],
      ];
    default:
      return [];
  }
}

// --- Expressions -----------------------------------------------------------------------------------------------------

/** `assert (x, 'message')`: a tuple that is not empty. */
export function assertWarning(node: ast.Assert): SyntaxWarningInfo | null {
  const { test } = node;
  if (test.nodeType !== 'Tuple' || test.elts.length === 0) return null;
  return warningAt('assertion is always true, perhaps remove parentheses?', node);
}

/** `x is 1`: the first comparison of identity with a literal that is no singleton. */
export function compareWarning(node: ast.Compare): SyntaxWarningInfo | null {
  const operands = [node.left, ...node.comparators];
  const at = node.ops.findIndex(
    (op, i) => (op === 'Is' || op === 'IsNot') && (isLiteral(operands[i]!) || isLiteral(operands[i + 1]!)),
  );
  if (at < 0) return null;
  const literal = isLiteral(operands[at]!) ? operands[at]! : operands[at + 1]!;
  const [operator, better] = node.ops[at] === 'Is' ? ['is', '=='] : ['is not', '!='];
  return warningAt(`"${operator}" with '${typeName(literal)!}' literal. Did you mean "${better}"?`, node);
}

/** A constant that equals others without being them; tuples of constants are constants here. */
function isLiteral(node: ast.Expr): boolean {
  if (node.nodeType !== 'Constant') return isConstantTuple(node);
  const { value } = node;
  return value !== null && typeof value !== 'boolean' && value !== ast.ELLIPSIS;
}

function isConstantTuple(node: ast.Expr): boolean {
  if (node.nodeType !== 'Tuple') return false;
  return node.elts.every((element) => element.nodeType === 'Constant' || isConstantTuple(element));
}

/** `(1, 2) (3, 4)`: the call of something that cannot be called. */
export function callWarning({ func }: ast.Call): SyntaxWarningInfo | null {
  const type = func.nodeType === 'Lambda' ? null : typeName(func);
  return type === null
    ? null
    : warningAt(`'${type}' object is not callable; perhaps you missed a comma?`, func);
}

/** `1[0]` and `'a'['b']`: an item of something that has none, or none by such an index. */
export function subscriptWarning(node: ast.Subscript): SyntaxWarningInfo | null {
  if (node.ctx !== 'Load') return null;
  const { value } = node;
  const type = typeName(value);
  if (type === null || type === 'dict') return null;
  if (!SEQUENCES.has(type))
    return warningAt(`'${type}' object is not subscriptable; perhaps you missed a comma?`, value);
  const index = typeName(node.slice);
  if (index === null || index === 'int' || index === 'bool') return null;
  const message = `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`;
  return warningAt(message, value);
}

const SEQUENCES: ReadonlySet<string> = new Set(['str', 'bytes', 'tuple', 'list']);

/** The type of the value of a display, literal or lambda; null for what only running it tells. */
function typeName(node: ast.Expr): string | null {
  return node.nodeType === 'Constant' ? constantTypeName(node.value) : (TYPES[node.nodeType] ?? null);
}

const TYPES: Record<string, string> = {
  Tuple: 'tuple',
  List: 'list',
  ListComp: 'list',
  Dict: 'dict',
  DictComp: 'dict',
  Set: 'set',
  SetComp: 'set',
  GeneratorExp: 'generator',
  Lambda: 'function',
  TemplateStr: 'string.templatelib.Template',
  Interpolation: 'string.templatelib.Interpolation',
  JoinedStr: 'str',
  FormattedValue: 'str',
};

function constantTypeName(value: ast.ConstantValue): string {
  if (value === null) return 'NoneType';
  if (value === ast.ELLIPSIS) return 'ellipsis';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (value instanceof ast.FloatLiteral) return 'float';
  if (value instanceof ast.ImaginaryLiteral || value instanceof ast.ComplexConstant) return 'complex';
  if (value instanceof ast.ConstantItems) return value.kind;
  return value instanceof Uint8Array ? 'bytes' : 'str';
}
