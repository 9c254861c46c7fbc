"""Pickles with code: stackless.pickle_with_code and stackless.carry_code.

A simulation of two modules is pickled in one process and goes on in another that has neither of them.
"""
import copyreg
import enum
import functools
import io
import itertools
import os
import pickle
import sys
import tempfile
import textwrap
import types
import unittest

import stackless
from support import StacklessTestCase, needs_programs, run_program

UNITS = '''
    import abc, collections, dataclasses, enum, functools, typing

    class Color(enum.Enum):
        RED = 1
        GREEN = 2
        @property
        def nice(self):
            return self.name.lower()

    class Level(enum.IntFlag):
        LOW = 1
        HIGH = 2

    Point = collections.namedtuple('Point', 'x y')

    class Vector(typing.NamedTuple):
        x: int
        y: int = 2
        def plus(self, other):
            return self if other is ORIGIN else Vector(self.x + other.x, self.y + other.y)

    ORIGIN = Vector(0, 0)

    @dataclasses.dataclass
    class Item:
        name: str
        tags: list = dataclasses.field(default_factory=list)
        color: Color = Color.RED

    class Base(abc.ABC):
        known = []
        def __init_subclass__(cls):
            Base.known.append(cls.__name__)
        @abc.abstractmethod
        def step(self): ...

    class Meta(type):
        def __new__(meta, name, bases, namespace):
            made.append(name)
            return super().__new__(meta, name, bases, namespace)
        def __getitem__(cls, i):
            return cls.__name__, i

    made = []

    class Slotted(metaclass=Meta):
        __slots__ = 'a', '__b'
        def __init__(self, a):
            self.a, self.__b = a, a * 2
        def b(self):
            return self.__b
        def __getstate__(self):
            return self.a, self.__b
        def __setstate__(self, state):
            self.a, self.__b = state
            note(self.a)

    log = []
    def note(value):
        log.append(value)
    kept = Slotted(5)

    class Walker(Base):
        count = 0
        def __init__(self, name):
            self.name = name
        def step(self):
            Walker.count += 1
            assert super().__repr__() and __class__ is Walker
            return self.name, self.twice, cached(Walker.count)
        @functools.cached_property
        def twice(self):
            return self.name * 2
        @classmethod
        def create(cls, name):
            return cls(name)

    @functools.lru_cache(maxsize=10)
    def cached(n):
        return n * ten()
    def ten():
        return 10

    T = typing.TypeVar('T')
    class Plain(typing.Generic[T]):
        item: T
    class Box[K]:
        def get(self) -> K:
            return 1
'''

GAME = '''
    import stackless, units
    from units import Color, Item, Level, Walker, Vector, ORIGIN

    channel = stackless.channel()
    results = []
    world = None
    secret = open(__file__)         # nobody uses it, so it stays

    class World:
        def __init__(self):
            self.walkers = [Walker(name) for name in 'ab']
            self.items = [Item('x', [1], Color.GREEN)]
            self.tick = 0
        def run(self):
            while self.tick < 3:
                self.tick += channel.receive()
                results.append((self.tick, [walker.step() for walker in self.walkers], world is self))

    def counter():
        n = 0
        while True:
            n += 1
            yield n, Vector(n, n).plus(ORIGIN), Level.LOW | Level.HIGH, units.kept.b()

    def agent(gen):
        while True:
            channel.receive()
            results.append(next(gen))

    def setup():
        global world
        world = World()
        tasklets = [stackless.tasklet(world.run)(), stackless.tasklet(agent)(counter())]
        stackless.run()
        return world, tasklets, channel, results, units
'''

FIRST = '''
    import sys; sys.path.insert(0, %r)
    import game, stackless
    data = stackless.pickle_with_code(game.setup())
    with open(%r, 'wb') as file:
        file.write(data)
'''

SECOND = '''
    import pickle, stackless, sys
    with open(%r, 'rb') as file:
        world, tasklets, channel, results, units = pickle.load(file)
    print([t.blocked for t in tasklets], channel.balance, {'game', 'units'} & set(sys.modules))
    for i in range(4):
        channel.send(1)
    for line in results:
        print(line)
    print(type(world).__module__, units.log, units.made, units.Base.known, units.Slotted['z'])
    print(units.Color(2) is units.Color.GREEN is world.items[0].color, list(units.Color), units.Color.RED.nice)
    print(units.Item('a') == units.Item('a'), units.Point(1, 2), units.Plain[int], units.Box[str]().get())
    try:
        units.Base()
    except TypeError as error:
        print(error)
    # And on from here.
    world, tasklets, channel, results, units = pickle.loads(stackless.pickle_with_code((
        world, tasklets, channel, results, units)))
    channel.send(1)
    print(results[-1], world.tick, units.log)
    import traceback
    def fails():
        world.items = None
        world.walkers[0].name = None
        world.walkers[0].__dict__.pop('twice')
        world.walkers[0].step()
    try:
        fails()
    except TypeError as error:
        print(traceback.format_exc().splitlines()[-3].strip())
'''

EXPECTED = '''\
[True, True] -2 set()
(1, [('a', 'aa', 10), ('b', 'bb', 20)], True)
(1, Vector(x=1, y=1), <Level.LOW|HIGH: 3>, 10)
(2, [('a', 'aa', 30), ('b', 'bb', 40)], True)
(2, Vector(x=2, y=2), <Level.LOW|HIGH: 3>, 10)
game [5] ['Slotted'] ['Walker'] ('Slotted', 'z')
True [<Color.RED: 1>, <Color.GREEN: 2>] red
True Point(x=1, y=2) units.Plain[int] 1
Can't instantiate abstract class Base without an implementation for abstract method 'step'
(3, [('a', 'aa', 50), ('b', 'bb', 60)], True) 3 [5, 5]
return self.name * 2
'''


class Pair[T]:
    first: T

    def kinds(self):
        return Pairs, Triple


class Triple[T](Pair[list[T]]):
    pass


type Pairs[T] = list[T] | Pair[T]


class Written:
    """What loads it has to know its log."""
    log = Pair[int], []

    def __init__(self, text):
        self.text = text
        self.note()

    def note(self):
        if self.text not in self.log[1]:
            self.log[1].append(self.text)
            NOTES.count = 1

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.note()


class Notes:
    count = 0


NOTES = Notes()
WRITTEN = Written('written')


def noted(at=Written('default')):
    return sorted(Written.log[1], reverse=True), at.text, NOTES.count


def paired(of: Pair[int] = Pair[int], *, kind=str) -> Pair[str]:
    return of, Triple, kind, noted, WRITTEN


class Made:
    """A descriptor."""

    def __new__(cls, made):
        self = super().__new__(cls)
        self.made = made
        return self

    def __get__(self, instance, owner):
        return self


class Adding:
    two = functools.partialmethod(lambda self, a, b: a + b, 2)
    again = Made('once')


class Here:
    value = 1

    def get(self):
        return self.value, helper()


def helper():
    return other


other = 2


class Space(types.ModuleType):
    def get(self):
        return self.value, helper()


kinds = types.FunctionType, types.ModuleType, type(iter([])), type(None)


def kind_of(value):
    return [kind for kind in kinds if isinstance(value, kind)]


class Reduced:
    """Whose reducer is a function of its module."""
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return rebuilt, (self.value,), {'more': helper()}


def rebuilt(value):
    return Reduced(value)


class Reducing(list):
    def __reduce_ex__(self, protocol):
        return Reducing, (), {'kept': protocol}, iter(list(self))


class Registered:
    def __init__(self, value):
        self.value = value


def reduce_registered(self):
    return Registered, (self.value + 1,)


class Single:
    def __reduce__(self):
        return 'single'


single = Single()


def holding(results):
    reduced, reducing, registered = Reduced(1), Reducing([2]), Registered(3)
    while True:
        stackless.schedule_remove()
        results.append((reduced.value, reduced.__dict__.get('more'), reducing, reducing.__dict__, registered.value, single is globals()['single']))


def made_slowly(made):
    class Meta(type):
        def __prepare__(name, bases, **keywords):
            stackless.schedule_remove()
            return {}
        def __new__(cls, name, bases, namespace, **keywords):
            stackless.schedule_remove()
            return type.__new__(cls, name, bases, namespace, **keywords)
        def __init__(cls, name, bases, namespace, **keywords):
            stackless.schedule_remove()
    class Named:
        def __set_name__(self, owner, name):
            stackless.schedule_remove()
            self.name = name
    class Base:
        def __init_subclass__(cls, **keywords):
            stackless.schedule_remove()
            cls.keywords = keywords
    class Entries:
        def __mro_entries__(self, bases):
            stackless.schedule_remove()
            return (Base,)
    class Made(Entries(), metaclass=Meta, key=1):
        name = Named()
        stackless.schedule_remove()
    made += [Made.__name__, tuple(base.__name__ for base in Made.__bases__), Made.__dict__['name'].name, Made.keywords]


def enumerated(made):
    class Color(enum.Enum):
        def __init__(self, value):
            stackless.schedule_remove()
        A = 1
        stackless.schedule_remove()
        B = 2
        C = enum.auto()
        try:
            A = 5
        except TypeError:
            made.append('defined twice')
    made[:0] = [(color.name, color.value) for color in Color]


class Travel(StacklessTestCase):

    @needs_programs
    def test_simulation_goes_on_without_its_modules(self):
        """Classes of all kinds, functions, generators, tasklets; globals that are used, once each."""
        with tempfile.TemporaryDirectory() as folder:
            for name, source in ('units', UNITS), ('game', GAME):
                with open(os.path.join(folder, name + '.py'), 'w') as file:
                    file.write(textwrap.dedent(source))
            data = os.path.join(folder, 'data')
            first = run_program(textwrap.dedent(FIRST % (folder, data)))
            self.assertEqual(first, (0, '', ''))
            for name in 'units', 'game':
                os.remove(os.path.join(folder, name + '.py'))
            self.assertEqual(run_program(textwrap.dedent(SECOND % data)), (0, EXPECTED, ''))

    def test_each_pickle_has_classes_and_globals_of_its_own(self):
        data = stackless.pickle_with_code((Here(), helper), [__name__])
        first, function = pickle.loads(data)
        second, _ = pickle.loads(data)
        self.assertEqual(first.get(), (1, 2))
        self.assertNotEqual(type(first), type(second))
        self.assertNotEqual(type(first), Here)
        self.assertEqual(type(first).__qualname__, 'Here')
        self.assertIs(type(first).get.__globals__, function.__globals__)
        function.__globals__['other'] = 3
        self.assertEqual([here.get()[1] for here in (first, second, Here())], [3, 2, 2])

    def test_modules_that_do_not_travel(self):
        """They are referred to by name."""
        data = stackless.pickle_with_code(Here(), ['somewhere_else'])
        self.assertIs(type(pickle.loads(data)), Here)
        self.assertIs(pickle.loads(stackless.pickle_with_code(textwrap.dedent)), textwrap.dedent)

    def test_carry_code(self):
        """Several pickles of one pickler share what they have in common."""
        stream = io.BytesIO()
        pickler = pickle.Pickler(stream)
        self.assertIsNone(stackless.carry_code(pickler, [__import__(__name__)]))
        pickler.dump(Here())
        pickler.dump([Here(), helper])
        stream.seek(0)
        unpickler = pickle.Unpickler(stream)
        first = unpickler.load()
        second, function = unpickler.load()
        self.assertIs(type(first), type(second))
        self.assertIs(function.__globals__, type(first).get.__globals__)
        with self.assertRaises(TypeError):
            stackless.carry_code(pickle._Pickler(stream))
        with self.assertRaises(TypeError):
            stackless.carry_code(pickler, [5])

    def test_local_classes(self):
        def outer(base):
            class Local(base):
                def both(self):
                    return super().get(), base is Local.__base__
            return Local()
        local = pickle.loads(stackless.pickle_with_code(outer(Here), [__name__]))
        self.assertEqual(local.both(), ((1, 2), True))

    def test_a_class_that_is_being_made(self):
        """In its bases, its namespace, its metaclass, its attributes, its base."""
        made = []
        t = stackless.tasklet(made_slowly)(made)
        t.run()
        turns = 0
        while t.alive:
            turns += 1
            data = stackless.pickle_with_code((t, made), [__name__])
            t.kill()
            t, made = pickle.loads(data)
            t.run()
        self.assertEqual(turns, 7)
        self.assertEqual(made, ['Made', ('Base',), 'name', {'key': 1}])

    def test_an_enumeration_that_is_being_made(self):
        """Its namespace is a dict with code and attributes of its own, which know what has been defined."""
        made = []
        t = stackless.tasklet(enumerated)(made)
        t.run()
        while t.alive:
            data = stackless.pickle_with_code((t, made), [__name__])
            t.kill()
            t, made = pickle.loads(data)
            t.run()
        self.assertEqual(made, [('A', 1), ('B', 2), ('C', 3), 'defined twice'])

    def test_classes_that_no_module_has_under_their_name(self):
        """Those of functions, modules, iterators are known by their place among the built-in ones."""
        travelled = pickle.loads(stackless.pickle_with_code(kind_of, [__name__]))
        self.assertIsNot(travelled.__globals__, globals())
        self.assertEqual(travelled.__globals__['kinds'], kinds)
        self.assertEqual([travelled(value) for value in (helper, types, iter([]), None, 5)],
                         [[kind] for kind in kinds] + [[]])

    def test_modules_of_a_class_of_their_own(self):
        def local():
            class Local(Space):
                def both(self):
                    return super().get(), helper()
            return Local('local', 'text')
        for made in Space('space', 'text'), local():
            made.value, made.own = 3, made
            again = made
            for _ in range(2):
                again = pickle.loads(stackless.pickle_with_code(again, [__name__]))
                self.assertEqual((again.get(), again.own is again, again.__doc__), ((3, 2), True, 'text'))
                self.assertEqual((type(again).__name__, type(again) is type(made)), (type(made).__name__, False))
        self.assertEqual(again.both(), ((3, 2), 2))

    def test_a_module_that_took_another_class(self):
        """It comes with what is in it, and with that."""
        name = 'module_of_this_test'
        module = types.ModuleType(name)
        sys.modules[name] = module
        self.addCleanup(sys.modules.pop, name)
        exec('def get(): return value', module.__dict__)
        module.value, module.__class__ = 3, Space
        self.assertIs(pickle.loads(stackless.pickle_with_code(module, [])), module)
        again = pickle.loads(stackless.pickle_with_code(module, [name, __name__]))
        again.value = 4
        self.assertEqual((again.__name__, again.get(), Space.get(module)), (name, 4, (3, 2)))
        self.assertEqual((type(again).__name__, type(again).get(again)), ('Space', (4, 2)))

    def test_objects_with_reducers_of_their_own(self):
        """In a program that has come with its code, too."""
        copyreg.pickle(Registered, reduce_registered)
        self.addCleanup(copyreg.dispatch_table.pop, Registered)
        results = []
        t = stackless.tasklet(holding)(results)
        t.run()
        for _ in range(3):
            t, results = pickle.loads(stackless.pickle_with_code((t, results), [__name__]))
            t.run()
        self.assertEqual(results, [(1, 2, [2], {'kept': 5}, 4, True)] * 3)

    def test_what_has_travelled_is_pickled_without_its_code(self):
        """Functions go by value, as any that no module has; of classes there are only names, which mean others or nothing."""
        for dumps in pickle.dumps, pickle._dumps:
            function = pickle.loads(stackless.pickle_with_code(Here.get, [__name__]))
            function.__globals__['other'] = 3
            for way in dumps, dumps, stackless.pickle_with_code:
                function = pickle.loads(way(function))
                self.assertEqual(function(Here), (1, 3))
            space = function.__globals__
            self.assertEqual(space['__loader__'].get_source('any').splitlines()[0], '"""' + __doc__.splitlines()[0])
            here = pickle.loads(stackless.pickle_with_code(Here(), [__name__]))
            t = stackless.tasklet(pickle.loads(stackless.pickle_with_code(holding, [__name__])))([])
            t.run()
            for value in here, type(here), t:
                with self.assertRaisesRegex(pickle.PicklingError, "it's not the same object as"):
                    dumps(value)

    def test_what_is_made_of_what_travels_with_it(self):
        """Aliases of generic classes, objects that are defaults, attributes or in caches: code of theirs is run when they are made."""
        found = [Pair, Pairs, Triple, Written, noted, paired, WRITTEN]
        self.assertEqual(Pairs.__value__, list[Pairs.__type_params__[0]] | Pair[Pairs.__type_params__[0]])
        paired.__annotations__
        for first, second in itertools.permutations(found, 2):
            one, other, use = pickle.loads(stackless.pickle_with_code((first, second, paired), [__name__]))
            for value in one, other:
                self.assertEqual(getattr(value, '__name__', None), getattr(first if value is one else second, '__name__', None))
            pair, triple, kind, note, written = use()
            self.assertEqual((pair.__args__, kind, written.text), ((int,), str, 'written'))
            self.assertIs(pair.__origin__, triple.__orig_bases__[0].__origin__)
            self.assertEqual(note(), (['written', 'default'], 'default', 1))

    def test_descriptors_that_are_made_with_arguments(self):
        adding = pickle.loads(stackless.pickle_with_code(Adding, [__name__]))
        self.assertIsNot(adding, Adding)
        self.assertEqual((adding().two(3), adding.again.made), (5, 'once'))
        self.assertEqual(pickle.loads(stackless.pickle_with_code(adding, [__name__]))().two(4), 6)

    def test_old_protocols(self):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            self.assertEqual(pickle.loads(stackless.pickle_with_code(Here(), [__name__], protocol)).get(), (1, 2))


if __name__ == '__main__':
    unittest.main()
