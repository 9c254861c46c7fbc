// What a wrong source ends in: the exception with the text and the place that CPython gives it, and the warnings that
// go with a right one. Lines and offsets count from 1 in code points, as in SyntaxError's own attributes.

export type SyntaxErrorKind =
  'SyntaxError' | 'IndentationError' | 'TabError' | 'MemoryError' | 'RecursionError';

/** Where an error stands. An `endOffset` of 0 or -1 and a null are what CPython gives for "unknown". */
export interface ErrorPlace {
  lineno: number | null;
  offset: number | null;
  endLineno: number | null;
  endOffset: number | null;
  /** The line the error stands on. */
  text: string | null;
}

/** Raised for a source that is not Python; `kind` is the class of Python's exception and `message` its `msg`. */
export class PythonSyntaxError extends Error {
  readonly kind: SyntaxErrorKind;
  readonly filename: string;
  readonly lineno: number | null;
  readonly offset: number | null;
  readonly endLineno: number | null;
  readonly endOffset: number | null;
  readonly text: string | null;
  /** Whether more lines could make the source right: it ended in the middle of something. */
  incomplete = false;
  /** Where the last statement before the error begins, as far as the parser knows (`_metadata`, for misspelt keywords). */
  lastStatement: { lineno: number; col_offset: number } | null = null;
  /** What was to be warned of before the error was found. */
  warnings: readonly SyntaxWarningInfo[] = [];

  constructor(kind: SyntaxErrorKind, message: string, filename: string, place: ErrorPlace | null) {
    super(message);
    this.name = 'PythonSyntaxError';
    this.kind = kind;
    this.filename = filename;
    this.lineno = place ? place.lineno : null;
    this.offset = place ? place.offset : null;
    this.endLineno = place ? place.endLineno : null;
    this.endOffset = place ? place.endOffset : null;
    this.text = place ? place.text : null;
  }
}

/** A warning found while reading a source, for the caller to issue as a SyntaxWarning at `lineno`. */
export interface SyntaxWarningInfo {
  message: string;
  lineno: number;
  /** Where the error would stand if the warning is turned into one: columns from 0 in UTF-8 bytes. */
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  /**
   * Who found it, which decides what an error made of it says: the lexer's stands where the lexer was, at the end; the parser's
   * (if absent) has the range; the compiler's has the range in bytes and no text.
   */
  origin?: 'lexer' | 'compiler';
}
