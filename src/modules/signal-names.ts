// The signals of Linux: their numbers, names and descriptions.

export const SIGNAL_NUMBERS: Record<string, number> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
  SIGCLD: 17,
  SIGPOLL: 29,
  SIGIOT: 6,
  SIGRTMIN: 34,
  SIGRTMAX: 64,
};

export const SIGINT = 2;
export const SIGILL = 4;
export const SIGABRT = 6;
export const SIGBUS = 7;
export const SIGFPE = 8;
export const SIGKILL = 9;
export const SIGSEGV = 11;
export const SIGPIPE = 13;
export const SIGALRM = 14;
export const SIGSTOP = 19;
export const SIGVTALRM = 26;
export const SIGPROF = 27;

/** One more than the highest number. */
export const NSIG = 65;

/** Kept by the C library for itself. */
const RESERVED = [32, 33];

/** Whether it is the number of a signal that programs may use. */
export const isValidSignal = (n: number): boolean => n >= 1 && n < NSIG && !RESERVED.includes(n);

const DESCRIPTIONS = [
  'Hangup',
  'Interrupt',
  'Quit',
  'Illegal instruction',
  'Trace/breakpoint trap',
  'Aborted',
  'Bus error',
  'Floating point exception',
  'Killed',
  'User defined signal 1',
  'Segmentation fault',
  'User defined signal 2',
  'Broken pipe',
  'Alarm clock',
  'Terminated',
  'Stack fault',
  'Child exited',
  'Continued',
  'Stopped (signal)',
  'Stopped',
  'Stopped (tty input)',
  'Stopped (tty output)',
  'Urgent I/O condition',
  'CPU time limit exceeded',
  'File size limit exceeded',
  'Virtual timer expired',
  'Profiling timer expired',
  'Window changed',
  'I/O possible',
  'Power failure',
  'Bad system call',
];

/** What the C library says of a signal; undefined for those that it does not know. */
export function signalDescription(n: number): string | undefined {
  const first = SIGNAL_NUMBERS['SIGRTMIN']!;
  return n < first ? DESCRIPTIONS[n - 1] : `Real-time signal ${n - first}`;
}
