// Sorting few items by keys that need no Python code: by insertion, in the arrays themselves. Typed arrays of keys and positions,
// as longer sorts have them, take longer to make than this takes.
//
// Functions for numbers and for strings are apart, since V8 compiles a comparison for what it has seen there.
import type { PyFloat } from './float.ts';
import type { Value } from './object.ts';

/** So many at most. */
export const FEW = 16;

/** Sorts `items` by keys that are ints or floats but no NaN, and which may be the same array. */
export function sortFewByNumbers(items: Value[], keys: Value[], reverse: boolean): void {
  const numbers: number[] = [];
  for (const key of keys) {
    const number = typeof key === 'number' ? key : (key as PyFloat).v;
    numbers.push(reverse ? -number : number);
  }
  for (let i = 1; i < numbers.length; i++) {
    const number = numbers[i]!;
    const item = items[i]!;
    let j = i;
    for (; j > 0 && numbers[j - 1]! > number; j--) {
      numbers[j] = numbers[j - 1]!;
      items[j] = items[j - 1]!;
    }
    numbers[j] = number;
    items[j] = item;
  }
}

/** The same with strings as keys. */
export function sortFewByStrings(items: Value[], keys: string[], reverse: boolean): void {
  const strings = items === (keys as Value[]) ? keys : keys.slice();
  for (let i = 1; i < strings.length; i++) {
    const string = strings[i]!;
    const item = items[i]!;
    let j = i;
    for (; j > 0 && (reverse ? strings[j - 1]! < string : strings[j - 1]! > string); j--) {
      strings[j] = strings[j - 1]!;
      items[j] = items[j - 1]!;
    }
    strings[j] = string;
    items[j] = item;
  }
}
