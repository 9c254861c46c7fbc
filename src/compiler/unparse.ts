// An expression as source text: what `from __future__ import annotations` puts in the place of an annotation.
//
// The text is exactly that of CPython's compiler (Python/ast_unparse.c), which is simpler than `ast.unparse`: it keeps no
// quotes, adds parentheses by precedence alone, and writes an f-string as the repr of its body. The tree is walked with a
// stack of its own, so that an expression may be as deep as its source was long.
import { ELLIPSIS, FloatLiteral, ImaginaryLiteral, WideText } from '../syntax/ast.ts';
import type {
  Arg,
  Arguments,
  BinaryOperator,
  BinOp,
  Call,
  Compare,
  CompareOperator,
  Comprehension,
  Constant,
  Dict,
  Expr,
  FormattedValue,
  Interpolation,
  Lambda,
  Text,
  UnaryOperator,
} from '../syntax/ast.ts';
import { constantRepr, textRepr } from '../syntax/constant-repr.ts';

/** Precedence, loosest first. */
const PR_NAMED = 0;
const PR_TUPLE = 1;
const PR_TEST = 2;
const PR_OR = 3;
const PR_AND = 4;
const PR_NOT = 5;
const PR_COMPARE = 6;
const PR_OPERAND = 7;
const PR_XOR = 8;
const PR_BITAND = 9;
const PR_SHIFT = 10;
const PR_ARITHMETIC = 11;
const PR_TERM = 12;
const PR_FACTOR = 13;
const PR_POWER = 14;
const PR_AWAIT = 15;
const PR_ATOM = 16;

const BINARY: Record<BinaryOperator, [symbol: string, level: number]> = {
  Add: [' + ', PR_ARITHMETIC],
  Sub: [' - ', PR_ARITHMETIC],
  Mult: [' * ', PR_TERM],
  MatMult: [' @ ', PR_TERM],
  Div: [' / ', PR_TERM],
  Mod: [' % ', PR_TERM],
  FloorDiv: [' // ', PR_TERM],
  LShift: [' << ', PR_SHIFT],
  RShift: [' >> ', PR_SHIFT],
  BitOr: [' | ', PR_OPERAND],
  BitXor: [' ^ ', PR_XOR],
  BitAnd: [' & ', PR_BITAND],
  Pow: [' ** ', PR_POWER],
};

const UNARY: Record<UnaryOperator, [symbol: string, level: number]> = {
  Invert: ['~', PR_FACTOR],
  Not: ['not ', PR_NOT],
  UAdd: ['+', PR_FACTOR],
  USub: ['-', PR_FACTOR],
};

const COMPARE: Record<CompareOperator, string> = {
  Eq: ' == ',
  NotEq: ' != ',
  Lt: ' < ',
  LtE: ' <= ',
  Gt: ' > ',
  GtE: ' >= ',
  Is: ' is ',
  IsNot: ' is not ',
  In: ' in ',
  NotIn: ' not in ',
};

/** An expression, to be put in parentheses where the context binds tighter than it does. */
interface ExpressionPart {
  node: Expr;
  level: number;
}
/** From here to the matching end, text is collected apart. */
interface BeginPart {
  begin: true;
}
/** What was collected is a whole f- or t-string's body (`quote` its prefix), or an expression to follow a brace. */
interface EndPart {
  quote: string | null;
}
type Part = string | ExpressionPart | BeginPart | EndPart;

/** The source text of an expression, as UTF-16. */
export function unparse(node: Expr): string {
  const buffers: string[][] = [[]];
  const pending: Part[] = [expression(node, PR_TEST)];
  while (pending.length > 0) {
    const part = pending.pop()!;
    const out = buffers[buffers.length - 1]!;
    if (typeof part === 'string') out.push(part);
    else if ('node' in part) {
      const parts = partsOf(part.node, part.level);
      for (let i = parts.length - 1; i >= 0; i--) pending.push(parts[i]!);
    } else if ('begin' in part) buffers.push([]);
    else {
      buffers.pop();
      buffers[buffers.length - 1]!.push(collected(out.join(''), part.quote));
    }
  }
  return buffers[0]!.join('');
}

function collected(text: string, quote: string | null): string {
  if (quote !== null) return quote + textRepr(codePoints(text));
  return (text.startsWith('{') ? '{ ' : '{') + text;
}

function expression(node: Expr, level: number): ExpressionPart {
  return { node, level };
}

/** `parts`, in parentheses when `level`, that of the context, is above the expression's `own`. */
function grouped(parts: Part[], level: number, own: number): Part[] {
  return level > own ? ['(', ...parts, ')'] : parts;
}

function separated(nodes: Expr[], level: number, separator = ', '): Part[] {
  const parts: Part[] = [];
  nodes.forEach((node, i) => {
    if (i > 0) parts.push(separator);
    parts.push(expression(node, level));
  });
  return parts;
}

function partsOf(node: Expr, level: number): Part[] {
  switch (node.nodeType) {
    case 'BoolOp': {
      const own = node.op === 'And' ? PR_AND : PR_OR;
      return grouped(separated(node.values, own + 1, node.op === 'And' ? ' and ' : ' or '), level, own);
    }
    case 'NamedExpr':
      return grouped(
        [expression(node.target, PR_ATOM), ' := ', expression(node.value, PR_ATOM)],
        level,
        PR_NAMED,
      );
    case 'BinOp':
      return binaryParts(node, level);
    case 'UnaryOp': {
      const [symbol, own] = UNARY[node.op];
      return grouped([symbol, expression(node.operand, own)], level, own);
    }
    case 'Lambda':
      return lambdaParts(node, level);
    case 'IfExp':
      return grouped(
        [
          expression(node.body, PR_TEST + 1),
          ' if ',
          expression(node.test, PR_TEST + 1),
          ' else ',
          expression(node.orelse, PR_TEST),
        ],
        level,
        PR_TEST,
      );
    case 'Dict':
      return dictParts(node);
    case 'Set':
      return ['{', ...separated(node.elts, PR_TEST), '}'];
    case 'List':
      return ['[', ...separated(node.elts, PR_TEST), ']'];
    case 'Tuple':
      if (node.elts.length === 0) return ['()'];
      return grouped([...separated(node.elts, PR_TEST), node.elts.length === 1 ? ',' : ''], level, PR_TUPLE);
    case 'ListComp':
      return ['[', expression(node.elt, PR_TEST), ...generatorParts(node.generators), ']'];
    case 'SetComp':
      return ['{', expression(node.elt, PR_TEST), ...generatorParts(node.generators), '}'];
    case 'GeneratorExp':
      return ['(', expression(node.elt, PR_TEST), ...generatorParts(node.generators), ')'];
    case 'DictComp':
      return [
        '{',
        expression(node.key, PR_TEST),
        ': ',
        expression(node.value, PR_TEST),
        ...generatorParts(node.generators),
        '}',
      ];
    case 'Await':
      return grouped(['await ', expression(node.value, PR_ATOM)], level, PR_AWAIT);
    case 'Yield':
      return node.value === null ? ['(yield)'] : ['(yield ', expression(node.value, PR_TEST), ')'];
    case 'YieldFrom':
      return ['(yield from ', expression(node.value, PR_TEST), ')'];
    case 'Compare':
      return grouped(compareParts(node), level, PR_COMPARE);
    case 'Call':
      return callParts(node);
    case 'JoinedStr':
      return [{ begin: true }, ...node.values.flatMap(bodyParts), { quote: 'f' }];
    case 'TemplateStr':
      return [{ begin: true }, ...node.values.flatMap(bodyParts), { quote: 't' }];
    case 'FormattedValue':
    case 'Interpolation':
      return replacementParts(node);
    case 'Constant':
      return [constantText(node)];
    case 'Attribute': {
      const { value } = node;
      const spaced =
        value.nodeType === 'Constant' && (typeof value.value === 'number' || typeof value.value === 'bigint');
      return [expression(value, PR_ATOM), spaced ? ' .' : '.', node.attr];
    }
    case 'Subscript':
      return [expression(node.value, PR_ATOM), '[', expression(node.slice, PR_TUPLE), ']'];
    case 'Starred':
      return ['*', expression(node.value, PR_OPERAND)];
    case 'Name':
      return [node.id];
    case 'Slice':
      return [
        ...(node.lower === null ? [] : [expression(node.lower, PR_TEST)]),
        ':',
        ...(node.upper === null ? [] : [expression(node.upper, PR_TEST)]),
        ...(node.step === null ? [] : [':', expression(node.step, PR_TEST)]),
      ];
  }
}

function binaryParts(node: BinOp, level: number): Part[] {
  const [symbol, own] = BINARY[node.op];
  const right = node.op === 'Pow' ? 1 : 0;
  return grouped(
    [expression(node.left, own + right), symbol, expression(node.right, own + 1 - right)],
    level,
    own,
  );
}

function compareParts(node: Compare): Part[] {
  const parts: Part[] = [expression(node.left, PR_COMPARE + 1)];
  node.ops.forEach((op, i) => parts.push(COMPARE[op], expression(node.comparators[i]!, PR_COMPARE + 1)));
  return parts;
}

function dictParts(node: Dict): Part[] {
  const parts: Part[] = ['{'];
  node.keys.forEach((key, i) => {
    const value = node.values[i]!;
    if (i > 0) parts.push(', ');
    if (key === null) parts.push('**', expression(value, PR_OPERAND));
    else parts.push(expression(key, PR_TEST), ': ', expression(value, PR_TEST));
  });
  return [...parts, '}'];
}

function callParts(node: Call): Part[] {
  const { args, keywords } = node;
  const func = expression(node.func, PR_ATOM);
  if (args.length === 1 && keywords.length === 0 && args[0]!.nodeType === 'GeneratorExp') {
    return [func, expression(args[0]!, PR_ATOM)];
  }
  const parts: Part[] = [func, '(', ...separated(args, PR_TEST)];
  keywords.forEach(({ arg, value }, i) => {
    if (args.length + i > 0) parts.push(', ');
    parts.push(arg === null ? '**' : `${arg}=`, expression(value, PR_TEST));
  });
  return [...parts, ')'];
}

function generatorParts(generators: Comprehension[]): Part[] {
  return generators.flatMap((generator) => [
    generator.is_async !== 0 ? ' async for ' : ' for ',
    expression(generator.target, PR_TUPLE),
    ' in ',
    expression(generator.iter, PR_TEST + 1),
    ...generator.ifs.flatMap((test): Part[] => [' if ', expression(test, PR_TEST + 1)]),
  ]);
}

function lambdaParts({ args, body }: Lambda, level: number): Part[] {
  // The space is missing before `*` and `**`, as CPython has it.
  const keyword = args.posonlyargs.length + args.args.length > 0 ? 'lambda ' : 'lambda';
  return grouped([keyword, ...parameterParts(args), ': ', expression(body, PR_TEST)], level, PR_TEST);
}

function parameterParts(args: Arguments): Part[] {
  const positional = [...args.posonlyargs, ...args.args];
  const required = positional.length - args.defaults.length;
  const items: Part[][] = positional.map((arg, i) => [
    ...argParts(arg),
    ...defaultParts(i >= required ? args.defaults[i - required]! : null),
    i + 1 === args.posonlyargs.length ? ', /' : '',
  ]);
  if (args.vararg !== null) items.push(['*', ...argParts(args.vararg)]);
  else if (args.kwonlyargs.length > 0) items.push(['*']);
  args.kwonlyargs.forEach((arg, i) =>
    items.push([...argParts(arg), ...defaultParts(args.kw_defaults[i] ?? null)]),
  );
  if (args.kwarg !== null) items.push(['**', ...argParts(args.kwarg)]);
  return items.flatMap((item, i) => (i > 0 ? [', ', ...item] : item));
}

function argParts(arg: Arg): Part[] {
  return arg.annotation === null ? [arg.arg] : [`${arg.arg}: `, expression(arg.annotation, PR_TEST)];
}

function defaultParts(value: Expr | null): Part[] {
  return value === null ? [] : ['=', expression(value, PR_TEST)];
}

/** A part of an f-string: text with its braces doubled, or what stands between braces. */
function bodyParts(node: Expr): Part[] {
  if (node.nodeType === 'Constant') return [utf16(node.value as Text).replace(/[{}]/g, '$&$&')];
  if (node.nodeType === 'JoinedStr' || node.nodeType === 'TemplateStr') return node.values.flatMap(bodyParts);
  return [expression(node, PR_TEST)];
}

/** `{value!r:spec}`. A t-string's value is the text that stood there. */
function replacementParts(node: FormattedValue | Interpolation): Part[] {
  const value = node.nodeType === 'Interpolation' ? utf16(node.str) : expression(node.value, PR_TEST + 1);
  const conversion = node.conversion > 0 ? '!' + String.fromCharCode(node.conversion) : '';
  const spec = node.format_spec === null ? [] : [':', ...bodyParts(node.format_spec)];
  return [{ begin: true }, value, { quote: null }, conversion, ...spec, '}'];
}

function constantText({ value, kind }: Constant): string {
  if (value === ELLIPSIS) return '...';
  const text = (kind ?? '') + constantRepr(value);
  const isFloat = value instanceof FloatLiteral || value instanceof ImaginaryLiteral;
  return isFloat ? text.replace('inf', '1e309') : text;
}

function utf16(text: Text): string {
  if (!(text instanceof WideText)) return text;
  let out = '';
  for (const point of text.codePoints) out += String.fromCodePoint(point);
  return out;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
