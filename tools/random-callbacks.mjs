// @ts-check

// Random calls of what is built in, with arguments that are written in Python and give way at every turn: proxies and
// subclasses whose special methods all log, and switch to another tasklet, before they do what the plain value does.
//
// On CPython they only log. Here each case runs in two tasklets at once, so whatever a native keeps in the wrong place while
// it waits is seen; results, and the order in which special methods were called, must be CPython's. Some cases raise in the
// n-th call, so that what natives do with an exception is compared too. Between CPython and here the order of calls still differs in
// a few places; what must never differ is whether they give way (`inMode`).

import { ExpressionGenerator, simpler, textOf } from './random-expressions.mjs';

/** @typedef {import('./random-expressions.mjs').Tree} Tree */
/** @typedef {{ tree: Tree, fails: number }} Case `fails` is the number of the call that raises; 0: none does */

/** What cases may name; `attempt` prints what a case gives and the calls it made. */
export const CALLBACK_PRELUDE = `
import array, base64, binascii, bisect, collections, contextlib, copy, csv, decimal, functools, hashlib, heapq, io, itertools, json
import math, operator, os, pickle, re, string, struct, sys, types, zlib
try: import stackless
except ImportError: stackless = None
mode = 'switch' if stackless else 'plain'
class Exhausted(BaseException): pass
class Fault(Exception): pass
class Run:
    def __init__(self, failing): self.trail, self.failing, self.quiet = [], failing, False
runs = {}
def current(): return mode == 'switch' and stackless.getcurrent()
def give(what):
    try:
        run = runs[current()]
        if run.quiet or asleep: return
    except (NameError, KeyError): return # a key that is hashed while the pickle of it and its module is loaded
    run.trail.append(what)
    if len(run.trail) == run.failing: raise Fault(what)
    if len(run.trail) > 200: raise Exhausted
    if mode == 'switch':
        stackless.schedule()
        channel.receive()
    elif mode == 'hop': stackless.schedule_remove()
asleep = False
def server():
    while True: channel.send(None)
if mode == 'switch':
    channel = stackless.channel()
    stackless.tasklet(server)()
class Proxy: pass
class Derived: pass
def real(x): return x.v if isinstance(x, Proxy) else x
LEFT_OUT = set('''__new__ __init__ __class__ __getattribute__ __setattr__ __delattr__ __doc__ __init_subclass__ __subclasshook__
    __reduce__ __reduce_ex__ __getnewargs__ __getstate__ __sizeof__ __dir__ __class_getitem__ __buffer__ __release_buffer__ __dict__ __iter__
    __reversed__ __contains__'''.split())
class Iterator:
    def __init__(self, it): self.it = it
    def __iter__(self): give('iter'); return self
    def __next__(self): give('next'); return next(self.it)
    def __length_hint__(self): give('hint'); return operator.length_hint(self.it)
def special(base, name):
    method, short = getattr(base, name), name.strip('_')
    def proxied(self, *args): give(short); return method(self.v, *map(real, args))
    # What a pickle fills in stays what it is.
    def derived(self, *args): give(short); return method(self, *args if name == '__setitem__' else map(real, args))
    return proxied, derived
@functools.cache
def classes(base):
    made = {}, {}
    for name in dir(base):
        if name.startswith('__') and name not in LEFT_OUT and callable(getattr(base, name)):
            for namespace, method in zip(made, special(base, name)): namespace[name] = method
    def proxied_iter(self): give('iter'); return Iterator(iter(self.v))
    def derived_iter(self): give('iter'); return Iterator(base.__iter__(self))
    def contains(self, x): give('contains'); return x in self.v
    def attribute(self, name): give('getattr'); return getattr(self.v, name)
    def reduced(self, protocol): give('reduce'); return P, (self.v,)
    def keys(self): give('keys'); return Iterator(iter(self.v))
    for namespace, iterate in zip(made, (proxied_iter, derived_iter)):
        if hasattr(base, '__iter__'): namespace.update(__iter__=iterate, __contains__=contains)
        if base is dict: namespace['keys'] = keys
        if base.__hash__ is None: namespace['__hash__'] = None
    made[0].update(__getattr__=attribute, __reduce_ex__=reduced)
    return type('P' + base.__name__, (Proxy,), made[0]), base not in (bool, range, type(None)) and type('S' + base.__name__, (base,), made[1])
def __getattr__(name): # where a pickle comes from another process
    for base in (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, bool, type(None), type(...), type(NotImplemented)):
        if base.__name__ == name[1:]: return classes(base)[name[0] == 'S']
    # S of what is an instance of such a class already.
    if name[:1] in ('P', 'S') and name[1:2] in ('P', 'S'): return classes(__getattr__(name[1:]))[name[0] == 'S']
    raise AttributeError(name)
def P(value):
    o = classes(type(value))[0]()
    o.v = value
    return o
def S(value):
    base = type(value)
    cls = classes(base)[1]
    if not cls: return P(value)
    o = base.__new__(cls, value)
    if base in (list, dict, set, bytearray): base.__init__(o, value)
    o.v = value
    return o
def G(values):
    for value in values:
        give('yield')
        yield value
def I(values): return Iterator(iter(values))
class Q:
    def __init__(self, values): self.v = list(values)
    def __getitem__(self, i): give('getitem'); return self.v[i]
    def __len__(self): give('len'); return len(self.v)
class M:
    def __init__(self, v): self.v = v
    def keys(self): give('keys'); return G(self.v)
    def __getitem__(self, key): give('getitem'); return self.v[key]
class Missing(dict):
    def __missing__(self, key): give('missing'); return key
class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): give('hash'); return hash(self.v) % 3
    def __eq__(self, other): give('eq'); return self.v == (other.v if isinstance(other, Key) else other)
    def __lt__(self, other): give('lt'); return self.v < (other.v if isinstance(other, Key) else other)
    def __repr__(self): give('repr'); return 'k%r' % (self.v,)
class Call:
    def __init__(self, f): self.f = f
    def __call__(self, *args, **kwargs): give('call'); return self.f(*args, **kwargs)
def fn(f):
    def called(*args, **kwargs): give('function'); return f(*args, **kwargs)
    return called
def first(*args): return args[0] if args else None
def countdown(n):
    def f():
        nonlocal n
        give('count')
        n -= 1
        return n
    return f
class Meta(type):
    def __instancecheck__(cls, x): give('instancecheck'); return P(isinstance(x, (int, Proxy)))
    def __subclasscheck__(cls, x): give('subclasscheck'); return P(False)
    def __call__(cls, *args): give('metacall'); return super().__call__(*args)
    def __getattr__(cls, name): give('metaattr'); return name
    def __len__(cls): give('metalen'); return 3
class Hooked(metaclass=Meta):
    def __init__(self, *args): give('init'); self.args = args
    def __init_subclass__(cls, **kwargs): give('subclass')
    def __class_getitem__(cls, x): give('classitem'); return [x]
    def __repr__(self): give('repr'); return 'Hooked'
class Raw(io.RawIOBase):
    def __init__(self, data): self.data, self.at = bytearray(data), 0
    def readable(self): give('readable'); return True
    def writable(self): give('writable'); return True
    def seekable(self): give('seekable'); return True
    def readinto(self, b):
        give('readinto')
        part = self.data[self.at:self.at + min(len(b), 5)]
        b[:len(part)] = part
        self.at += len(part)
        return len(part)
    def write(self, b):
        give('write')
        b = bytes(b[:4])
        self.data[self.at:self.at + len(b)] = b
        self.at += len(b)
        return len(b)
    def seek(self, offset, whence=0):
        give('seek')
        self.at = offset + (0, self.at, len(self.data))[whence]
        return self.at
    def tell(self): give('tell'); return self.at
    def truncate(self, size=None): give('truncate'); del self.data[self.at if size is None else size:]; return len(self.data)
class File:
    def __init__(self, lines=()): self.lines, self.text = list(lines), []
    def write(self, text): give('write'); self.text.append(text); return len(text)
    def flush(self): give('flush')
    def read(self, n=-1): give('read'); return self.lines.pop(0) if self.lines else type(self.lines[0] if self.lines else '')()
    def readline(self, n=-1): give('readline'); return self.lines.pop(0) if self.lines else b''
    def __iter__(self): give('iter'); return I(self.lines)
def after(o, name, *args, **kwargs):
    result = getattr(o, name)(*args, **kwargs)
    return result, o
def changed(o, statement, *args):
    scope = dict(globals(), o=o, **{'x%d' % i: arg for i, arg in enumerate(args)})
    exec(statement, scope)
    return scope['o']
kept = [] # What is dropped would be closed at once only where references are counted.
def wrote(make, *calls):
    raw = Raw(b'hello\\nworld\\r\\nand so on\\n')
    f = make(raw)
    kept.append(f)
    return [getattr(f, name)(*args) for name, *args in calls], bytes(raw.data)
def plain(value, depth=0):
    if depth > 6: return '...'
    if isinstance(value, (set, frozenset)): return (type(value).__name__, sorted(map(repr, [plain(v, depth + 1) for v in value])))
    if isinstance(value, (Proxy, Q, M)): return type(value).__name__, plain(value.v, depth + 1)
    if isinstance(value, File): return value.text, value.lines
    if isinstance(value, (list, tuple)): return [type(value).__name__, *[plain(v, depth + 1) for v in list.__iter__(value) if True] ] if isinstance(value, list) else (type(value).__name__, *[plain(v, depth + 1) for v in tuple.__iter__(value)])
    if isinstance(value, dict): return {type(value).__name__: None, **{repr(plain(k)): plain(v, depth + 1) for k, v in dict.items(value)}}
    return value
def drained(value):
    if type(value) not in (Iterator, Raw, File) and hasattr(type(value), '__next__'): return [type(value).__name__, *itertools.islice(value, 12)]
    if type(value) is tuple: return tuple(map(drained, value))
    return value
def chain(e):
    text = ''
    while e is not None and len(text) < 200:
        text += ' < ' + type(e).__name__ + ': ' + ascii(str(e)) + ''.join(' + ' + ascii(note) for note in getattr(e, '__notes__', ()))
        e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
    return text
def outcome(source, failing):
    run = runs[current()] = Run(failing)
    scope = dict(globals())
    try:
        exec('def value(): return ' + source, scope)
        value = drained(scope['value']())
        run.quiet = True
        text = ascii(plain(value))
    except BaseException as e:
        run.quiet = True
        text = chain(e)
    if ' at 0x' in text or ' @ 0x' in text: text = '(address)'
    trail = ' '.join(run.trail)
    return text[:300] + ' | ' + (trail if len(trail) < 300 else trail[:300] + str(len(trail)))
def attempt(number, text):
    source, _, failing = text.partition('  # fails at ')
    failing = int(failing or 0)
    if mode == 'switch':
        found = []
        def one(): found.append(outcome(source, failing))
        for _ in range(2): stackless.tasklet(one)()
        stackless.run()
        result = ' and '.join(dict.fromkeys(found)) if len(found) == 2 else 'only ' + str(len(found))
    else: result = outcome(source, failing)
    runs.clear()
    print(number, result)
`;

/** Leaves by type, in addition to plain ones in a wrapper. @type {Record<string, string[]>} */
const LEAVES = {
  int: '0 1 2 3 -1 -2 5 10 255 2**70'.split(' '),
  float: ['0.0', '1.5', '-2.5', '1e300', 'float("nan")', '3.0'],
  complex: ['1j', '(2+3j)'],
  str: ["''", "'a'", "'abc'", "'a,b'", "'12'", "' x '", "'B'", "'ß𝄞'", "'x'", "'{} {}'"],
  bytes: ["b''", "b'a'", "b'abc'", "b'12'", "b'a,b'", "bytearray(b'xyz')"],
  list: [
    '[]',
    '[1, 2, 3]',
    '[3, 1, 2]',
    "['b', 'a']",
    '[P(2), S(1), 3]',
    '[Key(1), Key(2), Key(1)]',
    '[(2, 1), (1, 2)]',
    '[[1, 2], [3, 4]]',
  ],
  tuple: ['()', '(1, 2)', "('a', 1)", '(P(1), S(2))', '(Key(3), Key(1))', '(1.5, 2, True)'],
  dict: ['{}', "{'a': 1}", '{1: 2, 3: 4}', '{Key(1): 1, Key(2): 2}', "{'b': P(1), 'a': S(2)}"],
  set: ['set()', '{1, 2}', '{2, 3}', "frozenset('a')", '{Key(1), Key(4)}', 'frozenset({Key(1)})'],
  range: ['range(3)', 'range(5, 0, -2)'],
  none: ['None', '...', 'NotImplemented'],
  bool: ['True', 'False', 'P(True)', 'P(0)', 'P([])', "S('x')", 'S(0)'],
};

const WRAPPERS = ['P(', 'P(', 'S(', 'S(', '('];
const ITERABLE_WRAPPERS = ['P(', 'S(', 'G(', 'I(', 'Q(', '('];

/** What a hole of a name may be filled with. @type {Record<string, string[]>} */
const UNIONS = {
  any: [
    'int',
    'int',
    'float',
    'str',
    'str',
    'bytes',
    'list',
    'tuple',
    'dict',
    'set',
    'range',
    'none',
    'complex',
    'key',
  ],
  it: ['items', 'items', 'items', 'str', 'bytes', 'dict', 'set', 'range'],
  num: ['int', 'float', 'complex'],
  hashable: ['int', 'str', 'tuple', 'float', 'key', 'none'],
  map: ['dict', 'dict', 'mapping'],
};

/** Holes that are texts of their own. @type {Record<string, string[]>} */
const TEXTS = {
  cmp: ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'],
  op: ['+', '-', '*', '//', '/', '%', '&', '|', '^', '@', '<<', '>>', '**'],
  key: ['Key(1)', 'Key(2)', "Key('a')", 'Key(4)'],
  fn: [
    'fn(first)',
    'Call(first)',
    'fn(lambda *a: P(a[0]))',
    'fn(lambda *a: S(len(a)))',
    'Call(lambda *a: -a[0])',
    'fn(repr)',
    'len',
    'str',
    'P',
    'S',
    'Key',
  ],
  fn2: [
    'fn(lambda a, b: a + b)',
    'Call(lambda a, b: a + b)',
    'fn(lambda a, b: P(b))',
    'fn(lambda a, b: (a, b))',
    'operator.add',
    'operator.lt',
    'max',
  ],
  cls: [
    'int',
    'Hooked',
    '(str, Hooked)',
    '(Hooked, int)',
    'Hooked | None',
    'P(int)',
    'str',
    '(list, (tuple, Hooked))',
  ],
  mapping: ["M({'a': 1, 'b': P(2)})", 'M({1: 2})', "Missing({'a': 1})", 'M({Key(1): Key(2)})'],
  pairs: [
    'G([(1, 2), (3, 4)])',
    "P([P((1, 2)), S(['a', 'b'])])",
    "I([G([1, 2]), 'ab'])",
    '[(Key(1), 2), (Key(1), 3)]',
    'G([P([1]), 2])',
  ],
  rint: ['P(1)', 'S(5)', '-3', 'P(10)', 'S(-2)', '0', '7'],
  slice: [
    'P(0)',
    'S(-1)',
    'P(0):P(2)',
    'S(1):',
    ':P(-1)',
    '::P(2)',
    '::S(-1)',
    'P(1):P(None):S(1)',
    'Key(1)',
    '::P(0)',
  ],
  spec: ["''", "'5'", "P('>5')", "S('>6')", "'{}'", "'d'", "S('')"],
  name: ["'append'", "'v'", "'real'", "'upper'", "S('v')", "'x'"],
  strings: ["G('abc')", "P(['a', 'b'])", "['a', S('b')]", "I([S('x'), 'y'])", "[P('a')]", "Q(['q', 'r'])"],
  bytestrings: ["G([b'a', b'b'])", "P([b'a'])", "[b'a', S(b'b')]", "[P(b'x'), bytearray(b'y')]", "Q([b'q'])"],
  file: ['File()', "File(['a,b\\n', 'c,\"d\"\\n'])", "File([b'x'])"],
  rawcall: [
    "('read', P(3))",
    "('read',)",
    "('readline',)",
    "('readline', P(2))",
    "('readlines',)",
    "('peek', 2)",
    "('read1', P(4))",
    "('readinto', bytearray(3))",
    "('write', P(b'abcdefg'))",
    "('write', b'abcdefghijkl')",
    "('flush',)",
    "('seek', P(2))",
    "('tell',)",
    "('truncate', P(3))",
    "('close',)",
    "('writelines', G([b'ab', S(b'cd')]))",
    "('seek', 0, P(2))",
    "('readall',)",
    "('detach',)",
    "('__enter__',)",
    "('__next__',)",
  ],
  textcall: [
    "('read', P(3))",
    "('read',)",
    "('readline',)",
    "('readline', P(2))",
    "('readlines',)",
    "('write', 'abcdefg')",
    "('write', S('abc\\n'))",
    "('flush',)",
    "('seek', P(0))",
    "('tell',)",
    "('truncate', P(3))",
    "('close',)",
    "('writelines', G(['ab', S('cd')]))",
    "('seek', 0, P(2))",
    "('__next__',)",
    "('reconfigure',)",
  ],
  buffered: [
    'io.BufferedReader',
    'io.BufferedWriter',
    'io.BufferedRandom',
    'lambda r: io.BufferedReader(r, P(4))',
    'lambda r: io.BufferedWriter(r, S(3))',
    'lambda r: r',
  ],
  text: [
    "lambda r: io.TextIOWrapper(r, 'utf-8')",
    "lambda r: io.TextIOWrapper(io.BufferedReader(r), 'utf-8', newline='')",
    "lambda r: io.TextIOWrapper(io.BufferedRandom(r, 4), 'latin-1')",
    "lambda r: io.TextIOWrapper(io.BufferedWriter(r), 'ascii', write_through=P(1))",
    "lambda r: io.TextIOWrapper(r, 'utf-16', line_buffering=P(True))",
  ],
  mathfn:
    'ceil floor trunc sqrt factorial isqrt exp log log2 log10 sin fabs isnan isinf isfinite frexp modf degrees gamma erf cbrt exp2 ulp'.split(
      ' ',
    ),
  mathfn2: 'gcd lcm atan2 pow fmod copysign hypot ldexp comb perm log remainder isclose nextafter dist'.split(
    ' ',
  ),
  opfn: 'neg pos invert not_ truth index abs length_hint'.split(' '),
  opfn2:
    'add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor matmul lt le eq ne ge gt concat contains countOf indexOf getitem iadd isub imul iand ior ixor iconcat is_'.split(
      ' ',
    ),
  fmt: ["'ii'", "P('i')", "S('hh')", "'<d'", "'3s'", "'?'", "'q'", "'5p'", "'Bb'", "'e'", "'P'"],
  regex: ["'a'", "'(a)|b'", "'[a-z]'", "'(?P<n>.)'", "''", "b'a'"],
  template: [
    'fn(lambda m: m[0] * 2)',
    "Call(lambda m: P('x'))",
    "r'<\\\\g<0>>'",
    "S('-')",
    "P('-')",
    "fn(lambda m: S('q'))",
    'fn(lambda m: None)',
  ],
  typecode: ["'i'", "S('b')", "'d'", "'w'", "'B'", "'Q'", "'f'"],
  fields: ["'{0} {1}'", "'{0!r:>{1}}'", "'{a.v} {0[0]}'", "'{} {a!s}'", "S('{0!a}')", "'{0:{1}}'"],
  percent: [
    "'%s'",
    "'%r'",
    "'%d'",
    "'%s %r'",
    "'%5.1f'",
    "'%c'",
    "'%(a)s'",
    "'%x'",
    "'%*d'",
    "S('%s')",
    "b'%s'",
    "b'%d'",
    "'%i %a'",
  ],
};

/** Templates that stand for themselves. */
const CALLS = `
abs({any}); all({it}); any({it}); ascii({any}); bin({any}); bool({any}); bytearray({any}); bytes({any}); bytes({str}, {str}); chr({int})
complex({any}); complex({num}, {any}); dict({any}); dict({pairs}); dict({map}, **{map}); divmod({any}, {any}); enumerate({it}, {int}); filter({fn}, {it}); filter(None, {it})
float({any}); format({any}, {spec}); frozenset({it}); getattr({any}, {name}); getattr({any}, {name}, {any}); hasattr({any}, {name}); hash({any}) and 1; hex({any}); int({any})
int({str}, {int}); isinstance({any}, {cls}); issubclass(int, {cls}); list(iter(countdown(4), {int})); len({any}); list({it}); map({fn}, {it}); map({fn2}, {it}, {it}); map({fn2}, {it}, {it}, strict={bool})
max({it}); max({it}, key={fn}); max({it}, default={any}); max({any}, {any}, key={fn}); min({it}, key={fn}); min({any}, {any}); bytes(memoryview({bytes})); next(I({it}), {any}); oct({any}); ord({str})
pow({any}, {any}); pow({int}, {int}, {int}); after({file}, '__class__') and print({any}, *{it}, sep={str}, end={str}, file=sys.__class__ and File()); (lambda f: (print({any}, {any}, sep={str}, file=f, flush={bool}), f))(File())
list(range({int} % 5, {int} % 7, {int})); repr({any}); reversed({any}); round({num}, {int}); round({any}); set({it}); slice({int}, {int}, {int}).indices({int}); sorted({it}); sorted({it}, key={fn}); sorted({it}, key={fn}, reverse={bool}); sorted({it}, reverse={int})
str({any}); str({bytes}, {str}); sum({it}); sum({it}, {any}); tuple({it}); type({str}, {tuple}, {dict}).__name__; zip({it}, {it}); zip({it}, {it}, strict={bool}); {any} {op} {any}; {any} {op} {any}; {any} {cmp} {any}; {any} {cmp} {any}
{any} < {any} < {any}; {any} and {any}; {any} or {any}; not {any}; -{any}; +{any}; ~{any}; {any}[{slice}]; {any}[{any}]; [*{it}, *{it}]; {{*{it}}}; {{**{map}, **{map}}}; {{{hashable}: {any}, {hashable}: {any}}}; first(*{it}); fn(lambda *a, **k: (a, k))(*{it}, **{map})
f'{{{any}}}'; f'{{{any}!r:>{{{int}}}}}'; f'{{{any}:{{{spec}}}}}'; '%s' % {any}; {percent} % {any}; {percent} % ({any}, {any}); {percent} % {map}; {fields}.format({any}, {any}, a={any}); {fields}.format_map({map}); {any} if {any} else {any}
[a for a in {it} if {any}]; {{a: {any} for a in {it}}}; {{a for a in {it}}}; list(a for a in {it}); (lambda a, *b: (a, b))(*{it}); [a + b for a, b in {pairs}]; [a for a, *b in {pairs}]; changed({any}, 'a, b = o; o = a, b'); changed({any}, 'a, *b, c = o; o = a, b, c'); changed({any}, '(a, b), *c = o; o = a, b, c')
changed({any}, 'o {op}= x0', {any}); changed({any}, 'o[x0] = x1', {any}, {any}); changed({any}, 'del o[x0]', {any}); changed({list}, 'o[{slice}] = x0', {it}); changed({list}, 'del o[{slice}]'); changed({dict}, 'o |= x0', {any}); changed(bytearray(b'abcdef'), 'o[{slice}] = x0', {it}); changed(bytearray(b'abcdef'), 'del o[{slice}]')
changed({any}, 'for i in o: pass'); changed({any}, 'o = [i for i, in zip(o)]'); changed({any}, 'assert o, x0', {any}); changed({any}, 'while o: o = x0', {int} and 0); changed({any}, 'o = x0 if o in x1 else o', {any}, {it}); changed({any}, 'match o:\\n case [a, *b]: o = a, b\\n case {{"a": a}}: o = a\\n case int() | str(): o = 1\\n case 1.5: o = 2')
changed({map}, 'match o:\\n case {{"a": a, **r}}: o = a, r'); changed({any}, 'with o as a: o = a'); changed({any}, 'raise o'); changed({any}, 'try: raise KeyError\\nexcept o: o = 1'); changed({it}, 'o = yield_all(o)'); changed({any}, 'class o(x0): pass', Hooked); changed({any}, 'class A(Hooked, a=x0):\\n x = o\\no = A.__name__', {any})
`;

/** Methods, called by \`after\`, which shows the object too. */
const METHODS = {
  str: `join({strings}); split({str}, {int}); rsplit({str}); replace({str}, {str}, {int}); find({str}, {int}, {int}); count({str}, {int}); index({str}); startswith({str}, {int}); endswith(({str}, {str})); center({int}, {str}); ljust({int});
    zfill({int}); expandtabs({int}); encode({str}); encode('ascii', 'ignore'); translate({map}); translate(Missing({{98: S('q')}})); translate(Q('abcdef' * 30)); partition({str}); strip({str}); splitlines({bool}); removeprefix({str}); __mul__({int}); __getitem__({any}); __contains__({any}); __add__({any}); __mod__({any}); __eq__({any}); __format__({spec}); maketrans({dict})`,
  bytes: `join({bytestrings}); split({bytes}, {int}); replace({bytes}, {bytes}, {int}); find({bytes}, {int}, {int}); find({int}); count({int}); index({bytes}, {int}); startswith({bytes}, {int}); center({int}, {bytes}); decode({str}); hex({str}, {int}); strip({bytes}); translate({bytes}, {bytes}); splitlines({bool});
    removeprefix({bytes}); __mul__({int}); __getitem__({any}); __contains__({any}); __add__({any}); __mod__({any}); partition({bytes}); expandtabs({int}); zfill({int}); rfind({any}); fromhex({any})`,
  list: `append({any}); extend({it}); insert({int}, {any}); remove({any}); index({any}, {int}, {int}); index({any}); count({any}); sort(); sort(key={fn}); sort(key={fn}, reverse={bool}); pop({int}); reverse(); copy(); __iadd__({it}); __imul__({int}); __mul__({int}); __add__({any}); __contains__({any}); __eq__({list}); __lt__({list}); __init__({it}); __setitem__({any}, {any}); __getitem__({any}); __delitem__({any})`,
  tuple: `index({any}, {int}, {int}); count({any}); __add__({any}); __mul__({int}); __contains__({any}); __eq__({tuple}); __lt__({tuple}); __getitem__({any})`,
  dict: `update({map}); update({pairs}); update({any}, a={any}); get({any}, {any}); pop({any}, {any}); pop({hashable}); setdefault({hashable}, {any}); __getitem__({hashable}); __setitem__({hashable}, {any}); __delitem__({hashable}); __contains__({any}); __eq__({dict}); __or__({any}); __ior__({any}); popitem(); copy(); fromkeys({it}, {any}); __init__({any}); keys(); values(); items()`,
  set: `add({hashable}); discard({any}); remove({any}); update({it}, {it}); union({it}, {it}); intersection({it}, {it}); difference({it}, {it}); symmetric_difference({it}); intersection_update({it}); difference_update({it}, {it}); symmetric_difference_update({it}); issubset({it}); issuperset({it}); isdisjoint({it}); __or__({any}); __and__({any}); __contains__({any}); __le__({any}); __eq__({any}); pop(); copy(); __init__({it}); __ior__({any}); __isub__({any})`,
  int: `to_bytes({int}, {str}); to_bytes({int}, 'big', signed={bool}); from_bytes({any}, 'big'); __pow__({any}, {any}); __round__({int}); __format__({spec}); as_integer_ratio(); bit_length(); __add__({any}); __truediv__({any})`,
  float: `__round__({int}); fromhex({str}); from_number({any}); __pow__({any}); __format__({spec}); __divmod__({any}); hex()`,
};

/** Objects that are made in a template, and methods to call of them. @type {[string, string][]} */
const OBJECTS = [
  [
    'bytearray({bytes})',
    `append({int}); extend({any}); insert({int}, {int}); remove({int}); pop({int}); join({bytestrings}); __iadd__({any}); __imul__({int}); __setitem__({any}, {any}); __contains__({any}); resize({int}); __init__({any}); find({any}, {int})`,
  ],
  ['collections.deque({it}, {int})', 'append({any}); extend({it})'],
  [
    'collections.deque({it})',
    `append({any}); extendleft({it}); rotate({int}); remove({any}); index({any}, {int}); count({any}); insert({int}, {any}); __contains__({any}); __eq__(collections.deque({it})); __lt__(collections.deque({it})); __getitem__({int}); __setitem__({int}, {any}); __delitem__({int}); __mul__({int}); __iadd__({it}); __repr__(); copy()`,
  ],
  [
    'collections.OrderedDict({any})',
    `move_to_end({any}, {bool}); popitem({bool}); update({any}); setdefault({hashable}, {any}); pop({hashable}); __eq__({dict}); __or__({any}); __reversed__(); __repr__(); __setitem__({hashable}, {any}); __delitem__({hashable})`,
  ],
  [
    'collections.defaultdict({fn}, {map})',
    `__getitem__({hashable}); __missing__({hashable}); __or__({any}); copy(); __repr__()`,
  ],
  ['collections.defaultdict(countdown(3))', '__getitem__({hashable})'],
  [
    'collections.Counter({it})',
    `update({it}); most_common({int}); subtract({it}); elements(); __getitem__({any}); total(); __add__(collections.Counter({it})); __le__(collections.Counter({it}))`,
  ],
  [
    'collections.ChainMap({dict}, {dict})',
    `__getitem__({hashable}); keys(); items(); __contains__({any}); pop({hashable}); get({any}, {any})`,
  ],
  [
    'array.array({typecode}, {it})',
    `append({any}); extend({any}); insert({int}, {any}); remove({any}); index({any}, {int}); count({any}); pop({int}); fromlist({any}); frombytes({any}); __setitem__({any}, {any}); __getitem__({any}); __imul__({int}); __contains__({any}); __eq__(array.array({typecode}, {it})); tofile({file}); fromfile({file}, {int}); fromunicode({str}); __iadd__({any})`,
  ],
  [
    'io.StringIO({str})',
    `write({any}); read({int}); readline({int}); seek({int}, {int}); truncate({int}); writelines({strings}); readlines({int}); __setstate__({any})`,
  ],
  [
    'io.BytesIO({any})',
    `write({any}); read({int}); readline({int}); seek({int}, {int}); truncate({int}); writelines({bytestrings}); readinto({any}); readlines({int})`,
  ],
  [
    'types.MappingProxyType({dict})',
    `get({any}, {any}); __getitem__({any}); __contains__({any}); items(); __or__({any}); __eq__({any}); copy(); __repr__(); __reversed__()`,
  ],
  [
    'types.SimpleNamespace({map})',
    '__repr__(); __eq__(types.SimpleNamespace({map})); __getattribute__({name})',
  ],
  [
    'memoryview(bytearray({bytes}))',
    `__getitem__({any}); __setitem__({any}, {any}); cast({str}); cast('B', {any}); __eq__({any}); tobytes({str}); hex({str}, {int}); index({any}, {int}); count({any}); __contains__({any})`,
  ],
  [
    '{dict}.keys()',
    `__and__({it}); __or__({it}); __sub__({it}); __xor__({it}); isdisjoint({it}); __contains__({any}); __eq__({any}); __le__({any}); __repr__(); __reversed__()`,
  ],
  [
    '{dict}.items()',
    `__and__({it}); __or__({pairs}); __sub__({it}); __contains__({any}); __contains__(({hashable}, {any})); __eq__({any}); __repr__(); isdisjoint({pairs})`,
  ],
  ['{dict}.values()', `__contains__({any}); __repr__(); __iter__()`],
  [
    'range({rint}, {rint}, {rint})',
    `index({any}); count({any}); __contains__({any}); __getitem__({any}); __eq__({any}); __repr__()`,
  ],
  [
    're.compile({regex})',
    `sub({template}, {str}); subn({template}, {str}, {int}); split({str}, {int}); findall({any}); match({any}, {int}, {int}); search({str}); finditer({str}); fullmatch({bytes})`,
  ],
  [
    "re.match('(?P<n>a)(b)?', 'ab')",
    `group({any}, {any}); __getitem__({any}); expand({str}); groups({any}); groupdict({any}); start({any}); span({any})`,
  ],
  [
    'struct.Struct({fmt})',
    'pack({any}, {any}); unpack({bytes}); unpack_from({bytes}, {int}); pack_into(bytearray(20), {int}, {any}); iter_unpack({bytes})',
  ],
  ['hashlib.md5()', 'update({any}); hexdigest()'],
  ['zlib.compressobj()', 'compress({any}); flush({int})'],
  ['zlib.decompressobj()', 'decompress({any}, {int})'],
  [
    'decimal.Decimal({any})',
    '__add__({any}); quantize({any}); __eq__({any}); __round__({int}); __format__({spec}); compare({any}); __pow__({any}, {any})',
  ],
  ['string.Template({str})', 'substitute({map}); safe_substitute({map})'],
  ['string.Formatter()', 'format({fields}, {any}, {any}, a={any}); vformat({fields}, {tuple}, {map})'],
  ['functools.partial({fn}, {any})', '__call__({any}); __call__(*{it}); __repr__()'],
  [
    'functools.lru_cache(maxsize={int})({fn})',
    '__call__({any}); __call__({any}, {any}); __call__({any}, a={any})',
  ],
  ['csv.reader({it})', '__next__()'],
  ['(i for i in {it})', '__next__(); send(None); throw(Fault); close()'],
  ['itertools.tee({it}, 2)[0]', '__next__()'],
  [
    'ValueError({any}, {any})',
    '__str__(); __repr__(); add_note({str}); __reduce__(); with_traceback({any}); __setstate__({map})',
  ],
  [
    "ExceptionGroup('g', [KeyError(1), ValueError(2)])",
    'subgroup(fn(lambda e: P(isinstance(e, KeyError)))); split(fn(lambda e: isinstance(e, KeyError))); derive({it}); subgroup({cls}); __repr__()',
  ],
  ['OSError({any}, {any})', '__str__(); __repr__()'],
  ['KeyError({any})', '__str__(); __repr__()'],
  ['property(fn(first))', '__get__({any}); setter({any}); __set__({any}, {any})'],
  [
    'slice({any}, {any}, {any})',
    '__repr__(); __eq__(slice({any}, {any})); __lt__(slice({any}, {any})); indices({any})',
  ],
  ['types.MethodType({fn}, {any})', '__call__({any}); __eq__(types.MethodType({fn}, {any})); __repr__()'],
  ['list[{any}]', '__repr__(); __eq__(list[{any}]); __call__({it}); __or__({any})'],
  ['csv.writer(File())', 'writerow({it}); writerows({pairs})'],
];

/** Functions of modules. */
const FUNCTIONS = `
itertools.chain({it}, {it}); itertools.chain.from_iterable({pairs}); itertools.islice({it}, {int}, {int}, {int}); itertools.accumulate({it}, {fn2}, initial={any}); itertools.accumulate({it}); itertools.takewhile({fn}, {it}); itertools.dropwhile({fn}, {it}); itertools.filterfalse({fn}, {it}); itertools.starmap({fn2}, {pairs}); itertools.pairwise({it}); itertools.compress({it}, {it})
itertools.zip_longest({it}, {it}, fillvalue={any}); itertools.batched({it}, {int}); itertools.batched({it}, {int}, strict={bool}); [(k, list(g)) for k, g in itertools.groupby({it}, {fn})]; [k for k, g in itertools.groupby({it})]; itertools.cycle({it}); itertools.product({it}, {it}); itertools.product({it}, repeat={int}); itertools.permutations({it}, {int}); itertools.combinations({it}, {int}); itertools.combinations_with_replacement({it}, {int}); itertools.count({num}, {num}); itertools.repeat({any}, {int}); itertools.tee({it}, {int})
functools.reduce({fn2}, {it}); functools.reduce({fn2}, {it}, {any}); sorted({it}, key=functools.cmp_to_key({fn2})); heapq.heapify({list}); after({list}, '__class__') and heapq.nsmallest({int}, {it}, key={fn}); heapq.nlargest({int}, {it}); heapq.merge({it}, {it}, key={fn}, reverse={bool}); changed({list}, 'heapq.heapify(o)'); changed({list}, 'heapq.heappush(o, x0)', {any}); changed({list}, 'o = heapq.heappop(o), o'); changed({list}, 'o = heapq.heapreplace(o, x0), o', {any}); changed({list}, 'o = heapq.heappushpop(o, x0), o', {any}); changed({list}, 'heapq.heapify_max(o)'); changed({list}, 'heapq.heappush_max(o, x0)', {any}); changed({list}, 'o = heapq.heappop_max(o), o')
bisect.bisect({it}, {any}); bisect.bisect_left({list}, {any}, {int}, {int}); bisect.bisect_right({list}, {any}, key={fn}); changed({list}, 'bisect.insort(o, x0)', {any}); changed({list}, 'bisect.insort_left(o, x0, key=x1)', {any}, {fn}); math.{mathfn}({any}); math.{mathfn2}({any}, {any}); math.fsum({it}); math.prod({it}, start={any}); math.sumprod({it}, {it}); math.dist({it}, {it}); math.hypot(*{it}); math.fma({num}, {num}, {num})
operator.{opfn}({any}); operator.{opfn2}({any}, {any}); operator.{opfn2}({any}, {any}); operator.attrgetter({name}, {name})({any}); operator.itemgetter({any}, {any})({any}); operator.methodcaller({name}, {any})({any}); operator.length_hint({it}, {int}); operator.call({fn}, {any}, *{it}); operator.setitem({any}, {any}, {any}); operator.delitem({any}, {any})
copy.copy({any}); copy.deepcopy({any}); copy.deepcopy([{any}, {any}]); copy.replace({any}, a={any}); pickle.loads(pickle.dumps({any})); pickle.loads(pickle.dumps([{any}, {any}], {int} % 6)); pickle.dump({any}, {file}); pickle.loads({any}); json.dumps({any}); json.dumps([{any}, {any}], default=fn(repr)); json.dumps([{any}], default=Call(lambda o: P(1)) and len); json.dumps({map}, sort_keys={bool}, indent={int}); json.dumps({any}, default=fn(lambda o: o.v)); json.dumps({any}, indent={str}, separators={tuple}); json.loads({str}); json.loads('{{"a": [1, 2.5, {{}}]}}', object_hook={fn}, parse_float={fn}, parse_int={fn}, object_pairs_hook={fn}); json.loads('[1.5, NaN]', parse_constant={fn}, parse_float=fn(P)); json.dump({any}, {file}); json.load({file})
struct.pack({fmt}, {any}, {any}); struct.unpack({fmt}, {any}); struct.calcsize({fmt}); binascii.hexlify({any}, {str}, {int}); base64.b64encode({any}, {bytes}); base64.b64decode({any}); zlib.crc32({any}, {int}); zlib.compress({any}, {int}); hashlib.sha256({any}).hexdigest(); os.fspath({any}); os.path.join({any}, {any}); os.fsencode({any}); ' '.join({strings}); b' '.join({bytestrings}); str.join({str}, {it}); bytes.fromhex({any}); int.from_bytes({it}, {str}); int.from_bytes({it}, byteorder='little', signed={bool}); float.fromhex({any}); str.maketrans({any}, {any}, {any}); dict.fromkeys({it}, {any}); Missing({map})[{hashable}]; complex.from_number({any})
re.sub({regex}, {template}, {any}, count={int}); re.split({regex}, {any}, maxsplit={int}); re.findall({regex}, {any}); re.escape({any}); wrote({buffered}, {rawcall}, {rawcall}, {rawcall}); wrote({buffered}, {rawcall}, {rawcall}); wrote({text}, {textcall}, {textcall}, {textcall}); wrote({text}, {textcall}); decimal.Decimal({any}); decimal.getcontext().create_decimal({any}); types.new_class({str}, (Hooked,), {{}}, {fn}).__name__; type('A', (Hooked,), {dict}).__name__; Hooked[{any}]; Hooked({any}).args; len(Hooked); Hooked.zzz; isinstance(Hooked(1), Hooked); list(csv.reader({it}, delimiter={str})); list(csv.DictReader({it}))
collections.namedtuple('T', {it})({any}, {any}); collections.namedtuple('T', 'a b')._make({it}); [*map(list, itertools.tee({it}))]; contextlib.suppress(Fault).__exit__(Fault, Fault(), None); exec({str}, {map}); eval('a', {map}); eval('a + 1', {{}}, {map}); eval({any}); compile({any}, 'x', 'eval') and 1; vars({any}) and 1; setattr({any}, {name}, {any}); delattr({any}, {name}); codecs_error({str}, {fn}); ''.__class__({bytes}, 'ascii', {str}); bytes({str}, 'ascii', {str}); int.__new__(int, {any}); str.__new__(str, {any}); tuple.__new__(tuple, {it}); list.__init__([], {it}); object.__format__({any}, {spec}); type.__call__(int, {any}); super(Derived, Derived()).__init__({any}); sys.intern({str}); sys.getsizeof({any}) > 0; sys.setrecursionlimit({any}) 
`;

/** @returns {string[]} */
function split(/** @type {string} */ text) {
  return text
    .split(/[;\n]/)
    .map((each) => each.trim())
    .filter(Boolean);
}

function templates() {
  const found = [...split(CALLS), ...split(CALLS), ...split(FUNCTIONS)];
  for (const [type, methods] of [
    ...Object.entries(METHODS).map(([t, m]) => /** @type {[string, string]} */ ([`{${t}}`, m])),
    ...OBJECTS,
  ]) {
    for (const call of split(methods)) {
      const [, name, args] = /** @type {RegExpExecArray} */ (/^(\w+)\((.*)\)$/.exec(call));
      found.push(`after(${type}, '${name}'${args ? ', ' + args : ''})`);
    }
  }
  return found;
}

const TEMPLATES = templates();

/**
 * A program in which what is called does nothing else (`plain`), switches to another tasklet (`switch`), or leaves its tasklet, so
 * that this can be pickled (`hop`).
 * @param {'plain' | 'switch' | 'hop'} mode
 * @param {string} source
 */
export function inMode(mode, source) {
  return source.replace(/^mode = .*$/m, `mode = '${mode}'`);
}

export class CallbackGenerator extends ExpressionGenerator {
  /** @param {() => number} next */
  constructor(next) {
    super(next);
    this.texts = TEXTS;
  }

  /** @returns {Case} */
  case() {
    return {
      tree: this.fill(this.pick(TEMPLATES), 'any', 1),
      fails: this.next() < 0.3 ? 1 + Math.floor(this.next() * 6) : 0,
    };
  }

  /**
   * @override
   * @param {string} type
   * @param {number} _depth arguments do not nest
   * @returns {Tree}
   */
  expression(type, _depth) {
    if (type !== 'any' && this.next() < 0.05) type = 'any';
    const union = UNIONS[type];
    if (union !== undefined) type = this.pick(union);
    const text = TEXTS[type];
    if (text !== undefined) return { parts: [this.pick(text)], holes: [], type };
    const items = type === 'items';
    if (items) type = this.pick(['list', 'list', 'tuple']);
    if (type === 'any' || LEAVES[type] === undefined) throw new Error(`no leaves of ${type}`);
    const value = this.pick(/** @type {string[]} */ (LEAVES[type]));
    if (type === 'none' || type === 'bool') return { parts: [value], holes: [], type };
    const wrapper = this.pick(items ? ITERABLE_WRAPPERS : WRAPPERS);
    return { parts: [wrapper === '(' ? value : `${wrapper}${value})`], holes: [], type };
  }
}

/** @param {Case} each */
export function callbackText({ tree, fails }) {
  return textOf(tree) + (fails > 0 ? `  # fails at ${fails}` : '');
}

/**
 * @param {Case} each
 * @returns {Case[]}
 */
export function simplerCallbacks({ tree, fails }) {
  const without = fails > 0 ? [{ tree, fails: 0 }] : [];
  return [...without, ...simpler(tree).map((smaller) => ({ tree: smaller, fails }))];
}
