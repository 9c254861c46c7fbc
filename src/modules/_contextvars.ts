// _contextvars: context variables (PEP 567). The classes belong to the tasklets: stackless/context-variables.ts.
import type { Result } from '../objects/object.ts';
import { contextType, contextVarType, currentContext, tokenType } from '../stackless/context-variables.ts';
import type { NativeModule } from './native-module.ts';

export const _contextvarsModule: NativeModule = {
  name: '_contextvars',
  doc: 'Context Variables',
  functions: { copy_context: ['()', (): Result => currentContext().copy()] },
  attributes: () => ({ Context: contextType, ContextVar: contextVarType, Token: tokenType }),
};
