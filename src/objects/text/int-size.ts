// The memory of large ints. JavaScript does not tell how long a bigint is, and makes one without asking anybody: a result of more
// than HUGE bytes may be what the heap has no room for. So operations ask before, from the sizes of their operands, which are found
// by comparing and shifting. As long as there has been no such int nobody need look at operands.
import { made, reserve } from '../../machine/memory.ts';

/** Bytes from which on an int counts at all. */
const LARGE_BYTES = 2 ** 14;
/** Bytes from which on an operation asks before. */
const HUGE = 2 ** 20;
/** The bits of the host's largest bigint. */
export const MOST_BITS = 2 ** 30;

const power = (bytes: number): bigint => 1n << BigInt(8 * bytes);

/** The least int that counts, and the greatest negative one. */
export const LARGE = power(LARGE_BYTES);
export const MINUS_LARGE = -LARGE;

/** Sizes below HUGE, each four times the one before, and the ints that have them. */
const sizes = [LARGE_BYTES * 4, LARGE_BYTES * 16, LARGE_BYTES * 64];
const powers: bigint[] = [];
const minusPowers: bigint[] = [];

/** Sizes in bytes from the largest down, each a little less than the one before, and the shifts by as many bits. */
const hugeSizes: number[] = [];
const shifts: bigint[] = [];
const STEP = 1.25;

function prepare(): void {
  for (const size of sizes) {
    powers.push(power(size));
    minusPowers.push(-power(size));
  }
  for (let size = MOST_BITS / 8; size >= HUGE / STEP; size = Math.floor(size / STEP)) {
    hugeSizes.push(size);
    shifts.push(BigInt(8 * size));
  }
}

/** Bytes of an int beyond LARGE, up to four times too many below HUGE, else up to a quarter. */
function bytesOfLarge(n: bigint): number {
  if (powers.length === 0) prepare();
  for (let i = 0; i < sizes.length; i++) {
    if (n < 0n ? n > minusPowers[i]! : n < powers[i]!) return sizes[i]!;
  }
  // A shift by more bits than there are takes no time.
  const nothing = n < 0n ? -1n : 0n;
  const at = shifts.findIndex((shift) => n >> shift !== nothing);
  return (hugeSizes[at] ?? HUGE) * STEP;
}

/** Whether what takes more than linear time with this int takes more than a moment. */
export function isLong(n: bigint): boolean {
  return bytesOf(n) > sizes[0]!;
}

/** Bytes of a bigint; 0: they do not count. */
function bytesOf(n: bigint): number {
  return n > LARGE || n < MINUS_LARGE ? bytesOfLarge(n) : 0;
}

let anyHuge = false;

/** To be called with each bigint beyond LARGE that has been made. Throws as `reserve`. */
export function madeLarge(n: bigint): void {
  const bytes = bytesOfLarge(n);
  if (bytes >= HUGE) anyHuge = true;
  made(bytes);
}

/** To be called before an operation whose result has about as many bits as its largest operand. Throws as `reserve`. */
export function reserveLike(a: bigint, b = 0n): void {
  if (anyHuge) reserveHuge(Math.max(bytesOf(a), bytesOf(b)));
}

/** To be called before one whose results have as many bits as both operands. Throws as `reserve`. */
export function reserveProduct(a: bigint, b: bigint): void {
  if (anyHuge) reserveHuge(bytesOf(a) + bytesOf(b));
}

function reserveHuge(bytes: number): void {
  if (bytes >= HUGE) reserve(bytes);
}

/** To be called before a text is made of an int, with the bits of a digit. Throws as `reserve`. */
export function reserveDigits(n: bigint, bitsPerDigit: number): void {
  if (anyHuge) reserve((bytesOf(n) * 8) / bitsPerDigit);
}

/** The shifts by which `bitLengthBig` halves an int. */
const halves: bigint[] = [];

/** The number of bits of a bigint that is no double. */
export function bitLengthOfLong(n: bigint): number {
  if (halves.length === 0) for (let bits = 2 ** 29; bits >= 1; bits /= 2) halves.push(BigInt(bits));
  let bits = 1;
  for (let i = 0; i < halves.length; i++) {
    const top = n >> halves[i]!;
    if (top === 0n) continue;
    bits += 2 ** (29 - i);
    n = top;
  }
  return bits;
}
