// posix: other programs: os.system, os.spawnv, os.posix_spawn, os.execv, os.waitid. What waits for them is Python
// (src/python/posix_spawn.py).
import type { ChildOptions } from '../host/host.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import type { PyTuple } from '../objects/tuple.ts';
import { hostChildren, hostProcess, int, pathText, system } from './posix-support.ts';

function texts(values: Value, what: string): string[] {
  return (values as PyTuple).items.map((value) => pathText(value, what));
}

function environmentOf(values: Value): string[] {
  if (values !== None) return texts(values, 'exec');
  return Object.entries(machine.interpreter.host.environment).map(([name, text]) => `${name}=${text}`);
}

/**
 * Starts a program that inherits the descriptors of this one; gives the number of its process.
 * @param fds  pairs of a descriptor of the child and ours, for those that are others than here
 */
function start_program(file: Value, args: Value, environment: Value, fds: Value, newSession: Value): Result {
  const given = (fds as PyTuple).items.map((pair): [number, number] => {
    const [number, fd] = (pair as PyTuple).items;
    return [int(number!), int(fd!)];
  });
  const wanted = new Map<number, number>([[0, 0], [1, 1], [2, 2], ...given]);
  const options: ChildOptions = {
    file: pathText(file, 'posix_spawn'),
    args: texts(args, 'posix_spawn'),
    cwd: null,
    environment: environmentOf(environment),
    fds: [...wanted].filter(([, fd]) => fd >= 0),
    closeOthers: false,
    newSession: newSession === true,
    uid: null,
    gid: null,
    umask: null,
    groups: null,
  };
  return system(() => hostChildren().start(options), file);
}

function become_program(file: Value, args: Value, environment: Value): Result {
  return system(
    () => hostProcess().become(pathText(file, 'execv'), texts(args, 'execv'), environmentOf(environment)),
    file,
  );
}

defineIntrinsics({
  start_program: ['(file, args, environment, fds, new_session, /)', start_program],
  become_program: ['(file, args, environment, /)', become_program],
});

export const spawnFunctions: MethodTable = {
  execv: ['(path, argv, /)', inPython('posix_spawn', 'execv')],
  execve: ['(path, argv, env)', inPython('posix_spawn', 'execve')],
  posix_spawn: [
    '(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None)',
    inPython('posix_spawn', 'posix_spawn'),
  ],
  posix_spawnp: [
    '(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None)',
    inPython('posix_spawn', 'posix_spawnp'),
  ],
  spawnv: ['(mode, path, argv, /)', inPython('posix_spawn', 'spawnv')],
  spawnve: ['(mode, path, argv, env, /)', inPython('posix_spawn', 'spawnve')],
  spawnvp: ['(mode, path, argv, /)', inPython('posix_spawn', 'spawnvp')],
  spawnvpe: ['(mode, path, argv, env, /)', inPython('posix_spawn', 'spawnvpe')],
  system: ['(command)', inPython('posix_spawn', 'system')],
  wait3: ['(options)', inPython('posix_spawn', 'wait3')],
  wait4: ['(pid, options)', inPython('posix_spawn', 'wait4')],
  waitid: ['(idtype, id, options, /)', inPython('posix_spawn', 'waitid')],
};
