# collections.deque where items decide for themselves (see modules/deque.ts).


def contains(self, value):
    watch = deque_watch(self)
    for i in range(deque_size(self)):
        x = deque_at(self, i)
        if x is value or x == value:
            return True
        if deque_changed(watch):
            raise RuntimeError('deque mutated during iteration')
    return False


def count(self, value):
    watch = deque_watch(self)
    n = 0
    for i in range(deque_size(self)):
        x = deque_at(self, i)
        if x is value or x == value:
            n += 1
        if deque_changed(watch):
            raise RuntimeError('deque mutated during iteration')
    return n


def index(self, value, start, stop):
    watch = deque_watch(self)
    for i in range(start, stop):
        x = deque_at(self, i)
        if x is value or x == value:
            return i
        if deque_changed(watch):
            raise RuntimeError('deque mutated during iteration')
    raise ValueError('deque.index(x): x not in deque')


def remove(self, value):
    watch = deque_watch(self)
    for i in range(deque_size(self)):
        x = deque_at(self, i)
        same = x is value or x == value
        if deque_changed(watch):
            raise IndexError('deque mutated during remove().')
        if same:
            deque_remove_at(self, i)
            return
    raise ValueError('deque.remove(x): x not in deque')


def compare(a, b, op):
    if op == 'Eq':
        return a == b
    if op == 'NotEq':
        return a != b
    if op == 'Lt':
        return a < b
    if op == 'LtE':
        return a <= b
    if op == 'Gt':
        return a > b
    return a >= b


def show(self, name, maxlen):
    if not enter_repr(self):
        return '[...]'
    try:
        text = show_value(deque_items(self))
        if maxlen is None:
            return f'{name}({text})'
        return f'{name}({text}, maxlen={maxlen})'
    finally:
        leave_repr(self)


def reduce(self, maxlen):
    state = self.__getstate__()
    if maxlen is None:
        return type(self), (), state, iter(self)
    return type(self), ((), maxlen), state, iter(self)
