# Instances of the classes of `operator` say themselves what they take.
import inspect
import operator

for getter in operator.attrgetter('a'), operator.itemgetter(1), operator.methodcaller('x'):
    print(inspect.signature(getter), getter.__text_signature__, inspect.signature(type(getter)))
    try:
        getter.__text_signature__ = ''
    except AttributeError as error:
        print(error)
# expect: (obj, /) (obj, /) (attr, /, *attrs)
# expect: attribute '__text_signature__' of 'operator.attrgetter' objects is not writable
# expect: (obj, /) (obj, /) (item, /, *items)
# expect: attribute '__text_signature__' of 'operator.itemgetter' objects is not writable
# expect: (obj, /) (obj, /) (name, /, *args, **kwargs)
# expect: attribute '__text_signature__' of 'operator.methodcaller' objects is not writable
