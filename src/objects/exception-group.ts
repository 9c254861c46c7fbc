// BaseExceptionGroup and ExceptionGroup. Splitting, which calls back, is src/python/exception_group.py.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { call2 } from '../operators/call.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { matchesException } from '../operators/raising.ts';
import { str } from '../operators/repr.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyDict } from './dict.ts';
import type { PyBaseExceptionGroup } from './exception.ts';
import {
  baseExceptionGroupType,
  baseExceptionType,
  exceptionClass,
  exceptionGroupType,
  newException,
  PyBaseException,
  valueErrorType,
} from './exception.ts';
import { affixed, argumentType, noKeywords } from './exception-methods.ts';
import { genericAlias } from './generic-alias.ts';
import { defineClassMethods, defineMembers, defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { textOf } from './str.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { mirrorAll, PyType } from './type.ts';
import { typeOf } from './typeof.ts';

/** Whether C's PySequence_Check takes `value` for a sequence. */
function isSequence(value: Value): boolean {
  return !(value instanceof PyDict) && typeOf(value).lookup('__getitem__') !== undefined;
}

function baseexceptiongroup_new(cls: PyType, args: Value[]): Result {
  const name = 'BaseExceptionGroup.__new__()';
  if (args.length !== 2) throw typeErrorOf(`${name} takes exactly 2 arguments (${args.length} given)`);
  const [message, exceptions] = args as [Value, Value];
  if (textOf(message) === undefined)
    throw typeErrorOf(`${name} argument 1 must be str, not ${argumentType(message)}`);
  if (!isSequence(exceptions)) throw typeErrorOf('second argument (exceptions) must be a sequence');
  const items = tupleFrom(exceptions);
  return items === ABRUPT
    ? (suspend(new NewFrame(cls, args)) as Result)
    : makeGroup(cls, args, items as PyTuple);
}

class NewFrame extends NativeFrame {
  readonly type: PyType;
  readonly args: Value[];
  constructor(type: PyType, args: Value[]) {
    super();
    this.type = type;
    this.args = args;
  }
  returned(value: Value): IterResult {
    return makeGroup(this.type, this.args, value as PyTuple);
  }
}

function makeGroup(cls: PyType, args: Value[], exceptions: PyTuple): Result {
  if (exceptions.items.length === 0) {
    throw newException(valueErrorType, 'second argument (exceptions) must be a non-empty sequence');
  }
  let allOrdinary = true;
  exceptions.items.forEach((exc, i) => {
    if (!(exc instanceof PyBaseException)) {
      throw newException(valueErrorType, `Item ${i} of second argument (exceptions) is not an exception`);
    }
    allOrdinary &&= exc.cls.isSubtype(exceptionClass);
  });
  const type = cls === baseExceptionGroupType && allOrdinary ? exceptionGroupType : cls;
  if (!allOrdinary && type.isSubtype(exceptionClass)) {
    throw typeErrorOf(
      `Cannot nest BaseExceptions in ${type === exceptionGroupType ? 'an ExceptionGroup' : `'${type.name}'`}`,
    );
  }
  const group = new (type.Ctor as new () => PyBaseExceptionGroup)();
  group.args = args;
  group.message = args[0]!;
  group.exceptions = exceptions.items as PyBaseException[];
  group.exceptionsTuple = exceptions;
  return group;
}

function baseexceptiongroup_init(
  self: PyBaseExceptionGroup,
  args: Value[],
  keywords: Map<string, Value>,
): Result {
  noKeywords(self.cls, keywords);
  self.setArguments(args);
  return None;
}

function baseexceptiongroup_str(self: PyBaseExceptionGroup): Result {
  const count = self.exceptions.length;
  return affixed('', str(self.message), ` (${count} sub-exception${count > 1 ? 's' : ''})`);
}

function baseexceptiongroup_derive(self: PyBaseExceptionGroup, exceptions: Value): Result {
  return call2(baseExceptionGroupType, self.message, exceptions);
}

function isExceptionClass(value: Value): boolean {
  return value instanceof PyType && value.isSubtype(baseExceptionType);
}

/** Whether a matcher is to be called; throws TypeError for what is no matcher. */
function isCallableMatcher(matcher: Value): boolean {
  if (!(matcher instanceof PyType) && typeOf(matcher).lookup('__call__') !== undefined) return true;
  const isTuple =
    matcher instanceof PyTuple && matcher.cls === tupleType && matcher.items.every(isExceptionClass);
  if (isTuple || isExceptionClass(matcher)) return false;
  throw typeErrorOf(
    'expected an exception type, a tuple of exception types, or a callable (other than a class)',
  );
}

function splitter(name: string): (self: PyBaseExceptionGroup, matcher: Value) => Result {
  return (self, matcher) =>
    frozenFunction('exception_group', name).call3(self, matcher, isCallableMatcher(matcher));
}

/** Gives a part of a group the traceback, context and cause of the whole. */
function copy_links(from: PyBaseException, to: PyBaseException): Result {
  if (from.traceback !== null) to.traceback = from.traceback;
  to.context = from.context;
  to.cause = from.cause;
  to.suppressContext = true;
  return None;
}

defineIntrinsics({
  exception_matches: ['(exc, matcher, /)', matchesException],
  group_items: [
    '(group, /)',
    (group: PyBaseExceptionGroup): Result => group.exceptionsTuple ?? new PyTuple(group.exceptions),
  ],
  copy_links: ['(from, to, /)', copy_links],
  is_sequence: ['(value, /)', isSequence],
});

defineStaticMethods(baseExceptionGroupType, {
  __new__: ['($type, *args, **kwargs)', baseexceptiongroup_new],
});
defineMethods(baseExceptionGroupType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    baseexceptiongroup_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __str__: ['($self, /)', baseexceptiongroup_str, 'Return str(self).'],
  derive: ['($self, excs, /)', baseexceptiongroup_derive],
  split: ['($self, matcher_value, /)', splitter('split')],
  subgroup: ['($self, matcher_value, /)', splitter('subgroup')],
});
defineClassMethods(baseExceptionGroupType, {
  __class_getitem__: ['($type, object, /)', genericAlias, 'See PEP 585'],
});
defineMembers(baseExceptionGroupType, {
  message: [(self: PyBaseExceptionGroup): Result => self.message],
  exceptions: [(self: PyBaseExceptionGroup): Result => self.exceptionsTuple ?? new PyTuple(self.exceptions)],
});
mirrorAll(exceptionGroupType);
