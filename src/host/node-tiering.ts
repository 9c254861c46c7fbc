// How soon V8 optimises, which is another thing while modules are loaded than while a program runs.
//
// Loading runs much code a few times. V8 takes the machinery beneath it for hot and compiles 200 functions while `asyncio` is
// imported, most of them more than once, as what it has seen so far is soon wrong: a third of the whole time on one processor.
// So meanwhile functions have to run longer before they are optimised. Only the command does this (`allowTiering`): V8's
// options are the process's.
//
// What V8 keeps of code is good for one set of options. It is always made and read with those for loading.

import { binding } from './node-bindings.ts';

/** V8's default of `--interrupt-budget` by version: bytes of bytecode that run before a function is looked at. */
const BUDGETS: Record<string, number> = { '11.3': 66 * 1024 };
/** More changes next to nothing, and would make loops in the bodies of modules wait longer for their optimised code. */
const FACTOR_WHILE_LOADING = 4;

let budget: number | undefined;
let engine: ReturnType<typeof binding<'v8'>> | null = null;
/** How many loads are under way; the start of the process is the first. */
let loads = 1;
let isSet = false;

function set(value: boolean): void {
  if (value === isSet || engine === null) return;
  isSet = value;
  engine.setFlagsFromString(`--interrupt-budget=${budget! * (value ? FACTOR_WHILE_LOADING : 1)}`);
}

/** From now on V8's options follow what is done. Versions of V8 that are not in the table go on as they do. */
export function allowTiering(): void {
  budget ??= BUDGETS[process.versions.v8.split('.', 2).join('.')];
  if (budget === undefined) return;
  // Node's module v8 loads its streams, which takes 5 ms.
  engine = binding('v8');
  isSet = false;
  set(loads > 0);
}

/** Modules are being loaded from now on; calls are counted, as loading one may load others. */
export function beginLoading(): void {
  loads++;
  set(true);
}

/** The end of what `beginLoading` began. */
export function endLoading(): void {
  loads--;
  if (loads <= 0) set(false);
}

/** Makes or reads what V8 keeps of code. */
export function asWhenLoading<T>(action: () => T): T {
  const before = isSet;
  set(true);
  try {
    return action();
  } finally {
    set(before);
  }
}
