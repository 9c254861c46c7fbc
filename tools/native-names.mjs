// @ts-check

// An esbuild plugin: gives each file of the implementation a last line that provides the names at its top level, by which pickles refer
// to natives (src/machine/natives.ts).

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folders whose functions and classes may stand in frames; the compiler's do not. */
const FOLDERS = /^(machine|objects|operators|builtins|stackless|modules|imports)\/|^interpreter\.ts$/;

/** A declaration of a value at the top level. */
const DECLARATION = /^(?:export )?(?:abstract )?(?:async )?(?:function\*?|class|const) (\w+)/gm;

/**
 * @param {string} source the folder of the sources
 * @returns {import('esbuild').Plugin}
 */
export function nativeNames(source) {
  return {
    name: 'native-names',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(source, path).replaceAll('\\', '/');
        if (!FOLDERS.test(file) || file === 'machine/natives.ts') return undefined;
        const contents = readFileSync(path, 'utf8');
        const names = [...contents.matchAll(DECLARATION)].map((match) => match[1]);
        if (names.length === 0) return undefined;
        const natives = JSON.stringify(join(source, 'machine/natives.ts'));
        const provide = `import { provideNatives as provideNatives_ } from ${natives}; provideNatives_(${JSON.stringify(
          file.slice(0, -'.ts'.length),
        )}, () => ({ ${[...new Set(names)].join(', ')} }));`;
        return { contents: `${contents}\n${provide}\n`, loader: 'ts' };
      });
    },
  };
}
