"""Faults: what goes wrong in one place leaves the scheduler, the channels and the other tasklets as they were."""
import os
import subprocess
import sys
import unittest

HEAP = 100      # MB that the programs below may use

# What is tried in a tasklet, with what is to come of it; another tasklet goes on meanwhile.
PROGRAM = '''
import stackless, sys
sys.setrecursionlimit(10**9)
log = []
def hog():
    try:
        {body}
    except (MemoryError, OverflowError) as error:
        log.append(type(error).__name__)
def other():
    for i in range(3):
        log.append(i)
        stackless.schedule()
def endless():
    return endless() + 1
def endless_generator():
    yield from endless_generator()
stackless.tasklet(hog)()
stackless.tasklet(other)()
stackless.run()
print(sorted(map(str, log)), len([0] * 1000))
'''


class TestMemoryError(unittest.TestCase):
    """The heap has a limit; who asks for more gets MemoryError, and the rest goes on."""

    def run_program(self, source):
        environment = {**os.environ, 'STACKLESS_MAX_HEAP': str(HEAP)}
        environment.pop('STACKLESS_STRESS', None)
        return subprocess.run([sys.executable, '-c', source], env=environment, capture_output=True, text=True)

    def check(self, *bodies):
        for body in bodies:
            with self.subTest(body=body):
                done = self.run_program(PROGRAM.format(body=body.replace('\n', '\n        ')))
                self.assertEqual((done.stdout, done.stderr), ("['0', '1', '2', 'MemoryError'] 1000\n", ''))

    def test_asking_for_too_much_at_once(self):
        """No memory is needed to find out that there is not enough."""
        attempts = ['[0] * 10**12', '(1, 2) * 10**12', "'x' * 10**12", "'abc'.ljust(10**12)", 'bytes(10**13)', 'bytearray(10**13)',
                    '1 << 10**12', '10**10**10', "'%1000000000d' % 1", "('a' * 10**7).replace('a', 'b' * 10**4)",
                    "('a' * 10**7).join('b' * 10**6)", "int('9' * 10**10)"]
        body = '\n'.join(f'try: {attempt}; log.append("no error")\nexcept MemoryError: pass' for attempt in attempts)
        self.check(body + '\nraise MemoryError')

    def test_natives_that_use_up_an_iterable(self):
        self.check('list(range(2**53))', "' '.join(map(str, range(10**12)))", 'dict.fromkeys(range(10**12))')

    def test_growing_without_end(self):
        self.check('x = []\nwhile True: x.append([])', 'x = {}\nwhile True: x[len(x)] = 0', "x = ''\nwhile True: x += str(len(x))")

    def test_recursion_without_end(self):
        """There is room for the tracebacks of all the frames."""
        self.check('endless()', 'list(endless_generator())')

    def test_tasklets_without_end(self):
        self.check('x = []\nwhile True: x.append(stackless.tasklet(print)()); x[-1].remove()')

    def test_repeatedly(self):
        """Who catches MemoryError and goes on asking gets it again; what was let go can be had again."""
        self.check('x = []\nfor i in range(10):\n    try:\n        while True: x.append(bytes(10**5))\n'
                   '    except MemoryError: pass\nx = None\nx = bytes(5 * 10**7)\nraise MemoryError')


if __name__ == '__main__':
    unittest.main()
