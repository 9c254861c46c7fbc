// Methods of None, Ellipsis and NotImplemented.
import { typeErrorOf } from './class-layout.ts';
import { defineMethods, defineStaticMethods } from './native.ts';
import { Ellipsis, ellipsisType, None, NotImplemented, notImplementedType, noneType } from './none.ts';
import type { Result, Value } from './object.ts';
import type { PyType } from './type.ts';

/** `type(None)()` and the like give the one instance, and take no arguments. */
function singleton(
  value: Value,
  name: string,
): (cls: PyType, args: Value[], keywords: Map<string, Value>) => Result {
  return (_cls, args, keywords) => {
    if (args.length > 0 || keywords.size > 0) throw typeErrorOf(`${name} takes no arguments`);
    return value;
  };
}

for (const [type, value, text] of [
  [noneType, None, 'None'],
  [ellipsisType, Ellipsis, 'Ellipsis'],
  [notImplementedType, NotImplemented, 'NotImplemented'],
] as const) {
  defineStaticMethods(type, { __new__: ['($type, *args, **kwargs)', singleton(value, `${text}Type`)] });
  defineMethods(type, { __repr__: ['($self, /)', (): Result => text] });
  // Pickled by name; None needs none, as the pickle protocols know it.
  if (value !== None) defineMethods(type, { __reduce__: ['($self, /)', (): Result => text] });
}

defineMethods(noneType, { __bool__: ['($self, /)', (): Result => false] });
defineMethods(notImplementedType, {
  __bool__: [
    '($self, /)',
    (): Result => {
      throw typeErrorOf('NotImplemented should not be used in a boolean context');
    },
  ],
});
