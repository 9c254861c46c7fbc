import io
import sys
import threading
import _thread
def fail():
    raise ValueError('boom')
sys.stderr = io.StringIO()
t = threading.Thread(target=fail)
t.start()
t.join()
lines = sys.stderr.getvalue().splitlines()
print(lines[0], '...', lines[-1], sep='\n')
# expect: Exception in thread Thread-1 (fail):
# expect: ...
# expect: ValueError: boom
t = threading.Thread(target=sys.exit, args=(3,), name='leaver')
t.start()
t.join()
print(len(sys.stderr.getvalue().splitlines()) == len(lines), repr(t)[:23])  # expect: True <Thread(leaver, stopped
sys.unraisablehook = lambda u: print(u.err_msg.split(' <')[0], repr(u.exc_value))
done = threading.Event()
def bare():
    done.set()
    raise KeyError(1)
_thread.start_new_thread(bare, ())
done.wait()
threading.Event().wait(0.05)  # expect: Exception ignored in thread started by KeyError(1)
