// The base classes of files: _io._IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase. What they do by calling methods of the
// object, which may be of a class made in Python, is in src/python/io_base.py.
import { ABRUPT, STOP, type Stop } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { frozenFunction, inPython } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { converted, isInt, textArgument } from '../../objects/conversion.ts';
import {
  newException,
  notImplementedErrorType,
  type PyBaseException,
  raise,
  typeError,
  valueErrorType,
} from '../../objects/exception.ts';
import {
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  type Implementation,
  type NativeCallable,
} from '../../objects/native.ts';
import { nativeFinalizers } from '../../objects/finalizable.ts';
import { dictDescriptor } from '../../objects/instance-dict.ts';
import { None } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { builtinType, type PyType, setTypeAttribute, shortName } from '../../objects/type.ts';
import { getAttributeOrMissing } from '../../operators/attribute.ts';
import { nextOrRaise } from '../../operators/iterator-methods.ts';
import { sizeOf } from './arguments.ts';

export class IOBase extends PyObject {
  declare finalizing: boolean;
  /** Whether it is surely open, as far as that can be told without calling a method. */
  isSurelyOpen(): boolean {
    return false;
  }
  /** Closes it, if that calls no method that may be another's; says whether it did. Throws OSError. */
  closeQuickly(): boolean {
    return false;
  }
  override next(): IterResult {
    const line = frozenFunction('io_base', 'next_line').call1(this);
    return line === ABRUPT ? suspend(new NextLineFrame()) : lineOrStop(line);
  }
}

IOBase.prototype.finalizing = false;

/** What iteration gives for a line, or for None, which is the end. */
export function lineOrStop(line: Value): IterResult {
  if (line !== None) return line;
  return STOP;
}

export class NextLineFrame extends NativeFrame {
  returned(line: Value | Stop): IterResult {
    return lineOrStop(line as Value);
  }
}

const options = { module: '_io', hasDict: true, hasWeakrefs: true, isPlain: true };
export const ioBaseType = builtinType('_IOBase', IOBase, options);
export class RawIOBase extends IOBase {}
export const rawIOBaseType = builtinType('_RawIOBase', RawIOBase, { ...options, base: ioBaseType });
export class BufferedIOBase extends IOBase {}
export const bufferedIOBaseType = builtinType('_BufferedIOBase', BufferedIOBase, {
  ...options,
  base: ioBaseType,
});
export class TextIOBase extends IOBase {}
export const textIOBaseType = builtinType('_TextIOBase', TextIOBase, { ...options, base: ioBaseType });

/** Whether an object has no attributes of its own in place of these methods of its class. */
export function hasItsMethods(file: IOBase, ...names: string[]): boolean {
  const attributes = file as unknown as Record<string, Value | undefined>;
  return (
    attributes['dictOverride'] === undefined && names.every((name) => attributes[`$${name}`] === undefined)
  );
}

/** A class of files with its own layout below one of the bases. */
export function fileType(name: string, layout: new () => IOBase, base: PyType): PyType {
  const type = builtinType(name, layout, { ...options, base });
  // What takes the place of a file that is dropped (unclosed.ts) gets its attributes too.
  (layout.prototype as { plainSet: boolean }).plainSet = false;
  return type;
}

/** Gives a class a `__new__` of its own, which makes an empty instance. */
export function hasOwnNew(type: PyType): void {
  const make = (cls: PyType, _args: Value[], _keywords: Map<string, Value>): Result => new cls.Ctor();
  defineStaticMethods(type, { __new__: ['(type, /, *args, **kwargs)', make] });
}

/** ValueError for an operation on a closed file. */
export function closedError(text = 'I/O operation on closed file.'): PyBaseException {
  return newException(valueErrorType, text);
}

/** The class io.UnsupportedOperation. */
export function unsupportedOperation(): PyType {
  return machine.interpreter.frozen('io_base').getStr('UnsupportedOperation') as PyType;
}

/** A method that this kind of file has not: it raises io.UnsupportedOperation. */
export function unsupported(message: string): Implementation {
  return () => frozenFunction('io_base', 'unsupported').call1(message);
}

/** The same, where there must be a number first. */
function unsupportedNumber(message: string): Implementation {
  const impl = (self: Value, n: Value = 0, whence: Value = 0): Result => {
    if (!isInt(n) || !isInt(whence)) return converted(impl, [self, n, whence], [null, 'index', 'index']);
    return frozenFunction('io_base', 'unsupported').call1(message);
  };
  return impl;
}

/** A method in src/python/<module>.py whose argument is a size, -1 where it is left out or None. */
export function withSize(module: string, name: string): Implementation {
  const impl = (self: Value, size?: Value): Result => {
    const n = sizeOf(size);
    return n === null
      ? converted(impl, [self, size], [null, 'index'])
      : frozenFunction(module, name).call2(self, n);
  };
  return impl;
}

const no = (): Result => false;

function iobase_closed(self: IOBase): Result {
  const closed = getAttributeOrMissing(self, '__IOBase_closed');
  return closed === ABRUPT ? ABRUPT : closed !== undefined;
}

const enter = inPython('io_base', 'enter');
const exit = inPython('io_base', 'exit');

function iobase_enter(self: IOBase): Result {
  return self.isSurelyOpen() ? self : enter(self);
}

function iobase_exit(self: IOBase, args: Value[]): Result {
  return self.closeQuickly() ? None : exit(self, args);
}

defineMethods(ioBaseType, {
  seek: ['($self, offset, whence=0, /)', unsupportedNumber('seek')],
  tell: ['($self, /)', inPython('io_base', 'tell')],
  truncate: ['($self, size=None, /)', unsupported('truncate')],
  flush: ['($self, /)', inPython('io_base', 'flush')],
  close: ['($self, /)', inPython('io_base', 'close')],
  seekable: ['($self, /)', no],
  readable: ['($self, /)', no],
  writable: ['($self, /)', no],
  _checkClosed: ['($self, /)', inPython('io_base', '_checkClosed')],
  _checkSeekable: ['($self, /)', inPython('io_base', '_checkSeekable')],
  _checkReadable: ['($self, /)', inPython('io_base', '_checkReadable')],
  _checkWritable: ['($self, /)', inPython('io_base', '_checkWritable')],
  fileno: ['($self, /)', unsupported('fileno')],
  isatty: ['($self, /)', inPython('io_base', 'isatty')],
  __enter__: ['($self, /)', iobase_enter],
  __exit__: ['($self, /, *args)', iobase_exit],
  __iter__: ['($self, /)', inPython('io_base', 'iterate')],
  __next__: ['($self, /)', nextOrRaise],
  __del__: ['($self, /)', inPython('io_base', 'delete')],
  readline: ['($self, size=-1, /)', withSize('io_base', 'readline')],
  readlines: ['($self, hint=-1, /)', withSize('io_base', 'readlines')],
  writelines: ['($self, lines, /)', inPython('io_base', 'writelines')],
});
defineGetSets(ioBaseType, { closed: [iobase_closed] });
nativeFinalizers.add(ioBaseType.attrs.get('__del__') as NativeCallable);
setTypeAttribute(ioBaseType, '__dict__', dictDescriptor(ioBaseType));

const notImplemented = (): Result => raise(notImplementedErrorType);

function raw_read(self: Value, size: Value = -1): Result {
  if (typeof size !== 'number') return converted(raw_read, [self, size], [null, 'index']);
  return frozenFunction('io_base', 'raw_read').call2(self, size);
}
defineMethods(rawIOBaseType, {
  read: ['($self, size=-1, /)', raw_read],
  readall: ['($self, /)', inPython('io_base', 'raw_readall')],
  readinto: ['($self, /, *args)', notImplemented],
  write: ['($self, /, *args)', notImplemented],
});

defineMethods(bufferedIOBaseType, {
  detach: ['($self, /)', unsupported('detach')],
  read: ['($self, size=-1, /)', unsupportedNumber('read')],
  read1: ['($self, size=-1, /)', unsupportedNumber('read1')],
  readinto: ['($self, buffer, /)', inPython('io_base', 'buffered_readinto')],
  readinto1: ['($self, buffer, /)', inPython('io_base', 'buffered_readinto1')],
  write: ['($self, b, /)', unsupported('write')],
});

const none = (): Result => None;

function textbase_write(_self: Value, text: Value): Result {
  textArgument(text, 'write() argument 1');
  return frozenFunction('io_base', 'unsupported').call1('write');
}

defineMethods(textIOBaseType, {
  detach: ['($self, /)', unsupported('detach')],
  read: ['($self, size=-1, /)', unsupportedNumber('read')],
  readline: ['($self, size=-1, /)', unsupportedNumber('readline')],
  write: ['($self, s, /)', textbase_write],
});
defineGetSets(textIOBaseType, { encoding: [none], newlines: [none], errors: [none] });

/** Gives a class the member by which CPython's destructors tell `close` that they call it. */
export function hasFinalizing(type: PyType): void {
  const set = (self: IOBase, value: Value | undefined): Result => {
    if (typeof value !== 'boolean') return typeError('attribute value type must be bool');
    self.finalizing = value;
    return None;
  };
  defineMembers(type, { _finalizing: [(self: IOBase): Result => self.finalizing, set] });
}

/** Raises the TypeError for a file. */
export function cannotPickle(self: PyObject): Result {
  return typeError(`cannot pickle '${shortName(self.cls)}' instances`);
}

/** Makes a class refuse to be copied and pickled. */
export function refusesPickling(type: PyType): void {
  defineMethods(type, { __getstate__: ['($self, /)', cannotPickle] });
}
