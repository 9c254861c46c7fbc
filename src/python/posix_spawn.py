# Other programs, and how they are scheduled: os.system, os.spawnv and the like, os.posix_spawn, os.execv, and waiting for them.

P_WAIT = 0
P_NOWAIT = 1
SPAWN_OPEN, SPAWN_CLOSE, SPAWN_DUP2 = range(3)
WNOHANG = 1
P_PID, P_PGID, P_ALL, P_PIDFD = 1, 2, 0, 3
CLD_EXITED, CLD_KILLED, CLD_DUMPED = 1, 2, 3
SIGCHLD = 17


def argument_list(argv, what):
    if not isinstance(argv, (list, tuple)):
        raise TypeError(f'{what}: argv must be a tuple or list')
    args = tuple(path_argument(arg) for arg in argv)
    if not args:
        raise ValueError(f'{what}: argv must not be empty')
    if not args[0]:
        raise ValueError(f'{what}: argv first element cannot be empty')
    return args


def path_argument(value):
    import posix
    return posix.fspath(value)


def environment_list(env, what):
    if env is None:
        return None
    if not hasattr(env, 'keys') or not hasattr(env, 'values'):
        raise TypeError(f'{what}: environment must be a mapping object')
    pairs = []
    for key, value in zip(list(env.keys()), list(env.values())):
        key = text_of(path_argument(key))
        if '=' in key:
            raise ValueError('illegal environment variable name')
        pairs.append(f'{key}={text_of(path_argument(value))}')
    return tuple(pairs)


def text_of(value):
    return value.decode('utf-8', 'surrogateescape') if isinstance(value, bytes) else value


def execv(path, argv):
    import sys
    args = argument_list(argv, 'execv')
    sys.audit('os.exec', path, argv, None)
    become_program(path_argument(path), args, None)


def execve(path, argv, env):
    import sys
    args = argument_list(argv, 'execve')
    if env is None:
        raise TypeError('execve: environment must be a mapping object')
    pairs = environment_list(env, 'execve')
    sys.audit('os.exec', path, argv, env)
    if isinstance(path, int):
        path = f'/proc/self/fd/{path}'
    become_program(path_argument(path), args, pairs)


# --- Starting --------------------------------------------------------------------------------------------------------


def spawn(mode, file, argv, env):
    import posix
    if mode not in (P_WAIT, P_NOWAIT):
        raise ValueError('invalid spawn mode')
    args = argument_list(argv, 'spawnv')
    pairs = environment_list(env, 'spawnve')
    try:
        pid = start_program(file, args, pairs, (), False)
    except OSError:
        # The process that could not become the program ends so.
        if mode == P_WAIT:
            return 127
        pid = start_program('/bin/sh', ('sh', '-c', 'exit 127'), None, (), False)
    if mode == P_NOWAIT:
        return pid
    return posix.waitstatus_to_exitcode(posix.waitpid(pid, 0)[1])


def on_path(file, env=None):
    import os
    file = text_of(path_argument(file))
    if '/' in file:
        return file
    for folder in os.get_exec_path(env):
        candidate = os.path.join(folder, file)
        if os.access(candidate, os.X_OK) and not os.path.isdir(candidate):
            return candidate
    return file


def spawnv(mode, path, argv):
    return spawn(mode, path_argument(path), argv, None)


def spawnve(mode, path, argv, env):
    return spawn(mode, path_argument(path), argv, env)


def spawnvp(mode, path, argv):
    return spawn(mode, on_path(path), argv, None)


def spawnvpe(mode, path, argv, env):
    return spawn(mode, on_path(path, env), argv, env)


def posix_spawnp(path, argv, env, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(),
                 setsigdef=(), scheduler=None):
    return posix_spawn(on_path(path), argv, env, file_actions, setpgroup, resetids, setsid, setsigmask, setsigdef,
                       scheduler, 'posix_spawnp')


def posix_spawn(path, argv, env, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(),
                setsigdef=(), scheduler=None, what='posix_spawn'):
    import posix, sys
    args = argument_list(argv, what)
    pairs = environment_list(env, what)
    for signals in (setsigmask, setsigdef):
        for number in signals:
            if not 0 < number < 65:
                raise ValueError(f'signal number {number} out of range [1; 64]')
    if scheduler is not None and not isinstance(scheduler, tuple):
        raise TypeError(f'{what}: scheduler must be a tuple or None')
    if setpgroup is not None:
        setpgroup = group_to_lead(setpgroup)
    sys.audit('os.posix_spawn', path, argv, env)
    opened = []
    try:
        fds = child_descriptors(file_actions, opened)
        before = None if scheduler is None else take_schedule(*scheduler)
        try:
            return start_program(path_argument(path), args, pairs, fds, bool(setsid) or setpgroup == 0)
        finally:
            if before is not None:
                posix.sched_setscheduler(0, *before)
    finally:
        for fd in opened:
            posix.close(fd)


def group_to_lead(number):
    # 0 when it is the child's own; None when it stays in this process's. There is no call that moves it to another.
    import posix
    if not isinstance(number, int):
        raise TypeError(f"'{tp_name(type(number))}' object cannot be interpreted as an integer")
    if number == posix.getpgrp():
        return None
    if number != 0:
        raise OSError(1 if number > 0 else 22, posix.strerror(1 if number > 0 else 22))
    return 0


def take_schedule(policy, param):
    # A child has its parent's schedule. Gives what this process had.
    import posix
    before = posix.sched_getscheduler(0), posix.sched_getparam(0)
    posix.sched_setscheduler(0, before[0] if policy is None else policy, param)
    return before


def child_descriptors(actions, opened):
    # What the child would have done one by one: which of our descriptors stands for each of its own; -1: none.
    import posix
    if actions is None:
        return ()
    try:
        actions = list(actions)
    except TypeError:
        raise TypeError('file_actions must be a sequence or None') from None
    fds = {}
    for action in actions:
        if not isinstance(action, tuple) or not action:
            raise TypeError('Each file_actions element must be a non-empty tuple')
        kind, *rest = action
        if kind == SPAWN_OPEN:
            number, path, flags, mode = arguments(rest, 4, 'A open file_action')
            fd = posix.open(path, flags, mode)
            opened.append(fd)
            fds[number] = fd
        elif kind == SPAWN_CLOSE:
            number, = arguments(rest, 1, 'A close file_action')
            fds[number] = -1
        elif kind == SPAWN_DUP2:
            number, to = arguments(rest, 2, 'A dup2 file_action')
            fd = fds.get(number, number)
            posix.fstat(fd)
            fds[to] = fd
        else:
            raise TypeError('Unknown file_actions identifier')
    return tuple(fds.items())


def arguments(given, count, what):
    if len(given) != count:
        raise TypeError(f'{what} tuple must have {count + 1} elements')
    return given


def system(command):
    import posix, sys
    text = text_of(path_argument(command))
    sys.audit('os.system', command)
    pid = start_program('/bin/sh', ('sh', '-c', text), None, (), False)
    return posix.waitpid(pid, 0)[1]


# --- Waiting ---------------------------------------------------------------------------------------------------------


def wait3(options):
    return wait4(-1, options)


def wait4(pid, options):
    import posix, resource
    ended, status = posix.waitpid(pid, options)
    return ended, status, resource.getrusage(resource.RUSAGE_CHILDREN)


def waitid(idtype, id, options):
    import posix
    if idtype == P_ALL:
        pid = -1
    elif idtype == P_PID:
        pid = id
    elif idtype == P_PGID:
        pid = -id
    else:
        raise OSError(22, 'Invalid argument')
    ended, status = posix.waitpid(pid, options & WNOHANG)
    if ended == 0:
        return None
    if status & 0x7f == 0:
        code, value = CLD_EXITED, status >> 8 & 0xff
    else:
        code, value = CLD_DUMPED if status & 0x80 else CLD_KILLED, status & 0x7f
    return posix.waitid_result((ended, posix.getuid(), SIGCHLD, value, code))


def sched_setaffinity(pid, mask):
    set_affinity(pid, tuple(mask))
