# Names with characters beyond U+FFFF: in __dict__, as attributes, as keywords and as variables.
import types

module = types.ModuleType('module')
module.__dict__['\U00020000'] = 1
setattr(module, '𠀁', 2)
exec('𠀂 = 3\ndef get(): return 𠀂', module.__dict__)
print(module.𠀀, module.__dict__['\U00020001'], module.𠀂, '𠀁' in dir(module))  # expect: 1 2 3 True
module.𠀂 = 4
print(module.get())  # expect: 4
del module.𠀂
try:
    module.get()
except NameError as e:
    print(e, len(e.name))  # expect: name '𠀂' is not defined 1


class A:
    𠀀 = 5
    __slots__ = ('𠀁', '__dict__')


a = A()
a.𠀁 = 6
a.𠀂 = 7
a.__dict__['\U00020003'] = 8
print([name for name in vars(A) if name[0] != '_'], [len(name) for name in vars(A) if name[0] != '_'], vars(A)['\U00020000'])  # expect: ['𠀀', '𠀁'] [1, 1] 5
print(vars(a), [len(name) for name in vars(a)], a.𠀃, vars(a)['\U00020002'])  # expect: {'𠀂': 7, '𠀃': 8} [1, 1] 8 7


def f(𠀀=0, *, 𠀁=1, **rest):
    return 𠀀, 𠀁, rest, [len(name) for name in rest], list(locals())


print(f(𠀀=2, 𠀂=3))  # expect: (2, 1, {'𠀂': 3}, [1], ['𠀀', '𠀁', 'rest'])
print(f(**{'\U00020001': 4, '\U00020002': 5}))  # expect: (0, 4, {'𠀂': 5}, [1], ['𠀀', '𠀁', 'rest'])
print([len(name) for name in dict(𠀀=1, b=2)], dict(𠀀=1)['\U00020000'])  # expect: [1, 1] 1
globals()['\U00020009'] = 9
print(𠀉, '𠀀' in globals())  # expect: 9 False

# Halves of surrogate pairs are no character.
d = {'\ud800\udc00': 1, '\U00010000': 2, '\ud800': 3, '\udc00\ud800': 4}
print(len(d), d['\ud800\udc00'], d['\U00010000'], d['\ud800'], d['\udc00\ud800'])  # expect: 4 1 2 3 4
setattr(module, '\ud800', 5)
print(ascii(list(module.__dict__)[-1]), getattr(module, '\ud800'))  # expect: '\ud800' 5


class Key:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == other


print(d[Key('\U00010000')], d[Key('\ud800\udc00')], Key('\U00010001') in d, {Key('\U00020000'): 6}['\U00020000'])  # expect: 2 1 False 6
