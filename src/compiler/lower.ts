// From a tree and its scopes to IR.
import type { Mod } from '../syntax/ast.ts';
import { type LowerOptions, type Lowerings, ModuleBuilder } from './builder.ts';
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

/** The IR of a module, an interactive statement or an expression. Throws PythonSyntaxError. */
export function lower(tree: Mod, scopes: ScopeTable, filename: string, options: LowerOptions): ModuleIr {
  const module = new ModuleBuilder(filename, scopes, LOWERINGS, options);
  moduleCode(module, tree);
  for (const code of module.ir.codes) if (code.kind === 'function') placeCounting(code);
  return module.ir;
}
