import json
s = json.dumps({'a': [1, 2.5, None, True], 'é': '😀"', 'n': {}}, sort_keys=True)
print(s, json.loads(s) == {'a': [1, 2.5, None, True], 'é': '😀"', 'n': {}})  # expect: {"a": [1, 2.5, null, true], "n": {}, "\u00e9": "\ud83d\ude00\""} True
print(json.dumps([1, {'b': 2}], indent=2), json.dumps('é', ensure_ascii=False), json.loads('[1e3, -0, "\\u0041"]'))
# expect: [
# expect:   1,
# expect:   {
# expect:     "b": 2
# expect:   }
# expect: ] "é" [1000.0, 0, 'A']
try:
    json.dumps({1, 2})
except TypeError as e:
    print(e)  # expect: Object of type set is not JSON serializable
json.loads('{"a": }')  # expect error: json.decoder.JSONDecodeError: Expecting value: line 1 column 7 (char 6)
class D(dict):
    pass
class O:
    def __init__(self, value): self.value = value
print(json.dumps([1, {'a': D(x=1), 2: (1.5, None, True), 'e': [], 'f': {}}, 'é'], indent=2))
print(json.dumps(D(b=1, a=[]), sort_keys=True), json.dumps([O(5)], default=lambda o: o.value))
for x in [O(1)], {'a': [O(1)]}, {(1,): 2}, float('nan'), [D(a={1, 2})]:
    try:
        json.dumps(x, allow_nan=False)
    except (TypeError, ValueError) as e:
        print(e, getattr(e, '__notes__', ''))
a = []
a.append({'x': a})
try:
    json.dumps(a)
except ValueError as e:
    print(e, e.__notes__)
print(json.dumps({1: 2, (1, 2): 3}, skipkeys=True, indent='\t', separators=(',', ':')))
