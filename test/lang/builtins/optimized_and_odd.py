import ast


class Odd:
    def __getitem__(self, key):
        raise KeyError(key)

    def keys(self):
        return self.names


# dir() asks any mapping for its keys.
odd = Odd()
for odd.names in 'cab', 1, {2: 1, 1: 1}:
    try:
        print(eval('dir()', {}, odd))
    except TypeError as error:
        print(error)
# expect: ['a', 'b', 'c']
# expect: Odd.keys() returned a non-iterable (type int)
# expect: [1, 2]

# Without docstrings.
for optimize in 0, 1, 2:
    exec(compile('"doc"\ndef f():\n  "doc"\nclass C:\n  "doc"', '<text>', 'exec', optimize=optimize), space := {})
    print(space.get('__doc__'), space['f'].__doc__, space['C'].__doc__)
# expect: doc doc doc
# expect: doc doc doc
# expect: None None None

target = ast.Attribute(ast.Name('a', ast.Load()), 'b', ast.Store())
tree = ast.Expression(ast.NamedExpr(target, ast.Constant(1)))
try:
    compile(ast.fix_missing_locations(tree), '<tree>', 'eval')
except TypeError as error:
    print(error)  # expect: NamedExpr target must be a Name
