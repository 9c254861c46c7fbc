class L:
    def __len__(self): return 0
class B:
    def __bool__(self): return 1
print(bool(L()), bool(object()))  # expect: False True
bool(B())  # expect error: TypeError: __bool__ should return bool, returned int
