// The SyntaxErrors about patterns of `match`: names bound twice or not in all alternatives, patterns that make what follows
// unreachable, keys of a mapping that are the same.
import * as ast from '../syntax/ast.ts';
import { constantRepr } from '../syntax/constant-repr.ts';
import type { StatementChecker } from './checks.ts';
import { patternNumber } from './pattern-numbers.ts';
import { TreeWalk } from './tree-walk.ts';

/** Most targets before a starred one. */
export const MAX_BEFORE_STAR = 255;

/** Of the earliest name that occurs twice, where it does so first after; -1 if none does. */
export function findRepeated(names: readonly (string | null)[]): number {
  const seen = new Map<string, number>();
  let earliest = names.length;
  let found = -1;
  names.forEach((name, i) => {
    if (name === null) return;
    const before = seen.get(name);
    if (before === undefined) seen.set(name, i);
    else if (before < earliest) {
      earliest = before;
      found = i;
    }
  });
  return found;
}

/** Whether a pattern is `_`. */
export function isWildcard(pattern: ast.Pattern): boolean {
  return pattern.nodeType === 'MatchAs' && pattern.name === null && pattern.pattern === null;
}

/** One case's pattern: which names it binds, and whether a part that always matches hides what follows. */
export class PatternChecker extends TreeWalk {
  private readonly walk: StatementChecker;
  /** The names bound so far; in an alternative, by that alternative. */
  private names = new Set<string>();

  constructor(walk: StatementChecker) {
    super();
    this.walk = walk;
  }

  check(pattern: ast.Pattern, mayMatchAll: boolean): void {
    this.then(() => this.pattern(pattern, mayMatchAll));
    this.run();
  }

  /** No nodes are queued: what is to be done with a pattern depends on where it stands. */
  protected visit(): void {}

  private thenPatterns(patterns: readonly ast.Pattern[]): void {
    for (const pattern of patterns) this.then(() => this.pattern(pattern, true));
  }

  private bind(name: string | null, at: ast.Position): void {
    if (name === null) return;
    if (this.names.has(name)) this.walk.fail(`multiple assignments to name '${name}' in pattern`, at);
    this.names.add(name);
  }

  private pattern(p: ast.Pattern, mayMatchAll: boolean): void {
    switch (p.nodeType) {
      case 'MatchValue':
        if (!isPatternValue(p.value)) {
          this.walk.fail('patterns may only match literals and attribute lookups', p);
        }
        break;
      case 'MatchSingleton':
        break;
      case 'MatchSequence':
        this.sequence(p);
        break;
      case 'MatchMapping':
        this.checkKeys(p);
        this.thenPatterns(p.patterns);
        this.then(() => this.bind(p.rest, p));
        break;
      case 'MatchClass':
        this.checkAttributes(p);
        this.thenPatterns(p.patterns);
        this.thenPatterns(p.kwd_patterns);
        break;
      case 'MatchStar':
        this.bind(p.name, p);
        break;
      case 'MatchAs':
        this.capture(p, mayMatchAll);
        break;
      case 'MatchOr':
        this.alternatives(p, mayMatchAll);
        break;
    }
  }

  private capture(p: ast.MatchAs, mayMatchAll: boolean): void {
    const { pattern } = p;
    if (pattern !== null) {
      this.then(() => this.pattern(pattern, mayMatchAll));
      this.then(() => this.bind(p.name, p));
      return;
    }
    if (!mayMatchAll) {
      const what = p.name === null ? 'wildcard' : `name capture '${p.name}'`;
      this.walk.fail(`${what} makes remaining patterns unreachable`, p);
    }
    this.bind(p.name, p);
  }

  private sequence(p: ast.MatchSequence): void {
    const stars = p.patterns.filter((part) => part.nodeType === 'MatchStar');
    if (stars.length > 1) this.walk.fail('multiple starred names in sequence pattern', p);
    if (stars.length === 1 && p.patterns.indexOf(stars[0]!) > MAX_BEFORE_STAR) {
      this.walk.fail('too many expressions in star-unpacking sequence pattern', p);
    }
    this.thenPatterns(p.patterns);
  }

  /** Alternatives must bind the same names; only the last may match whatever it is given. */
  private alternatives(p: ast.MatchOr, mayMatchAll: boolean): void {
    const outer = this.names;
    let first: Set<string> | null = null;
    p.patterns.forEach((alternative, i) => {
      this.then(() => {
        this.names = new Set();
        this.then(() => this.pattern(alternative, mayMatchAll && i === p.patterns.length - 1));
      });
      this.then(() => {
        first ??= this.names;
        if (!haveSameNames(first, this.names)) this.walk.fail('alternative patterns bind different names', p);
      });
    });
    this.then(() => {
      this.names = outer;
      for (const name of first ?? []) this.bind(name, p);
    });
  }

  private checkAttributes(p: ast.MatchClass): void {
    const repeated = findRepeated(p.kwd_attrs);
    if (repeated < 0) return;
    const message = `attribute name repeated in class pattern: ${p.kwd_attrs[repeated]}`;
    this.walk.fail(message, p.kwd_patterns[repeated]!);
  }

  private checkKeys(p: ast.MatchMapping): void {
    const seen = new Set<string>();
    for (const key of p.keys) {
      if (key.nodeType === 'Attribute') continue;
      const literal = literalOf(key);
      if (literal === undefined) {
        this.walk.fail('mapping pattern keys may only match literals and attribute lookups', p);
      }
      const identity = identityOf(literal);
      if (seen.has(identity)) {
        this.walk.fail(`mapping pattern checks duplicate key (${constantRepr(literal)})`, p);
      }
      seen.add(identity);
    }
  }
}

function haveSameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

/** A constant, a number with a sign or a complex number written as a sum, or an attribute. */
function isPatternValue(value: ast.Expr): boolean {
  return value.nodeType === 'Attribute' || literalOf(value) !== undefined;
}

/** The value of a literal; undefined for all else, `...` and tuples among it. */
function literalOf(node: ast.Expr): ast.ConstantValue | undefined {
  const number = patternNumber(node);
  if (number.nodeType !== 'Constant') return undefined;
  const { value } = number;
  return value === ast.ELLIPSIS || value instanceof ast.ConstantItems ? undefined : value;
}

/** A text that is the same for constants that are equal in Python, of whatever type. */
function identityOf(value: ast.ConstantValue): string {
  if (typeof value === 'number' || typeof value === 'bigint') return `number ${value}`;
  if (typeof value === 'boolean') return `number ${Number(value)}`;
  if (value instanceof ast.FloatLiteral) return realIdentity(value.value);
  if (value instanceof ast.ImaginaryLiteral) return complexIdentity(0, value.value);
  if (value instanceof ast.ComplexConstant) return complexIdentity(value.real, value.imag);
  return constantRepr(value);
}

function realIdentity(value: number): string {
  return `number ${Number.isInteger(value) ? BigInt(value) : value}`;
}

function complexIdentity(real: number, imaginary: number): string {
  if (imaginary === 0) return realIdentity(real);
  // Without the sign of a zero.
  return `complex ${real + 0} ${imaginary}`;
}
