# Who says that there are more items than can be counted is not believed where the list has some already.
import sys
class Liar:
    def __iter__(self):
        return iter('ab')
    def __length_hint__(self):
        return sys.maxsize
items = [1]
items.extend(Liar())
items += Liar()
print(items)  # expect: [1, 'a', 'b', 'a', 'b']
try:
    list(Liar())
except MemoryError as error:
    print(repr(error))  # expect: MemoryError()
