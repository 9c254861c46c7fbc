// The hash algorithms of hashlib: the modules _md5, _sha1, _sha2 and _sha3, on the host's own.
import { createHash, type Hash, type HashOptions } from 'node:crypto';
import { simpleBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { plainHex } from '../objects/bytes-search.ts';
import { newException, raise, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { lending } from '../objects/lending.ts';
import { defineGetSets, defineMethods, type MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { textOf } from '../objects/str.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import type { NativeModule } from './native-module.ts';

/** An algorithm: the names here and in the host, and its sizes in bytes; a digest size of 0 is the caller's choice. */
interface Algorithm {
  name: string;
  host: string;
  digestSize: number;
  blockSize: number;
}

class HashObject extends PyObject {
  algorithm: Algorithm = SHA256;
  /** Null as long as there is only `first`. */
  private state: Hash | null = null;
  /** What was given first, if it is short: the host's hash need not be copied to give a digest of nothing but that. */
  private first = NO_BYTES;

  update(data: Uint8Array): void {
    if (this.state === null && this.first.length === 0 && data.length <= SHORT) this.first = data.slice();
    else this.running().update(data);
  }
  private running(): Hash {
    return (this.state ??= this.begun());
  }
  private begun(options?: HashOptions): Hash {
    return createHash(this.algorithm.host, options).update(this.first);
  }
  /** The digest of what there is so far; `options` has its length, where that can be chosen. */
  digest(options?: HashOptions): Uint8Array {
    const state = this.state === null ? this.begun(options) : this.state.copy(options);
    return new Uint8Array(state.digest());
  }
  copyTo(copy: HashObject): void {
    copy.algorithm = this.algorithm;
    copy.first = this.first;
    copy.state = this.state === null ? null : this.state.copy();
  }
}

const NO_BYTES = new Uint8Array(0);
const SHORT = 1024;

const SHA256: Algorithm = { name: 'sha256', host: 'sha256', digestSize: 32, blockSize: 64 };

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

function hash_update(self: HashObject, data: Value): Result {
  self.update(hashable(data));
  return None;
}

function hash_digest(self: HashObject): Result {
  return new PyBytes(self.digest());
}
function hash_hexdigest(self: HashObject): Result {
  return plainHex(self.digest());
}
function hash_copy(self: HashObject): Result {
  const copy = new (self.cls.Ctor as new () => HashObject)();
  self.copyTo(copy);
  return copy;
}

const MAX_SHAKE_DIGEST = 2 ** 29;

/** The digest of a chosen length, given as bytes or hex digits by `show`. */
function shakeDigest(show: (bytes: Uint8Array) => Value): (self: HashObject, length: Value) => Result {
  const method = (self: HashObject, length: Value): Result => {
    if (!isInt(length)) return converted(method, [self, length], [null, 'index']);
    const n = toSize(length);
    if (n < 0) return raise(valueErrorType, 'value must be positive');
    if (n >= MAX_SHAKE_DIGEST) return raise(valueErrorType, 'length is too large');
    return show(n === 0 ? NO_BYTES : self.digest({ outputLength: n }));
  };
  return method;
}

const shakeDigestBytes = shakeDigest((bytes) => new PyBytes(bytes));
const shakeHexDigest = shakeDigest(plainHex);

/** A class of hash objects. */
function hashType(module: string, name: string, digestSize: number): PyType {
  class Layout extends HashObject {}
  const type = builtinType(name, Layout, { module, final: true });
  const variable = digestSize === 0;
  defineMethods(type, {
    update: [
      '($self, obj, /)',
      lending(hash_update),
      "Update this hash object's state with the provided string.",
    ],
    digest: variable
      ? ['($self, length)', shakeDigestBytes]
      : ['($self, /)', hash_digest, 'Return the digest value as a bytes object.'],
    hexdigest: variable ? ['($self, length)', shakeHexDigest] : ['($self, /)', hash_hexdigest],
    copy: ['($self, /)', hash_copy, 'Return a copy of the hash object.'],
  });
  defineGetSets(type, {
    digest_size: [(self: HashObject) => self.algorithm.digestSize],
    block_size: [(self: HashObject) => self.algorithm.blockSize],
    name: [(self: HashObject) => self.algorithm.name],
  });
  return type;
}

/** The function that makes hash objects of an algorithm. */
function constructor(
  type: PyType,
  algorithm: Algorithm,
): (data?: Value, forSecurity?: Value, string?: Value) => Result {
  return lending((data?: Value, _forSecurity?: Value, string?: Value) => {
    if (data !== undefined && string !== undefined) {
      return raise(
        typeErrorType,
        "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
      );
    }
    const self = new (type.Ctor as new () => HashObject)();
    self.algorithm = algorithm;
    const initial = data ?? string;
    if (initial !== undefined) self.update(hashable(initial));
    return self;
  });
}

const SIGNATURE = "(data=b'', *, usedforsecurity=True, string=None)";

function md5Module(): NativeModule {
  const type = hashType('_md5', 'md5', 16);
  const md5 = { name: 'md5', host: 'md5', digestSize: 16, blockSize: 64 };
  return {
    name: '_md5',
    functions: { md5: [SIGNATURE, constructor(type, md5)] },
    attributes: () => ({ MD5Type: type }),
  };
}

function sha1Module(): NativeModule {
  const type = hashType('_sha1', 'sha1', 20);
  const sha1 = { name: 'sha1', host: 'sha1', digestSize: 20, blockSize: 64 };
  return {
    name: '_sha1',
    functions: { sha1: [SIGNATURE, constructor(type, sha1)] },
    attributes: () => ({ SHA1Type: type }),
  };
}

function sha2Module(): NativeModule {
  const functions: MethodTable = {};
  const types: Record<string, Value> = {};
  for (const bits of [224, 256, 384, 512]) {
    const name = `sha${bits}`;
    const type = hashType('_sha2', `SHA${bits}Type`, bits / 8);
    types[`SHA${bits}Type`] = type;
    functions[name] = [
      SIGNATURE,
      constructor(type, { name, host: name, digestSize: bits / 8, blockSize: bits > 256 ? 128 : 64 }),
    ];
  }
  return { name: '_sha2', functions, attributes: () => types };
}

/** The algorithms of SHA-3 are classes themselves; calling them makes hash objects. */
function sha3Module(): NativeModule {
  const functions: MethodTable = {};
  for (const bits of [224, 256, 384, 512]) {
    const name = `sha3_${bits}`;
    const type = hashType('_sha3', name, bits / 8);
    functions[name] = [
      SIGNATURE,
      constructor(type, { name, host: `sha3-${bits}`, digestSize: bits / 8, blockSize: 200 - bits / 4 }),
    ];
  }
  for (const bits of [128, 256]) {
    const name = `shake_${bits}`;
    const type = hashType('_sha3', name, 0);
    functions[name] = [
      SIGNATURE,
      constructor(type, { name, host: `shake${bits}`, digestSize: 0, blockSize: 200 - bits / 4 }),
    ];
  }
  return { name: '_sha3', functions, attributes: () => ({ implementation: 'host' }) };
}

export const _md5Module = md5Module();
export const _sha1Module = sha1Module();
export const _sha2Module = sha2Module();
export const _sha3Module = sha3Module();
