// Calls.
//
// A call with plain positional arguments goes to `f.js` directly when `f` takes that many (`arity`); a method
// call takes the function from the class (`obj.g_name`) without binding it. Keyword arguments go through a
// CallSite, which remembers how the last callable takes them, stars through callEx with a list and a dict.
import type * as ast from '../syntax/ast.ts';
import type { Builder, ExpressionLowering } from './builder.ts';
import { stringText } from './constants.ts';
import type { Operand } from './ir.ts';
import { anchoredTest, attributePosition, growList, objectOperand } from './lower-expressions.ts';
import { cellName, localName, property } from './javascript-names.ts';
import { isAnchored, loadMangled, placeOf } from './lower-names.ts';

function call(b: Builder, node: ast.Call): Operand {
  const depth = b.depth;
  const special = callerAware(b, node, depth);
  if (special !== null) return special;
  const starred =
    node.args.some((a) => a.nodeType === 'Starred') || node.keywords.some((k) => k.arg === null);
  if (starred || node.args.length > 29 || node.keywords.length > 250)
    return callEx(b, node, b.expressionToSlot(node.func), depth);
  if (node.func.nodeType === 'Attribute') return methodCall(b, node, node.func, depth);
  const f = b.expressionToSlotIfNumber(node.func);
  const args = argumentOperands(b, node);
  b.position = node;
  return callWith(b, depth, f, args, keywordNames(node));
}

/** Positional arguments, then the values of keyword arguments. */
function argumentOperands(b: Builder, node: ast.Call): Operand[] {
  return b.operands([...node.args, ...node.keywords.map((k) => k.value)]);
}

function keywordNames(node: ast.Call): string[] {
  return node.keywords.map((k) => k.arg!);
}

/** Calls `f`; the last `names.length` of `args` are keyword arguments. */
export function callWith(
  b: Builder,
  depth: number,
  f: Operand,
  args: Operand[],
  names: string[] = [],
): Operand {
  if (names.length === 0) return b.callInto(depth, callExpression(b, f, args));
  const list = args.join(', ');
  const site = callSite(b, names, args.length - names.length);
  if (b.module.traced) return b.callInto(depth, tracedCall(f, 'undefined', args, site));
  return b.callInto(
    depth,
    `${f}.js === ${site}.js ? ${site}.call(${[f, ...args].join(', ')}) : callKeywords(${f}, [${list}], ${site})`,
  );
}

/** An expression that calls `f` with positional arguments, and in traced code tells of it. */
export function callExpression(b: Builder, f: Operand, args: Operand[]): string {
  return b.module.traced ? tracedCall(f, 'undefined', args, null) : plainCall(b, f, args);
}

/** The same in traced code: an expression that tells of the call. */
export function tracedCall(f: Operand, self: Operand, args: Operand[], site: Operand | null): string {
  const names = site === null ? 'null' : `${site}.names`;
  return `traceCall(f, ${f}, ${self}, [${args.join(', ')}], ${names})`;
}

/** An expression that calls `f` with positional arguments. */
function plainCall(b: Builder, f: Operand, args: Operand[]): string {
  const list = args.join(', ');
  const n = args.length;
  const general = n <= 3 ? `call${n}(${[f, ...args].join(', ')})` : `callN(${f}, [${list}])`;
  return `(${f}.arity & ${2 ** n}) !== 0 ? ${directCall(b, f, list)} : ${general}`;
}

/**
 * A direct call of what takes so many arguments. The ticks of built-ins in Python are counted apart; so they count calls of functions
 * that may end without one, as any other native does.
 */
function directCall(b: Builder, f: Operand, list: string, arity = 'arity'): string {
  return b.module.hidden ? `(${f}.${arity} < 0 && countCall(), ${f}.js(${list}))` : `${f}.js(${list})`;
}

/** The cache of a call with `count` positional arguments and keywords. */
function callSite(b: Builder, names: string[], count: number): Operand {
  return b.module.cache('CallSite', `[${names.map(stringText).join(', ')}], ${count}`);
}

function namesConstant(b: Builder, names: string[]): Operand {
  return b.module.constant(`[${names.map(stringText).join(', ')}]`);
}

/** Whether evaluating a node neither emits anything nor can fail: then it can stand in the call itself. */
function isSimple(b: Builder, node: ast.Expr): boolean {
  if (node.nodeType === 'Constant') return true;
  if (node.nodeType !== 'Name') return false;
  const name = b.mangle(node.id);
  const place = placeOf(b, name);
  return place.kind === 'local' && b.bound.has(place.js) && (place.renamed || !b.unbindable.has(name));
}

function methodCall(b: Builder, node: ast.Call, func: ast.Attribute, depth: number): Operand {
  if (isZeroArgumentSuper(b, func.value)) return superCall(b, node, func, depth);
  const cache = isAnchored(b, func.value) ? b.module.cache('AttributeCache') : null;
  const obj = objectOperand(b, b.expressionToSlotIfCall(func.value), depth);
  if (node.keywords.length === 0 && node.args.every((a) => isSimple(b, a)))
    return simpleMethodCall(b, node, func, obj, cache, depth);
  // The method is looked up before the arguments are evaluated: function and self (undefined: already bound) in temporaries.
  const attr = b.mangle(func.attr);
  const receiver = b.toSlot(obj, depth);
  const self = b.push('s');
  b.js(`${self} = ${receiver};`);
  b.position = attributePosition(func);
  const test = `(m = ${methodHolder(self, attr)}${property('g_', attr)}) !== undefined && m.methodArity !== undefined`;
  if (cache === null) {
    b.fast(receiver, test, 'm', `loadMethod(${self}, ${stringText(attr)})`);
  } else {
    b.fast(
      receiver,
      `(${self} === ${cache}.owner ? ${anchoredTest(cache, self)} && ((m = undefined), true) : ${test})`,
      'm === undefined ? t : m',
      `loadMethod(anchor(${cache}, ${self}, ${stringText(attr)}), ${stringText(attr)})`,
    );
  }
  b.js(`if (${receiver} !== m) ${self} = undefined; m = undefined;`);
  b.become(receiver, 'M');
  return callLookedUp(b, node, methodPosition(b, node, func), receiver, self, cache !== null, depth);
}

/** Where the call of a method stands. CPython calls what is taken from something imported as an ordinary object. */
function methodPosition(b: Builder, node: ast.Call, func: ast.Attribute): ast.Position {
  const { value } = func;
  const isImported = value.nodeType === 'Name' && b.module.scopes.imports(value.id);
  return isImported ? node : attributePosition(func, node);
}

/** Where the method of a call is found: strings are JavaScript's, whose prototype holds nothing of Python's. */
function methodHolder(obj: Operand, attr: string): Operand {
  if (!STR_METHODS.has(attr)) return obj;
  return obj.startsWith('"') ? 'strProto' : `(typeof ${obj} === 'string' ? strProto : ${obj})`;
}

const STR_METHODS = new Set(
  (
    'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii ' +
    'isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip ' +
    'partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines ' +
    'startswith strip swapcase title translate upper zfill'
  ).split(' '),
);

/** `obj.name(...)` whose arguments can stand in the call itself. */
function simpleMethodCall(
  b: Builder,
  node: ast.Call,
  func: ast.Attribute,
  obj: Operand,
  cache: Operand | null,
  depth: number,
): Operand {
  const attr = b.mangle(func.attr);
  const n = node.args.length;
  const args = node.args.map((a) => b.expression(a));
  b.position = methodPosition(b, node, func);
  const lookup = attributePosition(func);
  if (b.module.traced)
    return b.callInto(depth, `traceCallNamed(f, ${obj}, ${stringText(attr)}, [${args.join(', ')}])`, lookup);
  const receiver = cache === null ? obj : `anchor(${cache}, ${obj}, ${stringText(attr)})`;
  const slow =
    n <= 3
      ? `callNamed${n}(${[receiver, stringText(attr), ...args].join(', ')})`
      : `callNamedN(${receiver}, ${stringText(attr)}, [${args.join(', ')}])`;
  const direct = `(m = ${methodHolder(obj, attr)}${property('g_', attr)}) !== undefined && (m.methodArity & ${2 ** (n + 1)}) !== 0 ? ${directCall(b, 'm', [obj, ...args].join(', '), 'methodArity')} : ${slow}`;
  const call =
    cache === null
      ? direct
      : `${obj} === ${cache}.owner && ${anchoredTest(cache, obj)} ? (${plainCall(b, 't', args)}) : ${direct}`;
  return b.callInto(depth, call, lookup);
}

/** Calls a method that stands in a temporary, with the object in another (undefined where it is bound). */
function callLookedUp(
  b: Builder,
  node: ast.Call,
  position: ast.Position,
  method: Operand,
  self: Operand,
  oftenBound: boolean,
  depth: number,
): Operand {
  const args = argumentOperands(b, node);
  b.position = position;
  const names = keywordNames(node);
  const list = args.join(', ');
  if (names.length > 0) return callLookedUpKeywords(b, method, self, args, names, depth);
  if (b.module.traced) return b.callInto(depth, tracedCall(method, self, args, null));
  const n = args.length;
  const bound = oftenBound
    ? `${self} === undefined && (${method}.arity & ${2 ** n}) !== 0 ? ${directCall(b, method, list)} : `
    : '';
  return b.callInto(
    depth,
    `${self} !== undefined && (${method}.methodArity & ${2 ** (n + 1)}) !== 0 ? ${directCall(b, method, [self, ...args].join(', '), 'methodArity')} : ${bound}callLoaded(${method}, ${self}, [${list}])`,
  );
}

function callLookedUpKeywords(
  b: Builder,
  method: Operand,
  self: Operand,
  args: Operand[],
  names: string[],
  depth: number,
): Operand {
  const site = callSite(b, names, args.length - names.length);
  if (b.module.traced) return b.callInto(depth, tracedCall(method, self, args, site));
  return b.callInto(
    depth,
    `${self} !== undefined && ${method}.js === ${site}.js ? ${site}.call(${[method, self, ...args].join(', ')}) : callLoadedKeywords(${method}, ${self}, [${args.join(', ')}], ${site})`,
  );
}

/** `super().name(...)` without the super object where the method is a plain function (operators/super-call.ts). */
function superCall(b: Builder, node: ast.Call, func: ast.Attribute, depth: number): Operand {
  const method = b.push();
  const self = b.push('s');
  b.depth = depth;
  b.toSlot(loadMangled(b, 'super'), depth);
  const { cls, first } = superOperands(b);
  b.js(`${self} = ${first};`);
  b.depth = depth + 2;
  b.position = func;
  const name = stringText(b.mangle(func.attr));
  const cache = b.module.cache('SuperCache');
  if (b.module.traced) {
    b.js('m = undefined;');
    b.call(method, `traceSuperAttribute(f, ${method}, ${cls}, ${self}, ${name})`);
  } else {
    b.fast(
      method,
      `(m = superMethod(${cache}, ${method}, ${cls}, ${self}, ${name})) !== undefined`,
      'm',
      `superAttribute(${method}, ${cls}, ${self}, ${name})`,
    );
  }
  b.js(`if (${method} !== m) ${self} = undefined; m = undefined;`);
  b.become(method, 'M');
  return callLookedUp(b, node, attributePosition(func, node), method, self, false, depth);
}

/** Calls with stars: the positional arguments become a list, the keyword arguments a dict. */
export function callEx(
  b: Builder,
  node: { args: ast.Expr[]; keywords: ast.Keyword[] } & ast.Position,
  f: Operand,
  depth: number,
): Operand {
  const [only] = node.args;
  if (node.args.length !== 1 || only!.nodeType !== 'Starred')
    return callSpread(b, node, growList(b, node.args, node), f, depth);
  // What stands alone is only iterated over when the keywords are there, as the call itself does it.
  const start = b.depth;
  const iterable = b.expressionToSlotIfNumber(only.value);
  const keywords = keywordArguments(b, node, f);
  const args = spread(b, iterable, f, node, POSITIONAL, keywords === 'null' ? start : b.depth);
  return finishCallEx(b, node, args, keywords, f, depth);
}

/** A call whose positional arguments stand in a list, or a tuple, already. */
export function callSpread(
  b: Builder,
  node: { keywords: ast.Keyword[] } & ast.Position,
  args: Operand,
  f: Operand,
  depth: number,
): Operand {
  return finishCallEx(b, node, args, keywordArguments(b, node, f), f, depth);
}

function finishCallEx(
  b: Builder,
  node: ast.Position,
  args: Operand,
  keywords: Operand,
  f: Operand,
  depth: number,
): Operand {
  b.position = node;
  return b.callInto(depth, `${b.module.traced ? 'traceCallEx(f, ' : 'callEx('}${f}, ${args}, ${keywords})`);
}

/** Of starred arguments of a kind: the class whose instances are taken as they are, and what makes arguments of others. */
interface Stars {
  readonly type: string;
  readonly convert: string;
}
const POSITIONAL: Stars = { type: 'tupleType', convert: 'starArguments' };
const KEYWORDS: Stars = { type: 'dictType', convert: 'starKeywords' };

/** Makes the arguments of the only starred `value` of its kind in a call, into the temporary at `depth`. */
function spread(
  b: Builder,
  value: Operand,
  f: Operand,
  call: ast.Position,
  { type, convert }: Stars,
  depth: number,
): Operand {
  b.position = call;
  const slot = b.fastInto(depth, `${value}.cls === ${type}`, value, `${convert}(${value}, ${f})`);
  b.become(slot, type === 'tupleType' ? 'A0' : 'D');
  return slot;
}

/** The keyword arguments of a call with stars: a dict, or null. */
function keywordArguments(b: Builder, node: { keywords: ast.Keyword[] } & ast.Position, f: Operand): Operand {
  const [keyword] = node.keywords;
  if (keyword === undefined) return 'null';
  if (node.keywords.length > 1 || keyword.arg !== null) return keywordDict(b, node.keywords, f, node);
  const depth = b.depth;
  return spread(b, b.expressionToSlotIfNumber(keyword.value), f, node, KEYWORDS, depth);
}

function keywordDict(b: Builder, keywords: readonly ast.Keyword[], f: Operand, call: ast.Position): Operand {
  const dict = b.push('D');
  b.js(`${dict} = new PyDict();`);
  const depth = b.depth;
  for (const keyword of keywords) {
    b.depth = depth;
    const value = b.expression(keyword.value);
    b.depth = depth;
    b.position = call;
    if (keyword.arg === null) b.call(null, `addKeywords(${dict}, ${value}, ${f})`);
    else b.call(null, `addKeyword(${dict}, ${stringText(keyword.arg)}, ${value}, ${f})`);
  }
  b.depth = depth;
  return dict;
}

/**
 * Functions that look at their caller's variables: `super()`, `locals()`, `vars()`, `dir()`, `eval(x)`, `exec(x)`, `globals()`. When the name is
 * still the built-in one, they get them directly; called in any other way they find the caller by lifting the stack.
 */
function callerAware(b: Builder, node: ast.Call, depth: number): Operand | null {
  if (node.func.nodeType !== 'Name' || node.keywords.some((k) => k.arg === null)) return null;
  const { id } = node.func;
  if (!CALLER_AWARE.has(id) || placeOf(b, b.mangle(id)).kind === 'local') return null;
  if (node.args.some((a) => a.nodeType === 'Starred')) return null;
  if (id === 'super')
    return node.args.length === 0 && node.keywords.length === 0 ? zeroArgumentSuper(b, node, depth) : null;
  if (['locals', 'vars', 'dir', 'globals'].includes(id) && node.args.length > 0) return null;
  const f = b.expressionToSlot(node.func);
  const args = argumentOperands(b, node);
  b.position = node;
  const names = keywordNames(node);
  return b.callInto(
    depth,
    `${b.module.traced ? 'traceCallAware(f, ' : 'callAware('}${f}, [${args.join(', ')}], ${names.length > 0 ? namesConstant(b, names) : 'null'}, ${callerVariables(b)})`,
  );
}

const CALLER_AWARE = new Set(['super', 'locals', 'vars', 'dir', 'eval', 'exec', 'globals']);

/** The globals of the code, and its variables: a namespace, null where these are the globals, or a list of names and values. */
function callerVariables(b: Builder): string {
  const pairs: string[] = [];
  if (!b.scope.isFunctionLike) {
    // In a comprehension there its variables are all that CPython shows.
    inlinedVariables(b, pairs);
    if (pairs.length > 0) return `G, [${pairs.join(', ')}]`;
    return b.scope.kind === 'class' || b.module.namespaceLocals ? 'G, ns' : 'G, null';
  }
  for (const name of b.scope.locals) {
    if (b.scope.cellvars.includes(name)) continue;
    if (name.startsWith('.')) continue;
    pairs.push(`${stringText(name)}, ${localName(name)}`);
  }
  for (const name of [...b.scope.cellvars, ...b.scope.freevars]) {
    if (name === '__class__' || name.startsWith('.')) continue;
    pairs.push(`${stringText(name)}, ${cellName(name)}`);
  }
  inlinedVariables(b, pairs);
  return `G, [${pairs.join(', ')}]`;
}

/** The variables of the inlined comprehensions around, the innermost last. */
function inlinedVariables(b: Builder, pairs: string[]): void {
  for (let scope = b.current, at = pairs.length; scope.inlined; scope = scope.parent!) {
    const own = [...(b.renamed.get(scope) ?? [])].map(([name, js]) => `${stringText(name)}, ${js}`);
    pairs.splice(at, 0, ...own);
  }
}

function zeroArgumentSuper(b: Builder, node: ast.Call, depth: number): Operand | null {
  if (!isZeroArgumentSuper(b, node)) return null;
  const f = loadMangled(b, 'super');
  const { cls, first } = superOperands(b);
  b.position = node;
  return b.callInto(depth, `${b.module.traced ? 'traceSuper(f, ' : 'callSuper('}${f}, ${cls}, ${first})`);
}

/** Whether a node is `super()` where the compiler knows class and object. */
function isZeroArgumentSuper(b: Builder, node: ast.Expr): node is ast.Call {
  return (
    node.nodeType === 'Call' &&
    node.func.nodeType === 'Name' &&
    node.func.id === 'super' &&
    node.args.length === 0 &&
    node.keywords.length === 0 &&
    b.scope.isFunctionLike &&
    b.scope.freevars.includes('__class__') &&
    placeOf(b, b.mangle('super')).kind !== 'local'
  );
}

/** The contents of the cell `__class__`, and the first argument (undefined where there is none). */
function superOperands(b: Builder): { cls: string; first: string } {
  const first = b.code.argcount > 0 ? b.code.varnames[0]! : null;
  const operand =
    first === null
      ? 'undefined'
      : b.scope.cellvars.includes(first)
        ? `${cellName(first)}.value`
        : localName(first);
  return { cls: `${cellName('__class__')}.value`, first: operand };
}

export const CALLS: Record<string, ExpressionLowering> = { Call: call };
