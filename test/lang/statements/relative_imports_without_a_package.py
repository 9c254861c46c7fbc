# What __import__ says when it cannot tell what an import is relative to.
import warnings


def show(source, names):
    try:
        exec(source, names)
    except (ImportError, KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)


warnings.simplefilter('ignore')
show('from . import x', {})  # expect: KeyError "'__name__' not in globals"
for names in (
    {'__name__': 'module'}, {'__name__': 1}, {'__package__': 1}, {'__package__': ''}, {'__package__': 'q'},
    {'__name__': 'm.n'}, {'__name__': 'm', '__path__': []}, {'__name__': 'm', '__package__': None},
    {'__name__': 'm', '__spec__': 1}, {'__package__': 'q', '__spec__': 1},
):
    show('from . import x', names)
    show('from ...a import x', names)
# expect: ImportError attempted relative import with no known parent package
# expect: ImportError attempted relative import with no known parent package
# expect: TypeError __name__ must be a string
# expect: TypeError __name__ must be a string
# expect: TypeError package must be a string
# expect: TypeError package must be a string
# expect: ImportError attempted relative import with no known parent package
# expect: ImportError attempted relative import with no known parent package
# expect: ModuleNotFoundError No module named 'q'
# expect: ImportError attempted relative import beyond top-level package
# expect: ModuleNotFoundError No module named 'm'
# expect: ImportError attempted relative import beyond top-level package
# expect: ModuleNotFoundError No module named 'm'
# expect: ImportError attempted relative import beyond top-level package
# expect: ImportError attempted relative import with no known parent package
# expect: ImportError attempted relative import with no known parent package
# expect: AttributeError 'int' object has no attribute 'parent'
# expect: AttributeError 'int' object has no attribute 'parent'
# expect: AttributeError 'int' object has no attribute 'parent'
# expect: AttributeError 'int' object has no attribute 'parent'
show('__import__("x", {}, {}, (), 1)', {})  # expect: KeyError "'__name__' not in globals"
show('__import__("x", level=1)', {})  # expect: KeyError "'__name__' not in globals"
show('__import__("x", None, None, (), 1)', {})  # expect: TypeError globals must be a dict
show('__import__("x", 5, None, (), 1)', {})  # expect: TypeError globals must be a dict

warnings.simplefilter('always')


def shown(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, message, lineno)


warnings.showwarning = shown
show('\nfrom . import x', {'__name__': 'm.n'})
# expect: ImportWarning can't resolve package from __spec__ or __package__, falling back on __name__ and __path__ 2
# expect: ModuleNotFoundError No module named 'm'
show('\n\nfrom . import x', {'__package__': 'q', '__spec__': warnings.__spec__})
# expect: DeprecationWarning __package__ != __spec__.parent 3
# expect: ModuleNotFoundError No module named 'q'
exec('from . import __loader__\nfrom .abc import Mapping\nimport collections.abc', {'__package__': 'collections'})
names = {'__package__': 'collections'}
print(__import__('abc', names, None, (), 1).__name__, __import__('abc', names, None, ('Set',), 1).__name__)  # expect: collections.abc collections.abc
print(__import__('', names, None, (), 1).__name__)  # expect: collections
