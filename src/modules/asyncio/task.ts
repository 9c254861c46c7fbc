// _asyncio.Task: a coroutine that an event loop resumes, step by step.
//
// A step (src/python/asyncio_tasks.py) resumes the coroutine and looks at what it gives. The common cases are done here: it awaits a
// pending future, it has returned and nobody waits; the others are told to the step by numbers.
import { ABRUPT, STOP, type Stop } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { defineIntrinsics } from '../../machine/frozen.ts';
import { GeneratorLike, PyCoroutine } from '../../machine/generator.ts';
import { interpreterSlot } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import { raise, runtimeErrorType, typeError } from '../../objects/exception.ts';
import { genericAlias } from '../../objects/generic-alias.ts';
import {
  BoundNative,
  defineClassMethods,
  defineGetSets,
  defineMethods,
  MethodDescriptor,
  signatureOf,
} from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { textOf } from '../../objects/str.ts';
import { builtinType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { currentContext } from '../../stackless/context-variables.ts';
import { here } from '../../stackless/scheduler.ts';
import { pickleByFields } from '../../stackless/pickling/tables.ts';
import { FINISHED, Future, futureType, tasksFunction, truthSetter } from './future.ts';

/** What has come of a step: all is done; or the step has to call `call_soon`, to set the result, or to look at what was yielded. */
const DONE = 0;
const AGAIN = 1;
const RETURNED = 2;
const YIELDED = 3;

export class Task extends Future {
  /** Null: it has not been initialized. */
  coro: Value | null = null;
  context: Value = None;
  /** A number stands for "Task-number". */
  name: Value = None;
  /** What it waits for. */
  waiter: Value = None;
  mustCancel = false;
  /** If it is dropped while it is pending, that is told. */
  logsPending = false;
  cancelRequests = 0;
  /** It is one of `all_tasks`. */
  isRegistered = false;
  /** What its coroutine has given in the step that is under way. */
  given: Value = None;

  override conclude(): void {
    this.isRegistered = false;
    super.conclude();
  }

  protected override get isMissed(): boolean {
    return this.logsTraceback || (this.isPending && (this.isRegistered || this.logsPending));
  }

  protected override tellTwin(): void {
    super.tellTwin();
    const twin = this.unclosed!.replica as Task;
    twin.waiter = this.waiter;
    twin.name = this.name;
    twin.logsPending = this.logsPending;
  }

  /** Something has changed that is told of when it is dropped. */
  changed(): void {
    if (this.unclosed !== undefined) this.tellTwin();
  }

  /** What its coroutine has yielded or returned. */
  take(result: Value | Stop): number {
    if (result === STOP) {
      this.given = machine.stopValue ?? None;
      if (this.mustCancel || this.callbacks !== null) return RETURNED;
      this.value = this.given;
      this.given = None;
      this.state = FINISHED;
      this.conclude();
      return DONE;
    }
    if (result === None) return AGAIN;
    if (result instanceof Future && this.awaits(result)) return DONE;
    this.given = result;
    return YIELDED;
  }

  /** Waits for a future, if there is nothing special about it. */
  private awaits(future: Future): boolean {
    if (future.cls !== futureType && future.cls !== taskType) return false;
    if (future.loop !== this.loop || !future.blocking || !future.isPending) return false;
    if (future === this || this.mustCancel) return false;
    future.blocking = false;
    future.addAwaiter(this);
    future.addCallback(wakeup(this), this.context);
    this.waiter = future;
    this.changed();
    return true;
  }
}

export const taskType = builtinType('Task', Task, {
  base: futureType,
  module: '_asyncio',
  hasDict: true,
  hasWeakrefs: true,
});

/** The next step of a task, to be called by its loop. */
class TaskStep extends PyObject {
  readonly task: Task;
  /** What is to be raised in the coroutine, or None. */
  readonly exc: Value;
  constructor(task: Task, exc: Value) {
    super();
    this.task = task;
    this.exc = exc;
  }
  override call0(): Result {
    return tasksFunction('step').call2(this.task, this.exc);
  }
  override callN(args: Value[]): Result {
    return args.length === 0 ? this.call0() : typeError('function takes no positional arguments');
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    return names.length === 0 ? this.callN(args) : typeError('function takes no keyword arguments');
  }
}

const taskStepType = builtinType('TaskStepMethWrapper', TaskStep, { module: '_asyncio', final: true });
defineMethods(taskStepType, {
  __call__: [
    '($self, /, *args, **kwargs)',
    (self: TaskStep, args: Value[], keywords: Map<string, Value>): Result =>
      self.callKw([...args, ...keywords.values()], [...keywords.keys()]),
    'Call self as a function.',
  ],
});
defineGetSets(taskStepType, { __self__: [(self: TaskStep): Result => self.task] });

/** What a future that is done calls for the task that waits for it. Not an attribute of the class. */
const TASK_WAKEUP = new MethodDescriptor(
  taskType,
  'task_wakeup',
  signatureOf('($self, object, /)'),
  (task: Task, future: Value): Result => tasksFunction('wake').call2(task, future),
  null,
);
const wakeup = (task: Task): BoundNative => new BoundNative(TASK_WAKEUP, task);

// --- Steps ---------------------------------------------------------------------------------------------------------------

/** A step begins, in the ordinary case: the loop runs, no other task does, and nothing is to be raised. Else nothing is done. */
function begin_step(task: Task): Result {
  const thread = here();
  if (thread.eventLoop !== task.loop || thread.eventTask !== None) return false;
  if (!task.isPending || task.mustCancel || task.coro === null) return false;
  thread.eventTask = task;
  task.waiter = None;
  return true;
}

/** A step has ended; false if the loop or the task is another. */
function leave_step(task: Task): Result {
  const thread = here();
  if (thread.eventLoop !== task.loop || thread.eventTask !== task) return false;
  thread.eventTask = None;
  return true;
}

/** Resumes the coroutine. */
function advance(task: Task): Result {
  const coro = task.coro!;
  if (!(coro instanceof GeneratorLike)) return tasksFunction('advance_other').call2(task, coro);
  const result = coro.step(None);
  return (result === ABRUPT ? suspend(new Advance(task)) : task.take(result)) as Result;
}

/** Left while the coroutine is off the stack. */
class Advance extends NativeFrame {
  private readonly task: Task;
  constructor(task: Task) {
    super();
    this.task = task;
  }
  returned(value: Value | Stop): IterResult {
    return this.task.take(value);
  }
}

// --- Methods -------------------------------------------------------------------------------------------------------------

const COUNTER = Symbol('tasks that have no name of their own');

function task_init(
  self: Task,
  coro: Value,
  loop: Value = None,
  name: Value = None,
  context: Value = None,
  eager: Value = false,
): Result {
  return tasksFunction('init_task').callN([self, coro, loop, name, context, eager]);
}

function task_cancel(self: Task, message: Value = None): Result {
  self.forgetTraceback();
  if (!self.isPending) return false;
  self.cancelRequests++;
  if (self.waiter !== None) return tasksFunction('cancel_waiter').call2(self, message);
  self.mustCancel = true;
  self.cancelMessage = message;
  return true;
}

function task_uncancel(self: Task): Result {
  if (self.cancelRequests > 0 && --self.cancelRequests === 0) self.mustCancel = false;
  return self.cancelRequests;
}

function task_get_name(self: Task): Result {
  if (typeof self.name === 'number') self.name = `Task-${self.name}`;
  return self.name;
}

function rename(task: Task, name: Value): Result {
  task.name = name;
  task.changed();
  return None;
}

function task_set_name(self: Task, value: Value): Result {
  return textOf(value) === value ? rename(self, value) : tasksFunction('rename').call2(self, value);
}

defineClassMethods(taskType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMethods(taskType, {
  __init__: ['($self, /, coro, *, loop=None, name=None, context=None, eager_start=False)', task_init],
  __repr__: ['($self, /)', (self: Task): Result => tasksFunction('task_repr').call1(self)],
  __del__: ['($self, /)', (self: Task): Result => tasksFunction('finalize_task').call1(self)],
  set_result: [
    '($self, result, /)',
    (): Result => raise(runtimeErrorType, 'Task does not support set_result operation'),
  ],
  set_exception: [
    '($self, exception, /)',
    (): Result => raise(runtimeErrorType, 'Task does not support set_exception operation'),
  ],
  cancel: ['($self, /, msg=None)', task_cancel],
  cancelling: ['($self, /)', (self: Task): Result => self.cancelRequests],
  uncancel: ['($self, /)', task_uncancel],
  get_stack: [
    '($self, /, *, limit=None)',
    (self: Task, limit: Value = None): Result => tasksFunction('task_get_stack').call2(self, limit),
  ],
  print_stack: [
    '($self, /, *, limit=None, file=None)',
    (self: Task, limit: Value = None, file: Value = None): Result =>
      tasksFunction('task_print_stack').call3(self, limit, file),
  ],
  _make_cancelled_error: ['($self, /)', (self: Task): Result => self.makeCancelledError()],
  get_name: ['($self, /)', task_get_name],
  set_name: ['($self, value, /)', task_set_name],
  get_coro: ['($self, /)', (self: Task): Result => self.coro ?? None],
  get_context: ['($self, /)', (self: Task): Result => self.context],
});
defineGetSets(taskType, {
  _log_destroy_pending: [(self: Task): Result => self.logsPending, truthSetter('log_destroy_pending')],
  _must_cancel: [(self: Task): Result => self.mustCancel],
  _coro: [(self: Task): Result => self.coro ?? None],
  _fut_waiter: [(self: Task): Result => self.waiter],
});
pickleByFields(taskType, taskStepType);

defineIntrinsics({
  begin_step: ['(task, /)', begin_step],
  leave_step: ['(task, /)', leave_step],
  advance: ['(task, /)', advance],
  /** What has come of a step in which another coroutine than Python's has given a value. */
  task_yielded: ['(task, value, /)', (task: Task, value: Value): Result => task.take(value)],
  task_returned: [
    '(task, value, /)',
    (task: Task, value: Value): Result => {
      machine.stopValue = value;
      return task.take(STOP);
    },
  ],
  /** What the coroutine has given. */
  task_given: [
    '(task, /)',
    (task: Task): Result => {
      const { given } = task;
      task.given = None;
      return given;
    },
  ],
  task_step: ['(task, exc, /)', (task: Task, exc: Value): Result => new TaskStep(task, exc)],
  task_wakeup: ['(task, /)', (task: Task): Result => wakeup(task)],
  is_coroutine_object: ['(value, /)', (value: Value): Result => typeOf(value) === PyCoroutine.prototype.cls],
  start_task: [
    '(task, coro, name, context, /)',
    (task: Task, coro: Value, name: Value, context: Value): Result => {
      task.context = context === None ? currentContext().copy() : context;
      task.waiter = None;
      task.mustCancel = false;
      task.logsPending = true;
      task.cancelRequests = 0;
      task.coro = coro;
      task.name = name === None ? ++interpreterSlot(COUNTER, () => ({ value: 0 })).value : name;
      machine.interpreter.unclosed.push(task);
      return task.context;
    },
  ],
  /** Makes a task one of `all_tasks`, or not; false for one of another class. */
  set_registered: [
    '(task, registered, /)',
    (task: Value, registered: Value): Result => {
      if (!(task instanceof Task)) return false;
      task.isRegistered = registered === true;
      return true;
    },
  ],
  forget_coro: [
    '(task, /)',
    (task: Task): Result => {
      task.coro = null;
      return None;
    },
  ],
  set_task_truth: [
    '(task, value, /)',
    (task: Task, value: Value): Result => {
      task.logsPending = value === true;
      task.changed();
      return None;
    },
  ],
  rename_task: ['(task, name, /)', rename],
  is_to_cancel: ['(task, /)', (task: Task): Result => task.mustCancel],
  set_to_cancel: [
    '(task, value, /)',
    (task: Task, value: Value): Result => {
      task.mustCancel = value === true;
      return None;
    },
  ],
  request_cancel: [
    '(task, message, /)',
    (task: Task, message: Value): Result => {
      task.mustCancel = true;
      task.cancelMessage = message;
      return None;
    },
  ],
  /** Its coroutine has returned a value. */
  finish_task: [
    '(task, value, /)',
    (task: Task, value: Value): Result => {
      task.value = value;
      task.state = FINISHED;
      return task.finish(None);
    },
  ],
  set_waiter: [
    '(task, waiter, /)',
    (task: Task, waiter: Value): Result => {
      task.waiter = waiter;
      task.changed();
      return None;
    },
  ],
});
