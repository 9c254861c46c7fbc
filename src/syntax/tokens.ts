// Tokens: their kinds, and the buffer that holds those of one source.
//
// The kinds are small integers, one exported constant each so that the compiler of the host folds them; the keywords
// are kinds of their own, in the order of KEYWORDS. Soft keywords are names. The buffer is a column of numbers for
// each attribute, so that a token costs no object. Token names are those of Python's `token` module.

import type { BinaryOperator, CompareOperator } from './ast.ts';
import { BINARY_OPERATORS, COMPARE_OPERATORS } from './operators.ts';

export const ENDMARKER = 0;
export const NAME = 1;
export const NUMBER = 2;
export const STRING = 3;
export const NEWLINE = 4;
export const INDENT = 5;
export const DEDENT = 6;
export const LPAR = 7;
export const RPAR = 8;
export const LSQB = 9;
export const RSQB = 10;
export const COLON = 11;
export const COMMA = 12;
export const SEMI = 13;
export const PLUS = 14;
export const MINUS = 15;
export const STAR = 16;
export const SLASH = 17;
export const VBAR = 18;
export const AMPER = 19;
export const LESS = 20;
export const GREATER = 21;
export const EQUAL = 22;
export const DOT = 23;
export const PERCENT = 24;
export const LBRACE = 25;
export const RBRACE = 26;
export const EQEQUAL = 27;
export const NOTEQUAL = 28;
export const LESSEQUAL = 29;
export const GREATEREQUAL = 30;
export const TILDE = 31;
export const CIRCUMFLEX = 32;
export const LEFTSHIFT = 33;
export const RIGHTSHIFT = 34;
export const DOUBLESTAR = 35;
export const PLUSEQUAL = 36;
export const MINEQUAL = 37;
export const STAREQUAL = 38;
export const SLASHEQUAL = 39;
export const PERCENTEQUAL = 40;
export const AMPEREQUAL = 41;
export const VBAREQUAL = 42;
export const CIRCUMFLEXEQUAL = 43;
export const LEFTSHIFTEQUAL = 44;
export const RIGHTSHIFTEQUAL = 45;
export const DOUBLESTAREQUAL = 46;
export const DOUBLESLASH = 47;
export const DOUBLESLASHEQUAL = 48;
export const AT = 49;
export const ATEQUAL = 50;
export const RARROW = 51;
export const ELLIPSIS_TOKEN = 52;
export const COLONEQUAL = 53;
export const EXCLAMATION = 54;
export const FSTRING_START = 55;
export const FSTRING_MIDDLE = 56;
export const FSTRING_END = 57;
export const TSTRING_START = 58;
export const TSTRING_MIDDLE = 59;
export const TSTRING_END = 60;
/** Where the source cannot be tokenized further; the lexer holds the error. Always the last token. */
export const ERRORTOKEN = 61;
/** Only for the printer of tokens: see `Lexer.keepTrivia`. */
export const COMMENT = 62;
export const NL = 63;

export const FIRST_KEYWORD = 64;
export const KW_FALSE = 64;
export const KW_NONE = 65;
export const KW_TRUE = 66;
export const KW_AND = 67;
export const KW_AS = 68;
export const KW_ASSERT = 69;
export const KW_ASYNC = 70;
export const KW_AWAIT = 71;
export const KW_BREAK = 72;
export const KW_CLASS = 73;
export const KW_CONTINUE = 74;
export const KW_DEF = 75;
export const KW_DEL = 76;
export const KW_ELIF = 77;
export const KW_ELSE = 78;
export const KW_EXCEPT = 79;
export const KW_FINALLY = 80;
export const KW_FOR = 81;
export const KW_FROM = 82;
export const KW_GLOBAL = 83;
export const KW_IF = 84;
export const KW_IMPORT = 85;
export const KW_IN = 86;
export const KW_IS = 87;
export const KW_LAMBDA = 88;
export const KW_NONLOCAL = 89;
export const KW_NOT = 90;
export const KW_OR = 91;
export const KW_PASS = 92;
export const KW_RAISE = 93;
export const KW_RETURN = 94;
export const KW_TRY = 95;
export const KW_WHILE = 96;
export const KW_WITH = 97;
export const KW_YIELD = 98;
/** A character that no token begins with, such as `$`; no rule accepts it. */
export const OP = 99;
/** A comment that says a type (see `Lexer.typeComments`); what stands behind `# type:`. */
export const TYPE_COMMENT = 100;
export const KIND_COUNT = 101;

/** The keywords, in the order of their kinds from FIRST_KEYWORD. */
export const KEYWORDS: readonly string[] = (
  'False None True and as assert async await break class continue def del elif else except finally for from global ' +
  'if import in is lambda nonlocal not or pass raise return try while with yield'
).split(' ');

/** Names that are keywords only where the grammar asks for them. */
export const SOFT_KEYWORDS: readonly string[] = ['_', 'case', 'match', 'type'];

/** The names of the kinds below FIRST_KEYWORD, as in Python's `token.tok_name`. */
export const KIND_NAMES: readonly string[] = (
  'ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI PLUS MINUS STAR SLASH ' +
  'VBAR AMPER LESS GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX ' +
  'LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL ' +
  'CIRCUMFLEXEQUAL LEFTSHIFTEQUAL RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL RARROW ' +
  'ELLIPSIS COLONEQUAL EXCLAMATION FSTRING_START FSTRING_MIDDLE FSTRING_END TSTRING_START TSTRING_MIDDLE ' +
  'TSTRING_END ERRORTOKEN COMMENT NL'
).split(' ');

/** The text of the punctuation kinds LPAR to EXCLAMATION, in their order. */
export const PUNCTUATION: readonly string[] = (
  '( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= >>= **= // //= @ @= ' +
  '-> ... := !'
).split(' ');

/** The kind of a keyword or punctuation mark. */
export function kindOf(text: string): number {
  const keyword = KEYWORDS.indexOf(text);
  if (keyword >= 0) return FIRST_KEYWORD + keyword;
  const mark = PUNCTUATION.indexOf(text);
  if (mark < 0) throw new Error(`no such token: ${text}`);
  return LPAR + mark;
}

/** By kind: the precedence of a binary operator that associates to the left, else 0. */
export const BINARY_PRECEDENCE = new Uint8Array(KIND_COUNT);
/** By kind: the name of a binary operator. */
export const BINARY_NAME: (BinaryOperator | undefined)[] = new Array(KIND_COUNT).fill(undefined);
/** By kind: the operator of an augmented assignment. */
export const AUGMENTED_NAME: (BinaryOperator | undefined)[] = new Array(KIND_COUNT).fill(undefined);
/** By kind: the name of a comparison of one token; `is not` and `not in` are put together by the parser. */
export const COMPARE_NAME: (CompareOperator | undefined)[] = new Array(KIND_COUNT).fill(undefined);

for (const row of BINARY_OPERATORS) {
  const kind = kindOf(row.symbol);
  BINARY_PRECEDENCE[kind] = kind === DOUBLESTAR ? 0 : row.precedence;
  BINARY_NAME[kind] = row.name;
  AUGMENTED_NAME[kindOf(row.symbol + '=')] = row.name;
}
for (const row of COMPARE_OPERATORS) {
  if (!row.symbol.includes(' ')) COMPARE_NAME[kindOf(row.symbol)] = row.name;
}

/** The tokens of one source. Offsets are in UTF-16 units of the source, columns in UTF-8 bytes, lines from 1. */
export class TokenBuffer {
  count = 0;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  lines: Int32Array;
  columns: Int32Array;
  endLines: Int32Array;
  endColumns: Int32Array;
  /** Of a NAME, the number of its text in `names`; otherwise 0. */
  values: Int32Array;
  /** The identifiers met, normalised, each once; the first ones are the keywords. */
  readonly names: string[] = [];

  constructor(capacity: number) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.lines = new Int32Array(capacity);
    this.columns = new Int32Array(capacity);
    this.endLines = new Int32Array(capacity);
    this.endColumns = new Int32Array(capacity);
    this.values = new Int32Array(capacity);
  }

  /** Makes room for at least one more token. */
  grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = grown(this.starts, capacity);
    this.ends = grown(this.ends, capacity);
    this.lines = grown(this.lines, capacity);
    this.columns = grown(this.columns, capacity);
    this.endLines = grown(this.endLines, capacity);
    this.endColumns = grown(this.endColumns, capacity);
    this.values = grown(this.values, capacity);
  }
}

function grown(column: Int32Array, capacity: number): Int32Array {
  const result = new Int32Array(capacity);
  result.set(column);
  return result;
}
