// @ts-check

// Has the files of native modules evaluated when a program first imports them, not when the command is loaded.
//
// What only src/modules/registry.ts imports is divided into parts: files that the same modules need are one. A part is bundled by
// itself into a function, and stands in front of the command. It takes what it needs of other files from the tables of names
// (native-names.mjs, src/machine/natives.ts), as constants of that function: V8 knows their values as it does those of the command.
// So what a file exports must not be assigned later; the linter sees to that.

import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nativeNames } from './native-names.mjs';
import { sourceGraph } from './source-graph.mjs';

const REGISTRY = 'modules/registry.ts';
/** The registry has an import on each line. */
const REGISTERED = /^import \{ ([\w, ]+) \} from '([^']+)';\n/gm;

/** @typedef {Map<string, import('./source-graph.mjs').SourceFile>} Graph */

/**
 * The files that one needs, itself among them.
 * @param {Graph} graph
 * @param {string} root
 * @param {Set<string>} without
 */
function reach(graph, root, without) {
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {string} file */
  const walk = (file) => {
    if (reached.has(file) || without.has(file)) return;
    reached.add(file);
    importsOf(graph, file).forEach(walk);
  };
  walk(root);
  return reached;
}

/**
 * The files that are needed at once, and the parts of the others.
 * @param {Graph} graph
 * @param {string} entry
 */
function divide(graph, entry) {
  const core = reach(graph, entry, new Set([REGISTRY]));
  /** @type {Map<string, Set<string>>} file -> modules that need it */
  const users = new Map();
  for (const module of importsOf(graph, REGISTRY)) {
    for (const file of reach(graph, module, core))
      users.set(file, (users.get(file) ?? new Set()).add(module));
  }
  /** @type {Map<string, string[]>} */
  const parts = new Map();
  for (const [file, modules] of users) {
    const key = [...modules].join(' ');
    parts.set(key, [...(parts.get(key) ?? []), file]);
  }
  return {
    late: new Set(users.keys()),
    parts: [...parts.values()],
    imported: [...users.keys()].flatMap((file) => importsOf(graph, file)),
  };
}

/**
 * @param {Graph} graph
 * @param {string} file
 */
const importsOf = (graph, file) => graph.get(file)?.imports ?? [];

/** @param {string} file */
const nameOf = (file) => file.slice(0, -'.ts'.length);

/**
 * A module that has the exports of a file of another part.
 * @param {Graph} graph
 * @param {string} file
 * @param {boolean} isLate
 */
function linked(graph, file, isLate) {
  const from = JSON.stringify(nameOf(file));
  const exports = (graph.get(file)?.exports ?? []).map(
    (name) => `export const ${name} = /* @__PURE__ */ linked_(${from}, '${name}');`,
  );
  // A part is evaluated before what imports it, if only for its effects.
  return [...(isLate ? [`linked_(${from}, '');`] : []), ...exports].join('\n');
}

/**
 * The text of a part: an array of the names of its files and a function.
 * @param {string} source
 * @param {Graph} graph
 * @param {string[]} files
 * @param {Set<string>} late the files of all parts
 * @param {import('esbuild').BuildOptions} options
 */
async function partText(source, graph, files, late, options) {
  const own = new Set(files);
  /** @type {import('esbuild').Plugin} */
  const links = {
    name: 'links',
    setup(bundle) {
      bundle.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, kind }) => {
        const file = relative(source, path.startsWith('/') ? path : join(resolveDir, path));
        if (kind === 'entry-point' || own.has(file)) return undefined;
        return { path: file, namespace: 'linked' };
      });
      bundle.onLoad({ filter: /./, namespace: 'linked' }, ({ path }) => ({
        contents: linked(graph, path, late.has(path)),
        loader: 'js',
      }));
    },
  };
  const result = await build({
    ...options,
    stdin: {
      contents: files.map((file) => `import ${JSON.stringify(join(source, file))};`).join('\n'),
      resolveDir: source,
    },
    sourcemap: false,
    write: false,
    plugins: [links, nativeNames(source)],
  });
  const text = result.outputFiles?.[0]?.text ?? '';
  return `[${JSON.stringify(files.map(nameOf))}, function (linked_) {\n${text}}]`;
}

/**
 * @param {string} source the folder of the sources
 * @param {string} entry the command's file in it
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<{ plugins: import('esbuild').Plugin[], text: string }>} the plugins for the command, and what stands in front of it
 */
export async function lateModules(source, entry, options) {
  const graph = await sourceGraph(source);
  const { late, parts, imported } = divide(graph, entry);
  const texts = await Promise.all(parts.map((files) => partText(source, graph, files, late, options)));
  const registry = join(source, REGISTRY);
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'late-modules',
    setup(bundle) {
      bundle.onLoad({ filter: /registry\.ts$/ }, ({ path }) =>
        path === registry ? { contents: withLinks(source, late), loader: 'ts' } : undefined,
      );
    },
  };
  return {
    plugins: [plugin, nativeNames(source, new Set(imported))],
    text: `const lateParts = [\n${texts.join(',\n')}];`,
  };
}

/**
 * The registry with links in place of imports.
 * @param {string} source
 * @param {Set<string>} late
 */
function withLinks(source, late) {
  let text = readFileSync(join(source, REGISTRY), 'utf8');
  for (const [line, names = '', path = ''] of [...text.matchAll(REGISTERED)]) {
    const file = relative(source, join(source, dirname(REGISTRY), path));
    if (!late.has(file)) continue;
    text = text.replace(line, '');
    for (const name of names.split(', '))
      text = text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `linked_('${nameOf(file)}', '${name}')`);
  }
  return `import { linked as linked_ } from ${JSON.stringify(join(source, 'machine/natives.ts'))};\n${text}`;
}
