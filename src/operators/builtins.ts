// The built-ins that code uses: what its globals call `__builtins__`, a module, a dict or any other mapping.
//
// Those of a plain dict are held as cells, as globals are. Of anything else they are looked up as its items, each time.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { dictType, type GlobalCell, PyDict } from '../objects/dict.ts';
import {
  keyErrorType,
  nameErrorType,
  newException,
  type PyNameError,
  raiseException,
} from '../objects/exception.ts';
import { PyModule } from '../objects/module.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import type { PyType } from '../objects/type.ts';
import { getItem } from './item.ts';

/** The built-ins of code with these globals. */
export function builtinsOf(globals: PyDict): Value {
  const own = globals.getStr('__builtins__');
  if (own === undefined) return machine.interpreter.builtins;
  return own instanceof PyModule ? own.dict : own;
}

/** Whether it is a dict and no instance of a subclass, which might have a `__getitem__` of its own. */
export function isPlainDict(value: Value): value is PyDict {
  return value instanceof PyDict && value.cls === dictType;
}

/** Stands where the cell of a built-in would, when the built-ins are no plain dict. */
export class BuiltinItem {
  readonly value = undefined;
  readonly name: string;
  readonly builtins: Value;
  constructor(name: string, builtins: Value) {
    this.name = name;
    this.builtins = builtins;
  }
}

export type BuiltinCell = GlobalCell | BuiltinItem;

/** What gives code the cells of its built-ins. */
export function builtinCells(builtins: Value): { cell: (name: string) => BuiltinCell } {
  return isPlainDict(builtins) ? builtins : { cell: (name) => new BuiltinItem(name, builtins) };
}

/** The item `name` of built-ins of any kind; where there is none an exception of class `type` with the text `message`. */
export function builtinItem(builtins: Value, name: string, type: PyType, message: string): Result {
  if (isPlainDict(builtins)) return builtins.getStr(name) ?? missing(name, type, message);
  const value = getItem(builtins, fromHost(name));
  return value === ABRUPT ? (suspend(new BuiltinItemFrame(name, type, message)) as Result) : value;
}

function missing(name: string, type: PyType, message: string): Abrupt {
  const exc = newException(type, fromHost(message));
  if (type === nameErrorType && !name.startsWith('__')) (exc as PyNameError).nameOf = fromHost(name);
  return raiseException(exc);
}

class BuiltinItemFrame extends NativeFrame {
  private readonly name: string;
  private readonly type: PyType;
  private readonly message: string;
  constructor(name: string, type: PyType, message: string) {
    super();
    this.name = name;
    this.type = type;
    this.message = message;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(keyErrorType)) return ABRUPT;
    machine.exc = null;
    return missing(this.name, this.type, this.message);
  }
}
