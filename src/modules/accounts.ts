// pwd and grp: the users and groups that /etc/passwd and /etc/group tell of.
import { argumentType } from '../objects/exception-methods.ts';
import { keyErrorType, newException, typeErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { Implementation } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { repr } from '../operators/repr.ts';
import type { NativeModule } from './native-module.ts';
import { hostFiles, identity, systemText } from './posix-support.ts';

const passwd = structSequence(
  'pwd.struct_passwd',
  'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell'.split(' '),
  { doc: 'pwd.struct_passwd: Results from getpw*() routines.' },
);
const group = structSequence('grp.struct_group', 'gr_name gr_passwd gr_gid gr_mem'.split(' '), {
  doc: 'grp.struct_group: Results from getgr*() routines.',
});

/** The lines of a file, each by its fields; none when there is no such file. */
function entries(path: string, count: number): string[][] {
  let text: string;
  try {
    text = new TextDecoder().decode(hostFiles().readFile(path));
  } catch {
    return [];
  }
  const lines = text.split('\n').map((line) => line.split(':'));
  return lines.filter((fields) => fields.length === count);
}

const users = (): string[][] => entries('/etc/passwd', 7);
const groups = (): string[][] => entries('/etc/group', 4);

function userValue([name, password, uid, gid, gecos, home, shell]: string[]): Value {
  const ids = [Number(uid), Number(gid)];
  const rest = [gecos!, home!, shell!].map(fromHost);
  return makeStruct(passwd, [fromHost(name!), fromHost(password!), ...ids, ...rest]);
}
function groupValue([name, password, gid, members]: string[]): Value {
  const names = members === '' ? [] : members!.split(',').map(fromHost);
  return makeStruct(group, [fromHost(name!), fromHost(password!), Number(gid), new PyList(names)]);
}

function byName(
  what: string,
  argument: string,
  all: () => string[][],
  value: (fields: string[]) => Value,
): Implementation {
  return (name: Value): Result => {
    const text = textOf(name);
    if (text === undefined)
      throw newException(typeErrorType, `${what}() ${argument} must be str, not ${argumentType(name)}`);
    const wanted = systemText(name);
    const found = all().find(([entry]) => entry === wanted);
    if (found !== undefined) return value(found);
    throw newException(keyErrorType, `${what}(): name not found: ${String(repr(name))}`);
  };
}

function byId(what: string, kind: string, all: () => string[][], value: (fields: string[]) => Value) {
  return (id: Value): Result => {
    const number = intOf(id);
    // Of users those who cannot be are not found, either.
    if (kind === 'uid' && number !== undefined && (number < -1 || number > 0xffffffff))
      throw newException(keyErrorType, `${what}(): uid not found`);
    const n = identity(id, kind);
    const found = all().find((fields) => fields[2] === String(n));
    if (found !== undefined) return value(found);
    throw newException(keyErrorType, `${what}(): ${kind} not found: ${n}`);
  };
}

export const pwdModule: NativeModule = {
  name: 'pwd',
  doc: "This module provides access to the Unix password database.\nIt is available on all Unix versions.\n\nPassword database entries are reported as 7-tuples containing the following\nitems from the password database (see `<pwd.h>'), in order:\npw_name, pw_passwd, pw_uid, pw_gid, pw_gecos, pw_dir, pw_shell.\nThe uid and gid items are integers, all others are strings. An\nexception is raised if the entry asked for cannot be found.",
  functions: {
    getpwall: ['()', (): Result => new PyList(users().map(userValue))],
    getpwnam: ['(name, /)', byName('getpwnam', 'argument', users, userValue)],
    getpwuid: ['(uidobj, /)', byId('getpwuid', 'uid', users, userValue)],
  },
  attributes: () => ({ struct_passwd: passwd.type }),
};

export const grpModule: NativeModule = {
  name: 'grp',
  doc: 'Access to the Unix group database.',
  functions: {
    getgrall: ['()', (): Result => new PyList(groups().map(groupValue))],
    getgrgid: ['(id)', byId('getgrgid', 'gid', groups, groupValue)],
    getgrnam: ['(name)', byName('getgrnam', "argument 'name'", groups, groupValue)],
  },
  attributes: () => ({ struct_group: group.type }),
};
