# `copy.deepcopy` of what is suspended: of the states of frames, generators and cells (src/stackless/pickling/state.ts).
#
# To `copy` functions are atoms. Those with closures that a frame refers to are copied here, with their cells; anywhere else they
# stay what they are. The memo says that something suspended is being copied.

SUSPENDED = 'stackless: functions with closures are copied'


def deepcopy_state(state, memo):
    import copy
    memo[SUSPENDED] = True
    patch(copy)
    make, args, *contents = state.__reduce__()
    new = make(*[copy.deepcopy(arg, memo) for arg in args])
    memo[id(state)] = new
    if contents:
        new.__setstate__(copy.deepcopy(contents[0], memo))
    return new


def patch(copy):
    function = type(patch)
    if copy._deepcopy_dispatch.get(function) is not deepcopy_function:
        copy._deepcopy_dispatch[function] = deepcopy_function
        getattr(copy, '_atomic_types', set()).discard(function)


def deepcopy_function(function, memo):
    if SUSPENDED not in memo or not function.__closure__:
        return function
    import copy
    make, args = function_by_value(function)
    return make(*[copy.deepcopy(arg, memo) for arg in args])
