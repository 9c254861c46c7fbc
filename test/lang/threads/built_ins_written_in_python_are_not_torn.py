# Another thread sees a list sorted or not at all, and no update half done.
import sys
import threading
sys.setswitchinterval(1e-9)
counts, stop = {}, False
def count():
    for i in range(300):
        counts.update({i: i, -i: i})
def watch():
    odd = 0
    while not stop:
        odd += any(-k not in counts for k in list(counts))
    print(odd)  # expect: 0
t, w = threading.Thread(target=count), threading.Thread(target=watch)
w.start(); t.start(); t.join()
stop = True
w.join()
