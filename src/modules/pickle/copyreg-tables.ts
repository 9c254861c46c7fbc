// The tables of the module copyreg, as they were when something was first pickled. An operation that is pickled itself has no part of
// them: it goes on with those of the process where it is.
import { machine } from '../../machine/machine.ts';
import { PyDict } from '../../objects/dict.ts';
import { PyModule } from '../../objects/module.ts';

interface Tables {
  /** Reducers by class. */
  dispatch: PyDict;
  /** Codes by module and name. */
  extensions: PyDict;
}
const TABLES = Symbol('copyreg');

/** Undefined when copyreg has not been imported. */
export function copyregTables(): Tables | undefined {
  const { slots, modules } = machine.interpreter;
  const known = slots.get(TABLES) as Tables | undefined;
  if (known !== undefined) return known;
  const copyreg = modules.getStr('copyreg');
  if (!(copyreg instanceof PyModule)) return undefined;
  const dispatch = copyreg.dict.getStr('dispatch_table');
  const extensions = copyreg.dict.getStr('_extension_registry');
  if (!(dispatch instanceof PyDict) || !(extensions instanceof PyDict)) return undefined;
  const tables = { dispatch, extensions };
  slots.set(TABLES, tables);
  return tables;
}
