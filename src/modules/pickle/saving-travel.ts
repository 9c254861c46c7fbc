// Pickling what travels with its code: classes, functions, modules and namespaces by value (stackless/pickling/travel.ts).
//
// What is to be filled in (globals, cells, attributes of classes) waits in the Travel's `level` while a class is being saved; when the
// outermost class is complete, or at once outside of classes, SaveFillings writes it.
import { ABRUPT } from '../../machine/abrupt.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { PyDict } from '../../objects/dict.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { MappingProxy } from '../../objects/mapping-proxy.ts';
import { PyModule } from '../../objects/module.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Value } from '../../objects/object.ts';
import { nativeBase, reducesPlainly } from '../../objects/object-methods.ts';
import { ClassMethod, Property, StaticMethod } from '../../objects/property.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { objectType, PyType } from '../../objects/type.ts';
import { TypeAlias, TypeParameter } from '../../objects/type-params.ts';
import { reduceByState, reduceFunction, stateArguments } from '../../stackless/pickling/reducers.ts';
import { isStandard } from '../../stackless/pickling/code.ts';
import { hiddenOf, State } from '../../stackless/pickling/state.ts';
import { carriedReducers, own, reduceTo, travelReducers } from '../../stackless/pickling/tables.ts';
import {
  executedArguments,
  type Filling,
  Globals,
  globalsOf,
  isExecuted,
  Level,
  type Travel,
  travellingState,
} from '../../stackless/pickling/travel.ts';
import { Op } from './opcodes.ts';
import { SaveGlobal } from './saving-globals.ts';
import { DONE, type PickleOperation, type Progress, Task, taskMakers } from './saving.ts';

/** How an object is saved where something travels; null: in the usual way. */
export function travelTask(travel: Travel, obj: Value): Task | null {
  if (typeof obj !== 'object') return null;
  if (obj instanceof PyFunction) return new SaveFunction(obj);
  if (obj instanceof State) return obj.kind === 'function' ? functionTask(obj) : null;
  if (obj instanceof PyType) {
    if (!travel.hasClass(obj)) return hiddenClass(obj);
    const name = travel.has(obj.attrs.get('__module__')) ? undefined : otherName(obj);
    return name === undefined ? new SaveClass(obj) : new SaveGlobal(obj, name);
  }
  if (obj instanceof Globals) return travel.hasNamespace(obj.dict) ? saveGlobals(obj) : null;
  if (obj instanceof Cell) return travel.level === null ? null : new SaveCell(obj);
  if (obj instanceof PyModule) return travel.hasNamespace(obj.dict) ? new SaveModule(obj) : null;
  const reduced = reducedOtherwise(travel, obj);
  if (reduced !== null) return taskMakers.reduced(reduced, obj);
  const name = mayBeConstant(obj) ? constantName(obj, obj.cls.attrs.get('__module__')) : undefined;
  return name === undefined ? null : new SaveGlobal(obj, name);
}

/** The state of a function. */
function functionTask(state: State): Task {
  const contents = travellingState(state.target as PyFunction);
  return taskMakers.reduced(reduceTo('_state', stateArguments(state), new PyTuple(contents)), state);
}

/** A built-in class that no module has under its name, as that of functions; null for others. */
function hiddenClass(cls: PyType): Task | null {
  const place = hiddenOf(cls);
  return place === undefined ? null : taskMakers.reduced(reduceTo('_hidden', [place.name]), cls);
}

/** What is found by its name, if it could be; null: it is to be found. */
export function travelTaskOfNamed(travel: Travel, obj: Value): Task | null {
  if (typeof obj !== 'object' || obj instanceof PyModule || obj instanceof PyType) return null;
  const module = (obj as { $__module__?: Value }).$__module__;
  if (!travel.has(module) && !isNameless(obj, module)) return null;
  const reducer = travelReducers.get(obj.cls);
  const value = reducer?.(obj) ?? reduceByState(obj, obj.cls.isHeap ? 'instance' : 'native');
  return taskMakers.reduced(value, obj);
}

/** Whether it is a type parameter of a function or class, which no module has under its name. */
function isNameless(obj: PyObject, module: Value = 'typing'): boolean {
  return (
    (obj instanceof TypeParameter || obj instanceof TypeAlias) && constantName(obj, module) === undefined
  );
}

function reducedOtherwise(travel: Travel, obj: PyObject): PyTuple | null {
  if (obj instanceof Property || obj instanceof ClassMethod || obj instanceof StaticMethod)
    return reduceByState(obj, obj.cls.isHeap ? 'instance' : 'native');
  if (obj instanceof MappingProxy) return reduceTo('_mapping_proxy', [obj.mapping]);
  const reducer = carriedReducers.get(nativeBase(obj.cls));
  if (reducer !== undefined) return reducer(obj);
  if ((isMember(obj) && travel.hasClass(obj.cls)) || isMadeDescriptor(obj))
    return reduceByState(obj, 'instance');
  return null;
}

/**
 * A descriptor that its class cannot make without arguments that a pickle has not, as `functools.partialmethod`: as part of a class it
 * is restored as it was.
 */
function isMadeDescriptor({ cls }: PyObject): boolean {
  return (
    cls.lookup('__get__') !== undefined &&
    cls.lookup('__setstate__') === undefined &&
    cls.lookup('__new__') !== objectType.lookup('__new__') &&
    reducesPlainly(cls)
  );
}

/** Whether it is a member of an enumeration, which is known by its class and so cannot be made by calling that. */
function isMember(obj: PyObject): boolean {
  return obj.cls.isHeap && obj.cls.attrs.get('_member_map_') instanceof PyDict;
}

/** Whether an object of a class made in Python, which says nothing of pickling, may be pickled in a way of its own after all. */
export function mayBeSpecial(obj: Value): boolean {
  return mayBeConstant(obj) || (typeof obj === 'object' && isMadeDescriptor(obj));
}

// --- Constants ---------------------------------------------------------------------------------------------------------

/** An instance of a private class, as a module has for `MISSING` and the like. */
function mayBeConstant(obj: Value): boolean {
  return typeof obj === 'object' && obj.cls.isHeap && obj.cls.name.startsWith('_');
}

/** The name of an object in a module; undefined when it has none there. */
function constantName(obj: PyObject, module: Value | undefined): string | undefined {
  const found = typeof module === 'string' ? machine.interpreter.modules.getStr(module) : undefined;
  if (!(found instanceof PyModule)) return undefined;
  const { dict } = found;
  for (let i = dict.begin(); i < dict.end(); i++) {
    const name = dict.keyAt(i);
    if (typeof name === 'string' && dict.valueAt(i) === obj) return name;
  }
  return undefined;
}

/** The name of a class of the library that its module has under another one, as `typing` its base of named tuples. */
export function otherName(cls: PyType): string | undefined {
  const module = cls.attrs.get('__module__');
  return typeof module === 'string' && isStandard(module) ? constantName(cls, module) : undefined;
}

// --- Functions, classes, modules ------------------------------------------------------------------------------------------

/** A namespace at the other end, still empty. */
function saveGlobals(globals: Globals): Task {
  const { dict } = globals;
  if (isExecuted(dict)) return taskMakers.reduced(reduceTo('_executed', executedArguments(dict)), globals);
  const args = [dict.getStr('__name__') ?? None, dict.getStr('__package__') ?? None];
  return taskMakers.reduced(reduceTo('_arrived', args), globals);
}

/** Pushes the task that writes fillings, if there are any; inside of a class they wait. */
function flush(op: PickleOperation, level: Level): void {
  if (level !== op.travel!.level && level.size > 0) op.push(new SaveFillings(level));
}

/** The end of what saves a class or a function, which may be used now. */
function complete(op: PickleOperation, code: PyType | PyFunction): Progress {
  demand(op, code);
  return DONE;
}

/** Pushes the task that writes what has to be filled in before a class or a function is used; false when there is nothing. */
function demand(op: PickleOperation, code: Value): boolean {
  const level = op.travel!.demand(code);
  if (level !== null) op.push(new SaveFillings(level));
  return level !== null;
}
taskMakers.demanded = demand;

class SaveFunction extends Task {
  private readonly fn: PyFunction;
  private stage = 0;
  constructor(fn: PyFunction) {
    super();
    this.fn = fn;
  }

  step(op: PickleOperation): Progress {
    if (this.stage++ === 0) {
      const found = frozenFunction('pickling', 'is_found').call1(this.fn);
      return found === ABRUPT ? ABRUPT : this.received(op, found);
    }
    if (this.stage === 3) return complete(op, this.fn);
    const level = op.travel!.level ?? new Level();
    op.travel!.addGlobals(this.fn, level);
    op.travel!.addData(this.fn, level);
    flush(op, level);
    return undefined;
  }

  override received(op: PickleOperation, found: Value): Progress {
    const byName = found === true && !op.travel!.has(this.fn.module);
    op.push(byName ? new SaveGlobal(this.fn, null) : taskMakers.reduced(reduceFunction(this.fn), this.fn));
    return byName ? DONE : undefined;
  }
}

class SaveClass extends Task {
  private readonly cls: PyType;
  private level: Level | null = null;
  private outermost = false;
  private stage = 0;
  constructor(cls: PyType) {
    super();
    this.cls = cls;
  }

  step(op: PickleOperation): Progress {
    const travel = op.travel!;
    if (this.level === null) {
      this.outermost = travel.level === null;
      this.level = travel.level ??= new Level();
      op.push(taskMakers.reduced(reduceByState(this.cls, 'class'), this.cls));
      return undefined;
    }
    if (this.stage++ > 0) return complete(op, this.cls);
    travel.addAttributes(this.cls, this.level);
    if (!this.outermost) return DONE;
    travel.level = null;
    flush(op, this.level);
    return undefined;
  }
}

/** A cell that is filled in later. */
class SaveCell extends Task {
  private readonly cell: Cell;
  private begun = false;
  constructor(cell: Cell) {
    super();
    this.cell = cell;
  }
  step(op: PickleOperation): Progress {
    if (!this.begun) {
      this.begun = true;
      op.push(taskMakers.reduced(reduceTo('_cell', []), this.cell));
      return undefined;
    }
    const level = op.travel!.level ?? new Level();
    if (this.cell.value !== undefined) op.travel!.add(level, this.cell, None, this.cell.value);
    flush(op, level);
    return DONE;
  }
}

/** A module, or (SaveNamespace) its dictionary: all of its globals go along. */
class SaveModule extends Task {
  protected readonly obj: PyObject;
  private begun = false;
  constructor(obj: PyObject) {
    super();
    this.obj = obj;
  }
  protected get dict(): PyDict {
    return (this.obj as PyModule).dict;
  }
  protected made(): PyTuple {
    const args: Value[] = [globalsOf(this.dict)];
    if (this.obj.cls.isHeap) args.push(this.obj.cls);
    return reduceTo('_arrived_module', args);
  }
  step(op: PickleOperation): Progress {
    if (!this.begun) {
      this.begun = true;
      op.push(taskMakers.reduced(this.made(), this.obj));
      return undefined;
    }
    const level = op.travel!.level ?? new Level();
    op.travel!.addNamespace(this.dict, level);
    flush(op, level);
    return DONE;
  }
}

export class SaveNamespace extends SaveModule {
  protected override get dict(): PyDict {
    return this.obj as PyDict;
  }
  protected override made(): PyTuple {
    return reduceTo('_globals_dict', [globalsOf(this.dict)]);
  }
}

// --- Fillings ----------------------------------------------------------------------------------------------------------

/** Writes what is to be filled in: code first, with what that brings; then what is plain; then the rest. */
class SaveFillings extends Task {
  private readonly level: Level;
  private stage: 'begin' | 'code' | 'data' = 'begin';
  constructor(level: Level) {
    super();
    this.level = level;
  }

  step(op: PickleOperation): Progress {
    const travel = op.travel!;
    if (this.stage === 'begin') {
      this.stage = 'code';
      travel.level = this.level;
    }
    if (this.stage === 'code') {
      const next = this.level.code.shift() ?? this.level.plain.shift();
      if (next !== undefined) return this.push(op, next);
      this.stage = 'data';
      travel.level = null;
    }
    const next = this.level.data.shift();
    return next === undefined ? DONE : this.push(op, next);
  }

  private push(op: PickleOperation, filling: Filling): undefined {
    if (filling.done) return;
    filling.done = true;
    op.push(new SaveFilling(filling));
  }
}

/** One call of `_fill`, whose value is dropped. */
class SaveFilling extends Task {
  private readonly parts: Value[];
  private stage = 0;
  constructor({ target, name, value }: Filling) {
    super();
    this.parts = [target, name, value];
  }

  step(op: PickleOperation): Progress {
    for (;;) {
      const stage = this.stage++;
      if (stage === 1) op.out.op(Op.MARK);
      if (stage > this.parts.length) break;
      if (!op.save(stage === 0 ? own('_fill') : this.parts[stage - 1]!)) return undefined;
    }
    op.out.op(Op.TUPLE);
    op.out.op(Op.REDUCE);
    op.out.op(Op.POP);
    return DONE;
  }
}
