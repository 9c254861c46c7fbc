a = [3, 1, 2]
a.append(4); a.extend('x'); a.insert(0, 'i'); a.insert(-1, 'j')
print(a, a.pop(), a.pop(0), a.index(1), a.count(3))  # expect: [3, 1, 2, 4, 'j'] x i 1 1
a.remove('j'); a.sort(); a.reverse()
print(a, a.copy() is a, a * 2, a + [0])  # expect: [4, 3, 2, 1] False [4, 3, 2, 1, 4, 3, 2, 1] [4, 3, 2, 1, 0]
a.remove(99)  # expect error: ValueError: list.remove(x): x not in list
