import annotationlib
import sys

x: int = 1
if x:
    y: undefined


class A:
    a: undefined
    if x:
        b: int


for format in annotationlib.Format.FORWARDREF, annotationlib.Format.STRING:
    print(annotationlib.get_annotations(sys.modules[__name__], format=format) if __name__ in sys.modules else None)
    print(annotationlib.get_annotations(A, format=format))
# expect: {'x': <class 'int'>, 'y': ForwardRef('undefined', owner=<module '__main__' from 'test/lang/annotations/of_modules_in_every_format.py'>)}
# expect: {'a': ForwardRef('undefined', is_class=True, owner=<class '__main__.A'>), 'b': <class 'int'>}
# expect: {'x': 'int', 'y': 'undefined'}
# expect: {'a': 'undefined', 'b': 'int'}
