"""Section 7: every operation in every state."""
import unittest

import stackless
from support import StacklessTestCase, outcome, spin, state, waiters

STATES = ('empty', 'bound', 'paused', 'ready', 'blocked', 'current')
MESSAGES = {
    'A': 'tasklet is alive', 'B': 'You cannot run a blocked tasklet',
    'C': "can't (re)bind the current tasklet", 'D': 'You cannot run an unbound(dead) tasklet',
    'N': 'the tasklet was not bound to a function',
    'P': 'You cannot __reduce__ the tasklet which is current.', 'R1': 'You cannot remove a blocked tasklet.',
    'R2': 'The current tasklet cannot be removed.', 'S': 'tasklet is scheduled',
    'T': 'You cannot throw to a dead tasklet',
}


class Probe(Exception):
    """What the throwing operations throw."""


def nothing(*args):
    pass


OPERATIONS = {
    'bind(f)': lambda t: t.bind(nothing),
    'bind(f, args)': lambda t: t.bind(nothing, ()),
    'bind(None, args)': lambda t: t.bind(None, ()),
    'bind()': lambda t: t.bind(),
    'setup()': lambda t: t.setup(),
    'call': lambda t: t(),
    'insert()': lambda t: t.insert(),
    'remove()': lambda t: t.remove(),
    'run()': lambda t: t.run(),
    'switch()': lambda t: t.switch(),
    'throw(X)': lambda t: t.throw(Probe),
    'throw(X, pending=True)': lambda t: t.throw(Probe, pending=True),
    'kill()': lambda t: t.kill(),
    'kill(True)': lambda t: t.kill(True),
    'bind_thread()': lambda t: t.bind_thread(),
    '__reduce__()': lambda t: t.__reduce__() and None,
}

# A cell is: '= self' (no change, the tasklet is returned), '= None' (no change, None is returned), 'RE x'
# (RuntimeError with message x, no change), 'RE x > state' (the same, and a new state), '> state' (new state,
# the tasklet is returned), 'None > state' (new state, None is returned), 'runs' (it became current and went on
# normally), 'catches' (it became current and the exception was raised in it), 'raises' (the exception comes
# out of the call itself).
TABLE = {
    'bind(f)': ('> bound', '> bound', '> bound', 'RE S', 'RE S', 'RE C'),
    'bind(f, args)': ('> paused', '> paused', '> paused', 'RE S', 'RE S', 'RE C'),
    'bind(None, args)': ('RE N', '> paused', 'RE N > empty', 'RE S', 'RE S', 'RE C'),
    'bind()': ('> empty', '> empty', '> empty', 'RE S', 'RE S', 'RE C'),
    'setup()': ('RE N', '> ready', 'RE A', 'RE A', 'RE A', 'RE A'),
    'call': ('RE N', '> ready', 'RE A', 'RE A', 'RE A', 'RE A'),
    'insert()': ('RE D', 'RE D', '> ready', '= self', 'RE B', '= self'),
    'remove()': ('= self', '= self', '= self', '> paused', 'RE R1', 'RE R2'),
    'run()': ('RE D', 'RE D', 'runs', 'runs', 'RE B', '= None'),
    'switch()': ('RE D', 'RE D', 'runs', 'runs', 'RE B', '= None'),
    'throw(X)': ('RE T', 'RE T', 'catches', 'catches', 'catches', 'raises'),
    'throw(X, pending=True)': ('RE T', 'RE T', 'None > ready', 'None > ready', 'None > ready', 'raises'),
    'kill()': ('= None', '= None', 'catches', 'catches', 'catches', 'raises'),
    'kill(True)': ('= None', '= None', 'None > ready', 'None > ready', 'None > ready', 'raises'),
    'bind_thread()': ('= None',) * 6,
    '__reduce__()': ('= None',) * 5 + ('RE P',),
}


class StateTable(StacklessTestCase):

    def body(self):
        """A tasklet that waits, and notes how it goes on."""
        try:
            self.wait()
        except (Probe, TaskletExit) as error:
            self.note('catches')
        else:
            self.note('runs')

    def make(self, wanted):
        """A tasklet in one of the states other than current."""
        self.channel = stackless.channel()
        if wanted == 'empty':
            return stackless.tasklet()
        if wanted == 'bound':
            return stackless.tasklet(nothing)
        self.wait = {'paused': lambda: stackless.schedule_remove(None), 'ready': stackless.schedule,
                     'blocked': self.channel.receive}[wanted]
        t = self.paused('t', self.body)
        t.run()
        return t

    def check_cell(self, operation, wanted, cell):
        """One cell of the table."""
        if wanted == 'current':
            t = stackless.current
        else:
            t = self.make(wanted)
            self.assertEqual(state(t), wanted)
        found = outcome(OPERATIONS[operation], t)
        after = state(t)
        what, _, new = cell.partition(' > ') if ' > ' in cell else (cell, '', '')
        if cell.startswith('> '):
            self.assertEqual((found, after), (t, cell[2:]))
        elif what == 'None':
            self.assertEqual((found, after), (None, new))
        elif what == '= self':
            self.assertEqual((found, after), (t, wanted))
        elif what == '= None':
            self.assertEqual((found, after), (None, wanted))
        elif what == 'raises':
            self.assertIn(found, ('Probe: ', 'TaskletExit: '))
        elif what.startswith('RE '):
            self.assertEqual((found, after), ('RuntimeError: ' + MESSAGES[what[3:]], new or wanted))
        else:
            self.assertEqual((found, self.log, after), (None, [what], 'empty'))
        expected_balance = -1 if after == 'blocked' else 0
        if wanted != 'current':
            self.assertEqual(self.channel.balance, expected_balance)

    def test_S95_all_cells(self):
        """Every operation in every state, with result, message and new state."""
        for operation, row in TABLE.items():
            for wanted, cell in zip(STATES, row, strict=True):
                with self.subTest(operation=operation, state=wanted):
                    del self.log[:]
                    self.check_cell(operation, wanted, cell)
                    self.assertEqual(self.kill_all(), [])

    def test_S95_current_cells_in_a_tasklet(self):
        """The column of the current tasklet, for one that is not main."""
        def inside():
            for operation, row in TABLE.items():
                with self.subTest(operation=operation):
                    self.check_cell(operation, 'current', row[5])
            self.note('all checked')
        self.ready('t', inside)
        stackless.run()
        self.assertEqual(self.log, ['all checked'])

    def test_S95_bind_of_a_tasklet_that_is_not_restorable(self):
        """(a): an error in every row, and no change."""
        def inner():
            before = runner.frame
            for operation in ('bind(f)', 'bind(f, args)', 'bind(None, args)', 'bind()'):
                self.note(outcome(OPERATIONS[operation], runner), state(runner), runner.frame is before)
        def outer():
            self.ready('inner', inner)
            self.note(stackless.run())
        runner = self.ready('outer', outer)
        stackless.run()
        self.assertEqual(self.log, [('RuntimeError: tasklet has C state on its stack', 'paused', True)] * 4 + [None])

    def test_S95_bind_without_function_takes_a_callable_tempval(self):
        """(b): a callable tempval of a paused tasklet is taken as its function."""
        t = self.paused('t', lambda: stackless.schedule_remove(self.note))
        t.run()
        self.assertIs(t.bind(None, ('called',)), t)
        self.assertEqual(state(t), 'paused')
        t.run()
        self.assertEqual(self.log, ['called'])

    def test_S95_a_tasklet_is_a_callable_tempval(self):
        """(b): the default tempval, the tasklet itself, is callable."""
        t = self.paused('t', stackless.schedule_remove)
        t.run()
        self.assertIs(t.tempval, t)
        self.assertIs(t.bind(None, ()), t)
        self.assertEqual(state(t), 'paused')
        with self.assertRaises(RuntimeError):
            t.run()

    def test_S96_events(self):
        """State changes that are not method calls."""
        c = stackless.channel()
        t = self.paused('ends', nothing)
        t.run()
        self.assertEqual(state(t), 'empty')
        t = self.paused('raises', lambda: 1 / 0)
        with self.assertRaises(ZeroDivisionError):
            t.run()
        self.assertEqual(state(t), 'empty')
        t = self.paused('schedules', stackless.schedule)
        t.run()
        self.assertEqual(state(t), 'ready')
        t = self.paused('pauses', stackless.schedule_remove)
        t.run()
        self.assertEqual(state(t), 'paused')
        t = self.paused('blocks', c.receive)
        t.run()
        self.assertEqual(state(t), 'blocked')
        c.preference = 0
        c.send(1)
        self.assertEqual(state(t), 'ready')
        self.assertEqual(waiters(c), [])
        t.kill()
        t = self.paused('is interrupted', spin, 10**6)
        t.insert()
        self.assertIs(stackless.run(100), t)
        self.assertEqual(state(t), 'paused')

    def test_S96_partner_becomes_current(self):
        """With the default preference the receiver runs at once."""
        c = stackless.channel()
        def receiver():
            c.receive()
            self.note(state(stackless.current), state(stackless.main))
        self.paused('r', receiver).run()
        c.send(1)
        self.assertEqual(self.log, [('current', 'ready')])


if __name__ == '__main__':
    unittest.main()
