class A:
    def __eq__(self, o): return True
print(A() == 5, A() != 5, A.__hash__)  # expect: True False None
hash(A())  # expect error: TypeError: unhashable type: 'A'
