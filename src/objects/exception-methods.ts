// BaseException, and the built-in exceptions with members of their own: arguments, attributes, text and pickling.
//
// OSError, the Unicode errors and exception groups have files of their own. The layouts are in exception.ts; a member that
// is not set is null there and None in Python.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { repr, str } from '../operators/repr.ts';
import { typeErrorOf } from './class-layout.ts';
import type { PyDict } from './dict.ts';
import type {
  PyAttributeError,
  PyImportError,
  PyNameError,
  PyStopIteration,
  PySyntaxError,
  PySystemExit,
} from './exception.ts';
import {
  attributeErrorType,
  baseExceptionType,
  importErrorType,
  keyErrorType,
  nameErrorType,
  PyBaseException,
  stopIterationType,
  syntaxErrorType,
  systemExitType,
} from './exception.ts';
import { instanceDict, setInstanceDict } from './instance-dict.ts';
import { intOf, intType } from './int.ts';
import {
  checkKeywords,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  type GetSetTable,
} from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { fromHost, hostString, makeStr, strType, textOf } from './str.ts';
import { concatTexts } from './text/text.ts';
import { Traceback } from './traceback.ts';
import { emptyTuple, PyTuple } from './tuple.ts';
import { builtinTypes, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';

// --- Making one --------------------------------------------------------------------------------------------------------

/** `BaseException.__new__`: any arguments, which become `args`. */
export function exception_new(cls: PyType, args: Value[]): PyBaseException {
  const exc = new (cls.Ctor as new () => PyBaseException)();
  exc.args = args;
  return exc;
}

function exception_init(self: PyBaseException, args: Value[], keywords: Map<string, Value>): Result {
  noKeywords(self.cls, keywords);
  self.setArguments(args);
  return None;
}

/** Throws TypeError when there are keyword arguments. */
export function noKeywords(cls: PyType, keywords: Map<string, Value>): void {
  if (keywords.size > 0) throw typeErrorOf(`${cls.name}() takes no keyword arguments`);
}

/** `__init__` of classes that take keyword arguments of these names, each kept in a field. */
function keywordInit(owner: PyType, fields: Record<string, string>) {
  return (self: PyBaseException, args: Value[], keywords: Map<string, Value>): Result => {
    self.setArguments(args);
    checkKeywords(owner.name, keywords, Object.keys(fields));
    for (const [name, field] of Object.entries(fields)) {
      (self as unknown as Record<string, Value | null>)[field] = keywords.get(name) ?? null;
    }
    return None;
  };
}

// --- Text --------------------------------------------------------------------------------------------------------------

/** Puts text before and after the str that `text` gives. */
export function affixed(before: string, text: Result, after: Value): Result {
  if (text === ABRUPT) return suspend(new AffixFrame(before, after)) as Result;
  return makeStr(concatTexts([before, textOf(text)!, textOf(after)!]));
}

class AffixFrame extends NativeFrame {
  readonly before: string;
  readonly after: Value;
  constructor(before: string, after: Value) {
    super();
    this.before = before;
    this.after = after;
  }
  returned(value: Value): IterResult {
    return affixed(this.before, value, this.after);
  }
}

/** `BaseException.__str__`, which classes with a text of their own fall back on. */
export function exception_str(self: PyBaseException): Result {
  const { args } = self;
  if (args.length === 0) return '';
  return args.length === 1 ? str(args[0]!) : repr(new PyTuple(args));
}

function exception_repr(self: PyBaseException): Result {
  const { args, cls } = self;
  if (args.length === 1) return affixed(`${cls.name}(`, repr(args[0]!), ')');
  return affixed(cls.name, repr(new PyTuple(args)), '');
}

function keyerror_str(self: PyBaseException): Result {
  return self.args.length === 1 ? repr(self.args[0]!) : exception_str(self);
}

function importerror_str(self: PyImportError): Result {
  return self.msg !== null && typeOf(self.msg) === strType ? self.msg : exception_str(self);
}

function syntaxerror_str(self: PySyntaxError): Result {
  const name = self.filename === null ? undefined : textOf(self.filename);
  const file = name === undefined ? undefined : hostString(name).replace(/^.*\//s, '');
  const line =
    self.lineno !== null && typeOf(self.lineno) === intType ? `line ${lineNumber(self.lineno)}` : undefined;
  const parts = [file, line].filter((part) => part !== undefined);
  return affixed('', str(self.msg ?? None), parts.length === 0 ? '' : fromHost(` (${parts.join(', ')})`));
}

/** A line beyond C's long shows as -1. */
function lineNumber(line: Value): string {
  const n = BigInt(intOf(line)!);
  return n === BigInt.asIntN(64, n) ? String(n) : '-1';
}

// --- Attributes of all -------------------------------------------------------------------------------------------------

function setArgs(self: PyBaseException, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf('args may not be deleted');
  const items = tupleFrom(value);
  if (items === ABRUPT) return suspend(new ArgsFrame(self)) as Result;
  self.args = (items as PyTuple).items;
  return None;
}

class ArgsFrame extends NativeFrame {
  readonly exception: PyBaseException;
  constructor(exception: PyBaseException) {
    super();
    this.exception = exception;
  }
  returned(value: Value): IterResult {
    this.exception.args = (value as PyTuple).items;
    return None;
  }
}

function setTraceback(self: PyBaseException, value: Value | undefined): void {
  if (value === undefined) throw typeErrorOf('__traceback__ may not be deleted');
  if (value !== None && !(value instanceof Traceback))
    throw typeErrorOf('__traceback__ must be a traceback or None');
  self.traceback = value === None ? null : (value as Traceback);
}

/** What `__context__` and `__cause__` may be set to. */
function linked(value: Value | undefined, name: string, what: string): PyBaseException | null {
  if (value === undefined) throw typeErrorOf(`${name} may not be deleted`);
  if (value === None) return null;
  if (value instanceof PyBaseException) return value;
  throw typeErrorOf(`exception ${what} must be None or derive from BaseException`);
}

function setContext(self: PyBaseException, value: Value | undefined): void {
  self.context = linked(value, '__context__', 'context');
}

function setCause(self: PyBaseException, value: Value | undefined): void {
  self.cause = linked(value, '__cause__', 'cause');
  self.suppressContext = true;
}

function setSuppressContext(self: PyBaseException, value: Value | undefined): void {
  if (value === undefined) throw typeErrorOf("can't delete numeric/char attribute");
  if (typeof value !== 'boolean') throw typeErrorOf('attribute value type must be bool');
  self.suppressContext = value;
}

function setDict(self: PyBaseException, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf('cannot delete __dict__');
  return setInstanceDict(self, value);
}

function exception_with_traceback(self: PyBaseException, tb: Value): Result {
  setTraceback(self, tb);
  return self;
}

function exception_add_note(self: PyBaseException, note: Value): Result {
  if (textOf(note) === undefined)
    throw typeErrorOf(`add_note() argument must be str, not ${argumentType(note)}`);
  return frozenFunction('exception', 'add_note').call2(self, note);
}

/** The class of a wrong argument as messages name it. */
export function argumentType(value: Value): string {
  return value === None ? 'None' : typeOf(value).name;
}

/** The table entry of a member that holds any object; deleted or never set, it is None. */
export function objectMember(field: string): GetSetTable[string] {
  type Fields = Record<string, Value | null>;
  return [
    (self: PyBaseException): Result => (self as unknown as Fields)[field] ?? None,
    (self: PyBaseException, value: Value | undefined): void => {
      (self as unknown as Fields)[field] = value ?? null;
    },
  ];
}

// --- Pickling ------------------------------------------------------------------------------------------------------------

/** `(class, args)`, and the `__dict__` when it holds anything. */
export function reduceWith(self: PyBaseException, args: PyTuple, state: PyDict = instanceDict(self)): Result {
  return new PyTuple(state.size === 0 ? [self.cls, args] : [self.cls, args, state]);
}

function exception_reduce(self: PyBaseException): Result {
  return reduceWith(self, new PyTuple(self.args));
}

/** A copy of the `__dict__` with these members added that are set. */
function stateWith(self: PyBaseException, members: Record<string, Value | null>): PyDict {
  const state = instanceDict(self).copy();
  for (const [name, value] of Object.entries(members)) if (value !== null) state.setStr(name, value);
  return state;
}

function importerror_reduce(self: PyImportError): Result {
  const state = stateWith(self, { name: self.moduleName, path: self.path, name_from: self.nameFrom });
  return reduceWith(self, new PyTuple(self.args), state);
}

/** `obj` is left out: it can seldom be pickled. */
function attributeerror_getstate(self: PyAttributeError): Result {
  return stateWith(self, { name: self.nameOf, args: new PyTuple(self.args) });
}

function attributeerror_reduce(self: PyAttributeError): Result {
  return new PyTuple([self.cls, new PyTuple(self.args), attributeerror_getstate(self) as PyDict]);
}

// --- SyntaxError -----------------------------------------------------------------------------------------------------------

function syntaxerror_init(self: PySyntaxError, args: Value[], keywords: Map<string, Value>): Result {
  noKeywords(self.cls, keywords);
  self.setArguments(args);
  if (args.length !== 2) return None;
  const details = tupleFrom(args[1]!);
  return details === ABRUPT
    ? (suspend(new DetailsFrame(self)) as Result)
    : setDetails(self, details as PyTuple);
}

function setDetails(self: PySyntaxError, { items }: PyTuple): Result {
  const count = items.length;
  if (count < 4 || count > 7) {
    const limit = count < 4 ? 'at least 4' : 'at most 7';
    throw typeErrorOf(`function takes ${limit} arguments (${count} given)`);
  }
  const [filename, lineno, offset, text, endLineno, endOffset, metadata] = items;
  self.filename = filename!;
  self.lineno = lineno!;
  self.offset = offset!;
  self.text = text!;
  self.endLineno = endLineno ?? null;
  self.endOffset = endOffset ?? null;
  if (metadata !== undefined) self.metadata = metadata;
  if (count === 5) throw typeErrorOf('end_offset must be provided when end_lineno is provided');
  return None;
}

class DetailsFrame extends NativeFrame {
  readonly exception: PySyntaxError;
  constructor(exception: PySyntaxError) {
    super();
    this.exception = exception;
  }
  returned(value: Value): IterResult {
    return setDetails(this.exception, value as PyTuple);
  }
}

// --- For src/python/except_star.py -------------------------------------------------------------------------------------------

/**
 * Raises as the end of a `try` statement does: no context is given, and the calling function, which the exception has left or
 * whose clauses it comes from, is not traced.
 */
function raise_as_is(exc: PyBaseException): Result {
  machine.reraising = 'caller';
  machine.exc = exc;
  return ABRUPT;
}

defineIntrinsics({
  raise_as_is: ['(exc, /)', raise_as_is],
  reraise_as_is: ['(exc, /)', raise_as_is],
});

// --- Tables ----------------------------------------------------------------------------------------------------------------

const INIT_DOC = 'Initialize self.  See help(type(self)) for accurate signature.';

/** Classes that inherit `__new__`; in all other built-in ones it stands in their own namespace. */
const INHERIT_NEW = new Set(
  (
    'AttributeError ImportError ModuleNotFoundError KeyError NameError UnboundLocalError StopIteration SyntaxError ' +
    'IndentationError TabError _IncompleteInputError SystemExit TaskletExit BaseExceptionGroup ExceptionGroup'
  ).split(' '),
);

for (const type of builtinTypes) {
  if (!type.isSubtype(baseExceptionType) || type.mro.some((base) => base.name === 'OSError')) continue;
  if (!INHERIT_NEW.has(type.name))
    defineStaticMethods(type, { __new__: ['($type, *args, **kwargs)', exception_new] });
}

defineMethods(baseExceptionType, {
  __init__: ['($self, /, *args, **kwargs)', exception_init, INIT_DOC],
  __repr__: ['($self, /)', exception_repr, 'Return repr(self).'],
  __str__: ['($self, /)', exception_str, 'Return str(self).'],
  __reduce__: ['($self, /)', exception_reduce],
  __setstate__: ['($self, state, /)', inPython('exception', 'setstate')],
  with_traceback: [
    '($self, tb, /)',
    exception_with_traceback,
    'Set self.__traceback__ to tb and return self.',
  ],
  add_note: ['($self, note, /)', exception_add_note, 'Add a note to the exception'],
});
defineGetSets(baseExceptionType, {
  __dict__: [(self: PyBaseException): Result => instanceDict(self), setDict],
  args: [
    (self: PyBaseException): Result => (self.args.length === 0 ? emptyTuple : new PyTuple(self.args)),
    setArgs,
  ],
  __traceback__: [(self: PyBaseException): Result => self.traceback ?? None, setTraceback],
  __context__: [(self: PyBaseException): Result => self.context ?? None, setContext],
  __cause__: [(self: PyBaseException): Result => self.cause ?? None, setCause],
});
defineMembers(baseExceptionType, {
  __suppress_context__: [(self: PyBaseException): Result => self.suppressContext, setSuppressContext],
});

defineMethods(stopIterationType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    (self: PyStopIteration, ...rest: [Value[], Map<string, Value>]) => exception_init(self, ...rest),
    INIT_DOC,
  ],
});
defineMembers(stopIterationType, { value: [...objectMember('value')] });
defineMethods(systemExitType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    (self: PySystemExit, ...rest: [Value[], Map<string, Value>]) => exception_init(self, ...rest),
    INIT_DOC,
  ],
});
defineMembers(systemExitType, { code: [...objectMember('code')] });
defineMethods(keyErrorType, { __str__: ['($self, /)', keyerror_str, 'Return str(self).'] });

defineMethods(nameErrorType, {
  __init__: ['($self, /, *args, **kwargs)', keywordInit(nameErrorType, { name: 'nameOf' }), INIT_DOC],
});
defineMembers(nameErrorType, { name: [...objectMember('nameOf' satisfies keyof PyNameError)] });

defineMethods(attributeErrorType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    keywordInit(attributeErrorType, { name: 'nameOf', obj: 'obj' }),
    INIT_DOC,
  ],
  __getstate__: ['($self, /)', attributeerror_getstate],
  __reduce__: ['($self, /)', attributeerror_reduce],
});
defineMembers(attributeErrorType, { name: [...objectMember('nameOf')], obj: [...objectMember('obj')] });

defineMethods(importErrorType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    keywordInit(importErrorType, { name: 'moduleName', path: 'path', name_from: 'nameFrom' }),
    INIT_DOC,
  ],
  __str__: ['($self, /)', importerror_str, 'Return str(self).'],
  __reduce__: ['($self, /)', importerror_reduce],
});
defineMembers(importErrorType, {
  msg: [...objectMember('msg')],
  name: [...objectMember('moduleName')],
  path: [...objectMember('path')],
  name_from: [...objectMember('nameFrom')],
});

defineMethods(syntaxErrorType, {
  __init__: ['($self, /, *args, **kwargs)', syntaxerror_init, INIT_DOC],
  __str__: ['($self, /)', syntaxerror_str, 'Return str(self).'],
});
defineMembers(syntaxErrorType, {
  msg: [...objectMember('msg')],
  filename: [...objectMember('filename')],
  lineno: [...objectMember('lineno')],
  offset: [...objectMember('offset')],
  text: [...objectMember('text')],
  end_lineno: [...objectMember('endLineno')],
  end_offset: [...objectMember('endOffset')],
  print_file_and_line: [...objectMember('printFileAndLine')],
  _metadata: [...objectMember('metadata')],
});
