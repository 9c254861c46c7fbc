// Struct sequences: tuples whose items have names too (sys.version_info, os.stat_result, time.struct_time).
//
// A kind has `visible` items, which are the tuple, and may have more that are only reached by name.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { inPython } from '../machine/frozen.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { PyDict } from './dict.ts';
import { typeError } from './exception.ts';
import {
  defineAttributes,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  type GetSetTable,
} from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { typeOf } from './typeof.ts';
import { PyTuple, PyTupleLayout, tupleType } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';

export class StructSequence extends PyTupleLayout {
  /** Items beyond the visible ones. */
  hidden: Value[] = [];
  declare readonly shape: StructShape;
}

export interface StructShape {
  /** With its module: `sys.version_info`. */
  fullName: string;
  /** Names in order; null for an item without one. */
  fields: (string | null)[];
  visible: number;
  type: PyType;
}

export interface StructOptions {
  /** Items that are part of the tuple; all when absent. */
  visible?: number;
  doc?: string;
  /** Cannot be made from Python. */
  sealed?: boolean;
}

/** Makes a kind of struct sequence. */
export function structSequence(
  fullName: string,
  fields: (string | null)[],
  options: StructOptions = {},
): StructShape {
  class Layout extends StructSequence {}
  const dot = fullName.lastIndexOf('.');
  const type = builtinType(fullName.slice(dot + 1), Layout, {
    base: tupleType,
    module: fullName.slice(0, dot),
    ...(options.doc === undefined ? {} : { doc: options.doc }),
    final: true,
  });
  const visible = options.visible ?? fields.length;
  const shape: StructShape = { fullName, fields, visible, type };
  (Layout.prototype as { shape: StructShape }).shape = shape;
  defineFields(shape);
  const create = (_cls: PyType, sequence: Value, dict?: Value): Result => {
    if (options.sealed === true) return typeError(`cannot create '${fullName}' instances`);
    return fromSequence(shape, sequence, dict);
  };
  defineStaticMethods(type, { __new__: ['(cls, sequence, dict={})', create] });
  return shape;
}

function defineFields(shape: StructShape): void {
  const table: GetSetTable = {};
  shape.fields.forEach((name, i) => {
    if (name !== null) table[name] = [(self: StructSequence): Result => fieldAt(self, i)];
  });
  const { type, fields, visible } = shape;
  defineMembers(type, table);
  defineAttributes(type, {
    n_fields: fields.length,
    n_sequence_fields: visible,
    n_unnamed_fields: fields.filter((f) => f === null).length,
    __match_args__: new PyTuple(fields.slice(0, visible).filter((f) => f !== null)),
  });
  defineMethods(type, {
    __repr__: ['($self, /)', inPython('struct_sequence', 'struct_repr')],
    __reduce__: ['($self, /)', inPython('struct_sequence', 'struct_reduce')],
    __replace__: ['($self, /, **changes)', inPython('struct_sequence', 'struct_replace')],
    _struct_fields: [
      '($self, /)',
      (): Result => new PyTuple([shape.fullName, visible, new PyTuple(fields.map((f) => f ?? None))]),
    ],
  });
}

function fieldAt(self: StructSequence, i: number): Value {
  const { visible } = self.shape;
  return i < visible ? self.items[i]! : (self.hidden[i - visible] ?? None);
}

/** An instance from the values of its fields; missing ones at the end are None. */
export function makeStruct(shape: StructShape, values: Value[]): StructSequence {
  const self = new (shape.type.Ctor as new () => StructSequence)();
  self.items = values.slice(0, shape.visible);
  self.hidden = values.slice(shape.visible);
  return self;
}

function fromSequence(shape: StructShape, sequence: Value, dict?: Value): Result {
  const type = typeOf(sequence);
  if (type.lookup('__iter__') === undefined && type.lookup('__getitem__') === undefined)
    return typeError('constructor requires a sequence');
  const items = tupleFrom(sequence);
  if (items === ABRUPT) return suspend(new FromSequenceFrame(shape, dict)) as Result;
  return fromTuple(shape, (items as PyTuple).items, dict);
}

function fromTuple(shape: StructShape, items: Value[], dict?: Value): Result {
  const { fullName, visible, fields } = shape;
  if (dict !== undefined && !(dict instanceof PyDict))
    return typeError(`${fullName}() takes a dict as second arg, if any`);
  const given = items.length;
  if (given < visible || given > fields.length) {
    const exact = visible === fields.length;
    const wanted = exact
      ? `a ${visible}`
      : given < visible
        ? `an at least ${visible}`
        : `an at most ${fields.length}`;
    return typeError(`${fullName}() takes ${wanted}-sequence (${given}-sequence given)`);
  }
  const found = fields.slice(given).map((name) => (name === null ? undefined : dict?.getStr(name)));
  if (dict !== undefined && dict.size > found.filter((value) => value !== undefined).length)
    return typeError(`${fullName}() got duplicate or unexpected field name(s)`);
  const rest = found.map((value) => value ?? None);
  return makeStruct(shape, [...items, ...rest]);
}

class FromSequenceFrame extends NativeFrame {
  readonly shape: StructShape;
  readonly dict: Value | undefined;
  constructor(shape: StructShape, dict?: Value) {
    super();
    this.shape = shape;
    this.dict = dict;
  }
  returned(value: Value): IterResult {
    return fromTuple(this.shape, (value as PyTuple).items, this.dict);
  }
}
