# The text of a program may be in the memory of an object whose `__buffer__` is written in Python, which gets it back at once.
class Source:
    def __init__(self, data):
        self.data = data

    def __buffer__(self, flags):
        print('lent', flags)
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print('back')
        view.release()


class Failing:
    def __buffer__(self, flags):
        raise ValueError('no')


print(eval(Source(b' 1 + 2')))
# expect: lent 0
# expect: back
# expect: 3
exec(Source(b"print('running')\nx = 5"))
# expect: lent 0
# expect: back
# expect: running
print(x)  # expect: 5
namespace = {}
exec(Source(bytearray(b'y = 6')), namespace)
# expect: lent 0
# expect: back
print(namespace['y'])  # expect: 6
print(eval(compile(Source(b'x * 2'), 'file', 'eval')))
# expect: lent 0
# expect: back
# expect: 10
run = exec
run(Source(b'z = 7'))
# expect: lent 0
# expect: back
print(z)  # expect: 7
for attempt in (lambda: eval(Failing()), lambda: exec(Failing()), lambda: compile(Failing(), 'file', 'exec')):
    try:
        attempt()
    except TypeError as error:
        print(error, error.__context__)
# expect: eval() arg 1 must be a string, bytes or code object None
# expect: exec() arg 1 must be a string, bytes or code object None
# expect: compile() arg 1 must be a string, bytes or AST object None
try:
    exec(Source(b'1 +'))
except SyntaxError as error:
    print(error)
# expect: lent 0
# expect: back
# expect: invalid syntax (<string>, line 1)
