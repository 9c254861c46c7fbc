// _csv: reading and writing delimited text. Parsing and quoting are here; rows come from and go to Python through
// src/python/csv.py, as each may suspend.
import { STOP, type Stop, ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, raise, typeError, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { isNumber } from '../objects/conversion.ts';
import { intOf, PyInt } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { isPickling, pickleByFields, pickleHooks } from '../stackless/pickling/tables.ts';
import {
  CsvParser,
  type Quirks,
  QUOTE_ALL,
  QUOTE_MINIMAL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
} from './csv-parser.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';

const errorType = moduleException('_csv', 'Error');

interface CsvState {
  dialects: PyDict;
  fieldLimit: number;
}
const STATE = Symbol('_csv');
const DEFAULT_FIELD_LIMIT = 131072;

function state(): CsvState {
  return interpreterSlot(STATE, () => ({ dialects: new PyDict(), fieldLimit: DEFAULT_FIELD_LIMIT }));
}

// --- Dialect -------------------------------------------------------------------------------------------------------

class Dialect extends PyObject {
  quirks: Quirks = {
    delimiter: ',',
    quotechar: '"',
    escapechar: '',
    doublequote: true,
    skipinitialspace: false,
    lineterminator: '\r\n',
    quoting: QUOTE_MINIMAL,
    strict: false,
  };
}

const dialectType = builtinType('Dialect', Dialect, { module: '_csv', doc: 'CSV dialect\n' });

/** A character or nothing. */
function characterOf(name: string, value: Value | undefined, missing: string, optional: boolean): string {
  if (value === undefined) return missing;
  if (value === None && optional) return '';
  const text = textOf(value);
  const wanted = optional ? 'a unicode character or None' : 'a unicode character';
  if (text === undefined)
    throw newException(typeErrorType, `"${name}" must be ${wanted}, not ${typeOf(value).name}`);
  if (text.length !== 1)
    throw newException(typeErrorType, `"${name}" must be ${wanted}, not a string of length ${text.length}`);
  return hostString(text);
}

const QUOTE_STYLES = [QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL];

function quotingOf(value: Value | undefined, quotechar: Value | undefined): number {
  if (value === undefined) return quotechar === None ? QUOTE_NONE : QUOTE_MINIMAL;
  if (typeof value !== 'number') {
    if (!(value instanceof PyInt))
      throw newException(typeErrorType, `"quoting" must be an integer, not ${typeOf(value).name}`);
  }
  const n = Number(intOf(value));
  if (!QUOTE_STYLES.includes(n)) throw newException(typeErrorType, 'bad "quoting" value');
  return n;
}

/** Makes a dialect of values that are there (undefined: the default), already converted to bool where that is wanted. */
function makeDialect(cls: PyType, values: (Value | undefined)[]): Dialect {
  const [delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict] =
    values;
  const self = new cls.Ctor() as Dialect;
  const style = quotingOf(quoting, quotechar);
  const terminator = lineterminator === undefined ? '\r\n' : textOf(lineterminator);
  if (terminator === undefined) {
    throw newException(
      typeErrorType,
      `"lineterminator" must be a string, not ${typeOf(lineterminator!).name}`,
    );
  }
  self.quirks = {
    delimiter: characterOf('delimiter', delimiter, ',', false),
    quotechar: characterOf('quotechar', quotechar, '"', true),
    escapechar: characterOf('escapechar', escapechar, '', true),
    doublequote: doublequote !== false,
    skipinitialspace: skipinitialspace === true,
    lineterminator: hostString(terminator),
    quoting: style,
    strict: strict === true,
  };
  checkDialect(self.quirks);
  return self;
}

function bad(name: string): Error {
  return newException(valueErrorType, `bad ${name} value`) as unknown as Error;
}

/** Refuses characters that would make the dialect ambiguous. */
function checkDialect(q: Quirks): void {
  if (q.quoting !== QUOTE_NONE && q.quotechar === '')
    throw newException(typeErrorType, 'quotechar must be set if quoting enabled');
  const named: [string, string, boolean][] = [
    ['delimiter', q.delimiter, true],
    ['escapechar', q.escapechar, !q.skipinitialspace],
    ['quotechar', q.quotechar, !q.skipinitialspace],
  ];
  for (const [name, c, spaceAllowed] of named) {
    if (c === '\n' || c === '\r' || (c === ' ' && !spaceAllowed)) throw bad(name);
    if (c !== '' && q.lineterminator.includes(c)) throw bad(`${name} or lineterminator`);
  }
  const pairs: [string, string, string, string][] = [
    ['delimiter', q.delimiter, 'escapechar', q.escapechar],
    ['delimiter', q.delimiter, 'quotechar', q.quotechar],
    ['escapechar', q.escapechar, 'quotechar', q.quotechar],
  ];
  for (const [a, x, b, y] of pairs) if (x !== '' && x === y) throw bad(`${a} or ${b}`);
}

defineStaticMethods(dialectType, {
  __new__: [
    '(cls, dialect=None, delimiter=None, doublequote=None, escapechar=None, lineterminator=None, quotechar=None, quoting=None, skipinitialspace=None, strict=None)',
    (cls: PyType, dialect: Value = None, ...values: (Value | undefined)[]): Result =>
      newDialect(cls, dialect, values),
  ],
});

/** `undefined` cannot go through Python: a mark stands for it. */
const MISSING = new PyObject();

function newDialect(cls: PyType, dialect: Value, values: (Value | undefined)[]): Result {
  if (dialect instanceof Dialect && values.every((v) => v === undefined)) return dialect;
  const list = new PyList(Array.from({ length: 8 }, (_, i) => values[i] ?? MISSING));
  return frozenFunction('csv', 'make_dialect').callN([cls, dialect, list, MISSING]);
}

const orNone = (c: string): Value => (c === '' ? None : fromHost(c));

defineMembers(dialectType, {
  delimiter: [(self: Dialect) => fromHost(self.quirks.delimiter)],
  skipinitialspace: [(self: Dialect) => self.quirks.skipinitialspace],
  doublequote: [(self: Dialect) => self.quirks.doublequote],
  strict: [(self: Dialect) => self.quirks.strict],
  escapechar: [(self: Dialect) => orNone(self.quirks.escapechar)],
  lineterminator: [(self: Dialect) => fromHost(self.quirks.lineterminator)],
  quotechar: [(self: Dialect) => orNone(self.quirks.quotechar)],
  quoting: [(self: Dialect) => self.quirks.quoting],
});
const noPickle = (self: Dialect): Result =>
  isPickling() && !self.cls.isHeap
    ? pickleHooks.reduceByState(self, 'native')
    : typeError(`cannot pickle '${typeOf(self).name}' instances`);
defineMethods(dialectType, {
  __reduce__: ['($self, /)', noPickle],
  __reduce_ex__: ['($self, protocol, /)', noPickle],
});

// --- Reader --------------------------------------------------------------------------------------------------------

class Reader extends PyObject {
  readonly lines: PyObject;
  readonly dialect: Dialect;
  readonly parser: CsvParser;
  lineNumber = 0;
  constructor(lines: PyObject, dialect: Dialect) {
    super();
    this.lines = lines;
    this.dialect = dialect;
    this.parser = new CsvParser(dialect.quirks, csvError);
  }
  override next(): IterResult {
    this.parser.begin(state().fieldLimit);
    return this.read();
  }
  /** Takes lines until a row is complete. */
  read(): IterResult {
    for (;;) {
      const line = this.lines.next();
      if (line === ABRUPT) return suspend(new LineFrame(this));
      const row = this.took(line);
      if (row !== undefined) return row;
    }
  }
  /** A row, the end, or undefined when more lines are wanted. */
  took(line: Value | Stop): IterResult | undefined {
    if (line === STOP) return this.parser.end() ? new PyList(this.parser.takeRow()) : STOP;
    const text = textOf(line);
    if (text === undefined) {
      const type = typeOf(line).name;
      throw csvError(`iterator should return strings, not ${type} (the file should be opened in text mode)`);
    }
    this.lineNumber++;
    return this.parser.feed(hostString(text)) ? new PyList(this.parser.takeRow()) : undefined;
  }
}

class LineFrame extends NativeFrame {
  private readonly reader: Reader;
  constructor(reader: Reader) {
    super();
    this.reader = reader;
  }
  returned(value: Value | Stop): IterResult {
    const row = this.reader.took(value);
    return row === undefined ? this.reader.read() : row;
  }
}

const readerType = builtinType('reader', Reader, { module: '_csv', final: true, doc: 'CSV reader\n' });
defineIterator(readerType);
defineMembers(readerType, {
  dialect: [(self: Reader) => self.dialect],
  line_num: [(self: Reader) => self.lineNumber],
});

function csvError(message: string): Error {
  return newException(errorType, message) as unknown as Error;
}

// --- Writer --------------------------------------------------------------------------------------------------------

class Writer extends PyObject {
  readonly write: Value;
  readonly dialect: Dialect;
  constructor(write: Value, dialect: Dialect) {
    super();
    this.write = write;
    this.dialect = dialect;
  }
}

const writerType = builtinType('writer', Writer, { module: '_csv', final: true, doc: 'CSV writer\n' });
defineMethods(writerType, {
  writerow: ['($self, row, /)', inPython('csv', 'writerow')],
  writerows: ['($self, rows, /)', inPython('csv', 'writerows')],
});
defineMembers(writerType, { dialect: [(self: Writer) => self.dialect] });

pickleByFields(readerType, writerType);

/** Whether a field is to be quoted whatever is in it. */
function alwaysQuoted(value: Value, quoting: number): boolean {
  if (quoting === QUOTE_ALL) return true;
  if (quoting === QUOTE_NONNUMERIC) return !isNumber(value);
  if (quoting === QUOTE_STRINGS) return textOf(value) !== undefined;
  return quoting === QUOTE_NOTNULL && value !== None;
}

/** A field as it is written: `text` is what it shows as. */
function writtenField(q: Quirks, text: string, quoted: boolean): string {
  let out = '';
  for (const c of text) {
    const special =
      c === q.delimiter ||
      c === q.escapechar ||
      c === q.quotechar ||
      c === '\n' ||
      c === '\r' ||
      q.lineterminator.includes(c);
    if (special) {
      let escape = false;
      if (q.quoting === QUOTE_NONE) escape = true;
      else if (c === q.quotechar && q.quotechar !== '') {
        if (q.doublequote) out += q.quotechar;
        else escape = true;
      } else if (c === q.escapechar && q.escapechar !== '') escape = true;
      if (escape) {
        if (q.escapechar === '') throw csvError('need to escape, but no escapechar set');
        out += q.escapechar;
      } else quoted = true;
    }
    out += c;
  }
  if (text === ' ' && q.delimiter === ' ' && q.skipinitialspace) quoted = true;
  return quoted ? q.quotechar + out + q.quotechar : out;
}

/** The text of a row, from its fields and what they show as. */
function csv_row(writer: Value, fields: Value, shown: Value): Result {
  const { quirks } = (writer as Writer).dialect;
  const values = (fields as PyList).items;
  const texts = (shown as PyList).items.map((text) => hostString(textOf(text)!));
  const parts = values.map((value, i) => {
    const quoted = alwaysQuoted(value, quirks.quoting);
    const empty = texts[i] === '' && quirks.delimiter === ' ' && quirks.skipinitialspace;
    if (empty) {
      const bare =
        quirks.quoting === QUOTE_NONE || (value === None && !quoted && quirks.quoting >= QUOTE_STRINGS);
      if (bare)
        throw csvError('empty field must be quoted if delimiter is a space and skipinitialspace is true');
    }
    return writtenField(quirks, texts[i]!, quoted || empty);
  });
  if (values.length === 1 && parts[0] === '') {
    const bare = quirks.quoting === QUOTE_NONE || (values[0] === None && quirks.quoting >= QUOTE_STRINGS);
    if (bare) throw csvError('single empty field record must be quoted');
    parts[0] = quirks.quotechar + quirks.quotechar;
  }
  return fromHost(parts.join(quirks.delimiter) + quirks.lineterminator);
}

// --- For src/python/csv.py -----------------------------------------------------------------------------------------

defineIntrinsics({
  csv_row: ['(writer, fields, shown, /)', csv_row],
  csv_write: ['(writer, /)', (writer: Value): Result => (writer as Writer).write],
  csv_error: ['(message, /)', (message: Value): Result => raise(errorType, message)],
  csv_dialects: ['()', (): Result => state().dialects],
  csv_dialect_class: ['()', (): Result => dialectType],
  csv_build: [
    '(cls, values, missing, /)',
    (cls: Value, values: Value, missing: Value): Result =>
      makeDialect(
        cls as PyType,
        (values as PyList).items.map((v) => (v === missing ? undefined : v)),
      ),
  ],
  csv_reader: [
    '(lines, dialect, /)',
    (lines: Value, dialect: Value): Result => new Reader(lines as PyObject, dialect as Dialect),
  ],
  csv_writer: [
    '(write, dialect, /)',
    (write: Value, dialect: Value): Result => new Writer(write, dialect as Dialect),
  ],
});

function csv_field_size_limit(limit?: Value): Result {
  const old = state().fieldLimit;
  if (limit === undefined) return old;
  const n = intOf(limit);
  if (n === undefined) return typeError('limit must be an integer');
  state().fieldLimit = Number(n);
  return old;
}

export const _csvModule: NativeModule = {
  name: '_csv',
  doc: 'CSV parsing and writing.\n',
  functions: {
    reader: ['(iterable, dialect=<unrepresentable>, /, **fmtparams)', callWithParameters('reader')],
    writer: ['(fileobj, dialect=<unrepresentable>, /, **fmtparams)', callWithParameters('writer')],
    register_dialect: [
      '(name, dialect=<unrepresentable>, /, **fmtparams)',
      callWithParameters('register_dialect'),
    ],
    list_dialects: ['()', inPython('csv', 'list_dialects')],
    get_dialect: ['(name)', inPython('csv', 'get_dialect')],
    unregister_dialect: ['(name)', inPython('csv', 'unregister_dialect')],
    field_size_limit: ['(new_limit=<unrepresentable>, /)', csv_field_size_limit],
  },
  attributes: () => ({
    __version__: '1.0',
    Dialect: dialectType,
    Error: errorType,
    Reader: readerType,
    Writer: writerType,
    QUOTE_MINIMAL,
    QUOTE_ALL,
    QUOTE_NONNUMERIC,
    QUOTE_NONE,
    QUOTE_STRINGS,
    QUOTE_NOTNULL,
    _dialects: state().dialects,
  }),
};

/** Calls a function of src/python/csv.py with the keyword arguments as a dict. */
function callWithParameters(
  name: string,
): (first: Value, dialect: Value | undefined, parameters: Map<string, Value>) => Result {
  return (first, dialect, parameters) => {
    const dict = new PyDict();
    for (const [key, value] of parameters) dict.setStr(key, value);
    return frozenFunction('csv', name).call3(first, dialect ?? None, dict);
  };
}
