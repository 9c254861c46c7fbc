# The end of a tasklet that cannot be restored: `tasklet.__del__`.


def finalize(tasklet, attempts):
    import _stackless
    kill = _stackless.tasklet.kill
    is_alive = _stackless.tasklet.alive.__get__
    for attempt in range(attempts):
        kill(tasklet)
        if not is_alive(tasklet):
            return
    import gc
    gc.garbage.append(tasklet)
