# What fails when stars are unpacked is shown as the whole call or display.
import traceback


def f(*args, **kwargs): pass


def one(): f(*1)


def two(): f(**1)


def several():
    f(1,
      *[2],
      *3,
      k=4)


def twice(): f(1, a=2, **{'a': 3})


def both(): f(k=1, **5, **{})


def inner(): return 1 + f(f(*1))


def a_set(): return {1, *2}


def a_list(): return [*1, 2]


def a_tuple(): return (*[1], *2, 3)


def a_dict(): return {1: 2, **3}


def nested(): return [1, *(1 / 0 for _ in 'a')]


for function in one, two, several, twice, both, inner, a_set, a_list, a_tuple, a_dict, nested:
    try:
        function()
    except Exception:
        print('\n'.join(line for line in traceback.format_exc().splitlines()[3:] if 'File' not in line))
# expect:     ~~~~~~~~^^
# expect:     def one(): f(*1)
# expect:                ~^^^^
# expect: TypeError: __main__.f() argument after * must be an iterable, not int
# expect:     ~~~~~~~~^^
# expect:     def two(): f(**1)
# expect:                ~^^^^^
# expect: TypeError: __main__.f() argument after ** must be a mapping, not int
# expect:     ~~~~~~~~^^
# expect:     f(1,
# expect:     ~^^^
# expect:       *[2],
# expect:       ^^^^^
# expect:       *3,
# expect:       ^^^
# expect:       k=4)
# expect:       ^^^^
# expect: TypeError: Value after * must be an iterable, not int
# expect:     ~~~~~~~~^^
# expect:     def twice(): f(1, a=2, **{'a': 3})
# expect:                  ~^^^^^^^^^^^^^^^^^^^^
# expect: TypeError: __main__.f() got multiple values for keyword argument 'a'
# expect:     ~~~~~~~~^^
# expect:     def both(): f(k=1, **5, **{})
# expect:                 ~^^^^^^^^^^^^^^^^
# expect: TypeError: __main__.f() argument after ** must be a mapping, not int
# expect:     ~~~~~~~~^^
# expect:     def inner(): return 1 + f(f(*1))
# expect:                               ~^^^^
# expect: TypeError: __main__.f() argument after * must be an iterable, not int
# expect:     ~~~~~~~~^^
# expect:     def a_set(): return {1, *2}
# expect:                         ^^^^^^^
# expect: TypeError: 'int' object is not iterable
# expect:     ~~~~~~~~^^
# expect:     def a_list(): return [*1, 2]
# expect:                          ^^^^^^^
# expect: TypeError: Value after * must be an iterable, not int
# expect:     ~~~~~~~~^^
# expect:     def a_tuple(): return (*[1], *2, 3)
# expect:                           ^^^^^^^^^^^^^
# expect: TypeError: Value after * must be an iterable, not int
# expect:     ~~~~~~~~^^
# expect:     def a_dict(): return {1: 2, **3}
# expect:                          ^^^^^^^^^^^
# expect: TypeError: 'int' object is not a mapping
# expect:     ~~~~~~~~^^
# expect:     def nested(): return [1, *(1 / 0 for _ in 'a')]
# expect:                          ^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:     def nested(): return [1, *(1 / 0 for _ in 'a')]
# expect:                                ~~^~~
# expect: ZeroDivisionError: division by zero
