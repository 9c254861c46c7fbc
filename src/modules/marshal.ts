// marshal: CPython's binary format (version 5), as far as it has no bytecode in it: see marshal-code.ts.
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { PyBytes } from '../objects/bytes.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { lendingAll } from '../objects/lending.ts';
import { fromHost } from '../objects/str.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyList } from '../objects/list.ts';
import { PyTuple } from '../objects/tuple.ts';
import { Reader } from './marshal-read.ts';
import { Writer } from './marshal-write.ts';
import type { NativeModule } from './native-module.ts';

const VERSION = 5;

function marshal_dumps(value: Value, version: Value = VERSION, allowCode: Value = true): Result {
  if (!isInt(version) || typeof allowCode !== 'boolean')
    return converted(marshal_dumps, [value, version, allowCode], [null, 'index', 'truth']);
  const writer = new Writer(Number(version), allowCode);
  writer.write(value, 1);
  return new PyBytes(writer.result());
}

function marshal_loads(data: Value, allowCode: Value = true): Result {
  const bytes = bytesArgument(data);
  if (typeof allowCode !== 'boolean') return converted(marshal_loads, [data, allowCode], [null, 'truth']);
  const reader = new Reader(allowCode);
  const value = reader.readAll(bytes);
  return reader.rest.length === 0
    ? value
    : frozenFunction('marshal_files', 'add_rest').call2(value, new PyList(reader.rest));
}

defineIntrinsics({
  marshal_reader: ['(allow_code, /)', (allowCode: Value): Result => new Reader(allowCode === true)],
  /** How many bytes are wanted next, and the error if they do not come; 0 at the end. */
  marshal_feed: [
    '(reader, bytes, /)',
    (reader: Reader, bytes: Value): Result => {
      const wanted = reader.feed(bytesArgument(bytes));
      return new PyTuple([wanted, fromHost(reader.shortage)]);
    },
  ],
  /** How many of the bytes fed last stand behind the object, or behind what cannot be read. */
  marshal_unread: ['(reader, /)', (reader: Reader): Result => reader.unread],
  marshal_value: [
    '(reader, /)',
    (reader: Reader): Result => new PyTuple([reader.value!, new PyList(reader.rest)]),
  ],
});

export const marshalModule: NativeModule = {
  name: 'marshal',
  doc: 'This module contains functions that can read and write Python values in\na binary format.',
  functions: lendingAll({
    dump: [`(value, file, version=${VERSION}, /, *, allow_code=True)`, inPython('marshal_files', 'dump')],
    dumps: [`(value, version=${VERSION}, /, *, allow_code=True)`, marshal_dumps],
    load: ['(file, /, *, allow_code=True)', inPython('marshal_files', 'load')],
    loads: ['(bytes, /, *, allow_code=True)', marshal_loads],
  }),
  attributes: () => ({ version: VERSION }),
};
