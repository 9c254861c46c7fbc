// The pipeline: text, tokens, tree, scopes, IR, JavaScript.
//
// It knows nothing of objects: the result is text and tables, which imports/instantiate.ts turns into code objects for a dictionary of
// globals, and which can be kept in a file.
import type { Mod } from '../syntax/ast.ts';
import { PythonSyntaxError, type SyntaxWarningInfo } from '../syntax/errors.ts';
import { parseExpression, parseInteractive, parseModule } from '../syntax/parser.ts';
import { CO_FUTURE_BARRY_AS_BDFL } from './code-flags.ts';
import { checkStatements } from './checks.ts';
import { emitModule } from './emit-module.ts';
import { emitResume, emitTraced, numberPoints, type Ranges, rangeOfOne, savedVariables } from './emit.ts';
import type { CodeFacts, CodeIr, Ir, LocalVariable, ModuleIr, Point } from './ir.ts';
import { lower } from './lower.ts';
import { analyseScopes } from './scopes.ts';
import { kindsTable, type PointKinds } from './frame-kinds.ts';
import { controlFlowInFinally } from './warnings.ts';

export type CompileMode = 'exec' | 'single' | 'eval';

export interface CompileOptions {
  mode?: CompileMode;
  /** The code gets a namespace for its names as argument (exec and eval with locals that are not the globals). */
  namespaceLocals?: boolean;
  /** The globals are a mapping of their own kind: global names are looked up as its items, not through cells. */
  mappingGlobals?: boolean;
  /** 0, 1 (-O) or 2 (-OO). */
  optimize?: number;
  /** CO_FUTURE_* flags inherited from the caller. */
  futureFlags?: number;
  allowTopLevelAwait?: boolean;
  /** How many digits a decimal int may have, where that is not 4300; 0: any number. */
  maxIntDigits?: number | undefined;
  /** In mode 'single': whether the end of the source closes its blocks. Default true. */
  implyDedent?: boolean;
  /** The code is hidden from tracebacks. */
  hidden?: boolean;
  /** Only the bodies that tell a trace function where they are, as `resumeSource` (see machine/tracing.ts). */
  traced?: boolean;
  /** Only the tables, with what stands in frames at each point, and if it is traced, at each mark (see frame-kinds.ts). */
  kinds?: boolean;
}

/** What is known of a code object independent of any globals; JSON, so that compiled modules can be cached. */
export interface CodeTable extends CodeFacts {
  filename: string;
  /**
   * For each resume point five numbers: line, end line, column, end column (columns in UTF-8 bytes), and how many
   * temporaries are live while suspended there. Point 0 stands for the function's first line.
   */
  points: number[];
  /** What stands in the frame there, if the options ask for it. */
  kinds?: ReadonlyMap<number, PointKinds>;
  /**
   * The frame's properties: JavaScript property name and Python name (or '' for an internal one), in order; for variables of
   * inlined comprehensions the first and last point between which the name means them.
   */
  slots: [property: string, name: string, first?: number, last?: number][];
  /** Hidden from tracebacks and `sys._getframe`: built-ins written in Python. */
  hidden: boolean;
}

export interface CompiledModule {
  filename: string;
  /** JavaScript: a function expression of (abi, globals, builtins, tables, resume source). */
  text: string;
  /** One for each code object. */
  tables: CodeTable[];
  /** The code objects whose resume body the text has not. */
  resumable: number[];
  /** The source of such a code object's resume body. */
  resumeSource: (index: number) => string;
  /** Where the host may keep what it makes of the text, and what it is then good for; for texts from files. */
  kept?: { place: string; key: string };
  /** To be issued as SyntaxWarning. */
  warnings: SyntaxWarningInfo[];
}

/** Compiles source text. Throws PythonSyntaxError. */
export function compileSource(
  source: string,
  filename: string,
  options: CompileOptions = {},
): CompiledModule {
  const parse = { exec: parseModule, single: parseInteractive, eval: parseExpression }[
    options.mode ?? 'exec'
  ];
  const barryAsFLUFL = ((options.futureFlags ?? 0) & CO_FUTURE_BARRY_AS_BDFL) !== 0;
  const { tree, warnings } = parse(source, filename, { ...options, barryAsFLUFL });
  return compileTree(tree, filename, options, warnings);
}

/** Compiles a syntax tree; `warnings` are those the parser had. */
export function compileTree(
  tree: Mod,
  filename: string,
  options: CompileOptions = {},
  warnings: SyntaxWarningInfo[] = [],
): CompiledModule {
  const ir = lowerTree(tree, filename, options, warnings);
  const hidden = options.hidden ?? false;
  const tables = ir.codes.map((code) => codeTable(code, filename, hidden));
  if (options.kinds === true)
    return { filename, text: '', tables, resumable: [], resumeSource: () => '', warnings: [] };
  if (options.traced === true) {
    const resumeSource = (index: number): string => emitTraced(ir.codes[index]!);
    return { filename, text: '', tables, resumable: [], resumeSource, warnings: [] };
  }
  return {
    filename,
    text: emitModule(ir),
    tables,
    resumable: ir.codes.filter((code) => code.kind === 'function').map((code) => code.index),
    resumeSource: (index) => emitResume(ir.codes[index]!),
    warnings,
  };
}

/** The stages up to IR. What is to be warned of is added to `warnings`, and goes with an error that is thrown. */
export function lowerTree(
  tree: Mod,
  filename: string,
  options: CompileOptions = {},
  warnings: SyntaxWarningInfo[] = [],
): ModuleIr {
  try {
    warnings.push(...controlFlowInFinally(tree));
    return lowerChecked(tree, filename, options, warnings);
  } catch (error) {
    if (error instanceof PythonSyntaxError) error.warnings = warnings;
    throw error;
  }
}

function lowerChecked(
  tree: Mod,
  filename: string,
  options: CompileOptions,
  warnings: SyntaxWarningInfo[],
): ModuleIr {
  const scopes = analyseScopes(tree, filename, {
    futureFlags: options.futureFlags ?? 0,
    allowTopLevelAwait: options.allowTopLevelAwait ?? false,
  });
  checkStatements(tree, filename, scopes, warnings);
  return lower(tree, scopes, filename, {
    namespaceLocals: options.namespaceLocals ?? false,
    mappingGlobals: options.mappingGlobals ?? false,
    optimize: options.optimize ?? 0,
    traced: options.traced ?? false,
    kinds: options.kinds ?? false,
    hidden: options.hidden ?? false,
  });
}

function slotOf(js: string, variable: LocalVariable | undefined, known: Ranges): CodeTable['slots'][number] {
  if (variable?.within === undefined) return [js, variable?.name ?? ''];
  const range = variable.within === null ? null : rangeOfOne(variable.within, known);
  return range === null ? [js, ''] : [js, variable.name, ...range];
}

/** The live temporaries; -1 - their number where the function can only raise, so that no frame goes on there. */
function depthOf(point: Point): number {
  const { op } = point as Ir | { op: 'lookup' };
  return op === 'check' || op === 'lookup' ? -1 - point.depth : point.depth;
}

function codeTable(code: CodeIr, filename: string, hidden: boolean): CodeTable {
  const { points } = numberPoints(code);
  // Before the first instruction a module is at no line.
  const lineno = code.name === '<module>' ? 0 : code.firstlineno;
  const table = [lineno, lineno, 0, 0, 0];
  for (const point of points) {
    const { lineno, end_lineno, col_offset, end_col_offset } = point.position;
    table.push(lineno, end_lineno, col_offset, end_col_offset, depthOf(point));
  }
  const variables = new Map(code.locals.map((local) => [local.js, local]));
  const ranges: Ranges = new Map();
  const kinds = kindsTable(code);
  return {
    name: code.name,
    qualname: code.qualname,
    filename,
    firstlineno: code.firstlineno,
    flags: code.flags,
    argcount: code.argcount,
    posonlyargcount: code.posonlyargcount,
    kwonlyargcount: code.kwonlyargcount,
    varnames: code.varnames,
    cellvars: code.cellvars,
    freevars: code.freevars,
    names: code.names,
    points: table,
    slots: savedVariables(code).map((js) => slotOf(js, variables.get(js), ranges)),
    hidden,
    ...(kinds === undefined ? {} : { kinds }),
    docstring: code.docstring,
  };
}
