// What code objects run as while functions are traced (machine/tracing.ts).
//
// The bodies of visible code are compiled again from the source, with marks where lines begin. Where that cannot be had any
// more, or is another by now, the code is traced as little as hidden code, whose variant is made from the text it has.
import type { CompiledModule } from '../compiler/compile.ts';
import { withoutLimitTest } from '../compiler/emit.ts';
import { type TracedSource, tracedPrototype, type Variant, variantHooks } from '../machine/tracing.ts';
import type { PyFrame } from '../machine/frame.ts';
import type { CodeObject } from '../objects/code.ts';
import { type Origin, originOf } from './instantiate.ts';

/** What the compiler made of a module to be traced; null when it could not. */
const tracedModules = new WeakMap<CompiledModule, CompiledModule | null>();

function tracedModule(origin: Origin): CompiledModule | null {
  const { module } = origin;
  let traced = tracedModules.get(module);
  if (traced === undefined) {
    try {
      traced = origin.again({ ...origin.options, traced: true });
    } catch {
      traced = null;
    }
    tracedModules.set(module, traced);
  }
  return traced;
}

function makeVariant(code: CodeObject): Variant {
  let original = code;
  while (original.replacement !== null) original = original.replacement.of;
  const origin = originOf(original);
  if (origin === undefined) throw new Error(`${code.name} has no origin`);
  const traced = code.template.hidden ? null : tracedModule(origin);
  const { index } = origin;
  if (traced === null || !isSame(traced.tables[index]?.points, code.template.points))
    return plainVariant(code, origin);
  const source = origin.evaluate(traced.resumeSource(index)) as TracedSource;
  code.places = placesOf(code, source);
  code.branches = source.branches;
  return {
    traced: true,
    call: source.start as Variant['call'],
    prototype: tracedPrototype(code, source),
    marks: source.marks,
    temporaries: source.temporaries,
  };
}

/** Points and marks in one order. */
function placesOf(code: CodeObject, source: TracedSource): [number, number][] {
  const places = source.marks.map(([place, , , line]): [number, number] => [place, line]);
  for (let pc = 0; pc * 5 < code.template.points.length; pc++) places.push([pc, code.lineAt(pc)]);
  return places.sort((a, b) => a[0] - b[0]);
}

function isSame(a: number[] | undefined, b: number[]): boolean {
  return a !== undefined && a.length === b.length && a.every((n, i) => n === b[i]);
}

/** The code as it is, but for the look at the limit: that has been tested by `tooDeep`. */
function plainVariant(code: CodeObject, origin: Origin): Variant {
  const prototype = Object.create(code.FrameClass.prototype as object) as PyFrame;
  const untested = (body: unknown): unknown => origin.evaluate(withoutLimitTest(String(body)));
  prototype.resume = untested(code.makeResume()) as PyFrame['resume'];
  return { traced: false, call: untested(code.js) as Variant['call'], prototype, marks: [], temporaries: [] };
}

variantHooks.make = makeVariant;
