// @ts-check

// Random small Python programs about the flow of control: loops, try and finally, with, match, closures, classes,
// generators, and functions that call one another. They log where they come by; every loop and every call costs fuel, so
// each program ends.
//
// A program is a tree of statements, so that a failing one can be made smaller by leaving statements out.

/** @typedef {{ head: string, blocks: Block[] }} Statement its clauses: `head` ends the line before the first block */
/** @typedef {{ clause: string, body: Statement[] }} Block `clause` is the line above the body */

const EXCEPTIONS = ['ValueError', 'KeyError', 'ZeroDivisionError', 'StopIteration', 'E1', 'E2'];
const NUMBERS = ['0', '1', '2', '3', '-1', 'x', 'y', 'z', 'x + y', 'x - z', 'y * 2', 'z % 3', 'len(acc)'];
/** Operands of all kinds. */
const OPERANDS = [
  ...NUMBERS,
  'Box(x)',
  'Box(2)',
  'Box(z)',
  'Box(1)',
  "'ab'",
  '[x, y]',
  '(y, z)',
  '2.5',
  'None',
  '{x: y}',
  "f'{x}'",
];

/** Lines about the protocols of the language; {n} is a number, {o} an operand, {v} a variable. */
const LINES = [
  "log('o', {o} + {o})",
  "log('o', {o} * {o})",
  "log('o', {n} - Box({n}))",
  "log('o', -Box({n}))",
  "log('o', {o} == {o}, Box({n}) != {o})",
  "log('o', {o} < {o})",
  "log('o', {o} < {o} < {o})",
  "log('o', sorted([Box({n}), Box({n}), Box({n})]))",
  "log('o', {o} in [Box({n}), {o}])",
  "log('o', {n} in Box({n}))",
  "log('o', {{Box({n}): 1, {n}: 2}})",
  "log('o', {{Box({n}), {n}, Box({n})}} == {{{n}}})",
  "log('o', [0, 1, 2, 3][Box({n})])",
  "log('o', [0, 1, 2, 3][{n}:Box({n})], 'abcd'[Box({n})::-1])",
  "log('o', range(Box({n})), [*range(0, Box(({n}) % 9))])",
  "log('o', Box({n}) and {n}, Box({n}) or {n}, not Box({n}))",
  "log('o', {n} if Box({n}) else {n})",
  'b = Box({n}); b += {o}; log("b", b)',
  'b = [{n}, {n}]; b[{n}] += {o}; log("b", b)',
  'b = {{}}; b[{n}] = b.get({n}, 0) + {n}; log("b", b)',
  'b = Box({n}); b[{n}] = {o}; del b[{n}]; log("b", b[{n}])',
  'b = Box({n}); b[{n}:{n}] += {n}',
  'b = Box({n}); log("b", b.bar.baz, b.foo)',
  "log('o', Box({n})({n}, *[{n}, {n}], k={n}, **{{'l': {n}}}))",
  "log('o', star(*Box({n}), {n}, *({n},), k=log('k'), **{{'a': log('d')}}))",
  "log('o', star(**{{'a': {n}}}, **{{'{k}': {n}}}))",
  'both({n}, {n}, d={n})',
  "both({n}, *[{n}, {n}, {n}], **{{'d': {n}, '{k}': {n}}})",
  'both({n}, {k}={n}, d={n}, b={n})',
  'both(*range(({n}) % 6), d={n}, {k}={n})',
  'a, *b = {o}; log("u", a, b)',
  '*a, b = Box({n}); log("u", a, b)',
  'a, (b, c), *d = {n}, {o}, {n}; log("u", a, b, c, d)',
  'a, b = b, a = [{n}, {n}]; log("u", a, b)',
  '[a, b] = x, y = {o}',
  'for a, *b in ([1, 2, 3], {o}, (y, x)): log("u", a, b)',
  'b = [0, 1, 2, 3, 4, 5]; b[{n}:{n}:{s}] = [{n}, {n}]; log("b", b)',
  'b = [0, 1, 2, 3, 4, 5]; del b[{n}:{n}:{s}]; log("b", b)',
  "log('o', 'abcdef'[{n}:{n}:{s}], (1, 2, 3, 4)[::{s}])",
  "log('o', f'{{Box({n})}} {{Box({n})!r:>8}} {{{n}:{f}}} {{{n}=}}')",
  "log('o', f'{{Box({n}):{f}}} {{log(\"f\"):>{{{n} + 3}}}}')",
  "log('o', '%s %r %5.2f|%-4d|%x' % ({o}, {o}, {n}, {n}, {n}))",
  "log('o', '{{}} {{0}}'.format({n}), '{{:{f}}} {{a!s}}'.format({n}, a={o}))",
  "log('o', '{{0.v}} {{1[0]}}'.format(Box({n}), {o}))",
  "log('o', {n} // ({n} or 1), {n} % ({n} or 1), divmod({n}, {n}))",
  "log('o', ({n}) % 9 ** 2, ({n} & 7) << ({n} & 7), {n} & {n} | {n} ^ ~{n})",
  "log('o', round({n} / 3, ({n}) % 5), int(-7 / 2), -7 // 2, -7 % 3)",
  'Point.b = {n}; log("p", Point().b, Point.b, Point.zzz)',
  'b = Point({n}, {n}, {k}={n}); log("p", b.a, b.rest, b.p)',
  'b = Point(); b.p = {n}; b.a += {n}; log("p", b.a, vars(b))',
  'b = Point(); del b.a; log("p", b.a)',
  "log('p', Point.c({n}), Point(1).c(), Point.s({n}), Point(2).s(*{o}))",
  'b = type("Q", (Point,), {{"q": Checked()}}, k={n})({n}); b.q = {n}; log("p", b.q, b.c())',
  "log('m', (lambda {k}, *a, b={n}: ({k}, a, b))({n}, {n}))",
  'b = [lambda: i for i in range(3)]; log("l", [f() for f in b])',
  'b = [lambda i=i: i + {n} for i in range(3)]; log("l", [f() for f in b])',
  "log('l', [(i, j) for i in Box({n}) if i for j in range(i)], {{i: j for i, j in [{o}] if i}})",
  "log('l', {{*Box({n}), {n}}}, [*{o}, *{o}], {{**{{'x': {n}}}, 'x': {n}}})",
  "log('l', (b := {n}) + b, [c := {n}, c ** 2], any((w := i) > {n} for i in range(3)))",
  "global_{k} = {n}; log('g', 'global_{k}' in locals(), sorted(k for k in vars() if k in 'xyz'))",
  'try: x\n{i}except* E1: pass\n{i}else: log("else")',
  "log('s', 'a,b,,c'.split(','), '-'.join(map(str, {o})), 'abc'.replace('b', str({n})))",
  "log('s', str({o}) * (({n}) % 9), 'x'.center(({n}) % 9), 'ab'.find('b', {n}), 'aXbX'.rsplit('X', {n}))",
  "log('i', int('{n}' if str({n}) == '{n}' else '12'), float({n}), complex({n}, {n}), bool({o}))",
  "log('i', isinstance({o}, (int, Box)), type({o}).__name__, callable(Box({n})))",
  "log('t', next(iter({o}), {n}), list(zip({o}, {o})), list(enumerate({o}, {n})))",
  "log('t', min({o}, {o}), max([{n}, {n}], key=lambda i: -i), sum([{n}, {n}], {n}))",
  "log('t', list(map(lambda i, j: i + j, {o}, {o})), list(reversed({o})), any({o}), all({o}))",
  'assert Box({n}), {o}',
  'raise E1({n}, {o})',
  'with Box({n}) as a, Box({n}): z = a.v // {n}',
  'x, y, z = z, x, y',
  'x = x if x.bit_length() < 60 else 1',
  "match {o}:\n{i}    case Box(v=0 | 1 as q): log('case', q)\n{i}    case Box(q): log('case', q)\n{i}    case [q, *r] if q: log('case', q, r)\n{i}    case {{2: q, **r}}: log('case', q, r)\n{i}    case str(q) | int(q): log('case', q)\n{i}    case _: log('other')",
];

const TESTS = [
  'x < y',
  'x == z',
  'y % 2',
  'z > 1',
  'not x',
  'x and y',
  'x or z',
  'x < y < z',
  'x in acc',
  'acc',
  'True',
  'False',
];

/** What programs call. `log` is what is compared; `burn` ends what would go on too long. */
export const PROGRAM_PRELUDE = `
import sys
mode = 'plain'
asleep = False
if mode == 'hop': import stackless
class E1(Exception): pass
class E2(E1): pass
class Exhausted(BaseException): pass
fuel = 0
trail = []
def burn():
    global fuel
    fuel -= 1
    if fuel < 0: raise Exhausted
def log(*items):
    try:
        if asleep: return items[0]
    except NameError: return items[0] # a key that is hashed while the pickle of it and its module is loaded
    burn()
    if mode == 'hop': stackless.schedule_remove()
    e = sys.exception()
    trail.append(' '.join(map(str, items)) + ('' if e is None else ' !' + name(e)))
    return items[0]
def name(e):
    if isinstance(e, BaseExceptionGroup): return type(e).__name__ + '[' + ','.join(map(name, e.exceptions)) + ']'
    return type(e).__name__
def chain(e):
    text = []
    while e is not None and len(text) < 8:
        lines = []
        tb = e.__traceback__
        while tb is not None:
            lines.append(str(tb.tb_lineno - base))
            tb = tb.tb_next
        text.append(name(e) + '(' + ascii(str(e)) + ')@' + ','.join(lines[1:]) + ('' if e.__cause__ is None else ' from'))
        e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
    return ' / '.join(text)
class Manager:
    def __init__(self, tag, swallow=False, failing=None): self.tag, self.swallow, self.failing = tag, swallow, failing
    def __enter__(self):
        log('enter', self.tag)
        if self.failing == 'enter': raise E1(self.tag)
        return self.tag
    def __exit__(self, kind, value, tb):
        log('exit', self.tag, kind and kind.__name__)
        if self.failing == 'exit': raise E2(self.tag)
        return self.swallow
class Box:
    # A number whose special methods tell when they are called.
    def __init__(self, v): self.v = v
    def __repr__(self): return f'Box({self.v})'
    def __add__(self, o): log('add'); return Box(self.v + value(o))
    def __radd__(self, o): log('radd'); return Box(value(o) + self.v)
    def __iadd__(self, o): log('iadd'); self.v += value(o); return self
    def __mul__(self, o): log('mul'); return NotImplemented if value(o) == 2 else Box(self.v * value(o))
    def __rsub__(self, o): log('rsub'); return value(o) - self.v
    def __neg__(self): log('neg'); return Box(-self.v)
    def __eq__(self, o): log('eq'); return self.v == value(o)
    def __lt__(self, o): log('lt'); return self.v < value(o) if self.v != 2 else NotImplemented
    def __hash__(self): log('hash'); return self.v
    def __bool__(self): log('bool'); return self.v != 0
    def __len__(self): log('len'); return max(self.v, 0)
    def __index__(self): log('index'); return self.v
    def __getitem__(self, i): log('getitem', i); return [0, 1, 2][i]
    def __setitem__(self, i, v): log('setitem', i, v); self.v = i if isinstance(i, int) else 7
    def __delitem__(self, i): log('delitem', i); self.v -= 1
    def __contains__(self, o): log('contains', value(o)); return self.v == o
    def __call__(self, *args, **kwargs): log('call', args, kwargs); return len(args)
    def __getattr__(self, name):
        if name.startswith('__'): raise AttributeError(name) # asked of an object that has no v yet when it is unpickled
        log('getattr', name); return Box(1) if name.startswith('b') else 5 // self.v
    def __format__(self, spec): log('format', spec); return format(self.v, spec)
    def __enter__(self): log('enter'); return self
    def __exit__(self, *args): log('exit', args[0] and args[0].__name__); return self.v == 1
    def __iter__(self): log('iter'); return Countdown(self.v)
    __match_args__ = 'v',
def value(o): return o.v if isinstance(o, Box) else o
class Checked:
    # A descriptor.
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, owner=None): log('get', self.name, o is None); return self if o is None else o.__dict__.get(self.name, 3)
    def __set__(self, o, v):
        log('set', self.name, v)
        if v == 0: raise ValueError(v)
        o.__dict__[self.name] = v
    def __delete__(self, o): log('delete', self.name); del o.__dict__[self.name]
class Meta(type):
    def __call__(cls, *args, **kwargs): log('meta call', len(args)); return super().__call__(*args, **kwargs)
    def __getattr__(cls, name): log('meta getattr', name); return 4
class Point(metaclass=Meta):
    a = Checked()
    b = 2
    def __init_subclass__(cls, **kwargs): log('subclass', cls.__name__, kwargs)
    def __init__(self, a=1, *rest, b=2, **kw): self.a, self.rest = a, (rest, b, kw)
    @property
    def p(self): log('property'); return self.a + 1
    @p.setter
    def p(self, v): log('setter', v); self.a = v
    @classmethod
    def c(cls, *args): return cls.__name__, args
    @staticmethod
    def s(*args): return args
def star(*args, **kwargs): log('star', args, kwargs); return len(args) + len(kwargs)
def both(a, /, b, c=3, *args, d, e=5, **kwargs): return log((a, b, c, args, d, e, kwargs))
# A generator that is dropped is closed at once only where references are counted; so none is dropped while a program runs.
kept = []
def keeping(function):
    def start(*args, **kwargs):
        kept.append(function(*args, **kwargs))
        return kept[-1]
    return start
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        burn()
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
def run(number, source):
    global fuel, base
    base = 0
    trail.clear()
    fuel = 300
    sys.setrecursionlimit(400)
    scope = dict(globals())
    try:
        exec(compile(source, 'random', 'exec'), scope)
        result = repr(scope['main'](2, 3, 1))
    except BaseException as e: result = chain(e)
    if len(trail) > 60: trail[50:] = ['...', str(len(trail)), trail[-1]]
    if sys.exception() is not None: result += ' leaves ' + name(sys.exception())
    print(number, '; '.join(trail), '=>', result[:300])
    fuel = 300
    kept.clear()
`;

export class ProgramGenerator {
  /** @param {() => number} next */
  constructor(next) {
    this.next = next;
    this.marks = 0;
    this.loops = 0;
    this.functions = 0;
    /** What may be called here: names of functions of three arguments, and of generators. @type {string[]} */
    this.callable = [];
    /** @type {string[]} */
    this.generators = [];
    this.inLoop = false;
    this.inGenerator = false;
    /** `break`, `continue` and `return` are errors in `except*`. */
    this.inStar = false;
  }

  /**
   * @template T
   * @param {readonly T[]} items
   * @returns {T}
   */
  pick(items) {
    return /** @type {T} */ (items[Math.floor(this.next() * items.length)]);
  }

  number() {
    return this.pick(NUMBERS);
  }

  /** A line about a protocol. */
  protocol() {
    return this.fill(this.pick(LINES));
  }

  /**
   * A line with its holes filled.
   * @param {string} text
   */
  fill(text) {
    return text.replace(/\{\{|\}\}|\{(\w)\}/g, (hole, /** @type {string | undefined} */ kind) => {
      if (kind === undefined) return hole[0] ?? '';
      if (kind === 'n') return this.number();
      if (kind === 'o') return this.pick(OPERANDS);
      if (kind === 's') return this.pick(['1', '2', '-1', '-2', 'x', 'z']);
      if (kind === 'f') return this.pick(['5', '<4', '^7', '03', '+', '.1f', 'x', '>3', ',', 'e', '%', 's']);
      if (kind === 'k') return this.pick(['a', 'b', 'c', 'd', 'k']);
      return '\u0001';
    });
  }

  mark() {
    return `log(${++this.marks})`;
  }

  /** @returns {Statement[]} a module that defines `main` */
  program() {
    const statements = [];
    for (let i = Math.floor(this.next() * 3); i > 0; i--) statements.push(this.definition(2));
    statements.push(this.functionDef('main', 3, false));
    return statements;
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  definition(depth) {
    const generator = this.next() < 0.4;
    const name = `${generator ? 'g' : 'f'}${++this.functions}`;
    const statement = this.functionDef(name, depth, generator);
    (generator ? this.generators : this.callable).push(name);
    return statement;
  }

  /**
   * @param {string} name
   * @param {number} depth
   * @param {boolean} generator
   * @returns {Statement}
   */
  functionDef(name, depth, generator) {
    const saved = { inLoop: this.inLoop, inGenerator: this.inGenerator, inStar: this.inStar };
    const known = [this.callable.length, this.generators.length];
    Object.assign(this, { inLoop: false, inGenerator: generator, inStar: false });
    const body = [line('burn()'), line('acc = []'), ...this.block(depth, 4)];
    if (generator) body.push(line('yield z'));
    body.push(line(`return (x, y, z, acc)`));
    Object.assign(this, saved);
    [this.callable.length, this.generators.length] = known;
    return {
      head: '',
      blocks: [{ clause: `${generator ? '@keeping\n' : ''}def ${name}(x, y=1, z=2):`, body }],
    };
  }

  /**
   * @param {number} depth
   * @param {number} most
   * @returns {Statement[]}
   */
  block(depth, most) {
    const statements = [];
    const count = 1 + Math.floor(this.next() * most);
    for (let i = 0; i < count; i++) statements.push(this.statement(depth));
    return statements;
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  statement(depth) {
    if (depth <= 0 || this.next() < 0.45) return line(this.simple());
    const compound = this.pick([
      () => this.ifStatement(depth),
      () => this.forStatement(depth),
      () => this.whileStatement(depth),
      () => this.tryStatement(depth),
      () => this.tryStatement(depth),
      () => this.tryStatement(depth),
      () => this.withStatement(depth),
      () => this.matchStatement(depth),
      () => this.nested(depth),
      () => this.classDef(depth),
      () => this.starStatement(depth),
    ]);
    return compound();
  }

  /** @returns {string} */
  simple() {
    if (this.next() < 0.35) return this.protocol();
    const n = this.next();
    if (n < 0.18) return this.mark();
    if (n < 0.36) return `${this.pick(['x', 'y', 'z'])} ${this.pick(['=', '+=', '-='])} ${this.number()}`;
    if (n < 0.42) return `acc.append(${this.number()})`;
    if (n < 0.46) return `log('v', x, y, z)`;
    if (n < 0.5) return `x, y = ${this.number()}, ${this.number()}`;
    if (n < 0.6) return this.call();
    if (n < 0.68) return this.raise();
    if (n < 0.72)
      return this.pick(['z = x // y', 'z = {1: 2}[x]', 'z = acc[x]', 'del z', 'z = 1 / z', 'assert x, y']);
    if (n < 0.78 && this.inGenerator)
      return this.pick([
        'yield x',
        'z = yield y',
        'x = yield',
        'yield from range(2)',
        'yield from Countdown(2)',
      ]);
    if (n < 0.84 && !this.inStar)
      return this.inLoop ? this.pick(['break', 'continue', 'continue', 'return x']) : 'return (x, y)';
    if (n < 0.9) return `z = ${this.comprehension()}`;
    return this.inGenerator ? `log('sent', (yield z))` : `z = log(${++this.marks}) + ${this.number()}`;
  }

  comprehension() {
    return this.pick([
      'sum([log(i) for i in range(3) if i != x])',
      'len({i: log(i) for i in acc})',
      'sum(log(i) for i in Countdown(3))',
      '(lambda i: i + x)(y)',
      'max((log(i) for i in acc), default=x)',
      'sorted([x, y, 1], key=lambda i: log(-i))[0]',
      'sum(i for i in [1, 2, 3] for _ in range(i) if log(i))',
    ]);
  }

  /** @returns {string} */
  call() {
    if (this.generators.length > 0 && this.next() < 0.6) {
      const g = `${this.pick(this.generators)}(${this.number()}, ${this.number()})`;
      return this.pick([
        `z = len(list(${g}))`,
        `acc.append(next(${g}))`,
        `x, *y = ${g}; y = len(y)`,
        `i = ${g}; next(i); log('got', i.send(x))`,
        `i = ${g}; next(i); log('thrown', i.throw(E1('t')))`,
        `i = ${g}; next(i); log('closed', i.close())`,
        `z = next(${g}, 5)`,
        ...(this.inGenerator ? [`z = yield from ${g}`, `z = (yield from ${g})[0]`] : []),
      ]);
    }
    if (this.callable.length === 0) return this.mark();
    const f = this.pick(this.callable);
    return this.pick([
      `z = ${f}(${this.number()}, ${this.number()})[0]`,
      `log('called', ${f}(${this.number()}, z=${this.number()}))`,
      `z = ${f}(*[${this.number()}, ${this.number()}])[1]`,
      `z = ${f}(${this.number()}, **{'y': ${this.number()}})[1]`,
      `acc = [*map(${f}, [x, y])]`,
    ]);
  }

  raise() {
    const exc = this.pick(EXCEPTIONS);
    const n = this.next();
    if (n < 0.6) return `raise ${exc}(${this.number()})`;
    if (n < 0.7) return `raise ${exc} from None`;
    if (n < 0.8) return `raise ${exc}(x) from ${this.pick(EXCEPTIONS)}(y)`;
    if (n < 0.9) return `raise ExceptionGroup('g', [${exc}(1), ${this.pick(EXCEPTIONS)}(2)])`;
    return 'raise';
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  ifStatement(depth) {
    const blocks = [{ clause: `if ${this.pick(TESTS)}:`, body: this.block(depth - 1, 3) }];
    if (this.next() < 0.3)
      blocks.push({ clause: `elif ${this.pick(TESTS)}:`, body: this.block(depth - 1, 2) });
    if (this.next() < 0.5) blocks.push({ clause: 'else:', body: this.block(depth - 1, 2) });
    return { head: '', blocks };
  }

  /**
   * @param {number} depth
   * @param {string} clause
   * @returns {Statement}
   */
  loop(depth, clause) {
    const saved = { inLoop: this.inLoop, inStar: this.inStar };
    Object.assign(this, { inLoop: true, inStar: false });
    const body = [line('burn()'), ...this.block(depth - 1, 3)];
    Object.assign(this, saved);
    const blocks = [{ clause, body }];
    if (this.next() < 0.35) blocks.push({ clause: 'else:', body: this.block(depth - 1, 2) });
    return { head: '', blocks };
  }

  /** @param {number} depth */
  forStatement(depth) {
    const target = this.pick(['x', 'y', 'i', 'i', `w${++this.loops}`]);
    const clause = this.pick([
      'range(3)',
      'Countdown(3)',
      'list(acc)',
      '[2, 1]',
      'range(x)',
      '(i for i in range(2))',
    ]);
    const generator =
      this.generators.length > 0 && this.next() < 0.3 ? `${this.pick(this.generators)}(x)` : clause;
    return this.loop(
      depth,
      this.next() < 0.15 ? `for i, ${target} in enumerate(${clause}):` : `for ${target} in ${generator}:`,
    );
  }

  /** @param {number} depth */
  whileStatement(depth) {
    return this.loop(depth, `while ${this.pick([...TESTS, '(x := x - 1) > 0', 'x < 4'])}:`);
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  tryStatement(depth) {
    const blocks = [{ clause: 'try:', body: this.block(depth - 1, 3) }];
    const handlers = Math.floor(this.next() * 3);
    for (let i = 0; i < handlers; i++) {
      const type = this.pick([...EXCEPTIONS, '(E1, KeyError)', 'Exception']);
      blocks.push({
        clause: `except ${type}${this.pick(['', ' as e', ' as y'])}:`,
        body: this.block(depth - 1, 2),
      });
    }
    if (handlers > 0 && this.next() < 0.15)
      blocks.push({ clause: 'except:', body: this.block(depth - 1, 2) });
    if (handlers > 0 && this.next() < 0.3) blocks.push({ clause: 'else:', body: this.block(depth - 1, 2) });
    if (handlers === 0 || this.next() < 0.4)
      blocks.push({ clause: 'finally:', body: this.block(depth - 1, 2) });
    return { head: '', blocks };
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  starStatement(depth) {
    const saved = { inLoop: this.inLoop, inStar: this.inStar };
    const blocks = [{ clause: 'try:', body: this.block(depth - 1, 2) }];
    Object.assign(this, { inLoop: false, inStar: true });
    for (let i = 1 + Math.floor(this.next() * 2); i > 0; i--) {
      blocks.push({
        clause: `except* ${this.pick([...EXCEPTIONS, '(E1, KeyError)'])} as e:`,
        body: this.block(depth - 1, 2),
      });
    }
    Object.assign(this, saved);
    return { head: '', blocks };
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  withStatement(depth) {
    const manager = (/** @type {number} */ tag) =>
      `Manager(${tag}, ${this.pick(['False', 'False', 'True', 'x'])}${this.pick(['', '', '', ", 'exit'", ", 'enter'"])})`;
    const first = `${manager(++this.marks)}${this.pick(['', ' as x', ' as acc'])}`;
    const second = this.next() < 0.3 ? `, ${manager(++this.marks)}${this.pick(['', ' as y'])}` : '';
    return { head: '', blocks: [{ clause: `with ${first}${second}:`, body: this.block(depth - 1, 3) }] };
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  matchStatement(depth) {
    const patterns = [
      '0',
      '1 | 2',
      '-1',
      '[]',
      '[a]',
      '[a, *rest]',
      '[1, b]',
      '{1: c}',
      'int(a)',
      'str()',
      'None',
      '(a, b) as x',
      'int() as z if z > x',
    ];
    const subject = this.pick(['x', 'acc', '(x, y)', '[x, y, z]', '{x: y}', 'str(x)', 'None']);
    const cases = [];
    for (let i = 1 + Math.floor(this.next() * 3); i > 0; i--) {
      cases.push({ clause: `case ${this.pick(patterns)}:`, body: this.block(depth - 1, 2) });
    }
    return { head: `match ${subject}:`, blocks: cases };
  }

  /**
   * A function that shares variables with the one around it, and a call of it.
   * @param {number} depth
   * @returns {Statement}
   */
  nested(depth) {
    const saved = { inLoop: this.inLoop, inGenerator: this.inGenerator, inStar: this.inStar };
    Object.assign(this, { inLoop: false, inGenerator: false, inStar: false });
    const name = `n${++this.functions}`;
    const body = [
      line(this.pick(['nonlocal z', 'nonlocal x', 'pass'])),
      line('burn()'),
      ...this.block(depth - 1, 3),
    ];
    Object.assign(this, saved);
    return {
      head: '',
      blocks: [
        { clause: `def ${name}(y=${this.number()}):`, body },
        { clause: 'if True:', body: [line(`log('nested', ${name}())`)] },
      ],
    };
  }

  /**
   * @param {number} depth
   * @returns {Statement}
   */
  classDef(depth) {
    const name = `C${++this.functions}`;
    const saved = { inLoop: this.inLoop, inGenerator: this.inGenerator, inStar: this.inStar };
    Object.assign(this, { inLoop: false, inGenerator: false, inStar: false });
    const method = {
      head: '',
      blocks: [
        {
          clause: `def ${this.pick(['__call__', '__bool__', '__len__', '__getattr__', '__eq__'])}(self, x=2, y=1, z=0, acc=()):`,
          body: [line('burn()'), ...this.block(depth - 1, 2)],
        },
      ],
    };
    Object.assign(this, saved);
    const uses = this.pick([
      `log('class', ${name}()())`,
      `log('class', ${name}().w)`,
      `log('class', bool(${name}()), len(${name}()))`,
      `log('class', ${name}() == 1, ${name}() in [1, 2])`,
    ]);
    return {
      head: '',
      blocks: [
        { clause: `class ${name}:`, body: [line(`log('body')`), method] },
        { clause: 'if True:', body: [line(uses)] },
      ],
    };
  }
}

/**
 * @param {string} text
 * @returns {Statement}
 */
function line(text) {
  return { head: text, blocks: [] };
}

/**
 * The text of statements.
 * @param {Statement[]} statements
 * @param {number} [indent]
 * @returns {string}
 */
export function programText(statements, indent = 0) {
  const pad = '    '.repeat(indent);
  return statements
    .map(({ head, blocks }) => {
      const isMatch = head.startsWith('match ');
      const inner = blocks.map((block) => {
        const shift = indent + (isMatch ? 1 : 0);
        return `${'    '.repeat(shift)}${block.clause}\n${programText(block.body.length > 0 ? block.body : [line('pass')], shift + 1)}`;
      });
      return (head === '' ? '' : `${pad}${head.replaceAll('\u0001', pad)}\n`) + inner.join('');
    })
    .join('');
}

/**
 * Smaller programs to try in place of one: without a statement, with a clause less, with the body of a clause in place of the
 * statement.
 * @param {Statement[]} statements
 * @returns {Statement[][]}
 */
export function smallerPrograms(statements) {
  /** @type {Statement[][]} */
  const smaller = [];
  statements.forEach((statement, i) => {
    const replace = (/** @type {Statement[]} */ ...by) =>
      smaller.push([...statements.slice(0, i), ...by, ...statements.slice(i + 1)]);
    replace();
    statement.blocks.forEach((block, k) => {
      const others = (/** @type {Block[]} */ ...by) => [
        ...statement.blocks.slice(0, k),
        ...by,
        ...statement.blocks.slice(k + 1),
      ];
      replace(...block.body);
      if (statement.blocks.length > 1) replace({ ...statement, blocks: others() });
      for (const body of smallerPrograms(block.body))
        replace({ ...statement, blocks: others({ ...block, body }) });
    });
  });
  return smaller;
}
