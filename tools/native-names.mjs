// @ts-check

// An esbuild plugin: gives each file of the implementation a last line that provides the names at its top level, by which pickles refer
// to natives (src/machine/natives.ts), and the types of their classes' fields; and writes ABRUPT as the constant that it is, for V8 does
// not know that of a variable.

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fieldTypes } from './field-types.mjs';

/** Folders whose functions and classes may stand in frames; the compiler's do not. */
const FOLDERS = /^(machine|objects|operators|builtins|stackless|modules|imports)\/|^interpreter\.ts$/;

/** A declaration of a value at the top level. */
const DECLARATION = /^(?:export )?(?:abstract )?(?:async )?(?:function\*?|class|const) (\w+)/gm;

/** What a file exports that it has from another. */
const EXPORTED = /^export \{([^}]*)\};/gm;

/** ABRUPT in an expression. */
const ABRUPT_VALUE = /(?<=[!=]== |return |\? |: |=> |&& |= |\()ABRUPT\b(?!\])/g;

/**
 * @param {string} source the folder of the sources
 * @param {Set<string>} linked files of other folders whose names are needed too (late-modules.mjs)
 * @returns {import('esbuild').Plugin}
 */
export function nativeNames(source, linked = new Set()) {
  return {
    name: 'native-names',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(source, path).replaceAll('\\', '/');
        const isNative = FOLDERS.test(file);
        if (!isNative && !linked.has(file)) return undefined;
        const contents = readFileSync(path, 'utf8');
        const names = [
          ...[...contents.matchAll(DECLARATION)].map((match) => match[1]),
          ...[...contents.matchAll(EXPORTED)].flatMap((match) => match[1]?.match(/\w+/g) ?? []),
        ];
        if (names.length === 0) return undefined;
        const natives = JSON.stringify(join(source, 'machine/natives.ts'));
        const itself = file === 'machine/natives.ts';
        const from = itself ? '' : `import { provideNatives as provideNatives_ } from ${natives}; `;
        const parts = [
          JSON.stringify(file.slice(0, -'.ts'.length)),
          `() => ({ ${[...new Set(names)].join(', ')} })`,
        ];
        if (isNative) parts.push(`() => (${fieldTypes(source, path)})`);
        const provide = `${from}${itself ? 'provideNatives' : 'provideNatives_'}(${parts.join(', ')});`;
        return { contents: `${contents.replaceAll(ABRUPT_VALUE, 'null')}\n${provide}\n`, loader: 'ts' };
      });
    },
  };
}
