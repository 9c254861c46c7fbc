// grp: the groups of a Unix system.
import { PyList } from '../objects/list.ts';
import { fromHost } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import type { NativeModule } from './native-module.ts';
import { allEntries, type Database, entryById, entryByName } from './user-database.ts';

const structGroup = structSequence('grp.struct_group', ['gr_name', 'gr_passwd', 'gr_gid', 'gr_mem'], {
  doc: 'grp.struct_group: Results from getgr*() routines.\n\nThis object may be accessed either as a tuple of\n  (gr_name,gr_passwd,gr_gid,gr_mem)\nor via the object attributes as named in the above tuple.\n',
});

const groups: Database = {
  path: '/etc/group',
  fields: 4,
  wrap: ([name, password, id, members]) =>
    makeStruct(structGroup, [
      fromHost(name!),
      fromHost(password!),
      Number(id),
      new PyList(members === '' ? [] : members!.split(',').map(fromHost)),
    ]),
};

export const grpModule: NativeModule = {
  name: 'grp',
  doc: 'Access to the Unix group database.',
  functions: {
    getgrall: ['()', allEntries(groups), 'Return a list of all available group entries, in arbitrary order.'],
    getgrgid: [
      '(id)',
      entryById(groups, 'getgrgid', 'gid'),
      'Return the group database entry for the given numeric group ID.',
    ],
    getgrnam: [
      '(name)',
      entryByName(groups, 'getgrnam', "argument 'name'"),
      'Return the group database entry for the given group name.',
    ],
  },
  attributes: () => ({ struct_group: structGroup.type }),
};
