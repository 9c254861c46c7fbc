// `__slots__`, and which of `__dict__` and `__weakref__` the instances of a new class have.
import { newException, valueErrorType } from './exception.ts';
import { intType } from './int.ts';
import { bytesType } from './bytes.ts';
import { typeErrorOf } from './class-layout.ts';
import { SlotMember } from './property.ts';
import type { Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { strRepr } from './text/string-repr.ts';
import { tupleType } from './tuple.ts';
import { type PyType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** What a new class adds to its base. */
export interface SlotPlan {
  /** Mangled names of new slots, sorted. */
  names: string[];
  addsDict: boolean;
  addsWeakrefs: boolean;
}

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const MAY_CONFLICT = new Set(['__qualname__', '__classcell__', '__classdictcell__']);

/** Instances of variable size (`tp_itemsize`): they can have neither slots nor, but for classes, weak references. */
function hasItems(type: PyType): boolean {
  return [intType, tupleType, bytesType, typeType].some((t) => type.isSubtype(t));
}

/** For a class with `__slots__` (its items) or without (null); throws TypeError or ValueError where the rules forbid it. */
export function planSlots(
  className: string,
  base: PyType,
  bases: readonly PyType[],
  slots: readonly Value[] | null,
  isDefined: (name: string) => boolean,
): SlotPlan {
  const mayDict = !base.hasDict;
  const mayWeakrefs = !base.hasWeakrefs && !hasItems(base);
  if (slots === null) return { names: [], addsDict: mayDict, addsWeakrefs: mayWeakrefs };
  if (slots.length > 0 && hasItems(base)) {
    throw typeErrorOf(`nonempty __slots__ not supported for subtype of '${base.name}'`);
  }
  const plan: SlotPlan = { names: [], addsDict: false, addsWeakrefs: false };
  for (const slot of slots) {
    const name = slotName(slot);
    if (name === '__dict__') {
      if (!mayDict || plan.addsDict) throw typeErrorOf('__dict__ slot disallowed: we already got one');
      plan.addsDict = true;
    } else if (name === '__weakref__') {
      if (!mayWeakrefs || plan.addsWeakrefs)
        throw typeErrorOf('__weakref__ slot disallowed: we already got one');
      plan.addsWeakrefs = true;
    } else plan.names.push(mangled(className, name));
  }
  for (const name of plan.names) {
    if (isDefined(name) && !MAY_CONFLICT.has(name)) {
      throw newException(valueErrorType, `${strRepr(name)} in __slots__ conflicts with class variable`);
    }
  }
  plan.names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  for (const other of bases) {
    if (mayDict && other.hasDict) plan.addsDict = true;
    if (mayWeakrefs && other.hasWeakrefs) plan.addsWeakrefs = true;
  }
  return plan;
}

function slotName(slot: Value): string {
  const text = textOf(slot);
  if (text === undefined) throw typeErrorOf(`__slots__ items must be strings, not '${typeOf(slot).name}'`);
  const name = hostString(text);
  if (!IDENTIFIER.test(name)) throw typeErrorOf('__slots__ must be identifiers');
  return name;
}

/** A private name as class bodies spell it. */
function mangled(className: string, name: string): string {
  const stripped = className.replace(/^_+/, '');
  return !name.startsWith('__') || name.endsWith('__') || stripped === '' ? name : `_${stripped}${name}`;
}

/** Makes the members and fills in what the class records of them. */
export function addSlots(type: PyType, plan: SlotPlan): void {
  const inherited = type.base?.slots ?? null;
  type.slots = plan.names.length === 0 ? inherited : new Set([...(inherited ?? []), ...plan.names]);
  for (const name of plan.names) type.attrs.set(name, new SlotMember(type, name));
}
