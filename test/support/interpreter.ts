import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

// The built interpreter, as the tests see it. With STACKLESS_STRESS=1 in the environment it lifts its stack at every
// point where it may; the interpreter reads the variable itself, so nothing here differs but the time a test may take.

export interface Outcome {
  stdout: string;
  stderr: string;
  exitCode: number;
}

export interface ProgramOptions {
  /** As tracebacks show it. */
  filename: string;
  argv?: string[];
  stdin?: string;
}

interface Api {
  runProgram(source: string, options: ProgramOptions): Promise<Outcome>;
}

/**
 * What a program may take, so that one that hangs is ended: many times what any needs, as the machine may be busy. A test
 * that runs several has the limit of vitest.config.ts.
 */
export const SECONDS = process.env.STACKLESS_STRESS ? 300 : 120;

let api: Promise<Api> | undefined;

/** Runs a program in an interpreter of its own, inside this process. */
export async function runProgram(source: string, options: ProgramOptions): Promise<Outcome> {
  api ??= import(pathToFileURL('dist/index.js').href) as Promise<Api>;
  return (await api).runProgram(source, options);
}

interface CommandOptions {
  cwd?: string;
  stdin?: string;
  seconds?: number;
}

/** Runs `bin/stackless` with `args`; ends it after `seconds`. */
export function runCommand(args: string[], options: CommandOptions = {}): Promise<Outcome> {
  return runProcess(`${process.cwd()}/bin/stackless`, args, options);
}

/** Runs a line of the shell, for which `stackless` is bin/stackless. */
export function runShell(line: string, options: CommandOptions = {}): Promise<Outcome> {
  return runProcess('sh', ['-c', `PATH="${process.cwd()}/bin:$PATH"; ${line}`], options);
}

/** Runs any command; ends it after `seconds`. */
export function runProcess(
  command: string,
  args: string[],
  { cwd = '.', stdin = '', seconds = SECONDS }: CommandOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, timeout: seconds * 1000, killSignal: 'SIGKILL' });
    const outcome = { stdout: '', stderr: '', exitCode: -1 };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal) outcome.stderr += `\n(ended by ${signal}, after at most ${seconds} s)\n`;
      resolve({ ...outcome, exitCode: code ?? -1 });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}
