import _thread
import os
import signal
import threading
import time
events = []
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGUSR1, lambda number, frame: events.append('handled'))

def while_waiting(act, wait):
    """What comes first when another thread acts while the main thread waits."""
    events.clear()
    def later():
        time.sleep(0.05)
        act()
    thread = threading.Thread(target=later)
    thread.start()
    try:
        wait()
        events.append('waited')
    except KeyboardInterrupt:
        events.append('interrupted')
    thread.join()
    return events

class Noting:
    """A wait whose end is noted before anything can interrupt."""
    def __call__(self):
        began = time.monotonic()
        try:
            time.sleep(0.2)
        finally:
            events.append('long' if time.monotonic() - began > 0.19 else 'short')

main = threading.main_thread().ident
print(while_waiting(_thread.interrupt_main, Noting()))  # expect: ['long', 'interrupted']
print(while_waiting(lambda: signal.raise_signal(signal.SIGINT), Noting()))  # expect: ['long', 'interrupted']
print(while_waiting(lambda: signal.pthread_kill(main, signal.SIGINT), Noting()))  # expect: ['short', 'interrupted']
print(while_waiting(lambda: os.kill(os.getpid(), signal.SIGINT), Noting()))  # expect: ['short', 'interrupted']
lock = threading.Lock()
lock.acquire()
def interrupt_and_release():
    _thread.interrupt_main()
    time.sleep(0.1)
    lock.release()
print(while_waiting(interrupt_and_release, lock.acquire), lock.locked())  # expect: ['interrupted'] True
print(while_waiting(lambda: _thread.interrupt_main(signal.SIGUSR1), lambda: time.sleep(0.1)))  # expect: ['handled', 'waited']
_thread.interrupt_main(signal.SIGUSR1)
print(events)  # expect: ['handled', 'waited', 'handled']
