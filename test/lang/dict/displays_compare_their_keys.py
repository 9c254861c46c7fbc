# A key in a display is compared with what stands before it, also where it is a text.
class Key:
    def __hash__(self):
        return hash('a')

    def __eq__(self, other):
        print('compared with', other)
        return other == 'a'


print(len({Key(): 1, 'a': 2, 'b': 3}))
# expect: compared with a
# expect: 2
mapping = {Key(): 1}
print(len({**mapping, 'a': 2}))
# expect: compared with a
# expect: 1
print(len({1: mapping, 'a': 2, **mapping, 'a': 3}))
# expect: compared with a
# expect: 2
print({1: 2, 'a': 3, 2.5: 4, 'a': 5})  # expect: {1: 2, 'a': 5, 2.5: 4}
