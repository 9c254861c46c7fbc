// The modules _md5, _sha1, _sha2 and _sha3: the algorithms of hashlib that CPython always has.
import { PyBytes } from '../objects/bytes.ts';
import { converted } from '../objects/conversion.ts';
import { newException, overflowErrorType, valueErrorType } from '../objects/exception.ts';
import { lending } from '../objects/lending.ts';
import {
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type Implementation,
  type MethodTable,
} from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import {
  constructor,
  defineHash,
  GIL_MINSIZE,
  HASH_SIGNATURE,
  HashObject,
  initialData,
  newHash,
  shakeMethods,
} from './hash-objects.ts';
import { type Algorithm, ALGORITHMS } from './hash-state.ts';
import type { NativeModule } from './native-module.ts';

/** A class of hash objects. */
function hashType(module: string, name: string): PyType {
  class Layout extends HashObject {}
  const type = builtinType(name, Layout, { module, final: true });
  defineHash(type);
  return type;
}

/** A module with functions for algorithms. `attribute` and `className` name the class of what they make. */
function hashModule(
  name: string,
  algorithms: readonly string[],
  attribute: (algorithm: string) => string,
  className = attribute,
): NativeModule {
  const functions: MethodTable = {};
  const types: Record<string, Value> = {};
  for (const algorithm of algorithms) {
    const type = hashType(name, className(algorithm));
    types[attribute(algorithm)] = type;
    functions[algorithm] = [HASH_SIGNATURE, constructor(type, ALGORITHMS.get(algorithm)!)];
  }
  return { name, functions, attributes: () => ({ ...types, _GIL_MINSIZE: GIL_MINSIZE }) };
}

const typeName = (algorithm: string): string => `${algorithm.toUpperCase()}Type`;
const itself = (algorithm: string): string => algorithm;

export const _md5Module = hashModule('_md5', ['md5'], typeName, itself);
export const _sha1Module = hashModule('_sha1', ['sha1'], typeName, itself);
export const _sha2Module = hashModule('_sha2', ['sha224', 'sha256', 'sha384', 'sha512'], typeName);

// --- SHA-3: the algorithms are classes -------------------------------------------------------------------------------

const MAX_SHAKE_DIGEST = 2 ** 29;

function shakeLength(length: number | bigint): number {
  if (length < 0) throw newException(valueErrorType, 'Cannot convert negative int');
  if (length >= 2n ** 64n) throw newException(overflowErrorType, 'Python int too large for C unsigned long');
  if (length >= MAX_SHAKE_DIGEST) throw newException(valueErrorType, 'length is too large');
  return Number(length);
}

function sha3_new(algorithm: Algorithm): Implementation {
  const method = (cls: PyType, data?: Value, forSecurity: Value = true, string?: Value): Result => {
    if (typeof forSecurity !== 'boolean')
      return converted(method, [cls, data, forSecurity, string], [null, null, 'truth', null]);
    return newHash(cls, algorithm, initialData(data, string));
  };
  return lending(method);
}

/** The capacity of the sponge in bits. */
function capacity({ state: { algorithm } }: HashObject): number {
  return 1600 - algorithm.blockSize * 8;
}

function sha3Type(name: string): PyType {
  const type = hashType('_sha3', name);
  const algorithm = ALGORITHMS.get(name)!;
  const isShake = algorithm.digestSize === 0;
  defineStaticMethods(type, {
    __new__: ["(cls, data=b'', *, usedforsecurity=True, string=None)", sha3_new(algorithm)],
  });
  if (isShake) defineMethods(type, shakeMethods(shakeLength));
  defineGetSets(type, {
    _capacity_bits: [capacity],
    _rate_bits: [(self: HashObject) => self.state.algorithm.blockSize * 8],
    _suffix: [(): Result => new PyBytes(Uint8Array.of(isShake ? 0x1f : 0x06))],
  });
  return type;
}

const SHA3 = ['sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256'];
const sha3Types = Object.fromEntries(SHA3.map((name) => [name, sha3Type(name)]));

export const _sha3Module: NativeModule = {
  name: '_sha3',
  attributes: () => ({ ...sha3Types, implementation: 'HACL', _GIL_MINSIZE: GIL_MINSIZE }),
};
