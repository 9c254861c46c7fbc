// Replacement templates: what `_sre.template` makes of the list from re._parser.parse_template, and their
// expansion with the groups of a match. Literals are whatever the caller's strings are.

import type { Marks } from './emit.ts';

/** A group's text and the literal after it; null for an empty literal. */
export interface TemplateItem<L> {
  readonly group: number;
  readonly literal: L | null;
}

export interface Template<L> {
  /** What stands before the first group; all there is when `items` is empty. */
  readonly literal: L;
  readonly items: readonly TemplateItem<L>[];
}

/** The list given to _sre.template has not the form of one (CPython: TypeError, "invalid template"). */
export class InvalidTemplate extends Error {
  constructor() {
    super('invalid template');
  }
}

/** Reads [literal, group, literal, ..., literal]; `isEmpty` tells the literals that need not be copied. */
export function makeTemplate<L>(
  parts: readonly (L | number)[],
  isEmpty: (literal: L) => boolean,
): Template<L> {
  if (parts.length % 2 === 0) throw new InvalidTemplate();
  const items: TemplateItem<L>[] = [];
  for (let i = 1; i < parts.length; i += 2) {
    const group = parts[i];
    if (typeof group !== 'number' || group < 0) throw new InvalidTemplate();
    const literal = parts[i + 1] as L;
    items.push({ group, literal: isEmpty(literal) ? null : literal });
  }
  return { literal: parts[0] as L, items };
}

/**
 * The pieces of the expanded template, to be joined. `slice` gives the text between two positions of the
 * subject; unset groups give nothing. Undefined when the match has no such group (CPython: IndexError).
 */
export function expandTemplate<L>(
  template: Template<L>,
  marks: Marks,
  slice: (start: number, end: number) => L,
): L[] | undefined {
  const out: L[] = [template.literal];
  for (const { group, literal } of template.items) {
    if (2 * group + 2 >= marks.length) return undefined;
    const start = marks[2 * group]!;
    const end = marks[2 * group + 1]!;
    if (start >= 0 && end >= 0) out.push(slice(start, end));
    if (literal !== null) out.push(literal);
  }
  return out;
}
