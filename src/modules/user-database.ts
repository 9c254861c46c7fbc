// The files in which a Unix system keeps its users and groups, for pwd and grp: a line each, fields between colons.
import { machine } from '../machine/machine.ts';
import { argumentType } from '../objects/exception-methods.ts';
import { keyErrorType, newException, raise, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { Implementation } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { repr } from '../operators/repr.ts';
import { typeOf } from '../objects/typeof.ts';

/** The lines of a database that have `count` fields; none where there is no such file. */
export function databaseEntries(path: string, count: number): string[][] {
  let text: string;
  try {
    text = new TextDecoder().decode(machine.interpreter.host.files?.readFile(path));
  } catch {
    return [];
  }
  const lines = text.split('\n').map((line) => line.split(':'));
  return lines.filter((fields) => fields.length === count && /^\d+$/.test(fields[2]!));
}

/** A database, with how an entry looks to Python. */
export interface Database {
  path: string;
  fields: number;
  wrap: (fields: string[]) => Value;
}

const entriesOf = ({ path, fields }: Database): string[][] => databaseEntries(path, fields);

/** `getpwall` and `getgrall`. */
export function allEntries(database: Database): Implementation {
  return () => new PyList(entriesOf(database).map(database.wrap));
}

/** `getpwuid` and `getgrgid`: the entry whose id, called `kind` in messages, is given. */
export function entryById(database: Database, name: string, kind: string): Implementation {
  return (id: Value): Result => {
    const n = intOf(id);
    if (n === undefined)
      throw newException(typeErrorType, `${kind} should be integer, not ${typeOf(id).name}`);
    const found = entriesOf(database).find((fields) => BigInt(fields[2]!) === BigInt(n));
    if (found !== undefined) return database.wrap(found);
    const shown = n < 0 || n > 0xffffffff ? '' : `: ${n}`;
    return raise(keyErrorType, `${name}(): ${kind} not found${shown}`);
  };
}

/** `getpwnam` and `getgrnam`. */
export function entryByName(database: Database, name: string, argument = 'argument'): Implementation {
  return (wanted: Value): Result => {
    const text = textOf(wanted);
    if (text === undefined)
      throw newException(typeErrorType, `${name}() ${argument} must be str, not ${argumentType(wanted)}`);
    const key = hostString(text);
    if (key.includes('\0')) return raise(valueErrorType, 'embedded null byte');
    const found = entriesOf(database).find((fields) => fields[0] === key);
    if (found !== undefined) return database.wrap(found);
    return raise(keyErrorType, `${name}(): name not found: ${String(repr(wanted))}`);
  };
}
