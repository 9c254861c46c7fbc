// posix: whose process this is, how urgent it is and on which processors it may run.
import { newException, typeErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { AnySet, PySet } from '../objects/set.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { hostFiles, hostProcess, int, system } from './posix-support.ts';

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
    const n = intOf(id);
    if (n === undefined)
      throw newException(typeErrorType, `${kind.slice(-3)} should be integer, not ${typeOf(id).name}`);
    system(() => hostProcess().setIdentity(kind, Number(n)));
    return None;
  };
}

function posix_setgroups(groups: Value): Result {
  if (!(groups instanceof PyList || groups instanceof PyTuple))
    throw newException(typeErrorType, 'setgroups argument must be a sequence');
  system(() => hostProcess().setGroups(groups.items.map(int)));
  return None;
}

function posix_initgroups(user: Value, group: Value): Result {
  system(() => hostProcess().initGroups(hostString(textOf(user)!), int(group)));
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
  return new PyList([...new Set([int(group), ...others])]);
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
const SCHED_FIFO = 1;
const SCHED_RR = 2;
const POLICIES = [0, 1, 2, 3, 5];

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

function members(set: AnySet): Value[] {
  const values: Value[] = [];
  for (let i = set.dict.begin(); i < set.dict.end(); i++) {
    const key = set.dict.keyAt(i);
    if (key !== undefined) values.push(key);
  }
  return values;
}

function posix_sched_setaffinity(pid: Value, mask: Value): Result {
  if (!(mask instanceof AnySet || mask instanceof PyList || mask instanceof PyTuple))
    throw newException(typeErrorType, `'${typeOf(mask).name}' object is not iterable`);
  const list = (mask instanceof AnySet ? members(mask) : mask.items).map(int).join(',');
  const target = int(pid) === 0 ? hostProcess().pid : int(pid);
  const { status } = system(() =>
    hostProcess().runTool('taskset', ['-a', '-p', '-c', list, String(target)], null),
  );
  if (status !== 0) throw newOSError(22, 'Invalid argument');
  return None;
}

/** The 41st field of /proc/PID/stat is the policy. */
function posix_sched_getscheduler(pid: Value): Result {
  const name = int(pid) === 0 ? 'self' : String(int(pid));
  let text: string;
  try {
    text = new TextDecoder().decode(hostFiles().readFile(`/proc/${name}/stat`));
  } catch {
    throw newOSError(3, 'No such process');
  }
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[38]);
}

function priorityLimit(realTime: number) {
  return (policy: Value): Result => {
    const number = int(policy);
    if (!POLICIES.includes(number)) throw newOSError(22, 'Invalid argument');
    return number === SCHED_FIFO || number === SCHED_RR ? realTime : 0;
  };
}

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
  sched_getparam: ['(pid, /)', (): Result => makeStruct(schedParam, [0])],
  sched_getscheduler: ['(pid, /)', posix_sched_getscheduler],
  sched_setaffinity: ['(pid, mask, /)', posix_sched_setaffinity],
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
