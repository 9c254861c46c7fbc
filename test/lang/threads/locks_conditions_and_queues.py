import queue
import threading
lock, total = threading.Lock(), 0
def add():
    global total
    for i in range(100):
        with lock:
            total += 1
threads = [threading.Thread(target=add) for i in range(5)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(total, lock.locked(), lock.acquire(timeout=0.01), lock.acquire(timeout=0.01))  # expect: 500 False True False

reentrant = threading.RLock()
with reentrant, reentrant:
    t = threading.Thread(target=lambda: print(reentrant.acquire(blocking=False), reentrant.acquire(timeout=0.01)))
    t.start()  # expect: False False
    t.join()

condition, ready = threading.Condition(), []
def wait():
    with condition:
        condition.wait_for(lambda: ready)
        print('ready', ready)
t = threading.Thread(target=wait)
t.start()
with condition:
    ready.append(1)
    condition.notify()
t.join()  # expect: ready [1]

for cls in queue.Queue, queue.SimpleQueue:
    q, got = cls(), []
    def take():
        while (item := q.get()) is not None:
            got.append(item)
    t = threading.Thread(target=take)
    t.start()
    for i in range(5): q.put(i)
    q.put(None)
    t.join()
    print(got, q.empty())
    try:
        q.get(timeout=0.01)
    except queue.Empty as e:
        print(repr(e))
# expect: [0, 1, 2, 3, 4] True
# expect: Empty()
# expect: [0, 1, 2, 3, 4] True
# expect: Empty()
barrier, passed = threading.Barrier(3), []
threads = [threading.Thread(target=lambda: passed.append(barrier.wait())) for i in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(passed))  # expect: [0, 1, 2]
