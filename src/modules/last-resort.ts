// The plainest traceback there is, for exceptions that the library's `traceback` could not show: written without running
// any Python code.
import { defineIntrinsics } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { StandardStream } from './standard-stream.ts';

/** The text: frames outermost first, then class and arguments. */
export function plainTraceback(exc: PyBaseException): string {
  const lines = ['Traceback (most recent call last):'];
  for (let t = exc.traceback; t !== null; t = t.inner) {
    const { code } = t.frame;
    lines.push(`  File "${code.filename}", line ${t.line()}, in ${code.name}`);
  }
  const args = exc.args.map((a) => {
    const text = textOf(a);
    return text === undefined ? String(a) : hostString(text);
  });
  lines.push(args.length === 0 ? exc.cls.name : `${exc.cls.name}: ${args.join(', ')}`);
  return lines.join('\n') + '\n';
}

function dump_exception(exc: Value): Result {
  const stderr = machine.interpreter.sys.getStr('stderr');
  const text = plainTraceback(exc as PyBaseException);
  if (stderr instanceof StandardStream && stderr.isQuick) stderr.put(text);
  else machine.interpreter.host.write(2, new TextEncoder().encode(text));
  return None;
}

defineIntrinsics({ dump_exception: ['(exc, /)', dump_exception] });
