// The process on Node: its ids and limits, and other programs in its place or at its service.
import type * as ChildProcess from 'node:child_process';
import { accessSync, closeSync, constants, openSync, readlinkSync, readSync, statSync } from 'node:fs';
import * as os from 'node:os';
import { escapedUtf8, nodePath } from './escaped-text.ts';
import type { HostProcess } from './host.ts';
import { descriptionOf, inheritableDescriptors, isOpen } from './node-descriptors.ts';
import { system, systemError } from './system-errors.ts';

function usage(): number[] {
  const u = process.resourceUsage();
  return [
    ...[u.userCPUTime / 1e6, u.systemCPUTime / 1e6, u.maxRSS],
    ...[u.sharedMemorySize, u.unsharedDataSize, u.unsharedStackSize, u.minorPageFault, u.majorPageFault],
    ...[u.swappedOut, u.fsRead, u.fsWrite, u.ipcSent, u.ipcReceived, u.signalsCount],
    ...[u.voluntaryContextSwitches, u.involuntaryContextSwitches],
  ];
}

/** Loading the module takes milliseconds, which few programs need to pay. */
const children = (): typeof ChildProcess => process.getBuiltinModule('node:child_process');

function runTool(
  file: string,
  args: readonly string[],
  fd: number | null,
): { status: number; output: string; errors: string } {
  const input = fd === null ? 'ignore' : descriptionOf(fd).real();
  const env = { ...process.env, LC_ALL: 'C' };
  const { error, status, stdout, stderr } = children().spawnSync(file, args, {
    stdio: [input, 'pipe', 'pipe'],
    env,
  });
  if (error !== undefined)
    system(() => {
      throw error;
    });
  return { status: status ?? 1, output: String(stdout), errors: String(stderr) };
}

/** Programs that interpret one another, at most. */
const MOST_INTERPRETERS = 5;

/** Throws what execve(2) would say of a file: Node ends the process when that fails. */
function checkExecutable(file: string, interpreted = 0): void {
  if (interpreted > MOST_INTERPRETERS) throw systemError('ELOOP');
  accessSync(file, constants.X_OK);
  if (!statSync(file).isFile()) throw systemError('EACCES');
  const head = headOf(file);
  if (head === null || head.includes('\0')) return;
  const interpreter = /^#![ \t]*([^ \t\n]+)/.exec(head)?.[1];
  if (interpreter === undefined) throw systemError('ENOEXEC');
  checkExecutable(interpreter, interpreted + 1);
}

/** The bytes at which the system looks, as characters; null: who may start the file may not read it. */
function headOf(file: string): string | null {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    const bytes = Buffer.alloc(256);
    return bytes.toString('latin1', 0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}

/** Node before 22.15 cannot do this itself: then the other program runs as a child, and its end is this process's. */
function become(file: string, args: readonly string[], environment: readonly string[]): never {
  const pairs = environment.map((text): [string, string] => {
    const at = text.indexOf('=', 1);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  const env = Object.fromEntries(pairs);
  const itself = process as { execve?: (file: string, args: readonly string[], env: object) => never };
  if (itself.execve !== undefined)
    system(() => {
      checkExecutable(file);
      itself.execve!(file, args, env);
    });
  const stdio = inheritableDescriptors();
  const highest = Math.max(2, ...stdio);
  const given = Array.from({ length: highest + 1 }, (_, fd) =>
    isOpen(fd) ? descriptionOf(fd).forChild(fd).fd : 'ignore',
  );
  const { error, status, signal } = children().spawnSync(file, args.slice(1), {
    argv0: args[0] ?? '',
    env,
    stdio: given,
  });
  if (error !== undefined)
    system(() => {
      throw error;
    });
  if (signal !== null) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
  process.exit(status ?? 1);
}

/** Node takes no bytes here; a descriptor's path is text. */
function changeDirectory(path: string): void {
  const exact = nodePath(path);
  if (typeof exact === 'string') return process.chdir(path);
  const fd = openSync(exact, 'r');
  try {
    process.chdir(`/proc/self/fd/${fd}`);
  } finally {
    closeSync(fd);
  }
}

export const nodeProcess: HostProcess = {
  get pid() {
    return process.pid;
  },
  get ppid() {
    return process.ppid;
  },
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  cwd() {
    const path = system(() => process.cwd());
    return path.includes('\ufffd') ? escapedUtf8(readlinkSync('/proc/self/cwd', 'buffer')) : path;
  },
  chdir: (path) => system(() => changeDirectory(path)),
  kill: (pid, signal) => system(() => void process.kill(pid, signal)),
  umask: (mask) => (mask === undefined ? process.umask() : process.umask(mask)),
  memory: () => os.totalmem(),
  usage,
  cpuCount: () => os.cpus().length || 1,
  hostname: () => os.hostname(),
  setIdentity: (kind, id) =>
    system(() => {
      if (kind === 'uid') process.setuid!(id);
      else if (kind === 'gid') process.setgid!(id);
      else if (kind === 'euid') process.seteuid!(id);
      else process.setegid!(id);
    }),
  setGroups: (groups) => system(() => process.setgroups!(groups)),
  initGroups: (user, group) =>
    system(() =>
      (process as { initgroups?: (user: string, group: number) => void }).initgroups!(user, group),
    ),
  priority: (pid) => system(() => os.getPriority(pid)),
  setPriority: (pid, priority) => system(() => os.setPriority(pid, priority)),
  loadAverages: () => os.loadavg(),
  system: () => ({ release: os.release(), version: os.version(), machine: os.machine() }),
  runTool,
  become,
  exit: (status) => process.exit(status),
};
