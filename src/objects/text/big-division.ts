// Division of large bigints whose quotient is small: steps of gcd, of fractions, of spigots.
//
// From 57 digits of 64 bits on V8 divides by the method of Burnikel and Ziegler, which takes its full effort also where the quotient
// has but one digit. The quotient of the leading bits, as doubles, is then the right one or next to it, and one multiplication tells.

/** The least divisor for which this pays. */
const LARGE = 1n << (57n * 64n);
/** Quotients up to here come out of doubles with an error below one half. */
const MOST = 2 ** 50;
/** The leading bits that are looked at: at least 64 for their error not to matter, at most 1024 for a double to hold them. */
const LEAST_TOP = 2 ** 64;
const WANTED_BITS = 512;

/** How far a divisor is shifted to have about `WANTED_BITS` left; the last one serves as a guess, as sizes change slowly. */
let shift = BigInt(57 * 64 - WANTED_BITS);

/** The leading bits of `y` as a double; `shift` says how many bits are below them. */
function leadingBits(y: bigint): number {
  let low = 0;
  let high = Infinity;
  for (;;) {
    const top = Number(y >> shift);
    if (top !== Infinity && top >= LEAST_TOP) return top;
    const s = Number(shift);
    if (top === Infinity) low = s;
    else high = s;
    shift = BigInt(high === Infinity ? 2 * s : Math.floor((low + high) / 2));
  }
}

/** [x // y, x % y] where both are positive and y is so large that this pays; undefined otherwise, or when the quotient is not small. */
export function smallQuotient(x: bigint, y: bigint): [quotient: number, remainder: bigint] | undefined {
  if (y < LARGE || x < y) return undefined;
  const divisor = leadingBits(y);
  const quotient = Number(x >> shift) / divisor;
  const excess = Math.round(Math.log2(divisor)) - WANTED_BITS;
  if (Math.abs(excess) > WANTED_BITS / 2) shift += BigInt(excess);
  if (!(quotient < MOST)) return undefined;
  const guess = Math.floor(quotient);
  const remainder = x - BigInt(guess) * y;
  if (remainder < 0n) return [guess - 1, remainder + y];
  return remainder >= y ? [guess + 1, remainder - y] : [guess, remainder];
}
