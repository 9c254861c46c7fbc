// The functions of mathmodule.c that C libraries lack or do badly: gamma and its logarithm (Lanczos), the error function
// and its complement, remainder, fused multiply-add, exact sums, nextafter and ulp.
import { decomposeDouble } from '../objects/text/float-repr.ts';
import { scaleByPowerOfTwo } from '../objects/text/int-arithmetic.ts';

const LANCZOS_G = 6.02468004077673;
const LANCZOS_G_MINUS_HALF = 5.52468004077673;
const LANCZOS_NUM = [
  23531376880.41076, 42919803642.649099, 35711959237.355668, 17921034426.037209, 6039542586.3520279,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157935, 2.506628274631001,
];
const LANCZOS_DEN = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];

function lanczosSum(x: number): number {
  let num = 0;
  let den = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      num = num * x + LANCZOS_NUM[i]!;
      den = den * x + LANCZOS_DEN[i]!;
    }
  } else {
    for (let i = 0; i < 13; i++) {
      num = num / x + LANCZOS_NUM[i]!;
      den = den / x + LANCZOS_DEN[i]!;
    }
  }
  return num / den;
}

/** sin(pi * x), exact at multiples of a half. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  let r: number;
  switch (Math.round(2 * y)) {
    case 0:
      r = Math.sin(Math.PI * y);
      break;
    case 1:
      r = Math.cos(Math.PI * (y - 0.5));
      break;
    case 2:
      r = Math.sin(Math.PI * (1 - y));
      break;
    case 3:
      r = -Math.cos(Math.PI * (y - 1.5));
      break;
    default:
      r = Math.sin(Math.PI * (y - 2));
  }
  return x < 0 ? -r : r;
}

const FACTORIALS = [1];
for (let i = 1; i <= 22; i++) FACTORIALS.push(FACTORIALS[i - 1]! * i);

/** The gamma function; NaN at the poles other than 0. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x === -Infinity ? NaN : x;
  if (x === 0) return 1 / x;
  if (x === Math.floor(x)) {
    if (x < 0) return NaN;
    if (x <= 23) return FACTORIALS[x - 1]!;
  }
  const abs = Math.abs(x);
  if (abs < 1e-20) return 1 / x;
  if (abs > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = abs + LANCZOS_G_MINUS_HALF;
  let z: number;
  if (abs > LANCZOS_G_MINUS_HALF) z = y - abs - LANCZOS_G_MINUS_HALF;
  else z = y - LANCZOS_G_MINUS_HALF - abs;
  z = (z * LANCZOS_G) / y;
  if (x < 0) return negativeGamma(abs, y, z);
  let r = lanczosSum(abs) / Math.exp(y);
  r += z * r;
  if (abs < 140) return r * y ** (abs - 0.5);
  const root = y ** (abs / 2 - 0.25);
  return r * root * root;
}

function negativeGamma(abs: number, y: number, z: number): number {
  let r = ((-Math.PI / sinPi(abs) / abs) * Math.exp(y)) / lanczosSum(abs);
  r -= z * r;
  if (abs < 140) return r / y ** (abs - 0.5);
  const root = y ** (abs / 2 - 0.25);
  return r / root / root;
}

const LOG_PI = 1.1447298858494002;

/** log(|gamma(x)|); infinite at the poles. */
export function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === Math.floor(x) && x <= 2) return x <= 0 ? Infinity : 0;
  const abs = Math.abs(x);
  if (abs < 1e-20) return -Math.log(abs);
  let r = Math.log(lanczosSum(abs)) - LANCZOS_G;
  r += (abs - 0.5) * (Math.log(abs + LANCZOS_G - 0.5) - 1);
  return x < 0 ? LOG_PI - Math.log(Math.abs(sinPi(abs))) - Math.log(abs) - r : r;
}

// The error function follows the rational approximations of FreeBSD's msun (s_erf.c, Sun Microsystems, 1993).

const PP = [
  1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2,
  -5.77027029648944159157e-3, -2.37630166566501626084e-5,
];
const QQ = [
  1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3,
  1.32494738004321644526e-4, -3.9602282787753681232e-6,
];
const PA = [
  -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1,
  3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.166375594868790843e-3,
];
const QA = [
  1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2,
  1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.1984499846799107417e-2,
];
const RA = [
  -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1,
  -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1,
  -9.81432934416914548592,
];
const SA = [
  1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
  4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
];
const RB = [
  -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1,
  -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2,
];
const SB = [
  1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
  2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
];
const ERX = 8.45062911510467529297e-1;

function polynomial(coefficients: readonly number[], x: number): number {
  let r = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) r = r * x + coefficients[i]!;
  return r;
}

const float64 = new DataView(new ArrayBuffer(8));

/** x with the lower half of its bits cleared. */
function highPart(x: number): number {
  float64.setFloat64(0, x);
  float64.setUint32(4, 0);
  return float64.getFloat64(0);
}

/** erfc(x) for x >= 1.25. */
function erfcTail(x: number): number {
  const s = 1 / (x * x);
  const large = x >= 1 / 0.35;
  const ratio = polynomial(large ? RB : RA, s) / polynomial(large ? SB : SA, s);
  const z = highPart(x);
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + ratio)) / x;
}

/** The error function, as in FreeBSD's msun: within an ulp. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 3.7252902984619140625e-9)
      return a < 2.848094538889218e-306 ? 0.125 * (8 * x + 1.02703333676410069053 * x) : x + PP[0]! * x;
    const z = x * x;
    return x + x * (polynomial(PP, z) / polynomial(QQ, z));
  }
  const sign = x < 0 ? -1 : 1;
  if (a < 1.25) return sign * (ERX + polynomial(PA, a - 1) / polynomial(QA, a - 1));
  return a >= 6 ? sign : sign * (1 - erfcTail(a));
}

/** 1 - erf(x), precise for large x too. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 1.3877787807814457e-17) return 1 - x;
    const z = x * x;
    const y = polynomial(PP, z) / polynomial(QQ, z);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (a < 1.25) {
    const ratio = polynomial(PA, a - 1) / polynomial(QA, a - 1);
    return x >= 0 ? 1 - ERX - ratio : 1 + (ERX + ratio);
  }
  if (a >= 28) return x > 0 ? 0 : 2;
  return x > 0 ? erfcTail(a) : x < -6 ? 2 : 2 - erfcTail(a);
}

/** IEEE 754's remainder: x - n * y for the n nearest to x / y, even when half way. */
export function remainder(x: number, y: number): number {
  if (!Number.isFinite(y)) return x;
  const absX = Math.abs(x);
  const absY = Math.abs(y);
  const m = absX % absY;
  const c = absY - m;
  let r: number;
  if (m < c) r = m;
  else if (m > c) r = -c;
  else r = m - 2 * ((0.5 * (absX - m)) % absY);
  return x < 0 || Object.is(x, -0) ? -r : r;
}

/** A finite double as n * 2**e. */
function exact(v: number): [bigint, number] {
  const { mantissa, exponent } = decomposeDouble(Math.abs(v));
  return [v < 0 ? -mantissa : mantissa, exponent];
}

/** The double nearest to n * 2**e. */
function rounded(n: bigint, e: number): number {
  return n < 0n ? -scaleByPowerOfTwo(-n, e) : scaleByPowerOfTwo(n, e);
}

/** x * y + z, rounded once, for finite numbers. */
export function fusedMultiplyAdd(x: number, y: number, z: number): number {
  if (x === 0 || y === 0 || z === 0)
    return x * y === 0 && (x === 0 || y === 0) ? x * y + z : exactSum([[x, y]], x * y + z);
  const [a, e] = exact(x);
  const [b, f] = exact(y);
  const [c, g] = exact(z);
  const low = Math.min(e + f, g);
  const sum = ((a * b) << BigInt(e + f - low)) + (c << BigInt(g - low));
  return sum === 0n ? 0 : rounded(sum, low);
}

/** The sum of products of finite numbers, rounded once; `zero` is given when it is 0. */
export function exactSum(pairs: readonly (readonly [number, number])[], zero = 0): number {
  let sum = 0n;
  let at = 0;
  let first = true;
  for (const [x, y] of pairs) {
    if (x === 0 || y === 0) continue;
    const [a, e] = exact(x);
    const [b, f] = exact(y);
    if (first) at = e + f;
    first = false;
    if (e + f < at) {
      sum <<= BigInt(at - e - f);
      at = e + f;
    }
    sum += (a * b) << BigInt(e + f - at);
  }
  return sum === 0n ? zero : rounded(sum, at);
}

/** The neighbouring double `steps` representable numbers away from x towards y. */
export function stepTowards(x: number, y: number, steps: bigint): number {
  if (Number.isNaN(x)) return x;
  if (Number.isNaN(y)) return y;
  if (x === y) return y;
  const order = (v: number): bigint => {
    float64.setFloat64(0, v);
    const bits = float64.getBigInt64(0);
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  };
  const from = order(x);
  const to = order(y);
  const distance = to > from ? to - from : from - to;
  if (steps >= distance) return y;
  const at = to > from ? from + steps : from - steps;
  if (at === 0n) return x < 0 || Object.is(x, -0) ? -0 : 0;
  float64.setBigInt64(0, at < 0n ? -at : at);
  const v = float64.getFloat64(0);
  return at < 0n ? -v : v;
}

/** The value of the lowest bit of x. */
export function ulp(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a === Infinity) return a;
  const up = stepTowards(a, Infinity, 1n);
  return up === Infinity ? a - stepTowards(a, -Infinity, 1n) : up - a;
}
