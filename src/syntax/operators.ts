// Python's operators, in one table which every stage reads: the tokens, the parser's precedences, the names in the
// tree, the protocols that carry them out and the module `operator`.
//
// `name` is the class in Python's `ast` module. `precedence` orders the binary and unary operators as the grammar
// does (a higher one binds tighter); all are left-associative but `**`. It imports nothing.

import type { BinaryOperator, BoolOperator, CompareOperator, UnaryOperator } from './ast.ts';

/** A binary arithmetic or bitwise operator, with the special methods that carry it out. */
export interface BinaryOperatorRow {
  readonly name: BinaryOperator;
  readonly symbol: string;
  readonly precedence: number;
  /** Its place in the table. */
  readonly index: number;
  /** Method of the left operand, e.g. `__add__`. */
  readonly special: string;
  /** Method of the right operand, e.g. `__radd__`. */
  readonly reflected: string;
  /** Method tried first by the augmented assignment, e.g. `__iadd__`. */
  readonly inPlace: string;
}

export interface UnaryOperatorRow {
  readonly name: UnaryOperator;
  readonly symbol: string;
  readonly precedence: number;
  /** Null for `not`, which asks for the truth of its operand. */
  readonly special: string | null;
}

export interface CompareOperatorRow {
  readonly name: CompareOperator;
  readonly symbol: string;
  /** Null for `is` and `is not`, which ask nothing of their operands. */
  readonly special: string | null;
  /** Method of the right operand; null where there is none. */
  readonly reflected: string | null;
}

export interface BoolOperatorRow {
  readonly name: BoolOperator;
  readonly symbol: string;
  readonly precedence: number;
}

type UnnumberedRow = Omit<BinaryOperatorRow, 'index'>;

function binary(name: BinaryOperator, symbol: string, precedence: number, stem: string): UnnumberedRow {
  const methods = { special: `__${stem}__`, reflected: `__r${stem}__`, inPlace: `__i${stem}__` };
  return { name, symbol, precedence, ...methods };
}

const UNNUMBERED: readonly UnnumberedRow[] = [
  binary('BitOr', '|', 5, 'or'),
  binary('BitXor', '^', 6, 'xor'),
  binary('BitAnd', '&', 7, 'and'),
  binary('LShift', '<<', 8, 'lshift'),
  binary('RShift', '>>', 8, 'rshift'),
  binary('Add', '+', 9, 'add'),
  binary('Sub', '-', 9, 'sub'),
  binary('Mult', '*', 10, 'mul'),
  binary('MatMult', '@', 10, 'matmul'),
  binary('Div', '/', 10, 'truediv'),
  binary('FloorDiv', '//', 10, 'floordiv'),
  binary('Mod', '%', 10, 'mod'),
  binary('Pow', '**', 12, 'pow'),
];

export const BINARY_OPERATORS: readonly BinaryOperatorRow[] = UNNUMBERED.map((row, index) => ({
  ...row,
  index,
}));

export const UNARY_OPERATORS: readonly UnaryOperatorRow[] = [
  { name: 'Not', symbol: 'not', precedence: 3, special: null },
  { name: 'UAdd', symbol: '+', precedence: 11, special: '__pos__' },
  { name: 'USub', symbol: '-', precedence: 11, special: '__neg__' },
  { name: 'Invert', symbol: '~', precedence: 11, special: '__invert__' },
];

/** The precedence of all comparisons, which chain instead of associating. */
export const COMPARE_PRECEDENCE = 4;

export const COMPARE_OPERATORS: readonly CompareOperatorRow[] = [
  { name: 'Eq', symbol: '==', special: '__eq__', reflected: '__eq__' },
  { name: 'NotEq', symbol: '!=', special: '__ne__', reflected: '__ne__' },
  { name: 'Lt', symbol: '<', special: '__lt__', reflected: '__gt__' },
  { name: 'LtE', symbol: '<=', special: '__le__', reflected: '__ge__' },
  { name: 'Gt', symbol: '>', special: '__gt__', reflected: '__lt__' },
  { name: 'GtE', symbol: '>=', special: '__ge__', reflected: '__le__' },
  { name: 'Is', symbol: 'is', special: null, reflected: null },
  { name: 'IsNot', symbol: 'is not', special: null, reflected: null },
  { name: 'In', symbol: 'in', special: null, reflected: '__contains__' },
  { name: 'NotIn', symbol: 'not in', special: null, reflected: '__contains__' },
];

export const BOOL_OPERATORS: readonly BoolOperatorRow[] = [
  { name: 'Or', symbol: 'or', precedence: 1 },
  { name: 'And', symbol: 'and', precedence: 2 },
];
