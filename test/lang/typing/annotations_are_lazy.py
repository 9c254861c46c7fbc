def f(a: nope, b: int) -> 'text': pass
try:
    f.__annotations__
except NameError as e:
    print(e)  # expect: name 'nope' is not defined
nope = str
print(f.__annotations__)  # expect: {'a': <class 'str'>, 'b': <class 'int'>, 'return': 'text'}
x: int = 1
y: undefined
print(x)  # expect: 1
import annotationlib
print(annotationlib.get_annotations(f, format=annotationlib.Format.STRING))  # expect: {'a': 'nope', 'b': 'int', 'return': 'text'}
