// sys.stdout and sys.stderr: io.TextIOWrapper over a file descriptor, with a quick way to write.
//
// Text is kept as a JavaScript string until there is enough of it, a line ends (on a terminal, and for stderr) or someone
// flushes; then it is encoded as UTF-8 and written at once. When somebody looks at the layers below they are made
// (`StandardText.open`), and from then on it is a text file like others.
import { frozenFunction } from '../machine/frozen.ts';
import { writeHost } from './write-host.ts';
import { machine } from '../machine/machine.ts';
import {
  newException,
  type PyBaseException,
  type PyUnicodeError,
  unicodeEncodeErrorType,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { hostString, makeStr, textOf } from '../objects/str.ts';
import { unsupportedOperation } from './io/bases.ts';
import { StandardText } from './io/text-wrapper.ts';

/** Characters that may wait in memory. */
const BUFFER_LIMIT = 16 * 1024;
const encoder = new TextEncoder();
const STANDARD_ERROR = 2;

export class StandardStream extends StandardText {
  /** Text not yet written. */
  private pending = '';

  constructor(fd: number, name: string) {
    super(fd, name, 'w');
  }

  /** Takes text; throws UnicodeEncodeError or what the host says. */
  put(text: string): void {
    this.pending += text;
    if (
      this.pending.length >= BUFFER_LIMIT ||
      this.writeThrough ||
      (this.lineBuffering && /[\n\r]/.test(text))
    )
      this.writeOut();
  }

  writeOut(): void {
    const text = this.pending;
    if (text === '') return;
    this.pending = '';
    writeHost(this.fd, encoder.encode(text));
  }

  protected override waiting(): string {
    const text = this.pending;
    this.pending = '';
    return text;
  }
  /** Writes a str; the number of its characters. */
  quickWrite(value: Value): Result {
    const text = this.isQuick ? encodable(this, value) : undefined;
    if (text === undefined) {
      this.open();
      return frozenFunction('text_io', 'write').call2(this, value);
    }
    this.put(text);
    return typeof value === 'string' ? value.length : textOf(value)!.length;
  }
  quickFlush(): Result {
    if (!this.isQuick) return frozenFunction('text_io', 'flush').call1(this);
    this.writeOut();
    return None;
  }
  quickRead(): Result {
    throw newException(unsupportedOperation(), 'not readable');
  }
}

/**
 * Text as a stream may write it: lone surrogates, which UTF-8 has no bytes for, are an error or escaped. Undefined: they are
 * for the layers below.
 */
function encodable(stream: StandardStream, value: Value): string | undefined {
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
  if (stream.errors !== 'strict') return undefined;
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

/** A stream over a file descriptor. */
export function openStandardStream(
  fd: number,
  name: string,
  errors: string,
  unbuffered: boolean,
): StandardStream {
  const stream = new StandardStream(fd, name);
  stream.errors = errors;
  stream.lineBuffering = !unbuffered && (fd === STANDARD_ERROR || machine.interpreter.host.isTty(fd));
  stream.writeThrough = unbuffered;
  return stream;
}
