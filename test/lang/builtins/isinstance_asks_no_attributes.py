# isinstance and issubclass look for the check in the class of what they are given, and ask the object for nothing else.
class Everything:
    def __getattribute__(self, name):
        print('asked for', name)
        return object.__getattribute__(self, name)

    def __instancecheck__(self, obj):
        return obj == 1

    def __subclasscheck__(self, sub):
        return sub is int


print(isinstance(1, Everything()), isinstance(2, Everything()), isinstance(1, (str, Everything())))  # expect: True False True
print(issubclass(int, Everything()), issubclass(str, Everything()))  # expect: True False
