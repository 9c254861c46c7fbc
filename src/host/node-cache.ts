// Keeping compiled modules, on Node: strings packed into bytes, and V8's own form of emitted JavaScript in a file beside them.
//
// Packed strings: a word with their number, then for each a word with its form and one with its length in bytes, then all
// bytes one after the other. Most are ASCII, which is read as Latin-1 without looking at it.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type * as Zlib from 'node:zlib';
import type { HostCache } from './host.ts';
import { asWhenLoading, beginLoading, endLoading } from './node-tiering.ts';
import { userDirectory } from './user-directory.ts';

const ASCII = 0;
const UTF8 = 1;
const DEFLATED = 2;
/** Shorter strings are not deflated. */
const WORTHWHILE = 512;

/** Loaded when it is needed: that costs milliseconds. */
const zlib = (): typeof Zlib => process.getBuiltinModule('node:zlib');

function pack(strings: readonly string[], firstLate: number): Uint8Array {
  const head = new Uint32Array(1 + 2 * strings.length);
  head[0] = strings.length;
  const parts: Uint8Array[] = [new Uint8Array(head.buffer)];
  strings.forEach((text, i) => {
    let bytes = Buffer.from(text, 'utf8');
    let form = bytes.length === text.length ? ASCII : UTF8;
    if (i >= firstLate && bytes.length >= WORTHWHILE) {
      bytes = zlib().deflateRawSync(bytes, { level: 9 });
      form |= DEFLATED;
    }
    head[1 + 2 * i] = form;
    head[2 + 2 * i] = bytes.length;
    parts.push(bytes);
  });
  return Buffer.concat(parts);
}

function unpack(data: Uint8Array, firstLate: number): (() => string)[] | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const count = view.getUint32(0, true);
  let at = 4 + 8 * count;
  if (count > 1000 || at > data.length) return undefined;
  const strings: (() => string)[] = [];
  for (let i = 0; i < count; i++) {
    const form = view.getUint32(4 + 8 * i, true);
    const end = at + view.getUint32(8 + 8 * i, true);
    // What is unpacked late does not hold the rest of the file.
    const part = data.subarray(at, end);
    const bytes = i < firstLate ? part : new Uint8Array(part);
    at = end;
    strings.push(() => decode(bytes, form));
  }
  return at === data.length ? strings : undefined;
}

function decode(bytes: Uint8Array, form: number): string {
  const plain =
    (form & DEFLATED) === 0
      ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      : zlib().inflateRawSync(bytes);
  return plain.toString((form & UTF8) === 0 ? 'latin1' : 'utf8');
}

/** Scripts that were compiled from their text, and where V8's form of them is to be kept. */
const fresh: { script: Script; place: string; key: Buffer }[] = [];
/** Bytes before V8's own in such a file: the key, filled up with spaces. */
const KEY_SIZE = 256;

let isKept = true;

/**
 * Whether what is evaluated is to be kept. Not in a process that makes an image: the image has it in it, and can hold no script.
 */
export function setKeeping(value: boolean): void {
  isKept = value;
}

function evaluate(text: string, filename: string, place: string, key: string): unknown {
  if (!isKept) return (0, eval)(text);
  const whole = `${key} ${(engine ??= engineKey())}`;
  const head = Buffer.from(whole.padEnd(KEY_SIZE).slice(0, KEY_SIZE), 'latin1');
  const cachedData = findCode(place, head);
  const script = asWhenLoading(() => new Script(text, { filename, cachedData }));
  if (cachedData === undefined || script.cachedDataRejected === true)
    fresh.push({ script, place, key: head });
  return script.runInThisContext();
}

/** What V8's form depends on; made when it is first asked for. */
let engine: string | null = null;

/** Node's version and options but for the image it began with, which makes no difference. */
function engineKey(): string {
  const options = process.execArgv
    .filter((option) => !option.startsWith('--snapshot-blob') && option.startsWith('--'))
    .join(' ');
  return `${process.version} ${process.arch} ${options}`;
}

function findCode(place: string, key: Buffer): Buffer | undefined {
  try {
    const data = readFileSync(place);
    return data.subarray(0, KEY_SIZE).equals(key) ? data.subarray(KEY_SIZE) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps V8's form of what was evaluated: called at the process's end, when it includes all functions that were used. */
export function keepCode(): void {
  beginLoading();
  for (const { script, place, key } of fresh.splice(0)) {
    try {
      writeFileSync(`${place}.${process.pid}`, Buffer.concat([key, script.createCachedData()]));
      renameSync(`${place}.${process.pid}`, place);
    } catch {
      // It cannot be kept, so it is made again the next time.
    }
  }
}

export const nodeCache: HostCache = {
  pack,
  unpack,
  evaluate,
  beginLoading,
  endLoading,
  get directory() {
    return userDirectory();
  },
};
