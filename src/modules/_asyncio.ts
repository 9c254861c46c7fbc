// _asyncio: the futures and tasks of asyncio, and which of them run.
import { frozenFunction, inPython } from '../machine/frozen.ts';
import type { Result, Value } from '../objects/object.ts';
import { here } from '../stackless/scheduler.ts';
import { addToAwaitedBy, discardFromAwaitedBy, futureType } from './asyncio/future.ts';
import { currentTask, getRunningLoop, setRunningLoop } from './asyncio/running.ts';
import { taskType } from './asyncio/task.ts';
import type { NativeModule } from './native-module.ts';

const tasks = (name: string) => inPython('asyncio_tasks', name);

export const _asyncioModule: NativeModule = {
  name: '_asyncio',
  doc: 'Accelerator module for asyncio',
  functions: {
    current_task: ['(loop=None)', (loop?: Value): Result => currentTask(loop)],
    get_event_loop: ['()', tasks('get_event_loop')],
    get_running_loop: ['()', getRunningLoop],
    _get_running_loop: ['()', (): Result => here().eventLoop],
    _set_running_loop: ['(loop, /)', setRunningLoop],
    _register_task: ['(task)', tasks('register')],
    _register_eager_task: ['(task)', tasks('register_eager')],
    _unregister_task: ['(task)', tasks('unregister')],
    _unregister_eager_task: ['(task)', tasks('unregister_eager')],
    _enter_task: ['(loop, task)', tasks('enter_task')],
    _leave_task: ['(loop, task)', tasks('leave_task')],
    _swap_current_task: ['(loop, task)', tasks('swap_current_task')],
    all_tasks: ['(loop=None)', tasks('all_tasks')],
    future_add_to_awaited_by: ['(fut, waiter, /)', addToAwaitedBy],
    future_discard_from_awaited_by: ['(fut, waiter, /)', discardFromAwaitedBy],
  },
  attributes: () => ({ Future: futureType, Task: taskType }),
  exec: () => frozenFunction('asyncio_tasks', 'load').call0(),
};
