// The command `stackless`: what python3 does with its command line.
import { closeSync, readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { capturingHost } from '../host/capture.ts';
import { HostError } from '../host/host.ts';
import { letUsrSignalEndProcess, nodeHost } from '../host/node.ts';
import { keepCode, setKeeping } from '../host/node-cache.ts';
import { forgetDescriptors } from '../host/node-descriptors.ts';
import { allowTiering } from '../host/node-tiering.ts';
import { renewNativeModules } from '../imports/native-loader.ts';
import { Interpreter } from '../interpreter.ts';
import { allowRegistrations, forgetRegistrations } from '../machine/finalization.ts';
import { installInterruptHandler } from '../modules/signal-delivery.ts';
import { VERSION, versionText } from '../modules/sys.ts';
import { plainTraceback } from '../modules/last-resort.ts';
import { PyBaseException } from '../objects/exception.ts';
import { PythonSyntaxError } from '../syntax/errors.ts';
import { decodeSource } from '../syntax/source.ts';
import { strRepr } from '../objects/text/string-repr.ts';
import { seedHashes } from '../operators/hash.ts';
import { dumpStage } from './dump.ts';
import { applyEnvironment, ConfigurationError } from './environment.ts';
import { escapedUtf8, splitZeros } from '../host/escaped-text.ts';
import { parseCommandLine, UsageError, type CommandLine, type Settings } from './options.ts';
import { locate, needsSite } from './site.ts';

const BANNER = `Python ${versionText()} on ${nodeHost.platform}\n`;
const BANNER_OF_SITE = 'Type "help", "copyright", "credits" or "license" for more information.\n';

async function main(args: string[]): Promise<number> {
  let line: CommandLine;
  const called = takeCall();
  try {
    line = parseCommandLine(exactArguments(args), called.program);
    if (line.target.kind !== 'help' && line.target.kind !== 'version')
      applyEnvironment(line.options, process.env);
  } catch (error) {
    if (error instanceof UsageError) process.stderr.write(error.message);
    else if (error instanceof ConfigurationError)
      process.stderr.write(`Fatal Python error: ${error.message}\n`);
    else throw error;
    return error instanceof UsageError ? 2 : 1;
  }
  line.options.closedStreams = called.closed;
  return run(line);
}

/** What bin/stackless says of how it was called: descriptors that were closed, and its name. */
function takeCall(): { program: string; closed: number[] } {
  const text = process.env['STACKLESS_CALL'] ?? `:${nodeHost.executable}`;
  delete process.env['STACKLESS_CALL'];
  const closed = [...text.slice(0, text.indexOf(':'))].map(Number);
  // Node has opened them: elsewhere they would be what the program opens next.
  for (const fd of closed) closeSync(fd);
  return { program: text.slice(text.indexOf(':') + 1), closed };
}

/** Arguments that are not UTF-8 reach Node damaged; the system still has them. */
function exactArguments(args: string[]): string[] {
  if (!args.some((arg) => arg.includes('\ufffd'))) return args;
  try {
    const parts = splitZeros(readFileSync('/proc/self/cmdline'));
    return parts.slice(parts.length - args.length).map(escapedUtf8);
  } catch {
    return args;
  }
}

/**
 * How long the event loop may have to wait, in a process that is there for nothing but the program. A turn costs a long-running
 * function its optimised code, so it is not more often; see also `canDoWithoutTurn` in stackless/shared.ts.
 */
const SECONDS_PER_TURN = 0.5;

/** The interpreter of a process that begins with what another had made ready. */
let prepared: Interpreter | null = null;

/** An interpreter that Ctrl-C interrupts. */
function start(options: Settings, first: string | null): Interpreter {
  const secondsPerTurn = SECONDS_PER_TURN;
  const places = locate(
    options.programName,
    nodeHost.executable,
    nodeHost.libraryPath!,
    options.home ?? null,
  );
  const path = searchPath(options, first);
  const importsSite = needsSite({ ...options, path }, places);
  // What an image holds has been hashed already.
  if (prepared === null) seedHashes(options.hashSeed ?? randomSeed());
  const interpreter = prepared ?? new Interpreter(nodeHost, null);
  if (prepared !== null) renewNativeModules();
  interpreter.configure({ secondsPerTurn, alone: true, ...options, importsSite, places, path });
  letUsrSignalEndProcess();
  installInterruptHandler(interpreter);
  return interpreter;
}

function randomSeed(): number {
  // V8 seeds its generator from the system's; loading the module crypto for 4 bytes would take 3 ms.
  return Math.floor(Math.random() * 2 ** 32);
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

/** Whether a prompt is shown to whoever writes to standard input. */
function isInteractive(options: Settings): boolean {
  return (options.interactive ?? 0) > 0 || nodeHost.isTty(0);
}

/** The first words of a session; of a program that runs only with -v. */
function greet(options: Settings, runsCode: boolean): void {
  const isWanted = (options.verbose ?? 0) > 0 || (!runsCode && isInteractive(options));
  if ((options.quiet ?? 0) > 0 || !isWanted) return;
  process.stderr.write(options.noSite === true ? BANNER : BANNER + BANNER_OF_SITE);
}

async function run({ target, options }: CommandLine): Promise<number> {
  const { major, minor, micro } = VERSION;
  switch (target.kind) {
    case 'help':
      return print(target.text);
    case 'version':
      return print(`Python ${target.detailed ? versionText() : `${major}.${minor}.${micro}`}\n`);
    case 'dump':
      return dump(target.stage, target.path, target.source);
    case 'command': {
      const interpreter = start(options, '');
      greet(options, true);
      return ended(interpreter, interpreter.runCommand(target.source));
    }
    case 'module': {
      const interpreter = start(options, currentFolder());
      greet(options, true);
      return ended(interpreter, interpreter.runModule(target.name));
    }
    case 'script':
      return runScript(target.path, options);
    case 'stdin': {
      const interpreter = start(options, '');
      greet(options, false);
      return ended(
        interpreter,
        isInteractive(options)
          ? interpreter.runInteractive()
          : interpreter.runFile(await readStandardInput(options), '<stdin>'),
      );
    }
  }
}

async function readStandardInput(options: Settings): Promise<Uint8Array> {
  if ((options.closedStreams ?? []).includes(0)) return new Uint8Array(0);
  const source = await readAll(0);
  return source;
}

function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
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

/** `sys.path` before the library: the program's own place, unless that is unsafe, and PYTHONPATH. */
function searchPath(options: Settings, first: string | null): string[] {
  const path = options.safePath === true || first === null ? [] : [first];
  return typeof options.pythonPath === 'string' ? [...path, ...options.pythonPath.split(':')] : path;
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
function runScript(path: string, options: Settings): Promise<number> | number {
  const files = nodeHost.files!;
  const absolute = isAbsolute(path) ? path : resolve(path);
  let source: Uint8Array;
  try {
    const isDirectory = (files.stat(absolute).mode & 0o170000) === 0o040000;
    source = isDirectory ? new Uint8Array(0) : files.readFile(absolute);
    if (isDirectory || isArchive(source)) {
      const interpreter = start({ ...options, safePath: false }, absolute);
      // Only what a program does may differ.
      interpreter.options.safePath = options.safePath === true;
      greet(options, true);
      return ended(interpreter, interpreter.runModule('__main__', false));
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const shown = strRepr(absolute);
    process.stderr.write(
      `${options.programName}: can't open file ${shown}: [Errno ${error.errno}] ${error.message}\n`,
    );
    return 2;
  }
  const directory = files.realPath(path).replace(/\/[^/]*$/, '') || '/';
  const interpreter = start(options, directory);
  greet(options, true);
  return ended(interpreter, interpreter.runFile(source, absolute));
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
