class Strange(Exception):
    def __new__(cls, *args):
        return cls

class Failing(Exception):
    def __init__(self):
        1 / 0

def generator():
    try:
        yield
    except Exception as error:
        yield type(error), error.args

for cls in Strange, Failing:
    g = generator()
    next(g)
    print(g.throw(cls))
# expect: (<class 'TypeError'>, ("calling <class '__main__.Strange'> should have returned an instance of BaseException, not type",))
# expect: (<class 'ZeroDivisionError'>, ('division by zero',))

import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    g = generator()
    next(g)
    print(g.throw(ValueError, 5))  # expect: (<class 'ValueError'>, (5,))
    print(caught[0].message)  # expect: the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.
