// _remote_debugging: what it has on a system where other processes cannot be looked at.
import { newException, runtimeErrorType } from '../objects/exception.ts';
import { structSequence } from '../objects/struct-sequence.ts';
import type { NativeModule } from './native-module.ts';

const infos = {
  TaskInfo: ['task_id', 'task_name', 'coroutine_stack', 'awaited_by'],
  FrameInfo: ['filename', 'lineno', 'funcname'],
  CoroInfo: ['call_stack', 'task_name'],
  ThreadInfo: ['thread_id', 'frame_info'],
  AwaitedInfo: ['thread_id', 'awaited_by'],
};

export const _remoteDebuggingModule: NativeModule = {
  name: '_remote_debugging',
  functions: {
    RemoteUnwinder: [
      '(pid, *, all_threads=False, only_active_thread=False, debug=False)',
      (): never => {
        throw newException(
          runtimeErrorType,
          'Reading the PyRuntime section is not supported on this platform',
        );
      },
    ],
  },
  attributes: () => ({
    PROCESS_VM_READV_SUPPORTED: 0,
    ...Object.fromEntries(
      Object.entries(infos).map(([name, fields]) => [
        name,
        structSequence(`_remote_debugging.${name}`, fields).type,
      ]),
    ),
  }),
};
