import re
from typing import ParamSpec, TypeVar, Union

U = Union[int, str]
print(U | 3, 3 | U, U | 'a', 'a' | U, TypeVar('T') | 'a', Union['a', int])  # expect: int | str | 3 3 | int | str int | str | ForwardRef('a') ForwardRef('a') | int | str ~T | ForwardRef('a') ForwardRef('a') | int
for function in (
    lambda: U | (1, 2),
    lambda: int | 'a',
    lambda: iter(U),
    lambda: list(re.match('a', 'a')),
    lambda: TypeVar('T').__mro_entries__(()),
    lambda: ParamSpec('P').args.__mro_entries__(()),
):
    try:
        print(function())
    except TypeError as error:
        print(error)
# expect: Union[arg, ...]: each arg must be a type. Got (1, 2).
# expect: unsupported operand type(s) for |: 'type' and 'str'
# expect: 'typing.Union' object is not iterable
# expect: 're.Match' object is not iterable
# expect: Cannot subclass an instance of TypeVar
# expect: Cannot subclass an instance of ParamSpecArgs
