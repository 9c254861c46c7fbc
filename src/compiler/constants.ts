// Constants as JavaScript text.
//
// Numbers, strings, None and the booleans stand in the code as they are; what needs an object (floats, bytes, tuples) is made once
// for each module, as `k0`, `k1`, ...
import type { ELLIPSIS } from '../syntax/ast.ts';
import {
  ComplexConstant,
  ConstantItems,
  type ConstantValue,
  type Expr,
  FloatLiteral,
  ImaginaryLiteral,
  WideText,
} from '../syntax/ast.ts';
import type { Operand } from './ir.ts';

interface ConstantPool {
  constant(source: string): Operand;
}

/** The operand of a constant: its text, or its name in the pool. */
export function constantOperand(pool: ConstantPool, value: ConstantValue): Operand {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      return value < 0 ? `(${value})` : String(value);
    case 'bigint':
      return pool.constant(`${value}n`);
    case 'string':
      return stringText(value);
    case 'symbol':
      return 'Ellipsis';
    default: // null or an object: below
  }
  if (value === null) return 'None';
  return pool.constant(constantSource(pool, value));
}

function constantSource(
  pool: ConstantPool,
  value: Exclude<ConstantValue, null | boolean | number | bigint | string | typeof ELLIPSIS>,
): string {
  if (value instanceof FloatLiteral) return `new PyFloat(${numberText(value.value)})`;
  if (value instanceof ImaginaryLiteral) return `new PyComplex(0, ${numberText(value.value)})`;
  if (value instanceof ComplexConstant)
    return `new PyComplex(${numberText(value.real)}, ${numberText(value.imag)})`;
  if (value instanceof ConstantItems) {
    const items = value.items.map((item) => constantOperand(pool, item)).join(', ');
    return value.kind === 'tuple' ? `new PyTuple([${items}])` : `constantSet([${items}])`;
  }
  if (value instanceof WideText) return `makeStr(new Uint32Array([${value.codePoints.join(',')}]))`;
  return `new PyBytes(new Uint8Array([${(value as Uint8Array).join(',')}]))`;
}

function numberText(v: number): string {
  if (Object.is(v, -0)) return '-0';
  return String(v);
}

/** A string literal that is valid JavaScript anywhere. */
export function stringText(s: string): string {
  return JSON.stringify(s).replace(/[\u2028\u2029]/g, (c) => '\\u' + c.charCodeAt(0).toString(16));
}

/**
 * The source of a constant expression (a literal, a tuple of constants, a signed number), or null. Tuples become one shared
 * object, as CPython folds them.
 */
export function constantExpression(pool: ConstantPool, node: Expr): Operand | null {
  switch (node.nodeType) {
    case 'Constant':
      return constantOperand(pool, node.value);
    case 'Tuple': {
      const items: Operand[] = [];
      for (const item of node.elts) {
        const operand = constantExpression(pool, item);
        if (operand === null) return null;
        items.push(operand);
      }
      return items.length === 0 ? 'emptyTuple' : pool.constant(`new PyTuple([${items.join(', ')}])`);
    }
    case 'UnaryOp': {
      if (node.op !== 'USub' || node.operand.nodeType !== 'Constant') return null;
      const { value } = node.operand;
      if (typeof value === 'number') return value === 0 ? '0' : `(${-value})`;
      if (typeof value === 'bigint') return pool.constant(`${-value}n`);
      if (value instanceof FloatLiteral) return pool.constant(`new PyFloat(${numberText(-value.value)})`);
      return null;
    }
    default:
      return null;
  }
}

/** A display of constants, of which nothing is asked but what is in it: of a set a frozenset, of a list a tuple; or null. */
export function constantContainer(pool: ConstantPool, node: Expr): Operand | null {
  if (node.nodeType !== 'Set' && node.nodeType !== 'List') return null;
  const items = node.elts.map((item) => constantExpression(pool, item));
  if (items.length === 0 || items.includes(null)) return null;
  const list = items.join(', ');
  return pool.constant(node.nodeType === 'Set' ? `constantSet([${list}])` : `new PyTuple([${list}])`);
}
