// The state machine that reads delimited text, character by character, as CPython's does.
import { newException, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { None } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;
export const QUOTE_STRINGS = 4;
export const QUOTE_NOTNULL = 5;

/** What a dialect says; characters that are not set are empty strings. */
export interface Quirks {
  delimiter: string;
  quotechar: string;
  escapechar: string;
  doublequote: boolean;
  skipinitialspace: boolean;
  lineterminator: string;
  quoting: number;
  strict: boolean;
}

type State =
  | 'startRecord'
  | 'startField'
  | 'escaped'
  | 'inField'
  | 'inQuotes'
  | 'escapedInQuotes'
  | 'quoteInQuotes'
  | 'eatNewline'
  | 'afterEscapedNewline';

/** The character after the last one of a line. */
const END = '';

export class CsvParser {
  private readonly q: Quirks;
  private readonly error: (message: string) => Error;
  private state: State = 'startRecord';
  private fields: Value[] = [];
  private field = '';
  private fieldLength = 0;
  /** The field is to become a number, or None when it is empty. */
  private unquoted = false;
  private limit = 0;

  constructor(quirks: Quirks, error: (message: string) => Error) {
    this.q = quirks;
    this.error = error;
  }

  /** Begins a row. */
  begin(limit: number): void {
    this.limit = limit;
    this.fields = [];
    this.field = '';
    this.fieldLength = 0;
    this.state = 'startRecord';
    this.unquoted = false;
  }

  /** Reads a line: true when it completes a row. */
  feed(line: string): boolean {
    for (const c of line) this.process(c);
    this.process(END);
    return this.state === 'startRecord';
  }

  /** There are no more lines: true when that leaves a row; raises in strict mode when it is not complete. */
  end(): boolean {
    const pending = this.fieldLength > 0 || this.field !== '' || this.state === 'inQuotes';
    if (!pending && this.fields.length === 0) return false;
    if (!pending && this.state !== 'startField' && this.state !== 'inQuotes') return false;
    if (this.q.strict) throw this.error('unexpected end of data');
    this.save();
    return true;
  }

  takeRow(): Value[] {
    return this.fields;
  }

  private add(c: string): void {
    if (this.fieldLength >= this.limit) throw this.error(`field larger than field limit (${this.limit})`);
    this.field += c;
    this.fieldLength++;
  }

  private save(): void {
    this.fields.push(this.value());
    this.field = '';
    this.fieldLength = 0;
  }

  private value(): Value {
    const { quoting } = this.q;
    if (this.unquoted) {
      if (this.field === '' && (quoting === QUOTE_NOTNULL || quoting === QUOTE_STRINGS)) return None;
      const numeric = quoting === QUOTE_NONNUMERIC || quoting === QUOTE_STRINGS;
      if (numeric && this.field !== '') return parseNumber(this.field);
    }
    return fromHost(this.field);
  }

  private process(c: string): void {
    switch (this.state) {
      case 'startRecord':
        if (c === END) return;
        if (c === '\n' || c === '\r') this.state = 'eatNewline';
        else this.startField(c);
        return;
      case 'startField':
        return this.startField(c);
      case 'escaped':
        if (c === '\n' || c === '\r') {
          this.add(c);
          this.state = 'afterEscapedNewline';
          return;
        }
        this.add(c === END ? '\n' : c);
        this.state = 'inField';
        return;
      case 'afterEscapedNewline':
        if (c === END) return;
        this.state = 'inField';
        return this.inField(c);
      case 'inField':
        return this.inField(c);
      case 'inQuotes':
        return this.inQuotes(c);
      case 'escapedInQuotes':
        this.add(c === END ? '\n' : c);
        this.state = 'inQuotes';
        return;
      case 'quoteInQuotes':
        return this.quoteInQuotes(c);
      case 'eatNewline':
        if (c === '\n' || c === '\r') return;
        if (c === END) this.state = 'startRecord';
        else
          throw this.error(
            "new-line character seen in unquoted field - do you need to open the file with newline=''?",
          );
    }
  }

  private ended(c: string): boolean {
    return c === '\n' || c === '\r' || c === END;
  }

  private afterField(c: string): void {
    this.state = c === END ? 'startRecord' : 'eatNewline';
  }

  private startField(c: string): void {
    const { q } = this;
    this.unquoted = true;
    if (this.ended(c)) {
      this.save();
      this.afterField(c);
    } else if (c === q.quotechar && q.quoting !== QUOTE_NONE) {
      this.unquoted = false;
      this.state = 'inQuotes';
    } else if (c === q.escapechar) this.state = 'escaped';
    else if (c === ' ' && q.skipinitialspace) this.state = 'startField';
    else if (c === q.delimiter) {
      this.save();
      this.state = 'startField';
    } else {
      this.add(c);
      this.state = 'inField';
    }
  }

  private inField(c: string): void {
    const { q } = this;
    if (this.ended(c)) {
      this.save();
      this.afterField(c);
    } else if (c === q.escapechar) this.state = 'escaped';
    else if (c === q.delimiter) {
      this.save();
      this.state = 'startField';
    } else this.add(c);
  }

  private inQuotes(c: string): void {
    const { q } = this;
    if (c === END) return;
    if (c === q.escapechar) this.state = 'escapedInQuotes';
    else if (c === q.quotechar && q.quoting !== QUOTE_NONE)
      this.state = q.doublequote ? 'quoteInQuotes' : 'inField';
    else this.add(c);
  }

  private quoteInQuotes(c: string): void {
    const { q } = this;
    if (q.quoting !== QUOTE_NONE && c === q.quotechar) {
      this.add(c);
      this.state = 'inQuotes';
    } else if (c === q.delimiter) {
      this.save();
      this.state = 'startField';
    } else if (this.ended(c)) {
      this.save();
      this.afterField(c);
    } else if (!q.strict) {
      this.add(c);
      this.state = 'inField';
    } else throw this.error(`'${q.delimiter}' expected after '${q.quotechar}'`);
  }
}

/** An unquoted field as float() reads it. */
function parseNumber(field: string): Value {
  const text = field.trim();
  if (/^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)([eE][+-]?\d+)?$/.test(text))
    return new PyFloat(Number(text.replaceAll('_', '')));
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (word === null) throw newException(valueErrorType, `could not convert string to float: '${field}'`);
  const magnitude = word[2]!.toLowerCase() === 'nan' ? NaN : Infinity;
  return new PyFloat(word[1] === '-' ? -magnitude : magnitude);
}
