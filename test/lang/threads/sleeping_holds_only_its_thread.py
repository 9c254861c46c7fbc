import threading
import time
order = []
def sleeper(seconds):
    time.sleep(seconds)
    order.append(seconds)
threads = [threading.Thread(target=sleeper, args=(n / 10,)) for n in (3, 1, 2)]
for thread in threads:
    thread.start()
order.append('started')
for thread in threads:
    thread.join()
print(order)  # expect: ['started', 0.1, 0.2, 0.3]
