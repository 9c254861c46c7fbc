// frame: what Python sees of a compiled function's frame, and the mapping of its variables (PEP 667).
//
// A function that runs keeps its variables on the host's stack; its Frame holds what they were when the stack was last lifted.
// So whatever changes as a function runs (its line, its caller, its variables) is read and written with the stack lifted:
// `whenLifted`. A frame that has ended, or been unwound, keeps what it held.
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_ITERABLE_COROUTINE,
  CO_OPTIMIZED,
} from '../compiler/code-flags.ts';
import { PyFrame } from '../machine/frame.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { jump } from '../machine/jump.ts';
import { inInlinedComprehension, variablesOf } from '../machine/locals.ts';
import { visibleFrame, withFrames } from '../machine/inspect.ts';
import { traceOf } from '../machine/tracing.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyDict } from './dict.ts';
import { attributeErrorType, newException, runtimeErrorType } from './exception.ts';
import { generatorOf } from './frame-generator.ts';
import { Cell } from './function.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import { PyObject, type Result, type Value } from './object.ts';
import { addressOf } from './object-methods.ts';
import { fromHost, makeStr, textOf, hostString } from './str.ts';
import { strRepr } from './text/string-repr.ts';
import { concatTexts } from './text/text.ts';
import { builtinType, type PyType, setTypeAttribute } from './type.ts';
import { typeOf } from './typeof.ts';
import { builtinsOf } from '../operators/builtins.ts';

export const frameType = builtinType('frame', PyFrame, { final: true });

/** What a frame has for Python only; most never need it. */
interface Extras {
  /** What was stored in `f_locals` under names that are no variables. */
  locals: PyDict | null;
  /** `clear()` was called: there are no variables any more. */
  cleared: boolean;
}
const extras = new WeakMap<PyFrame, Extras>();

function extrasOf(frame: PyFrame): Extras {
  let found = extras.get(frame);
  if (found === undefined) {
    found = { locals: null, cleared: false };
    extras.set(frame, found);
  }
  return found;
}

/** Goes on with the stack lifted, so that the frame is up to date; `top` is the innermost visible frame. */
function whenLifted(frame: PyFrame, use: (frame: PyFrame, top: PyFrame | null) => Result): Result {
  return frame.pc < 0 ? use(frame, null) : withFrames(0, (top) => use(frame, top));
}

/** Whether the frame is in the chain of calls that begins with `top`. */
function isActive(frame: PyFrame, top: PyFrame | null): boolean {
  for (let f: PyFrame['back'] = top; f !== null; f = f.visibleBack) if (f === frame) return true;
  return false;
}

/** Generators that wait in `yield from` have their callers where somebody looks from the innermost. */
function showCallers(top: PyFrame | null): void {
  for (let f: PyFrame['back'] = top; f !== null; f = f.visibleBack);
}

function isGenerator(frame: PyFrame): boolean {
  const kinds = CO_GENERATOR | CO_COROUTINE | CO_ITERABLE_COROUTINE | CO_ASYNC_GENERATOR;
  return (frame.code.flags & kinds) !== 0;
}

function getBack(self: PyFrame): Result {
  return whenLifted(self, (frame, top) => {
    if (isGenerator(frame)) showCallers(top);
    return visibleFrame(frame.visibleBack) ?? None;
  });
}

function getGenerator(self: PyFrame): Result {
  if (!isGenerator(self)) return None;
  return whenLifted(self, (frame, top) => generatorOf(frame, top) ?? None);
}

function getLine(self: PyFrame): Result {
  return whenLifted(self, lineOf);
}

/** The line a frame is at; a traced one notes those where nothing happens, too. */
export function lineOf(frame: PyFrame): number {
  const { trace } = frame;
  return trace !== null && trace.line > 0 ? trace.line : frame.code.lineAt(pointOf(frame));
}

/** The point that a frame is at, or that was begun last before it ended; -1 when that is not known. */
function pointOf({ pc }: PyFrame): number {
  return pc < -1 ? -1 - pc : pc;
}

function setLine(self: PyFrame, value: Value | undefined): Result {
  if (value === undefined) throw newException(attributeErrorType, 'cannot delete attribute');
  return whenLifted(self, (frame) => jump(frame, value));
}

function getBuiltins(self: PyFrame): Result {
  return builtinsOf(self.fn.globals);
}

/** What a frame is that has begun and not ended, and is not active: one of a tasklet that waits executes. */
function whatWaits(frame: PyFrame, top: PyFrame | null): 'a suspended' | 'an executing' {
  return isGenerator(frame) && generatorOf(frame, top)?.isRunning() !== true ? 'a suspended' : 'an executing';
}

function frame_clear(self: PyFrame): Result {
  return whenLifted(self, (frame, top) => {
    if (isActive(frame, top)) throw newException(runtimeErrorType, 'cannot clear an executing frame');
    if (frame.pc > 0) throw newException(runtimeErrorType, `cannot clear ${whatWaits(frame, top)} frame`);
    const unstarted = frame.pc === 0 ? generatorOf(frame, top) : undefined;
    if (unstarted !== undefined) unstarted.frame = null;
    const variables = frame as unknown as Variables;
    for (const [property] of frame.code.template.slots)
      if (property.startsWith('$')) variables[property] = undefined;
    Object.assign(extrasOf(frame), { locals: null, cleared: true });
    return None;
  });
}

function frame_repr(self: PyFrame): Result {
  return whenLifted(self, (frame) => {
    const { code } = frame;
    const filename = strRepr(textOf(fromHost(code.filename))!);
    const line = `, line ${lineOf(frame)}, code ${code.name}>`;
    return makeStr(concatTexts([`<frame at ${addressOf(frame)}, file `, filename, textOf(fromHost(line))!]));
  });
}

function boolSetter(field: 'lines' | 'opcodes') {
  return (self: PyFrame, value: Value | undefined): void => {
    if (value === undefined) throw typeErrorOf("can't delete numeric/char attribute");
    if (typeof value !== 'boolean') throw typeErrorOf('attribute value type must be bool');
    traceOf(self)[field] = value;
  };
}

// --- Variables -----------------------------------------------------------------------------------------------------------

type Variables = Record<string, Value | undefined>;

/** `f_locals`: the namespace of a module or class body; for a function a proxy of its variables. */
function getLocals(self: PyFrame): Result {
  if ((self.code.flags & CO_OPTIMIZED) !== 0) return new FrameLocals(self);
  return whenLifted(self, (frame, top) => {
    if (inInlinedComprehension(frame) && isActive(frame, top)) return new FrameLocals(frame);
    return (frame as unknown as Variables)['ns'] ?? frame.fn.globals;
  });
}

/** The live mapping of a function's variables. */
export class FrameLocals extends PyObject {
  frame: PyFrame;
  constructor(frame: PyFrame) {
    super();
    this.frame = frame;
  }
}

export const frameLocalsType = builtinType('FrameLocalsProxy', FrameLocals, { final: true, patternFlags: 2 });

/** A frame that is up to date, and where it keeps its variables. */
interface Lifted {
  frame: PyFrame;
  variables: Map<string, string>;
}

/** Goes on with the variables of the frame. */
function withVariables(frame: PyFrame, use: (lifted: Lifted) => Result): Result {
  return whenLifted(frame, (lifted, top) => {
    const isWaiting = (): boolean => isActive(lifted, top) || isGenerator(lifted);
    return use({ frame: lifted, variables: variablesOf(lifted, isWaiting) });
  });
}

/** Where a variable is kept: a property of the frame, or a cell. */
function placeOf(lifted: Lifted, name: string): { property: string } | { cell: Cell } | undefined {
  const { frame } = lifted;
  if (extras.get(frame)?.cleared === true) return undefined;
  const { template } = frame.code;
  const property = lifted.variables.get(name);
  if (property !== undefined) {
    const held = (frame as unknown as Variables)[property];
    return held instanceof Cell ? { cell: held } : { property };
  }
  const free = template.freevars.indexOf(name);
  return free >= 0 && frame.fn.closure[free] !== undefined ? { cell: frame.fn.closure[free]! } : undefined;
}

function readVariable(lifted: Lifted, name: string): Value | undefined {
  const place = placeOf(lifted, name);
  if (place === undefined) return undefined;
  return 'cell' in place ? place.cell.value : (lifted.frame as unknown as Variables)[place.property];
}

/** The names of variables that are bound, in the order of the code. */
function boundNames(lifted: Lifted): string[] {
  const names = [...lifted.variables.keys(), ...lifted.frame.code.template.freevars];
  return names.filter((name) => readVariable(lifted, name) !== undefined);
}

function frame_locals_dict(self: FrameLocals): Result {
  return withVariables(self.frame, (lifted) => {
    const dict = new PyDict();
    for (const name of boundNames(lifted)) dict.setStr(name, readVariable(lifted, name)!);
    const extra = extrasOf(lifted.frame).locals;
    for (let i = 0; extra !== null && i < extra.end(); i++) {
      const key = extra.keyAt(i);
      if (key !== undefined) dict.insertNew(key, extra.hashAt(i), extra.valueAt(i)!);
    }
    return dict;
  });
}

/** Sets a variable; false when there is none of that name. */
function frame_locals_store(self: FrameLocals, key: Value, value: Value): Result {
  const text = textOf(key);
  if (text === undefined) return false;
  return withVariables(self.frame, (lifted) => {
    const place = placeOf(lifted, hostString(text));
    if (place === undefined) return false;
    if ('cell' in place) place.cell.value = value;
    else (lifted.frame as unknown as Variables)[place.property] = value;
    return true;
  });
}

function frame_locals_is_variable(self: FrameLocals, key: Value): Result {
  const text = textOf(key);
  if (text === undefined) return false;
  return withVariables(self.frame, (lifted) => placeOf(lifted, hostString(text)) !== undefined);
}

function frame_locals_extra(self: FrameLocals): Result {
  return (extrasOf(self.frame).locals ??= new PyDict());
}

function framelocals_new(_cls: PyType, frame: Value): Result {
  if (!(frame instanceof PyFrame)) throw typeErrorOf(`expect frame, not ${typeOf(frame).name}`);
  return new FrameLocals(frame);
}

defineIntrinsics({
  frame_locals_dict: ['(proxy, /)', frame_locals_dict],
  frame_locals_store: ['(proxy, key, value, /)', frame_locals_store],
  frame_locals_is_variable: ['(proxy, key, /)', frame_locals_is_variable],
  frame_locals_extra: ['(proxy, /)', frame_locals_extra],
  is_frame_locals: ['(value, /)', (value: Value): Result => value instanceof FrameLocals],
  same_frame: ['(a, b, /)', (a: FrameLocals, b: FrameLocals): Result => a.frame === b.frame],
});

// --- Tables --------------------------------------------------------------------------------------------------------------

defineMethods(frameType, {
  __repr__: ['($self, /)', frame_repr],
  clear: ['($self, /)', frame_clear],
});
defineGetSets(frameType, {
  f_back: [getBack],
  f_locals: [getLocals],
  f_lineno: [getLine, setLine],
  f_trace: [
    (self: PyFrame): Result => self.trace?.local ?? None,
    (self: PyFrame, value: Value | undefined): void => {
      traceOf(self).local = value ?? None;
    },
  ],
  f_lasti: [
    (self: PyFrame): Result =>
      whenLifted(self, (frame) => {
        const point = pointOf(frame);
        return point < 0 ? -1 : frame.code.addressOf(point);
      }),
  ],
  f_globals: [(self: PyFrame): Result => self.fn.globals],
  f_builtins: [getBuiltins],
  f_code: [(self: PyFrame): Result => self.code],
  f_generator: [getGenerator],
  f_trace_opcodes: [(self: PyFrame): Result => self.trace?.opcodes ?? false, boolSetter('opcodes')],
});
defineMembers(frameType, {
  f_trace_lines: [(self: PyFrame): Result => self.trace?.lines ?? true, boolSetter('lines')],
});

defineStaticMethods(frameLocalsType, { __new__: ['($type, frame, /)', framelocals_new] });
defineMethods(frameLocalsType, {
  __repr__: ['($self, /)', inPython('frame_locals', 'proxy_repr')],
  __eq__: ['($self, value, /)', inPython('frame_locals', 'eq')],
  __ne__: ['($self, value, /)', inPython('frame_locals', 'ne')],
  __iter__: ['($self, /)', inPython('frame_locals', 'iterate')],
  __reversed__: ['($self, /)', inPython('frame_locals', 'reverse')],
  __len__: ['($self, /)', inPython('frame_locals', 'length')],
  __contains__: ['($self, key, /)', inPython('frame_locals', 'contains')],
  __getitem__: ['($self, key, /)', inPython('frame_locals', 'getitem')],
  __setitem__: ['($self, key, value, /)', inPython('frame_locals', 'setitem')],
  __delitem__: ['($self, key, /)', inPython('frame_locals', 'delitem')],
  __or__: ['($self, value, /)', inPython('frame_locals', 'or_')],
  __ror__: ['($self, value, /)', inPython('frame_locals', 'ror')],
  __ior__: ['($self, value, /)', inPython('frame_locals', 'ior')],
  get: ['($self, key, default=None, /)', inPython('frame_locals', 'get')],
  pop: ['($self, key, default=None, /)', inPython('frame_locals', 'pop')],
  setdefault: ['($self, key, default=None, /)', inPython('frame_locals', 'setdefault')],
  update: ['($self, other, /)', inPython('frame_locals', 'update')],
  copy: ['($self, /)', inPython('frame_locals', 'copy')],
  keys: ['($self, /)', inPython('frame_locals', 'keys')],
  values: ['($self, /)', inPython('frame_locals', 'values')],
  items: ['($self, /)', inPython('frame_locals', 'items')],
});
setTypeAttribute(frameLocalsType, '__hash__', None);
