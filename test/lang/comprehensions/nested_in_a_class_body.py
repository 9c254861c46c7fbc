z = 0
class A:
    z = 1
    items = [a for a in [1] if [x for x in [1] if z]]
    __class__ = 2
    cells = [(lambda: i) for i in range(3)]
print(A.items, [cell() for cell in A.cells])  # expect: [] [2, 2, 2]
class B[T]:
    y = [lambda: T for T in [1, 2]]
print([f() for f in B.y], B.__type_params__[0])  # expect: [2, 2] T
