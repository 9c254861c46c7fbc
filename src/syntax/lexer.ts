// The lexer: the whole of a source into a TokenBuffer, in one pass over its UTF-16 units.
//
// It never throws. Where the source can't be tokenized further it appends ERRORTOKEN and leaves the error in `error`, so
// that an error of the grammar that stands before it is found first, as in CPython. Inside brackets line ends are
// skipped; outside they give NEWLINE, INDENT and DEDENT. f-strings and t-strings come as a start, then literal parts
// and the tokens of replacement fields in turn, then an end; the text between is told apart by the top of `modes`.
// The values of numbers and strings are made from the source later, in literals.ts and fstrings.ts.
//
// The file is long because all of it moves one position over one source.
//
// Columns are UTF-8 bytes: `columnBase` is what to subtract from an offset on the present line, kept by every loop that
// can meet a character outside ASCII.

import * as T from './tokens.ts';
import { TokenBuffer } from './tokens.ts';
import type { SyntaxErrorKind, SyntaxWarningInfo } from './errors.ts';
import { isIdentifier, firstInvalidInIdentifier, isPrintable, describeCodePoint } from './characters.ts';
import { scanNumber } from './number-scanner.ts';
import type { NumberScan } from './number-scanner.ts';

/** CPython's limits; each ends in its own error. */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;
const MAX_FSTRING_NESTING = 150;
const TAB_SIZE = 8;

/** An error of the lexer; offsets count from 1 in code points, 0 or -1 where CPython leaves them so. */
export interface LexicalError {
  kind: SyntaxErrorKind;
  message: string;
  lineno: number;
  offset: number;
  endLineno: number;
  endOffset: number;
  /** Whether the source ended too early: more lines could make it right. */
  atEnd: boolean;
  /** Whether it takes precedence over an error of the grammar before it. */
  overrides: boolean;
  /** Whether CPython's text of the line still has its line end: so it is with errors its tokenizer only notes. */
  keepsLineEnd: boolean;
}

/** A bracket that is open: its character, and where it and its line stand in the source. */
interface OpenBracket {
  char: number;
  line: number;
  lineStart: number;
  start: number;
}

/** An f-string or t-string that is open. */
interface StringMode {
  template: boolean;
  raw: boolean;
  quote: number;
  quoteSize: number;
  /** Brackets open since its start. */
  depth: number;
  /** `depth` outside the innermost replacement field that is open; -1 outside any. */
  fieldDepth: number;
  inFormatSpec: boolean;
  /** Whether the text to come is literal rather than the tokens of a replacement field. */
  literal: boolean;
  start: number;
  line: number;
  lineStart: number;
}

const LETTER = 1;
const DIGIT = 2;

/** By ASCII code: letters and `_` are 1, digits 2, everything else 0. */
const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) CLASS[c] = LETTER;
  else if (c >= 48 && c <= 57) CLASS[c] = DIGIT;
}

/** By ASCII code: the kind of a punctuation mark of one character, else 0. */
const SINGLE = new Uint8Array(128);
/** The marks of two and three characters by their packed codes. */
const LONGER = new Map<number, number>();
T.PUNCTUATION.forEach((text, i) => {
  if (text.length === 1) SINGLE[text.charCodeAt(0)] = T.LPAR + i;
  else if (text.length === 2) LONGER.set(text.charCodeAt(0) * 128 + text.charCodeAt(1), T.LPAR + i);
  else LONGER.set((text.charCodeAt(0) * 128 + text.charCodeAt(1)) * 128 + text.charCodeAt(2), T.LPAR + i);
});
/** By ASCII code: whether a longer mark can begin with it. */
const BEGINS_LONGER = new Uint8Array(128);
for (const text of T.PUNCTUATION) if (text.length > 1) BEGINS_LONGER[text.charCodeAt(0)] = 1;

/** `!=` written as `<>` is a token too, which the parser refuses. */
LONGER.set(0x3c * 128 + 0x3e, T.NOTEQUAL);

const TYPE_COMMENT_START = /#[ \t]*type:[ \t]*/y;
const TYPE_IGNORE = /^ignore(?![a-zA-Z0-9\u0080-\uffff])/;

/** The UTF-8 bytes of a UTF-16 unit beyond its first. */
function extraBytes(unit: number): number {
  return unit < 0x80 ? 0 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 1 : 2;
}

export class Lexer {
  readonly source: string;
  readonly tokens: TokenBuffer;
  readonly warnings: SyntaxWarningInfo[] = [];
  error: LexicalError | null = null;
  /** The first token that was only known by reading to the end of the source. */
  firstTokenAtEnd = -1;

  private pos = 0;
  private line = 1;
  private lineStart = 0;
  private columnBase = 0;
  private atLineStart = true;
  private readonly brackets: OpenBracket[] = [];
  private readonly indents: number[] = [0];
  /** The same indents with a tab as one column: both must agree, so that no tab size matters. */
  private readonly altIndents: number[] = [0];
  private readonly modes: StringMode[] = [];
  private mode: StringMode | null = null;
  /** Whether the literal part just read ended in a doubled brace. */
  private doubled = false;
  private readonly keepTrivia: boolean;
  private readonly typeComments: boolean;
  /** The comments `# type: ignore`, and what stands behind that. */
  readonly typeIgnores: { lineno: number; tag: string }[] = [];
  private readonly singleStatement: { implyDedent: boolean } | null;
  /** The names' hash table: entry numbers plus one, open addressing. */
  private nameTable = new Int32Array(1024);

  /**
   * `singleStatement`: the source is one interactive statement, whose end gives NEWLINE and, with `implyDedent`, closes
   * its blocks.
   * `keepTrivia`: COMMENT and NL are tokens too, as in Python's `tokenize`, which also lets pass brackets that do not match,
   * numbers with leading zeros or letters behind them, and names of any characters.
   * `typeComments`: comments that begin with `type:` are tokens.
   */
  constructor(
    source: string,
    options: {
      singleStatement?: { implyDedent: boolean };
      keepTrivia?: boolean;
      typeComments?: boolean;
    } = {},
  ) {
    this.source = source;
    this.tokens = new TokenBuffer(Math.max(64, source.length >> 2));
    this.singleStatement = options.singleStatement ?? null;
    this.keepTrivia = options.keepTrivia ?? false;
    this.typeComments = options.typeComments ?? false;
    for (const keyword of T.KEYWORDS) this.intern(keyword);
  }

  /** Reads the whole source. */
  run(): TokenBuffer {
    while (this.error === null) {
      if (this.mode !== null && this.mode.literal) this.literalPart(this.mode);
      else if (this.atLineStart && !this.lineBegins()) continue;
      else if (this.token()) break;
    }
    if (this.error !== null)
      this.push(T.ERRORTOKEN, this.pos, this.pos, this.line, this.pos - this.columnBase);
    return this.tokens;
  }

  /** Appends a token that ends at `end` on the present line. */
  private push(kind: number, start: number, end: number, line: number, column: number): void {
    const tokens = this.tokens;
    const i = tokens.count++;
    if (i === tokens.kinds.length) tokens.grow();
    tokens.kinds[i] = kind;
    tokens.starts[i] = start;
    tokens.ends[i] = end;
    tokens.lines[i] = line;
    tokens.columns[i] = column;
    tokens.endLines[i] = this.line;
    tokens.endColumns[i] = end - this.columnBase;
    tokens.values[i] = 0;
  }

  // ---- errors ----

  /** Records an error that stands at the present position: its offset is the last character read. */
  private fail(message: string, kind: SyntaxErrorKind = 'SyntaxError'): void {
    this.failAt(message, this.offsetOf(this.pos), kind);
  }

  private failAt(
    message: string,
    offset: number,
    kind: SyntaxErrorKind = 'SyntaxError',
    endOffset = offset,
  ): void {
    const lineno = this.line;
    const place = { lineno, offset, endLineno: lineno, endOffset };
    this.error ??= {
      kind,
      message,
      ...place,
      atEnd: false,
      overrides: this.mode === null,
      keepsLineEnd: false,
    };
  }

  /** How many code points stand before `pos` on the present line. */
  private offsetOf(pos: number): number {
    return this.codePoints(this.lineStart, pos);
  }

  private codePoints(start: number, end: number): number {
    let count = 0;
    for (let i = start; i < end; i++) {
      if ((this.source.charCodeAt(i) & 0xfc00) !== 0xdc00) count++;
    }
    return count;
  }

  private neverClosed(): void {
    const { line, offset, char } = this.openBracket!;
    this.line = line;
    this.failAt(`'${char}' was never closed`, offset, 'SyntaxError', 0);
    this.error!.atEnd = true;
    this.error!.overrides = false;
    this.error!.keepsLineEnd = true;
  }

  /** The innermost bracket that is open where the lexer stopped: its line, its offset and its character. */
  get openBracket(): { line: number; offset: number; char: string } | null {
    const bracket = this.brackets[this.brackets.length - 1];
    if (bracket === undefined) return null;
    const offset = this.codePoints(bracket.lineStart, bracket.start) + 1;
    return { line: bracket.line, offset, char: String.fromCharCode(bracket.char) };
  }

  // ---- lines ----

  private newLine(start: number): void {
    this.line++;
    this.lineStart = start;
    this.columnBase = start;
  }

  /**
   * Measures the indentation of a line and gives INDENT and DEDENT. False when the line has no token: it was passed
   * over, or it is in error.
   */
  private lineBegins(): boolean {
    this.atLineStart = false;
    const source = this.source;
    let column = 0;
    let altColumn = 0;
    let continued = -1;
    for (;;) {
      const c = source.charCodeAt(this.pos);
      if (c === 32) {
        column++;
        altColumn++;
      } else if (c === 9) {
        column = (((column / TAB_SIZE) | 0) + 1) * TAB_SIZE;
        altColumn++;
      } else if (c === 12) {
        column = altColumn = 0;
      } else if (c === 92) {
        // The first backslash decides the level of whatever follows it on the next lines.
        if (continued <= 0) continued = column;
        if (!this.continuation()) return false;
        continue;
      } else {
        if (c === 35 || c === 10) return this.blankLine();
        break;
      }
      this.pos++;
    }
    if (this.pos >= source.length) this.reachEnd();
    if (continued > 0) column = altColumn = continued;
    if (this.brackets.length === 0) this.indentation(column, altColumn);
    return this.error === null;
  }

  /** Skips a line of white space and comment; true when the source ends with it. */
  private blankLine(): boolean {
    const source = this.source;
    const start = this.pos;
    if (this.typeComments && this.typeComment(true)) {
      if (this.pos < source.length) this.lineEnd(this.pos);
      return this.pos >= source.length;
    }
    this.skipComment();
    if (this.keepTrivia && this.pos > start)
      this.push(T.COMMENT, start, this.pos, this.line, start - this.lineStart);
    if (this.pos >= source.length) return true;
    if (this.keepTrivia) this.push(T.NL, this.pos, this.pos + 1, this.line, this.pos - this.columnBase);
    this.pos++;
    this.newLine(this.pos);
    this.atLineStart = true;
    return false;
  }

  private skipComment(): void {
    const source = this.source;
    const length = source.length;
    let pos = this.pos;
    while (pos < length) {
      const c = source.charCodeAt(pos);
      if (c === 10) break;
      if (c >= 128) this.columnBase -= extraBytes(c);
      pos++;
    }
    this.pos = pos;
  }

  private indentation(column: number, altColumn: number): void {
    const { indents, altIndents } = this;
    let top = indents.length - 1;
    if (column === indents[top]) {
      if (altColumn !== altIndents[top]) this.inconsistentTabs();
    } else if (column > indents[top]) {
      if (top + 2 > MAX_INDENTS) return this.tooManyIndents();
      if (altColumn <= altIndents[top]) return this.inconsistentTabs();
      indents.push(column);
      altIndents.push(altColumn);
      this.push(T.INDENT, this.lineStart, this.pos, this.line, 0);
    } else {
      while (top > 0 && column < indents[top]) {
        top--;
        indents.pop();
        altIndents.pop();
        if (column >= indents[top] && column !== indents[top]) break;
        this.push(T.DEDENT, this.pos, this.pos, this.line, this.pos - this.columnBase);
      }
      if (column !== indents[top]) this.badDedent();
      else if (altColumn !== altIndents[top]) this.inconsistentTabs();
    }
  }

  private tooManyIndents(): void {
    this.failAt('too many levels of indentation', 1, 'IndentationError', 0);
    this.error!.overrides = false;
    this.error!.keepsLineEnd = true;
  }

  private inconsistentTabs(): void {
    this.failAt('inconsistent use of tabs and spaces in indentation', 1, 'TabError', 0);
    this.error!.overrides = false;
    this.error!.keepsLineEnd = true;
  }

  private badDedent(): void {
    const end = this.source.indexOf('\n', this.pos);
    const offset = end < 0 ? this.offsetOf(this.source.length) : this.offsetOf(end) + 1;
    this.failAt('unindent does not match any outer indentation level', offset, 'IndentationError', -1);
    this.error!.overrides = false;
    this.error!.keepsLineEnd = true;
  }

  /** `\` and the line end after it, at the present position; false when what follows is something else. */
  private continuation(): boolean {
    const next = this.pos + 1;
    if (this.source.charCodeAt(next) !== 10) {
      const end = Math.min(next + 1, this.source.length);
      const message = 'unexpected character after line continuation character';
      this.failAt(message, this.offsetOf(end - 1) + 1, 'SyntaxError', 0);
      this.pos = end;
      this.error!.overrides = false;
      this.error!.keepsLineEnd = true;
      return false;
    }
    this.pos = next + 1;
    if (this.pos < this.source.length) {
      this.newLine(this.pos);
      return true;
    }
    if (this.brackets.length > 0) this.neverClosed();
    else this.failAt('unexpected EOF while parsing', this.offsetOf(this.pos), 'SyntaxError', -1);
    this.error!.atEnd = true;
    this.error!.overrides = false;
    this.error!.keepsLineEnd = true;
    return false;
  }

  // ---- tokens outside literal text ----

  /** Reads one token; true when it was the last. */
  private token(): boolean {
    const source = this.source;
    let pos = this.pos;
    let c = source.charCodeAt(pos);
    while (c === 32 || c === 9 || c === 12) c = source.charCodeAt(++pos);
    this.pos = pos;
    if (c < 128) {
      const charClass = CLASS[c];
      if (charClass === LETTER) this.name(c);
      else if (charClass === DIGIT) this.number();
      else if (c === 10) this.lineEnd(pos);
      else if (c === 35) this.comment();
      else if (c === 34 || c === 39) this.string(pos, pos);
      else if (c === 92) this.continuation();
      else if (c === 46 && CLASS[source.charCodeAt(pos + 1)] === DIGIT) this.number();
      else this.punctuation(c);
      return false;
    }
    if (pos >= source.length) return this.endOfInput();
    this.wideName(pos, pos);
    return false;
  }

  private comment(): void {
    const start = this.pos;
    const column = start - this.columnBase;
    if (this.typeComments && this.typeComment()) {
      if (this.pos < this.source.length) this.lineEnd(this.pos);
      return;
    }
    this.skipComment();
    if (this.keepTrivia) this.push(T.COMMENT, start, this.pos, this.line, column);
    if (this.pos < this.source.length) this.lineEnd(this.keepTrivia ? this.pos : start, column);
  }

  /** Skips a comment; true when it was a token. `alone`: there is nothing else on the line. */
  private typeComment(alone = false): boolean {
    TYPE_COMMENT_START.lastIndex = this.pos;
    if (!TYPE_COMMENT_START.test(this.source)) return false;
    const start = TYPE_COMMENT_START.lastIndex;
    const column = start - this.columnBase;
    this.skipComment();
    const text = this.source.slice(start, this.pos);
    if (TYPE_IGNORE.test(text)) {
      this.typeIgnores.push({ lineno: this.line, tag: text.slice('ignore'.length) + (alone ? '\n' : '') });
      return false;
    }
    this.push(T.TYPE_COMMENT, start, this.pos, this.line, column);
    return true;
  }

  /** A line end; the token NEWLINE begins where the comment before it does. */
  private lineEnd(start: number, column = start - this.columnBase): void {
    const end = this.pos;
    if (this.keepTrivia) column = end - this.columnBase;
    if (this.brackets.length === 0) this.push(T.NEWLINE, start, end, this.line, column);
    else if (this.keepTrivia) this.push(T.NL, end, end + 1, this.line, column);
    this.pos = end + 1;
    this.newLine(this.pos);
    this.atLineStart = true;
  }

  private endOfInput(): boolean {
    this.reachEnd();
    if (this.brackets.length > 0) {
      this.neverClosed();
      return true;
    }
    if (this.singleStatement !== null) this.endOfStatement(this.singleStatement);
    else this.closeIndents();
    this.pushEnd(T.ENDMARKER);
    return true;
  }

  /** Notes that what follows is only known from the source having ended. */
  private reachEnd(): void {
    const tokens = this.tokens;
    this.pos = this.source.length;
    if (this.firstTokenAtEnd >= 0) return;
    this.firstTokenAtEnd = tokens.count;
    const last = tokens.count - 1;
    // Without a line end before it, the end was already seen by looking for the end of the last token.
    if (last >= 0 && tokens.ends[last] === this.pos && !this.endsInQuote(last)) this.firstTokenAtEnd = last;
    if (this.pos === 0) this.line = 0;
    else if (this.lineStart === this.pos) this.backToLastLine();
  }

  private endsInQuote(at: number): boolean {
    const kind = this.tokens.kinds[at];
    return kind === T.STRING || kind === T.FSTRING_END || kind === T.TSTRING_END;
  }

  private pushEnd(kind: number): void {
    this.push(kind, this.pos, this.pos, this.line, this.pos - this.columnBase);
  }

  private closeIndents(): void {
    for (; this.indents.length > 1; this.indents.pop()) this.pushEnd(T.DEDENT);
  }

  /** In an interactive statement its end is a line end, and once more after the blocks that it closes. */
  private endOfStatement(mode: { implyDedent: boolean }): void {
    if (this.tokens.count === 0) return;
    this.pushEnd(T.NEWLINE);
    if (!mode.implyDedent || this.indents.length === 1) return;
    this.closeIndents();
    this.pushEnd(T.NEWLINE);
  }

  /** Makes the last line the present one again, so that what stands at the end of the source stands after it. */
  private backToLastLine(): void {
    this.line--;
    this.lineStart = this.source.lastIndexOf('\n', this.pos - 2) + 1;
    this.columnBase = this.lineStart;
    for (let i = this.lineStart; i < this.pos; i++) this.columnBase -= extraBytes(this.source.charCodeAt(i));
  }

  private name(first: number): void {
    const source = this.source;
    const start = this.pos;
    let pos = start + 1;
    let hash = first;
    let c = source.charCodeAt(pos);
    while (c < 128 && CLASS[c] !== 0) {
      hash = (Math.imul(hash, 31) + c) | 0;
      c = source.charCodeAt(++pos);
    }
    if (c >= 128) return this.wideName(start, pos);
    if ((c === 34 || c === 39) && pos - start <= 5 && this.prefixed(start, pos)) return;
    this.pos = pos;
    this.push(T.NAME, start, pos, this.line, start - this.columnBase);
    const entry = this.lookUp(hash, start, pos);
    const i = this.tokens.count - 1;
    if (entry < T.KEYWORDS.length) this.tokens.kinds[i] = T.FIRST_KEYWORD + entry;
    else this.tokens.values[i] = entry;
  }

  /** The number in `names` of the text from `start` to `end`, which is ASCII and has the hash `hash`. */
  private lookUp(hash: number, start: number, end: number): number {
    const names = this.tokens.names;
    const table = this.nameTable;
    const mask = table.length - 1;
    const length = end - start;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let entry = table[slot]; entry !== 0; entry = table[slot]) {
      const name = names[entry - 1];
      if (name.length === length && this.source.startsWith(name, start)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    return this.addName(this.source.slice(start, end), slot);
  }

  private addName(name: string, slot: number): number {
    const names = this.tokens.names;
    names.push(name);
    this.nameTable[slot] = names.length;
    if (names.length * 2 > this.nameTable.length) this.growNameTable();
    return names.length - 1;
  }

  private growNameTable(): void {
    const names = this.tokens.names;
    const table = new Int32Array(this.nameTable.length * 2);
    const mask = table.length - 1;
    for (let i = 0; i < names.length; i++) {
      let slot = hashOf(names[i]) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = i + 1;
    }
    this.nameTable = table;
  }

  private intern(name: string): number {
    const mask = this.nameTable.length - 1;
    const names = this.tokens.names;
    let slot = hashOf(name) & mask;
    for (let entry = this.nameTable[slot]; entry !== 0; entry = this.nameTable[slot]) {
      if (names[entry - 1] === name) return entry - 1;
      slot = (slot + 1) & mask;
    }
    return this.addName(name, slot);
  }

  /** An identifier with characters outside ASCII, of which everything before `pos` is known to be well-formed. */
  private wideName(start: number, pos: number): void {
    const source = this.source;
    const column = start - this.columnBase;
    let c = source.charCodeAt(pos);
    while (c >= 128 || CLASS[c] > 0) {
      if (c >= 128) this.columnBase -= extraBytes(c);
      c = source.charCodeAt(++pos);
    }
    const text = source.slice(start, pos);
    this.pos = pos;
    if (!this.keepTrivia && !isIdentifier(text)) return this.badIdentifier(start, text);
    const entry = this.intern(text.normalize('NFKC'));
    this.push(T.NAME, start, pos, this.line, column);
    this.tokens.values[this.tokens.count - 1] = entry;
  }

  private badIdentifier(start: number, text: string): void {
    const at = firstInvalidInIdentifier(text);
    const codePoint = text.codePointAt(at)!;
    this.pos = start + at + (codePoint > 0xffff ? 2 : 1);
    const code = describeCodePoint(codePoint);
    if (!isPrintable(codePoint)) this.fail(`invalid non-printable character ${code}`);
    else this.fail(`invalid character '${String.fromCodePoint(codePoint)}' (${code})`);
  }

  private number(): void {
    const start = this.pos;
    // Most numbers are a few digits; only another one needs the scanner.
    let end = start;
    let c = this.source.charCodeAt(end);
    if (c !== 48) while (c >= 48 && c <= 57) c = this.source.charCodeAt(++end);
    if (end > start && c !== 46 && (c >= 128 || CLASS[c] === 0)) {
      this.pos = end;
      return this.push(T.NUMBER, start, end, this.line, start - this.columnBase);
    }
    this.oddNumber(start);
  }

  private oddNumber(start: number): void {
    const scan: NumberScan = scanNumber(this.source, start, this.keepTrivia);
    this.pos = scan.end;
    if (scan.error !== null) {
      if (scan.errorStart >= 0) {
        this.failAt(
          scan.error,
          this.offsetOf(scan.errorStart) + 1,
          'SyntaxError',
          this.offsetOf(scan.end) + 1,
        );
      } else this.fail(scan.error);
      return;
    }
    const column = start - this.columnBase;
    if (scan.warning !== null) {
      const lineno = this.line;
      const end_col_offset = scan.end - this.columnBase;
      this.warnings.push({
        message: scan.warning,
        lineno,
        col_offset: column,
        end_lineno: lineno,
        end_col_offset,
        origin: 'lexer',
      });
    }
    this.push(T.NUMBER, start, scan.end, this.line, column);
  }

  // ---- strings ----

  /** A string with the prefix from `start` to `quote`; false when the prefix is none. */
  private prefixed(start: number, quote: number): boolean {
    const prefix = this.source.slice(start, quote).toLowerCase();
    switch (prefix) {
      case 'b':
      case 'r':
      case 'u':
      case 'br':
      case 'rb':
        this.string(start, quote);
        return true;
      case 'f':
      case 'fr':
      case 'rf':
      case 't':
      case 'tr':
      case 'rt':
        this.formatted(start, quote, prefix);
        return true;
      default:
        return this.incompatiblePrefix(prefix, start, quote);
    }
  }

  /** Reports a prefix of letters that are each a prefix but not together; false when it is no such thing. */
  private incompatiblePrefix(prefix: string, start: number, quote: number): boolean {
    if (!/^[burft]+$/.test(prefix) || new Set(prefix).size < prefix.length) return false;
    const pair = ['ub', 'ur', 'uf', 'ut', 'bf', 'bt', 'ft'].find(
      ([a, b]) => prefix.includes(a) && prefix.includes(b),
    );
    if (pair === undefined) return false;
    this.pos = quote + 1;
    const message = `'${pair[0]}' and '${pair[1]}' prefixes are incompatible`;
    this.failAt(message, this.offsetOf(start) + 1, 'SyntaxError', this.offsetOf(quote + 1));
    return true;
  }

  private quoteSize(quote: number): number {
    const c = this.source.charCodeAt(quote);
    const triple = this.source.charCodeAt(quote + 1) === c && this.source.charCodeAt(quote + 2) === c;
    return triple ? 3 : 1;
  }

  /** A string that is neither f-string nor t-string. */
  private string(start: number, quote: number): void {
    const source = this.source;
    const delimiter = source.charCodeAt(quote);
    const size = this.quoteSize(quote);
    const line = this.line;
    const lineStart = this.lineStart;
    const column = start - this.columnBase;
    let escapedQuote = false;
    let pos = quote + size;
    for (;;) {
      const c = source.charCodeAt(pos++);
      if (c === delimiter) {
        if (size === 1) break;
        if (source.charCodeAt(pos) === c && source.charCodeAt(pos + 1) === c) {
          pos += 2;
          break;
        }
      } else if (c === 92) {
        const escaped = source.charCodeAt(pos++);
        if (escaped === delimiter) escapedQuote = true;
        else if (escaped === 10) this.newLine(pos);
        else if (escaped >= 128) this.columnBase -= extraBytes(escaped);
      } else if (c === 10 && size === 3) {
        this.newLine(pos);
      } else if (c >= 128) {
        this.columnBase -= extraBytes(c);
      } else if (c === 10 || c !== c) {
        return this.unterminated(start, delimiter, size, line, lineStart, escapedQuote, c !== c);
      }
    }
    this.pos = pos;
    this.push(T.STRING, start, pos, line, column);
  }

  /** Reports a string that does not end, at its start. */
  private unterminated(
    start: number,
    delimiter: number,
    size: number,
    line: number,
    lineStart: number,
    escapedQuote: boolean,
    atEnd: boolean,
  ): void {
    // A source that ends in a line end has no line after it.
    const detected = atEnd && this.lineStart >= this.source.length ? this.line - 1 : this.line;
    this.line = line;
    this.lineStart = lineStart;
    this.pos = start + 1;
    const mode = this.mode;
    if (mode !== null && mode.quote === delimiter && mode.quoteSize === size) {
      return this.fail(`${mode.template ? 't' : 'f'}-string: expecting '}'`);
    }
    if (size === 3) {
      this.fail(`unterminated triple-quoted string literal (detected at line ${detected})`);
    } else {
      const hint = escapedQuote ? '; perhaps you escaped the end quote?' : '';
      this.fail(`unterminated string literal (detected at line ${detected})${hint}`);
    }
    if (atEnd) this.error!.atEnd = true;
  }

  /** The start of an f-string or t-string. */
  private formatted(start: number, quote: number, prefix: string): void {
    const quoteSize = this.quoteSize(quote);
    const template = prefix.includes('t');
    this.pos = quote + quoteSize;
    if (this.modes.length + 1 >= MAX_FSTRING_NESTING) return this.fail('too many nested f-strings');
    this.push(
      template ? T.TSTRING_START : T.FSTRING_START,
      start,
      this.pos,
      this.line,
      start - this.columnBase,
    );
    this.mode = {
      template,
      raw: prefix.length === 2,
      quote: this.source.charCodeAt(quote),
      quoteSize,
      depth: 0,
      fieldDepth: -1,
      inFormatSpec: false,
      literal: true,
      start,
      line: this.line,
      lineStart: this.lineStart,
    };
    this.modes.push(this.mode);
  }

  /** The literal text of an f-string up to a brace or its end: FSTRING_MIDDLE when there is any, or FSTRING_END. */
  private literalPart(mode: StringMode): void {
    const source = this.source;
    const start = this.pos;
    if (source.charCodeAt(start) === 123 && source.charCodeAt(start + 1) !== 123)
      return this.beginField(mode);
    if (this.atQuotes(mode, start)) return this.endFormatted(mode);
    const line = this.line;
    const column = start - this.columnBase;
    // The end of the token; the text to come may begin a character later, after a doubled brace.
    const end = this.scanLiteral(mode);
    if (end < 0) return;
    this.push(mode.template ? T.TSTRING_MIDDLE : T.FSTRING_MIDDLE, start, end, line, column);
    // After a doubled brace the token's place covers both, its text one.
    if (this.doubled) this.tokens.endColumns[this.tokens.count - 1]++;
    this.doubled = false;
  }

  /** Ends a literal part after the first of two braces. */
  private doubledBrace(end: number): number {
    this.pos = end + 1;
    this.doubled = true;
    return end;
  }

  private atQuotes(mode: StringMode, pos: number): boolean {
    const source = this.source;
    if (source.charCodeAt(pos) !== mode.quote) return false;
    if (mode.quoteSize === 1) return true;
    return source.charCodeAt(pos + 1) === mode.quote && source.charCodeAt(pos + 2) === mode.quote;
  }

  private endFormatted(mode: StringMode): void {
    const start = this.pos;
    this.pos += mode.quoteSize;
    this.push(
      mode.template ? T.TSTRING_END : T.FSTRING_END,
      start,
      this.pos,
      this.line,
      start - this.columnBase,
    );
    this.modes.pop();
    this.mode = this.modes.length > 0 ? this.modes[this.modes.length - 1] : null;
  }

  private beginField(mode: StringMode): void {
    mode.fieldDepth++;
    if (mode.fieldDepth >= 3) {
      return this.fail(`${mode.template ? 't' : 'f'}-string: expressions nested too deeply`);
    }
    mode.literal = false;
  }

  /** Moves over literal text and returns its end, or -1 after an error. */
  private scanLiteral(mode: StringMode): number {
    const source = this.source;
    const inFormatSpec = mode.inFormatSpec && mode.fieldDepth >= 0;
    let namedEscape = false;
    let pos = this.pos;
    for (;;) {
      const c = source.charCodeAt(pos);
      if (c === mode.quote && this.atQuotes(mode, pos)) break;
      pos++;
      if (c === 92) {
        const escaped = source.charCodeAt(pos);
        if (escaped === 123 && !mode.raw && source.charCodeAt(pos + 1) !== 123) this.escapedBrace(pos - 1);
        if (escaped === 123 || escaped === 125) continue;
        if (escaped === escaped) pos++;
        if (escaped === 10) this.newLine(pos);
        else if (escaped >= 128) this.columnBase -= extraBytes(escaped);
        else if (escaped === 78 && !mode.raw && source.charCodeAt(pos) === 123) {
          namedEscape = true;
          pos++;
        }
      } else if (c === 123) {
        if (source.charCodeAt(pos) === 123 && !inFormatSpec) {
          return this.doubledBrace(pos);
        }
        this.pos = pos - 1;
        this.beginField(mode);
        return this.error === null ? pos - 1 : -1;
      } else if (c === 125) {
        if (namedEscape) {
          this.pos = pos;
          return pos;
        }
        if (source.charCodeAt(pos) === 125 && !inFormatSpec && mode.depth === 0) {
          return this.doubledBrace(pos);
        }
        mode.literal = false;
        pos--;
        break;
      } else if (c === 10 && mode.quoteSize === 3) {
        this.newLine(pos);
      } else if (c >= 128) {
        this.columnBase -= extraBytes(c);
      } else if (c === 10 || c !== c) {
        if (inFormatSpec && c === 10) {
          this.pos = pos;
          const kind = `${mode.template ? 't' : 'f'}-string`;
          this.fail(`${kind}: newlines are not allowed in format specifiers for single quoted ${kind}s`);
          return -1;
        }
        return this.unterminatedFormatted(mode, c !== c);
      }
    }
    this.pos = pos;
    return pos;
  }

  /** Notes a backslash before the brace of a field; what follows a doubled one is seen with the text it is part of. */
  private escapedBrace(start: number): void {
    const message =
      '"\\{" is an invalid escape sequence. Such sequences will not work in the future. ' +
      'Did you mean "\\\\{"? A raw string is also an option.';
    const lineno = this.line;
    const col_offset = start - this.columnBase;
    const end_col_offset = col_offset + 2;
    this.warnings.push({ message, lineno, col_offset, end_lineno: lineno, end_col_offset, origin: 'lexer' });
  }

  private unterminatedFormatted(mode: StringMode, atEnd: boolean): number {
    const detected = atEnd && this.lineStart >= this.source.length ? this.line - 1 : this.line;
    this.line = mode.line;
    this.lineStart = mode.lineStart;
    this.pos = mode.start + 1;
    const letter = mode.template ? 't' : 'f';
    const triple = mode.quoteSize === 3 ? 'triple-quoted ' : '';
    this.fail(`unterminated ${triple}${letter}-string literal (detected at line ${detected})`);
    if (atEnd && mode.quoteSize === 3) this.error!.atEnd = true;
    return -1;
  }

  // ---- punctuation ----

  private punctuation(c: number): void {
    const mode = this.mode;
    const start = this.pos;
    if (mode !== null && c === 58 && mode.fieldDepth >= 0 && mode.depth - 1 === mode.fieldDepth) {
      mode.literal = true;
      mode.inFormatSpec = true;
      this.pos = start + 1;
      return this.push(T.COLON, start, start + 1, this.line, start - this.columnBase);
    }
    if (BEGINS_LONGER[c] === 1 && this.longerMark(c)) return;
    const kind = SINGLE[c];
    this.pos = start + 1;
    switch (c) {
      case 40:
      case 91:
      case 123:
        if (!this.bracketOpens(c, mode)) return;
        break;
      case 41:
      case 93:
      case 125:
        if (!this.bracketCloses(c, mode)) return;
        break;
      case 33:
        break;
      default:
        if (kind === 0) return this.strayCharacter(c);
    }
    this.push(kind, start, start + 1, this.line, start - this.columnBase);
  }

  private strayCharacter(c: number): void {
    if (c < 32 || c === 127) return this.fail(`invalid non-printable character ${describeCodePoint(c)}`);
    // `$`, `?` and backquote are tokens that no rule accepts.
    this.push(T.OP, this.pos - 1, this.pos, this.line, this.pos - 1 - this.columnBase);
  }

  private longerMark(c: number): boolean {
    const source = this.source;
    const start = this.pos;
    const second = source.charCodeAt(start + 1);
    if (c === 46) {
      if (second !== 46 || source.charCodeAt(start + 2) !== 46) return false;
      this.pos = start + 3;
      this.push(T.ELLIPSIS_TOKEN, start, this.pos, this.line, start - this.columnBase);
      return true;
    }
    if (second >= 128 || CLASS[second] !== 0 || second === 32) return false;
    let kind = LONGER.get(c * 128 + second);
    if (kind === undefined) return false;
    let end = start + 2;
    const third = LONGER.get((c * 128 + second) * 128 + source.charCodeAt(end));
    if (third !== undefined && source.charCodeAt(end) === 61) {
      kind = third;
      end++;
    }
    this.pos = end;
    this.push(kind, start, end, this.line, start - this.columnBase);
    return true;
  }

  private bracketOpens(c: number, mode: StringMode | null): boolean {
    if (this.brackets.length >= MAX_BRACKETS) {
      this.fail('too many nested parentheses');
      return false;
    }
    this.brackets.push({ char: c, line: this.line, lineStart: this.lineStart, start: this.pos - 1 });
    if (mode !== null) mode.depth++;
    return true;
  }

  private bracketCloses(c: number, mode: StringMode | null): boolean {
    const text = String.fromCharCode(c);
    const letter = mode !== null && mode.template ? 't' : 'f';
    if (mode !== null && mode.depth === 0 && c === 125) {
      this.fail(`${letter}-string: single '}' is not allowed`);
    } else if (this.brackets.length === 0) {
      if (this.keepTrivia) return true;
      this.fail(`unmatched '${text}'`);
    } else {
      this.matchBracket(c, text, mode, letter);
    }
    if (this.error !== null) return false;
    if (mode === null) return true;
    mode.depth--;
    if (mode.depth < 0) {
      this.fail(`${letter}-string: unmatched '${text}'`);
      return false;
    }
    if (c === 125 && mode.depth === mode.fieldDepth) {
      mode.fieldDepth--;
      mode.literal = true;
      mode.inFormatSpec = false;
    }
    return true;
  }

  private matchBracket(c: number, text: string, mode: StringMode | null, letter: string): void {
    const bracket = this.brackets.pop()!;
    const opening = bracket.char;
    if (this.keepTrivia || c - opening === 1 || c - opening === 2) return;
    if (mode !== null && opening === 123 && mode.depth - 1 === mode.fieldDepth) {
      return this.fail(`${letter}-string: unmatched '${text}'`);
    }
    const where = bracket.line !== this.line ? ` on line ${bracket.line}` : '';
    const open = String.fromCharCode(opening);
    this.fail(`closing parenthesis '${text}' does not match opening parenthesis '${open}'${where}`);
  }
}

function hashOf(name: string): number {
  let hash = name.charCodeAt(0);
  for (let i = 1; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  return hash ^ (hash >>> 15);
}
