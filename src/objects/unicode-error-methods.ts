// UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError.
import { str } from '../operators/repr.ts';
import { requireBytes } from './buffer.ts';
import { PyBytes } from './bytes.ts';
import { wrongObject } from './codec-errors.ts';
import { typeErrorOf } from './class-layout.ts';
import type { PyUnicodeError } from './exception.ts';
import { unicodeDecodeErrorType, unicodeEncodeErrorType, unicodeTranslateErrorType } from './exception.ts';
import { argumentType, noKeywords, objectMember } from './exception-methods.ts';
import { converted, toSize } from './conversion.ts';
import { intOf } from './int.ts';
import { lending } from './lending.ts';
import { defineMembers, defineMethods, type GetSetTable } from './native.ts';
import { None } from './none.ts';
import type { Result, Value } from './object.ts';
import { Steps } from './steps.ts';
import { makeStr, textOf } from './str.ts';
import { codeAt, concatTexts } from './text/text.ts';
import type { PyType } from './type.ts';

type Kind = 'encode' | 'decode' | 'translate';

// --- Arguments -----------------------------------------------------------------------------------------------------------

/** `__init__`: (encoding, object, start, end, reason), without the encoding for a translation. */
function initOf(kind: Kind) {
  const count = kind === 'translate' ? 4 : 5;
  return (self: PyUnicodeError, args: Value[], keywords: Map<string, Value>): Result => {
    noKeywords(self.cls, keywords);
    self.setArguments(args);
    if (args.length !== count) {
      throw typeErrorOf(`function takes exactly ${count} arguments (${args.length} given)`);
    }
    const [encoding, object, start, end, reason] = kind === 'translate' ? [null, ...args] : args;
    if (encoding !== null) checkText(encoding!, 1);
    if (kind !== 'decode') checkText(object!, count - 3);
    return lendingTake(self, encoding ?? None, object!, start!, end!, reason!);
  };
}

function checkText(value: Value, position: number): void {
  if (textOf(value) === undefined)
    throw typeErrorOf(`argument ${position} must be str, not ${argumentType(value)}`);
}

/** `take`, lent the memory of an object with a `__buffer__` of its own. */
const lendingTake = lending(take);

/** Fills in the members once the positions are ints. */
function take(
  self: PyUnicodeError,
  encoding: Value,
  object: Value,
  start: Value,
  end: Value,
  reason: Value,
): Result {
  const from = intOf(start);
  const to = intOf(end);
  if (from === undefined || to === undefined) {
    return converted(
      take,
      [self, encoding, object, start, end, reason],
      [null, null, null, 'index', 'index', null],
    );
  }
  const bounds = [toSize(from), toSize(to)] as const;
  checkText(reason, encoding === None ? 4 : 5);
  self.object = self.cls.isSubtype(unicodeDecodeErrorType) ? ownBytes(object) : object;
  self.encoding = encoding === None ? null : encoding;
  [self.start, self.end] = bounds;
  self.reason = reason;
  return None;
}

function ownBytes(object: Value): PyBytes {
  return object instanceof PyBytes ? object : new PyBytes(requireBytes(object).slice());
}

// --- Text ------------------------------------------------------------------------------------------------------------------

/** `str(exc)`: reason and encoding may be any objects by now. */
class TextSteps extends Steps {
  readonly exception: PyUnicodeError;
  readonly kind: Kind;
  private reason: Value = '';
  constructor(exception: PyUnicodeError, kind: Kind) {
    super();
    this.exception = exception;
    this.kind = kind;
  }
  step(n: number, value: Value): Result {
    const { reason, encoding } = this.exception;
    if (n === 0) return str(reason ?? '<NULL>');
    if (n === 1) {
      this.reason = value;
      return this.kind === 'translate' ? '' : str(encoding ?? '<NULL>');
    }
    const codec = this.kind === 'translate' ? '' : concatTexts(["'", textOf(value)!, "' codec "]);
    return this.finish(
      makeStr(
        concatTexts([
          codec,
          `can't ${this.kind} ${place(this.exception, this.kind)}: `,
          textOf(this.reason)!,
        ]),
      ),
    );
  }
}

/** Which character or byte, or how many, and where. */
function place({ object, start, end }: PyUnicodeError, kind: Kind): string {
  const unit = kind === 'decode' ? 'byte' : 'character';
  const items = kind === 'decode' ? (object instanceof PyBytes ? object.data : undefined) : textOf(object!);
  if (items === undefined) {
    throw wrongObject(kind);
  }
  if (start < 0 || start >= items.length || end > items.length || end !== start + 1) {
    return `${unit}s in position ${start}-${end - 1}`;
  }
  const code = items instanceof Uint8Array ? items[start]! : codeAt(items, start);
  return `${unit} ${kind === 'decode' ? `0x${hex(code, 2)}` : `'${escape(code)}'`} in position ${start}`;
}

function escape(code: number): string {
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(n: number, digits: number): string {
  return n.toString(16).padStart(digits, '0');
}

// --- Tables ------------------------------------------------------------------------------------------------------------------

/** A position: an int that fits C's ssize_t. */
function positionMember(field: 'start' | 'end'): GetSetTable[string] {
  return [
    (self: PyUnicodeError): Result => self[field],
    (self: PyUnicodeError, value: Value | undefined): void => {
      if (value === undefined) throw typeErrorOf("can't delete numeric/char attribute");
      const n = intOf(value);
      if (n === undefined) throw typeErrorOf('an integer is required');
      self[field] = toSize(n);
    },
  ];
}

const KINDS: [PyType, Kind][] = [
  [unicodeEncodeErrorType, 'encode'],
  [unicodeDecodeErrorType, 'decode'],
  [unicodeTranslateErrorType, 'translate'],
];
for (const [type, kind] of KINDS) {
  const toText = (self: PyUnicodeError): Result =>
    self.object === null ? '' : new TextSteps(self, kind).run();
  defineMethods(type, {
    __init__: [
      '($self, /, *args, **kwargs)',
      initOf(kind),
      'Initialize self.  See help(type(self)) for accurate signature.',
    ],
    __str__: ['($self, /)', toText, 'Return str(self).'],
  });
  defineMembers(type, {
    encoding: [...objectMember('encoding')],
    object: [...objectMember('object')],
    start: [...positionMember('start')],
    end: [...positionMember('end')],
    reason: [...objectMember('reason')],
  });
}
