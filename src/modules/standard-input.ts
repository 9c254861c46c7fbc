// sys.stdin: io.TextIOWrapper over a file descriptor, with a quick way to read UTF-8.
//
// A read that has to wait parks the tasklet; others run meanwhile. When somebody looks at the layers below they are made
// (`StandardText.open`), and get what has been read and not yet asked for.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { HostError } from '../host/host.ts';
import { PyBytes } from '../objects/bytes.ts';
import { decodeValidUtf8 } from '../objects/codecs.ts';
import { newException, osErrorType, type PyBaseException } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { osError } from '../objects/os-error.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { unsupportedOperation } from './io/bases.ts';
import { StandardText } from './io/text-wrapper.ts';

const CHUNK = 65536;
const NEWLINE = 10;

/** What has been read from the descriptor and not yet asked for. */
class Source {
  readonly fd: number;
  data: Uint8Array = new Uint8Array(0);
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
    if (more.length === 0) this.ended = true;
    else this.data = Buffer.concat([this.data, more]);
  }
  putBack(taken: Uint8Array): void {
    this.data = Buffer.concat([taken, this.data]);
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

type Want = 'line' | 'all';

/** Reads until there is as much as is wanted. */
class ReadFrame extends NativeFrame {
  readonly stream: StandardInput;
  readonly want: Want;
  /** Bytes, or for text characters, at most; negative: no limit. */
  readonly limit: number;
  constructor(stream: StandardInput, want: Want, limit: number) {
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
    let characters = 0;
    let i = 0;
    for (; i < data.length && characters < this.limit; characters++) {
      const b = data[i]!;
      i += b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }
    return characters === this.limit && i <= data.length ? i : Infinity;
  }

  private finish(bytes: Uint8Array): Result {
    const text = decodeValidUtf8(bytes);
    if (text !== undefined) return text;
    const { stream, want, limit } = this;
    stream.source.putBack(bytes);
    stream.open(); // the decoder says what is wrong
    return frozenFunction('text_io', want === 'line' ? 'readline' : 'read').call2(stream, limit);
  }

  returned(value: Value): IterResult {
    this.stream.source.add((value as PyBytes).data);
    return this.run();
  }
}

export class StandardInput extends StandardText {
  readonly source: Source;
  constructor(fd: number, name: string) {
    super(fd, name, 'r');
    this.source = new Source(fd);
  }
  protected override readBefore(): Uint8Array {
    return this.source.data;
  }
  quickRead(want: 'line' | 'all', limit: number): Result {
    return new ReadFrame(this, want, limit).run();
  }
  quickWrite(): Result {
    throw newException(unsupportedOperation(), 'not writable');
  }
  quickFlush(): Result {
    return None;
  }
}

/** `sys.stdin`. */
export function openStandardInput(errors: string): StandardInput {
  const stream = new StandardInput(0, '<stdin>');
  stream.errors = errors;
  return stream;
}
