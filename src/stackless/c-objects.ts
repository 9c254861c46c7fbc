// Classes that mirror the C implementation: bomb, cframe, cstack. There is no C stack here, so a cstack says nothing.
import { newException, typeError, typeErrorType } from '../objects/exception.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { type Bomb, bombType } from './bomb.ts';
import { here, type ThreadScheduler } from './scheduler.ts';
import { cframeType, type StartFrame } from './start-frame.ts';
import { type Tasklet, taskletType } from './tasklet.ts';

function bomb_new(cls: PyType, type: Value | undefined, value?: Value, traceback?: Value): Result {
  const bomb = new cls.Ctor() as Bomb;
  let parts: (Value | undefined)[] = [type, value, traceback];
  if (type instanceof PyTuple && value === undefined && traceback === undefined) {
    parts = type.items;
    if (parts.length > 3) {
      throw newException(typeErrorType, `bomb expected at most 3 arguments, got ${parts.length}`);
    }
  }
  bomb.type = parts[0] ?? None;
  bomb.value = parts[1] ?? None;
  bomb.traceback = parts[2] ?? None;
  return bomb;
}

defineStaticMethods(bombType, { __new__: ['($type, /, type=None, value=None, traceback=None)', bomb_new] });
defineMembers(bombType, {
  type: [(self: Bomb): Result => self.type],
  value: [(self: Bomb): Result => self.value],
  traceback: [(self: Bomb): Result => self.traceback],
});
defineMethods(bombType, {
  __reduce__: [
    '($self, /)',
    (self: Bomb): Result => new PyTuple([self.cls, new PyTuple([self.type, self.value, self.traceback])]),
  ],
});

function cframe_new(cls: PyType): Result {
  return new cls.Ctor();
}

defineStaticMethods(cframeType, { __new__: ['($type, /, *args, **kwargs)', cframe_new] });
defineMethods(cframeType, { __init__: ['($self, /, *args, **kwargs)', (): Result => None] });
defineMembers(cframeType, {
  f_back: [(self: StartFrame): Result => self.back ?? None],
  ob1: [(self: StartFrame): Result => self.fn],
  ob2: [(self: StartFrame): Result => (self.fn === None ? None : self.positional())],
  ob3: [(self: StartFrame): Result => (self.fn === None ? None : self.keywords())],
  i: [(): Result => 0],
  n: [(): Result => 0],
});

class CStack extends PyObject {}

export const cstackType = builtinType('cstack', CStack, { module: '_stackless' });

const zero = (): Result => 0;
const itself = (self: CStack): Result => self;
defineMembers(cstackType, {
  nesting_level: [zero],
  serial: [zero],
  size: [zero],
  startaddr: [zero],
  task: [(): Result => None],
  next: [itself],
  prev: [itself],
});
defineMethods(cstackType, {
  __str__: ['($self, /)', (): Result => ''],
  __reduce__: ['($self, /)', (): Result => typeError("cannot pickle 'cstack' object")],
});

const cstacks = new WeakMap<ThreadScheduler, CStack>();

/** The one cstack of a tasklet's thread. */
function tasklet_cstate(self: Tasklet): Result {
  const thread = self.thread ?? here();
  let stack = cstacks.get(thread);
  if (stack === undefined) {
    stack = new CStack();
    cstacks.set(thread, stack);
  }
  return stack;
}

defineGetSets(taskletType, { cstate: [tasklet_cstate] });
