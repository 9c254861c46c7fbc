// How a module written in TypeScript describes itself; imports/native-loader.ts makes the module object from it.
import type { PyDict } from '../objects/dict.ts';
import type { PyModule } from '../objects/module.ts';
import type { MethodTable } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';

export interface NativeModule {
  /** The name it is imported by. */
  name: string;
  doc?: string;
  functions?: MethodTable;
  /** Other attributes: constants and classes. Called once for each interpreter. */
  attributes?: () => Record<string, Value>;
  /** Attributes that depend on the process; made again when a program begins with an image (cli/image.ts) that has the module. */
  ofProcess?: () => Record<string, Value>;
  /** Makes the empty module object, when it is of a class of its own. */
  module?: () => PyModule;
  /** Anything else to do with the new namespace; it raises nothing. What may is for `exec`. */
  init?: (namespace: PyDict, module: PyModule) => void;
  /** Work of the import itself that runs Python code, as importing other modules; it may suspend. */
  exec?: (module: PyModule) => Result;
}
