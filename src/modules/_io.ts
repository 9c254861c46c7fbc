// _io: files and streams. The general classes are the library's own in Python (_pyio), loaded when one of them is first
// asked for (src/python/io_support.py); the standard output streams are native (standard-stream.ts).
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { blockingIOErrorType } from '../objects/exception.ts';
import type { Result, Value } from '../objects/object.ts';
import {
  bufferedIOBaseType,
  ioBaseType,
  rawIOBaseType,
  textIOBaseType,
  unsupportedOperation,
} from './io/bases.ts';
import { bytesIOBufferType, bytesIOType } from './io/bytes-io.ts';
import { newlineDecoderType } from './io/newlines.ts';
import { stringIOType } from './io/string-io.ts';
import type { NativeModule } from './native-module.ts';

defineIntrinsics({
  write_out_files: ['()', (): Result => frozenFunction('io_support', 'write_out').call0()],
});

/** Classes that are made in Python come when they are asked for: the import system needs the module before it can make them. */
function io_getattr(name: Value): Result {
  if (name === 'UnsupportedOperation') return unsupportedOperation();
  return frozenFunction('io_support', 'module_getattr').call1(name);
}

export const _ioModule: NativeModule = {
  name: '_io',
  doc: 'The io module provides the Python interfaces to stream handling.',
  functions: {
    __getattr__: ['(name, /)', io_getattr],
    open: [
      "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      inPython('io_support', 'open'),
    ],
    open_code: ['(path)', inPython('io_support', 'open_code')],
  },
  attributes: () => ({
    DEFAULT_BUFFER_SIZE: 131072,
    BlockingIOError: blockingIOErrorType,
    _IOBase: ioBaseType,
    _RawIOBase: rawIOBaseType,
    _BufferedIOBase: bufferedIOBaseType,
    _TextIOBase: textIOBaseType,
    StringIO: stringIOType,
    BytesIO: bytesIOType,
    _BytesIOBuffer: bytesIOBufferType,
    IncrementalNewlineDecoder: newlineDecoderType,
  }),
};
