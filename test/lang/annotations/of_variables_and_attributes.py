class A:
    x: int
    y: str = 'a'
    (z): float = 1.0
a: list[int] = []
(b): int = 3
a.append(1)
print(A.__annotations__, a, b)  # expect: {'x': <class 'int'>, 'y': <class 'str'>} [1] 3
