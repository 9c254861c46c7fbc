// io.StringIO: text in memory.
//
// As long as it holds no characters beyond U+FFFF and all that is written goes to the end, the content is a JavaScript string;
// otherwise an array of code points with room to grow (`wide`).
import { frozenFunction } from '../../machine/frozen.ts';
import { reserve } from '../../machine/memory.ts';
import { ABRUPT, STOP } from '../../machine/abrupt.ts';
import { suspend } from '../../machine/frame.ts';
import { converted, isInt, toCInt, toSize } from '../../objects/conversion.ts';
import { PyDict } from '../../objects/dict.ts';
import {
  newException,
  osErrorType,
  overflowErrorType,
  raise,
  typeError,
  valueError,
} from '../../objects/exception.ts';
import { instanceDict } from '../../objects/instance-dict.ts';
import { defineGetSets, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { IterResult, Result, Value } from '../../objects/object.ts';
import { codePoints, hostString, makeStr, type Text, textOf } from '../../objects/str.ts';
import { inOnePiece } from '../../objects/text/text.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { typeOf } from '../../objects/typeof.ts';
import { sizeOf } from './arguments.ts';
import {
  closedError,
  fileType,
  hasOwnNew,
  lineOrStop,
  NextLineFrame,
  TextIOBase,
  textIOBaseType,
} from './bases.ts';
import { NewlineTranslation } from './newlines.ts';

/** The most characters that there can be. */
const LONGEST = 2 ** 53 - 1;

export class StringIO extends TextIOBase {
  state: 'new' | 'open' | 'closed' = 'new';
  /** The content while `wide` is null. Its last part may still be in `tail`. */
  text = '';
  wide: Uint32Array | null = null;
  /** Length of the content, and the place in it, in characters. */
  size = 0;
  position = 0;
  /** As given: None, '', '\n', '\r' or '\r\n'. */
  newline: Value = '\n';
  /** What `\n` becomes when it is written; null: it stays. */
  writtenNewline: string | null = null;
  /** Where line ends of all kinds are known; null: lines end with `newline`. */
  universal: NewlineTranslation | null = null;
  /** What was appended last, shorter than a gathering. */
  tail = '';

  override next(): IterResult {
    const readline = this.cls.lookup('readline');
    if (readline !== nativeReadline) {
      const line = frozenFunction('io_base', 'next_text').call1(this);
      return line === ABRUPT ? suspend(new NextLineFrame()) : lineOrStop(line);
    }
    this.check();
    const line = this.line(-1);
    if (line !== '') return line;
    return STOP;
  }

  /** Throws ValueError unless it is open. */
  check(): void {
    if (this.state === 'open') return;
    throw closedError(
      this.state === 'new' ? 'I/O operation on uninitialized object' : 'I/O operation on closed file',
    );
  }

  /** The content as a string whose parts are joined; only while `wide` is null. */
  joined(): string {
    if (this.tail !== '') this.gather();
    return this.text;
  }
  private gather(): void {
    reserve(2 * this.tail.length);
    this.text += inOnePiece(this.tail);
    this.tail = '';
  }

  /** Takes text at the place, after the translation of newlines. */
  put(text: Text): void {
    let translated: Text = this.universal === null ? text : this.universal.translate(text, true);
    if (this.writtenNewline !== null) translated = withNewlines(translated, this.writtenNewline);
    this.store(translated);
  }
  /** Takes text at the place as it is. */
  store(text: Text): void {
    if (this.wide === null && typeof text === 'string' && this.position === this.size) {
      this.position = this.size += text.length;
      if ((this.tail += text).length >= GATHERED) this.gather();
    } else this.storeWide(text);
  }
  private storeWide(text: Text): void {
    const { position } = this;
    const end = position + text.length;
    if (end > LONGEST) throw newException(overflowErrorType, 'new position too large');
    const wide = this.room(end);
    if (position > this.size) wide.fill(0, this.size, position);
    if (typeof text === 'string')
      for (let i = 0; i < text.length; i++) wide[position + i] = text.charCodeAt(i);
    else wide.set(text, position);
    this.position = end;
    if (end > this.size) this.size = end;
  }
  /** The content as an array with room for `length` characters. */
  private room(length: number): Uint32Array {
    const old = this.wide ?? codePoints(this.joined());
    if (this.wide === null || old.length < length) {
      const capacity = Math.max(length + (length >> 3) + 8, this.size);
      reserve(4 * capacity);
      this.wide = new Uint32Array(capacity);
      this.wide.set(old.subarray(0, this.size));
      this.text = '';
    }
    return this.wide!;
  }

  /** The characters from `start` to before `end`. */
  part(start: number, end: number): Value {
    if (this.wide !== null) return makeStr(this.wide.slice(start, end));
    return this.joined().slice(start, end);
  }

  /** The next line, of at most `limit` characters if that is not negative, and goes behind it. */
  line(limit: number): Value {
    const { position, size } = this;
    if (position >= size) return '';
    const last = limit < 0 || limit > size - position ? size : position + limit;
    const end = this.wide === null ? this.lineEnd(this.joined(), last) : this.wideLineEnd(this.wide, last);
    this.position = end;
    return this.part(position, end);
  }
  private lineEnd(text: string, last: number): number {
    const { position, newline } = this;
    let end: number;
    if (this.universal === null || this.universal.translates) {
      const mark = newline === None ? '\n' : (newline as string);
      const at = text.indexOf(mark, position);
      end = at < 0 ? last : at + mark.length;
    } else end = endOfAnyLine(text, position, last);
    return Math.min(end, last);
  }
  private wideLineEnd(wide: Uint32Array, last: number): number {
    const { position, newline } = this;
    const text = hostPart(wide, position, last);
    if (this.universal !== null && !this.universal.translates)
      return position + endOfAnyLine(text, 0, text.length);
    const mark = newline === None ? '\n' : (newline as string);
    const at = text.indexOf(mark);
    return at < 0 ? last : position + at + mark.length;
  }
}

/** Characters that are joined at once: see TextBuilder. */
const GATHERED = 4096;

/** One unit of a string for each character, of which only those for `\n` and `\r` matter. */
function hostPart(wide: Uint32Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 8192) {
    const units = Uint16Array.from(wide.subarray(at, Math.min(end, at + 8192)), (c) =>
      c > 0xffff ? 0xffff : c,
    );
    text += String.fromCharCode(...units);
  }
  return text;
}

/** The place behind the first `\n`, `\r` or `\r\n` from `start` on; `last` when there is none before. */
function endOfAnyLine(text: string, start: number, last: number): number {
  for (let i = start; i < last; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return i + 1;
    if (c === 13) return i + 1 < last && text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return last;
}

function withNewlines(text: Text, newline: string): Text {
  if (typeof text === 'string') return text.replaceAll('\n', newline);
  return textOf(makeStr(codePoints(hostString(text).replaceAll('\n', newline))))!;
}

export const stringIOType = fileType('StringIO', StringIO, textIOBaseType);

// --- Making --------------------------------------------------------------------------------------------------------

function stringio_init(self: StringIO, initial: Value = '', newline: Value = '\n'): Result {
  if (newline !== None) {
    const text = textOf(newline);
    if (text === undefined) return typeError(`newline must be str or None, not ${typeOf(newline).name}`);
    if (!isNewline(text)) return frozenFunction('io_base', 'illegal_newline').call1(newline);
    newline = hostString(text);
  }
  const text = initial === None ? '' : textOf(initial);
  if (text === undefined) return typeError(`initial_value must be str or None, not ${typeOf(initial).name}`);
  begin(self, newline);
  if (text.length > 0) self.put(text);
  self.position = 0;
  return None;
}

function isNewline(text: Text): boolean {
  return text === '' || text === '\n' || text === '\r' || text === '\r\n';
}

/** Makes it open and empty. */
function begin(self: StringIO, newline: Value): void {
  self.state = 'open';
  clear(self);
  self.newline = newline;
  self.writtenNewline = newline === '\r' || newline === '\r\n' ? newline : null;
  self.universal = newline === None || newline === '' ? new NewlineTranslation(newline === None) : null;
}

function clear(self: StringIO): void {
  self.text = self.tail = '';
  self.wide = null;
  self.size = self.position = 0;
}

// --- Methods -------------------------------------------------------------------------------------------------------

function stringio_write(self: StringIO, value: Value): Result {
  const text = textOf(value);
  if (text === undefined) {
    if (self.state === 'new') self.check();
    return typeError(`string argument expected, got '${typeOf(value).name}'`);
  }
  if (self.state !== 'open') self.check();
  if (text.length > 0) {
    if (self.newline === '\n') self.store(text);
    else self.put(text);
  }
  return text.length;
}

function stringio_getvalue(self: StringIO): Result {
  self.check();
  return self.part(0, self.size);
}

function stringio_read(self: StringIO, size?: Value): Result {
  const n = sizeOf(size);
  if (n === null) return converted(stringio_read, [self, size], [null, 'index']);
  self.check();
  const start = self.position;
  if (start >= self.size) return '';
  const end = n < 0 || n > self.size - start ? self.size : start + n;
  self.position = end;
  return self.part(start, end);
}

function stringio_readline(self: StringIO, size?: Value): Result {
  const n = sizeOf(size);
  if (n === null) return converted(stringio_readline, [self, size], [null, 'index']);
  self.check();
  return self.line(n);
}

function stringio_tell(self: StringIO): Result {
  self.check();
  return self.position;
}

function stringio_truncate(self: StringIO, size?: Value): Result {
  let n = sizeOf(size);
  if (n === null) return converted(stringio_truncate, [self, size], [null, 'index']);
  self.check();
  if (size === undefined || size === None) n = self.position;
  if (n < 0) return valueError(`Negative size value ${n}`);
  if (n < self.size) {
    if (self.wide === null) self.text = self.joined().slice(0, n);
    self.size = n;
  }
  return n;
}

function stringio_seek(self: StringIO, offset: Value, whence: Value = 0): Result {
  if (!isInt(offset) || !isInt(whence))
    return converted(stringio_seek, [self, offset, whence], [null, 'index', 'index']);
  const n = toSize(offset);
  const from = toCInt(whence);
  self.check();
  if (from < 0 || from > 2) return valueError(`Invalid whence (${from}, should be 0, 1 or 2)`);
  if (n < 0 && from === 0) return valueError(`Negative seek position ${n}`);
  if (n !== 0 && from !== 0) return raise(osErrorType, "Can't do nonzero cur-relative seeks");
  if (from === 2) self.position = self.size;
  if (from !== 0) return self.position;
  self.position = n;
  return offset;
}

function stringio_close(self: StringIO): Result {
  if (self.state === 'open') self.state = 'closed';
  clear(self);
  return None;
}

function stringio_yes(self: StringIO): Result {
  self.check();
  return true;
}

function stringio_closed(self: StringIO): Result {
  if (self.state === 'new') self.check();
  return self.state === 'closed';
}

function stringio_newlines(self: StringIO): Result {
  self.check();
  return self.universal === null ? None : self.universal.newlines();
}

// --- Pickling ------------------------------------------------------------------------------------------------------

function stringio_getstate(self: StringIO): Result {
  self.check();
  const attributes = instanceDict(self);
  const dict = attributes.size === 0 ? None : attributes.copy();
  return new PyTuple([self.part(0, self.size), self.newline, self.position, dict]);
}

function stringio_setstate(self: StringIO, state: Value): Result {
  if (self.state === 'closed') self.check();
  if (!(state instanceof PyTuple) || state.items.length < 4) {
    return typeError(`${self.cls.name}.__setstate__ argument should be 4-tuple, got ${typeOf(state).name}`);
  }
  const [content, newline, position, attributes] = state.items as [Value, Value, Value, Value];
  if (stringio_init(self, content, newline) === ABRUPT) return ABRUPT;
  clear(self);
  if (content !== None) self.store(textOf(content)!);
  if (!isInt(position))
    return typeError(`third item of state must be an integer, got ${typeOf(position).name}`);
  const n = toSize(position);
  if (n < 0) return valueError('position value cannot be negative');
  self.position = n;
  if (attributes === None) return None;
  if (!(attributes instanceof PyDict))
    return typeError(`fourth item of state should be a dict, got a ${typeOf(attributes).name}`);
  return frozenFunction('io_base', 'update_attributes').call2(self, attributes);
}

hasOwnNew(stringIOType);
defineMethods(stringIOType, {
  __init__: ["($self, initial_value='', newline='\\n')", stringio_init],
  close: ['($self, /)', stringio_close],
  getvalue: ['($self, /)', stringio_getvalue],
  read: ['($self, size=-1, /)', stringio_read],
  readline: ['($self, size=-1, /)', stringio_readline],
  tell: ['($self, /)', stringio_tell],
  truncate: ['($self, pos=None, /)', stringio_truncate],
  seek: ['($self, pos, whence=0, /)', stringio_seek],
  write: ['($self, s, /)', stringio_write],
  seekable: ['($self, /)', stringio_yes],
  readable: ['($self, /)', stringio_yes],
  writable: ['($self, /)', stringio_yes],
  __getstate__: ['($self, /)', stringio_getstate],
  __setstate__: ['($self, state, /)', stringio_setstate],
});
defineGetSets(stringIOType, {
  closed: [stringio_closed],
  newlines: [stringio_newlines],
  line_buffering: [
    (self: StringIO): Result => {
      self.check();
      return false;
    },
  ],
});
const nativeReadline = stringIOType.attrs.get('readline');
