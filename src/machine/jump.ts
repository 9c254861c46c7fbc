// Setting `f_lineno`: a debugger makes a traced frame go on at another line.
//
// The frame stands at a mark of its traced variant; it goes on at another one. What the evaluation stack holds there must
// be what it holds here, from the bottom: an iterator, a context manager or an exception cannot be made up.
import type { PyFrame } from './frame.ts';
import { frozenFunction } from './frozen.ts';
import { newException, type PyBaseException, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { type TracedSource, variantOf } from './tracing.ts';

type Mark = TracedSource['marks'][number];

function refusal(message: string): PyBaseException {
  return newException(valueErrorType, message);
}

/** Makes `frame`, which is in the heap, go on at a line. Throws ValueError. */
export function jump(frame: PyFrame, value: Value): Result {
  const { trace, code } = frame;
  const line = typeof value === 'boolean' ? undefined : intOf(value);
  if (line === undefined) throw refusal('lineno must be an integer');
  checkEvent(trace?.event ?? '');
  if (line < code.firstlineno) throw refusal(`line ${line} comes before the current code block`);
  const marks = variantOf(code).marks.filter((mark) => mark[1] !== 0);
  const wanted = Math.min(...marks.map((mark) => mark[1]).filter((start) => start >= line));
  if (wanted === Infinity) throw refusal(`line ${line} comes after the current code block`);
  const here = variantOf(code).marks.find(([point]) => point === frame.pc)!;
  const there = bestOf(
    marks.filter((mark) => mark[1] === wanted),
    here[2],
  );
  const unbound = bindAll(frame);
  frame.pc = there[0];
  trace!.line = wanted;
  return unbound === 0 ? None : frozenFunction('frame_locals', 'warn_unbound').call1(unbound);
}

function checkEvent(event: string): void {
  if (event === 'line' || event === 'branch') return;
  if (event === '') throw refusal('f_lineno can only be set in a trace function');
  if (event === 'call') throw refusal("can't jump from the 'call' trace event of a new frame");
  throw refusal("can only jump from a 'line' trace event");
}

/** Of the marks of a line the one that keeps most of the stack. */
function bestOf(marks: Mark[], place: string): Mark {
  const fitting = marks.filter((mark) => place.startsWith(mark[2]));
  if (fitting.length === 0) throw refusal(obstacle(marks[0]![2]));
  return fitting.reduce((best, mark) => (mark[2].length > best[2].length ? mark : best));
}

function obstacle(place: string): string {
  const innermost = place[place.length - 1];
  if (innermost === 'I') return "can't jump into the body of a for loop";
  if (innermost === 'E') return "can't jump into an 'except' block as there's no exception";
  return 'incompatible stacks';
}

/** Gives locals that are unbound the value None, as the code at the new line relies on some being bound; says how many. */
function bindAll(frame: PyFrame): number {
  const variables = frame as unknown as Record<string, Value | undefined>;
  let count = 0;
  for (const [property, name, inlined] of frame.code.template.slots) {
    if (
      name === '' ||
      inlined !== undefined ||
      !property.startsWith('$') ||
      variables[property] !== undefined
    )
      continue;
    variables[property] = None;
    count++;
  }
  return count;
}
