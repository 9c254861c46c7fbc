# The attribute mapping of a view cannot be written to.
d = {1: 2}
for view in (d.keys(), d.values(), d.items()):
    print(view.mapping, view.mapping[1])
    try:
        view.mapping[1] = 3
    except TypeError as error:
        print(error)
# expect: {1: 2} 2
# expect: 'mappingproxy' object does not support item assignment
# expect: {1: 2} 2
# expect: 'mappingproxy' object does not support item assignment
# expect: {1: 2} 2
# expect: 'mappingproxy' object does not support item assignment
