import threading
import time
woken = []
def sleeper(seconds):
    time.sleep(seconds)
    woken.append(seconds)
threading.Thread(target=sleeper, args=(1000,), daemon=True).start()
thread = threading.Thread(target=sleeper, args=(0.01,))
thread.start()
thread.join()
print(woken)  # expect: [0.01]
