# What stands alone as a starred argument is only asked for its items when the keywords are there; others are asked in turn.
log = []


class Items:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        log.append(f'iter{self.items}')
        return iter(self.items)


class Mapping:
    def __init__(self, key):
        self.key = key

    def keys(self):
        log.append(f'keys {self.key}')
        return [self.key]

    def __getitem__(self, key):
        return 1


def f(*args, **keywords):
    log.append(f'call {args} {list(keywords)}')


def value(x):
    log.append(f'value {x}')
    return x


def show(call):
    try:
        call()
    except TypeError as e:
        log.append(str(e))
    print('; '.join(log))
    log.clear()


show(lambda: f(*Items(1), x=value(2)))  # expect: value 2; iter(1,); call (1,) ['x']
show(lambda: f(x=value(2), *Items(1)))  # expect: value 2; iter(1,); call (1,) ['x']
show(lambda: f(*Items(1), **Mapping('a')))  # expect: keys a; iter(1,); call (1,) ['a']
show(lambda: f(x=value(2), *Items(1), **Mapping('a'), y=value(3)))  # expect: value 2; keys a; value 3; iter(1,); call (1,) ['x', 'a', 'y']
show(lambda: f(value(0), *Items(1), x=value(2)))  # expect: value 0; iter(1,); value 2; call (0, 1) ['x']
show(lambda: f(*Items(1), *Items(2), x=value(3)))  # expect: iter(1,); iter(2,); value 3; call (1, 2) ['x']
show(lambda: f(*5, x=value(1)))  # expect: value 1; __main__.f() argument after * must be an iterable, not int
show(lambda: f(*5, x=value(1), **6))  # expect: value 1; __main__.f() argument after ** must be a mapping, not int
show(lambda: f(*5, **Mapping('a')))  # expect: keys a; __main__.f() argument after * must be an iterable, not int
show(lambda: f(*5, **6))  # expect: __main__.f() argument after ** must be a mapping, not int
show(lambda: f(0, *5, x=value(1)))  # expect: Value after * must be an iterable, not int


def local(x):
    return f(*x, y=(x := [3]))


show(lambda: local([1, 2]))  # expect: call (1, 2) ['y']
