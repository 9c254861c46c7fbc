// BLAKE2b and BLAKE2s (RFC 7693) with all of their parameters: keys, salts, personalization, trees. The host's own has none.
//
// Both are one algorithm with words of 64 or 32 bits. Words of 64 bits are pairs in a Uint32Array, low half first, which is also
// how a block's bytes lie in memory.

/** What goes into the parameter block, beside the size of the digest and of the key. */
export interface Blake2Parameters {
  digestSize: number;
  key: Uint8Array;
  salt: Uint8Array;
  person: Uint8Array;
  fanout: number;
  depth: number;
  leafSize: number;
  nodeOffset: bigint;
  nodeDepth: number;
  innerSize: number;
  lastNode: boolean;
}

/** The order in which the words of a block are mixed in, round by round (the last two of BLAKE2b are the first two again). */
const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
].map((row) => Uint8Array.from(row));

/** Columns, then diagonals: the four words that each of the eight steps of a round mixes. */
const STEPS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** The first 64 bits of the fractional parts of the square roots of the first eight primes, low half first. */
const IV64 = Uint32Array.of(
  ...[0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a],
  ...[0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19],
);
/** The high halves of these. */
const IV32 = IV64.filter((_, i) => i % 2 === 1);

const scratch = new Uint32Array(32);

/** v[a] += v[b] + the word at `x` of `m`, in 64 bits. */
function addWords(v: Uint32Array, a: number, b: number, m: Uint32Array, x: number): void {
  const low = v[a]! + v[b]! + m[x]!;
  v[a + 1] = v[a + 1]! + v[b + 1]! + m[x + 1]! + Math.floor(low / 0x100000000);
  v[a] = low;
}

const ZERO = new Uint32Array(2);

/** v[d] = (v[d] ^ v[a]) rotated right by `n` bits, in 64 bits. */
function rotateXor(v: Uint32Array, d: number, a: number, n: number): void {
  let low = v[d]! ^ v[a]!;
  let high = v[d + 1]! ^ v[a + 1]!;
  if (n >= 32) [low, high] = [high, low];
  const k = n & 31;
  v[d] = k === 0 ? low : (low >>> k) | (high << (32 - k));
  v[d + 1] = k === 0 ? high : (high >>> k) | (low << (32 - k));
}

function mix64(m: Uint32Array): void {
  const v = scratch;
  for (let round = 0; round < 12; round++) {
    const order = SIGMA[round % 10]!;
    for (let i = 0; i < 8; i++) {
      const step = STEPS[i]!;
      const [a, b, c, d] = [step[0] * 2, step[1] * 2, step[2] * 2, step[3] * 2];
      addWords(v, a, b, m, order[2 * i]! * 2);
      rotateXor(v, d, a, 32);
      addWords(v, c, d, ZERO, 0);
      rotateXor(v, b, c, 24);
      addWords(v, a, b, m, order[2 * i + 1]! * 2);
      rotateXor(v, d, a, 16);
      addWords(v, c, d, ZERO, 0);
      rotateXor(v, b, c, 63);
    }
  }
}

function rotate32(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

function mix32(m: Uint32Array): void {
  const v = scratch;
  for (const order of SIGMA) {
    for (let i = 0; i < 8; i++) {
      const [a, b, c, d] = STEPS[i]!;
      v[a] = v[a]! + v[b]! + m[order[2 * i]!]!;
      v[d] = rotate32(v[d]! ^ v[a]!, 16);
      v[c] = v[c]! + v[d]!;
      v[b] = rotate32(v[b]! ^ v[c]!, 12);
      v[a] = v[a]! + v[b]! + m[order[2 * i + 1]!]!;
      v[d] = rotate32(v[d]! ^ v[a]!, 8);
      v[c] = v[c]! + v[d]!;
      v[b] = rotate32(v[b]! ^ v[c]!, 7);
    }
  }
}

/** A hash under way. */
export class Blake2 {
  readonly digestSize: number;
  /** 64-bit words (BLAKE2b) or 32-bit ones (BLAKE2s). */
  private readonly wide: boolean;
  private readonly lastNode: boolean;
  private readonly state: Uint32Array;
  private readonly block: Uint8Array;
  private readonly words: Uint32Array;
  /** Bytes in `block`; a full block waits until more comes, for the last one is treated differently. */
  private filled = 0;
  /** Bytes in the blocks before it. */
  private count = 0;

  constructor(wide: boolean, parameters: Blake2Parameters | Blake2) {
    this.wide = wide;
    this.digestSize = parameters.digestSize;
    this.block = new Uint8Array(wide ? 128 : 64);
    this.words = new Uint32Array(this.block.buffer);
    if (parameters instanceof Blake2) {
      this.lastNode = parameters.lastNode;
      this.state = parameters.state.slice();
      this.block.set(parameters.block);
      this.filled = parameters.filled;
      this.count = parameters.count;
      return;
    }
    this.lastNode = parameters.lastNode;
    this.state = (wide ? IV64 : IV32).slice();
    const block = new Uint32Array(parameterBlock(wide, parameters).buffer);
    block.forEach((word, i) => (this.state[i]! ^= word));
    if (parameters.key.length > 0) {
      this.block.set(parameters.key);
      this.filled = this.block.length;
    }
  }

  copy(): Blake2 {
    return new Blake2(this.wide, this);
  }

  update(data: Uint8Array): void {
    const { block } = this;
    let at = 0;
    while (at < data.length) {
      if (this.filled === block.length) this.compress(false);
      const part = data.subarray(at, at + block.length - this.filled);
      block.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
    }
  }

  /** The digest of what came so far; the hash can go on. */
  digest(): Uint8Array {
    const end = this.copy();
    end.block.fill(0, end.filled);
    end.compress(true);
    return new Uint8Array(end.state.buffer.slice(0, this.digestSize));
  }

  private compress(last: boolean): void {
    const { state, wide } = this;
    const v = scratch;
    const half = state.length;
    this.count += this.filled;
    this.filled = 0;
    v.set(state);
    v.set(wide ? IV64 : IV32, half);
    // Words 12 and 13 take the number of bytes, 14 and 15 the marks of the last block and of the last node.
    const high = Math.floor(this.count / 0x100000000);
    const counter = wide ? 24 : 12;
    v[counter]! ^= this.count;
    v[counter + 1]! ^= high;
    if (last) this.markLast(v);
    if (wide) mix64(this.words);
    else mix32(this.words);
    for (let i = 0; i < half; i++) state[i]! ^= v[i]! ^ v[i + half]!;
  }

  private markLast(v: Uint32Array): void {
    const invert = (word: number): void => {
      if (!this.wide) v[word] = ~v[word]!;
      else [v[2 * word], v[2 * word + 1]] = [~v[2 * word]!, ~v[2 * word + 1]!];
    };
    invert(14);
    if (this.lastNode) invert(15);
  }
}

/** The block of parameters that the first state is mixed with. */
function parameterBlock(wide: boolean, p: Blake2Parameters): Uint8Array {
  const block = new Uint8Array(wide ? 64 : 32);
  const view = new DataView(block.buffer);
  block.set([p.digestSize, p.key.length, p.fanout, p.depth]);
  view.setUint32(4, p.leafSize, true);
  view.setBigUint64(8, p.nodeOffset, true);
  const sizes = wide ? 16 : 14;
  block.set([p.nodeDepth, p.innerSize], sizes);
  block.set(p.salt, wide ? 32 : 16);
  block.set(p.person, wide ? 48 : 24);
  return block;
}
