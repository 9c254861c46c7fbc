// Attributes of modules and classes at places in compiled code that reach them through globals: `math.sqrt`, `Color.RED`,
// `os.path.join(...)`.
//
// Each such place has an AttributeCache. While the object is the same module, or the same class unchanged, the attribute is
// one load: of the global variable's cell in the module's namespace, or of what the class said. Calls have caches of their own,
// in which a class method may be kept bound (loads must give a new object each time).
import { ABRUPT } from '../machine/abrupt.ts';
import { BoundMethod, PyFunction } from '../objects/function.ts';
import { ClassMethodDescriptor, BoundNative } from '../objects/native.ts';
import { PyModule } from '../objects/module.ts';
import type { Result, Value } from '../objects/object.ts';
import { ClassMethod } from '../objects/property.ts';
import { isDescriptor, PyType, typeType } from '../objects/type.ts';
import { bindAttribute, getAttribute, isDataDescriptor } from './attribute.ts';

export class AttributeCache {
  /** The module or class; null while nothing is cached. */
  owner: Value | null = null;
  /** Its `version` when the attribute was looked up. */
  version = 0;
  /** Holds the attribute; undefined when a module's global has been deleted. */
  cell: { value: Value | undefined } = NO_CELL;
}

const NO_CELL = { value: undefined };

/** `obj.name`, remembering where it was found. */
export function getAnchored(cache: AttributeCache, obj: Value, name: string): Result {
  fill(cache, obj, name, false);
  return getAttribute(obj, name);
}

/** Remembers for calls of `obj.name(...)` where the function is found; gives `obj`. */
export function anchor(cache: AttributeCache, obj: Value, name: string): Value {
  fill(cache, obj, name, true);
  return obj;
}

function fill(cache: AttributeCache, obj: Value, name: string, forCall: boolean): void {
  if ((obj as { version?: number }).version === undefined) return; // found sooner than asking for both classes
  if (obj instanceof PyModule) fillFromModule(cache, obj, name);
  else if (obj instanceof PyType && obj.cls === typeType) fillFromClass(cache, obj, name, forCall);
}

function fillFromModule(cache: AttributeCache, module: PyModule, name: string): void {
  // A class of modules that programs made may change, or have a `__getattribute__`.
  if (module.cls.isHeap || module.cls.lookup(name) !== undefined || !module.dict.hasStr(name)) return;
  cache.owner = module;
  cache.version = module.version;
  cache.cell = module.dict.cell(name);
}

function fillFromClass(cache: AttributeCache, type: PyType, name: string, forCall: boolean): void {
  const onMeta = typeType.lookup(name);
  const found = type.lookup(name);
  if (found === undefined || (onMeta !== undefined && isDataDescriptor(onMeta))) return;
  const value = settled(found, type, forCall);
  if (value === undefined) return;
  cache.owner = type;
  cache.version = type.version;
  cache.cell = { value };
}

/** What a class attribute gives through the class, when that is always the same; undefined otherwise. */
function settled(found: Value, type: PyType, forCall: boolean): Value | undefined {
  if (!isDescriptor(found) || found instanceof PyFunction) return found;
  if (typeof found !== 'object' || found.cls.isHeap) return undefined;
  const value = bindAttribute(found, null, type);
  const bound = value instanceof BoundMethod || value instanceof BoundNative;
  const isClassMethod = found instanceof ClassMethod || found instanceof ClassMethodDescriptor;
  if (isClassMethod ? !forCall || !bound : bound) return undefined;
  return value === ABRUPT ? undefined : value;
}
