"""Forged pickles of natives: what one has in a field, or as the first argument of a native that it calls, has to be what works there."""
import array
import io
import itertools
import pickle
import re
import unittest

import stackless
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
            words = contents[0].split(' ')
            contents[found[0]], words[found[1]] = self.value, self.word
            contents[0] = ' '.join(words)
        return function, arguments, tuple(contents)


def field(name, kind='native'):
    """The place of a field."""
    def place(found, contents):
        if found == kind and name in contents[1::2]:
            number = contents[1::2].index(name)
            return 2 + 2 * number, 2 + number
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

    def test_a_generator_that_waits_for_one_that_has_ended(self):
        def place(found, contents):
            where = field('frame')(found, contents)
            return where if where is not None and 'inner' in contents else None
        with self.assertRaises(ValueError):
            list(pickle.loads(self.forged(begun, place, no_frame, 'n')))


if __name__ == '__main__':
    unittest.main()
