// _imp: what importlib asks of the interpreter: native modules, and that there are no frozen or dynamic ones.
import { machine } from '../machine/machine.ts';
import { createNative, executeNative, isNativeModule } from '../imports/native-loader.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { CodeObject, codeHooks } from '../objects/code.ts';
import { importErrorType, raise } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { PyModule } from '../objects/module.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyBytes } from '../objects/bytes.ts';
import { hostString, textOf } from '../objects/str.ts';
import { getAttribute } from '../operators/attribute.ts';
import type { NativeModule } from './native-module.ts';

function text(value: Value): string {
  return hostString(textOf(value) ?? '');
}

function _imp_create_builtin(spec: Value): Result {
  const name = getAttribute(spec, 'name');
  if (name === ABRUPT) return ABRUPT;
  const key = text(name);
  const loaded = machine.interpreter.modules.getStr(key);
  if (loaded instanceof PyModule) return loaded;
  return createNative(key) ?? None;
}

/** 1 for a native module, -1 for one that cannot be made again, 0 otherwise. */
function _imp_is_builtin(name: Value): Result {
  const key = text(name);
  if (key === 'sys' || key === 'builtins') return -1;
  return isNativeModule(key) ? 1 : 0;
}

/** Code that was compiled elsewhere gets the name that its file has here. */
function _imp__fix_co_filename(code: Value, path: Value): Result {
  const filename = text(path);
  if (code instanceof CodeObject && code.filename !== filename) codeHooks.rename(code, filename);
  return None;
}

function noSuchFrozen(name: Value): Result {
  return raise(importErrorType, `No such frozen object named ${text(name)}`);
}

export const _impModule: NativeModule = {
  name: '_imp',
  doc: '(Extremely) low-level import machinery bits as used by importlib.',
  functions: {
    _fix_co_filename: ['(code, path, /)', _imp__fix_co_filename],
    _frozen_module_names: ['()', (): Result => new PyList([])],
    _override_frozen_modules_for_tests: ['(override, /)', (): Result => None],
    _override_multi_interp_extensions_check: ['(override, /)', (): Result => 0],
    acquire_lock: ['()', (): Result => None],
    create_builtin: ['(spec, /)', _imp_create_builtin],
    exec_builtin: ['(mod, /)', executeNative],
    exec_dynamic: ['(mod, /)', (): Result => 0],
    extension_suffixes: ['()', (): Result => new PyList([])],
    find_frozen: ['(name, /, *, withdata=False)', (): Result => None],
    get_frozen_object: ['(name, data=None, /)', noSuchFrozen],
    init_frozen: ['(name, /)', noSuchFrozen],
    is_builtin: ['(name, /)', _imp_is_builtin],
    is_frozen: ['(name, /)', (): Result => false],
    is_frozen_package: ['(name, /)', noSuchFrozen],
    lock_held: ['()', (): Result => false],
    release_lock: ['()', (): Result => None],
    source_hash: ['(key, source)', _imp_source_hash],
  },
  attributes: () => ({
    check_hash_based_pycs: machine.interpreter.options.checkHashPycs,
    pyc_magic_number_token: 0x0a0d0e2b,
  }),
};

/** SipHash-1-3 in CPython; any good 64-bit hash of key and source serves (FNV-1a). */
function _imp_source_hash(key: Value, source: Value): Result {
  let h = 0xcbf29ce484222325n ^ BigInt.asUintN(64, BigInt(key as number | bigint));
  for (const byte of (source as PyBytes).data) h = BigInt.asUintN(64, (h ^ BigInt(byte)) * 0x100000001b3n);
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, h, true);
  return new PyBytes(bytes);
}
