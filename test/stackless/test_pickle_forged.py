"""Forged pickles of natives: what one has in a field, or as the first argument of a native that it calls, has to be what works there."""
import array
import collections
import io
import itertools
import pickle
import re
import struct
import unittest

import stackless
from damage import short
from support import StacklessTestCase


def pause(value=None):
    stackless.schedule_remove()
    return value


class Later:
    """An int that is known later."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return pause(self.value)


class Waits:
    """An iterator that waits."""

    def __iter__(self):
        return self

    def __next__(self):
        return pause(1)


def appending():
    array.array('i', [1]).append(Later(2))


def zero_filling():
    '7'.zfill(Later(3))


def matching():
    re.match('(a)', 'a').group(Later(1))


def teeing():
    next(itertools.tee(Waits())[0])


def inner():
    yield 1
    yield 2


def outer():
    yield from inner()


def holding(make):
    """A frame that holds an iterator which has begun."""
    iterator = make()
    next(iterator)
    pause()
    return list(itertools.islice(iterator, 20))


def holding_nothing():
    pause()


def failing():
    try:
        {}['missing']
    except KeyError as error:
        return error.__traceback__


class Forger(pickle.Pickler):
    """Puts a value where `place` finds something in a state: its number in there, and that of the word that tells its kind."""

    def __init__(self, place, value, word):
        self.file = io.BytesIO()
        super().__init__(self.file)
        self.place, self.value, self.word = place, value, word
        self.count = 0

    def reducer_override(self, obj):
        if type(obj) is not type(state):
            return NotImplemented
        function, arguments, contents = obj.__reduce__()
        contents = list(contents)
        found = self.place(arguments[0], contents)
        if found is not None:
            self.count += 1
            if found == EMPTY:
                return function, arguments
            words = str(contents[0]).split(' ')
            contents[found[0]] = self.value
            if found[1] is not None:
                words[found[1]] = self.word
                contents[0] = ' '.join(words)
        return function, arguments, tuple(contents)


EMPTY = 'without its contents'


def field(name, kind='native'):
    """The place of a field."""
    def place(found, contents):
        if found == kind and name in contents[1::2]:
            number = contents[1::2].index(name)
            return 2 + 2 * number, 2 + number
    return place


def made(address, *fields):
    """An object of a class of the implementation with such fields."""
    state = stackless._stackless._state('native', stackless._stackless._named(address))
    kinds = [short(address), short(' '.join(fields[::2])), *('v' for name in fields[::2])]
    state.__setstate__((' '.join(kinds), *fields))
    return stackless._stackless._object(state)


def item_of(name):
    """The place of the last item of the array in a field, which the pickle has behind the object."""
    expected = []
    def place(found, contents):
        if found == 'native' and name in contents[1::2]:
            expected.append(contents[2 + 2 * contents[1::2].index(name)])
        if found == 'array' and expected and expected[-1].__reduce__()[2][1:] == tuple(contents[1:]):
            return len(contents) - 1, len(contents) - 2
    return place


def first_of(cls):
    """The place of the first item of an array, if that is of a class."""
    def place(found, contents):
        if found == 'array' and type(contents[1]) is cls:
            return 1, 0
    return place


def suspended(function):
    tasklet = stackless.tasklet(function)()
    tasklet.run()
    return tasklet


begun = outer()
next(begun), next(begun)
state = begun.__reduce_ex__(2)[1][0]
no_frame = stackless._stackless._named('null')
number = stackless._stackless._host_float
NO_PLACES = -2, 1.5, number(1.5), number(-0.0), number(-2.0**53), stackless._stackless._named('NaN'), None, 10**30


class ForgedNatives(StacklessTestCase):

    def forged(self, value, place, other, word='v'):
        forger = Forger(place, other, word)
        forger.dump(value)
        self.assertGreater(forger.count, 0)
        return forger.file.getvalue()

    def test_the_object_of_a_method(self):
        """Of a native that goes on when its argument is known."""
        for function, cls in (appending, array.array), (zero_filling, str), (matching, re.Match):
            for other in 10**30, {1: 2}, iter([1]), None:
                tasklet = suspended(function)
                with self.subTest(function, other=other), self.assertRaises((TypeError, ValueError)):
                    pickle.loads(self.forged(tasklet, first_of(cls), other))
                tasklet.kill()

    def test_objects_without_a_class(self):
        """The text that a match has been found in."""
        tasklet = suspended(matching)
        for other in pickle, 5, [1]:
            with self.assertRaises(ValueError):
                pickle.loads(self.forged(tasklet, field('text', 'record'), other))
        tasklet.kill()

    def test_fields_that_begin_with_an_object(self):
        tasklet = suspended(teeing)
        for other in 'text', True, [1]:
            with self.assertRaises(ValueError):
                pickle.loads(self.forged(tasklet, field('link'), other))
        tasklet.kill()

    def test_places(self):
        """The place of an iterator is a number from 0 on, or -1."""
        cases = [(lambda: iter({1, 2}), 'position'), (lambda: iter({1: 2, 3: 4}), 'entry'),
                 (lambda: struct.iter_unpack('h', b'abcd'), 'offset'), (lambda: iter(collections.OrderedDict(a=1, b=2)), 'entry'),
                 (lambda: iter(collections.OrderedDict(a=1, b=2)), 'left'), (lambda: itertools.cycle([1, 2]), 'at'),
                 (lambda: itertools.islice('abcd', 1, 3), 'taken'), (lambda: itertools.repeat(1, 3), 'left'),
                 (lambda: itertools.combinations('abc', 2), 'size'), (lambda: iter(collections.deque('abc')), 'left')]
        for make, name in cases:
            tasklet = suspended(lambda: holding(make))
            for other in NO_PLACES:
                with self.subTest(make(), other=other), self.assertRaises(ValueError):
                    pickle.loads(self.forged(tasklet, field(name), other, 'n' if other is no_frame else 'v'))
            tasklet.kill()

    def test_places_in_sequences(self):
        """Iterators that CPython pickles in another way can be given by their fields, too."""
        cases = [('objects/sequence-iterators:TupleIterator', 'tuple', (1, 2)), ('objects/sequence-iterators:ListIterator', 'list', [1, 2]),
                 ('objects/sequence-iterators:ListReverseIterator', 'list', [1, 2]), ('objects/str-methods:StrIterator', 'text', '12'),
                 ('objects/bytes-methods:BytesIterator', 'source', b'12'), ('modules/array:ArrayIterator', 'array', array.array('i', [1, 2]))]
        for address, name, sequence in cases:
            self.assertEqual(len(list(made(address, name, sequence, 'index', 1))), 2 if 'Reverse' in address else 1)
            self.assertEqual(list(made(address, name, sequence, 'index', 2**53 - 1)), [])
            for other in NO_PLACES:
                with self.subTest(address, other=other), self.assertRaises(ValueError):
                    made(address, name, sequence, 'index', other)
        for fields in (0, 1, -1), (2**53 - 1, 1, 1), (0, 2**53 - 1, 2), (1.5, 1, 1):
            with self.subTest(fields), self.assertRaises(ValueError):
                made('objects/range-methods:RangeIterator', *itertools.chain(*zip(('value', 'step', 'left'), fields)))

    def test_items(self):
        """What iterators keep in arrays fits together."""
        cases = [(lambda: itertools.permutations('abc', 2), 'cycles', 0, 7), (lambda: itertools.permutations('abc', 2), 'indices', -1, 3, 2**53),
                 (lambda: itertools.combinations('abcd', 2), 'indices', 0, 4), (lambda: itertools.product('ab', 'cd'), 'indices', 2, -1),
                 (lambda: itertools.combinations_with_replacement('ab', 2), 'indices', 2)]
        for make, name, *others in cases:
            tasklet = suspended(lambda: holding(make))
            for other in others:
                with self.subTest(make(), other=other), self.assertRaises(ValueError):
                    pickle.loads(self.forged(tasklet, item_of(name), other))
            tasklet.kill()

    def test_a_place_behind_the_last_item(self):
        """There is nothing to come."""
        for name, *others in ('entry', 4, 2**31, 2**53 - 1), ('left', 2**53 - 1):
            for make in lambda: iter(collections.OrderedDict(a=1, b=2)), lambda: reversed(collections.OrderedDict(a=1, b=2)):
                tasklet = suspended(lambda: holding(make))
                for other in others:
                    run = pickle.loads(self.forged(tasklet, field(name), other))
                    run.run()
                    self.assertFalse(run.alive)
                tasklet.kill()

    def test_an_int_of_python_in_a_field(self):
        """Has no number of the host's in its place that is too large for one."""
        tasklet = suspended(lambda: holding(lambda: enumerate('abc')))
        with self.assertRaises(ValueError):
            pickle.loads(self.forged(tasklet, field('count'), number(2.0**53)))
        tasklet.kill()

    def test_objects_without_contents(self):
        """That something refers to."""
        tasklet = suspended(lambda: holding(lambda: map(abs, [1, 2])))
        for kind in 'frame', 'native', 'array', 'function':
            with self.subTest(kind), self.assertRaises(pickle.UnpicklingError):
                pickle.loads(self.forged(tasklet, lambda found, contents: EMPTY if found == kind else None, None))
        tasklet.kill()

    def test_frames_of_two_generators(self):
        """A frame is that of one."""
        others = inner(), inner()
        for other in others:
            next(other)
        frames = [other.__reduce_ex__(2)[1][0].__reduce__()[2] for other in others]
        frame = frames[0][2 + 2 * frames[0][1::2].index('frame')]
        with self.assertRaises(ValueError):
            pickle.loads(self.forged(others, field('frame'), frame, 'F'))

    def test_frames_of_functions(self):
        """Are none of a generator."""
        tasklet = suspended(holding_nothing)
        frame = tasklet.__reduce__()[2][3][-1]
        with self.assertRaises(ValueError):
            pickle.loads(self.forged(begun, field('frame'), frame, 'F'))
        tasklet.kill()

    def test_chains_without_end(self):
        """Of generators that wait for each other, and of tracebacks."""
        frame = state.__reduce__()[2]
        frame = frame[2 + 2 * frame[1::2].index('frame')]
        def place(found, contents):
            return (1, None) if found == 'frame' and contents[1] is not no_frame else None
        with self.assertRaises(ValueError):
            pickle.loads(self.forged(begun, place, begun, None))
        traceback = failing()
        with self.assertRaises(ValueError):
            pickle.loads(self.forged(traceback, field('inner'), traceback))

    def test_a_generator_that_waits_for_one_that_has_ended(self):
        def place(found, contents):
            where = field('frame')(found, contents)
            return where if where is not None and 'inner' in contents else None
        with self.assertRaises(ValueError):
            list(pickle.loads(self.forged(begun, place, no_frame, 'n')))


if __name__ == '__main__':
    unittest.main()
