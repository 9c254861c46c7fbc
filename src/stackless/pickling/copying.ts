// Copies of what is suspended, so that a point in a program can be resumed more than once.
//
// What is copied: the frames; the generators that run in them; and what only temporaries hold of the kinds that keep a position, that is
// built-in iterators and suspended generators, such as a `for` loop goes through. What is shared: everything that a variable, an
// object or a closure refers to. The iterator of a generator expression is no variable, though it is kept like one.
import type { Frame } from '../../machine/frame.ts';
import { PyFrame } from '../../machine/frame.ts';
import { GeneratorLike } from '../../machine/generator.ts';
import { newException, valueErrorType } from '../../objects/exception.ts';
import { Cell } from '../../objects/function.ts';
import type { PyObject } from '../../objects/object.ts';
import { builtinTypes } from '../../objects/type.ts';
import { type FrameTrace, type Tracing, variantOf } from '../../machine/tracing.ts';
import { isTracing, keptTrace, keptTracing, setFrameTrace } from './tracing-state.ts';

type Fields = Record<string, unknown>;

/** Built-in iterators that are no more than a position in something else. */
const POSITIONS = new Set(
  (
    'list_iterator list_reverseiterator tuple_iterator range_iterator longrange_iterator str_iterator str_ascii_iterator ' +
    'bytes_iterator bytearray_iterator dict_keyiterator dict_valueiterator dict_itemiterator dict_reversekeyiterator ' +
    'dict_reversevalueiterator dict_reverseitemiterator set_iterator enumerate zip map filter reversed iterator callable_iterator'
  ).split(' '),
);

let positionPrototypes = new Set<unknown>();
/** How many built-in classes there were then. */
let classesSeen = 0;

/** Whether it is such an iterator. */
export function keepsPosition(value: unknown): value is PyObject {
  if (classesSeen < builtinTypes.length) {
    classesSeen = builtinTypes.length;
    positionPrototypes = new Set(
      builtinTypes
        .filter((type) => POSITIONS.has(type.name) || type.attrs.get('__module__') === 'itertools')
        .map((type) => type.proto),
    );
  }
  return typeof value === 'object' && value !== null && positionPrototypes.has(Object.getPrototypeOf(value));
}

/** Whether a slot of a frame is a variable of the program: not a temporary, a cell, or the iterator of a generator expression. */
function isVariable([property, name]: readonly [property: string, name: string, ...unknown[]]): boolean {
  return property.startsWith('$') && name !== '.0';
}

/** An object of the same class with the same fields. */
export function sameFields<T extends object>(value: T): T {
  return Object.assign(Object.create(Object.getPrototypeOf(value) as object) as T, value);
}

class Copier {
  /** What has been copied, and its copy. */
  readonly copies = new Map<unknown, unknown>();
  /** What variables hold: it stays shared. */
  private readonly held = new Set<unknown>();

  hold(frame: Frame): void {
    if (!(frame instanceof PyFrame)) return;
    for (const slot of frame.code.template.slots) {
      const value = (frame as unknown as Fields)[slot[0]];
      if (isVariable(slot)) this.held.add(value);
      else if (value instanceof Cell) this.held.add(value.value);
    }
    for (const cell of frame.fn.closure) this.held.add(cell.value);
  }

  /** What the copy has in place of a value that a temporary or a native's field holds. */
  temporary(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const copy = this.copies.get(value);
    if (copy !== undefined) return copy;
    if (Array.isArray(value))
      return this.keep(
        value,
        value.map((item) => this.temporary(item)),
      );
    if (this.held.has(value)) return value;
    if (isTracing(value)) return this.tracing(value);
    if (keepsPosition(value)) return this.fields(value);
    if (value instanceof GeneratorLike && !value.isRunning() && value.frame !== null)
      return this.generator(value);
    return value;
  }

  private keep<T>(original: unknown, copy: T): T {
    this.copies.set(original, copy);
    return copy;
  }

  tracing<T extends Tracing | FrameTrace>(value: T): T {
    return (this.copies.get(value) as T | undefined) ?? this.keep(value, sameFields(keptTracing(value)));
  }

  private fields<T extends object>(value: T): T {
    const copy = this.keep(value, sameFields(value)) as Fields;
    for (const name of Object.keys(copy)) copy[name] = this.temporary(copy[name]);
    return copy as T;
  }

  /** A suspended generator with a frame of its own. */
  generator(generator: GeneratorLike): GeneratorLike {
    const copy = this.keep(generator, sameFields(generator));
    copy.chain = copy.owner = copy.resumption = null;
    if (generator.frame !== null) copy.frame = this.frame(generator.frame);
    return copy;
  }

  /** A generator that runs in the chain: what it is in the midst of is mapped afterwards. */
  running(generator: GeneratorLike): void {
    if (!this.copies.has(generator)) this.keep(generator, sameFields(generator));
  }

  frame<F extends Frame>(frame: F): F {
    const known = this.copies.get(frame);
    if (known !== undefined) return known as F;
    if (!(frame instanceof PyFrame)) return this.fields(frame);
    this.hold(frame);
    const copy = this.keep(frame, new frame.code.FrameClass(frame.pc, frame.fn)) as unknown as Fields;
    for (const slot of frame.code.template.slots) {
      const value = (frame as unknown as Fields)[slot[0]];
      copy[slot[0]] = isVariable(slot) ? (this.copies.get(value) ?? value) : this.temporary(value);
    }
    if (!Number.isInteger(frame.pc))
      for (const name of variantOf(frame.code).temporaries)
        copy[name] = this.temporary((frame as unknown as Fields)[name]);
    if (frame.delegate !== null) copy['delegate'] = this.temporary(frame.delegate);
    const trace = keptTrace(frame);
    setFrameTrace(copy as unknown as PyFrame, trace === null ? null : this.tracing(trace));
    return copy as unknown as F;
  }

  /** Generators in the midst of a step refer to frames and generators that have copies. */
  finish(): void {
    for (const [original, copy] of this.copies) {
      if (!(copy instanceof GeneratorLike) || !(original as GeneratorLike).isRunning()) continue;
      const map = <T>(value: T): T => (this.copies.get(value) as T | undefined) ?? value;
      copy.frame = map(copy.frame);
      copy.owner = map(copy.owner);
      copy.resumption = map(copy.resumption);
      copy.chain = copy.chain === null ? null : copy.chain.map(map);
    }
  }
}

/** Copies a chain of frames, given outermost first; the copies are not linked. */
export function copyFrames(frames: readonly Frame[]): Frame[] {
  return copyTraced(frames, null)[0];
}

/** Copies a chain of frames with the trace and profile functions of its tasklet. */
export function copyTraced(frames: readonly Frame[], tracing: Tracing | null): [Frame[], Tracing | null] {
  const copier = new Copier();
  for (const frame of frames) {
    copier.hold(frame);
    const { generator } = frame as { generator?: unknown };
    if (generator instanceof GeneratorLike && generator.isRunning()) {
      copier.running(generator);
      generator.chain?.forEach((member) => copier.running(member));
    }
  }
  const copies = frames.map((frame) => copier.frame(frame));
  copier.finish();
  return [copies, tracing === null ? null : copier.tracing(tracing)];
}

/** What `copy.copy` makes of an object of the implementation: it refers to the same objects. */
export function copyObject(target: object): object {
  if (!(target instanceof GeneratorLike)) return sameFields(target);
  if (target.isRunning())
    throw newException(valueErrorType, `cannot copy a ${target.kind()} that is executing`);
  return new Copier().generator(target);
}

/** Links frames, outermost first, and gives the innermost. */
export function linkFrames(frames: readonly Frame[]): Frame | null {
  frames.forEach((frame, i) => (frame.back = i === 0 ? null : frames[i - 1]!));
  return frames[frames.length - 1] ?? null;
}

/** How many of them are compiled functions'. */
export function compiledCount(frames: readonly Frame[]): number {
  return frames.filter((frame) => frame instanceof PyFrame).length;
}
