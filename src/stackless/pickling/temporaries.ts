// What the variables and temporaries of a frame have to be at its point, as the compiler says (compiler/frame-kinds.ts): what is emitted takes
// them for that without another look, so a frame with others is refused when it is loaded.
import { localName } from '../../compiler/javascript-names.ts';
import { ABRUPT } from '../../machine/abrupt.ts';
import type { PyFrame } from '../../machine/frame.ts';
import { codeHooks, type CodeObject, type CodeTemplate } from '../../objects/code.ts';
import { PyDict } from '../../objects/dict.ts';
import { PyBaseException, raise, typeErrorType } from '../../objects/exception.ts';
import { listType, PyList } from '../../objects/list.ts';
import { MethodDescriptor } from '../../objects/native.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { PySet } from '../../objects/set.ts';
import { strType } from '../../objects/str.ts';
import { Interpolation } from '../../objects/template.ts';
import { PyTuple, tupleType } from '../../objects/tuple.ts';
import { typeOf } from '../../objects/typeof.ts';
import { isValue } from './field-types.ts';

/** What is asked of a frame at a point. */
export interface Demands {
  /** Of values that are more than values of Python, by their numbers: a letter, with a number behind some. */
  readonly kinds: readonly (readonly [number: number, kind: string])[];
  /** The number of the iterator that goes with the numbers of a range. */
  readonly ranges: ReadonlyMap<number, number>;
  /** The numbers of temporaries that are values of Python. */
  readonly values: readonly number[];
  /** The numbers of locals that are bound. */
  readonly bound: readonly number[];
  /** What the operation has to give; null: any value. */
  readonly gives: string | null;
}

const known = new WeakMap<CodeTemplate, Map<number, Demands | null>>();

/** The point last asked for: pickles have many frames that wait at the same. */
let recent: { template: CodeTemplate; pc: number; demands: Demands | null } | null = null;

/** What is asked of a frame at a point, which has these slots; null where that cannot be told. */
export function demandsAt(code: CodeObject, pc: number, properties: readonly string[]): Demands | null {
  const { template } = code;
  if (recent !== null && recent.template === template && recent.pc === pc) return recent.demands;
  let points = known.get(template);
  if (points === undefined) known.set(template, (points = new Map<number, Demands | null>()));
  let demands = points.get(pc);
  if (demands === undefined) points.set(pc, (demands = makeDemands(code, pc, properties)));
  recent = { template, pc, demands };
  return demands;
}

function makeDemands(code: CodeObject, pc: number, properties: readonly string[]): Demands | null {
  const at = codeHooks.kinds(code, pc);
  if (at === undefined) return null;
  const { temporaries, bound, gives } = at;
  const isMark = !Number.isInteger(pc);
  const numbers = new Map(properties.map((property, i) => [property, i]));
  const kinds: [number, string][] = [];
  const ranges = new Map<number, number>();
  const values: number[] = [];
  const end = isMark ? temporaries.length : code.template.points[pc * 5 + 4]!;
  for (let i = 0; i < end; i++) {
    const number = numbers.get(`s${i}`);
    if (number === undefined) continue;
    const kind = temporaries[i] ?? 'v';
    if (isMark) {
      if (CHANGED.includes(kind)) kinds.push([number, `~${kind}`]);
    } else if (kind === 'v') values.push(number);
    else kinds.push([number, kind]);
    if (kind === '+') ranges.set(number, numbers.get(`s${temporaries.lastIndexOf('R', i)}`)!);
  }
  // What a generator expression goes through.
  const source = numbers.get(localName('.0'));
  if (source !== undefined) kinds.push([source, 'I']);
  return { kinds, ranges, values, bound: bound.flatMap((name) => numbers.get(name) ?? []), gives };
}

/** What is being made, and so changed. */
const CHANGED = ['L', 'D', 'S'];

/**
 * Whether variables and temporaries are what they have to be. Those that are not read before they are set become undefined, unless they are
 * values.
 */
export function fitVariables(demands: Demands, values: unknown[]): boolean {
  for (const number of demands.bound) if (values[number] === undefined) return false;
  for (const number of demands.values) if (!isValue(values[number])) return false;
  for (const [number, kind] of demands.kinds) {
    if (kind !== '?') {
      if (!fits(kind, values, number, demands.ranges.get(number) ?? -1)) return false;
    } else if (!isValue(values[number])) values[number] = undefined;
  }
  return true;
}

/** Whether value `i` is of a kind; `range` is the number of the iterator that goes with the numbers of a range. */
function fits(kind: string, values: readonly unknown[], i: number, range: number): boolean {
  const value = values[i];
  switch (kind[0]) {
    case 'I':
      return value instanceof PyObject;
    case '#':
      return isIndex(value) && (value < 0 || hasItems(values[i - 1]));
    case 'R':
      return value === undefined || value instanceof PyObject;
    case '+':
      return Number.isSafeInteger(value) || values[range] !== undefined;
    case 'E':
      return value instanceof PyBaseException;
    case 'C':
      return typeof value === 'number';
    case 'X':
      return values[i - 1] === 1 ? value instanceof PyBaseException : isValue(value);
    case 'M':
      return isValue(value) && isOf(value, values[i + 1]);
    case 's':
      return value === undefined || isValue(value);
    case 'A':
      return (
        (value instanceof PyList || value instanceof PyTuple) && value.items.length >= Number(kind.slice(1))
      );
    case 'L':
      return value instanceof PyList;
    case 'D':
      return value instanceof PyDict;
    case 'S':
      return value instanceof PySet;
    case '~': // or nothing yet
      return value === undefined || fits(kind.slice(1), values, i, range);
    case 'P':
      return value instanceof PyTuple;
    case 't':
      return isValue(value) && typeOf(value).isSubtype(strType);
    case 'T':
      return value instanceof Interpolation;
    default:
      return isValue(value);
  }
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= -1;
}

/** Whether it is gone through by an index. */
function hasItems(value: unknown): boolean {
  return value instanceof PyObject && (value.cls === listType || value.cls === tupleType);
}

/** Whether a method can be called with an object, without another look at it. */
function isOf(method: Value, self: unknown): boolean {
  if (!(method instanceof MethodDescriptor) || self === undefined) return true;
  return isValue(self) && typeOf(self).isSubtype(method.owner);
}

/**
 * Has a frame look at what it is resumed with, where the operation at its point gives something else than any value: what stands in front
 * of it in the pickle may give anything.
 */
export function expectResult(frame: PyFrame, gives: string): void {
  frame.resume = function (value) {
    Reflect.deleteProperty(this, 'resume');
    const isGiven = value === ABRUPT || fits(gives, [value], 0, -1);
    return this.resume(isGiven ? value : raise(typeErrorType, 'bad state of a frame'));
  };
}
