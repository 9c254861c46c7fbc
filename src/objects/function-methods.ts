// Functions written in Python, methods bound to objects, and cells, as Python sees them.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { bindAttribute, genericGet, getAttribute } from '../operators/attribute.ts';
import { call1 } from '../operators/call.ts';
import { rich, type RichOperator } from '../operators/compare.ts';
import { hashOf, identityHash } from '../operators/hash.ts';
import { typeErrorOf } from './class-layout.ts';
import { CodeObject } from './code.ts';
import { bindingOf, callNative } from './descriptor-methods.ts';
import { PyDict } from './dict.ts';
import { newException, valueErrorType } from './exception.ts';
import {
  BoundMethod,
  Cell,
  cellType,
  directArguments,
  functionType,
  methodType,
  PyFunction,
} from './function.ts';
import { instanceDict, setInstanceDict } from './instance-dict.ts';
import {
  comparisonTable,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';
import { addressOf } from './object-methods.ts';
import { fromHost, hostString, textOf } from './str.ts';
import { emptyTuple, PyTuple } from './tuple.ts';
import { attributeName, isCallable } from './type-methods.ts';
import { typeOf } from './typeof.ts';
import { builtinsOf } from '../operators/builtins.ts';

function shown(text: Value): string {
  return hostString(textOf(text) ?? '?');
}

// --- function ------------------------------------------------------------------------------------------------------------

function function_new(
  _cls: Value,
  code: Value,
  globals: Value,
  name: Value = None,
  argdefs: Value = None,
  closure: Value = None,
  kwdefaults: Value = None,
): Result {
  if (!(code instanceof CodeObject))
    throw typeErrorOf(`function() argument 'code' must be code, not ${typeOf(code).name}`);
  if (!(globals instanceof PyDict)) {
    throw typeErrorOf(`function() argument 'globals' must be dict, not ${typeOf(globals).name}`);
  }
  if (name !== None && textOf(name) === undefined) throw typeErrorOf('arg 3 (name) must be None or string');
  if (argdefs !== None && !(argdefs instanceof PyTuple))
    throw typeErrorOf('arg 4 (defaults) must be None or tuple');
  const cells = closureOf(code, closure);
  if (kwdefaults !== None && !(kwdefaults instanceof PyDict))
    throw typeErrorOf('arg 6 (kwdefaults) must be None or dict');
  const bound = machine.interpreter.instantiate(code, globals, false);
  const doc = code.template.docstring ?? None;
  const fn = new PyFunction(bound, globals, cells, globals.getStr('__name__') ?? None, doc);
  if (name !== None) fn.name = name;
  if (argdefs instanceof PyTuple) fn.defaults = argdefs.items.slice();
  fn.updateArity();
  if (kwdefaults instanceof PyDict) fn.kwdefaults = kwdefaults;
  return fn;
}

function closureOf(code: CodeObject, closure: Value): Cell[] {
  const wanted = code.template.freevars.length;
  if (!(closure instanceof PyTuple)) {
    if (wanted > 0 && closure === None) throw typeErrorOf('arg 5 (closure) must be tuple');
    if (closure !== None) throw typeErrorOf('arg 5 (closure) must be None or tuple');
    return [];
  }
  if (closure.items.length !== wanted) {
    throw newException(
      valueErrorType,
      `${code.name} requires closure of length ${wanted}, not ${closure.items.length}`,
    );
  }
  for (const cell of closure.items) {
    if (!(cell instanceof Cell))
      throw typeErrorOf(`arg 5 (closure) expected cell, found ${typeOf(cell).name}`);
  }
  return closure.items as Cell[];
}

function function_repr(self: PyFunction): Result {
  return fromHost(`<function ${shown(self.qualname)} at ${addressOf(self)}>`);
}

function function_get(self: PyFunction, obj: Value, type?: Value): Result {
  const [instance] = bindingOf(obj, type);
  return instance === null ? self : new BoundMethod(self, instance);
}

function setCode(self: PyFunction, value: Value | undefined): Result {
  if (!(value instanceof CodeObject)) throw typeErrorOf('__code__ must be set to a code object');
  const free = value.template.freevars.length;
  if (free !== self.closure.length) {
    throw newException(
      valueErrorType,
      `${shown(self.name)}() requires a code object with ${self.closure.length} free vars, not ${free}`,
    );
  }
  const code = machine.interpreter.instantiate(value, self.globals, false);
  self.code = code;
  self.js = code.js as PyFunction['js'];
  self.nargs = directArguments(code);
  self.updateArity();
  return None;
}

function setDefaults(self: PyFunction, value: Value | undefined): Result {
  if (value !== undefined && value !== None && !(value instanceof PyTuple)) {
    throw typeErrorOf('__defaults__ must be set to a tuple object');
  }
  self.defaults = value instanceof PyTuple && value.items.length > 0 ? value.items.slice() : null;
  self.updateArity();
  return None;
}

function setKwdefaults(self: PyFunction, value: Value | undefined): Result {
  if (value !== undefined && value !== None && !(value instanceof PyDict)) {
    throw typeErrorOf('__kwdefaults__ must be set to a dict object');
  }
  self.kwdefaults = value instanceof PyDict ? value : null;
  return None;
}

function nameSetter(field: 'name' | 'qualname'): (self: PyFunction, value: Value | undefined) => Result {
  return (self, value) => {
    if (value === undefined || textOf(value) === undefined)
      throw typeErrorOf(`__${field}__ must be set to a string object`);
    self[field] = value;
    return None;
  };
}

function getAnnotate(self: PyFunction): Result {
  return self.annotate ?? None;
}

function setAnnotate(self: PyFunction, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf('__annotate__ cannot be deleted');
  if (value === None) self.annotate = null;
  else if (!isCallable(value)) throw typeErrorOf('__annotate__ must be callable or None');
  else {
    self.annotate = value;
    self.annotations = null;
  }
  return None;
}

function getAnnotations(self: PyFunction): Result {
  if (self.annotations !== null) return self.annotations;
  if (self.annotate === null) return (self.annotations = new PyDict());
  const made = call1(self.annotate, 1);
  return made === ABRUPT ? (suspend(new AnnotationsFrame(self)) as Result) : keepAnnotations(self, made);
}

function keepAnnotations(fn: PyFunction, value: Value): Result {
  if (!(value instanceof PyDict))
    throw typeErrorOf(`__annotate__ returned non-dict of type '${typeOf(value).name}'`);
  return (fn.annotations = value);
}

class AnnotationsFrame extends NativeFrame {
  readonly fn: PyFunction;
  constructor(fn: PyFunction) {
    super();
    this.fn = fn;
  }
  returned(value: Value): IterResult {
    return keepAnnotations(this.fn, value);
  }
}

function setAnnotations(self: PyFunction, value: Value | undefined): Result {
  if (value !== undefined && value !== None && !(value instanceof PyDict)) {
    throw typeErrorOf('__annotations__ must be set to a dict object');
  }
  self.annotations = value instanceof PyDict ? value : null;
  self.annotate = null;
  return None;
}

function setTypeParams(self: PyFunction, value: Value | undefined): Result {
  if (!(value instanceof PyTuple)) throw typeErrorOf('__type_params__ must be set to a tuple');
  self.typeParams = value;
  return None;
}

function setFunctionDict(self: PyObject, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf('cannot delete __dict__');
  return setInstanceDict(self, value);
}

function getBuiltins(self: PyFunction): Result {
  return builtinsOf(self.globals);
}

function getClosure(self: PyFunction): Result {
  return self.closure.length === 0 ? None : new PyTuple(self.closure);
}

defineStaticMethods(functionType, {
  __new__: ['(type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)', function_new],
});
defineMethods(functionType, {
  __repr__: ['($self, /)', function_repr],
  __call__: ['($self, /, *args, **kwargs)', callNative, 'Call self as a function.'],
  __get__: ['($self, instance, owner=None, /)', function_get],
});
defineMembers(functionType, {
  __closure__: [getClosure],
  __doc__: [
    (self: PyFunction): Result => self.doc,
    (self: PyFunction, value: Value | undefined): void => {
      self.doc = value ?? None;
    },
  ],
  __globals__: [(self: PyFunction): Result => self.globals],
  __module__: [
    (self: PyFunction): Result => self.module,
    (self: PyFunction, value: Value | undefined): void => {
      self.module = value ?? None;
    },
  ],
  __builtins__: [getBuiltins],
});
defineGetSets(functionType, {
  __code__: [(self: PyFunction): Result => self.code, setCode],
  __defaults__: [
    (self: PyFunction): Result => (self.defaults === null ? None : new PyTuple(self.defaults)),
    setDefaults,
  ],
  __kwdefaults__: [(self: PyFunction): Result => self.kwdefaults ?? None, setKwdefaults],
  __name__: [(self: PyFunction): Result => self.name, nameSetter('name')],
  __qualname__: [(self: PyFunction): Result => self.qualname, nameSetter('qualname')],
  __annotate__: [getAnnotate, setAnnotate],
  __annotations__: [getAnnotations, setAnnotations],
  __type_params__: [(self: PyFunction): Result => self.typeParams ?? emptyTuple, setTypeParams],
  __dict__: [(self: PyObject): Result => instanceDict(self), setFunctionDict],
});

// --- method --------------------------------------------------------------------------------------------------------------

function method_new(_cls: Value, func: Value, self: Value): Result {
  if (!isCallable(func)) throw typeErrorOf('first argument must be callable');
  if (self === None) throw typeErrorOf('instance must not be None');
  return new BoundMethod(func, self);
}

/** Own attributes first, then those of the function. */
function method_getattribute(self: BoundMethod, nameValue: Value): Result {
  const name = attributeName(nameValue);
  const found = self.cls.lookup(name);
  if (found !== undefined) return bindAttribute(found, self, self.cls);
  const own = genericGet(self, self.cls, name);
  return own === undefined ? getAttribute(innermost(self), name) : own;
}

/** What a method, or a method of a method, is made of. */
function innermost(method: BoundMethod): Value {
  let { func } = method;
  while (func instanceof BoundMethod) func = func.func;
  return func;
}

function method_eq(self: BoundMethod, other: Value): Result {
  if (!(other instanceof BoundMethod)) return NotImplemented;
  return compared(self, other, 'Eq');
}

function method_ne(self: BoundMethod, other: Value): Result {
  if (!(other instanceof BoundMethod)) return NotImplemented;
  return compared(self, other, 'NotEq');
}

function compared(a: BoundMethod, b: BoundMethod, op: 'Eq' | 'NotEq'): Result {
  for (;;) {
    if (a.self !== b.self) return op === 'NotEq';
    const { func } = a;
    const other = b.func;
    if (func === other) return op === 'Eq';
    if (!(func instanceof BoundMethod && other instanceof BoundMethod)) return rich(func, other, op);
    a = func;
    b = other;
  }
}

function method_hash(self: BoundMethod): Result {
  const inner = typeof self.self === 'object' ? identityHash(self.self) : hashOf(self.self);
  const func = typeof self.func === 'object' ? identityHash(self.func) : 0;
  return Number(inner) + func * 3;
}

function method_get(self: BoundMethod): Result {
  return self;
}

function method_reduce(self: BoundMethod): Result {
  const name = getAttribute(self.func, '__name__');
  return name === ABRUPT ? (suspend(new ReduceFrame(self)) as Result) : reduced(self, name);
}

function reduced(method: BoundMethod, name: Value): Result {
  return new PyTuple([machine.interpreter.builtins.getStr('getattr')!, new PyTuple([method.self, name])]);
}

class ReduceFrame extends NativeFrame {
  readonly method: BoundMethod;
  constructor(method: BoundMethod) {
    super();
    this.method = method;
  }
  returned(name: Value): IterResult {
    return reduced(this.method, name);
  }
}

defineStaticMethods(methodType, { __new__: ['(type, function, instance, /)', method_new] });
defineMethods(methodType, {
  __repr__: ['($self, /)', inPython('object_text', 'method_repr')],
  __call__: ['($self, /, *args, **kwargs)', callNative, 'Call self as a function.'],
  __getattribute__: ['($self, name, /)', method_getattribute],
  __eq__: ['($self, value, /)', method_eq],
  __ne__: ['($self, value, /)', method_ne],
  __hash__: ['($self, /)', method_hash],
  __get__: ['($self, instance, owner=None, /)', method_get],
  __reduce__: ['($self, /)', method_reduce],
});
defineMembers(methodType, {
  __func__: [
    (self: BoundMethod): Result => self.func,
    null,
    'the function (or other callable) implementing a method',
  ],
  __self__: [(self: BoundMethod): Result => self.self, null, 'the instance to which a method is bound'],
});
defineGetSets(methodType, {
  __doc__: [(self: BoundMethod): Result => getAttribute(innermost(self), '__doc__')],
});
methodType.customGetattribute = true;

// --- cell ----------------------------------------------------------------------------------------------------------------

function cell_new(_cls: Value, args: Value[], keywords: Map<string, Value>): Result {
  if (keywords.size > 0) throw typeErrorOf('cell() takes no keyword arguments');
  if (args.length > 1) throw typeErrorOf(`cell expected at most 1 argument, got ${args.length}`);
  return new Cell(args[0]);
}

function cell_repr(self: Cell): Result {
  const at = `<cell at ${addressOf(self)}: `;
  if (self.value === undefined) return fromHost(`${at}empty>`);
  const where = typeof self.value === 'object' ? addressOf(self.value) : addressOf(self);
  return fromHost(`${at}${typeOf(self.value).name} object at ${where}>`);
}

/** Cells compare by their contents; an empty one comes first. */
function cellComparison(op: RichOperator): (self: Cell, other: Value) => Result {
  return (self, other) => {
    if (!(other instanceof Cell)) return NotImplemented;
    if (self.value !== undefined && other.value !== undefined) return rich(self.value, other.value, op);
    return rich(self.value === undefined ? 0 : 1, other.value === undefined ? 0 : 1, op);
  };
}

function getContents(self: Cell): Result {
  if (self.value === undefined) throw newException(valueErrorType, 'Cell is empty');
  return self.value;
}

function setContents(self: Cell, value: Value | undefined): void {
  self.value = value;
}

defineStaticMethods(cellType, { __new__: ['(type, /, *args, **kwargs)', cell_new] });
defineMethods(cellType, {
  __repr__: ['($self, /)', cell_repr],
  ...comparisonTable(cellComparison),
});
cellType.attrs.set('__hash__', None);
defineGetSets(cellType, { cell_contents: [getContents, setContents] });
