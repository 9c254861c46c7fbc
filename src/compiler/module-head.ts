// What stands at the head of a module or of another body: its docstring, and the future features that it asks for.
import type * as ast from '../syntax/ast.ts';
import { CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL } from './code-flags.ts';
import { errorAt } from './error-at.ts';

const FUTURE_FEATURES: ReadonlyMap<string, number> = new Map([
  ['nested_scopes', 0],
  ['generators', 0],
  ['division', 0],
  ['absolute_import', 0],
  ['with_statement', 0],
  ['print_function', 0],
  ['unicode_literals', 0],
  ['barry_as_FLUFL', CO_FUTURE_BARRY_AS_BDFL],
  ['generator_stop', 0],
  ['annotations', CO_FUTURE_ANNOTATIONS],
]);

/** The features asked for at the head of a module, and where the last such statement stands. */
export function readFutureFeatures(
  tree: ast.Mod,
  filename: string,
): { flags: number; end: ast.Position | null } {
  let flags = 0;
  let end: ast.Position | null = null;
  if (tree.nodeType === 'Expression') return { flags, end };
  const start = hasDocstring(tree.body) ? 1 : 0;
  for (let i = start; i < tree.body.length; i++) {
    const statement = tree.body[i]!;
    if (!isFutureImport(statement)) break;
    for (const alias of statement.names) flags |= futureFlag(alias, filename);
    end = statement;
  }
  return { flags, end };
}

/** Whether a statement is `from __future__ import ...`. */
export function isFutureImport(statement: ast.Stmt): statement is ast.ImportFrom {
  return statement.nodeType === 'ImportFrom' && statement.module === '__future__' && !statement.level;
}

function futureFlag(alias: ast.Alias, filename: string): number {
  const flag = FUTURE_FEATURES.get(alias.name);
  if (flag !== undefined) return flag;
  if (alias.name === 'braces') throw errorAt('not a chance', filename, alias);
  throw errorAt(`future feature ${alias.name} is not defined`, filename, alias);
}

/** Whether a body begins with a docstring. */
export function hasDocstring(body: readonly ast.Stmt[]): boolean {
  const first = body[0];
  if (first === undefined || first.nodeType !== 'Expr' || first.value.nodeType !== 'Constant') return false;
  const value = first.value.value;
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'codePoints' in value);
}
