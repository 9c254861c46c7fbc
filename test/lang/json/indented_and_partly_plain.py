import json


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def default(value):
    if isinstance(value, set):
        return sorted(value)
    if isinstance(value, Point):
        return {'x': value.x, 'y': value.y}
    raise TypeError(f'no JSON for {value!r}')


data = {'a': [1, 2.5, None, True, 'ü"\n'], 'b': {}, 'c': [], 'd': {'e': [[], [{}], ({'f': 1},)]}, 1: 2, None: False}
print(json.dumps(data, indent=2))
# expect: {
# expect:   "a": [
# expect:     1,
# expect:     2.5,
# expect:     null,
# expect:     true,
# expect:     "\u00fc\"\n"
# expect:   ],
# expect:   "b": {},
# expect:   "c": [],
# expect:   "d": {
# expect:     "e": [
# expect:       [],
# expect:       [
# expect:         {}
# expect:       ],
# expect:       [
# expect:         {
# expect:           "f": 1
# expect:         }
# expect:       ]
# expect:     ]
# expect:   },
# expect:   "1": 2,
# expect:   "null": false
# expect: }
print(json.dumps(data, indent='\t', ensure_ascii=False))
# expect: {
# expect: 	"a": [
# expect: 		1,
# expect: 		2.5,
# expect: 		null,
# expect: 		true,
# expect: 		"ü\"\n"
# expect: 	],
# expect: 	"b": {},
# expect: 	"c": [],
# expect: 	"d": {
# expect: 		"e": [
# expect: 			[],
# expect: 			[
# expect: 				{}
# expect: 			],
# expect: 			[
# expect: 				{
# expect: 					"f": 1
# expect: 				}
# expect: 			]
# expect: 		]
# expect: 	},
# expect: 	"1": 2,
# expect: 	"null": false
# expect: }
print(json.dumps(data, indent=0, separators=(';', '=')))
# expect: {
# expect: "a"=[
# expect: 1;
# expect: 2.5;
# expect: null;
# expect: true;
# expect: "\u00fc\"\n"
# expect: ];
# expect: "b"={};
# expect: "c"=[];
# expect: "d"={
# expect: "e"=[
# expect: [];
# expect: [
# expect: {}
# expect: ];
# expect: [
# expect: {
# expect: "f"=1
# expect: }
# expect: ]
# expect: ]
# expect: };
# expect: "1"=2;
# expect: "null"=false
# expect: }
print(json.dumps([], indent=1), json.dumps({}, indent=1), json.dumps(5, indent=1))  # expect: [] {} 5
print(json.dumps({'b': 1, 'a': [{'d': 1, 'c': 2}]}, indent=1, sort_keys=True))
# expect: {
# expect:  "a": [
# expect:   {
# expect:    "c": 2,
# expect:    "d": 1
# expect:   }
# expect:  ],
# expect:  "b": 1
# expect: }
print(json.dumps([{'s': {3, 1, 2}, 'plain': {'k': [1]}}, Point(1, [Point({4}, {})])], default=default))  # expect: [{"s": [1, 2, 3], "plain": {"k": [1]}}, {"x": 1, "y": [{"x": [4], "y": {}}]}]
print(json.dumps([{'s': {3, 1}, 'plain': {'k': [1]}}, Point(1, [Point({4}, {})])], default=default, indent=1))
# expect: [
# expect:  {
# expect:   "s": [
# expect:    1,
# expect:    3
# expect:   ],
# expect:   "plain": {
# expect:    "k": [
# expect:     1
# expect:    ]
# expect:   }
# expect:  },
# expect:  {
# expect:   "x": 1,
# expect:   "y": [
# expect:    {
# expect:     "x": [
# expect:      4
# expect:     ],
# expect:     "y": {}
# expect:    }
# expect:   ]
# expect:  }
# expect: ]


def attempt(*args, **keywords):
    try:
        print(json.dumps(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, '__notes__', None))


attempt([{'a': {'b': [1, {1j}]}}], default=default)  # expect: TypeError no JSON for 1j ['when serializing list item 0', 'when serializing set object', 'when serializing list item 1', "when serializing dict item 'b'", "when serializing dict item 'a'", 'when serializing list item 0']
attempt([1, {'k': [float('nan')]}], allow_nan=False, indent=1)  # expect: ValueError Out of range float values are not JSON compliant: nan ['when serializing list item 0', "when serializing dict item 'k'", 'when serializing list item 1']
loop = [1]
loop.append({'l': loop})
attempt(loop, indent=1)  # expect: ValueError Circular reference detected ["when serializing dict item 'l'", 'when serializing list item 1']
attempt([{'x': 1, (1, 2): 3}], skipkeys=True, indent=1)
# expect: [
# expect:  {
# expect:   "x": 1
# expect:  }
# expect: ]
attempt([{(1, 2): 3}], skipkeys=True, indent=1)
# expect: [
# expect:  {}
# expect: ]
attempt([{'x': 1, (1, 2): 3}], indent=1)  # expect: TypeError keys must be str, int, float, bool or None, not tuple ['when serializing list item 0']
point = Point(1, None)
point.y = [point]
attempt([point], default=default)  # expect: ValueError Circular reference detected ['when serializing list item 0', "when serializing dict item 'y'", 'when serializing Point object', 'when serializing list item 0']
