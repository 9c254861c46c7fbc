// Raising exceptions in tasklets: throw, raise_exception, kill.
import {
  PyBaseException,
  baseExceptionType,
  newException,
  taskletExitType,
  typeErrorType,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { Traceback } from '../objects/traceback.ts';
import { PyTuple } from '../objects/tuple.ts';
import { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { type Bomb, explode, makeBomb } from './bomb.ts';
import { abandon, runtimeError } from './binding.ts';
import { here, type ThreadScheduler } from './scheduler.ts';
import { ALIVE, QUEUED, type Tasklet } from './tasklet.ts';

function isExceptionClass(value: Value): value is PyType {
  return value instanceof PyType && value.isSubtype(baseExceptionType);
}

/** The exception that the arguments of `throw` and `send_throw` describe; throws TypeError for wrong ones. */
export function describedBomb(exc: Value, value: Value, traceback: Value): Bomb {
  if (traceback !== None && !(traceback instanceof Traceback)) {
    throw newException(typeErrorType, 'third argument must be a traceback object');
  }
  if (isExceptionClass(exc)) return makeBomb(exc, value, traceback);
  if (!(exc instanceof PyBaseException)) {
    const name = typeOf(exc).name;
    throw newException(typeErrorType, `exceptions must be classes, or instances, not ${name}`);
  }
  if (value !== None) throw newException(typeErrorType, 'instance exception may not have a separate value');
  return makeBomb(exc.cls, exc, traceback !== None ? traceback : (exc.traceback ?? None));
}

/** The bomb of `raise_exception` and `send_exception`. */
export function classBomb(caller: string, method: string, args: Value[]): Bomb {
  if (args.length === 0) throw newException(typeErrorType, `${method}() takes at least 1 argument`);
  const [exc, ...rest] = args as [Value, ...Value[]];
  if (!isExceptionClass(exc)) {
    throw newException(
      typeErrorType,
      `${caller}.${method} needs Exception or string subclass as first parameter`,
    );
  }
  return makeBomb(exc, new PyTuple(rest));
}

/** Raises what `bomb` holds in `t`: at once, or with `pending` when it runs next. */
export function throwBomb(t: Tasklet, bomb: Bomb, pending: boolean): Result {
  const s = here();
  if (t === s.current) return explode(bomb);
  const { thread } = t;
  if ((t.flags & ALIVE) === 0) {
    if ((bomb.type as PyType).isSubtype(taskletExitType)) return None;
    throw runtimeError('You cannot throw to a dead tasklet');
  }
  if (thread === null) throw runtimeError('tasklet has no thread');
  return pending || thread !== s ? throwLater(thread, t, bomb) : throwNow(s, t, bomb);
}

function throwLater(s: ThreadScheduler, t: Tasklet, bomb: Bomb): Result {
  if (s.interruptStopped(t, bomb)) return None;
  s.release(t);
  t.tempval = bomb;
  if ((t.flags & QUEUED) === 0) s.append(t);
  return None;
}

function throwNow(s: ThreadScheduler, t: Tasklet, bomb: Bomb): Result {
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  s.release(t);
  t.tempval = bomb;
  return s.goTo(t);
}

/** What is left of a tasklet whose thread has ended is dropped. */
export function kill(t: Tasklet, pending: boolean): Result {
  if (t.thread === null) {
    abandon(t);
    return None;
  }
  return throwBomb(t, makeBomb(taskletExitType, None), pending);
}
