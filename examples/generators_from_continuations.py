"""Generators without `yield`, made of continuations; and what they can do that others cannot.

A generator and its consumer are two places in a program that take turns: each
turn captures where one is, and resumes where the other was.  Since a place can be
resumed more than once, such a generator can be copied in the midst of its work.
"""
import stackless

capture = stackless.continuation.capture
END = object()
running = []                             # the generators that are being asked for a value, the innermost last


class Generator:
    """The values that a function hands to emit(), at any depth of calls."""

    def __init__(self, function, *args):
        self.function, self.args = function, args
        self.inside = None               # where it goes on; None: at its beginning
        self.consumer = None             # where its value is waited for

    def __iter__(self):
        return self

    def __next__(self):
        value = capture(self.enter)
        if value is END:
            raise StopIteration
        return value

    def enter(self, consumer):
        self.consumer = consumer
        running.append(self)
        if self.inside is not None:
            self.inside.resume()
        self.function(*self.args)
        leave(END)

    def copy(self):
        """Another generator, at the same place."""
        twin = Generator(self.function, *self.args)
        twin.inside = self.inside
        return twin


def leave(value):
    running.pop().consumer.resume(value)


def emit(value):
    """Called in a generator; returns when the next value is asked for."""
    def save(here):
        running[-1].inside = here
        leave(value)
    capture(save)


# --- As other generators: emit() may be called at any depth, one generator may use another, and they may be endless.

def leaves(tree):
    if isinstance(tree, tuple):
        for branch in tree:
            leaves(branch)               # with `yield` this would be `yield from`, all the way up
    else:
        emit(tree)


def integers():
    n = 2
    while True:
        emit(n)
        n += 1


def without_multiples(prime, source):
    for n in source:
        if n % prime:
            emit(n)


def primes(how_many):
    source = Generator(integers)
    for _ in range(how_many):
        prime = next(source)
        emit(prime)
        source = Generator(without_multiples, prime, source)


def same_fringe(a, b):
    """Whether two trees have the same leaves, looking no further than the first that differ."""
    a, b = Generator(leaves, a), Generator(leaves, b)
    return all(x == y for x, y in zip(a, b)) and next(a, END) is next(b, END)


print("leaves:", "".join(Generator(leaves, ("t", ("r", "e"), (("e",), "s")))))
print("primes:", *Generator(primes, 12))
print("same fringe:", same_fringe((1, (2, 3)), ((1, 2), 3)), same_fringe((1, (2, 3)), ((1, 3), 2)))


# --- And more: a copy goes on from the middle, on its own.

def countdown(n):
    while n:
        emit(n)
        n -= 1


first = Generator(countdown, 5)
print("taken:", next(first), next(first))
second = first.copy()
print("the one:", list(first), "the other:", list(second))


# --- So a parser may read its tokens from a generator, and still take back what it has read.

def tokens(text):
    for word in text.split():
        emit(word)


class Parser:
    """sum = number '+' sum | number '-' sum | number"""

    def __init__(self, text):
        self.tokens = Generator(tokens, text)
        self.taken_back = 0

    def attempt(self, *rules):
        """What the first rule gives that fits; after one that does not, the tokens are where they were."""
        for rule in rules:
            start = self.tokens.copy()
            result = rule()
            if result is not None:
                return result
            self.tokens = start
            self.taken_back += 1
        return None

    def sum(self):
        return self.attempt(lambda: self.binary("+"), lambda: self.binary("-"), self.number)

    def binary(self, operator):
        left = self.number()
        if next(self.tokens, None) != operator:
            return None
        right = self.sum()
        return right and (operator, left, right)

    def number(self):
        token = next(self.tokens, "")
        return int(token) if token.isdigit() else None


parser = Parser("1 + 20 - 3 + 400")
print("parsed:", parser.sum(), "with", parser.taken_back, "steps back")
