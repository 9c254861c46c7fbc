// What the objects of hashlib and hmac have in common, whatever module makes them: their methods, and how the constructors take
// what is to be hashed.
import { simpleBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { plainHex } from '../objects/bytes-search.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { newException, typeErrorType } from '../objects/exception.ts';
import { lending } from '../objects/lending.ts';
import { defineGetSets, defineMethods, type Implementation, type MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { addressOf } from '../objects/object-methods.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { textOf } from '../objects/str.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { type Algorithm, ALGORITHMS, HashState, type HmacState } from './hash-state.ts';

/** The signature of a function that makes hash objects of one algorithm. */
export const HASH_SIGNATURE = "(data=b'', *, usedforsecurity=True, string=None)";

/** From how many bytes on CPython lets other threads run while it hashes them. */
export const GIL_MINSIZE = 2048;

/** An object of an algorithm of the host. */
export class HashObject extends PyObject {
  state: HashState = new HashState(ALGORITHMS.get('sha256')!);
}

/** An object of hmac. */
export class HmacObject extends PyObject {
  state: HmacState | null = null;
}

/** The bytes of what is to be hashed. */
export function hashable(data: Value): Uint8Array {
  const bytes = simpleBytes(data);
  if (bytes !== undefined) return bytes;
  const text = textOf(data) !== undefined;
  throw newException(
    typeErrorType,
    text ? 'Strings must be encoded before hashing' : 'object supporting the buffer API required',
  );
}

/** What a constructor is to hash, which may be called `data` or, as it once was, `string`; undefined: nothing. */
export function initialData(data: Value | undefined, string: Value | undefined): Value | undefined {
  if (data !== undefined && string !== undefined) {
    throw newException(
      typeErrorType,
      "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
    );
  }
  return data ?? string;
}

/** A new object of a class of hash objects. */
export function newHash(type: PyType, algorithm: Algorithm, initial: Value | undefined): HashObject {
  const self = new (type.Ctor as new () => HashObject)();
  self.state = new HashState(algorithm);
  if (initial !== undefined) self.state.update(hashable(initial));
  return self;
}

/** The function that makes hash objects of an algorithm. */
export function constructor(type: PyType, algorithm: Algorithm): Implementation {
  const method = lending((data?: Value, forSecurity: Value = true, string?: Value): Result => {
    if (typeof forSecurity !== 'boolean')
      return converted(method, [data, forSecurity, string], [null, 'truth', null]);
    return newHash(type, algorithm, initialData(data, string));
  });
  return method;
}

function hash_update(self: HashObject, data: Value): Result {
  self.state.update(hashable(data));
  return None;
}

function hash_copy(self: HashObject): Result {
  const copy = new (self.cls.Ctor as new () => HashObject)();
  copy.state = self.state.copy();
  return copy;
}

/** Gives the length of a digest that was asked for as a number of bytes; throws for one that cannot be had. */
export type DigestLength = (length: number | bigint) => number;

/** The digest of a chosen length, given as bytes or hex digits by `show`. */
function shakeDigest(show: (bytes: Uint8Array) => Value, lengthOf: DigestLength): Implementation {
  const method = (self: HashObject, length: Value): Result => {
    if (!isInt(length)) return converted(method, [self, length], [null, 'index']);
    return show(self.state.digest(lengthOf(length)));
  };
  return method;
}

/** The methods that give the digest, where its length is for the caller to choose. */
export function shakeMethods(lengthOf: DigestLength): MethodTable {
  return {
    digest: ['($self, /, length)', shakeDigest((bytes) => new PyBytes(bytes), lengthOf)],
    hexdigest: ['($self, /, length)', shakeDigest(plainHex, lengthOf)],
  };
}

/** Gives a class of hash objects what all of them have. */
export function defineHash(type: PyType): void {
  defineMethods(type, {
    update: ['($self, obj, /)', lending(hash_update)],
    digest: ['($self, /)', (self: HashObject): Result => new PyBytes(self.state.digest())],
    hexdigest: ['($self, /)', (self: HashObject): Result => plainHex(self.state.digest())],
    copy: ['($self, /)', hash_copy],
  });
  defineGetSets(type, {
    digest_size: [(self: HashObject) => self.state.digestSize],
    block_size: [(self: HashObject) => self.state.algorithm.blockSize],
    name: [(self: HashObject) => self.state.algorithm.name],
  });
}

function hmac_repr(self: HmacObject): Result {
  return `<${self.state!.algorithm.name} HMAC object @ ${addressOf(self)}>`;
}

function hmac_update(self: HmacObject, msg: Value): Result {
  self.state!.update(hashable(msg));
  return None;
}

function hmac_copy(self: HmacObject): Result {
  return newHmac(self.cls, self.state!.copy());
}

/** A new object of a class of hmac's. */
export function newHmac(type: PyType, state: HmacState): HmacObject {
  const self = new (type.Ctor as new () => HmacObject)();
  self.state = state;
  return self;
}

/** The class HMAC of a module. */
export function hmacType(module: string): PyType {
  class HMAC extends HmacObject {}
  const type = builtinType('HMAC', HMAC, { module, final: true });
  defineMethods(type, {
    __repr__: ['($self, /)', hmac_repr],
    update: ['($self, /, msg)', lending(hmac_update)],
    digest: ['($self, /)', (self: HmacObject): Result => new PyBytes(self.state!.digest())],
    hexdigest: ['($self, /)', (self: HmacObject): Result => plainHex(self.state!.digest())],
    copy: ['($self, /)', hmac_copy],
  });
  defineGetSets(type, {
    digest_size: [(self: HmacObject): Result => self.state!.algorithm.digestSize],
    block_size: [(self: HmacObject): Result => self.state!.algorithm.blockSize],
    name: [(self: HmacObject): Result => `hmac-${self.state!.algorithm.name}`],
  });
  return type;
}
