// resource: what the process uses and may use.
import { newException, osErrorType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';
import { hostFiles, hostProcess, int } from './posix-support.ts';

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
  if (n === RUSAGE_CHILDREN) throw newOSError(38, 'Function not implemented');
  const usage = hostProcess().usage();
  return makeStruct(rusage, [new PyFloat(usage[0]!), new PyFloat(usage[1]!), ...usage.slice(2)]);
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
  const limit = LIMITS[int(which)];
  if (limit === undefined) throw newException(valueErrorType, 'invalid resource specified');
  const text = new TextDecoder().decode(hostFiles().readFile('/proc/self/limits'));
  const line = text.split('\n').find((entry) => entry.startsWith(limit[1]));
  const values = line?.slice(limit[1].length).trim().split(/\s+/) ?? [];
  const [soft, hard] = values.map((value) => (value === 'unlimited' ? INFINITY : Number(value)));
  return new PyTuple([soft ?? INFINITY, hard ?? INFINITY]);
}

export const resourceModule: NativeModule = {
  name: 'resource',
  functions: {
    getpagesize: ['()', (): Result => 4096],
    getrlimit: ['(resource, /)', resource_getrlimit],
    getrusage: ['(who, /)', resource_getrusage],
  },
  attributes: () => ({
    ...Object.fromEntries(LIMITS.map(([name], number) => [name, number])),
    ...{ RLIMIT_OFILE: 7, RLIM_INFINITY: INFINITY, RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD },
    error: osErrorType,
    struct_rusage: rusage.type,
  }),
};
