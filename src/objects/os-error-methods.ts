// OSError and its subclasses: the class chosen by errno, file names, and the count of what was written.
//
// Arguments are taken in `__new__`, so that OSError(ENOENT, ...) can be a FileNotFoundError; but where a subclass has an
// `__init__` and not a `__new__` of its own, they are taken in `__init__`, with whatever that one passes on.
import type { PyOSError } from './exception.ts';
import {
  attributeErrorType,
  blockingIOErrorType,
  newException,
  osErrorType,
  raise,
  valueErrorType,
} from './exception.ts';
import { exception_str, noKeywords, objectMember, reduceWith } from './exception-methods.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { converted, isNumber } from './conversion.ts';
import { intOf } from './int.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods, NewFunction } from './native.ts';
import { None } from './none.ts';
import type { Result, Value } from './object.ts';
import { OS_ERROR_CLASSES } from './os-error.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';

/** Whether `__init__` takes the arguments of an instance of this class. */
function takesInInit(cls: PyType): boolean {
  const make = cls.lookup('__new__');
  return (
    cls.lookup('__init__') !== osErrorType.attrs.get('__init__') &&
    make instanceof NewFunction &&
    make.impl === oserror_new
  );
}

function oserror_new(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (takesInInit(cls)) return new (cls.Ctor as new () => PyOSError)();
  noKeywords(cls, keywords);
  const errno = args.length >= 2 && args.length <= 5 ? intOf(args[0]!) : undefined;
  const mapped = cls === osErrorType && errno !== undefined ? OS_ERROR_CLASSES.get(Number(errno)) : undefined;
  return take(new ((mapped ?? cls).Ctor as new () => PyOSError)(), args);
}

function oserror_init(self: PyOSError, args: Value[], keywords: Map<string, Value>): Result {
  if (!takesInInit(self.cls)) return None;
  noKeywords(self.cls, keywords);
  const taken = take(self, args);
  return taken === self ? None : taken;
}

/** Fills in the members from the arguments; gives the exception. */
function take(self: PyOSError, args: Value[]): Result {
  self.args = args;
  if (args.length < 2 || args.length > 5) return self;
  const [errno, strerror, filename, , filename2] = args as [Value, Value, ...Value[]];
  self.errno = errno;
  self.strerror = strerror;
  if (filename === undefined || filename === None) return self;
  if (self.cls === blockingIOErrorType && isNumber(filename)) return takeWritten(self, filename);
  self.filename = filename;
  if (filename2 !== undefined && filename2 !== None) self.filename2 = filename2;
  self.args = args.slice(0, 2);
  return self;
}

/** The third argument of BlockingIOError may be the number of characters written. */
function takeWritten(self: PyOSError, count: Value): Result {
  const n = intOf(count);
  if (n === undefined) return converted(takeWritten, [self, count], [null, 'index']);
  self.written = indexSize(n);
  return self;
}

function indexSize(n: number | bigint): number {
  if (BigInt.asIntN(64, BigInt(n)) !== BigInt(n)) {
    throw newException(valueErrorType, "cannot fit 'int' into an index-sized integer");
  }
  return Number(n);
}

function oserror_str(self: PyOSError): Result {
  const { errno, strerror, filename, filename2 } = self;
  if (filename !== null) {
    const args = [errno ?? None, strerror ?? None, filename, filename2 ?? None, filename2 !== null];
    return frozenFunction('exception', 'os_error_text').callN(args);
  }
  if (errno === null || strerror === null) return exception_str(self);
  return frozenFunction('exception', 'short_os_error_text').call2(errno, strerror);
}

/** `args` lacks the file names, which the constructor wants again; its fourth argument means nothing here. */
function oserror_reduce(self: PyOSError): Result {
  const { args, filename, filename2 } = self;
  if (args.length !== 2 || filename === null) return reduceWith(self, new PyTuple(args));
  return reduceWith(
    self,
    new PyTuple(filename2 === null ? [...args, filename] : [...args, filename, None, filename2]),
  );
}

function getWritten(self: PyOSError): Result {
  return self.written ?? raise(attributeErrorType, 'characters_written');
}

function setWritten(self: PyOSError, value: Value | undefined): Result {
  if (value === undefined) {
    if (self.written === null) return raise(attributeErrorType, 'characters_written');
    self.written = null;
    return None;
  }
  const n = intOf(value);
  if (n === undefined) return converted(setWritten, [self, value], [null, 'index']);
  const size = indexSize(n);
  self.written = size === -1 ? null : size;
  return None;
}

defineStaticMethods(osErrorType, { __new__: ['($type, *args, **kwargs)', oserror_new] });
defineMethods(osErrorType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    oserror_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __str__: ['($self, /)', oserror_str, 'Return str(self).'],
  __reduce__: ['($self, /)', oserror_reduce],
});
defineMembers(osErrorType, {
  errno: [...objectMember('errno')],
  strerror: [...objectMember('strerror')],
  filename: [...objectMember('filename')],
  filename2: [...objectMember('filename2')],
});
defineGetSets(osErrorType, { characters_written: [getWritten, setWritten] });
