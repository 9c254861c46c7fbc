// The module _random: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 2002), seeded as CPython seeds it.
import { randomFillSync } from 'node:crypto';
import { hashOf } from '../operators/hash.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { raise, typeError, valueError, overflowErrorType, memoryErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { normalizeInt } from '../objects/text/int-arithmetic.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import type { NativeModule } from './native-module.ts';

const N = 624;
const M = 397;

export class Random extends PyObject {
  state = new Uint32Array(N);
  /** The next word of the state to use; N: new ones must be made. */
  index = N + 1;
}

const randomType = builtinType('Random', Random, {
  module: '_random',
  doc: 'Random() -> create a random number generator with its own internal state.',
});

function mix(y: number): number {
  return (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
}

function regenerate({ state: mt }: Random): void {
  for (let k = 0; k < N; k++) {
    const y = (mt[k]! & 0x80000000) | (mt[(k + 1) % N]! & 0x7fffffff);
    mt[k] = mt[(k + M) % N]! ^ mix(y);
  }
}

/** 32 random bits. */
function next(self: Random): number {
  if (self.index >= N) {
    regenerate(self);
    self.index = 0;
  }
  let y = self.state[self.index++]!;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

function initialize(self: Random, seed: number): void {
  const mt = self.state;
  mt[0] = seed;
  for (let i = 1; i < N; i++) {
    const previous = mt[i - 1]!;
    mt[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
  self.index = N;
}

function initializeByArray(self: Random, key: number[]): void {
  initialize(self, 19650218);
  const mt = self.state;
  let i = 1;
  let j = 0;
  for (let k = Math.max(N, key.length); k > 0; k--) {
    const p = mt[i - 1]!;
    mt[i] = (mt[i]! ^ Math.imul(p ^ (p >>> 30), 1664525)) + key[j]! + j;
    if (++i >= N) {
      mt[0] = mt[N - 1]!;
      i = 1;
    }
    if (++j >= key.length) j = 0;
  }
  for (let k = N - 1; k > 0; k--) {
    const p = mt[i - 1]!;
    mt[i] = (mt[i]! ^ Math.imul(p ^ (p >>> 30), 1566083941)) - i;
    if (++i >= N) {
      mt[0] = mt[N - 1]!;
      i = 1;
    }
  }
  mt[0] = 0x80000000;
}

function seedWith(self: Random, n: number | bigint): void {
  const key: number[] = [];
  for (let rest = n < 0 ? -BigInt(n) : BigInt(n); rest > 0n; rest >>= 32n)
    key.push(Number(rest & 0xffffffffn));
  initializeByArray(self, key.length === 0 ? [0] : key);
}

class SeedFrame extends NativeFrame {
  readonly self: Random;
  constructor(self: Random) {
    super();
    this.self = self;
  }
  returned(value: Value): IterResult {
    seedWith(this.self, BigInt.asUintN(64, BigInt(value as number | bigint)));
    return None;
  }
}

function seedFromHost(self: Random): void {
  initializeByArray(self, [...randomFillSync(new Uint32Array(N))]);
}

function random_seed(self: Random, n: Value = None): Result {
  if (n === None) {
    seedFromHost(self);
    return None;
  }
  const plain = intOf(n);
  if (plain !== undefined) {
    seedWith(self, plain);
    return None;
  }
  const hash = hashOf(n);
  if (hash === ABRUPT) return suspend(new SeedFrame(self)) as Result;
  seedWith(self, BigInt.asUintN(64, BigInt(hash as number | bigint)));
  return None;
}

function random_random(self: Random): Result {
  const a = next(self) >>> 5;
  const b = next(self) >>> 6;
  return new PyFloat((a * 67108864 + b) / 9007199254740992);
}

/** The largest int that the host can hold. */
const MAX_BITS = 2 ** 30 - 64;

function random_getrandbits(self: Random, k: Value): Result {
  if (!isInt(k)) return converted(random_getrandbits, [self, k], [null, 'index']);
  if (k < 0) return valueError('Cannot convert negative int');
  if (typeof k !== 'number') return raise(overflowErrorType, 'Python int too large to convert to C uint64_t');
  if (k === 0) return 0;
  if (k <= 32) return next(self) >>> (32 - k);
  if (k > MAX_BITS) return raise(memoryErrorType);
  const words: string[] = [];
  for (let left = k; left > 0; left -= 32) {
    const word = left < 32 ? next(self) >>> (32 - left) : next(self);
    words.push(word.toString(16).padStart(8, '0'));
  }
  return normalizeInt(BigInt(`0x${words.reverse().join('')}`));
}

function random_getstate(self: Random): Result {
  return new PyTuple([...self.state, self.index]);
}

function random_setstate(self: Random, state: Value): Result {
  if (!(state instanceof PyTuple)) return typeError('state vector must be a tuple');
  if (state.items.length !== N + 1) return valueError('state vector is the wrong size');
  const words = state.items.map(intOf);
  if (words.includes(undefined)) return typeError('an integer is required');
  const index = Number(words[N]);
  if (index < 0 || index > N) return valueError('invalid state');
  for (let i = 0; i < N; i++) self.state[i] = Number(BigInt.asUintN(32, BigInt(words[i]!)));
  self.index = index;
  return None;
}

function random_new(cls: PyType): Result {
  const self = new (cls.Ctor as new () => Random)();
  seedFromHost(self);
  return self;
}

function random_init(self: Random, args: Value[]): Result {
  if (args.length > 1) return typeError(`Random() takes at most 1 argument (${args.length} given)`);
  return random_seed(self, args[0] ?? None);
}

defineStaticMethods(randomType, { __new__: ['($type, /, *args, **kwargs)', random_new] });
defineMethods(randomType, {
  __init__: ['($self, /, *args)', random_init],
  random: ['($self, /)', random_random, 'random() -> x in the interval [0, 1).'],
  seed: ['($self, n=None, /)', random_seed, 'seed([n]) -> None.'],
  getstate: ['($self, /)', random_getstate, 'getstate() -> tuple containing the current state.'],
  setstate: ['($self, state, /)', random_setstate, 'setstate(state) -> None.  Restores generator state.'],
  getrandbits: [
    '($self, k, /)',
    random_getrandbits,
    'getrandbits(k) -> x.  Generates an int with k random bits.',
  ],
});

export const _randomModule: NativeModule = {
  name: '_random',
  doc: 'Module implements the Mersenne Twister random number generator.',
  attributes: () => ({ Random: randomType }),
};
