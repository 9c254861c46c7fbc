import json

HIGH, LOW = '\ud800', '\udc00'
for text in ['\\ud800', '\\ud800\\udc00', HIGH + '\\udc00', '\\ud800' + LOW, HIGH + LOW, '\\ud800\\ud800\\udc00',
             '\U00010000' + HIGH + LOW + '\\n']:
    print(ascii(json.loads(f'["{text}", "x"]')))
# expect: ['\ud800', 'x']
# expect: ['\U00010000', 'x']
# expect: ['\ud800\udc00', 'x']
# expect: ['\ud800\udc00', 'x']
# expect: ['\ud800\udc00', 'x']
# expect: ['\ud800\U00010000', 'x']
# expect: ['\U00010000\ud800\udc00\n', 'x']
try:
    json.loads(f'["{HIGH}{LOW}", x]')
except json.JSONDecodeError as e:
    print(e)  # expect: Expecting value: line 1 column 8 (char 7)
for value in HIGH + LOW, '"' + HIGH + LOW + '\n', [HIGH + LOW, {HIGH + LOW: 1}]:
    print(ascii(json.dumps(value)), ascii(json.dumps(value, ensure_ascii=False)))
    print(json.loads(json.dumps(value, ensure_ascii=False)) == value)
# expect: '"\\ud800\\udc00"' '"\ud800\udc00"'
# expect: True
# expect: '"\\"\\ud800\\udc00\\n"' '"\\"\ud800\udc00\\n"'
# expect: True
# expect: '["\\ud800\\udc00", {"\\ud800\\udc00": 1}]' '["\ud800\udc00", {"\ud800\udc00": 1}]'
# expect: True
