// resource: what the process uses and may use.
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { newException, osErrorType, overflowErrorType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { normalize } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';
import { hostFiles, hostProcess, int, system, whole } from './posix-support.ts';

const RUSAGE_SELF = 0;
const RUSAGE_CHILDREN = -1;
const RUSAGE_THREAD = 1;
const INFINITY = -1;

const rusage = structSequence(
  'resource.struct_rusage',
  [
    ...'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap'.split(' '),
    ...'ru_inblock ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw'.split(' '),
  ],
  {
    doc: 'struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.',
  },
);

function resource_getrusage(who: Value): Result {
  const n = int(who);
  if (n !== RUSAGE_SELF && n !== RUSAGE_THREAD && n !== RUSAGE_CHILDREN)
    throw newException(valueErrorType, 'invalid who parameter');
  const usage = n === RUSAGE_CHILDREN ? usageOfChildren() : hostProcess().usage();
  return makeStruct(rusage, [new PyFloat(usage[0]!), new PyFloat(usage[1]!), ...usage.slice(2)]);
}

/** How many ticks of /proc make a second, and the places of the children's times in /proc/self/stat. */
const TICKS = 100;
const CHILDREN_TIMES = [13, 14] as const;
/** Numbers that are not told of children. */
const UNKNOWN = 14;

function usageOfChildren(): number[] {
  const text = new TextDecoder().decode(hostFiles().readFile('/proc/self/stat'));
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const times = CHILDREN_TIMES.map((place) => Number(fields[place]) / TICKS);
  return [...times, ...Array.from({ length: UNKNOWN }, () => 0)];
}

/** Limits by number: the name that /proc gives each. */
const LIMITS: readonly [name: string, label: string][] = [
  ['RLIMIT_CPU', 'Max cpu time'],
  ['RLIMIT_FSIZE', 'Max file size'],
  ['RLIMIT_DATA', 'Max data size'],
  ['RLIMIT_STACK', 'Max stack size'],
  ['RLIMIT_CORE', 'Max core file size'],
  ['RLIMIT_RSS', 'Max resident set'],
  ['RLIMIT_NPROC', 'Max processes'],
  ['RLIMIT_NOFILE', 'Max open files'],
  ['RLIMIT_MEMLOCK', 'Max locked memory'],
  ['RLIMIT_AS', 'Max address space'],
  ['RLIMIT_LOCKS', 'Max file locks'],
  ['RLIMIT_SIGPENDING', 'Max pending signals'],
  ['RLIMIT_MSGQUEUE', 'Max msgqueue size'],
  ['RLIMIT_NICE', 'Max nice priority'],
  ['RLIMIT_RTPRIO', 'Max realtime priority'],
  ['RLIMIT_RTTIME', 'Max realtime timeout'],
];

function resource_getrlimit(which: Value): Result {
  return limitOf('/proc/self/limits', which);
}

function limitOf(path: string, which: Value): PyTuple {
  const limit = LIMITS[int(which)];
  if (limit === undefined) throw newException(valueErrorType, 'invalid resource specified');
  const text = new TextDecoder().decode(limitsFile(path));
  const line = text.split('\n').find((entry) => entry.startsWith(limit[1]));
  const values = line?.slice(limit[1].length).trim().split(/\s+/).slice(0, 2) ?? [];
  const [soft, hard] = values.map((value) => (value === 'unlimited' ? INFINITY : normalize(BigInt(value))));
  return new PyTuple([soft ?? INFINITY, hard ?? INFINITY]);
}

function limitsFile(path: string): Uint8Array {
  try {
    return hostFiles().readFile(path);
  } catch {
    throw newOSError(3, 'No such process');
  }
}

/** What the program prlimit, which sets the limits of any process, calls them: by number. */
const TOOL_NAMES =
  'cpu fsize data stack core rss nproc nofile memlock as locks sigpending msgqueue nice rtprio rttime'.split(
    ' ',
  );

/** Two numbers, the soft and the hard limit. */
function pairOf(limits: Value): [bigint, bigint] {
  const { items } = limits as PyTuple;
  if (items.length !== 2) throw newException(valueErrorType, 'expected a tuple of 2 integers');
  return [limitNumber(items[0]!), limitNumber(items[1]!)];
}

function limitNumber(value: Value): bigint {
  const n = whole(value);
  if (n < 0 && n !== INFINITY) throw newException(valueErrorType, 'Cannot convert negative int');
  if (n >= 1n << 64n) throw newException(overflowErrorType, 'int too big to convert');
  return BigInt(n);
}

const UNLIMITED = (1n << 64n) - 1n;

/** A limit as the system has it: none is the greatest number. */
const order = (limit: bigint): bigint => BigInt.asUintN(64, limit);

function setLimit(pid: number, which: Value, limits: Value): void {
  const name = TOOL_NAMES[int(which)];
  if (name === undefined) throw newException(valueErrorType, 'invalid resource specified');
  const [soft, hard] = pairOf(limits);
  const before = limitOf('/proc/self/limits', which);
  const most = order(limitNumber(before.items[1]!));
  if (order(soft) > order(hard)) throw newException(valueErrorType, 'current limit exceeds maximum limit');
  const shown = [soft, hard].map((n) => (order(n) === UNLIMITED ? 'unlimited' : String(n))).join(':');
  const { status } = system(() =>
    hostProcess().runTool('prlimit', ['--pid', String(pid), `--${name}=${shown}`], null),
  );
  if (status === 0) return;
  if (order(hard) > most) throw newException(valueErrorType, 'not allowed to raise maximum limit');
  throw newOSError(1, 'Operation not permitted');
}

/** `limits` is a tuple. */
function set_limits(which: Value, limits: Value): Result {
  setLimit(hostProcess().pid, which, limits);
  return None;
}

/** `limits` is a tuple, or None. */
function process_limits(pid: Value, which: Value, limits: Value): Result {
  const process = int(pid) === 0 ? hostProcess().pid : int(pid);
  const before = limitOf(`/proc/${process}/limits`, which);
  if (limits !== None) setLimit(process, which, limits);
  return before;
}

defineIntrinsics({
  set_limits: ['(resource, limits, /)', set_limits],
  process_limits: ['(pid, resource, limits, /)', process_limits],
});

export const resourceModule: NativeModule = {
  name: 'resource',
  functions: {
    getpagesize: ['()', (): Result => 4096],
    getrlimit: ['(resource, /)', resource_getrlimit],
    getrusage: ['(who, /)', resource_getrusage],
    prlimit: ['(pid, resource, limits=None, /)', inPython('resource_support', 'prlimit')],
    setrlimit: ['(resource, limits, /)', inPython('resource_support', 'setrlimit')],
  },
  attributes: () => ({
    ...Object.fromEntries(LIMITS.map(([name], number) => [name, number])),
    ...{ RLIMIT_OFILE: 7, RLIM_INFINITY: INFINITY, RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD },
    error: osErrorType,
    struct_rusage: rusage.type,
  }),
};
