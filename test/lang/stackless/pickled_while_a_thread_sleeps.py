# Pickling that is interrupted, so that what it calls goes on by itself, still knows what is the same object.
import pickle
import stackless
import threading
import time


class Doubled(tuple):
    def __iter__(self):
        for item in super().__iter__():
            stackless.schedule_remove()
            yield item * 2


def sleep_often():
    for i in range(1000):
        time.sleep(0.001)


def outcome():
    tasklet = stackless.tasklet(lambda: wrong(eval('list(Doubled((1, 2, 3)))')))()
    tasklet.run()
    while tasklet.alive:
        tasklet = pickle.loads(pickle.dumps(tasklet))
        tasklet.run()


def wrong(result):
    if result != [2, 4, 6]:
        print(result)


threading.Thread(target=sleep_often, daemon=True).start()
for i in range(300):
    outcome()
print('all the same')  # expect: all the same
