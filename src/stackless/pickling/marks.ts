// Marks: bare objects that a module of the library, or of our own sources, compares with by identity (`missing = object()`); and
// the natives that only our own sources know.
//
// A frame may hold one, as the default of a parameter for instance. It pickles by its name, so that it is that of the process where
// the frame goes on.
import { intrinsics } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import type { PyDict } from '../../objects/dict.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import { PyModule } from '../../objects/module.ts';
import { BuiltinFunction } from '../../objects/native.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { hostString, textOf } from '../../objects/str.ts';
import { builtinType, objectType } from '../../objects/type.ts';
import { isStandard } from './code.ts';

export class Mark extends PyObject {
  readonly namespace: PyDict;
  readonly name: string;
  constructor(namespace: PyDict, name: string) {
    super();
    this.namespace = namespace;
    this.name = name;
  }
  /** What has that name. Throws TypeError when there is nothing. */
  get value(): Value {
    const found = this.namespace.getStr(this.name);
    if (found === undefined)
      throw newException(typeErrorType, `there is no ${this.name} in this build`) as unknown as Error;
    return found;
  }
}
export const markType = builtinType('mark', Mark, { module: '_stackless', final: true });

/** The marks of an interpreter, and what its modules were when they were looked for. */
interface Marks {
  modules: number;
  frozen: number;
  byObject: Map<object, Mark>;
}
const MARKS = Symbol('marks');

/** The name of a mark; undefined for other bare objects. */
export function markOf(object: PyObject): Mark | undefined {
  const { modules, frozenModules, slots } = machine.interpreter;
  let marks = slots.get(MARKS) as Marks | undefined;
  if (marks?.modules !== modules.version || marks.frozen !== frozenModules.size) {
    marks = { modules: modules.version, frozen: frozenModules.size, byObject: findMarks() };
    slots.set(MARKS, marks);
  }
  return marks.byObject.get(object);
}

function findMarks(): Map<object, Mark> {
  const found = new Map<object, Mark>();
  const { modules, frozenModules } = machine.interpreter;
  for (const namespace of frozenModules.values()) addMarks(found, namespace);
  for (let i = modules.begin(), end = modules.end(); i < end; i++) {
    const name = textOf(modules.keyAt(i) ?? 0);
    const module = modules.valueAt(i);
    if (name !== undefined && module instanceof PyModule && isStandard(hostString(name)))
      addMarks(found, module.dict);
  }
  return found;
}

function addMarks(found: Map<object, Mark>, namespace: PyDict): void {
  for (let i = namespace.begin(), end = namespace.end(); i < end; i++) {
    const name = textOf(namespace.keyAt(i) ?? 0);
    const value = namespace.valueAt(i);
    if (name === undefined || value === undefined || !(isBare(value) || isIntrinsic(value))) continue;
    if (!found.has(value)) found.set(value, new Mark(namespace, hostString(name)));
  }
}

function isBare(value: Value): value is PyObject {
  return value instanceof PyObject && value.cls === objectType && value.constructor === PyObject;
}

/** Whether it is a native that only our own sources know. */
export function isIntrinsic(value: Value): value is BuiltinFunction {
  return value instanceof BuiltinFunction && Object.hasOwn(intrinsics, value.name);
}
