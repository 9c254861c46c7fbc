// _io: files and streams. The general classes are the library's own in Python (_pyio), loaded when one of them is first
// asked for (src/python/io_support.py); the standard output streams are native (standard-stream.ts).
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import type { Result } from '../objects/object.ts';
import type { NativeModule } from './native-module.ts';

defineIntrinsics({
  write_out_files: ['()', (): Result => frozenFunction('io_support', 'write_out').call0()],
});

export const _ioModule: NativeModule = {
  name: '_io',
  doc: 'The io module provides the Python interfaces to stream handling.',
  functions: {
    __getattr__: ['(name, /)', inPython('io_support', 'module_getattr')],
    open: [
      "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      inPython('io_support', 'open'),
    ],
    open_code: ['(path)', inPython('io_support', 'open_code')],
  },
  attributes: () => ({ DEFAULT_BUFFER_SIZE: 131072 }),
};
