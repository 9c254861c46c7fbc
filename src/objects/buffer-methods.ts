// `__buffer__` and `__release_buffer__` (PEP 688): of built-in classes, and where a class in Python has them.
//
// What a `__buffer__` in Python lends is a memoryview, which belongs to its maker. A view made of it holds a `Lease`; when the
// last view of that memory has been released, `__release_buffer__` is called with the memoryview. memoryview(), bytes() and
// bytearray() ask for it themselves; other natives are lent what they need (lending.ts).
import { ABRUPT } from '../machine/abrupt.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { callMethod1 } from '../operators/call.ts';
import { contiguousBytes, exportBuffer, FULL_RO, simpleBuffer, WRITABLE } from './buffer.ts';
import { byteArrayType } from './bytearray.ts';
import { bytesType } from './bytes.ts';
import { converted, isInt } from './conversion.ts';
import { fitsIndex } from './slice-index.ts';
import { bufferErrorType, overflowErrorType, raise, typeError, valueError } from './exception.ts';
import { ForeignMethod } from './foreign-descriptors.ts';
import { makeView, MemoryView, memoryview_release, memoryViewType } from './memoryview.ts';
import { defineClassMethods, defineMethods, defineStaticMethods, MethodDescriptor } from './native.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { Steps } from './steps.ts';
import { builtinType, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';

/** Flags of a request that say how much of the description is wanted (inspect.BufferFlags). */
const FORMAT = 4;
const ND = 8;

// --- Of built-in classes ---------------------------------------------------------------------------------------------

function buffer_get(self: PyObject, flags: Value): Result {
  if (!isInt(flags)) return converted(buffer_get, [self, flags], [null, 'index']);
  if (!fitsIndex(flags)) return raise(overflowErrorType, "cannot fit 'int' into an index-sized integer");
  const info = exportBuffer(self)!;
  const isView = self instanceof MemoryView;
  const bits = Number(flags);
  if ((bits & WRITABLE) !== 0 && info.readonly)
    return raise(
      bufferErrorType,
      isView ? 'memoryview: underlying buffer is not writable' : 'Object is not writable.',
    );
  if (isView && (bits & FORMAT) !== 0 && (bits & ND) === 0)
    return raise(bufferErrorType, 'memoryview: cannot cast to unsigned bytes if the format flag is present');
  const owner = isView ? self : info.owner;
  return makeView({ ...info, owner, format: (bits & FORMAT) !== 0 ? info.format : 'B' });
}

function buffer_release(self: PyObject, view: Value): Result {
  if (!(view instanceof MemoryView)) return typeError('expected a memoryview object');
  if (view.info === null) return valueError("memoryview's buffer has already been released");
  if (view.info.owner !== self) return valueError("memoryview's buffer is not this object");
  return memoryview_release(view);
}

/**
 * Gives a class whose instances lend their memory the methods for it.
 * @param releases whether it has to be told when its memory is given back
 */
export function defineBuffer(type: PyType, releases: boolean): void {
  defineMethods(type, { __buffer__: ['($self, flags, /)', buffer_get] });
  if (releases) defineMethods(type, { __release_buffer__: ['($self, buffer, /)', buffer_release] });
}

// --- In Python -------------------------------------------------------------------------------------------------------

/** Stands for an object whose class is written in Python as the owner of memory. */
class BufferWrapper extends PyObject {
  /** The views of the memory. */
  views = 0;
  readonly obj: Value;
  readonly lent: MemoryView;
  constructor(obj: Value, lent: MemoryView) {
    super();
    this.obj = obj;
    this.lent = lent;
  }
  end(): Result {
    return new EndOperation(this).run();
  }
}
builtinType('_buffer_wrapper', BufferWrapper, { final: true });

class EndOperation extends Steps {
  private readonly wrapper: BufferWrapper;
  constructor(wrapper: BufferWrapper) {
    super();
    this.wrapper = wrapper;
  }
  step(n: number): Result {
    const { obj, lent } = this.wrapper;
    const method = n === 0 ? pythonMethod(obj, '__release_buffer__') : undefined;
    if (method !== undefined) return callMethod1(method, obj, lent);
    return this.finish(None);
  }
  override raised(): IterResult {
    const exc = machine.exc!;
    machine.exc = null;
    this.at = 1;
    const told = frozenFunction('lifecycle', 'unraisable').call3(exc, None, this.wrapper.obj);
    return told === ABRUPT ? ABRUPT : (this.run() as IterResult);
  }
}

/** A method written in Python; undefined where there is none, or a native one. */
function pythonMethod(value: Value, name: string): Value | undefined {
  const method = typeOf(value).lookup(name);
  if (method === undefined || method === None) return undefined;
  return method instanceof MethodDescriptor && !(method instanceof ForeignMethod) ? undefined : method;
}

/** Whether the class of a value has a `__buffer__` in Python. */
export function lendsInPython(value: Value): boolean {
  return typeof value === 'object' && value.cls.isHeap && pythonMethod(value, '__buffer__') !== undefined;
}

class LendOperation extends Steps {
  private readonly obj: Value;
  private readonly flags: number;
  constructor(obj: Value, flags: number) {
    super();
    this.obj = obj;
    this.flags = flags;
  }
  step(n: number, value: Value): Result {
    if (n === 0) return callMethod1(pythonMethod(this.obj, '__buffer__')!, this.obj, this.flags);
    if (!(value instanceof MemoryView)) return typeError('__buffer__ returned non-memoryview object');
    const lease = new BufferWrapper(this.obj, value);
    const info = value.exportBuffer();
    if (info.readonly && (this.flags & WRITABLE) !== 0 && this.flags !== FULL_RO)
      return typeError(`argument must be read-write bytes-like object, not ${typeOf(this.obj).name}`);
    const seen = this.flags === FULL_RO ? info : simpleBuffer(lease, contiguousBytes(info), info.readonly);
    return this.finish(makeView({ ...seen, owner: lease, lease }));
  }
}

/** A view of what a `__buffer__` in Python lends. The flags say what for: memoryview() and bytes() ask for everything. */
export function lentView(obj: Value, flags = FULL_RO): Result {
  return new LendOperation(obj, flags).run();
}

function memoryview_new(_cls: PyType, object: Value): Result {
  if (lendsInPython(object)) return lentView(object);
  const info = exportBuffer(object);
  if (info === undefined)
    return typeError(`memoryview: a bytes-like object is required, not '${typeOf(object).name}'`);
  return makeView(info);
}

defineStaticMethods(memoryViewType, { __new__: ['($type, object)', memoryview_new] });
defineClassMethods(memoryViewType, {
  _from_flags: ['($type, object, flags)', (cls: PyType, object: Value) => memoryview_new(cls, object)],
});
for (const type of [bytesType, byteArrayType, memoryViewType]) defineBuffer(type, type !== bytesType);
