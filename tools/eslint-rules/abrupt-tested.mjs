// @ts-check

import ts from 'typescript';

// A call that may return ABRUPT (an exception is being raised, or the stack lifted) must not be a statement by itself:
// whoever drops the value goes on as if nothing had happened. The rule looks at types: `ABRUPT` is a unique symbol, so a
// result that may be it says so in its type. A call that can be nothing else (`raise(...)`) may stand alone: what it says is
// known, and the function tells its own caller in a way of its own.
//
// ABRUPT is null while programs run. So a value that may be it must not be told from others by `??`, `?.`, its truth or as an 'object', and
// must not be null for another reason.

/** @param {ts.Type} part */
const isAbrupt = (part) => (part.flags & ts.TypeFlags.UniqueESSymbol) !== 0 && part.symbol?.name === 'ABRUPT';

/** @param {ts.Type} type */
function mayBeAbrupt(type) {
  return type.isUnion() && type.types.some(isAbrupt);
}

/** @param {ts.Type} type */
function isAmbiguous(type) {
  return (
    mayBeAbrupt(type) &&
    /** @type {ts.UnionType} */ (type).types.some((part) => part.flags & ts.TypeFlags.Null)
  );
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    messages: {
      dropped: 'This may return ABRUPT: test for it, or return it.',
      conflated: 'This may be ABRUPT, which is null: compare it with ABRUPT first.',
      ambiguous: 'This may be ABRUPT, and null for another reason.',
    },
    schema: [],
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services.program)
      throw new Error('abrupt-tested needs type information: set parserOptions.projectService');
    /** @param {import('estree').Node} node */
    const typeAt = (node) => services.getTypeAtLocation(node);
    /** @param {import('estree').Node | null | undefined} node */
    const conflates = (node) => {
      if (node && mayBeAbrupt(typeAt(node))) context.report({ node, messageId: 'conflated' });
    };
    return {
      LogicalExpression: (node) => conflates(node.left),
      ConditionalExpression: (node) => conflates(node.test),
      IfStatement: (node) => conflates(node.test),
      WhileStatement: (node) => conflates(node.test),
      ForStatement: (node) => conflates(node.test),
      'UnaryExpression[operator="!"]': (/** @type {import('estree').UnaryExpression} */ node) =>
        conflates(node.argument),
      'MemberExpression[optional=true]': (/** @type {import('estree').MemberExpression} */ node) =>
        conflates(node.object),
      /** @param {import('estree').BinaryExpression} node */
      BinaryExpression({ left, right, operator }) {
        if (!/^[!=]==$/.test(operator)) return;
        const named = right.type === 'Identifier' && right.name === 'ABRUPT';
        if (named && isAmbiguous(typeAt(left))) context.report({ node: left, messageId: 'ambiguous' });
        if (right.type !== 'Literal') return;
        if (right.value === null) conflates(left);
        if (right.value === 'object' && left.type === 'UnaryExpression') conflates(left.argument);
      },
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
