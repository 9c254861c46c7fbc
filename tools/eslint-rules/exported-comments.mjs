// @ts-check

// An exported function has a doc comment: what a reader does not see from its name and its types. Of functions that follow each other
// without a blank line, overloads among them, the first has it for all.

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      missing: '{{name}} is exported without a doc comment: say what its name and types do not',
    },
  },
  create(context) {
    const { sourceCode } = context;
    /** The line on which the last function ends that has a comment, or shares one. */
    let end = -1;
    return {
      /** @param {any} node */
      ExportNamedDeclaration(node) {
        const { declaration, loc } = node;
        if (!/^(TSDeclareFunction|FunctionDeclaration)$/.test(declaration?.type)) return;
        const comment = sourceCode.getCommentsBefore(node).at(-1);
        const isDocumented =
          comment?.type === 'Block' &&
          comment.value.startsWith('*') &&
          comment.loc?.end.line === loc.start.line - 1;
        if (isDocumented || end === loc.start.line - 1) end = loc.end.line;
        else
          context.report({ node: declaration.id, messageId: 'missing', data: { name: declaration.id.name } });
      },
    };
  },
};
