s = ''
for i in range(100_000):
    s += 'x'
print(len(s), len('ab' * 500_000), 'x' * 10 == s[:10])  # expect: 100000 1000000 True
