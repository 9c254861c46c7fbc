import types

def made_with(value):
    return types.FunctionType((x for x in ()).gi_code, {})(value)

print(list(made_with(iter('ab'))))  # expect: ['a', 'b']
for value in 42, None, [1]:
    try:
        list(made_with(value))
    except TypeError as error:
        print(error)
# expect: 'int' object is not an iterator
# expect: 'NoneType' object is not an iterator
# expect: 'list' object is not an iterator
