import pickle


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), getattr(error, '__notes__', None)


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return self.value


def outer():
    def inner():
        pass
    return inner


print(attempt(pickle.dumps, Reduced(5)))  # expect: ('PicklingError', '__reduce__ must return a string or tuple, not int', ['when serializing Reduced object'])
print(attempt(pickle.dumps, Reduced((int,))))  # expect: ('PicklingError', 'tuple returned by __reduce__ must contain 2 through 6 elements', ['when serializing Reduced object'])
print(attempt(pickle.dumps, [{'a': Reduced((5, ()))}]))  # expect: ('PicklingError', 'first item of the tuple returned by __reduce__ must be callable, not int', ['when serializing Reduced object', "when serializing dict item 'a'", 'when serializing list item 0'])
print(attempt(pickle.dumps, Reduced((int, [], 1))))  # expect: ('PicklingError', 'second item of the tuple returned by __reduce__ must be a tuple, not list', ['when serializing Reduced object'])
print(attempt(pickle.dumps, (1, [Reduced('missing')]))[2])  # expect: ['when serializing list item 0', 'when serializing tuple item 1']
print(attempt(pickle.dumps, outer())[0])  # expect: PicklingError
print(attempt(pickle.dumps, 1, 9), attempt(pickle.dumps, 1, 'x'))  # expect: ('ValueError', 'pickle protocol must be <= 5', None) ('TypeError', "'str' object cannot be interpreted as an integer", None)
print(attempt(pickle.dump, 1, 5))  # expect: ('TypeError', "file must have a 'write' attribute", None)
