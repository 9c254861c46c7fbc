// The command `stackless`: what python3 does with its command line.
import { resolve } from 'node:path';
import { needsSite } from './site.ts';
import { capturingHost } from '../host/capture.ts';
import { HostError } from '../host/host.ts';
import { nodeHost } from '../host/node.ts';
import { keepCode, setKeeping } from '../host/node-cache.ts';
import { forgetDescriptors } from '../host/node-descriptors.ts';
import { allowTiering } from '../host/node-tiering.ts';
import { renewNativeModules } from '../imports/native-loader.ts';
import { Interpreter } from '../interpreter.ts';
import { allowRegistrations, forgetRegistrations } from '../machine/finalization.ts';
import { installInterruptHandler } from '../modules/_signal.ts';
import { VERSION, versionText } from '../modules/sys.ts';
import { plainTraceback } from '../modules/last-resort.ts';
import { PyBaseException } from '../objects/exception.ts';
import { PythonSyntaxError } from '../syntax/errors.ts';
import { decodeSource } from '../syntax/source.ts';
import { dumpStage } from './dump.ts';
import { applyEnvironment, helpText, parseCommandLine, UsageError, type CommandLine } from './options.ts';

const BANNER =
  `Python ${versionText()} on ${nodeHost.platform}\n` +
  'Type "help", "copyright", "credits" or "license" for more information.\n';
const command = (): string => process.env['STACKLESS_COMMAND'] ?? 'bin/stackless';

async function main(args: string[]): Promise<number> {
  let line: CommandLine;
  try {
    line = parseCommandLine(args, command());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(error.message);
    return 2;
  }
  applyEnvironment(line.options, process.env);
  return run(line);
}

/**
 * How long the event loop may have to wait, in a process that is there for nothing but the program. A turn costs a long-running
 * function its optimised code, so it is not more often; see also `canDoWithoutTurn` in stackless/shared.ts.
 */
const SECONDS_PER_TURN = 0.5;

/** The interpreter of a process that begins with what another had made ready. */
let prepared: Interpreter | null = null;

/** An interpreter that Ctrl-C interrupts. */
function start(options: CommandLine['options'], first: string): Interpreter {
  const secondsPerTurn = SECONDS_PER_TURN;
  const importsSite = needsSite(options, nodeHost.libraryPath);
  const interpreter = prepared ?? new Interpreter(nodeHost, null);
  if (prepared !== null) renewNativeModules();
  interpreter.configure({ secondsPerTurn, alone: true, importsSite, ...withPath(options, first) });
  installInterruptHandler(interpreter);
  return interpreter;
}

/** The status of a program that has ended; one that Ctrl-C ended is killed by the signal, so that a shell sees it. */
async function ended(interpreter: Interpreter, status: Promise<number>): Promise<number> {
  const value = await status;
  await nodeHost.files!.written();
  if (interpreter.interrupted) {
    keepCode();
    process.removeAllListeners('SIGINT');
    process.kill(process.pid, 'SIGINT');
  }
  return value;
}

/** A program given as text. With -i the prompt follows. */
function runText(
  options: CommandLine['options'],
  source: string | Uint8Array | null,
  filename: string,
): Promise<number> {
  const interpreter = start(options, '');
  const prompt = options.interactive === true || source === null;
  const banner = source === null && options.quiet !== true ? BANNER : null;
  return ended(
    interpreter,
    prompt ? interpreter.runInteractive(source, filename, banner) : interpreter.runSource(source, filename),
  );
}

async function run({ target, options }: CommandLine): Promise<number> {
  const { major, minor, micro } = VERSION;
  switch (target.kind) {
    case 'help':
      return print(helpText(command()));
    case 'version':
      return print(`Python ${target.detailed ? versionText() : `${major}.${minor}.${micro}`}\n`);
    case 'dump':
      return dump(target.stage, target.path, target.source);
    case 'command':
      return runText(options, `${target.source}\n`, '<string>');
    case 'module': {
      const interpreter = start(options, process.cwd());
      return ended(interpreter, interpreter.runModule(target.name));
    }
    case 'script':
      return runScript(target.path, options);
    case 'stdin':
      return runText(
        options,
        options.interactive === true || nodeHost.isTty(0) ? null : await readAll(0),
        '<stdin>',
      );
  }
}

async function dump(stage: string, path: string | null, text: string | null): Promise<number> {
  const filename = path ?? '<string>';
  const bytes = text === null && path !== null ? nodeHost.files!.readFile(path) : await readAllIf(text);
  const source = text ?? decodeSource(bytes, filename);
  try {
    return print(dumpStage(stage, source, filename));
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    process.stderr.write(
      `  File "${filename}", line ${error.lineno ?? 0}\n${error.kind}: ${error.message}\n`,
    );
    return 1;
  }
}

async function readAllIf(text: string | null): Promise<Uint8Array> {
  return text === null ? readAll(0) : new Uint8Array(0);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function withPath(options: CommandLine['options'], first: string): CommandLine['options'] {
  const path = options.safePath === true ? [] : [first];
  const environment = options.ignoreEnvironment === true ? undefined : process.env['PYTHONPATH'];
  if (environment !== undefined && environment !== '') path.push(...environment.split(':'));
  return { ...options, path };
}

async function readAll(fd: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await nodeHost.read(fd, 65536);
    if (part.length === 0) return Buffer.concat(parts);
    parts.push(part);
  }
}

/** The signature of the record at the end of a Zip file, and how far that record may be from the end. */
const ARCHIVE_END = 'PK\x05\x06';
const LONGEST_ARCHIVE_END = 22 + 0xffff;

function isArchive(data: Uint8Array): boolean {
  return Buffer.from(data.subarray(-LONGEST_ARCHIVE_END)).includes(ARCHIVE_END, 0, 'latin1');
}

/** A file with a program, or a directory or archive with a `__main__` in it. */
function runScript(path: string, options: CommandLine['options']): Promise<number> | number {
  const files = nodeHost.files!;
  const absolute = resolve(path);
  let source: Uint8Array;
  try {
    const isDirectory = (files.stat(path).mode & 0o170000) === 0o040000;
    source = isDirectory ? new Uint8Array(0) : files.readFile(path);
    if (isDirectory || isArchive(source)) {
      const interpreter = start(options, path);
      return ended(interpreter, interpreter.runModule('__main__', false));
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    process.stderr.write(
      `${command()}: can't open file '${absolute}': [Errno ${error.errno}] ${error.message}\n`,
    );
    return 2;
  }
  const directory = files.realPath(path).replace(/\/[^/]*$/, '') || '/';
  const interpreter = start(options, directory);
  interpreter.setMainFile(path);
  return ended(
    interpreter,
    options.interactive === true
      ? interpreter.runInteractive(source, path, null)
      : interpreter.runSource(source, path),
  );
}

/** Runs the command, and ends the process with its status. */
export function begin(args: string[]): void {
  allowTiering();
  allowRegistrations();
  setKeeping(true);
  process.once('exit', keepCode);
  main(args).then(
    (status) => process.exit(status),
    (error: unknown) => {
      // What is wrong here is wrong with the interpreter; a program's own errors have been reported.
      const text =
        error instanceof Error
          ? error.message
          : error instanceof PyBaseException
            ? plainTraceback(error)
            : String(error);
      process.stderr.write(`Fatal Python error: ${text}\n`);
      process.exit(1);
    },
  );
}

/** Programs whose functions V8 shall have compiled when a program starts: what nearly every program needs. */
const USUAL = 'import stat';

/** Makes an interpreter ready to run a program: for `begin` in processes that start with this one's memory. */
export async function prepare(): Promise<void> {
  setKeeping(false);
  forgetRegistrations();
  await new Interpreter(capturingHost(nodeHost, '').host).runSource(USUAL, '<string>');
  prepared = new Interpreter(nodeHost);
  await prepared.load();
  prepared.frozen('lifecycle');
  forgetDescriptors();
}
