a = [1, 2, 3]
for x in a:
    if len(a) < 6: a.append(x * 10)
print(a)  # expect: [1, 2, 3, 10, 20, 30]
