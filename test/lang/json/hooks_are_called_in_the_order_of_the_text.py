import json

calls = []


def hook(kind):
    def called(value):
        calls.append((kind, value))
        return kind
    return called


def load(text, **hooks):
    calls.clear()
    print(json.loads(text, **hooks), calls)


load('[{"a": {}, "b": 1}, {}]', object_hook=hook('o'))  # expect: ['o', 'o'] [('o', {}), ('o', {'a': 'o', 'b': 1}), ('o', {})]
load('[{"a": {}, "a": 1}, {}]', object_pairs_hook=hook('p'), object_hook=hook('o'))  # expect: ['p', 'p'] [('p', []), ('p', [('a', 'p'), ('a', 1)]), ('p', [])]
load('{"a": [1, -2.5e3, 1e5, -0, 12345678901234567890]}', parse_int=hook('i'), parse_float=hook('f'))  # expect: {'a': ['i', 'f', 'f', 'i', 'i']} [('i', '1'), ('f', '-2.5e3'), ('f', '1e5'), ('i', '-0'), ('i', '12345678901234567890')]
load('[NaN, -Infinity, {"a": Infinity}]', parse_constant=hook('c'), object_pairs_hook=hook('p'))  # expect: ['c', 'c', 'p'] [('c', 'NaN'), ('c', '-Infinity'), ('c', 'Infinity'), ('p', [('a', 'c')])]


def failing(value):
    raise KeyError(value)


for text in '[{}, 1, 1.5', '[NaN, {"a": 1}', '{"a": 1, }', '[1 2]', '[01]', '-', '':
    for name in 'object_hook', 'parse_int', 'parse_float', 'parse_constant':
        try:
            json.loads(text, **{name: failing})
        except (KeyError, ValueError) as e:
            print(type(e).__name__, e, end='; ')
    print()
# expect: KeyError {}; KeyError '1'; KeyError '1.5'; JSONDecodeError Expecting ',' delimiter: line 1 column 12 (char 11); 
# expect: KeyError {'a': 1}; KeyError '1'; JSONDecodeError Expecting ',' delimiter: line 1 column 15 (char 14); KeyError 'NaN'; 
# expect: JSONDecodeError Illegal trailing comma before end of object: line 1 column 8 (char 7); KeyError '1'; JSONDecodeError Illegal trailing comma before end of object: line 1 column 8 (char 7); JSONDecodeError Illegal trailing comma before end of object: line 1 column 8 (char 7); 
# expect: JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3); KeyError '1'; JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3); JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3); 
# expect: JSONDecodeError Expecting ',' delimiter: line 1 column 3 (char 2); KeyError '0'; JSONDecodeError Expecting ',' delimiter: line 1 column 3 (char 2); JSONDecodeError Expecting ',' delimiter: line 1 column 3 (char 2); 
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0); JSONDecodeError Expecting value: line 1 column 1 (char 0); JSONDecodeError Expecting value: line 1 column 1 (char 0); JSONDecodeError Expecting value: line 1 column 1 (char 0); 
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0); JSONDecodeError Expecting value: line 1 column 1 (char 0); JSONDecodeError Expecting value: line 1 column 1 (char 0); JSONDecodeError Expecting value: line 1 column 1 (char 0); 

for number in '0 -0 00 1e5 1.0 -0.0 123456789012345 1234567890123456 -12345678901234567890 1x'.split():
    try:
        print(json.loads(number), json.loads(f'[{number}]'), end='; ')  # expect: 0 [0]; 0 [0]; Extra data: line 1 column 2 (char 1); 100000.0 [100000.0]; 1.0 [1.0]; -0.0 [-0.0]; 123456789012345 [123456789012345]; 1234567890123456 [1234567890123456]; -12345678901234567890 [-12345678901234567890]; Extra data: line 1 column 2 (char 1); 
    except ValueError as e:
        print(e, end='; ')
print()
