// Lines typed at a terminal, on Node: with editing and a history that lasts (~/.python_history, as CPython's).
//
// One readline interface serves all of a run, so that what is pasted is not lost; it holds the terminal in raw mode only while
// a line is asked for.
import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type * as Readline from 'node:readline';
import { INTERRUPTED } from './host.ts';

/** Lines of the history that are kept. */
const HISTORY_SIZE = 1000;

function historyFile(): string {
  return process.env['PYTHON_HISTORY'] ?? join(homedir(), '.python_history');
}

function loadHistory(): string[] {
  try {
    const lines = fs
      .readFileSync(historyFile(), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    return lines.slice(-HISTORY_SIZE).reverse();
  } catch {
    return [];
  }
}

class Console {
  private readonly lines: string[] = [];
  private ended = false;
  private wanted: ((line: string | null | typeof INTERRUPTED) => void) | null = null;
  private readonly rl: Readline.Interface;

  constructor() {
    const { createInterface } = process.getBuiltinModule('node:readline');
    const history = loadHistory();
    this.rl = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: true,
      history,
      historySize: HISTORY_SIZE,
      removeHistoryDuplicates: true,
    });
    this.rl.on('line', (line) => {
      this.lines.push(line);
      this.serve();
    });
    this.rl.on('close', () => {
      this.ended = true;
      this.serve();
    });
    this.rl.on('SIGINT', () => this.answer(INTERRUPTED));
    this.rl.on('history', (lines) => saveHistory(lines));
    this.rest();
  }

  read(prompt: string): Promise<string | null | typeof INTERRUPTED> {
    return new Promise((resolve) => {
      this.wanted = resolve;
      if (this.lines.length === 0 && !this.ended) {
        process.stdin.setRawMode(true);
        this.rl.setPrompt(prompt);
        this.rl.prompt();
      } else this.serve();
    });
  }

  private serve(): void {
    if (this.wanted === null) return;
    if (this.lines.length > 0) this.answer(this.lines.shift()!);
    else if (this.ended) this.answer(null);
  }

  private answer(line: string | null | typeof INTERRUPTED): void {
    const wanted = this.wanted;
    this.wanted = null;
    if (line === INTERRUPTED) this.rl.write(null, { ctrl: true, name: 'u' });
    this.rest();
    wanted?.(line);
  }

  /** Leaves the terminal as programs expect it, with Ctrl-C as a signal. */
  private rest(): void {
    if (this.ended) return;
    this.rl.pause();
    process.stdin.setRawMode(false);
  }
}

function saveHistory(lines: readonly string[]): void {
  try {
    fs.writeFileSync(historyFile(), [...lines].reverse().join('\n') + '\n', { mode: 0o600 });
  } catch {
    // A history that cannot be kept ends with the run.
  }
}

let terminal: Console | null = null;

/** A line typed at the terminal, without its end; null at the end of the input. */
export function readLine(prompt: string): Promise<string | null | typeof INTERRUPTED> {
  terminal ??= new Console();
  return terminal.read(prompt);
}
