// Images: the memory of a process in which the command is loaded and an interpreter is ready (a startup snapshot of V8 with
// what it compiled). A process that begins with one is 50 ms sooner at its first statement. But V8 compiles code of an image with
// less knowledge of what it refers to, so that natives run slower for good: switches, exceptions and calls of methods by 10 to 30 %.
// So images are there for those who ask for them by STACKLESS_FAST_START: for many short programs.
//
// bin/stackless looks for an image and gives it to Node. An image fits one Node, one build and one set of V8's options; with
// any other Node refuses to start. So bin/stackless has a key for it, made of what `ls` says of both and of the options, and
// uses an image only if the file beside it holds that key. If there is none it passes the key to the command (STACKLESS_IMAGE),
// which starts a process that makes an image when it ends. `npm run build image` does the same.
import { mkdirSync, openSync, closeSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, places } from './kept-files.ts';

/** An image that is to be made. */
export interface WantedImage {
  /** Of its file, without ending. */
  name: string;
  /** What the file beside it is to hold. */
  key: string;
}

const WANTED = 'STACKLESS_IMAGE';
const MAKING = 'STACKLESS_MAKES_IMAGE';
/** Images that are kept beside each other: for other limits of memory, other versions of Node. */
const MOST_IMAGES = 4;
/** Milliseconds after which a process that makes an image is taken for dead. */
const PATIENCE = 60_000;

/** The value of a variable, which programs do not get to see. */
function take(variable: string): string | undefined {
  const value = process.env[variable];
  delete process.env[variable];
  return value;
}

/** The image that bin/stackless looked for in vain; null: there is one, or none is of use. */
export function imageWanted(): WantedImage | null {
  const text = take(WANTED);
  if (text === undefined) return null;
  const [name, node, ...key] = text.split('\n');
  // What is called node may be a script that chooses one: then the key says nothing of it.
  const isItself = attempt(() => statSync(node!).ino === statSync(process.execPath).ino) === true;
  return isItself ? { name: name!, key: key.join('\n') } : null;
}

/** Whether this process is there to make an image. */
export function isMakingImage(): boolean {
  return take(MAKING) !== undefined;
}

/** Says what processes do that begin with the image of this one. */
export function setImage(begin: () => void): void {
  const { startupSnapshot } = process.getBuiltinModule('node:v8');
  startupSnapshot.setDeserializeMainFunction(begin);
}

/** Starts a process that makes an image, at the first place where that is possible. Nobody waits for it. */
export function makeImageLater({ name, key }: WantedImage, folder: string): void {
  for (const place of places(folder, name)) {
    if (attempt(() => begin(place, key, folder)) !== undefined) return;
  }
}

/** The image is made beside its place and moved there, then the key. A Node that cannot make one is not asked again. */
const MAKE = `if "$@" >/dev/null 2>&1; then
    rm -f "$place.key" && mv -f "$place.new" "$place.blob" &&
      printf '%s\\n' "$key" >"$place.newkey" && mv -f "$place.newkey" "$place.key"
  else
    printf '%s\\n' "$key" >"$place.failed"
  fi
  rm -f "$place.new" "$place.lock"`;

/** False: another process is making it, or that has failed. */
function begin(place: string, key: string, folder: string): boolean {
  mkdirSync(dirname(place), { recursive: true });
  if (attempt(() => readFileSync(`${place}.failed`, 'latin1')) === `${key}\n`) return false;
  if (isLocked(`${place}.lock`)) return false;
  removeOldest(dirname(place));
  const options = process.execArgv.filter((option) => option.startsWith('--'));
  const command = [process.execPath, ...options, '--snapshot-blob', `${place}.new`];
  // Loading the module takes 5 ms, which others need not pay.
  const { spawn } = process.getBuiltinModule('node:child_process');
  spawn('/bin/sh', ['-c', MAKE, 'sh', ...command, '--build-snapshot', join(folder, 'cli.cjs')], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
    env: { PATH: process.env['PATH'], place, key, [MAKING]: '1' },
  }).unref();
  return true;
}

function isLocked(path: string): boolean {
  const since = attempt(() => statSync(path).mtimeMs);
  if (since !== undefined && Date.now() - since < PATIENCE) return true;
  rmSync(path, { force: true });
  closeSync(openSync(path, 'wx'));
  return false;
}

function removeOldest(folder: string): void {
  const images = readdirSync(folder)
    .filter((name) => name.endsWith('.blob'))
    .map((name) => join(folder, name.slice(0, -'.blob'.length)))
    .sort((a, b) => statSync(`${b}.blob`).mtimeMs - statSync(`${a}.blob`).mtimeMs);
  for (const image of images.slice(MOST_IMAGES - 1)) {
    for (const end of ['key', 'blob', 'failed']) rmSync(`${image}.${end}`, { force: true });
  }
}
