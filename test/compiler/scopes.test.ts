// Scopes and misplaced constructs against CPython itself (the package pyodide): for each source either the same
// SyntaxError at the same place, or code objects with the same names, variables, cells and flags.

import { loadPyodide } from 'pyodide';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkStatements } from '../../src/compiler/checks.ts';
import { mangle } from '../../src/compiler/mangle.ts';
import type { Scope } from '../../src/compiler/scope.ts';
import { analyseScopes } from '../../src/compiler/scopes.ts';
import type { ScopeTable } from '../../src/compiler/scopes.ts';
import { PythonSyntaxError } from '../../src/syntax/errors.ts';
import { parseModule } from '../../src/syntax/parser.ts';

/** What a compiler makes of a source: the error, or one line for each code object, sorted. */
type Facts = { error: unknown[] } | { codes: string[] };

const ORACLE = `
import json, types, warnings, zipfile, sys
warnings.simplefilter('ignore')

def lines(code, found):
    found.append(json.dumps([code.co_qualname, code.co_name, code.co_flags, code.co_varnames, code.co_cellvars,
                             code.co_freevars], separators=(',', ':'), ensure_ascii=False))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            lines(constant, found)
    return found

def facts(source):
    try:
        code = compile(source, 'x', 'exec', dont_inherit=True)
    except SyntaxError as e:
        return json.dumps({'error': [e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]})
    return json.dumps({'codes': sorted(lines(code, []))})

def library(name):
    import importlib.util
    return importlib.util.find_spec(name).loader.get_source(name)
`;

let oracle: (source: string) => Facts;
let library: (name: string) => string;

beforeAll(async () => {
  const python = await loadPyodide();
  python.runPython(ORACLE);
  const facts = python.globals.get('facts') as (source: string) => string;
  oracle = (source) => JSON.parse(facts(source)) as Facts;
  library = python.globals.get('library') as (name: string) => string;
});

function analyse(source: string): ScopeTable {
  const { tree } = parseModule(source, 'x');
  const table = analyseScopes(tree, 'x');
  checkStatements(tree, 'x', table, []);
  return table;
}

function ours(source: string): Facts {
  try {
    const table = analyse(source);
    const codes = codeLines(table.top, table.futureFlags, []);
    return { codes: codes.sort() };
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return { error: [error.message, error.lineno, error.offset, error.endLineno, error.endOffset] };
  }
}

function codeLines(scope: Scope, futureFlags: number, found: string[]): string[] {
  if (scope.unevaluated) return found;
  if (!scope.inlined) {
    const { qualname, name, flags, locals, cellvars, freevars } = scope;
    found.push(JSON.stringify([qualname, name, flags | futureFlags, locals, cellvars, freevars]));
  }
  for (const child of scope.children) codeLines(child, futureFlags, found);
  return found;
}

/** The functions' annotations that are strings are code too, but in no scope's children. */
function withoutStrings(facts: Facts): Facts {
  const FUTURE_ANNOTATIONS = 0x1000000;
  if ('error' in facts) return facts;
  const isOurs = (line: string) => {
    const [, name, flags] = JSON.parse(line) as [string, string, number];
    return name !== '__annotate__' || (flags & FUTURE_ANNOTATIONS) === 0;
  };
  return { codes: facts.codes.filter(isOurs).sort() };
}

function expectSame(source: string): void {
  const expected = withoutStrings(oracle(source));
  expect(ours(source)).toEqual('codes' in expected ? { codes: expected.codes } : expected);
}

const ERRORS = [
  `def f(x):
  global x`,
  `def f(x):
  nonlocal x`,
  `x=1
global x`,
  `print(x)
global x`,
  `def f():
  print(x)
  nonlocal x`,
  `def f():
  x: int
  global x`,
  `def f():
  global x
  x: int`,
  `def f():
  x=1
  def g():
    nonlocal x
    x: int = 1`,
  `nonlocal x`,
  `class C:
  nonlocal x`,
  `def f():
  global x
  nonlocal x`,
  `def f():
  nonlocal x
  global x`,
  `def f(a,*,b,**a): pass`,
  `lambda x,x: 1`,
  `def f[T,T](): pass`,
  `class C[T]:
  def f(self):
    nonlocal T`,
  `def f[T](x):
  nonlocal T`,
  `[x:=1 for x in y]`,
  `[x for x in (y:=z)]`,
  `[x for x in [q for q in (a:=1)]]`,
  `class C:
  [x:=1 for y in z]`,
  `[[j:=0 for i in r] for j in s]`,
  `[j:=0 for i in r for j in s]`,
  `[(yield) for x in y]`,
  `{(yield) for x in y}`,
  `{(yield):1 for x in y}`,
  `((yield) for x in y)`,
  `def f():
  return [(yield from q) for x in y]`,
  `def f(a: (x:=1)): pass`,
  `def f(a: (yield)): pass`,
  `async def f(a: (await x)): pass`,
  `x: (yield)`,
  `def f():
  x: (await y)`,
  `def f[T: (yield)](): pass`,
  `def f[T: (a, (yield))](): pass`,
  `def f[T: (a, 2) = (x:=1)](): pass`,
  `def f[*Ts = (x:=1)](): pass`,
  `def f[**P = (x:=1)](): pass`,
  `type A = (x:=1)`,
  `class C[T]((x:=1)): pass`,
  `class C[T](a=(await b)): pass`,
  `type A[T] = [x:=1 for y in z]`,
  `type A[T: [x:=1 for y in z]] = 1`,
  `class C[T]([x:=1 for y in z]): pass`,
  `await x`,
  `def f(): await x`,
  `class C:
  await x`,
  `def f():
  [await x for y in z]`,
  `async def f():
  [await x for y in z]
  lambda: await x`,
  `async for x in y: pass`,
  `def f():
  async for x in y: pass`,
  `def f():
  async with x: pass`,
  `[x async for x in y]`,
  `def f(): return {x async for x in y}`,
  `def f(): return [[x async for x in y] for z in w]`,
  `class C:
  x = [y async for y in z]`,
  `def f():
  from x import *`,
  `class C:
  from x import *`,
  `"doc"
"two"
from __future__ import annotations`,
  `import x
from __future__ import annotations`,
  `def f():
  from __future__ import annotations`,
  `from __future__ import annotations
x: (yield)`,
  `from __future__ import annotations
def f(x: (y:=1)): pass`,
  `__debug__ = 1`,
  `del __debug__`,
  `def __debug__(): pass`,
  `class __debug__: pass`,
  `def f(__debug__): pass`,
  `lambda *__debug__: 1`,
  `f(__debug__=1)`,
  `class C(__debug__=1): pass`,
  `x.__debug__ = 1`,
  `del x.__debug__`,
  `import __debug__`,
  `import a as __debug__`,
  `import __debug__.x`,
  `from x import __debug__`,
  `for __debug__ in x: pass`,
  `with a as __debug__: pass`,
  `try: pass
except E as __debug__: pass`,
  `[__debug__ for __debug__ in x]`,
  `(__debug__ := 1)`,
  `__debug__ += 1`,
  `__debug__: int`,
  `match x:
  case __debug__: pass`,
  `match x:
  case C(__debug__=1): pass`,
  `match x:
  case C(a=z, __debug__=1): pass`,
  `match x:
  case {**__debug__}: pass`,
  `match x:
  case [*__debug__]: pass`,
  `type __debug__ = 1`,
  `class C[__classdict__]: pass`,
  `class C:
  def f[__classdict__: int](): pass`,
  `return 1`,
  `class C:
  return`,
  `def f():
  class C: return`,
  `yield 1`,
  `class C:
  x = yield`,
  `yield from x`,
  `async def f():
  yield from x`,
  `async def f():
  yield 1
  return 2`,
  `break`,
  `continue`,
  `if x: break`,
  `while 1:
  def f(): continue`,
  `while 1:
  class C: break`,
  `while 1: pass
else: break`,
  `for x in y: pass
else: continue`,
  `while 1:
  try: pass
  except* E:
    break`,
  `while 1:
  try: pass
  except* E:
    for x in y: break
    continue`,
  `def f():
  try: pass
  except* E:
    return 1`,
  `def f():
  try: pass
  except* E:
    def g(): return 1
    try: pass
    finally: return`,
  `try: pass
except: pass
except E: pass`,
  `try: pass
except E: pass
except: pass
except F: pass`,
  `*a`,
  `*a = b`,
  `*a, *b = c`,
  `[*a, *b] = c`,
  `(a, (*b, c, *d)) = e`,
  `for *a, *b in c: pass`,
  `for *a in c: pass`,
  `x = *a`,
  `f(a=1, a=2)`,
  `f(a=1, b=2, **x, a=3)`,
  `class C(a=1, a=2): pass`,
  `match x:
  case a: pass
  case 1: pass`,
  `match x:
  case _: pass
  case 1: pass`,
  `match x:
  case a | 1: pass`,
  `match x:
  case (1 | _ | 2): pass`,
  `match x:
  case (_ as z) | 1: pass`,
  `match x:
  case [a] | [b]: pass`,
  `match x:
  case [a, a]: pass`,
  `match x:
  case [a, *a]: pass`,
  `match x:
  case {1: a, **a}: pass`,
  `match x:
  case [*a, *b]: pass`,
  `match x:
  case [*_, *_]: pass`,
  `match x:
  case {1: a, 1: b}: pass`,
  `match x:
  case {1: a, True: b}: pass`,
  `match x:
  case {1: a, 1.0: b}: pass`,
  `match x:
  case {"a": a, "a": b}: pass`,
  `match x:
  case {-1: a, -1: b}: pass`,
  `match x:
  case {1+2j: a, 1+2j: b}: pass`,
  `match x:
  case {b'a': a, b'a': b}: pass`,
  `match x:
  case {None: a, None: b}: pass`,
  `match x:
  case C(a=1, b=2, a=3): pass`,
  `match x:
  case C(1, a=1, b=2, c=(D(z=1,z=2))): pass`,
  `match x:
  case (a as a): pass`,
  `match x:
  case f"a": pass`,
  `def f():
  class C[T]:
    return 1`,
  `class C[T]:
  x = (yield)`,
  `def f():
  class C[T]((yield)): pass`,
  `async def f():
  class C[T](await x): pass`,
  `def f[T]():
  break`,
  `éé = 1; global éé`,
  `def f(é): global é`,
  `x = 1 if break_ else [y for y in (yield)]`,
  `class C:
  x = 1
  global x`,
  `class C:
  def __f(self): pass
  global __f`,
  `class C:
  def f(self, __x):
    global __x`,
  `class C:
  def f(self, __x, __x): pass`,
  `def f():
  nonlocal x
  x = 1
def g():
  global y; nonlocal z`,
  `with a as (b, *c, *d): pass`,
  `[a for *a in b]`,
  `[a for (*a, *c) in b]`,
  `def f(*args: *a, b: c): return
break`,
  `return *a, b`,
  `while 1:
 while 1:
  pass
 else:
  break
continue`,
  `with a:
 break`,
  `try: break
finally: pass`,
  `for i in x:
 with a:
  continue
else:
 break`,
  `def f():
  try: pass
  except* E:
    with a: return`,
  `def f():
  try: pass
  except* E:
    try: return x
    finally: pass`,
  `def f():
  try: pass
  except* E:
    return x`,
  `def f():
  try: pass
  except* E:
    return (
     1)`,
  `while 1:
  try: pass
  except* E:
    with a: break`,
  `match x:
  case {-0.0: a, 0: b}: pass`,
  `match x:
  case {'a': a, "a" 'b': b, '\\x00\\'ab': c, '\\x00\\'ab': d}: pass`,
  `match x:
  case {1e100: a, 1e100: b}: pass`,
  `match x:
  case {1e5: a, 100000: b}: pass`,
  `match x:
  case {100000: a, 1e5: b}: pass`,
  `match x:
  case {-1.5: a, -1.5: b}: pass`,
  `match x:
  case {1-2j: a, 1-2j: b}: pass`,
  `match x:
  case {2j: a, 2j: b}: pass`,
  `match x:
  case {-2j: a, -2j: b}: pass`,
  `match x:
  case {0j: a, 0: b}: pass`,
  `match x:
  case {-0.0+1j: a, 1j: b}: pass`,
  `match x:
  case {123456789012345678901234567890: a, 123456789012345678901234567890: b}: pass`,
  `match x:
  case {b'\\xff\\'\\n"': a, b'\\xff\\'\\n"': b}: pass`,
  `match x:
  case {None: a, False: b, 0: c}: pass`,
  `match x:
  case {'é😀\\u200b': a, 'é😀\\u200b': c}: pass`,
  `match x:
  case {1e16: a, 10000000000000000: c}: pass`,
  `match x:
  case {1e22: a, 1e22: c}: pass`,
  `match x:
  case {1e-5: a, 0.00001: c}: pass`,
  `match x:
  case {0.1: a, 0.1: c}: pass`,
  `match x:
  case {1e400: a, 1e400: c}: pass`,
  `f(a=1,b=2,b=3,a=4)`,
  `f(g(a=1,a=2), b=1,b=2)`,
  `match x:
  case C(a=1,b=2,b=3,a=4): pass`,
  `match x:
  case (a, (b|b)): pass`,
  `match x:
  case (a, (1 as b)|(2 as b), b): pass`,
  `def f():
  try:
    return x
  finally:
    *a
  *b = 1`,
  `x = y = *a`,
  `*a.b, *c.d = 1`,
  `for x in *a, *b: *c`,
  `class C(*a, **b): *c`,
  `@a(x=1,x=2)
class C(a=1,a=2): *c`,
  `def f(*a: *b, c: int=(yield)): pass`,
  `def f(a=(yield)): pass`,
  `class C:
  def f(a=(yield)): pass`,
  `@(yield)
def f(): pass`,
  `async def f():
  [(yield) for x in y]`,
  `async def f():
  def g(): yield from y
  (x for x in (yield from z))`,
  `def f():
  async def g():
    yield
    try: return 1
    finally: pass`,
  `match x:
  case 1: 
    match y:
      case _: pass
      case z: return`,
  `match x:
  case [1, _] | _: pass
  case 2: pass`,
  `for x in y:
  match z:
    case 1: break
    case 2: continue
else:
  match z:
    case 1: break`,
  `a: int = *b`,
  `f"{*a}"`,
  `t"{*a}"`,
  `f"{a:{*b}}"`,
  `print(*a, **b, c=1, c=2)`,
  `x = [i async for i in y if await z]`,
  `return *a`,
  `try: pass
except a:
  break
finally:
  continue`,
  `x = await y`,
  `class C:
  x: int = (yield)`,
  `if 0:
  break`,
  `if 0:
  return 1`,
  `while 0:
  pass
else:
  continue`,
];

const PROGRAMS = [
  `def f(b, a):
  c = 1
  return lambda: (a, b, c)`,
  `class C[T: (int, str) = 3]:
  def m[U](self, x: U): T
  type X[Q] = [Q for q in z]
  a: [z for z in U]`,
  `def f[T](x: T = 1, *, k=2): pass`,
  `class C:
  def f(self): return [super().a for i in x]
  z = [__class__ for _ in q]`,
  `def f():
  global g
  def g():
    def h(): pass
  class K: pass`,
  `def f():
  return [(lambda: x) for x in y for z in w]`,
  `def f():
  def g():
    nonlocal x
  for x in y: pass
  try:
    if a: return
    b = 1
  except E as c:
    d = 1
  finally: e = 1
  q += w`,
  `class C[T]:
  T = 1
  def f(self):
    nonlocal T`,
  `def f():
  global a
  [a := 1 for b in c]
  [[d := 2 for b in c] for e in f]`,
  `def g():
  x = 1
  def f(a, b):
    [(lambda: x) for x in a]
    return x`,
  `class C:
  async def f(self): pass
  g = lambda self: 1
  x = (i for i in z)`,
  `from __future__ import annotations
x: int
class C:
  if 1:
    y: int
  def f(a: (lambda: q)): pass`,
  `class __A:
  def __f(self, __x):
    self.__y = __x
    return lambda: __x
class _B[__T]:
  def f(self) -> __T: return __T`,
  `def f(a: int, /, b: [x for x in y], *c: [z for z in w]):
  x: int
  y: (lambda: a) = 1`,
  `if a:
  x: [i for i in j]`,
  `x = (lambda: (lambda: q) for q in [k for k in r])`,
  `def f(x):
  match x:
    case [a, {"k": b, **c}] if d: e = 1
    case C(f, g=h) as i: pass
    case (1 as j) | (2 as j): pass`,
  `async def f():
  async with a as b, c as (d, *e): pass
  async for g in h: yield g
  return [i async for i in j]`,
  `def f():
  for i in a:
    try:
      try: break
      finally: x = 1
    finally:
      y = 1
    z = 1
  with b as c: d = (e := 1)
  import m.n, o as p
  from q import r as s
  del t
  u: int = v`,
  `class C[T]:
  T=1
  def f(self):
    nonlocal T`,
  `[x for x in y if (lambda: (y:=1))]`,
  `[(j:=0) for i in r if (lambda: [j for j in s])]`,
  `[i:=0 for i.x in r]`,
  `def f[T](a = (x:=1)): pass`,
  `x: [a:=1 for y in z]`,
  `def f(x: [a:=1 for y in z]): pass`,
  `async def f():
  def g(): return (await x for y in z)`,
  `def f(): return (x async for x in y)`,
  `async def f(): return [[x async for x in y] for z in w]`,
  `"doc"; from __future__ import division; from __future__ import annotations`,
  `global __debug__`,
  `def f(): global __debug__`,
  `x = lambda: (yield)`,
  `async def f():
  yield 1
  return`,
  `while 1:
  try: pass
  finally: break`,
  `*a,`,
  `print(*a)`,
  `a[*b]`,
  `a[*b, *c]`,
  `match x:
  case a if b: pass
  case 1: pass`,
  `match x:
  case _: pass`,
  `match x:
  case [a] | [a]: pass`,
  `match x:
  case [a, b] | [b, a]: pass`,
  `match x:
  case {a.b: a, a.b: b}: pass`,
  `match x:
  case a.b.c: pass`,
  `def f():
  yield 1
  return 2`,
  `async def f():
  async def g():
    yield
  return 1`,
  `def f(*args: *a): pass`,
  `assert (x, *y)`,
  `def f(): return *a, b`,
  `def f(): yield *a, b`,
  `for x in *a, b: pass`,
  `match x:
  case {9007199254740993: a, 9007199254740992.0: c}: pass`,
  `match x:
  case (a, _ ) | (_, a) | [a]: pass`,
  `def f[*T = *b](): pass`,
  `async def f():
  x = lambda: (yield from y)`,
  `match x:
  case [_, *_, a]: pass
  case [1, _] | _: pass`,
  `match x:
  case _ if y: pass
  case z if w: pass
  case z: pass`,
  `a[*b, c:d] = *e, f`,
  `a[b, *c] += *d, e`,
  `a: int = *b, c`,
  `f"{*a, b}"`,
  `try: pass
except *a: pass`,
];

const LIBRARY = [
  'ast asyncio.base_events asyncio.taskgroups calendar collections contextlib dataclasses dis enum functools',
  'gettext inspect json.decoder pathlib pdb pickle random statistics subprocess tarfile textwrap threading typing',
  'unittest.mock urllib.parse xml.etree.ElementTree zipfile',
]
  .join(' ')
  .split(' ');

describe('scopes', () => {
  test.each(ERRORS)('error: %s', (source) => expectSame(source));
  test.each(PROGRAMS)('program: %s', (source) => expectSame(source));
  test.each(LIBRARY)('library: %s', (name) => expectSame(library(name)));
});

describe('too many blocks', () => {
  const nested = (depth: number, heads: string[]) =>
    Array.from({ length: depth }, (_, i) => heads.map((head) => ' '.repeat(i) + head).join('\n')).join('\n') +
    `\n${' '.repeat(depth)}pass\n`;
  const heads = [
    ['while 1:'],
    ['for x in y:'],
    ['with a:'],
    ['with a as b, c:'],
    ['try: pass', 'except E as e:'],
  ];
  test.each(heads)('%s', (...lines) => {
    for (const depth of [10, 11, 20, 21, 22]) expectSame(nested(depth, lines));
  });
});

describe('how names are reached', () => {
  const scopeAt = (source: string, ...path: number[]) =>
    path.reduce((scope, i) => scope.children[i]!, analyse(source).top);

  test("a comprehension's variable is its own, what surrounds it is its host's", () => {
    const comprehension = scopeAt('def f(a):\n  b = 1\n  return [(a, b, x, y) for x in a]', 0, 0);
    expect(comprehension.inlined).toBe(true);
    expect(Object.fromEntries(comprehension.names)).toMatchObject({
      a: 'local',
      b: 'local',
      x: 'local',
      y: 'global-implicit',
    });
    expect(comprehension.ownerOf('x')).toBe(comprehension);
    expect(comprehension.ownerOf('a')).toBe(comprehension.parent);
  });

  test('a captured iteration variable is a cell of the comprehension alone', () => {
    const host = scopeAt('def f():\n  x = 1\n  [lambda: x for x in y]\n  return x', 0);
    const comprehension = host.children[0]!;
    expect(comprehension.lookup('x')).toBe('cell');
    expect(comprehension.children[0]!.ownerOf('x')).toBe(comprehension);
  });

  test('a comprehension in a class does not see its names', () => {
    const body = scopeAt('class C:\n  y = 1\n  z = [y for _ in y]', 0);
    expect(body.lookup('y')).toBe('local');
    expect(body.children[0]!.lookup('y')).toBe('global-implicit');
  });

  test('annotations in a class look there first', () => {
    const source = 'def f(t):\n  class C:\n    u = int\n    def m(self, a: t, b: u): pass';
    const annotations = scopeAt(source, 0, 0, 0);
    expect(annotations.kind).toBe('annotation');
    expect(annotations.lookup('t')).toBe('free-class');
    expect(annotations.lookup('u')).toBe('global-class');
    expect(annotations.lookup('__classdict__')).toBe('free');
  });

  test('a name global in one scope is no variable of those around', () => {
    const inner = scopeAt('def f():\n  x = 1\n  def g():\n    global x\n    x = 2', 0, 0);
    expect(inner.lookup('x')).toBe('global-explicit');
    expect(inner.ownerOf('x')).toBe(null);
  });
});

describe('depth costs no stack', () => {
  const deep: [string, string][] = [
    ['sum', `x = ${'1 + '.repeat(50_000)}1`],
    ['attribute', `x = a${'.b'.repeat(50_000)}`],
    ['elif', `if a: pass\n${'elif b: pass\n'.repeat(10_000)}`],
    ['for clauses', `x = [a ${'for a in b '.repeat(5_000)}]`],
  ];
  test.each(deep)('%s', (_, source) => {
    expect(analyse(source).top.kind).toBe('module');
  });
});

test('mangle', () => {
  expect(mangle('_Ham', '__spam')).toBe('_Ham__spam');
  expect(mangle('__', '__spam')).toBe('__spam');
  expect(mangle(null, '__spam')).toBe('__spam');
  expect(mangle('Ham', '__spam__')).toBe('__spam__');
  expect(mangle('Ham', '__a.b')).toBe('__a.b');
});
