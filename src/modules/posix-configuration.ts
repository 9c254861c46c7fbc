// posix: what the system is configured to (os.sysconf, os.confstr), in the numbers of Linux with glibc.
import { newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { PyDict } from '../objects/dict.ts';
import { intOf } from '../objects/int.ts';
import type { MethodTable } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { hostString, textOf } from '../objects/str.ts';
import { hostProcess } from './posix-support.ts';

/** Number and value of each name; -1: there is no limit, or no such thing. */
const SYSCONF: Record<string, [number: number, value: number]> = {
  SC_ARG_MAX: [0, 2097152],
  SC_CHILD_MAX: [1, 96365],
  SC_CLK_TCK: [2, 100],
  SC_NGROUPS_MAX: [3, 65536],
  SC_OPEN_MAX: [4, 1048576],
  SC_STREAM_MAX: [5, 16],
  SC_TZNAME_MAX: [6, -1],
  SC_JOB_CONTROL: [7, 1],
  SC_SAVED_IDS: [8, 1],
  SC_REALTIME_SIGNALS: [9, 200809],
  SC_PRIORITY_SCHEDULING: [10, 200809],
  SC_TIMERS: [11, 200809],
  SC_ASYNCHRONOUS_IO: [12, 200809],
  SC_PRIORITIZED_IO: [13, 200809],
  SC_SYNCHRONIZED_IO: [14, 200809],
  SC_FSYNC: [15, 200809],
  SC_MAPPED_FILES: [16, 200809],
  SC_MEMLOCK: [17, 200809],
  SC_MEMLOCK_RANGE: [18, 200809],
  SC_MEMORY_PROTECTION: [19, 200809],
  SC_MESSAGE_PASSING: [20, 200809],
  SC_SEMAPHORES: [21, 200809],
  SC_SHARED_MEMORY_OBJECTS: [22, 200809],
  SC_AIO_LISTIO_MAX: [23, -1],
  SC_AIO_MAX: [24, -1],
  SC_AIO_PRIO_DELTA_MAX: [25, 20],
  SC_DELAYTIMER_MAX: [26, 2147483647],
  SC_MQ_OPEN_MAX: [27, -1],
  SC_MQ_PRIO_MAX: [28, 32768],
  SC_VERSION: [29, 200809],
  SC_PAGESIZE: [30, 4096],
  SC_PAGE_SIZE: [30, 4096],
  SC_RTSIG_MAX: [31, 32],
  SC_SEM_NSEMS_MAX: [32, -1],
  SC_SEM_VALUE_MAX: [33, 2147483647],
  SC_SIGQUEUE_MAX: [34, 96365],
  SC_TIMER_MAX: [35, -1],
  SC_BC_BASE_MAX: [36, 99],
  SC_BC_DIM_MAX: [37, 2048],
  SC_BC_SCALE_MAX: [38, 99],
  SC_BC_STRING_MAX: [39, 1000],
  SC_COLL_WEIGHTS_MAX: [40, 255],
  SC_EQUIV_CLASS_MAX: [41, -1],
  SC_EXPR_NEST_MAX: [42, 32],
  SC_LINE_MAX: [43, 2048],
  SC_RE_DUP_MAX: [44, 32767],
  SC_CHARCLASS_NAME_MAX: [45, 2048],
  SC_2_VERSION: [46, 200809],
  SC_2_C_BIND: [47, 200809],
  SC_2_C_DEV: [48, 200809],
  SC_2_FORT_DEV: [49, -1],
  SC_2_FORT_RUN: [50, -1],
  SC_2_SW_DEV: [51, 200809],
  SC_2_LOCALEDEF: [52, 200809],
  SC_PII: [53, -1],
  SC_PII_XTI: [54, -1],
  SC_PII_SOCKET: [55, -1],
  SC_PII_INTERNET: [56, -1],
  SC_PII_OSI: [57, -1],
  SC_POLL: [58, -1],
  SC_SELECT: [59, -1],
  SC_IOV_MAX: [60, 1024],
  SC_UIO_MAXIOV: [60, 1024],
  SC_PII_INTERNET_STREAM: [61, -1],
  SC_PII_INTERNET_DGRAM: [62, -1],
  SC_PII_OSI_COTS: [63, -1],
  SC_PII_OSI_CLTS: [64, -1],
  SC_PII_OSI_M: [65, -1],
  SC_T_IOV_MAX: [66, -1],
  SC_THREADS: [67, 200809],
  SC_THREAD_SAFE_FUNCTIONS: [68, 200809],
  SC_GETGR_R_SIZE_MAX: [69, 1024],
  SC_GETPW_R_SIZE_MAX: [70, 1024],
  SC_LOGIN_NAME_MAX: [71, 256],
  SC_TTY_NAME_MAX: [72, 32],
  SC_THREAD_DESTRUCTOR_ITERATIONS: [73, 4],
  SC_THREAD_KEYS_MAX: [74, 1024],
  SC_THREAD_STACK_MIN: [75, 16384],
  SC_THREAD_THREADS_MAX: [76, -1],
  SC_THREAD_ATTR_STACKADDR: [77, 200809],
  SC_THREAD_ATTR_STACKSIZE: [78, 200809],
  SC_THREAD_PRIORITY_SCHEDULING: [79, 200809],
  SC_THREAD_PRIO_INHERIT: [80, 200809],
  SC_THREAD_PRIO_PROTECT: [81, 200809],
  SC_THREAD_PROCESS_SHARED: [82, 200809],
  SC_NPROCESSORS_CONF: [83, 2],
  SC_NPROCESSORS_ONLN: [84, 2],
  SC_PHYS_PAGES: [85, 6171021],
  SC_AVPHYS_PAGES: [86, 4677089],
  SC_ATEXIT_MAX: [87, 2147483647],
  SC_PASS_MAX: [88, 8192],
  SC_XOPEN_VERSION: [89, 700],
  SC_XOPEN_XCU_VERSION: [90, 4],
  SC_XOPEN_UNIX: [91, 1],
  SC_XOPEN_CRYPT: [92, -1],
  SC_XOPEN_ENH_I18N: [93, 1],
  SC_XOPEN_SHM: [94, 1],
  SC_2_CHAR_TERM: [95, 200809],
  SC_2_C_VERSION: [96, 200809],
  SC_2_UPE: [97, -1],
  SC_XOPEN_XPG2: [98, 1],
  SC_XOPEN_XPG3: [99, 1],
  SC_XOPEN_XPG4: [100, 1],
  SC_CHAR_BIT: [101, 8],
  SC_CHAR_MAX: [102, 127],
  SC_CHAR_MIN: [103, -128],
  SC_INT_MAX: [104, 2147483647],
  SC_INT_MIN: [105, -2147483648],
  SC_LONG_BIT: [106, 64],
  SC_WORD_BIT: [107, 32],
  SC_MB_LEN_MAX: [108, 16],
  SC_NZERO: [109, 20],
  SC_SSIZE_MAX: [110, 32767],
  SC_SCHAR_MAX: [111, 127],
  SC_SCHAR_MIN: [112, -128],
  SC_SHRT_MAX: [113, 32767],
  SC_SHRT_MIN: [114, -32768],
  SC_UCHAR_MAX: [115, 255],
  SC_UINT_MAX: [116, 4294967295],
  SC_ULONG_MAX: [117, -1],
  SC_USHRT_MAX: [118, 65535],
  SC_NL_ARGMAX: [119, 4096],
  SC_NL_LANGMAX: [120, 2048],
  SC_NL_MSGMAX: [121, 2147483647],
  SC_NL_NMAX: [122, 2147483647],
  SC_NL_SETMAX: [123, 2147483647],
  SC_NL_TEXTMAX: [124, 2147483647],
  SC_XBS5_ILP32_OFF32: [125, -1],
  SC_XBS5_ILP32_OFFBIG: [126, -1],
  SC_XBS5_LP64_OFF64: [127, 1],
  SC_XBS5_LPBIG_OFFBIG: [128, -1],
  SC_XOPEN_LEGACY: [129, 1],
  SC_XOPEN_REALTIME: [130, 1],
  SC_XOPEN_REALTIME_THREADS: [131, 1],
  SC_MINSIGSTKSZ: [249, 3376],
};

const CONFSTR: Record<string, [number: number, value: string]> = {
  CS_PATH: [0, '/bin:/usr/bin'],
  CS_GNU_LIBC_VERSION: [2, 'glibc 2.36'],
  CS_GNU_LIBPTHREAD_VERSION: [3, 'NPTL 2.36'],
};

const byNumber = new Map(Object.values(SYSCONF).map(([number, value]) => [number, value]));

/** The number of a name, or the number itself; throws. */
function numberOf(name: Value, table: Record<string, [number, unknown]>): number {
  const n = intOf(name);
  if (n !== undefined) return Number(n);
  const text = textOf(name);
  if (text === undefined)
    throw newException(typeErrorType, 'configuration names must be strings or integers');
  const found = table[hostString(text)];
  if (found === undefined) throw newException(valueErrorType, 'unrecognized configuration name');
  return found[0];
}

function posix_sysconf(name: Value): Result {
  const number = numberOf(name, SYSCONF);
  if (number === SYSCONF['SC_NPROCESSORS_ONLN']![0] || number === SYSCONF['SC_NPROCESSORS_CONF']![0])
    return hostProcess().cpuCount();
  if (number === SYSCONF['SC_PHYS_PAGES']![0]) return Math.floor(hostProcess().memory() / 4096);
  const value = byNumber.get(number);
  if (value === undefined) throw newOSError(22, 'Invalid argument');
  return value;
}

function posix_confstr(name: Value): Result {
  const number = numberOf(name, CONFSTR);
  const found = Object.values(CONFSTR).find(([n]) => n === number);
  if (found === undefined) throw newOSError(22, 'Invalid argument');
  return found[1];
}

export const configurationFunctions: MethodTable = {
  confstr: ['(name, /)', posix_confstr],
  sysconf: ['(name, /)', posix_sysconf],
};

/** `os.sysconf_names` and `os.confstr_names`. */
export function configurationNames(): Record<string, Value> {
  const names = (table: Record<string, [number, unknown]>): PyDict => {
    const dict = new PyDict();
    for (const [name, [number]] of Object.entries(table)) dict.setStr(name, number);
    return dict;
  };
  return { sysconf_names: names(SYSCONF), confstr_names: names(CONFSTR) };
}
