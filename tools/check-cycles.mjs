// @ts-check

// Finds import cycles between the files of src/; `npm run lint` runs it after eslint, which sees one file at a time.
// Within {machine, objects, operators} cycles are allowed: the types of the language and the operations on them need
// one another, and nothing there runs at load time but declarations. Imports of types alone are no imports when the
// program runs, and are not counted.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ORDER } from './eslint-rules/import-order.mjs';
import { sourceGraph } from './source-graph.mjs';

const source = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src');
const graph = await sourceGraph(source);
const shared = new Set(ORDER.filter((place) => place.includes('objects')).flat());
/** @type {Map<string, number>} file -> 1 while it is being walked, 2 when it is done */
const state = new Map();
/** @type {string[]} */
const path = [];
/** @type {string[][]} */
const cycles = [];

/** @param {string} file */
function walk(file) {
  state.set(file, 1);
  path.push(file);
  for (const next of graph.get(file)?.imports ?? []) {
    if (state.get(next) === 1) cycles.push([...path.slice(path.indexOf(next)), next]);
    else if (!state.has(next)) walk(next);
  }
  path.pop();
  state.set(file, 2);
}

for (const file of graph.keys()) if (!state.has(file)) walk(file);
const wrong = cycles.filter((cycle) => !cycle.every((file) => shared.has(file.split('/')[0] ?? '')));
for (const cycle of wrong) console.error(`import cycle: ${cycle.join(' -> ')}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
