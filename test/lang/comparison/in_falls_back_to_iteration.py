class I:
    def __iter__(self): return iter([1, 2])
class G:
    def __getitem__(self, i): return [7, 8][i]
print(2 in I(), 3 in I(), 8 in G(), 9 in G())  # expect: True False True False
1 in object()  # expect error: TypeError: argument of type 'object' is not a container or iterable
