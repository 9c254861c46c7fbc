// How the rules of error-grammar.ts report what they find: the message and, from tokens, the place.
//
// Every report but those that find nothing to say throws a Diagnosis. Its columns are what CPython computes before it
// turns bytes into characters: counted from 1 in UTF-8 bytes, 0 or -1 for "unknown".

import { type RuleError, USE_DIAMOND } from './cursor.ts';
import type { SyntaxErrorKind } from './errors.ts';
import type { Match, Peg, Value } from './peg.ts';
import * as T from './tokens.ts';
import type { TokenBuffer } from './tokens.ts';

/** An error found, thrown to end the parse. */
export class Diagnosis {
  kind: SyntaxErrorKind = 'SyntaxError';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  constructor(message: string, line: number, column: number, endLine: number, endColumn: number) {
    this.message = message;
    this.line = line;
    this.column = column;
    this.endLine = endLine;
    this.endColumn = endColumn;
  }
}

/** Whether a token has no columns in CPython: changes of indentation and what stands at the end of the source. */
export function isPlaceless(tokens: TokenBuffer, at: number): boolean {
  const kind = tokens.kinds[at];
  if (kind === T.INDENT || kind === T.DEDENT || kind === T.ENDMARKER || kind === T.ERRORTOKEN) return true;
  // The line end that ends an interactive source without one.
  return kind === T.NEWLINE && tokens.starts[at] === tokens.ends[at] && isAtEnd(tokens, at);
}

function isAtEnd(tokens: TokenBuffer, at: number): boolean {
  const next = tokens.kinds[at + 1];
  return (next === T.ENDMARKER || next === T.DEDENT) && tokens.starts[at + 1] === tokens.starts[at];
}

function startColumn(tokens: TokenBuffer, at: number): number {
  return isPlaceless(tokens, at) ? 0 : tokens.columns[at] + 1;
}

/** The column after a token, from 1; a line end counts as a character. */
function endColumn(tokens: TokenBuffer, at: number): number {
  if (isPlaceless(tokens, at)) return 0;
  return tokens.endColumns[at] + (tokens.kinds[at] === T.NEWLINE ? 2 : 1);
}

/** The error at the tokens from `first` to `last`. */
export function rangeDiagnosis(tokens: TokenBuffer, first: number, last: number, message: string): Diagnosis {
  const column = startColumn(tokens, first);
  return new Diagnosis(message, tokens.lines[first], column, tokens.endLines[last], endColumn(tokens, last));
}

/** The error that the parser found where it stands. */
export function ruleDiagnosis(tokens: TokenBuffer, error: RuleError): Diagnosis {
  const { first, last, message, hasColumns } = error;
  if (!hasColumns) return new Diagnosis(message, tokens.lines[first], 0, tokens.endLines[last], 0);
  return first === last
    ? tokenDiagnosis(tokens, first, message)
    : rangeDiagnosis(tokens, first, last, message);
}

/** The error at one token as CPython places it when nothing says where: tokens without columns have the line's end. */
export function tokenDiagnosis(tokens: TokenBuffer, at: number, message: string): Diagnosis {
  if (!isPlaceless(tokens, at)) return rangeDiagnosis(tokens, at, at, message);
  const line = tokens.lines[at];
  const column = tokens.kinds[at] === T.INDENT ? tokens.endColumns[at] : tokens.columns[at];
  return new Diagnosis(message, line, column, line, -1);
}

/** At a match. */
export function at(peg: Peg, where: Match, message: string): never {
  throw rangeDiagnosis(peg.tokens, where.first, where.last, message);
}

/** From the beginning of one match to the end of another. */
export function range(peg: Peg, from: Match, to: Match, message: string): never {
  throw rangeDiagnosis(peg.tokens, from.first, to.last, message);
}

/** From `where` to where the tokens fetched so far end. */
export function startingFrom(peg: Peg, where: Match, message: string): never {
  const { tokens } = peg;
  const last = peg.fill - 1;
  const end =
    tokens.endColumns[last] + (tokens.kinds[last] === T.NEWLINE && !isPlaceless(tokens, last) ? 1 : 0);
  throw new Diagnosis(
    message,
    tokens.lines[where.first],
    startColumn(tokens, where.first),
    tokens.endLines[last],
    end,
  );
}

/** At the last token fetched. */
export function atLast(peg: Peg, message: string): never {
  throw tokenDiagnosis(peg.tokens, peg.fill - 1, message);
}

/** At the token to come. */
export function atNext(peg: Peg, message: string): never {
  peg.next();
  throw tokenDiagnosis(peg.tokens, peg.mark, message);
}

/** At the end of a dictionary key. */
export function afterKey(peg: Peg, key: Match): never {
  const { tokens } = peg;
  const line = tokens.lines[key.first];
  const column = tokens.endColumns[key.last];
  throw new Diagnosis("':' expected after dictionary key", line, column, tokens.endLines[key.last], 0);
}

/** An IndentationError at the last token fetched; the line of `opener`, if any, ends the message. */
export function indentation(peg: Peg, message: string, opener: Match | null): never {
  const line = opener === null ? '' : String(peg.tokens.lines[opener.first]);
  const diagnosis = tokenDiagnosis(peg.tokens, peg.fill - 1, message + line);
  diagnosis.kind = 'IndentationError';
  throw diagnosis;
}

/** The first part of a target that can't be assigned to or deleted; null when the fault is elsewhere. */
export function invalidTarget(peg: Peg, target: Match, kind: 'star' | 'for' | 'del'): null {
  const found = findInvalidTarget(target, kind);
  if (found === null) return null;
  return at(peg, found, `cannot ${kind === 'del' ? 'delete' : 'assign to'} ${describe(peg, found)}`);
}

function findInvalidTarget(target: Match, kind: 'star' | 'for' | 'del'): Match | null {
  switch (target.kind) {
    case 'Name':
    case 'Subscript':
    case 'Attribute':
      return null;
    case 'List':
    case 'Tuple':
      for (const element of target.parts) {
        const found = findInvalidTarget(element as Match, kind);
        if (found !== null) return found;
      }
      return null;
    case 'Starred':
      return kind === 'del' ? target : findInvalidTarget(target.parts[0] as Match, kind);
    case 'Compare':
      // `for a in b` has been read as a comparison, whose left side is the target.
      if (kind !== 'for') return target;
      return (target.parts[1] as Match).kind === 'In'
        ? findInvalidTarget(target.parts[0] as Match, kind)
        : null;
    default:
      return target;
  }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  Attribute: 'attribute',
  Subscript: 'subscript',
  Starred: 'starred',
  Name: 'name',
  List: 'list',
  Tuple: 'tuple',
  Lambda: 'lambda',
  Call: 'function call',
  BoolOp: 'expression',
  BinOp: 'expression',
  UnaryOp: 'expression',
  GeneratorExp: 'generator expression',
  Yield: 'yield expression',
  YieldFrom: 'yield expression',
  Await: 'await expression',
  ListComp: 'list comprehension',
  SetComp: 'set comprehension',
  DictComp: 'dict comprehension',
  Dict: 'dict literal',
  Set: 'set display',
  JoinedStr: 'f-string expression',
  TemplateStr: 't-string expression',
  Constant: 'literal',
  True: 'True',
  False: 'False',
  None: 'None',
  Ellipsis: 'ellipsis',
  Compare: 'comparison',
  IfExp: 'conditional expression',
  NamedExpr: 'named expression',
};

/** What CPython calls an expression of this kind in its messages. */
export function describe(_peg: Peg, expression: Match): string {
  const description = DESCRIPTIONS[expression.kind];
  if (description === undefined) throw new Error(`no description of ${expression.kind}`);
  return description;
}

/** The source text of a match of one token. */
export function text(peg: Peg, where: Match): string {
  const { tokens } = peg;
  const kind = tokens.kinds[where.first];
  if (kind === T.NAME) return tokens.names[tokens.values[where.first]];
  if (kind >= T.FIRST_KEYWORD && kind < T.OP) return T.KEYWORDS[kind - T.FIRST_KEYWORD];
  return peg.host.source.slice(tokens.starts[where.first], tokens.ends[where.last]);
}

/** Whether `!=` or `<>` is the one of the two that there is in this source. */
export function isNotEqual(peg: Peg, operator: Match): boolean {
  const { barryAsFLUFL } = peg.host;
  const isDiamond = text(peg, operator) === '<>';
  if (barryAsFLUFL && !isDiamond) atLast(peg, USE_DIAMOND);
  return isDiamond === barryAsFLUFL;
}

/** Whether a name is one of the statements of Python 2 that became functions. */
export function isLegacyStatement(peg: Peg, expression: Match): boolean {
  if (expression.kind !== 'Name') return false;
  const name = text(peg, expression);
  return name === 'print' || name === 'exec';
}

/** How many brackets are open after the token `at`. */
export function bracketDepth(peg: Peg, at: number): number {
  const { kinds } = peg.tokens;
  let depth = 0;
  for (let i = at; i >= 0 && kinds[i] !== T.NEWLINE; i--) {
    const kind = kinds[i];
    if (kind === T.LPAR || kind === T.LSQB || kind === T.LBRACE) depth++;
    else if (kind === T.RPAR || kind === T.RSQB || kind === T.RBRACE) depth--;
  }
  return depth;
}

/** Expressions between two strings that were meant as one. */
export function partOfString(peg: Peg, expressions: Value): never {
  const found = (expressions as Value[][]).map((pair) => pair[1] as Match);
  const message = 'invalid syntax. Is this intended to be part of the string?';
  return range(peg, found[0], found[found.length - 1], message);
}

/** Refuses bytes beside text. */
export function checkMixedBytes(peg: Peg, strings: readonly Match[]): void {
  const bytes = strings.filter(
    (string) => string.kind === 'Constant' && /^[rR]?[bB]/.test(text(peg, string)),
  );
  if (bytes.length > 0 && bytes.length < strings.length)
    atLast(peg, 'cannot mix bytes and nonbytes literals');
}
