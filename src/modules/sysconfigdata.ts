// _sysconfigdata_...: the variables of the build, for `sysconfig.get_config_vars()`.
//
// CPython generates this module from its Makefile. Nothing is compiled by C here, so of those variables there are the ones
// that say where things are and what the interpreter can do; what names compilers and their flags is left out.
import { machine } from '../machine/machine.ts';
import { PyDict } from '../objects/dict.ts';
import type { Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import type { NativeModule } from './native-module.ts';

/** Debian's name of the platform; the name of this module ends in it (`sys.implementation._multiarch`). */
export const MULTIARCH = 'x86_64-linux-gnu';

/** What holds wherever the interpreter is installed. */
const CONSTANT: Record<string, Value> = {
  ABIFLAGS: '',
  CONFIG_ARGS: '',
  EXT_SUFFIX: `.cpython-314-${MULTIARCH}.so`,
  HAVE_GETRANDOM: 1,
  HAVE_GETRANDOM_SYSCALL: 1,
  MACHDEP: 'linux',
  MULTIARCH,
  PLATLIBDIR: 'lib',
  PYTHONFRAMEWORK: '',
  PYTHONFRAMEWORKDIR: 'no-framework',
  PYTHONFRAMEWORKPREFIX: '',
  PY_BUILTIN_HASHLIB_HASHES: 'md5,sha1,sha2,sha3,blake2',
  PY_COERCE_C_LOCALE: 0,
  Py_DEBUG: 0,
  Py_ENABLE_SHARED: 0,
  Py_GIL_DISABLED: 0,
  Py_HASH_ALGORITHM: 0,
  Py_TRACE_REFS: 0,
  SIZEOF_INT: 4,
  SIZEOF_LONG: 8,
  SIZEOF_SIZE_T: 8,
  SIZEOF_VOID_P: 8,
  SIZEOF_TIME_T: 8,
  SOABI: `cpython-314-${MULTIARCH}`,
  TEST_MODULES: 'no',
  TZPATH: '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo',
  VERSION: '3.14',
  VPATH: '',
  WHEEL_PKG_DIR: '',
  WITH_DOC_STRINGS: 1,
  WITH_DTRACE: 0,
  WITH_PYMALLOC: 0,
  WITH_VALGRIND: 0,
};

function buildTimeVariables(): PyDict {
  const { libraryPath } = machine.interpreter.host;
  const variables = new PyDict();
  for (const [name, value] of Object.entries(CONSTANT)) variables.setStr(name, value);
  const library = libraryPath ?? '';
  const prefix = library.replace(/\/[^/]*$/, '');
  for (const name of ['prefix', 'exec_prefix', 'host_prefix', 'host_exec_prefix'])
    variables.setStr(name, fromHost(prefix));
  for (const name of ['LIBDEST', 'BINLIBDEST', 'DESTLIB']) variables.setStr(name, fromHost(library));
  variables.setStr('LIBDIR', fromHost(`${prefix}/lib`));
  variables.setStr('BINDIR', fromHost(`${prefix}/bin`));
  return variables;
}

export const sysconfigdataModule: NativeModule = {
  name: `_sysconfigdata__linux_${MULTIARCH}`,
  doc: 'system configuration generated and used by the sysconfig module',
  attributes: () => ({ build_time_vars: buildTimeVariables() }),
};
