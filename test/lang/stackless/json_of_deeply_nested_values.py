import json
import sys
deep = []
for _ in range(100_000):
    deep = [deep]
try:
    json.dumps(deep)
except RecursionError:
    print('RecursionError')  # expect: RecursionError
sys.setrecursionlimit(10**6)
text = json.dumps(deep)
print(len(text))  # expect: 200002
print(len(json.loads(text)))  # expect: 1
