import pickle
import stackless
import sys
import types


def define(text):
    module = sys.modules['changing'] = types.ModuleType('changing')
    exec(text, module.__dict__)
    return module


text = 'import stackless\ndef job(n):\n    stackless.schedule_remove()\n    print("went on with", n)\n'
tasklet = stackless.tasklet(define(text).job)(5)
stackless.run()
data = pickle.dumps(tasklet)
pickle.loads(data).run()  # expect: went on with 5

# Lines elsewhere do not matter; a change of the function does.
define('"""A module."""\n\n' + text)
pickle.loads(data).run()  # expect: went on with 5
define(text.replace('went on', 'continued'))
try:
    pickle.loads(data)
except RuntimeError as error:
    print(error)  # expect: cannot restore a frame of job() (<string>): its source has changed since it was pickled

# A function that has no name to be found by brings its source along.
value = 3
function = pickle.dumps(lambda x: [x * value for value in range(3)])
print(pickle.loads(function)(2))  # expect: [0, 2, 4]

# Frames of natives: a tasklet that waits in the key of a sort, and in a generator.
def key(x):
    stackless.schedule_remove()
    return -x


def numbers():
    for x in 3, 1, 2:
        stackless.schedule_remove()
        yield x


def natives():
    print(sorted(numbers(), key=key), list(map(key, numbers())))


tasklet = stackless.tasklet(natives)()
stops = 0
while tasklet.alive:
    tasklet = pickle.loads(pickle.dumps(tasklet))
    tasklet.run()
    stops += 1
# expect: [3, 2, 1] [-3, -1, -2]
print(stops)  # expect: 13
