# The whole text, where the separator is not in it, and the separator are the objects that were given, whatever their class.
class Text(str):
    pass


text, separator = Text('a-b'), Text('-')
for parts in text.partition('+'), text.rpartition('+'), text.partition(separator), text.rpartition(separator):
    print(parts, [type(part).__name__ for part in parts], text in parts and text is parts[0] or text is parts[2])
# expect: ('a-b', '', '') ['Text', 'str', 'str'] True
# expect: ('', '', 'a-b') ['str', 'str', 'Text'] True
# expect: ('a', '-', 'b') ['str', 'Text', 'str'] False
# expect: ('a', '-', 'b') ['str', 'Text', 'str'] False
print('a-b'.partition(separator)[1] is separator)  # expect: True
