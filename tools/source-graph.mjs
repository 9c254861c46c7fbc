// @ts-check

// What each file of src/ imports and exports when the program runs, as esbuild tells it. Types are left out.

import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** @typedef {{ imports: string[], exports: string[] }} SourceFile files by their names below the folder of the sources */

/**
 * @param {string} source the folder of the sources
 * @returns {Promise<Map<string, SourceFile>>}
 */
export async function sourceGraph(source) {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const { metafile } = await build({
    absWorkingDir: source,
    entryPoints: files,
    outdir: source,
    format: 'esm',
    write: false,
    metafile: true,
  });
  /** @type {Map<string, SourceFile>} */
  const graph = new Map();
  for (const { entryPoint = '', imports, exports } of Object.values(metafile.outputs)) {
    const own = imports.filter(({ path }) => path.startsWith('.'));
    const paths = own.map(({ path }) => relative(source, join(source, dirname(entryPoint), path)));
    graph.set(entryPoint, { imports: paths, exports });
  }
  return graph;
}
