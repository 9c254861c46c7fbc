// `__build_class__`: what a class statement does.
//
// Bases that are not classes say what stands for them (`__mro_entries__`), the metaclass is found and prepares the namespace,
// the body runs in it, and the metaclass makes the class. The body is a function of one argument, the namespace; it returns
// the cell behind `__class__` and `super()`, or None.
import { ABRUPT } from '../machine/abrupt.ts';
import { machine } from '../machine/machine.ts';
import type { Size } from '../machine/numbers.ts';
import { getAttributeOrMissing } from '../operators/attribute.ts';
import { call1, callKw } from '../operators/call.ts';
import { setItem } from '../operators/item.ts';
import { calculateMetaclass, typeErrorOf, typeText } from './class-layout.ts';
import { ClassCreation, keywordArrays } from './class-creation.ts';
import { PyDict } from './dict.ts';
import { attributeErrorType, newException, runtimeErrorType } from './exception.ts';
import { Cell, type PyFunction } from './function.ts';
import { None, orNone } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { Steps } from './steps.ts';
import { hostString, textOf } from './str.ts';
import { strRepr } from './text/string-repr.ts';
import { PyTuple } from './tuple.ts';
import { PyType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** Dicts of classes made in Python in which class bodies run: to pickle one its class's code must not be run. */
export const classNamespaces = new WeakSet<PyDict>();

/**
 * Makes a class from its body.
 * @param body called with the namespace; returns the `__class__` cell or None
 * @param keywords those of the class statement, `metaclass` among them; null for none
 */
export function buildClass(
  body: PyFunction,
  name: Value,
  bases: Value[],
  keywords: Map<string, Value> | null,
): Result {
  const rest = new Map(keywords ?? []);
  rest.delete('metaclass');
  return new ClassStatement(body, name, bases, keywords?.get('metaclass') ?? null, rest).run();
}

/** The `__prepare__` of type, not bound, which stands for none as well: both give a new dict. */
const plainPrepare = (): Value => typeType.attrs.get('__prepare__')!;

class ClassStatement extends Steps {
  private readonly body: PyFunction;
  private readonly name: Value;
  /** As written. */
  private readonly bases: Value[];
  /** With entries in place of what is no class; the same array when there is none such. */
  private resolved: Value[];
  /** How many of `bases` have been looked at. */
  private index: Size = 0;
  private metaclass: Value | null;
  private readonly keywords: Map<string, Value>;
  private namespace: Value = None;
  private cell: Value = None;

  constructor(
    body: PyFunction,
    name: Value,
    bases: Value[],
    metaclass: Value | null,
    keywords: Map<string, Value>,
  ) {
    super();
    this.body = body;
    this.name = name;
    this.bases = bases;
    this.resolved = bases;
    this.metaclass = metaclass;
    this.keywords = keywords;
  }

  step(n: number, value: Value): Result {
    switch (n) {
      case 0:
        return this.nextBase();
      case 1:
        return this.entries(value);
      case 2:
        return this.addEntries(value);
      case 3:
        return this.findPrepare();
      case 4:
        return this.prepare(value);
      case 5:
        return this.runBody(value);
      case 6:
        this.cell = value;
        if (this.resolved === this.bases) return None;
        return orNone(setItem(this.namespace, '__orig_bases__', new PyTuple(this.bases)));
      case 7:
        return this.callMetaclass();
      default:
        return this.finish(this.checked(value));
    }
  }

  /** An AttributeError in the look-up of `__mro_entries__` or `__prepare__` says that there is none. */
  override raised(): IterResult {
    const looking = this.at === 1 || this.at === 4;
    if (!looking || !machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    if (this.at === 4) return this.run(plainPrepare());
    this.keep(this.bases[this.index]!);
    this.at = 0;
    return this.run();
  }

  /** Finds the next base that is not a class, and its `__mro_entries__`. */
  private nextBase(): Result {
    while (this.index < this.bases.length) {
      const base = this.bases[this.index]!;
      if (!(base instanceof PyType)) {
        const entries = getAttributeOrMissing(base, '__mro_entries__');
        if (entries !== undefined) return entries;
      }
      this.keep(base);
    }
    this.at = 3;
    return None;
  }

  private keep(base: Value): void {
    if (this.resolved !== this.bases) this.resolved.push(base);
    this.index++;
  }

  private entries(method: Value): Result {
    return call1(method, new PyTuple(this.bases));
  }

  private addEntries(value: Value): Result {
    if (!(value instanceof PyTuple)) throw typeErrorOf('__mro_entries__ must return a tuple');
    if (this.resolved === this.bases) this.resolved = this.bases.slice(0, this.index);
    this.resolved.push(...value.items);
    this.index++;
    this.at = 0;
    return None;
  }

  private findPrepare(): Result {
    let meta = this.metaclass ?? (this.resolved.length > 0 ? typeOf(this.resolved[0]!) : typeType);
    if (meta instanceof PyType) meta = calculateMetaclass(meta, this.resolved);
    this.metaclass = meta;
    if (meta instanceof PyType && meta.lookup('__prepare__') === plainPrepare()) return plainPrepare();
    const method = getAttributeOrMissing(meta, '__prepare__');
    return method === undefined ? plainPrepare() : method;
  }

  private prepare(method: Value): Result {
    if (method === plainPrepare()) return new PyDict();
    const [values, names] = keywordArrays(this.keywords);
    return callKw(method, [this.name, new PyTuple(this.resolved), ...values], names);
  }

  private runBody(namespace: Value): Result {
    if (!(namespace instanceof PyDict) && typeOf(namespace).lookup('__getitem__') === undefined) {
      const meta = this.metaclass!;
      const who = meta instanceof PyType ? meta.name : '<metaclass>';
      throw typeErrorOf(`${who}.__prepare__() must return a mapping, not ${typeOf(namespace).name}`);
    }
    this.namespace = namespace;
    if (namespace instanceof PyDict && namespace.cls.isHeap) classNamespaces.add(namespace);
    // Not a call by its parameters: the code of a class body has none, but its JavaScript takes the namespace.
    return this.body.js(namespace);
  }

  private callMetaclass(): Result {
    const bases = new PyTuple(this.resolved);
    if (this.metaclass === typeType && this.namespace instanceof PyDict) {
      const name = hostString(textOf(this.name)!);
      return new ClassCreation(typeType, name, bases.items, this.namespace, this.keywords).run();
    }
    const [values, names] = keywordArrays(this.keywords);
    return callKw(this.metaclass!, [this.name, bases, this.namespace, ...values], names);
  }

  /** The class, once its `__class__` cell is known to hold it. */
  private checked(cls: Value): Result {
    if (!(cls instanceof PyType) || !(this.cell instanceof Cell)) return cls;
    const held = this.cell.value;
    if (held === cls) return cls;
    const name = strRepr(textOf(this.name)!);
    if (held === undefined) {
      throw newException(
        runtimeErrorType,
        `__class__ not set defining ${name} as ${typeText(cls)}. Was __classcell__ propagated to type.__new__?`,
      );
    }
    const shown = held instanceof PyType ? typeText(held) : typeOf(held).name;
    throw typeErrorOf(`__class__ set to ${shown} defining ${name} as ${typeText(cls)}`);
  }
}
