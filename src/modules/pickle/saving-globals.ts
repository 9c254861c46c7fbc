// Pickling functions, classes and whatever else is found in a module: by the names of the module and of the object.
import { ABRUPT } from '../../machine/abrupt.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { PyFunction } from '../../objects/function.ts';
import { PyModule } from '../../objects/module.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { fromHost, hostString, textOf } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { PyType } from '../../objects/type.ts';
import { copyregTables } from './copyreg-tables.ts';
import { Op } from './opcodes.ts';
import { DONE, type PickleOperation, type Progress, Task } from './saving.ts';
import { encodeText } from './writer.ts';

const Stage = {
  FIND: 0,
  EXTENSION: 1,
  MODULE: 2,
  NAME: 3,
  END: 4,
  /** Protocols below 4: `getattr` for each part of a dotted name but the first, then the names. */
  GETATTR: 5,
  OLD_NAMES: 6,
  ATTRIBUTE: 7,
  ATTRIBUTE_SAVED: 8,
} as const;

export class SaveGlobal extends Task {
  private readonly obj: Value;
  private name: Value | null;
  private module: Value = None;
  private stage: number = Stage.FIND;
  /** The parts of the name, and the one that is next. */
  private path: string[] = [];
  private part = 1;
  constructor(obj: Value, name: Value | null) {
    super();
    this.obj = obj;
    this.name = name;
  }

  step(op: PickleOperation): Progress {
    for (;;) {
      const progress = this.advance(op);
      if (progress !== true) return progress;
    }
  }

  private advance(op: PickleOperation): Progress | true {
    switch (this.stage) {
      case Stage.FIND: {
        if (this.findQuickly()) return true;
        const found = frozenFunction('pickling', 'global_name').call2(this.obj, this.name ?? None);
        return found === ABRUPT ? ABRUPT : this.went(op, found);
      }
      case Stage.EXTENSION:
        return this.extension(op);
      case Stage.MODULE:
        this.stage = Stage.NAME;
        return op.save(this.module) ? true : undefined;
      case Stage.NAME:
        this.stage = Stage.END;
        return op.save(this.name!) ? true : undefined;
      case Stage.END:
        if (op.proto >= 4) op.out.op(Op.STACK_GLOBAL);
        op.memoize(this.obj);
        return DONE;
      default:
        return this.old(op);
    }
  }

  /** What a function that has answered at once gave. */
  private went(op: PickleOperation, value: Value): true | Progress {
    const progress = this.received(op, value);
    return progress === undefined ? true : progress;
  }

  override received(op: PickleOperation, value: Value): Progress {
    if (this.stage === Stage.FIND) {
      [this.module, this.name] = (value as PyTuple).items as [Value, Value];
      this.stage = Stage.EXTENSION;
    } else if (this.stage === Stage.EXTENSION) {
      if (value !== None) return this.code(op, value as number);
      this.begin(op);
    } else if (this.topLevel(op, value as PyTuple) === ABRUPT) return ABRUPT;
    return undefined;
  }

  /** Whether the object is where its names say, in a module that is there: no Python code is needed. */
  private findQuickly(): boolean {
    const { obj } = this;
    if (!(obj instanceof PyFunction || obj instanceof PyType) || (obj.cls.isHeap && obj instanceof PyType))
      return false;
    const name = this.name ?? obj.qualname;
    const module = obj instanceof PyFunction ? obj.module : (obj.attrs.get('__module__') ?? 'builtins');
    if (typeof module !== 'string' || typeof name !== 'string' || name.includes('.')) return false;
    const found = machine.interpreter.modules.getStr(module);
    if (!(found instanceof PyModule) || found.cls.isHeap || found.dict.getStr(name) !== obj) return false;
    this.module = module;
    this.name = name;
    this.stage = Stage.EXTENSION;
    return true;
  }

  private extension(op: PickleOperation): Progress | true {
    if (op.proto < 2 || (copyregTables()?.extensions.size ?? 0) === 0) {
      this.begin(op);
      return true;
    }
    const code: Result = frozenFunction('pickling', 'extension_code').call3(
      this.obj,
      this.module,
      this.name!,
    );
    return code === ABRUPT ? ABRUPT : this.went(op, code);
  }

  private code(op: PickleOperation, code: number): Progress {
    if (code <= 0xff) op.out.op1(Op.EXT1, code);
    else if (code <= 0xffff) op.out.op2(Op.EXT2, code);
    else op.out.op4(Op.EXT4, code);
    return DONE;
  }

  private begin(op: PickleOperation): void {
    this.stage = op.proto >= 4 ? Stage.MODULE : Stage.GETATTR;
    if (op.proto < 4) this.path = hostString(textOf(this.name!)!).split('.');
  }

  // --- Protocols below 4 ---------------------------------------------------------------------------------------------

  private old(op: PickleOperation): Progress | true {
    const last = this.part === this.path.length;
    switch (this.stage) {
      case Stage.GETATTR:
        if (this.part > 1 && op.proto < 2) op.out.op(Op.MARK);
        if (last) {
          this.part = 1;
          this.stage = Stage.OLD_NAMES;
          return true;
        }
        this.part++;
        return op.save(machine.interpreter.builtins.getStr('getattr')!) ? true : undefined;
      case Stage.OLD_NAMES:
        return this.names(op);
      case Stage.ATTRIBUTE:
        this.stage = last ? Stage.END : Stage.ATTRIBUTE_SAVED;
        return last || op.save(fromHost(this.path[this.part++]!)) ? true : undefined;
      default:
        op.out.op(op.proto < 2 ? Op.TUPLE : Op.TUPLE2);
        op.out.op(Op.REDUCE);
        this.stage = Stage.ATTRIBUTE;
        return true;
    }
  }

  /** The names of the module and of the first part, as Python 2 had them if that is wanted. */
  private names(op: PickleOperation): Progress | true {
    const name = fromHost(this.path[0]!);
    if (op.proto >= 3 || !op.pickler.fixImports) {
      return this.topLevel(op, new PyTuple([this.module, name]));
    }
    const fixed = frozenFunction('pickling', 'old_names').call2(this.module, name);
    return fixed === ABRUPT ? ABRUPT : this.went(op, fixed);
  }

  private topLevel(op: PickleOperation, names: PyTuple): Progress | true {
    const [module, name] = names.items as [Value, Value];
    op.out.op(Op.GLOBAL);
    for (const [kind, text] of [
      ['module', module],
      ['global', name],
    ] as const) {
      if (!isEncodable(op, text)) {
        const encoding = op.proto >= 3 ? 'utf-8' : 'ascii';
        // Raises.
        return frozenFunction('pickling', 'cannot_encode').callN([
          text,
          kind,
          encoding,
          op.proto,
        ]) as typeof ABRUPT;
      }
      op.out.bytes(encodeText(textOf(text)!));
      op.out.op(10);
    }
    this.stage = Stage.ATTRIBUTE;
    return true;
  }
}

/** Whether protocols below 4 can have a name: ASCII, in protocol 3 UTF-8. */
function isEncodable(op: PickleOperation, name: Value): boolean {
  const text = hostString(textOf(name)!);
  return op.proto >= 3 ? !/\p{Surrogate}/u.test(text) : /^[\0-\x7f]*$/.test(text);
}
