import threading
import queue
lock = threading.Lock()
lock.acquire()
try:
    lock.acquire()
except RuntimeError as e:
    print(e)  # expect: Deadlock: the last runnable tasklet cannot be blocked.
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def locker(first, second):
    try:
        with first:
            both.wait()
            with second:
                print('one has both')
    except RuntimeError as e:
        print(e)
threads = [threading.Thread(target=locker, args=args) for args in ((a, b), (b, a))]
for thread in threads: thread.start()
for thread in threads: thread.join()
# expect: Deadlock: the last runnable tasklet cannot be blocked.
# expect: one has both
# The last thread that could have put something ends while main waits.
q = queue.Queue()
t = threading.Thread(target=int)
t.start()
try:
    q.get()
except RuntimeError as e:
    print(e)  # expect: Deadlock: the last runnable tasklet cannot be blocked.
