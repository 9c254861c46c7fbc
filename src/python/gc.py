# gc.collect: the callbacks of the module around the host's collection.


def collect(generation, callbacks):
    info = {'generation': generation, 'collected': 0, 'uncollectable': 0}
    for callback in list(callbacks):
        callback('start', info)
    watch_fresh()
    collect_garbage()
    # The callbacks of weak references run at ticks, of which each turn of a loop is one.
    while has_pending_calls():
        pass
    for callback in list(callbacks):
        callback('stop', info)
    return 0
