// sys.stdin: a text stream that reads UTF-8 from a file descriptor, and the binary stream below it.
//
// A read that has to wait parks the tasklet; others run meanwhile. Both streams take from one buffer of bytes. Line ends
// become `\n` in text.
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { HostError } from '../host/host.ts';
import { PyBytes } from '../objects/bytes.ts';
import {
  newException,
  osErrorType,
  type PyBaseException,
  raise,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { defineGetSets, defineMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { osError } from '../objects/os-error.ts';
import { fromHost } from '../objects/str.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { waitForHost } from '../stackless/host-wait.ts';

const CHUNK = 65536;
const NEWLINE = 10;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What has been read from the descriptor and not yet asked for. */
class Source {
  readonly fd: number;
  data = new Uint8Array(0);
  ended = false;
  constructor(fd: number) {
    this.fd = fd;
  }

  take(count: number): Uint8Array {
    const taken = this.data.subarray(0, count);
    this.data = this.data.subarray(count);
    return taken;
  }
  add(more: Uint8Array): void {
    if (more.length === 0) {
      this.ended = true;
      return;
    }
    const joined = new Uint8Array(this.data.length + more.length);
    joined.set(this.data);
    joined.set(more, this.data.length);
    this.data = joined;
  }
  /** Reads more: bytes, or ABRUPT. */
  fetch(): Result {
    const { host } = machine.interpreter;
    return waitForHost((wake, fail) => {
      host.read(this.fd, CHUNK).then(
        (bytes) => wake(new PyBytes(bytes)),
        (error: unknown) => fail(readError(error)),
      );
    });
  }
}

function readError(error: unknown): PyBaseException {
  if (error instanceof HostError) return osError(error);
  return newException(osErrorType, error instanceof Error ? error.message : String(error));
}

type Want = 'line' | 'all' | 'lines';

/** Reads until there is as much as is wanted. */
class ReadFrame extends NativeFrame {
  readonly stream: InputStream;
  readonly want: Want;
  /** Bytes, or for text characters, at most; negative: no limit. */
  readonly limit: number;
  constructor(stream: InputStream, want: Want, limit: number) {
    super();
    this.stream = stream;
    this.want = want;
    this.limit = limit;
  }

  run(): Result {
    const { source } = this.stream;
    for (;;) {
      const count = this.available();
      if (count >= 0) return this.finish(source.take(count));
      const more = source.fetch();
      if (more === ABRUPT) return suspend(this) as Result;
      source.add((more as PyBytes).data);
    }
  }

  /** How many bytes to give now; -1: more must be read. */
  private available(): number {
    const { data, ended } = this.stream.source;
    if (this.want === 'line') {
      const end = data.indexOf(NEWLINE);
      const line = end < 0 ? (ended ? data.length : -1) : end + 1;
      if (this.limit < 0) return line;
      return line >= 0 ? Math.min(line, this.bytesFor(data)) : this.enough(data);
    }
    if (this.want === 'all' && this.limit >= 0)
      return ended ? Math.min(data.length, this.bytesFor(data)) : this.enough(data);
    return ended ? data.length : -1;
  }
  private enough(data: Uint8Array): number {
    const count = this.bytesFor(data);
    return count <= data.length && count < Infinity ? count : -1;
  }
  /** Bytes that `limit` characters (or bytes) take; Infinity when the data ends before. */
  private bytesFor(data: Uint8Array): number {
    if (!this.stream.isText) return data.length >= this.limit ? this.limit : Infinity;
    let characters = 0;
    let i = 0;
    for (; i < data.length && characters < this.limit; characters++) {
      const b = data[i]!;
      i += b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }
    return characters === this.limit && i <= data.length ? i : Infinity;
  }

  private finish(bytes: Uint8Array): Result {
    if (this.want === 'lines') return new PyList(this.lines(bytes));
    return this.value(bytes);
  }
  private value(bytes: Uint8Array): Value {
    return this.stream.isText
      ? fromHost(decoder.decode(bytes).replace(/\r\n?/g, '\n'))
      : new PyBytes(bytes.slice());
  }
  private lines(bytes: Uint8Array): Value[] {
    const lines: Value[] = [];
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(NEWLINE, start);
      const stop = end < 0 ? bytes.length : end + 1;
      lines.push(this.value(bytes.subarray(start, stop)));
      start = stop;
    }
    return lines;
  }

  returned(value: Value): IterResult {
    this.stream.source.add((value as PyBytes).data);
    return this.run();
  }
}

/** Ends the iteration at an empty line. */
class NextLineFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return lineOrStop(value);
  }
}

function lineOrStop(value: Value): IterResult {
  const empty = value === '' || (value instanceof PyBytes && value.data.length === 0);
  if (!empty) return value;
  machine.stopValue = undefined;
  return STOP;
}

abstract class InputStream extends PyObject {
  source = new Source(0);
  closed = false;
  declare readonly isText: boolean;

  read(want: Want, limit: number): Result {
    if (this.closed) return raise(valueErrorType, 'I/O operation on closed file.');
    return new ReadFrame(this, want, limit).run();
  }
  override next(): IterResult {
    const line = this.read('line', -1);
    return line === ABRUPT ? suspend(new NextLineFrame()) : lineOrStop(line);
  }
}

export class StandardInput extends InputStream {
  name = '<stdin>';
  binary: BinaryInput | null = null;
}
export class BinaryInput extends InputStream {}
(StandardInput.prototype as { isText: boolean }).isText = true;
(BinaryInput.prototype as { isText: boolean }).isText = false;

export const standardInputType = builtinType('TextIOWrapper', StandardInput, {
  module: '_io',
  hasDict: true,
  hasWeakrefs: true,
});
export const binaryInputType = builtinType('BufferedReader', BinaryInput, {
  module: '_io',
  hasDict: true,
  hasWeakrefs: true,
});

function sizeOf(size: Value): number {
  if (size === None) return -1;
  const n = intOf(size);
  if (n === undefined)
    throw newException(typeErrorType, `argument should be integer or None, not '${typeOf(size).name}'`);
  return Number(n);
}

for (const type of [standardInputType, binaryInputType]) {
  defineIterator(type);
  defineMethods(type, {
    read: ['($self, size=-1, /)', (self: InputStream, size: Value = -1) => self.read('all', sizeOf(size))],
    readline: [
      '($self, size=-1, /)',
      (self: InputStream, size: Value = -1) => self.read('line', sizeOf(size)),
    ],
    readlines: ['($self, hint=-1, /)', (self: InputStream) => self.read('lines', -1)],
    fileno: ['($self, /)', (self: InputStream): Result => self.source.fd],
    isatty: ['($self, /)', (self: InputStream): Result => machine.interpreter.host.isTty(self.source.fd)],
    readable: ['($self, /)', (): Result => true],
    writable: ['($self, /)', (): Result => false],
    seekable: ['($self, /)', (): Result => false],
    flush: ['($self, /)', (): Result => None],
    close: [
      '($self, /)',
      (self: InputStream): Result => {
        self.closed = true;
        return None;
      },
    ],
    __enter__: ['($self, /)', (self: InputStream): Result => self],
    __exit__: ['($self, /, *exc_info)', (): Result => None],
    __repr__: [
      '($self, /)',
      (self: InputStream): Result =>
        self.isText
          ? "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"
          : "<_io.BufferedReader name='<stdin>'>",
    ],
  });
  defineGetSets(type, {
    closed: [(self: InputStream): Result => self.closed],
    mode: [(self: InputStream): Result => (self.isText ? 'r' : 'rb')],
    name: [(): Result => '<stdin>'],
  });
}
defineMethods(standardInputType, {
  reconfigure: [
    '($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)',
    (): Result => None,
  ],
});
defineGetSets(standardInputType, {
  buffer: [binaryOf],
  encoding: [(): Result => 'utf-8'],
  errors: [(): Result => 'strict'],
  line_buffering: [(): Result => false],
  newlines: [(): Result => None],
});

function binaryOf(self: StandardInput): Result {
  if (self.binary === null) {
    self.binary = new BinaryInput();
    self.binary.source = self.source;
  }
  return self.binary;
}
