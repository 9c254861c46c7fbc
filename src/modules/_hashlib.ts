// _hashlib: the hashes, keyed hashes and key derivations of OpenSSL, which the host has.
//
// What derives keys takes long by design. It is done by another thread of the host's, and the tasklet waits for it.
import { getHashes, pbkdf2, pbkdf2Sync, scrypt } from 'node:crypto';
import { ABRUPT } from '../machine/abrupt.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { newBytes } from '../machine/memory.ts';
import { requireBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { checkEncodable } from '../objects/codecs.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import {
  newException,
  overflowErrorType,
  raise,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { lending, lendingAll } from '../objects/lending.ts';
import { MappingProxy } from '../objects/mapping-proxy.ts';
import {
  defineGetSets,
  defineMethods,
  type Implementation,
  type MethodTable,
  NativeCallable,
} from '../objects/native.ts';
import type { PyModule } from '../objects/module.ts';
import { None } from '../objects/none.ts';
import { addressOf } from '../objects/object-methods.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyFrozenSet } from '../objects/set.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { compare_digest } from './compare-digest.ts';
import {
  constructor,
  defineHash,
  GIL_MINSIZE,
  hashable,
  HASH_SIGNATURE,
  HashObject,
  hmacType,
  initialData,
  newHash,
  newHmac,
  shakeMethods,
} from './hash-objects.ts';
import { type Algorithm, ALGORITHMS, HmacState } from './hash-state.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';

const unsupportedDigestmodErrorType = moduleException(
  '_hashlib',
  'UnsupportedDigestmodError',
  valueErrorType,
);

// --- Algorithms by name ------------------------------------------------------------------------------------------------

/** The names that OpenSSL has for algorithms beside those of hashlib, in lower case: it does not mind the case. */
const ALIASES: Readonly<Record<string, string>> = {
  md5: 'ssl3-md5',
  sha1: 'sha-1 ssl3-sha1',
  sha224: 'sha-224 sha2-224',
  sha256: 'sha-256 sha2-256',
  sha384: 'sha-384 sha2-384',
  sha512: 'sha-512 sha2-512',
  sha512_224: 'sha512-224 sha-512/224 sha2-512/224',
  sha512_256: 'sha512-256 sha-512/256 sha2-512/256',
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  shake_128: 'shake128 shake-128',
  shake_256: 'shake256 shake-256',
  blake2b: 'blake2b512 blake2b-512',
  blake2s: 'blake2s256 blake2s-256',
  ripemd160: 'ripemd-160 ripemd rmd160',
};

/** What the host has been built with. */
const hostHashes = new Set(getHashes());
const available = [...ALGORITHMS.values()].filter(({ host }) => hostHashes.has(host));

const byName = new Map<string, Algorithm>();
for (const algorithm of available) {
  const aliases = ALIASES[algorithm.name]?.split(' ') ?? [];
  for (const name of [algorithm.name, ...aliases]) byName.set(name, algorithm);
}

/** The text of an argument that must be a str; throws, or gives ABRUPT. */
function nameArgument(value: Value, who: string, parameter: string): string | typeof ABRUPT {
  const text = textOf(value);
  if (text === undefined) {
    const kind = value === None ? 'None' : typeOf(value).name;
    throw newException(typeErrorType, `${who}() argument '${parameter}' must be str, not ${kind}`);
  }
  if (!checkEncodable(value)) return ABRUPT;
  const name = hostString(text);
  if (name.includes('\0')) throw newException(valueErrorType, 'embedded null character');
  return name;
}

/** The algorithm of that name; throws if OpenSSL has none. */
function algorithmNamed(name: string): Algorithm {
  const algorithm = byName.get(name.toLowerCase());
  if (algorithm !== undefined) return algorithm;
  throw newException(unsupportedDigestmodErrorType, '[digital envelope routines] unsupported');
}

// --- Hashes ------------------------------------------------------------------------------------------------------------

const HASH = builtinType('HASH', HashObject, {
  module: '_hashlib',
  doc: `A hash is an object used to calculate a checksum of a string of information.

Methods:

update() -- updates the current digest with an additional string
digest() -- return the current digest value
hexdigest() -- return the current digest as a string of hexadecimal digits
copy() -- return a copy of the current hash object

Attributes:

name -- the hash algorithm being used by this object
digest_size -- number of bytes in this hashes output`,
});
defineHash(HASH);
defineMethods(HASH, {
  __repr__: [
    '($self, /)',
    (self: HashObject): Result =>
      fromHost(`<${self.state.algorithm.name} ${self.cls.name} object @ ${addressOf(self)}>`),
  ],
});

class HashXof extends HashObject {}

const HASHXOF = builtinType('HASHXOF', HashXof, { module: '_hashlib', base: HASH, doc: HASH.tableDoc! });
defineMethods(
  HASHXOF,
  shakeMethods((length) => {
    if (length >= 2n ** 63n || length < -(2n ** 63n))
      throw newException(overflowErrorType, 'Python int too large to convert to C ssize_t');
    if (length < 0) throw newException(valueErrorType, 'negative digest length');
    newBytes(Number(length));
    return Number(length);
  }),
);
defineGetSets(HASHXOF, { digest_size: [(): Result => 0] });

function typeFor(algorithm: Algorithm): typeof HASH {
  return algorithm.digestSize === 0 ? HASHXOF : HASH;
}

function hashlib_new(name: Value, data?: Value, forSecurity: Value = true, string?: Value): Result {
  const found = nameArgument(name, 'new', 'name');
  if (found === ABRUPT) return ABRUPT;
  if (typeof forSecurity !== 'boolean')
    return converted(hashlib_new, [name, data, forSecurity, string], [null, null, 'truth', null]);
  const initial = initialData(data, string);
  if (initial !== undefined) hashable(initial);
  const algorithm = algorithmNamed(found);
  return newHash(typeFor(algorithm), algorithm, initial);
}

/** The functions openssl_md5 and so on, and what their objects are hashed with. */
const constructors: MethodTable = {};
const hashedBy = new Map<Implementation, Algorithm>();
for (const algorithm of available) {
  const { name } = algorithm;
  if (!/^(md5|sha1|sha\d+|sha3_\d+|shake_\d+)$/.test(name)) continue;
  const make = constructor(typeFor(algorithm), algorithm);
  constructors[`openssl_${name}`] = [HASH_SIGNATURE, make];
  hashedBy.set(make, algorithm);
}

// --- HMAC --------------------------------------------------------------------------------------------------------------

const HMAC = hmacType('_hashlib');

/** The algorithm that is meant by a name or a constructor of this module; undefined: none; ABRUPT: raised. */
function digestOf(digestmod: Value): Algorithm | undefined | typeof ABRUPT {
  if (digestmod instanceof NativeCallable) return hashedBy.get(digestmod.impl);
  const text = textOf(digestmod);
  if (text === undefined) return undefined;
  return checkEncodable(digestmod) ? algorithmNamed(hostString(text)) : ABRUPT;
}

/** Begins the hash with that key; `then` goes on with it. */
function withHmac(key: Value, digestmod: Value, then: (state: HmacState) => Result): Result {
  const bytes = requireBytes(key);
  const algorithm = digestOf(digestmod);
  if (algorithm === ABRUPT) return ABRUPT;
  if (algorithm === undefined || algorithm.digestSize === 0)
    return frozenFunction('hashes', 'unsupported_digest').call2(unsupportedDigestmodErrorType, digestmod);
  return then(HmacState.begin(algorithm, bytes));
}

function hashlib_hmac_digest(key: Value, msg: Value, digest: Value): Result {
  requireBytes(key);
  const bytes = requireBytes(msg);
  return withHmac(key, digest, (state) => {
    state.update(bytes);
    return new PyBytes(state.digest());
  });
}

function hashlib_hmac_new(key: Value, msg: Value = None, digestmod?: Value): Result {
  requireBytes(key);
  if (digestmod === undefined) return typeError("Missing required parameter 'digestmod'.");
  return withHmac(key, digestmod, (state) => {
    if (msg !== None) state.update(hashable(msg));
    return newHmac(HMAC, state);
  });
}

// --- Derivation of keys ------------------------------------------------------------------------------------------------

const MAX_INT = 0x7fffffff;
const MAX_LONG = 2n ** 63n;

/** An int that C keeps in a long. */
function long(value: number | bigint): number {
  if (value >= MAX_LONG || value < -MAX_LONG)
    throw newException(overflowErrorType, 'Python int too large to convert to C long');
  return Number(value);
}

/** An int that C keeps in an unsigned long. */
function unsigned(value: number | bigint): number {
  if (value < 0) throw newException(valueErrorType, 'Cannot convert negative int');
  if (value >= 2n ** 64n) throw newException(overflowErrorType, 'Python int too large for C unsigned long');
  return Number(value);
}

/** Waits for a key that the host derives. */
function derived(start: (done: (error: Error | null, key: Uint8Array) => void) => void): Result {
  return waitForHost((wake, fail) => {
    start((error, key) => {
      if (error === null) wake(new PyBytes(new Uint8Array(key)));
      else fail(newException(valueErrorType, error.message));
    });
  });
}

/** Up to so many rounds a key is there sooner than another thread. */
const FEW_ROUNDS = 100;

function hashlib_pbkdf2_hmac(
  name: Value,
  password: Value,
  salt: Value,
  iterations: Value,
  dklen: Value = None,
): Result {
  const found = nameArgument(name, 'pbkdf2_hmac', 'hash_name');
  if (found === ABRUPT) return ABRUPT;
  const [secret, grain] = [requireBytes(password).slice(), requireBytes(salt).slice()];
  const args = [name, password, salt, iterations, dklen];
  if (!isInt(iterations)) return converted(pbkdf2_hmac, args, [null, null, null, 'index', null]);
  const rounds = long(iterations);
  const { host, digestSize } = algorithmNamed(found);
  if (rounds < 1) return raise(valueErrorType, 'iteration value must be greater than 0.');
  if (rounds > MAX_INT) return raise(overflowErrorType, 'iteration value is too great.');
  if (dklen !== None && !isInt(dklen)) return converted(pbkdf2_hmac, args, [null, null, null, null, 'index']);
  const length = isInt(dklen) ? long(dklen) : digestSize;
  if (length < 1) return raise(valueErrorType, 'key length must be greater than 0.');
  if (length > MAX_INT) return raise(overflowErrorType, 'key length is too great.');
  newBytes(length);
  if (rounds * Math.ceil(length / digestSize) <= FEW_ROUNDS)
    return new PyBytes(new Uint8Array(pbkdf2Sync(secret, grain, rounds, length, host)));
  return derived((done) => pbkdf2(secret, grain, rounds, length, host, done));
}

const pbkdf2_hmac = lending(hashlib_pbkdf2_hmac);

/** What OpenSSL uses at most if it is not told. */
const SCRYPT_MEMORY = 32 * 1024 * 1024;

/** Throws for numbers that OpenSSL's scrypt refuses. */
function checkScrypt(n: number, r: number, p: number, memory: number): void {
  if (r === 0 || p === 0) {
    throw newException(valueErrorType, 'invalid parameter combination for n, r, p, and maxmem');
  }
  const tooWide = 16 * r <= 63 && n >= 2 ** (16 * r);
  if (tooWide || p > (2 ** 30 - 1) / r || 128 * r * p + 128 * r * (n + 2) > memory)
    throw newException(valueErrorType, '[digital envelope routines] memory limit exceeded');
}

function hashlib_scrypt(password: Value, ...rest: [Value, Value, Value, Value, Value?, Value?]): Result {
  const [salt, n, r, p, maxmem = 0, dklen = 64] = rest;
  const [secret, grain] = [requireBytes(password).slice(), requireBytes(salt).slice()];
  const numbers = [n, r, p, maxmem, dklen];
  if (!numbers.every(isInt)) {
    const kinds = [null, null, ...numbers.map(() => 'index' as const)];
    return converted(scryptMethod, [password, salt, ...numbers], kinds);
  }
  const [cost, size, parallel] = [unsigned(n as number), unsigned(r as number), unsigned(p as number)];
  const [memory, length] = [long(maxmem as number), long(dklen as number)];
  if (cost < 2 || (BigInt(cost) & (BigInt(cost) - 1n)) !== 0n)
    return raise(valueErrorType, 'n must be a power of 2');
  if (memory < 0 || memory > MAX_INT)
    return raise(valueErrorType, `maxmem must be positive and at most ${MAX_INT}`);
  if (length < 1 || length > MAX_INT)
    return raise(valueErrorType, `dklen must be at least 1 and at most ${MAX_INT}`);
  const limit = memory === 0 ? SCRYPT_MEMORY : memory;
  checkScrypt(cost, size, parallel, limit);
  newBytes(length);
  return derived((done) => {
    scrypt(secret, grain, length, { N: cost, r: size, p: parallel, maxmem: limit }, done);
  });
}

const scryptMethod = lending(hashlib_scrypt);

// --- The module --------------------------------------------------------------------------------------------------------

function names(): PyFrozenSet {
  const set = new PyFrozenSet();
  for (const { name } of available) set.dict.setStr(name, true);
  return set;
}

/** Makes `_constructors`: the names of the algorithms by their functions. */
function hashlib_exec(module: PyModule): Result {
  const found = new PyDict();
  for (const name of Object.keys(constructors)) {
    if (found.set(module.dict.getStr(name)!, name.slice('openssl_'.length)) === ABRUPT) return ABRUPT;
  }
  module.dict.setStr('_constructors', new MappingProxy(found));
  return None;
}

export const _hashlibModule: NativeModule = {
  name: '_hashlib',
  doc: 'OpenSSL interface for hashlib module',
  functions: {
    ...lendingAll({
      new: ["(name, data=b'', *, usedforsecurity=True, string=None)", hashlib_new],
      hmac_digest: ['(key, msg, digest)', hashlib_hmac_digest, 'Single-shot HMAC.'],
      hmac_new: ["(key, msg=b'', digestmod=None)", hashlib_hmac_new, 'Return a new hmac object.'],
    }),
    pbkdf2_hmac: [
      '(hash_name, password, salt, iterations, dklen=None)',
      pbkdf2_hmac,
      'Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function.',
    ],
    scrypt: [
      '(password, *, salt, n, r, p, maxmem=0, dklen=64)',
      scryptMethod,
      'scrypt password-based key derivation function.',
    ],
    get_fips_mode: ['()', (): Result => 0, 'Determine the OpenSSL FIPS mode of operation.'],
    compare_digest: ['(a, b, /)', lending(compare_digest), "Return 'a == b'."],
    ...constructors,
  },
  attributes: () => ({
    HASH,
    HASHXOF,
    HMAC,
    UnsupportedDigestmodError: unsupportedDigestmodErrorType,
    openssl_md_meth_names: names(),
    _GIL_MINSIZE: GIL_MINSIZE,
  }),
  exec: hashlib_exec,
};
