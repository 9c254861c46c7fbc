// @ts-check

import ts from 'typescript';

// A call that may return ABRUPT (an exception is being raised, or the stack lifted) must not be a statement by itself:
// whoever drops the value goes on as if nothing had happened. The rule looks at types: `ABRUPT` is a unique symbol, so a
// result that may be it says so in its type. A call that can be nothing else (`raise(...)`) may stand alone: what it says is
// known, and the function tells its own caller in a way of its own.

/** @param {ts.Type} type */
function mayBeAbrupt(type) {
  return (
    type.isUnion() &&
    type.types.some((part) => part.flags & ts.TypeFlags.UniqueESSymbol && part.symbol?.name === 'ABRUPT')
  );
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    messages: { dropped: 'This may return ABRUPT: test for it, or return it.' },
    schema: [],
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services.program)
      throw new Error('abrupt-tested needs type information: set parserOptions.projectService');
    return {
      ExpressionStatement(statement) {
        let expression = statement.expression;
        if (expression.type === 'UnaryExpression' && expression.operator === 'void')
          expression = expression.argument;
        if (expression.type === 'ChainExpression') expression = expression.expression;
        if (expression.type !== 'CallExpression') return;
        const type = services.getTypeAtLocation(expression);
        if (mayBeAbrupt(type)) context.report({ node: expression, messageId: 'dropped' });
      },
    };
  },
};
