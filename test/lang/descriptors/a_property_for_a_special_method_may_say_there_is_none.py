# A special method that is a property raising AttributeError counts as absent where its absence is no error of its own.
import math, operator, os


def gone(self):
    raise AttributeError('gone')


def having(*names, **others):
    return type('P', (), {name: property(gone) for name in names} | others)()


def attempt(operation, *operands):
    try:
        print(operation(*operands))
    except Exception as e:
        print(type(e).__name__, e)


class Other:
    def __radd__(self, other):
        return 'radd'
    def __rpow__(self, other):
        return 'rpow'
    def __rdivmod__(self, other):
        return 'rdivmod'
    def __gt__(self, other):
        return 'gt'
    def __eq__(self, other):
        return 'eq'


p = having('__add__', '__radd__', '__iadd__', '__pow__', '__rpow__', '__divmod__', '__eq__', '__lt__', '__neg__')
attempt(operator.add, p, 1)  # expect: TypeError unsupported operand type(s) for +: 'P' and 'int'
attempt(operator.add, 1, p)  # expect: TypeError unsupported operand type(s) for +: 'int' and 'P'
attempt(operator.add, p, Other())  # expect: radd
attempt(operator.iadd, p, 1)  # expect: AttributeError gone
attempt(operator.pow, p, Other())  # expect: rpow
attempt(pow, p, 2, 3)  # expect: TypeError unsupported operand type(s) for ** or pow(): 'P', 'int', 'int'
attempt(pow, 2, p, 3)  # expect: TypeError unsupported operand type(s) for ** or pow(): 'int', 'P', 'int'
attempt(divmod, p, 1)  # expect: TypeError unsupported operand type(s) for divmod(): 'P' and 'int'
attempt(divmod, p, Other())  # expect: rdivmod
attempt(operator.eq, p, 1)  # expect: False
attempt(operator.ne, p, 1)  # expect: True
attempt(operator.eq, p, Other())  # expect: eq
attempt(operator.lt, p, Other())  # expect: gt
attempt(operator.lt, p, 1)  # expect: TypeError '<' not supported between instances of 'P' and 'int'
attempt(operator.neg, p)  # expect: AttributeError gone

p = having('__round__', '__trunc__', '__floor__', '__repr__', '__hash__', '__bool__', '__fspath__', '__index__', '__len__')
attempt(round, p)  # expect: TypeError type P doesn't define __round__ method
attempt(round, p, 1)  # expect: TypeError type P doesn't define __round__ method
attempt(math.trunc, p)  # expect: TypeError type P doesn't define __trunc__ method
attempt(math.floor, p)  # expect: AttributeError gone
attempt(lambda p: repr(p).startswith('<P object at 0x'), p)  # expect: True
attempt(lambda p: str(p).startswith('<P object at 0x'), p)  # expect: True
attempt(hash, p)  # expect: TypeError unhashable type: 'P'
attempt(lambda p: {p: 1}, p)  # expect: TypeError cannot use 'P' as a dict key (unhashable type: 'P')
attempt(bool, p)  # expect: True
attempt(os.fspath, p)  # expect: TypeError expected str, bytes or os.PathLike object, not P
attempt(operator.index, p)  # expect: AttributeError gone
attempt(len, p)  # expect: AttributeError gone

attempt(list, having('__iter__'))  # expect: TypeError 'P' object is not iterable
attempt(list, having('__iter__', '__getitem__'))  # expect: TypeError 'P' object is not iterable
attempt(operator.contains, having('__iter__', '__contains__'), 1)  # expect: TypeError argument of type 'P' is not a container or iterable
attempt(list, having('__iter__', __getitem__=lambda self, i: [4, 5][i]))  # expect: [4, 5]
attempt(operator.contains, having('__contains__', __getitem__=lambda self, i: [4, 5][i]), 5)  # expect: True
attempt(bool, having('__bool__', __len__=lambda self: 0))  # expect: False


def run(coroutine):
    coroutine.send(None)


async def loop(p):
    async for x in p:
        pass


async def wait(p):
    await p


p = having('__aiter__', '__anext__', '__await__')
attempt(lambda p: run(loop(p)), p)  # expect: AttributeError object P does not have __aiter__ method
attempt(lambda p: run(wait(p)), p)  # expect: AttributeError object P does not have __await__ method
attempt(aiter, p)  # expect: AttributeError object P does not have __aiter__ method
attempt(anext, p)  # expect: AttributeError object P does not have __anext__ method
