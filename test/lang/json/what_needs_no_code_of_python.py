import json


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def default(obj):
    if isinstance(obj, Point):
        return [obj.x, obj.y]
    raise TypeError(f'what is {obj!r}')


data = {'b': [Point(1, 'é"\\\x7f\n'), None, 1.5, 10**20], 'a': {'deep': [[Point([], {})]]}, 1: True, None: 2.5}
print(json.dumps(data, default=default))  # expect: {"b": [[1, "\u00e9\"\\\u007f\n"], null, 1.5, 100000000000000000000], "a": {"deep": [[[[], {}]]]}, "1": true, "null": 2.5}
print(json.dumps({'b': 1, 'a': {'d': [], 'c': {}}}, sort_keys=True, indent=1).replace('\n', '|'))  # expect: {| "a": {|  "c": {},|  "d": []| },| "b": 1|}
print(json.dumps({2: 1, 1: 'x'}, sort_keys=True), json.dumps({(): 1}, sort_keys=True, skipkeys=True))  # expect: {"1": "x", "2": 1} {}
print(json.dumps('a' * 40 + '"'), json.dumps('\x7f~ é', ensure_ascii=False) == '"\x7f~ é"')  # expect: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"" True
for bad in {'a': object}, [float('nan')], {'a': 1, 2: 3}:
    try:
        json.dumps(bad, allow_nan=False, sort_keys=True, default=default)
    except (TypeError, ValueError) as e:
        print(e)
# expect: what is <class 'object'>
# expect: Out of range float values are not JSON compliant: nan
# expect: '<' not supported between instances of 'int' and 'str'
