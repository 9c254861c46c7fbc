// Replacing matches: Pattern.sub and subn, Match.expand.
//
// The replacement is a literal, a template (compiled and cached by Lib/re), or a function; only the last calls Python for each
// match, so the loop is a frame that can be suspended there.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { growing, newBytes } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { PyBytes } from '../objects/bytes.ts';
import {
  indexErrorType,
  newException,
  raise,
  runtimeErrorType,
  typeErrorType,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { makeStr, textOf, type Text } from '../objects/str.ts';
import { concatTexts } from '../objects/text/text.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { call1 } from '../operators/call.ts';
import { bytesOf } from '../objects/bytes-argument.ts';
import { Match, MAX_POSITION, type Pattern, type Piece, Scan, SreTemplate } from './sre-objects.ts';
import { expandTemplate } from './sre/template.ts';
import type { Marks } from './sre/program.ts';

const BACKSLASH = 92;

/** The text of a replacement without backslashes, which stands for itself; undefined for others. */
function literalText(repl: Value): Piece | undefined {
  if (typeof repl === 'string') return repl.includes('\\') ? undefined : repl;
  const text = textOf(repl) ?? bytesOf(repl);
  if (text === undefined) return undefined;
  if (typeof text === 'string') return text.includes('\\') ? undefined : text;
  return text.includes(BACKSLASH) ? undefined : text;
}

/** `Pattern.sub` and, when `counted`, `Pattern.subn`; a `count` of 0 means all. */
export function substitute(
  pattern: Pattern,
  repl: Value,
  string: Value,
  count: number,
  counted: boolean,
): Result {
  const callable = typeof repl === 'object' && typeOf(repl).lookup('__call__') !== undefined ? repl : null;
  const literal = callable === null ? literalText(repl) : undefined;
  if (callable === null && literal === undefined) {
    const template = frozenFunction('re', 'compile_template').call2(pattern, repl);
    if (template === ABRUPT) return suspend(new TemplateFrame(pattern, string, count, counted)) as Result;
    return substituteTemplate(pattern, template, string, count, counted);
  }
  const loop = new SubstituteFrame(new Scan(pattern, string, 0, MAX_POSITION), count, counted);
  loop.callable = callable;
  loop.literal = literal ?? null;
  return loop.run();
}

function substituteTemplate(
  pattern: Pattern,
  template: Value,
  string: Value,
  count: number,
  counted: boolean,
): Result {
  if (!(template instanceof SreTemplate)) return wrongTemplate(template);
  const loop = new SubstituteFrame(new Scan(pattern, string, 0, MAX_POSITION), count, counted);
  return loop.withTemplate(template);
}

function wrongTemplate(value: Value): Result {
  const type = typeOf(value).name;
  return raise(runtimeErrorType, `the result of compiling a replacement string is ${type}`);
}

/** A substitution whose template is being compiled, which comes before the string is looked at. */
class TemplateFrame extends NativeFrame {
  private readonly pattern: Pattern;
  private readonly string: Value;
  private readonly count: number;
  private readonly counted: boolean;
  constructor(pattern: Pattern, string: Value, count: number, counted: boolean) {
    super();
    this.pattern = pattern;
    this.string = string;
    this.count = count;
    this.counted = counted;
  }
  returned(value: Value): IterResult {
    return substituteTemplate(this.pattern, value, this.string, this.count, this.counted);
  }
}

class SubstituteFrame extends NativeFrame {
  private readonly scan: Scan;
  private readonly count: number;
  private readonly counted: boolean;
  callable: Value | null = null;
  literal: Piece | null = null;
  private template: SreTemplate | null = null;
  private readonly parts: Piece[] = [];
  private done: Size = 0;
  /** End of the last match, up to which the text has been copied. */
  private copied: Size = 0;

  constructor(scan: Scan, count: number, counted: boolean) {
    super();
    this.scan = scan;
    this.count = count;
    this.counted = counted;
  }

  withTemplate(value: SreTemplate): Result {
    this.template = value;
    if (value.template.items.length === 0) this.literal = value.template.literal;
    return this.run();
  }

  run(): Result {
    const { scan, parts } = this;
    const { text } = scan.subject;
    while (this.count === 0 || this.done < this.count) {
      const marks = scan.search();
      if (marks === null) break;
      if (this.copied < marks[0]!) parts.push(cut(text, this.copied, marks[0]!));
      this.copied = marks[1]!;
      this.done++;
      if (this.literal !== null) growing(parts.push(this.literal));
      else if (this.callable === null) this.expand(marks);
      else {
        const value = call1(this.callable, new Match(scan, marks));
        if (value === ABRUPT) return suspend(this) as Result;
        this.take(value);
      }
    }
    return this.result();
  }

  private expand(marks: Marks): void {
    this.parts.push(...expanded(this.template!, this.scan.subject.text, marks));
  }

  /** Adds what the function gave; it is checked as joining does. */
  private take(value: Value): void {
    if (value === None) return;
    const isText = textOf(this.scan.string) !== undefined;
    const piece = isText ? textOf(value) : bytesOf(value);
    if (piece === undefined) {
      const wanted = isText ? 'str instance' : 'a bytes-like object';
      const message = `sequence item ${this.parts.length}: expected ${wanted}, ${typeOf(value).name} found`;
      throw newException(typeErrorType, message);
    }
    growing(this.parts.push(piece));
  }

  private result(): Result {
    const { scan, parts } = this;
    const { text, length } = scan.subject;
    if (this.copied < length) parts.push(cut(text, this.copied, length));
    const joined = this.done === 0 ? scan.slice(0, length) : join(parts, text);
    return this.counted ? new PyTuple([joined, this.done]) : joined;
  }

  returned(value: Value): IterResult {
    this.take(value);
    return this.run();
  }
}

function cut(text: Piece, start: number, end: number): Piece {
  return typeof text === 'string' ? text.slice(start, end) : text.slice(start, end);
}

/** The pieces of an expanded template; IndexError when the match lacks a group. */
function expanded(template: SreTemplate, text: Piece, marks: Marks): Piece[] {
  // The last mark is lastindex, which is no position.
  const pieces = expandTemplate(template.template, marks, (start, end) => cut(text, start, end));
  if (pieces === undefined) throw newException(indexErrorType, 'no such group');
  return pieces;
}

/** Joins pieces, which are all bytes or all text as `like` is. */
function join(pieces: readonly Piece[], like: Piece): Value {
  if (!(like instanceof Uint8Array)) return joinTexts(pieces);
  const bytes: Uint8Array[] = pieces.map((piece, i) => {
    if (piece instanceof Uint8Array) return piece;
    throw newException(typeErrorType, `sequence item ${i}: expected a bytes-like object, str found`);
  });
  const result = newBytes(bytes.reduce((n, b) => n + b.length, 0));
  let at = 0;
  for (const b of bytes) {
    result.set(b, at);
    at += b.length;
  }
  return new PyBytes(result);
}

function joinTexts(pieces: readonly Piece[]): Value {
  let plain = true;
  pieces.forEach((piece, i) => {
    if (piece instanceof Uint8Array) {
      throw newException(typeErrorType, `sequence item ${i}: expected str instance, bytes found`);
    }
    if (typeof piece !== 'string') plain = false;
  });
  return plain ? pieces.join('') : makeStr(concatTexts(pieces as Text[]));
}

/** `Match.expand(template)`. */
export function expandWith(match: Match, repl: Value): Result {
  const literal = literalText(repl);
  if (literal !== undefined && typeof repl === 'string') return repl;
  const template = frozenFunction('re', 'compile_template').call2(match.pattern, repl);
  if (template === ABRUPT) return suspend(new ExpandFrame(match)) as Result;
  return expandMatch(match, template);
}

function expandMatch(match: Match, template: Value): Result {
  if (!(template instanceof SreTemplate)) return wrongTemplate(template);
  const { literal } = template.template;
  return join(expanded(template, match.subject.text, match.marks), literal);
}

class ExpandFrame extends NativeFrame {
  private readonly match: Match;
  constructor(match: Match) {
    super();
    this.match = match;
  }
  returned(value: Value): IterResult {
    return expandMatch(this.match, value);
  }
}
