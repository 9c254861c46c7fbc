# An AttributeError that Python code raised in a look-up gets name and obj, unless it has them.
class Hook:
    def __getattr__(self, name):
        raise AttributeError('hook')


class Whole:
    def __getattribute__(self, name):
        raise AttributeError('whole')


class Own:
    @property
    def mine(self):
        return self.other.third

    @property
    def told(self):
        raise AttributeError('told', name='told name')


def look(obj, function):
    try:
        function(obj)
    except AttributeError as error:
        print(error, error.name, error.obj is obj)


look(Hook(), lambda x: x.a)  # expect: hook a True
look(Hook(), lambda x: x.a())  # expect: hook a True
look(Hook(), lambda x: getattr(x, 'a'))  # expect: hook a True
look(Whole(), lambda x: x.b)  # expect: whole b True
look(Own(), lambda x: x.mine)  # expect: 'Own' object has no attribute 'other' other True
look(Own(), lambda x: x.told)  # expect: told told name False


def delete(obj):
    del obj.a


look(Own(), delete)  # expect: 'Own' object has no attribute 'a' None False


def unbound():
    try:
        first
    except UnboundLocalError as error:
        print(error.name)
    first = 1


unbound()  # expect: None
