// Instances of classes with a `__del__` written in Python.
//
// JavaScript tells that an object has been collected, but does not give it back. So there are two of each: what the program has,
// and another, which takes its place once that has been collected. It has the same class, attributes and identity; `__del__`
// is called with it, and from then on it is an object as any other (PEP 442: whoever keeps it may, and no second `__del__`
// comes).
//
// - An object whose fields are its attributes gets a `replica` when it is watched: whoever sets an attribute from then on sets it
//   in both. Compiled code leaves that to setAttribute (`plainSet` is false), and reads as it always does.
// - An object with fields of a built-in class is kept itself; what the program has is a Proxy in front of it.
//
// Who refers to itself through what it holds would be kept by what takes its place. Such objects are found when a program
// collects garbage (cyclic-finalizables.ts); the others are finalized when the program ends, as all that are left then.
//
// The constructor of the class does it, so other classes pay nothing.
import { Registry } from '../machine/finalization.ts';
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { NativeCallable } from './native.ts';
import type { PyObject } from './object.ts';
import { type InstanceConstructor, type PyType, typeHooks } from './type.ts';

/** Those of an interpreter whose `__del__` has not been called, in the order in which they were made. */
const LIVE = Symbol('objects to be finalized');
export const liveFinalizables = (): Set<Finalizable> => interpreterSlot(LIVE, () => new Set<Finalizable>());

export const finalizableHooks = {
  /** Told when what the program had of an object has gone. */
  collected(_object: Finalizable): void {},
  /** `__del__` is about to be called with `itself`, which the weak references to the object refer to from now on. */
  finalizing(_object: Finalizable, _itself: PyObject): void {},
  /** `copy` has all that `object` has, and may be put in its place. */
  copied(_object: PyObject, _copy: PyObject): void {},
  /** What knows the weak references to an object, without keeping it or them; undefined: there is none. */
  references(_object: object): object | undefined {
    return undefined;
  },
  /** That object has gone, and its callbacks come before any finalizer. */
  cleared(_references: object): void {},
  /** Twice as many as were left by the last call have survived a collection: some may be in cycles. Called in a turn of the event loop. */
  manyLive(_interpreter: Interpreter): void {},
  /** So many have been made in this turn of the event loop that there should be another. */
  manyMade(_interpreter: Interpreter): void {},
};

const registry = new Registry<Finalizable>((object) => {
  if (object.isFinalized || !object.isGone) return;
  object.isCollected = true;
  finalizableHooks.collected(object);
});

/**
 * Those made in this turn of the event loop, in which the host collects nothing that has a WeakRef. So they get theirs, and
 * are watched, in the next one.
 */
let fresh: Finalizable[] = [];
const MANY = 20_000;

/** To be called in an earlier turn of the event loop than that in which something is to be collected. */
export function watchFreshFinalizables(): void {
  const oldest = fresh[0];
  if (oldest === undefined) return;
  for (const object of fresh) object.watch();
  fresh = [];
  if (oldest.count >= 2 * MANY) awaitCollection(oldest);
}

/** How many were left when cycles were last looked for because there were many. */
let leftLast = 0;

let isCollectionAwaited = false;
/** Of objects that nothing keeps: when one goes, the host has collected what it could. */
const collections = new Registry<Finalizable>((object) => {
  // In the next turn all that has gone is known.
  object.interpreter.host.setTimer(0, () => {
    isCollectionAwaited = false;
    if (object.countOlder() < 2 * Math.max(MANY, leftLast)) return;
    finalizableHooks.manyLive(object.interpreter);
    leftLast = object.countOlder();
  });
});

/** Has cycles looked for if many that are older than `object` survive the next collection. */
function awaitCollection(object: Finalizable): void {
  if (isCollectionAwaited) return;
  isCollectionAwaited = true;
  collections.register({}, object);
}

let made = 0;
/** The number of the newest. */
export const newestSerial = (): number => made;

/** One object, whatever the program has of it. */
export class Finalizable {
  readonly interpreter: Interpreter = machine.interpreter;
  /** Counts all of them. */
  readonly serial = ++made;
  /** Its `id()`; 0: not asked for yet. */
  identity = 0;
  /** What takes its place; null until it is watched, if that is a replica, and once `__del__` has been called. */
  itself: PyObject | null;
  isFinalized = false;
  /** The collector has told that the program has it no more. */
  isCollected = false;
  /** `__del__` has returned. */
  isDone = false;
  /** It was in a cycle: weak references to it have died before it is finalized. */
  private isUnreferenced = false;
  /** What the program has, while it is not watched; null from then on. */
  private held: PyObject | null;
  private weak: WeakRef<PyObject> | null = null;
  private readonly live = liveFinalizables();

  constructor(itself: PyObject | null, given: PyObject) {
    this.itself = itself;
    this.held = given;
    this.attach(given);
    this.live.add(this);
    this.toBeWatched();
  }

  /** Lets an object know that it is this one. */
  protected attach(object: PyObject): void {
    object.finalizable = this;
  }

  /** What takes the place of an object that the program has. */
  protected behind(given: PyObject): PyObject {
    return given.replica ?? given.behind!;
  }

  /** It needs no finalization any more. */
  release(): void {
    this.live.delete(this);
    // Released before it was watched: what shares a state with the object still asks for it.
    if (this.held !== null) this.weak = new WeakRef(this.held);
    this.itself = this.held = null;
    this.isFinalized = true;
  }

  /** How many there are. */
  get count(): number {
    return this.live.size;
  }

  /** How many older ones the program has, as far as is known. */
  countOlder(): number {
    let count = 0;
    for (const { serial, isCollected } of this.live) {
      if (serial >= this.serial) break;
      if (!isCollected) count++;
    }
    return count;
  }

  private toBeWatched(): void {
    const { interpreter } = this;
    const count = fresh.push(this);
    if (count === 1) interpreter.host.setTimer(0, watchFreshFinalizables);
    else if (count % MANY === 0) finalizableHooks.manyMade(interpreter);
  }

  watch(): void {
    const { held } = this;
    if (held === null) return;
    if (this.itself === null && !this.isFinalized) this.itself = replicate(held);
    this.weak = new WeakRef(held);
    registry.register(held, this);
    this.held = null;
  }

  private get given(): PyObject | undefined {
    return this.held ?? this.weak?.deref();
  }

  /** What the program has, or else what takes its place; undefined once it is finalized and gone. */
  get present(): PyObject | undefined {
    return this.given ?? this.itself ?? undefined;
  }

  /** See PyObject. */
  get endRank(): number {
    return this.itself?.endRank ?? 0;
  }

  /** Whether the program has it no more. */
  get isGone(): boolean {
    return this.given === undefined;
  }

  get isWatched(): boolean {
    return this.held === null && this.itself !== null && !this.isCollected;
  }

  /** After a collection for which a copy was put into `itself`: what was there comes back, unless it has gone. */
  settle(): void {
    const { given } = this;
    if (given !== undefined) this.itself = this.behind(given);
    else {
      this.attach(this.itself!);
      this.isUnreferenced = true;
    }
  }

  /** The object for the program; undefined once it has gone for good. */
  deref(): PyObject | undefined {
    const { given, itself } = this;
    if (given !== undefined || itself === null || this.isUnreferenced) return given;
    itself.finalizable = this;
    itself.behind = itself;
    this.held = new Proxy(itself, HANDLER);
    this.isCollected = false;
    this.toBeWatched();
    return this.held;
  }

  /** The object for `__del__`, which is called this once. */
  finalize(): PyObject {
    const { itself } = this;
    const object = this.given ?? itself!;
    this.live.delete(this);
    this.itself = null;
    this.isFinalized = true;
    if (object === itself) {
      this.attach(itself);
      this.weak = finalizableHooks.references(this) === undefined ? null : new WeakRef(itself);
    }
    finalizableHooks.finalizing(this, object);
    return object;
  }
}

/** Storing by way of the target's own properties is ten times as fast as what a Proxy does by itself. */
const HANDLER: ProxyHandler<PyObject> = {
  set: (target, key, value) => Reflect.set(target, key, value),
};

/** Methods `__del__` of built-in classes that are called for instances of their subclasses. */
export const nativeFinalizers = new WeakSet<NativeCallable>();

/** Lets the instances of `type` made from now on be finalized, if it has a `__del__` in Python or such a one. */
export function watchInstances(type: PyType): void {
  const method = type.lookup('__del__');
  if (method === undefined || type.isMeta) return;
  if (method instanceof NativeCallable && !nativeFinalizers.has(method)) return;
  const Bare = type.Ctor;
  if (Bare.bare !== undefined) return;
  const Watched = (Bare.isPlain === true ? withReplica(Bare) : behindProxy(Bare)) as InstanceConstructor;
  (Watched as { prototype: unknown }).prototype = (Bare as unknown as { prototype: unknown }).prototype;
  Watched.bare = Bare;
  type.Ctor = Watched;
}

function withReplica(Bare: InstanceConstructor): unknown {
  return function Watched(this: PyObject): PyObject {
    const given = new Bare();
    const prototype = Object.getPrototypeOf(this) as object;
    if (prototype !== Object.getPrototypeOf(given)) Object.setPrototypeOf(given, prototype);
    new Finalizable(null, given);
    return given;
  };
}

/** Gives an object its replica. */
function replicate(given: PyObject): PyObject {
  const prototype = Object.getPrototypeOf(given) as object;
  const { bare } = given.cls.Ctor;
  const replica = bare === undefined ? (Object.create(prototype) as PyObject) : new bare();
  if (Object.getPrototypeOf(replica) !== prototype) Object.setPrototypeOf(replica, prototype);
  Object.assign(replica, given);
  given.replica = replica;
  Object.assign(given, { plainSet: false });
  return replica;
}

function behindProxy(Bare: InstanceConstructor): unknown {
  return function Watched(...args: unknown[]): PyObject {
    const itself = Reflect.construct(Bare, args, new.target ?? Watched) as PyObject;
    if (itself.finalizable !== undefined) return itself;
    itself.behind = itself;
    const given = new Proxy(itself, HANDLER);
    new Finalizable(itself, given);
    return given;
  };
}

typeHooks.watchInstances = watchInstances;
