# json iterates over subclasses of list and asks subclasses of dict for their items; it asks neither for their length.
import json


class List(list):
    def __len__(self):
        print('len')
        return 0


class Items(list):
    def __iter__(self):
        return iter([7])


class Dict(dict):
    def __len__(self):
        print('len')
        return 0

    def items(self):
        return List([('b', 2)])


for value in (List([1, 2]), Items([1]), Dict(a=1), Dict()):
    for indent in (None, 1):
        print(json.dumps(value, indent=indent))
# expect: [1, 2]
# expect: [
# expect:  1,
# expect:  2
# expect: ]
# expect: [7]
# expect: [
# expect:  7
# expect: ]
# expect: {"b": 2}
# expect: {
# expect:  "b": 2
# expect: }
# expect: {}
# expect: {}
