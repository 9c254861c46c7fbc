// The command line: python3's options, what they mean, and what is left for the program. What the environment adds is in
// environment.ts.
import type { InterpreterOptions } from '../machine/interpreter.ts';
import { completeHelp, ENVIRONMENT_HELP, helpText, usage, XOPTIONS_HELP } from './help.ts';

/** What is to be run. */
export type Target =
  | { kind: 'command'; source: string }
  | { kind: 'module'; name: string }
  | { kind: 'script'; path: string }
  | { kind: 'stdin' }
  | { kind: 'version'; detailed: boolean }
  | { kind: 'help'; text: string }
  | { kind: 'dump'; stage: string; path: string | null; source: string | null };

export interface CommandLine {
  target: Target;
  options: Settings;
}

/** Options that have been given. */
export type Settings = Partial<InterpreterOptions> & {
  programName: string;
  warnOptions: string[];
  xOptions: string[];
};

/** A command line that cannot be followed; `message` is for stderr, the exit status is 2. */
export class UsageError extends Error {
  constructor(message: string, program: string) {
    super(`${message}\n${usage(program)}Try \`python -h' for more information.\n`);
  }
}

const DUMP_STAGES = ['tokens', 'ast', 'ir', 'js'];

/** Options of one letter without argument. */
const FLAGS: Record<string, (o: Settings) => void> = {
  b: (o) => void (o.bytesWarning = (o.bytesWarning ?? 0) + 1),
  B: (o) => void (o.dontWriteBytecode = true),
  d: (o) => void (o.debug = (o.debug ?? 0) + 1),
  E: (o) => void (o.ignoreEnvironment = true),
  i: (o) => {
    o.inspect = (o.inspect ?? 0) + 1;
    o.interactive = (o.interactive ?? 0) + 1;
  },
  I: (o) => {
    o.isolated = true;
    o.ignoreEnvironment = true;
    o.noUserSite = true;
    o.safePath = true;
  },
  O: (o) => void (o.optimize = (o.optimize ?? 0) + 1),
  P: (o) => void (o.safePath = true),
  q: (o) => void (o.quiet = (o.quiet ?? 0) + 1),
  R: (o) => void (o.hashSeed = null),
  s: (o) => void (o.noUserSite = true),
  S: (o) => void (o.noSite = true),
  t: () => {},
  u: (o) => void (o.unbuffered = true),
  v: (o) => void (o.verbose = (o.verbose ?? 0) + 1),
  x: (o) => void (o.skipFirstLine = true),
};

/** Where reading the arguments has come to. */
interface Reading {
  readonly args: readonly string[];
  readonly options: Settings;
  /** Number of the next argument. */
  next: number;
  versions: number;
}

/** Reads the arguments behind the command's own name, `program`. Throws UsageError. */
export function parseCommandLine(args: readonly string[], program: string): CommandLine {
  const options: Settings = {
    programName: program,
    origArgv: [program, ...args],
    warnOptions: [],
    xOptions: [],
  };
  const reading: Reading = { args, options, next: 0, versions: 0 };
  let target: Target | null = null;
  while (target === null) {
    const arg = args[reading.next];
    if (arg === undefined || !arg.startsWith('-') || arg === '-') break;
    reading.next++;
    if (arg === '--') break;
    target = readArgument(arg, reading);
  }
  if (reading.versions > 0 && target?.kind !== 'help') {
    return { target: { kind: 'version', detailed: reading.versions > 1 }, options };
  }
  return { target: target ?? rest(reading), options };
}

/** Reads one argument with options, and what belongs to the last of them; gives what ends the options. */
function readArgument(arg: string, reading: Reading): Target | null {
  const { options } = reading;
  const { programName: program } = options;
  if (arg === '--version') reading.versions++;
  else if (arg === '--help') return { kind: 'help', text: helpText(program) };
  else {
    for (let k = 1; k < arg.length; k++) {
      const letter = arg[k]!;
      if (letter === '-') return longOption(arg, arg.slice(k + 1), reading);
      if (letter === 'h' || letter === '?') return { kind: 'help', text: helpText(program) };
      if ('cmWX'.includes(letter)) return withArgument(letter, arg.slice(k + 1), reading);
      if (letter === 'V') reading.versions++;
      else {
        const flag = FLAGS[letter];
        if (flag === undefined) throw new UsageError(`Unknown option: -${letter}`, program);
        flag(options);
      }
    }
  }
  return null;
}

function longOption(arg: string, name: string, reading: Reading): Target | null {
  const program = reading.options.programName;
  switch (name) {
    case '':
      process.stderr.write('Expected long option\n');
      return rest(reading);
    case 'check-hash-based-pycs':
      checkHashBased(arg, reading);
      return null;
    case 'help-all':
      return { kind: 'help', text: completeHelp(program) };
    case 'help-env':
      return { kind: 'help', text: ENVIRONMENT_HELP };
    case 'help-xoptions':
      return { kind: 'help', text: XOPTIONS_HELP };
    case 'dump':
      return dump(reading);
    default:
      throw new UsageError(`Unknown option: ${arg}`, program);
  }
}

function checkHashBased(arg: string, reading: Reading): void {
  const { options } = reading;
  const value = reading.args[reading.next++];
  if (value === undefined)
    throw new UsageError(`Argument expected for the ${arg} options`, options.programName);
  if (value !== 'always' && value !== 'never' && value !== 'default') {
    const message = `--check-hash-based-pycs must be one of 'default', 'always', or 'never'`;
    throw new UsageError(message, options.programName);
  }
  options.checkHashPycs = value;
}

/** An option whose argument stands directly behind it, or is the next. */
function withArgument(letter: string, inline: string, reading: Reading): Target | null {
  const { options, args } = reading;
  const value = inline !== '' ? inline : args[reading.next++];
  if (value === undefined)
    throw new UsageError(`Argument expected for the -${letter} option`, options.programName);
  if (letter === 'W') options.warnOptions.push(value);
  else if (letter === 'X') options.xOptions.push(value);
  else {
    options.argv = [`-${letter}`, ...args.slice(reading.next)];
    return letter === 'c' ? { kind: 'command', source: value } : { kind: 'module', name: value };
  }
  return null;
}

/** A script, or standard input. */
function rest({ args, next, options }: Reading): Target {
  const path = args[next];
  options.argv = path === undefined ? [''] : args.slice(next);
  return path === undefined || path === '-' ? { kind: 'stdin' } : { kind: 'script', path };
}

function dump({ args, next, options }: Reading): Target {
  const [stage, path, source] = args.slice(next);
  if (stage === undefined || !DUMP_STAGES.includes(stage)) {
    const message = `--dump takes one of ${DUMP_STAGES.join(', ')}, and a file or -c and a program`;
    throw new UsageError(message, options.programName);
  }
  const command = path === '-c' ? (source ?? '') : null;
  return { kind: 'dump', stage, path: command === null ? (path ?? null) : null, source: command };
}
