// _thread: what `threading` is built on. Threads take turns on the one machine; see stackless/shared.ts.
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { raise, runtimeErrorType, typeError, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import type { Result, Value } from '../objects/object.ts';
import { structSequence } from '../objects/struct-sequence.ts';
import { typeOf } from '../objects/typeof.ts';
import { here } from '../stackless/scheduler.ts';
import { simulateSignal } from './signal-delivery.ts';
import type { NativeModule } from './native-module.ts';
import {
  make_thread_handle,
  start_joinable_thread,
  start_new_thread,
  threadHandleType,
} from './thread-handles.ts';
import { localType } from './thread-local.ts';
import { get_name, LONGEST_NAME, set_name } from './thread-name.ts';
import { Lock, lockType, rlockType, TIMEOUT_MAX } from './thread-locks.ts';

/** `get_ident()` of the running thread. */
function threadIdent(): number {
  return here().id;
}

/** The number that the system would know the thread by: that of the process for the main thread. */
function get_native_id(): Result {
  const { shared, id } = here();
  return (machine.interpreter.host.process?.pid ?? 1) + shared.numberOf(id);
}

/** Bytes of stack that pthreads demand at least. */
const STACK_MIN = 0x8000;
const STACK_SIZE = Symbol('thread stack size');

/** Remembers the size, which means nothing here: stacks grow in the heap. */
function stack_size(size: Value = 0): Result {
  const setting = interpreterSlot(STACK_SIZE, () => ({ value: 0 }));
  const before = setting.value;
  const n = intOf(size);
  if (n === undefined) return typeError(`'${typeOf(size).name}' object cannot be interpreted as an integer`);
  if (n < 0) return raise(valueErrorType, 'size must be 0 or a positive value');
  if (n !== 0 && n < STACK_MIN) return raise(valueErrorType, `size not valid: ${n} bytes`);
  setting.value = Number(n);
  return before;
}

function interrupt_main(signum: Value = 2): Result {
  const n = intOf(signum);
  if (n === undefined)
    return typeError(`'${typeOf(signum).name}' object cannot be interpreted as an integer`);
  return simulateSignal(Number(n));
}

const exceptHookArgs = structSequence('_thread._ExceptHookArgs', [
  'exc_type',
  'exc_value',
  'exc_traceback',
  'thread',
]);

defineIntrinsics({
  get_ident: ['()', (): Result => threadIdent()],
  ExceptHookArgs: ['()', (): Result => exceptHookArgs.type],
});

export const _threadModule: NativeModule = {
  name: '_thread',
  doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
  functions: {
    _count: ['()', (): Result => here().shared.threads.size - 1],
    _get_name: ['()', get_name],
    _get_main_thread_ident: ['()', (): Result => here().shared.main.id],
    _is_main_interpreter: ['()', (): Result => true],
    _make_thread_handle: ['(ident, /)', make_thread_handle],
    _excepthook: ['(args, /)', inPython('thread_support', 'excepthook')],
    _shutdown: ['()', inPython('thread_support', 'shutdown')],
    allocate: ['()', (): Result => new Lock()],
    allocate_lock: ['()', (): Result => new Lock()],
    daemon_threads_allowed: ['()', (): Result => true],
    exit: ['()', inPython('thread_support', 'exit')],
    exit_thread: ['()', inPython('thread_support', 'exit')],
    get_ident: ['()', (): Result => threadIdent()],
    get_native_id: ['()', get_native_id],
    interrupt_main: ['(signum=2, /)', interrupt_main],
    set_name: ['(name)', set_name],
    stack_size: ['(size=0, /)', stack_size],
    start_joinable_thread: ['(function, handle=None, daemon=True)', start_joinable_thread],
    start_new: ['(function, args, kwargs=None, /)', start_new_thread],
    start_new_thread: ['(function, args, kwargs=None, /)', start_new_thread],
  },
  attributes: () => ({
    LockType: lockType,
    lock: lockType,
    RLock: rlockType,
    TIMEOUT_MAX: new PyFloat(TIMEOUT_MAX),
    _NAME_MAXLEN: LONGEST_NAME,
    error: runtimeErrorType,
    _local: localType,
    _ThreadHandle: threadHandleType,
    _ExceptHookArgs: exceptHookArgs.type,
  }),
};
