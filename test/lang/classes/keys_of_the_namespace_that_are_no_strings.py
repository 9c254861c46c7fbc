import warnings


class Meta(type):
    @classmethod
    def __prepare__(*args):
        return {1: 2}


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')

    class X(metaclass=Meta):
        a = 1

    Y = type('Y', (), {3: 4, 'a': 1, 2: 3})
print([str(w.message) for w in caught], [w.category for w in caught])  # expect: ['non-string key in the __dict__ of class X', 'non-string key in the __dict__ of class Y'] [<class 'RuntimeWarning'>, <class 'RuntimeWarning'>]
print(X.__dict__[1], 1 in X.__dict__, 2 in X.__dict__)  # expect: 2 True False
X.b = 5
del X.a
print(X.__dict__['b'], 'a' in X.__dict__, hasattr(X, 'a'))  # expect: 5 False False
print(list(Y.__dict__))  # expect: [3, 'a', 2, '__module__', '__dict__', '__weakref__', '__doc__']

with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        type('Z', (), {1: 2})
    except RuntimeWarning as e:
        print(e)  # expect: non-string key in the __dict__ of class Z
