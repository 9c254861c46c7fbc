// _remote_debugging: what it has on a system where other processes cannot be looked at.
import { newException, runtimeErrorType } from '../objects/exception.ts';
import { defineStaticMethods } from '../objects/native.ts';
import { PyObject } from '../objects/object.ts';
import { structSequence } from '../objects/struct-sequence.ts';
import { builtinType } from '../objects/type.ts';
import type { NativeModule } from './native-module.ts';

const infos = {
  TaskInfo: ['task_id', 'task_name', 'coroutine_stack', 'awaited_by'],
  FrameInfo: ['filename', 'lineno', 'funcname'],
  CoroInfo: ['call_stack', 'task_name'],
  ThreadInfo: ['thread_id', 'frame_info'],
  AwaitedInfo: ['thread_id', 'awaited_by'],
};

class RemoteUnwinder extends PyObject {}

const unwinderType = builtinType('RemoteUnwinder', RemoteUnwinder, {
  module: '_remote_debugging',
  final: true,
  doc: 'RemoteUnwinder(pid): Inspect stack of a remote Python process.',
});
defineStaticMethods(unwinderType, {
  __new__: [
    '(cls, pid, *, all_threads=False, only_active_thread=False, debug=False)',
    (): never => {
      throw newException(runtimeErrorType, 'Reading the PyRuntime section is not supported on this platform');
    },
  ],
});

export const _remoteDebuggingModule: NativeModule = {
  name: '_remote_debugging',
  attributes: () => ({
    PROCESS_VM_READV_SUPPORTED: 0,
    RemoteUnwinder: unwinderType,
    ...Object.fromEntries(
      Object.entries(infos).map(([name, fields]) => [
        name,
        structSequence(`_remote_debugging.${name}`, fields).type,
      ]),
    ),
  }),
};
