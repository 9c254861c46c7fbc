# Profile functions are told of the natives that a function calls, and of their ends.
import sys


def told(function):
    events = []

    def profile(frame, event, arg):
        if event.startswith('c_'):
            events.append(f'{event[2:]} {arg.__qualname__}')
        elif frame.f_code is not function.__code__:
            events.append(f'{event} {frame.f_code.co_name}')

    sys.setprofile(profile)
    try:
        function()
    except Exception as e:
        events.append(type(e).__name__)
    sys.setprofile(None)
    for event in events[:-1]:
        print(event)
    print('--')


class A:
    def m(self, x):
        return len(x)


class B(A):
    def m(self, x):
        return super().m(x)


def names():
    len([1])
    [].append(3)
    'a'.split(',')
    max(*[1, 2])
    max([1, 2], key=abs)


def methods():
    B().m([1])
    dict.get({}, 1)
    f = [].append
    f(1)
    int('5')


def failures():
    try:
        len(1)
    except TypeError:
        pass
    [].pop()


def statements():
    class C(A):
        pass

    @staticmethod
    def f():
        pass

    sum(i for i in range(1))
    locals()


def unbound():
    class A:
        f = classmethod(repr)

    A().f()


for f in names, methods, failures, statements, unbound:
    told(f)
# expect: call len
# expect: return len
# expect: call list.append
# expect: return list.append
# expect: call str.split
# expect: return str.split
# expect: call max
# expect: return max
# expect: call max
# expect: return max
# expect: --
# expect: call m
# expect: call m
# expect: call len
# expect: return len
# expect: return m
# expect: return m
# expect: call dict.get
# expect: return dict.get
# expect: call list.append
# expect: return list.append
# expect: --
# expect: call len
# expect: exception len
# expect: call list.pop
# expect: exception list.pop
# expect: call list.append
# expect: IndexError
# expect: return list.append
# expect: --
# expect: call __build_class__
# expect: call C
# expect: return C
# expect: return __build_class__
# expect: call sum
# expect: call <genexpr>
# expect: return <genexpr>
# expect: call <genexpr>
# expect: return <genexpr>
# expect: return sum
# expect: call locals
# expect: return locals
# expect: --
# expect: call __build_class__
# expect: call A
# expect: return A
# expect: return __build_class__
# expect: call repr
# expect: return repr
# expect: --
