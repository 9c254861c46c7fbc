import sys
def tell(frame, event, arg):
    if frame.f_code.co_name == 'loops':
        if event == 'exception':
            print(frame.f_lineno, arg[0].__name__, arg[1].args)
    return tell
def generator(result):
    yield 1
    return result
class Once:
    def __init__(self):
        self.left = 1
    def __iter__(self):
        return self
    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left = 0
def loops():
    for i in generator(None):
        pass
    for i in generator(2):
        pass
    for i in [3]:
        pass
    for i in Once():
        pass
    [i for i in generator(4)]
sys.settrace(tell)
loops()
# expect: 22 StopIteration (2,)
# expect: 26 StopIteration ()
# expect: 28 StopIteration (4,)
sys.settrace(None)
print([*reversed(sys._getframe().f_locals)][:1])  # expect: ['loops']
