// A compiled pattern: what `_sre.compile` makes of a code list, free of Python's objects.
//
// Matchers are made on first use, one for each way of matching and each kind of subject. The Python-visible
// module turns subjects into a Subject, positions into Marks, and InvalidCode into RuntimeError.

import { emitMatcher, emitSource } from './emit.ts';
import type { MatchMode, Matcher, Marks, SubjectKind, SubjectText } from './emit.ts';
import { STEPS_PER_TICK } from './runtime.ts';
import { readTree } from './tree.ts';
import type { Tree } from './tree.ts';

export { InvalidCode } from './tree.ts';
export type { MatchMode, Marks, SubjectKind, SubjectText } from './emit.ts';

/** What is searched: a str whose UTF-16 units are its characters, code points of another str, or bytes. */
export interface Subject {
  readonly length: number;
  readonly text: SubjectText;
}

export class Program {
  readonly flags: number;
  /** Number of groups, without group 0. */
  readonly groups: number;
  /**
   * Called about every 100,000 steps of a running match; it may throw to end the match, or run anything,
   * other matches included. Null when nobody wants to know.
   */
  onTick: (() => void) | null = null;
  private readonly tree: Tree;
  private readonly matchers: Record<MatchMode, Partial<Record<SubjectKind, Matcher>>> = {
    match: {},
    fullmatch: {},
    search: {},
    past: {},
  };
  private readonly tick = (): number => {
    this.onTick?.();
    return STEPS_PER_TICK;
  };

  /** Throws InvalidCode when re._compiler cannot have made the code list. */
  constructor(code: ArrayLike<number>, flags: number, groups: number) {
    this.flags = flags;
    this.groups = groups;
    this.tree = readTree(code, groups);
  }

  /**
   * Matches at `pos` (Pattern.match). With `mustAdvance` an empty match there is refused, as it is after an
   * empty match in findall and its kind; the same holds for the other methods.
   */
  match(subject: Subject, pos: number, endpos: number, mustAdvance = false): Marks | null {
    return this.run('match', subject, pos, endpos, mustAdvance);
  }

  /** Matches from `pos` exactly to `endpos` (Pattern.fullmatch). */
  fullmatch(subject: Subject, pos: number, endpos: number, mustAdvance = false): Marks | null {
    return this.run('fullmatch', subject, pos, endpos, mustAdvance);
  }

  /** The first match that starts at `pos` or later (Pattern.search). */
  search(subject: Subject, pos: number, endpos: number, mustAdvance = false): Marks | null {
    return this.run('search', subject, pos, endpos, mustAdvance);
  }

  /** The emitted JavaScript, for looking at. */
  source(mode: MatchMode, kind: SubjectKind): string {
    return emitSource(this.tree, this.groups, mode, kind);
  }

  private run(
    mode: MatchMode,
    subject: Subject,
    pos: number,
    endpos: number,
    mustAdvance: boolean,
  ): Marks | null {
    const { length } = subject;
    let text = subject.text;
    if (pos < 0) pos = 0;
    else if (pos > length) pos = length;
    if (endpos < 0) endpos = 0;
    else if (endpos > length) endpos = length;
    if (pos > endpos) {
      if (mode !== 'match') return null;
      mode = 'past';
    }
    // A match never sees what is after endpos, so cutting it off changes nothing and bounds indexOf.
    if (endpos < length && pos <= endpos)
      text = typeof text === 'string' ? text.slice(0, endpos) : text.subarray(0, endpos);
    const kind = kindOf(text);
    const matcher = (this.matchers[mode][kind] ??= emitMatcher(this.tree, this.groups, mode, kind));
    return matcher(text, pos, endpos, mustAdvance ? pos : -1, this.tick);
  }
}

function kindOf(text: SubjectText): SubjectKind {
  if (typeof text === 'string') return 'string';
  return text instanceof Uint8Array ? 'bytes' : 'wide';
}

/** The number of the last group that was closed in a match (`Match.lastindex`), or -1 when there is none. */
export function lastIndexOf(marks: Marks): number {
  return marks[marks.length - 1]!;
}
