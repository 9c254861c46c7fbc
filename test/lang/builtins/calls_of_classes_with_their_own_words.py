# Where CPython takes the arguments of a class or function in a way of its own, wrong ones get other words.
def attempt(text):
    try:
        print(text, eval(text))
    except TypeError as error:
        print(text, error)


for text in '''
min(foo=1)
min(1, 2, foo=1)
max([1], default=1, key=None, foo=1)
str(1, 2, 3, 4)
str(1, 2, 3, foo=4)
str.__new__(str, 1, 2, 3, 4)
int(1, 2, 3)
int(1, 2, 3)
int(1, foo=2)
int.__new__(int, 1, 2, 3)
enumerate()
enumerate(start=1)
enumerate([], strt=1)
enumerate([], iterable=[])
enumerate(foo=[], start=1)
enumerate(start=1, foo=[])
enumerate([], 1, start=2)
enumerate.__new__(enumerate, start=1)
enumerate.__new__(enumerate, [], strt=1)
list(enumerate(start=5, iterable='a'))
reversed()
reversed.__new__(reversed, 1, 2)
super(1, 2, 3)
super.__init__(super(int, 1), 1, 2, 3)
type(1, foo=2)
type(1, 2, foo=3)
memoryview(b'', 1)
complex('1')
complex(real='1')
complex(real=[])
complex([])
complex(imag='1')
complex(1, 2, imag=3)
complex(real=-0.0, imag=-0.0)
eval()
eval('1', foo=2)
eval('1', {}, globals={})
eval('1', globals={}, locals={})
exec('1', {}, {}, None)
vars(foo=1)
dir(foo=1)
locals(foo=1)
globals(foo=1)
__build_class__(1)
'''.split('\n')[1:-1]:
    attempt(text)
# expect: min(foo=1) min expected at least 1 argument, got 0
# expect: min(1, 2, foo=1) min() got an unexpected keyword argument 'foo'
# expect: max([1], default=1, key=None, foo=1) max() takes at most 2 keyword arguments (3 given)
# expect: str(1, 2, 3, 4) str expected at most 3 arguments, got 4
# expect: str(1, 2, 3, foo=4) str() takes at most 3 arguments (4 given)
# expect: str.__new__(str, 1, 2, 3, 4) str() takes at most 3 arguments (4 given)
# expect: int(1, 2, 3) int expected at most 2 arguments, got 3
# expect: int(1, 2, 3) int expected at most 2 arguments, got 3
# expect: int(1, foo=2) int() got an unexpected keyword argument 'foo'
# expect: int.__new__(int, 1, 2, 3) int() takes at most 2 arguments (3 given)
# expect: enumerate() enumerate() missing required argument 'iterable'
# expect: enumerate(start=1) 'start' is an invalid keyword argument for enumerate()
# expect: enumerate([], strt=1) 'strt' is an invalid keyword argument for enumerate()
# expect: enumerate([], iterable=[]) 'iterable' is an invalid keyword argument for enumerate()
# expect: enumerate(foo=[], start=1) 'foo' is an invalid keyword argument for enumerate()
# expect: enumerate(start=1, foo=[]) 'foo' is an invalid keyword argument for enumerate()
# expect: enumerate([], 1, start=2) enumerate() takes at most 2 arguments (3 given)
# expect: enumerate.__new__(enumerate, start=1) enumerate() missing required argument 'iterable' (pos 1)
# expect: enumerate.__new__(enumerate, [], strt=1) enumerate() got an unexpected keyword argument 'strt'. Did you mean 'start'?
# expect: list(enumerate(start=5, iterable='a')) [(5, 'a')]
# expect: reversed() reversed expected 1 argument, got 0
# expect: reversed.__new__(reversed, 1, 2) reversed expected 1 argument, got 2
# expect: super(1, 2, 3) super() expected at most 2 arguments, got 3
# expect: super.__init__(super(int, 1), 1, 2, 3) super() takes at most 2 arguments (3 given)
# expect: type(1, foo=2) type() takes no keyword arguments
# expect: type(1, 2, foo=3) type() takes 1 or 3 arguments
# expect: memoryview(b'', 1) memoryview() takes at most 1 argument (2 given)
# expect: complex('1') (1+0j)
# expect: complex(real='1') complex() argument 'real' must be a real number, not str
# expect: complex(real=[]) complex() argument 'real' must be a real number, not list
# expect: complex([]) complex() argument must be a string or a number, not list
# expect: complex(imag='1') complex() argument 'imag' must be a real number, not str
# expect: complex(1, 2, imag=3) complex() takes at most 2 arguments (3 given)
# expect: complex(real=-0.0, imag=-0.0) (-0-0j)
# expect: eval() eval() takes at least 1 positional argument (0 given)
# expect: eval('1', foo=2) eval() got an unexpected keyword argument 'foo'
# expect: eval('1', {}, globals={}) argument for eval() given by name ('globals') and position (2)
# expect: eval('1', globals={}, locals={}) 1
# expect: exec('1', {}, {}, None) exec() takes at most 3 positional arguments (4 given)
# expect: vars(foo=1) vars() takes no keyword arguments
# expect: dir(foo=1) dir() takes no keyword arguments
# expect: locals(foo=1) locals() takes no keyword arguments
# expect: globals(foo=1) globals() takes no keyword arguments
# expect: __build_class__(1) __build_class__: not enough arguments
