try:
    {[]: 1}
except TypeError as e:
    print(e)  # expect: cannot use 'list' as a dict key (unhashable type: 'list')
try:
    {{}}
except TypeError as e:
    print(e)  # expect: cannot use 'dict' as a set element (unhashable type: 'dict')
hash([])  # expect error: TypeError: unhashable type: 'list'
