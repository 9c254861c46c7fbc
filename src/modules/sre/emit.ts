// A pattern's tree written out as one JavaScript function that matches it: no recursion, no interpreter.
//
//     main: for (;;) {
//       sw: switch (pc) { case 0: ...the pattern, in order... return result; case 7: ... }
//       pc = B[--sp];                               // failure: whatever is on the backtrack stack is resumed
//     }
//
// The pattern is straight-line code on the variable `p` (the position). To fail is `break sw`. A choice point is
// a few numbers on the stack B, its label on top; the code at the label takes them off again. Whatever changes
// a mark or a loop's counter while a choice point may be on the stack first pushes the old value with the label
// of an undo case, so that failing restores everything in reverse order, as CPython's engine does by copying.
// `live` is the static knowledge that such a choice point may exist; before the first one nothing is saved.
// Code that is only reached from the stack is collected in `cold` and comes last.
//
// Atomic groups, assertions and possessive loops cut the stack back to its height at their start. Their bodies
// cannot be resumed afterwards, so one variable per construct holds that height, and the marks they set are
// saved beforehand as one undo entry (a snapshot).

import type { Place } from '../../machine/numbers.ts';
import { marksIn, mayChoose, minWidth, literalPrefix, analyse, firstSet } from './analysis.ts';
import { charTest, Constants } from './chartest.ts';
import { ALL, ASCII_WORD, EMPTY, NEWLINE, uniWord } from './charset.ts';
import type { CharSet } from './charset.ts';
import { At } from './constants.ts';
import { wordFinder, wordsOf } from './literals.ts';
import { STEPS_PER_TICK, giveStack, growStack, lowerAscii, lowerUnicode, takeStack } from './runtime.ts';
import type {
  AssertNode,
  AtNode,
  AtomicNode,
  BranchNode,
  CondNode,
  Node,
  RefNode,
  RepeatNode,
  Seq,
  Tree,
} from './tree.ts';

/** 'past' is 'match' where pos is after endpos: CPython still finds empty matches there, but for its loops. */
export type MatchMode = 'match' | 'fullmatch' | 'search' | 'past';

/** How the subject holds its characters: a string of 16-bit units, or an array of bytes or code points. */
export type SubjectKind = 'string' | 'bytes' | 'wide';

export type SubjectText = string | Uint8Array | Uint32Array;

/** Start and end of the match and of each group (-1 when unset), last the number of the last closed group or -1. */
export type Marks = Place[];

/** `advance` is a position at which the match must not end, or -1. `tick` returns the steps until its next call. */
export type Matcher = (
  text: SubjectText,
  pos: number,
  end: number,
  advance: number,
  tick: () => number,
) => Marks | null;

/** Up to this many groups the marks are local variables; more are kept in an array. */
const MAX_LOCAL_GROUPS = 8;
/** Branches with at least this many alternatives are entered through a table of the first character. */
const MIN_TABLE_ALTERNATIVES = 4;

/** Alternations of at least this many plain words are looked up instead of written out. */
const MIN_TRIE_WORDS = 16;

const TOP = { string: 0xffff, bytes: 0xff, wide: 0x10ffff } as const;

/** Compiles the tree for one way of matching one kind of subject. */
export function emitMatcher(tree: Tree, groups: number, mode: MatchMode, kind: SubjectKind): Matcher {
  const emitter = new Emitter(groups, kind);
  const source = emitter.program(tree, mode);
  const { names, values } = emitter.constants;
  return new Function(...names, `return ${source}`)(...values) as Matcher;
}

/** The text of the function that `emitMatcher` would make, for looking at. */
export function emitSource(tree: Tree, groups: number, mode: MatchMode, kind: SubjectKind): string {
  return new Emitter(groups, kind).program(tree, mode);
}

class Emitter {
  readonly constants = new Constants();
  private readonly groups: number;
  private readonly kind: SubjectKind;
  private readonly top: number;
  private readonly localMarks: boolean;
  private lines: string[] = [];
  private readonly cold: string[] = [];
  /** Loop counters and the like, one variable each. */
  private readonly variables: string[] = [];
  private readonly undoLabels = new Map<string, number>();
  /** Marks set without an undo entry: they must be cleared when a search goes on to the next position. */
  private readonly unsaved = new Set<number>();
  private labels = 1;
  private live = false;
  /** How many numbers all pushes of the program take together: the safe distance between two checks of room. */
  private pushed = 0;
  private loopDepth = 0;
  private past = false;

  constructor(groups: number, kind: SubjectKind) {
    this.groups = groups;
    this.kind = kind;
    this.top = TOP[kind];
    this.localMarks = groups <= MAX_LOCAL_GROUPS;
  }

  // ---- pieces of text

  private line(text: string): void {
    this.lines.push(text);
  }

  private label(): number {
    return this.labels++;
  }

  private variable(prefix: string): string {
    const name = `${prefix}${this.variables.length}`;
    this.variables.push(name);
    return name;
  }

  private load(position: string): string {
    return this.kind === 'string' ? `S.charCodeAt(${position})` : `S[${position}]`;
  }

  private test(set: CharSet, position: string): string {
    return charTest(set, this.load(position), this.top, this.constants);
  }

  private mark(index: number): string {
    return this.localMarks ? `m${index}` : `M[${index + 2}]`;
  }

  private get lastIndex(): string {
    return this.localMarks ? 'li' : `M[${2 * this.groups + 2}]`;
  }

  /** Pushes values and on top of them a label. */
  private push(label: number, ...values: string[]): string {
    this.pushed += values.length + 1;
    return [...values, label].map((value) => `B[sp++] = ${value};`).join(' ');
  }

  /** A choice point: like `push`, and makes sure of room. */
  private choice(label: number, ...values: string[]): string {
    this.live = true;
    return `${ROOM} ${this.push(label, ...values)}`;
  }

  private goto(label: number): string {
    return `pc = ${label}; continue main;`;
  }

  /** The undo case that pops into the variables, in reverse order of their pushing; made once for each. */
  private undoLabel(...variables: string[]): number {
    const key = variables.join();
    let label = this.undoLabels.get(key);
    if (label === undefined) {
      label = this.label();
      this.undoLabels.set(key, label);
      const pops = variables.map((name) => `${name} = B[--sp];`).reverse();
      this.cold.push(`case ${label}: ${pops.join(' ')} break sw;`);
    }
    return label;
  }

  /** Saves variables for the case of failure, if anything could be resumed then. */
  private save(...variables: string[]): void {
    if (this.live && variables.length) this.line(this.push(this.undoLabel(...variables), ...variables));
  }

  // ---- the whole

  program(tree: Tree, mode: MatchMode): string {
    const follow = mode === 'fullmatch' ? EMPTY : ALL;
    analyse(tree.body, follow, true);
    const shortest = Math.max(tree.minWidth, minWidth(tree.body));
    let body = tree.body;
    if (mode === 'search') body = this.searchStart(body, shortest);
    else this.line('p = pos;');
    this.past = mode === 'past';
    this.sequence(body);
    this.success(mode);
    return this.assemble(mode, shortest);
  }

  private success(mode: MatchMode): void {
    const refuse = mode === 'fullmatch' ? 'p === advance || p !== end' : 'p === advance';
    this.line(`if (${refuse}) break sw;`);
    if (this.pushed) this.line('give(B);');
    const start = mode === 'search' ? 's' : 'pos';
    if (!this.localMarks) {
      this.line(`M[0] = ${start}; M[1] = p; return M;`);
      return;
    }
    const marks = this.allMarks().map((index) => `m${index}`);
    this.line(`return [${[start, 'p', ...marks, this.groups ? 'li' : '-1'].join(', ')}];`);
  }

  private allMarks(): number[] {
    return Array.from({ length: 2 * this.groups }, (_, index) => index);
  }

  private assemble(mode: MatchMode, shortest: number): string {
    const give = this.pushed ? 'give(B); ' : '';
    const out = ['function (S, pos, end, advance, tick) {'];
    if (shortest > 0) out.push(`  if (end - pos < ${shortest}) return null;`);
    out.push(`  let p = pos, s = pos, pc = 0, c = 0, q = 0, e = 0, budget = ${STEPS_PER_TICK};`);
    if (this.pushed)
      out.push(`  let sp = 0, B = take(${this.pushed + 16}), lim = B.length - ${this.pushed + 16};`);
    if (this.variables.length) out.push(`  let ${this.variables.map((name) => `${name} = 0`).join(', ')};`);
    out.push(...this.declareMarks());
    out.push('  main: for (;;) {', '    sw: switch (pc) {', '    case 0:');
    if (mode === 'search') this.clearUnsaved(out);
    for (const text of [...this.lines, ...this.cold]) out.push(`      ${text}`);
    out.push('    }', '    if (--budget < 0) budget = tick();');
    const empty = mode === 'search' ? 'pc = 0; s++; continue;' : `${give}return null;`;
    if (this.pushed) out.push(`    if (sp === 0) { ${empty} }`, '    pc = B[--sp];');
    else out.push(`    ${empty}`);
    out.push('  }', '}');
    this.bindRuntime();
    return out.join('\n').replaceAll('FINISH', `${give}return null;`);
  }

  private declareMarks(): string[] {
    if (this.groups === 0) return [];
    if (!this.localMarks) return [`  const M = new Array(${2 * this.groups + 3}).fill(-1);`];
    return [
      `  let li = -1, ${this.allMarks()
        .map((index) => `m${index} = -1`)
        .join(', ')};`,
    ];
  }

  private clearUnsaved(out: string[]): void {
    if (this.unsaved.size === 0) return;
    const names = [...this.unsaved].map((index) => this.mark(index));
    out.push(`      ${[...names, this.lastIndex].join(' = ')} = -1;`);
  }

  private bindRuntime(): void {
    const { names, values } = this.constants;
    names.push('take', 'give', 'grow', 'lowerAscii', 'lowerUnicode');
    values.push(takeStack, giveStack, growStack, lowerAscii, lowerUnicode);
  }

  /** Finds the next position `s` at which the pattern can start; what is left to match after that. */
  private searchStart(body: Seq, shortest: number): Seq {
    const head = body.find((node) => node.kind !== 'mark');
    const prefix = literalPrefix(body);
    if (head?.kind === 'at' && (head.at === At.BEGINNING || head.at === At.BEGINNING_STRING)) {
      this.line('if (s !== 0) { FINISH }');
    } else if (head?.kind === 'at' && head.at === At.BEGINNING_LINE) {
      this.line(`while (s > 0 && s <= end && ${this.load('s - 1')} !== 10) s++;`);
    } else if (prefix.chars.length) {
      this.findPrefix(prefix.chars);
    } else {
      const first = firstSet(body, ALL);
      if (shortest > 0 && !first.isAll) this.line(`while (s < end && !(${this.test(first, 's')})) s++;`);
    }
    this.line(`if (s > end - ${shortest}) { FINISH }`);
    this.line('p = s;');
    if (!prefix.nodes) return body;
    this.line(`p += ${prefix.nodes};`);
    return body.slice(prefix.nodes);
  }

  private findPrefix(chars: number[]): void {
    if (chars.some((c) => c > this.top)) {
      this.line('FINISH');
      return;
    }
    if (this.kind === 'string') {
      this.line(`s = S.indexOf(${this.constants.add('P', String.fromCharCode(...chars))}, s);`);
      this.line('if (s < 0) { FINISH }');
      return;
    }
    const tests = chars.map((c, i) => `S[s + ${i}] === ${c}`).join(' && ');
    this.line(`for (;; s++) { s = S.indexOf(${chars[0]}, s);`);
    this.line(`  if (s < 0) { FINISH } if (${tests}) break; }`);
  }

  // ---- nodes

  private sequence(seq: Seq): void {
    for (let i = 0; i < seq.length;) {
      const run = charRun(seq, i);
      if (run > 0) {
        this.characters(seq.slice(i, i + run));
        i += run;
      } else {
        this.node(seq[i++]!);
      }
    }
  }

  private node(node: Node): void {
    switch (node.kind) {
      case 'char':
        return this.characters([node]);
      case 'mark':
        return this.setMark(node.index);
      case 'at':
        return this.line(`if (!(${this.position(node)})) break sw;`);
      case 'ref':
        return this.reference(node);
      case 'branch':
        return this.branch(node);
      case 'cond':
        return this.conditional(node);
      case 'assert':
        return this.assertion(node);
      case 'atomic':
        return this.atomic(node);
      case 'repeat':
        if (node.mode === 'possessive' && !node.single) return this.possessive(node);
        if (node.single)
          return node.mode === 'lazy' ? this.lazyOne(node, node.single) : this.greedyOne(node, node.single);
        return node.mode === 'greedy' ? this.greedy(node) : this.lazy(node);
      case 'fail':
        return this.line('break sw;');
    }
  }

  /** The condition that a run of one-character nodes matches from p + offset. */
  private runTest(run: Seq, offset = 0): string {
    const at = (i: number): string => (i + offset === 0 ? 'p' : `p + ${i + offset}`);
    const tests = [`p + ${run.length + offset} <= end`];
    run.forEach((node, i) => {
      if (node.kind === 'char') tests.push(this.test(node.set, at(i)));
    });
    return tests.filter((text) => text !== 'true').join(' && ');
  }

  private characters(run: Seq): void {
    this.line(`if (!(${this.runTest(run)})) break sw;`);
    this.line(`p += ${run.length};`);
  }

  private setMark(index: number): void {
    const mark = this.mark(index);
    const closes = index % 2 === 1;
    if (this.live) this.save(mark, ...(closes ? [this.lastIndex] : []));
    else this.unsaved.add(index);
    this.line(`${mark} = p;${closes ? ` ${this.lastIndex} = ${(index + 1) / 2};` : ''}`);
  }

  private position(node: AtNode): string {
    const newline = (at: string): string => this.test(NEWLINE, at);
    switch (node.at) {
      case At.BEGINNING:
      case At.BEGINNING_STRING:
        return 'p === 0';
      case At.BEGINNING_LINE:
        return `p === 0 || ${newline('p - 1')}`;
      case At.END:
        return `p === end || (p === end - 1 && ${newline('p')})`;
      case At.END_LINE:
        return `p === end || ${newline('p')}`;
      case At.END_STRING:
        return 'p === end';
      case At.UNI_BOUNDARY:
        return this.boundary(uniWord(), '!==');
      case At.UNI_NON_BOUNDARY:
        return this.boundary(uniWord(), '===');
      case At.BOUNDARY:
      case At.LOC_BOUNDARY:
        return this.boundary(ASCII_WORD, '!==');
      default:
        return this.boundary(ASCII_WORD, '===');
    }
  }

  private boundary(word: CharSet, operator: string): string {
    return `(p > 0 && ${this.test(word, 'p - 1')}) ${operator} (p < end && ${this.test(word, 'p')})`;
  }

  private reference(node: RefNode): void {
    const fold = { none: '', ascii: 'lowerAscii', locale: 'lowerAscii', unicode: 'lowerUnicode' }[
      node.folding
    ];
    this.line(`q = ${this.mark(2 * node.group)}; e = ${this.mark(2 * node.group + 1)};`);
    this.line('if (q < 0 || e < q || e - q > end - p) break sw;');
    this.line(
      `while (q < e) { if (${fold}(${this.load('p')}) !== ${fold}(${this.load('q')})) break sw; p++; q++; }`,
    );
  }

  private conditional(node: CondNode): void {
    const no = this.label();
    const done = this.label();
    const [start, end] = [this.mark(2 * node.group), this.mark(2 * node.group + 1)];
    this.line(`if (!(${start} >= 0 && ${end} >= ${start})) { ${this.goto(no)} }`);
    this.sequence(node.yes);
    this.line(this.goto(done));
    this.line(`case ${no}:`);
    this.sequence(node.no);
    this.line(`case ${done}:`);
  }

  // ---- alternatives

  private branch(node: BranchNode): void {
    const words = node.alts.length >= MIN_TRIE_WORDS ? wordsOf(node.alts) : undefined;
    if (words) return this.words(words);
    const done = this.label();
    const count = node.alts.length;
    const entries = node.alts.map(() => this.label());
    const bodies = this.entryTable(node, entries);
    for (let i = 0; i < count; i++) {
      const last = i === count - 1;
      const next = node.nexts[i]!;
      this.line(`case ${entries[i]}:`);
      const condition = this.alternativeTest(node, i);
      if (condition) this.line(`if (!(${condition})) { ${last ? 'break sw;' : this.goto(entries[i + 1]!)} }`);
      if (bodies) this.line(`case ${bodies[i]}:`);
      if (next < count) {
        const resume = this.label();
        const known = bodies && node.firsts[i]!.single >= 0 && node.firsts[next]!.has(node.firsts[i]!.single);
        const target = known ? bodies[next]! : entries[next]!;
        this.line(this.choice(resume, 'p'));
        this.cold.push(`case ${resume}: p = B[--sp]; ${this.goto(target)}`);
      }
      this.alternative(node.alts[i]!, condition !== '');
      if (!last) this.line(this.goto(done));
    }
    this.line(`case ${done}:`);
  }

  /** Alternatives that are plain words: a choice point says from which word on to look again. */
  private words(words: number[][]): void {
    const find = this.constants.add('F', wordFinder(words, this.kind === 'string'));
    const lengths = this.constants.add(
      'L',
      Int32Array.from(words, (word) => word.length),
    );
    const [resume, rest] = [this.label(), this.label()];
    this.line(`e = ${find}(S, p, end, 0);`);
    this.line(`case ${rest}:`);
    this.line('if (e < 0) break sw;');
    this.line(`q = ${find}(S, p, end, e + 1);`);
    this.line(`if (q >= 0) { ${this.choice(resume, 'q', 'p')} }`);
    this.line(`p += ${lengths}[e];`);
    this.cold.push(`case ${resume}: p = B[--sp]; e = B[--sp]; ${this.goto(rest)}`);
  }

  /** What the next character must be for the alternative to be tried at all; empty when that is not known. */
  private alternativeTest(node: BranchNode, i: number): string {
    const first = node.firsts[i]!;
    const solid = minWidth(node.alts[i]!) > 0;
    const test = this.test(first, 'p');
    if (solid) return test === 'true' ? 'p < end' : `p < end && ${test}`;
    return test === 'true' ? '' : `(p >= end || ${test})`;
  }

  /** The alternative's body; its first character is not tested again where the condition has just done so. */
  private alternative(alt: Seq, tested: boolean): void {
    if (!tested || alt[0]?.kind !== 'char') return this.sequence(alt);
    const run = charRun(alt, 0);
    if (run > 1) this.line(`if (!(${this.runTest(alt.slice(1, run), 1)})) break sw;`);
    this.line(`p += ${run};`);
    this.sequence(alt.slice(run));
  }

  /** For many alternatives: a jump by the first character to the first alternative that can have it. */
  private entryTable(node: BranchNode, entries: number[]): number[] | undefined {
    const solid = node.alts.every((alt) => minWidth(alt) > 0);
    if (node.alts.length < MIN_TABLE_ALTERNATIVES || !solid || node.firsts.some((set) => set.isAll))
      return undefined;
    const bodies = entries.map(() => this.label());
    const table = new Int32Array(128).fill(-1);
    for (let c = 0; c < 128; c++) {
      const i = node.firsts.findIndex((set) => set.has(c));
      if (i >= 0) table[c] = bodies[i]!;
    }
    const name = this.constants.add('D', table);
    this.line('if (p >= end) break sw;');
    this.line(`c = ${this.load('p')};`);
    this.line(`if (c < 128) { if ((pc = ${name}[c]) < 0) break sw; continue main; }`);
    return bodies;
  }

  // ---- loops over one character

  private limit(max: number): string {
    return max === Infinity ? 'end' : `Math.min(end, p + ${max})`;
  }

  /** Takes all it can, then gives back one at a time, down to positions where the rest can start. */
  private greedyOne(node: RepeatNode, set: CharSet): void {
    if (this.past) this.line('if (p > end) break sw;');
    this.line(`q = p; e = ${this.limit(node.max)};`);
    const test = this.test(set, 'p');
    this.line(test === 'true' ? 'p = e;' : `while (p < e && ${test}) p++;`);
    if (node.max === Infinity) this.line('budget -= p - q;');
    if (node.min > 0) this.line(`if (p - q < ${node.min}) break sw;`);
    if (node.commit) return;
    const resume = this.label();
    const rest = this.label();
    const least = node.min > 0 ? `q + ${node.min}` : 'q';
    this.line(`if (p > ${least}) { ${this.choice(resume, least, 'p')} }`);
    this.line(`case ${rest}:`);
    const follow = this.test(node.follow, 'p');
    const back = follow === 'true' ? 'p--;' : `do p--; while (p >= q && !(${follow}));`;
    this.cold.push(`case ${resume}: p = B[sp - 1]; q = B[sp - 2]; ${back}`);
    if (follow !== 'true') this.cold.push('if (p < q) { sp -= 2; break sw; }');
    this.cold.push(`if (p === q) sp -= 2; else { B[sp - 1] = p; B[sp++] = ${resume}; }`, this.goto(rest));
  }

  /** Takes as little as it can, and more up to the next position where the rest can start. */
  private lazyOne(node: RepeatNode, set: CharSet): void {
    const test = this.test(set, 'p');
    if (this.past) this.line('if (p > end) break sw;');
    if (node.min > 0) {
      this.line(`q = p; e = p + ${node.min}; if (e > end) break sw;`);
      this.line(test === 'true' ? 'p = e;' : `while (p < e) { if (!(${test})) break sw; p++; }`);
    }
    if (node.max === node.min) return;
    const bounded = node.max !== Infinity;
    const limit = bounded ? 'q' : 'end';
    const forward = this.label();
    if (bounded) this.line(`q = ${this.limit(node.max - node.min)};`);
    this.line(`case ${forward}:`);
    const follow = this.test(node.follow, 'p');
    if (follow !== 'true') {
      this.line('e = p;');
      this.line(
        `while (p < end && !(${follow})) { if (${bounded ? 'p >= q || ' : ''}!(${test})) break sw; p++; }`,
      );
      this.line('budget -= p - e;');
    }
    if (node.commit) return;
    const resume = this.label();
    this.line(this.choice(resume, ...(bounded ? ['q'] : []), 'p'));
    const pop = bounded ? 'p = B[--sp]; q = B[--sp];' : 'p = B[--sp];';
    this.cold.push(
      `case ${resume}: ${pop} if (p >= ${limit} || !(${test})) break sw; p++;`,
      this.goto(forward),
    );
  }

  // ---- loops over anything

  /** The counter and the position of the last round, as far as the loop needs them. */
  private loopRegisters(node: RepeatNode): { count: string; last: string; all: string[] } {
    const count = node.min > 0 || node.max !== Infinity ? this.variable('n') : '';
    const last = minWidth(node.body) === 0 ? this.variable('l') : '';
    const all = [count, last].filter((name) => name !== '');
    if (this.loopDepth > 0) this.save(...all);
    for (const name of all) this.line(`${name} = ${name === last ? -1 : 0};`);
    return { count, last, all };
  }

  private loopBody(node: RepeatNode, loop: number): void {
    this.loopDepth++;
    this.sequence(node.body);
    this.loopDepth--;
    this.line(this.goto(loop));
  }

  /** The conditions on which no further round is tried here. */
  private stops(node: RepeatNode, count: string, last: string): string[] {
    const stops: string[] = [];
    if (node.max !== Infinity) stops.push(`${count} >= ${node.max}`);
    if (last) stops.push(`p === ${last}`);
    if (minWidth(node.body) === 0) return stops;
    const test = this.test(node.first, 'p');
    stops.push(test === 'true' ? 'p >= end' : `!(p < end && ${test})`);
    return stops;
  }

  private loopHead(node: RepeatNode, count: string, body: number): number {
    const loop = this.label();
    this.live ||= !node.commit || mayChoose(node.body);
    this.line(`case ${loop}:`);
    if (this.live) this.line(ROOM);
    if (node.min > 0) {
      this.line(`if (${count} < ${node.min}) {`);
      this.save(count);
      this.line(`${count}++; ${this.goto(body)} }`);
    }
    return loop;
  }

  /** As many rounds as possible; each leaves a choice point to stop before it, unless the next character decides. */
  private greedy(node: RepeatNode): void {
    const { count, last } = this.loopRegisters(node);
    const body = this.label();
    const rest = this.label();
    const loop = this.loopHead(node, count, body);
    const stops = this.stops(node, count, last);
    if (stops.length) this.line(`if (${stops.join(' || ')}) { ${this.goto(rest)} }`);
    if (node.commit) {
      if (count) this.save(count);
    } else {
      const resume = this.label();
      this.line(this.choice(resume, ...(last ? [last] : []), 'p'));
      const pops = `p = B[--sp];${last ? ` ${last} = B[--sp];` : ''}${count ? ` ${count}--;` : ''}`;
      this.cold.push(`case ${resume}: ${pops} ${this.goto(rest)}`);
    }
    if (count) this.line(`${count}++;`);
    if (last) this.line(`${last} = p;`);
    this.line(`case ${body}:`);
    this.loopBody(node, loop);
    this.line(`case ${rest}:`);
  }

  /** As few rounds as possible; a choice point is left to make one more. */
  private lazy(node: RepeatNode): void {
    const { count, last, all } = this.loopRegisters(node);
    const body = this.label();
    const rest = this.label();
    const loop = this.loopHead(node, count, body);
    const follow = this.test(node.follow, 'p');
    const canFollow = `p >= end || ${follow}`;
    if (node.commit) {
      this.line(`if (${canFollow}) { ${this.goto(rest)} }`);
    } else {
      const [resume, more] = [this.label(), this.label()];
      const leave = `${this.choice(resume, 'p')} ${this.goto(rest)}`;
      this.line(follow === 'true' ? leave : `if (${canFollow}) { ${leave} }`);
      this.line(`case ${more}:`);
      this.cold.push(`case ${resume}: p = B[--sp]; ${this.goto(more)}`);
    }
    const stops = this.stops(node, count, last);
    if (stops.length) this.line(`if (${stops.join(' || ')}) break sw;`);
    this.save(...all);
    if (count) this.line(`${count}++;`);
    if (last) this.line(`${last} = p;`);
    this.line(`case ${body}:`);
    this.loopBody(node, loop);
    this.line(`case ${rest}:`);
  }

  // ---- what is never resumed

  /** Saves the marks that the body can set, because its own undo entries are going to be cut away. */
  private snapshot(body: Seq): void {
    const marks = [...marksIn(body)];
    if (!this.live) for (const index of marks) this.unsaved.add(index);
    if (!this.live || marks.length === 0) return;
    this.line(ROOM);
    this.save(...marks.map((index) => this.mark(index)), this.lastIndex);
  }

  private atomic(node: AtomicNode): void {
    if (!mayChoose(node.body)) return this.sequence(node.body);
    const live = this.live;
    const height = this.variable('a');
    this.snapshot(node.body);
    this.line(`${height} = sp;`);
    this.sequence(node.body);
    this.line(`sp = ${height};`);
    this.live = live;
  }

  private assertion(node: AssertNode): void {
    if (node.negative) return this.negativeAssertion(node);
    const origin = this.variable('o');
    this.line(`${origin} = p;`);
    if (node.back > 0) this.line(`p -= ${node.back}; if (p < 0) break sw;`);
    this.atomic({ kind: 'atomic', body: node.body });
    this.line(`p = ${origin};`);
  }

  private negativeAssertion(node: AssertNode): void {
    if (node.back === 0 && charRun(node.body, 0) === node.body.length) {
      this.line(node.body.length ? `if (${this.runTest(node.body)}) break sw;` : 'break sw;');
      return;
    }
    const live = this.live;
    const origin = this.variable('o');
    const height = this.variable('a');
    const [failed, done] = [this.label(), this.label()];
    this.line(`${origin} = p;`);
    if (node.back > 0) this.line(`if (p < ${node.back}) { ${this.goto(done)} } p -= ${node.back};`);
    this.snapshot(node.body);
    this.line(`${height} = sp; ${this.choice(failed)}`);
    this.sequence(node.body);
    this.line(`sp = ${height}; break sw;`);
    this.line(`case ${failed}: case ${done}: p = ${origin};`);
    this.live = live;
  }

  /** Rounds as long as they match, each matched once and for all. */
  private possessive(node: RepeatNode): void {
    const live = this.live;
    const count = node.min > 0 || node.max !== Infinity ? this.variable('n') : '';
    const [last, height] = [this.variable('l'), this.variable('a')];
    const [loop, body, stop, rest] = [this.label(), this.label(), this.label(), this.label()];
    this.snapshot(node.body);
    this.line(`${count ? `${count} = 0; ` : ''}${last} = -1; ${height} = sp;`);
    this.line(`case ${loop}:`);
    if (node.min > 0) this.line(`if (${count} < ${node.min}) { ${this.goto(body)} }`);
    const bound = node.max === Infinity ? '' : `${count} >= ${node.max} || `;
    this.line(`if (${bound}p === ${last}) { ${this.goto(rest)} }`);
    this.line(`${last} = p; ${this.choice(stop)}`);
    this.line(`case ${body}:`);
    this.loopDepth++;
    this.sequence(node.body);
    this.loopDepth--;
    this.line(`sp = ${height};${count ? ` ${count}++;` : ''} ${this.goto(loop)}`);
    this.line(`case ${stop}: p = ${last};`);
    this.line(`case ${rest}:`);
    this.live = live;
  }
}

/** Makes sure of room for everything that can be pushed before the next check. */
const ROOM = 'if (sp > lim) { B = grow(B); lim += B.length / 2; }';

/** How many nodes from index i on are single characters. */
function charRun(seq: Seq, i: number): number {
  let n = 0;
  while (i + n < seq.length && seq[i + n]!.kind === 'char') n++;
  return n;
}
