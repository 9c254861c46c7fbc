// Exponential and logarithm of bigints in binary fixed point: x stands for x / 2**bits. Results are exact to a few units in the
// last place for each `GUARD` bits that the caller has to spare.

/** Bits that the functions lose, at most. */
export const GUARD = 64;

/** atanh(1/n). */
function inverseHyperbolic(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  const square = n * n;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= square;
    sum += power / k;
  }
  return sum;
}

let knownLn10 = { bits: 0, value: 0n };

/** ln 10. */
export function ln10(bits: number): bigint {
  if (knownLn10.bits < bits) {
    const b = bits + GUARD;
    const value =
      46n * inverseHyperbolic(31n, b) + 34n * inverseHyperbolic(49n, b) + 20n * inverseHyperbolic(161n, b);
    knownLn10 = { bits: b, value };
  }
  return knownLn10.value >> BigInt(knownLn10.bits - bits);
}

/** e**x for |x| of a few units: a power series of x / 2**halvings, squared as often. */
export function fixedExp(x: bigint, bits: number): bigint {
  const halvings = Math.ceil(Math.sqrt(bits) / 1.5) + 3;
  const work = bits + 2 * halvings + 16;
  const shift = BigInt(work);
  const one = 1n << shift;
  const small = (x << BigInt(work - bits)) >> BigInt(halvings);
  let sum = one + small;
  let term = small;
  for (let k = 2n; term !== 0n && term !== -1n; k++) {
    term = ((term * small) >> shift) / k;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) >> shift;
  return sum >> BigInt(work - bits);
}

/** ln m for m between 1/2 and 20: each step triples the number of right bits of an estimate. */
export function fixedLn(m: bigint, bits: number): bigint {
  const shift = BigInt(bits);
  const drop = BigInt(Math.max(bits - 60, 0));
  const estimate = Math.log(Number(m >> drop) / 2 ** (bits - Number(drop)));
  let y = (BigInt(Math.round(estimate * 2 ** 50)) << shift) >> 50n;
  for (let right = 45; right < bits; right *= 3) {
    const e = fixedExp(y, bits);
    y += ((m - e) << (shift + 1n)) / (m + e);
  }
  return y;
}
