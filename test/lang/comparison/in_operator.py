print(1 in [1], 'b' in 'abc', 'a' in {'a': 1}, 3 in range(5), 2.0 in range(5), '' in '')  # expect: True True True True True True
class C:
    def __contains__(self, x): return x
print(5 in C(), 0 in C(), 0 not in C())  # expect: True False True
1 in 'a'  # expect error: TypeError: 'in <string>' requires string as left operand, not int
