// Docstrings and `__text_signature__` of what is built in: CPython's own, which the build takes from there
// (tools/docstrings.mjs describes the file). It is read when a program first asks for a docstring of a built-in.
//
// Functions and descriptors look theirs up. A class has its as the attribute `__doc__`, which instances inherit: that of all
// classes is set when the file is read, and until then `object` has a descriptor there that reads it. What CPython does not
// have, or had not on the platform where it was asked, keeps what its table says (native.ts).
import { machine } from '../machine/machine.ts';
import { getAttribute } from '../operators/attribute.ts';
import { defineMethods, type GetSetDescriptor, type NativeCallable, SlotWrapper } from './native.ts';
import { None } from './none.ts';
import { PyObject, type Result, type Value } from './object.ts';
import { fromHost } from './str.ts';
import {
  builtinType,
  builtinTypes,
  isDescriptor,
  objectType,
  type PyType,
  setTypeAttribute,
  typeHooks,
} from './type.ts';

/** A docstring, or one with the signature. */
type Entry = string | null | [docstring: string | null, signature: string];

/** The file, once it is read: owner -> name -> entry. */
let file: Record<string, Record<string, Entry>> | null = null;

/** Docstrings of built-in classes whose own `__doc__` is that of their instances (property, function). */
const hiddenDocs = new Map<PyType, Value>();

function readFile(): NonNullable<typeof file> {
  const { files, docstringsPath } = machine.interpreter.host;
  if (files === null || docstringsPath === null) return {};
  return JSON.parse(new TextDecoder().decode(files.readFile(docstringsPath))) as NonNullable<typeof file>;
}

/** Gives the built-in classes their `__doc__`, unless they have it. */
export function loadDocstrings(): void {
  if (typeHooks.loadDocstrings === null) return;
  file ??= readFile();
  typeHooks.loadDocstrings = null;
  setTypeAttribute(objectType, '__doc__', undefined);
  for (const type of builtinTypes) setClassDocstring(type);
  for (const action of typeHooks.whenDocstrings.splice(0)) action();
}

typeHooks.addDocstrings = (types) => {
  if (typeHooks.loadDocstrings !== null) return;
  for (const type of types) setClassDocstring(type);
  for (const action of typeHooks.whenDocstrings.splice(0)) action();
};

function setClassDocstring(type: PyType): void {
  const found = classEntry(type);
  const own = type.attrs.get('__doc__');
  if (own !== undefined && isDescriptor(own)) hiddenDocs.set(type, shown(found));
  else if (found !== undefined) setTypeAttribute(type, '__doc__', shown(found));
  else if (own === undefined) setTypeAttribute(type, '__doc__', shown(type.tableDoc ?? undefined));
}

function ownerKey(type: PyType): string {
  const module = type.attrs.get('__module__');
  return `${typeof module === 'string' ? module : 'builtins'}.${type.qualname}`;
}

function classEntry(type: PyType): Entry | undefined {
  return entry(ownerKey(type), '');
}

function entry(owner: string, name: string): Entry | undefined {
  file ??= readFile();
  const names = file[owner];
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}

/** Of a function of a module, a static method, or a descriptor of a class. */
function entryOf(thing: NativeCallable | GetSetDescriptor): Entry | undefined {
  const { owner, module } = thing as { owner?: PyType | null; module?: string | null };
  const place = owner ? ownerKey(owner) : (module ?? null);
  const own = place === null ? undefined : entry(place, thing.name);
  const common = thing instanceof SlotWrapper || thing.name === '__new__';
  return own === undefined && common ? entry('', thing.name) : own;
}

function shown(found: Entry | undefined): Value {
  const doc = Array.isArray(found) ? found[0] : (found ?? null);
  return doc === null ? None : fromHost(doc);
}

/** `__doc__` of a built-in function or descriptor. */
export function docstringOf(thing: NativeCallable | GetSetDescriptor): Value {
  const found = entryOf(thing);
  return found === undefined ? shown(thing.doc) : shown(found);
}

/** Its `__text_signature__`; `otherwise` is what it is when CPython does not have the function. */
export function signatureOf(thing: NativeCallable, otherwise: string): Value {
  const found = entryOf(thing);
  if (found === undefined) return fromHost(otherwise);
  return Array.isArray(found) ? fromHost(found[1]) : None;
}

/** `__doc__` of a built-in class. */
export function classDocstring(type: PyType): Value {
  loadDocstrings();
  const own = type.attrs.get('__doc__') ?? None;
  return isDescriptor(own) ? (hiddenDocs.get(type) ?? None) : own;
}

/** Its `__text_signature__`. */
export function classSignature(type: PyType): Value {
  const found = classEntry(type);
  return Array.isArray(found) ? fromHost(found[1]) : None;
}

/** What stands for `object.__doc__` until the file is read. Instances and modules may have a `__doc__` of their own. */
class LazyDocstring extends PyObject {}
(LazyDocstring.prototype as { binds?: boolean }).binds = true;
const lazyType = builtinType('docstring', LazyDocstring, { final: true });
for (const reference of objectType.subclasses)
  if (reference.deref() === lazyType) objectType.subclasses.delete(reference);

defineMethods(lazyType, {
  __get__: [
    '($self, instance, owner=None, /)',
    (_self: LazyDocstring, instance: Value): Result => {
      loadDocstrings();
      return getAttribute(instance, '__doc__');
    },
  ],
});
setTypeAttribute(objectType, '__doc__', new LazyDocstring());
typeHooks.loadDocstrings = loadDocstrings;
