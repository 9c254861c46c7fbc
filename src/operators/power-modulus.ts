// pow() with three arguments, where the third decides.
import type { Result, Value } from '../objects/object.ts';

/** A built-in number that computes `pow(base, exponent, itself)` when the other two know nothing of it (C's nb_power). */
export interface PowerModulus {
  /** undefined: the operands are not of a kind it takes. */
  powerAsModulus(base: Value, exponent: Value): Result | undefined;
}
