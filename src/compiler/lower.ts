// From a tree and its scopes to IR.
import type { Mod } from '../syntax/ast.ts';
import { type Lowerings, ModuleBuilder } from './builder.ts';
import type { ModuleIr } from './ir.ts';
import { ANNOTATIONS } from './lower-annotations.ts';
import { placeCounting } from './counting.ts';
import { CALLS } from './lower-calls.ts';
import { CONTROL_STATEMENTS } from './lower-control.ts';
import { EXPRESSIONS } from './lower-expressions.ts';
import { DEFINITIONS, FUNCTION_EXPRESSIONS, moduleCode } from './lower-functions.ts';
import { GENERATORS } from './lower-generators.ts';
import { PATTERN_STATEMENTS } from './lower-patterns.ts';
import { SIMPLE_STATEMENTS } from './lower-statements.ts';
import { TYPE_STATEMENTS } from './lower-type-parameters.ts';
import type { ScopeTable } from './scopes.ts';

const LOWERINGS: Lowerings = {
  expressions: { ...EXPRESSIONS, ...CALLS, ...FUNCTION_EXPRESSIONS, ...GENERATORS },
  statements: {
    ...SIMPLE_STATEMENTS,
    ...CONTROL_STATEMENTS,
    ...DEFINITIONS,
    ...PATTERN_STATEMENTS,
    ...ANNOTATIONS,
    ...TYPE_STATEMENTS,
  },
};

export interface LowerOptions {
  /** The code will run with a namespace of its own for its names: it takes it as a parameter. */
  namespaceLocals: boolean;
  /** Global names are items of a mapping. */
  mappingGlobals: boolean;
  /** 0, 1 (-O) or 2 (-OO). */
  optimize: number;
  /** The code tells a trace function where it is. */
  traced: boolean;
  kinds: boolean;
  /** The code is a built-in written in Python. */
  hidden: boolean;
}

/** The IR of a module, an interactive statement or an expression. Throws PythonSyntaxError. */
export function lower(tree: Mod, scopes: ScopeTable, filename: string, options: LowerOptions): ModuleIr {
  const module = new ModuleBuilder(filename, scopes, LOWERINGS, options);
  moduleCode(module, tree);
  for (const code of module.ir.codes) if (code.kind === 'function') placeCounting(code);
  return module.ir;
}
