# What is wrong with arguments is told in the order in which CPython looks at them.
import collections, heapq, itertools, struct


def attempt(f, *arguments):
    try:
        print(f(*arguments))
    except Exception as e:
        print(type(e).__name__, e)


class Number:
    def __index__(self):
        print('index')
        return 1
    def __iter__(self):
        print('iter')
        return iter([])


attempt(str.maketrans, 1, 2, 3)  # expect: TypeError maketrans() argument 2 must be str, not int
attempt(str.maketrans, 1, '2', 3)  # expect: TypeError maketrans() argument 3 must be str, not int
attempt(str.maketrans, 1, '2', '3')  # expect: TypeError first maketrans argument must be a string if there is a second argument
attempt(struct.pack, '<d', Number(), Number())  # expect: error pack expected 1 items for packing (got 2)
attempt(struct.pack_into, '<d', bytearray(9), 0, Number(), Number())  # expect: error pack_into expected 1 items for packing (got 2)
attempt(heapq.heapify, ())  # expect: TypeError heapify() argument must be list, not tuple
attempt(heapq.heappop, ())  # expect: TypeError heappop() argument must be list, not tuple
attempt(heapq.heappush, (), 1)  # expect: TypeError heappush() argument 1 must be list, not tuple
attempt(collections.deque, [1], Number())  # expect: TypeError an integer is required
attempt(collections.deque, Number(), -1)  # expect: ValueError maxlen must be non-negative
attempt(collections.deque, [1, 2], True)  # expect: deque([2], maxlen=1)
attempt(eval, 'a', Number())  # expect: TypeError globals must be a dict
attempt(eval, 'a', collections.UserDict())  # expect: TypeError globals must be a real dict; try eval(expr, {}, mapping)
