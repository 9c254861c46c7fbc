// The bytes of a pickle being written: opcodes, their arguments, frames.
//
// With framing, the first byte written opens a frame, for whose header room is left; `endFrame` fills it in. What is to go to a
// file before more is written is put aside in `pending`, in order.
import { newBytes } from '../../machine/memory.ts';
import { codePoints, type Text } from '../../objects/str.ts';
import { FRAME_HEADER_SIZE, FRAME_SIZE_MIN, FRAME_SIZE_TARGET, Op } from './opcodes.ts';

const NO_FRAME = -1;
/** Text up to this length is encoded here if it is ASCII: calling the host's encoder takes longer. */
const SHORT_TEXT = 64;
const encoder = new TextEncoder();

const scratchBytes = new Uint8Array(8);
const scratch = new DataView(scratchBytes.buffer);

/** Stores a number, little-endian; a negative one takes four bytes. */
function putNumber(bytes: Uint8Array, at: number, n: number, size: number): void {
  for (let i = 0; i < Math.min(size, 4); i++) bytes[at + i] = n >>> (8 * i);
  for (let i = 4, high = Math.floor(n / 0x1_0000_0000); i < size; i++) bytes[at + i] = high >>> (8 * (i - 4));
}

/**
 * The buffer that the last writer had: an array of more than 64 bytes takes longer to get than a small pickle to write. Null while a
 * writer has it.
 */
let spare: Uint8Array | null = null;
const FIRST_SIZE = 512;
const MAX_SPARE = 0x10000;
const NO_BYTES = new Uint8Array(0);

function takeSpare(): Uint8Array {
  const buffer = spare ?? new Uint8Array(FIRST_SIZE);
  spare = null;
  return buffer;
}

export class PickleWriter {
  private buffer = takeSpare();
  private length = 0;
  private framing = false;
  private frameStart = NO_FRAME;
  /** Whether the pickle goes to a file; else all of it stays here. */
  private readonly toFile: boolean;
  /** What the file's `write` is to be called with, one after the other. */
  readonly pending: Uint8Array[] = [];

  constructor(toFile: boolean) {
    this.toFile = toFile;
  }

  startFraming(): void {
    this.framing = true;
  }

  /** Makes room for `size` bytes, in a frame if there are frames. */
  private reserve(size: number): void {
    const open = this.framing && this.frameStart === NO_FRAME;
    const needed = this.length + size + (open ? FRAME_HEADER_SIZE : 0);
    if (needed > this.buffer.length) {
      const larger = newBytes(Math.max(needed, this.buffer.length * 2));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    if (open) {
      this.frameStart = this.length;
      this.length += FRAME_HEADER_SIZE;
    }
  }

  op(code: number): void {
    if (this.length === this.buffer.length || this.frameStart === NO_FRAME) this.reserve(1);
    this.buffer[this.length++] = code;
  }
  /** An opcode with an argument of one byte. */
  op1(code: number, n: number): void {
    this.reserve(2);
    this.buffer[this.length++] = code;
    this.buffer[this.length++] = n;
  }
  op2(code: number, n: number): void {
    this.number(code, n, 2);
  }
  /** With an argument of four bytes, signed or not. */
  op4(code: number, n: number): void {
    this.number(code, n, 4);
  }
  op8(code: number, n: number): void {
    this.number(code, n, 8);
  }
  /** With an argument of `size` bytes, the least significant first. */
  private number(code: number, n: number, size: number): void {
    this.reserve(1 + size);
    this.buffer[this.length++] = code;
    putNumber(this.buffer, this.length, n, size);
    this.length += size;
  }
  double(code: number, v: number): void {
    scratch.setFloat64(0, v, false);
    this.op(code);
    this.bytes(scratchBytes);
  }
  bytes(data: Uint8Array): void {
    this.reserve(data.length);
    this.buffer.set(data, this.length);
    this.length += data.length;
  }
  /** ASCII text. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.buffer[this.length++] = text.charCodeAt(i);
  }

  /** SHORT_BINUNICODE with a short ASCII text; false, and nothing written, when it is none. */
  shortText(text: string): boolean {
    if (text.length > SHORT_TEXT) return false;
    this.reserve(2 + text.length);
    const { buffer } = this;
    let at = this.length + 2;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c > 0x7f) return false;
      buffer[at++] = c;
    }
    buffer[this.length] = Op.SHORT_BINUNICODE;
    buffer[this.length + 1] = text.length;
    this.length = at;
    return true;
  }

  /** Data with an opcode and length before them (`header`); large ones outside of frames. */
  large(header: (writer: PickleWriter) => void, data: Uint8Array): void {
    if (data.length < FRAME_SIZE_TARGET) {
      header(this);
      this.bytes(data);
      return;
    }
    const { framing } = this;
    this.endFrame();
    this.framing = false;
    header(this);
    if (this.toFile) {
      this.flush();
      this.pending.push(data);
    } else this.bytes(data);
    this.framing = framing;
  }

  /** Called where an opcode may begin: ends the frame if it is long enough. True: something is to be written to the file. */
  boundary(): boolean {
    if (this.frameStart === NO_FRAME) return this.pending.length > 0;
    if (this.length - this.frameStart - FRAME_HEADER_SIZE >= FRAME_SIZE_TARGET) {
      this.endFrame();
      if (this.toFile) this.flush();
    }
    return this.pending.length > 0;
  }

  endFrame(): void {
    if (this.frameStart === NO_FRAME) return;
    const start = this.frameStart;
    const size = this.length - start - FRAME_HEADER_SIZE;
    if (size >= FRAME_SIZE_MIN) {
      this.buffer[start] = Op.FRAME;
      putNumber(this.buffer, start + 1, size, 8);
    } else {
      this.buffer.copyWithin(start, start + FRAME_HEADER_SIZE, this.length);
      this.length -= FRAME_HEADER_SIZE;
    }
    this.frameStart = NO_FRAME;
  }

  /** Puts aside what has been written, for the file. */
  flush(): void {
    this.pending.push(this.take());
  }
  /** What has been written since the last flush. */
  take(): Uint8Array {
    const data = this.buffer.slice(0, this.length);
    this.length = 0;
    return data;
  }
  /** What has been written, when that is all. */
  last(): Uint8Array {
    const data = this.take();
    if (this.buffer.length <= MAX_SPARE) spare = this.buffer;
    this.buffer = NO_BYTES;
    return data;
  }
}

/** UTF-8, lone surrogates as three bytes each ("surrogatepass"). */
export function encodeText(text: Text): Uint8Array {
  if (typeof text === 'string') return encoder.encode(text);
  const bytes: number[] = [];
  for (const c of codePoints(text)) {
    if (c < 0x80) bytes.push(c);
    else if (c < 0x800) bytes.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else bytes.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(bytes);
}

/** As Python's raw-unicode-escape, with what ends a line escaped too: the argument of UNICODE. */
export function escapeText(text: Text): Uint8Array {
  const bytes: number[] = [];
  const ascii = (s: string): void => {
    for (let i = 0; i < s.length; i++) bytes.push(s.charCodeAt(i));
  };
  for (const c of codePoints(text)) {
    if (c > 0xffff) ascii('\\U' + c.toString(16).padStart(8, '0'));
    else if (c > 0xff || c === 0x5c || c === 0 || c === 10 || c === 13 || c === 0x1a)
      ascii('\\u' + c.toString(16).padStart(4, '0'));
    else bytes.push(c);
  }
  return Uint8Array.from(bytes);
}

/** The shortest little-endian two's complement bytes of an int; none for 0. */
export function encodeLong(n: number | bigint): Uint8Array {
  if (n === 0) return new Uint8Array(0);
  const value = BigInt(n);
  const magnitude = value < 0n ? ~value : value;
  const bits = magnitude === 0n ? 0 : magnitude.toString(2).length;
  const size = (bits >> 3) + 1;
  const hex = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, '0');
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[size - 1 - i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** The int of little-endian two's complement bytes. */
export function decodeLong(data: Uint8Array): bigint {
  if (data.length === 0) return 0n;
  const parts: string[] = new Array<string>(data.length);
  for (let i = 0; i < data.length; i++) parts[data.length - 1 - i] = data[i]!.toString(16).padStart(2, '0');
  return BigInt.asIntN(data.length * 8, BigInt('0x' + parts.join('')));
}
