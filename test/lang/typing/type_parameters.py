def first[T](a: list[T]) -> T: return a[0]
class Box[T]:
    def __init__(self, x: T): self.x = x
class Many[T, *Ts, **P]: pass
print(first([1]), first.__type_params__, Many.__type_params__, Box(5).x, Box[int].__origin__ is Box, Many[int, str, [int]].__args__)  # expect: 1 (T,) (T, Ts, P) 5 True (<class 'int'>, <class 'str'>, (<class 'int'>,))
class S(Box[int]): pass
print(S.__bases__, S.__orig_bases__ == (Box[int],), Box[int], Box.__parameters__)  # expect: (<class '__main__.Box'>,) True __main__.Box[int] (T,)
Box[int, str]  # expect error: TypeError: Too many arguments for <class '__main__.Box'>; actual 2, expected 1
