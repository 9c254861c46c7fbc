// The text of a module: what its code objects have in common, and their bodies (emit.ts).
//
// The names that bodies use are parameters of a function around them, called with what constants outside it are:
//
//      (function (M, G, B, T, S) {
//        const { PyFrame, ... } = M;                  M: what compiled code may use (abi-names.ts)
//        const g_x = G.cell("x"), ...                 G, B: globals and built-ins; T: tables; S: texts of later bodies
//        function F1(pc, fn, $a, s0) { ... }
//        const evaluate = (text) => eval(text);
//        const codes = (function (R, leave, g_x, F1, ...) {
//          const code1 = makeCode(T[1], function f($a) { ... }, F1, [], () => evaluate(S(1)));
//          return [code1, ...];
//        })(M.R, M.leave, g_x, F1, ...);
//
// V8 takes parameters that nothing assigns to for constants, and need not ask at each use, as it does for a `const`, whether
// it has been given its value yet: bodies are shorter by a third, and compiled sooner. In a loop that is compiled while it
// runs such questions are in the compiled code, too. That nothing assigns to them V8 knows only where nothing can be evaluated:
// so `eval` stays outside, and what is evaluated later is in a function of its own with such parameters (`later`).
import type { ModuleIr } from './ir.ts';
import { builtinName, globalName } from './javascript-names.ts';
import { ABI_NAMES } from './abi-names.ts';
import { emitFast, emitFrameClass, emitResume, MAX_PARAMETERS } from './emit.ts';

const ABI: ReadonlySet<string> = new Set(ABI_NAMES);

/** What frame classes, constants and caches are made with. */
const MAKERS =
  'AttributeCache CallSite Ellipsis None PyBytes PyComplex PyFloat PyFrame PyTuple SuperCache constantSet emptyTuple makeStr';

/** Characters of a text that takes longer to look through than names that it does not use. */
const LONG = 20_000;

/** The text of a module: an expression for a function, which imports/instantiate.ts calls. */
export function emitModule(module: ModuleIr): string {
  const names = [...ABI_NAMES, 'G', 'T', 'S', 'evaluate'];
  const lines = [
    '(function (M, G, B, T, S) {',
    '"use strict";',
    `const { ${MAKERS.replaceAll(' ', ', ')} } = M;`,
  ];
  for (const name of module.globals) {
    const key = JSON.stringify(name);
    const global = globalName(name);
    const builtin = builtinName(name);
    lines.push(`const ${global} = G.cell(${key}), ${builtin} = B.cell(${key});`);
    names.push(global, builtin);
  }
  module.caches.forEach((made, i) => {
    names.push(`i${i}`);
    lines.push(`const i${i} = ${made};`);
  });
  module.constants.forEach((source, i) => {
    names.push(`k${i}`);
    lines.push(`const k${i} = ${source};`);
  });
  for (const code of module.codes) {
    names.push(`F${code.index}`);
    lines.push(emitFrameClass(code));
  }
  lines.push('const evaluate = (text) => eval(text);');
  const bodies: string[] = [];
  // Inner code objects first: they are constants of those around them.
  for (const code of [...module.codes].reverse()) {
    const { index } = code;
    // Bodies that only ever run from a frame are part of the text; the others are compiled when a frame is resumed.
    const resume = code.kind === 'function' ? `() => evaluate(S(${index}))` : `() => (${emitResume(code)})`;
    const parts = [`T[${index}]`, emitFast(code), `F${index}`, `[${code.consts.join(', ')}]`, resume];
    if (code.alwaysCounts) parts.push('true');
    bodies.push(`const code${index} = makeCode(${parts.join(', ')});`);
  }
  const codes = module.codes.map((code) => `code${code.index}`);
  bodies.push(`return [${codes.join(', ')}];`);
  lines.push(`const codes = ${enclosed(bodies.join('\n'), names)};`);
  for (const [i, code] of codes.entries()) lines.push(`const ${code} = codes[${i}];`);
  lines.push('return [...codes, evaluate];', '})');
  return lines.join('\n');
}

/** What a function with this body returns, of which the names are parameters: if it is short, only those that stand in it. */
function enclosed(body: string, names: string[]): string {
  // Those of the module are found outside as well.
  const parameters = (body.length < LONG ? wordsIn(body, names) : names).slice(0, MAX_PARAMETERS);
  const values = parameters.map((name) => (ABI.has(name) ? `M.${name}` : name));
  return `(function (${parameters.join(', ')}) {\n${body}\n})(${values.join(', ')})`;
}

/** Those of the names that stand in a text. */
function wordsIn(text: string, names: string[]): string[] {
  const words = new Set(text.match(/[\w$\u0080-\uffff]+/g));
  return names.filter((name) => words.has(name));
}

/**
 * What makes an expression, a function or an object of functions, a text that can be evaluated where the module stands: with this
 * text, from `emitModule`.
 */
export function later(moduleText: string): (expression: string) => string {
  const names = [...ABI_NAMES, 'G', 'T', 'S'];
  for (const [, ...found] of moduleText.matchAll(
    /^(?:const (?:(g_\S+) = G\.cell\(\S+\), (b_\S+) = |([ik]\d+) = |(code\d+) = codes\[)|function (F\d+)\()/gm,
  ))
    for (const name of found) if (name !== undefined) names.push(name);
  return (expression) => enclosed(`return ${expression};`, names);
}
