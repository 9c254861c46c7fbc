// @ts-check

import { dirname, relative, resolve } from 'node:path';

// Imports between the folders of src/ go one way. A folder may import from those before it in ORDER; folders that share
// a place may import each other, because the types of the language and the operations on them need one another. What
// goes another way stands in EXCEPTIONS. No file imports a folder's index, but for the package's own. Cycles within a
// folder are found by tools/check-cycles.mjs, which sees all files at once.

/** Places from the bottom up. */
export const ORDER = [
  ['host'],
  ['syntax'],
  ['compiler'],
  ['machine', 'objects', 'operators'],
  ['builtins'],
  ['stackless'],
  ['modules'],
  ['imports'],
  ['interpreter.ts'],
  ['cli', 'index.ts'],
];

/**
 * Arrows against the order: [importing file or folder, imported file or folder, why].
 * @type {[string, string, string][]}
 */
export const EXCEPTIONS = [
  ['builtins/', 'imports/native-loader.ts', 'the built-in open is that of the native module _io'],
  ['stackless/', 'imports/native-loader.ts', 'the module stackless takes its names from _stackless'],
  ['modules/', 'imports/native-loader.ts', '_imp makes native modules and sys lists their names'],
  [
    'modules/',
    'imports/cache-paths.ts',
    'sys.implementation.cache_tag names the files that the importer writes',
  ],
  ['builtins/', 'imports/statements.ts', '__import__ is the function behind the import statement'],
  ['builtins/', 'modules/standard-stream.ts', 'print and input write to a standard stream without a call'],
];

/** @param {string} path relative to src/ */
function placeOf(path) {
  const folder = path.split('/')[0] ?? '';
  return ORDER.findIndex((place) => place.includes(folder));
}

/**
 * What is wrong with an import, if anything; both paths are relative to src/.
 * @param {string} from
 * @param {string} to
 * @param {boolean} [typeOnly]
 * @returns {'barrel' | 'upwards' | null}
 */
export function judge(from, to, typeOnly = false) {
  if (/\/index\.ts$/.test(to) && dirname(from) !== dirname(to)) return 'barrel';
  const [importer, imported] = [placeOf(from), placeOf(to)];
  if (importer < 0 || imported < 0 || imported <= importer || typeOnly) return null;
  const excepted = EXCEPTIONS.some(([a, b]) => from.startsWith(a) && to.startsWith(b));
  return excepted ? null : 'upwards';
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    messages: {
      upwards:
        'src/{{from}} may not import src/{{to}}: the order of folders is in tools/eslint-rules/import-order.mjs.',
      barrel: 'Import the file that has the thing, not an index of its folder.',
    },
    schema: [],
  },
  create(context) {
    const source = resolve(context.cwd, 'src');
    const from = relative(source, context.filename).replaceAll('\\', '/');
    if (from.startsWith('..') || /\.test\.ts$/.test(from)) return {};
    /** @param {any} node */
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string' || !name.startsWith('.')) return;
      const to = relative(source, resolve(dirname(context.filename), name)).replaceAll('\\', '/');
      const wrong = judge(from, to, (node.importKind ?? node.exportKind) === 'type');
      if (wrong) context.report({ node, messageId: wrong, data: { from, to } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
