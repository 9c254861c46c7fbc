import _thread
import signal
import threading
import time
def handler(number, frame):
    print(number, threading.current_thread() is threading.main_thread(), frame is not None)
signal.signal(signal.SIGUSR1, handler)
t = threading.Thread(target=signal.raise_signal, args=(signal.SIGUSR1,))
t.start()
t.join()
time.sleep(0.05)  # expect: 10 True True
def interrupt():
    time.sleep(0.02)
    _thread.interrupt_main()
threading.Thread(target=interrupt).start()
try:
    threading.Event().wait(0.1)
except KeyboardInterrupt:
    print('interrupted')  # expect: interrupted
