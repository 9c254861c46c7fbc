# Names and docstrings of classes must have a UTF-8 form; ascii() gives the repr itself when it is ASCII.
def show(f, *args):
    try:
        print(f(*args))
    except ValueError as error:
        print(type(error).__name__, error)


class C:
    pass


class Text(str):
    pass


class Shown:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


show(type, 'A\udcdc', (), {})  # expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcdc' in position 1: surrogates not allowed
show(type, 'A', (), {'__doc__': 'x\udcdcy'})  # expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcdc' in position 1: surrogates not allowed
show(setattr, C, '__name__', '\udcdc')  # expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcdc' in position 0: surrogates not allowed
print(C.__name__)  # expect: C
print(type(ascii(Shown(Text('abc')))).__name__, type(ascii(Shown(Text('\xe9')))).__name__)  # expect: Text str
