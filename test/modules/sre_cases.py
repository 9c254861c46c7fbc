"""Random patterns and subjects with what CPython's `re` finds, as JSON, for sre.test.ts.

Each case is [pattern, flags, code, groups, runs]; each run [method, subject, pos, endpos, spans, lastindex],
spans flat with -1 for unset groups, null when there is no match; for finditer a list of [spans, lastindex].
A subject of a bytes pattern is a list of numbers.
"""

import json
import random
import re
import warnings
from re import _compiler, _parser

LETTERS = 'aaaabbbbccA1_ \n'
WIDE_LETTERS = LETTERS + 'éßſKµ' + '\U00010400\U00010428\U0001d7ce'
METHODS = ('match', 'fullmatch', 'search', 'finditer')
CLASSES = (r'\d', r'\D', r'\w', r'\W', r'\s', r'\S')


class Generator:
    def __init__(self, rng, letters, flags):
        self.rng = rng
        self.letters = letters
        self.flags = flags
        self.groups = 0
        self.loops = 0
        self.closed = []

    def atom_set(self):
        items = []
        for _ in range(self.rng.randint(1, 3)):
            kind = self.rng.random()
            if kind < 0.6:
                items.append(re.escape(self.rng.choice(self.letters)))
            elif kind < 0.8:
                low, high = sorted(self.rng.choices(self.letters, k=2))
                items.append(f'{re.escape(low)}-{re.escape(high)}')
            else:
                items.append(self.rng.choice(CLASSES))
        return f'[{"^" * (self.rng.random() < 0.3)}{"".join(items)}]'

    def words(self):
        count = self.rng.randint(14, 20)
        return '|'.join(re.escape(''.join(self.rng.choices(self.letters, k=self.rng.randint(0, 3)))) for _ in range(count))

    def group(self, depth):
        if self.rng.random() < 0.06:
            return f'(?:{self.words()})'
        if self.rng.random() < 0.55:
            self.groups += 1
            number = self.groups
            body = self.branch(depth - 1)
            self.closed.append(number)
            return f'({body})'
        start = self.rng.choice(('?:', '?:', '?:', '?>', '?=', '?!', '?i:' if not self.flags & re.L else '?:', '?s-i:'))
        if self.flags & re.L and start == '?s-i:':
            start = '?:'
        return f'({start}{self.branch(depth - 1)})'

    def lookbehind(self):
        body = ''.join(self.rng.choice(('a', 'b', '.', r'\w', '[ab]', '(?:a|b)', '(?=a)', r'\b'))
                       for _ in range(self.rng.randint(1, 2)))
        if self.rng.random() < 0.3:
            self.groups += 1
            self.closed.append(self.groups)
            body = f'({body})'
        return f'(?<{self.rng.choice("=!")}{body})'

    def atom(self, depth):
        kind = self.rng.random()
        if kind < 0.40 or depth <= 0 and kind < 0.7:
            return re.escape(self.rng.choice(self.letters))
        if kind < 0.46:
            return '.'
        if kind < 0.51:
            return self.rng.choice(CLASSES)
        if kind < 0.58:
            return self.atom_set()
        if kind < 0.63:
            return self.rng.choice(('^', '$', r'\b', r'\B', r'\A', r'\Z'))
        if kind < 0.67 and self.closed:
            return f'(?:\\{self.rng.choice(self.closed)})'
        if kind < 0.70 and self.closed:
            other = f'|{self.sequence(depth - 1)}' if self.rng.random() < 0.6 else ''
            return f'(?({self.rng.choice(self.closed)}){self.sequence(depth - 1)}{other})'
        if kind < 0.73:
            return self.lookbehind()
        if depth <= 0:
            return self.rng.choice(self.letters[:4])
        return self.group(depth)

    def quantified(self, depth):
        # At most two loops inside each other, and the innermost item: CPython must come to an end, too.
        if self.loops >= 2 and depth > 0 or self.rng.random() > 0.45:
            return self.atom(depth)
        self.loops += 1
        atom = self.atom(depth)
        self.loops -= 1
        if re.fullmatch(r'[\^$]|\\[bBAZ]', atom):
            return atom
        quantifier = self.rng.choice(('*', '+', '?', '*', '+', '?', '{2}', '{1,2}', '{0,2}', '{2,}', '{1,3}', '{,1}'))
        return atom + quantifier + self.rng.choice(('', '', '', '?', '?', '+'))

    def sequence(self, depth):
        return ''.join(self.quantified(depth) for _ in range(self.rng.choice((0, 1, 1, 2, 2, 3, 3, 4))))

    def branch(self, depth):
        count = self.rng.choice((1, 1, 1, 1, 2, 2, 3, 5))
        return '|'.join(self.sequence(depth) for _ in range(count))


def as_json(subject):
    return list(subject) if isinstance(subject, bytes) else subject


def spans(match):
    if match is None:
        return None, -1
    flat = [position for span in match.regs for position in span]
    return flat, -1 if match.lastindex is None else match.lastindex


def run(compiled, method, subject, pos, endpos):
    if method == 'finditer':
        found = [spans(match) for match in compiled.finditer(subject, pos, endpos)]
        return [method, as_json(subject), pos, endpos, found, -1]
    return [method, as_json(subject), pos, endpos, *spans(getattr(compiled, method)(subject, pos, endpos))]


def case(pattern, flags, subjects, windows):
    """None when the pattern is not one."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            parsed = _parser.parse(pattern, flags)
            code = [int(word) for word in _compiler._code(parsed, flags)]
            compiled = re.compile(pattern, flags)
        except (re.PatternError, RecursionError, OverflowError, ValueError):
            return None
    runs = []
    for subject in subjects:
        for method in METHODS:
            for pos, endpos in [(0, len(subject)), *windows]:
                runs.append(run(compiled, method, subject, pos, endpos))
    return [repr(pattern), int(compiled.flags), code, compiled.groups, runs]


def random_case(rng):
    wide = rng.random() < 0.3
    letters = WIDE_LETTERS if wide else LETTERS
    flags = 0
    for flag in (re.I, re.M, re.S):
        if rng.random() < 0.25:
            flags |= flag
    as_bytes = not wide and rng.random() < 0.2
    if not as_bytes and rng.random() < 0.15:
        flags |= re.A
    elif as_bytes and rng.random() < 0.3:
        flags |= re.L
    pattern = Generator(rng, letters, flags).branch(3)
    subjects = [''.join(rng.choices(letters, k=rng.randint(0, 7))) for _ in range(4)]
    if as_bytes:
        pattern = pattern.encode('latin-1')
        subjects = [subject.encode('latin-1') for subject in subjects]
    windows = [(rng.randint(0, 4), rng.randint(2, 8))] if rng.random() < 0.3 else []
    return case(pattern, flags, subjects, windows)


def random_cases(seed, count):
    rng = random.Random(seed)
    cases = []
    while len(cases) < count:
        made = random_case(rng)
        if made is not None:
            cases.append(made)
    return json.dumps(cases)


def named_cases(patterns):
    """Cases for [pattern, flags, subjects...] lists given as JSON."""
    cases = [case(pattern, flags, subjects, [(1, 3)]) for pattern, flags, *subjects in json.loads(patterns)]
    return json.dumps(cases)
