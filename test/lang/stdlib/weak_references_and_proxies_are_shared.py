import re
import weakref
from collections import deque


class Plain:
    pass


class Named:
    __name__ = 'a name'


class Reference(weakref.ref):
    pass


thing = Plain()
first = weakref.proxy(thing)
shared = weakref.ref(thing)
print(weakref.ref(thing) is shared, weakref.proxy(thing) is first)  # expect: True True
others = weakref.ref(thing, print), weakref.proxy(thing, print), Reference(thing)
print(weakref.getweakrefcount(thing))  # expect: 5
print([type(each).__name__ for each in weakref.getweakrefs(thing)])  # expect: ['ReferenceType', 'ProxyType', 'Reference', 'ProxyType', 'ReferenceType']


def shown(reference):
    return re.sub('0x[0-9a-f]+', '0x', repr(reference))


for value in thing, Named(), deque(), Plain, shown:
    print(shown(weakref.ref(value)))
# expect: <weakref at 0x; to 'Plain' at 0x>
# expect: <weakref at 0x; to 'Named' at 0x (a name)>
# expect: <weakref at 0x; to 'collections.deque' at 0x>
# expect: <weakref at 0x; to 'type' at 0x (Plain)>
# expect: <weakref at 0x; to 'function' at 0x (shown)>
try:
    shared.__callback__ = print
except AttributeError as error:
    print(error)  # expect: readonly attribute
