// The text of a module: what its code objects have in common, and their bodies (emit.ts).
//
// The names that bodies use are parameters of a function around them, called with what constants outside it are:
//
//      (function (M, G, B, T, S) {
//        const { PyFrame, PyTuple } = M;             M: what compiled code may use (abi-names.ts)
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
// so `eval` stays outside, and what is evaluated later is in a function of its own with such parameters.
import type { ModuleIr } from './ir.ts';
import { ABI_NAMES } from './abi-names.ts';
import { emitFast, emitFrameClass, emitResume, emitTraced, MAX_PARAMETERS } from './emit.ts';

const ABI: ReadonlySet<string> = new Set(ABI_NAMES);

/** The text of a module: an expression for a function, which imports/instantiate.ts calls. */
export function emitModule(module: ModuleIr): string {
  const outer: string[] = [];
  const globals = module.globals.map(
    (n) => `g_${n} = G.cell(${JSON.stringify(n)}), b_${n} = B.cell(${JSON.stringify(n)})`,
  );
  if (globals.length > 0) outer.push(`const ${globals.join(',\n  ')};`);
  module.caches.forEach((made, i) => outer.push(`const i${i} = ${made};`));
  module.constants.forEach((source, i) => outer.push(`const k${i} = ${source};`));
  for (const code of module.codes) outer.push(emitFrameClass(code));
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
  return [
    '(function (M, G, B, T, S) {',
    '"use strict";',
    `const { ${wordsIn(outer.join('\n'), ABI).join(', ')} } = M;`,
    ...outer,
    'const evaluate = (text) => eval(text);',
    `const codes = ${enclosed(bodies.join('\n'), new Set([...outerNames(module), 'evaluate']))};`,
    `const ${codes.map((code, i) => `${code} = codes[${i}]`).join(', ')};`,
    // What is made later is evaluated in this scope (see imports/variants.ts).
    'return [...codes, evaluate];',
    '})',
  ].join('\n');
}

/** What bodies of a module find outside themselves, but for its code objects. */
function outerNames(module: ModuleIr): Set<string> {
  const names = new Set([...ABI_NAMES, 'G', 'B', 'T', 'S']);
  for (const name of module.globals) names.add(`g_${name}`).add(`b_${name}`);
  module.caches.forEach((_, i) => names.add(`i${i}`));
  module.constants.forEach((_, i) => names.add(`k${i}`));
  for (const { index } of module.codes) names.add(`F${index}`);
  return names;
}

/** Those of the names that stand in a text. */
function wordsIn(text: string, names: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[\w$\u0080-\uffff]+/g)) if (names.has(word)) found.add(word);
  return [...found];
}

/** What a function with this body returns, of which those of the names that stand in it are parameters. */
function enclosed(body: string, names: ReadonlySet<string>): string {
  const parameters = wordsIn(body, names);
  if (parameters.length > MAX_PARAMETERS) {
    // Those of the module are found outside as well.
    parameters.sort((a, b) => Number(ABI.has(b)) - Number(ABI.has(a)));
    parameters.length = MAX_PARAMETERS;
  }
  const values = parameters.map((name) => (ABI.has(name) ? `M.${name}` : name));
  return `(function (${parameters.join(', ')}) {\n${body}\n})(${values.join(', ')})`;
}

/** A text to be evaluated where the module stands, in which bodies find what is outside them: of an expression. */
export function standalone(expression: string, names: ReadonlySet<string> = ABI): string {
  return enclosed(`return ${expression};`, names);
}

/** The texts that `S(index)` gives, of the bodies that frames go on with, or of those that are traced: expressions. */
export function laterBodies(module: ModuleIr, traced: boolean): (index: number) => string {
  let names: ReadonlySet<string> | undefined;
  return (index) => {
    const code = module.codes[index]!;
    names ??= outerNames(module);
    return standalone(traced ? emitTraced(code) : emitResume(code), names);
  };
}
