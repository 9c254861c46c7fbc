// MemoryError before the host's heap is full, which would end the process.
//
// Nobody counts what a program allocates. Instead the host is asked now and then what is in use: at ticks, the sooner the
// less is left, and by natives before they allocate much at once (`reserve`, `growing`). Only when that comes close to the
// limit garbage is collected, to see what is alive. More than `line` of that means MemoryError for whoever asks. From then
// on the line is higher, by half of what is left, so that the error is for those who go on asking, and others go on.
import { FREE_GROWING, MAX_GROWING } from '../compiler/abi-names.ts';
import { machine } from './machine.ts';

/** Shares of the host's limit: what may be alive, and what may be even after errors. */
const FULL = 0.85;
const CEILING = 0.95;
/** While there can be no collection, little is given up to this share. */
const LAST = 0.97;
/** A request for a larger share than this that fails says nothing about those that ask for little. */
const LARGE = 0.01;
/** Seconds between two looks at most; also before the first one, so that short programs need none. */
const LONGEST = 0.1;
/** After so many collections in a row without success there is a pause after each. */
const PATIENCE = 20;
/** Bytes a second: more than compiled code allocates by itself. */
const FASTEST = 4e9;
/** Bytes that natives may take before the first look. */
const FIRST_ALLOWANCE = 32e6;
/** What grows item by item asks once in so many items (a power of 2). */
const PORTION = 4096;
/** Bytes of an item, and of its place in an array. */
const ITEM = 256;
export const PLACE = 8;
/** The most items an array can have: beyond it V8's arrays are no plain arrays any more. */
export const MAX_ITEMS = 2 ** 27 - 64;
/** Bytes that an exception takes for each frame it leaves, for its traceback. */
const TRACE = 80;

class Memory {
  /** Bytes that natives may still take before the host is asked again. */
  allowance = FIRST_ALLOWANCE;
  /** When a tick asks the host, in seconds of its monotonic clock. */
  nextLook = LONGEST;
  /** The share of the limit that may be alive. */
  private line = FULL;
  /** Collections since one left enough for who asked. */
  private hopeless = 0;
  /** When the next collection may be, after many without success. */
  private nextCollection = 0;

  /** A process begins, at this time of the host's monotonic clock: nothing is known of its memory. */
  begin(now: number): void {
    this.allowance = FIRST_ALLOWANCE;
    this.nextLook = now + LONGEST;
  }

  /** Asks the host, at a tick: false when the running tasklet is to get MemoryError. */
  look(now: number): boolean {
    const fits = this.fits(machine.base * TRACE, false);
    this.nextLook = now + Math.min(LONGEST, (2 * this.allowance) / FASTEST);
    return fits;
  }

  /** Whether `bytes` more can be had; `isForMore`: at once, or others as large. */
  fits(bytes: number, isForMore = true): boolean {
    const host = (machine.interpreter as typeof machine.interpreter | undefined)?.host.memory ?? null;
    if (host === null) {
      this.allowance = Infinity;
      return true;
    }
    const { limit } = host;
    if (bytes > CEILING * limit) return false;
    // A part above the line is left to garbage: else there would be collections all the time as soon as the line is near.
    const mark = ((this.line + CEILING) / 2) * limit;
    let used = host.used(isForMore) + bytes;
    let fits = true;
    if (used > mark) {
      const { monotonic } = machine.interpreter.host;
      const began = monotonic();
      if (began < this.nextCollection) return used < (bytes < LARGE * limit ? LAST : CEILING - LARGE) * limit;
      host.collect();
      const ended = monotonic();
      used = host.used(isForMore) + bytes;
      fits = this.mayBeAlive(used / limit, bytes / limit);
      this.hopeless = fits ? 0 : this.hopeless + 1;
      this.nextCollection = this.hopeless < PATIENCE ? 0 : ended + (ended - began);
    }
    this.allowance = Math.max(0, mark - used) / 2;
    return fits;
  }

  /** Whether this share of the limit may be alive, `asked` of it not being there yet. */
  private mayBeAlive(share: number, asked: number): boolean {
    if (share <= FULL) this.line = FULL;
    if (share <= this.line) return true;
    if (asked < LARGE) this.line = (Math.min(share, CEILING) + CEILING) / 2;
    return false;
  }
}

export const memory = new Memory();

export { FREE_GROWING, MAX_GROWING };

/**
 * To be called before so many bytes are allocated at once. Throws a RangeError, which becomes MemoryError, when they cannot
 * be had.
 */
export function reserve(bytes: number): void {
  if ((memory.allowance -= bytes) >= 0) return;
  if (!memory.fits(bytes)) throw outOfMemory();
}

/** To be called after so many bytes have been allocated by who could not know. Throws as `reserve`. */
export function made(bytes: number): void {
  if ((memory.allowance -= bytes) < 0 && !memory.fits(0)) throw outOfMemory();
}

const outOfMemory = (): RangeError => new RangeError('out of memory');

/**
 * To be called by loops without ticks for each item they add to an array.
 * @param places how many places the array and what goes with it have for each item
 */
export function growing(length: number, places = 1): void {
  if ((length & (PORTION - 1)) === 0) grow(length, places);
}

const tooMany = (): RangeError => new RangeError('too many items');

function grow(length: number, places: number): void {
  if (length > MAX_GROWING) throw tooMany();
  reserve(PORTION * ITEM + places * placesOf(length));
}

/** Whether an array of more than FREE_GROWING items may grow by an eighth; asked so often that each length is in such an eighth. */
export function mayGrow(length: number): boolean {
  const eighth = 1 << (28 - Math.clz32(length));
  return (length & (eighth - 1)) !== 0 || (length <= MAX_GROWING && memory.fits(placesOf(length + eighth)));
}

/** To be called before one item is added to an array by who is called for each item. Throws as `reserve`. */
export function growByOne(length: number): void {
  if (length > FREE_GROWING && !mayGrow(length)) throw outOfMemory();
}

/** Bytes of the places of an array that grows to a length: when one is full the host makes one half as large again. */
const placesOf = (length: number): number => length * PLACE * 1.5;

/** To be called before so many items are added to an array of a length. */
export function growBy(length: number, more: number): void {
  if (length + more > MAX_GROWING) throw tooMany();
  if (more > 0) reserve(placesOf(length + more));
}

/** A copy of an array of values; throws as `reserve`. */
export function copied<T>(items: readonly T[]): T[] {
  reserve(items.length * PLACE);
  return items.slice();
}

/** A new array of bytes, all 0; throws as `reserve`. */
export function newBytes(size: number): Uint8Array<ArrayBuffer> {
  reserve(size);
  return new Uint8Array(size);
}

/**
 * The host keeps up to ON_HEAP bytes with the array; beyond that memory of its own takes ten times as long to get, so arrays of
 * up to PIECE bytes are pieces of a BLOCK. A block lives as long as one of its pieces: so it is small.
 */
const ON_HEAP = 64;
const PIECE = 512;
const BLOCK = 4096;

let block = new ArrayBuffer(0);
let blockUsed = 0;

/**
 * As newBytes, for the bytes of an object that keeps its length: small ones share their `buffer` with others, so who makes a view
 * of it must mind `byteOffset`.
 */
export function fixedBytes(size: number): Uint8Array {
  if (size <= ON_HEAP || size > PIECE) return newBytes(size);
  if (blockUsed + size > block.byteLength) {
    reserve(BLOCK);
    block = new ArrayBuffer(BLOCK);
    blockUsed = 0;
  }
  const bytes = new Uint8Array(block, blockUsed, size);
  blockUsed += (size + 7) & ~7;
  return bytes;
}

/** An array of no bytes takes the host longer to make than one of some. */
const NO_BYTES = new Uint8Array(0);

/** A copy of the bytes from `start` to before `end`, as `fixedBytes`. */
export function copiedBytes(bytes: Uint8Array, start = 0, end = bytes.length): Uint8Array {
  const size = end - start;
  if (size <= 0) return NO_BYTES;
  if (size <= ON_HEAP || size > PIECE) {
    reserve(size);
    return size === bytes.length ? new Uint8Array(bytes) : bytes.slice(start, end);
  }
  const copy = fixedBytes(size);
  copy.set(bytes.subarray(start, end));
  return copy;
}
