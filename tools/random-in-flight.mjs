// @ts-check

// Random programs that hold what keeps a position (iterators, files, scanners, contexts), and whose natives call Python: they `log`,
// which is where a program may be interrupted, while these are in the midst of their work. They extend the programs about the flow of
// control, so all that happens inside of loops, handlers, generators and classes.

import { PROGRAM_PRELUDE, ProgramGenerator } from './random-programs.mjs';

export const IN_FLIGHT_PRELUDE =
  PROGRAM_PRELUDE +
  `
import array, ast, base64, bisect, collections, contextlib, copy, csv, dataclasses, datetime, decimal, enum, fractions
import functools, heapq, io, itertools, json, math, operator, pickle, random, re, shlex, statistics, string, struct, textwrap, types, typing
async def co(x):
    log('co', x)
    await Pause(x)
    async with Later(x) as q: log('within', q)
    return x
class Pause:
    def __init__(self, x): self.x = x
    def __await__(self):
        log('await', self.x)
        got = yield self.x
        log('awaited', got)
        return got
class Later:
    def __init__(self, x): self.x = x
    async def __aenter__(self): log('aenter'); await Pause(1); return self.x
    async def __aexit__(self, *args): log('aexit', args[0] and args[0].__name__); await Pause(2); return self.x == 1
async def agen(n):
    try:
        for i in range(n):
            await Pause(i)
            got = yield log('agen', i)
            if got is not None: log('asent', got)
    finally: log('agen ends')
def drive(coroutine):
    value = None
    try:
        while True: value = coroutine.send(value)
    except StopIteration as e: return e.value
async def gather(source): return [log('each', i) async for i in source]
async def sending(source):
    log('first', await anext(source, 'none'))
    try: log('second', await source.asend(5))
    except StopAsyncIteration: log('end')
    await source.aclose()
@contextlib.contextmanager
def cm(x):
    log('cm', x)
    try: yield x
    except E1: log('cm caught')
    finally: log('cm ends')
@contextlib.asynccontextmanager
async def acm(x):
    await Pause(x)
    yield log('acm', x)
    await Pause(x)
async def within(x):
    async with acm(x) as q, Later(2): return log('q', q)
@functools.singledispatch
def sd(x): return log('object', type(x).__name__)
@sd.register
def _(x: int): return log('int', x)
@sd.register(list)
def _(x): return log('list', len(x))
@functools.lru_cache(maxsize=2)
def cached(x): return log('cached', x)
class Lazy:
    def __init__(self, v): self.v = v
    @functools.cached_property
    def p(self): return log('lazy', self.v)
    @functools.singledispatchmethod
    def m(self, x): return log('m', x)
    @m.register
    def _(self, x: str): return log('m str', x)
    def part(self, x): return log('part', x)
    def __reduce__(self): log('reduce'); return Lazy, (self.v,)
    def __deepcopy__(self, memo): log('deepcopy'); return Lazy(copy.deepcopy(self.v, memo))
    def __replace__(self, **changes): return Lazy(log('replace', *changes.values()))
@functools.total_ordering
class Ordered:
    def __init__(self, v): self.v = v
    def __eq__(self, o): log('eq'); return self.v == o.v
    def __lt__(self, o): log('lt'); return self.v < o.v
    def __repr__(self): return 'o%r' % self.v
    __hash__ = None
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return log('item', i)
    def __len__(self): log('length'); return self.n
class Slots:
    __slots__ = 'a', 'b', '__weakref__'
    def __init__(self, a): self.a = a
class Map:
    def __init__(self, **items): self.items = items
    def keys(self): log('keys'); return iter(self.items)
    def __getitem__(self, key): return log('item', self.items[key])
class Color(enum.Enum):
    RED = 1
    BLUE = 2
    @classmethod
    def _missing_(cls, value): log('missing', value); return cls.RED
class Flag(enum.Flag): A, B, C = 1, 2, 4
@dataclasses.dataclass(order=True)
class Data:
    a: int
    b: list = dataclasses.field(default_factory=lambda: [log('factory')])
    def __post_init__(self): log('post', self.a)
class Named(typing.NamedTuple):
    a: int
    b: int = 2
class Out:
    def __init__(self): self.text = ''
    def write(self, text): log('write', len(text)); self.text += text if isinstance(text, str) else 'bytes'
class Zone(datetime.tzinfo):
    def utcoffset(self, d): log('offset'); return datetime.timedelta(hours=2)
    def dst(self, d): return None
    def tzname(self, d): return log('zone')
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = data
    def readable(self): return True
    def readinto(self, b):
        log('readinto')
        part, self.data = self.data[:min(3, len(b))], self.data[min(3, len(b)):]
        b[:len(part)] = part
        return len(part)
class Proxied(collections.UserDict):
    def __missing__(self, key): return log('absent', key)
class Counting(pickle.Pickler):
    def persistent_id(self, obj): return log('pid', str(obj)) if isinstance(obj, complex) else None
def pairs(items): log('pairs', len(items)); return dict(items)
def text_of(m): return '<%s>' % log('m', m[0])
`;

/** Iterators. {n} is a number, {o} an operand; what they call may be interrupted. */
const ITERATORS = `
iter([1, {n}, 3]); reversed([1, 2, {n}]); iter((1, {n})); iter('aé𝄞b'); iter(b'abc'); iter(bytearray(b'ab')); iter({{1, 2}}); iter({{x: y, 'k': {n}}}); iter({{'a': 1, 'b': 2}}.items()); reversed({{'a': 1, 'b': 2}}.values()); reversed('abc')
iter(range(4)); iter(range(10**20, 10**20 + 4)); reversed(range(3)); enumerate(Countdown(3), {n}); enumerate('ab', 10**20); zip(Countdown(3), 'ab'); zip(Seq(2), Countdown(3), strict=True); map(log, [1, 2, 3]); map(lambda a, b: log(a) + b, [1, 2], [3, {n}])
filter(log, [0, 1, 2]); filter(None, [Box(1), Box({n})]); iter(Countdown(3).__next__, 1); iter(Seq(3)); iter(collections.deque([1, 2, 3])); reversed(collections.deque([1, 2, 3])); iter(collections.OrderedDict(a=1, b=2)); reversed(collections.OrderedDict(a=1, b=2).items())
iter(collections.OrderedDict(a=1, b=2).values()); collections.Counter('aab').elements(); iter(collections.ChainMap({{1: 2}}, {{3: 4}})); iter(collections.UserList([1, 2])); itertools.chain([1], Countdown(2), map(log, [3])); itertools.islice(itertools.count({n}), 3)
itertools.islice(itertools.cycle(Countdown(3)), 5); itertools.accumulate([1, 2, {n}], lambda a, b: log(a) + b); itertools.accumulate(Countdown(3), initial={n}); itertools.starmap(lambda a, b: log(a, b), [(1, 2), (3, 4)]); itertools.takewhile(log, [2, 1, 0, 3])
itertools.dropwhile(log, [2, 0, 3]); itertools.filterfalse(log, [0, 1, 0]); ((k, [*g]) for k, g in itertools.groupby([1, 1, 2, {n}], log)); itertools.tee(Countdown(3))[1]; itertools.pairwise(Countdown(4)); itertools.batched(Countdown(5), 2); itertools.zip_longest(Countdown(2), map(log, [1, 2, 3]), fillvalue={n})
itertools.product([1, 2], 'ab'); itertools.permutations([1, 2, {n}], 2); itertools.combinations('abc', 2); itertools.combinations_with_replacement('ab', 2); itertools.compress(Countdown(3), map(log, [1, 0, 1])); itertools.repeat({n}, 3); itertools.chain.from_iterable(map(lambda i: [log(i)], [1, 2]))
csv.reader(map(lambda s: log(s), ['a,b', '"c', 'd",e'])); csv.DictReader(map(log, ['a,b', '1,2', '3,4']), restval={n}); csv.reader(['a;b', 'c;'], delimiter=';'); struct.iter_unpack('<h', b'abcdef'); re.finditer('.', 'abc'); iter(re.compile('(a)|b').scanner('abab').search, None)
json.JSONEncoder(default=lambda o: log(o.v)).iterencode([1, [2.5, {{'a': Box({n})}}], None]); json.JSONEncoder(indent=1).iterencode({{'a': [{n}]}}); iter(io.StringIO('a\\nb\\nc')); iter(io.BytesIO(b'a\\nb')); string.Formatter().parse('a{{b!r:c}}{{d}}'); iter(array.array('i', [1, 2]))
(log(i) for i in range(3)); ((i, j) for i in Countdown(3) for j in range(log(i))); heapq.merge([1, 4], [2, {n}], key=log); heapq.merge(Countdown(3), [5], reverse=True); iter([*itertools.groupby('aab')][1:1]); iter(textwrap.wrap('a b c', 2)); iter(shlex.shlex('a b c'))
(i.group() for i in re.finditer('(?P<n>.)(.)?', 'abcd')); iter(Color); iter(Flag(3)); iter(Data(1).b); iter(Named(1)); iter({{1: 2}}.keys() | {{3}}); iter(random.Random({n}).sample(range(9), 3)); iter(memoryview(b'abc')); iter(types.MappingProxyType({{1: {n}}})); iter(Proxied(a=1).items())
iter(dict.fromkeys(map(log, 'ab')).items()); iter(sorted({{3, 1, {n}}}, key=log)); iter(io.TextIOWrapper(io.BytesIO(b'a\\nb\\nc'))); iter(io.BufferedReader(Raw(b'ab\\ncd\\nef'))); iter(set(map(log, [1, 2]))); iter(frozenset([{n}])); iter(''.join(map(lambda i: str(log(i)), 'ab')))
`
  .split(/[;\n]\s*/)
  .filter((text) => text !== '');

/** Lines that use the iterator o. */
const USES = [
  "log('n', next(o, 'end'))",
  "log('n', next(o, 'end'))",
  "log('n', next(o))",
  "log('l', list(o))",
  "log('l', [log(i) and i for i in o])",
  "log('l', {log(str(i)): i for i in o})",
  "for i in o: log('i', i)",
  "for i in o:\n\u0001    try: log('i', i)\n\u0001    finally: continue",
  "log('h', operator.length_hint(o, 9))",
  "a, *b = o; log('u', a, b)",
  'o = enumerate(o, x if type(x) is int else 0)',
  'o = map(log, o)',
  'o = itertools.chain([x], o)',
  'o = filter(lambda i: log(i) is not None, o)',
  'o = itertools.islice(o, 2)',
  "o, q = itertools.tee(o); log('q', next(q, 0))",
  'o = iter(list(o))',
  "log('z', list(zip(o, o)))",
  "log('m', max(o, key=lambda i: (log(i), str(i))[1], default=0))",
  "log('s', sorted(o, key=lambda i: str(log(i))))",
  "log('r', functools.reduce(lambda a, b: (log(a), b), o, z))",
  "log('d', collections.deque(o, 2), collections.Counter(map(str, o)))",
  "log('in', {o} in o)",
  "log('star', star(*o))",
  "match [*o]:\n\u0001    case [q, *r] if log(q): log('case', q, r)\n\u0001    case _: log('other')",
];

/** Lines of natives that call Python, and of objects in the midst of something. */
const LINES = [
  "log('o', sorted([3, 1, {n}], key=log), [2, 1].sort(key=lambda i: log(-i)))",
  "log('o', sorted([Ordered({n}), Ordered(1), Ordered(2)], reverse=True))",
  "log('o', min([2, {n}], key=log), max(map(log, [1, {n}])))",
  "log('o', functools.reduce(lambda a, b: log(a) + b, [1, 2, 3], {n}))",
  "log('o', sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: log(a) - b)))",
  "log('o', functools.partial(log, 'p')({n}), operator.methodcaller('m', {n})(Lazy(1)), operator.attrgetter('p')(Lazy({n})))",
  "o = Lazy({n}); log('o', o.p, o.p, o.m({n}), o.m('a'), o.part({n}))",
  "cached.cache_clear(); log('o', sd({o}), sd([1]), cached({n}))",
  "log('o', copy.copy(Lazy({n})).v, copy.deepcopy([Lazy([{n}]), Box(1)])[0].v, copy.replace(Lazy(1), v={n}).v)",
  "log('o', pickle.loads(pickle.dumps([Lazy({n}), Box(2)], {n} % 6))[0].v)",
  'o = io.BytesIO(); pickle.dump([Lazy(1), {o}], o); o.seek(0); log("o", pickle.load(o)[0].v)',
  'o = Out(); pickle.dump([Lazy(1), {n}], o); log("o", o.text)',
  "o = io.BytesIO(); q = Counting(o); q.dump([1j, {n}]); log('o', len(o.getvalue())); q.dump(2j)",
  "log('o', re.sub('[ab]', text_of, 'xaby'), re.subn('(a)', r'<\\1>', 'aba', count=1))",
  "o = re.match('(?P<n>a)(b)?', 'ab'); log('o', o['n']); log('o', o.span(2), o.expand(r'\\1-'), o.groupdict())",
  "log('o', json.loads('{{\"a\": [1, 2.5, {{\"b\": 1}}]}}', object_hook=lambda d: (log('hook', len(d)), d)[1], parse_float=lambda t: log(t)))",
  'log(\'o\', json.loads(\'{{"a": {{"b": [1, NaN]}}}}\', object_pairs_hook=pairs, parse_int=log, parse_constant=log))',
  "log('o', json.dumps([Box({n}), {{'a': Box(1)}}], default=lambda o: log(o.v)), json.dumps({{'b': {n}, 'a': [1]}}, indent=2, sort_keys=True))",
  'o = Out(); json.dump([1, {{"a": {n}}}], o); log("o", o.text)',
  'o = Out(); q = csv.writer(o, quoting=csv.QUOTE_ALL); q.writerow([{o}, "a,b"]); q.writerows(map(lambda i: [log(i)], [1, 2])); log("o", o.text)',
  'o = Out(); print({o}, Box({n}), sep="-", file=o); log("o", o.text)',
  "log('o', bisect.bisect([1, 2, 3], {n}, key=log), heapq.nsmallest(2, [3, 1, {n}], key=log), heapq.nlargest(1, map(log, [1, 2])))",
  'o = [Ordered(3), Ordered({n}), Ordered(1)]; heapq.heapify(o); log("o", heapq.heappop(o), heapq.heappushpop(o, Ordered(2)))',
  "log('o', sum(map(log, [1, {n}])), any(map(log, [0, 1])), all(map(log, [1, 0])), math.prod(map(log, [2, {n}])), math.fsum(map(log, [1, 2])))",
  "log('o', dict(map(lambda i: (log(i), i), 'ab')), {{**Map(a={n})}}, dict(Map(a=1, b={n}), c=3))",
  "log('o', {{Box(1): 1, Box({n}): 2}}[Box(1)], [Box(1), Box(2)].index(Box(2)), {{Box(2), {n}}} & {{Box(2)}})",
  "o = collections.defaultdict(lambda: log('default')); log('o', o[{n}], o.setdefault(Box(1), {n}), dict(o))",
  "o = collections.OrderedDict(a=1, b={n}); o.move_to_end('a'); log('o', list(o.items()), o == collections.OrderedDict(b=Box({n}), a=1))",
  "o = collections.deque(map(log, [1, 2, 3]), maxlen=2); o.extendleft(map(log, [{n}])); log('o', o, o.count(Box(1)))",
  "log('o', Proxied(a=1)['b'], collections.ChainMap({{}}, Proxied()).get('x', {n}), collections.Counter(map(log, 'aab')).most_common(1))",
  "log('o', bytes(map(log, [1, 2])), bytearray(map(log, [3])), array.array('i', map(log, [1, 2])), tuple(map(log, (1, 2))), {{*map(log, (1, 2))}})",
  "log('o', '{{:>4}} {{x.v}}'.format({n}, x=Box({n})), '-'.join(map(lambda i: str(log(i)), [1, 2])))",
  "log('o', struct.pack('<h', Box(({n}) % 9)), int.from_bytes(map(log, [1, 2])), range(Box(3))[Box(1)], [1, 2, 3][Box(0):Box(2)])",
  "log('o', isinstance({o}, collections.abc.Hashable), issubclass(Box, collections.abc.Iterable), Color({n}), Flag(3), Color.BLUE.value)",
  "o = Data({n}); log('o', o, o < Data(2, [1]), dataclasses.replace(o, a=log(5)), dataclasses.asdict(o))",
  "log('o', Named({n})._replace(b=log(1)), fractions.Fraction({n}, 3) + 1, statistics.mean(map(log, [1, 2, 3])))",
  'o = Slots({n}); o.b = log(1); log("o", o.a, o.b)',
  "exec('log(1); z = log({n})'); log('o', eval('log(x) and 1'), eval('[log(i) for i in (1, 2)]'))",
  "o = io.StringIO('a\\nb'); log('o', o.readline()); o.write('c{n}'); log('o', o.tell(), o.getvalue())",
  "o = io.BytesIO(b'abc'); log('o', o.read(1)); o.seek({n} % 3); log('o', o.read(), o.tell())",
  "with io.StringIO() as o, contextlib.redirect_stdout(o):\n\u0001    print({n}, Box(1)); log('print', len(o.getvalue()))",
  "log('o', io.BufferedReader(Raw(b'abcdefgh'), 4).read(5), io.TextIOWrapper(Raw(b'ab\\ncd'), 'utf-8').readlines())",
  "with contextlib.ExitStack() as o:\n\u0001    o.callback(log, 'called', {n}); q = o.enter_context(cm({n})); o.enter_context(Manager(9, x)); log('stack', q); q // ({n})",
  'with cm({n}) as q, contextlib.suppress(KeyError, ZeroDivisionError):\n\u0001    log("with", q); log("w", 1 // {n})',
  'with cm({n}) as q: raise E1(log(q))',
  "log('d', decimal.Decimal(log({n})) / 7, fractions.Fraction({n}, 3) + log(1))",
  "log('a', drive(co({n})))",
  "log('a', drive(gather(agen(({n}) % 4))))",
  "log('a', drive(sending(agen(({n}) % 4))), drive(within({n})))",
  "o = co({n}); log('a', o.send(None)); log('a', o.send({n})); o.close()",
  "o = co({n}); o.send(None); log('a', o.throw(E1(2)))",
  "o = agen(2); q = o.asend(None); log('a', q.send(None))\n\u0001try: q.send({n})\n\u0001except StopIteration as e: log('a', e.value)\n\u0001log('a', drive(o.aclose()))", // an open one would be closed by a collector
  "log('tz', datetime.datetime(2020, 1, 2, tzinfo=Zone()).isoformat(), datetime.timedelta({n}) * 2, datetime.date(2020, 1, ({n}) % 9 + 1).strftime('%d'))",
  "log('t', string.Template('$a ${{b}}').substitute(Map(a={n}, b=2)), textwrap.fill('a b c', 3), f'{{Box({n})!r:>9}}')",
  "class K(Point, k=log('k')):\n\u0001    a = log({n}); b = [log(i) for i in range(2)]\n\u0001    @property\n\u0001    def p(self): return log('kp')\n\u0001    @staticmethod\n\u0001    def s(): return 1\n\u0001    c = log({n})\n\u0001log('K', K.b, K().p, K.s())",
  "class K(enum.Enum):\n\u0001    A = log({n}); B = (log('b'), 1); C = enum.auto()\n\u0001    def m(self): return log(self.name)\n\u0001log('K', [k.m() for k in K])",
  '@dataclasses.dataclass\n\u0001class K:\n\u0001    a: int = log({n}); b: list = dataclasses.field(default_factory=list)\n\u0001    c: str = log("c")\n\u0001log("K", K(1), K({n}, [x]) == K(1))',
  'class K(typing.NamedTuple):\n\u0001    a: int = log({n}); b: int = log(2)\n\u0001log("K", K(), K(1)._asdict())',
  "class M(type):\n\u0001    def __prepare__(*a, **k): return log('prepare') and {{}}\n\u0001    def __new__(m, name, bases, ns, **k): log('new'); return type.__new__(m, name, bases, ns)\n\u0001    def __init__(c, *a, **k): log('init')\n\u0001    def __call__(c, *a): log('call'); return type.__call__(c, *a)\n\u0001class K(Box, metaclass=M): k = log({n})\n\u0001log('K', K({n}), K.k)",
  "class D:\n\u0001    def __set_name__(self, owner, name): self.name = log(name)\n\u0001class B:\n\u0001    def __init_subclass__(cls, **k): log('subclass', k)\n\u0001class S:\n\u0001    def __mro_entries__(self, bases): return (log('entries') and B or B,)\n\u0001class K(S(), k={n}): a = D(); b = log({n})\n\u0001log('K', K.a.name, K.__bases__[0].__name__)",
  "log('j', repr(json.dumps([Box({n}), {{'a': Box(1)}}], default=lambda o: log(o.v), indent=log(1))))",
  "o = Out(); print(Box({n}), Ordered(log(1)), file=o, sep=log('-')); log('p', repr(o.text))",
  "o = functools.partial(star, {n}, k=log(1)); log('o', o(x), o.func is star)",
  "o = (lambda *a, **k: (log(a), k))\n\u0001@functools.wraps(o)\n\u0001def q(*a): return o(*a, k=1)\n\u0001log('o', q({n}), q.__wrapped__ is o)",
  "o = memoryview(bytearray(b'abc')); o[0] = log(65); log('o', bytes(o), o[1:].tolist()); o.release()",
  "o = super(Data, Data({n})); log('o', o.__hash__ is None, [].append, Box(1).__add__(log(2)))",
  "o = type('T', (Box,), {{'k': log({n})}}); log('o', o({n}), o.k, isinstance(o(1), Box))",
  'try: raise E2({n}) from E1(log(1))\n\u0001except E1 as e:\n\u0001    log("e", e.__cause__, e.args); q = e\n\u0001    try: log(1 // 0)\n\u0001    except ZeroDivisionError as f: log("f", f.__context__ is q)',
  'try: raise ExceptionGroup("g", [E1({n}), KeyError(log(1))])\n\u0001except* E1 as e: log("e", e.exceptions)\n\u0001except* KeyError as e: log("k", e.exceptions)',
];

export class InFlightGenerator extends ProgramGenerator {
  /** @override */
  simple() {
    const n = this.next();
    if (n < 0.3) return this.fill(this.pick(LINES));
    return n < 0.6 ? this.iterator() : super.simple();
  }

  /** An iterator, and what is done with it. */
  iterator() {
    const uses = Array.from({ length: 1 + Math.floor(this.next() * 4) }, () => this.fill(this.pick(USES)));
    return [`o = ${this.fill(this.pick(ITERATORS))}`, ...uses].join('\n\u0001');
  }
}
