"""Pickles of programs that are damaged at random, and what is then tried with them.

damaged() changes bytes, cuts, or takes the pickle apart into its opcodes: some are dropped, doubled or exchanged, memo
indices and numbers become others, texts are exchanged for others of the same pickle (so that a field gets another name, an
object another class, a frame another function).  forged() makes one that is whole, whose states say what is in them, but of which
one has something else in it than there was.  exercise() uses whatever the pickle gave, for a limited number of ticks.
"""
import io
import pickle
import pickletools

import stackless

TICKS = 20000       # for each tasklet
STEPS = 20          # of each generator

NUMBERS = (0, 1, 2, 3, 5, 7, 127, 128, 255, 256, -1, -2, 2**31 - 1, 2**31, -2**31, 2**32, 2**53, 2**63, -2**63, 2**70)

# Opcodes without an argument that push one value.
CONSTANTS = b'N', b'\x88', b'\x89', b')', b']', b'}', b'\x8f'


def number(value):
    """An opcode that pushes an int."""
    if 0 <= value < 256:
        return b'K' + bytes([value])
    if -2**31 <= value < 2**31:
        return b'J' + value.to_bytes(4, 'little', signed=True)
    data = value.to_bytes(value.bit_length() // 8 + 1, 'little', signed=True)
    return b'\x8a' + bytes([len(data)]) + data


def opcodes(data):
    """The pickle as a list of opcodes with their arguments, as bytes; without frames, whose lengths would have to be right."""
    starts = [position for opcode, argument, position in pickletools.genops(data)] + [len(data)]
    parts = [data[start:end] for start, end in zip(starts, starts[1:])]
    return [part for part in parts if part[:1] != b'\x95']


def pushes(part):
    """Whether an opcode pushes one value and does nothing else."""
    return part[:1] in CONSTANTS or part[:1] in (b'K', b'M', b'J', b'\x8a', b'G', b'\x8c', b'X', b'C', b'h', b'j')


class Damage:
    """Changes a pickle in a random way."""

    def __init__(self, random):
        self.random = random
        self.ways = (self.flip, self.flip, self.cut, self.replace, self.drop, self.double, self.exchange, self.exchange_values,
                     self.change_memo, self.change_memo, self.change_number, self.change_number, self.change_text,
                     self.change_text, self.change_constant)

    def damaged(self, data):
        for time in range(self.random.choice((1, 1, 1, 2, 3))):
            data = self.random.choice(self.ways)(data)
        return data

    def parts(self, data):
        """Its opcodes; none if it has been damaged already so that these are not seen any more."""
        try:
            return opcodes(data)
        except Exception:
            return []

    def place(self, parts, fits=lambda part: True):
        """The number of an opcode that fits, at random; None if there is none."""
        places = [place for place, part in enumerate(parts) if fits(part)]
        return self.random.choice(places) if places else None

    def with_part(self, data, fits, other):
        """The pickle with one opcode that fits changed into what other(part, parts) gives."""
        parts = self.parts(data)
        place = self.place(parts, fits)
        if place is None:
            return data
        parts[place] = other(parts[place], parts)
        return b''.join(parts)

    # Ways to damage.

    def flip(self, data):
        changed = bytearray(data)
        for time in range(self.random.choice((1, 1, 2, 4))):
            if changed:
                changed[self.random.randrange(len(changed))] ^= 1 << self.random.randrange(8)
        return bytes(changed)

    def cut(self, data):
        start = self.random.randrange(len(data) + 1)
        return data[:start] + data[start + self.random.choice((1, 2, 5, 100, len(data))):]

    def replace(self, data):
        start = self.random.randrange(len(data) + 1)
        return data[:start] + self.random.randbytes(self.random.choice((1, 2, 8))) + data[start + 1:]

    def drop(self, data):
        return self.with_part(data, lambda part: True, lambda part, parts: b'')

    def double(self, data):
        return self.with_part(data, lambda part: True, lambda part, parts: part + part)

    def exchange(self, data):
        parts = self.parts(data)
        if len(parts) > 2:
            place = self.random.randrange(len(parts) - 1)
            parts[place], parts[place + 1] = parts[place + 1], parts[place]
        return b''.join(parts) or data

    def exchange_values(self, data):
        """Two values change places."""
        parts = self.parts(data)
        one, other = self.place(parts, pushes), self.place(parts, pushes)
        if one is None:
            return data
        parts[one], parts[other] = parts[other], parts[one]
        return b''.join(parts)

    def change_memo(self, data):
        """Something else of the pickle stands there."""
        stored = sum(part[:1] == b'\x94' for part in self.parts(data)) or 1
        def other(part, parts):
            index = self.random.randrange(stored)
            return b'j' + index.to_bytes(4, 'little')
        return self.with_part(data, pushes if self.random.random() < 0.3 else lambda part: part[:1] in (b'h', b'j'), other)

    def change_number(self, data):
        def other(part, parts):
            if part[:1] == b'K' and self.random.random() < 0.7:
                return number(part[1] + self.random.choice((-3, -2, -1, 1, 2, 3, 10)))
            return number(self.random.choice(NUMBERS))
        return self.with_part(data, lambda part: part[:1] in (b'K', b'M', b'J', b'\x8a'), other)

    def change_text(self, data):
        def other(part, parts):
            return parts[self.place(parts, lambda part: part[:1] in (b'\x8c', b'X'))]
        return self.with_part(data, lambda part: part[:1] in (b'\x8c', b'X'), other)

    def change_constant(self, data):
        def other(part, parts):
            return self.random.choice(CONSTANTS + tuple(map(number, NUMBERS)))
        return self.with_part(data, pushes, other)


# Forged pickles.

class Forger(pickle.Pickler):
    """Changes one of the states of what the implementation pickles; None leaves it empty."""

    def __init__(self, number, change):
        self.file = io.BytesIO()
        super().__init__(self.file, pickle.HIGHEST_PROTOCOL)
        self.number = number
        self.change = change
        self.count = 0

    def reducer_override(self, value):
        if type(value).__name__ != 'state':
            return NotImplemented
        function, arguments, contents = value.__reduce__()
        if self.count == self.number:
            changed = self.change(arguments[0], list(contents))
            contents = None if changed is None else tuple(changed)
        self.count += 1
        return (function, arguments) if contents is None else (function, arguments, contents)


def parts_of(kind, contents):
    """What is in a state, each with the word that tells its kind; None where there is no such word."""
    if kind in ('native', 'record'):
        return list(zip(contents[2::2], contents[0].split(' ')[2:]))
    if kind in ('array', 'map', 'set'):
        return list(zip(contents[1:], contents[0].split(' ')))
    return [(value, None) for value in contents[4:]] if kind == 'frame' else []


def short(text):
    """The word for a row of names."""
    number = 0
    for character in text:
        number = number * 31 + ord(character) & 0xFFFFFFFF
    number, digits = number % 46656, ''
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[digit] + digits
    return '0' + digits


def host_numbers():
    """Numbers of the host's: the first four are no ints, and the others none that Python has."""
    named, number = stackless._stackless._named, stackless._stackless._host_float
    return [number(1.5), named('NaN'), named('Infinity'), named('-Infinity'), number(-0.0), number(-2.0**53), number(2.0**53)]


HOST_NUMBERS = host_numbers()

VALUES = [None, True, 0, 1, -1, 7, 10**30, 1.5, 'text', b'bytes', (), (1, 2), [], [1], {}, {1: 2}, {1}, len, int, object, range(3), [].append,
          str.upper, KeyError('key'), iter([1]), iter('ab'), pickle, Damage]


# The words for what is no value of Python.
HOST_WORDS = ('u', 'n', 'a', 'm', 's', 'x', 'r', 'F', 'f')


class Forgery:
    """One change in the pickle of a value."""

    def __init__(self, random):
        self.random = random

    def forged(self, value):
        parts = []
        def collect(kind, contents):
            parts.extend(part for part in parts_of(kind, contents) if part[1] is not None)
            counter.number += 1
            return contents
        counter = Forger(0, collect)
        counter.dump(value)
        self.parts = parts
        forger = Forger(self.random.randrange(max(counter.count, 1)), self.change)
        forger.dump(value)
        return forger.file.getvalue()

    def other(self, word=None):
        """A value and its word, often one of the same kind; any object of Python may be what is meant to be any."""
        if word is not None and self.random.random() < 0.6:
            if word[0] == 'i':
                return self.random.choice(HOST_NUMBERS if self.random.random() < 0.4 else NUMBERS), 'v'
            alike = [part for part in self.parts if part[1] == word]
            if alike:
                return self.random.choice(alike)
        if self.parts and self.random.random() < 0.5:
            return self.random.choice(self.parts)
        return self.random.choice(VALUES), 'v'

    def change(self, kind, contents):
        if self.random.random() < 0.03:
            return None
        if kind == 'frame':
            return self.change_frame(contents)
        if kind in ('native', 'record') and len(contents) > 2:
            return self.change_fields(contents)
        if kind in ('array', 'map', 'set') and len(contents) > 1:
            return self.change_items(contents)
        return contents

    def change_items(self, contents):
        """Another item, one that is more or less, or two that have changed places."""
        words = contents[0].split(' ')
        items = list(zip(contents[1:], words))
        place, way = self.random.randrange(len(items)), self.random.random()
        if way < 0.5:
            items[place] = self.other(items[place][1])
        elif way < 0.7:
            del items[place:self.random.choice((place + 1, len(items)))]
        elif way < 0.85:
            items[place:place] = [self.other(items[place][1])] * self.random.choice((1, 2, 100))
        else:
            another = self.random.randrange(len(items))
            items[place], items[another] = items[another], items[place]
        return [' '.join(word for item, word in items), *(item for item, word in items)]

    def change_fields(self, contents):
        words = contents[0].split(' ')
        number = self.random.randrange(len(contents) // 2)
        way = self.random.random()
        if way < 0.7:
            contents[2 + 2 * number], words[2 + number] = self.other(words[2 + number])
        elif way < 0.85:
            del contents[1 + 2 * number:3 + 2 * number], words[2 + number]
        else:
            contents[1 + 2 * number] = self.random.choice(('resume', 'returned', 'raised', 'step', 'call1', 'back', 'next', 'run', 'x'))
        words[1] = short(' '.join(contents[1::2]))
        return [' '.join(words), *contents[1:]]

    def change_frame(self, contents):
        """Other values of a variable or temporary, or another point, where temporaries are live that were not."""
        words = [word if word in HOST_WORDS else 'v' for word in contents[3].split(' ')[1:] if word]
        first = len(contents) - len(words)
        places = range(4, len(contents))
        if self.random.random() < 0.5:
            contents[0] = self.random.randrange(contents[0] + 12)
            changed = [place for place in places if place >= first and self.random.random() < 0.7]
        else:
            changed = self.random.sample(places, min(1, len(places)))
        for place in changed:
            value, word = self.other()
            if place < first and word in HOST_WORDS:
                continue
            contents[place] = value
            if place >= first:
                words[place - first] = word
        contents[3] = f"{contents[0]} {' '.join(words)}"
        return contents


# What is tried with the result.

def attempt(report, function, *arguments):
    """Calls it in a tasklet of its own, for a limited number of ticks; exceptions are told to `report`."""
    def job():
        try:
            function(*arguments)
        except BaseException as error:
            report(error)
    stackless.tasklet(job)()
    run_for_a_while(report)


def run_for_a_while(report):
    """Runs all tasklets; whoever needs too many ticks is killed."""
    for time in range(6):
        try:
            victim = stackless.run(TICKS, totaltimeout=True)
            if victim is not None:
                victim.kill(True)
        except BaseException as error:
            report(error)


def exercise(value, report, depth=2):
    """Does with a value what programs do with such values."""
    attempt(report, repr, value)
    if isinstance(value, (tuple, list)):
        if depth:
            for item in list(value)[:6]:
                exercise(item, report, depth - 1)
    elif isinstance(value, stackless.tasklet):
        exercise_tasklet(value, report)
    elif isinstance(value, stackless.channel):
        for time in range(3):
            if value.balance < 0:
                attempt(report, value.send, None)
            elif value.balance > 0:
                attempt(report, value.receive)
    elif hasattr(value, 'gi_frame'):
        for time in range(STEPS):
            attempt(report, next, value, None)
        attempt(report, value.throw, ValueError)
        attempt(report, value.close)
    elif hasattr(value, 'cr_frame'):
        attempt(report, value.send, None)
        attempt(report, value.close)
    elif hasattr(value, 'tb_frame'):
        import traceback
        attempt(report, traceback.format_tb, value)
    elif callable(value) and not isinstance(value, type):
        attempt(report, value)
        attempt(report, value, 1)


def exercise_tasklet(tasklet, report):
    attempt(report, lambda: (tasklet.frame and tasklet.frame.f_lineno, tasklet.frame and tasklet.frame.f_locals))
    attempt(report, tasklet.__reduce__)
    attempt(report, tasklet.insert)
    attempt(report, tasklet.throw, ValueError, 'thrown', None, True)
    attempt(report, tasklet.kill, True)
