# Two threads that only compute both come to their end, though neither gives way of itself.
import sys
import threading
sys.setswitchinterval(1e-6)
turns = []
def compute(name):
    for i in range(20000):
        if not turns or turns[-1] != name:
            turns.append(name)
threads = [threading.Thread(target=compute, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(set(turns)), len(turns) > 2)  # expect: ['a', 'b'] True
