// The contexts of tasklets (PEP 567): set_context, context_run, context_id.
import { newException, typeErrorType } from '../objects/exception.ts';
import { PyDict } from '../objects/dict.ts';
import { defineGetSets, defineMethods, type MethodTable } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { typeOf } from '../objects/typeof.ts';
import { identityOf } from '../operators/hash.ts';
import { Context, contextOf, runInContext } from './context-variables.ts';
import { runtimeError } from './binding.ts';
import { Environment, QUEUED, Tasklet, taskletType, WAITING } from './tasklet.ts';
import { here } from './scheduler.ts';

function tasklet_set_context(self: Tasklet, context: Value): Result {
  if (!(context instanceof Context)) {
    throw newException(
      typeErrorType,
      `set_context() argument 1 must be _contextvars.Context, not ${typeOf(context).name}`,
    );
  }
  const { thread } = self.env;
  if (thread !== here() && (self.isCurrent || (self.flags & (QUEUED | WAITING)) !== 0))
    throw runtimeError('tasklet belongs to a different thread');
  if (self.env.context?.enteredBy === self) {
    throw runtimeError('the current context of the tasklet has been entered.');
  }
  self.env = new Environment(thread, context);
  return self;
}

function tasklet_context_run(self: Tasklet, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length === 0) {
    throw newException(typeErrorType, 'context_run() missing 1 required positional argument');
  }
  return runInContext(contextOf(self), false, args, keywords);
}

defineMethods(taskletType, {
  set_context: ['($self, /, context)', tasklet_set_context, 'Set the context; return the tasklet.'],
  context_run: ['($self, /, *args, **kwargs)', tasklet_context_run, "Call in the tasklet's context."],
});
defineGetSets(taskletType, { context_id: [(self: Tasklet): Result => identityOf(contextOf(self))] });

function tasklet_unpicklable_state(tasklet: Value): Result {
  if (!(tasklet instanceof Tasklet)) throw newException(typeErrorType, 'Argument must be a tasklet');
  const state = new PyDict();
  state.setStr('context', contextOf(tasklet));
  return state;
}

export const contextFunctions: MethodTable = {
  _tasklet_get_unpicklable_state: ['(tasklet, /)', tasklet_unpicklable_state],
};
