// @ts-check

// A native that runs the machine again, on top of itself, holds the host's stack: no tasklet below it could be
// switched. So nothing but the machine itself and the package's two entries may start it.

const STARTERS = new Set(['runMachine', 'runLoop']);
// The scheduler starts it from the host's event loop, where nothing of the machine is on the stack.
const ALLOWED = /(^|\/)src\/(machine\/|cli\/|index\.ts$|stackless\/(scheduler|shared)\.ts$)/;

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    messages: { nested: '{{name}} starts the machine within itself: push a continuation frame instead.' },
    schema: [],
  },
  create(context) {
    if (ALLOWED.test(context.filename.replaceAll('\\', '/'))) return {};
    return {
      CallExpression(node) {
        const { callee } = node;
        const called = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
        if (called.type !== 'Identifier' || !STARTERS.has(called.name)) return;
        context.report({ node, messageId: 'nested', data: { name: called.name } });
      },
    };
  },
};
