// Template and Interpolation: what t-strings make (PEP 750).
import { STOP } from '../machine/abrupt.ts';
import { frozenFunction } from '../machine/frozen.ts';
import type { Size } from '../machine/numbers.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { newException, typeError, typeErrorType, valueErrorType } from './exception.ts';
import {
  defineAttributes,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
} from './native.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { hostString, makeStr, textOf } from './str.ts';
import { selfText } from './str-search.ts';
import { concatTexts } from './text/text.ts';
import { PyTuple } from './tuple.ts';
import { builtinType } from './type.ts';
import { typeOf } from './typeof.ts';

export class Interpolation extends PyObject {
  value: Value = None;
  /** The text between the braces. */
  expression: Value = '';
  /** 'r', 's', 'a' or None. */
  conversion: Value = None;
  spec: Value = '';
}

export class Template extends PyObject {
  /** One more than there are interpolations. */
  strings: Value[] = [''];
  interpolations: Interpolation[] = [];
}

export const interpolationType = builtinType('Interpolation', Interpolation, {
  module: 'string.templatelib',
  final: true,
});
export const templateType = builtinType('Template', Template, { module: 'string.templatelib', final: true });

/** What a t-string evaluates to. */
export function makeTemplate(strings: Value[], interpolations: Value[]): Result {
  const template = new Template();
  template.strings = strings;
  template.interpolations = interpolations as Interpolation[];
  return template;
}

/** One replacement field of a t-string. */
export function makeInterpolation(value: Value, expression: Value, conversion: Value, spec: Value): Result {
  const made = new Interpolation();
  made.value = value;
  made.expression = expression;
  made.conversion = conversion;
  made.spec = spec;
  return made;
}

function interpolation_new(
  _cls: Value,
  value: Value,
  expression: Value = '',
  conversion: Value = None,
  spec: Value = '',
): Result {
  checkStr(expression, 'expression');
  if (conversion !== None) {
    const text = checkStr(conversion, 'conversion');
    if (text !== 'r' && text !== 's' && text !== 'a') {
      throw newException(
        valueErrorType,
        "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'",
      );
    }
  }
  checkStr(spec, 'format_spec');
  return makeInterpolation(value, expression, conversion, spec);
}

function checkStr(value: Value, name: string): string {
  const text = textOf(value);
  if (text === undefined) {
    throw newException(
      typeErrorType,
      `Interpolation() argument '${name}' must be str, not ${typeOf(value).name}`,
    );
  }
  return hostString(text);
}

function template_new(_cls: Value, args: Value[]): Result {
  const strings: Value[] = [''];
  const interpolations: Value[] = [];
  for (const arg of args) {
    if (arg instanceof Interpolation) {
      interpolations.push(arg);
      strings.push('');
    } else if (textOf(arg) !== undefined) appendText(strings, arg);
    else {
      return typeError(
        `Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${typeOf(arg).name}`,
      );
    }
  }
  return makeTemplate(strings, interpolations);
}

function appendText(strings: Value[], text: Value): void {
  const last = strings.length - 1;
  strings[last] = makeStr(concatTexts([selfText(strings[last]!), selfText(text)]));
}

function template_add(self: Template, other: Value): Result {
  if (!(self instanceof Template) || !(other instanceof Template)) {
    return typeError(
      `can only concatenate string.templatelib.Template (not "${typeOf(other).name}") to string.templatelib.Template`,
    );
  }
  const strings = [...self.strings];
  appendText(strings, other.strings[0]!);
  return makeTemplate(
    [...strings, ...other.strings.slice(1)],
    [...self.interpolations, ...other.interpolations],
  );
}

/** Strings that are not empty and interpolations, in order. */
export class TemplateIterator extends PyObject {
  readonly template: Template;
  index: Size = 0;
  constructor(template: Template) {
    super();
    this.template = template;
  }
  override next(): IterResult {
    const { strings, interpolations } = this.template;
    while (this.index < strings.length + interpolations.length) {
      const i = this.index++;
      if (i % 2 === 1) return interpolations[i >> 1]!;
      if (selfText(strings[i >> 1]!).length > 0) return strings[i >> 1]!;
    }
    return STOP;
  }
}
export const templateIteratorType = builtinType('TemplateIter', TemplateIterator, {
  module: 'string.templatelib',
  final: true,
});
defineIterator(templateIteratorType);

function template_repr(self: Template): Result {
  return frozenFunction('templates', 'template_repr').call1(self);
}

function interpolation_repr(self: Interpolation): Result {
  return frozenFunction('templates', 'interpolation_repr').call1(self);
}

function interpolation_reduce(self: Interpolation): Result {
  return new PyTuple([self.cls, new PyTuple([self.value, self.expression, self.conversion, self.spec])]);
}

defineStaticMethods(interpolationType, {
  __new__: ["($type, value, expression='', conversion=None, format_spec='')", interpolation_new],
});
defineMethods(interpolationType, {
  __repr__: ['($self, /)', interpolation_repr],
  __reduce__: ['($self, /)', interpolation_reduce],
});
defineMembers(interpolationType, {
  value: [(self: Interpolation) => self.value],
  expression: [(self: Interpolation) => self.expression],
  conversion: [(self: Interpolation) => self.conversion],
  format_spec: [(self: Interpolation) => self.spec],
});
defineAttributes(interpolationType, {
  __match_args__: new PyTuple(['value', 'expression', 'conversion', 'format_spec']),
});
defineStaticMethods(templateType, { __new__: ['($type, /, *args)', template_new] });
defineMethods(templateType, {
  __add__: ['($self, value, /)', template_add],
  __iter__: ['($self, /)', (self: Template) => new TemplateIterator(self)],
  __repr__: ['($self, /)', template_repr],
  __reduce__: ['($self, /)', (self: Template) => frozenFunction('templates', 'template_reduce').call1(self)],
});
defineGetSets(templateType, {
  strings: [(self: Template) => new PyTuple([...self.strings]), null, 'Strings'],
  interpolations: [(self: Template) => new PyTuple([...self.interpolations]), null, 'Interpolations'],
  values: [
    (self: Template) => new PyTuple(self.interpolations.map((i) => i.value)),
    null,
    'Values of interpolations',
  ],
});
