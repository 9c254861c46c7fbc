// Decompression of deflate data that may come in pieces (RFC 1951), with its zlib or gzip wrapping (RFC 1950, 1952).
//
// Input that does not suffice for the next step leaves everything as it was before that step (`Starved`), so that it can be
// tried again with more. Steps are: a header, the tables of a block, one symbol, a piece of a stored block, a trailer. So it is
// known exactly how much input belongs to the stream.
import { newBytes } from '../machine/memory.ts';
import { adler32Of, crc32Of } from './checksum.ts';

/** The data is not what it should be; the message is zlib's. */
export class InflateError extends Error {
  /** zlib's number: -3 data, 2 a dictionary is needed. */
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

class Starved extends Error {}
const STARVED = new Starved();

export type Wrapping = 'raw' | 'zlib' | 'gzip' | 'auto';

const WINDOW = 32768;
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A Huffman code: `lookup[bits]` is symbol * 16 + length for the next `width` bits of input; 0: no such code. */
interface Code {
  lookup: Uint16Array;
  width: number;
}

function reverse(code: number, length: number): number {
  let r = 0;
  for (let i = 0; i < length; i++) r |= ((code >> i) & 1) << (length - 1 - i);
  return r;
}

/** The code with these lengths; `what` is zlib's message when they make none. */
function makeCode(lengths: ArrayLike<number>, what: string, mayBeIncomplete: boolean): Code {
  const counts = new Uint16Array(16);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i]!]!++;
  counts[0] = 0;
  let left = 1;
  let width = 1;
  for (let n = 1; n < 16; n++) {
    left = left * 2 - counts[n]!;
    if (left < 0) throw new InflateError(-3, what);
    if (counts[n]! > 0) width = n;
  }
  if (left > 0 && !(mayBeIncomplete && width === 1)) throw new InflateError(-3, what);
  const next = new Uint16Array(17);
  for (let n = 1; n < 16; n++) next[n + 1] = (next[n]! + counts[n]!) << 1;
  const lookup = new Uint16Array(1 << width);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const start = reverse(next[length]!++, length);
    for (let i = start; i < lookup.length; i += 1 << length) lookup[i] = symbol * 16 + length;
  }
  return { lookup, width };
}

const FIXED_LENGTHS = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
let fixed: [Code, Code] | null = null;

function fixedCodes(): [Code, Code] {
  fixed ??= [makeCode(FIXED_LENGTHS, '', false), makeCode(new Array<number>(32).fill(5), '', false)];
  return fixed;
}

type Stage = 'header' | 'block' | 'stored' | 'symbols' | 'trailer' | 'end';

export class Inflater {
  private wrapping: Wrapping;
  private readonly dictionary: Uint8Array | null;
  private stage: Stage = 'header';
  private input = new Uint8Array(0);
  private at = 0;
  /** Bits taken from the input and not used yet, and how many. */
  private hold = 0;
  private bits = 0;
  private last = false;
  private codes: [Code, Code] | null = null;
  private stored = 0;
  /** The window, then what was produced since the last `take`. */
  private out = new Uint8Array(WINDOW * 2);
  private size = 0;
  private taken = 0;
  private check = 0;
  private total = 0;

  constructor(wrapping: Wrapping, dictionary: Uint8Array | null) {
    this.wrapping = wrapping;
    this.dictionary = dictionary;
    if (wrapping === 'raw' && dictionary !== null) this.emitAll(dictionary);
    this.taken = this.size;
  }

  get ended(): boolean {
    return this.stage === 'end';
  }
  /** Input that was given and not used: behind the end of the stream, or beyond the limit of output. */
  get rest(): Uint8Array {
    return this.input.slice(this.at - (this.bits >> 3));
  }

  /** Gives input back that was not used because there was enough output; it is to be given again. */
  takeRest(): Uint8Array {
    const rest = this.input.slice(this.at);
    this.input = new Uint8Array(0);
    this.at = 0;
    return rest;
  }

  copy(): Inflater {
    const other = new Inflater(this.wrapping, null);
    Object.assign(other, this);
    other.out = this.out.slice();
    return other;
  }

  /** Decompresses `input` until it is used up, the stream ends, or there are `limit` bytes of output. */
  push(input: Uint8Array, limit: number): Uint8Array {
    const rest = this.input.subarray(this.at);
    const joined = new Uint8Array(rest.length + input.length);
    joined.set(rest);
    joined.set(input, rest.length);
    this.input = joined;
    this.at = 0;
    this.shrink();
    try {
      // A preset dictionary in the header moves `taken`.
      while (this.stage !== 'end' && this.size - this.taken < limit) this.step(this.taken + limit);
    } catch (error) {
      if (error !== STARVED) throw error;
    }
    const produced = this.out.slice(this.taken, this.size);
    this.taken = this.size;
    this.checkSum(produced);
    // The trailer comes after the checksum of all output is known.
    if (this.stage === 'trailer' && produced.length < limit) this.finish();
    return produced;
  }

  private finish(): void {
    try {
      this.trailer();
    } catch (error) {
      if (error !== STARVED) throw error;
    }
  }

  private checkSum(produced: Uint8Array): void {
    if (this.wrapping === 'gzip') this.check = crc32Of(produced, this.check);
    else if (this.wrapping === 'zlib') this.check = adler32Of(produced, this.check);
    this.total += produced.length;
  }

  /** Keeps no more than the window of what was taken. */
  private shrink(): void {
    if (this.size <= WINDOW) return;
    this.out.copyWithin(0, this.size - WINDOW, this.size);
    this.size = this.taken = WINDOW;
  }

  private step(limit: number): void {
    switch (this.stage) {
      case 'header':
        return this.atomically(() => this.header());
      case 'block':
        return this.atomically(() => this.block());
      case 'stored':
        return this.copyStored(limit);
      case 'symbols':
        return this.symbols(limit);
      default:
        throw STARVED;
    }
  }

  /** A step that is undone when input runs out. */
  private atomically(action: () => void): void {
    const { at, hold, bits, last } = this;
    try {
      action();
    } catch (error) {
      if (error === STARVED) Object.assign(this, { at, hold, bits, last });
      throw error;
    }
  }

  private need(n: number): number {
    while (this.bits < n) {
      if (this.at >= this.input.length) throw STARVED;
      this.hold |= this.input[this.at++]! << this.bits;
      this.bits += 8;
    }
    const value = this.hold & ((1 << n) - 1);
    this.hold >>>= n;
    this.bits -= n;
    return value;
  }

  private byte(): number {
    return this.need(8);
  }

  /** Gives back whole bytes and drops the bits up to the next one. */
  private align(): void {
    this.at -= this.bits >> 3;
    this.hold = this.bits = 0;
  }

  // --- Wrapping ------------------------------------------------------------------------------------------------------

  private header(): void {
    if (this.wrapping === 'auto') {
      if (this.input.length - this.at < 2) throw STARVED;
      this.wrapping = this.input[this.at] === 0x1f && this.input[this.at + 1] === 0x8b ? 'gzip' : 'zlib';
    }
    if (this.wrapping === 'zlib') this.zlibHeader();
    else if (this.wrapping === 'gzip') this.gzipHeader();
    this.stage = 'block';
  }

  private zlibHeader(): void {
    const cmf = this.byte();
    const flags = this.byte();
    if ((cmf * 256 + flags) % 31 !== 0) throw new InflateError(-3, 'incorrect header check');
    if ((cmf & 15) !== 8) throw new InflateError(-3, 'unknown compression method');
    if (cmf >> 4 > 7) throw new InflateError(-3, 'invalid window size');
    this.check = 1;
    if ((flags & 32) === 0) return;
    const id = this.word(true);
    if (this.dictionary === null) throw new InflateError(2, '');
    if (adler32Of(this.dictionary, 1) !== id) throw new InflateError(-3, 'dictionary');
    this.emitAll(this.dictionary);
    this.taken = this.size;
  }

  private gzipHeader(): void {
    if (this.byte() !== 0x1f || this.byte() !== 0x8b) throw new InflateError(-3, 'incorrect header check');
    if (this.byte() !== 8) throw new InflateError(-3, 'unknown compression method');
    const flags = this.byte();
    if ((flags & 0xe0) !== 0) throw new InflateError(-3, 'unknown header flags set');
    for (let i = 0; i < 6; i++) this.byte();
    if ((flags & 4) !== 0) for (let n = this.byte() | (this.byte() << 8); n > 0; n--) this.byte();
    if ((flags & 8) !== 0) while (this.byte() !== 0);
    if ((flags & 16) !== 0) while (this.byte() !== 0);
    if ((flags & 2) !== 0) this.need(16);
    this.check = 0;
  }

  /** Four bytes as a number, the highest first or last. */
  private word(big: boolean): number {
    const b = [this.byte(), this.byte(), this.byte(), this.byte()];
    if (!big) b.reverse();
    return ((b[0]! << 24) | (b[1]! << 16) | (b[2]! << 8) | b[3]!) >>> 0;
  }

  private trailer(): void {
    this.atomically(() => {
      this.align();
      if (this.wrapping === 'zlib' && this.word(true) !== this.check)
        throw new InflateError(-3, 'incorrect data check');
      if (this.wrapping === 'gzip') {
        if (this.word(false) !== this.check) throw new InflateError(-3, 'incorrect data check');
        if (this.word(false) !== this.total % 2 ** 32) throw new InflateError(-3, 'incorrect length check');
      }
      this.stage = 'end';
    });
  }

  // --- Blocks --------------------------------------------------------------------------------------------------------

  private block(): void {
    if (this.last) {
      this.align();
      this.stage = 'trailer';
      return;
    }
    const last = this.need(1) === 1;
    const kind = this.need(2);
    if (kind === 0) {
      this.align();
      const length = this.byte() | (this.byte() << 8);
      const inverse = this.byte() | (this.byte() << 8);
      if ((length ^ inverse) !== 0xffff) throw new InflateError(-3, 'invalid stored block lengths');
      this.stored = length;
      this.stage = 'stored';
    } else if (kind === 3) throw new InflateError(-3, 'invalid block type');
    else {
      this.codes = kind === 1 ? fixedCodes() : this.readCodes();
      this.stage = 'symbols';
    }
    this.last = last;
  }

  private readCodes(): [Code, Code] {
    const literals = this.need(5) + 257;
    const distances = this.need(5) + 1;
    const count = this.need(4) + 4;
    if (literals > 286 || distances > 30) throw new InflateError(-3, 'too many length or distance symbols');
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < count; i++) codeLengths[CODE_ORDER[i]!] = this.need(3);
    const code = makeCode(codeLengths, 'invalid code lengths set', false);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length;) {
      const symbol = this.symbol(code, 'invalid code lengths set');
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new InflateError(-3, 'invalid bit length repeat');
      const value = symbol === 16 ? lengths[i - 1]! : 0;
      const n = symbol === 16 ? 3 + this.need(2) : symbol === 17 ? 3 + this.need(3) : 11 + this.need(7);
      if (i + n > lengths.length) throw new InflateError(-3, 'invalid bit length repeat');
      lengths.fill(value, i, i + n);
      i += n;
    }
    if (lengths[256] === 0) throw new InflateError(-3, 'invalid code -- missing end-of-block');
    return [
      makeCode(lengths.subarray(0, literals), 'invalid literal/lengths set', true),
      makeCode(lengths.subarray(literals), 'invalid distances set', true),
    ];
  }

  private symbol({ lookup, width }: Code, what: string): number {
    while (this.bits < width && this.at < this.input.length) {
      this.hold |= this.input[this.at++]! << this.bits;
      this.bits += 8;
    }
    const entry = lookup[this.hold & ((1 << width) - 1)]!;
    const length = entry & 15;
    if (length === 0 || length > this.bits) {
      if (this.bits < width) throw STARVED;
      throw new InflateError(-3, what);
    }
    this.hold >>>= length;
    this.bits -= length;
    return entry >> 4;
  }

  private copyStored(limit: number): void {
    const n = Math.min(this.stored, this.input.length - this.at, limit - this.size);
    if (n === 0 && this.stored > 0) throw STARVED;
    this.emitAll(this.input.subarray(this.at, this.at + n));
    this.at += n;
    this.stored -= n;
    if (this.stored === 0) this.stage = 'block';
  }

  /** Decodes symbols until the block ends, input runs out, or there is enough output. */
  private symbols(limit: number): void {
    const [literals, distances] = this.codes!;
    while (this.size < limit) {
      if (this.pendingLength > 0) {
        this.copyMatch(limit);
        continue;
      }
      const { at, hold, bits } = this;
      try {
        const symbol = this.symbol(literals, 'invalid literal/length code');
        if (symbol < 256) {
          this.reserve(1);
          this.out[this.size++] = symbol;
        } else if (symbol === 256) {
          this.stage = 'block';
          return;
        } else this.match(symbol - 257, distances);
      } catch (error) {
        if (error === STARVED) Object.assign(this, { at, hold, bits });
        throw error;
      }
    }
  }

  private pendingLength = 0;
  private pendingDistance = 0;

  private match(index: number, distances: Code): void {
    if (index > 28) throw new InflateError(-3, 'invalid literal/length code');
    const length = LENGTH_BASE[index]! + this.need(LENGTH_EXTRA[index]!);
    const symbol = this.symbol(distances, 'invalid distance code');
    if (symbol > 29) throw new InflateError(-3, 'invalid distance code');
    const distance = DISTANCE_BASE[symbol]! + this.need(symbol < 4 ? 0 : (symbol >> 1) - 1);
    if (distance > this.size) throw new InflateError(-3, 'invalid distance too far back');
    this.pendingLength = length;
    this.pendingDistance = distance;
  }

  private copyMatch(limit: number): void {
    const n = Math.min(this.pendingLength, limit - this.size);
    this.reserve(n);
    const { out, pendingDistance } = this;
    for (let i = 0; i < n; i++, this.size++) out[this.size] = out[this.size - pendingDistance]!;
    this.pendingLength -= n;
  }

  private reserve(n: number): void {
    if (this.size + n <= this.out.length) return;
    const larger = newBytes(Math.max(this.out.length * 2, this.size + n));
    larger.set(this.out);
    this.out = larger;
  }

  private emitAll(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.out.set(bytes, this.size);
    this.size += bytes.length;
  }
}
