import atexit
import threading
import time
def work(name, seconds):
    time.sleep(seconds)
    print(name)
atexit.register(print, 'atexit')
threading.Thread(target=work, args=('daemon', 1000), daemon=True).start()
threading.Thread(target=work, args=('worker', 0.05)).start()
print('main ends')
# expect: main ends
# expect: worker
# expect: atexit
