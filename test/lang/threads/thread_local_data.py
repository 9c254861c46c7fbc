import threading
class Mine(threading.local):
    shared = 'class'
    def __init__(self, start):
        self.n = start
    def __getattr__(self, name):
        return 'no ' + name
mine = Mine(5)
mine.n += 1
def look():
    print(mine.n, mine.shared, mine.other, mine.__dict__)
    mine.n = 'theirs'
t = threading.Thread(target=look)
t.start()
t.join()  # expect: 5 class no other {'n': 5}
print(mine.n)  # expect: 6
data = threading.local()
data.x = 1
t = threading.Thread(target=lambda: print(hasattr(data, 'x'), vars(data)))
t.start()
t.join()  # expect: False {}
del data.x
print(hasattr(data, 'x'))  # expect: False
try:
    threading.local(1)
except TypeError as e:
    print(e)  # expect: Initialization arguments are not supported
try:
    data.__dict__ = {}
except AttributeError as e:
    print(e)  # expect: '_thread._local' object attribute '__dict__' is read-only
