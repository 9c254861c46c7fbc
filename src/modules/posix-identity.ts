// posix: whose process this is, how urgent it is and on which processors it may run.
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { converted, isPathLike } from '../objects/conversion.ts';
import { newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { PyList } from '../objects/list.ts';
import { defineMethods, defineStaticMethods, type MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { PySet } from '../objects/set.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { hostFiles, hostProcess, identity, int, system, systemText } from './posix-support.ts';

/** The words behind a name in /proc/PID/status. Throws ESRCH. */
function statusWords(pid: number, name: string): string[] {
  let text: string;
  try {
    text = new TextDecoder().decode(hostFiles().readFile(`/proc/${pid === 0 ? 'self' : pid}/status`));
  } catch {
    throw newOSError(3, 'No such process');
  }
  const line = text.split('\n').find((each) => each.startsWith(`${name}:`)) ?? '';
  return line
    .slice(name.length + 1)
    .trim()
    .split(/\s+/);
}

/** Real, effective and saved id. */
function threeIds(name: string): Value {
  return new PyTuple(statusWords(0, name).slice(0, 3).map(Number));
}

type Identity = 'uid' | 'gid' | 'euid' | 'egid';

function setter(kind: Identity): (id: Value) => Result {
  return (id) => {
    const number = identity(id, kind.slice(-3));
    if (number === -1) throw newOSError(22, 'Invalid argument');
    system(() => hostProcess().setIdentity(kind, number));
    return None;
  };
}

function posix_setgroups(groups: Value): Result {
  if (!(groups instanceof PyList || groups instanceof PyTuple))
    throw newException(typeErrorType, 'setgroups argument must be a sequence');
  const numbers = groups.items.map((group) => identity(group, 'gid'));
  system(() => hostProcess().setGroups(numbers));
  return None;
}

function posix_initgroups(user: Value, group: Value): Result {
  if (isPathLike(user)) return converted(posix_initgroups, [user, group], ['path']);
  const [name, number] = [systemText(user), identity(group, 'gid')];
  system(() => hostProcess().initGroups(name, number));
  return None;
}

/** The groups of a user, as /etc/group has them. */
function posix_getgrouplist(user: Value, group: Value): Result {
  const name = textOf(user);
  if (name === undefined)
    throw newException(typeErrorType, `getgrouplist() argument 1 must be str, not ${typeOf(user).name}`);
  const lines = new TextDecoder().decode(system(() => hostFiles().readFile('/etc/group'))).split('\n');
  const others = lines
    .map((line) => line.split(':'))
    .filter((fields) => fields[3]?.split(',').includes(hostString(name)) === true)
    .map((fields) => Number(fields[2]));
  return new PyList([...new Set([identity(group, 'gid'), ...others])]);
}

/** Who has logged in at the terminal of this process: the user that /proc keeps for it. */
function posix_getlogin(): Result {
  const uid = readNumber('/proc/self/loginuid');
  const lines = new TextDecoder().decode(hostFiles().readFile('/etc/passwd')).split('\n');
  const entry = lines.map((line) => line.split(':')).find((fields) => Number(fields[2]) === uid);
  if (uid === undefined || entry === undefined) throw newOSError(6, 'No such device or address');
  return fromHost(entry[0]!);
}

function readNumber(path: string): number | undefined {
  try {
    return Number(new TextDecoder().decode(hostFiles().readFile(path)));
  } catch {
    return undefined;
  }
}

// --- Priorities ----------------------------------------------------------------------------------------------------

const PRIO_PROCESS = 0;

function posix_getpriority(which: Value, who: Value): Result {
  onlyProcesses(which);
  return system(() => hostProcess().priority(int(who)));
}

function posix_setpriority(which: Value, who: Value, priority: Value): Result {
  onlyProcesses(which);
  const value = Math.max(-20, Math.min(19, int(priority)));
  system(() => hostProcess().setPriority(int(who), value));
  return None;
}

/** The host knows priorities of single processes only. */
function onlyProcesses(which: Value): void {
  if (int(which) !== PRIO_PROCESS) throw newOSError(22, 'Invalid argument');
}

function posix_nice(increment: Value): Result {
  const before = system(() => hostProcess().priority(0));
  const value = Math.max(-20, Math.min(19, before + int(increment)));
  if (value !== before) system(() => hostProcess().setPriority(0, value));
  return value;
}

// --- Scheduling ----------------------------------------------------------------------------------------------------

const schedParam = structSequence('posix.sched_param', ['sched_priority']);
defineStaticMethods(schedParam.type, {
  __new__: [
    '(cls, sched_priority)',
    (_cls: Value, priority: Value): Result => makeStruct(schedParam, [priority]),
  ],
});
defineMethods(schedParam.type, {
  __reduce__: [
    '($self, /)',
    (self: PyTuple): Result => new PyTuple([schedParam.type, new PyTuple([self.items[0]!])]),
  ],
  __replace__: ['($self, /, **changes)', schedParam_replace],
});

function schedParam_replace(self: PyTuple, changes: Map<string, Value>): Result {
  const others = [...changes.keys()].filter((name) => name !== 'sched_priority');
  if (others.length === 0) return makeStruct(schedParam, [changes.get('sched_priority') ?? self.items[0]!]);
  throw newException(typeErrorType, `Got unexpected field name(s): ['${others.join("', '")}']`);
}

const SCHED_FIFO = 1;
const SCHED_RR = 2;
const SCHED_RESET_ON_FORK = 0x40000000;
/** By number, what the program chrt calls them. */
const POLICIES = new Map([
  [0, '--other'],
  [SCHED_FIFO, '--fifo'],
  [SCHED_RR, '--rr'],
  [3, '--batch'],
  [5, '--idle'],
]);

/** Processors that a process may run on: `0-3,8`. */
function posix_sched_getaffinity(pid: Value): Result {
  if (int(pid) < 0) throw newOSError(22, 'Invalid argument');
  const set = new PySet();
  for (const part of statusWords(int(pid), 'Cpus_allowed_list').join('').split(',')) {
    const [first = 0, last = first] = part.split('-').map(Number);
    for (let n = first; n <= last; n++) set.dict.setPlain(n, true);
  }
  return set;
}

function setAffinity(pid: Value, numbers: Value): Result {
  const list = (numbers as PyTuple).items.map((value) => {
    const number = int(value);
    if (number < 0) throw newException(valueErrorType, 'negative CPU number');
    return number;
  });
  const target = int(pid) === 0 ? hostProcess().pid : int(pid);
  if (target < 0) throw newOSError(3, 'No such process');
  if (list.length === 0) throw newOSError(22, 'Invalid argument');
  // All threads of this process, which in Python would not know of each other.
  const all = target === hostProcess().pid ? ['-a'] : [];
  runScheduler('taskset', [...all, '-p', '-c', list.join(','), String(target)]);
  return None;
}

/** A program that changes how a process is scheduled; its complaint becomes the error. */
function runScheduler(file: string, args: string[]): void {
  const { status, errors } = system(() => hostProcess().runTool(file, args, null));
  if (status === 0) return;
  const known = SCHEDULER_ERRORS.find(([, text]) => errors.includes(text));
  throw newOSError(known?.[0] ?? 22, known?.[1] ?? 'Invalid argument');
}

const SCHEDULER_ERRORS: [number, string][] = [
  [1, 'Operation not permitted'],
  [3, 'No such process'],
];

/** A field of /proc/PID/stat, of which the third is number 0. Throws ESRCH. */
function processField(pid: number, index: number): number {
  const name = pid === 0 ? 'self' : String(pid);
  try {
    const text = new TextDecoder().decode(hostFiles().readFile(`/proc/${name}/stat`));
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[index]);
  } catch {
    throw newOSError(3, 'No such process');
  }
}

function schedulerOf(pid: Value): number {
  if (int(pid) < 0) throw newOSError(22, 'Invalid argument');
  return processField(int(pid), 38);
}

function posix_sched_getparam(pid: Value): Result {
  if (int(pid) < 0) throw newOSError(22, 'Invalid argument');
  return makeStruct(schedParam, [processField(int(pid), 37)]);
}

/** The priority in a `sched_param`. */
function priorityOf(param: Value): number {
  if (typeOf(param) !== schedParam.type) throw newException(typeErrorType, 'must have a sched_param object');
  return int((param as PyTuple).items[0]!);
}

function posix_sched_setscheduler(pid: Value, policy: Value, param: Value): Result {
  const [target, number, priority] = [int(pid), int(policy), priorityOf(param)];
  const option = POLICIES.get(number & ~SCHED_RESET_ON_FORK);
  if (target < 0 || option === undefined) throw newOSError(22, 'Invalid argument');
  const reset = (number & SCHED_RESET_ON_FORK) === 0 ? [] : ['--reset-on-fork'];
  const process = target === 0 ? hostProcess().pid : target;
  runScheduler('chrt', [...reset, option, '--pid', String(priority), String(process)]);
  return None;
}

function posix_sched_setparam(pid: Value, param: Value): Result {
  const priority = priorityOf(param);
  return posix_sched_setscheduler(pid, schedulerOf(pid), makeStruct(schedParam, [priority]));
}

function priorityLimit(realTime: number) {
  return (policy: Value): Result => {
    const number = int(policy);
    if (!POLICIES.has(number)) throw newOSError(22, 'Invalid argument');
    return number === SCHED_FIFO || number === SCHED_RR ? realTime : 0;
  };
}

defineIntrinsics({ set_affinity: ['(pid, numbers, /)', setAffinity] });

export const identityFunctions: MethodTable = {
  getgrouplist: ['(user, group, /)', posix_getgrouplist],
  getgroups: [
    '()',
    (): Result =>
      new PyList(
        statusWords(0, 'Groups')
          .filter((word) => word !== '')
          .map(Number),
      ),
  ],
  getloadavg: [
    '()',
    (): Result =>
      new PyTuple(
        hostProcess()
          .loadAverages()
          .map((n) => new PyFloat(n)),
      ),
  ],
  getlogin: ['()', posix_getlogin],
  getpriority: ['(which, who)', posix_getpriority],
  getresgid: ['()', (): Result => threeIds('Gid')],
  getresuid: ['()', (): Result => threeIds('Uid')],
  initgroups: ['(username, gid, /)', posix_initgroups],
  nice: ['(increment, /)', posix_nice],
  sched_get_priority_max: ['(policy)', priorityLimit(99)],
  sched_get_priority_min: ['(policy)', priorityLimit(1)],
  sched_getaffinity: ['(pid, /)', posix_sched_getaffinity],
  sched_getparam: ['(pid, /)', posix_sched_getparam],
  sched_getscheduler: ['(pid, /)', schedulerOf],
  sched_setaffinity: ['(pid, mask, /)', inPython('posix_spawn', 'sched_setaffinity')],
  sched_setparam: ['(pid, param, /)', posix_sched_setparam],
  sched_setscheduler: ['(pid, policy, param, /)', posix_sched_setscheduler],
  sched_yield: ['()', (): Result => None],
  setegid: ['(egid, /)', setter('egid')],
  seteuid: ['(euid, /)', setter('euid')],
  setgid: ['(gid, /)', setter('gid')],
  setgroups: ['(groups, /)', posix_setgroups],
  setpriority: ['(which, who, priority)', posix_setpriority],
  setuid: ['(uid, /)', setter('uid')],
};

const waitidResult = structSequence(
  'posix.waitid_result',
  'si_pid si_uid si_signo si_status si_code'.split(' '),
);

/** The struct sequences that the functions of this file give. */
export function identityAttributes(): Record<string, Value> {
  return { sched_param: schedParam.type, waitid_result: waitidResult.type };
}
