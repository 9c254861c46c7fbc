// @ts-check

// Random Python expressions: templates by the type of their value, with holes by type. Now and then a hole gets a value of
// another type than it asks for, so that errors and their messages are compared too.
//
// What CPython leaves open (the order of sets, addresses, hashes) is not looked at; `show` sorts sets. Numbers stay small enough to be printed.

/**
 * A repeatable generator of random numbers below 1 (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @typedef {{ parts: string[], holes: Tree[], type: string }} Tree an expression: its text around its operands */

/** How often a hole gets any type at all. */
const CONFUSION = 0.04;

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is not'];

/** @type {Record<string, string[]>} */
const LEAVES = {
  int: [
    '0 1 2 3 5 7 10 -1 -2 -7 255 256 1000 True False',
    '2147483647 -2147483648 4294967296 9007199254740991 9007199254740992 -9007199254740993 9223372036854775807',
    '-9223372036854775808 18446744073709551616 10**20 -(10**30) 123456789012345678901234567890 0xff 0b1011 0o17 1_000',
  ].flatMap((line) => line.split(' ')),
  float:
    '0.0 -0.0 1.0 0.5 -1.5 2.5 0.1 1e16 1e-5 1e100 -1e300 5e-324 3.141592653589793 1e22 123456.789 float("inf") float("nan")'.split(
      ' ',
    ),
  complex: ['1j', '(2+3j)', 'complex(-0.0, 2.5)', '1e3j', '(1-0j)'],
  str: [
    "''",
    "'a'",
    "'abc'",
    "'Hello, World'",
    "'naïve'",
    "'ß'",
    "'日本'",
    "'a𝄞b'",
    "'𝄞𝄢'",
    "'\\ud800'",
    "'x\\ny\\tz'",
    "'  pad '",
    "'12'",
    "'-3.5'",
    "'a,b,,c'",
    "'é'",
    "'İ'",
    "'q\"\\''",
    "'\\x00\\x7f'",
  ],
  bytes: ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'a,b'", "b'  x'", "b'12'", "bytearray(b'xyz')"],
  list: ['[]', '[1, 2, 3]', "['b', 'a']", '[[1], []]', '[None, 1.5, True]', '[3, 1, 2, 1]', 'list(range(6))'],
  tuple: ['()', '(1,)', '(1, 2)', "('a', 1)", '(1, (2, 3))', '(0.5, True)', "('x', 'y', 'z')"],
  dict: [
    '{}',
    "{'a': 1}",
    "{1: 'x', 'k': None}",
    '{(1, 2): [3], 2: 4}',
    'dict(a=1, b=2)',
    '{True: 1, 0.0: 2}',
  ],
  set: ['set()', '{1, 2}', "{'a', 'b'}", 'frozenset({1, 2, 3})', '{1.0, True, None}', 'frozenset()'],
  range: ['range(0)', 'range(5)', 'range(10, 0, -3)', 'range(-2, 7, 2)', 'range(10**20, 10**20 + 4)'],
  slice: [':', '1:', ':2', '::2', '::-1', '-2:', '1:-1', '5:1:-2', ':0', '-100:100', '0', '-1', '2', '10'],
  bool: ['True', 'False'],
  none: ['None', '...', 'NotImplemented'],
  function: [
    'f0',
    'f1',
    'f2',
    'fstar',
    'len',
    'str',
    'int',
    'repr',
    'abs',
    'sorted',
    '(lambda *a: a)',
    '(lambda x=3: x)',
  ],
};

/** Holes are {type}; {new} is a fresh variable, bound in the holes behind it, which {var} names. @type {Record<string, string[]>} */
const TEMPLATES = {
  int: [
    '({int} + {int})',
    '({int} - {int})',
    '({int} * {int})',
    '({int} // {int})',
    '({int} % {int})',
    '({int} & {int})',
    '({int} | {int})',
    '({int} ^ {int})',
    '(~{int})',
    '(-{int})',
    '({int} << ({int} % 70))',
    '({int} >> ({int} % 70))',
    '(({int} % 1000) ** ({int} % 8))',
    'pow({int}, {int} % 100, {int})',
    'divmod({int}, {int})[{bool}]',
    'abs({int})',
    'int({float})',
    'int({str})',
    'int({str}, {int} % 37)',
    'round({float})',
    'round({int}, -({int} % 5))',
    'len({container})',
    'sum({list})',
    'max({int}, {int})',
    'min({list})',
    'max({tuple}, default={any})',
    '{str}.find({str})',
    '{str}.count({str})',
    '{str}.rindex({str})',
    '{bytes}.find({bytes})',
    '{list}.index({any})',
    '{tuple}.count({any})',
    '{int}.bit_length()',
    '{int}.bit_count()',
    "int.from_bytes({bytes}, 'big', signed={bool})",
    'ord({str}[:1])',
    '({any} if {bool} else {int})',
    'fstar({int}, *{list})[0]',
    '{range}[{slice}]',
    'len({range})',
    '(({new} := {int}) + {var})',
    'f1({int})',
    'sum({new} * 2 for {new} in {ints})',
    'sum(1 for {new} in {ordered} if {bool})',
    'sum(a * b for a, b in zip({ints}, {ints}))',
  ],
  float: [
    '({float} + {float})',
    '({float} - {int})',
    '({float} * {float})',
    '({int} / {int})',
    '({float} // {float})',
    '({float} % {float})',
    '({float} ** ({int} % 5))',
    '(-{float})',
    'abs({float})',
    'float({int})',
    'float({str})',
    'round({float}, {int} % 12 - 3)',
    'sum([{float}, {float}, {int}])',
    'max({float}, {int})',
    'float.fromhex({float}.hex())',
    '{float}.as_integer_ratio()[0] / 3',
    'divmod({float}, {float})[{bool}]',
  ],
  complex: [
    '({complex} + {float})',
    '({complex} * {complex})',
    '({complex} / {complex})',
    '{complex}.conjugate()',
    'complex({str})',
    '({complex} ** 2)',
  ],
  str: [
    '({str} + {str})',
    '({str} * ({int} % 4))',
    '{str}[{slice}]',
    '{str}.upper()',
    '{str}.lower()',
    '{str}.title()',
    '{str}.swapcase()',
    '{str}.casefold()',
    '{str}.capitalize()',
    '{str}.strip()',
    '{str}.strip({str})',
    '{str}.replace({str}, {str})',
    '{str}.replace({str}, {str}, {int} % 3)',
    '{str}.join({strings})',
    '{str}.center({int} % 12, {str}[:1])',
    '{str}.ljust({int} % 12)',
    '{str}.zfill({int} % 12)',
    '{str}.expandtabs({int} % 9)',
    '{str}.removeprefix({str})',
    '{str}.translate({{97: {str}, 98: None}})',
    'str({any})',
    'repr({any})',
    'ascii({any})',
    'chr({int} % 0x110000)',
    "f'{{{any}}}'",
    "f'{{{any}!r}}|{{{int}:>8}}'",
    "f'{{{int}:{fint}}}'",
    "f'{{{float}:{ffloat}}}'",
    "f'{{{str}:{fstr}}}'",
    "format({int}, '{fint}')",
    "format({float}, '{ffloat}')",
    'format({any}, {str})',
    "'%s %r' % ({any}, {any})",
    "'%{pint}' % {int}",
    "'%{pfloat}' % {float}",
    "'%(a)s %(b)5.2f' % {{'a': {any}, 'b': {float}}}",
    "'{{}} {{1}} {{a}}'.format({any}, {any}, a={any})",
    "'{{0!r:>10}}|{{0}}|{{1:^7}}'.format({any}, {str})",
    'hex({int})',
    'bin({int})',
    'oct({int})',
    "bytes({bytes}).decode('latin-1')",
    "{bytes}.decode('utf-8', 'replace')",
    '{bytes}.hex()',
    'type({any}).__name__',
    '({str} if {bool} else {str})',
    '{float}.hex()',
    '{str}.partition({str})[0]',
  ],
  bytes: [
    '({bytes} + {bytes})',
    '({bytes} * ({int} % 4))',
    '{bytes}[{slice}]',
    '{str}.encode()',
    "{str}.encode('utf-16-le', 'surrogatepass')",
    "{str}.encode('ascii', 'backslashreplace')",
    "{str}.encode('latin-1', 'xmlcharrefreplace')",
    'bytes({ints})',
    "({int} % 70000).to_bytes(3, 'little')",
    '{bytes}.upper()',
    '{bytes}.replace({bytes}, {bytes})',
    "b'%d %s %r' % ({int}, {bytes}, {any})",
    '{bytes}.join([{bytes}, {bytes}])',
    '{bytes}.zfill({int} % 9)',
    'bytes.fromhex({str})',
  ],
  list: [
    '[{any}, {any}]',
    '[{any}, *{ordered}]',
    '({list} + {list})',
    '({list} * ({int} % 4))',
    '{list}[{slice}]',
    'list({ordered})',
    'sorted({list})',
    'sorted({strings}, key=len, reverse={bool})',
    'sorted({container}, key=repr)',
    'list(reversed({list}))',
    'list(enumerate({str}, {int}))',
    'list(zip({list}, {str}))',
    'list(zip({list}, {tuple}, strict={bool}))',
    'list(map({function}, {list}))',
    'list(filter({function}, {list}))',
    '{str}.split({str})',
    '{str}.split()',
    '{str}.rsplit({str}, {int} % 3)',
    '{str}.splitlines({bool})',
    '{bytes}.split({bytes})',
    '[{new} for {new} in {ordered}]',
    '[{any} for {new} in {ordered} if {bool}]',
    '[({var}, {new}) for {new} in {ints} for {new} in {list}]',
    '[[{new} + {int} for {new} in {ints}] for {new} in {range}]',
    'list({range})',
    'list({dict}.items())',
    'list({new} for {new} in {list})',
    'fstar(*{list}, {any}, **{kwargs})',
    '[*{str}, *{range}]',
    '(lambda {new}, *rest: [{new}, {any}, rest])(*{list})',
    'memory({list}, {any}, {slicekey})',
  ],
  tuple: [
    '({any}, {any})',
    '(*{list}, {any})',
    '({tuple} + {tuple})',
    '{tuple}[{slice}]',
    'tuple({ordered})',
    'divmod({int}, {int})',
    '{str}.partition({str})',
    '{str}.rpartition({str})',
    '{float}.as_integer_ratio()',
    'f2({any}, {any})',
    'f2({any}, b={any})',
    'f2(*{tuple})',
    'f2({any}, **{kwargs})',
    'tuple({new} for {new} in {str})',
  ],
  dict: [
    '{{{hashable}: {any}, {hashable}: {any}}}',
    '{{**{dict}, {hashable}: {any}}}',
    '({dict} | {dict})',
    '{{{new}: {any} for {new} in {hashables}}}',
    'dict(zip({hashables}, {list}))',
    'dict.fromkeys({hashables}, {any})',
    'dict({dict}, **{kwargs})',
  ],
  set: [
    '{{{hashable}, {hashable}}}',
    '({set} | {set})',
    '({set} & {set})',
    '({set} - {set})',
    '({set} ^ {set})',
    'set({hashables})',
    '{{{new} for {new} in {hashables}}}',
    'frozenset({ints})',
  ],
  range: ['range({int} % 20)', 'range({int} % 9, {int} % 20, {int} % 5 - 2)', '{range}[{rangeslice}]'],
  bool: [
    '({int} {cmp} {int})',
    '({float} {cmp} {int})',
    '({str} {cmp} {str})',
    '({list} {cmp} {list})',
    '({tuple} < {tuple})',
    '({set} {cmp} {set})',
    '({dict} == {dict})',
    '({any} == {any})',
    '({any} in {container})',
    '({int} < {int} <= {float})',
    '({any} is None)',
    '(not {any})',
    '({bool} and {any})',
    '({any} or {bool})',
    'bool({any})',
    'all({list})',
    'any({new} for {new} in {list})',
    '{str}.startswith({str})',
    '{str}.endswith(({str}, {str}))',
    '{str}.isidentifier()',
    '{str}.isalpha()',
    '{str}.isdigit()',
    '{str}.isupper()',
    '{str}.isspace()',
    '{str}.isprintable()',
    'isinstance({any}, (int, str))',
    '{set}.issubset({container})',
    '{set}.isdisjoint({container})',
    '{float}.is_integer()',
  ],
  none: ['f0({any})', 'print(end={str}[:0])'],
  function: ['(lambda {new}: {any})', '(lambda {new}, b={any}: ({var}, b))'],
};

/**
 * What a hole of this name may be filled with. Sets are not any value, because their texts have no order.
 * @type {Record<string, string[]>} */
const UNIONS = {
  any: [
    'int',
    'int',
    'float',
    'complex',
    'str',
    'str',
    'bytes',
    'list',
    'tuple',
    'dict',
    'range',
    'bool',
    'none',
  ],
  container: ['str', 'bytes', 'list', 'tuple', 'dict', 'range', 'set'],
  ordered: ['str', 'bytes', 'list', 'tuple', 'dict', 'range'],
  hashable: ['int', 'float', 'str', 'tuple', 'bool', 'none'],
};

/** Holes that are texts of their own. @type {Record<string, string[]>} */
const TEXTS = {
  cmp: COMPARISONS,
  slice: LEAVES.slice ?? [],
  rangeslice: ['1:', ':2', '::2', '::-1', '-2:'],
  slicekey: ['slice(None)', 'slice(1, None)', 'slice(None, None, 2)', 'slice(0, 1)', '0', '-1'],
  ints: ['[1, 2, 3]', '(4, 5)', 'range(3)', '[]', '[2**53, -1]', '[True, 0]', '[255, 0]'],
  strings: ["['a', 'b']", "('x', '', 'zz')", "['𝄞', 'a']", "'pq'", '[]', "['b', 'B', 'aa']"],
  hashables: ["'abca'", '[1, 2.0, 1.0]', "('a', 1, None)", '[]', 'range(3)', '[(1, 2), (1, 2), 3]'],
  kwargs: ['{}', "{'a': 1}", "{'b': 2}", "{'z': None}"],
  fint: [
    'd',
    '5',
    '<5',
    '^9',
    '+',
    ' ',
    '08',
    'x',
    '#x',
    '#b',
    'o',
    ',',
    '_',
    '>+10,',
    'e',
    '.2f',
    'c',
    'n',
    '=+9',
    '*^12',
    's',
    '.3',
  ],
  ffloat: [
    '',
    'f',
    '.2f',
    'e',
    '.3e',
    'g',
    '.3g',
    '%',
    '.1%',
    '+.1f',
    '010.2f',
    ',.2f',
    '_',
    'G',
    'E',
    '>12',
    '^12.1f',
    '#g',
    '.0f',
    'n',
    'd',
    'z.1f',
  ],
  fstr: ['', '5', '>5', '^6', '*<6', '.2', '>6.1', 's', '=5', 'd', '08'],
  pint: [
    'd',
    '5d',
    '-5d',
    '05d',
    '+d',
    ' d',
    'x',
    '#x',
    'X',
    'o',
    '#o',
    'i',
    'u',
    's',
    'r',
    'e',
    '.3d',
    'c',
    '5.2f',
  ],
  pfloat: ['f', '.2f', '10.3f', '-10.1f|', '+f', '010.2f', 'e', '.0e', 'g', '#g', '.3g', 'G', 's', 'd', 'i'],
};

/** What expressions may name; `show` prints a value or an exception. */
export const EXPRESSION_PRELUDE = `
def f0(*args): return None
def f1(x, /): return x + 1
def f2(a, b=2, *, c=3): return (a, b, c)
def fstar(*args, **kwargs): return [*args, sorted(kwargs)]
def memory(items, value, key):
    items = list(items)
    items[key] = value
    return items
def plain(value):
    if isinstance(value, (set, frozenset)): return (type(value).__name__, sorted(map(repr, map(plain, value))))
    if type(value) in (list, tuple): return type(value)(map(plain, value))
    if type(value) is dict: return {repr(plain(k)): plain(v) for k, v in value.items()}
    return value
def show(number, source):
    scope = dict(globals())
    try:
        exec('def value(): return ' + source, scope)
        text = ascii(plain(scope['value']()))
    except Exception as e: text = type(e).__name__ + ': ' + ascii(str(e))
    if text.startswith('OverflowError: "('): text = 'OverflowError of the C library'
    print(number, text[:400] if ' at 0x' not in text and ' @ 0x' not in text else '(address)')
`;

export class ExpressionGenerator {
  /** @param {() => number} next */
  constructor(next) {
    this.next = next;
    this.texts = TEXTS;
    /** @type {string[]} */
    this.variables = [];
    this.names = 0;
  }

  /**
   * @template T
   * @param {readonly T[]} items
   * @returns {T}
   */
  pick(items) {
    return /** @type {T} */ (items[Math.floor(this.next() * items.length)]);
  }

  /**
   * An expression whose value is, most often, of a type.
   * @param {string} type a key of LEAVES or UNIONS
   * @param {number} depth how deep operators may nest
   * @returns {Tree}
   */
  expression(type, depth) {
    if (this.next() < CONFUSION) type = 'any';
    const union = UNIONS[type];
    if (union !== undefined) type = this.pick(union);
    if (this.variables.length > 0 && this.next() < 0.15) return leaf(this.pick(this.variables), type);
    const templates = TEMPLATES[type];
    if (depth <= 0 || templates === undefined || this.next() < 0.15)
      return leaf(this.pick(LEAVES[type] ?? ['None']), type);
    return this.fill(this.pick(templates), type, depth - 1);
  }

  /**
   * @param {string} template
   * @param {string} type
   * @param {number} depth
   * @returns {Tree}
   */
  fill(template, type, depth) {
    const before = this.variables.length;
    const pieces = template
      .replaceAll('{{', '\u0001')
      .replaceAll('}}', '\u0002')
      .split(/\{(\w+)\}/);
    /** @type {Tree} */
    const tree = { parts: [''], holes: [], type };
    const text = (/** @type {string} */ s) => (tree.parts[tree.parts.length - 1] += s);
    const binds = template.includes('{new}');
    const name = binds ? this.fresh() : (this.variables[before - 1] ?? 'None');
    if (binds && this.next() < 0.6) this.variables.push(name);
    pieces.forEach((piece, i) => {
      if (i % 2 === 0) text(piece.replaceAll('\u0001', '{').replaceAll('\u0002', '}'));
      else if (piece === 'new' || piece === 'var') text(name);
      else if (this.texts[piece] !== undefined) text(this.pick(this.texts[piece]));
      else {
        tree.holes.push(this.expression(piece, depth));
        tree.parts.push('');
      }
    });
    this.variables.length = before;
    return tree;
  }

  fresh() {
    return `v${this.names++}`;
  }
}

/**
 * @param {string} text
 * @param {string} type
 * @returns {Tree}
 */
function leaf(text, type) {
  return { parts: [text], holes: [], type };
}

/**
 * @param {Tree} tree
 * @returns {string}
 */
export function textOf(tree) {
  return tree.parts
    .map((part, i) => part + (i < tree.holes.length ? textOf(/** @type {Tree} */ (tree.holes[i])) : ''))
    .join('');
}

/**
 * Smaller expressions to try in place of one: its operands, and itself with an operand replaced by something simpler.
 * @param {Tree} tree
 * @returns {Tree[]}
 */
export function simpler(tree) {
  const smaller = [...tree.holes];
  tree.holes.forEach((hole, i) => {
    const candidates = simpler(hole);
    const first = LEAVES[hole.type]?.[0];
    if (hole.holes.length > 0 && first !== undefined) candidates.unshift(leaf(first, hole.type));
    for (const candidate of candidates) {
      smaller.push({ ...tree, holes: tree.holes.map((h, k) => (k === i ? candidate : h)) });
    }
  });
  return smaller;
}
