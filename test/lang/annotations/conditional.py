class A:
    if 1:
        x: int = 3
    else:
        y: str
    for i in range(0):
        z: float
print(A.__annotations__)  # expect: {'x': <class 'int'>}
namespace = {}
exec('if 1:\n    a: int\nelse:\n    b: int\n', namespace)
print(namespace['__annotate__'](1))  # expect: {'a': <class 'int'>}
local_names = {}
exec('x: int = 5', {}, local_names)
print(list(local_names))  # expect: ['__annotate__', '__conditional_annotations__', 'x']
class C:
    a: int
    def __annotate__(format):
        return {'a': str}
print(C.__annotate__(1), C.__annotations__)  # expect: {'a': <class 'str'>} {'a': <class 'str'>}
