// match statements.
//
// Each case is a block that a failing pattern breaks out of. Captured values wait in temporaries, one for each name of the
// case, and are bound together once the whole pattern has matched, before the guard.
import type * as ast from '../syntax/ast.ts';
import { errorAt } from './error-at.ts';
import { type Builder, leaves, type StatementLowering } from './builder.ts';
import { stringText } from './constants.ts';
import type { Operand } from './ir.ts';
import { testOf, truthOf } from './lower-expressions.ts';
import { storeName } from './lower-names.ts';

function matchStatement(b: Builder, node: ast.Match): void {
  const subject = b.expressionToSlot(node.subject);
  const end = b.label('M');
  const before = new Set(b.bound);
  const ends: Set<string>[] = [];
  const body = b.sequence(() => {
    node.cases.forEach((clause, i) => {
      b.bound = new Set(before);
      if (i < node.cases.length - 1 && clause.guard === null) checkReachable(b, clause.pattern);
      matchCase(b, clause, subject, end);
      ends.push(b.bound);
    });
  });
  b.emit({ op: 'block', label: end, body });
  b.bound = before;
  const last = node.cases[node.cases.length - 1]!;
  if (last.guard === null && isIrrefutable(last.pattern)) {
    for (const name of ends[0]!) if (ends.every((s) => s.has(name))) b.bound.add(name);
  }
}

function isIrrefutable(pattern: ast.Pattern): boolean {
  if (pattern.nodeType === 'MatchAs') return pattern.pattern === null || isIrrefutable(pattern.pattern);
  return pattern.nodeType === 'MatchOr' && pattern.patterns.some(isIrrefutable);
}

function checkReachable(b: Builder, pattern: ast.Pattern): void {
  if (!isIrrefutable(pattern)) return;
  const name = pattern.nodeType === 'MatchAs' ? pattern.name : null;
  const what = name === null ? 'wildcard' : `name capture '${name}'`;
  throw errorAt(`${what} makes remaining patterns unreachable`, b.module.filename, pattern);
}

function matchCase(b: Builder, clause: ast.MatchCase, subject: string, end: string): void {
  const depth = b.depth;
  const fail = b.label('C');
  const captures = new Map<string, string>();
  for (const name of capturedNames(b, clause.pattern)) captures.set(name, b.push('?'));
  const body = b.sequence(() => {
    b.markLine(clause.pattern);
    match(b, clause.pattern, subject, fail, captures);
    b.depth = depth + captures.size;
    for (const slot of captures.values()) b.become(slot, 'v');
    b.position = clause.pattern;
    for (const [name, slot] of captures) storeName(b, name, slot);
    if (clause.guard !== null) {
      testOf(b, clause.guard, false);
      b.emit({ op: 'if', test: '!c', then: [{ op: 'break', label: fail }], otherwise: [] });
    }
    b.depth = depth;
    b.statements(clause.body);
    if (!leaves(b.out)) b.way('jump');
    b.emit({ op: 'break', label: end });
  });
  b.emit({ op: 'block', label: fail, body });
  b.depth = depth;
}

/** With `arrives` CPython has something to take off its stack first. */
function breakUnless(b: Builder, test: string, label: string, arrives = true): void {
  b.exitIf(test === 'c' ? '!c' : `!(${test})`, () => b.emit({ op: 'break', label }), arrives);
}

/** The names a pattern binds, in order. */
function capturedNames(b: Builder, pattern: ast.Pattern): string[] {
  const names: string[] = [];
  const add = (name: string | null, at: ast.Pattern): void => {
    if (name === null) return;
    if (names.includes(name))
      throw errorAt(`multiple assignments to name '${name}' in pattern`, b.module.filename, at);
    names.push(name);
  };
  const visit = (p: ast.Pattern): void => {
    switch (p.nodeType) {
      case 'MatchAs':
        if (p.pattern !== null) visit(p.pattern);
        return add(p.name, p);
      case 'MatchStar':
        return add(p.name, p);
      case 'MatchSequence':
        return p.patterns.forEach(visit);
      case 'MatchMapping':
        p.patterns.forEach(visit);
        return add(p.rest, p);
      case 'MatchClass':
        p.patterns.forEach(visit);
        return p.kwd_patterns.forEach(visit);
      case 'MatchOr':
        return alternatives(p);
      default: // binds nothing
    }
  };
  const alternatives = (p: ast.MatchOr): void => {
    const sets = p.patterns.map((alternative) => capturedNames(b, alternative));
    const first = new Set(sets[0]);
    if (sets.some((s) => s.length !== first.size || s.some((n) => !first.has(n)))) {
      throw errorAt('alternative patterns bind different names', b.module.filename, p);
    }
    for (const name of sets[0]!) add(name, p);
  };
  visit(pattern);
  return names;
}

/** Emits the test of `subject` against a pattern; a mismatch breaks to `fail`. */
function match(
  b: Builder,
  pattern: ast.Pattern,
  subject: Operand,
  fail: string,
  captures: Map<string, string>,
): void {
  const depth = b.depth;
  b.position = pattern;
  switch (pattern.nodeType) {
    case 'MatchValue':
      matchValue(b, pattern, subject, fail);
      break;
    case 'MatchSingleton':
      breakUnless(b, `${subject} === ${b.constant(pattern.value)}`, fail, false);
      break;
    case 'MatchSequence':
      matchSequence(b, pattern, subject, fail, captures);
      break;
    case 'MatchMapping':
      matchMapping(b, pattern, subject, fail, captures);
      break;
    case 'MatchClass':
      matchClass(b, pattern, subject, fail, captures);
      break;
    case 'MatchStar':
      capture(b, pattern.name, subject, captures);
      break;
    case 'MatchAs':
      if (pattern.pattern !== null) match(b, pattern.pattern, subject, fail, captures);
      capture(b, pattern.name, subject, captures);
      break;
    case 'MatchOr':
      matchOr(b, pattern, subject, fail, captures);
      break;
  }
  b.depth = depth;
}

function capture(b: Builder, name: string | null, value: Operand, captures: Map<string, string>): void {
  if (name !== null) b.js(`${captures.get(name)!} = ${value};`);
}

function matchValue(b: Builder, pattern: ast.MatchValue, subject: Operand, fail: string): void {
  const depth = b.depth;
  const value = b.expression(pattern.value);
  b.position = pattern;
  truthOf(b, b.callInto(depth, `compareEq(${subject}, ${value})`));
  b.depth = depth;
  breakUnless(b, 'c', fail, false);
}

function matchSequence(
  b: Builder,
  pattern: ast.MatchSequence,
  subject: Operand,
  fail: string,
  captures: Map<string, string>,
): void {
  const { patterns } = pattern;
  const depth = b.depth;
  breakUnless(b, `matchesSequence(${subject})`, fail);
  const star = patterns.findIndex((p) => p.nodeType === 'MatchStar');
  const count = star < 0 ? patterns.length : patterns.length - 1;
  if (star < 0 || count > 0) {
    b.call('c', `matchLength(${subject}, ${count}, ${star >= 0})`);
    breakUnless(b, 'c', fail);
  }
  if (patterns.every(isWildcard)) return;
  if (star >= 0 && isWildcard(patterns[star]!)) return matchItems(b, pattern, star, subject, fail, captures);
  const items =
    star < 0
      ? b.callInto(depth, `unpack(${subject}, ${patterns.length})`)
      : b.callInto(depth, `unpackStar(${subject}, ${star}, ${patterns.length - star - 1})`);
  b.become(items, `A${patterns.length}`);
  patterns.forEach((p, i) => {
    if (isWildcard(p)) return;
    const item = b.push();
    b.js(`${item} = ${items}.items[${i}];`);
    match(b, p, item, fail, captures);
    b.depth = depth + 1;
  });
}

function isWildcard(p: ast.Pattern): boolean {
  if (p.nodeType === 'MatchAs') return p.pattern === null && p.name === null;
  return p.nodeType === 'MatchStar' && p.name === null;
}

/** With `*_` the other items are subscripted one by one; those behind it from the length, which is asked for each time. */
function matchItems(
  b: Builder,
  pattern: ast.MatchSequence,
  star: number,
  subject: Operand,
  fail: string,
  captures: Map<string, string>,
): void {
  const { patterns } = pattern;
  const depth = b.depth;
  patterns.forEach((p, i) => {
    if (isWildcard(p)) return;
    b.position = pattern;
    let index = `${i}`;
    if (i > star) {
      index = b.callInto(depth, `lengthOf(${subject})`);
      index = b.callInto(depth, `sub(${index}, ${patterns.length - i})`);
    }
    const item = b.callInto(depth, `getItem(${subject}, ${index})`);
    match(b, p, item, fail, captures);
    b.depth = depth;
  });
}

function matchMapping(
  b: Builder,
  pattern: ast.MatchMapping,
  subject: Operand,
  fail: string,
  captures: Map<string, string>,
): void {
  const depth = b.depth;
  breakUnless(b, `matchesMapping(${subject})`, fail);
  if (pattern.keys.length === 0 && pattern.rest === null) return;
  if (pattern.keys.length > 0) {
    b.call('c', `matchLength(${subject}, ${pattern.keys.length}, true)`);
    breakUnless(b, 'c', fail);
  }
  const keyOperands = b.operands(pattern.keys);
  b.depth = depth;
  const keys = b.push('P');
  b.js(`${keys} = new PyTuple([${keyOperands.join(', ')}]);`);
  b.position = pattern;
  const values = b.callInto(depth + 1, `matchKeys(${subject}, ${keys})`);
  breakUnless(b, `${values} !== None`, fail);
  b.become(values, `A${pattern.patterns.length}`);
  pattern.patterns.forEach((p, i) => {
    const item = b.push();
    b.js(`${item} = ${values}.items[${i}];`);
    match(b, p, item, fail, captures);
    b.depth = depth + 2;
  });
  if (pattern.rest !== null) {
    b.position = pattern;
    const rest = b.callInto(depth + 2, `matchRest(${subject}, ${keys})`);
    capture(b, pattern.rest, rest, captures);
  }
}

function matchClass(
  b: Builder,
  pattern: ast.MatchClass,
  subject: Operand,
  fail: string,
  captures: Map<string, string>,
): void {
  const depth = b.depth;
  const repeated = pattern.kwd_attrs.find((name, i) => pattern.kwd_attrs.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw errorAt(`attribute name repeated in class pattern: ${repeated}`, b.module.filename, pattern);
  }
  const cls = b.expression(pattern.cls);
  b.position = pattern;
  const names = b.module.constant(`new PyTuple([${pattern.kwd_attrs.map((n) => stringText(n)).join(', ')}])`);
  const values = b.callInto(depth, `matchClass(${subject}, ${cls}, ${pattern.patterns.length}, ${names})`);
  breakUnless(b, `${values} !== None`, fail);
  b.become(values, `A${pattern.patterns.length + pattern.kwd_patterns.length}`);
  [...pattern.patterns, ...pattern.kwd_patterns].forEach((p, i) => {
    const item = b.push();
    b.js(`${item} = ${values}.items[${i}];`);
    match(b, p, item, fail, captures);
    b.depth = depth + 1;
  });
}

function matchOr(
  b: Builder,
  pattern: ast.MatchOr,
  subject: Operand,
  fail: string,
  captures: Map<string, string>,
): void {
  const done = b.label('O');
  const body = b.sequence(() => {
    pattern.patterns.forEach((alternative, i) => {
      if (i < pattern.patterns.length - 1 && isIrrefutable(alternative)) checkReachable(b, alternative);
      const next = b.label('C');
      const attempt = b.sequence(() => {
        match(b, alternative, subject, next, captures);
        b.way('jump');
        b.emit({ op: 'break', label: done });
      });
      b.emit({ op: 'block', label: next, body: attempt });
    });
    b.way('jump');
    b.emit({ op: 'break', label: fail });
  });
  b.emit({ op: 'block', label: done, body });
}

export const PATTERN_STATEMENTS: Record<string, StatementLowering> = { Match: matchStatement };
