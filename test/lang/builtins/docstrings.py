print(int.__doc__[:5], [].append.__doc__, len.__doc__)  # expect: int([ Append object to the end of the list. Return the number of items in a container.


# Docstrings of modules, methods and aliases, once those of classes have been asked for.
def show():
    import json
    return json.__doc__[:4], A.__doc__, A.f.__doc__, A().f.__doc__, A().g(), list[int].__doc__[:8]


class A:
    "a"
    def f(self): "f"
    def g(self): return super().__doc__[:8]


print(show())  # expect: ('JSON', 'a', 'f', 'f', 'The base', 'Built-in')
print(str.join.__doc__)
# expect: Concatenate any number of strings.
# expect:
# expect: The string whose method is called is inserted in between each given string.
# expect: The result is returned as a new string.
# expect:
# expect: Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'
print(str.join.__text_signature__, print.__text_signature__, list.__text_signature__)  # expect: ($self, iterable, /) ($module, /, *args, sep=' ', end='\n', file=None, flush=False) (iterable=(), /)
print([].__doc__, '|', ValueError().__doc__, '|', len.__doc__, '|', (1).__add__.__doc__)
# expect: Built-in mutable sequence.
# expect:
# expect: If no argument is given, the constructor creates a new empty list.
# expect: The argument must be an iterable if specified. | Inappropriate argument value (of correct type). | Return the number of items in a container. | Return self+value.
print('__doc__' in vars(list), vars(dict)['__doc__'] == dict.__doc__ == {}.__doc__)  # expect: True True

class Derived(list):
    pass
print(Derived.__doc__, Derived().__doc__)  # expect: None None

error = ValueError()
error.__doc__ = 'its own'
print(error.__doc__, '|', ValueError.__doc__)  # expect: its own | Inappropriate argument value (of correct type).
print(classmethod(list).__doc__, '|', classmethod.__doc__[:27])
# expect: Built-in mutable sequence.
# expect:
# expect: If no argument is given, the constructor creates a new empty list.
# expect: The argument must be an iterable if specified. | Convert a function to be a 
