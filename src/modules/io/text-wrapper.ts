// io.TextIOWrapper: the quick ways of writing and of reading lines. All that may call methods of other objects is in
// src/python/text_io.py, which also says what the fields mean.
//
// Text that UTF-8 can hold waits as a string (`text`) and is encoded when it is passed on; what needs an encoder waits as bytes.
import { ABRUPT, type Stop } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { newBytes } from '../../machine/memory.ts';
import { requireBytes } from '../../objects/buffer.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { converted, isInt, textArgument, toCInt, toSize } from '../../objects/conversion.ts';
import { attributeErrorType, newException, raise, valueErrorType } from '../../objects/exception.ts';
import { defineGetSets, defineMembers, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { reducers } from '../../objects/object-methods.ts';
import { makeStr, textOf } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { callNamed0 } from '../../operators/calling.ts';
import { hostFiles } from '../posix-support.ts';
import {
  cannotPickle,
  fileType,
  hasFinalizing,
  hasItsMethods,
  lineOrStop,
  NextLineFrame,
  refusesPickling,
  TextIOBase,
  textIOBaseType,
  withSize,
} from './bases.ts';
import { BytesIO, bytesIOType } from './bytes-io.ts';
import { Buffered, bufferOver, isPlainBuffered } from './buffered.ts';
import { type FileIO, fileOver } from './file-io.ts';
import { NewlineDecoder, NewlineTranslation } from './newlines.ts';
import { closed, type Holder, opened, unwritten, watchFile } from './unclosed.ts';
import { Utf8Decoder, Utf8Encoder } from './utf8.ts';

/** `getattr(sys, '__stdout__')` and the like; undefined when it is none of these. */
function reducedStandardStream(file: PyObject): Value | undefined {
  const { builtins, modules, sys } = machine.interpreter;
  const name = ['__stdout__', '__stderr__', '__stdin__'].find((each) => sys.getStr(each) === file);
  if (name === undefined) return undefined;
  return new PyTuple([builtins.getStr('getattr')!, new PyTuple([modules.getStr('sys')!, name])]);
}

/** What a file is made of; the fields with `$` are attributes for text_io.py, which explains them. */
class TextState extends PyObject {
  $buffer: Value = None;
  $encoding: Value = None;
  $errors: Value = 'strict';
  $encoder: Value = None;
  $decoder: Value = None;
  $newline: Value = None;
  $written_newline: Value = None;
  $kind: Value = None;
  $start_of_stream: Value = false;
  $line_buffering: Value = false;
  $write_through: Value = false;
  $seekable: Value = false;
  $telling: Value = false;
  $has_read1: Value = false;
  $decoded: Value = '';
  $used = 0;
  $snapshot: Value = None;
  $ratio: Value = 0;
  $chunk = 8192;
  $pending = 0;
  /** The decoder has been given something since it was reset. */
  $touched: Value = false;
  $showing: Value = false;

  /** The file, which this must not keep. */
  holder: Holder;
  /** Bytes that wait, and the text that comes behind them. */
  parts: Uint8Array[] = [];
  text = '';
  /** The layer below, where it is known what it does. */
  below: Buffered | BytesIO | null = null;
  /** Plain text can wait as it is. */
  takesText = false;
  /** The end of a line as it is read; null where there are several kinds. */
  mark: string | null = null;

  constructor(file: TextWrapper) {
    super();
    this.holder = file;
  }

  isOpen(): boolean {
    return this.below !== null && this.below.isOpen();
  }
  /** The bytes that wait, which do so no longer. */
  take(): PyBytes {
    if (this.parts.length === 0) {
      const data = encoder.encode(this.text);
      this.text = '';
      this.$pending = 0;
      return new PyBytes(data);
    }
    if (this.text !== '') this.parts.push(encoder.encode(this.text));
    const { parts } = this;
    const data = parts.length === 1 ? parts[0]! : joined(parts);
    this.parts = [];
    this.text = '';
    this.$pending = 0;
    return new PyBytes(data);
  }
  /** Notes that something waits to be written. */
  hold(): void {
    if (!(this.below instanceof BytesIO)) unwritten().add(this.holder);
  }
  add(data: Uint8Array): void {
    if (this.text !== '') this.parts.push(encoder.encode(this.text));
    this.text = '';
    this.parts.push(data);
    this.$pending += data.length;
  }
}
const encoder = new TextEncoder();

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = newBytes(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

builtinType('text_state', TextState, { module: '_io', hasDict: true });

export class TextWrapper extends TextIOBase {
  /** Null before `__init__` and when it was detached. */
  state: TextState | null = null;
  /** What `__init__` is working on. */
  begun: TextState | null = null;
  detached = false;
  isOpened = false;

  watchUnclosed(): void {
    watchFile(this);
  }
  /** The buffer below, where nothing waits to be written and that is all there is to it. */
  private quickReader(): Buffered | null {
    const t = this.state;
    if (this.cls !== textWrapperType || t === null || t.$pending > 0) return null;
    const { below } = t;
    return below instanceof Buffered && below.isQuickReader() ? below : null;
  }
  override isSurelyOpen(): boolean {
    return this.quickReader() !== null;
  }
  override closeQuickly(): boolean {
    const below = this.quickReader();
    if (this.finalizing || below === null || !hasItsMethods(this, 'close', 'flush')) return false;
    this.state!.$telling = this.state!.$seekable;
    if (!below.closeQuickly()) return false;
    closed(this);
    return true;
  }
  /** The rest of the text; undefined where that has to be asked of others. Throws OSError. */
  readQuickly(): Result | undefined {
    const below = this.quickReader();
    if (below === null || !hasItsMethods(below, 'read')) return undefined;
    const data = below.readQuickly();
    if (data === undefined) return undefined;
    const t = this.state!;
    t.$touched = true;
    const text = decodedQuickly(t.$decoder, data.data);
    if (typeof text !== 'string' || typeof t.$decoded !== 'string')
      return frozenFunction('text_io', 'read_rest').call2(this, data);
    const before = t.$decoded.slice(t.$used);
    t.$decoded = '';
    t.$used = 0;
    t.$snapshot = None;
    return before + text;
  }

  override next(): IterResult {
    const standard = quick(this);
    if (standard !== null && standard.mode === 'r' && this.cls === textWrapperType) {
      const line = standard.quickRead('line', -1);
      return line === ABRUPT ? suspend(new QuickLineFrame()) : lineOrStop(line === '' ? None : line);
    }
    if (this.cls === textWrapperType) {
      const line = quickLine(this);
      if (line !== null) {
        this.state!.$telling = false;
        return line;
      }
    }
    const line = frozenFunction('text_io', 'next_line').call1(this);
    return line === ABRUPT ? suspend(new NextLineFrame()) : lineOrStop(line);
  }
}
/** Ends the iteration over a standard stream at an empty line. */
class QuickLineFrame extends NativeFrame {
  returned(line: Value | Stop): IterResult {
    return lineOrStop(line === '' ? None : (line as Value));
  }
}

export const textWrapperType = fileType('TextIOWrapper', TextWrapper, textIOBaseType);

/** The last piece of a text in UTF-8, if there is nothing wrong with it; else undefined, and the decoder is as before. */
function decodedQuickly(decoder: Value, data: Uint8Array): Value | undefined {
  if (decoder instanceof Utf8Decoder) return decoder.quick(decoder.joined(data), true);
  if (!(decoder instanceof NewlineDecoder) || !(decoder.decoder instanceof Utf8Decoder)) return undefined;
  const text = decodedQuickly(decoder.decoder, data);
  return typeof text === 'string' ? makeStr(decoder.translation!.translate(text, true)) : undefined;
}

function stateOf(self: TextWrapper): TextState {
  if (self.state !== null) return self.state;
  throw newException(
    valueErrorType,
    self.detached ? 'underlying buffer has been detached' : 'I/O operation on uninitialized object',
  );
}

// --- The standard streams --------------------------------------------------------------------------------------------

/**
 * A standard stream. As long as nobody has asked for anything but reading or writing text (`isQuick`), there are no layers below:
 * subclasses do that, and the layers are made when somebody looks at `state` or `begun`.
 */
export abstract class StandardText extends TextWrapper {
  isQuick = false;
  readonly fd: number;
  readonly streamName: string;
  errors = 'strict';
  lineBuffering = false;
  writeThrough = false;
  /** The state, once there are layers. */
  made: TextState | null = null;

  readonly mode: 'r' | 'w';

  constructor(fd: number, name: string, mode: 'r' | 'w') {
    super();
    this.fd = fd;
    this.streamName = name;
    this.mode = mode;
    (this as { $mode?: Value }).$mode = mode;
    this.isQuick = true;
  }
  /** What has been read from the descriptor already. */
  protected readBefore(): Uint8Array {
    return new Uint8Array(0);
  }
  /** Text that waits to be written. */
  protected waiting(): string {
    return '';
  }
  /** It stays open to the end. */
  override watchUnclosed(): void {}
  abstract quickWrite(text: Value): Result;
  abstract quickFlush(): Result;
  abstract quickRead(want: 'line' | 'all', limit: number): Result;

  /** Makes the layers below. */
  open(): void {
    if (!this.isQuick) return;
    this.isQuick = false;
    const t = (this.begun = new TextState(this));
    const raw = fileOver(this.fd, this.mode);
    (raw as { $name?: Value }).$name = this.streamName;
    const position = positionOf(raw);
    const ahead = this.readBefore();
    const decoder = new Utf8Decoder(this.errors);
    // What was read for text is the text layer's, as far as it can be decoded.
    const text = ahead.length > 0 ? decoder.quick(ahead, false) : undefined;
    const isRaw = this.writeThrough && this.mode === 'w';
    t.$buffer = isRaw ? raw : bufferOver(raw, position, text === undefined ? ahead : undefined);
    if (text !== undefined) {
      t.$decoded = text;
      t.$touched = true;
    }
    t.$encoding = 'utf-8';
    t.$errors = this.errors;
    t.$newline = '\n';
    t.$line_buffering = this.lineBuffering;
    t.$write_through = this.writeThrough;
    if (this.mode === 'r') t.$decoder = decoder;
    else {
      t.$encoder = new Utf8Encoder();
      t.$kind = 'utf-8';
    }
    t.$seekable = t.$telling = position !== null;
    t.$start_of_stream = position === 0 && this.mode === 'w';
    t.$has_read1 = true;
    ready(this);
    t.text = this.waiting();
    t.$pending = Buffer.byteLength(t.text);
    if (t.text !== '') t.hold();
  }

  /** What can be told without layers. */
  about(name: string): Value | undefined {
    if (!this.isQuick) return undefined;
    switch (name) {
      case 'encoding':
        return 'utf-8';
      case 'errors':
        return this.errors;
      case 'line_buffering':
        return this.lineBuffering;
      case 'write_through':
        return this.writeThrough;
      case 'name':
        return this.streamName;
      case 'fileno':
        return this.fd;
      case 'isatty':
        return machine.interpreter.host.isTty(this.fd);
      case 'readable':
        return this.mode === 'r';
      case 'writable':
        return this.mode === 'w';
      case 'closed':
        return false;
      default:
        return undefined;
    }
  }
}
for (const name of ['state', 'begun'] as const) {
  Object.defineProperty(StandardText.prototype, name, {
    get(this: StandardText) {
      this.open();
      return this.made;
    },
    set(this: StandardText, state: TextState | null) {
      this.made = state;
    },
  });
}

/** Where an open file is; null where that cannot be told. */
function positionOf(raw: FileIO): number | null {
  try {
    return hostFiles().seek(raw.fd, 0, 1);
  } catch {
    return null;
  }
}

/** A standard stream that is read and written without layers. */
function quick(self: TextWrapper): StandardText | null {
  return self instanceof StandardText && self.isQuick ? self : null;
}

/** What a standard stream tells of itself without layers; else undefined. */
function told(self: TextWrapper, name: string): Value | undefined {
  return self instanceof StandardText ? self.about(name) : undefined;
}

/** Decides which quick ways there are. */
function ready(self: TextWrapper): void {
  const t = (self.state = self.begun!);
  const { $buffer: buffer } = t;
  t.below = null;
  if (buffer instanceof BytesIO && buffer.cls === bytesIOType) t.below = buffer;
  else if (isPlainBuffered(buffer)) t.below = buffer;
  t.takesText =
    t.$encoder !== None &&
    (t.$kind === 'utf-8' || t.$kind === 'ascii' || t.$kind === 'latin-1') &&
    t.$line_buffering === false &&
    t.$write_through === false &&
    t.$written_newline === None;
  t.mark = t.$newline === '' ? null : t.$newline === None ? '\n' : (t.$newline as string);
}

/** The text of a file on disk that has just been opened, in UTF-8. */
export function regularText(
  buffer: Buffered,
  encoding: string,
  errors: string,
  newline: Value,
  position: number,
): TextWrapper {
  const file = new TextWrapper();
  const t = (file.begun = new TextState(file));
  const { $readable: readable, $writable: writable } = buffer.state!;
  t.$encoding = encoding;
  t.$errors = errors;
  t.$newline = newline;
  if (newline !== None && newline !== '' && newline !== '\n') t.$written_newline = newline;
  if (readable) t.$decoder = readingDecoder(errors, newline);
  if (writable) {
    t.$encoder = new Utf8Encoder();
    t.$kind = 'utf-8';
    t.$start_of_stream = position === 0;
  }
  t.$buffer = buffer;
  t.$seekable = t.$telling = t.$has_read1 = true;
  ready(file);
  opened(file);
  return file;
}

function readingDecoder(errors: string, newline: Value): Value {
  const decoder = new Utf8Decoder(errors);
  return newline === None || newline === '' ? newlineDecoder(decoder, newline === None) : decoder;
}

function newlineDecoder(decoder: Value, translate: boolean): NewlineDecoder {
  const result = new NewlineDecoder();
  result.decoder = decoder;
  result.translation = new NewlineTranslation(translate);
  return result;
}

// --- Writing -------------------------------------------------------------------------------------------------------

/** How many bytes a string takes in UTF-8; the encodings besides know only those of one byte, for others it is -1. */
function encodedLength(text: string, kind: Value): number {
  let more = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x80) more += c >= 0x800 ? 2 : 1;
  }
  return more > 0 && kind !== 'utf-8' ? -1 : text.length + more;
}

function textio_write(self: TextWrapper, text: Value): Result {
  const standard = quick(self);
  if (standard !== null && standard.mode === 'w') {
    if (textOf(text) === undefined) textArgument(text, 'write() argument');
    return standard.quickWrite(text);
  }
  const t = self.state;
  if (typeof text === 'string') {
    if (t !== null && t.takesText && t.$touched === false && self.cls === textWrapperType && t.isOpen()) {
      const count = encodedLength(text, t.$kind);
      if (count >= 0 && t.$pending + count < t.$chunk) {
        if (t.$pending === 0) t.hold();
        t.text += text;
        t.$pending += count;
        t.$start_of_stream = false;
        return text.length;
      }
    }
  } else if (textOf(text) === undefined) textArgument(text, 'write() argument');
  return frozenFunction('text_io', 'write').call2(self, text);
}

function textio_flush(self: TextWrapper): Result {
  const standard = quick(self);
  return standard === null ? frozenFunction('text_io', 'flush').call1(self) : standard.quickFlush();
}

// --- Reading -------------------------------------------------------------------------------------------------------

/** The next line, if it is in what was decoded and nothing else has to be done; else null. */
function quickLine(self: TextWrapper): Value | null {
  if (quick(self) !== null) return null;
  const t = self.state;
  if (t === null || t.mark === null || t.$pending > 0 || !t.isOpen()) return null;
  const { $decoded: decoded, $used: start, mark } = t;
  if (typeof decoded !== 'string') return wideLine(t, start, mark);
  const at = decoded.indexOf(mark, start);
  if (at < 0) return null;
  t.$used = at + mark.length;
  return decoded.slice(start, t.$used);
}

function wideLine(t: TextState, start: number, mark: string): Value | null {
  const text = textOf(t.$decoded)!;
  if (typeof text === 'string' || mark.length > 1) return null;
  const at = text.indexOf(mark.charCodeAt(0), start);
  if (at < 0) return null;
  t.$used = at + 1;
  return makeStr(text.slice(start, at + 1));
}

const readInPython = withSize('text_io', 'read');

function textio_read(self: TextWrapper, size?: Value): Result {
  const standard = quick(self);
  if (standard !== null && standard.mode === 'r' && (size === undefined || isInt(size) || size === None))
    return standard.quickRead('all', isInt(size) ? toSize(size) : -1);
  const t = self.state;
  if (t !== null && typeof size === 'number' && size > 0 && self.cls === textWrapperType && t.isOpen()) {
    const { $decoded: decoded, $used: start } = t;
    if (t.$pending === 0 && typeof decoded === 'string' && size <= decoded.length - start) {
      t.$used += size;
      return decoded.slice(start, t.$used);
    }
  }
  const whole = size === undefined || size === -1 || size === None ? self.readQuickly() : undefined;
  return whole === undefined ? readInPython(self, size) : whole;
}

function textio_close(self: TextWrapper): Result {
  return self.closeQuickly() ? None : closeInPython(self);
}
const closeInPython = inPython('text_io', 'close');

function textio_readline(self: TextWrapper, size: Value = -1): Result {
  if (size === -1 && self.cls === textWrapperType) {
    const line = quickLine(self);
    if (line !== null) return line;
  }
  if (!isInt(size)) return converted(textio_readline, [self, size], [null, 'index']);
  const standard = quick(self);
  if (standard !== null && standard.mode === 'r') return standard.quickRead('line', toSize(size));
  return frozenFunction('text_io', 'readline').call2(self, toSize(size));
}

// --- The rest ------------------------------------------------------------------------------------------------------

function textio_init(
  self: TextWrapper,
  buffer: Value,
  encoding: Value = None,
  errors: Value = None,
  newline: Value = None,
  lineBuffering: Value = false,
  writeThrough: Value = false,
): Result {
  if (typeof lineBuffering !== 'boolean' || typeof writeThrough !== 'boolean') {
    const args = [self, buffer, encoding, errors, newline, lineBuffering, writeThrough];
    return converted(textio_init, args, [null, null, null, null, null, 'truth', 'truth']);
  }
  self.state = null;
  self.detached = false;
  return frozenFunction('text_io', 'init').callN([
    self,
    buffer,
    encoding,
    errors,
    newline,
    lineBuffering,
    writeThrough,
  ]);
}

function textio_reconfigure(
  self: TextWrapper,
  encoding: Value = None,
  errors: Value = None,
  newline: Value | undefined = undefined,
  lineBuffering: Value = None,
  writeThrough: Value = None,
): Result {
  return frozenFunction('text_io', 'reconfigure').callN([
    self,
    encoding,
    errors,
    newline ?? None,
    newline !== undefined,
    lineBuffering,
    writeThrough,
  ]);
}

function textio_seek(self: TextWrapper, cookie: Value, whence: Value = 0): Result {
  if (!isInt(whence)) return converted(textio_seek, [self, cookie, whence], [null, null, 'index']);
  return frozenFunction('text_io', 'seek').call3(self, cookie, toCInt(whence));
}

function textio_truncate(self: TextWrapper, size: Value = None): Result {
  return frozenFunction('text_io', 'truncate').call2(self, size);
}

/** A method of the buffer. */
function below(name: string): (self: TextWrapper) => Result {
  return (self) => told(self, name) ?? callNamed0(stateOf(self).$buffer, name);
}
/** An attribute of the buffer. */
function attributeBelow(name: string): (self: TextWrapper) => Result {
  return (self) => told(self, name) ?? getAttribute(stateOf(self).$buffer, name);
}

function textio_closed(self: TextWrapper): Result {
  if (quick(self) !== null) return false;
  const t = stateOf(self);
  return t.below !== null && t.isOpen() ? false : getAttribute(t.$buffer, 'closed');
}

function setChunk(self: TextWrapper, size: Value | undefined): Result {
  stateOf(self);
  if (size === undefined) return raise(attributeErrorType, 'cannot delete attribute');
  return frozenFunction('text_io', 'set_chunk').call2(self, size);
}

defineIntrinsics({
  text_state: ['(file, /)', stateOf],
  text_begin: ['(file, /)', (self: TextWrapper): Result => (self.begun = new TextState(self))],
  text_ready: [
    '(file, /)',
    (self: TextWrapper): Result => {
      ready(self);
      opened(self);
      return None;
    },
  ],
  text_detach: [
    '(file, /)',
    (self: TextWrapper): Result => {
      closed(self);
      self.state = null;
      self.detached = true;
      return None;
    },
  ],
  text_add: [
    '(state, data, /)',
    (t: TextState, data: Value): Result => {
      t.hold();
      t.add(requireBytes(data));
      return None;
    },
  ],
  text_take: [
    '(state, /)',
    (t: TextState): Result => {
      unwritten().delete(t.holder);
      return t.take();
    },
  ],
  text_is_detached: ['(file, /)', (self: TextWrapper): Result => self.detached],
  text_is_plain: ['(file, /)', (self: TextWrapper): Result => self.cls === textWrapperType],
  text_last_state: ['(file, /)', (self: TextWrapper): Result => self.begun ?? stateOf(self)],
  text_line_end: [
    '(text, start, /)',
    (value: Value, start: Value): Result => {
      const text = textOf(value)!;
      for (let i = start as number; i < text.length; i++) {
        const c = typeof text === 'string' ? text.charCodeAt(i) : text[i]!;
        if (c === 10) return i + 1;
        if (c !== 13) continue;
        const next = typeof text === 'string' ? text.charCodeAt(i + 1) : text[i + 1];
        return next === 10 ? i + 2 : i + 1;
      }
      return -1;
    },
  ],
  newline_decoder: [
    '(decoder, translate, /)',
    (decoder: Value, translate: Value): Result => newlineDecoder(decoder, translate as boolean),
  ],
});

defineMethods(textWrapperType, {
  __init__: [
    '($self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)',
    textio_init,
  ],
  __repr__: ['($self, /)', inPython('text_io', 'representation')],
  detach: ['($self, /)', inPython('text_io', 'detach')],
  reconfigure: [
    '($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)',
    textio_reconfigure,
  ],
  write: ['($self, text, /)', textio_write],
  read: ['($self, size=-1, /)', textio_read],
  readline: ['($self, size=-1, /)', textio_readline],
  flush: ['($self, /)', textio_flush],
  close: ['($self, /)', textio_close],
  fileno: ['($self, /)', below('fileno')],
  seekable: ['($self, /)', below('seekable')],
  readable: ['($self, /)', below('readable')],
  writable: ['($self, /)', below('writable')],
  isatty: ['($self, /)', below('isatty')],
  seek: ['($self, cookie, whence=0, /)', textio_seek],
  tell: ['($self, /)', inPython('text_io', 'tell')],
  truncate: ['($self, pos=None, /)', textio_truncate],
});
refusesPickling(textWrapperType);
// Where programs are pickled, a frame may have a standard stream: `print` has, and what has redirected it.
reducers.set(textWrapperType, (self) => reducedStandardStream(self) ?? cannotPickle(self));
hasFinalizing(textWrapperType);

defineMembers(textWrapperType, {
  buffer: [(self: TextWrapper): Result => self.state?.$buffer ?? None],
  encoding: [(self: TextWrapper): Result => told(self, 'encoding') ?? self.begun?.$encoding ?? None],
  line_buffering: [
    (self: TextWrapper): Result => told(self, 'line_buffering') ?? self.begun?.$line_buffering ?? false,
  ],
  write_through: [
    (self: TextWrapper): Result => told(self, 'write_through') ?? self.begun?.$write_through ?? false,
  ],
});
defineGetSets(textWrapperType, {
  name: [attributeBelow('name')],
  closed: [textio_closed],
  newlines: [inPython('text_io', 'newlines')],
  errors: [(self: TextWrapper): Result => told(self, 'errors') ?? self.begun?.$errors ?? stateOf(self)],
  _CHUNK_SIZE: [(self: TextWrapper): Result => stateOf(self).$chunk, setChunk],
});
