print([y := x * 2 for x in range(3)], y)  # expect: [0, 2, 4] 4
print(any((hit := n) > 1 for n in range(5)), hit)  # expect: True 2
