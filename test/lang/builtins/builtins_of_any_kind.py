import builtins, types


def attempt(source, namespace, *rest, mode='exec'):
    try:
        result = (exec if mode == 'exec' else eval)(compile(source, '<text>', mode), namespace, *rest)
        print('ok' if result is None else result)
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, 'name', None))


class Noisy(dict):
    def __getitem__(self, key):
        if key == '__name__':
            return 'module'
        log.append(f'get {key}')
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        log.append(f'set {key}')
        super().__setitem__(key, value)

    def __delitem__(self, key):
        log.append(f'del {key}')
        super().__delitem__(key)

    def __missing__(self, key):
        if key == 'made':
            return 'made up'
        raise KeyError(key)


class Failing(dict):
    def __getitem__(self, key):
        raise ZeroDivisionError(key)


log = []

# Built-ins.
for own in {'x': 1}, types.MappingProxyType({'x': 1}), Noisy({'x': 1}), Failing({'x': 1}), types.SimpleNamespace(x=1), 123, builtins, None:
    attempt('x', {'__builtins__': own}, mode='eval')
    attempt('(lambda: x)()', {'__builtins__': own}, mode='eval')
    attempt('y', {'__builtins__': own}, mode='eval')
# expect: 1
# expect: 1
# expect: NameError name 'y' is not defined y
# expect: 1
# expect: 1
# expect: NameError name 'y' is not defined y
# expect: 1
# expect: 1
# expect: NameError name 'y' is not defined y
# expect: ZeroDivisionError x None
# expect: ZeroDivisionError x None
# expect: ZeroDivisionError y None
# expect: TypeError 'types.SimpleNamespace' object is not subscriptable None
# expect: TypeError 'types.SimpleNamespace' object is not subscriptable None
# expect: TypeError 'types.SimpleNamespace' object is not subscriptable None
# expect: TypeError 'int' object is not subscriptable None
# expect: TypeError 'int' object is not subscriptable None
# expect: TypeError 'int' object is not subscriptable None
# expect: NameError name 'x' is not defined x
# expect: NameError name 'x' is not defined x
# expect: NameError name 'y' is not defined y
# expect: TypeError 'NoneType' object is not subscriptable None
# expect: TypeError 'NoneType' object is not subscriptable None
# expect: TypeError 'NoneType' object is not subscriptable None
print(log)  # expect: ['get x', 'get x', 'get y']
attempt('made', {'__builtins__': Noisy()}, mode='eval')  # expect: made up
attempt('x', {'__builtins__': {'x': 1}}, Noisy(), mode='eval')  # expect: 1

# Classes and imports ask them, too.
for own in {}, types.MappingProxyType({}), Failing(), {'__build_class__': lambda *args, **kwds: (args[1:], kwds), '__import__': lambda *args: args[0::3]}:
    namespace = {'__builtins__': own, '__name__': 'name', 'B': 5}
    attempt('class A(B, k=1): pass', namespace)
    print(namespace.get('A'))
    attempt('import a.b', namespace)
    print(namespace.get('a'))
    attempt('from a import b', {'__builtins__': types.MappingProxyType({'__import__': lambda *args: types.SimpleNamespace(b=args[3])})})
# expect: NameError __build_class__ not found None
# expect: None
# expect: ImportError __import__ not found None
# expect: None
# expect: ok
# expect: NameError __build_class__ not found None
# expect: None
# expect: ImportError __import__ not found None
# expect: None
# expect: ok
# expect: ZeroDivisionError __build_class__ None
# expect: None
# expect: ZeroDivisionError __import__ None
# expect: None
# expect: ok
# expect: ok
# expect: (('A', 5), {'k': 1})
# expect: ok
# expect: ('a.b', None)
# expect: ok

# Globals of a class of their own: code at the outermost level uses their methods, functions only look up.
log.clear()
namespace = Noisy({'a': 1})
attempt('b = a; del a; made; len', namespace)  # expect: ok
attempt('def f():\n  global c\n  c = b; made; len\n  class C:\n    d = b\n    def g(self): return b, made\n  C().g()\nf()', namespace)  # expect: ok
attempt('[b for x in [made]]', namespace)  # expect: ok
attempt('del b\nb', namespace)  # expect: NameError name 'b' is not defined b
attempt('del b', namespace)  # expect: NameError name 'b' is not defined b
attempt('x', Failing(x=1))  # expect: ZeroDivisionError x None
attempt('(lambda: x)()', Failing(x=1))  # expect: ZeroDivisionError x None
attempt('x', Failing(x=1), {})  # expect: ok
attempt('x', {'x': 1}, Failing())  # expect: ZeroDivisionError x None
print(*log, sep='; ')  # expect: get a; set b; del a; get made; get len; set f; get f; get b; get made; get len; get b; get made; get made; get b; del b; get b; del b
print(sorted(namespace.keys() - {'__builtins__'}), type(namespace['f'].__globals__).__name__, namespace['f'].__builtins__ is builtins.__dict__)  # expect: ['c', 'f'] Noisy True

# Text is compiled for them as well.
log.clear()
exec('b = 1', namespace)
print(eval('b, made', namespace), log)  # expect: (1, 'made up') ['set b', 'get b', 'get made']


class Locals:
    def __getitem__(self, key):
        if key in ('x', 'y'):
            return key
        raise KeyError

    def __setitem__(self, key, value):
        print('set', key, value)

    def __delitem__(self, key):
        raise ZeroDivisionError


exec('z = x + y; len', {}, Locals())  # expect: set z xy
attempt('del x', {}, Locals())  # expect: NameError name 'x' is not defined x
attempt('zz', {}, Locals())  # expect: NameError name 'zz' is not defined zz
