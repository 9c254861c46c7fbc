// _ast: the classes of syntax trees. They are made from the grammar (ast/grammar.ts, ast/classes.ts); ast/convert.ts leads from
// and to the compiler's own trees.
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { PyDict } from '../objects/dict.ts';
import { dictDescriptor } from '../objects/instance-dict.ts';
import { defineMethods } from '../objects/native.ts';
import type { PyObject, Result, Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { setTypeAttribute } from '../objects/type.ts';
import { AstNode, astType, classes } from './ast/classes.ts';
import type { NativeModule } from './native-module.ts';

export { checkMode, fromPython, toPython } from './ast/convert.ts';

/** Whether `value` is an instance of `ast.AST`. */
export function isAst(value: Value): boolean {
  return value instanceof AstNode;
}

/** A method in ast_nodes.py that is given its arguments as tuple and dict. */
function withArguments(name: string) {
  return (self: PyObject, args: Value[], keywords: Map<string, Value>): Result => {
    const named = new PyDict();
    for (const [key, value] of keywords) named.setPlain(fromHost(key), value);
    return frozenFunction('ast_nodes', name).call3(self, new PyTuple(args), named);
  };
}

defineIntrinsics({
  is_ast: ['(value, /)', isAst],
  is_expr_context: ['(value, /)', (value: Value): Result => value === classes().types.get('expr_context')],
  load_context: ['()', (): Result => classes().singletons.get('Load')!],
});

defineMethods(astType, {
  __init__: [
    '($self, /, *args, **kwargs)',
    withArguments('init'),
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __repr__: ['($self, /)', inPython('ast_nodes', 'node_repr')],
  __reduce__: ['($self, /)', inPython('ast_nodes', 'reduce')],
  __replace__: ['($self, /, *args, **kwargs)', withArguments('replace')],
});
setTypeAttribute(astType, '__dict__', dictDescriptor(astType));

export const _astModule: NativeModule = {
  name: '_ast',
  attributes: () => ({
    ...Object.fromEntries(classes().types),
    PyCF_ONLY_AST: 0x400,
    PyCF_TYPE_COMMENTS: 0x1000,
    PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
    PyCF_OPTIMIZED_AST: 0x8400,
  }),
};
