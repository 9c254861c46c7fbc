// @ts-check

// The docstrings and `__text_signature__` of CPython's built-in modules, functions and classes, from CPython itself (the
// package pyodide): what `__doc__` of ours shows (src/objects/docstrings.ts). They are CPython's, under the licence of dist/lib.
//
// The result is an object: owner -> name -> docstring, or [docstring, signature]. An owner is a module (`math`) or a class with
// its module (`builtins.str`), whose own entry has the name ''. What slot wrappers of all classes have in common is under the
// owner ''; a class has only what differs from it.

import { loadPyodide } from 'pyodide';

const COLLECT = `
import json, sys, types

COMMON = types.WrapperDescriptorType
METHODS = types.MethodDescriptorType, types.ClassMethodDescriptorType
PLAIN = types.GetSetDescriptorType, types.MemberDescriptorType
FUNCTIONS = types.BuiltinFunctionType, staticmethod

def entry(thing):
    doc = getattr(thing, '__doc__', None)
    signature = getattr(thing, '__text_signature__', None)
    return doc if isinstance(thing, PLAIN) or signature is None else [doc, signature]

def classes(cls, seen):
    for each in type.__subclasses__(cls):
        if each not in seen:
            seen.add(each)
            classes(each, seen)
    return seen

def is_native(cls):
    module = cls.__module__
    return isinstance(module, str) and 'pyodide' not in module and '__firstlineno__' not in cls.__dict__

def of_class(cls, common):
    doc = type.__dict__['__doc__'].__get__(cls)
    doc = doc if isinstance(doc, str) else None
    signature = type.__dict__['__text_signature__'].__get__(cls)
    found = {'': doc if signature is None else [doc, signature]}
    for name, value in cls.__dict__.items():
        if isinstance(value, COMMON) and name.startswith('__') or name == '__new__':
            each = entry(value)
            if common.setdefault(name, each) != each:
                found[name] = each
        elif isinstance(value, (*METHODS, *PLAIN)):
            found[name] = entry(value)
        elif isinstance(value, FUNCTIONS):
            found[name] = entry(getattr(value, '__func__', value))
    return found

def of_module(module):
    found = {'': module.__doc__}
    for name, value in vars(module).items():
        if isinstance(value, types.BuiltinFunctionType) and value.__module__ == module.__name__ and value.__name__ == name:
            found[name] = entry(value)
    return found

def collect():
    owners = {'': {}}
    for name in sys.builtin_module_names:
        if name.startswith(('_test', '_xx', 'xx', '_ctypes_', 'pyodide', '_pyodide', 'idbfs')):
            continue
        try:
            module = __import__(name)
        except Exception:
            continue
        owners[name] = of_module(module)
    named = {cls.__module__ + '.' + cls.__qualname__: cls for cls in classes(object, {object}) if is_native(cls)}
    for key in sorted(named):
        owners[key] = of_class(named[key], owners[''])
    return json.dumps(dict(sorted(owners.items())), separators=(',', ':'), ensure_ascii=False)

collect()
`;

/** Asks CPython for all docstrings: the text of the JSON. */
export async function docstrings() {
  const python = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONINSPECT: '' } });
  return /** @type {string} */ (python.runPython(COLLECT, { globals: python.toPy({}) }));
}
