// traceback: what Python sees of it. Where an exception passed is a resume point of the frame's code; `tb_lasti` is twice its
// number, as code.co_positions() counts.
import { PyFrame } from '../machine/frame.ts';
import { typeErrorOf } from './class-layout.ts';
import { newException, valueErrorType } from './exception.ts';
import { converted, toCInt } from './conversion.ts';
import { intOf } from './int.ts';
import { PyList } from './list.ts';
import { defineGetSets, defineMembers, defineMethods, NewFunction, signatureOf } from './native.ts';
import { None } from './none.ts';
import type { Result, Value } from './object.ts';
import { Traceback, tracebackType } from './traceback.ts';
import { type PyType, setTypeAttribute } from './type.ts';
import { typeOf } from './typeof.ts';
import './frame-methods.ts';

/** `tb_lineno` -1: the line follows from the instruction. */
const LINE_FROM_POSITION = -1;

function traceback_new(_cls: PyType, next: Value, frame: Value, lasti: Value, lineno: Value): Result {
  if (!(frame instanceof PyFrame))
    throw typeErrorOf(`traceback() argument 'tb_frame' must be frame, not ${typeOf(frame).name}`);
  const at = intOf(lasti);
  const line = intOf(lineno);
  if (at === undefined || line === undefined) {
    return converted(traceback_new, [_cls, next, frame, lasti, lineno], [null, null, null, 'index', 'index']);
  }
  if (next !== None && !(next instanceof Traceback)) {
    throw typeErrorOf(`expected traceback object or None, got '${typeOf(next).name}'`);
  }
  const self = new Traceback(
    frame,
    frame.code.placeAt(toCInt(at)),
    next === None ? null : (next as Traceback),
  );
  self.lasti = toCInt(at);
  const n = toCInt(line);
  self.lineno = n === LINE_FROM_POSITION ? 0 : n;
  return self;
}

function setNext(self: Traceback, value: Value | undefined): void {
  if (value === undefined) throw typeErrorOf("can't delete tb_next attribute");
  if (value === None) {
    self.inner = null;
    return;
  }
  if (!(value instanceof Traceback))
    throw typeErrorOf(`expected traceback object, got '${typeOf(value).name}'`);
  for (let tb: Traceback | null = value; tb !== null; tb = tb.inner) {
    if (tb === self) throw newException(valueErrorType, 'traceback loop detected');
  }
  self.inner = value;
}

const NEW = new NewFunction(
  tracebackType,
  signatureOf('($type, tb_next, tb_frame, tb_lasti, tb_lineno)'),
  traceback_new,
);
setTypeAttribute(tracebackType, '__new__', NEW);
defineMethods(tracebackType, {
  __dir__: ['($self, /)', (): Result => new PyList(['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno'])],
});
defineMembers(tracebackType, {
  tb_frame: [(self: Traceback): Result => self.frame],
  tb_lasti: [
    (self: Traceback): Result => (self.lasti >= 0 ? self.lasti : self.frame.code.addressOf(self.pc)),
  ],
});
defineGetSets(tracebackType, {
  tb_next: [(self: Traceback): Result => self.inner ?? None, setNext],
  tb_lineno: [(self: Traceback): Result => self.line()],
});
