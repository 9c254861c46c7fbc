// The tracebacks that `faulthandler` writes: straight to a descriptor, the innermost call first, and without running any Python code.
import { escapedBytes } from '../host/escaped-text.ts';
import { HostError } from '../host/host.ts';
import { visibleFrame } from '../machine/inspect.ts';
import type { PyFrame } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { lineOf } from '../objects/frame-methods.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';
import { isCollecting } from './gc.ts';
import { threadName } from './thread-name.ts';

const MOST_FRAMES = 100;
const MOST_THREADS = 100;
const MOST_CHARACTERS = 500;

/** Writes text to a descriptor; that it cannot be written nobody wants to know. */
export function writeText(fd: number, text: string): void {
  try {
    machine.interpreter.host.write(fd, escapedBytes(text));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}

/** The beginning of a text in ASCII. */
function inAscii(text: string): string {
  const characters = [...text];
  const shown = characters.slice(0, MOST_CHARACTERS).map((c) => {
    const code = c.codePointAt(0)!;
    if (code >= 0x20 && code < 0x7f) return c;
    if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code <= 0xffff
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return shown.join('') + (characters.length > MOST_CHARACTERS ? '...' : '');
}

function framesText(innermost: PyFrame | null): string {
  if (innermost === null) return '  <no Python frame>\n';
  let text = '';
  let frame: PyFrame | null = innermost;
  for (let n = 0; frame !== null && n < MOST_FRAMES; n++) {
    const { filename, name } = frame.code;
    text += `  File "${inAscii(filename)}", line ${lineOf(frame)} in ${inAscii(name)}\n`;
    frame = visibleFrame(frame.visibleBack);
  }
  return text;
}

/** The innermost frame of a thread; `innermost` is that of the running thread, undefined where it has been stored, too. */
function frameOf(thread: ThreadScheduler, innermost: PyFrame | null | undefined): PyFrame | null {
  return thread === here() && innermost !== undefined ? innermost : visibleFrame(thread.current.frame);
}

/** The stack of one thread. */
export function stackText(thread: ThreadScheduler, innermost: PyFrame | null | undefined): string {
  return `Stack (most recent call first):\n${framesText(frameOf(thread, innermost))}`;
}

/** What stands for the stack of the host. */
export const C_STACK =
  "Current thread's C stack trace (most recent call first):\n  <cannot get C stack on this system>\n";

/**
 * The stacks of all threads, the newest thread first. All are off the host's stack.
 * @param current the thread that is said to be the current one
 * @param innermost the frame of the running thread; undefined: it has been stored, too
 */
export function threadsText(current: ThreadScheduler | null, innermost: PyFrame | null | undefined): string {
  const threads = [...here().shared.threads.values()].reverse();
  const texts = threads.slice(0, MOST_THREADS).map((thread) => {
    const id = thread.id.toString(16).padStart(16, '0');
    const title = `${thread === current ? 'Current thread' : 'Thread'} 0x${id} [${threadName(thread)}]`;
    const collecting = thread === current && isCollecting(thread.current) ? '  Garbage-collecting\n' : '';
    return `${title} (most recent call first):\n${collecting}${framesText(frameOf(thread, innermost))}`;
  });
  if (threads.length > MOST_THREADS) texts.push('...\n');
  return texts.join('\n');
}
