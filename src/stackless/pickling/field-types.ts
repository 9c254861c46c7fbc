// Whether what a pickle says of the fields of an object is what the object's class declares of them. The build has the declarations out
// of the sources (tools/field-types.mjs, whose head tells how they are written).
//
// An array or a record that is filled later, as it refers to what holds it, is looked at then.
import { STOP } from '../../machine/abrupt.ts';
import { fieldTextOf, nativeAt } from '../../machine/natives.ts';
import { PyObject, type Value } from '../../objects/object.ts';

export type Test = (value: unknown) => boolean;

/** The fields of a class, with those of the classes that it extends. */
export interface FieldTypes {
  /** Null: not looked at. */
  readonly tests: ReadonlyMap<string, Test | null>;
  /** The names of those that have to be there. */
  readonly needed: readonly string[];
}

const known = new WeakMap<object, FieldTypes>();

/** What is declared of the objects of a prototype. */
export function fieldTypesOf(prototype: object): FieldTypes {
  let found = known.get(prototype);
  if (found === undefined) {
    const tests = new Map<string, Test | null>();
    const needed: string[] = [];
    for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null)
      for (const field of fieldTextOf(at)?.split(' ') ?? []) addField(tests, needed, field);
    found = { tests, needed };
    known.set(prototype, found);
  }
  return found;
}

/** What a class says of a field goes before what those say that it extends. */
function addField(tests: Map<string, Test | null>, needed: string[], field: string): void {
  const colon = field.indexOf(':');
  const mayMiss = field[colon - 1] === '?';
  const name = field.slice(0, mayMiss ? colon - 1 : colon);
  if (tests.has(name)) return;
  const test = testOf(field.slice(colon + 1));
  tests.set(name, test === null || !mayMiss ? test : (value) => value === undefined || test(value));
  if (!mayMiss && test?.(undefined) === false) needed.push(name);
}

const tests = new Map<string, Test | null>();

function testOf(type: string): Test | null {
  let test = tests.get(type);
  if (test === undefined) {
    test = type === '' ? null : anyOf(type);
    tests.set(type, test);
  }
  return test;
}

function anyOf(type: string): Test | null {
  const types = alternatives(type);
  const isOfPython = types.includes('i') && types.includes('g');
  const parts = types.map((part) => (isOfPython && part === 'i' ? isInt : testOfOne(part)));
  if (parts.includes(null)) return null;
  const [a, b] = parts as Test[];
  if (parts.length === 1) return a!;
  if (parts.length === 2) return (value) => a!(value) || b!(value);
  return (value) => parts.some((test) => test!(value));
}

/** Splits at `|` outside of brackets. */
const alternatives = (type: string): string[] => split(type, '|');

function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [start, depth] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if ('[{'.includes(character)) depth++;
    else if (']}'.includes(character)) depth--;
    else if (depth === 0 && character === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Whether it is a value of Python. */
export function isValue(value: unknown): value is Value {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    case 'string':
    case 'boolean':
    case 'bigint':
      return true;
    default:
      return value instanceof PyObject;
  }
}

/** What the host's code counts with; 2**53 and beyond is possible. */
function isInteger(value: unknown): value is number {
  return Number.isInteger(value) && !Object.is(value, -0);
}

/** A type that is an int of Python: one that is no bigint has to be small enough for that. */
function isInt(value: unknown): boolean {
  return typeof value === 'bigint' || (isInteger(value) && Number.isSafeInteger(value));
}

const SIMPLE: Record<string, Test> = {
  v: isValue,
  i: isInteger,
  c: (value) => isInteger(value) && value >= 0,
  p: (value) => isInteger(value) && value >= -1,
  r: (value) => typeof value === 'number',
  s: (value) => typeof value === 'string',
  g: (value) => typeof value === 'bigint',
  b: (value) => typeof value === 'boolean',
  n: (value) => value === null,
  u: (value) => value === undefined,
  y: (value) => value === STOP,
  f: (value) => typeof value === 'function',
  o: (value) => typeof value === 'object' && value !== null,
};

const CLASSES: Record<string, unknown> = { Uint8Array, Uint32Array, Map, Set };

function testOfOne(type: string): Test | null {
  if (type.startsWith('[')) {
    const item = testOf(type.slice(1, -1));
    return (value) =>
      Array.isArray(value) && (item === null || whenFilled(value, (items) => items.every(item)));
  }
  if (type.startsWith('{')) return recordTest(split(type.slice(1, -1), ','));
  if (type.startsWith('@')) return instanceTest(type.slice(1));
  if (SIMPLE[type] !== undefined) return SIMPLE[type];
  const literal: unknown = JSON.parse(type);
  return (value) => value === literal;
}

function recordTest(properties: readonly string[]): Test {
  const tests = properties.map((property) => {
    const colon = property.indexOf(':');
    return [property.slice(0, colon), testOf(property.slice(colon + 1))] as const;
  });
  const fits = (record: Record<string, unknown>): boolean =>
    tests.every(([name, test]) => test === null || test(record[name]));
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    const record = value as Record<string, unknown>;
    if (prototype === Object.prototype || prototype === null) return whenFilled(record, fits);
    // An object of a class has it all, too, unless it has nothing yet.
    return fits(record) || (!(value instanceof PyObject) && Object.keys(record).length === 0);
  };
}

/** Arrays and records that are being loaded and not filled yet, with what they are to be. */
const unfilled = new WeakMap<object, Test[]>();

/** An array or a record is going to be filled. */
export function fillLater(target: object): void {
  unfilled.set(target, []);
}

/** Whether it is an array or a record that is going to be filled. */
export function isUnfilled(target: unknown): boolean {
  return typeof target === 'object' && target !== null && unfilled.has(target);
}

/** Whether a test holds; of what is to be filled it is asked then. */
export function whenFilled<T extends object>(target: T, test: (target: T) => boolean): boolean {
  const tests = unfilled.get(target);
  tests?.push(test as Test);
  return tests !== undefined || test(target);
}

/** An array or a record has been filled: whether it is what it was to be. */
export function isAsExpected(target: object): boolean {
  const tests = unfilled.get(target);
  unfilled.delete(target);
  return tests?.every((test) => test(target)) !== false;
}

function instanceTest(name: string): Test | null {
  const constructor = CLASSES[name] ?? nativeAt(name);
  return typeof constructor === 'function' ? (value) => value instanceof constructor : null;
}
