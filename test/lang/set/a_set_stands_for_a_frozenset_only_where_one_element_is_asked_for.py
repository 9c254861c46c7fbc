s = {frozenset([1])}
print({1} in s)  # expect: True
for f in s.isdisjoint, s.issuperset, s.difference, s.intersection, s.issubset, s.difference_update:
    try: print(f([{1}]))
    except TypeError as e: print(e)
# expect: cannot use 'set' as a set element (unhashable type: 'set')
# expect: cannot use 'set' as a set element (unhashable type: 'set')
# expect: cannot use 'set' as a set element (unhashable type: 'set')
# expect: unhashable type: 'set'
# expect: unhashable type: 'set'
# expect: cannot use 'set' as a set element (unhashable type: 'set')
s.discard({1})
print(s)  # expect: set()
