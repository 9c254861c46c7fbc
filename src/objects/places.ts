// Places in dicts that hold where the dict is loaded from a pickle, which leaves no gaps between its entries.
import type { PyDict } from './dict.ts';
import { newException, valueErrorType } from './exception.ts';

/** How many items come before an entry. */
export function placeOf(dict: PyDict, entry: number): number {
  let place = 0;
  for (let i = 0, end = Math.min(entry, dict.end()); i < end; i++) if (dict.keyAt(i) !== undefined) place++;
  return place;
}

/** The entry before which so many items come. Throws ValueError for what is no number of items. */
export function entryAt(dict: PyDict, place: number): number {
  if (!(Number.isSafeInteger(place) && place >= -1))
    throw newException(valueErrorType, 'bad place of an iterator');
  if (place < 0) return place;
  const end = dict.end();
  let left = place;
  for (let i = 0; i < end; i++) if (dict.keyAt(i) !== undefined && left-- === 0) return i;
  return end + left;
}

/** An object of the same class, of which some fields are others. */
export function withFields(target: object, fields: object): object {
  return Object.assign(Object.create(Object.getPrototypeOf(target) as object) as object, target, fields);
}
