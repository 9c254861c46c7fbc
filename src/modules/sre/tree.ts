// The code list of re._compiler read back into a tree, which is what analysis and code generation work on.
//
// Every operator that matches exactly one character becomes a `char` node with its CharSet; branches, repeats
// and assertions own their bodies as sequences. Reading also validates: a list which re._compiler could not
// have made ends in InvalidCode. Small repeats are rewritten into plainer nodes of the same meaning.

import { ALL, EMPTY, NOT_NEWLINE, literalSet, categorySet, readCharset, unfold } from './charset.ts';
import type { CharSet, Folding } from './charset.ts';
import { At, Info, Op } from './constants.ts';

/** The code list given to _sre.compile is not one (CPython: RuntimeError, "invalid SRE code"). */
export class InvalidCode extends Error {
  constructor() {
    super('invalid SRE code');
  }
}

export type Seq = readonly Node[];

/** Exactly one character of a set. */
export interface CharNode {
  readonly kind: 'char';
  readonly set: CharSet;
}

/** Start (even) or end (odd) of group index >> 1, counted from 0. */
export interface MarkNode {
  readonly kind: 'mark';
  readonly index: number;
}

export interface AtNode {
  readonly kind: 'at';
  readonly at: number;
}

/** A backreference to a group counted from 0. */
export interface RefNode {
  readonly kind: 'ref';
  readonly group: number;
  readonly folding: Folding;
}

export interface BranchNode {
  readonly kind: 'branch';
  readonly alts: readonly Seq[];
  /** By the analysis: what the next character must be for each alternative and what follows it. */
  firsts: readonly CharSet[];
  /** By the analysis: the alternative to try after each one whose first character did fit; the number of all if none. */
  nexts: readonly number[];
}

export interface CondNode {
  readonly kind: 'cond';
  readonly group: number;
  readonly yes: Seq;
  readonly no: Seq;
}

/** Lookahead, or lookbehind by `back` characters. */
export interface AssertNode {
  readonly kind: 'assert';
  readonly negative: boolean;
  readonly back: number;
  readonly body: Seq;
}

export interface AtomicNode {
  readonly kind: 'atomic';
  readonly body: Seq;
}

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly mode: RepeatMode;
  readonly min: number;
  /** Infinity when there is no limit. */
  readonly max: number;
  readonly body: Seq;
  /** The set when the body is exactly one character: the fast kind of loop. */
  readonly single: CharSet | undefined;
  /** By the analysis: what the next character must be for another round. */
  first: CharSet;
  /** By the analysis: what the next character must be for the rest of the pattern. */
  follow: CharSet;
  /** By the analysis: the next character alone decides between another round and the rest. */
  commit: boolean;
}

export interface FailNode {
  readonly kind: 'fail';
}

export type Node =
  | CharNode
  | MarkNode
  | AtNode
  | RefNode
  | BranchNode
  | CondNode
  | AssertNode
  | AtomicNode
  | RepeatNode
  | FailNode;

export interface Tree {
  readonly body: Seq;
  /** No match is shorter than this; from the INFO block. */
  readonly minWidth: number;
}

/** From here on a repeat counts as unlimited: no string is so long. (On 32 bits MAXREPEAT is 2**31 - 1.) */
const UNLIMITED = 0x7fffffff;

/** Reads a whole code list; `groups` is the number of groups without group 0. */
export function readTree(code: ArrayLike<number>, groups: number): Tree {
  const reader = new Reader(code, groups);
  let at = 0;
  let minWidth = 0;
  if (code[0] === Op.INFO) {
    minWidth = reader.word(3);
    reader.checkInfo();
    at = 1 + reader.word(1);
  }
  if (code.length === 0 || code[code.length - 1] !== Op.SUCCESS || at > code.length - 1)
    throw new InvalidCode();
  return { body: reader.sequence(at, code.length - 1), minWidth };
}

class Reader {
  readonly code: ArrayLike<number>;
  readonly groups: number;

  constructor(code: ArrayLike<number>, groups: number) {
    this.code = code;
    this.groups = groups;
  }

  word(at: number): number {
    const word = this.code[at];
    if (word === undefined) throw new InvalidCode();
    return word;
  }

  check(valid: boolean): void {
    if (!valid) throw new InvalidCode();
  }

  /** INFO skip flags min max [prefix_len prefix_skip prefix overlap | charset] */
  checkInfo(): void {
    const end = 1 + this.word(1);
    const flags = this.word(2);
    this.check(end <= this.code.length && end >= 5);
    if (flags & Info.PREFIX) {
      const length = this.word(5);
      this.check(7 + 2 * length === end && this.word(6) <= length);
    } else if (flags & Info.CHARSET) {
      this.check(readCharset(this.code, 5, end) !== undefined);
    }
  }

  /** The nodes of code[at..end). */
  sequence(at: number, end: number): Node[] {
    const out: Node[] = [];
    while (at < end) at = this.item(at, end, out);
    this.check(at === end);
    return out;
  }

  /** Appends the node(s) of the operator at `at`; where the next one is. */
  item(at: number, end: number, out: Node[]): number {
    const op = this.word(at);
    const set = this.oneCharacter(at);
    if (set) {
      out.push({ kind: 'char', set: set.set });
      return set.next;
    }
    switch (op) {
      case Op.FAILURE:
        out.push({ kind: 'fail' });
        return at + 1;
      case Op.MARK:
        this.check(this.word(at + 1) < 2 * this.groups);
        out.push({ kind: 'mark', index: this.word(at + 1) });
        return at + 2;
      case Op.AT:
        this.check(this.word(at + 1) <= At.UNI_NON_BOUNDARY);
        out.push({ kind: 'at', at: this.word(at + 1) });
        return at + 2;
      case Op.GROUPREF:
        return this.reference(at, 'none', out);
      case Op.GROUPREF_IGNORE:
        return this.reference(at, 'ascii', out);
      case Op.GROUPREF_LOC_IGNORE:
        return this.reference(at, 'locale', out);
      case Op.GROUPREF_UNI_IGNORE:
        return this.reference(at, 'unicode', out);
      case Op.BRANCH:
        return this.branch(at, end, out);
      case Op.GROUPREF_EXISTS:
        return this.conditional(at, end, out);
      case Op.ASSERT:
      case Op.ASSERT_NOT:
        return this.assertion(at, end, out);
      case Op.ATOMIC_GROUP: {
        const next = this.target(at + 1, end);
        this.check(this.word(next - 1) === Op.SUCCESS);
        out.push({ kind: 'atomic', body: this.sequence(at + 2, next - 1) });
        return next;
      }
      case Op.REPEAT_ONE:
        return this.repeatOne(at, end, 'greedy', out);
      case Op.MIN_REPEAT_ONE:
        return this.repeatOne(at, end, 'lazy', out);
      case Op.POSSESSIVE_REPEAT_ONE:
        return this.repeatOne(at, end, 'possessive', out);
      case Op.REPEAT:
      case Op.POSSESSIVE_REPEAT:
        return this.repeat(at, end, out);
      default:
        throw new InvalidCode();
    }
  }

  /** Where the skip word at `at` leads. */
  target(at: number, end: number): number {
    const target = at + this.word(at);
    this.check(target > at && target <= end);
    return target;
  }

  reference(at: number, folding: Folding, out: Node[]): number {
    const group = this.word(at + 1);
    this.check(group < this.groups);
    out.push({ kind: 'ref', group, folding });
    return at + 2;
  }

  /** BRANCH (skip code JUMP offset)... 0 */
  branch(at: number, end: number, out: Node[]): number {
    const alts: Node[][] = [];
    const exits: number[] = [];
    let i = at + 1;
    while (this.word(i) !== 0) {
      const next = this.target(i, end);
      this.check(next - 2 > i && this.word(next - 2) === Op.JUMP);
      exits.push(next - 1 + this.word(next - 1));
      alts.push(this.sequence(i + 1, next - 2));
      i = next;
    }
    this.check(alts.length > 0 && exits.every((exit) => exit === i + 1));
    out.push(branchNode(alts));
    return i + 1;
  }

  /** GROUPREF_EXISTS group skip yes [JUMP offset no] */
  conditional(at: number, end: number, out: Node[]): number {
    const group = this.word(at + 1);
    this.check(group < this.groups);
    const elseAt = at + 1 + this.word(at + 2);
    this.check(elseAt >= at + 3 && elseAt <= end);
    const yes: Node[] = [];
    const no: Node[] = [];
    let i = at + 3;
    let next = elseAt;
    while (i < elseAt) {
      if (this.word(i) === Op.JUMP && i === elseAt - 2) {
        next = this.target(i + 1, end);
        no.push(...this.sequence(elseAt, next));
        i = elseAt;
      } else {
        i = this.item(i, elseAt, yes);
      }
    }
    this.check(i === elseAt);
    out.push({ kind: 'cond', group, yes, no });
    return next;
  }

  /** ASSERT skip back pattern SUCCESS */
  assertion(at: number, end: number, out: Node[]): number {
    const next = this.target(at + 1, end);
    const negative = this.word(at) === Op.ASSERT_NOT;
    this.check(next - 1 >= at + 3 && this.word(next - 1) === Op.SUCCESS);
    out.push({ kind: 'assert', negative, back: this.word(at + 2), body: this.sequence(at + 3, next - 1) });
    return next;
  }

  /** REPEAT_ONE skip min max item SUCCESS; the item is one character, or a set without members. */
  repeatOne(at: number, end: number, mode: RepeatMode, out: Node[]): number {
    const next = this.target(at + 1, end);
    this.check(next - 1 > at + 4 && this.word(next - 1) === Op.SUCCESS);
    const [item, ...more] = this.sequence(at + 4, next - 1);
    this.check(more.length === 0);
    const single = item!.kind === 'char' ? item!.set : EMPTY;
    this.check(item!.kind === 'char' || item!.kind === 'fail');
    this.pushRepeat(at, mode, [{ kind: 'char', set: single }], single, out);
    return next;
  }

  /** REPEAT skip min max item UNTIL */
  repeat(at: number, end: number, out: Node[]): number {
    const until = this.target(at + 1, end);
    const body = this.sequence(at + 4, until);
    const closing = this.word(until);
    let mode: RepeatMode = 'possessive';
    if (this.word(at) === Op.REPEAT) {
      this.check(closing === Op.MAX_UNTIL || closing === Op.MIN_UNTIL);
      mode = closing === Op.MAX_UNTIL ? 'greedy' : 'lazy';
    } else {
      this.check(closing === Op.SUCCESS);
    }
    this.pushRepeat(at, mode, body, undefined, out);
    return until + 1;
  }

  /** Appends a repeat, or what is the same and plainer: nothing, the body itself, or an optional branch. */
  pushRepeat(at: number, mode: RepeatMode, body: Node[], single: CharSet | undefined, out: Node[]): void {
    const min = this.word(at + 2);
    const limit = this.word(at + 3);
    this.check(min <= limit);
    const max = limit >= UNLIMITED ? Infinity : limit;
    if (max === 0) return;
    if (mode !== 'possessive' && min === 1 && max === 1) {
      out.push(...body);
    } else if (mode !== 'possessive' && !single && min === 0 && max === 1) {
      out.push(branchNode(mode === 'greedy' ? [body, []] : [[], body]));
    } else {
      out.push({ kind: 'repeat', mode, min, max, body, single, first: ALL, follow: ALL, commit: false });
    }
  }

  /** The set of a one-character operator and where the next one is; undefined for any other operator. */
  oneCharacter(at: number): { set: CharSet; next: number } | undefined {
    const literal = this.literal(at);
    if (literal) return { set: literal, next: at + 2 };
    switch (this.word(at)) {
      case Op.ANY:
        return { set: NOT_NEWLINE, next: at + 1 };
      case Op.ANY_ALL:
        return { set: ALL, next: at + 1 };
      case Op.CATEGORY: {
        const set = categorySet(this.word(at + 1));
        this.check(set !== undefined);
        return { set: set!, next: at + 2 };
      }
      case Op.IN:
        return this.charset(at, 'none');
      case Op.IN_IGNORE:
        return this.charset(at, 'ascii');
      case Op.IN_LOC_IGNORE:
        return this.charset(at, 'locale');
      case Op.IN_UNI_IGNORE:
        return this.charset(at, 'unicode');
      default:
        return undefined;
    }
  }

  literal(at: number): CharSet | undefined {
    const set = (folding: Folding): CharSet => unfold(literalSet(this.word(at + 1)), folding);
    switch (this.word(at)) {
      case Op.LITERAL:
        return set('none');
      case Op.LITERAL_IGNORE:
        return set('ascii');
      case Op.LITERAL_LOC_IGNORE:
        return set('locale');
      case Op.LITERAL_UNI_IGNORE:
        return set('unicode');
      case Op.NOT_LITERAL:
        return set('none').negate();
      case Op.NOT_LITERAL_IGNORE:
        return set('ascii').negate();
      case Op.NOT_LITERAL_LOC_IGNORE:
        return set('locale').negate();
      case Op.NOT_LITERAL_UNI_IGNORE:
        return set('unicode').negate();
      default:
        return undefined;
    }
  }

  charset(at: number, folding: Folding): { set: CharSet; next: number } {
    const next = this.target(at + 1, this.code.length);
    const set = readCharset(this.code, at + 2, next);
    this.check(set !== undefined);
    return { set: unfold(set!, folding), next };
  }
}

function branchNode(alts: Seq[]): BranchNode {
  return { kind: 'branch', alts, firsts: [], nexts: [] };
}
