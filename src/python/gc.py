# gc.collect: the callbacks of the module around the host's collection.


def collect(generation, callbacks):
    # Finalizers that collect come here inside the collection that calls them.
    if not begin_collecting():
        return 0
    try:
        info = {'generation': generation, 'collected': 0, 'uncollectable': 0}
        for callback in list(callbacks):
            callback('start', info)
        watch_fresh()
        # What an object with a __del__ refers to can only be collected when that has run.
        newest = newest_finalizable()
        left = None
        while left != (left := count_finalizables(newest)):
            collect_garbage()
            make_collected_calls()
        for callback in list(callbacks):
            callback('stop', info)
    finally:
        end_collecting()
    return 0
