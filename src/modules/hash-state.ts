// Hashes of the host that go on after a digest and can be copied; the states behind the objects of hashlib and hmac.
import { createHash, type Hash, type HashOptions } from 'node:crypto';

/** An algorithm: the names here and in the host, and its sizes in bytes; a digest size of 0 is the caller's choice. */
export interface Algorithm {
  name: string;
  host: string;
  digestSize: number;
  blockSize: number;
}

function sha2(bits: number, name = `sha${bits}`): Algorithm {
  return { name, host: name.replace('_', '-'), digestSize: bits / 8, blockSize: bits > 256 ? 128 : 64 };
}

function sha3(bits: number): Algorithm {
  return {
    name: `sha3_${bits}`,
    host: `sha3-${bits}`,
    digestSize: bits / 8,
    blockSize: 200 - bits / 4,
  };
}

function shake(bits: number): Algorithm {
  return { name: `shake_${bits}`, host: `shake${bits}`, digestSize: 0, blockSize: 200 - bits / 4 };
}

/** The algorithms by their names in hashlib. */
export const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map(
  [
    { name: 'md5', host: 'md5', digestSize: 16, blockSize: 64 },
    { name: 'sha1', host: 'sha1', digestSize: 20, blockSize: 64 },
    ...[224, 256, 384, 512].map((bits) => sha2(bits)),
    { ...sha2(512, 'sha512_224'), digestSize: 28 },
    { ...sha2(512, 'sha512_256'), digestSize: 32 },
    ...[224, 256, 384, 512].map(sha3),
    ...[128, 256].map(shake),
    { name: 'blake2b', host: 'blake2b512', digestSize: 64, blockSize: 128 },
    { name: 'blake2s', host: 'blake2s256', digestSize: 32, blockSize: 64 },
    { name: 'ripemd160', host: 'ripemd160', digestSize: 20, blockSize: 64 },
    { name: 'sm3', host: 'sm3', digestSize: 32, blockSize: 64 },
    { name: 'md5-sha1', host: 'md5-sha1', digestSize: 36, blockSize: 64 },
  ].map((algorithm) => [algorithm.name, algorithm]),
);

const NO_BYTES = new Uint8Array(0);
const SHORT = 1024;

/** The hash of what it has been given so far. */
export class HashState {
  readonly algorithm: Algorithm;
  /** Null as long as there is only `first`. */
  private state: Hash | null = null;
  /** What was given first, if it is short: the host's hash need not be copied to give a digest of nothing but that. */
  private first = NO_BYTES;

  constructor(algorithm: Algorithm) {
    this.algorithm = algorithm;
  }

  get digestSize(): number {
    return this.algorithm.digestSize;
  }

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
  /** The digest of what there is so far; `length` in bytes where that can be chosen. */
  digest(length?: number): Uint8Array {
    if (length === 0) return NO_BYTES;
    const options = length === undefined ? undefined : { outputLength: length };
    const state = this.state === null ? this.begun(options) : this.state.copy(options);
    return new Uint8Array(state.digest());
  }
  copy(): HashState {
    const copy = new HashState(this.algorithm);
    copy.first = this.first;
    copy.state = this.state === null ? null : this.state.copy();
    return copy;
  }
}

/** A message's hash with a key (RFC 2104). The host has that too, but cannot copy it, which every digest in between takes. */
export class HmacState {
  private readonly inner: HashState;
  /** Has been given the key and waits for the inner hash. */
  private readonly outer: HashState;

  constructor(inner: HashState, outer: HashState) {
    this.inner = inner;
    this.outer = outer;
  }

  static begin(algorithm: Algorithm, key: Uint8Array): HmacState {
    const block = new Uint8Array(algorithm.blockSize);
    if (key.length > block.length) block.set(digestOf(algorithm, key));
    else block.set(key);
    const masked = (mask: number): HashState => {
      const state = new HashState(algorithm);
      state.update(block.map((byte) => byte ^ mask));
      return state;
    };
    return new HmacState(masked(0x36), masked(0x5c));
  }

  get algorithm(): Algorithm {
    return this.inner.algorithm;
  }
  update(data: Uint8Array): void {
    this.inner.update(data);
  }
  digest(): Uint8Array {
    const outer = this.outer.copy();
    outer.update(this.inner.digest());
    return outer.digest();
  }
  copy(): HmacState {
    return new HmacState(this.inner.copy(), this.outer);
  }
}

/** The digest of these bytes. */
export function digestOf(algorithm: Algorithm, data: Uint8Array): Uint8Array {
  const state = new HashState(algorithm);
  state.update(data);
  return state.digest();
}
