// _io: files and streams. Its classes are in io/, a file for each; the standard streams in standard-stream.ts and
// standard-input.ts. What calls Python code is in src/python/io_*.py, text_io.py, buffered_io.py and file_io.py.
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { converted, isInt, toCInt } from '../objects/conversion.ts';
import { attributeErrorType, blockingIOErrorType, raise } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import {
  bufferedIOBaseType,
  ioBaseType,
  rawIOBaseType,
  textIOBaseType,
  unsupportedOperation,
} from './io/bases.ts';
import {
  bufferedRandomType,
  bufferedReaderType,
  bufferedWriterType,
  DEFAULT_BUFFER_SIZE,
} from './io/buffered.ts';
import { bytesIOBufferType, bytesIOType } from './io/bytes-io.ts';
import { fileIOType } from './io/file-io.ts';
import { newlineDecoderType } from './io/newlines.ts';
import { openQuickly } from './io/open.ts';
import { pairType } from './io/pair.ts';
import { stringIOType } from './io/string-io.ts';
import { textWrapperType } from './io/text-wrapper.ts';
import { unwritten } from './io/unclosed.ts';
import { hostString, textOf } from '../objects/str.ts';
import type { NativeModule } from './native-module.ts';

defineIntrinsics({
  write_out_files: [
    '()',
    (): Result => (unwritten().size === 0 ? None : frozenFunction('io_support', 'write_out').call0()),
  ],
  open_quickly: [
    '(file, mode, encoding, errors, newline, /)',
    (...args: [Value, Value, Value, Value, Value]): Result => {
      const result = openQuickly(...args);
      return result === undefined ? None : result;
    },
  ],
  check_closed: ['(file, /)', inPython('io_base', 'check_closed')],
  unsupported: ['(message, /)', inPython('io_base', 'unsupported')],
  codec_lookup: ['(encoding, /)', inPython('codecs', 'lookup')],
});

function io_open(
  file: Value,
  mode: Value = 'r',
  buffering: Value = -1,
  encoding: Value = None,
  errors: Value = None,
  newline: Value = None,
  closefd: Value = true,
  opener: Value = None,
): Result {
  if (!isInt(buffering) || typeof closefd !== 'boolean') {
    return converted(
      io_open,
      [file, mode, buffering, encoding, errors, newline, closefd, opener],
      [null, null, 'index', null, null, null, 'truth'],
    );
  }
  if (buffering === -1 && closefd && opener === None && unwritten().size === 0) {
    const result = openQuickly(file, mode, encoding, errors, newline);
    if (result !== undefined) return result;
  }
  const args = [file, mode, toCInt(buffering), encoding, errors, newline, closefd, opener];
  return frozenFunction('io_support', 'open').callN(args);
}

function io_text_encoding(encoding: Value, level: Value = 2): Result {
  if (!isInt(level)) return converted(io_text_encoding, [encoding, level], [null, 'index']);
  return frozenFunction('io_support', 'text_encoding').call2(encoding, toCInt(level));
}

/** A class that is made in Python comes when it is asked for: the import system needs the module before it can be made. */
function io_getattr(name: Value): Result {
  if (name === 'UnsupportedOperation') return unsupportedOperation();
  return raise(attributeErrorType, `module '_io' has no attribute '${hostString(textOf(name) ?? '')}'`);
}

export const _ioModule: NativeModule = {
  name: '_io',
  doc: 'The io module provides the Python interfaces to stream handling.',
  functions: {
    __getattr__: ['(name, /)', io_getattr],
    open: [
      "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      io_open,
    ],
    open_code: ['(path)', inPython('io_support', 'open_code')],
    text_encoding: ['(encoding, stacklevel=2, /)', io_text_encoding],
  },
  attributes: () => ({
    DEFAULT_BUFFER_SIZE,
    BlockingIOError: blockingIOErrorType,
    _IOBase: ioBaseType,
    _RawIOBase: rawIOBaseType,
    _BufferedIOBase: bufferedIOBaseType,
    _TextIOBase: textIOBaseType,
    StringIO: stringIOType,
    BytesIO: bytesIOType,
    _BytesIOBuffer: bytesIOBufferType,
    IncrementalNewlineDecoder: newlineDecoderType,
    TextIOWrapper: textWrapperType,
    BufferedReader: bufferedReaderType,
    BufferedWriter: bufferedWriterType,
    BufferedRandom: bufferedRandomType,
    BufferedRWPair: pairType,
    FileIO: fileIOType,
  }),
};
