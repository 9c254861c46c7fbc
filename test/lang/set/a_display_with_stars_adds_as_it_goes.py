class A:
    def __init__(self, n):
        self.n = n
        print('make', n)

    def __hash__(self):
        print('hash', self.n)
        return 1

    def __iter__(self):
        print('iter', self.n)
        yield A(self.n * 10)
        yield A(self.n * 10 + 1)


print(len({A(1), A(2), *A(3), A(4), *A(5)}))
# expect: make 1
# expect: make 2
# expect: hash 1
# expect: hash 2
# expect: make 3
# expect: iter 3
# expect: make 30
# expect: hash 30
# expect: make 31
# expect: hash 31
# expect: make 4
# expect: hash 4
# expect: make 5
# expect: iter 5
# expect: make 50
# expect: hash 50
# expect: make 51
# expect: hash 51
# expect: 7
for f in lambda: {1, *5}, lambda: {A(1), *[[]], A(2)}, lambda: {A(1), [], A(2)}:
    try:
        f()
    except TypeError as e:
        print(e)
# expect: 'int' object is not iterable
# expect: make 1
# expect: hash 1
# expect: cannot use 'list' as a set element (unhashable type: 'list')
# expect: make 1
# expect: make 2
# expect: hash 1
# expect: cannot use 'list' as a set element (unhashable type: 'list')
