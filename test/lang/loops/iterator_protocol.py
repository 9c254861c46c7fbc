class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), max(Count(5)), [*Count(2)])  # expect: [2, 1, 0] 4 [1, 0]
for x in 5: pass  # expect error: TypeError: 'int' object is not iterable
