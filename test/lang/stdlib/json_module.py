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
