// What kinds of values stand in a state: what works on them takes them for what they were, so a pickle that was damaged, or put together
// from parts that do not belong together, is refused when it is loaded.
//
// A state begins with a text that has a word for the class, where there are several, and one for each value; numbers are told as they are,
// as many are positions. An object of a class made in Python may come back as anything, as its `__reduce__` decides, an iterator as that of
// another class, and the `__dict__` of an object as a plain dict; of what else there is the implementation's class is told.
import { Frame, PyFrame } from '../../machine/frame.ts';
import { addressOfNative } from '../../machine/natives.ts';
import { PyDict } from '../../objects/dict.ts';
import { PyFunction } from '../../objects/function.ts';
import { newException, valueErrorType } from '../../objects/exception.ts';
import { InstanceDict } from '../../objects/instance-dict.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { PyStr } from '../../objects/str.ts';
import { isIntrinsic, Mark } from './marks.ts';
import { decode } from './state.ts';

/** An object of a class made in Python. */
const ANY = 'v';
/** What is no value of Python. */
const OF_HOST = new Set(['u', 'n', 'a', 'm', 's', 'x', 'r', 'F', 'f']);

const words = new Map<unknown, string>();

/** The word for a class or a row of names: short, and seldom the same for two. */
function short(text: string): string {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return '0' + ((h >>> 0) % 46656).toString(36);
}

function wordFor(constructor: unknown, fallback: string): string {
  let word = words.get(constructor);
  if (word === undefined) {
    const address = addressOfNative(constructor);
    word = address === undefined ? fallback : short(address);
    words.set(constructor, word);
  }
  return word;
}

function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'u';
    case 'boolean':
      return 'b';
    case 'number':
      return `i${value}`;
    case 'bigint':
      return 'i';
    case 'string':
      return 't';
    case 'object':
      return value === null ? 'n' : value instanceof PyObject ? kindOfObject(value) : kindOfHost(value);
    default:
      return 'f';
  }
}

function kindOfObject(value: PyObject): string {
  if (value instanceof PyFrame) return 'F';
  if (value instanceof PyStr) return 't';
  if (value instanceof InstanceDict) return wordFor(PyDict, 'o');
  if (value instanceof Frame) return wordFor(value.constructor, 'o');
  if (value instanceof PyFunction || value.cls.isHeap) return ANY;
  const iterates = value.next !== PyObject.prototype.next;
  return iterates || value instanceof Mark || isIntrinsic(value) || value.constructor === PyObject
    ? 'o'
    : wordFor(value.constructor, 'o');
}

function kindOfHost(value: object): string {
  if (Array.isArray(value)) return 'a';
  if (value instanceof Map) return 'm';
  if (value instanceof Set) return 's';
  if (ArrayBuffer.isView(value)) return 'x';
  return wordFor(value.constructor, 'r');
}

/** The kinds of the values in a state. */
export function kindsOf(items: readonly Value[]): string {
  return items.map((item) => kindOf(decode(item))).join(' ');
}

/** The kinds of the fields of an object, with its class and their names. */
export function kindsOfFields(target: object, fields: readonly Value[]): string {
  const names = fields.filter((_, i) => i % 2 === 0);
  const values = fields.filter((_, i) => i % 2 === 1);
  return `${wordFor(target.constructor, 'r')} ${short(names.join(' '))} ${kindsOf(values)}`;
}

/** The kinds of some values, by their numbers. */
export function kindsOfValues(values: readonly unknown[], numbers: readonly number[]): string {
  let kinds = '';
  for (const i of numbers) kinds += kinds === '' ? kindOf(values[i]) : ` ${kindOf(values[i])}`;
  return kinds;
}

/** Throws ValueError when the kinds found in a state are others than it says. */
export function checkKinds(kinds: Value | undefined, found: string): void {
  if (kinds === found) return;
  const before = typeof kinds === 'string' ? kinds.split(' ') : [];
  const now = found.split(' ');
  const fits = (word: string, i: number): boolean =>
    word === before[i] || (before[i] === ANY && !OF_HOST.has(word));
  if (before.length !== now.length || !now.every(fits))
    throw newException(valueErrorType, 'bad state of a native object');
}
