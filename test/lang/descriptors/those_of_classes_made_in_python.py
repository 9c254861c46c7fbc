class Data:
    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return obj.__dict__['x'] + 1

    def __set__(self, obj, value):
        obj.__dict__['x'] = value


class NoGet:
    def __set__(self, obj, value):
        obj.__dict__['y'] = value


class Fails:
    def __get__(self, obj, cls=None):
        raise AttributeError('hidden')

    def __set__(self, obj, value):
        pass


class C:
    x = Data()
    y = NoGet()
    z = Fails()

    def __getattr__(self, name):
        return 'instead of ' + name


c = C()
c.x = 1
c.y = 2
print(c.x, c.y, c.z, getattr(c, 'x'), hasattr(c, 'z'))  # expect: 2 2 instead of z 2 True


def read(obj):
    return obj.x


print(read(c), read(c))  # expect: 2 2
# The class of the descriptor changes: it is no data descriptor any more, and then none at all.
del Data.__set__
c.__dict__['x'] = 10
print(read(c))  # expect: 10
del c.__dict__['x'], Data.__get__
print(read(c) is C.__dict__['x'])  # expect: True


class Plain:
    z = Fails()


try:
    Plain().z
except AttributeError as e:
    print(e, e.name, type(e.obj).__name__)  # expect: hidden z Plain
