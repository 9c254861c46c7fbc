// @ts-check

// A field of a frame must not hold a function: a closure cannot be pickled, and frames are. What is to be done later is a method of
// a subclass of the frame, or a native at the top level of a file, which has an address by which pickles name it; a field for
// such natives has a comment that disables the rule and says so.

/** @typedef {import('typescript').Type} Type */

/**
 * Whether a class is `Frame` or derives from it.
 * @param {Type} type
 * @param {import('typescript').TypeChecker} checker
 * @returns {boolean}
 */
function isFrame(type, checker) {
  if (type.symbol?.name === 'Frame') return true;
  const declared = checker.getDeclaredTypeOfSymbol(type.symbol);
  return (
    declared.isClassOrInterface() && checker.getBaseTypes(declared).some((base) => isFrame(base, checker))
  );
}

/** @param {Type} type */
function mayBeFunction(type) {
  return (type.isUnion() ? type.types : [type]).some((part) => part.getCallSignatures().length > 0);
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    messages: { closure: 'A frame must not hold a function, which may be a closure: it is to be pickled.' },
    schema: [],
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services.program)
      throw new Error('frame-fields needs type information: set parserOptions.projectService');
    const checker = services.program.getTypeChecker();
    return {
      /** @param {any} field */
      PropertyDefinition(field) {
        if (field.static || field.declare) return;
        const node = services.esTreeNodeToTSNodeMap.get(field);
        if (!isFrame(checker.getTypeAtLocation(node.parent), checker)) return;
        if (mayBeFunction(checker.getTypeAtLocation(node)))
          context.report({ node: field, messageId: 'closure' });
      },
    };
  },
};
