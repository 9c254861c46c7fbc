// _blake2: the classes blake2b and blake2s of hashlib. The algorithm is blake2-hash.ts.
import { simpleBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { plainHex } from '../objects/bytes-search.ts';
import { type ArgumentKind, converted, isInt } from '../objects/conversion.ts';
import { newException, overflowErrorType, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import {
  defineAttributes,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type Implementation,
} from '../objects/native.ts';
import { lending } from '../objects/lending.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { Blake2, type Blake2Parameters } from './blake2-hash.ts';
import { GIL_MINSIZE, hashable, initialData } from './hash-objects.ts';
import { ALGORITHMS, HashState } from './hash-state.ts';
import type { NativeModule } from './native-module.ts';

class Blake2Object extends PyObject {
  /** The host's own where there are no parameters: it is many times as fast. */
  hash: Blake2 | HashState | null = null;
}

/** The sizes in bytes of one of the two algorithms. */
interface Variant {
  name: string;
  wide: boolean;
  digest: number;
  salt: number;
  /** The largest node offset. */
  offset: bigint;
}

const BLAKE2B: Variant = { name: 'blake2b', wide: true, digest: 64, salt: 16, offset: 2n ** 64n - 1n };
const BLAKE2S: Variant = { name: 'blake2s', wide: false, digest: 32, salt: 8, offset: 2n ** 48n - 1n };

function bytesArgument(value: Value | undefined, most: number, what: string): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  const bytes = simpleBytes(value);
  if (bytes === undefined)
    throw newException(typeErrorType, `a bytes-like object is required, not '${typeOf(value).name}'`);
  if (bytes.length > most) throw newException(valueErrorType, `maximum ${what} length is ${most} bytes`);
  return bytes;
}

function between(value: Value, least: number, most: number, message: string): number {
  const n = intOf(value)!;
  if (n < least || n > most) throw newException(valueErrorType, message);
  return Number(n);
}

/** An int that C keeps in the unsigned type `type`. */
function unsigned(value: Value, most: bigint, type: string): bigint {
  const n = intOf(value)!;
  if (n < 0) throw newException(valueErrorType, 'Cannot convert negative int');
  if (n > most) throw newException(overflowErrorType, `Python int too large for C ${type}`);
  return BigInt(n);
}

const DEFAULTS = [1, 1, 0, 0, 0, 0];
const INDEX: ArgumentKind = 'index';
/** To what the constructor's arguments are converted. */
const KINDS = [null, null, INDEX, null, null, null, ...DEFAULTS.map(() => INDEX), 'truth', 'truth'] as const;

/** Whether the parameters are those of the plain hash, which the host has. */
function isPlain({ digest }: Variant, p: Blake2Parameters): boolean {
  const bytes = p.key.length + p.salt.length + p.person.length;
  const tree = p.leafSize + Number(p.nodeOffset) + p.nodeDepth + p.innerSize;
  return p.digestSize === digest && p.fanout === 1 && p.depth === 1 && !p.lastNode && bytes + tree === 0;
}

/** `blake2b(data=b'', *, digest_size, key, salt, person, fanout, depth, leaf_size, ...)`. */
function constructor(variant: Variant): Implementation {
  const { digest, salt: saltSize, wide } = variant;
  const title = wide ? 'Blake2b' : 'Blake2s';
  const method = (
    cls: PyType,
    data: Value | undefined,
    size: Value = digest,
    ...rest: (Value | undefined)[]
  ): Result => {
    const [key, salt, person, ...others] = rest;
    const numbers = DEFAULTS.map((value, i) => others[i] ?? value);
    const [lastNode = false, forSecurity = true, string] = others.slice(6);
    if (
      typeof lastNode !== 'boolean' ||
      typeof forSecurity !== 'boolean' ||
      ![size, ...numbers].every(isInt)
    ) {
      return converted(
        method,
        [cls, data, size, key, salt, person, ...numbers, lastNode, forSecurity, string],
        KINDS,
      );
    }
    const initial = initialData(data, string);
    const [fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize] = numbers as Value[];
    const offset = (): bigint => {
      const n = unsigned(nodeOffset!, BLAKE2B.offset, 'unsigned long long');
      if (n > variant.offset) throw newException(overflowErrorType, 'node_offset is too large');
      return n;
    };
    const parameters = {
      digestSize: between(
        size,
        1,
        digest,
        `digest_size for ${title} must be between 1 and ${digest} bytes, here it is ${String(size)}`,
      ),
      salt: bytesArgument(salt, saltSize, 'salt'),
      person: bytesArgument(person, saltSize, 'person'),
      fanout: between(fanout!, 0, 255, 'fanout must be between 0 and 255'),
      depth: between(depth!, 1, 255, 'depth must be between 1 and 255'),
      leafSize: Number(unsigned(leafSize!, 0xffffffffn, 'unsigned long')),
      nodeOffset: offset(),
      nodeDepth: between(nodeDepth!, 0, 255, 'node_depth must be between 0 and 255'),
      innerSize: between(innerSize!, 0, digest, `inner_size must be between 0 and is ${digest}`),
      key: bytesArgument(key, digest, 'key'),
      lastNode,
    };
    const hash = isPlain(variant, parameters)
      ? new HashState(ALGORITHMS.get(variant.name)!)
      : new Blake2(wide, parameters);
    if (initial !== undefined) hash.update(hashable(initial));
    return wrap(cls, hash);
  };
  return method;
}

function wrap(cls: PyType, hash: Blake2 | HashState): Blake2Object {
  const self = new cls.Ctor() as Blake2Object;
  self.hash = hash;
  return self;
}

function blake2_update(self: Blake2Object, data: Value): Result {
  self.hash!.update(hashable(data));
  return None;
}

const SIGNATURE =
  "(cls, data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)";

function hashClass(variant: Variant): PyType {
  class Layout extends Blake2Object {}
  const { name, wide, digest, salt } = variant;
  const doc = `Return a new BLAKE2${wide ? 'b' : 's'} hash object.`;
  const type = builtinType(name, Layout, { module: '_blake2', doc });
  defineStaticMethods(type, { __new__: [SIGNATURE, lending(constructor(variant))] });
  defineMethods(type, {
    copy: [
      '($self, /)',
      (self: Blake2Object): Result => wrap(self.cls, self.hash!.copy()),
      'Return a copy of the hash object.',
    ],
    digest: [
      '($self, /)',
      (self: Blake2Object): Result => new PyBytes(self.hash!.digest()),
      'Return the digest value as a bytes object.',
    ],
    hexdigest: [
      '($self, /)',
      (self: Blake2Object): Result => plainHex(self.hash!.digest()),
      'Return the digest value as a string of hexadecimal digits.',
    ],
    update: [
      '($self, data, /)',
      lending(blake2_update),
      "Update this hash object's state with the provided bytes-like object.",
    ],
  });
  defineGetSets(type, {
    name: [(): Result => name],
    block_size: [(): Result => (wide ? 128 : 64)],
    digest_size: [(self: Blake2Object): Result => self.hash!.digestSize],
  });
  defineAttributes(type, {
    SALT_SIZE: salt,
    PERSON_SIZE: salt,
    MAX_KEY_SIZE: digest,
    MAX_DIGEST_SIZE: digest,
  });
  return type;
}

const blake2b = hashClass(BLAKE2B);
const blake2s = hashClass(BLAKE2S);

export const _blake2Module: NativeModule = {
  name: '_blake2',
  attributes: () => ({
    blake2b,
    blake2s,
    BLAKE2B_SALT_SIZE: 16,
    BLAKE2B_PERSON_SIZE: 16,
    BLAKE2B_MAX_KEY_SIZE: 64,
    BLAKE2B_MAX_DIGEST_SIZE: 64,
    BLAKE2S_SALT_SIZE: 8,
    BLAKE2S_PERSON_SIZE: 8,
    BLAKE2S_MAX_KEY_SIZE: 32,
    BLAKE2S_MAX_DIGEST_SIZE: 32,
    _GIL_MINSIZE: GIL_MINSIZE,
  }),
};
