// The text streams that stand in sys.stdout and sys.stderr: `_io.TextIOWrapper` over a file descriptor, written natively.
//
// Text is kept as a JavaScript string until there is enough of it, a line ends (on a terminal, and for stderr), someone
// flushes, or the program waits for anything; then it is encoded as UTF-8 and written at once. `buffer` gives the binary
// stream below, which shares the order of what is written.
import { writeHost } from './write-host.ts';
import { machine } from '../machine/machine.ts';
import {
  newException,
  type PyBaseException,
  type PyUnicodeError,
  typeError,
  unicodeEncodeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { defineGetSets, defineMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { hostString, makeStr, textOf } from '../objects/str.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { WriteLines } from './io/write-lines.ts';

/** Characters that may wait in memory. */
const BUFFER_LIMIT = 16 * 1024;
const encoder = new TextEncoder();

export class StandardStream extends PyObject {
  fd = 1;
  name = '<stdout>';
  errors = 'strict';
  /** Each line is written when it ends. */
  lineBuffering = false;
  /** Each call of `write` reaches the host (python -u). */
  writeThrough = false;
  closed = false;
  /** Text not yet written. */
  pending = '';
  binary: StandardBuffer | null = null;

  /** Takes text; throws UnicodeEncodeError or what the host says. */
  put(text: string): void {
    this.pending += text;
    if (
      this.pending.length >= BUFFER_LIMIT ||
      this.writeThrough ||
      (this.lineBuffering && /[\n\r]/.test(text))
    )
      this.flush();
  }

  flush(): void {
    const text = this.pending;
    if (text === '') return;
    this.pending = '';
    writeHost(this.fd, encoder.encode(text));
  }
}

/** Text as a stream may write it: lone surrogates, which UTF-8 has no bytes for, are an error or escaped. */
export function encodable(stream: StandardStream, value: Value): string {
  if (typeof value === 'string') return value;
  const text = textOf(value)!;
  if (typeof text === 'string') return text;
  const bad = text.findIndex((c) => c >= 0xd800 && c <= 0xdfff);
  if (bad < 0) return hostString(text);
  if (stream.errors === 'backslashreplace') {
    return [...text]
      .map((c) => (c >= 0xd800 && c <= 0xdfff ? '\\u' + c.toString(16) : String.fromCodePoint(c)))
      .join('');
  }
  throw surrogateError(value, text, bad);
}

/** The error for lone surrogates from position `start` on. */
function surrogateError(value: Value, text: Uint32Array, start: number): PyBaseException {
  let end = start;
  while (end < text.length && text[end]! >= 0xd800 && text[end]! <= 0xdfff) end++;
  const exc = newException(
    unicodeEncodeErrorType,
    'utf-8',
    makeStr(text),
    start,
    end,
    'surrogates not allowed',
  ) as PyUnicodeError;
  exc.encoding = 'utf-8';
  exc.object = value;
  exc.start = start;
  exc.end = end;
  exc.reason = 'surrogates not allowed';
  return exc;
}

/** The binary stream below a standard text stream. */
export class StandardBuffer extends PyObject {
  readonly stream: StandardStream;
  constructor(stream: StandardStream) {
    super();
    this.stream = stream;
  }
}

export const standardStreamType = builtinType('TextIOWrapper', StandardStream, {
  module: '_io',
  hasDict: true,
  hasWeakrefs: true,
});
export const standardBufferType = builtinType('BufferedWriter', StandardBuffer, {
  module: '_io',
  hasDict: true,
  hasWeakrefs: true,
});

/** A stream over a file descriptor. */
export function openStandardStream(
  fd: number,
  name: string,
  options: { stderr?: boolean; unbuffered?: boolean },
): StandardStream {
  const stream = new StandardStream();
  stream.fd = fd;
  stream.name = name;
  stream.errors = options.stderr === true ? 'backslashreplace' : 'strict';
  stream.lineBuffering = options.stderr === true || machine.interpreter.host.isTty(fd);
  stream.writeThrough = options.unbuffered === true;
  return stream;
}

function requireOpen(self: StandardStream): void {
  if (self.closed) throw newException(valueErrorType, 'I/O operation on closed file.');
}

function stream_write(self: StandardStream, text: Value): Result {
  const t = textOf(text);
  if (t === undefined) return typeError(`write() argument must be str, not ${typeOf(text).name}`);
  requireOpen(self);
  self.put(encodable(self, text));
  return t.length;
}

function stream_flush(self: StandardStream): Result {
  requireOpen(self);
  self.flush();
  return None;
}

class WriteTextLines extends WriteLines {
  readonly stream: StandardStream;
  constructor(stream: StandardStream) {
    super();
    this.stream = stream;
  }
  protected write(line: Value): Result {
    return stream_write(this.stream, line);
  }
}

function stream_close(self: StandardStream): Result {
  if (!self.closed) {
    self.flush();
    self.closed = true;
  }
  return None;
}

function stream_reconfigure(
  self: StandardStream,
  _encoding: Value = None,
  errors: Value = None,
  _newline: Value = None,
  lineBuffering: Value = None,
  writeThrough: Value = None,
): Result {
  self.flush();
  if (typeof errors === 'string') self.errors = errors;
  if (lineBuffering !== None) self.lineBuffering = lineBuffering === true || lineBuffering === 1;
  if (writeThrough !== None) self.writeThrough = writeThrough === true || writeThrough === 1;
  return None;
}

const yes = (): Result => true;
const no = (): Result => false;
defineMethods(standardStreamType, {
  write: ['($self, text, /)', stream_write],
  writelines: [
    '($self, lines, /)',
    (self: StandardStream, lines: Value) => new WriteTextLines(self).run(lines),
  ],
  flush: ['($self, /)', stream_flush],
  close: ['($self, /)', stream_close],
  fileno: ['($self, /)', (self: StandardStream): Result => self.fd],
  isatty: ['($self, /)', (self: StandardStream): Result => machine.interpreter.host.isTty(self.fd)],
  readable: ['($self, /)', no],
  writable: ['($self, /)', yes],
  seekable: ['($self, /)', no],
  reconfigure: [
    '($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)',
    stream_reconfigure,
  ],
  __enter__: ['($self, /)', (self: StandardStream): Result => self],
  __exit__: ['($self, /, *exc_info)', stream_close],
  __repr__: [
    '($self, /)',
    (self: StandardStream): Result => `<_io.TextIOWrapper name='${self.name}' mode='w' encoding='utf-8'>`,
  ],
});
defineGetSets(standardStreamType, {
  buffer: [(self: StandardStream): Result => (self.binary ??= new StandardBuffer(self))],
  closed: [(self: StandardStream): Result => self.closed],
  encoding: [(): Result => 'utf-8'],
  errors: [(self: StandardStream): Result => self.errors],
  line_buffering: [(self: StandardStream): Result => self.lineBuffering],
  write_through: [(self: StandardStream): Result => self.writeThrough],
  mode: [(): Result => 'w'],
  name: [(self: StandardStream): Result => self.name],
  newlines: [(): Result => None],
});

function buffer_write(self: StandardBuffer, data: Value): Result {
  const bytes = bytesArgument(data);
  requireOpen(self.stream);
  self.stream.flush();
  writeHost(self.stream.fd, bytes);
  return bytes.length;
}

defineMethods(standardBufferType, {
  write: ['($self, buffer, /)', buffer_write],
  flush: ['($self, /)', (self: StandardBuffer) => stream_flush(self.stream)],
  close: ['($self, /)', (self: StandardBuffer) => stream_close(self.stream)],
  fileno: ['($self, /)', (self: StandardBuffer): Result => self.stream.fd],
  isatty: ['($self, /)', (self: StandardBuffer): Result => machine.interpreter.host.isTty(self.stream.fd)],
  readable: ['($self, /)', no],
  writable: ['($self, /)', yes],
  seekable: ['($self, /)', no],
  __enter__: ['($self, /)', (self: StandardBuffer): Result => self],
  __exit__: ['($self, /, *exc_info)', (self: StandardBuffer) => stream_close(self.stream)],
  __repr__: [
    '($self, /)',
    (self: StandardBuffer): Result => `<_io.BufferedWriter name='${self.stream.name}'>`,
  ],
});
defineGetSets(standardBufferType, {
  closed: [(self: StandardBuffer): Result => self.stream.closed],
  mode: [(): Result => 'wb'],
  name: [(self: StandardBuffer): Result => self.stream.name],
  raw: [(self: StandardBuffer): Result => self],
});
