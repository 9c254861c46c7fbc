// Which event loop of asyncio runs in each thread, which of its tasks, and which tasks there are.
//
// Tasks are known weakly: those made lately are among what is unclosed and not watched yet, older ones are finalizables.
import { defineIntrinsics } from '../../machine/frozen.ts';
import { raise, runtimeErrorType } from '../../objects/exception.ts';
import { liveFinalizables } from '../../objects/finalizable.ts';
import { PyList } from '../../objects/list.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { here } from '../../stackless/scheduler.ts';
import { unwatched } from '../../stackless/unclosed.ts';
import { Task } from './task.ts';

/** `get_running_loop()`. */
export function getRunningLoop(): Result {
  const { eventLoop } = here();
  return eventLoop === None ? raise(runtimeErrorType, 'no running event loop') : eventLoop;
}

/** `_set_running_loop(loop)`. */
export function setRunningLoop(loop: Value): Result {
  here().eventLoop = loop;
  return None;
}

/** `current_task(loop=None)`, for a loop of any thread. */
export function currentTask(loop: Value = None): Result {
  const thread = here();
  if (loop === None) return thread.eventLoop === None ? getRunningLoop() : thread.eventTask;
  if (thread.eventLoop === loop) return thread.eventTask;
  for (const other of thread.shared.threads.values()) if (other.eventLoop === loop) return other.eventTask;
  return None;
}

function registeredTasks(): Task[] {
  const tasks = new Set<Task>();
  for (const task of unwatched()) if (task instanceof Task && task.isRegistered) tasks.add(task);
  for (const object of liveFinalizables()) {
    const task = object.isGone ? undefined : object.present;
    if (task instanceof Task && task.isRegistered) tasks.add(task);
  }
  return [...tasks];
}

defineIntrinsics({
  running_loop: ['()', (): Result => here().eventLoop],
  running_task: ['()', (): Result => here().eventTask],
  set_running_task: [
    '(task, /)',
    (task: Value): Result => {
      here().eventTask = task;
      return None;
    },
  ],
  registered_tasks: ['()', (): Result => new PyList(registeredTasks())],
});
