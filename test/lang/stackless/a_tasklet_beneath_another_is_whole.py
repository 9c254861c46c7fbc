# A tasklet that gives way may stay on the host's stack, beneath the one that runs: nobody sees a difference.
import pickle
import sys
import stackless

def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)

def names(frame):
    found = []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found

def beneath(channel):
    def inner():
        local = 'kept'
        try:
            channel.send(1)
        except ValueError as error:
            return 'raised', str(error), local
        return 'sent', local
    return inner()

def above(use):
    """What `use` gives for a tasklet that has just given way to the one that calls it."""
    channel, results = stackless.channel(), []
    def other():
        channel.receive()
        results.append(use(t))
    stackless.tasklet(other)()
    stackless.schedule()
    t = stackless.tasklet(lambda: results.append(beneath(channel)))()
    stackless.run()
    return results

print(above(lambda t: names(t.frame)))  # expect: [['inner', 'beneath', '<lambda>'], ('sent', 'kept')]
print(above(lambda t: t.recursion_depth))  # expect: [3, ('sent', 'kept')]
print(above(lambda t: stackless.current.recursion_depth))  # expect: [2, ('sent', 'kept')]
print(above(lambda t: names(sys._getframe())))  # expect: [['<lambda>', 'other'], ('sent', 'kept')]
print(above(lambda t: deep(900)))  # expect: [900, ('sent', 'kept')]

def too_deep(t):
    try:
        deep(10**6)
    except RecursionError as error:
        return str(error)
print(above(too_deep))  # expect: ['maximum recursion depth exceeded', ('sent', 'kept')]

class Slow(ValueError):
    def __init__(self, text):
        stackless.schedule()
        super().__init__(text)
print(above(lambda t: t.throw(ValueError, 'at once')))  # expect: [('raised', 'at once', 'kept'), None]
print(above(lambda t: t.throw(ValueError, 'later', pending=True)))  # expect: [None, ('raised', 'later', 'kept')]
print(above(lambda t: t.throw(Slow, "slowly")))  # expect: [None, ('raised', 'slowly', 'kept')]
print(above(lambda t: t.throw(Slow, 'slowly', pending=True)))  # expect: [None, ('raised', 'slowly', 'kept')]
print(above(lambda t: t.kill()))  # expect: [None]
print(above(lambda t: t.remove().bind(None).alive))  # expect: [False]
print(above(lambda t: t.remove().bind_thread(-1)))  # expect: [None]
print(above(lambda t: t.remove().insert() is t))  # expect: [True, ('sent', 'kept')]
print(above(lambda t: stackless.schedule(0)))  # expect: [('sent', 'kept'), 0]
print(above(lambda t: type(pickle.dumps(t.__reduce__()[2][0]))))  # expect: [<class 'bytes'>, ('sent', 'kept')]
print(above(lambda t: __import__('time').sleep(0)))  # expect: [('sent', 'kept'), None]

# One whose turn does not come does not keep the place from others, and the frames of both sides go on.
def counting(n):
    total = 0
    for i in range(n):
        total += i
        stackless.schedule()
    return total
results = []
tasks = [stackless.tasklet(lambda n=n: results.append(counting(n)))() for n in (1, 200, 3, 300)]
stackless.run()
print(results)  # expect: [0, 3, 19900, 44850]

# What ends above it leaves it the turn; what fails there does so in main.
def fails():
    raise KeyError('above')
channel = stackless.channel()
def sends():
    channel.send(None)
    print('goes on')
stackless.tasklet(lambda: channel.receive() or fails())()
stackless.schedule()
stackless.tasklet(sends)()
try:
    stackless.run()
except KeyError as error:
    print('main', error)  # expect: main 'above'
stackless.run()  # expect: goes on
