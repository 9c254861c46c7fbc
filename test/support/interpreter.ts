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

let api: Promise<Api> | undefined;

/** Runs a program in an interpreter of its own, inside this process. */
export async function runProgram(source: string, options: ProgramOptions): Promise<Outcome> {
  api ??= import(pathToFileURL('dist/index.js').href) as Promise<Api>;
  return (await api).runProgram(source, options);
}

/** Runs `bin/stackless` with `args`; ends it after `seconds`. */
export function runCommand(args: string[], { cwd = '.', stdin = '', seconds = 60 } = {}): Promise<Outcome> {
  const command = `${process.cwd()}/bin/stackless`;
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
