// io.BufferedRWPair: a reader and a writer as one file.
import { defineIntrinsics, frozenFunction } from '../../machine/frozen.ts';
import { converted, isInt, toSize } from '../../objects/conversion.ts';
import { newException, valueErrorType } from '../../objects/exception.ts';
import { defineGetSets, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Result, Value } from '../../objects/object.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { callNamedN } from '../../operators/calling.ts';
import { BufferedIOBase, bufferedIOBaseType, fileType } from './bases.ts';
import { DEFAULT_BUFFER_SIZE } from './buffered.ts';

class Pair extends BufferedIOBase {
  /** Null before `__init__`. */
  reader: PyObject | null = null;
  writer: PyObject | null = null;
}
export const pairType = fileType('BufferedRWPair', Pair, bufferedIOBaseType);

function part(self: Pair, which: 'reader' | 'writer'): PyObject {
  const file = self[which];
  if (file === null) throw newException(valueErrorType, 'I/O operation on uninitialized object');
  return file;
}

/** A method of the reader or of the writer. */
function forwards(which: 'reader' | 'writer', name: string): (self: Pair, ...args: Value[]) => Result {
  return (self, ...args) =>
    callNamedN(
      part(self, which),
      name,
      args.filter((arg) => (arg as Value | undefined) !== undefined),
    );
}
/** What is done with both, in Python. */
function withBoth(name: string): (self: Pair) => Result {
  return (self) => frozenFunction('buffered_io', name).call2(part(self, 'reader'), part(self, 'writer'));
}

function pair_init(self: Pair, reader: Value, writer: Value, size: Value = DEFAULT_BUFFER_SIZE): Result {
  if (!isInt(size)) return converted(pair_init, [self, reader, writer, size], [null, null, null, 'index']);
  return frozenFunction('buffered_io', 'pair').callN([self, reader, writer, toSize(size)]);
}

function pair_closed(self: Pair): Result {
  if (self.writer === null)
    throw newException(valueErrorType, 'the BufferedRWPair object is being garbage-collected');
  return getAttribute(self.writer, 'closed');
}

defineIntrinsics({
  pair_set: [
    '(pair, reader, writer, /)',
    (self: Pair, reader: PyObject, writer: PyObject): Result => {
      self.reader = reader;
      self.writer = writer;
      return None;
    },
  ],
});

defineMethods(pairType, {
  __init__: ['($self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)', pair_init],
  read: ['($self, size=-1, /)', forwards('reader', 'read')],
  peek: ['($self, size=0, /)', forwards('reader', 'peek')],
  read1: ['($self, size=-1, /)', forwards('reader', 'read1')],
  readinto: ['($self, buffer, /)', forwards('reader', 'readinto')],
  readinto1: ['($self, buffer, /)', forwards('reader', 'readinto1')],
  write: ['($self, buffer, /)', forwards('writer', 'write')],
  flush: ['($self, /)', forwards('writer', 'flush')],
  readable: ['($self, /)', forwards('reader', 'readable')],
  writable: ['($self, /)', forwards('writer', 'writable')],
  close: ['($self, /)', withBoth('pair_close')],
  isatty: ['($self, /)', withBoth('pair_isatty')],
});
defineGetSets(pairType, { closed: [pair_closed] });
