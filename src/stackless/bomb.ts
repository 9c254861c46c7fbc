// The bomb: an exception on its way to the tasklet that will raise it.
//
// It explodes where the tasklet is resumed with it. An exception that was given as class and value is only made then, by the
// tasklet that raises it.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { PyBaseException, typeError } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { Traceback } from '../objects/traceback.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { callN } from '../operators/call.ts';
import { repr } from '../operators/repr.ts';

export class Bomb extends PyObject {
  type: Value = None;
  /** An instance, a tuple of arguments for the class, one argument, or None. */
  value: Value = None;
  traceback: Value = None;
}

export const bombType = builtinType('bomb', Bomb, { module: '_stackless' });

/** A bomb that raises an exception of the class `type`, made with `value`, which may be the exception itself. */
export function makeBomb(type: Value, value: Value, traceback: Value = None): Bomb {
  const bomb = new Bomb();
  bomb.type = type;
  bomb.value = value;
  bomb.traceback = traceback;
  return bomb;
}

/** A bomb that raises `exc` as it is. */
export function bombOf(exc: PyBaseException): Bomb {
  return makeBomb(exc.cls, exc, exc.traceback ?? None);
}

/** Raises what `bomb` holds, in the running tasklet. No context is added. */
export function explode(bomb: Bomb): Result {
  const ready = readyException(bomb);
  if (ready !== null) return raiseAsIs(ready, bomb.traceback);
  return new Explosion(bomb).run();
}

/** The exception, when no Python code has to run to make it. */
export function readyException(bomb: Bomb): PyBaseException | null {
  const { type, value } = bomb;
  if (!(value instanceof PyBaseException)) return null;
  return type instanceof PyType && !value.cls.isSubtype(type) ? null : value;
}

/** Raises an exception that has been made already; a traceback that is given takes the place of its own. */
export function raiseAsIs(exc: PyBaseException, traceback: Value): typeof ABRUPT {
  if (traceback instanceof Traceback) exc.traceback = traceback;
  machine.exc = exc;
  return ABRUPT;
}

/** Makes the exception from its class and raises it. */
export class Explosion extends NativeFrame {
  readonly bomb: Bomb;
  /** The class has been called. */
  private called = false;
  /** What it gave, if that is no exception: the class is being shown in the message about it. */
  private wrong: Value | null = null;

  constructor(bomb: Bomb) {
    super();
    this.bomb = bomb;
  }

  run(): Result {
    const { type, value } = this.bomb;
    this.called = true;
    const args = value === None ? [] : value instanceof PyTuple ? value.items.slice() : [value];
    const made = callN(type, args);
    return (made === ABRUPT ? suspend(this) : this.returned(made)) as Result;
  }

  returned(value: Value): IterResult {
    if (!this.called) return this.run();
    if (this.wrong !== null) return this.refuse(this.wrong, value);
    if (value instanceof PyBaseException) return raiseAsIs(value, this.bomb.traceback);
    this.wrong = value;
    const shown = repr(this.bomb.type);
    return shown === ABRUPT ? suspend(this) : this.refuse(value, shown);
  }

  private refuse(wrong: Value, shown: Value): Result {
    return typeError(
      `calling ${String(shown)} should have returned an instance of BaseException, not ${typeOf(wrong).name}`,
    );
  }
}
