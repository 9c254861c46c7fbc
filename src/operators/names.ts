// Names at run time: unbound variables, globals that come and go, and namespaces (class bodies, exec with separate locals).
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { dictType, type GlobalCell, PyDict } from '../objects/dict.ts';
import {
  keyErrorType,
  nameErrorType,
  newException,
  type PyNameError,
  raise,
  raiseException,
  unboundLocalErrorType,
} from '../objects/exception.ts';
import type { Cell } from '../objects/function.ts';
import { None, orNone } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import type { PyType } from '../objects/type.ts';
import { BuiltinItem, type BuiltinCell, builtinItem } from './builtins.ts';
import { deleteItem, getItem, setItem } from './item.ts';

function raiseName(type: PyType, name: string, message: string): Abrupt {
  const exc = newException(type, fromHost(message)) as PyNameError;
  exc.nameOf = fromHost(name);
  return raiseException(exc);
}

/** Raises NameError or UnboundLocalError for a name that is not bound, with CPython's text for where it was looked for. */
export function nameError(name: string): Abrupt {
  return raiseName(nameErrorType, name, `name '${name}' is not defined`);
}
export function unboundLocal(name: string): Abrupt {
  return raise(
    unboundLocalErrorType,
    fromHost(`cannot access local variable '${name}' where it is not associated with a value`),
  );
}
export function unboundFree(name: string): Abrupt {
  return raiseName(
    nameErrorType,
    name,
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
}

/** Binds a global whose cell is empty: it gets its entry in the dict. */
export function storeGlobal(cell: GlobalCell, value: Value): void {
  cell.dict.setStr(cell.name, value);
}
export function deleteGlobal(cell: GlobalCell): void {
  cell.dict.deleteStr(cell.name);
}

/** A name in a class body or under exec with separate locals: the namespace, then globals, then built-ins. */
export function loadName(namespace: Value, name: string, global: GlobalCell, builtin: BuiltinCell): Result {
  if (namespace instanceof PyDict && namespace.cls === dictType) {
    return namespace.getStr(name) ?? loadGlobal(name, global, builtin);
  }
  const value = getItem(namespace, fromHost(name));
  return value === ABRUPT ? (suspend(new NamespaceFrame(name, global, builtin, null)) as Result) : value;
}

/** The same where the globals are asked for their item, too. */
export function loadNameOrItem(
  namespace: Value,
  name: string,
  global: GlobalCell,
  builtin: BuiltinCell,
): Result {
  const value = getItem(namespace, fromHost(name));
  return value === ABRUPT ? (suspend(new NamespaceItemFrame(name, global, builtin, null)) as Result) : value;
}

function loadGlobal(name: string, global: GlobalCell, builtin: BuiltinCell): Result {
  return global.value ?? builtin.value ?? loadBuiltin(name, builtin);
}

/** A name that is no cell's: an item of built-ins that are no plain dict, or an error. */
function loadBuiltin(name: string, builtin: BuiltinCell): Result {
  if (!(builtin instanceof BuiltinItem)) return nameError(name);
  return builtinItem(builtin.builtins, name, nameErrorType, `name '${name}' is not defined`);
}

/** A global name where the globals or the built-ins are no plain dict: their items. */
export function loadGlobalItem(name: string, global: GlobalCell, builtin: BuiltinCell): Result {
  if (global.dict.cls === dictType) return loadGlobal(name, global, builtin);
  const value = getItem(global.dict, fromHost(name));
  return value === ABRUPT ? (suspend(new GlobalItemFrame(name, builtin)) as Result) : value;
}

class GlobalItemFrame extends NativeFrame {
  readonly name: string;
  readonly builtin: BuiltinCell;
  constructor(name: string, builtin: BuiltinCell) {
    super();
    this.name = name;
    this.builtin = builtin;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(keyErrorType)) return ABRUPT;
    machine.exc = null;
    return this.builtin.value ?? loadBuiltin(this.name, this.builtin);
  }
}

/** A free variable of a class body or an annotation: the namespace, then the cell. */
export function loadClassCell(namespace: Value, name: string, cell: Cell): Result {
  if (namespace instanceof PyDict && namespace.cls === dictType) {
    return namespace.getStr(name) ?? cell.value ?? unboundFree(name);
  }
  const value = getItem(namespace, fromHost(name));
  return value === ABRUPT ? (suspend(new NamespaceFrame(name, null, null, cell)) as Result) : value;
}

/** A mapping without the key: the name is looked for further out. */
class NamespaceFrame extends NativeFrame {
  readonly name: string;
  readonly global: GlobalCell | null;
  readonly builtin: BuiltinCell | null;
  readonly cell: Cell | null;
  constructor(name: string, global: GlobalCell | null, builtin: BuiltinCell | null, cell: Cell | null) {
    super();
    this.name = name;
    this.global = global;
    this.builtin = builtin;
    this.cell = cell;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(keyErrorType)) return ABRUPT;
    machine.exc = null;
    if (this.cell !== null) return this.cell.value ?? unboundFree(this.name);
    return this.furtherOut();
  }
  protected furtherOut(): Result {
    return loadGlobal(this.name, this.global!, this.builtin!);
  }
}

class NamespaceItemFrame extends NamespaceFrame {
  protected override furtherOut(): Result {
    return loadGlobalItem(this.name, this.global!, this.builtin!);
  }
}

/** Binds a name in the namespace of a class body, or of `exec` with separate locals: any mapping. None, or ABRUPT. */
export function storeName(namespace: Value, name: string, value: Value): Result {
  if (namespace instanceof PyDict && namespace.cls === dictType) {
    namespace.setStr(name, value);
    return None;
  }
  return orNone(setItem(namespace, fromHost(name), value));
}

/** `del name` in such a namespace: what KeyError its `__delitem__` raises becomes NameError. */
export function deleteName(namespace: Value, name: string): Result {
  if (namespace instanceof PyDict && namespace.cls === dictType) {
    return namespace.deleteStr(name) ? None : nameError(name);
  }
  const result = deleteItem(namespace, fromHost(name));
  return result === ABRUPT ? (suspend(new DeleteFrame(name, true)) as Result) : result;
}

/** As `deleteName`, but a name that is not there is no error. */
export function clearName(namespace: Value, name: string): Result {
  if (namespace instanceof PyDict && namespace.cls === dictType) {
    namespace.deleteStr(name);
    return None;
  }
  const result = deleteItem(namespace, fromHost(name));
  return result === ABRUPT ? (suspend(new DeleteFrame(name, false)) as Result) : result;
}

class DeleteFrame extends NativeFrame {
  readonly name: string;
  readonly strict: boolean;
  constructor(name: string, strict: boolean) {
    super();
    this.name = name;
    this.strict = strict;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!this.strict && !machine.exc!.cls.isSubtype(keyErrorType)) return ABRUPT;
    machine.exc = null;
    return this.strict ? nameError(this.name) : None;
  }
}
