// What stands in the frames of a code object at each of its points (compiler/frame-kinds.ts): its source is lowered once more when that is
// first asked for, so that compiling and caches have nothing to do with it.
import type { CompiledModule } from '../compiler/compile.ts';
import type { PointKinds } from '../compiler/frame-kinds.ts';
import { codeHooks, type CodeObject } from '../objects/code.ts';
import { type Origin, originOf } from './instantiate.ts';

type Tables = CompiledModule['tables'] | null;

/** What a module gave, as it is and traced; null: its source cannot be had any more, or is another by now. */
const plain = new WeakMap<CompiledModule, Tables>();
const traced = new WeakMap<CompiledModule, Tables>();

function tablesOf({ module, options, again }: Origin, isTraced: boolean): Tables {
  const known = isTraced ? traced : plain;
  let found = known.get(module);
  if (found === undefined) {
    try {
      found = again({ ...options, kinds: true, traced: isTraced }).tables;
    } catch {
      found = null;
    }
    known.set(module, found);
  }
  return found;
}

codeHooks.kinds = (code: CodeObject, pc: number): PointKinds | undefined => {
  let original = code;
  while (original.replacement !== null) original = original.replacement.of;
  const origin = originOf(original);
  const table = origin === undefined ? undefined : tablesOf(origin, !Number.isInteger(pc))?.[origin.index];
  const { points } = original.template;
  const isSame = table?.points.length === points.length && table.points.every((n, i) => n === points[i]);
  return isSame ? table.kinds!.get(pc) : undefined;
};
