// The objects of _sre: compiled patterns, matches, and what goes on from match to match in one subject.
import { PyBytes } from '../objects/bytes.ts';
import type { PyDict } from '../objects/dict.ts';
import { newException, typeErrorType } from '../objects/exception.ts';
import { isLender } from '../objects/lender.ts';
import { MappingProxy } from '../objects/mapping-proxy.ts';
import { None } from '../objects/none.ts';
import { STOP } from '../machine/abrupt.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { type IterResult, PyObject, type Value } from '../objects/object.ts';
import { makeStr, textOf } from '../objects/str.ts';
import type { PyTuple } from '../objects/tuple.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { callableIteratorType } from '../builtins/iterators.ts';
import { bytesOf } from '../objects/bytes-argument.ts';
import type { Marks } from './sre/emit.ts';
import type { Program, Subject } from './sre/program.ts';
import type { Template } from './sre/template.ts';

/** A position that is beyond the end of any subject (sys.maxsize). */
export const MAX_POSITION = Number.MAX_SAFE_INTEGER;

export class Pattern extends PyObject {
  /** What it was compiled from: str, bytes-like, or None. */
  readonly pattern: Value;
  readonly flags: number;
  readonly code: readonly number[];
  readonly groups: number;
  /** name -> number. */
  readonly groupIndex: PyDict;
  readonly groupIndexProxy: MappingProxy;
  /** number -> name or None. */
  readonly indexGroup: PyTuple;
  /** Matches bytes rather than str; null: either. */
  readonly bytes: boolean | null;
  readonly program: Program;

  constructor(
    pattern: Value,
    flags: number,
    code: readonly number[],
    groups: number,
    groupIndex: PyDict,
    indexGroup: PyTuple,
    bytes: boolean | null,
    program: Program,
  ) {
    super();
    this.pattern = pattern;
    this.flags = flags;
    this.code = code;
    this.groups = groups;
    this.groupIndex = groupIndex;
    this.groupIndexProxy = new MappingProxy(groupIndex);
    this.indexGroup = indexGroup;
    this.bytes = bytes;
    this.program = program;
  }
}

export const patternType = builtinType('Pattern', Pattern, {
  module: 're',
  final: true,
  hasWeakrefs: true,
  doc: 'Compiled regular expression object.',
});

/** Whether it was compiled from bytes, and so matches nothing else. */
export function isBytesPattern(pattern: Pattern): boolean {
  return pattern.bytes === true;
}

/** Text or bytes as the matcher has them. */
export type Piece = string | Uint32Array | Uint8Array;

/** The text or bytes of a str or bytes-like object; TypeError for anything else. */
export function pieceOf(value: Value): Piece {
  const piece = textOf(value) ?? bytesOf(value);
  if (piece === undefined)
    throw newException(typeErrorType, `expected string or bytes-like object, got '${typeOf(value).name}'`);
  return piece;
}

/** What is to be searched, for a value; TypeError when it is no text. */
export function subjectOf(value: Value): Subject {
  const text = pieceOf(value);
  return { length: text.length, text };
}

/** The value for a piece of text between two positions; a whole bytes object stands for itself. */
export function sliceValue(text: Piece, start: number, end: number): Value {
  if (typeof text === 'string') return text.slice(start, end);
  if (text instanceof Uint8Array) return new PyBytes(text.slice(start, end));
  return makeStr(text.slice(start, end));
}

/** A subject under way: where the next search begins, and the matches made of what it finds. */
export class Scan {
  readonly pattern: Pattern;
  readonly string: Value;
  readonly subject: Subject;
  /** The bounds, within the subject. */
  readonly pos: Size;
  readonly endpos: Size;
  /** Where the next match may start; -1: there are no more. */
  private at: Place;
  private mustAdvance = false;

  constructor(pattern: Pattern, string: Value, pos: number, endpos: number) {
    this.pattern = pattern;
    this.string = string;
    const subject = subjectOf(string);
    const isText = textOf(string) !== undefined;
    if (pattern.bytes === true && isText) {
      throw newException(typeErrorType, 'cannot use a bytes pattern on a string-like object');
    }
    if (pattern.bytes === false && !isText) {
      throw newException(typeErrorType, 'cannot use a string pattern on a bytes-like object');
    }
    const { length } = subject;
    this.subject = subject;
    this.pos = pos < 0 ? 0 : pos > length ? length : pos;
    this.endpos = endpos < 0 ? 0 : endpos > length ? length : endpos;
    this.at = this.pos;
  }

  /** The next match at or behind the current position. */
  search(): Marks | null {
    if (this.at < 0 || this.at > this.endpos) return null;
    return this.advance(this.pattern.program.search(this.subject, this.at, this.endpos, this.mustAdvance));
  }

  /** The next match, at the current position. */
  matchHere(): Marks | null {
    if (this.at < 0) return null;
    return this.advance(this.pattern.program.match(this.subject, this.at, this.endpos, this.mustAdvance));
  }

  private advance(marks: Marks | null): Marks | null {
    if (marks === null) this.at = -1;
    else {
      this.mustAdvance = marks[0] === marks[1];
      this.at = marks[1]!;
    }
    return marks;
  }

  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    const { length, text } = this.subject;
    if (typeof text !== 'string' && !ArrayBuffer.isView(text)) return false;
    return length === text.length && this.pos <= length && this.endpos <= length && this.at <= length;
  }

  wrap(marks: Marks | null): Value {
    return marks === null ? None : new Match(this, marks);
  }

  /** The text between two positions; empty for a group that is not set. */
  slice(start: number, end: number): Value {
    const { text } = this.subject;
    if (start < 0 || end <= start) return typeof text === 'string' ? '' : sliceValue(text, 0, 0);
    // What can change is taken as it is now, be it shorter.
    if (text instanceof Uint8Array && !(this.string instanceof PyBytes) && !isLender(this.string))
      return sliceValue(bytesOf(this.string) ?? text, start, end);
    if (start === 0 && end === text.length && (typeof this.string !== 'object' || !this.string.cls.isHeap))
      return this.string;
    return sliceValue(text, start, end);
  }
}

/** The text of a group; undefined when it did not take part in the match. */
export function groupAt(scan: Scan, marks: Marks, group: number): Value | undefined {
  const start = marks[2 * group]!;
  const end = marks[2 * group + 1]!;
  return start < 0 || end < 0 ? undefined : scan.slice(start, end);
}

export class Match extends PyObject {
  readonly pattern: Pattern;
  readonly string: Value;
  readonly pos: Size;
  readonly endpos: Size;
  readonly marks: Marks;
  private readonly scan: Scan;

  constructor(scan: Scan, marks: Marks) {
    super();
    this.pattern = scan.pattern;
    this.string = scan.string;
    this.pos = scan.pos;
    this.endpos = scan.endpos;
    this.marks = marks;
    this.scan = scan;
  }

  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    const { marks, pattern } = this;
    // The scan may still be to come, when its string refers to the match.
    const { length } = (this.scan as Partial<Scan>).subject ?? { length: Infinity };
    const last = 2 * pattern.groups + 2;
    return (
      marks.length === last + 1 && marks.every((mark, i) => mark <= (i === last ? pattern.groups : length))
    );
  }
  group(n: number): Value | undefined {
    return groupAt(this.scan, this.marks, n);
  }
  get subject(): Subject {
    return this.scan.subject;
  }
}

export const matchType = builtinType('Match', Match, {
  module: 're',
  final: true,
  doc: 'The result of re.match() and re.search().\nMatch objects always have a boolean value of True.',
});
matchType.subscriptsOnly = true;

/** What a group matched; undefined if it took no part. */
export function groupText(match: Match, group: number): Value | undefined {
  return match.group(group);
}

/** What finditer() gives. Python sees the iterator that iter(scanner.search, None) would be. */
export class FindIterator extends PyObject {
  private readonly scan: Scan;
  constructor(scan: Scan) {
    super();
    this.scan = scan;
  }
  override next(): IterResult {
    const marks = this.scan.search();
    return marks === null ? STOP : new Match(this.scan, marks);
  }
}
(FindIterator.prototype as { cls: typeof callableIteratorType }).cls = callableIteratorType;

export class Scanner extends PyObject {
  readonly scan: Scan;
  constructor(scan: Scan) {
    super();
    this.scan = scan;
  }
}

export const scannerType = builtinType('SRE_Scanner', Scanner, { module: '_sre', final: true });

/** A replacement template, ready to be expanded. */
export class SreTemplate extends PyObject {
  readonly template: Template<Piece>;
  constructor(template: Template<Piece>) {
    super();
    this.template = template;
  }
}

export const templateType = builtinType('SRE_Template', SreTemplate, { module: '_sre', final: true });
