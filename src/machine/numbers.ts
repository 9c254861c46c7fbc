// What the numbers in fields are, for pickles: the build takes these names out of the sources (tools/field-types.mjs), and an object whose
// fields hold others is refused when it is loaded. A field of type `number` holds an integer.

/** How many, or a place: from 0 on. */
export type Size = number;

/** A place, or -1 where there is none. */
export type Place = number;

/** Any number, be it an integer or not. */
export type Real = number;
