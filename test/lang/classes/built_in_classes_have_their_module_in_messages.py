import collections, copy, csv, functools, itertools, re, struct, threading

def message(function):
    try:
        return function()
    except (TypeError, AttributeError) as error:
        return error

class Derived(collections.deque):
    pass

for thing in collections.deque(), itertools.count(), functools.partial(int), re.compile('a'), Derived():
    print(type(thing).__name__, type(thing).__qualname__, repr(thing))
    print(message(lambda: thing.nothing))
    print(message(lambda: -thing))
    print(message(lambda: ''.join([thing])))
# expect: deque deque deque([])
# expect: 'collections.deque' object has no attribute 'nothing'
# expect: bad operand type for unary -: 'collections.deque'
# expect: sequence item 0: expected str instance, collections.deque found
# expect: count count count(0)
# expect: 'itertools.count' object has no attribute 'nothing'
# expect: bad operand type for unary -: 'itertools.count'
# expect: sequence item 0: expected str instance, itertools.count found
# expect: partial partial functools.partial(<class 'int'>)
# expect: 'functools.partial' object has no attribute 'nothing'
# expect: bad operand type for unary -: 'functools.partial'
# expect: sequence item 0: expected str instance, functools.partial found
# expect: Pattern Pattern re.compile('a')
# expect: 're.Pattern' object has no attribute 'nothing'
# expect: bad operand type for unary -: 're.Pattern'
# expect: sequence item 0: expected str instance, re.Pattern found
# expect: Derived Derived Derived([])
# expect: 'Derived' object has no attribute 'nothing'
# expect: bad operand type for unary -: 'Derived'
# expect: sequence item 0: expected str instance, Derived found
print(message(lambda: collections.deque.append()), '|', message(lambda: collections.deque().append()))  # expect: unbound method deque.append() needs an argument | deque.append() takes exactly one argument (0 given)
print(message(lambda: collections.deque.append(1)), '|', message(lambda: collections.deque(1, 2, 3)))  # expect: descriptor 'append' for 'collections.deque' objects doesn't apply to a 'int' object | deque() takes at most 2 arguments (3 given)
print(message(lambda: copy.copy(threading.Lock())), '|', message(lambda: copy.copy(csv.reader([]))))  # expect: cannot pickle '_thread.lock' object | cannot pickle '_csv.reader' object
print(message(lambda: type(re.compile('a'))()), '|', repr(struct.Struct('i')))  # expect: cannot create 're.Pattern' instances | Struct('i')
