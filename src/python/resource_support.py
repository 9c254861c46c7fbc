# resource: limits may be any sequence.


def setrlimit(resource, limits, /):
    set_limits(resource, tuple(limits))


def prlimit(pid, resource, limits=None, /):
    return process_limits(pid, resource, None if limits is None else tuple(limits))
