class Key:
    def __hash__(self):
        return 0

    def __eq__(self, other):
        source.clear()
        return False


source = {1: 'a', Key(): 'b', 2: 'c'}
target = {Key(): 'd', 1: 'e'}
try:
    target.update(source)
except RuntimeError as error:
    print(error)  # expect: dict mutated during update
