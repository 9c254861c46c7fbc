"""Section 15: switching inside generators, with blocks, class bodies, coroutines."""
import unittest

import stackless
from support import StacklessTestCase, outcome


class Manager:
    """Notes and switches on entering and leaving."""

    def __init__(self, note, name):
        self.note, self.name = note, name

    def __enter__(self):
        self.note('enter ' + self.name)
        stackless.schedule()
        self.note('entered ' + self.name)

    def __exit__(self, *args):
        self.note('exit ' + self.name)
        stackless.schedule()
        self.note('left ' + self.name)

    async def __aenter__(self):
        self.__enter__()

    async def __aexit__(self, *args):
        self.__exit__(*args)


class Language(StacklessTestCase):

    def test_S206_switch_inside_a_generator(self):
        """The whole tasklet is suspended, next() returns later."""
        def generator():
            stackless.schedule()
            yield 1
        def job(name):
            self.note(name + ' in')
            for value in generator():
                self.note(name + ' got')
        self.ready('a', job, 'a')
        self.ready('b', job, 'b')
        stackless.run()
        self.assertEqual(self.log, ['a in', 'b in', 'a got', 'b got'])

    def test_S207_generator_in_two_tasklets(self):
        """Advancing one that is being executed is an error; in turn it works."""
        def generator():
            yield 1
            stackless.schedule_remove()
            yield 2
            yield 3
        g = generator()
        self.assertEqual(next(g), 1)
        t = self.paused('t', lambda: self.note(next(g)))
        t.run()
        self.assertEqual(outcome(next, g), 'ValueError: generator already executing')
        t.run()
        self.paused('u', lambda: self.note(next(g))).run()
        self.assertEqual(self.log, [2, 3])
        self.assertEqual(list(g), [])

    def test_S208_stopiteration_inside_a_generator(self):
        """It becomes RuntimeError (PEP 479)."""
        c = stackless.channel()
        def generator():
            yield c.receive()
        self.ready('t', lambda: self.note(outcome(next, generator())))
        stackless.run()
        c.send_exception(StopIteration)
        self.assertEqual(self.log, ['RuntimeError: generator raised StopIteration'])

    def test_S209_with_blocks(self):
        """Switching in __enter__, in the body and in __exit__."""
        def job(name):
            with Manager(self.note, name):
                self.note('body ' + name)
                stackless.schedule()
        self.ready('a', job, 'a')
        self.ready('b', job, 'b')
        stackless.run()
        self.assertEqual(self.log, ['enter a', 'enter b', 'entered a', 'body a', 'entered b', 'body b',
                                    'exit a', 'exit b', 'left a', 'left b'])

    def test_S209_async_with(self):
        """The same with async with."""
        async def coroutine(name):
            async with Manager(self.note, name):
                self.note('body ' + name)
        def job(name):
            try:
                coroutine(name).send(None)
            except StopIteration:
                self.note('done ' + name)
        self.ready('a', job, 'a')
        self.ready('b', job, 'b')
        stackless.run()
        self.assertEqual(self.log, ['enter a', 'enter b', 'entered a', 'body a', 'exit a', 'entered b', 'body b',
                                    'exit b', 'left a', 'done a', 'left b', 'done b'])

    def test_S209_try_finally(self):
        """A switch in every clause, with an exception in flight."""
        def job():
            try:
                try:
                    stackless.schedule()
                    raise KeyError
                except KeyError:
                    stackless.schedule()
                    raise ValueError('v')
                finally:
                    stackless.schedule()
                    self.note('finally')
            except ValueError as error:
                stackless.schedule()
                self.note(error.args, type(error.__context__))
            else:
                self.note('not reached')
        self.ready('a', job)
        self.ready('b', job)
        stackless.run()
        self.assertEqual(self.log, ['finally'] * 2 + [(('v',), KeyError)] * 2)

    def test_S209_comprehensions_class_bodies_exec(self):
        """Switching inside them is transparent."""
        def job():
            listed = [stackless.schedule(i) for i in range(3)]
            made = {stackless.schedule(i): stackless.schedule(-i) for i in range(2)}
            class Body:
                first = stackless.schedule(1)
                second = first + 1
            space = {'stackless': stackless}
            exec('x = stackless.schedule(7)', space)
            self.note(listed, made, Body.second, space['x'], eval('stackless.schedule(8)'))
        self.ready('a', job)
        self.ready('b', job)
        stackless.run()
        self.assertEqual(self.log, [([0, 1, 2], {0: 0, 1: -1}, 2, 7, 8)] * 2)

    def test_S209_operators(self):
        """An expression continues where its operand was suspended."""
        class Number:
            def __init__(self, value):
                self.value = value
            def __add__(self, other):
                stackless.schedule()
                return Number(self.value + other.value)
            def __lt__(self, other):
                stackless.schedule()
                return self.value < other.value
        def job(first):
            numbers = [Number(first + i) for i in (2, 0, 1)]
            total = numbers[0] + numbers[1] + numbers[2]
            self.note(total.value, [n.value for n in sorted(numbers)], min(numbers).value)
        self.ready('a', job, 10)
        self.ready('b', job, 20)
        stackless.run()
        self.assertEqual(self.log, [(33, [10, 11, 12], 10), (63, [20, 21, 22], 20)])

    def test_S210_kill_unwinds(self):
        """finally blocks and with exits, inner first."""
        class Leave:
            def __init__(leave, name):
                leave.name = name
            def __enter__(leave):
                pass
            def __exit__(leave, kind, *args):
                self.note(leave.name, kind)
        def inner():
            with Leave('inner'):
                try:
                    stackless.schedule_remove()
                finally:
                    self.note('finally')
        def job():
            with Leave('outer'):
                inner()
            self.note('not reached')
        t = self.paused('t', job)
        t.run()
        t.kill()
        self.assertEqual(self.log, ['finally', ('inner', TaskletExit), ('outer', TaskletExit)])

    def test_S211_asyncio_in_a_tasklet(self):
        """A coroutine that switches suspends the whole loop."""
        import asyncio
        async def child(name):
            self.note(name + ' 1')
            stackless.schedule()
            self.note(name + ' 2')
            await asyncio.sleep(0)
            self.note(name + ' 3')
        async def main():
            await asyncio.gather(child('x'), child('y'))
        self.ready('loop', asyncio.run, main())
        def other():
            for i in range(2):
                self.note('other')
                stackless.schedule()
        self.ready('other', other)
        stackless.run()
        self.assertEqual(self.log, ['x 1', 'other', 'x 2', 'y 1', 'other', 'y 2', 'x 3', 'y 3'])


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_15(self):
        """Interplay with the language."""
        self.check_example('''\
import stackless
def gen(n):
    for i in range(2):
        stackless.schedule()
        yield n + str(i)
def consume(n):
    for v in gen(n):
        print(v, end=' ')
stackless.tasklet(consume)('a')
stackless.tasklet(consume)('b')
stackless.run()
def key(x):
    stackless.schedule()
    return -x
def sorter():
    print(sorted([1, 2, 3], key=key), end=' ')
stackless.tasklet(sorter)()
stackless.tasklet(print)('other', end=' ')
stackless.run()
print()
''', '''\
a0 b0 a1 b1 other [3, 2, 1] 
''')


if __name__ == '__main__':
    unittest.main()
