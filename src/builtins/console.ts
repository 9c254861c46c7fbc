// print and input.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import type { Size } from '../machine/numbers.ts';
import { converted } from '../objects/conversion.ts';
import { raise, runtimeErrorType, typeError } from '../objects/exception.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { strType, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { str } from '../operators/repr.ts';
import { StandardStream } from '../modules/standard-stream.ts';

function builtins_print(
  args: Value[],
  sep: Value = None,
  end: Value = None,
  file: Value = None,
  flush: Value = false,
): Result {
  if (typeof flush !== 'boolean') {
    const given = [new PyTuple(args), sep, end, file, flush];
    return converted(printTuple, given, [null, null, null, null, 'truth']);
  }
  if (file === None) {
    const stdout = machine.interpreter.sys.getStr('stdout');
    if (stdout === undefined) return raise(runtimeErrorType, 'lost sys.stdout');
    if (stdout === None) return None;
    file = stdout;
  }
  for (const [name, value] of [
    ['sep', sep],
    ['end', end],
  ] as const) {
    if (value !== None && textOf(value) === undefined) {
      return typeError(`${name} must be None or a string, not ${typeOf(value).name}`);
    }
  }
  if (file instanceof StandardStream && isUntouched(file) && isPlain(sep) && isPlain(end)) {
    return new PrintFrame(file, args, sep === None ? ' ' : sep, end === None ? '\n' : end, flush).run();
  }
  const list = [file, new PyTuple(args), sep === None ? ' ' : sep, end === None ? '\n' : end, flush];
  return frozenFunction('console', 'print_to').callN(list);
}

/** `print` of values that are in a tuple. */
function printTuple(values: PyTuple, sep: Value, end: Value, file: Value, flush: Value): Result {
  return builtins_print(values.items, sep, end, file, flush);
}

/** Whether a separator is None or a str that is written as it is. */
function isPlain(text: Value): boolean {
  return text === None || typeOf(text) === strType;
}

/** Whether `write` is the native one: no subclass and no attribute of its own hides it. */
function isUntouched(stream: StandardStream): boolean {
  return stream.isQuick && !stream.cls.isHeap && !('$write' in stream);
}

/** Prints to a standard stream: the pieces in order, each value converted when its turn comes. */
class PrintFrame extends NativeFrame {
  readonly stream: StandardStream;
  readonly args: Value[];
  readonly sep: Value;
  readonly end: Value;
  readonly flush: boolean;
  /** The next piece: values and separators by turns, last the end. */
  private index: Size = 0;
  /** A value is being made a text. */
  private converting = false;

  constructor(stream: StandardStream, args: Value[], sep: Value, end: Value, flush: boolean) {
    super();
    this.stream = stream;
    this.args = args;
    this.sep = sep;
    this.end = end;
    this.flush = flush;
  }

  run(): Result {
    const { args } = this;
    const count = Math.max(1, 2 * args.length);
    while (this.index < count) {
      const k = this.index++;
      let text: Result = k === count - 1 ? this.end : this.sep;
      if ((k & 1) === 0 && args.length > 0) {
        text = str(args[k >> 1]!);
        if (text === ABRUPT) {
          this.converting = true;
          return suspend(this) as Result;
        }
      }
      if (this.stream.quickWrite(text) === ABRUPT) return suspend(this) as Result;
    }
    return this.flush ? this.stream.quickFlush() : None;
  }

  returned(value: Value): IterResult {
    if (this.converting) {
      this.converting = false;
      if (this.stream.quickWrite(value) === ABRUPT) return suspend(this);
    }
    return this.run();
  }
}

function builtins_input(prompt: Value = ''): Result {
  return frozenFunction('console', 'read_input').call1(prompt);
}

export const consoleBuiltins: MethodTable = {
  input: ["(prompt='', /)", builtins_input],
  print: ["(*args, sep=' ', end='\\n', file=None, flush=False)", builtins_print],
};
