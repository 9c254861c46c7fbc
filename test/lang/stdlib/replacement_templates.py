# A replacement is compiled before the string is looked at, and only bytes-like ones and subclasses of str are copied first.
import re


class Text(str):
    __hash__ = None


pattern = re.compile('(a)')
for replacement in (1, [], None, Text(r'<\1>'), r'\9'):
    for attempt in (lambda: pattern.sub(replacement, 'a'), lambda: pattern.subn(replacement, 1),
                    lambda: pattern.match('a').expand(replacement)):
        try:
            print(attempt())
        except (TypeError, re.error) as error:
            print(type(error).__name__, error)
# expect: TypeError decoding to str: need a bytes-like object, int found
# expect: TypeError decoding to str: need a bytes-like object, int found
# expect: TypeError decoding to str: need a bytes-like object, int found
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'list'
# expect: TypeError decoding to str: need a bytes-like object, NoneType found
# expect: TypeError decoding to str: need a bytes-like object, NoneType found
# expect: TypeError decoding to str: need a bytes-like object, NoneType found
# expect: <a>
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: <a>
# expect: PatternError invalid group reference 9 at position 1
# expect: PatternError invalid group reference 9 at position 1
# expect: PatternError invalid group reference 9 at position 1
print(re.sub(b'(a)', bytearray(rb'<\1>'), b'a'), re.match(b'(a)', b'a').expand(memoryview(rb'<\1>')))  # expect: b'<a>' b'<a>'
