// zlib: compression by the host's zlib; decompression, whose end must be known to the byte, by inflate.ts.
import { constants, Deflate, DeflateRaw, Gzip } from 'node:zlib';
import { newBytes } from '../machine/memory.ts';
import { exportBuffer } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import {
  eofErrorType,
  newException,
  raise,
  overflowErrorType,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { isLender } from '../objects/lender.ts';
import { lending, lendingAll } from '../objects/lending.ts';
import { defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { adler32Of, crc32Of } from './checksum.ts';
import { InflateError, Inflater, type Wrapping } from './inflate.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';

const errorType = moduleException('zlib', 'error');

function zlibError(message: string): Error {
  return newException(errorType, message) as unknown as Error;
}

type Int = number | bigint;

// --- Compression ---------------------------------------------------------------------------------------------------

/** The part of the host's compressors that works at once; it is there in every version, though not documented. */
interface Engine {
  _handle: {
    writeSync(
      flush: number,
      input: Uint8Array,
      at: number,
      length: number,
      output: Uint8Array,
      to: number,
      room: number,
    ): void;
  };
  /** After a write: room left in the output, input left. */
  _writeState: Uint32Array;
}

interface Settings {
  level: number;
  wbits: number;
  memLevel: number;
  strategy: number;
  dictionary: Uint8Array | null;
}

function openEngine({ level, wbits, memLevel, strategy, dictionary }: Settings): Engine {
  const size = wbits < 0 ? -wbits : wbits > 15 ? wbits - 16 : wbits;
  const valid = size >= (wbits < 0 || wbits > 15 ? 9 : 8) && size <= 15 && level >= -1 && level <= 9;
  if (!valid || memLevel < 1 || memLevel > 9 || strategy < 0 || strategy > 4) {
    throw newException(valueErrorType, 'Invalid initialization option');
  }
  const options = {
    level,
    windowBits: Math.max(size, 9),
    memLevel,
    strategy,
    ...(dictionary === null ? {} : { dictionary }),
  };
  const Kind = wbits < 0 ? DeflateRaw : wbits > 15 ? Gzip : Deflate;
  return new (Kind as unknown as new (o: object) => Engine)(options);
}

const CHUNK = 65536;

/** Feeds a compressor and gives all that comes out. */
function run(engine: Engine, input: Uint8Array, flush: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const out = newBytes(CHUNK);
    engine._handle.writeSync(flush, input, at, input.length - at, out, 0, CHUNK);
    const [room, left] = engine._writeState as unknown as [number, number];
    at = input.length - left;
    parts.push(out.subarray(0, CHUNK - room));
    if (room > 0) return joined(parts);
  }
}

function joined(parts: Uint8Array[]): Uint8Array {
  const result = newBytes(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

class Compress extends PyObject {
  settings: Settings | null = null;
  engine: Engine | null = null;
  /** All that was fed, for `copy`: inputs with how they were flushed. */
  fed: [input: Uint8Array, flush: number][] = [];
  feed(input: Uint8Array, flush: number): Value {
    if (this.engine === null) throw zlibError('Error -2 while compressing data: inconsistent stream state');
    this.fed.push([input, flush]);
    return new PyBytes(run(this.engine, input, flush));
  }
}

const compressType = builtinType('Compress', Compress, { module: 'zlib', final: true });

function compress_compress(self: Compress, data: Value): Result {
  return self.feed(bytesArgument(data).slice(), constants.Z_NO_FLUSH);
}

function compress_flush(self: Compress, mode: Value = constants.Z_FINISH): Result {
  if (!isInt(mode)) return converted(compress_flush, [self, mode], [null, 'index']);
  if (BigInt.asIntN(32, BigInt(mode)) !== BigInt(mode))
    return raise(overflowErrorType, 'Python int too large to convert to C int');
  const flush = toSize(mode);
  if (flush === constants.Z_NO_FLUSH) return new PyBytes();
  // Node's zlib ends the process for a mode that it does not know.
  if (flush < 0 || flush > constants.Z_BLOCK)
    return raise(errorType, 'Error -2 while flushing: inconsistent stream state');
  const data = self.feed(new Uint8Array(0), flush);
  if (flush === constants.Z_FINISH) self.engine = null;
  return data;
}

function compress_copy(self: Compress): Result {
  if (self.engine === null) return raise(valueErrorType, 'Inconsistent stream state');
  const copy = new Compress();
  copy.settings = self.settings;
  copy.engine = openEngine(self.settings!);
  for (const [input, flush] of self.fed) copy.feed(input, flush);
  return copy;
}

defineMethods(compressType, {
  compress: [
    '($self, data, /)',
    lending(compress_compress),
    'Returns a bytes object containing compressed data.',
  ],
  flush: [
    '($self, mode=zlib.Z_FINISH, /)',
    compress_flush,
    'Return a bytes object containing any remaining compressed data.',
  ],
  copy: ['($self, /)', compress_copy, 'Return a copy of the compression object.'],
  __copy__: ['($self, /)', compress_copy],
  __deepcopy__: ['($self, memo, /)', compress_copy],
});

function zlib_compress(data: Value, level: Value = -1, wbits: Value = 15): Result {
  const bytes = bytesArgument(data);
  if (!isInt(level) || !isInt(wbits))
    return converted(zlib_compress, [data, level, wbits], [null, 'index', 'index']);
  const settings = { level: Number(level), wbits: Number(wbits), memLevel: 8, strategy: 0, dictionary: null };
  if (settings.level < -1 || settings.level > 9) return raise(errorType, 'Bad compression level');
  return new PyBytes(run(openEngine(settings), bytes, constants.Z_FINISH));
}

function zlib_compressobj(
  level: Value = -1,
  method: Value = 8,
  wbits: Value = 15,
  memLevel: Value = 8,
  strategy: Value = 0,
  zdict?: Value,
): Result {
  const numbers = [level, method, wbits, memLevel, strategy];
  if (!numbers.every(isInt)) {
    return converted(
      zlib_compressobj,
      [...numbers, zdict],
      ['index', 'index', 'index', 'index', 'index', null],
    );
  }
  if (method !== 8) return raise(valueErrorType, 'Invalid initialization option');
  const self = new Compress();
  self.settings = {
    level: Number(level as Int),
    wbits: Number(wbits as Int),
    memLevel: Number(memLevel as Int),
    strategy: Number(strategy as Int),
    dictionary: zdict === undefined ? null : bytesArgument(zdict).slice(),
  };
  self.engine = openEngine(self.settings);
  return self;
}

// --- Decompression -------------------------------------------------------------------------------------------------

function wrappingOf(wbits: number): Wrapping {
  if (wbits >= -15 && wbits <= -8) return 'raw';
  if (wbits === 0 || (wbits >= 8 && wbits <= 15)) return 'zlib';
  if (wbits >= 24 && wbits <= 31) return 'gzip';
  if (wbits >= 40 && wbits <= 47) return 'auto';
  throw newException(valueErrorType, 'Invalid initialization option');
}

function dictionaryOf(zdict: Value | undefined): Uint8Array | null {
  if (zdict === undefined) return null;
  if (!isLender(zdict) && exportBuffer(zdict) === undefined)
    throw newException(typeErrorType, 'zdict argument must support the buffer protocol');
  return bytesArgument(zdict).slice();
}

/** The error for data that is wrong. */
function dataError(error: unknown): Error {
  if (!(error instanceof InflateError)) return error as Error;
  const detail = error.message === '' ? '' : `: ${error.message}`;
  return zlibError(`Error ${error.code} while decompressing data${detail}`);
}

function inflate(inflater: Inflater, input: Uint8Array, limit: number): Uint8Array {
  try {
    return inflater.push(input, limit);
  } catch (error) {
    throw dataError(error);
  }
}

function zlib_decompress(data: Value, wbits: Value = 15, bufsize: Value = 16384): Result {
  const bytes = bytesArgument(data);
  if (!isInt(wbits) || !isInt(bufsize))
    return converted(zlib_decompress, [data, wbits, bufsize], [null, 'index', 'index']);
  if (toSize(bufsize) < 0) return raise(valueErrorType, 'bufsize must be non-negative');
  const inflater = new Inflater(wrappingOf(Number(wbits)), null);
  const result = inflate(inflater, bytes, Infinity);
  if (!inflater.ended)
    return raise(errorType, 'Error -5 while decompressing data: incomplete or truncated stream');
  return new PyBytes(result);
}

const EMPTY = new PyBytes();

class Decompress extends PyObject {
  inflater: Inflater | null = null;
  /** It was flushed at the end of its stream, and is of no use any more. */
  isClosed = false;
  unused: PyBytes = EMPTY;
  tail: PyBytes = EMPTY;

  /** Decompresses; what is left over goes to `unused_data` and `unconsumed_tail`. */
  push(input: Uint8Array, limit: number): Uint8Array {
    const inflater = this.inflater!;
    if (inflater.ended) {
      this.unused = new PyBytes(joined([this.unused.data, input]));
      this.tail = EMPTY;
      return new Uint8Array(0);
    }
    const result = inflate(inflater, input, limit);
    if (inflater.ended) {
      this.unused = new PyBytes(inflater.rest);
      this.tail = EMPTY;
    } else this.tail = result.length >= limit ? new PyBytes(inflater.takeRest()) : EMPTY;
    return result;
  }
}

const decompressType = builtinType('Decompress', Decompress, { module: 'zlib', final: true });

function decompress_decompress(self: Decompress, data: Value, maxLength: Value = 0): Result {
  const bytes = bytesArgument(data);
  if (!isInt(maxLength))
    return converted(decompress_decompress, [self, data, maxLength], [null, null, 'index']);
  const limit = toSize(maxLength);
  if (limit < 0) return raise(valueErrorType, 'max_length must be non-negative');
  return new PyBytes(self.push(bytes, limit === 0 ? Infinity : limit));
}

function decompress_flush(self: Decompress, length: Value = 16384): Result {
  if (!isInt(length)) return converted(decompress_flush, [self, length], [null, 'index']);
  if (toSize(length) <= 0) return raise(valueErrorType, 'length must be greater than zero');
  const data = self.push(self.tail.data, Infinity);
  self.isClosed = self.inflater!.ended;
  return new PyBytes(data);
}

function decompress_copy(self: Decompress): Result {
  if (self.isClosed) return raise(valueErrorType, 'Inconsistent stream state');
  const copy = new Decompress();
  copy.inflater = self.inflater!.copy();
  copy.unused = self.unused;
  copy.tail = self.tail;
  return copy;
}

defineMethods(decompressType, {
  decompress: ['($self, data, /, max_length=0)', lending(decompress_decompress)],
  flush: [
    '($self, length=zlib.DEF_BUF_SIZE, /)',
    decompress_flush,
    'Return a bytes object containing any remaining decompressed data.',
  ],
  copy: ['($self, /)', decompress_copy, 'Return a copy of the decompression object.'],
  __copy__: ['($self, /)', decompress_copy],
  __deepcopy__: ['($self, memo, /)', decompress_copy],
});
defineMembers(decompressType, {
  unused_data: [(self: Decompress) => self.unused],
  unconsumed_tail: [(self: Decompress) => self.tail],
  eof: [(self: Decompress) => self.inflater!.ended],
});

function zlib_decompressobj(wbits: Value = 15, zdict?: Value): Result {
  if (!isInt(wbits)) return converted(zlib_decompressobj, [wbits, zdict], ['index', null]);
  const self = new Decompress();
  const dictionary = dictionaryOf(zdict);
  self.inflater = new Inflater(wrappingOf(Number(wbits)), dictionary);
  return self;
}

/** `_ZlibDecompressor`: keeps input that it could not use yet itself. */
class ZlibDecompressor extends PyObject {
  inflater: Inflater | null = null;
  needsInput = true;
}

const zlibDecompressorType = builtinType('_ZlibDecompressor', ZlibDecompressor, {
  module: 'zlib',
  final: true,
});

function decompressor_new(cls: PyType, wbits: Value = 15, zdict?: Value): Result {
  if (!isInt(wbits)) return converted(decompressor_new, [cls, wbits, zdict], [null, 'index', null]);
  const self = new cls.Ctor() as ZlibDecompressor;
  const dictionary = dictionaryOf(zdict);
  self.inflater = new Inflater(wrappingOf(Number(wbits)), dictionary);
  return self;
}

function decompressor_decompress(self: ZlibDecompressor, data: Value, maxLength: Value = -1): Result {
  const bytes = bytesArgument(data);
  if (!isInt(maxLength))
    return converted(decompressor_decompress, [self, data, maxLength], [null, null, 'index']);
  const inflater = self.inflater!;
  if (inflater.ended) return raise(eofErrorType, 'End of stream already reached');
  const limit = maxLength < 0 ? Infinity : toSize(maxLength);
  const result = inflate(inflater, bytes, limit);
  self.needsInput = !inflater.ended && result.length < limit;
  return new PyBytes(result);
}

defineStaticMethods(zlibDecompressorType, {
  __new__: ["(cls, wbits=MAX_WBITS, zdict=b'')", decompressor_new],
});
defineMethods(zlibDecompressorType, {
  decompress: ['($self, /, data, max_length=-1)', lending(decompressor_decompress)],
});
defineMembers(zlibDecompressorType, {
  eof: [(self: ZlibDecompressor) => self.inflater!.ended],
  needs_input: [(self: ZlibDecompressor) => self.needsInput],
  unused_data: [
    (self: ZlibDecompressor) => (self.inflater!.ended ? new PyBytes(self.inflater!.rest) : EMPTY),
  ],
});

// --- Checksums -----------------------------------------------------------------------------------------------------

function word(value: Int): number {
  return Number(BigInt.asUintN(32, BigInt(value)));
}

function zlib_crc32(data: Value, value: Value = 0): Result {
  const bytes = bytesArgument(data);
  if (!isInt(value)) return converted(zlib_crc32, [data, value], [null, 'index']);
  return crc32Of(bytes, word(value));
}

function zlib_adler32(data: Value, value: Value = 1): Result {
  const bytes = bytesArgument(data);
  if (!isInt(value)) return converted(zlib_adler32, [data, value], [null, 'index']);
  return adler32Of(bytes, word(value));
}

const CONSTANTS: Record<string, Value> = {
  MAX_WBITS: 15,
  DEFLATED: 8,
  DEF_MEM_LEVEL: 8,
  DEF_BUF_SIZE: 16384,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_FILTERED: 1,
  Z_HUFFMAN_ONLY: 2,
  Z_RLE: 3,
  Z_FIXED: 4,
  Z_DEFAULT_STRATEGY: 0,
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH: 2,
  Z_FULL_FLUSH: 3,
  Z_FINISH: 4,
  Z_BLOCK: 5,
  Z_TREES: 6,
  ZLIB_VERSION: '1.3.1',
  ZLIB_RUNTIME_VERSION: '1.3.1',
  __version__: '1.0',
};

export const zlibModule: NativeModule = {
  name: 'zlib',
  doc: 'The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.',
  functions: lendingAll({
    adler32: ['(data, value=1, /)', zlib_adler32, 'Compute an Adler-32 checksum of data.'],
    crc32: ['(data, value=0, /)', zlib_crc32, 'Compute a CRC-32 checksum of data.'],
    compress: [
      '(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)',
      zlib_compress,
      'Returns a bytes object containing compressed data.',
    ],
    decompress: [
      '(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)',
      zlib_decompress,
      'Returns a bytes object containing the uncompressed data.',
    ],
    compressobj: [
      '(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)',
      zlib_compressobj,
      'Return a compressor object.',
    ],
    decompressobj: ["(wbits=MAX_WBITS, zdict=b'')", zlib_decompressobj, 'Return a decompressor object.'],
  }),
  attributes: () => ({ ...CONSTANTS, error: errorType, _ZlibDecompressor: zlibDecompressorType }),
};
