def Number(a, b): return a + b
def Array(*a): return [*a, 1]
def Object(a): return a * 3
def Map(**k): return {**k}
def Math(a): return a // 3 + a % 7 + a * 7
print(Number(1, 2), Array(1), Object(5), Map(a=1), Math(20))  # expect: 3 [1, 1] 15 {'a': 1} 152
