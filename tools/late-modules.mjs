// @ts-check

// Has the files of native modules evaluated when a program first imports them, not when the command is loaded.
//
// What only src/modules/registry.ts imports is divided into parts: files that the same modules need are one. A part is bundled by
// itself into a function, and stands in front of the command. It takes what it needs of other files from the tables of names
// (native-names.mjs, src/machine/natives.ts), as constants of that function: V8 knows their values as it does those of the command.

import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nativeNames } from './native-names.mjs';

const REGISTRY = 'modules/registry.ts';
const IMPORT = /^(?:import|export)\s+(?!type\b)[^'"]*?from\s+'(\.[^']+)'|^import\s+'(\.[^']+)'/gm;
const EXPORT = /^export (?:abstract )?(?:async )?(?:function\*?|class|const) (\w+)|^export \{([^}]*)\};/gm;
const REGISTERED = /^import \{ ([\w, ]+) \} from '([^']+)';\n/gm;

/** Modules that share variables. */
const TOGETHER = [['modules/_datetime.ts', 'modules/_zoneinfo.ts']];

/** @param {string} source the folder of the sources */
function graph(source) {
  /** @type {Map<string, string[]>} */
  const known = new Map();
  /** @param {string} file */
  const importsOf = (file) => {
    let found = known.get(file);
    if (found === undefined) {
      const text = readFileSync(join(source, file), 'utf8');
      found = [...text.matchAll(IMPORT)].map((match) =>
        relative(source, join(source, dirname(file), match[1] ?? match[2] ?? '')),
      );
      known.set(file, found);
    }
    return found;
  };
  /**
   * @param {string} root
   * @param {Set<string>} without
   */
  const reach = (root, without) => {
    /** @type {Set<string>} */
    const reached = new Set();
    /** @param {string} file */
    const walk = (file) => {
      if (reached.has(file) || without.has(file)) return;
      reached.add(file);
      importsOf(file).forEach(walk);
    };
    walk(root);
    return reached;
  };
  return { importsOf, reach };
}

/**
 * The files that are needed at once, and the parts of the others.
 * @param {string} source
 * @param {string} entry
 */
function divide(source, entry) {
  const { importsOf, reach } = graph(source);
  const core = reach(entry, new Set([REGISTRY]));
  /** @type {Map<string, Set<string>>} file -> modules that need it */
  const users = new Map();
  for (const module of importsOf(REGISTRY)) {
    const group = TOGETHER.find((modules) => modules.includes(module))?.[0] ?? module;
    for (const file of reach(module, core)) users.set(file, (users.get(file) ?? new Set()).add(group));
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
    imported: [...users.keys()].flatMap(importsOf),
  };
}

/** @param {string} file */
const nameOf = (file) => file.slice(0, -'.ts'.length);

/**
 * A module that has the exports of a file of another part.
 * @param {string} source
 * @param {string} file
 * @param {boolean} isLate
 */
function linked(source, file, isLate) {
  const text = readFileSync(join(source, file), 'utf8');
  const names = [...text.matchAll(EXPORT)].flatMap((match) => match[1] ?? (match[2] ?? '').split(','));
  const exports = names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(
      (name) => `export const ${name} = /* @__PURE__ */ linked_(${JSON.stringify(nameOf(file))}, '${name}');`,
    );
  // A part is evaluated before what imports it, if only for its effects.
  return [...(isLate ? [`linked_(${JSON.stringify(nameOf(file))}, '');`] : []), ...exports].join('\n');
}

/**
 * The text of a part: an array of the names of its files and a function.
 * @param {string} source
 * @param {string[]} files
 * @param {Set<string>} late the files of all parts
 * @param {import('esbuild').BuildOptions} options
 */
async function partText(source, files, late, options) {
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
        contents: linked(source, path, late.has(path)),
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
  const { late, parts, imported } = divide(source, entry);
  const texts = await Promise.all(parts.map((files) => partText(source, files, late, options)));
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
