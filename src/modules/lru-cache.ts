// The object that functools.lru_cache makes of a function.
//
// A key is the only argument itself when it is exactly an int or a str, else a tuple of all arguments (with the mark, names and
// values of keyword arguments, and classes when `typed`). `links` finds by key the Link with the result; the links of a bounded
// cache are a ring around `root`, the one used longest ago first. Hashing, comparing and the function may all be suspended,
// and the cache may change meanwhile, so nothing is kept across them but the key.
import { ABRUPT, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { setAside } from '../machine/awaitable.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { callNested } from '../machine/nesting.ts';
import { PyDict, SLOW } from '../objects/dict.ts';
import { KeyOperation } from '../objects/key-operation.ts';
import { typeError } from '../objects/exception.ts';
import { BoundMethod } from '../objects/function.ts';
import { instanceDict, setInstanceDict } from '../objects/instance-dict.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { defineGetSets, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { reducers } from '../objects/object-methods.ts';
import { fromHost } from '../objects/str.ts';
import { emptyTuple, PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { isPickling, reduceTo, travelReducers } from '../stackless/pickling/tables.ts';
import { callN } from '../operators/call.ts';
import { getAttribute } from '../operators/attribute.ts';

/** Stands in a key between positional and keyword arguments. */
class KeywordMark extends PyObject {}
const keywordMarkType = builtinType('_keyword_mark', KeywordMark, { module: 'functools', final: true });
const KEYWORD_MARK = new KeywordMark();
reducers.set(keywordMarkType, () => new PyTuple([frozenFunction('pickling', 'keyword_mark'), emptyTuple]));

/** A result in the cache; Python never sees it. */
class Link extends PyObject {
  readonly key: Value;
  readonly result: Value;
  /** The folded hash of a key that needs Python code to be hashed, which is done once. */
  folded: number | undefined = undefined;
  before: Link = this;
  after: Link = this;
  constructor(key: Value, result: Value) {
    super();
    this.key = key;
    this.result = result;
  }
  unlink(): void {
    this.before.after = this.after;
    this.after.before = this.before;
  }
}

class LruCache extends PyObject {
  func: Value = None;
  /** -1: unbounded; 0: nothing is kept. */
  maxsize = -1;
  typed = false;
  /** Makes what cache_info() gives. */
  infoType: Value = None;
  hits = 0;
  misses = 0;
  readonly links = new PyDict();
  root = new Link(None, None);

  override call0(): Result {
    return this.lookUp(new PyTuple([]), [], null);
  }
  override call1(a: Value): Result {
    if ((typeof a === 'string' || typeof a === 'number') && !this.typed) return this.lookUp(a, [a], null);
    return this.callN([a]);
  }
  override call2(a: Value, b: Value): Result {
    return this.callN([a, b]);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.callN([a, b, c]);
  }
  override callN(args: Value[]): Result {
    return this.lookUp(this.key(args, null), args, null);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    return names.length === 0 ? this.callN(args) : this.lookUp(this.key(args, names), args, names);
  }

  private key(args: Value[], names: readonly string[] | null): Value {
    if (names === null && !this.typed && args.length === 1 && isPlainKey(args[0]!)) return args[0]!;
    const count = names === null ? args.length : args.length - names.length;
    const parts = args.slice(0, count);
    if (names !== null) {
      parts.push(KEYWORD_MARK);
      names.forEach((name, i) => parts.push(fromHost(name), args[count + i]!));
    }
    if (this.typed) for (const arg of args) parts.push(typeOf(arg));
    return new PyTuple(parts);
  }

  private lookUp(key: Value, args: Value[], names: readonly string[] | null): Result {
    if (this.maxsize === 0) return this.miss(key, args, names);
    const i = this.links.lookup(key);
    if (i >= 0) return this.hit(this.links.valueAt(i) as Link);
    return i === SLOW ? new LookUp(this, key, args, names).run() : this.miss(key, args, names);
  }

  hit(link: Link): Value {
    this.hits++;
    if (this.maxsize > 0 && link.after !== this.root) {
      link.unlink();
      this.append(link);
    }
    return link.result;
  }

  private append(link: Link): void {
    const { root } = this;
    link.before = root.before;
    link.after = root;
    root.before.after = link;
    root.before = link;
  }

  /** `folded`: the hash of the key, if it took Python code. */
  miss(key: Value, args: Value[], names: readonly string[] | null, folded?: number): Result {
    this.misses++;
    const result = callNested(this.func as PyObject, args, names);
    return result === ABRUPT
      ? (suspend(new CalledFrame(this, key, folded)) as Result)
      : this.store(key, result, folded);
  }

  /** Keeps a result, unless there is one by now; gives it. */
  store(key: Value, result: Value, folded?: number): Result {
    if (this.maxsize === 0) return result;
    if (machine.newest !== null) setAside(); // an awaitable that is kept here has not been dropped
    const link = new Link(key, result);
    const i = this.links.insertMissing(key, link);
    if (i === SLOW) return runKnown(new Store(this, key, link), folded);
    return i >= 0 ? result : this.stored(link);
  }

  stored(link: Link): Result {
    if (this.maxsize < 0) return link.result;
    this.append(link);
    if (this.links.size <= this.maxsize) return link.result;
    const oldest = this.root.after;
    oldest.unlink();
    const i = this.links.lookup(oldest.key);
    if (i === SLOW) return runKnown(new Evict(this, oldest.key, link.result), oldest.folded);
    if (i >= 0) this.links.removeAt(i);
    return link.result;
  }

  /** Where operations look keys up: the cache is pickled without its contents, or is found by its name. */
  get dict(): PyDict {
    return this.links;
  }

  clear(): void {
    this.hits = this.misses = 0;
    this.links.clear();
    this.root = new Link(None, None);
  }
}

/** Runs an operation with the hash of its key, if that is known. */
function runKnown(operation: KeyOperation, folded: number | undefined): Result {
  return folded === undefined ? operation.run() : operation.runHashed(folded);
}

function isPlainKey(value: Value): boolean {
  return typeof value === 'string' || isInt(value);
}

class LookUp extends KeyOperation {
  private readonly cache: LruCache;
  private readonly args: Value[];
  private readonly names: readonly string[] | null;
  constructor(cache: LruCache, key: Value, args: Value[], names: readonly string[] | null) {
    super(cache, key);
    this.cache = cache;
    this.args = args;
    this.names = names;
  }
  found(entry: number, folded: number): Result {
    if (entry >= 0) return this.cache.hit(this.dict.valueAt(entry) as Link);
    return this.cache.miss(this.key, this.args, this.names, folded);
  }
  protected override keyRole(): null {
    return null;
  }
}

class Store extends KeyOperation {
  private readonly cache: LruCache;
  private readonly link: Link;
  constructor(cache: LruCache, key: Value, link: Link) {
    super(cache, key);
    this.cache = cache;
    this.link = link;
  }
  found(entry: number, folded: number): Result {
    if (entry >= 0) return this.link.result;
    this.dict.insertNew(this.key, folded, this.link);
    this.link.folded = folded;
    return this.cache.stored(this.link);
  }
  protected override keyRole(): null {
    return null;
  }
}

class Evict extends KeyOperation {
  private readonly result: Value;
  constructor(cache: LruCache, key: Value, result: Value) {
    super(cache, key);
    this.result = result;
  }
  found(entry: number): Result {
    if (entry >= 0) this.dict.removeAt(entry);
    return this.result;
  }
}

/** Left while the function is off the stack. */
class CalledFrame extends NativeFrame {
  private readonly cache: LruCache;
  private readonly key: Value;
  private readonly folded: number | undefined;
  constructor(cache: LruCache, key: Value, folded: number | undefined) {
    super();
    this.cache = cache;
    this.key = key;
    this.folded = folded;
  }
  returned(value: Value | Stop): IterResult {
    return this.cache.store(this.key, value as Value, this.folded);
  }
}

export const lruCacheType = builtinType('_lru_cache_wrapper', LruCache, {
  module: 'functools',
  hasDict: true,
  hasWeakrefs: true,
});

// --- Pickling ------------------------------------------------------------------------------------------------------------

/** What makes an empty cache of the same function. */
function reduceEmpty({ func, maxsize, typed }: LruCache, state: Value): PyTuple {
  return reduceTo('_cached', [func, maxsize < 0 ? None : maxsize, typed], state);
}

// A cached function of a module that travels is an empty cache at the other end.
travelReducers.set(lruCacheType, (self) => reduceEmpty(self as LruCache, instanceDict(self).copy()));

/** Where programs are pickled, one that is not found by its name goes by value, with what it keeps. */
function lru_cache_reduce(self: LruCache): Result {
  if (!isPickling()) return getAttribute(self, '__qualname__');
  return frozenFunction('pickling', 'reduce_cached').call1(self);
}

/** Keys and results in order. */
function contentsOf({ links, maxsize, root }: LruCache): Value[] {
  const kept: Link[] = [];
  if (maxsize > 0) for (let link = root.after; link !== root; link = link.after) kept.push(link);
  else
    for (let i = links.begin(); i < links.end(); i++)
      if (links.keyAt(i) !== undefined) kept.push(links.valueAt(i) as Link);
  return kept.map(({ key, result }) => new PyTuple([key, result]));
}

function cached_by_value(self: LruCache): Result {
  const state = [self.hits, self.misses, new PyList(contentsOf(self)), instanceDict(self).copy()];
  const { items } = reduceEmpty(self, new PyTuple(state));
  return new PyTuple([...items, None, None, frozenFunction('pickling', 'fill_cached')]);
}

function cached_counts(self: Value, hits: Value, misses: Value): Result {
  if (!(self instanceof LruCache) || typeof hits !== 'number' || typeof misses !== 'number')
    return typeError('bad state of a cached function');
  self.hits = hits;
  self.misses = misses;
  return None;
}

/** Puts a result where it was. */
function cached_keep(self: Value, key: Value, result: Value): Result {
  return self instanceof LruCache ? self.store(key, result) : typeError('bad state of a cached function');
}

defineIntrinsics({
  cached_mark: ['()', (): Result => KEYWORD_MARK],
  cached_by_value: ['(self, /)', cached_by_value],
  cached_counts: ['(self, hits, misses, /)', cached_counts],
  cached_keep: ['(self, key, result, /)', cached_keep],
});

function lru_cache_new(cls: PyType, func: Value, maxsize: Value, typed: Value, infoType: Value): Result {
  if (typeof typed !== 'boolean' || (maxsize !== None && !isInt(maxsize))) {
    return converted(
      lru_cache_new,
      [cls, func, maxsize, typed, infoType],
      [null, null, 'optional', 'truth', null],
    );
  }
  if (typeOf(func).lookup('__call__') === undefined) return typeError('the first argument must be callable');
  const self = new cls.Ctor() as LruCache;
  self.func = func;
  self.maxsize = maxsize === None ? -1 : Math.max(0, toSize(maxsize as number | bigint));
  self.typed = typed;
  self.infoType = infoType;
  return self;
}

function lru_cache_info(self: LruCache): Result {
  return callN(self.infoType, [
    self.hits,
    self.misses,
    self.maxsize < 0 ? None : self.maxsize,
    self.links.size,
  ]);
}

function lru_cache_clear(self: LruCache): Result {
  self.clear();
  return None;
}

defineStaticMethods(lruCacheType, {
  __new__: ['(cls, user_function, maxsize, typed, cache_info_type)', lru_cache_new],
});
defineMethods(lruCacheType, {
  __call__: [
    '($self, /, *args, **kwargs)',
    (self: LruCache, args: Value[], kwargs: Map<string, Value>): Result =>
      LruCache.prototype.callKw.call(self, [...args, ...kwargs.values()], [...kwargs.keys()]),
    'Call self as a function.',
  ],
  __get__: [
    '($self, instance, owner=None, /)',
    (self: LruCache, instance: Value): Result => (instance === None ? self : new BoundMethod(self, instance)),
  ],
  cache_info: ['($self, /)', lru_cache_info, 'Report cache statistics'],
  cache_clear: ['($self, /)', lru_cache_clear, 'Clear the cache and cache statistics'],
  __reduce__: ['($self, /)', lru_cache_reduce],
  __copy__: ['($self, /)', (self: LruCache): Result => self],
  __deepcopy__: ['($self, memo, /)', (self: LruCache): Result => self],
});
defineGetSets(lruCacheType, {
  __dict__: [
    (self: LruCache) => instanceDict(self),
    (self: LruCache, value: Value | undefined): Result =>
      value === undefined ? typeError('cannot delete __dict__') : setInstanceDict(self, value),
  ],
});
