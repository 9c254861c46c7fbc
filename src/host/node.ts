// The host as Node gives it.
import * as fs from 'node:fs';
import * as os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from './host.ts';
import { binding, type SignalHandle } from './node-bindings.ts';
import { readLine } from './node-console.ts';
import { nodeCache } from './node-cache.ts';
import { nodeChildren } from './node-children.ts';
import { descriptionOf } from './node-descriptors.ts';
import { nodeFiles, readLater, writeAll } from './node-files.ts';
import { stopWatchingInterrupts, watchInterrupts } from './node-interrupts.ts';
import { collectGarbage, nodeMemory } from './node-memory.ts';
import { nodeProcess } from './node-process.ts';
import { nodeSockets } from './node-sockets.ts';
import { system, systemError } from './system-errors.ts';

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'win32',
  darwin: 'darwin',
  linux: 'linux',
};

/** Only for what may be a terminal the module is loaded, which costs milliseconds. */
function isTty(fd: number): boolean {
  try {
    const description = descriptionOf(fd);
    const isDevice = (description.status().mode & fs.constants.S_IFMT) === fs.constants.S_IFCHR;
    return isDevice && process.getBuiltinModule('node:tty').isatty(description.real());
  } catch {
    return false;
  }
}

const listeners = new Map<string, () => void>();
const unnamed = new Map<number, SignalHandle>();

function onSignal(signal: number, callback: (() => void) | null): void {
  const name = Object.entries(os.constants.signals).find(([, n]) => n === signal)?.[0];
  if (name === undefined) return onUnnamedSignal(signal, callback);
  const before = listeners.get(name);
  listeners.delete(name);
  if (callback !== null) {
    listeners.set(name, callback);
    system(() => process.on(name, callback));
  }
  // Only now, so that no signal does in between what the system does.
  if (before !== undefined) process.off(name, before);
  if (name === 'SIGINT' && callback === null) stopWatchingInterrupts();
}

/** Node would let a debugger in for SIGUSR1; who has waited for it and no longer does has what the system does. */
export function letUsrSignalEndProcess(): void {
  const listener = (): void => {};
  process.on('SIGUSR1', listener);
  process.off('SIGUSR1', listener);
}

/** What Node's signals are built on; newer versions lend it to nobody. Throws EINVAL then. */
function signalHandle(): SignalHandle {
  try {
    return new (binding('signal_wrap').Signal)();
  } catch {
    throw systemError('EINVAL');
  }
}

/** One for real time, of which Node's public interface does not tell. */
function onUnnamedSignal(signal: number, callback: (() => void) | null): void {
  const before = unnamed.get(signal);
  unnamed.delete(signal);
  if (callback !== null) {
    const handle = signalHandle();
    handle.unref();
    handle.onsignal = callback;
    if (handle.start(signal) !== 0) throw systemError('EINVAL');
    unnamed.set(signal, handle);
  }
  before?.close();
}

/** Where `dist/` is: the folder of this file once it is bundled, or beside the sources. */
function distribution(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return fs.existsSync(join(here, 'lib')) ? here : join(here, '../../dist');
}

/** Bytes of the host's stack left to compiled code: what --stack-size says, or Node's default of 984 KB. */
function stackBytes(): number {
  const option = process.execArgv.find((a) => a.startsWith('--stack-size='));
  const kilobytes = option === undefined ? 984 : Number(option.slice('--stack-size='.length));
  return kilobytes * 1024;
}

export const nodeHost: Host = {
  platform: PLATFORMS[process.platform] ?? process.platform,
  libraryPath: join(distribution(), 'lib'),
  sourcesPath: join(distribution(), 'python'),
  docstringsPath: join(distribution(), 'docstrings.json'),
  executable: join(dirname(distribution()), 'bin/stackless'),
  files: nodeFiles,
  process: nodeProcess,
  children: nodeChildren,
  sockets: nodeSockets,
  cache: nodeCache,
  now: () => (performance.timeOrigin + performance.now()) / 1000,
  nowNs: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n,
  // Not `performance.now()`: that loads a module, which takes 3 ms.
  monotonic() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds + nanoseconds / 1e9;
  },
  monotonicNs: () => process.hrtime.bigint(),
  cpuTime() {
    const { user, system: kernel } = process.cpuUsage();
    return (user + kernel) / 1e6;
  },
  setTimer(seconds, callback) {
    const timer = seconds <= 0 ? null : setTimeout(callback, Math.min(seconds * 1000, 2 ** 31 - 1));
    const immediate = timer === null ? setImmediate(callback) : null;
    return () => {
      if (timer !== null) clearTimeout(timer);
      if (immediate !== null) clearImmediate(immediate);
    };
  },
  read: readLater,
  write: writeAll,
  isTty,
  readLine,
  onSignal,
  watchInterrupts: () =>
    listeners.has('SIGINT') ? watchInterrupts(() => process.getBuiltinModule('node:worker_threads')) : null,
  collectGarbage,
  memory: nodeMemory,
  stackBytes: stackBytes(),
  // Loading the module takes milliseconds, which programs without random numbers need not pay.
  randomBytes: (count) => process.getBuiltinModule('node:crypto').randomBytes(count),
  get environment() {
    return process.env as Record<string, string>;
  },
};
