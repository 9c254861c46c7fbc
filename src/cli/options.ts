// The command line: python3's options, what they mean, and what is left for the program.
import type { InterpreterOptions } from '../machine/interpreter.ts';

/** What is to be run. */
export type Target =
  | { kind: 'command'; source: string }
  | { kind: 'module'; name: string }
  | { kind: 'script'; path: string }
  | { kind: 'stdin' }
  | { kind: 'version'; detailed: boolean }
  | { kind: 'help' }
  | { kind: 'dump'; stage: string; path: string | null; source: string | null };

export interface CommandLine {
  target: Target;
  options: Partial<InterpreterOptions>;
}

/** A command line that cannot be followed; `message` is for stderr, the exit status is 2. */
export class UsageError extends Error {}

const DUMP_STAGES = ['tokens', 'ast', 'ir', 'js'];

/** Options of one letter without argument. */
const FLAGS: Record<string, (o: Partial<InterpreterOptions>) => void> = {
  b: (o) => void (o.bytesWarning = (o.bytesWarning ?? 0) + 1),
  B: (o) => void (o.dontWriteBytecode = true),
  d: () => {},
  E: (o) => void (o.ignoreEnvironment = true),
  i: (o) => {
    o.inspect = true;
    o.interactive = true;
  },
  I: (o) => {
    o.isolated = true;
    o.ignoreEnvironment = true;
    o.noUserSite = true;
    o.safePath = true;
  },
  O: (o) => void (o.optimize = (o.optimize ?? 0) + 1),
  P: (o) => void (o.safePath = true),
  q: (o) => void (o.quiet = true),
  R: () => {},
  s: (o) => void (o.noUserSite = true),
  S: (o) => void (o.noSite = true),
  u: (o) => void (o.unbuffered = true),
  v: (o) => void (o.verbose = (o.verbose ?? 0) + 1),
  x: () => {},
};

/** Reads the arguments behind the command's own name. Throws UsageError. */
export function parseCommandLine(args: readonly string[], command: string): CommandLine {
  const options: Partial<InterpreterOptions> = {
    origArgv: [command, ...args],
    warnOptions: [],
    xOptions: new Map(),
  };
  let versions = 0;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '-' || !arg.startsWith('-'))
      return versions > 0 ? version(versions, options) : rest(args, i, options);
    if (arg === '--') return rest(args, i + 1, options);
    if (arg.startsWith('--')) {
      if (arg === '--version') versions++;
      else if (arg === '--help') return { target: { kind: 'help' }, options };
      else if (arg === '--dump') return dump(args, i, options);
      else if (arg === '--check-hash-based-pycs') i++;
      else throw new UsageError(unknownOption(arg, command));
      continue;
    }
    for (let k = 1; k < arg.length; k++) {
      const letter = arg[k]!;
      if (letter === 'V') versions++;
      else if (letter === 'h' || letter === '?') return { target: { kind: 'help' }, options };
      else if ('cmWX'.includes(letter)) {
        const inline = arg.slice(k + 1);
        const value = inline !== '' ? inline : args[++i];
        if (value === undefined) throw new UsageError(missingArgument(letter, command));
        if (letter === 'c') return command_(value, args.slice(i + 1), options);
        if (letter === 'm') return module_(value, args.slice(i + 1), options);
        if (letter === 'W') options.warnOptions!.push(value);
        else addXOption(options, value);
        break;
      } else {
        const flag = FLAGS[letter];
        if (flag === undefined) throw new UsageError(unknownOption(`-${letter}`, command));
        flag(options);
      }
    }
  }
  return versions > 0 ? version(versions, options) : rest(args, args.length, options);
}

/** Adds what the environment's PYTHON* variables ask for, unless -E or -I says to ignore them. */
export function applyEnvironment(
  options: Partial<InterpreterOptions>,
  environment: Record<string, string | undefined>,
): void {
  options.pycachePrefix = pycachePrefix(options, environment);
  if (options.ignoreEnvironment === true) return;
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  const level = (name: string): number =>
    isSet(name) ? Math.max(1, parseInt(environment[name]!, 10) || 1) : 0;
  options.dontWriteBytecode ||= isSet('PYTHONDONTWRITEBYTECODE');
  options.unbuffered ||= isSet('PYTHONUNBUFFERED');
  options.noUserSite ||= isSet('PYTHONNOUSERSITE');
  options.safePath ||= isSet('PYTHONSAFEPATH');
  if (isSet('PYTHONINSPECT')) options.inspect = options.interactive = true;
  options.optimize = Math.max(options.optimize ?? 0, level('PYTHONOPTIMIZE'));
  options.verbose = Math.max(options.verbose ?? 0, level('PYTHONVERBOSE'));
  if (isSet('PYTHONWARNINGS')) options.warnOptions!.unshift(...environment['PYTHONWARNINGS']!.split(','));
  if (isSet('PYTHONDEVMODE') && !options.xOptions!.has('dev')) options.xOptions!.set('dev', true);
}

/** -X pycache_prefix, which takes precedence even without a value, or PYTHONPYCACHEPREFIX. */
function pycachePrefix(
  options: Partial<InterpreterOptions>,
  environment: Record<string, string | undefined>,
): string | null {
  const option = options.xOptions!.get('pycache_prefix');
  if (option !== undefined) return option === true || option === '' ? null : option;
  const variable = options.ignoreEnvironment === true ? undefined : environment['PYTHONPYCACHEPREFIX'];
  return variable === undefined || variable === '' ? null : variable;
}

function version(count: number, options: Partial<InterpreterOptions>): CommandLine {
  return { target: { kind: 'version', detailed: count > 1 }, options };
}

function addXOption(options: Partial<InterpreterOptions>, text: string): void {
  const equals = text.indexOf('=');
  if (equals < 0) options.xOptions!.set(text, true);
  else options.xOptions!.set(text.slice(0, equals), text.slice(equals + 1));
}

function command_(source: string, args: string[], options: Partial<InterpreterOptions>): CommandLine {
  options.argv = ['-c', ...args];
  return { target: { kind: 'command', source }, options };
}

function module_(name: string, args: string[], options: Partial<InterpreterOptions>): CommandLine {
  options.argv = ['-m', ...args];
  return { target: { kind: 'module', name }, options };
}

/** A script, or standard input. */
function rest(args: readonly string[], i: number, options: Partial<InterpreterOptions>): CommandLine {
  const path = args[i];
  options.argv = path === undefined ? [''] : args.slice(i);
  const target: Target = path === undefined || path === '-' ? { kind: 'stdin' } : { kind: 'script', path };
  return { target, options };
}

function dump(args: readonly string[], i: number, options: Partial<InterpreterOptions>): CommandLine {
  const [stage, path, source] = [args[i + 1], args[i + 2], args[i + 3]];
  if (stage === undefined || !DUMP_STAGES.includes(stage)) {
    throw new UsageError(`--dump takes one of ${DUMP_STAGES.join(', ')}, and a file or -c and a program\n`);
  }
  const command = path === '-c' ? (source ?? '') : null;
  return {
    target: { kind: 'dump', stage, path: command === null ? (path ?? null) : null, source: command },
    options,
  };
}

function usage(command: string): string {
  return `usage: ${command} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n`;
}

function unknownOption(option: string, command: string): string {
  const shown = option.startsWith('--') ? `unknown option ${option}` : `Unknown option: ${option}`;
  return `${shown}\n${usage(command)}Try \`python -h' for more information.\n`;
}

function missingArgument(letter: string, command: string): string {
  return `Argument expected for the -${letter} option\n${usage(command)}Try \`python -h' for more information.\n`;
}

export function helpText(command: string): string {
  return `${usage(command)}Options (and corresponding environment variables):
-b     : issue warnings about converting bytes/bytearray to str and comparing
         bytes/bytearray with str or bytes with int; also PYTHONBYTESWARNING
-B     : don't write compiled files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running script; forces a prompt even
         if stdin does not appear to be a terminal; also PYTHONINSPECT=x
-I     : isolate Python from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered
-v     : verbose (trace import statements)
-V     : print the Python version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
-X opt : set implementation-specific option
--dump stage : print what the compiler makes of a program and exit;
         stage is tokens, ast, ir or js
file   : program read from script file
-      : program read from stdin (default)
arg ...: arguments passed to program in sys.argv[1:]
`;
}
