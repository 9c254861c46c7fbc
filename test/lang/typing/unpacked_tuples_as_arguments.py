from typing import TypeVar

T1, T2 = TypeVar('T1'), TypeVar('T2')
print(dict[T1, T2][*tuple[()], *tuple[int, str]])  # expect: dict[int, str]
print(dict[T1, T2][*tuple[int], str])  # expect: dict[int, str]
try:
    dict[T1, T2][*tuple[()]]
except TypeError as e:
    print(e)  # expect: Too few arguments for dict[~T1, ~T2]; actual 0, expected at least 1


class Strange:
    __typing_is_unpacked_typevartuple__ = True

    def __typing_prepare_subst__(self, alias, arguments):
        return None

    def __typing_subst__(self, argument):
        return 42


try:
    tuple[Strange()][0]
except TypeError as e:
    print(e)  # expect: expected __typing_subst__ of Strange objects to return a tuple, not int
