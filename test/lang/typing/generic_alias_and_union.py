print(list[int], dict[str, list[int]], int | None, int | str | int, (int | str).__args__, list[int] == list[int])  # expect: list[int] dict[str, list[int]] int | None int | str (<class 'int'>, <class 'str'>) True
print(isinstance(5, int | str), tuple[int, ...], type[int], list[int]([1, 2]))  # expect: True tuple[int, ...] type[int] [1, 2]
isinstance([], list[int])  # expect error: TypeError: isinstance() argument 2 cannot be a parameterized generic
