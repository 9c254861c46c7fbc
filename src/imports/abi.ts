// The run-time half of the contract in compiler/abi-names.ts: what emitted JavaScript is given.
import { lengthOf } from '../builtins/attributes.ts';
import { ABI_NAMES } from '../compiler/abi-names.ts';
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { setAside } from '../machine/awaitable.ts';
import * as callEvents from '../machine/call-events.ts';
import {
  countCall,
  countIn,
  countInHidden,
  countOut,
  due,
  tick,
  tooDeep,
  tooDeepResume,
} from '../machine/deep.ts';
import {
  isUntraced,
  traceCaught,
  traceExhausted,
  traceLine,
  traceRaised,
  traceStop,
  traceWay,
  untraced,
} from '../machine/tracing.ts';
import { leave, leaveHidden, PyFrame } from '../machine/frame.ts';
import { makeAsyncGenerator, makeCoroutine, makeGenerator } from '../machine/generator.ts';
import { dropped } from '../stackless/unawaited.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { CodeObject, type CodeTemplate, type FrameClass } from '../objects/code.ts';
import { PyComplex } from '../objects/complex.ts';
import { updateDict } from '../objects/dict-operations.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import { hostError, raise, runtimeErrorType } from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { Cell } from '../objects/function.ts';
import { extendList, growsTooLarge, tooManyItems } from '../objects/list-operations.ts';
import { listType, PyList } from '../objects/list.ts';
import { rangeLength } from '../objects/range-methods.ts';
import { rangeType } from '../objects/range.ts';
import { Ellipsis, None, orNone } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { addToSet, constantSet, makeSet, updateSet } from '../objects/set-operations.ts';
import { PySet } from '../objects/set.ts';
import { PySlice } from '../objects/slice.ts';
import { makeStr, strType } from '../objects/str.ts';
import { makeInterpolation, makeTemplate } from '../objects/template.ts';
import { emptyTuple, PyTuple, tupleType } from '../objects/tuple.ts';
import {
  genericBase,
  makeParamSpec,
  makeTypeAlias,
  makeTypeParams,
  makeTypeVar,
  makeTypeVarTuple,
  setTypeParamDefault,
} from '../objects/type-params.ts';
import { unpack, unpackStar } from '../objects/unpack.ts';
import * as arithmetic from '../operators/arithmetic.ts';
import { deleteAttribute, getAttribute, getBound, setAttribute } from '../operators/attribute.ts';
import * as anchored from '../operators/anchored.ts';
import * as calls from '../operators/call.ts';
import { CallSite } from '../operators/call-plans.ts';
import * as calling from '../operators/calling.ts';
import * as compare from '../operators/compare.ts';
import * as definitions from '../operators/definitions.ts';
import * as delegation from '../operators/delegation.ts';
import { convertValue, formatValue, joinStr } from '../operators/format.ts';
import {
  contains,
  deleteItem,
  getItem,
  getSlice,
  getStepSlice,
  notContains,
  setItem,
  setSlice,
} from '../operators/item.ts';
import { iter, notIterator, tupleFrom } from '../operators/iterate.ts';
import * as names from '../operators/names.ts';
import * as patterns from '../operators/patterns.ts';
import * as raising from '../operators/raising.ts';
import * as superCalls from '../operators/super-call.ts';
import { isTrue } from '../operators/truth.ts';
import { importFrom, importName, importStar } from './statements.ts';

/** Makes a code object; its frames get their resume body when one is first resumed. */
function makeCode(
  template: CodeTemplate,
  js: CodeObject['js'],
  frames: FrameClass,
  consts: Value[],
  resumeBody: () => PyFrame['resume'],
  alwaysCounts = false,
): CodeObject {
  const prototype = frames.prototype as PyFrame;
  prototype.resume = function (this: PyFrame, value) {
    prototype.resume = resumeBody();
    return prototype.resume.call(this, value);
  };
  const code = new CodeObject(template, js, frames, consts, resumeBody);
  code.alwaysCounts = alwaysCounts || template.hidden;
  return code;
}

function storeDictItem(dict: PyDict, key: Value, value: Value): Result {
  return orNone(dict.set(key, value));
}

/** The value of a statement typed at the prompt goes to `sys.displayhook`. */
function displayHook(value: Value): Result {
  const hook = machine.interpreter.sys.getStr('displayhook');
  return hook === undefined ? raise(runtimeErrorType, 'lost sys.displayhook') : calls.call1(hook, value);
}

const supplied: Record<string, unknown> = {
  ...anchored,
  ...superCalls,
  ...arithmetic,
  ...calls,
  CallSite,
  ...calling,
  ...compare,
  ...definitions,
  ...delegation,
  ...names,
  ...patterns,
  ...raising,
  ...callEvents,
  R: machine,
  ABRUPT,
  STOP,
  PyFrame,
  makeCode,
  lengthOf,
  leave,
  hostError,
  countCall,
  countIn,
  countOut,
  due,
  tooDeep,
  tooDeepResume,
  isUntraced,
  untraced,
  traceCaught,
  traceExhausted,
  traceLine,
  traceRaised,
  traceStop,
  traceWay,
  tick,
  makeGenerator,
  makeCoroutine,
  dropped,
  setAside,
  makeAsyncGenerator,
  None,
  Ellipsis,
  emptyTuple,
  listType,
  rangeType,
  rangeLength,
  floatType,
  tupleType,
  dictType,
  Cell,
  PyFloat,
  PyComplex,
  PyBytes,
  PyList,
  PyTuple,
  PyDict,
  PySet,
  PySlice,
  strProto: strType.proto,
  makeStr,
  isTrue,
  contains,
  notContains,
  getAttribute,
  getBound,
  setAttribute,
  deleteAttribute,
  getItem,
  getSlice,
  getStepSlice,
  setSlice,
  setItem,
  deleteItem,
  iter,
  notIterator,
  tupleFrom,
  updateDict,
  storeDictItem,
  constantSet,
  makeSet,
  addToSet,
  updateSet,
  growsTooLarge,
  tooManyItems,
  extendList,
  unpack,
  unpackStar,
  joinStr,
  formatValue,
  convertValue,
  makeTemplate,
  makeInterpolation,
  makeTypeParams,
  genericBase,
  makeTypeVar,
  makeParamSpec,
  makeTypeVarTuple,
  setTypeParamDefault,
  makeTypeAlias,
  importName,
  importFrom,
  importStar,
  displayHook,
};

/** Exactly the names of the contract. */
export const abi: Readonly<Record<string, unknown>> = Object.fromEntries(
  ABI_NAMES.map((name) => {
    if (supplied[name] === undefined) throw new Error(`the run-time lacks ${name}`);
    return [name, supplied[name]];
  }),
);

/** The same for hidden code, which leaves no entry in tracebacks. */
export const hiddenAbi: typeof abi = {
  ...abi,
  leave: leaveHidden,
  caught: raising.caughtHidden,
  countIn: countInHidden,
};
