"module doc"
def f():
    'doc' ' joined'
class A:
    """class doc
       more"""
print(__doc__, f.__doc__, repr(A.__doc__))  # expect: module doc doc joined 'class doc\nmore'
