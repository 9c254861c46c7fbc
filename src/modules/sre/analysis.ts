// What can be known of a pattern before it runs, so that less has to be tried: minimal widths, the set of
// characters that may come next, and from these the choices that need no way back.
//
// The one notion: F(rest) is a set such that, where `rest` matches at a position that is not the end, the
// character there is in F. Nothing is said of the end itself. ALL means that nothing is known. If what a loop
// takes and F(what follows) are disjoint, giving characters back cannot help, so no choice point is kept.

import { ALL, EMPTY, NEWLINE, fromRanges } from './charset.ts';
import type { CharSet } from './charset.ts';
import { At } from './constants.ts';
import type { BranchNode, Node, RepeatNode, Seq } from './tree.ts';

/** An alternative is compared with this many of those after it. */
const MAX_COMPARED_ALTERNATIVES = 300;

const widths = new WeakMap<Node, number>();

/** The least number of characters that the sequence can match. */
export function minWidth(seq: Seq): number {
  let width = 0;
  for (const node of seq) width += nodeWidth(node);
  return width;
}

function nodeWidth(node: Node): number {
  let width = widths.get(node);
  if (width === undefined) widths.set(node, (width = computeWidth(node)));
  return width;
}

function computeWidth(node: Node): number {
  switch (node.kind) {
    case 'char':
      return 1;
    case 'branch':
      return Math.min(...node.alts.map(minWidth));
    case 'cond':
      return Math.min(minWidth(node.yes), minWidth(node.no));
    case 'atomic':
      return minWidth(node.body);
    case 'repeat':
      return node.min === 0 ? 0 : node.min * minWidth(node.body);
    default:
      return 0;
  }
}

/** F(seq + what follows), when F(what follows) is `follow`. */
export function firstSet(seq: Seq, follow: CharSet): CharSet {
  let set = follow;
  for (let i = startOfFirst(seq); i >= 0; i--) set = nodeFirst(seq[i]!, set);
  return set;
}

/** The last node that can still matter for the first character. */
function startOfFirst(seq: Seq): number {
  for (let i = 0; i < seq.length; i++) if (seq[i]!.kind === 'char') return i;
  return seq.length - 1;
}

function nodeFirst(node: Node, follow: CharSet): CharSet {
  switch (node.kind) {
    case 'char':
      return node.set;
    case 'mark':
      return follow;
    case 'at':
      return atFirst(node.at, follow);
    case 'ref':
      return ALL;
    case 'branch':
      return unionAll(node.alts.map((alt) => firstSet(alt, follow)));
    case 'cond':
      return firstSet(node.yes, follow).union(firstSet(node.no, follow));
    case 'assert':
      return node.negative || node.back > 0 ? follow : firstSet(node.body, ALL).intersect(follow);
    case 'atomic':
      return firstSet(node.body, follow);
    case 'repeat': {
      const round = firstSet(node.body, follow);
      return node.min === 0 ? round.union(follow) : round;
    }
    case 'fail':
      return EMPTY;
  }
}

function atFirst(at: number, follow: CharSet): CharSet {
  if (at === At.END_STRING) return EMPTY;
  if (at === At.END || at === At.END_LINE) return follow.intersect(NEWLINE);
  return follow;
}

function unionAll(sets: readonly CharSet[]): CharSet {
  if (sets.length === 1) return sets[0]!;
  const pairs: number[] = [];
  for (const set of sets) for (const c of set.ranges) pairs.push(c);
  return fromRanges(pairs);
}

/**
 * Fills in what branches and repeats of the sequence need to know. `follow` is F of what comes after it;
 * `atEnd` says that nothing comes after it: a greedy loop there never has to give anything back.
 */
export function analyse(seq: Seq, follow: CharSet, atEnd: boolean): void {
  for (let i = seq.length - 1; i >= 0; i--) {
    const node = seq[i]!;
    analyseNode(node, follow, atEnd);
    follow = nodeFirst(node, follow);
    if (node.kind !== 'mark') atEnd = false;
  }
}

function analyseNode(node: Node, follow: CharSet, atEnd: boolean): void {
  switch (node.kind) {
    case 'branch':
      for (const alt of node.alts) analyse(alt, follow, atEnd);
      analyseBranch(node, follow);
      return;
    case 'cond':
      analyse(node.yes, follow, atEnd);
      analyse(node.no, follow, atEnd);
      return;
    case 'assert':
    case 'atomic':
      analyse(node.body, ALL, true);
      return;
    case 'repeat':
      analyseRepeat(node, follow, atEnd);
      return;
    default:
      return;
  }
}

/**
 * Where an alternative needs a character, only later ones that can start with that character matter once it has
 * failed; if there is none, the alternative commits.
 */
function analyseBranch(node: BranchNode, follow: CharSet): void {
  node.firsts = node.alts.map((alt) => firstSet(alt, follow));
  node.nexts = node.alts.map((alt, i) => (minWidth(alt) > 0 ? nextOverlap(node.firsts, i) : i + 1));
}

/** The first later set that has characters in common with set i; the number of sets when there is none. */
function nextOverlap(sets: readonly CharSet[], i: number): number {
  const end = Math.min(sets.length, i + MAX_COMPARED_ALTERNATIVES);
  for (let j = i + 1; j < end; j++) if (!sets[i]!.isDisjoint(sets[j]!)) return j;
  return end;
}

function analyseRepeat(node: RepeatNode, follow: CharSet, atEnd: boolean): void {
  node.first = firstSet(node.body, follow);
  node.follow = follow;
  const solid = minWidth(node.body) > 0;
  node.commit = node.mode === 'possessive' || (solid && node.first.isDisjoint(follow));
  if (node.single) {
    if (node.mode === 'greedy' && atEnd) node.commit = true;
    if (node.min === node.max) node.commit = true;
    return;
  }
  if (node.mode === 'possessive') analyse(node.body, ALL, true);
  else analyse(node.body, node.first.union(follow), false);
}

/** Whether matching the sequence may leave a choice point behind (after `analyse`). */
export function mayChoose(seq: Seq): boolean {
  return seq.some((node) => {
    switch (node.kind) {
      case 'branch':
        return node.nexts.some((next) => next < node.alts.length) || node.alts.some(mayChoose);
      case 'cond':
        return mayChoose(node.yes) || mayChoose(node.no);
      case 'repeat':
        if (node.mode === 'possessive') return false;
        return !node.commit || (!node.single && mayChoose(node.body));
      default:
        return false;
    }
  });
}

/** The marks that matching the sequence can set. */
export function marksIn(seq: Seq, out: Set<number> = new Set()): Set<number> {
  for (const node of seq) {
    if (node.kind === 'mark') out.add(node.index);
    else if (node.kind === 'branch') for (const alt of node.alts) marksIn(alt, out);
    else if (node.kind === 'cond') marksIn(node.no, marksIn(node.yes, out));
    else if (node.kind === 'assert' || node.kind === 'atomic' || node.kind === 'repeat')
      marksIn(node.body, out);
  }
  return out;
}

/** The literal characters that every match starts with, and how many nodes at the start are only these. */
export function literalPrefix(seq: Seq): { chars: number[]; nodes: number } {
  const chars: number[] = [];
  let nodes = 0;
  for (let i = 0; i < seq.length; i++) {
    const node = seq[i]!;
    if (node.kind === 'mark') continue;
    if (node.kind !== 'char' || node.set.single < 0) break;
    chars.push(node.set.single);
    if (nodes === i) nodes++;
  }
  return { chars, nodes };
}
