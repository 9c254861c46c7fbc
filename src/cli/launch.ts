// What `bin/stackless` starts: it loads the command (main.cjs beside it) with V8's code cache.
//
// Compiling two megabytes of JavaScript takes longer than all else at the start; V8 can keep what it made of them. Such a
// cache fits one build of ours, one version of Node and one set of V8's options, and names them. It lies beside the build
// or, where that cannot be written to, in the user's cache. The first run that ends makes it. When anything is wrong with
// it, the program only starts more slowly.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { userDirectory } from '../host/user-directory.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const program = join(folder, 'main.cjs');
/** Bytes before V8's own in the file: the key, filled up with spaces. */
const KEY_SIZE = 256;

/** What the cache was made by: its first bytes. */
function cacheKey(): Buffer {
  const { mtimeMs, size } = statSync(program);
  const text = `${size} ${mtimeMs} ${process.version} ${process.arch} ${process.execArgv.join(' ')}`;
  return Buffer.from(text.padEnd(KEY_SIZE).slice(0, KEY_SIZE), 'latin1');
}

function places(): string[] {
  const user = userDirectory();
  return [join(folder, 'code-cache'), ...(user === null ? [] : [user])].map((at) => join(at, 'main.bin'));
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** V8's part of the first cache that has the key. */
function findCache(key: Buffer): Buffer | undefined {
  for (const place of places()) {
    const data = attempt(() => readFileSync(place));
    if (data?.subarray(0, KEY_SIZE).equals(key) === true) return data.subarray(KEY_SIZE);
  }
  return undefined;
}

function keepCache(key: Buffer, script: Script): void {
  const data = Buffer.concat([key, script.createCachedData()]);
  for (const place of places()) {
    const written = attempt(() => {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(`${place}.${process.pid}`, data);
      renameSync(`${place}.${process.pid}`, place);
      return true;
    });
    if (written === true) return;
  }
}

/** Modules of Node that few programs need and that take long to load: loaded when something of them is used. */
const LATE = new Set(
  'child_process crypto dgram dns http http2 https net readline stream tls tty v8 worker_threads zlib'.split(
    ' ',
  ),
);

function lateRequire(load: NodeJS.Require): (name: string) => unknown {
  return (name) => {
    if (!LATE.has(name.replace(/^node:/, ''))) return load(name);
    const module = (): Record<string | symbol, unknown> => load(name) as Record<string | symbol, unknown>;
    return new Proxy(
      {},
      {
        get: (_, property) => module()[property],
        has: (_, property) => property in module(),
        ownKeys: () => Reflect.ownKeys(module()),
        getOwnPropertyDescriptor: (_, property) => ({
          value: module()[property],
          enumerable: true,
          configurable: true,
        }),
      },
    );
  };
}

const key = cacheKey();
const cachedData = findCache(key);
// The build writes ASCII only.
const text = readFileSync(program, 'latin1');
const source = `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
const script = new Script(source, { filename: program, cachedData });
if (cachedData === undefined || script.cachedDataRejected === true)
  process.once('exit', () => keepCache(key, script));
const module = { exports: {} };
(script.runInThisContext() as (...args: unknown[]) => void)(
  module.exports,
  lateRequire(createRequire(import.meta.url)),
  module,
  program,
  folder,
);
