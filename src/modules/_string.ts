// The module _string: the parsing of format templates, for string.Formatter.
import { STOP } from '../machine/abrupt.ts';
import type { Size } from '../machine/numbers.ts';
import { newException, typeErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { makeStr, textOf, type Text } from '../objects/str.ts';
import {
  type MarkupPiece,
  parseMarkup,
  type PathStep,
  splitFieldName,
} from '../objects/text/brace-format.ts';
import { textFromCodePoints } from '../objects/text/text.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import type { NativeModule } from './native-module.ts';

/** Gives (literal, field name, specification, conversion) for each piece of a template. */
class FormatterIterator extends PyObject {
  readonly pieces: MarkupPiece[];
  index: Size = 0;
  constructor(pieces: MarkupPiece[]) {
    super();
    this.pieces = pieces;
  }
  override next(): IterResult {
    const piece = this.pieces[this.index];
    if (piece === undefined) {
      return STOP;
    }
    this.index++;
    if (piece.error !== undefined) throw piece.error;
    const { literal, field } = piece;
    if (field === undefined) return new PyTuple([makeStr(literal), None, None, None]);
    const conversion = field.conversion === 0 ? None : makeStr(textFromCodePoints([field.conversion]));
    return new PyTuple([makeStr(literal), makeStr(field.name), makeStr(field.spec), conversion]);
  }
}
const formatterIteratorType = builtinType('formatteriterator', FormatterIterator, { final: true });
defineIterator(formatterIteratorType);

/** Gives (is attribute, name or index) for each step of a field name. */
class FieldNameIterator extends PyObject {
  readonly path: readonly PathStep[];
  index: Size = 0;
  constructor(path: readonly PathStep[]) {
    super();
    this.path = path;
  }
  override next(): IterResult {
    const step = this.path[this.index];
    if (step === undefined) {
      return STOP;
    }
    this.index++;
    if (step.kind === 'error') throw step.error;
    if (step.kind === 'attribute') return new PyTuple([true, makeStr(step.name)]);
    return new PyTuple([false, typeof step.index === 'number' ? step.index : makeStr(step.index)]);
  }
}
const fieldNameIteratorType = builtinType('fieldnameiterator', FieldNameIterator, { final: true });
defineIterator(fieldNameIteratorType);
pickleByFields(formatterIteratorType, fieldNameIteratorType);

function templateText(value: Value): Text {
  const text = textOf(value);
  if (text === undefined) throw newException(typeErrorType, `expected str, got ${typeOf(value).name}`);
  return text;
}

function string_formatter_parser(template: Value): Result {
  return new FormatterIterator(parseMarkup(templateText(template)));
}

function string_formatter_field_name_split(name: Value): Result {
  const { first, path } = splitFieldName(templateText(name));
  return new PyTuple([typeof first === 'number' ? first : makeStr(first), new FieldNameIterator(path)]);
}

export const _stringModule: NativeModule = {
  name: '_string',
  doc: 'string helper module',
  functions: {
    formatter_field_name_split: [
      '(field_name, /)',
      string_formatter_field_name_split,
      'split the argument as a field name',
    ],
    formatter_parser: [
      '(format_string, /)',
      string_formatter_parser,
      'parse the argument as a format string',
    ],
  },
};
