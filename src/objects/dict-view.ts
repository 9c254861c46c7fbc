// Dicts that are views: the `__dict__` of an object over its own `$name` properties (instance-dict.ts), and that of a class.
//
// They override the storage of PyDict by look-ups in what they show. Entry numbers count the names as `end()` last saw them, so
// that iterating is as with any dict. Keys other than strs cannot be attributes: what holds one is no view any
// more, but an ordinary dict (`detach`).
import { type PyDict, PyDictLayout } from './dict.ts';
import type { Value } from './object.ts';
import { fromHost, hostString, type PyStr, strType, textOf } from './str.ts';
import { type PyType, typeHooks } from './type.ts';

/** The name that a key is if it is a str, and no instance of a subclass; else undefined. */
function nameOf(key: Value): string | undefined {
  if (typeof key === 'string') return key;
  return typeof key === 'object' && key.cls === strType ? (key as PyStr).key : undefined;
}

export abstract class DictView extends PyDictLayout {
  /** The names in order, as of the last call of `end()`. */
  private names: string[] = [];
  /** It has become an ordinary dict, with storage of its own. */
  protected detached = false;

  protected abstract currentNames(): string[];
  protected abstract read(name: string): Value | undefined;
  /** Sets, or with undefined deletes. */
  protected abstract write(name: string, value: Value | undefined): void;
  /** Makes this dict the storage of what it showed. */
  protected abstract adopt(): void;

  /** Takes over the entries and ends the view. */
  detach(): void {
    if (this.detached) return;
    const entries = this.currentNames().map((name): [string, Value] => [name, this.read(name)!]);
    this.detached = true;
    for (const [name, value] of entries) super.insertA(fromHost(name), value);
    this.adopt();
  }

  override get size(): number {
    return this.detached ? this.count : this.currentNames().length;
  }
  override end(): number {
    if (this.detached) return super.end();
    this.names = this.currentNames();
    return this.names.length;
  }
  override keyAt(i: number): Value | undefined {
    if (this.detached) return super.keyAt(i);
    const name = this.names[i];
    return name !== undefined && this.read(name) !== undefined ? fromHost(name) : undefined;
  }
  override valueAt(i: number): Value | undefined {
    if (this.detached) return super.valueAt(i);
    const name = this.names[i];
    return name === undefined ? undefined : this.read(name);
  }
  override setValueAt(i: number, value: Value): void {
    if (this.detached) super.setValueAt(i, value);
    else this.write(this.names[i]!, value);
  }
  override hashAt(i: number): number {
    return this.detached ? super.hashAt(i) : 0;
  }
  override getStr(key: string): Value | undefined {
    return this.detached ? super.getStr(key) : this.read(key);
  }
  override setStr(key: string, value: Value): void {
    if (this.detached) super.setStr(key, value);
    else this.insertA(fromHost(key), value);
  }
  override hasStr(key: string): boolean {
    return this.getStr(key) !== undefined;
  }
  override deleteStr(key: string): boolean {
    if (this.detached) return super.deleteStr(key);
    if (this.read(key) === undefined) return false;
    this.version++;
    this.write(key, undefined);
    return true;
  }
  override findA(key: Value): number {
    if (this.detached) return super.findA(key);
    if (typeof key !== 'string' || this.read(key) === undefined) return -1;
    const i = this.names.indexOf(key);
    if (i >= 0) return i;
    this.end();
    return this.names.indexOf(key);
  }
  override insertA(key: Value, value: Value): void {
    const name = this.detached ? undefined : nameOf(key);
    if (name === undefined) {
      this.detach();
      super.insertA(key, value);
      return;
    }
    if (this.read(name) === undefined) this.version++;
    this.write(name, value);
  }
  override insertB(key: Value, folded: number, value: Value): void {
    this.detach();
    super.insertB(key, folded, value);
  }
  override removeAt(i: number): void {
    if (this.detached) super.removeAt(i);
    else this.deleteStr(this.names[i]!);
  }
  override takeAll(other: PyDict): boolean {
    return this.detached && super.takeAll(other);
  }
  override takeKeywords(items: Map<string, Value>): boolean {
    return this.detached && super.takeKeywords(items);
  }
  override clear(): void {
    if (this.detached) super.clear();
    else for (const name of this.currentNames()) this.deleteStr(name);
  }
}

/** The namespace of a class; Python only sees it through a mappingproxy. */
export class TypeNamespace extends DictView {
  readonly owner: PyType;
  constructor(owner: PyType) {
    super();
    this.owner = owner;
  }
  /** It is a built-in class whose `__doc__` has not been read yet. */
  private get lacksDocstring(): boolean {
    return typeHooks.loadDocstrings !== null && !this.owner.attrs.has('__doc__');
  }
  protected currentNames(): string[] {
    const names = [...this.owner.attrs.keys()];
    if (this.lacksDocstring) names.push('__doc__');
    return names;
  }
  protected read(name: string): Value | undefined {
    if (name === '__doc__' && (this.lacksDocstring || !this.owner.isHeap)) typeHooks.loadDocstrings?.();
    return this.owner.attrs.get(name);
  }
  protected write(): void {
    throw new Error('the namespace of a class is changed through the class');
  }
  protected adopt(): void {}
  /** Keeps its entries itself from now on: `namespace`, from which the class was made, has keys that are no strings. */
  keep(namespace: PyDict): void {
    const rest = new Map(this.owner.attrs);
    this.detached = true;
    for (let i = namespace.begin(), end = namespace.end(); i < end; i++) {
      const key = namespace.keyAt(i);
      if (key === undefined) continue;
      const name = textOf(key);
      if (name === undefined) this.insertNew(key, namespace.hashAt(i), namespace.valueAt(i)!);
      else this.move(rest, hostString(name));
    }
    for (const name of rest.keys()) this.move(rest, name);
    this.owner.mixedNamespace = this;
  }
  private move(rest: Map<string, Value>, name: string): void {
    const value = rest.get(name);
    if (value !== undefined) this.setStr(name, value);
    rest.delete(name);
  }
  override get size(): number {
    if (this.detached) return super.size;
    return this.owner.attrs.size + (this.lacksDocstring ? 1 : 0);
  }
}

const namespaces = new WeakMap<PyType, TypeNamespace>();

/** The dict behind a class's `__dict__`: always the same one, a live view. */
export function typeNamespace(type: PyType): TypeNamespace {
  let namespace = namespaces.get(type);
  if (namespace === undefined) {
    namespace = new TypeNamespace(type);
    namespaces.set(type, namespace);
  }
  return namespace;
}
