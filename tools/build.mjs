// @ts-check

// Builds dist/ in the steps listed at the end: `npm run build`, or one step by name, `node tools/build.mjs bundle`.
//
//   library   dist/lib      CPython's pure-Python library, from the pyodide package, with its licence, and src/library
//   docstrings  dist/docstrings.json  those of CPython, under the same licence
//   sources   dist/python   our own Python sources (src/python), as they are
//   bundle    dist/*.js     index.js (the API); the command: cli.cjs, which loads main.cjs
//   frozen-library          the same for all of the library (only when asked for)
//   types     dist/types    declarations for TypeScript programs (only when asked for: `npm run build types`)
//   frozen                  compiles Python sources ahead of time with what `bundle` made: dist/freeze.cjs
//   texts                   the same for what the library compiles when it is loaded
//   started   dist/code-cache  what V8 keeps of the command's code
//   image     dist/code-cache  the memory of a started command, for this machine's Node (only when asked for): see src/cli/image.ts
//
// Every step replaces what it made before, so a step can be run again by itself.

import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docstrings } from './docstrings.mjs';
import { lateModules } from './late-modules.mjs';
import { nativeNames } from './native-names.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

/** Compiled code counts ticks; what they cost is measured without (bench/unticked.mjs). */
const ticking = process.env.STACKLESS_UNTICKED !== '1';

/** What the zip holds beside the library: the package's own modules, and its stand-ins for modules a browser cannot have. */
const NOT_LIBRARY = /^(_sysconfigdata_|(_?pyodide|site-packages)\/|(_ssl|ssl|webbrowser)\.py$)/;

/** Modules that the package has not, as programs do not need them in a browser: our own. */
const OWN_LIBRARY = join(root, 'src/library');

/** Unpacks the library, unless dist/lib already stands for the same zip, and adds our own modules. */
function library() {
  unpackLibrary();
  cpSync(OWN_LIBRARY, join(dist, 'lib'), { recursive: true });
}

function unpackLibrary() {
  const zip = readFileSync(createRequire(import.meta.url).resolve('pyodide/python_stdlib.zip'));
  const target = join(dist, 'lib');
  const stamp = join(dist, 'lib.stamp');
  const digest = createHash('sha256').update(zip).update(NOT_LIBRARY.source).digest('hex');
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  rmSync(target, { recursive: true, force: true });
  const files = unzipSync(zip, { filter: ({ name }) => !name.endsWith('/') && !NOT_LIBRARY.test(name) });
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(target, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  cpSync(join(root, 'tools/python-license.txt'), join(target, 'LICENSE.txt'));
  writeFileSync(stamp, digest);
}

/** Asks CPython for its docstrings, unless that has been done with the same CPython and the same questions. */
async function docstringsFile() {
  const target = join(dist, 'docstrings.json');
  const stamp = join(dist, 'docstrings.stamp');
  const sources = [
    createRequire(import.meta.url).resolve('pyodide/pyodide.asm.wasm'),
    join(root, 'tools/docstrings.mjs'),
  ];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const digest = hash.digest('hex');
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  writeFileSync(target, await docstrings());
  writeFileSync(stamp, digest);
}

function sources() {
  const from = join(root, 'src/python');
  const to = join(dist, 'python');
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to)) if (name !== '__pycache__') rmSync(join(to, name), { recursive: true });
  // Compiled modules hold for sources older than they are.
  const filter = (/** @type {string} */ path) => !path.includes('__pycache__');
  cpSync(from, to, { recursive: true, preserveTimestamps: true, filter });
}

/** Tells compiled modules of one compiler from those of another: a digest of its sources. */
function compilerFingerprint() {
  const hash = createHash('sha256');
  for (const folder of ['src/syntax', 'src/compiler']) {
    for (const name of readdirSync(join(root, folder)).sort())
      hash.update(readFileSync(join(root, folder, name)));
  }
  for (const file of ['src/imports/compiled-file.ts', 'src/host/node-cache.ts'])
    hash.update(readFileSync(join(root, file)));
  hash.update(String(ticking));
  return hash.digest('hex').slice(0, 32);
}

/**
 * Names are kept whole and nothing is minified: a stack trace from the field must be readable, and V8 parses lazily
 * anyway. The command is CommonJS, because only such scripts can be given V8's code cache (src/cli/launch.ts).
 */
async function bundle() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) if (/\.[cm]?js(\.map)?$/.test(name)) rmSync(join(dist, name));
  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root,
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    define: {
      STACKLESS_COMPILER: JSON.stringify(compilerFingerprint()),
      STACKLESS_TICKS: String(ticking),
    },
    plugins: [nativeNames(join(root, 'src'))],
  };
  await build({ ...common, entryPoints: { index: 'src/index.ts' }, format: 'esm' });
  const url = "const bundle_url = require('node:url').pathToFileURL(__filename).href;";
  /** @type {import('esbuild').BuildOptions} */
  const command = {
    ...common,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { ...common.define, 'import.meta.url': 'bundle_url' },
  };
  await build({
    ...command,
    entryPoints: { cli: 'src/cli/launch.ts', freeze: 'src/cli/freeze.ts' },
    banner: { js: url },
  });
  const late = await lateModules(join(root, 'src'), 'cli/main.ts', command);
  // The function that Node makes of a CommonJS module, so that `launch` has the text as it is.
  await build({
    ...command,
    plugins: late.plugins,
    entryPoints: { main: 'src/cli/main.ts' },
    banner: { js: `(function (exports, require, module, __filename, __dirname) {${url}\n${late.text}` },
    footer: { js: '})' },
  });
}

function types() {
  const out = join(dist, 'types');
  rmSync(out, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
}

/** A process of its own: the compiler it loads is the one `bundle` has just written. */
function frozen() {
  execFileSync(process.execPath, ['--stack-size=5600', join(dist, 'freeze.cjs')], {
    cwd: root,
    stdio: 'inherit',
  });
}

/** As `frozen`, for all of the library. */
function library_frozen() {
  execFileSync(process.execPath, ['--stack-size=5600', join(dist, 'freeze.cjs'), '--all'], {
    cwd: root,
    stdio: 'inherit',
  });
}

/** Modules of the library that compile texts when they are loaded. */
const COMPILING = `asyncio argparse collections concurrent.futures ctypes dataclasses datetime decimal difflib dis doctest functools
  http.client inspect json logging pathlib pickle platform pstats random re sched shelve shutil socket socketserver statistics
  string subprocess symtable sysconfig tarfile tempfile timeit tokenize traceback typing unittest urllib.request uuid weakref
  zipfile`;

/** Imports what compiles texts with all of them being kept: see src/imports/compiled-texts.ts. */
function texts() {
  rmSync(join(dist, 'python/__pycache__/texts'), { recursive: true, force: true });
  const env = { ...process.env, STACKLESS_KEEP_TEXTS: '1' };
  const program = `for name in '''${COMPILING}'''.split():
    try: __import__(name)
    except ImportError: pass`;
  execFileSync(join(root, 'bin/stackless'), ['-c', program], { cwd: root, env, stdio: 'inherit' });
}

/** Starts the command once, which makes what lets it start faster from then on: see src/cli/launch.ts. */
function started() {
  rmSync(join(dist, 'code-cache'), { recursive: true, force: true });
  execFileSync(join(root, 'bin/stackless'), ['-c', 'pass'], { cwd: root, stdio: 'inherit' });
}

/** The same in a way that makes an image: see src/cli/image.ts. */
async function image() {
  const folder = join(dist, 'code-cache');
  const env = { ...process.env, STACKLESS_FAST_START: '1' };
  execFileSync(join(root, 'bin/stackless'), ['-c', 'pass'], { cwd: root, env, stdio: 'inherit' });
  // The image is made by a process of which nobody waits for the end.
  const isMaking = () => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.lock'));
  for (let waited = 0; waited < 60 && isMaking(); waited++)
    await new Promise((done) => setTimeout(done, 500));
}

/** @typedef {Record<string, () => void | Promise<void>>} Steps */
/** @type {Steps} */
const steps = { library, docstrings: docstringsFile, sources, bundle, frozen, texts, started };
/** @type {Steps} */
const onRequest = { types, image, 'frozen-library': library_frozen };

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(steps)) {
  const step = steps[name] ?? onRequest[name];
  if (!step)
    throw new Error(
      `no such step: ${name} (there are ${Object.keys({ ...steps, ...onRequest }).join(', ')})`,
    );
  await step();
}
