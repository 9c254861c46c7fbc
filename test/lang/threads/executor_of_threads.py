import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
def square(n):
    time.sleep((5 - n) / 100)
    return n * n
with ThreadPoolExecutor(3, thread_name_prefix='pool') as pool:
    print(list(pool.map(square, range(5))))  # expect: [0, 1, 4, 9, 16]
    futures = [pool.submit(square, n) for n in (1, 4)]
    print(sorted(f.result() for f in as_completed(futures)))  # expect: [1, 16]
    print(repr(pool.submit(int, 'x').exception()))  # expect: ValueError("invalid literal for int() with base 10: 'x'")
    print(pool.submit(lambda: threading.current_thread().name).result().startswith('pool_'))  # expect: True
timer = threading.Timer(0.02, print, ['timer'])
timer.start()
timer.join()  # expect: timer
