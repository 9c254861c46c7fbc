// pwd: the users of a Unix system.
import { fromHost } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import type { NativeModule } from './native-module.ts';
import { allEntries, type Database, entryById, entryByName } from './user-database.ts';

const structPasswd = structSequence(
  'pwd.struct_passwd',
  ['pw_name', 'pw_passwd', 'pw_uid', 'pw_gid', 'pw_gecos', 'pw_dir', 'pw_shell'],
  {
    doc: 'pwd.struct_passwd: Results from getpw*() routines.\n\nThis object may be accessed either as a tuple of\n  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\nor via the object attributes as named in the above tuple.',
  },
);

const users: Database = {
  path: '/etc/passwd',
  fields: 7,
  wrap: (fields) =>
    makeStruct(
      structPasswd,
      fields.map((field, i) => (i === 2 || i === 3 ? Number(field) : fromHost(field))),
    ),
};

export const pwdModule: NativeModule = {
  name: 'pwd',
  doc: 'This module provides access to the Unix password database.\nIt is available on all Unix versions.',
  functions: {
    getpwall: [
      '()',
      allEntries(users),
      'Return a list of all available password database entries, in arbitrary order.',
    ],
    getpwnam: [
      '(name, /)',
      entryByName(users, 'getpwnam'),
      'Return the password database entry for the given user name.',
    ],
    getpwuid: [
      '(uidobj, /)',
      entryById(users, 'getpwuid', 'uid'),
      'Return the password database entry for the given numeric user ID.',
    ],
  },
  attributes: () => ({ struct_passwd: structPasswd.type }),
};
