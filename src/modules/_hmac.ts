// _hmac: the keyed hashes (HMAC) of the algorithms that CPython always has.
import { frozenFunction } from '../machine/frozen.ts';
import { PyBytes } from '../objects/bytes.ts';
import { checkEncodable } from '../objects/codecs.ts';
import { typeError, valueErrorType } from '../objects/exception.ts';
import { lendingAll } from '../objects/lending.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { GIL_MINSIZE, hashable, hmacType, newHmac } from './hash-objects.ts';
import { type Algorithm, ALGORITHMS, HmacState } from './hash-state.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';

const unknownHashErrorType = moduleException('_hmac', 'UnknownHashError', valueErrorType);

/** The algorithms by what they are called here, which for some is another name than that of hashlib. */
const KINDS: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha2_224: 'sha224',
  sha2_256: 'sha256',
  sha2_384: 'sha384',
  sha2_512: 'sha512',
  sha3_224: 'sha3_224',
  sha3_256: 'sha3_256',
  sha3_384: 'sha3_384',
  sha3_512: 'sha3_512',
  blake2s_32: 'blake2s',
  blake2b_32: 'blake2b',
};

const known = new Map<string, Algorithm>();
for (const [kind, name] of Object.entries(KINDS))
  for (const each of [kind, name]) known.set(each, ALGORITHMS.get(name)!);

/** The algorithm that is meant; undefined when it is unknown, ABRUPT when its name cannot be. */
function algorithmOf(digest: Value): Algorithm | undefined | typeof ABRUPT {
  const text = textOf(digest);
  if (text === undefined) return undefined;
  if (!checkEncodable(digest)) return ABRUPT;
  const name = hostString(text).split('\0', 1)[0]!;
  return known.get(name) ?? known.get(name.toLowerCase());
}

function unknownHash(digest: Value): Result {
  return frozenFunction('hashes', 'unknown_hash').call2(unknownHashErrorType, digest);
}

const HMAC = hmacType('_hmac');

function hmac_new(key: Value, msg: Value = None, digestmod?: Value): Result {
  if (digestmod === undefined) return typeError("new() missing 1 required argument 'digestmod'");
  const algorithm = algorithmOf(digestmod);
  if (algorithm === ABRUPT) return ABRUPT;
  if (algorithm === undefined) return unknownHash(digestmod);
  const state = HmacState.begin(algorithm, hashable(key));
  if (msg !== None) state.update(hashable(msg));
  return newHmac(HMAC, state);
}

function digest(algorithm: Algorithm, key: Value, msg: Value): Result {
  const state = HmacState.begin(algorithm, hashable(key));
  state.update(hashable(msg));
  return new PyBytes(state.digest());
}

function hmac_compute_digest(key: Value, msg: Value, kind: Value): Result {
  const algorithm = algorithmOf(kind);
  if (algorithm === ABRUPT) return ABRUPT;
  return algorithm === undefined ? unknownHash(kind) : digest(algorithm, key, msg);
}

const computing: MethodTable = {};
for (const [kind, name] of Object.entries(KINDS)) {
  const algorithm = ALGORITHMS.get(name)!;
  const title = kind.replace('sha2_', 'sha');
  computing[`compute_${title}`] = [
    '(key, msg, /)',
    (key: Value, msg: Value): Result => digest(algorithm, key, msg),
  ];
}

export const _hmacModule: NativeModule = {
  name: '_hmac',
  functions: lendingAll({
    new: ['(key, msg=None, digestmod=None)', hmac_new],
    compute_digest: ['(key, msg, digest)', hmac_compute_digest],
    ...computing,
  }),
  attributes: () => ({ HMAC, UnknownHashError: unknownHashErrorType, _GIL_MINSIZE: GIL_MINSIZE }),
};
