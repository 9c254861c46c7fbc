import contextvars


class Unhashable(str):
    def __eq__(self, other):
        return True


class Loud(str):
    def __hash__(self):
        print('hashed')
        return 1


class Wrong(str):
    def __hash__(self):
        return 'x'


print(contextvars.ContextVar(Loud('name')).name)
# expect: hashed
# expect: name
for name in Unhashable('x'), Wrong('x'), 5:
    try:
        contextvars.ContextVar(name)
    except TypeError as error:
        print(error)
# expect: unhashable type: 'Unhashable'
# expect: __hash__ method should return an integer
# expect: context variable name must be a str
