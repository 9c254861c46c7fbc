// Compiles Python sources ahead of time, into the places where imports look for them: our own sources (dist/python), and of the
// library (dist/lib) what most programs load at their start, or with `--all` everything.
//
// What is up to date stays as it is. A compiled file made here holds for its source at any time before its own, since
// installing a package changes the times of files.
import { join } from 'node:path';
import { compileSource } from '../compiler/compile.ts';
import { nodeHost } from '../host/node.ts';
import { CACHE_TAG, hiddenCachePath } from '../imports/cache-paths.ts';
import { decodeModule, encodeModule } from '../imports/compiled-file.ts';
import { decodeSource } from '../syntax/source.ts';

/** Modules and packages that most programs load; of a package its direct modules. */
const COMMON =
  `os posixpath genericpath stat abc io codecs _collections_abc encodings re enum functools collections keyword operator
  reprlib types typing contextlib importlib traceback linecache tokenize token textwrap _colorize warnings _py_warnings weakref
  _weakrefset copyreg copy dataclasses inspect ast dis opcode _opcode_metadata random bisect heapq math statistics string json
  datetime _pydatetime _strptime time locale threading _threading_local queue collections.abc argparse gettext logging unittest
  signal runpy pkgutil site _sitebuiltins sysconfig code codeop difflib pprint fnmatch pathlib glob shutil tempfile struct
  subprocess selectors socket asyncio concurrent hashlib base64 numbers decimal _pydecimal fractions annotationlib
  contextvars itertools pickle _compat_pickle csv __future__ zipfile zipimport urllib getopt platform html
  concurrent/futures ntpath compression compression/_common compression/zstd bz2 lzma`.split(/\s+/);

const files = nodeHost.files!;
const cache = nodeHost.cache!;

function compileTo(path: string, filename: string, hidden: boolean, target: string): boolean {
  const status = files.stat(path);
  const options = { mode: 'exec', optimize: 0, hidden } as const;
  try {
    const present = decodeModule(
      cache,
      files.readFile(target),
      files.stat(target).mtimeNs,
      filename,
      status,
      options,
    );
    if (present !== undefined) return false;
  } catch {
    // It is not there, or no compiled file.
  }
  const module = compileSource(decodeSource(files.readFile(path), filename), filename, options);
  const folder = target.slice(0, target.lastIndexOf('/'));
  if (!files.access(folder, 0)) files.makeDirectory(folder, 0o777);
  files.writeFile(target, encodeModule(cache, module, status, { ...options, anyTime: true })!);
  return true;
}

/** The path of each source below `folder`, relative to it. */
function sources(folder: string, below = ''): string[] {
  return files.list(join(folder, below)).flatMap(({ name, isDirectory }) => {
    const path = join(below, name);
    if (isDirectory) return name === '__pycache__' ? [] : sources(folder, path);
    return name.endsWith('.py') ? [path] : [];
  });
}

/** Of the codecs, those that nearly all text is in. */
const CODECS = /^encodings\/(__init__|aliases|utf_8|ascii|latin_1)\.py$/;

function isCommon(path: string): boolean {
  if (path.startsWith('encodings/')) return CODECS.test(path);
  const name = path.replace(/\.py$/, '').replace(/\/[^/]*$/, '');
  return COMMON.includes(name);
}

function main(all: boolean): void {
  const { sourcesPath, libraryPath } = nodeHost;
  let made = 0;
  for (const path of sources(sourcesPath!)) {
    const full = join(sourcesPath!, path);
    if (compileTo(full, path, true, hiddenCachePath(full))) made++;
  }
  for (const path of ['importlib/_bootstrap.py', 'importlib/_bootstrap_external.py']) {
    const full = join(libraryPath!, path);
    if (compileTo(full, path, true, hiddenCachePath(full))) made++;
  }
  for (const path of sources(libraryPath!)) {
    if (!all && !isCommon(path)) continue;
    const full = join(libraryPath!, path);
    const target = full.replace(/([^/]*)\.py$/, `__pycache__/$1.${CACHE_TAG}.code`);
    if (compileTo(full, full, false, target)) made++;
  }
  if (made > 0) process.stdout.write(`${made} compiled modules\n`);
}

main(process.argv.includes('--all'));
