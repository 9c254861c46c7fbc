"""Every native that may wait is pickled while it waits.

What a native has left to do when it is lifted off the stack is a class of the implementation that extends Frame.  Here are all of
them, out of the sources; each expression in CASES makes some wait, and goes on from a pickle wherever it does, as it goes on
without.  A pickle names the classes in it, so it is known which have been there; what is left has its reason in LEFT_OUT.
"""
import array
import binascii
import bisect
import cmath
import codecs
import cProfile
import collections
import collections.abc
import contextvars
import copy
import csv
import decimal
import functools
import gc
import glob
import heapq
import io
import itertools
import json
import math
import operator
import os
import pickle
import pyexpat
import random
import re
import signal
import sys
import threading
import time
import types
import typing
import unittest
import warnings
import weakref
from collections import deque

import stackless
from support import StacklessTestCase

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'src')
CLASS = re.compile(r'^(?:export )?(abstract )?class (\w+)(?:<.*?>)? extends (\w+)', re.MULTILINE)
ADDRESS = re.compile(rb'[\w/-]+:\w+')


HOSTILE = bool(os.environ.get('STACKLESS_STRESS'))


def pause(value=None):
    stackless.schedule_remove()
    return value


def native_frames():
    """The addresses of all classes that extend Frame and can have instances."""
    found = []
    for path in glob.glob(os.path.join(SOURCES, '**', '*.ts'), recursive=True):
        with open(path, encoding='utf-8') as file:
            address = os.path.relpath(path, SOURCES)[:-len('.ts')].replace(os.sep, '/')
            found += [(address, *parts) for parts in CLASS.findall(file.read())]
    frames, names = set(), {'Frame'}
    while len(names) > len(frames):
        frames = set(names)
        names.update(name for address, abstract, name, base in found if base in names)
    return {address + ':' + name for address, abstract, name, base in found if base in names and not abstract}


class P:
    """Like a value, but each of its special methods pauses."""

    def __init__(self, value):
        self.value = value

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return pause(getattr(self.value, name))


def real(value):
    return value.value if isinstance(value, P) else value


def special(name):
    def method(self, *arguments):
        pause()
        return getattr(self.value, name)(*map(real, arguments))
    return method


for name in '''len bool index int float complex hash repr str format eq ne lt le gt ge add radd sub rsub mul rmul truediv floordiv mod
               divmod pow lshift rshift and or xor neg pos abs invert round trunc floor ceil contains getitem setitem delitem call iter next
               reversed length_hint iadd enter exit fspath bytes rpow rdivmod get set delete'''.split():
    setattr(P, '__%s__' % name, special('__%s__' % name))
P.__bool__ = lambda self: pause(bool(self.value))
P.__iter__ = lambda self: pause(It(self.value))
P.__bytes__ = lambda self: pause(bytes(self.value))
P.__str__ = lambda self: pause(str(self.value))
P.__fspath__ = lambda self: pause(self.value)


class It:
    """An iterator that pauses."""

    def __init__(self, items):
        self.items = iter(items)

    def __iter__(self):
        return pause(self)

    def __next__(self):
        pause()
        return next(self.items)

    def __length_hint__(self):
        return pause(1)


class Hooked:
    def __getattr__(self, name):
        pause()
        raise AttributeError(name) if name in 'xz' else KeyError(name)

    def __dir__(self):
        return It(['b', 'a'])


class WithoutIter:
    @property
    def __iter__(self):
        pause()
        raise AttributeError

    @property
    def __getitem__(self):
        return pause([4, 5].__getitem__)


class Mapping:
    def __getitem__(self, name):
        pause()
        raise KeyError(name)

    def __setitem__(self, name, value):
        pause()

    __delitem__ = __getitem__


class W:
    def write(self, text):
        return pause(len(text))


class Lent:
    def __init__(self, data):
        self.data = data

    def __buffer__(self, flags):
        pause()
        return memoryview(self.data)


class Buffer(Lent):
    def __release_buffer__(self, view):
        pause()


@functools.lru_cache(2)
def cached(x):
    return pause(repr(x))


def reverse(data, errors='strict'):
    pause()
    return (bytes(data).decode()[::-1] if not isinstance(data, str) else data[::-1].encode()), len(data)


codecs.register(lambda name: pause(codecs.CodecInfo(reverse, reverse) if name == 'reversing' else None))

def deque_of(use):
    made = deque(It([1, 2, 3]), 3)
    return use(made), made


class Hashed(float):
    def __hash__(self):
        return pause(5)


class Instances:
    def __instancecheck__(self, value):
        return pause(P(True))

    def __subclasscheck__(self, value):
        return pause(P(True))


class Claims:
    @property
    def __class__(self):
        return pause(int)


class Sized:
    def __sizeof__(self):
        return pause(5)


class NotEqual:
    def __eq__(self, other):
        return pause(P(True))


class Text(str):
    def __getitem__(self, i):
        return pause(super().__getitem__(i))


def match_sequence(value):
    match value:
        case [x, y]:
            return x
        case [x, *rest]:
            return rest


def warnings_caught(use):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            use()
        except TypeError as error:
            return str(error)
        return [str(warning.message) for warning in caught]


# Statements.

class Meta(type):
    def __prepare__(name, bases):
        return pause(Names())

    def __call__(cls, *arguments):
        return pause(super().__call__(*arguments))

    def __instancecheck__(cls, value):
        return pause(P(True))

    def __subclasscheck__(cls, value):
        return pause(P(False))


class Names(dict):
    def __getitem__(self, name):
        pause()
        return super().__getitem__(name)

    def __setitem__(self, name, value):
        pause()
        super().__setitem__(name, value)

    def __delitem__(self, name):
        pause()
        super().__delitem__(name)


class Described:
    def __set_name__(self, owner, name):
        pause()

    def __get__(self, instance, owner):
        return pause(1)

    def __set__(self, instance, value):
        pause()

    def __delete__(self, instance):
        pause()


class Based:
    x = Described()

    def __init_subclass__(cls, **names):
        pause()

    def __class_getitem__(cls, item):
        return pause(item)

    def __mro_entries__(self, bases):
        return pause((Based,))

    @property
    def p(self):
        return pause(2)

    @p.setter
    def p(self, value):
        pause()

    @functools.cached_property
    def cached(self):
        return pause(3)

    @classmethod
    def made(cls):
        return pause(cls)

    def __del__(self):
        pass


def do_classes():
    class Made(Based, metaclass=Meta):
        y = 1
        del y
        z = pause(3)
        x = Described()

        def __init__(self, a=1):
            super().__init__()
            pause()
    made = Made(2)
    made.x = 5
    made.p = made.x + made.p + made.cached
    del made.x
    class Other(Based(), keyword=1):
        pass
    Other.__bases__ = Based,
    return Based[1], Based.x, Made.made().__name__, isinstance(made, Meta), isinstance(1, Made), issubclass(int, Made), Other.mro()[1:]


def do_subclasses():
    class Number(int):
        def __new__(cls, x):
            return pause(super().__new__(cls, x))

        def __init__(self, x):
            pause()

    class Text(str):
        def __new__(cls, x):
            return super().__new__(cls, pause(x))

        def __str__(self):
            return pause('text')

    class Listed(list):
        def __init__(self, items):
            super().__init__(pause(items))

        def __iter__(self):
            pause()
            return super().__iter__()
    return (Number(1) + 1, Text('a'), str(Text('b')), Listed(It([1])), Number.from_bytes(b'a'), list(Listed([2])), tuple(Listed([3])),
            type('Tuple', (tuple,), {})(It([1])), type('Float', (float,), {}).fromhex('0x1p1'), type('Bytes', (bytes,), {})(P(2)),
            type('Set', (set,), {})(It([1])), type('Frozen', (frozenset,), {})(It([1])), type('Dict', (dict,), {})(It([(1, 2)])),
            type('Complex', (complex,), {})(P(1j)), type('Floating', (float,), {})(P(1.5)), type('Text', (str,), {})(P(1)))


def do_lists():
    made = [1, 2, 3, 4]
    made[P(0)] = 5
    del made[P(1)]
    made[P(0):P(1)] = It([7, 8])
    del made[P(1):P(2)]
    made.insert(P(0), 9)
    made += It([10])
    made.extend(It([11]))
    made *= P(2)
    made.pop(P(0))
    data = bytearray(b'abcdef')
    data[P(0)] = P(65)
    data[P(1):P(2)] = It([66])
    data += bytes([1])
    data *= P(2)
    data.extend(It([1]))
    data.insert(P(0), P(1))
    data.append(P(3))
    data.pop(P(0))
    data.remove(P(65))
    del data[P(0)], data[P(0):P(2)]
    return made, data, made.index(P(11), P(0), P(9)), range(9).index(P(3)), range(P(1), P(5)), range(9)[P(1):], slice(P(1)).indices(P(5))


def do_sets():
    made = {P(1)}
    made |= {P(2)}
    made &= {P(1)}
    made -= {P(1)}
    made ^= {P(3)}
    made.update(It([P(4)]), It([5]))
    made.difference_update(It([P(4)]))
    made.intersection_update(It([P(3), 5]))
    made.symmetric_difference_update(It([P(3)]))
    made.discard(P(3))
    made.add(P(6))
    made.remove(P(6))
    return (made.union(It([1])), made.issubset(It([P(1)])), made.issuperset(It([])), made.isdisjoint(It([P(1)])), made.intersection(It([1])),
            made.difference(It([1])), made.symmetric_difference(It([1])), {P(1)} != {P(2)}, {P(1)} < {P(2)}, {frozenset([P(1)])} == {1})


def do_dicts():
    made = {P(1): 1}
    made[P(1)] = 2
    del made[P(1)]
    made.update([(P(1), 2)], x=1)
    made |= It([(P(1), 3)])
    made.update(P({1: 2}))
    made.update(Keyed())
    call = lambda **names: len(names)
    return made, {P(1): 1} != {P(1): 2}, call(**Keyed()), dict(Keyed()), {1: P(1)}.values().mapping == {}, ((1, P(1)) in {1: P(1)}.items()), (
        {P(1): 1}.keys() == {P(1)}, {P(1): 1}.keys() & It([P(1)]), {P(1): 1}.items() <= {(P(1), 1)}, {P(1): 1}.popitem()[1])


class Keyed:
    def keys(self):
        return pause(It(['a']))

    def __getitem__(self, key):
        return pause(key)


class Unhashable:
    def __hash__(self):
        pause()
        raise TypeError('none')


def do_errors():
    seen = []
    for text in ('{Unhashable(): 1}', '{1: 1}[Unhashable()]', '{}[P(1)]', 'list(It(5))', 'raise_it(P(1))', '[].index(P(1))', 'int(P("x"))',
                 'next(It([]))', 'f(**{P(1): 2})', 'a, b = 1', 'str(P(1), 2)', 'sum(It(["a"]))', 'set([Unhashable()])', 'float(P("x"))'):
        seen.append(evaluate(text))
    try:
        raise Raised
    except Raised as error:
        seen.append(repr(error))
    try:
        raise KeyError(P(1)) from Raised(1)
    except (Raised, KeyError) as error:
        seen.append(str(error))
    try:
        raise Group('group', [ValueError(1), KeyError(2)])
    except* ValueError:
        pause()
    except* KeyError as group:
        seen.append(str(group))
    seen.append(str(OSError(P(1), P(2), P(3))))
    error = UnicodeDecodeError('a', b'b', 0, 1, 'c')
    error.reason = P(1)
    seen.append(str(error))
    seen.append(len(ExceptionGroup('some', Details([ValueError(1)])).exceptions))
    error.args = Details([1, 2])
    seen.append(error.args)
    error = ImportError(name=P('x'))
    seen.append([str(SyntaxError('a', Details(['f', 1, 2, 'x']))), repr(error), error.with_traceback(None) is error, str(KeyError(P(2)))])
    return seen


class Raised(Exception):
    def __init__(self, *arguments):
        pause()

    def __repr__(self):
        return pause('Raised')


class Details(list):
    def __iter__(self):
        pause()
        return super().__iter__()


class Group(ExceptionGroup):
    def __new__(cls, text, errors):
        return super().__new__(cls, text, list(errors))

    def derive(self, errors):
        return pause(Group(self.message, errors))


def do_unpacking():
    a, b = It([1, 2])
    c, *d = It([1, 2, 3])
    (e, f), g = P([P([1, 2]), 3])
    match P([1, 2]):
        case [1, 2]:
            pause()
    match Sequence():
        case [x, *rest]:
            pause()
    match {'a': P(1), 'b': 2}:
        case {'a': P(value=1), **rest}:
            pause()
    match Keyed():
        case Described() | Keyed():
            pause()
    return [*It([1]), *It([2])], {*It([1])}, (*It([1]),), print(*It([]), end='', file=W()), [a, b, c, d, e, f, g, x, rest]


class Sequence(collections.abc.Sequence):
    def __getitem__(self, i):
        return pause([1, 2, 3][i])

    def __len__(self):
        return pause(3)


def do_iterating():
    class Old:
        def __getitem__(self, i):
            if pause(i) > 2:
                raise IndexError
            return i
    def numbers():
        try:
            while True:
                pause((yield))
        except ValueError:
            yield pause('thrown')
        finally:
            pause()
    def outer(inner):
        return (yield from inner)
    class Delegate(It):
        def send(self, value):
            return pause(value)

        def throw(self, *error):
            pause()
            raise StopIteration(7)

        def close(self):
            pause()
    made = numbers()
    next(made)
    through, delegated, closed = outer(numbers()), outer(Delegate([1, 2])), outer(Delegate([1, 2]))
    next(through), next(delegated), next(closed)
    seen = [made.send(1), made.throw(ValueError), made.close(), through.send(2), through.throw(ValueError), through.close(), closed.close()]
    seen += [delegated.send(5)]
    try:
        delegated.throw(KeyError)
    except StopIteration as stop:
        seen.append(stop.value)
    return seen, list(Old()), 1 in Old(), list(reversed(Sequence())), [i for i in Old()], (
        max(Old()), list(map(pause, Old())), sum(i for i in Old()), next(iter(Old())), [*Old()])


class Awaitable:
    def __await__(self):
        pause()
        yield 1
        pause()
        return 2


class Asynchronous:
    def __init__(self):
        self.left = 2

    def __aiter__(self):
        return pause(self)

    async def __anext__(self):
        pause()
        self.left -= 1
        if self.left < 0:
            raise StopAsyncIteration
        return await Awaitable()

    async def __aenter__(self):
        return pause(await Awaitable())

    async def __aexit__(self, *error):
        return await Awaitable()


def drive(coroutine):
    try:
        value = None
        while True:
            value = pause(coroutine.send(value))
    except StopIteration as stop:
        return stop.value


def do_awaiting():
    async def generator():
        try:
            while True:
                pause((yield await Awaitable()))
        except ValueError:
            yield pause(5)
    async def work():
        seen = [await Awaitable(), [x async for x in Asynchronous()], await anext(aiter(Asynchronous()), 5)]
        async with Asynchronous() as entered:
            seen.append(pause(entered))
        made = generator()
        seen += [await made.__anext__(), await made.asend(3), await made.athrow(ValueError), await made.aclose()]
        return seen
    return drive(work())


def do_calling():
    class Callable:
        def __call__(self, *arguments):
            return pause(arguments)

        def method(self, *arguments, **names):
            return pause((arguments, names))
    def defaults(a, b=2, *rest, c=3, **names):
        return pause((a, b, rest, c, names))
    bound = functools.partial(defaults, 5, c=6)
    return (Callable()(), Callable().method(1, x=2), defaults(*It([1]), **P({'d': 1}).value), bound(*It([7])), functools.partial(bound, d=1)(),
            (lambda *a: pause(a))(*It([1, 2])), operator.call(pause, 4), list(map(Callable(), [1])))


def do_names():
    space = Names(pause=pause, x=1)
    exec('class A(metaclass=Meta):\n class B[T](Based): pass', Names(Meta=Meta, Based=Based, __name__='own', __builtins__=__builtins__))
    exec('x = pause(x)\ny = x\ndel y', {'pause': pause, '__builtins__': Names(len=len)}, space)
    exec('import json\nfrom json import dumps\nlen', {'pause': pause, '__builtins__': {'len': len, '__import__': lambda *a: pause(json)}}, {})
    module = types.ModuleType('own')
    module.__dir__ = lambda: pause(It(['b', 'a']))
    module.__getattr__ = lambda name: pause(name)
    return dict(space)['x'], dir(module), module.some, getattr(module, 'other', 1), evaluate('missing')


def do_generic():
    class Box[T: pause(int) = pause(str)]:
        x: pause(int) = 1
    def f(a: pause(int)) -> pause(str): pass
    type Alias[T] = list[pause(T)]
    return (Alias.__value__, Box.__type_params__[0].__bound__, Box.__type_params__[0].__default__, f.__annotations__, Box.__annotations__, Box[int]() is None,
            types.GenericAlias(Made, (int,))() is None, types.GenericAlias(list, Parameters()).__parameters__, repr(list[P(1)]),
            typing.get_type_hints(f), typing.TypeVar('T', bound=Parameters()).__name__)


class Parameters:
    @property
    def __parameters__(self):
        return pause(())

    @property
    def __typing_subst__(self):
        return pause(None)

    def __call__(self):
        pass


class Made:
    def __new__(cls):
        return pause(super().__new__(cls))

    def __setattr__(self, name, value):
        pause()
        super().__setattr__(name, value)


class Moved:
    @property
    def __class__(self):
        return pause(Based)


def do_super():
    class Lower(Based):
        def method(self):
            return pause(super().x)

        @classmethod
        def made(cls):
            return super().made()

        def __setattr__(self, name, value):
            return pause(super().__setattr__(name, value))
    lower = Lower()
    lower.y = lower.method()
    claimed = super(Based, Moved())
    return lower.y, Lower.made().__name__, claimed.__thisclass__, super(Lower, lower).p, super(Lower, lower).cached


class ByDescriptors:
    """Its special methods are bound by Python."""
    for name in ('__call__', '__getitem__', '__contains__', '__bool__', '__iter__', '__len__', '__add__', '__enter__', '__exit__', '__await__'):
        locals()[name] = Binding = type('Binding', (), {'__get__': lambda self, instance, owner: pause(lambda *arguments, **names: pause(5))})()
    del name, Binding
    __contains__ = type('Contains', (), {'__get__': lambda self, instance, owner: pause(lambda item: pause(P(True)))})()
    __bool__ = type('Bool', (), {'__get__': lambda self, instance, owner: pause(lambda: pause(False))})()


def do_binding():
    made = ByDescriptors()
    with made as entered:
        pause()
    return made(), made(1), made(1, x=2), made[1], 1 in made, 1 not in made, bool(made), len(made), made + 1, entered, not made, operator.not_(made)


def do_modules():
    module = types.ModuleType('own')
    module.__annotate__ = lambda format: pause({'x': int})
    def function(): pass
    function.__annotate__ = lambda format: pause({'y': int})
    counted = collections.Counter(a=P(1))
    counted.update(It(['a']))
    counted.update({'a': P(2)})
    return module.__annotations__, function.__annotations__, counted['a'], types.SimpleNamespace(It([('a', 1)])).a


def do_properties():
    class Documented:
        @property
        def doc(self):
            return pause('doc')
    class Copying(property):
        def __init__(self, fget=None, fset=None, fdel=None, doc=None):
            pause()
            super().__init__(fget, fset, fdel, doc)
    class Owner:
        @Copying
        def x(self):
            return pause(1)

        @x.setter
        def x(self, value):
            pause()

        @x.deleter
        def x(self):
            pause()
    owner = Owner()
    owner.x = 2
    del owner.x
    return owner.x, Documented().doc, property(Docked()).__doc__


class Wrapped:
    def __getattr__(self, name):
        if name in ('__name__', '__qualname__', '__doc__'):
            return pause(name)
        pause()
        raise AttributeError(name)

    def __call__(self, *arguments):
        return pause(arguments)


def do_describing():
    return Newly() is None, Documenting(doc='x').fget, Documenting(Docked()).fget, evaluate_here(lambda: Refusing(doc='x').fget)


def do_references():
    one, two = P(1), P(2)
    return weakref.ref(one) != weakref.ref(two), hash(weakref.ref(one)) == hash(one)


def do_wrapping():
    made = classmethod(Wrapped()), staticmethod(Wrapped()), functools.wraps(Wrapped())(pause)
    return made[0].__name__, made[1].__qualname__, made[1](1), evaluate_here(lambda: made[1].__annotations__)


class Docked:
    @property
    def __doc__(self):
        return pause('docked')

    def __call__(self):
        pass


def do_channels():
    def receiver(channel, seen):
        try:
            for value in channel:
                seen.append(value)
        except ValueError:
            seen.append('error')
        seen.append(channel.receive())
    seen, channel = [], stackless.channel()
    channel.preference = 1
    task = stackless.tasklet(receiver)(channel, seen)
    task.run()
    pause()
    channel.send_sequence(It([1]))
    task.run()
    channel.send_exception(ValueError)
    task.run()
    pause()
    channel.send(2)
    task.run()
    return seen


def do_files():
    text, data = io.StringIO(), io.BytesIO(b'ab')
    text.writelines(It(['a', 'b']))
    data.writelines(It([b'c']))
    return text.getvalue(), data.getvalue(), data.readinto(bytearray(2)), io.BytesIO(b'a\nb').readlines(P(1)), list(Reader())


class Reader(io.RawIOBase):
    def readline(self, size=-1):
        pause()
        self.left = getattr(self, 'left', 2) - 1
        return b'x' * self.left


def do_pickling():
    return pickle.loads(pickle.dumps([Pickled(), Pickled()])), copy.copy(Pickled()), copy.deepcopy([Pickled()])


class Pickled:
    def __reduce__(self):
        return pause((restore, (1,), 2))


def restore(x):
    return pause(Restored())


class Restored:
    def __setstate__(self, state):
        pause()

    def __repr__(self):
        return 'restored'


def do_sorting():
    made = [P(2), P(1)]
    made.sort()
    made.sort(key=lambda p: pause(-p.value), reverse=P(True))
    return [p.value for p in made], sorted(It([2, 1]), key=pause), min(It([P(2), P(1)]), default=0).value, max([[1]], key=pause)



class Attributed:
    """Its attributes are found, set and deleted by Python."""
    __dict__ = property(lambda self: pause({'d': 1}))

    @property
    def missing(self):
        pause()
        raise AttributeError('missing')

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return pause(name)

    def __setattr__(self, name, value):
        pause()

    __delattr__ = lambda self, name: pause()


class Undescribed:
    @property
    def __dict__(self):
        pause()
        raise AttributeError('__dict__')


class Old:
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return pause(self.items[i])

    def __len__(self):
        return pause(len(self.items))


class HashedText(str):
    def __hash__(self):
        return pause(hash(str(self)))

    def __eq__(self, other):
        return pause(str(self) == other)

    def __ne__(self, other):
        return pause(str(self) != other)

    def __repr__(self):
        return pause('HashedText')


class Directory(types.ModuleType):
    @property
    def __dict__(self):
        return pause({'b': 1, 'a': 2})


def do_attributes():
    made = Attributed()
    setattr(made, 'x', 1)
    delattr(made, 'x')
    return vars(made), made.missing, dir(Directory('x')), evaluate('vars(Undescribed())')


def do_setting_bases():
    class Changing(type):
        def mro(cls):
            return pause(super().mro())
    class A: pass
    class B: pass
    class C(A, metaclass=Changing): pass
    C.__bases__ = B,
    return [cls.__name__ for cls in C.__mro__]


codecs.register_error('pausing', lambda error: pause(('?', error.end)))


def do_codecs():
    return b'a\xffb'.decode('utf-8', 'pausing'), 'a\xffb'.encode('ascii', 'pausing'), b'\xff'.decode('ascii', 'pausing')


def do_multibyte():
    return b'a\xff\xffb\xb0'.decode('gbk', 'pausing'), 'a\xff\u4e00'.encode('iso2022_jp', 'pausing')


def do_reducing():
    class Set(set):
        @property
        def __dict__(self):
            return pause({'x': 1})
    return types.MethodType(Wrapped(), 1).__reduce__(), Set([1]).__reduce__()[1:]


def warned(use):
    """What `use` gives, while a program's showwarning pauses."""
    filters, show = warnings.filters[:], warnings.showwarning
    warnings.simplefilter('always')
    warnings.showwarning = lambda *arguments, **names: pause()
    try:
        return use()
    finally:
        warnings.filters[:], warnings.showwarning = filters, show


class Nearly(int):
    pass


class Giving:
    __index__ = __int__ = lambda self: Nearly(5)
    __float__ = lambda self: Hashed(1.5)


class Indexed:
    __index__ = Giving.__index__


class Subfloat(float):
    def __init__(self, value):
        pause()


def do_warned():
    def numbers():
        try:
            yield 1
        except ValueError:
            yield 2
    def throw(value):
        made = numbers()
        next(made)
        return made.throw(ValueError, value, None)
    async def agen():
        try:
            yield 1
        except ValueError:
            yield 2
    async def athrow():
        made = agen()
        await anext(made)
        return await made.athrow(ValueError, 1, None)
    return (warned(lambda: throw(1)), warned(lambda: drive(athrow())), warned(lambda: operator.index(Giving())), warned(lambda: int(Giving())),
            warned(lambda: float(Giving())), warned(lambda: float(Indexed())), warned(lambda: '%c %x %d' % (Giving(), Giving(), Giving())), warned(lambda: [0] * Giving()))


class Lengthy:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class New:
    def __get__(self, instance, owner):
        return pause(object.__new__)


class Newly:
    __new__ = New()


class Unhashed(int):
    def __hash__(self):
        raise TypeError(P('none'))


class Typing(type):
    def __getattribute__(cls, name):
        return pause(super().__getattribute__(name))


class ByName(metaclass=Typing):
    def __class_getitem__(cls, key):
        return pause(key)


class Documenting(property):
    __doc__ = Described()


class Refusing(property):
    def __setattr__(self, name, value):
        pause()
        raise AttributeError(name)


def unicode_codec(name):
    if name == 'waiting':
        return codecs.CodecInfo(lambda text, errors='strict': (pause(text.encode()), len(text)), lambda data, errors='strict': (pause(bytes(data).decode()), len(data)))


codecs.register(unicode_codec)


def do_sources():
    space = {}
    exec(b'# coding: waiting\nx = 1\n', space)
    return space['x'], eval(compile(b'# coding: waiting\n2', 'f', 'eval'))


def do_builtin_items():
    items = Names(len=len, __import__=lambda *arguments: pause(json), __build_class__=lambda body, name, *bases: pause(name))
    space = Names(pause=pause, __builtins__=items)
    exec('import json\nclass A: pass\ndef f(): return len([pause(1)]), A\nx = f()\nclass B:\n    y = len\n', space)
    module = types.ModuleType('own')
    module.__getattr__ = lambda name: pause(name)
    exec('from own import some', {'__builtins__': {'__import__': lambda *arguments: module}}, names := {})
    class Empty:
        def __getattr__(self, name):
            pause()
            raise AttributeError(name)
    try:
        exec('from own import some', {'__builtins__': {'__import__': lambda *arguments: Empty()}})
    except ImportError as error:
        return space['x'], names, str(error)


def do_awaiting_iterators():
    class Direct:
        def __await__(self):
            return pause(iter([]))
    class Bad:
        def __await__(self):
            return pause(5)
    class Each:
        def __aiter__(self):
            return self

        def __anext__(self):
            return Bad()
    async def generator():
        try:
            yield 1
        finally:
            pause()
    async def asynchronous():
        await Direct()
        try:
            async for x in Each():
                pass
        except TypeError as error:
            seen.append(str(error))
        made = generator()
        await anext(made)
        made.asend(None).close()
        made = generator()
        step = made.__anext__()
        seen.append(await step)
        step = made.athrow(ValueError)
        step.close()
    seen = []
    hooks = tuple(sys.get_asyncgen_hooks())
    sys.set_asyncgen_hooks(firstiter=lambda made: pause())
    try:
        drive(asynchronous())
    finally:
        sys.set_asyncgen_hooks(*hooks)
    class Thrown(It):
        def throw(self, *error):
            pause()
            return 7
    def delegating(inner):
        try:
            raise KeyError
        except KeyError:
            yield from inner
    made = delegating(Thrown([1, 2]))
    next(made)
    try:
        raise OSError
    except OSError:
        seen.append(made.throw(ValueError))
    made = delegating(Delegate([1, 2]))
    next(made)
    try:
        raise OSError
    except OSError:
        try:
            made.throw(ValueError)
        except StopIteration as stop:
            seen.append(stop.value)
    return seen


class Delegate(It):
    def throw(self, *error):
        pause()
        raise StopIteration(7)


class Shown(type):
    def __repr__(cls):
        return pause('Shown')


class WrongException(Exception, metaclass=Shown):
    def __new__(cls, *arguments):
        return P(1)


def do_throwing():
    def numbers():
        yield 1
    made = numbers()
    next(made)
    try:
        made.throw(WrongException)
    except TypeError as error:
        return str(error)


def do_super_of_claimed():
    class Lower(Based):
        def get(self):
            return super().made(), super().x
    try:
        return Lower.get(Claimed(Lower))
    except TypeError as error:
        return str(error)


class Claimed:
    def __init__(self, cls):
        self.claimed = cls

    @property
    def __class__(self):
        return pause(self.claimed)


def do_abstract():
    class A: pass
    A.__abstractmethods__ = Old('x')
    class Box[T = pause(int)]: pass
    alias = typing.TypeAliasType('X', int, type_params=Box.__type_params__)
    return evaluate_here(A), (int | types.GenericAlias(list, Parameters())).__parameters__, typing.TypeVar('T', bound=Bound()).__name__, alias.__name__


def evaluate_here(cls):
    try:
        return cls()
    except (AttributeError, TypeError) as error:
        return str(error)


class Bound:
    def __typing_subst__(self, value):
        pass

    def __call__(self):
        pass

    def __getattribute__(self, name):
        return pause(super().__getattribute__(name))


class Name(str):
    def __hash__(self):
        return pause(5)


def do_contexts():
    variable = contextvars.ContextVar(Name('variable'))
    variable.set(P(1))
    context = contextvars.copy_context()
    context.run(variable.set, P(1))
    return context.run(pause, 3), context != contextvars.copy_context(), context.run(lambda: pause(variable.get().value))


class Traps(dict):
    def __getitem__(self, key):
        return pause(super().__getitem__(key))

    def __iter__(self):
        return It(list(super().__iter__()))


def do_tasklets():
    made = stackless.tasklet(pause, (P(1),)), stackless.tasklet(lambda **names: pause(names), (), {'a': 1})
    pause()
    for task in made:
        while task.alive:
            task.run()
            pause()
    stackless.enable_softswitch(P(True))
    killed = stackless.tasklet(pause, (1,))
    killed.kill(P(False))
    thrown = stackless.tasklet(pause, (1,))
    try:
        thrown.throw(Raised, 5)
    except Raised:
        return pause(killed.alive)


def do_bombs():
    channel = stackless.channel()
    channel.preference = 1
    def receive(seen):
        try:
            channel.receive()
        except Raised:
            seen.append(pause(1))
    def receive_wrong(seen):
        try:
            channel.receive()
        except TypeError as error:
            seen.append(str(error))
    seen = []
    task = stackless.tasklet(receive_wrong)(seen)
    task.run()
    channel.send_exception(WrongException, 1)
    task.run()
    while task.alive:
        pause()
        task.run()
    task = stackless.tasklet(receive)(seen)
    task.run()
    channel.send_exception(Raised, 1)
    while task.alive:
        pause()
        task.run()
    return seen


def do_error_handlers():
    def failing():
        raise ValueError(3)
    def handler(type, value, traceback):
        seen.append(pause(str(value)))
    seen = []
    old = stackless.set_error_handler(handler)
    task = stackless.tasklet(failing)()
    task.run()
    pause()
    task.run()
    stackless.set_error_handler(old)
    return seen


class Key(str):
    def __str__(self):
        return pause('key')

    def __hash__(self):
        return hash('a')


alarmed = []


def alarm(number, frame):
    del frame
    alarmed.append(number)
    pause()


class Told:
    """Handlers of a parser that keep what they are told, and pause."""

    def __init__(self):
        self.all = []

    def StartElementHandler(self, name, attributes):
        self.all.append(pause((name, attributes)))

    def CharacterDataHandler(self, text):
        self.all.append(pause(text))

    def EntityDeclHandler(self, *args):
        self.all.append(pause(args))

    def ExternalEntityRefHandler(self, *args):
        self.all.append(pause(args))
        return P(1)

    def read(self, size):
        return pause(b'<!DOCTYPE a [<!ENTITY e "&#228;<b/>"><!ENTITY x SYSTEM "x">]><a>&e;x&x;y</a>' if not self.all else b'')


def do_xml():
    told = Told()
    parser = pyexpat.ParserCreate()
    parser.buffer_text = P(True)
    for name in dir(told):
        if name.endswith('Handler'):
            setattr(parser, name, getattr(told, name))
    parser.ParseFile(told)
    again = pyexpat.ParserCreate()
    again.buffer_text = True
    again.CharacterDataHandler = told.CharacterDataHandler
    try:
        again.Parse('<a>x</b>', P(1))
    except pyexpat.ExpatError:
        # What was collected is told as soon as something changes.
        again.CharacterDataHandler = None
    return told.all


def do_signals():
    """The handler pauses in a native that would never end."""
    alarmed.clear()
    old = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    made = deque(iter(alarmed.__len__, 1), maxlen=0)
    signal.signal(signal.SIGALRM, old)
    return made


def do_profile():
    slow = []
    stopped = cProfile.Profile(lambda: pause(1.5) if slow else 1.5)
    def stop():
        slow[:] = [True]
        stopped.disable()
    stopped.enable(builtins=False)
    stop()
    made = cProfile.Profile(lambda: pause(1.5))
    made.enable()
    len([])
    made.disable()
    return len(made.getstats()) > 0


def telling(seen):
    """A trace or profile function that pauses."""
    def tell(frame, event, arg):
        if inside.__name__ == frame.f_code.co_name or event.startswith('c_'):
            seen.append(pause((event, frame.f_code.co_name, getattr(arg, '__name__', arg))))
        return tell
    return tell


class Upper:
    x = 1

    def __init__(self, x=None):
        self.x = x

    def method(self):
        return len([1])

    @property
    def found(self):
        return pause(len)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return pause(len)


class Lower(Upper):
    def method(self):
        return super().method(), super().found([])

    def claimed(self):
        return super().x


def inside():
    made = Lower(*[1])
    made.method()
    made.other([1])
    made.other('a')
    Lower.claimed(Claimed(Lower))
    len(*[[1]])
    len.__call__([])
    sorted([2, 1], key=abs)
    globals()
    locals()
    class Made(Upper):
        y = len([])
    with decimal.localcontext() as context:
        context.copy()
    try:
        len(1)
    except TypeError:
        pass
    return [made.x, Made.y]


def do_profiling():
    seen = []
    sys.setprofile(telling(seen))
    try:
        given = inside()
    finally:
        sys.setprofile(None)
    return given, seen


def do_tracing():
    seen = []
    def tell(frame, event, arg):
        if frame.f_code is inside.__code__:
            frame.f_trace_opcodes = True
            if event != 'opcode' or len(seen) < 30:
                seen.append(pause(event))
            return tell
    sys.settrace(tell)
    try:
        given = inside()
    finally:
        sys.settrace(None)
    return given, seen

CASES = '''
reversed(Old(1, 2)).__setstate__(0), reversed(Old(1, 2)).__setstate__(5)
list(WithoutIter())
operator.delitem((1, 2), P(0))
{1}.symmetric_difference(It([P(1)])), {P(1)}.symmetric_difference_update(It([P(1)])), {1}.intersection([P(1)]), {P(1)} != {P(1)}
sorted([P(3), P(1), P(2)])
[P(1)].index(2)
[P(1), P(2)].count(2)
[P(1), P(2)].remove(P(2))
[P(1)] == [P(1)], [P(1)] < [P(2)], (P(1),) == (P(1),), (P(1),) < (P(2),)
[1, 2, 3][P(1)], (1, 2)[P(1)], 'abc'[P(1)], b'abc'[P(1)], range(5)[P(1)]
[1, 2, 3][P(1):P(2)], 'abc'[P(1):], b'abc'[:P(2)], range(9)[P(1):P(7):P(2)], (1, 2, 3)[::P(2)]
[1] * P(2), P(2) * [1], (1,) * P(2), 'a' * P(2), b'a' * P(2), bytearray(b'a') * P(2)
{P(1): 2}[P(1)], {P(1): 2}.get(P(1)), {P(1): 2}.pop(P(1)), {}.setdefault(P(1), 3), P(1) in {P(1)}
{**{P(1): 2}}, {P(1), P(1)}, {P(1): 1, P(1): 2}, dict([(P(1), 2)]), dict.fromkeys(It([P(1)])), dict(It([It([1, 2])]))
{P(1)} | {P(1)}, {P(1)} & {P(1)}, {P(1)} - {P(1)}, {P(1)} ^ {P(2)}, {P(1)} <= {P(1)}, {P(1)} == {P(1)}
{P(1)}.isdisjoint({P(1)})
frozenset([P(1)]) == frozenset([P(1)]), hash((P(1), P(2))), hash(frozenset([P(1)]))
{P(1): P(2)} == {P(1): P(2)}, {P(1): 1} | {P(1): 2}, {P(1): 1}.update({P(1): 3})
list(It([1, 2])), tuple(It([1, 2])), set(It([1, 2])), bytes(It([1, 2])), bytearray(It([1, 2])), ''.join(It('ab'))
b''.join(It([b'a']))
list(filter(pause, It([1, 0]))), list(filter(None, [P(1), P(0)])), list(zip(It([1]), It([2])))
list(zip(It([1]), It([2]), It([3]))), list(zip(It([1]), It([2]), strict=P(1)))
sum(It([1, P(2)])), max(It([P(1), P(2)])), min([1, 2], key=pause), any(It([P(0), P(1)])), all(It([P(1)])), len(P([1]))
abs(P(1)), round(P(1.5)), round(1.5, P(0)), divmod(P(7), 2), pow(P(2), 3), pow(2, P(3))
int(P(3)), float(P(1.5)), complex(P(1j)), str(P(1)), repr(P(1)), format(P(1), ''), bool(P(1)), hash(P(1)), bin(P(3))
hex(P(3)), oct(P(3)), chr(P(65)), bytes(P(2)), int('12', P(10))
'%s %r %d %f' % (P(1), P(2), P(3), P(1.5)), '{} {!r} {:{}}'.format(P(1), P(2), P('a'), P('')), f'{P(1)} {P(2)!r}'
b'%d %b' % (P(1), P(b'x')), '%(a)s' % P({'a': P(1)}), '{0[a]}'.format(P({'a': 1})), '{a}'.format_map(P({'a': 1}))
repr([P(1), [P(2)]]), repr({P(1): P(2)}), repr((P(1),)), repr({P(1)}), str([P(1)]), ascii(P('é')), repr(slice(P(1)))
print(P(1), file=P(io.StringIO()))
list(zip(It([1]), It([2]), It([3]), strict=True)), list(map(lambda *a: pause(a), It([1]), It([2]), strict=True))
list(reversed(P([1, 2]))), next(It([1])), next(It([]), 2), list(iter(lambda: pause(1), P(1)))
functools.reduce(lambda a, b: pause(a + b), It([1, 2]))
sorted([1, 2], key=functools.cmp_to_key(lambda a, b: pause(a - b))), functools.partial(pause, 3)()
functools.partial(pause)(P(3)).value
cached(P(1)), cached(P(1)), cached(P(2)), cached(P(3)), cached(P(1))
cached.cache_clear(), cached(P(1)), cached(P(1 << 61)), cached(P(1)), cached(P(3)), cached(P(1 << 61))
collections.defaultdict(lambda: pause(1))[2], collections.defaultdict(pause)[P(2)], collections.Counter(It([1, 2]))
collections.Counter(It('ab')), collections.Counter([P(1), P(1)]), collections.OrderedDict([(P(1), 2)]).move_to_end(P(1))
list(csv.reader(It(['a,b', 'c,d']))), csv.writer(W()).writerow(It([1, P(2)])), csv.writer(W()).writerows(It([[1], [2]]))
heapq.heapify([P(3), P(2), P(1)]), heapq.heappop([P(1), P(2)]), heapq.heappush([P(3), P(2)], P(1))
heapq.heapreplace([P(1), P(2)], P(3)), heapq.heappushpop([P(1), P(2)], P(3)), heapq.nlargest(2, It([1, 2]), key=pause)
list(heapq.merge(It([1]), It([2]), key=pause))
bisect.bisect([1, 2], P(1)), bisect.insort([1, 2], P(1)), bisect.bisect_left([1], 1, key=pause)
json.loads('[1, {"a": 2.5}]', object_hook=pause), json.loads('[1.5, 2]', parse_float=pause, parse_int=pause)
json.dumps([1, {2: 3}, object], default=lambda x: pause(1)), json.loads('{"a": [1]}', object_pairs_hook=pause)
json.loads('NaN', parse_constant=pause)
re.sub('a', lambda m: pause('b'), 'aa'), repr(re.compile('a')), re.match('(a)', 'a').expand(r'\\1')
re.match('(a)', 'a').group(P(1)), re.match('(a)', 'a')[P(1)], re.compile('a') == P(1)
array.array('i', It([1, 2])), array.array('i', [1, 2, 3])[P(0):P(2)], array.array('i', [1]).index(P(1))
array.array('i', [1]) == array.array('i', [1]), array.array('i', [1]).extend(It([P(2)]))
array.array('i', [1]).append(P(2)), array.array('i', [1]) * P(2), array.array('i', [1])[P(0)]
array.array('i', [1]).insert(P(0), P(1)), array.array('i', [1]).count(P(1)), array.array('i', [1]).remove(P(1))
array.array('i', [1]).pop(P(0)), array.array('i', [1]).fromlist([P(1)])
list(map(pause, It([1, 2]))), list(map(lambda *a: pause(a), It([1]), It([2])))
list(map(lambda *a: pause(a), It([1]), It([2]), strict=True))
list(enumerate(It([1]), P(2))), list(reversed(P([1, 2]))), next(It([1])), next(It([]), 2), list(iter(lambda: pause(1), P(1)))
[P(1), 2] in [[P(1), 2]], P(1) in (1, 2), 2 in It([1, 2]), not P(1), -P(1), ~P(1), P(1) + P(2), 1 + P(2), P(1) < 2
P(1) if P(2) else 0, P(2) ** 2, 2 ** P(2)
hasattr(P(1), 'x'), vars(P(1)), getattr(Hooked(), 'x', 1), hasattr(Hooked(), 'x'), dir(Hooked()), vars(Hooked())
getattr(P(1), 'real')
Hooked().x
getattr(Hooked(), 'y')
Hooked.z
pow(P(3), 2), pow(3, P(2)), 5 ** P(2)
pow(P(3), 2, 5)
exec('pause()'), eval('pause(3)'), exec('pause()', {'pause': pause}, Mapping())
eval('x', {}, Mapping())
eval(Lent(b'1')), exec(Lent(b'x = 1'), {}), compile(Lent(b'1'), 'lent', 'eval').co_filename
deque_of(lambda d: (d.rotate(P(1)), d.index(P(2)), d.count(P(1)), P(2) in d))
deque_of(lambda d: (d.remove(P(2)), d.insert(P(0), 5), d * P(2), P(2) * d, d == deque([P(1)])))
deque_of(lambda d: (d.extend(It([5])), d.extendleft(It([5])), d[P(0)]))
operator.index(P(1)), operator.truth(P(1)), operator.not_(P(1)), operator.itemgetter(P(0))([1])
operator.itemgetter(0, 1)(P([1, 2])), operator.attrgetter('real')(P(1)), operator.attrgetter('real.imag', 'real')(P(1))
operator.methodcaller('bit_length')(P(1)), operator.contains(It([1]), 1), operator.countOf(It([1]), 1)
operator.indexOf(It([1]), 1), operator.concat(P([1]), [2]), operator.length_hint(It([1])), operator.delitem(P([1]), P(0))
operator.setitem(P([1]), P(0), 2), operator.add(P(1), 2), operator.lt(P(1), 2), operator.is_not_none(P(1))
operator.attrgetter('value.real')(P(1)), operator.itemgetter(P(0), P(1))([1, 2])
random.Random(3).getrandbits(P(3)), random.Random(3).seed(Hashed())
random.seed(Hashed(), 1)
cmath.sqrt(P(1j)), cmath.isclose(P(1j), P(1j)), math.sqrt(P(4.0)), math.gcd(P(4), P(6)), math.lcm(4, P(6))
math.hypot(P(3.0), P(4.0)), math.dist(It([P(1.0)]), It([P(2.0)])), math.fsum(It([1.0])), math.prod(It([1, P(2)]))
math.sumprod(It([1, 2]), It([3, 4])), math.comb(P(4), P(2)), math.factorial(P(3)), math.isqrt(P(9)), math.floor(P(1.5))
math.ceil(P(1.5)), math.trunc(P(1.5)), math.log(P(4), P(2)), math.atan2(P(1.0), P(2.0)), math.perm(P(3), P(2))
math.isclose(P(1.0), 1.0), math.pow(P(2), P(3)), math.nextafter(1.0, 2.0, steps=P(2)), math.frexp(P(1.5))
list(itertools.accumulate(It([1, 2]), lambda a, b: pause(a + b), initial=P(0)))
list(itertools.batched(It([1, 2, 3]), P(2))), list(itertools.chain(It([1]), It([2])))
list(itertools.chain.from_iterable(It([It([1])]))), list(itertools.combinations(It([1, 2]), P(2)))
list(itertools.compress(It([1, 2]), It([P(1), 0]))), list(itertools.islice(itertools.count(P(1), P(2)), 3))
list(itertools.islice(itertools.cycle(It([1, 2])), 3)), list(itertools.dropwhile(pause, It([1, 0])))
list(itertools.takewhile(pause, It([1, 0])))
list(itertools.filterfalse(pause, It([1, 0]))), [(k, list(g)) for k, g in itertools.groupby(It([1, 1, 2]), pause)]
list(itertools.islice(It([1, 2]), P(0), P(2))), list(itertools.pairwise(It([1, 2])))
list(itertools.permutations(It([1, 2]), 1)), list(itertools.product(It([1]), repeat=P(2)))
list(itertools.repeat(1, P(2))), list(itertools.starmap(lambda *a: pause(a), It([It([1, 2])])))
[list(t) for t in itertools.tee(It([1, 2]), P(2))], list(itertools.zip_longest(It([1]), It([1, 2]), fillvalue=3))
list(itertools.combinations_with_replacement(It([1, 2]), 1))
[(k, list(g)) for k, g in itertools.groupby([P(1), P(1), P(2)])], list(itertools.accumulate([P(1), P(2)]))
bytearray(b'abc')[P(0):P(2)], b'abc'.find(b'b', P(0), P(3)), b'abc'.split(maxsplit=P(1)), b'abc'.startswith((b'a',), P(0))
b'abc'.ljust(P(5)), 'abc'.ljust(P(5)), 'abc'.find('b', P(0)), 'abc'.split(None, P(1)), 'abc'.replace('a', 'b', P(1))
'abc'.zfill(P(4)), 'abc'.expandtabs(P(4)), 'abc'.count('a', P(0), P(2)), 'abc'.translate(P({97: 98}))
'abc'.startswith('a', P(0)), 'abc'.index('a', P(0)), 'a b'.rsplit(None, P(1)), 'abc'.center(P(5)), b'abc'.hex(':', P(1))
b'abc'.decode('reversing'), 'abc'.encode('reversing'), bytes('a', 'reversing'), str(b'a', 'reversing'), bytes(P(2))
bytes(It([1])), bytes([P(1)]), bytearray([P(1)]), bytes(P(b'a'))
isinstance(1, Instances()), issubclass(int, Instances()), isinstance(Claims(), int), isinstance(1, (Instances(), str))
match_sequence(Sequence())
[types.SimpleNamespace(a=P(1)), functools.partial(pause, P(1)).args, re.compile('a'), slice(P(1)), {1: P(1)}.items()]
[deque([P(1)]), collections.OrderedDict(a=P(1)), collections.defaultdict(int, a=P(1)), itertools.count(P(1))]
[Exception(P(1)), array.array('i', [1]), bytearray(b'a'), range(P(1))]
re.compile('a') == P(1), re.sub('a', lambda m: pause('b'), 'aa'), re.match('(a)', 'a').expand(Text(r'\\1'))
re.match('(a)', 'a')[P(1)], re.split('a', 'bab', maxsplit=P(1)), re.sub('(a)', r'[\\1]', 'aa', count=P(1))
(1, P(2)).index(P(2)), (1, P(2)).count(P(2)), range(5).index(P(2)), range(5).count(P(2)), P(2) in range(5), 'abc'[P(0)]
(1, 2).__add__((3,)), tuple.__new__(tuple, It([1])), [1, 2].pop(P(0)), [1, 2].__contains__(P(2)), {}.__contains__(P(1))
{1}.__contains__(P(1)), int.from_bytes(P(b'a')), int.from_bytes(It([1])), (5).to_bytes(P(2)), float.__new__(float, P(1.5))
complex(P(1j)), round(P(2.5)), round(2.5, P(0)), divmod(P(5), 3), bytes.fromhex('61'), (2.5).__round__(P(0))
os.fspath(P('a')), sys.getsizeof(Sized()), sys.intern('a')
type('T', (), {'__slots__': It(['a'])}).__slots__.__class__.__name__, type('A', (), {})().__class__.__name__
super(P, P(1)).__init__.__name__, type(P(1)).__name__
warnings_caught(lambda: not NotImplemented), warnings_caught(lambda: pause(~True))
NotEqual() != 1, {1} != P({1}), [1] != [P(1)], (1,) != (P(1),), {1: 1} != {1: P(1)}, array.array('i', [1]) != P(1)
NotEqual() in [NotEqual()]
print(P(''), end='')
list(reversed(Old(1, 2))), operator.length_hint(reversed(Old(1, 2)))
re.compile(HashedText('a')) != re.compile('a'), repr(re.compile(HashedText('a')))
re.match('(a)', 'a').expand(HashedText(r'\\1'))
re.match('(?P<a>a)', 'a').group(HashedText('a')), re.sub('(a)', HashedText(r'[\\1]'), 'aa')
b'abc' != 1, bytearray(b'%d') % P(1)
deque_of(lambda d: d.index(2, P(0), P(3)))
iter(range(5)).__setstate__(P(2)), iter(range(1 << 70)).__setstate__(P(2))
time.struct_time(It(range(9))), os.stat_result(It(range(10)))
time.sleep(P(0))
len(Lengthy(P(2))), bool(Lengthy(P(2)))
{Unhashed(): 1}
pause(**{'a': 1}, **{Key('a'): 2})
operator.setitem(array.array('i', [1, 2]), slice(P(0), P(1)), array.array('i', [3]))
ByName[1]
decimal.localcontext(traps=Traps.fromkeys(decimal.getcontext().traps, P(False))).__enter__().traps[decimal.Inexact]
float.from_number(P(1.5)), float(P(3)), Subfloat.from_number(P(1.5)), Subfloat(P(2))
'''


def evaluate(text):
    try:
        value = repr(eval(text, globals()))
        return re.sub(' at 0x[0-9a-f]+', '', value)
    except Exception as error:
        return '%s: %s' % (type(error).__name__, error)


# What an application has to make picklable itself, as it holds what belongs to the process.
HELD = (contextvars.Context, contextvars.ContextVar, weakref.ref, cProfile.Profile, type(threading.RLock()))
held = {}


class HoldingPickler(pickle.Pickler):
    def persistent_id(self, value):
        if not isinstance(value, HELD):
            return None
        held[id(value)] = value
        return id(value)


class HoldingUnpickler(pickle.Unpickler):
    def persistent_load(self, name):
        return held[name]


def dumps_holding(value):
    data = io.BytesIO()
    HoldingPickler(data).dump(value)
    return data.getvalue()


def loads(data):
    return HoldingUnpickler(io.BytesIO(data)).load()


def run(text, seen=None, dumps=pickle.dumps):
    """What it gives; with `seen`, it goes on from a pickle each time it waits, and the names in there are added."""
    channel = stackless.channel()

    def job(channel, text):
        channel.preference = 1
        channel.send(evaluate(text))

    tasklet = stackless.tasklet(job)(channel, text)
    tasklet.run()
    while tasklet.alive and not tasklet.blocked:
        if seen is not None:
            data = dumps((tasklet, channel))
            seen.update(name.decode() for name in ADDRESS.findall(data))
            tasklet, channel = loads(data)
        tasklet.run()
    return channel.receive()


def run_interrupted(text, ticks, seen=None):
    """The same where the watchdog makes it wait."""
    channel = stackless.channel()
    tasklet = stackless.tasklet(lambda channel, text: channel.send(evaluate(text)))(channel, text)
    while True:
        tasklet = stackless.run(ticks)
        if tasklet is None:
            return channel.receive()
        if seen is not None:
            data = pickle.dumps((tasklet, channel))
            seen.update(name.decode() for name in ADDRESS.findall(data))
            tasklet, channel = pickle.loads(data)
        tasklet.insert()


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def squares(n):
    for i in range(n):
        yield i * i


class Zipped(zip):
    following = property(next)


def following(zipped):
    return zipped.following


def hold_back(n):
    for i in range(n):
        stackless.current.set_atomic(True)
        sum(squares(5))
        stackless.current.set_atomic(False)
    return n


# What has no natives that wait: the watchdog interrupts it.
INTERRUPTED = '''
fibonacci(6)
list(squares(10)), [x for x in map(abs, squares(5))]
sorted(squares(5), key=lambda x: -x), list(map(fibonacci, range(4)))
hold_back(5)
[following(zipped) for zipped in [Zipped(squares(9))] * 9]
'''


# What waits in the handler of a signal that came when the wait for a lock was over, but nobody had gone on yet.

waited_for = threading.Lock()
handled = []


def wait_for_lock():
    acquired = waited_for.acquire()
    handled.append(acquired)


def release_and_signal():
    time.sleep(0.01)            # until all of the main thread wait
    waited_for.release()
    signal.raise_signal(signal.SIGUSR1)


def handle_later(number, frame):
    pause()
    handled.append(number)


def behind_a_wait():
    """The tasklet that waited, which is in the handler."""
    with waited_for:
        tasklet = stackless.tasklet(wait_for_lock)()
        tasklet.run()
        thread = threading.Thread(target=release_and_signal)
        thread.start()
        stackless.run()
        thread.join()
    return tasklet


# What no case pickles, by the reason.

LEFT_OUT = {
    'It holds a file, a descriptor, a lock, a thread or a process, none of which can be pickled.': '''
        modules/_queue: Getting
        modules/_tokenize: ReadFrame
        modules/io/arguments: WritableOperation
        modules/io/file-io: Read ReadAll ReadInto Write
        modules/io/newlines: GetStateOperation NewlineDecodeOperation
        modules/io/text-wrapper: QuickLineFrame
        modules/io/utf8: Utf8DecodeOperation
        modules/posix-descriptors: ReadIntoOperation ReadOperation WriteOperation
        modules/posix-processes: WaitFrame
        modules/select: WaitFrame
        modules/standard-input: ReadFrame
        modules/thread-handles: JoinFrame
        modules/thread-local: Access
        modules/thread-locks: AcquireFrame RestoreFrame
    ''',
    'It holds the memory of a buffer, as a memoryview does.': '''
        objects/buffer-methods: EndOperation
        objects/memoryview: SliceAssignment ViewSlice
    ''',
    'It is only at the bottom of a program or a thread, or is run by the scheduler itself.': '''
        imports/bootstrap: BootstrapFrame
        interpreter: StartFrame
        stackless/pending: VisitFrame
        stackless/reduce: UnrestorableFrame
        stackless/thread-end: KillRunners
        stackless/thread-start: ThreadStart
    ''',
    'Nothing can switch while it is there: it is resumed at once, or a callback runs that may not switch.': '''
        machine/inspect: Inspection
        machine/nesting: PendingCall
        stackless/callbacks: SwitchCallbackFrame
        stackless/transfer: CallbackOperation
    ''',
    'It is in the midst of a step of a task of asyncio, whose loop belongs to the thread.': '''
        modules/asyncio/task: Advance
    ''',
    'It is part of what pickles.': '''
        modules/pickle/revival: Loading Saving
    ''',
}


def left_out():
    for lines in LEFT_OUT.values():
        for line in lines.split('\n'):
            address, colon, names = line.strip().partition(': ')
            for name in names.split():
                yield '%s:%s' % (address, name)


# Cases with classes of their own, which go along with their code.
BY_CODE = {'do_names()', 'do_describing()', 'do_builtin_items()', 'do_awaiting_iterators()', 'do_super_of_claimed()', 'do_abstract()', 'do_setting_bases()', 'do_reducing()', 'do_binding()', 'do_calling()', 'do_classes()', 'do_generic()', 'do_iterating()', 'do_modules()', 'do_properties()', 'do_subclasses()',
           'do_super()', 'do_wrapping()'}

# Cases in which there is something that can be pickled only by an application that says how.
HOLDING = {'do_profile()', 'do_contexts()', 'do_references()', 'do_warned()'}

# Those whose trace and profile functions go along.
TRACED = {'do_profiling()', 'do_tracing()'}


def dumps_traced(value):
    stackless.pickle_with_tracing_state = True
    try:
        return stackless.pickle_with_code(value)
    finally:
        stackless.pickle_with_tracing_state = False


def dumps_for(text):
    if text in TRACED:
        return dumps_traced
    return stackless.pickle_with_code if text in BY_CODE else dumps_holding if text in HOLDING else pickle.dumps


class NativeFrames(StacklessTestCase):

    def test_every_native_that_waits(self):
        """It goes on from a pickle, and all that there are have been pickled, or are listed."""
        # What tasklets were about to await, that are dropped in favour of their copies.
        self.enterContext(warnings.catch_warnings(action='ignore', category=RuntimeWarning))
        self.addCleanup(gc.collect)
        functions = [name + '()' for name in globals() if name.startswith('do_')]
        seen = set()
        for text in CASES.strip().split('\n') + functions:
            with self.subTest(text):
                expected = run(text)
                self.assertEqual(run(text, seen, dumps_for(text)), expected)
        for text in INTERRUPTED.strip().split('\n'):
            for ticks in range(1, 12):
                with self.subTest(text, ticks=ticks):
                    expected = evaluate(text)
                    self.assertEqual(run_interrupted(text, ticks, seen), expected)
        self.check_behind_a_wait(seen)
        left = native_frames() - seen
        self.assertEqual(left - set(left_out()), set(), 'neither pickled nor listed')
        if not HOSTILE:
            self.assertEqual(set(left_out()) - left, set(), 'listed, but pickled')

    def check_behind_a_wait(self, seen):
        """The handler goes on, then what waited, with what it waited for."""
        self.addCleanup(signal.signal, signal.SIGUSR1, signal.signal(signal.SIGUSR1, handle_later))
        tasklet = behind_a_wait()
        data = pickle.dumps(tasklet)
        seen.update(name.decode() for name in ADDRESS.findall(data))
        for again in pickle.loads(data), tasklet:
            del handled[:]
            again.run()
            self.assertEqual((again.alive, handled), (False, [signal.SIGUSR1, True]))


if __name__ == '__main__':
    unittest.main()
