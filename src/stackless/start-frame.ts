// The frame of a tasklet that has not started: the function to call, and its arguments. Python sees it as a `cframe`.
import { NativeFrame } from '../machine/frame.ts';
import { PyDict } from '../objects/dict.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType } from '../objects/type.ts';
import { call0, call1, call2, callKw, callN } from '../operators/call.ts';

export class StartFrame extends NativeFrame {
  /** The function; None for a `cframe` made from Python. */
  fn: Value = None;
  /** Positional arguments, then the values of keyword arguments. */
  args: Value[] = [];
  /** Names of the keyword arguments; null when there are none. */
  names: readonly string[] | null = null;

  returned(): IterResult {
    const { fn, args, names } = this;
    if (names !== null) return callKw(fn, args, names);
    switch (args.length) {
      case 0:
        return call0(fn);
      case 1:
        return call1(fn, args[0]!);
      case 2:
        return call2(fn, args[0]!, args[1]!);
      default:
        return callN(fn, args);
    }
  }

  /** The positional arguments as a tuple. */
  positional(): PyTuple {
    return new PyTuple(this.args.slice(0, this.args.length - (this.names?.length ?? 0)));
  }

  /** The keyword arguments as a dict. */
  keywords(): PyDict {
    const dict = new PyDict();
    const first = this.args.length - (this.names?.length ?? 0);
    this.names?.forEach((name, i) => dict.setStr(name, this.args[first + i]!));
    return dict;
  }
}

export const cframeType = builtinType('cframe', StartFrame, { module: '_stackless', hasWeakrefs: true });

/** A tasklet's first frame: calls `fn`. The last of `args` are the values of the keywords `names`. */
export function startFrame(fn: Value, args: Value[], names: readonly string[] | null): StartFrame {
  const frame = new StartFrame();
  frame.fn = fn;
  frame.args = args;
  frame.names = names;
  return frame;
}
