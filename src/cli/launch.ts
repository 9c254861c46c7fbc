// What `bin/stackless` starts: it loads the command (main.cjs beside it) with V8's code cache.
//
// Compiling two megabytes of JavaScript takes longer than all else at the start; V8 can keep what it made of them. Such a
// cache fits one build of ours, one version of Node and one set of V8's options, and names them. It lies beside the build
// or, where that cannot be written to, in the user's cache. The first run that ends makes it. When anything is wrong with
// it, the program only starts more slowly.
//
// Faster still is an image (image.ts): then this file has run in the process that made it, and only `start` runs.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { imageWanted, isMakingImage, makeImageLater, setImage } from './image.ts';
import { allowTiering } from '../host/node-tiering.ts';
import { attempt, keepFile, places } from './kept-files.ts';

/** What main.cjs exports. */
interface Command {
  begin: (args: string[]) => void;
  prepare: () => Promise<void>;
}

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

/** V8's part of the first cache that has the key. */
function findCache(key: Buffer): Buffer | undefined {
  for (const place of places(folder, 'main.bin')) {
    const data = attempt(() => readFileSync(place));
    if (data?.subarray(0, KEY_SIZE).equals(key) === true) return data.subarray(KEY_SIZE);
  }
  return undefined;
}

/** Modules of Node that few programs need and that take long to load: loaded when something of them is used. */
const LATE = new Set(
  'child_process crypto dgram dns http http2 https net readline stream tls tty v8 worker_threads zlib'.split(
    ' ',
  ),
);

function lateRequire(load: (name: string) => unknown): (name: string) => unknown {
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

type Program = (exports: object, require: unknown, module: object, filename: string, folder: string) => void;

function run(program: Program, filename: string): Command {
  const module = { exports: {} };
  program(module.exports, lateRequire(require), module, filename, folder);
  return module.exports as Command;
}

function sourceText(): string {
  // The build writes ASCII only, and a function as Node makes it of a CommonJS module.
  return readFileSync(program, 'latin1');
}

function start(): void {
  allowTiering();
  const key = cacheKey();
  const cachedData = findCache(key);
  const image = imageWanted();
  const script = new Script(sourceText(), { filename: program, cachedData });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    process.once('exit', () => {
      // The command has its own copy of that module.
      allowTiering();
      keepFile(places(folder, 'main.bin'), Buffer.concat([key, script.createCachedData()]));
    });
  }
  if (image !== null) process.once('exit', () => makeImageLater(image, folder));
  run(script.runInThisContext() as Program, program).begin(process.argv.slice(2));
}

if (isMakingImage()) {
  // No Script: images can have none.
  const command = run((0, eval)(`${sourceText()}\n//# sourceURL=${program}`) as Program, program);
  void command.prepare();
  setImage(() => command.begin(process.argv.slice(2)));
} else {
  start();
}
