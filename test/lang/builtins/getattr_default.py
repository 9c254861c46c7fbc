print(getattr(5, 'nope', 'default'), hasattr('a', 'upper'), vars(type('A', (), {'x': 1})())== {}, dir(5)[:2], callable(len))  # expect: default True True ['__abs__', '__add__'] True
getattr(5, 'nope')  # expect error: AttributeError: 'int' object has no attribute 'nope'
