// What stands in the temporaries and locals of a frame, as far as the code relies on it. A frame that comes out of a pickle is compared with
// that, so that a pickle can put nothing there that the code would take for something else (stackless/pickling/temporaries.ts). It is asked
// for when a frame of the code is first loaded: the source is then lowered once more, with `kinds` among the options.
//
//   v  a value of Python; so are all of which nothing else is said
//   ?  not read before it is set: what is there means nothing
//   I  an iterator, or (with an index behind it) a list or a tuple      #  the index, or -1
//   R  an iterator, or undefined in a range                             +  the numbers of that range
//   E  an exception
//   C  a completion's code                                              X  and its value, an exception if the code says so
//   M  a method that was looked up                                      s  its object; undefined where it is bound
//   A  a list or tuple of at least so many items as the digits behind it say
//   L D S P  a list, dict, set or tuple that is being made or is as good as made
//   t  a str                                                            T  an interpolation of a t-string
import type { CodeIr } from './ir.ts';

/** What stands in a frame at a point, or at a mark of traced code. */
export interface PointKinds {
  /** A letter, with a number behind some, for each temporary. At a mark, what is said of those that are not in use means nothing. */
  readonly temporaries: readonly (string | undefined)[];
  /** The JavaScript names of the locals that are bound. */
  readonly bound: readonly string[];
  /** What the operation has to give; null: any value. */
  readonly gives: string | null;
}

/** That of a code object's points and marks, by their numbers; undefined where the options do not ask for it. */
export function kindsTable({ kinds }: CodeIr): ReadonlyMap<number, PointKinds> | undefined {
  return kinds === null ? undefined : new Map([...kinds].map(([at, found]) => [at.point, found]));
}
