# Prints name, docstring and signature of every function and descriptor that is built in, a line each, as JSON.
import json
import sys
import types
import warnings

warnings.simplefilter('ignore')

DESCRIPTORS = (types.MethodDescriptorType, types.WrapperDescriptorType, types.GetSetDescriptorType,
               types.MemberDescriptorType, types.ClassMethodDescriptorType)

def show(name, thing):
    print(json.dumps([name, thing.__doc__, getattr(thing, '__text_signature__', None)]))

def subclasses(cls, found):
    for each in type.__subclasses__(cls):
        if each not in found:
            found.append(each)
            subclasses(each, found)
    return found

for name in sorted(sys.builtin_module_names):
    if name.startswith(('_test', '_xx', 'xx', 'pyodide', '_pyodide')):
        continue
    try:
        module = __import__(name)
    except ImportError:
        continue
    for key, value in vars(module).items():
        if isinstance(value, types.BuiltinFunctionType):
            show(f'{name}.{key}', value)
for cls in subclasses(object, [object]):
    if '__firstlineno__' in cls.__dict__ or '_member_map_' in cls.__dict__ or cls.__module__ == '__main__':
        continue
    name = f'{cls.__module__}.{cls.__qualname__}'
    doc = type.__dict__['__doc__'].__get__(cls)
    print(json.dumps([name, doc if isinstance(doc, str) else None, type.__dict__['__text_signature__'].__get__(cls)]))
    for key, value in cls.__dict__.items():
        if isinstance(value, DESCRIPTORS) or key == '__new__':
            show(f'{name}.{key}', value)
        elif isinstance(value, staticmethod):
            show(f'{name}.{key}', value.__func__)
