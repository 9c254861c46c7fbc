import ast
import codeop
import symtable

source = "'\ud800'"
for use in (
    lambda: compile(source, 'x', 'exec'),
    lambda: eval(source),
    lambda: exec(source),
    lambda: ast.parse(source),
    lambda: symtable.symtable(source, 'x', 'exec'),
    lambda: codeop.compile_command(source),
):
    try:
        use()
    except UnicodeEncodeError as error:
        print(error)
# expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
