// Short texts put together character by character. Adding strings makes trees of them, and garbage; one string of known
// characters is what the host makes fastest, from an array that is there already.
import { quickFixed } from './float-repr.ts';
import { FLAG_LEFT, FLAG_ZERO } from './percent-format.ts';

/** The longest text that is made here. */
const ROOM = 64;

const ZERO = 48;

/** Arrays of each length, for the host's function. */
const arrays: number[][] = [];

export class CodeBuffer {
  private readonly codes: number[] = [];
  /** How many characters there are. */
  size = 0;
  /** There were too many. */
  full = false;

  constructor() {
    for (let i = 0; i < ROOM; i++) this.codes.push(0);
  }

  clear(): void {
    this.size = 0;
    this.full = false;
  }

  /** The text; undefined when it is too long. */
  text(): string | undefined {
    const { size, codes } = this;
    if (this.full) return undefined;
    const array = (arrays[size] ??= codes.slice(0, size));
    for (let i = 0; i < size; i++) array[i] = codes[i]!;
    return String.fromCharCode.apply(null, array);
  }

  put(text: string): void {
    const { length } = text;
    const { size, codes } = this;
    if (size + length > ROOM) {
      this.full = true;
      return;
    }
    for (let i = 0; i < length; i++) codes[size + i] = text.charCodeAt(i);
    this.size = size + length;
  }

  /** The decimal digits of an int >= 0 below 2**31, at least `least` of them. */
  private putDigits(n: number, least: number): void {
    let digits = 1;
    for (let power = 10; power <= n; power *= 10) digits++;
    if (digits < least) digits = least;
    const { size, codes } = this;
    if (size + digits > ROOM) {
      this.full = true;
      return;
    }
    for (let i = size + digits - 1; i >= size; i--) {
      const rest = (n / 10) | 0;
      codes[i] = ZERO + n - rest * 10;
      n = rest;
    }
    this.size = size + digits;
  }

  /** A safe integer in decimal. */
  putInt(n: number): void {
    if (n < 0) {
      this.put('-');
      n = -n;
    }
    if (n < 2 ** 31) this.putDigits(n, 1);
    else this.put(String(n));
  }

  /** `'%.{digits}f' % v`: false when that takes more than a little arithmetic. */
  putFixed(v: number, digits: number): boolean {
    const scaled = quickFixed(v < 0 ? -v : v, digits);
    if (scaled < 0 || (v === 0 && 1 / v < 0)) return false;
    if (v < 0) this.put('-');
    const unit = 10 ** digits;
    const whole = Math.floor(scaled / unit);
    this.putDigits(whole, 1);
    this.put('.');
    this.putDigits(scaled - whole * unit, digits);
    return true;
  }

  /** Pads what stands from `start` on, a number if `flags` has FLAG_ZERO, to a width. */
  pad(start: number, width: number, flags: number): void {
    const missing = width - (this.size - start);
    if (missing <= 0) return;
    if (this.size + missing > ROOM) {
      this.full = true;
      return;
    }
    const { codes } = this;
    if ((flags & FLAG_LEFT) !== 0) {
      for (let i = this.size; i < this.size + missing; i++) codes[i] = 32;
    } else {
      const zeros = (flags & FLAG_ZERO) !== 0;
      const from = zeros && codes[start] === 45 ? start + 1 : start;
      for (let i = this.size - 1; i >= from; i--) codes[i + missing] = codes[i]!;
      for (let i = from; i < from + missing; i++) codes[i] = zeros ? ZERO : 32;
    }
    this.size += missing;
  }
}
