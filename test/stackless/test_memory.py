"""A heap that is nearly full gives MemoryError to the tasklet that asks, and the others go on."""
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

    def run_program(self, source, heap):
        environment = {**os.environ, 'STACKLESS_MAX_HEAP': str(heap)}
        environment.pop('STACKLESS_STRESS', None)
        return subprocess.run([sys.executable, '-c', source], env=environment, capture_output=True, text=True)

    def check(self, *bodies, heap=HEAP):
        for body in bodies:
            with self.subTest(body=body):
                done = self.run_program(PROGRAM.format(body=body.replace('\n', '\n        ')), heap)
                self.assertEqual((done.stdout, done.stderr), ("['0', '1', '2', 'MemoryError'] 1000\n", ''))

    def test_asking_for_too_much_at_once(self):
        """No memory is needed to find out that there is not enough."""
        attempts = ['[0] * 10**12', '(1, 2) * 10**12', "'x' * 10**12", "'abc'.ljust(10**12)", 'bytes(10**13)', 'bytearray(10**13)',
                    '1 << 10**12', '10**10**10', "'%1000000000d' % 1", "('a' * 10**7).replace('a', 'b' * 10**4)",
                    "('a' * 10**7).join('b' * 10**6)", "int('9' * 10**10)"]
        body = '\n'.join(f'try: {attempt}; log.append("no error")\nexcept MemoryError: pass' for attempt in attempts)
        self.check(body + '\nraise MemoryError')

    def check_each(self, *bodies):
        """As check, one after the other in one program."""
        self.check(f'for source in {bodies!r}:\n    try: exec(source, {{}}); log.append("no error in " + source)\n'
                   '    except MemoryError: pass\nraise MemoryError')

    def test_results_whose_size_is_known_beforehand(self):
        """The work does not even begin."""
        self.check_each('import math; math.factorial(10**9)', 'import math; math.perm(10**12, 10**9)',
                        'import math; math.comb(10**10, 10**9)', '3 ** 10**10', 'x = 1 << 2 * 10**8; x *= x',
                        'import sys; sys.set_int_max_str_digits(0); str((1 << 10**9) - 1)',
                        'import itertools; itertools.product([1, 2], repeat=10**9)', 'import itertools; itertools.tee([1], 10**9)',
                        'import decimal; int(decimal.Decimal("1e1000000000"))')

    def test_results_larger_than_their_operands(self):
        """Whoever makes one out of small ones asks before."""
        self.check_each(*(f"x = 'aß'\nwhile True: x = {text}" for text in (
            "'%s%s' % (x, x)", "x.replace('a', 'aab')", "''.join([x, x])", "(x + x).upper()", "(x + x).title()",
            "__import__('json').dumps(x) + x", "x + ' ' + x; x.encode().split()", "x + '00'; x = x.encode().hex(); bytes.fromhex(x)")))
        self.check_each("x = b'a\\t'\nwhile True: x = (x + x).expandtabs(16) + b'\\t'",
                        "import re\nx = 'a'\nwhile True: x += x; re.split('(a)', x)",
                        "import io\nx = b'a\\n'\nwhile True: x += x; io.BytesIO(x).readlines()", 'x, *y = range(10**9)')

    def test_many_large_results(self):
        self.check(*(f'x = 3 ** 500000\nl = []\nwhile True: l.append({x})' for x in ('~x', 'x | 1', 'x // 3', 'x >> 1', '-x')))

    def test_natives_that_keep_what_they_read(self):
        self.check_each('import queue\nq = queue.SimpleQueue()\nwhile True: q.put(1)',
                        *(f'from itertools import *\nfrom collections import *\n{body}' for body in (
                            'a, b = tee(count())\ndeque(a, 0)', 'deque(cycle(count()), 0)', 'next(batched(count(), 10**9))',
                            'list(permutations(range(100)))', 'list(combinations(range(1000), 500))')))

    def test_natives_that_use_up_an_iterable(self):
        self.check('list(range(2**53))', "' '.join(map(str, range(10**12)))", 'dict.fromkeys(range(10**12))')

    def test_growing_without_end(self):
        self.check('x = []\nwhile True: x.append([])', 'x = {}\nwhile True: x[len(x)] = 0', "x = ''\nwhile True: x += str(len(x))")

    def test_lists_that_take_much_of_the_heap(self):
        """Where the array of a list has to be moved to a larger one, both count."""
        self.check('x = []\nwhile True: x.append(0)', '[0 for i in iter(int, 1)]',
                   'import heapq\nx = []\nwhile True: heapq.heappush(x, len(x))', heap=400)

    def test_recursion_without_end(self):
        """There is room for the tracebacks of all the frames."""
        self.check('endless()', 'list(endless_generator())')

    def test_an_iterator_inside_itself(self):
        self.check('import itertools\nx = []\nx.append(itertools.chain.from_iterable(iter(x)))\nnext(x[0])')

    def test_tasklets_without_end(self):
        self.check('x = []\nwhile True: x.append(stackless.tasklet(print)()); x[-1].remove()')

    def test_repeatedly(self):
        """Who catches MemoryError and goes on asking gets it again; what was let go can be had again."""
        self.check('x = []\nfor i in range(10):\n    try:\n        while True: x.append(bytes(10**5))\n'
                   '    except MemoryError: pass\nx = None\nx = bytes(5 * 10**7)\nraise MemoryError')
        self.check('for i in range(3):\n    try: [str(i) * 100 for i in range(10**9)]\n    except MemoryError: pass\nraise MemoryError',
                   heap=200)


if __name__ == '__main__':
    unittest.main()
