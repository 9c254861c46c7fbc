// A small interpreter of parsing expression grammars with CPython's semantics, for finding out what is wrong.
//
// A grammar is a table: the name of a rule and its alternatives in order, each a line of grammar notation and, where the
// match means something, an action. The order of alternatives, which rules are memoised (marked `*` after the name), how
// far tokens have been fetched and that an action without a result fails its rule at once: all of it decides which
// error is found, so all of it is as in CPython's generated parser. Left-recursive rules are written as loops.
//
// Notation: 'keyword or mark'  "soft keyword"  TOKEN  rule  [optional]  item*  item+  sep.item+  (group | group)
// &ahead  !not_ahead  &&'forced'  ~ (no other alternative from here)  name=item (a capture for the action).

import * as T from './tokens.ts';
import type { TokenBuffer } from './tokens.ts';

/** What a rule or token matched: from which token to which, and what the actions need to know of it. */
export interface Match {
  /** A class of `ast` for expressions, 'Token' for tokens, or a name of the grammar's own. */
  kind: string;
  first: number;
  last: number;
  /** Elements, operands or the like, for the kinds that are looked into. */
  parts: Value[];
}

export type Value = Match | Value[] | undefined;
export type Captures = Record<string, Value>;

/** Null: the rule fails without trying its other alternatives. An action may throw to report an error. */
export type Action = (captures: Captures, peg: Peg, first: number) => Value | null;
export type Alternative = string | readonly [string, Action];
export type Grammar = Readonly<Record<string, readonly Alternative[]>>;

/** What the interpreter needs of its user. */
export interface PegHost {
  readonly source: string;
  /** `<>` is an operator, and `!=` an error. */
  readonly barryAsFLUFL: boolean;
  /** Called when the lexer's error token is reached. */
  lexicalError(): never;
  /** Called when `&&` did not find its token. */
  expected(token: number, text: string): never;
}

/** Thrown when a source needs more steps than is sensible; the grammar is exponential in bad cases. */
export const TOO_MANY_STEPS = { name: 'TOO_MANY_STEPS' } as const;
const MAX_STEPS = 4_000_000;

type Matcher = (peg: Peg, captures: Captures) => Value | null;

interface CompiledAlternative {
  match: Matcher[];
  passThrough: boolean;
  /** Whether it is nothing but a rule that looks for errors: such a one takes part in the second pass alone. */
  invalid: boolean;
  action: Action | null;
}

interface Rule {
  name: string;
  number: number;
  memo: boolean;
  /** In such a rule and all it calls, rules that look for errors take no part. */
  withoutInvalid: boolean;
  alternatives: CompiledAlternative[];
}

interface Memo {
  value: Value | null;
  mark: number;
}

const CUT = '~';

/** A grammar made ready to run. */
export class CompiledGrammar {
  private readonly rules = new Map<string, Rule>();

  constructor(grammar: Grammar) {
    for (const key of Object.keys(grammar)) {
      const name = key.replace('*', '');
      this.rules.set(name, {
        name,
        number: this.rules.size,
        memo: key.endsWith('*'),
        withoutInvalid: name.endsWith('_without_invalid'),
        alternatives: [],
      });
    }
    for (const [key, alternatives] of Object.entries(grammar)) {
      const rule = this.rules.get(key.replace('*', ''))!;
      rule.alternatives = alternatives.map((alternative) => this.alternative(alternative));
    }
  }

  rule(name: string): Rule {
    const rule = this.rules.get(name);
    if (rule === undefined) throw new Error(`no such rule: ${name}`);
    return rule;
  }

  private alternative(alternative: Alternative): CompiledAlternative {
    const [text, action] = typeof alternative === 'string' ? [alternative, null] : alternative;
    const match = new PatternReader(text, this).sequence();
    return { match, passThrough: match.length === 1, invalid: /^invalid_\w+$/.test(text), action };
  }
}

/** Turns the notation of one alternative into matchers. */
class PatternReader {
  private readonly words: string[];
  private at = 0;
  private readonly grammar: CompiledGrammar;

  constructor(text: string, grammar: CompiledGrammar) {
    this.words = text.match(/'[^']+'|"[^"]+"|\w+|&&|\S/g) ?? [];
    this.grammar = grammar;
  }

  sequence(): Matcher[] {
    const matchers: Matcher[] = [];
    while (this.at < this.words.length && !['|', ')', ']'].includes(this.words[this.at]))
      matchers.push(this.item());
    return matchers;
  }

  private item(): Matcher {
    if (this.words[this.at + 1] === '=' && /^\w+$/.test(this.words[this.at])) {
      const name = this.words[this.at];
      this.at += 2;
      const matcher = this.item();
      return (peg, captures) => {
        const value = matcher(peg, captures);
        if (value !== null) captures[name] = value;
        return value;
      };
    }
    switch (this.words[this.at]) {
      case CUT:
        this.at++;
        return (_peg, captures) => {
          captures[CUT] = [];
          return undefined;
        };
      case '&&':
        this.at++;
        return forced(this.words[this.at++].slice(1, -1));
      case '&':
        this.at++;
        return lookahead(this.item(), true);
      case '!':
        this.at++;
        return lookahead(this.item(), false);
    }
    return this.repeated(this.atom());
  }

  private repeated(matcher: Matcher): Matcher {
    const next = this.words[this.at];
    if (next === '*' || next === '+') {
      this.at++;
      return loop(matcher, next === '+' ? 1 : 0);
    }
    if (next !== '.') return matcher;
    this.at++;
    const element = this.atom();
    this.at++;
    return gather(matcher, element);
  }

  private atom(): Matcher {
    const word = this.words[this.at++];
    if (word === '(' || word === '[') {
      const choice = this.group();
      this.at++;
      return word === '[' ? optional(choice) : choice;
    }
    if (word.startsWith("'")) return token(T.kindOf(word.slice(1, -1)));
    if (word.startsWith('"')) return softKeyword(word.slice(1, -1));
    if (/^[A-Z_]+$/.test(word)) return tokenClass(word);
    const rule = this.grammar.rule(word);
    return (peg) => peg.run(rule);
  }

  private group(): Matcher {
    const choices = [this.sequence()];
    while (this.words[this.at] === '|') {
      this.at++;
      choices.push(this.sequence());
    }
    return (peg, captures) => {
      const mark = peg.mark;
      for (const choice of choices) {
        const value = matchAll(peg, captures, choice);
        if (value !== null) return value;
        peg.mark = mark;
      }
      return null;
    };
  }
}

/** Matches a sequence; its value is that of its only matcher, or the list of all. */
function matchAll(peg: Peg, captures: Captures, matchers: readonly Matcher[]): Value | null {
  if (matchers.length === 1) return matchers[0](peg, captures);
  const values: Value[] = [];
  for (const matcher of matchers) {
    const value = matcher(peg, captures);
    if (value === null) return null;
    values.push(value);
  }
  return values;
}

function forced(text: string): Matcher {
  const kind = T.kindOf(text);
  return (peg) => {
    const found = peg.take(kind);
    return found ?? peg.host.expected(peg.mark, text);
  };
}

function lookahead(matcher: Matcher, positive: boolean): Matcher {
  return (peg, captures) => {
    const mark = peg.mark;
    const found = matcher(peg, captures) !== null;
    peg.mark = mark;
    return found === positive ? undefined : null;
  };
}

function optional(matcher: Matcher): Matcher {
  return (peg, captures) => {
    const mark = peg.mark;
    const value = matcher(peg, captures);
    if (value !== null) return value;
    peg.mark = mark;
    return undefined;
  };
}

function loop(matcher: Matcher, least: number): Matcher {
  return (peg, captures) => {
    const values: Value[] = [];
    for (;;) {
      const mark = peg.mark;
      const value = matcher(peg, captures);
      if (value === null) {
        peg.mark = mark;
        return values.length < least ? null : values;
      }
      values.push(value);
    }
  };
}

function gather(separator: Matcher, element: Matcher): Matcher {
  return (peg, captures) => {
    const first = element(peg, captures);
    if (first === null) return null;
    const values = [first];
    for (;;) {
      const mark = peg.mark;
      const value = separator(peg, captures) === null ? null : element(peg, captures);
      if (value === null) {
        peg.mark = mark;
        return values;
      }
      values.push(value);
    }
  };
}

function token(kind: number): Matcher {
  return (peg) => peg.take(kind);
}

function tokenClass(name: string): Matcher {
  if (name === 'SOFT_KEYWORD')
    return (peg) => (T.SOFT_KEYWORDS.includes(peg.nextName()) ? peg.take(T.NAME) : null);
  return token(name === 'TYPE_COMMENT' ? T.TYPE_COMMENT : T.KIND_NAMES.indexOf(name));
}

function softKeyword(word: string): Matcher {
  return (peg) => (peg.nextName() === word ? peg.take(T.NAME) : null);
}

/** One parse of a token buffer by a grammar. */
export class Peg {
  readonly tokens: TokenBuffer;
  readonly host: PegHost;
  mark: number;
  /** The number of tokens fetched: errors without a place of their own stand at the last one. */
  fill: number;
  private callInvalid: boolean;
  private memos = new Map<number, Memo>();
  private steps = 0;

  /** `fill` carries the tokens fetched by the first pass over to the second, which is the one with `callInvalid`. */
  constructor(tokens: TokenBuffer, host: PegHost, start: number, fill: number, callInvalid: boolean) {
    this.tokens = tokens;
    this.host = host;
    this.mark = start;
    this.fill = fill;
    this.callInvalid = callInvalid;
  }

  /** The kind of the next token, which is fetched. */
  next(): number {
    const mark = this.mark;
    if (mark >= this.fill) this.fill = mark + 1;
    const kind = this.tokens.kinds[mark];
    if (kind === T.ERRORTOKEN) this.host.lexicalError();
    return kind;
  }

  /** The text of the next token when it is a NAME, else ''. */
  nextName(): string {
    return this.next() === T.NAME ? this.tokens.names[this.tokens.values[this.mark]] : '';
  }

  take(kind: number): Match | null {
    if (this.next() !== kind) return null;
    const at = this.mark++;
    if (kind === T.NAME) return { kind: 'Name', first: at, last: at, parts: [] };
    return { kind: kind === T.NUMBER ? 'Constant' : 'Token', first: at, last: at, parts: [] };
  }

  /** The last token before the mark that is neither a line end nor a change of indentation. */
  lastToken(): number {
    let last = this.mark - 1;
    const kinds = this.tokens.kinds;
    while (last > 0 && kinds[last] >= T.NEWLINE && kinds[last] <= T.DEDENT) last--;
    return last;
  }

  parse(grammar: CompiledGrammar, rule: string): Value | null {
    return this.run(grammar.rule(rule));
  }

  run(rule: Rule): Value | null {
    if (++this.steps > MAX_STEPS) throw TOO_MANY_STEPS;
    if (!rule.memo) return this.alternatives(rule);
    const key = this.mark * 512 + rule.number;
    const memo = this.memos.get(key);
    if (memo !== undefined) {
      this.mark = memo.mark;
      return memo.value;
    }
    const value = this.alternatives(rule);
    this.memos.set(key, { value, mark: this.mark });
    return value;
  }

  private alternatives(rule: Rule): Value | null {
    if (!rule.withoutInvalid || !this.callInvalid) return this.tryAlternatives(rule);
    this.callInvalid = false;
    const value = this.tryAlternatives(rule);
    this.callInvalid = true;
    return value;
  }

  private tryAlternatives(rule: Rule): Value | null {
    const start = this.mark;
    for (const { match, passThrough, invalid, action } of rule.alternatives) {
      if (invalid && !this.callInvalid) continue;
      const captures: Captures = {};
      const value = matchAll(this, captures, match);
      if (value !== null) {
        if (action !== null) return action(captures, this, start);
        return passThrough ? value : this.node(rule.name, start, []);
      }
      this.mark = start;
      if (captures[CUT] !== undefined) return null;
    }
    return null;
  }

  /** A match of everything from `first` up to here. */
  node(kind: string, first: number, parts: Value[]): Match {
    return { kind, first, last: this.lastToken(), parts };
  }
}
