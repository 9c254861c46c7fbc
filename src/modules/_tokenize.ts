// _tokenize: the tokens of a source for the module tokenize, by the compiler's own lexer.
//
// The whole source is read when the first token is asked for. Tokens before an error come first, then the error. Ends of lines
// are one character for the lexer; here each token of that kind gets back what stood in its line.
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import {
  indentationErrorType,
  newException,
  type PyBaseException,
  type PySyntaxError,
  raiseException,
  syntaxErrorType,
  tabErrorType,
} from '../objects/exception.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { Lexer } from '../syntax/lexer.ts';
import * as T from '../syntax/tokens.ts';
import { converted } from '../objects/conversion.ts';
import type { NativeModule } from './native-module.ts';

/** Numbers of the module token that differ from the lexer's. */
const TOKEN_OP = 55;
const TOKEN_FSTRING_START = 59;
const TOKEN_COMMENT = 65;
const TOKEN_NL = 66;

const NULL_BYTES = 'source code cannot contain null bytes';
const UNEXPECTED_END = 'unexpected EOF in multi-line statement';

class TokenizerIter extends PyObject {
  readline: Value = None;
  encoding: Value = None;
  extraTokens = false;
  /** The tokens of the source; null before it is read. */
  private tokens: Value[] | null = null;
  /** What comes after the last token; undefined when the source ends there. */
  private error: PyBaseException | undefined = undefined;
  private position = 0;

  override next(): IterResult {
    if (this.tokens !== null) return this.advance();
    const lines = frozenFunction('tokenize_support', 'read_lines').call2(this.readline, this.encoding);
    return lines === ABRUPT ? suspend(new ReadFrame(this)) : this.begin(lines);
  }

  begin(lines: Value): IterResult {
    this.tokens = [];
    const texts = (lines as PyTuple).items.map((line) => hostString(textOf(line)!));
    const broken = texts.findIndex((text) => text.includes('\0'));
    this.error =
      broken < 0
        ? tokenize(texts, this.extraTokens, this.tokens)
        : syntaxError(syntaxErrorType, NULL_BYTES, [broken + 1, 0, '', broken + 1, 0]);
    return this.advance();
  }

  private advance(): IterResult {
    const token = this.tokens![this.position];
    if (token === undefined) return this.error === undefined ? STOP : raiseException(this.error);
    this.position++;
    return token;
  }
}

class ReadFrame extends NativeFrame {
  readonly tokenizer: TokenizerIter;
  constructor(tokenizer: TokenizerIter) {
    super();
    this.tokenizer = tokenizer;
  }
  returned(value: Value): IterResult {
    return this.tokenizer.begin(value);
  }
}

/** The lines of a source as they were, and where each begins in the text given to the lexer. */
interface Source {
  lines: string[];
  starts: number[];
  text: string;
}

function prepare(lines: string[]): Source {
  const starts: number[] = [];
  let text = '';
  for (const line of lines) {
    starts.push(text.length);
    text += line.replace(/\r?\n$|\r$/, '') + '\n';
  }
  return { lines, starts, text };
}

/** Puts the tokens of the lines into `result`; gives the error they end in. */
function tokenize(lines: string[], extra: boolean, result: Value[]): PyBaseException | undefined {
  const source = prepare(lines);
  const lexer = new Lexer(source.text, { keepTrivia: extra });
  const tokens = lexer.run();
  let open = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i]!;
    if (kind === T.ERRORTOKEN) return errorOf(lexer, source);
    if (kind === T.LPAR || kind === T.LSQB || kind === T.LBRACE) open++;
    else if (kind === T.RPAR || kind === T.RSQB || kind === T.RBRACE) open--;
    if (open > 0 && tokens.starts[i]! >= source.text.length) return endOfStatement(source);
    result.push(tokenTuple(source, tokens, i, extra));
  }
  return undefined;
}

function tokenTuple(source: Source, tokens: T.TokenBuffer, i: number, extra: boolean): Value {
  const kind = tokens.kinds[i]!;
  const start = tokens.starts[i]!;
  const type = tokenType(kind, extra);
  if (!extra && (kind === T.ENDMARKER || kind === T.DEDENT || kind === T.INDENT))
    return placelessToken(source, tokens, i);
  if (kind === T.ENDMARKER || kind === T.DEDENT) {
    const atEnd = start >= source.text.length;
    const line = atEnd ? source.lines.length + 1 : tokens.lines[i]!;
    const column = atEnd ? 0 : columnOf(source, line, start);
    const place = new PyTuple([line, column]);
    return new PyTuple([type, '', place, place, atEnd ? '' : fromHost(source.lines[line - 1]!)]);
  }
  const first = tokens.lines[i]!;
  const last = tokens.endLines[i]!;
  const from = columnOf(source, first, start);
  const isEnd = extra && (kind === T.NEWLINE || kind === T.NL);
  const string = isEnd ? lineEnd(source.lines[first - 1]!) : source.text.slice(start, tokens.ends[i]);
  const to = isEnd ? from + Math.max(1, string.length) : columnOf(source, last, tokens.ends[i]!);
  const physical = source.lines.slice(first - 1, last).join('');
  const places = [new PyTuple([first, from]), new PyTuple([last, to])];
  return new PyTuple([type, fromHost(string), ...places, fromHost(physical)]);
}

/** Without extra tokens a change of indentation, or the end, has a line only: that of the tokens around it. */
function placelessToken({ lines, text }: Source, tokens: T.TokenBuffer, i: number): Value {
  const atEnd = tokens.starts[i]! >= text.length;
  const line = atEnd ? lines.length : tokens.lines[i]!;
  const place = new PyTuple([line, -1]);
  const isBlank = atEnd && /^[ \t\f]*(?:#.*)?$/.test(lines[line - 1]?.replace(/[\r\n]+$/, '') ?? '');
  return new PyTuple([tokens.kinds[i]!, '', place, place, isBlank ? '' : fromHost(lines[line - 1]!)]);
}

/** The number that the module token has for a kind; with `extra` tokens all operators are OP. */
function tokenType(kind: number, extra: boolean): number {
  if (kind >= T.FIRST_KEYWORD && kind < T.OP) return T.NAME;
  if (kind === T.COMMENT) return TOKEN_COMMENT;
  if (kind === T.NL) return TOKEN_NL;
  if (kind >= T.FSTRING_START && kind <= T.TSTRING_END) return kind - T.FSTRING_START + TOKEN_FSTRING_START;
  if (kind === T.OP) return TOKEN_OP;
  return extra && kind >= T.LPAR && kind <= T.EXCLAMATION ? TOKEN_OP : kind;
}

function lineEnd(line: string): string {
  return /\r?\n$|\r$/.exec(line)?.[0] ?? '';
}

/** The column, in code points, of an offset in a line. */
function columnOf(source: Source, line: number, offset: number): number {
  const before = source.text.slice(source.starts[line - 1] ?? source.text.length, offset);
  return /[\ud800-\udfff]/.test(before) ? Array.from(before).length : before.length;
}

function endOfStatement(source: Source): PyBaseException {
  return unexpectedEnd(source.lines.length, 0);
}

/** Its place is known, but no part of its arguments. */
function unexpectedEnd(lineno: number, offset: number): PyBaseException {
  const exc = syntaxError(syntaxErrorType, UNEXPECTED_END, [lineno, offset, '', lineno, offset]);
  exc.args = [UNEXPECTED_END];
  return exc;
}

function errorOf(lexer: Lexer, source: Source): PyBaseException {
  const error = lexer.error!;
  if (error.atEnd && error.message.endsWith('was never closed')) return endOfStatement(source);
  const types: Record<string, PyType> = { IndentationError: indentationErrorType, TabError: tabErrorType };
  const text = (source.lines[error.lineno - 1] ?? '').replace(/[\r\n]+$/, '');
  if (error.message === 'unexpected EOF while parsing') return unexpectedEnd(error.lineno, error.offset);
  const isIndentation = error.kind !== 'SyntaxError';
  const { lineno, offset, endLineno, endOffset } = error;
  return syntaxError(types[error.kind] ?? syntaxErrorType, error.message, [
    lineno,
    offset,
    fromHost(text),
    ...(isIndentation ? [None, None] : [endLineno, endOffset]),
  ]);
}

function syntaxError(type: PyType, message: string, place: Value[]): PyBaseException {
  const exc = newException(type, fromHost(message), new PyTuple(['<string>', ...place])) as PySyntaxError;
  exc.filename = '<string>';
  [exc.lineno, exc.offset, exc.text, exc.endLineno, exc.endOffset] = place as [
    Value,
    Value,
    Value,
    Value,
    Value,
  ];
  return exc;
}

const tokenizerIterType = builtinType('TokenizerIter', TokenizerIter, { module: '_tokenize', final: true });

function tokenizeriter_new(cls: PyType, readline: Value, extraTokens: Value, encoding: Value = None): Result {
  if (typeof extraTokens !== 'boolean') {
    return converted(tokenizeriter_new, [cls, readline, extraTokens, encoding], [null, null, 'truth', null]);
  }
  const self = new (cls.Ctor as new () => TokenizerIter)();
  self.readline = readline;
  self.encoding = encoding;
  self.extraTokens = extraTokens;
  return self;
}

defineStaticMethods(tokenizerIterType, {
  __new__: ['($type, readline, /, *, extra_tokens, encoding=None)', tokenizeriter_new],
});
defineIterator(tokenizerIterType);

export const _tokenizeModule: NativeModule = {
  name: '_tokenize',
  attributes: () => ({ TokenizerIter: tokenizerIterType }),
};
