// stackless for TypeScript programs: run Python from JavaScript.
//
//     import { runProgram } from 'stackless';
//     const { stdout } = await runProgram('print(6 * 7)');
import { nodeHost } from './host/node.ts';
import { capturingHost } from './host/capture.ts';
import { Interpreter } from './interpreter.ts';

export { Interpreter } from './interpreter.ts';
export type { Host } from './host/host.ts';
export { nodeHost } from './host/node.ts';

export interface ProgramOptions {
  /** The name of the file in tracebacks and `__file__`; `<string>` when absent. */
  filename?: string;
  /** `sys.argv[1:]`. */
  argv?: string[];
  /** What the program reads from standard input. */
  stdin?: string | Uint8Array;
  /** Directories before the library in `sys.path`. */
  path?: string[];
}

export interface ProgramResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** Runs a program in an interpreter of its own and captures what it writes. */
export async function runProgram(source: string, options: ProgramOptions = {}): Promise<ProgramResult> {
  const { host, output } = capturingHost(nodeHost, options.stdin ?? '');
  const filename = options.filename ?? '<string>';
  const argv = [options.filename ?? '-c', ...(options.argv ?? [])];
  const interpreter = new Interpreter(host, { argv, path: options.path ?? [''] });
  const exitCode = await interpreter.runSource(source, filename);
  return { stdout: output(1), stderr: output(2), exitCode };
}
